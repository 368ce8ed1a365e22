"""Y-01, Y-02, Y-03: this year's report against last year's."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from report_assistant.checks.finding import Breach, Fix, Severity, Unjudged
from report_assistant.checks.reading.reasons import NAMED, on_carrying_over, on_documents, on_succession
from report_assistant.checks.rule import Case, rule
from report_assistant.report import Report, Value
from report_assistant.report.organ import same_organ


@rule(
    "Y-01",
    Severity.ERROR,
    title="上年结转与上年报告的结转下年度不一致；总计一致、只是申请人分类不同的为提醒，正文写明原因的为待确认",
    basis="国办公开办函〔2021〕30号 附件 第三部分第二项、第四项",
    needs={"prior"},
)
def carried_in_matches_prior(case: Case) -> Iterator[Breach | Unjudged]:
    """上年结转等于上年报告的结转下年度继续办理。

    Demands: 表三各列，二、上年结转 = 上年报告表三的四、结转下年度继续办理。
    Breach: 上年结转下年度 2 件，本年上年结转填 3 件。
    Sound: 上年结转下年度 2 件，本年上年结转 2 件。
    Remedy: 按上年报告改正上年结转；上年报告有误、机构合并、申请划转的，在正文或表下写明。只有分类不同的，核对分类。
    Source: 国办公开办函〔2021〕30号 附件第三部分；两项为同一批申请。
    """
    assert case.prior is not None
    carried, unjudged = _carried(case.report, case.prior)
    if unjudged:
        columns = "、".join(f"“{label}”" for label in unjudged)
        yield Unjudged(f"表三{columns}列的上年结转或者上年报告的结转下年度没有可用的数")
    wrong = {ref: pair for ref, pair in carried.items() if pair[0] != pair[1]}
    if wrong:
        yield _carried_breach(case, wrong)


@rule(
    "Y-02",
    Severity.WARNING,
    title="现行有效件数与上年报告推算的不一致；正文写明原因的为待确认",
    basis="国办公开办函〔2021〕30号 附件 第二部分第二十条第（一）项",
    needs={"prior"},
)
def documents_in_force_roll_forward(case: Case) -> Iterator[Breach | Unjudged]:
    """现行有效件数等于上年现行有效加本年制发减本年废止。

    Demands: 规章、行政规范性文件各行，现行有效 = 上年现行有效 + 本年制发 - 本年废止。
    Breach: 上年现行有效 8 件，本年制发 2 件、废止 1 件，现行有效填 8 件。
    Sound: 上年现行有效 8 件，本年制发 2 件、废止 1 件，现行有效 9 件。
    Remedy: 与司法行政部门核对文件目录；因集中清理而变动的，在报告中写明。
    Source: 30号 附件第二部分；两年都用2021年格式时才可推算。
    """
    assert case.prior is not None
    for key in NAMED:
        yield from _rolled_forward(case, case.prior, key)


@rule(
    "Y-03",
    Severity.ERROR,
    title="用来核对的不是本单位上一年度的报告；正文写明合并、更名的为待确认",
    basis="政府信息公开条例第五十条",
    needs={"any_prior"},
)
def prior_is_last_years_own_report(case: Case) -> Iterator[Breach | Unjudged]:
    """用来比较的是同一单位上一年度的报告。

    Demands: 上年报告的年度 = 本年度 - 1，单位相同（全称或简称一致）。
    Breach: 2025年的报告同2023年的、或者同另一街道的报告比较。
    Sound: 2025年的报告同本单位2024年的报告比较。
    Remedy: 换上本单位上一年度的报告；机构合并、更名的，写明情况。
    Source: 政府信息公开条例第五十条；年度报告逐年编制。
    """
    assert case.prior is not None
    if case.prior.year != case.report.year - 1:
        yield Breach(
            message=f"用来核对的是{case.prior.year}年的报告，应是{case.report.year - 1}年的。请换上上一年度的报告。",
            expected=case.report.year - 1,
            actual=case.prior.year,
        )
    if not same_organ(case.report.organ, case.prior.organ):
        said = on_succession(case.report, case.prior.organ)
        advice = (
            f"正文写有“{said}”，请确认上年数据由它而来" if said else "请换上本单位的报告；机构合并、更名的请在正文写明"
        )
        yield Breach(
            message=f"用来核对的是“{case.prior.organ.name}”的报告，不是“{case.report.organ.name}”的。{advice}。",
            expected=case.report.organ.name,
            actual=case.prior.organ.name,
            severity=Severity.ASK if said else None,
        )


def follows(report: Report, prior: Report) -> bool:
    """Whether `prior` is the report of the year before: the same organ's, or of one it says it comes from."""
    if prior.year != report.year - 1:
        return False
    return same_organ(report.organ, prior.organ) or bool(on_succession(report, prior.organ))


def _carried(report: Report, prior: Report) -> tuple[dict[str, tuple[Value, Value]], list[str]]:
    """Each 上年结转 cell with its number and last year's; and the columns without two numbers."""
    pairs: dict[str, tuple[Value, Value]] = {}
    unjudged = []
    for column in report.form.table("T3").blocks[0].columns:
        ref = f"T3:carried_in:{column.key}"
        here, before = report.value(ref), prior.value(f"T3:carried_out:{column.key}")  # both forms have it
        if here is None or before is None:
            unjudged.append(column.label)
        else:
            pairs[ref] = (here, before)
    return pairs, unjudged


def _carried_breach(case: Case, wrong: Mapping[str, tuple[Value, Value]]) -> Breach:
    total = wrong.get("T3:carried_in:total")
    stands = "、".join(
        f"“{case.form.cells[ref].column.label}”{here}（上年报告为 {before}）" for ref, (here, before) in wrong.items()
    )
    breach = Breach(
        message=f"表三“二、上年结转政府信息公开申请数量”与上年报告的结转下年度不一致：{stands}。",
        cells=tuple(wrong),
        section=str(case.form.table("T3").section),
        expected=total[1] if total else "、".join(str(before) for _, before in wrong.values()),
        actual=total[0] if total else "、".join(str(here) for here, _ in wrong.values()),
    )
    if said := on_carrying_over(case.report):
        return _explained(breach, said)
    if not total:
        advice = "总计一致，只是申请人分类不同，请核对分类。"
        return replace(breach, message=breach.message + advice, severity=Severity.WARNING)
    advice = "请按上年报告改正，上年报告有误、机构合并或案件划转的，请在正文写明。"
    fix = Fix({ref: int(before) for ref, (_, before) in wrong.items()}, "likely")
    return replace(breach, message=breach.message + advice, fix=fix)


def _explained(breach: Breach, said: str) -> Breach:
    """The breach as a question: the report gives a reason, which a person has to accept."""
    message = f"{breach.message}正文写有“{said}”，请确认差异由此而来。"
    return replace(breach, message=message, severity=Severity.ASK, fix=None)


def _rolled_forward(case: Case, prior: Report, key: str) -> Iterator[Breach | Unjudged]:
    issued, repealed, in_force = (f"T2:{key}:{column}" for column in ("issued", "repealed", "in_force"))
    if in_force not in case.form.cells or in_force not in prior.form.cells:
        yield Unjudged(f"{prior.form.id}年格式没有现行有效件数，无法推算")
        return
    numbers = prior.value(in_force), *map(case.report.value, (issued, repealed, in_force))
    before, made, ended, now = numbers
    label = case.form.cells[in_force].row.label
    if before is None or made is None or ended is None or now is None:
        yield Unjudged(f"表二“{label}”或者上年报告的现行有效件数没有可用的数")
    elif before + made - ended != now:
        breach = Breach(
            message=f"表二“{label}”现行有效填 {now}；上年现行有效 {before} + 本年制发 {made} - 本年废止 {ended} = "
            f"{before + made - ended}。",
            cells=(issued, repealed, in_force),
            section=str(case.form.table("T2").section),
            expected=before + made - ended,
            actual=now,
        )
        if said := on_documents(case.report, NAMED[key]):
            yield _explained(breach, said)
        else:
            advice = "请核对文件目录，因清理、失效变动的请在正文写明。"
            yield replace(breach, message=breach.message + advice)
