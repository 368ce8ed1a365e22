"""What the suite holds against the rules: case files, unit tests, sound reports, and mutants of reports."""

import inspect
import itertools
import logging
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType

import _pytest.outcomes

from consistent import FORM
from mutations import Mutant, rules_of
from realistic import dense_report
from report_assistant.checks import Case, check
from report_assistant.report import Report, given

ARITHMETIC = ("T3-01", "T3-02", "T3-03", "T4-01")
# The files of unit tests of a family that are not named after it.
_UNIT_TESTS = {
    "changes": ("changes", "rates"),
    "proportions": ("proportions", "rates"),
    "named_rates": ("proportions",),
    "rates": ("rates", "changes"),
    "claims": ("judging_claims", "claims", "binding"),
    "fees": ("fee_words",),
    "numbering": ("numbering", "topics"),
    "padding": ("phrases",),
    "structure": ("structure", "hollow"),
    "years": ("reasons", "sound_samples"),
}


def survives(mutant: Mutant) -> bool:
    """Whether all that the suite asserts of the family's rules holds with the fault planted; any crash ends it."""
    logging.disable(logging.CRITICAL)  # crashes of mutants are what is wanted
    try:
        with mutant.planted():
            return _all_hold(mutant.family)
    finally:
        logging.disable(logging.NOTSET)


def _all_hold(family: str) -> bool:
    try:
        return all(probe(family) for probe in _PROBES)
    except (Exception, _pytest.outcomes.Failed):
        return False


def _cases_hold(family: str) -> bool:
    suite = import_module("checks.test_cases")
    for parameter in suite.CASES:
        rule_id, written = parameter.values
        if rule_id in rules_of(family):
            suite.test_case(rule_id, written)  # raises where the case does not hold
    return True


def _unit_tests_hold(family: str) -> bool:
    for call in _unit_tests(family):
        call()  # raises where an assertion fails
    return True


@cache
def _unit_tests(family: str) -> tuple[Callable[[], None], ...]:
    folder = Path(__file__).with_name("checks")
    names = [f"test_{name}" for name in _UNIT_TESTS.get(family, (family,))]
    modules = [import_module(f"checks.{name}") for name in names if (folder / f"{name}.py").is_file()]
    tests = [
        t for module in modules for name, t in inspect.getmembers(module, inspect.isfunction) if name[:5] == "test_"
    ]
    return tuple(call for test in tests if _ends_alike_each_time(test) for call in _calls(test))


def _ends_alike_each_time(test: FunctionType) -> bool:
    """Whether it draws no examples, and asks no clock."""
    return not hasattr(test, "hypothesis") and "perf_counter" not in test.__code__.co_names


def _calls(test: FunctionType) -> Iterator[Callable[[], None]]:
    """The test with each set of its parameters; none where it wants a fixture."""
    sets = [[_named(mark.args[0], values) for values in mark.args[1]] for mark in getattr(test, "pytestmark", ())]
    for chosen in itertools.product(*sets):
        arguments = {name: value for one in chosen for name, value in one.items()}
        if set(arguments) == set(inspect.signature(test).parameters):
            yield lambda arguments=arguments: test(**arguments)


def _named(names: str | tuple[str, ...], values: object) -> dict[str, object]:
    written = [name.strip() for name in names.split(",")] if isinstance(names, str) else names
    told = values.values if hasattr(values, "id") and hasattr(values, "marks") else values
    return dict(zip(written, told if len(written) > 1 or told is not values else (values,), strict=True))


def _report_mutants_are_caught(family: str) -> bool:
    suite = import_module("mutants.test_report_mutants")
    case, judged = suite.CASES[12], {rule for rule in rules_of(family) if rule.startswith(suite.FAMILIES)}
    if not judged:
        return True
    return not suite.caught(case, only=judged) and all(
        suite.caught(mutate(case), only=judged) == wanted & judged for mutate, wanted in suite.MUTANTS.values()
    )


def _cells_are_named(family: str) -> bool:
    """One more in any cell of tables three and four breaks what the form demands of it, and in three is named."""
    if family != "arithmetic":
        return True
    report = _dense()
    if check(Case(report), ARITHMETIC).findings:
        return False
    for ref in FORM.cells:
        if ref.startswith(("T3", "T4")):
            right = report.value(ref)
            (finding,) = check(Case(report.with_cells({ref: given(right + 1)})), ARITHMETIC).findings
            named = finding.fix and dict(finding.fix.cells) == {ref: right}
            if finding.rules != demanded(ref) or (ref.startswith("T3") and not named):
                return False
    return True


def demanded(ref: str) -> tuple[str, ...]:
    """The rules under which the form puts a cell of tables three and four."""
    table, row, _ = ref.split(":")
    if table == "T4":
        return ("T4-01",)
    own = {"new": ("T3-01",), "carried_in": ("T3-01",), "carried_out": ("T3-01",), "total": ("T3-01", "T3-02")}
    return (*own.get(row, ("T3-02",)), "T3-03")


@cache
def _dense() -> Report:
    return dense_report(1)


_PROBES = (_cases_hold, _cells_are_named, _unit_tests_hold, _report_mutants_are_caught)
