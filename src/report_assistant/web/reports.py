"""Which report lies on the desk: a new one, a saved one, or one that was written elsewhere."""

from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from report_assistant.errors import UnusableInput
from report_assistant.report import Organ, Report
from report_assistant.web import present
from report_assistant.web.board import Board
from report_assistant.web.doubts import import_told
from report_assistant.web.receiving import received
from report_assistant.web.seat import Seat
from report_assistant.workbench import Workbench

_FIRST_YEAR, _LAST_YEAR = 2021, 2100


def build(board: Board) -> None:
    """Folded away: it is used once a year."""
    with gr.Accordion("新建或打开报告", open=False, elem_id="reports") as folded:
        saved = gr.Dropdown([], label="已保存的报告", elem_id="saved-reports")
        open_saved = gr.Button("打开", size="sm", elem_id="open-saved")
        upload = gr.UploadButton("导入本年报告稿来核对", size="sm", elem_id="up-report")
        name = gr.Textbox(label="新建：单位全称", placeholder="与公章一致", max_lines=1, elem_id="organ-name")
        kinds = [(words, kind) for kind, words in present.KINDS.items()]
        kind = gr.Dropdown(kinds, value="subdistrict", label="单位类别", elem_id="organ-kind")
        year = gr.Number(label="年度", value=date.today().year, precision=0, elem_id="year")
        begin_new = gr.Button("新建", size="sm", variant="primary", elem_id="begin")
    folded.expand(lambda: gr.update(choices=choices(board.bench)), outputs=saved, api_visibility="private")
    board.on(open_saved.click, open_report, saved, slow=True)
    board.on(upload.upload, received(take_report), upload, slow=True)
    board.on(begin_new.click, begin, name, kind, year, slow=True)


def choices(bench: Workbench) -> list[tuple[str, int]]:
    """Every saved report, by organ and year."""
    return [(f"{one.organ} {one.year} 年（第 {one.id} 版）", one.id) for one in bench.revisions.reports()]


def open_report(seat: Seat, revision: int | None) -> str | None:
    """A saved report, in its newest state."""
    found = seat.bench.revisions.get(revision) if revision else None
    if found is None:
        raise UnusableInput("没有选定报告", where="打开", remedy="请先在“已保存的报告”中选一份")
    seat.turn_to(seat.bench.desk_of(found.report))
    return f"已打开 {found.organ} {found.year} 年报告"


def take_report(seat: Seat, uploaded: str) -> str | None:
    """A report written elsewhere: read, saved as its newest state, and judged."""
    return lay_down(seat, seat.bench.read(Path(uploaded)))


def lay_down(seat: Seat, report: Report) -> str | None:
    """A report that was just read, as the one on the desk."""
    desk = seat.bench.desk_of(report)
    seat.turn_to(seat.bench.keep(desk, report, by=seat.by, why="import"))
    return f"已导入 {report.organ.name} {report.year} 年报告{import_told(report)}"


def begin(seat: Seat, name: str, kind: Any, year: float | None) -> str | None:
    """A new, empty report; one that was saved before is opened instead.

    Blank: every cell of the form is there and not filled in.
    """
    if not name or not name.strip():
        raise UnusableInput("没有写单位全称", where="新建", remedy="请写与公章一致的全称")
    if not year or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UnusableInput(f"年度应在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间", where="新建")
    report = seat.bench.begin(Organ(name.strip(), kind=kind), int(year))
    seat.turn_to(seat.bench.desk_of(report))
    opened = "已打开以前保存的" if seat.desk.revision else "已新建"
    return f"{opened} {seat.desk.report.organ.name} {int(year)} 年报告"
