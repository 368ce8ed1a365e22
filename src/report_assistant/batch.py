"""Many reports at once: read on all cores, each laid beside its own prior year and beside others', and judged.

A report file is read once to know whose it is and once to be judged; any other document only once, and is carried
on as the text of a report file. What crosses between processes is names and text, however they are begun.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from report_assistant import zh
from report_assistant.checks import NO_OTHERS, Case, check, rules_named, verdict_to_json
from report_assistant.crew import Crew
from report_assistant.errors import NoReport, ReportAssistantError, UnusableInput
from report_assistant.intake.folder import WORKBOOKS, documents_in, suffix_of, unread_in
from report_assistant.intake.identity import UNNAMED
from report_assistant.intake.sandbox import read_apart
from report_assistant.report import Report, dump_report, parse_report

_log = logging.getLogger(__name__)
MOST_ACROSS = 200  # reports held against one another: each is laid beside every other one
_KEPT_READ = 512  # reports a process keeps at hand, as prior years of the next and as others of the same


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it is named to a person, and what a first reading found in it.

    `written`: the text of a report file, where it is carried along. `sought`: it was not named but found in a folder.
    `twins`: lesser documents of the same name, read where this one is refused; `refused` is then why it was.
    Blank: `trouble` says why there is no report, `beside` that this is no fault: it only lies beside the reports.
    """

    path: Path
    name: str
    organ: str = ""
    year: int = 0
    written: str = ""
    trouble: str = ""
    sought: bool = False
    twins: tuple[Path, ...] = ()
    refused: str = ""
    beside: bool = False

    @property
    def may_be_notes(self) -> bool:
        """Whether nobody called it a report: Markdown in a folder is mostly notes, a workbook mostly figures."""
        return self.sought and suffix_of(self.path) in (".md", *WORKBOOKS)


@dataclass(frozen=True, slots=True)
class Laid:
    """A report as it goes before the judges: beside its prior year and beside other organs' of its year."""

    source: Source
    prior: Source | None = None
    others: tuple[Source, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one file. Blank: without a verdict, `trouble` says why; `prior` is "" where none was found.

    `verdict`: the value of contracts §3.
    """

    name: str
    verdict: Mapping[str, Any] | None = None
    prior: str = ""
    trouble: str = ""

    def to_json(self) -> dict[str, Any]:
        """One line of `check --jsonl`."""
        if self.verdict is None:
            return {"file": self.name, "error": without_name(self.trouble, self.name)}
        return {"file": self.name, "prior": self.prior or None, **self.verdict}


def sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """Every document in these files and folders, once, in order of name within a folder.

    Of several kinds of one document those read best are among them, with the others as their twins. One folder
    names its files from within.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        for file, twins in documents_in(path).items() if path.is_dir() else [(path, ())]:
            name = _named(file, path, paths)
            found.setdefault(file.absolute(), Source(file, name, sought=path.is_dir(), twins=twins))
    return tuple(found.values())


def left_unread(paths: Sequence[Path], found: Iterable[Source]) -> dict[str, str]:
    """What lies in these folders, may be a report and is of no kind that is read: by its name, what to do with it."""
    documents = [one.path for one in found]
    return {
        _named(file, path, paths): without_name(why, file.name)
        for path in paths
        if path.is_dir()
        for file, why in unread_in(path, documents).items()
    }


def _named(file: Path, path: Path, paths: Sequence[Path]) -> str:
    return (file.relative_to(path) if path.is_dir() and len(paths) == 1 else file).as_posix()


def survey(crew: Crew, found: Iterable[Source], *, across: bool = False) -> Iterator[Source]:
    """Whose report of which year each file holds, or why none can be read in it, in the same order."""
    yield from crew.work(_read_along if across else _read_once, list(found), _unread)


def judge(crew: Crew, laid: Sequence[Laid]) -> Iterator[Judged]:
    """What the rules say of each, in the same order."""
    yield from crew.work(_judge, laid, _unjudged)


def lay_out(
    read_in: Sequence[Source], priors: Iterable[Source] = (), only: Collection[str] = (), *, across: bool = False
) -> list[Laid]:
    """Each report with its own of the year before, found among all, and with other organs' of its year.

    Raises: UnusableInput for an unknown rule id, before anything is judged.
    """
    rules_named(only)
    of_organ: dict[tuple[str, int], list[Source]] = defaultdict(list)
    of_year: dict[int, list[Source]] = defaultdict(list)
    for one in (*read_in, *priors):
        if one.organ and one not in of_organ[one.organ, one.year]:
            of_organ[one.organ, one.year].append(one)
    for one in read_in:
        of_year[one.year].append(one)
    return [
        Laid(
            source=one,
            prior=_nearest(one, of_organ.get((one.organ, one.year - 1), ())) if one.organ else None,
            others=tuple(o for o in of_year[one.year] if o.organ != one.organ and not o.trouble) if across else (),
            only=tuple(only),
        )
        for one in read_in
    ]


def prior_in(folder: Path, report: Report) -> Source | None:
    """The report's own of the year before, among the documents in a folder; None where it is not there."""
    with Crew() as crew:
        candidates = list(survey(crew, sources([folder])))
    return lay_out([identified(Source(folder / "-", ""), report)], candidates)[0].prior


def passed_over(read_in: Iterable[Source]) -> Mapping[Source, str]:
    """What lies beside the reports in a folder and is none, and why in one line."""
    return {one: f"{one.name}：{without_name(one.trouble, one.name)}" for one in read_in if one.beside}


def without_name(trouble: str, name: str) -> str:
    """A trouble without the file's name, which stands beside it."""
    where, mark, what = trouble.partition("：")
    return what if mark and where and Path(where).name == Path(name).name else trouble


def _nearest(source: Source, candidates: Sequence[Source]) -> Source | None:
    """Of several reports of one year the one that lies in the same folder, else the first."""
    beside = (one for one in candidates if one.path.parent == source.path.parent)
    return next(beside, candidates[0] if candidates else None)


def _read_once(source: Source) -> Source:
    """A report file is read again when it is judged; what costs more to read is carried along."""
    return _known(source, across=False)


def _read_along(source: Source) -> Source:
    return _known(source, across=True)


def _known(source: Source, *, across: bool) -> Source:
    try:
        report = read_apart(source.path)
    except ReportAssistantError as error:
        twins = (_known(twin, across=across) for twin in twins_of(source, error))
        return next((twin for twin in twins if not twin.trouble), identified(source, error))
    known = identified(source, report)
    carried = across or not source.name.lower().endswith(".json")
    return replace(known, written=dump_report(report)) if carried and not known.trouble else known


def twins_of(source: Source, refused: ReportAssistantError) -> Iterator[Source]:
    """The lesser documents of the same name as one that was refused."""
    for path in source.twins:
        name = Path(source.name).with_name(path.name).as_posix()
        yield replace(source, path=path, name=name, twins=(), refused=str(refused))


def read_instead(read: Source, source: Source) -> str:
    """In one line, that another document was read in the place of this one; "" where none was."""
    if not read.refused:
        return ""
    return f"{source.name} 不能读取（{without_name(read.refused, source.name)}），改读同名的 {read.name}"


def identified(source: Source, outcome: Report | ReportAssistantError) -> Source:
    """The source and whose report of which year was read in it, or why there is none."""
    if isinstance(outcome, ReportAssistantError):
        return replace(source, trouble=str(outcome), beside=source.may_be_notes and isinstance(outcome, NoReport))
    organ = "" if outcome.organ.name == UNNAMED else zh.fold_label(outcome.organ.name)
    if source.may_be_notes and not organ and all(cell.value is None for cell in outcome.cells.values()):
        return replace(source, trouble="不是年度报告：没有单位名称，也没有数据", beside=True)
    return replace(source, organ=organ, year=outcome.year)


def _unread(source: Source, error: BaseException) -> Source:
    return replace(source, trouble=_ended(source, error))


def _judge(laid: Laid) -> Judged:
    if laid.source.trouble:
        return Judged(laid.source.name, trouble=laid.source.trouble)
    prior = report_of(laid.prior) if laid.prior else None
    others = tuple(report_of(one) for one in laid.others) or NO_OTHERS
    verdict = check(Case(report_of(laid.source), prior, others=others), laid.only)
    return Judged(laid.source.name, verdict_to_json(verdict), laid.prior.name if laid.prior else "")


def _unjudged(laid: Laid, error: BaseException) -> Judged:
    return Judged(laid.source.name, trouble=_ended(laid.source, error))


def _ended(source: Source, error: BaseException) -> str:
    if isinstance(error, ReportAssistantError):
        return str(error)
    _log.error("%s failed", source.name, exc_info=error)
    remedy = "其余文件不受影响；请单独核对这一份，仍然如此请把文件交给维护人员"
    return str(UnusableInput(f"处理这份文件时程序出错（{type(error).__name__}）", where=source.name, remedy=remedy))


@lru_cache(maxsize=_KEPT_READ)
def report_of(source: Source) -> Report:
    """The report in a source that can be read."""
    return parse_report(source.written, source.name) if source.written else read_apart(source.path)
