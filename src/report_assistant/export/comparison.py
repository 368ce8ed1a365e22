"""Two years side by side as one self-contained web page: cells, sentences, copies, and last year's promises."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape

from report_assistant.comparison import CellChange, Comparison, CopiedPassage, Promise, SectionChange, SentencePair
from report_assistant.export.html import BOX, HEADING, LABEL, PAGE, TABLE, TITLE
from report_assistant.official import load_form
from report_assistant.report import Report, Value

_CELL_FATES = {
    "same": "相同",
    "changed": "有变化",
    "new": "本年新有",
    "gone": "本年没有",
    "not_comparable": "不可比",
}
_PROMISES = "上年提出的改进与本年交代"
_COPIED = "与上年相同的段落"
_SENTENCE_FATES = {"same": "相同", "changed": "有改动", "added": "新增", "removed": "删去"}
_SHADES = {"same": "#fff2cc", "changed": "#ffffff", "added": "#e2f0d9", "removed": "#f2f2f2"}


def comparison_html(comparison: Comparison, report: Report, prior: Report) -> str:
    """The page; `report` and `prior` are the two that were compared.

    Shape: cells that are the same in both years are counted, not listed; sentences all stand there, those
    that were only copied from last year shaded.
    """
    title = escape(f"{report.organ.name} {report.year} 年度报告与 {prior.year} 年度报告的对比")
    changed = [change for change in comparison.cells if change.fate != "same"]
    lines = [
        f'<h1 style="{TITLE}">{title}</h1>',
        f'<h2 style="{HEADING}">数据</h2>',
        f"<p>共 {len(comparison.cells)} 格，其中 {len(comparison.cells) - len(changed)} 格与上年相同，未列出。</p>",
        *(
            _table(
                "数据对比", ("数据", f"{prior.year} 年", f"{report.year} 年", "增减", "情况"), map(_cell_row, changed)
            )
            if changed
            else ()
        ),
    ]
    for section in comparison.sections:
        lines += _section(section)
    lines += _listed(_COPIED, ("本年", "上年", "相同的文字"), map(_passage_row, comparison.copied))
    lines += _listed(_PROMISES, ("上年提出的改进", "本年交代"), map(_promise_row, comparison.promises))
    body = "\n".join(lines)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f'<body>\n<article style="{PAGE}">\n{body}\n</article>\n</body>\n</html>\n'
    )


def _section(section: SectionChange) -> Iterator[str]:
    heading = load_form("2021").section(section.section).heading
    yield f'<h2 style="{HEADING}">{escape(heading)}</h2>'
    yield f"<p>相似度 {section.similarity:.0%}，与上年相同的文字占 {section.copied_share:.0%}。</p>"
    if section.sentences:
        yield from _table(f"{heading} 逐句对比", ("上年", "本年", "情况"), map(_sentence_row, section.sentences))


def _listed(name: str, columns: tuple[str, ...], rows: Iterable[str]) -> Iterator[str]:
    """A heading and its table; neither where there is nothing to list."""
    if listed := list(rows):
        yield f'<h2 style="{HEADING}">{name}</h2>'
        yield from _table(name, columns, listed)


def _table(name: str, columns: tuple[str, ...], rows: Iterable[str]) -> Iterator[str]:
    head = "".join(f'<th scope="col" style="{BOX}">{column}</th>' for column in columns)
    yield f'<table aria-label="{escape(name)}" style="{TABLE}">\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>'
    yield from rows
    yield "</tbody>\n</table>"


def _cell_row(change: CellChange) -> str:
    growth = f"（{change.ratio:+.1%}）" if change.ratio is not None else ""
    difference = f"{_number(change.delta, '+')}{growth}" if change.delta is not None else ""
    fate = "：".join(filter(None, (_CELL_FATES[change.fate], change.note)))
    texts = (_number(change.prior), _number(change.current), difference, fate)
    boxes = "".join(f'<td style="{BOX};white-space:nowrap">{escape(text)}</td>' for text in texts)
    return f'<tr><th scope="row" style="{LABEL}">{escape(_label(change.cell))}</th>{boxes}</tr>'


def _sentence_row(pair: SentencePair) -> str:
    shade = f"{LABEL};background:{_SHADES[pair.fate]}"
    texts = "".join(f'<td style="{shade}">{escape(text or "")}</td>' for text in (pair.prior, pair.current))
    return f'<tr>{texts}<td style="{BOX};white-space:nowrap">{_SENTENCE_FATES[pair.fate]}</td></tr>'


def _passage_row(passage: CopiedPassage) -> str:
    places = (load_form("2021").place_label(place) for place in (passage.place, passage.other_place))
    boxes = "".join(f'<td style="{LABEL}">{escape(text)}</td>' for text in (*places, passage.text))
    return f"<tr>{boxes}</tr>"


def _promise_row(promise: Promise) -> str:
    texts = promise.text, promise.account or "未见交代"
    shade = "" if promise.account else f";background:{_SHADES['same']}"
    boxes = "".join(f'<td style="{LABEL}{shade}">{escape(text)}</td>' for text in texts)
    return f"<tr>{boxes}</tr>"


def _label(ref: str) -> str:
    """The form's words for a cell, which may be one of either form."""
    cells = load_form("2021").cells if ref in load_form("2021").cells else load_form("2019").cells
    return cells[ref].label


def _number(value: Value | None, sign: str = "") -> str:
    if value is None:
        return "—"
    return format(value, f"{sign}f") if isinstance(value, Decimal) else format(value, f"{sign}d")
