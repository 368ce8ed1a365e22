"""T3-01, T3-02, T3-03, T4-01: the relations the form prints, judged as data says them."""

from collections.abc import Iterator

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.rule import Case, rule
from report_assistant.official import Form, Relation
from report_assistant.report import Value

_BASIS_T3 = "国办公开办函〔2021〕30号 附件 第三部分"
_BASIS_T4 = "国办公开办函〔2021〕30号 附件 第四部分"


@rule("T3-01", Severity.ERROR, title="表三新收加结转不等于办理结果加结转下年度", basis=_BASIS_T3)
def received_equals_settled_and_carried_out(case: Case) -> Iterator[Breach | Unjudged]:
    """新收与上年结转之和等于办理结果总计与结转下年度之和。

    Demands: 表三每一列，一 + 二 = 三（七）+ 四。
    Breach: 新收 12、结转 2，而总计 12、结转下年度 1。
    Sound: 新收 12、结转 2，总计 13、结转下年度 1。
    Remedy: 按办理台账核对该列四个数，改正其中填错的一个。
    Source: 国办公开办函〔2021〕30号 附件第三部分表头。
    """
    yield from _judge("T3-01", case)


@rule("T3-02", Severity.ERROR, title="表三（七）总计不等于各办理结果之和", basis=_BASIS_T3)
def outcomes_add_up(case: Case) -> Iterator[Breach | Unjudged]:
    """（七）总计等于（一）至（六）各小项之和。

    Demands: 表三每一列，（七）总计 = 各办理结果小项之和。
    Breach: 予以公开 5、部分公开 1，其余为 0，而总计 7。
    Sound: 予以公开 5、部分公开 1，其余为 0，总计 6。
    Remedy: 核对该列各小项，或把（七）总计改为各小项之和。
    Source: 国办公开办函〔2021〕30号 附件第三部分（七）总计。
    """
    yield from _judge("T3-02", case)


@rule("T3-03", Severity.ERROR, title="表三“总计”列不等于各类申请人之和", basis=_BASIS_T3)
def applicants_add_up(case: Case) -> Iterator[Breach | Unjudged]:
    """每一行的总计等于六类申请人之和。

    Demands: 表三每一行，自然人与五类法人或其他组织之和 = 总计。
    Breach: 自然人 9、商业企业 3，其余为 0，而总计 11。
    Sound: 自然人 9、商业企业 3，其余为 0，总计 12。
    Remedy: 核对该行各类申请人数，或把总计改为六列之和。
    Source: 国办公开办函〔2021〕30号 附件第三部分“总计”列。
    """
    yield from _judge("T3-03", case)


@rule("T4-01", Severity.ERROR, title="表四总计不等于四种结果之和", basis=_BASIS_T4)
def review_results_add_up(case: Case) -> Iterator[Breach | Unjudged]:
    """每一组的总计等于维持、纠正、其他、尚未审结之和。

    Demands: 行政复议、未经复议直接起诉、复议后起诉三组各自的四种结果之和 = 总计。
    Breach: 行政复议结果维持 1、结果纠正 1，总计 1。
    Sound: 行政复议结果维持 1、结果纠正 1，总计 2。
    Remedy: 按案件台账核对该组五个数。
    Source: 国办公开办函〔2021〕30号 附件第四部分。
    """
    yield from _judge("T4-01", case)


def _judge(rule_id: str, case: Case) -> Iterator[Breach | Unjudged]:
    cells, unjudged = case.report.cells, []
    for relation in [relation for relation in case.form.relations if relation.rule == rule_id]:
        left, right = (
            [value for ref in side if (value := cells[ref].value) is not None]
            for side in (relation.left, relation.right)
        )
        if len(left) < len(relation.left) or len(right) < len(relation.right):
            unjudged.append((relation, [ref for ref in relation.cells if cells[ref].value is None]))
        elif (one := sum(left)) != (other := sum(right)):
            yield _breach(case.form, relation, one, other)
    if unjudged:
        yield _cannot_judge(case.form, unjudged)


def _breach(form: Form, relation: Relation, left: Value, right: Value) -> Breach:
    line = line_label(form, relation)
    return Breach(
        message=f"{line}：{relation.words}，左边为 {left}，右边为 {right}，相差 {abs(left - right)}。请核对后改正。",
        cells=relation.cells,
        section=str(form.table(relation.place[:2]).section),
        expected=left,
        actual=right,
        basis=relation.basis,
    )


def in_brief(message: str) -> str:
    """The message of such a breach without the words of the relation and the advice."""
    line, _, told = message.partition("：")
    return f"{line}左边为{told.partition('左边为')[2].removesuffix('。请核对后改正。')}"


def _cannot_judge(form: Form, unjudged: list[tuple[Relation, list[str]]]) -> Unjudged:
    lines = [line_label(form, relation) for relation, _ in unjudged]
    named = "、".join(lines[:3]) + (f"等 {len(lines)} 处" if len(lines) > 3 else "")
    cells = {ref for _, missing in unjudged for ref in missing}
    return Unjudged(f"{named}有 {len(cells)} 个单元格没有可用的数，无法核对")


def line_label(form: Form, relation: Relation) -> str:
    """The column or row a relation speaks of, e.g. ``表三“自然人”列``."""
    table = form.table(relation.place[:2])
    cell = form.cells[relation.left[0]]
    if ":*:" in relation.place:
        return f"{table.name}“{cell.column.label}”列"
    return f"{table.name}“{cell.row.label}”{'组' if table.id == 'T4' else '行'}"
