"""Every layout of tests/layouts is read as a person reads it, and the score that says so can tell."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from consistent import consistent_reports
from layouts.paper import Paper, paper_of
from layouts.rendering import Rendered, rendered
from layouts.reports import known_report, older
from layouts.truth import Outcome, Score, first_difference, score
from layouts.variants import VARIANTS, Variant
from report_assistant.intake import read_bytes
from report_assistant.report import ABSENT, BLANK, UNREADABLE, Organ, Paragraph, Remark, Report, given

KNOWN = known_report(0)
# Columns without rules, their labels broken into lines: which words are whose label could only be guessed.
LEFT_UNREAD = {"pdf no rules"}
UNPRINTED = [variant for variant in VARIANTS if not variant.printed]


@cache
def _files() -> Mapping[str, Rendered]:
    return {file.variant.name: file for file in rendered(VARIANTS, [KNOWN])}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_layout_is_read_cell_for_cell_with_its_names_and_texts(variant):
    if variant.name not in _files():
        pytest.skip(f"what prints a {variant.printed} as PDF is not installed")
    file = _files()[variant.name]
    report = read_bytes(file.content, file.file_name)
    found = score(file.paper, report)
    if variant.name in LEFT_UNREAD:
        assert (found.honest, found.told) == (True, ())
        assert found.counts[Outcome.TOLD] > found.counts[Outcome.RIGHT]
        return
    trouble = {kind.value: found.of(kind)[:5] for kind in Outcome if kind is not Outcome.RIGHT and found.of(kind)}
    places = [first_difference(file.paper, report, told[-1]) for told in found.told if told.startswith("section")]
    assert (trouble, found.told, places) == ({}, (), [])


@settings(max_examples=60)
@drawn(consistent_reports(), st.sampled_from(UNPRINTED))
def test_whatever_the_figures_nothing_is_shifted_invented_or_called_blank(figures, variant):
    report = replace(KNOWN, cells=figures.cells)
    read = read_bytes(variant.content(report), f"{variant.name}{variant.suffix}")
    found = score(variant.paper(report), read)
    assert [found.of(kind) for kind in (Outcome.WRONG, Outcome.SILENT_ZERO, Outcome.HOLLOW)] == [[], [], []]


def test_there_are_sixty_layouts_over_six_formats_and_no_name_twice():
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS) >= 60
    suffixes = [variant.suffix for variant in VARIANTS]
    assert all(suffixes.count(suffix) >= 5 for suffix in (".docx", ".html", ".pdf", ".xlsx", ".txt", ".md"))


def test_no_two_layouts_of_a_format_are_the_same_file():
    written: dict[tuple[str, bytes], str] = {}
    same = []
    for variant in VARIANTS:
        first = written.setdefault((variant.suffix, _written(variant, KNOWN)), variant.name)
        same += [(first, variant.name)] if first != variant.name else []
    assert same == []


def _written(variant: Variant, report: Report) -> bytes:
    # A workbook and a Word document carry the hour they were made; what they were made from does not.
    return repr((variant.write, variant.paper(report))).encode()


def test_the_paper_of_an_older_report_shows_what_the_two_forms_share():
    before = older(KNOWN)
    assert (before.form_id, before.year) == ("2019", 2020)
    unpaid = [f"T3:other.{key}:natural" for key in ("uncorrected", "unpaid", "other")]
    assert before.value("T3:other:natural") == sum(KNOWN.value(ref) for ref in unpaid) > 0
    assert before.value("T2:licences:decisions") == KNOWN.value("T2:licences:decisions")
    assert "2020年1月1日" in before.sections["1"][0].text


def _scored(report: Report, paper: Paper | None = None) -> Score:
    return score(paper or paper_of(KNOWN), report)


def test_the_report_itself_is_complete():
    assert _scored(KNOWN).complete
    assert _scored(KNOWN).counts == {Outcome.RIGHT: 200}


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        (given(0), Outcome.SILENT_ZERO),
        (given(7), Outcome.WRONG),
        (BLANK, Outcome.HOLLOW),
        (ABSENT, Outcome.HOLLOW),
        (UNREADABLE, Outcome.TOLD),
    ],
)
def test_a_figure_that_is_not_read_is_seen(cell, outcome):
    found = _scored(KNOWN.with_cells({"T3:new:natural": cell}))
    assert found.of(outcome) == ["T3:new:natural"]
    assert not found.complete
    assert found.honest is (outcome is Outcome.TOLD)


def test_an_absent_cell_is_told_of_by_a_remark_on_its_table_alone():
    absent = KNOWN.with_cells({"T3:new:natural": ABSENT})
    assert _scored(replace(absent, remarks=(Remark("row-missing", "T3", ""),))).honest
    assert not _scored(replace(absent, remarks=(Remark("row-missing", "T2", ""),))).honest


def test_a_nought_where_nothing_stands_is_seen():
    variant = next(variant for variant in VARIANTS if variant.name == "html zeros blank")
    report = known_report(2)
    assert _scored(report, variant.paper(report)).counts[Outcome.SILENT_ZERO] == 200


def test_what_cannot_plainly_be_read_may_be_left_but_not_guessed():
    paper = paper_of(KNOWN).boxes_changed(lambda box: replace(box, firm=False))
    assert _scored(KNOWN.with_cells({"T3:new:natural": BLANK}), paper).complete
    assert not _scored(KNOWN.with_cells({"T3:new:natural": given(7)}), paper).honest


def test_names_and_texts_are_scored():
    section_five = KNOWN.with_section("5", (Paragraph("别的话。"),))
    assert _scored(replace(KNOWN, organ=Organ("样例县教育局"))).told == ("organ 样例县教育局",)
    assert _scored(replace(KNOWN, year=2024)).told == ("year 2024",)
    assert _scored(section_five).told == ("section 5",)
    assert "…别的话" in first_difference(paper_of(KNOWN), section_five, "5")
    assert "form 2019" in _scored(older(KNOWN)).told
