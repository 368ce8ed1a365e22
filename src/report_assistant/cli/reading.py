"""`read`: one document told in full, or a folder of them into a folder of report files, a line each."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_assistant.cli import show
from report_assistant.cli.commands import CLEAN, make_folder, report_target, workbench, write
from report_assistant.cli.shelf import Shelf, digest_of, told
from report_assistant.errors import ReportAssistantError, UnusableInput
from report_assistant.report import Report, dump_report, report_to_json

if TYPE_CHECKING:  # one document is read without them
    from report_assistant.batch import Source
    from report_assistant.intake.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one document: the value that `read --jsonl` prints, and what it does to the exit code."""

    line: Mapping[str, Any]
    exit_code: int = CLEAN


def read(arguments: argparse.Namespace) -> int:
    """Any accepted document → report file; every document in a folder → a folder of report files."""
    return _many(arguments) if arguments.file.is_dir() else _one(arguments)


def _one(arguments: argparse.Namespace) -> int:
    if arguments.output:
        report_target(arguments.output)
    with workbench() as bench:
        try:
            report = bench.read(arguments.file)
        except ReportAssistantError as error:
            if not arguments.jsonl:
                raise
            show.json_value(_refused(arguments.file.name, error).line, lines=True)
            return error.exit_code
    if arguments.output:
        write(arguments.output, dump_report(report))
        show.progress(f"已写入 {arguments.output}")
    _print_one(arguments, report)
    return CLEAN


def _print_one(arguments: argparse.Namespace, report: Report) -> None:
    if arguments.jsonl:
        where = str(arguments.output) if arguments.output else None
        show.json_value(told(arguments.file.name, report) | {"report": where}, lines=True)
    elif arguments.json:
        show.json_value(report_to_json(report))
    else:
        print("\n".join(show.report_lines(report)))


def _many(arguments: argparse.Namespace) -> int:
    from report_assistant.cli.summary import tell, watched

    folder = _folder_of_reports(arguments)
    found = _documents(arguments.file, folder)
    unread = _left_unread(arguments.file, found)
    lines, codes = [], {CLEAN}
    try:
        for done in watched(chain(_read_all(found, Shelf(folder)), unread), len(found) + len(unread), "读入"):
            lines.append(done.line)
            codes.add(done.exit_code)
            if not arguments.json:
                tell(json.dumps(done.line, ensure_ascii=False) if arguments.jsonl else show.document_line(done.line))
    finally:
        show.progress(_summed(lines, folder))
    if len(lines) == len(unread):
        raise UnusableInput("没有可读入的报告", where=str(arguments.file), remedy="请核对文件夹里是不是年度报告")
    if arguments.json:
        show.json_value(lines)
    return max(codes)


def _folder_of_reports(arguments: argparse.Namespace) -> Path:
    """Where the report files shall lie.

    Raises: UnusableInput where none was named, it is the documents' own folder, or looks like a file.
    """
    folder: Path | None = arguments.output
    if folder is None:
        where = str(arguments.file)
        raise UnusableInput("读入文件夹要写明报告文件存放在哪里", where=where, remedy="请用 -o 写一个文件夹")
    if folder.suffix.lower() == ".json" and not folder.is_dir():
        raise UnusableInput("读入文件夹时 -o 后面应是文件夹", where=str(folder), remedy="请改写成一个文件夹")
    if folder.resolve() == arguments.file.resolve():
        remedy = "请另写一个文件夹，可以是其中的一个子文件夹"
        raise UnusableInput("报告文件不能与原文件放在一起", where=str(folder), remedy=remedy)
    make_folder(folder / "-")
    return folder


def _documents(folder: Path, reports: Path) -> "list[Source]":
    """The documents in a folder, without the report files that were made of them."""
    from report_assistant.batch import sources

    inside = reports.resolve().is_relative_to(folder.resolve())
    return [one for one in sources([folder]) if not (inside and one.path.resolve().is_relative_to(reports.resolve()))]


def _left_unread(folder: Path, found: "Sequence[Source]") -> list[Done]:
    """What lies beside the documents, may be a report and is of no kind that is read."""
    from report_assistant.batch import left_unread

    return [Done({"file": name, "unread": why}) for name, why in left_unread([folder], found).items()]


def _read_all(found: "Sequence[Source]", shelf: Shelf) -> Iterator[Done]:
    """What became of each document, in the same order; what was read before is not read again."""
    from report_assistant.intake.sandbox import Sandbox

    digests = {one: digest_of(one.path) for one in found}
    known = {one: line for one in found if (line := shelf.known(one.name, digests[one]))}
    with Sandbox() as sandbox:
        outcomes = sandbox.read_many(one.path for one in found if one not in known)
        for one in found:
            if one in known:
                yield Done(known[one])
                continue
            _, outcome = next(outcomes)
            yield _instead(one, outcome, shelf, sandbox) or _kept(shelf, one, digests[one], outcome)


def _instead(source: "Source", outcome: Report | ReportAssistantError, shelf: Shelf, sandbox: "Sandbox") -> Done | None:
    """What became of the twin of a document that was refused; None where none could be read."""
    from report_assistant.batch import read_instead, twins_of

    if not isinstance(outcome, ReportAssistantError):
        return None
    for twin in twins_of(source, outcome):
        digest = digest_of(twin.path)
        line = shelf.known(twin.name, digest)
        done = Done(line) if line else _kept(shelf, twin, digest, next(sandbox.read_many([twin.path]))[1])
        if "organ" in done.line:
            show.progress(f"提醒：{read_instead(twin, source)}")
            return done
    return None


def _kept(shelf: Shelf, source: "Source", digest: str, outcome: Report | ReportAssistantError) -> Done:
    from report_assistant.batch import identified, without_name

    read = identified(source, outcome)
    if read.beside:
        return Done({"file": read.name, "passed_over": without_name(read.trouble, read.name)})
    if isinstance(outcome, ReportAssistantError):
        return _refused(source.name, outcome)
    try:
        return Done(shelf.put(source.name, digest, outcome))
    except ReportAssistantError as error:  # a report file that cannot be written keeps none of the others from it
        return _refused(source.name, error)


def _refused(name: str, error: ReportAssistantError) -> Done:
    from report_assistant.batch import without_name

    return Done({"file": name, "error": without_name(str(error), name)}, error.exit_code)


def _summed(lines: Sequence[Mapping[str, Any]], folder: Path) -> str:
    refused, beside, unread = (sum(key in line for line in lines) for key in ("error", "passed_over", "unread"))
    before = sum(line.get("skipped", False) for line in lines)
    now = len(lines) - refused - beside - unread - before
    others = f"未能读入 {refused} 份，不是报告 {beside} 份{f'，格式不可读 {unread} 份' if unread else ''}"
    return f"读入 {now} 份，跳过 {before} 份（此前已读入），{others}；报告文件在 {folder}"
