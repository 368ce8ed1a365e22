"""Mutants of sound reports: every mistake of a kind that happens is caught by the family that must catch it."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from consistent import FORM, OVERVIEW, T3_COLUMNS, random_report, sound_prior
from report_assistant.checks import Case, Stage, catalogue, check
from report_assistant.report import ABSENT, BLANK, DASH, UNREADABLE, Cell, Paragraph, Remark, given

SEEDS = (11, 12)
ARITHMETIC = {"T3": {"T3-01", "T3-02", "T3-03"}, "T4": {"T4-01"}}
COUNTED = [ref for ref in FORM.cells if ref[:2] in ARITHMETIC]
ROWS = [row.key for row in FORM.table("T3").blocks[0].rows]
COLUMNS = [*T3_COLUMNS, "total"]
PASSAGE = "每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访办理结果。"


WATCHED = [f"T3:{row}:total" for row in ("new", "total")] + [f"T4:{row}:total" for row in ("review", "direct")]
WATCHED += ["T4:after_review:total", *(f"T2:{row}:decisions" for row in ("licences", "penalties", "compulsion"))]


def case_of(seed):
    """A sound report, the year before that leads to it, and the document it is exported to."""
    report = random_report(seed)
    cells = {f"T3:carried_out:{column}": report.cells[f"T3:carried_in:{column}"] for column in COLUMNS}
    cells |= {ref: report.cells[ref] for ref in WATCHED}
    for row in ("regulations", "normative"):
        now, made, ended = (report.value(f"T2:{row}:{column}") for column in ("in_force", "issued", "repealed"))
        cells[f"T2:{row}:in_force"] = given(now - made + ended)
    return Case(report, sound_prior().with_cells(cells), Stage.EXPORT, others=(), exported=report)


CASES = {seed: case_of(seed) for seed in SEEDS}


def caught(case, only=()):
    return {rule for finding in check(case, only=only).findings for rule in finding.rules}


def mutant(case, report):
    """The case with another report, exported as it is."""
    return replace(case, report=report, exported=report)


def with_cells(case, cells):
    written = {ref: value if isinstance(value, Cell) else given(value) for ref, value in cells.items()}
    return mutant(case, case.report.with_cells(written))


def exchanged(case, pairs):
    """The case with the cells of each pair of addresses exchanged."""
    cells = case.report.cells
    return with_cells(case, {a: cells[b] for pair in pairs for a, b in (pair, pair[::-1])})


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sound_report_breaks_nothing(seed):
    verdict = check(CASES[seed])
    assert verdict.findings == ()
    assert set(verdict.outcomes.values()) == {"held"}


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_of_tables_three_and_four_off_by_one_is_caught(seed, by):
    case, seen = CASES[seed], 0
    for ref in COUNTED:
        wrong = case.report.value(ref) + by
        rules = caught(with_cells(case, {ref: wrong}), only=[*ARITHMETIC[ref[:2]], "T-02"])
        assert rules & ARITHMETIC[ref[:2]], ref
        assert ("T-02" in rules) == (wrong < 0), ref
        seen += 1
    assert seen == 175 + 15


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_of_neighbours_exchanged_is_caught(seed):
    case, seen = CASES[seed], 0
    beside = [(f"T3:{row}:{a}", f"T3:{row}:{b}") for row in ROWS for a, b in pairwise(COLUMNS)]
    below = [(f"T3:{a}:{column}", f"T3:{b}:{column}") for column in COLUMNS for a, b in pairwise(ROWS)]
    for one, other in beside + below:
        if case.report.value(one) != case.report.value(other):
            assert caught(exchanged(case, [(one, other)]), only=ARITHMETIC["T3"]), (one, other)
            seen += 1
    assert seen > 150


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_shifted_by_one_cell_is_caught(seed):
    case, seen = CASES[seed], 0
    for row in ROWS:
        refs = [f"T3:{row}:{column}" for column in COLUMNS]
        values = [case.report.value(ref) for ref in refs]
        shifted = [*values[1:], 0]
        if shifted != values:
            assert caught(with_cells(case, dict(zip(refs, shifted, strict=True))), only=ARITHMETIC["T3"]), row
            seen += 1
    assert seen > 20


def test_two_columns_exchanged_keep_every_sum_and_are_caught_by_last_year():
    case, seen = CASES[11], 0
    for a, b in [(a, b) for a in T3_COLUMNS for b in T3_COLUMNS if a < b]:
        swapped = exchanged(case, [(f"T3:{row}:{a}", f"T3:{row}:{b}") for row in ROWS])
        if case.report.value(f"T3:carried_in:{a}") != case.report.value(f"T3:carried_in:{b}"):
            assert caught(swapped) == {"Y-01"}, (a, b)
            seen += 1
        else:
            assert caught(swapped) == set()
    assert seen >= 5


def test_what_came_in_exchanged_with_what_was_new_keeps_every_sum_and_is_caught_by_last_year():
    case = CASES[11]
    swapped = exchanged(case, [(f"T3:new:{column}", f"T3:carried_in:{column}") for column in COLUMNS])
    assert caught(swapped) == {"Y-01", "Y-04"}  # what was new is a third of last year's, too


def section(case, number, *paragraphs):
    return mutant(case, case.report.with_section(number, tuple(paragraphs)))


def without(case, number):
    kept = {n: paragraphs for n, paragraphs in case.report.sections.items() if n != number}
    return mutant(case, replace(case.report, sections=kept))


def remarked(case, code, place):
    return replace(case, report=replace(case.report, remarks=(Remark(code, place, ""),)))


def exported_with(case, cells):
    return replace(case, exported=case.exported.with_cells(cells))


def overview(case, *paragraphs, without=None):
    """Section one with these sub-topics for those of the same heading, and without one."""
    told = {paragraph.heading: paragraph for paragraph in paragraphs}
    return section(
        case, "1", *(told.get(p.heading, p) for p in OVERVIEW if without is None or p is not OVERVIEW[without])
    )


def prior_with(case, **changes):
    return replace(case, prior=replace(case.prior, **changes))


def said_twice(case):
    supervision = Paragraph(f"{OVERVIEW[5].text}{PASSAGE}", OVERVIEW[5].heading)
    return section(overview(case, supervision), "5", Paragraph(f"主要问题是解读偏少。{PASSAGE}"))


def copied(case):
    former = case.prior.with_section("5", (Paragraph(f"2024年的问题是解读偏少。{PASSAGE}"),))
    return replace(section(case, "5", Paragraph(f"2025年的问题是解读偏少。{PASSAGE}")), prior=former)


def lacking(refs, reading):
    return lambda case: with_cells(case, dict.fromkeys(refs, reading))


def of_table(table_id, *, row=None, column=None):
    return [
        ref for _, r, c, ref in FORM.table(table_id).addresses() if row in (None, r.key) and column in (None, c.key)
    ]


def no_documents(case):
    return {**case.prior.cells, "T2:normative:in_force": given(0), "T2:licences:decisions": given(9)}


# What was done to the report → the rules that must catch it, and no others that judge figures or prose alone.
MUTANTS = {
    "a column of table three dropped": (lacking(of_table("T3", column="welfare"), ABSENT), {"S-02", "T-01"}),
    "a row of table three dropped": (lacking(of_table("T3", row="denied.query"), ABSENT), {"S-02", "T-01"}),
    "a group of table four dropped": (lacking(of_table("T4", row="direct"), ABSENT), {"S-02", "T-01"}),
    "one cell of table four dropped": (lacking(["T4:review:pending"], ABSENT), {"S-02", "T-01"}),
    "table two dropped": (lacking(of_table("T2"), ABSENT), {"S-02", "T-01"}),
    "a block of table two dropped": (lacking(["T2:licences:decisions"], ABSENT), {"S-02", "T-01"}),
    "a cell blank": (lacking(["T3:partial:legal"], BLANK), {"T-01"}),
    "a cell with a dash": (lacking(["T2:fees:amount"], DASH), {"T-01"}),
    "a cell that cannot be read": (lacking(["T4:review:other"], UNREADABLE), {"T-01"}),
    "a label altered": (lambda c: remarked(c, "label-altered", "T3"), {"S-02"}),
    "a count below nought": (lambda c: with_cells(c, {"T2:penalties:decisions": -4}), {"T-02"}),
    "half a case": (lambda c: with_cells(c, {"T2:licences:decisions": Decimal("36.5")}), {"T-02"}),
    "a unit in a cell": (lambda c: remarked(c, "unit-in-cell", "T2:licences:decisions"), {"T-02"}),
    "fees in 元": (
        lambda c: replace(
            with_cells(c, {"T2:fees:amount": Decimal(251000)}),
            prior=c.prior.with_cells({"T2:fees:amount": given(Decimal("24.6"))}),
        ),
        {"T-02"},
    ),
    "regulations of a street office": (lambda c: with_cells(c, {"T2:regulations:repealed": 1}), {"T2-01", "Y-02"}),
    "one document too many in force": (lambda c: with_cells(c, {"T2:normative:in_force": 10}), {"Y-02"}),
    "one document too few issued": (lambda c: with_cells(c, {"T2:normative:issued": 1}), {"Y-02"}),
    "one repeal forgotten": (lambda c: with_cells(c, {"T2:normative:repealed": 1}), {"Y-02"}),
    "one application more carried in, and settled": (
        lambda c: with_cells(
            c,
            {
                ref: c.report.value(ref) + 1
                for row in ("carried_in", "granted", "total")
                for ref in (f"T3:{row}:natural", f"T3:{row}:total")
            },
        ),
        {"Y-01"},
    ),
    "the report of two years ago": (lambda c: prior_with(c, year=2023), {"Y-03"}),
    "another office's report": (
        lambda c: prior_with(c, organ=replace(c.prior.organ, name="样例市白水街道办事处", short_name="")),
        {"Y-03"},
    ),
    "a heading altered": (lambda c: remarked(c, "heading-altered", "4"), {"S-01"}),
    "the title of another year": (lambda c: remarked(c, "title-year-disagrees", "title"), {"S-07"}),
    "section one gone": (lambda c: without(c, "1"), {"S-01"}),
    "section five gone": (lambda c: without(c, "5"), {"S-01"}),
    "section six gone": (lambda c: without(c, "6"), {"S-01", "F-01"}),
    "section five nil": (lambda c: section(c, "5", Paragraph("无。")), {"S-06"}),
    "section six nil": (lambda c: section(c, "6", Paragraph("无。")), {"F-01", "F-02"}),
    "a number left out": (lambda c: section(c, "6", Paragraph("发出信息处理费收费通知999件，共收取XX元。")), {"W-01"}),
    "licences tripled": (lambda c: with_cells(c, {"T2:licences:decisions": 108}), {"Y-04"}),
    "licences all gone": (
        lambda c: with_cells(c, {"T2:licences:decisions": 0, "T2:penalties:decisions": 5}),
        {"Y-04"},
    ),
    "more documents issued than in force": (
        lambda c: with_cells(c, {"T2:normative:issued": 12}),
        {"T2-03", "Y-02"},
    ),
    "table two empty": (
        lambda c: prior_with(with_cells(c, dict.fromkeys(of_table("T2"), 0)), cells=no_documents(c)),
        {"T2-02"},
    ),
    "a fee without an entry": (
        lambda c: section(c, "6", Paragraph("本年度收取信息处理费500元。")),
        {"F-02"},
    ),
    "a cell exported wrong": (
        lambda c: exported_with(c, {"T3:new:natural": given(c.report.value("T3:new:natural") + 1)}),
        {"X-01"},
    ),
    "a blank exported as nought": (
        lambda c: replace(with_cells(c, {"T3:partial:legal": BLANK}), exported=c.exported),
        {"T-01", "X-01"},
    ),
    "a sub-topic gone": (lambda c: overview(c, without=3), {"S-03"}),
    "supervision gone": (lambda c: overview(c, without=5), {"S-03", "S-08"}),
    "the opening gone": (lambda c: overview(c, without=0), {"S-04"}),
    "accountability not told": (
        lambda c: overview(c, Paragraph("年内接受上级考核一次，社会评议良好。", OVERVIEW[5].heading)),
        {"S-08"},
    ),
    "a colon behind a heading": (
        lambda c: section(c, "1", *(replace(p, heading=p.heading and f"{p.heading}：") for p in OVERVIEW)),
        {"S-05"},
    ),
    "applications told under proactive disclosure": (
        lambda c: overview(c, Paragraph(f"{OVERVIEW[1].text}本年度收到信息公开申请3件。", OVERVIEW[1].heading)),
        {"S-03"},
    ),
    "no figure under proactive disclosure": (
        lambda c: overview(c, Paragraph("及时公开政府信息。", OVERVIEW[1].heading)),
        {"W-10"},
    ),
    "the title without an organ": (
        lambda c: replace(remarked(c, "title-organ-missing", "title"), stage=Stage.IMPORT),
        {"S-07"},
    ),
    "section five without a problem": (
        lambda c: section(
            c, "5", Paragraph("暂无明显问题，将继续努力，进一步做好政府信息公开各项工作，提高工作水平。")
        ),
        {"S-06"},
    ),
    "a passage said twice": (said_twice, {"W-02"}),
    "section five of last year": (copied, {"W-03"}),
}
FAMILIES = (
    "S-",
    "T",
    "Y-",
    "W-01",
    "W-02",
    "W-03",
    "W-10",
    "F-",
    "X-",
)  # other rules judge prose by sentences of their own


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught_by_its_family_and_by_no_other(name):
    mutate, rules = MUTANTS[name]
    assert caught(mutate(CASES[12]), only=[rule for rule in catalogue() if rule.startswith(FAMILIES)]) == rules


def test_every_rule_of_figures_years_structure_and_wording_catches_a_mutant():
    told = set().union(*(rules for _, rules in MUTANTS.values()), *ARITHMETIC.values())
    assert {rule for rule in catalogue() if rule.startswith(FAMILIES)} <= told
