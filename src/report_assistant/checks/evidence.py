"""Evidence: what speaks for or against an explanation beside the relations, each kind with its points.

Points add up and are told with their reasons. What somebody else wrote of the figure (the text, last
year's report) weighs most; a mistake of a kind that happens (two cells exchanged, digits exchanged) comes
next; what last year's figures were like only breaks ties, for figures do change.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import NamedTuple

from report_assistant.checks.claims import own_names
from report_assistant.checks.culprit import Explanation
from report_assistant.checks.reading.claim_reading import read_claims
from report_assistant.checks.reading.digits import likeness
from report_assistant.checks.reading.located import placed
from report_assistant.checks.rule import Case
from report_assistant.checks.years import follows
from report_assistant.official import Form, Relation, load_form
from report_assistant.official.lineage import ancestry
from report_assistant.report import Origin, Report, full_text

_INDEPENDENT = (Origin.IMPORTED, Origin.TYPED)  # what was drafted from the cells repeats them and is no witness
WITNESS = 4
_MOVED, _EXCHANGED = 3, 2  # that the other cell is empty by chance is rarer than that it holds a number
_ONE_TOTAL = 1  # a total is added up by hand or forgotten after an edit more often than a count is wrong
_LONE, _FILLED = 1, -1  # a number where all else is 0; a 0 that should have been a number
_UNSUMMED = 5  # who left one total of a table at 0 left the others so: more than last year's figures can say
_LIKE_LAST_YEAR = 2


class Evidence(NamedTuple):
    """What one observation adds to an explanation, and how it is told; some are not told."""

    points: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody else says of the sum of some cells; `subjects`: the readings it leaves open."""

    subjects: tuple[tuple[str, ...], ...]
    value: float
    at_least: bool
    words: str

    def agrees(self, values: Mapping[str, int]) -> bool:
        """Whether these figures are as it says, under one of its readings."""
        sums = [sum(values[ref] for ref in cells) for cells in self.subjects if values.keys() >= set(cells)]
        return any(held >= self.value if self.at_least else held == self.value for held in sums)


@dataclass(frozen=True)
class Surroundings:
    """What is known beside the relations: the case, its whole numbers as written, and who else speaks of them.

    `carried`: the relations that hold with last year's report.
    """

    case: Case
    values: Mapping[str, int]
    carried: Sequence[Relation]

    @property
    def form(self) -> Form:
        """The form the report follows."""
        return self.case.form

    @cached_property
    def former(self) -> Report | None:
        """Last year's report, where it is this organ's."""
        prior = self.case.prior
        return prior if prior is not None and follows(self.case.report, prior) else None

    @cached_property  # the text is read only where the relations leave something open
    def witnesses(self) -> tuple[Witness, ...]:
        """Last year's report and the text."""
        said = [
            Witness((relation.left,), self.values[relation.right[0]], False, "上年报告的结转下年度")
            for relation in self.carried
        ]
        return (*said, *_narrative(self.case))


def evidence(explanation: Explanation, known: Surroundings) -> tuple[Evidence, ...]:
    """All that speaks for and against an explanation."""
    pairs = exchanges(explanation, known)
    alone = {ref: right for ref, right in explanation.cells.items() if not any(ref in pair for pair in pairs)}
    found = [*_witnesses(explanation, known), *_single_total(explanation, known), *_like_last_year(explanation, known)]
    for one, other in pairs:
        found.append(Evidence(_EXCHANGED if known.values[one] and known.values[other] else _MOVED))
    for ref, right in alone.items():
        found += [Evidence(*likeness(known.values[ref], right)), *_emptiness(ref, right, known)]
        found += _never_summed(ref, known)
    return tuple(found)


def exchanges(explanation: Explanation, known: Surroundings) -> list[tuple[str, str]]:
    """Pairs of cells of one row or one column that hold each other's right number."""
    pairs: list[tuple[str, str]] = []
    for one, other in combinations(sorted(explanation.cells), 2):
        beside = [a == b for a, b in zip(one.split(":"), other.split(":"), strict=True)]
        crossed = [explanation.cells[one], explanation.cells[other]] == [known.values[other], known.values[one]]
        if crossed and sum(beside) == 2 and not any({one, other} & {*pair} for pair in pairs):
            pairs.append((one, other))
    return pairs


def _narrative(case: Case) -> Iterator[Witness]:
    """The claims of this year's text, as far as it was not drafted from the cells."""
    report, names = case.report, own_names(case.report.organ)
    for number, paragraphs in report.sections.items():
        drafted = [
            range(start, start + len(paragraph.text))
            for paragraph, start, _ in placed(case.form, number, paragraphs)
            if paragraph.origin not in _INDEPENDENT
        ]
        for claim in read_claims(full_text(paragraphs), case.form, report.year, names=names, section=number):
            if claim.period == report.year and not any(claim.start in span for span in drafted):
                subjects = (claim.subject, *claim.others)
                yield Witness(subjects, float(claim.value), claim.polarity == "some", f"正文“{claim.quote}”")


def _witnesses(explanation: Explanation, known: Surroundings) -> Iterator[Evidence]:
    changed = explanation.cells.keys()
    concerned = [one for one in known.witnesses if not all(map(changed.isdisjoint, one.subjects))]
    mended = {**known.values, **explanation.cells} if concerned else {}
    for witness in concerned:
        before, after = witness.agrees(known.values), witness.agrees(mended)
        if after != before:
            yield Evidence(*((WITNESS, f"与{witness.words}一致") if after else (-WITNESS, f"与{witness.words}不符")))


def _single_total(explanation: Explanation, known: Surroundings) -> Iterator[Evidence]:
    if len(explanation.cells) == 1 and all(known.form.cells[ref].computed for ref in explanation.cells):
        yield Evidence(_ONE_TOTAL, "只是合计与各项不符")


def _like_last_year(explanation: Explanation, known: Surroundings) -> Iterator[Evidence]:
    """How much nearer the right numbers are to last year's than the written ones, by ratio."""
    nearer = 0.0
    for ref, right in explanation.cells.items():
        before, written = _last_year(ref, known), known.values[ref]
        if before is not None and written >= 0:
            nearer += abs(math.log((written + 1) / (before + 1))) - abs(math.log((right + 1) / (before + 1)))
    points = max(-_LIKE_LAST_YEAR, min(_LIKE_LAST_YEAR, nearer))
    yield Evidence(points, "更接近上年的数" if points >= 1 else "")


def _last_year(ref: str, known: Surroundings) -> int | None:
    """Last year's number, where one cell continues one cell."""
    if known.former is None:
        return None
    found = ancestry(ref, known.form, known.former.form)
    value = known.former.value(found.sources[0]) if len(found.sources) == 1 and not found.merged else None
    return value if isinstance(value, int) and value >= 0 else None


def _emptiness(ref: str, right: int, known: Surroundings) -> Iterator[Evidence]:
    """A number alone in its row or column is suspect; a 0 is rather right than not."""
    if right and not known.values[ref]:
        yield Evidence(_FILLED)
    elif not right and any(_otherwise_empty(ref, place, known) for place in (1, 2)):
        yield Evidence(_LONE, "所在行或列其余各格都是 0")


def _never_summed(ref: str, known: Surroundings) -> Iterator[Evidence]:
    """A total at 0 over figures, as another total of its table is."""
    table = ref.split(":", maxsplit=1)[0]
    unsummed = {
        total
        for relation in known.form.relations
        for total in relation.right
        if len(relation.right) == 1 and total.startswith(f"{table}:") and not known.values.get(total)
        if any(known.values.get(part) for part in relation.left)
    }
    if ref in unsummed and len(unsummed) > 1 and known.form.cells[ref].computed:
        yield Evidence(_UNSUMMED, "同表另有合计也没有加总")


def _otherwise_empty(ref: str, place: int, known: Surroundings) -> bool:
    """Whether the other cells of its row (place 1) or its column (place 2) are all 0."""
    return not any(known.values.get(other) for other in _lines(known.form.id)[ref][place - 1] if other != ref)


@cache
def _lines(form_id: str) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each cell the cells of its row and of its column."""
    lines: dict[tuple[str, ...], list[str]] = {}
    refs = tuple(load_form(form_id).cells)
    for ref in refs:
        table, row, column = ref.split(":")
        lines.setdefault((table, row, "*"), []).append(ref)
        lines.setdefault((table, "*", column), []).append(ref)
    parts = {ref: ref.split(":") for ref in refs}
    return {ref: (tuple(lines[t, r, "*"]), tuple(lines[t, "*", c])) for ref, (t, r, c) in parts.items()}
