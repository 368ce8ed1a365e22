"""Documents in and out: reports, figures and notes come in; the finished form goes out."""

from collections.abc import Callable, Sequence
from pathlib import Path

import gradio as gr

from report_assistant.checks import Stage
from report_assistant.comparison import prior_doubt
from report_assistant.errors import ExportRefused
from report_assistant.report import Reading, Report
from report_assistant.web import findings
from report_assistant.web.board import Board
from report_assistant.web.doubts import import_told
from report_assistant.web.receiving import received
from report_assistant.web.seat import Seat

SUFFIXES = {"Word（.docx）": ".docx", "网页（.html）": ".html", "Excel（.xlsx）": ".xlsx", "文本（.txt）": ".txt"}


def build(board: Board, buttons: Sequence[Callable[[Board], None]] = ()) -> None:
    """The tool bar; `buttons` build others beside that for last year's report."""
    with gr.Row(elem_id="tools"):
        prior = gr.UploadButton("导入上年报告", size="sm", elem_id="up-prior")
        for beside in buttons:
            beside(board)
        figures = gr.UploadButton("导入数据表", size="sm", elem_id="up-figures")
        notes = gr.UploadButton("导入情况说明", size="sm", file_count="multiple", elem_id="up-notes")
        sheet = gr.Button("下载空白数据表", size="sm", elem_id="blank-sheet")
        judge = gr.Button("核对", size="sm", variant="primary", elem_id="judge")
        suffix = gr.Dropdown(
            list(SUFFIXES), value="Word（.docx）", label="导出格式", show_label=False, container=False, elem_id="suffix"
        )
        final = gr.Button("导出定稿", size="sm", variant="primary", elem_id="export-final")
        draft = gr.Button("导出草稿", size="sm", elem_id="export-draft")
    board.on(prior.upload, received(take_prior), prior, slow=True)
    board.on(figures.upload, received(take_figures), figures, slow=True)
    board.on(notes.upload, received(take_notes), notes, slow=True)
    board.on(sheet.click, blank_sheet, slow=True)
    board.on(judge.click, findings.judge, slow=True)
    board.on(final.click, lambda seat, kind: export(seat, kind, draft=False), suffix, slow=True)
    board.on(draft.click, lambda seat, kind: export(seat, kind, draft=True), suffix, slow=True)


def take_prior(seat: Seat, uploaded: str) -> str | None:
    """Last year's report, read and laid beside the desk."""
    return lay_beside(seat, seat.bench.read(Path(uploaded)))


def lay_beside(seat: Seat, prior: Report) -> str | None:
    """A report that was just read, as last year's."""
    seat.change(lambda desk: seat.bench.keep_prior(desk, prior, by=seat.by))
    seat.tab = "comparison"
    doubt = prior_doubt(seat.desk.report, prior)
    seat.heed = f"请留意：上年报告{doubt}" if doubt else ""
    return f"已导入上年报告：{prior.organ.name} {prior.year} 年{import_told(prior)}"


def take_figures(seat: Seat, uploaded: str) -> str | None:
    """This year's figures, put into the tables, entered totals too. Blank: it takes nothing away."""
    report = seat.desk.report
    entry = seat.bench.read_figures(Path(uploaded), report.year, report.organ)
    filled = {ref: cell for ref, cell in entry.cells.items() if cell.reading is not Reading.BLANK}
    seat.change(lambda desk: seat.bench.set_cells(desk, filled, by=seat.by))
    typed = [ref for ref in filled if not report.form.cells[ref].computed]
    words = [f"已填入 {len(typed)} 格，合计已算出"]
    words += [remark.message for remark in entry.remarks[:3]]
    return "；".join(words)


def take_notes(seat: Seat, uploaded: str) -> str | None:
    """Notes on this year's work, added to those already there; the same words are not taken twice."""
    told = {(note.place, note.text) for note in seat.desk.report.notes}
    read = seat.bench.read_notes(Path(uploaded))
    new = [note for note in read if (note.place, note.text) not in told]
    seat.change(lambda desk: seat.bench.add_notes(desk, new, by=seat.by))
    seat.tab = "notes"
    known = f"，另有 {len(read) - len(new)} 条原来就有" if len(new) < len(read) else ""
    return f"已加入 {len(new)} 条情况说明{known}"


def blank_sheet(seat: Seat) -> str | None:
    """The workbook that clerks fill in, with last year's numbers beside."""
    report = seat.desk.report
    target = seat.file_named(f"{report.organ.name}{report.year}年数据填报表", ".xlsx")
    target.write_bytes(seat.bench.figures_sheet(report.organ, report.year, seat.desk.prior))
    seat.file = target
    return f"已生成 {target.name}"


def export(seat: Seat, kind: str, *, draft: bool) -> str | None:
    """The document; where an error stands, the final one is refused and the reasons are shown."""
    seat.catch_up()
    report = seat.desk.report
    target = seat.file_named(f"{report.title}{'（草稿）' if draft else ''}", SUFFIXES[kind])
    try:
        seat.file = seat.bench.export(report, target, seat.desk.prior, draft=draft)
    except ExportRefused as refused:
        seat.stage, seat.tab = Stage.EXPORT, "findings"
        count = len(seat.sight().verdict.errors)  # counted as the list beside it counts them
        if not count:  # not the report is wrong but the document made of it, or a rule that crashed
            raise
        raise ExportRefused(
            f"有 {count} 个错误未处理，不能导出定稿，逐条见右侧“问题”",
            remedy="请改正或说明理由后再导出；现在就要看，可以导出草稿",
        ) from refused
    return f"已导出{'草稿' if draft else '定稿'}：{target.name}"
