"""A rule on one sentence: the sentence is the whole of a section of an otherwise empty report."""

from report_assistant.checks.finding import Breach
from report_assistant.checks.rule import Case, Rule
from report_assistant.report import Organ, Paragraph, Report

STREET = Organ("样例市青禾街道办事处", "青禾街道", "subdistrict")


def breaches(rule: Rule, text: str, organ: Organ = STREET, section: str = "1", year: int = 2025) -> list[Breach]:
    """What the rule finds; a "not judged" among it fails."""
    report = Report(organ, year, sections={section: (Paragraph(text),)})
    found = list(rule.judge(Case(report)))
    assert all(isinstance(breach, Breach) for breach in found), found
    return found
