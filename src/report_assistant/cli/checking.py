"""`check`: one report told in full, or many in a table, as JSON lines, or as a workbook of findings."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_assistant.checks import Verdict, coverage, coverage_lines, verdict_to_json
from report_assistant.cli import show
from report_assistant.cli.commands import CLEAN, in_folder, verdict_code, workbench
from report_assistant.errors import ReportAssistantError, UnusableInput
from report_assistant.export import write_whole
from report_assistant.official import form_for_year
from report_assistant.report import Report
from report_assistant.workbench import Workbench

if TYPE_CHECKING:  # one report is checked without them
    from report_assistant.batch import Source
    from report_assistant.crew import Crew


def check(arguments: argparse.Namespace) -> int:
    """All rules on documents or report files."""
    if arguments.coverage:
        return _coverage(arguments)
    if not arguments.files:
        raise UnusableInput("没有给出要核对的文件", remedy="请在 check 后面写上文件或文件夹")
    if arguments.xlsx:
        if arguments.xlsx.suffix.lower() != ".xlsx":
            where = str(arguments.xlsx)
            raise UnusableInput("问题清单的后缀应为 .xlsx", where=where, remedy="请改正 --xlsx 后面的文件名")
        in_folder(arguments.xlsx)
    several = len(arguments.files) > 1 or arguments.files[0].is_dir()
    return _many(arguments) if several else _one(arguments)


def _coverage(arguments: argparse.Namespace) -> int:
    """Which rules guard each cell: of the form, or of one report with its text and the year before it."""
    if len(arguments.files) > 1:
        raise UnusableInput("--coverage 只看一份报告", where="参数 --coverage", remedy="请只写一个文件，或者不写")
    with workbench() as bench:
        report = bench.read(arguments.files[0]) if arguments.files else None
        prior = bench.read(arguments.prior) if arguments.prior else None
    form = report.form if report else form_for_year(date.today().year)
    covered = coverage(form, report, prior)
    if arguments.json:
        show.json_value(dict(covered))
    else:
        print("\n".join(coverage_lines(covered, form)))
    return CLEAN


def _one(arguments: argparse.Namespace) -> int:
    (file,) = arguments.files
    with workbench() as bench:
        try:
            report = bench.read(file)
        except ReportAssistantError as error:
            if not arguments.jsonl:
                raise
            from report_assistant.batch import Judged

            show.json_value(Judged(file.name, trouble=str(error)).to_json(), lines=True)
            return error.exit_code
        prior = _prior(bench, arguments.prior, report) if arguments.prior else None
        verdict = bench.check(report, prior, arguments.rule)
    line = {"file": file.name, "prior": str(arguments.prior) if prior else None, **verdict_to_json(verdict)}
    _print_one(arguments, verdict, line)
    if arguments.xlsx:
        _write_workbook(arguments.xlsx, iter([line]))
    return verdict_code(verdict)


def _print_one(arguments: argparse.Namespace, verdict: Verdict, line: dict[str, Any]) -> None:
    if arguments.jsonl:
        show.json_value(line, lines=True)
    elif arguments.json:
        show.json_value(verdict_to_json(verdict))
    else:
        print("\n".join(show.verdict_lines(verdict)))


def _prior(bench: Workbench, given: Path, report: Report) -> Report | None:
    """The report of the year before: the file that was given, or the report's own in the folder that was."""
    if not given.is_dir():
        return bench.read(given)
    from report_assistant.batch import prior_in, report_of

    found = prior_in(given, report)
    if found is None:
        show.progress(f"提醒：{given} 里没有{report.organ.name} {report.year - 1} 年的报告，与上年的衔接没有核对")
        return None
    show.progress(f"上年报告：{found.name}")
    return report_of(found)


def _many(arguments: argparse.Namespace) -> int:
    from report_assistant.cli.summary import Summary

    summary, kept = Summary(), []

    def told() -> Iterator[dict[str, Any]]:
        for line in _lines(arguments):
            summary.add(line)
            if arguments.jsonl:
                show.json_value(line, lines=True)
            elif arguments.json:
                kept.append(line)
            yield line

    if arguments.xlsx:
        _write_workbook(arguments.xlsx, told())
    else:
        for _ in told():
            pass
    if arguments.json:
        show.json_value(kept)
    elif not arguments.jsonl:
        print("\n".join(summary.lines()))
    return summary.exit_code


def _lines(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """What `check --jsonl` prints for each file, as it is judged."""
    from report_assistant.batch import MOST_ACROSS, judge, lay_out, left_unread, sources
    from report_assistant.cli.summary import told_twice, unread_line, watched
    from report_assistant.crew import Crew

    files = sources(arguments.files)
    priors = sources([arguments.prior]) if arguments.prior else ()
    if left := left_unread(arguments.files, files):
        show.progress(f"提醒：{unread_line([*left])}")
    across = len(files) <= MOST_ACROSS
    if not across:
        show.progress(f"提醒：超过 {MOST_ACROSS} 份，各单位之间的雷同没有核对；要核对请分批进行")
    with Crew() as crew:
        read_in = _reports_in(crew, (*files, *priors), across=across)
        given, before = ([read_in[one] for one in some if one in read_in] for some in (files, priors))
        if not given:
            where = "、".join(str(path) for path in arguments.files)
            raise UnusableInput("没有可核对的报告", where=where, remedy="请核对文件夹里是不是年度报告")
        for unread in before:
            if unread.trouble:
                show.progress(f"提醒：上年报告不能使用：{unread.trouble}")
        laid = lay_out(given, before, arguments.rule, across=across)
        for words in told_twice(laid):
            show.progress(f"提醒：{words}")
        for judged in watched(judge(crew, laid), len(laid), "核对"):
            yield judged.to_json()


def _reports_in(crew: "Crew", files: Sequence["Source"], *, across: bool) -> "dict[Source, Source]":
    """What was read in each file; what only lies beside the reports in a folder is told and left out."""
    from report_assistant.batch import passed_over, read_instead, survey
    from report_assistant.cli.summary import watched

    read_in = list(watched(survey(crew, files, across=across), len(files), "读取"))
    beside = passed_over(read_in)
    for why in beside.values():
        show.progress(f"跳过 {why}")
    for words in filter(None, map(read_instead, read_in, files)):
        show.progress(f"提醒：{words}")
    return {file: one for file, one in zip(files, read_in, strict=True) if one not in beside}


def _write_workbook(target: Path, lines: Iterator[dict[str, Any]]) -> None:
    from report_assistant.export.findings_xlsx import FindingsBook

    book = FindingsBook()
    try:
        for line in lines:
            book.add(line)
        written = book.content()
    finally:
        book.close()
    write_whole(target, written)
    show.progress(f"已写入 {target}")
