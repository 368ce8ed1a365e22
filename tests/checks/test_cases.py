"""Every rule against its case file in tests/cases: a breach, a near miss, and a "not judged".

A file is named after its rule id and holds [[case]] tables:

    name    what the case shows, in Chinese
    kind    breach | near_miss | not_judged
    cells, readings          edits of the base report (tests/consistent.py `sound_report`)
    absent, blank            lists of address patterns ("T3:*:other") that get this reading
    sections.<n>             paragraphs that replace section n: {text, heading?, supports?, origin?}
    notes, remarks, imprint  as in the report file
    organ_kind, organ_name, year, stage, form     where they matter
    prior                    false = no prior report; or a table of the same edits on `sound_prior`
    others                   tables of the same edits on `sound_prior`: reports of other organs; false = none to be had
    exported                 a table of the same edits on the report itself: the exported document, read back
    says                     for a "not judged": part of why
    finds                    for a breach: one table a finding, every key compared with the finding:
                             cells, severity, section, quote, expected, actual, fix (cell → value, or "none"),
                             says (substring)
"""

import fnmatch
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import NO_OTHERS, Case, Stage, catalogue, check
from report_assistant.report import Cell, Imprint, Note, Origin, Paragraph, Reading, Remark, given

HEADINGS = ["Demands", "Breach", "Sound", "Remedy", "Source"]
FOLDER = Path(__file__).parents[1] / "cases"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}-{case['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
]


def edited(report, edits):
    if edits.get("form") == "2019":
        cells = {
            ref: cell for ref, cell in report.cells.items() if ref.startswith(("T3", "T4")) and ":other." not in ref
        }
        report = replace(report, form_id="2019", cells=cells)
    cells = {ref: given(value) for ref, value in edits.get("cells", {}).items()}
    cells |= {ref: Cell(Reading(reading)) for ref, reading in edits.get("readings", {}).items()}
    for reading in (Reading.ABSENT, Reading.BLANK):
        cells |= {
            ref: Cell(reading) for pattern in edits.get(reading, []) for ref in fnmatch.filter(report.cells, pattern)
        }
    report = report.with_cells(cells)
    for number, paragraphs in edits.get("sections", {}).items():
        report = report.with_section(number, tuple(paragraph(p) for p in paragraphs))
    for number in edits.get("without_sections", []):
        report = replace(report, sections={n: p for n, p in report.sections.items() if n != number})
    organ = replace(
        report.organ,
        kind=edits.get("organ_kind", report.organ.kind),
        name=edits.get("organ_name", report.organ.name),
        short_name=edits.get("short_name", report.organ.short_name),
    )
    return replace(
        report,
        organ=organ,
        year=edits.get("year", report.year),
        notes=tuple(Note(n["id"], n.get("place", ""), n["text"]) for n in edits.get("notes", [])),
        remarks=tuple(Remark(r["code"], r["place"], r.get("message", "")) for r in edits.get("remarks", [])),
        imprint=Imprint(edits.get("imprint", {}).get("title", ""), tuple(edits.get("imprint", {}).get("closing", ()))),
    )


def paragraph(written):
    return Paragraph(
        written["text"],
        written.get("heading"),
        tuple(written.get("supports", ())),
        Origin(written.get("origin", "imported")),
    )


def case_of(written):
    prior, others, exported = written.get("prior", {}), written.get("others", ()), written.get("exported")
    report = edited(sound_report(), written)
    return Case(
        report,
        None if prior is False else edited(sound_prior(), prior),
        Stage(written.get("stage", "import")),
        others=(
            NO_OTHERS if others is False else tuple(edited(sound_prior(), {"short_name": ""} | one) for one in others)
        ),
        exported=None if exported is None else edited(report, exported),
    )


def agrees(finding, wanted):
    seen = {
        "cells": sorted(finding.cells),
        "severity": finding.severity.value,
        "section": finding.section,
        "quote": finding.quote,
        "expected": finding.expected,
        "actual": finding.actual,
        "fix": dict(finding.fix.cells) if finding.fix else "none",
    }
    wanted = dict(wanted)
    says = wanted.pop("says", "")
    if "cells" in wanted:
        wanted["cells"] = sorted(wanted["cells"])
    return says in finding.message and all(seen[key] == value for key, value in wanted.items())


@pytest.mark.parametrize(("rule_id", "written"), CASES)
def test_case(rule_id, written):
    verdict = check(case_of(written), only=[rule_id])
    told = [(finding.message, finding.cells, finding.quote) for finding in verdict.findings]
    if written["kind"] == "breach":
        wanted = written["finds"]
        assert verdict.outcomes[rule_id] == "broken"
        assert len(verdict.findings) == len(wanted), told
        for expected in wanted:
            assert any(agrees(finding, expected) for finding in verdict.findings), (expected, verdict.findings)
    else:
        assert verdict.outcomes[rule_id] == {"near_miss": "held", "not_judged": "not_judged"}[written["kind"]], told
        assert verdict.findings == ()
        assert written.get("says", "") in "；".join(why for _, why in verdict.not_judged)


def test_every_rule_has_a_case_file_with_a_breach_and_a_near_miss():
    kinds = {}
    for parameter in CASES:
        rule_id, written = parameter.values
        kinds.setdefault(rule_id, set()).add(written["kind"])
    assert set(kinds) == set(catalogue())
    assert [rule_id for rule_id, found in kinds.items() if not {"breach", "near_miss"} <= found] == []


def test_the_base_report_breaks_no_rule():
    verdict = check(Case(sound_report(), sound_prior(), Stage.EXPORT))
    assert verdict.findings == ()
    assert verdict.count("crashed") == 0


def test_every_rule_is_documented_under_the_fixed_headings():
    for rule in catalogue().values():
        order = [line.split(":")[0] for line in rule.documentation.splitlines() if line.split(":")[0] in HEADINGS]
        assert order == HEADINGS, rule.id


def test_a_rule_of_two_severities_says_so_in_the_catalogue_and_not_in_its_findings():
    listed = {rule.id: rule.title for rule in catalogue().values() if rule.title != rule.fault}
    assert set(listed) == {"N-02", "N-03", "N-08", "T-01", "T-02", "T2-01", "S-08", "W-03", "Y-01", "Y-02", "Y-03"}
    assert listed["W-03"] == "照抄上年报告或者其他单位的报告；第五部分为错误，其他部分为提醒"
    blank = edited(sound_report(), {"readings": {"T2:fees:amount": "blank"}})
    assert check(Case(blank), only=["T-01"]).findings[0].title == "单元格没有填数"


def test_every_rule_that_can_weigh_otherwise_is_listed_so():
    weighs = {
        finding.rule
        for parameter in CASES
        for finding in check(case_of(parameter.values[1])).findings
        if finding.severity is not catalogue()[finding.rule].severity
    }
    assert weighs == {rule.id for rule in catalogue().values() if rule.title != rule.fault}
