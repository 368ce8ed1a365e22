"""Two years of one organ as they come in life: sparse tables that follow from single applications, and a narrative.

The tables are counted, never drawn: each application has an applicant, comes in or is carried in, and ends
in one outcome or is carried out; what last year carries out comes in again this year. Shares of applicants
and outcomes are those usual for street offices and county departments (nine in ten cells are 0).

What the narrative tells, no more: 新收 and how many of them came from natural persons, 上年结转, 办结, each of
予以公开 and 部分公开 that is not 0, of 不予公开, 无法提供, 不予处理, 其他处理 that are not 0 the sum of the whole
group only (never its single rows), 结转下年度, and the number of reviews and lawsuits. No applicant beside
natural persons is named, no outcome is split by applicant, and nothing is said of how a review ended.
"""

import random
from collections import Counter

from consistent import DRAWS, OVERVIEW, T3_COLUMNS, T4_GROUPS, cells_from, report_with, sound_prior
from report_assistant.official import load_form
from report_assistant.report import Cell, Paragraph, Report, given

FORM = load_form("2021")
APPLICANTS = {"natural": 80, "business": 12, "research": 1, "welfare": 1, "legal": 4, "other": 2}
OUTCOMES = {
    "granted": 38, "partial": 8, "denied.secret": 0.3, "denied.law": 1, "denied.safety": 0.5, "denied.third_party": 3,
    "denied.internal": 3, "denied.process": 2, "denied.case_file": 2, "denied.query": 3, "unable.not_held": 24,
    "unable.to_create": 2, "unable.unclear": 1, "refused.petition": 4, "refused.repeat": 3,
    "refused.publication": 0.5, "refused.excessive": 0.5, "refused.reissue": 0.5, "other.uncorrected": 2,
    "other.unpaid": 0.2, "other.other": 2,
}  # fmt: skip
ENDS = {"upheld": 6, "corrected": 2, "other": 2, "pending": 1}
GROUPS = {"granted": "予以公开", "partial": "部分公开", "denied.": "不予公开", "unable.": "无法提供",
          "refused.": "不予处理", "other.": "其他处理"}  # fmt: skip


def two_years(seed: int) -> tuple[Report, Report]:
    """This year's report and last year's, sound by themselves and together; the same seed gives the same two."""
    chance = random.Random(seed)
    size = chance.choice((6, 12, 25, 60, 140))
    before = counted(chance, size, Counter({"natural": chance.randrange(3)}))
    carried = Counter({column: before[f"T3:carried_out:{column}"] for column in T3_COLUMNS})
    now = counted(chance, round(size * chance.uniform(0.7, 1.4)), carried)
    documents = chance.randrange(20)
    issued, repealed = chance.randrange(4), chance.randrange(min(2, documents + 1))
    licences = chance.randrange(300)
    before |= {
        "T2:normative:in_force": documents,
        "T2:licences:decisions": round(licences * chance.uniform(0.7, 1.4)),
    }
    now |= {
        "T2:normative:issued": issued,
        "T2:normative:repealed": repealed,
        "T2:normative:in_force": documents + issued - repealed,
        "T2:licences:decisions": licences,
    }
    return told(now), sound_prior().with_cells(all_cells(before))


def dense_report(seed: int) -> Report:
    """A sound report without a 0 in tables three and four."""
    chance = random.Random(seed)
    return report_with(cells_from([chance.randrange(1, 120) for _ in range(DRAWS)]))


def counted(chance: random.Random, size: int, carried: Counter[str]) -> Counter[str]:
    """All cells of tables three and four, counted from single applications and cases."""
    cells: Counter[str] = Counter()
    applications = [("carried_in", column) for column, count in carried.items() for _ in range(count)]
    applications += [("new", column) for column in drawn(chance, APPLICANTS, size)]
    for origin, column in applications:
        late = chance.random() < (0.02 if origin == "carried_in" else 0.06)
        (outcome,) = ("carried_out",) if late else drawn(chance, OUTCOMES, 1)
        for row in (origin, outcome, *(() if late else ("total",))):
            cells[f"T3:{row}:{column}"] += 1
            cells[f"T3:{row}:total"] += 1
    for group, share in zip(T4_GROUPS, (0.05, 0.03, 0.01), strict=True):
        for _ in range(sum(chance.random() < share for _ in range(size))):
            cells[f"T4:{group}:{drawn(chance, ENDS, 1)[0]}"] += 1
            cells[f"T4:{group}:total"] += 1
    return cells


def drawn(chance: random.Random, weights: dict[str, float], times: int) -> list[str]:
    return chance.choices(list(weights), list(weights.values()), k=times)


def all_cells(counts: Counter[str]) -> dict[str, Cell]:
    """Every cell of the form; what was not counted is 0."""
    return {ref: given(counts[ref]) for ref in FORM.cells}


def told(counts: Counter[str]) -> Report:
    """This year's report: these cells, and in section one the paragraph that speaks of them."""
    report = report_with(all_cells(counts))
    paragraphs = [Paragraph(narrative(counts), p.heading) if p.heading == "（二）依申请公开" else p for p in OVERVIEW]
    return report.with_section("1", tuple(paragraphs))


def narrative(counts: Counter[str]) -> str:
    """The paragraph 依申请公开."""
    new, natural, carried = (counts[f"T3:{ref}"] for ref in ("new:total", "new:natural", "carried_in:total"))
    came = f"本年新收政府信息公开申请{new}件，其中自然人申请{natural}件；上年结转{carried}件。"
    ended = [f"{words}{count}件" for key, words in GROUPS.items() if (count := of_group(counts, key))]
    done = f"办结政府信息公开申请{counts['T3:total:total']}件" + (f"，其中{'、'.join(ended)}" if ended else "")
    left = f"结转下年度继续办理{counts['T3:carried_out:total']}件"
    review = counts["T4:review:total"]
    suits = counts["T4:direct:total"] + counts["T4:after_review:total"]
    return f"{came}{done}；{left}。行政复议{review}件，行政诉讼{suits}件。"


def of_group(counts: Counter[str], key: str) -> int:
    """The total of a row, or of all rows of a group."""
    return sum(count for ref, count in counts.items() if ref.startswith(f"T3:{key}") and ref.endswith(":total"))
