"""Section five cut into pieces: at sentence ends, list marks, colons that lead to a list, and turns to a measure.

The words that say what follows are data (problems.toml).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from report_assistant import zh
from report_assistant.report import Paragraph

_NUMERAL = "一二三四五六七八九十"
_MARK = re.compile(
    r"(?:^|(?<=[。;:,!?\s]))(?:"
    rf"(?P<shi>[{_NUMERAL}]{{1,2}})是(?![一否])[,:]?"
    rf"|(?P<yao>[{_NUMERAL}])要"
    rf"|第(?P<di>[{_NUMERAL}])(?:[,、:]|是)"
    rf"|其(?P<qi>[{_NUMERAL}])(?:[,、:]|是)"
    r"|(?P<first>首先|其次|再次|最后)(?:[,、:]|是)"
    rf"|\((?P<bracket>[{_NUMERAL}]{{1,2}}|\d{{1,2}})\)[.、]?"
    rf"|(?P<pause>[{_NUMERAL}]{{1,2}})、"
    r"|(?P<dot>\d{1,2})[.、](?!\d(?!\d{0,3}(?:月|年|小时内)))"
    r"|(?P<circle>[①-⑩])"
    r")\s*"
)
_ENDS = re.compile(r"[。;!?][\"”’)]?")
_LEAD_COLON = re.compile(r"(?:^|(?<=[。;,!?]))[^。;,!?:]{2,36}:")

_HEADING = 40  # characters; a heading is shorter
_SUBSTANCE = 3  # characters that are left where a heading says something of its own


class Piece(NamedTuple):
    """A stretch between two cuts: `words` without its mark and half-width, from `begin` to `end` of the full text."""

    words: str
    begin: int
    end: int
    style: str = ""
    number: int = 0
    heading: bool = False
    within: bool = False  # it goes on a sentence, behind a comma


def lines(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, bool]]:
    """The lines of the full text, and which are headings."""
    for paragraph in paragraphs:
        if paragraph.heading is not None:
            yield paragraph.heading, True
        yield from ((line, False) for line in paragraph.text.split("\n"))


def pieces(paragraphs: Sequence[Paragraph]) -> Iterator[Piece]:
    """The pieces of the section in order, with their places in its full text."""
    offset = 0
    for line, heading in lines(paragraphs):
        yield from _cut(zh.half_width(line), offset, heading)
        offset += len(line) + 1


def _cut(line: str, offset: int, heading: bool) -> Iterator[Piece]:
    marks = {found.start(): found for found in _MARK.finditer(line)}
    within = {found.end() for found in cue("within").finditer(line)}
    ends = {found.end() for found in _ENDS.finditer(line)}
    colons = _LEAD_COLON.finditer(line) if ":" in line else ()
    leads = {found.end() for found in colons if _ends_lead(found, marks)}
    cuts = sorted({0, len(line), *marks, *within, *ends, *leads})
    for start, end in pairwise(cuts):
        mark = marks.get(start)
        begin = mark.end() if mark else start + len(line[start:end]) - len(line[start:end].lstrip())
        words = line[begin:end].rstrip()
        if words.strip("。,;:、!? "):
            style, number = _numbered(mark)
            yield Piece(words, offset + begin, offset + begin + len(words), style, number, heading, start in within)


def _ends_lead(clause: re.Match[str], marks: Mapping[int, re.Match[str]]) -> bool:
    """Whether the colon behind a clause ends a lead; behind a numbered clause it does so only if that is empty."""
    mark = marks.get(clause.start())
    words = clause.group()[mark.end() - mark.start() :] if mark else clause.group()
    return is_mere(words) if mark else bool(cue("leads").search(words))


def is_mere(words: str) -> bool:
    """Whether there is nothing in it but what headings are made of: 存在的主要问题, 改进措施:."""
    return len(words) < _HEADING and len(cue("heading_words").sub("", words)) < _SUBSTANCE


def _numbered(mark: re.Match[str] | None) -> tuple[str, int]:
    if mark is None or mark.lastgroup is None:
        return "", 0
    style, written = mark.lastgroup, mark[mark.lastgroup]
    if style in ("first", "circle"):
        return style, {"首先": 1, "①": 1}.get(written, 2)
    return style, int(written) if written.isdigit() else zh.read_numeral(written) or 0


@cache
def cue(name: str) -> re.Pattern[str]:
    """The patterns of one group of the file as one.

    `within`: a comma before what turns to a measure. `words`: stock, and the words of the trade as a group.
    """
    groups = _written()
    stock, trade = groups["stock"], groups["trade"]
    heads = "".join(sorted({word[0] for word in f"{stock}|{trade}".split("|")}))  # most characters are none
    made = {"within": f",(?={groups['measure_within']})", "words": f"(?=[{heads}])(?:{stock}|({trade}))"}
    return re.compile(made.get(name) or groups[name])


@cache
def _written() -> dict[str, str]:
    """Raises: ValueError for a group without a reason, or a choice within a word of stock or trade."""
    file = resources.files(__package__).joinpath("problems.toml")
    groups = tomllib.loads(file.read_text(encoding="utf-8"))
    if not all(group["why"] and group["patterns"] for group in groups.values()):
        raise ValueError("problems.toml: every group has a reason and patterns")
    if any("(" in says or says.startswith("[") for name in ("stock", "trade") for says in groups[name]["patterns"]):
        raise ValueError("problems.toml: the words of stock and trade are told one by one")
    return {name: re.sub("〈[年后]+〉", r"(20\\d\\d)", "|".join(group["patterns"])) for name, group in groups.items()}
