"""Suspicion: rival explanations in order of what speaks for them, and the sentence that tells them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from report_assistant.checks.arithmetic import in_brief
from report_assistant.checks.culprit import Explanation
from report_assistant.checks.evidence import WITNESS, Evidence, Surroundings, evidence, exchanges
from report_assistant.checks.finding import Breach, Finding, Fix, fingerprint
from report_assistant.official import Form

_NAMED = 5  # of how many explanations a finding names the cells
_LISTED = 3  # how many of them its message tells, the second and third in brief
_REASONS = 2  # how much of what speaks for the first it tells
_CITED = 3  # how many broken relations it spells out
_CLEAR = 2  # by how many points the first must lead to be proposed


@dataclass(frozen=True, slots=True)
class Suspect:
    """An explanation with what speaks for and against it."""

    explanation: Explanation
    evidence: tuple[Evidence, ...] = ()

    @property
    def points(self) -> float:
        """The sum of the evidence."""
        return sum(one.points for one in self.evidence)

    @property
    def contradicted(self) -> bool:
        """Whether the text or last year's report says otherwise."""
        return any(one.points <= -WITNESS for one in self.evidence)


@dataclass(frozen=True)
class Lineup:
    """The explanations of one mistake; `known`: what is known beside the relations.

    `besides`: they go with changes that are certain, and only follow from these.
    """

    explanations: Sequence[Explanation]
    known: Surroundings
    besides: bool = False

    @cached_property
    def ranked(self) -> tuple[Suspect, ...]:
        """Every explanation, the most likely first; equals in order of address."""
        if len(self.explanations) == 1:
            return (Suspect(self.explanations[0]),)
        suspects = [Suspect(one, evidence(one, self.known)) for one in self.explanations]
        return tuple(sorted(suspects, key=lambda suspect: (-suspect.points, suspect.explanation.key)))

    @property
    def chosen(self) -> Explanation | None:
        """The only explanation, or the first where it leads clearly and nobody contradicts it."""
        match self.ranked:
            case (only,):
                return only.explanation
            case (first, second, *_) if first.points - second.points >= _CLEAR and not first.contradicted:
                return first.explanation
        return None

    @property
    def named(self) -> tuple[str, ...]:
        """The cells of the likeliest explanations."""
        listed = [self.chosen] if self.chosen else [suspect.explanation for suspect in self.ranked[:_NAMED]]
        return tuple(dict.fromkeys(ref for one in listed for ref in one.cells))

    @property
    def fix(self) -> Fix | None:
        """The proposal, `certain` where only totals change and nothing else explains what is broken."""
        if self.chosen is None:
            return None
        follows = len(self.ranked) == 1 and all(self.known.form.cells[ref].computed for ref in self.chosen.cells)
        return Fix(dict(self.chosen.cells), "certain" if follows else "likely")

    @property
    def advice(self) -> str:
        """What to correct, or what to choose from."""
        first = _words(self.ranked[0], self)
        rivals = "；".join(_briefly(suspect.explanation, self.known) for suspect in self.ranked[1:_LISTED])
        if not rivals:
            return f"只有一种最小改动能使各勾稽关系都成立：{first}。请核对台账后改正。"
        left = len(self.ranked) - _LISTED
        also = f"。也可能是：{rivals}" + (f"；另有 {left} 种可能" if left > 0 else "")
        if self.chosen:
            return f"最可能是：{first}{also}。请核对台账后改正。"
        return f"最少改动有 {len(self.ranked)} 种可能：{first}{also}。请对照台账确定是哪一种。"


def tell(findings: Sequence[Finding], lineup: Lineup) -> Finding:
    """One finding for the broken relations that these explanations cover."""
    report, chosen = lineup.known.case.report, lineup.chosen
    rules = tuple(sorted({finding.rule for finding in findings}))
    only = chosen.cells if chosen and len(chosen.cells) == 1 else {}
    expected = next(iter(only.values()), None)
    judged = Breach("", cells=tuple({ref for finding in findings for ref in finding.cells}), expected=expected)
    return replace(
        findings[0],
        rules=rules,
        message=f"{_arithmetic(findings, lineup.known.form)}。{lineup.advice}",
        cells=lineup.named,
        expected=expected,
        actual=report.value(next(iter(only))) if only else None,
        fix=lineup.fix,
        fingerprint=fingerprint(report, judged, "+".join(rules)),
    )


def _arithmetic(findings: Sequence[Finding], form: Form) -> str:
    """The broken relations: the first in full, some more in brief, the rest counted."""
    relations = {relation.rule for relation in form.relations}
    first, *more = findings
    spelt = [
        in_brief(finding.message) if finding.rule in relations else finding.message.partition("。")[0]
        for finding in more[: _CITED - 1]
    ]
    left = len(findings) - _CITED
    head = first.message.removesuffix("请核对后改正。").removesuffix("。")
    return "；".join([head, *spelt]) + (f"；另有 {left} 处不等" if left > 0 else "")


def _words(suspect: Suspect, lineup: Lineup) -> str:
    weightiest = sorted(suspect.evidence, key=lambda one: -abs(one.points))
    reasons = list(dict.fromkeys(one.reason for one in weightiest if one.reason))[:_REASONS]
    return _changes(suspect.explanation, lineup) + (f"（{'；'.join(reasons)}）" if reasons else "")


def _briefly(explanation: Explanation, known: Surroundings) -> str:
    """The cells with their right numbers and nothing more; a row is named once."""
    return "、".join(f"{label}改为 {right}" for label, _, right in _labelled(explanation.cells, known))


def _changes(explanation: Explanation, lineup: Lineup) -> str:
    """The changes as one mistake where they are one: exchanged cells, an edit that stopped half-way."""
    told, left = [], dict(explanation.cells)
    for one, other in exchanges(explanation, lineup.known):
        told.append(_exchange(one, other, lineup.known))
        del left[one], left[other]
    single = _listed(left, lineup.known)
    if not lineup.besides and _half_done(left, lineup.known):
        single = f"疑似一处改动没有改全：{single}；改动属实的，请把其他合计一并改过来"
    return "、".join([*told, *([single] if single else [])])


def _listed(changes: Mapping[str, int], known: Surroundings) -> str:
    """Each cell with its right number; a row is named once."""
    return "、".join(f"{label}应为 {right}（现为 {present}）" for label, present, right in _labelled(changes, known))


def _labelled(changes: Mapping[str, int], known: Surroundings) -> Iterator[tuple[str, int, int]]:
    """A label, the present number and the right one; only the column, where the row is the one before."""
    row = ""
    for ref, right in changes.items():
        cell, before = known.form.cells[ref], row
        row = ref.rpartition(":")[0]
        yield f"“{cell.column.label}”" if row == before else cell.label, known.values[ref], right


def _exchange(one: str, other: str, known: Surroundings) -> str:
    cells, values = known.form.cells, known.values
    across = one.split(":")[1] == other.split(":")[1]
    kind = "列" if across else "行"
    if values[one] and values[other]:
        return f"疑似两{kind}填反：{_listed({one: values[other], other: values[one]}, known)}"
    wrong, right = (one, other) if values[one] else (other, one)
    place = f"“{cells[right].column.label}”" if across else cells[right].label
    return f"疑似填错{kind}：{cells[wrong].label}的 {values[wrong]} 应填在{place}"


def _half_done(changes: Mapping[str, int], known: Surroundings) -> bool:
    """Whether these are a count and totals over it that differ by the same amount."""
    typed = [ref for ref in changes if not known.form.cells[ref].computed]
    return len(changes) > len(typed) == 1 and all(
        changes[one] - known.values[one] == changes[other] - known.values[other]
        and other in known.form.totals_over([one])
        for one in typed
        for other in changes.keys() - {one}
    )
