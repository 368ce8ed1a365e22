"""Mutants of the rules: a fault in a relation, in a threshold or in the code that judges fails some assertion.

A sample of each kind; `python -m benchmarks.mutation` runs them all and lists those that survive.
"""

import random

import pytest

from consistent import FORM, sound_report
from mutations import code_mutants, equivalent, families, relation_mutants, rules_of, threshold_mutants, unharmed
from noticing import ARITHMETIC, demanded, survives
from report_assistant.checks import Case, catalogue, check

RELATIONS = tuple(relation_mutants())
CODE = {mutant.name: mutant for mutant in (*code_mutants(*families()), *threshold_mutants(*families()))}


def sampled(mutants, count):
    return random.Random(7).sample(tuple(mutants), count)


@pytest.mark.parametrize("family", families())
def test_without_a_fault_everything_holds(family):
    assert survives(unharmed(family))


def test_every_rule_stands_in_a_family_that_is_mutated():
    assert set().union(*map(rules_of, families())) == set(catalogue())
    assert {"changes", "proportions"} < set(families())  # which judge for a rule that stands elsewhere
    assert rules_of("tables") > {"T-01", "T-02"}  # Y-04 borrows from it


def test_the_form_puts_every_cell_under_the_rules_it_must_be_under():
    for ref in FORM.cells:
        rules = {relation.rule for relation in FORM.relations_of[ref]}
        assert rules == (set(demanded(ref)) if ref.startswith(("T3", "T4")) else set()), ref


def test_a_fault_is_there_while_it_is_planted_and_gone_after():
    gone = next(mutant for mutant in RELATIONS if mutant.name == "T4-01 T4:review:*: gone")
    wrong = Case(sound_report().with_cells({"T4:review:total": sound_report().cells["T2:licences:decisions"]}))
    with gone.planted():
        assert check(wrong, ARITHMETIC).findings == ()
    assert [finding.rule for finding in check(wrong, ARITHMETIC).findings] == ["T4-01"]


def test_every_relation_has_mutants_of_every_kind():
    assert len({mutant.name for mutant in RELATIONS}) == len(RELATIONS) > 1500
    for relation in FORM.relations:
        names = [m.name for m in RELATIONS if m.name.startswith(f"{relation.rule} {relation.place}:")]
        for kind in ("without", "on the other side", "exchanged with the total", " for ", "gone"):
            assert any(kind in name for name in names), (relation.place, kind)


def test_a_fault_in_a_relation_is_noticed():
    assert [mutant.name for mutant in sampled(RELATIONS, 100) if survives(mutant)] == []


def test_a_fault_in_the_code_that_judges_or_in_its_bounds_is_noticed():
    chosen = sampled([mutant for name, mutant in CODE.items() if name not in equivalent()], 120)
    unnoticed = [mutant.name for mutant in chosen if survives(mutant)]
    assert len(unnoticed) <= 0.02 * len(chosen), unnoticed


def test_what_is_said_to_change_no_outcome_is_a_mutant_and_changes_none():
    assert set(equivalent()) <= set(CODE)
    assert all(equivalent().values())
    assert [name for name in sampled(equivalent(), 8) if not survives(CODE[name])] == []
