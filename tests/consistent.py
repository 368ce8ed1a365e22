"""Reports that are consistent by construction, for properties and mutants."""

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from report_assistant.official import load_form
from report_assistant.report import Cell, Organ, Paragraph, Report, given

FORM = load_form("2021")
T3_COLUMNS = ("natural", "business", "research", "welfare", "legal", "other")
T3_LEAVES = tuple(
    row.key for row in FORM.table("T3").blocks[0].rows if row.key not in ("new", "carried_in", "total", "carried_out")
)
T4_GROUPS = ("review", "direct", "after_review")
T4_RESULTS = ("upheld", "corrected", "other", "pending")
DRAWS = len(T3_COLUMNS) * (len(T3_LEAVES) + 2) + len(T4_GROUPS) * len(T4_RESULTS)
ORGAN = Organ("样例市青禾街道办事处", "青禾街道", "subdistrict")


def cells_from(numbers: Sequence[int]) -> dict[str, Cell]:
    """All 200 cells from `DRAWS` free numbers: leaves and carries are taken, the rest follows."""
    draw = iter(numbers)
    values: dict[str, int] = {}
    for column in T3_COLUMNS:
        for row in T3_LEAVES:
            values[f"T3:{row}:{column}"] = next(draw)
        settled = sum(values[f"T3:{row}:{column}"] for row in T3_LEAVES)
        carried_out, carried_in = next(draw), next(draw)
        carried_in = min(carried_in, settled + carried_out)
        values |= {
            f"T3:total:{column}": settled,
            f"T3:carried_out:{column}": carried_out,
            f"T3:carried_in:{column}": carried_in,
            f"T3:new:{column}": settled + carried_out - carried_in,
        }
    for row in FORM.table("T3").blocks[0].rows:
        values[f"T3:{row.key}:total"] = sum(values[f"T3:{row.key}:{column}"] for column in T3_COLUMNS)
    for group in T4_GROUPS:
        for result in T4_RESULTS:
            values[f"T4:{group}:{result}"] = next(draw)
        values[f"T4:{group}:total"] = sum(values[f"T4:{group}:{result}"] for result in T4_RESULTS)
    table_two = {ref: 0 for ref in FORM.cells if ref.startswith("T2") and ref not in values}
    table_two |= {"T2:normative:issued": 2, "T2:normative:in_force": 9, "T2:licences:decisions": 36}
    return {ref: given(value) for ref, value in (table_two | values).items()}


OVERVIEW = (
    Paragraph("本报告依据《中华人民共和国政府信息公开条例》编制，统计期限自2025年1月1日至2025年12月31日。"),
    Paragraph("主动公开政府信息工作按要求开展，通过县政府门户网站发布政府信息86条。", "（一）主动公开"),
    Paragraph("依法办理政府信息公开申请，答复均在法定期限内作出。", "（二）依申请公开"),
    Paragraph("明确专人负责信息的审核与动态调整。", "（三）政府信息管理"),
    Paragraph("做好县政府门户网站街道栏目的日常维护。", "（四）政府信息公开平台建设"),
    Paragraph("年内接受上级考核一次，社会评议良好，未发生责任追究。", "（五）监督保障"),
)
PROBLEMS = (
    Paragraph("存在的主要问题：公开内容的可读性还不够强，解读形式比较单一。"),
    Paragraph("改进情况：已由业务股室轮流撰写解读稿件、增加图表解读，并建立公开内容的会商制度，下一步继续完善。"),
)
OTHER = (Paragraph("本年度未发出收费通知，未收取信息处理费。"),)


def report_with(cells: dict[str, Cell], year: int = 2025) -> Report:
    """A sound report around these cells; who did not pay had been sent a notice."""
    unpaid = cells["T3:other.unpaid:total"].value
    other = (Paragraph(f"全年发出信息处理费收费通知{unpaid}件，均逾期未缴，未收取信息处理费。"),) if unpaid else OTHER
    return Report(ORGAN, year, cells=cells, sections={"1": OVERVIEW, "5": PROBLEMS, "6": other})


def random_report(seed: int) -> Report:
    """A sound report with sparse realistic figures; the same seed gives the same report."""
    chance = random.Random(seed)
    return report_with(cells_from([chance.choice((0, 0, 0, 1, 2, 5, chance.randrange(120))) for _ in range(DRAWS)]))


def consistent_reports() -> st.SearchStrategy[Report]:
    """Hypothesis: sound reports, built and never filtered."""
    return st.lists(st.integers(0, 60), min_size=DRAWS, max_size=DRAWS).map(cells_from).map(report_with)


def sound_report() -> Report:
    """The base of the case files, FY2025: 新收 12（自然人 9、商业企业 3），结转 2 → 总计 13，结转下年度 1."""
    values = dict.fromkeys(FORM.cells, 0) | {
        "T2:normative:issued": 2,
        "T2:normative:repealed": 1,
        "T2:normative:in_force": 9,
        "T2:licences:decisions": 36,
        "T2:penalties:decisions": 4,
        "T3:new:natural": 9,
        "T3:new:business": 3,
        "T3:carried_in:natural": 2,
        "T3:granted:natural": 6,
        "T3:granted:business": 2,
        "T3:partial:natural": 1,
        "T3:denied.third_party:business": 1,
        "T3:unable.not_held:natural": 3,
        "T3:total:natural": 10,
        "T3:total:business": 3,
        "T3:carried_out:natural": 1,
        "T4:review:upheld": 1,
        "T4:review:total": 1,
    }
    for row in FORM.table("T3").blocks[0].rows:
        values[f"T3:{row.key}:total"] = sum(values[f"T3:{row.key}:{column}"] for column in T3_COLUMNS)
    return report_with({ref: given(value) for ref, value in values.items()})


def sound_prior() -> Report:
    """Last year's report of the same office: its 结转下年度 and 现行有效 lead to `sound_report`."""
    values = dict.fromkeys(FORM.cells, 0) | {
        "T2:normative:in_force": 8,
        "T2:licences:decisions": 31,
        "T3:new:natural": 7,
        "T3:granted:natural": 5,
        "T3:total:natural": 5,
        "T3:carried_out:natural": 2,
    }
    for row in ("new", "granted", "total", "carried_out"):
        values[f"T3:{row}:total"] = values[f"T3:{row}:natural"]
    problems = Paragraph("上一年度的主要问题是政策解读数量偏少，改进措施是安排业务股室轮流撰写解读稿件。")
    overview = Paragraph("本报告所列数据的统计期限自2024年1月1日至2024年12月31日。")
    other = Paragraph("全年没有发出收费通知，也没有收取信息处理费。")
    cells = {ref: given(value) for ref, value in values.items()}
    return Report(ORGAN, 2024, cells=cells, sections={"1": (overview,), "5": (problems,), "6": (other,)})
