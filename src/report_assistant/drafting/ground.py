"""The grounding gate: what a draft says that none of its supports carries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_assistant.checks.reading.binding import unbound_numbers
from report_assistant.report import Passage, Report

_LINK = re.compile(r"(?:https?|ftp|data|javascript)\s*[:：]\s*/{0,2}[!-~]+|www\.[!-~]+|!\[[^\]]*\]", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z][^>]{0,200}>")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
# With the last two characters of its issuer: 国办函 and 国办发 differ, the words before the issuer may be any.
_NUMBERED = re.compile(r"[一-鿿]{2}〔\s*(?:19|20)\d{2}\s*〕\s*\d+\s*号")
# The documents every report rests on, beside the number of its own form.
_KNOWN = ("国办函〔2020〕109号",)


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A piece of a paragraph that nothing carries: `start`…`end` of its text, and why."""

    start: int
    end: int
    quote: str
    why: str
    paragraph: int = 0


def ground(
    text: str,
    supports: Sequence[str],
    report: Report,
    *,
    prior: Report | None = None,
    passages: Sequence[Passage] = (),
) -> tuple[Ungrounded, ...]:
    """What the paragraph `text` says beyond its supports, by position.

    Numbers: as `checks.reading.binding.unbound_numbers` has it; style passages and last year never carry one. Beside
    them: a year that is neither the report's, its neighbour's nor a note's; a document number that neither
    the form, a note nor an *authority* passage has; links and markup, which no report contains.
    """
    notes = [note.text for support in supports if (note := report.note(support))]
    authority = [passage.text for passage in passages if passage.use == "authority"]
    form = report.form.number
    found = [Ungrounded(u.start, u.end, u.quote, u.why) for u in unbound_numbers(text, supports, report, prior)]
    found += _years(text, report.year, notes)
    found += _documents(text, (form, *_KNOWN, *notes, *authority))
    for pattern, why in ((_LINK, "正文中不应有链接或者图片"), (_MARKUP, "正文中不应有标记代码")):
        found += [_piece(m, why) for m in pattern.finditer(text) if not any(m.group() in note for note in notes)]
    return tuple(sorted(found, key=lambda piece: (piece.start, piece.end)))


def _years(text: str, year: int, notes: Sequence[str]) -> Iterator[Ungrounded]:
    for found in _YEAR.finditer(text):
        named = int(found.group(1))
        if abs(named - year) > 1 and not any(found.group(1) in note for note in notes):
            yield _piece(found, f"报告年度为{year}年，依据中没有{named}年")


def _documents(text: str, sources: Sequence[str]) -> Iterator[Ungrounded]:
    known = "\n".join("".join(source.split()) for source in sources)
    for found in _NUMBERED.finditer(text):
        if "".join(found.group().split()) not in known:
            yield _piece(found, "依据中没有这个文号")


def _piece(found: re.Match[str], why: str) -> Ungrounded:
    return Ungrounded(found.start(), found.end(), found.group(), why)
