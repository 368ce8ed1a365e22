"""Table two: who may make regulations, and who has confirmed an empty table."""

from dataclasses import replace

import pytest

from consistent import FORM, sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.table_two import _RULE_MAKING
from report_assistant.report import Organ, Origin, Paragraph, given
from report_assistant.report.report import ORGAN_KINDS

T2 = [ref for *_, ref in FORM.table("T2").addresses()]


def test_every_kind_of_organ_has_an_answer():
    assert set(_RULE_MAKING) == set(ORGAN_KINDS)


@pytest.mark.parametrize(
    ("name", "county_level"),
    [
        ("样例市青禾市人民政府", True),
        ("样例自治州青禾市", True),
        ("样例地区青禾市人民政府", True),
        ("样例盟青禾市", True),
        ("样例市津市市人民政府", True),
        ("青禾市人民政府", False),
        ("某省青禾市人民政府", False),
        ("津市市人民政府", False),
        ("沙市市人民政府", False),
        ("样例市人民政府", False),
    ],
)
def test_a_city_under_another_makes_no_regulations(name, county_level):
    report = replace(sound_report(), organ=Organ(name, kind="city"))
    verdict = check(Case(report.with_cells({"T2:regulations:issued": given(1)})), only=["T2-01"])
    assert [finding.severity.value for finding in verdict.findings] == (["error"] if county_level else [])


@pytest.mark.parametrize(
    ("issued", "kind", "found"),
    [
        (1, "department", ("ask", None, None, 1)),
        (1, "other", ("ask", None, None, 1)),
        (1, "county", ("error", {"T2:regulations:issued": 0, "T2:regulations:repealed": 0}, 0, None)),
    ],
)
def test_where_it_is_not_certain_who_makes_regulations_nothing_is_proposed(issued, kind, found):
    cells = {"T2:regulations:issued": given(issued), "T2:regulations:repealed": given(2 if kind == "county" else 0)}
    report = replace(sound_report().with_cells(cells), organ=Organ("样例县某机关", kind=kind))
    (finding,) = check(Case(report), only=["T2-01"]).findings
    fix = dict(finding.fix.cells) if finding.fix else None
    assert (finding.severity.value, fix, finding.expected, finding.actual) == found
    certain = kind == "county"
    assert ("没有规章制定权。请改填 0" in finding.message) is certain
    assert ("未必有规章制定权。请确认" in finding.message) is not certain


@pytest.mark.parametrize(
    ("sentence", "confirms"),
    [
        ("全年未作出行政许可、行政处罚、行政强制决定。", True),
        ("行政许可、行政处罚、行政强制均为0。", True),
        ("本街道没有行政许可、处罚、强制事项。", True),
        ("无行政处罚和行政强制，也无行政许可。", True),
        ("行政许可、行政处罚、行政强制信息全部公开。", False),
        ("未作出行政处罚决定。行政许可、行政强制按规定办理。", False),
        ("规范性文件均为0。", False),
        ("没有收取行政事业性收费。", False),
    ],
)
@pytest.mark.parametrize(("origin", "by_hand"), [(Origin.IMPORTED, True), (Origin.TYPED, True), (Origin.PLAIN, False)])
def test_an_empty_table_is_confirmed_by_what_a_person_wrote(sentence, confirms, origin, by_hand):
    empty = sound_report().with_cells(dict.fromkeys(T2, given(0)))
    report = empty.with_section("1", (Paragraph(sentence, "（一）主动公开", origin=origin),))
    assert (check(Case(report), only=["T2-02"]).findings == ()) is (confirms and by_hand)


@pytest.mark.parametrize("ref", T2)
def test_one_number_anywhere_is_no_empty_table(ref):
    report = sound_report().with_cells(dict.fromkeys(T2, given(0)) | {ref: given(1)})
    assert check(Case(report), only=["T2-02"]).outcomes == {"T2-02": "held"}


@pytest.mark.parametrize(
    ("issued", "repealed", "in_force", "told"),
    [(5, 0, 5, False), (5, 0, 4, True), (5, 1, 4, False), (5, 9, 0, False), (0, 0, 0, False), (1, 0, 0, True)],
)
def test_what_was_issued_and_not_repealed_is_in_force(issued, repealed, in_force, told):
    cells = {"issued": issued, "repealed": repealed, "in_force": in_force}
    report = sound_report().with_cells({f"T2:normative:{key}": given(value) for key, value in cells.items()})
    assert bool(check(Case(report), only=["T2-03"]).findings) is told
