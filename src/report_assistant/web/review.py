"""核对识读: a report held against the document it was read from, cell by cell, and corrected.

A correction puts in the one cell that was read wrongly. Totals stay as they are printed: whether they are
right is for the rules to say, not for the reading.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

import gradio as gr

from report_assistant.errors import UnusableInput
from report_assistant.export.shape import Slot
from report_assistant.intake.identity import organ_named
from report_assistant.report import Report
from report_assistant.report.report import OrganKind
from report_assistant.web import present
from report_assistant.web.board import Board, Props
from report_assistant.web.doubts import CellReview, open_doubts, restored, reviews, to_look_over
from report_assistant.web.grid import read_cell
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.resources import resource
from report_assistant.web.seat import Seat
from report_assistant.web.side_by_side import general_remarks, number_box, tables_html, texts_html
from report_assistant.web.sight import Reviewing, Sight

_IDLE = "原文与识读的对应格同时亮起；点击或移到一格，此处显示它的出处、把握和提示"
_YEARS = range(2008, 2101)


def build(board: Board) -> None:
    """The button that opens it, and the sheet it is laid out on."""
    button = gr.Button("核对识读", size="sm", elem_id="open-review")
    board.pane("open-review", button, button_props)
    board.on(button.click, open_review)


def build_sheet(board: Board) -> None:
    """The sheet over the page; empty while nothing is looked over."""
    sheet = gr.HTML(
        elem_id="review",
        elem_classes="grid",
        apply_default_css=False,
        js_on_load=resource("grid.js") + resource("review.js"),
    )
    board.pane("review", sheet, lambda sight: {"value": review_html(sight)})
    board.on_press(sheet.input, correct)
    board.on_press(sheet.click, pressed)


def button_props(sight: Sight) -> Props:
    """How many cells wait for a person's eye."""
    count = open_doubts(sight.desk.prior) + open_doubts(sight.report)
    return {"value": f"核对识读 {count}" if count else "核对识读"}


def open_review(seat: Seat) -> str | None:
    """Open it on the report with doubts, last year's first; without any, on one that was read at all."""
    prior = seat.desk.prior
    wanted = open_doubts(prior), open_doubts(seat.desk.report), bool(prior and prior.sources)
    seat.reviewing = "prior" if wanted[0] or (not wanted[1] and wanted[2]) else "report"
    return None


def correct(seat: Seat, told: Mapping[str, Any]) -> str | None:
    """Numbers that a person read otherwise: `told` has ``cells``, address → text."""
    form = _reviewed(seat).form
    written = {ref: str(text) for ref, text in told.get("cells", {}).items() if ref in form.cells}
    if not written:
        return None
    read = {ref: read_cell(text, form.cells[ref]) for ref, text in written.items()}
    _keep(seat, lambda report: report.with_cells({ref: cell for ref, (cell, _) in read.items()}))
    remarks = [remark.message for _, remark in read.values() if remark]
    labels = "、".join(form.cells[ref].label for ref in read)
    return "；".join(remarks) or f"已更正并保存：{labels}"


def pressed(seat: Seat, told: Mapping[str, Any]) -> str | None:
    """A button of the sheet: `told` has ``act``, and ``arg`` or the fields of the form."""
    act, arg = told.get("act"), str(told.get("arg", ""))
    if act == "identify":
        return identify(seat, told)
    if act == "restore":
        _keep(seat, lambda report: restored(report, arg))
        return f"已恢复为识读的结果：{_reviewed(seat).form.cells[arg].label}"
    seat.reviewing = cast(Reviewing, arg if act == "show" and arg in get_args(Reviewing) else "")
    return None


def identify(seat: Seat, told: Mapping[str, Any]) -> str | None:
    """Whose report of which year it is, as a person confirms it; the earlier states stay under their own name."""
    report = _reviewed(seat)
    name, kind, year = (str(told.get(key, "")).strip() for key in ("organ", "kind", "year"))
    if not name or kind not in present.KINDS or not year.isdecimal() or int(year) not in _YEARS:
        raise UnusableInput("单位全称、类别和四位年度都要填写", where="单位和年度")
    organ = report.organ if name == report.organ.name else organ_named(name)
    organ = replace(organ, kind=cast(OrganKind, kind))
    if (organ, int(year)) == (report.organ, report.year):
        return f"单位和年度没有改动：{name} {year} 年"
    over = bool(told.get("over"))
    if seat.reviewing == "prior":
        prior = replace(report, organ=organ, year=int(year))
        seat.change(lambda desk: seat.bench.rename_prior(desk, prior, over=over, by=seat.by))
    else:
        seat.change(lambda desk: seat.bench.rename(desk, organ, int(year), over=over, by=seat.by))
    moved = (report.organ.name, report.year) != (name, int(year))
    kept = f"；原来以“{report.organ.name} {report.year} 年”保存的各版仍在" if moved else ""
    return f"已改为 {name} {year} 年（{present.KINDS[kind]}）并保存{kept}"


def _reviewed(seat: Seat) -> Report:
    report = seat.desk.prior if seat.reviewing == "prior" else seat.desk.report
    if not seat.reviewing or report is None:
        raise UnusableInput("没有打开要核对的报告", where="核对识读")
    return report


def _keep(seat: Seat, change: Callable[[Report], Report]) -> None:
    """Save the report that is looked over, changed from the state that lies there by now."""
    _reviewed(seat)
    bench, by = seat.bench, seat.by
    if seat.reviewing == "prior":
        seat.change(lambda desk: bench.keep_prior(desk, change(desk.prior), by=by) if desk.prior else desk)
    else:
        seat.change(lambda desk: bench.keep(desk, change(desk.report), by=by, why="corrected"))


def review_html(sight: Sight) -> Html:
    """The sheet."""
    if not sight.reviewing:
        return Html("")
    report, found = sight.reviewed, reviews(sight.reviewed) if sight.reviewed else {}
    body = join(
        _identity(report) if report else None,
        join(_listed(report), tables_html(report, found), texts_html(report)) if report and found else _unread(sight),
    )
    hint = tag("p", _IDLE, class_="hint", data_idle=_IDLE)
    return tag(
        "section", _head(sight, report), hint, tag("div", body, class_="cards"), role="dialog", aria_label="核对识读"
    )


def _head(sight: Sight, report: Report | None) -> Html:
    choices = [("prior", "上年报告", sight.desk.prior), ("report", "本年报告", sight.report)]
    switches = [
        tag(
            "button",
            f"{name}{f' {one.year} 年（需核对 {open_doubts(one)} 格）' if one else '（没有）'}",
            type="button",
            data_act="show",
            data_arg=key,
            aria_pressed="true" if sight.reviewing == key else "false",
        )
        for key, name, one in choices
    ]
    only = tag("label", tag("input", type="checkbox", class_="only"), "只看需要核对的")
    close = tag("button", "返回报告", type="button", class_="primary", data_act="close")
    return tag("header", tag("h2", "核对识读"), switches, only if report and report.sources else None, close)


def _unread(sight: Sight) -> Html:
    which = "上年报告" if sight.reviewing == "prior" else "本年报告"
    return tag("p", f"{which}不是从文件识读的，或者没有导入，没有原文可以对照。", class_="quiet")


def _identity(report: Report) -> Html:
    """Organ, kind and year as they were guessed, to be confirmed or corrected."""
    kinds = [tag("option", name, value=key, selected=key == report.organ.kind) for key, name in present.KINDS.items()]
    fields = [
        tag("label", "单位全称", tag("input", name="organ", value=report.organ.name, autocomplete="off")),
        tag("label", "类别", tag("select", kinds, name="kind")),
        tag("label", "年度", tag("input", name="year", value=report.year, inputmode="numeric", maxlength=4)),
        tag("button", "确认单位和年度", type="button", data_act="identify"),
        tag("label", tag("input", type="checkbox", name="over"), "已有同名同年报告时作为最新版", class_="over"),
    ]
    untitled = any(remark.code == "title-missing" for remark in report.remarks)
    title = "没有找到标题" if untitled else f"原文标题：{report.imprint.title or report.title}"
    return join(
        tag("h4", "单位和年度"),
        tag("p", title, class_="quiet") if report.sources else None,
        general_remarks(report),
        tag("div", fields, class_="identity", data_form=True),
    )


def _listed(report: Report) -> Html:
    """The cells to look over, doubtful ones first."""
    found, every = to_look_over(report), reviews(report)
    if not found:
        return tag("p", f"{len(every)} 格都照录原文，没有需要核对的。", class_="quiet")
    heads = ("单元格", "原文", "出处", "把握", "识读为", "现在的数（可更正）", "提示")
    lines = [_line(review, report, every) for review in found]
    return join(
        tag("h4", f"需要核对的单元格：存疑或没有数的 {sum(one.rank == 0 for one in found)} 格，"
            f"经辨认的 {sum(one.rank == 1 for one in found)} 格，已更正 {sum(one.corrected for one in found)} 格"),
        tag("div", tag("table", tag("tbody", tag("tr", [tag("th", head) for head in heads]), lines), class_="plain"),
            class_="looked"),
    )  # fmt: skip


def _line(review: CellReview, report: Report, every: Mapping[str, CellReview]) -> Html:
    restore = tag("button", "恢复识读", type="button", data_act="restore", data_arg=review.ref)
    done = tag("p", tag("b", "已更正"), restore) if review.corrected else None
    remarks = "；".join(review.remarks)
    slot = Slot(0, 0, 1, 1, "value", ref=review.ref)
    return tag(
        "tr",
        tag("td", review.label),
        tag("td", review.printed.removeprefix("原文").removeprefix("原件")),
        tag("td", review.place),
        tag("td", review.sureness, class_="sure" if review.certain else "sure unsure"),
        tag("td", review.read),
        number_box(slot, {}, report, every),
        tag("td", done, tag("span", remarks, class_="clip", title=remarks) if remarks else None, class_="said"),
        class_=("doubtful", "folded", "exact")[review.rank],
        data_cell=review.ref,
    )
