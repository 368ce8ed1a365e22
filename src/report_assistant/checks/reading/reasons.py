"""Reasons: sentences of a report that explain why figures do not continue last year's (`reasons.toml`).

A note printed under a table is not read in; what intake quotes of it in a remark is looked at as well.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from report_assistant.checks.reading.located import stretches
from report_assistant.checks.reading.remarks import quoted
from report_assistant.report import Organ, Remark, Report

NAMED = {"regulations": "规章", "normative": "文件"}  # what the documents of a row of table two are called


def on_carrying_over(report: Report) -> str:
    """The sentence that explains another 上年结转 than last year's report had; "" where none does."""
    return _first(report, "carry_over")


def on_documents(report: Report, named: str) -> str:
    """The sentence that explains a number of documents in force that does not roll forward; "" for none.

    `named`: what documents of this kind are called; 清理规范性文件 is no word on 规章.
    """
    told = (one for one in _sentences(report) if named in one)
    return next((one for one in told if _pattern("documents").search(one)), "")


def on_succession(report: Report, predecessor: Organ) -> str:
    """The sentence that says how this organ comes from another; "" where none names that one."""
    names = [name for name in (predecessor.name, predecessor.short_name) if name]
    told = (one for one in _sentences(report) if any(name in one for name in names))
    return next((one for one in told if _pattern("succession").search(one)), "")


def on_change(report: Report, subject: re.Pattern[str]) -> str:
    """The sentence that names the subject and a reason, or names it before a sentence that begins with one."""
    before = ""
    for sentence in _sentences(report):
        own = subject.search(sentence)
        if _gives_reason(sentence) and (own or (before and _pattern("goes_on").match(sentence))):
            return sentence
        before = sentence if own else ""
    return ""


def _gives_reason(sentence: str) -> bool:
    return bool(_pattern("cause").search(_pattern("no_cause").sub("", sentence)))


def _first(report: Report, kind: str) -> str:
    return next((one for one in _sentences(report, _pattern(kind)) if _pattern(kind).search(one)), "")


def _sentences(report: Report, told: re.Pattern[str] | None = None) -> Iterator[str]:
    """The sentences of a report, of its text only the stretches in which something is `told`."""
    for stretch in stretches(report):
        for sentence in stretch.sentences() if told is None or told.search(stretch.text) else ():
            yield sentence.text.strip()
    yield from filter(None, map(_beside_table, report.remarks))


def _beside_table(remark: Remark) -> str:
    return (quoted(remark.message.partition("另有文字")[2]) or "") if remark.code == "text-unplaced" else ""


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """The words of one kind, any of them.

    Raises: ValueError for a block without a reason.
    """
    written = tomllib.loads(resources.files(__package__).joinpath("reasons.toml").read_text(encoding="utf-8"))
    if any(not block["why"] or not block["words"] for block in written.values()):
        raise ValueError("reasons.toml: every block has words and a reason")
    return re.compile("|".join(written[kind]["words"]))
