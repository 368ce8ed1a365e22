"""N-08: last year's figures, found by cell and by sentence."""

import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import Case, check
from report_assistant.report import Note, Paragraph, given


def findings(text, before="", rules=("N-08",), report=None, **prior_cells):
    report = (report or sound_report()).with_section("1", (Paragraph(text, "（一）主动公开"),))
    prior = sound_prior().with_section("1", (Paragraph(before, "（一）主动公开"),))
    cells = {ref.replace("__", ":"): given(value) for ref, value in prior_cells.items()}
    return check(Case(report, prior.with_cells(cells)), only=rules).findings


def test_one_number_is_told_by_one_rule():
    (found,) = findings("本年新收政府信息公开申请7件。", rules=("N-02", "N-08"))
    assert (found.rule, found.rules, found.severity.value) == ("N-08", ("N-02", "N-08"), "error")
    (other,) = findings("本年新收政府信息公开申请8件。", rules=("N-02", "N-08"))
    assert (other.rule, other.rules) == ("N-02", ("N-02",))


def test_a_cell_without_a_number_last_year_says_nothing():
    assert [f.expected for f in findings("作出行政许可决定30件。", T2__licences__decisions=30)] == [36]
    assert findings("制发行政规范性文件5件。") == ()


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("2024年编发简报36期。", "2025年编发简报36期。", True),
        ("全年编发简报36期，办班12场。", "全年编发简报36期，办班12场。", True),
        ("2024年度编发简报36期。", "2025年度 编发简报36期。", True),
        ("2024年编发简报36期。", "2025年编发简报38期。", False),
        ("2024年编发简报36期。", "2025年共编发简报36期。", False),
        ("2024年编发简报6期。", "2025年编发简报6期。", False),
        ("编发简报36期。", "编发简报36期。", False),
        ("2024年设专栏36个。", "2025年设专栏36个。", False),
        ("2023年编发简报36期。", "2024年编发简报36期。", False),
        ("2024年作出行政许可决定36件。", "2025年作出行政许可决定36件。", False),
    ],
)
def test_a_sentence_that_is_last_years_but_for_the_year(before, now, told):
    found = findings(now, before)
    assert [f.severity.value for f in found] == (["warning"] if told else [])
    assert all(f.quote == now for f in found)


def test_a_note_of_this_year_carries_its_number():
    report = sound_report()
    noted = type(report)(
        **{name: getattr(report, name) for name in ("organ", "year", "cells", "sections")},
        notes=(Note("1", "", "编发简报36期"),),
    )
    assert findings("2025年编发简报36期。", "2024年编发简报36期。", report=noted) == ()
    assert len(findings("2025年编发简报36期。", "2024年编发简报36期。")) == 1


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("全年编发简报20期。", True),
        ("全年编发简报19期。", False),
        ("全年编发简报10期，办班2场。", True),
        ("全年编发简报9期，办班9场。", False),
        ("全年编发简报19期，设专栏40个。", False),
        (
            "全年编发简报三十六期。",
            False,
        ),  # numbers of this kind are written in digits; numerals tell of plans and names
    ],
)
def test_a_small_number_may_be_the_same_in_two_years(sentence, told):
    assert bool(findings(sentence, sentence)) is told


def test_years_on_both_sides_of_a_sentence_move_together():
    (found,) = findings("2025年编发简报36期，2024年编发28期。", "2024年编发简报36期，2023年编发28期。")
    assert "其中“36期”、“28期”没有变" in found.message


def test_what_did_not_change_is_told_at_its_place_and_by_three_numbers():
    three = "全年编发简报36期，办班12场，发文30篇。"
    (found,) = findings(three, three)
    assert found.message.startswith("一（一）主动公开中“")
    assert "其中“36期”、“12场”、“30篇”没有变" in found.message
    four = "全年编发简报36期，办班12场，发文30篇，展出21次。"
    (found,) = findings(four, four)
    assert "其中“36期”、“12场”、“30篇”等数没有变" in found.message
    (found,) = findings("本年新收政府信息公开申请7件。")
    assert found.message.startswith("一（一）主动公开中“")
