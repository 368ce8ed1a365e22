"""What the assistant says: values in, plain Chinese Markdown out. It decides nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence

from report_assistant.checks import Severity, Verdict, barring
from report_assistant.comparison import Comparison
from report_assistant.official import CellForm, Form
from report_assistant.report import Cell, Proposal, Reading, Report

MOST_FINDINGS = 8
_MOST_CELLS = 12
_READINGS = {
    Reading.ABSENT: "未填",
    Reading.BLANK: "空白",
    Reading.DASH: "“—”",
    Reading.UNREADABLE: "无法辨认",
}
HELP = """可以这样说：
- 填数据：“今年新收申请12件，其中自然人9件”“行政许可36件”“没有复议和诉讼”“新收应该是13件”
- 接上年：“带入上年结转”
- 记情况：“记一下：今年开展培训3次”“问题：解读形式单一”“措施：增加图解”
- 写正文：“起草总体情况”“起草全部”“把第五部分改得具体一些”“再短一点”
- 核对：“检查一下”“和去年比一下”“今年新收多少件”
- 问规定：“信息处理费怎么写”“什么是三安全一稳定”
- 导出：“导出Word”“导出草稿”

数据和正文先记为建议，回复“采纳”（或“采纳1”）才写进报告，“不要”则放弃。"""


def stood(cell: Cell) -> str:
    """What stands in a cell, as it is told to a person."""
    return cell.text if cell.value is not None else _READINGS[cell.reading]


def cells_told(cells: Mapping[str, Cell], report: Report) -> str:
    """One line a cell, `表三“一、本年新收…”的“总计” → 12（原为 空白）`; a whole row of one value is one line."""
    lines, told = [], set[str]()
    for ref, cell in cells.items():
        if ref in told:
            continue
        row = _row_of(ref, report.form)
        if len(row) > 2 and all(cells.get(one) == cell for one in row):
            told |= set(row)
            form = report.form.cells[ref]
            lines.append(f"- {_row_label(form)}整行 {len(row)} 格 → {cell.text}{_rows_before(row, report)}")
        else:
            lines.append(f"- {report.form.cells[ref].label} → {stood(cell)}（原为 {stood(report.cells[ref])}）")
    rest = len(lines) - _MOST_CELLS
    return "\n".join(lines if rest <= 1 else [*lines[:_MOST_CELLS], f"- 另有 {rest} 行，见“建议”"])


def unsettled(cells: Mapping[str, Cell], report: Report) -> str:
    """What the report would still owe with these cells in it: sums that do not come out, parts not yet told."""
    after = report.with_cells(cells)
    lines = []
    for relation in dict.fromkeys(one for ref in cells for one in report.form.relations_of[ref]):
        whole = [after.value(ref) for ref in relation.right]
        parts = [after.value(ref) for ref in relation.left]
        if None in whole or len(relation.right) > 1:
            continue
        total, known = whole[0] or 0, sum(value for value in parts if value is not None)
        label = report.form.cells[relation.right[0]].label
        if None not in parts and known != total:
            off = f"少 {total - known}" if known < total else f"多 {known - total}"
            lines.append(f"- {label}是 {total}，各分项合计 {known}，{off}")
        elif None in parts and known > total:
            lines.append(f"- {label}是 {total}，已填分项合计 {known}，超过了总数")
        elif None in parts and 0 < known < total:
            lines.append(f"- {label}是 {total}，已填分项合计 {known}，其余 {total - known} 还没有说是哪一项")
    return "\n".join(lines[:4])


def proposal_told(proposal: Proposal, report: Report) -> str:
    """A proposal as it is laid on the desk."""
    parts = [f"已记为建议 {proposal.id}："]
    if proposal.cells:
        parts.append(cells_told(proposal.cells, report))
        if owed := unsettled(proposal.cells, report):
            parts.append(f"请留意：\n{owed}")
    if proposal.problems and proposal.narrative is None:
        parts.append(_listed("请核实：", proposal.problems))
    for note in proposal.notes:
        place = report.form.place_label(note.place) if note.place else "未归类"
        parts.append(f"- 情况说明（{place}）：{note.text}")
    if proposal.narrative is not None:
        parts.append(_narrative_told(proposal, report.form))
    return "\n\n".join([*parts, f"回复“采纳{proposal.id}”生效，“不要{proposal.id}”放弃。"])


def findings_told(verdict: Verdict) -> str:
    """The findings, gravest first, at most `MOST_FINDINGS`, with how many more there are."""
    open_ = [one for one in verdict.findings if one.fingerprint not in verdict.waived]
    order = list(Severity)
    open_.sort(key=lambda one: order.index(one.severity))
    crashed = [rule for rule, outcome in verdict.outcomes.items() if outcome == "crashed"]
    lines = [f"- **{one.severity.word}** {one.message}（{one.rule}）" for one in open_[:MOST_FINDINGS]]
    counts = Counter(one.severity for one in open_)
    summary = "、".join(f"{severity.word} {counts[severity]} 条" for severity in order if counts[severity])
    parts = [f"核对完毕，发现问题 {len(open_)} 条：{summary}。" if open_ else "核对完毕，没有发现问题。", *lines]
    if len(open_) > MOST_FINDINGS:
        parts.append(f"- 还有 {len(open_) - MOST_FINDINGS} 条，见“问题”")
    if unjudged := len({rule for rule, _ in verdict.not_judged}):
        parts.append(f"\n另有 {unjudged} 条规则因数据不全没有判断。")
    if crashed:
        parts.append(f"\n规则 {'、'.join(crashed)} 没有运行成功，请勿当作通过。")
    return "\n".join(parts)


def refusal_told(verdict: Verdict) -> str:
    """Why there is no final document yet, reason by reason, and the way to a draft."""
    reasons = barring(verdict)
    lines = [f"- {reason}" for reason in reasons[:MOST_FINDINGS]]
    lines += [f"- 还有 {len(reasons) - MOST_FINDINGS} 条，见“问题”"] if len(reasons) > MOST_FINDINGS else []
    head = f"还不能导出定稿，有 {len(reasons)} 个错误没有处理："
    return "\n".join([head, *lines, "\n请改正，或在“问题”中说明理由。只要草稿请回复“导出草稿”，草稿会醒目标明。"])


def comparison_told(comparison: Comparison, report: Report, prior: Report, section: str | None) -> str:
    """The two years in short: the cells that changed most, and how alike each section is."""
    parts = [f"{report.year} 年与 {prior.year} 年对比："]
    if section is None:
        parts += _cells_compared(comparison, report, prior)
    for change in comparison.sections:
        if section in (None, change.section):
            fates = Counter(pair.fate for pair in change.sentences)
            heading = report.form.section(change.section).heading
            parts.append(
                f"- {heading}：相似度 {change.similarity:.0%}，照抄 {change.copied_share:.0%}；"
                f"相同 {fates['same']} 句、改动 {fates['changed']} 句、"
                f"新增 {fates['added']} 句、删去 {fates['removed']} 句"
            )
    if len(parts) == 1:
        parts.append("- 两年都没有这一部分的文字")
    return "\n".join(parts)


def _cells_compared(comparison: Comparison, report: Report, prior: Report) -> list[str]:
    fates = Counter(change.fate for change in comparison.cells)
    labels = {**prior.form.cells, **report.form.cells}
    changed = sorted(
        (one for one in comparison.cells if one.fate == "changed" and one.delta),
        key=lambda one: abs(float(one.delta or 0)),
        reverse=True,
    )
    lines = [
        f"- 数据：相同 {fates['same']} 格，变化 {fates['changed']} 格，今年新有 {fates['new']} 格，"
        f"今年没有 {fates['gone']} 格，不可比 {fates['not_comparable']} 格"
    ]
    lines += [f"- {labels[one.cell].label}：{one.prior} → {one.current}（{one.delta:+}）" for one in changed[:6]]
    return lines + ([f"- 还有 {len(changed) - 6} 格变化，见“对比”"] if len(changed) > 6 else [])


def _narrative_told(proposal: Proposal, form: Form) -> str:
    narrative = proposal.narrative
    if narrative is None:
        return ""
    lines = [f"**{form.section(narrative.section).heading}**"]
    for paragraph in narrative.paragraphs:
        lines += [f"**{paragraph.heading}**"] if paragraph.heading else []
        lines.append(paragraph.text)
    if narrative.questions:
        lines.append(_listed("还要请您补充或确认（缺的情况文中已标〔待补充〕）：", narrative.questions))
    if proposal.problems:
        lines.append(_listed("这些内容没有找到依据，采纳前请核实：", proposal.problems))
    return "\n\n".join(lines)


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"- {line}" for line in lines)])


def _row_of(ref: str, form: Form) -> tuple[str, ...]:
    table, row, _ = ref.split(":")
    return tuple(one for one in form.cells if one.startswith(f"{table}:{row}:"))


def _row_label(cell: CellForm) -> str:
    return cell.label.rpartition("的“")[0]


def _rows_before(row: Sequence[str], report: Report) -> str:
    before = [f"{report.form.cells[ref].column.label} {stood(report.cells[ref])}" for ref in row if report.value(ref)]
    return f"（原有：{'、'.join(before)}）" if before else ""
