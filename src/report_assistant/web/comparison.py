"""Year on year: the cells that changed and the sentences that did not."""

from collections.abc import Sequence

import gradio as gr

from report_assistant.comparison import CellChange, Comparison, CopiedPassage, Promise, SectionChange, SentencePair
from report_assistant.official import Form
from report_assistant.web import present
from report_assistant.web.board import Board
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.sight import Sight

_FATES = {"same": "未变", "changed": "有改动", "added": "今年新写", "removed": "上年有、今年无"}


def build(board: Board) -> None:
    """The comparison with last year's report."""
    compared = gr.HTML(elem_id="comparison", elem_classes="cards", apply_default_css=False)
    board.pane("comparison", compared, lambda sight: {"value": comparison_html(sight)})


def comparison_html(sight: Sight) -> Html:
    """Changed cells, copies, what became of last year's promises, then each section's sentences and its likeness."""
    if sight.comparison is None or sight.desk.prior is None:
        return tag("p", "还没有上年报告。请用页面上方的“导入上年报告”。", class_="quiet")
    form, years = sight.report.form, (sight.desk.prior.year, sight.report.year)
    doubt = f"请留意：上年报告{sight.prior_doubt}，下面不是本单位连续两年的对比。" if sight.prior_doubt else None
    return join(
        tag("p", doubt, class_="heed") if doubt else None,
        _cells(sight.comparison, form, years),
        _copied(sight.comparison.copied, form),
        _promises(sight.comparison.promises),
        [_section(one, form) for one in sight.comparison.sections],
    )


def _cells(comparison: Comparison, form: Form, years: tuple[int, int]) -> Html:
    changes = [change for change in comparison.cells if change.fate == "changed" or _appeared(change)]
    same = sum(change.fate == "same" for change in comparison.cells)
    rows = []
    for change in changes:
        place, prior, current, delta, note = present.change_row(change, form)
        link = tag("a", place, href=f"#{change.cell}", class_="locate") if change.cell in form.cells else place
        rows.append(
            tag(
                "tr",
                tag("td", link, tag("small", note) if note else None),
                *(tag("td", t) for t in (prior, current, delta)),
            )
        )
    head = tag("tr", [tag("th", words) for words in ("单元格", f"{years[0]} 年", f"{years[1]} 年", "增减")])
    rest = len(comparison.cells) - len(changes) - same
    told = f"，{rest} 格只有一年有数或不可比" if rest else ""
    return join(
        tag("h4", f"数据：{len(changes)} 格有变化，{same} 格相同{told}"),
        tag("table", tag("tbody", head, rows), class_="plain figures") if rows else None,
    )


def _appeared(change: CellChange) -> bool:
    """Whether a number that is not 0 stands in this year alone; a form half filled in would list every other cell."""
    return change.prior is None and bool(change.current)


def _copied(passages: Sequence[CopiedPassage], form: Form) -> Html | None:
    if not passages:
        return None
    head = tag("tr", [tag("th", words) for words in ("本年", "上年", "相同的文字")])
    rows = [
        tag("tr", [tag("td", words) for words in (*map(form.place_label, (one.place, one.other_place)), one.text)])
        for one in passages
    ]
    return join(
        tag("h4", f"与上年相同的段落：{len(passages)} 处"),
        tag("table", tag("tbody", head, rows), class_="plain"),
    )


def _promises(promises: Sequence[Promise]) -> Html | None:
    if not promises:
        return None
    open_ones = sum(one.account is None for one in promises)
    head = tag("tr", [tag("th", words) for words in ("上年提出的改进", "本年交代")])
    rows = [tag("tr", tag("td", one.text), tag("td", one.account or tag("b", "未见交代"))) for one in promises]
    return join(
        tag("h4", f"上年提出的改进：{len(promises)} 项，{open_ones} 项未见交代"),
        tag("table", tag("tbody", head, rows), class_="plain"),
    )


def _section(change: SectionChange, form: Form) -> Html:
    share = f"与上年相同的文字占 {change.copied_share:.0%}，相似度 {change.similarity:.0%}"
    return join(
        tag("h4", form.section(change.section).heading),
        tag("p", share, class_="alarming" if change.copied_share >= 0.5 else "quiet"),
        tag("ul", [_sentence(pair) for pair in change.sentences], class_="sentences"),
    )


def _sentence(pair: SentencePair) -> Html:
    was = tag("p", f"上年：{pair.prior}", class_="was") if pair.fate == "changed" else None
    return tag("li", tag("b", _FATES[pair.fate]), tag("p", pair.current or pair.prior), was, class_=pair.fate)
