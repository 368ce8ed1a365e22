"""Section five read: the problems, the measures, and what is told of last year's improvements.

What the words say is data (problems.toml); here stands how they follow one another: a list goes on as
it began, a sentence without a cue goes on as the one before, and a measure may stand behind its problem.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from report_assistant import zh
from report_assistant.comparison.pieces import Piece, cue, is_mere, pieces
from report_assistant.report import Paragraph, full_text

PointKind = Literal["problem", "measure", "account"]

# What is granted before the problem is told: 虽然…取得进展，但也…, or that the work still has some.
_CONCEDED = re.compile(
    r"^[^。;]{0,60}?(?:虽|取得|成[绩效]|进[展步])[^。;]{0,80}?(?:但是?|然而|不过)"
    r"(?:[^,。;]{0,12}?(?:还|仍|也|依然|尚))?(?:面临|存在|有)?(?:一些|着|(?:一定|不小|较大)?的?差距,?)?"
    r"|^[^,。;]{0,30}?公开工作[^,。;]{0,8}?(?:存在|面临)(?:一些|着)?(?!的)"
)


# Under a heading of measures: 关于本年的问题：一是…, the measures against it.
_OF_A_PROBLEM = re.compile("(?:关于|针对|对于|对照|就)[^。;]*?(?:问题|不足|短板|差距)[^。;]{0,4}:$")


class Point(NamedTuple):
    """One problem, one measure, or one account of what became of last year's.

    `start` and `end` count characters of `report.full_text` of the section; `text` is what stands there.
    `listed`: it has a number, a label or a heading of its own.
    """

    kind: PointKind
    start: int
    end: int
    text: str
    listed: bool = False

    @property
    def done(self) -> bool:
        """Whether a clause of it tells of something that was done, not of something to be done."""
        clauses = zh.half_width(self.text).split(",")
        return any(cue("done").search(clause) and not cue("to_come").search(clause) for clause in clauses)

    @property
    def acts(self) -> bool:
        """Whether it speaks of something done or to be done, whatever else it is."""
        words = zh.half_width(self.text)
        return bool(cue("done").search(words) or cue("to_come").search(words))


def read_section_five(paragraphs: Sequence[Paragraph], year: int) -> tuple[Point, ...]:
    """The points of section five of the report on `year`, in their order.

    Shape: where the measures repeat their problems (针对…的问题，…) and no problem stands by itself, each
    such sentence is a problem and a measure.
    """
    return _read(tuple(paragraphs), year)


@lru_cache(maxsize=16)  # three rules ask for this year's, a fourth for last year's as well
def _read(paragraphs: tuple[Paragraph, ...], year: int) -> tuple[Point, ...]:
    reading = _Reading(year)
    cut = list(pieces(paragraphs))
    for piece, following in zip(cut, [*cut[1:], None], strict=False):
        reading.take(piece, following)
    text = full_text(paragraphs)
    told = ((point, text[point.start : point.end].strip()) for point in reading.points)
    points = [Point(point.kind, point.start, point.end, words, point.listed) for point, words in told if words]
    if any(point.kind == "problem" for point in points):
        return tuple(points)
    return tuple(both for point in points for both in (*_named_problem(point), point))


class _Reading:
    """What was read so far: the points, what kind is being told, and the kind of each list."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.points: list[Point] = []
        self.mode: PointKind | None = None
        self.titled: PointKind | None = None  # what the last heading said
        self.announced = False  # whether a heading or a lead has just said what comes
        self.lists: dict[str, PointKind | None] = {}

    def take(self, piece: Piece, following: Piece | None) -> None:
        """Read one piece; `following` tells whether it only leads to a list."""
        told = self._told(piece.words)
        if not _leads(piece, following):
            fresh = bool(piece.style) or self.announced
            kind = self._kind(piece, told)
            if kind:
                self._add(kind, piece, fresh)
        else:
            if told == "account" and not piece.heading and not piece.words.endswith(":"):
                self._add("account", piece, fresh=True)
            announced = told if told == "account" else _announced(piece.words) or told
            if announced == "problem" and self.titled == "measure" and _OF_A_PROBLEM.match(piece.words):
                announced = "measure"
            if piece.style or piece.heading:
                self.titled = announced
            self.mode, self.announced = announced or (None if piece.heading else self.mode), True

    def _kind(self, piece: Piece, told: PointKind | None) -> PointKind | None:
        announced, self.announced = self.mode if self.announced else None, False
        if piece.style:
            begun = self.lists.get(piece.style)
            if begun and piece.number != 1:
                return told if begun == "problem" and told else begun
            before = self.mode if piece.number == 1 else None
            kind = announced or told or _by_words(piece.words) or before or "problem"
            self.lists[piece.style] = kind if announced or kind != "account" else None
            return kind
        said = told if told == "account" else announced or told or self._carried_on(piece)
        self.mode = said or self.mode
        return said

    def _carried_on(self, piece: Piece) -> PointKind | None:
        """The kind of a piece that does not say: that of the last, or the measure behind a problem.

        None where it is none: a word of praise before the first problem.
        """
        last = self.points[-1].kind if self.points else None
        if last != "problem":
            return last or _by_words(piece.words)
        if piece.within:
            return "measure" if cue("measure_within").match(piece.words) else "problem"
        acts = _by_words(piece.words) == "measure" or cue("done").search(piece.words)
        return "measure" if acts and not cue("problem_words").search(piece.words) else "problem"

    def _told(self, words: str) -> PointKind | None:
        """What a piece says of itself."""
        if self._dated("account", words, earlier=True) and not cue("account_not").search(words):
            return "account"
        if self._dated("measure", words, earlier=False):
            return "measure"
        return "problem" if cue("problem").search(words) else None

    def _dated(self, name: str, words: str, *, earlier: bool) -> bool:
        found = cue(name).match(words)
        years = [int(year) for year in (found.groups() if found else ()) if year]
        return bool(found) and all(year < self.year if earlier else year > self.year for year in years)

    def _add(self, kind: PointKind, piece: Piece, fresh: bool) -> None:
        """A new point, or more of the last one: of a numbered one, or of the sentence it stands in."""
        last = self.points[-1] if self.points else None
        goes_on = piece.within or (last and last.listed and kind != "account" and not fresh)
        if last and last.kind == kind and goes_on:
            self.points[-1] = last._replace(end=piece.end)
            return
        conceded = _CONCEDED.match(piece.words) if kind == "problem" else None
        begin = piece.begin + (conceded.end() if conceded else 0)
        self.points.append(Point(kind, begin, piece.end, "", bool(piece.style) or piece.heading))


def _leads(piece: Piece, following: Piece | None) -> bool:
    """Whether a piece is a heading without substance, or only leads to what follows."""
    if (piece.style or not piece.words.endswith("。")) and is_mere(piece.words):
        return True
    if piece.style or piece.heading:
        return False
    return bool(cue("leads").search(piece.words)) or (following is not None and following.number == 1)


def _announced(words: str) -> PointKind | None:
    """What a heading or a lead announces; None where it names both, or neither."""
    problem, measure = cue("announces_problem").search(words), cue("announces_measure").search(words)
    if problem and measure:
        return "measure" if words.startswith(("针对", "对照")) else None
    return "problem" if problem else "measure" if measure else None


def _by_words(words: str) -> PointKind | None:
    """The kind of a sentence by its first clause: 规范性文件清理不及时 begins like a measure and is none."""
    if cue("measure_verbs").search(words) and not cue("problem_words").search(words.partition(",")[0]):
        return "measure"
    return "problem" if cue("problem_words").search(words) else None


def _named_problem(point: Point) -> Iterator[Point]:
    found = re.match(r"针对(.{3,50}?)(?:的?问题|的情况|的现象)?[，,]", point.text)
    if found and point.kind == "measure":
        start = point.start + found.start(1)
        yield Point("problem", start, start + len(found[1]), found[1], point.listed)
