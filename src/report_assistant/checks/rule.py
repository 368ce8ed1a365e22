"""The rule kit: a rule is one decorated function in a family file."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType, ModuleType
from typing import Literal

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import Stretch
from report_assistant.official import Form
from report_assistant.report import Report


class Stage(StrEnum):
    """Why a report is judged: as it was read in, or as it is about to leave the house."""

    IMPORT = "import"
    EXPORT = "export"


Need = Literal["prior", "any_prior", "exported"]  # `any_prior`: the one given, even if it is not last year's own
UNMET = {"prior": "没有提供上一年度报告", "any_prior": "没有提供上一年度报告", "exported": "导出定稿时读回文件再核对"}
NO_OTHERS = Unjudged("没有其他单位的报告可以比对")


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule may know: the report, last year's, the stage, and what it is held against.

    `others`: reports of other organs, for sameness with them, or why there are none. `exported`: the exported
    document, read back.
    """

    report: Report
    prior: Report | None = None
    stage: Stage = Stage.IMPORT
    others: tuple[Report, ...] | Unjudged = NO_OTHERS
    exported: Report | None = None

    def lacks(self, need: Need) -> bool:
        """Whether what a rule needs is not there."""
        return (self.prior if need == "any_prior" else getattr(self, need)) is None

    @property
    def form(self) -> Form:
        """The form the report follows."""
        return self.report.form


Judge = Callable[[Case], Iterator[Breach | Unjudged]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on a report; `judge` yields its breaches, or why it cannot judge.

    `title`: what is wrong and, behind a ；, when a breach weighs otherwise than `severity` says.
    """

    id: str
    severity: Severity
    title: str
    basis: str
    needs: frozenset[Need]
    judge: Judge
    documentation: str

    @property
    def remedy(self) -> str:
        """What to do about a breach, as documented."""
        told = self.documentation.partition("Remedy:")[2].partition("Source:")[0]
        return "".join(line.strip() for line in told.splitlines())

    @property
    def fault(self) -> str:
        """What is wrong, as its findings are headed."""
        return self.title.split("；", maxsplit=1)[0]


def rule(
    rule_id: str, severity: Severity, *, title: str, basis: str, needs: Iterable[Need] = ()
) -> Callable[[Judge], Rule]:
    """Make a rule of a function. Its docstring has the headings Demands, Breach, Sound, Remedy, Source."""

    def made(judge: Judge) -> Rule:
        return Rule(rule_id, severity, title, basis, frozenset(needs), judge, inspect.getdoc(judge) or "")

    return made


def breach_at(stretch: Stretch, start: int, end: int, message: str) -> Breach:
    """A breach at these characters of the stretch's text."""
    span = stretch.start + start, stretch.start + end
    return Breach(message, section=stretch.place, span=span, quote=stretch.text[start:end])


def collect(*modules: ModuleType) -> Mapping[str, Rule]:
    """Every rule that stands in these modules, by id, in order of id.

    Raises: ValueError where an id stands twice.
    """
    rules: dict[str, Rule] = {}
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Rule) and rules.setdefault(value.id, value) is not value:
                raise ValueError(f"rule id {value.id} stands twice")
    return MappingProxyType(dict(sorted(rules.items())))
