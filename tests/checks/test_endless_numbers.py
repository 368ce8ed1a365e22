"""A number longer than anything is counted is no claim, and crashes no rule."""

from decimal import Decimal

import pytest

from checks.claim_scoring import fixtures
from report_assistant import zh
from report_assistant.checks import Case, check
from report_assistant.report import Paragraph

ENDLESS = "1234567890" * 4


def judged(text: str):
    report, prior = fixtures("newer")["bureau"]
    return check(Case(report.with_section("1", (Paragraph(text),)), prior))


@pytest.mark.parametrize(
    "text",
    [
        f"新收政府信息公开申请{ENDLESS}件，同比增长{ENDLESS}%。",
        f"行政事业性收费{ENDLESS}.55元，比上年增长0.{ENDLESS}%。",
        f"自然人{ENDLESS}件，占新收{ENDLESS}件的{ENDLESS}.5%，办结率{ENDLESS}%。",
        f"新收申请210件，占比0.{ENDLESS}%。",
        f"公开信息由{ENDLESS}条增至{ENDLESS}9条，增长0.{ENDLESS}倍。",
        f"近{ENDLESS}件，{ENDLESS}余件，约{ENDLESS}%。",
        f"新收政府信息公开申请{'九千亿' * 20}件。",
        "新收政府信息公开申请" + "9" * 5000 + "件。",
    ],
)
def test_an_endless_number_crashes_no_rule_and_is_no_claim(text):
    verdict = judged(text)
    assert verdict.count("crashed") == 0
    assert not {"N-02", "N-05", "N-08"} & {rule for finding in verdict.findings for rule in finding.rules}


def test_the_longest_number_that_counts_is_still_held_to_the_tables():
    longest = "9" * zh.LONGEST_NUMBER
    assert any("N-02" in finding.rules for finding in judged(f"新收政府信息公开申请{longest}件。").findings)
    verdict = judged(f"公开信息由1条增至{longest}亿条，增长0.{'1' * 16}%。")
    assert verdict.count("crashed") == 0
    assert any("N-05" in finding.rules for finding in verdict.findings)


def test_a_numeral_of_any_length_is_read_or_left():
    assert zh.read_numeral("一" * zh.LONGEST_NUMBER) == int("1" * zh.LONGEST_NUMBER)
    assert zh.read_numeral("一" * (zh.LONGEST_NUMBER + 1)) is None
    assert zh.read_numeral("九千亿亿亿") is None
    assert zh.read_numeral("九千亿" * 20) is None
    assert list(zh.amounts(f"{ENDLESS}件")) == []


def test_rounding_takes_as_many_digits_as_it_needs():
    assert zh.round_half_up(Decimal(10) ** 40 / 8, Decimal("0.1")) == Decimal(10) ** 40 / 8
    assert zh.round_half_up(Decimal("2.45"), Decimal("0.1")) == Decimal("2.5")
    assert zh.round_half_up(Decimal("2.5"), Decimal(1)) == 3
