"""The commands: read arguments, ring the workbench, print. Each returns its exit code."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from report_assistant import settings as settings_module
from report_assistant.checks import Verdict, catalogue, rules_named
from report_assistant.cli import show
from report_assistant.comparison import prior_doubt
from report_assistant.errors import UnusableInput
from report_assistant.export import comparison_html, write_whole
from report_assistant.report import Organ, Report, dump_report
from report_assistant.wiring import wire
from report_assistant.workbench import Workbench

CLEAN, HAS_ERRORS = 0, 1


@contextmanager
def workbench() -> Iterator[Workbench]:
    """The workbench of the environment's settings, for one command."""
    bench = wire(settings_module.load())
    try:
        yield bench
    finally:
        bench.close()


def serve(arguments: argparse.Namespace) -> int:
    """Open the page; ends with Ctrl+C."""
    settings = settings_module.load()
    settings = replace(settings, host=arguments.host or settings.host, port=arguments.port or settings.port)
    settings_module.quieten()
    from report_assistant.web import serve as serve_page

    serve_page(settings)
    return CLEAN


def draft(arguments: argparse.Namespace) -> int:
    """Figures and notes → report file with drafted sections."""
    report_target(arguments.output)
    with workbench() as bench:
        prior = bench.read(arguments.prior)
        organ = replace(prior.organ, name=arguments.organ, short_name="") if arguments.organ else prior.organ
        if prior.year != arguments.year - 1:
            show.progress(f"提醒：上一年度报告是 {prior.year} 年的，不是 {arguments.year - 1} 年的")
        entry = bench.read_figures(arguments.figures, arguments.year, organ)
        report = bench.begin(organ, arguments.year, entry, bench.read_notes(arguments.notes))
        for line in show.remark_lines(report):
            show.progress(line)
        for section in arguments.section or ("1", "5", "6"):
            drafted = bench.draft(report, section, prior)
            report = report.with_section(section, drafted.narrative.paragraphs)
            show.progress(f"已起草 {report.form.section(section).heading}（{bench.writer.name}）")
            for line in (*drafted.questions, *drafted.problems):
                show.progress(f"  － {line}")
    write(arguments.output, dump_report(report))
    print(f"已写入 {arguments.output}")
    return CLEAN


def compare(arguments: argparse.Namespace) -> int:
    """Cells and sentences, year on year."""
    with workbench() as bench:
        report, prior = bench.read(arguments.file), bench.read(arguments.prior)
        doubt_prior(report, prior)
        comparison = bench.compare(report, prior)
    if arguments.html:
        write(arguments.html, comparison_html(comparison, report, prior))
        show.progress(f"已写入 {arguments.html}")
    if arguments.json:
        show.json_value(comparison.to_json())
    else:
        print("\n".join(show.comparison_lines(comparison, report.form)))
    return CLEAN


def sheet(arguments: argparse.Namespace) -> int:
    """The blank workbook for the year's figures."""
    if arguments.output.suffix.lower() != ".xlsx":
        raise UnusableInput("数据填报表的后缀应为 .xlsx", where=str(arguments.output), remedy="请改正 -o 后面的文件名")
    with workbench() as bench:
        prior = bench.read(arguments.prior) if arguments.prior else None
        organ = Organ(arguments.organ) if arguments.organ or not prior else prior.organ
        written = bench.figures_sheet(organ, arguments.year, prior)
    write_whole(arguments.output, written)
    print(f"已生成 {arguments.output}，填好后用 draft --figures 读入")
    return CLEAN


def export(arguments: argparse.Namespace) -> int:
    """The official form, filled; format by suffix."""
    if arguments.template:
        raise UnusableInput("本版本还不能套用自备模板", where="参数 --template", remedy="请去掉该参数，先导出法定格式")
    if arguments.annex:
        _annex_target(arguments)
    with workbench() as bench:
        prior = bench.read(arguments.prior) if arguments.prior else None
        report = bench.read(arguments.file)
        if arguments.annex:
            bench.annex(report, arguments.annex, prior)
            show.progress(f"已写入 {arguments.annex}")
        written = bench.export(report, arguments.output, prior, draft=arguments.draft)
        if prior is None:
            show.progress("提醒：没有用 --prior 给出上一年度报告，与上年的衔接和雷同没有核对")
    print(f"已导出 {written}")
    return CLEAN


def index(arguments: argparse.Namespace) -> int:
    """Documents into the library; without a path, the shipped corpus anew."""
    with workbench() as bench:
        documents = bench.index(arguments.paths)
    print("\n".join(show.document_lines(documents)))
    return CLEAN


def search(arguments: argparse.Namespace) -> int:
    """Passages nearest to a question."""
    with workbench() as bench:
        hits = bench.search(arguments.query, kind=arguments.kind, k=arguments.k)
        for remark in bench.library.remarks:
            show.progress(remark)
    if arguments.json:
        show.json_value({"hits": [show.hit(found) for found in hits]})
    else:
        print("\n".join(show.hit_lines(hits)) or "资料库中没有相关内容。")
    return CLEAN


def rules(arguments: argparse.Namespace) -> int:
    """The catalogue, or the rules named: id, severity, title, basis."""
    found = rules_named(arguments.rule)
    if arguments.json:
        show.json_value([{"id": r.id, "severity": r.severity.value, "title": r.title, "basis": r.basis} for r in found])
    else:
        print("\n\n".join(show.rule_told(one) for one in found))
    return CLEAN


def rule_table() -> Iterable[str]:
    """The catalogue as the Markdown table that the README carries."""
    rows = [(r.id, r.severity.word, r.title, r.basis) for r in catalogue().values()]
    return show.table(("编号", "级别", "问题", "依据"), rows)


def verdict_code(verdict: Verdict) -> int:
    """The exit code of a verdict."""
    return HAS_ERRORS if verdict.errors or verdict.count("crashed") else CLEAN


def report_target(target: Path) -> None:
    """Refuse a target before the work is done that would be lost on it, or a document of another kind under it."""
    if target.suffix.lower() != ".json":
        raise UnusableInput("报告文件的后缀应为 .report.json", where=str(target), remedy="请改正 -o 后面的文件名")
    make_folder(target)


def _annex_target(arguments: argparse.Namespace) -> None:
    """Refuse an annex that would lie on the document itself, or on what it is made from."""
    annex = arguments.annex
    others = (arguments.output, arguments.file, arguments.prior)
    if any(other and annex.resolve() == other.resolve() for other in others):
        raise UnusableInput("核对说明与报告不能是同一个文件", where=str(annex), remedy="请改正 --annex 后面的文件名")
    in_folder(annex)


def doubt_prior(report: Report, prior: Report) -> None:
    """A line where what was given as last year's report is not this organ's of the year before."""
    if doubt := prior_doubt(report, prior):
        show.progress(f"提醒：--prior 给出的{doubt}")


def in_folder(target: Path) -> None:
    """Refuse a file beside the work for which there is no folder: its name is more likely mistyped than meant.

    Raises: UnusableInput.
    """
    if not target.parent.is_dir():
        raise UnusableInput("没有这个文件夹", where=str(target.parent), remedy="请先建好文件夹，或者换一个存放的位置")
    make_folder(target)


def make_folder(target: Path) -> None:
    """The folder a file shall lie in.

    Raises: UnusableInput where there can be none, or the file itself is a folder.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UnusableInput("不是文件夹", where=str(target.parent), remedy="请换一个存放的位置") from error
    if target.is_dir():
        raise UnusableInput("是文件夹，不能当文件写", where=str(target), remedy="请在后面加上文件名")


def write(target: Path, text: str) -> None:
    """Write a text whole or not at all."""
    make_folder(target)
    write_whole(target, text.encode("utf-8"))
