"""Judgement: a report and its prior year in, a verdict out.

In: a `Case`. Out: a `Verdict` of findings and of rules that held, broke, could not be judged or crashed.
It must not know who asks, where a report was read from, or any framework: importing it loads none.
The decision a newcomer would otherwise undo: "not judged" and "crashed" never count as "held", and a
rule is one function in one family file, listed nowhere else.
"""

from report_assistant.checks.coverage import coverage, coverage_lines
from report_assistant.checks.decisions import Decisions, answered, decisions, decisions_to_json, finding_named
from report_assistant.checks.finding import Breach, Finding, Fix, Severity, Unjudged, Verdict, verdict_to_json
from report_assistant.checks.rule import NO_OTHERS, Case, Rule, Stage, rule
from report_assistant.checks.run import barring, catalogue, check, let_leave, let_pass, rules_named

__all__ = [
    "NO_OTHERS",
    "Breach",
    "Case",
    "Decisions",
    "Finding",
    "Fix",
    "Rule",
    "Severity",
    "Stage",
    "Unjudged",
    "Verdict",
    "answered",
    "barring",
    "catalogue",
    "check",
    "coverage",
    "coverage_lines",
    "decisions",
    "decisions_to_json",
    "finding_named",
    "let_leave",
    "let_pass",
    "rule",
    "rules_named",
    "verdict_to_json",
]
