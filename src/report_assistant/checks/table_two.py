"""T2-01, T2-02, T2-03: what table two can say, and what somebody should confirm."""

import re
from collections.abc import Iterator, Mapping

from report_assistant.checks.finding import Breach, Fix, Severity, Unjudged
from report_assistant.checks.reading.reasons import NAMED, on_documents
from report_assistant.checks.rule import Case, rule
from report_assistant.report import Organ, Origin, Report, Value
from report_assistant.report.report import OrganKind

_RULE_MAKING: Mapping[OrganKind, Severity | None] = {
    "subdistrict": Severity.ERROR,
    "township": Severity.ERROR,
    "county": Severity.ERROR,
    "city": None,  # a city with districts makes rules; a county-level city bears the same name
    "province": None,
    "department": Severity.ASK,  # those of the State Council make rules, those below do not
    "other": Severity.ASK,
}
# A city named under another city, a prefecture or a league has no districts of its own.
_COUNTY_LEVEL_CITY = re.compile(r".{2,}(?:市|自治州|地区|盟).{1,8}市(?:人民政府|政府)?")
# The three kinds of decisions, denied in one sentence: 未作出行政许可、行政处罚、行政强制决定.
_NO_DECISIONS = re.compile("未|没有|无|均为0|均为零")
_DECISIONS = ("许可", "处罚", "强制")
_BY_HAND = (Origin.TYPED, Origin.IMPORTED)


@rule(
    "T2-01",
    Severity.ERROR,
    title="没有规章制定权的机关填了规章；部门和其他机关为待确认",
    basis="立法法关于规章制定权的规定；国办公开办函〔2021〕30号 附件 第二部分",
)
def regulations_only_where_they_can_be_made(case: Case) -> Iterator[Breach | Unjudged]:
    """规章一行只有有规章制定权的机关才不为 0。

    Demands: 街道、乡镇、县级及以下机关（包括县级市）的规章制发、废止、现行有效都是 0。
    Breach: 街道办事处的规章制发 1 件、现行有效 1 件。
    Sound: 规章各项为 0，街道印发的文件计入行政规范性文件。
    Remedy: 规章填 0；如属行政规范性文件，改计入下一行。
    Source: 立法法关于规章制定主体的规定；30号 附件第二部分。
    """
    severity = _rule_making(case.report.organ)
    if severity is None:
        return
    refs = [ref for ref in case.form.cells if ref.startswith("T2:regulations:")]
    values = {ref: value for ref in refs if (value := case.report.value(ref)) is not None}
    missing = [case.form.cells[ref].column.label for ref in refs if ref not in values]
    wrong = {ref: value for ref, value in values.items() if value != 0}
    if wrong:
        yield _regulations(case, wrong, severity)
    if missing:
        yield Unjudged(f"表二“规章”的{'、'.join(missing)}没有可用的数，无法核对")


@rule(
    "T2-02",
    Severity.ASK,
    title="表二全部为 0，请确认",
    basis="国办公开办函〔2021〕30号 附件 第二部分；许可、处罚、强制决定不论是否公开都应计入",
)
def an_empty_table_two_is_confirmed(case: Case) -> Iterator[Breach | Unjudged]:
    """表二全部为 0 时，有人核实过。

    Demands: 表二各格全是 0 的，向执法、许可部门核实；正文写明未作出许可、处罚、强制决定的，视为已核实。
    Breach: 表二十格全为 0，正文没有提到。
    Sound: 至少一格不为 0；或者正文写明“全年未作出行政许可、行政处罚、行政强制决定”。
    Remedy: 核实无误的，在此确认或者在正文写明；漏填的补填。
    Source: 30号 附件第二部分；承担许可、处罚职责的街道和乡镇并不少见。
    """
    refs = [ref for *_, ref in case.form.table("T2").addresses()]
    values = [case.report.value(ref) for ref in refs]
    if any(values):
        return
    if None in values:
        yield Unjudged(f"表二有 {values.count(None)} 格没有可用的数")
    elif not _denies_decisions(case.report):
        yield Breach(
            message=f"表二 {len(refs)} 格全部为 0。"
            "请向承担许可、处罚、强制和收费的科室核实：确实没有的请确认，漏填的请补填。",
            cells=tuple(refs),
            section=str(case.form.table("T2").section),
        )


@rule(
    "T2-03",
    Severity.WARNING,
    title="本年制发件数多于现行有效件数，没有说明",
    basis="国办公开办函〔2021〕30号 附件 第二部分第二十条第（一）项",
)
def what_was_issued_is_in_force(case: Case) -> Iterator[Breach | Unjudged]:
    """本年制发的文件，除去废止的，都在现行有效件数里。

    Demands: 现行有效件数不少于本年制发减本年废止；因清理、失效、到期而少的，正文写明。
    Breach: 本年制发 5 件，废止 0 件，现行有效 2 件，正文没有说明。
    Sound: 制发 5 件、废止 4 件、现行有效 2 件；或者正文写明“到期失效3件”。
    Remedy: 核对文件目录，改正填错的数；确有其事的，写明原因。
    Source: 30号 附件第二部分；规范性文件有效期和清理制度。
    """
    for key in ("regulations", "normative"):
        refs = tuple(f"T2:{key}:{column}" for column in ("issued", "repealed", "in_force"))
        if refs[0] not in case.form.cells:
            yield Unjudged(f"{case.form.id}年格式没有制发和现行有效件数")
            return
        label = case.form.cells[refs[0]].row.label
        issued, repealed, in_force = map(case.report.value, refs)
        if issued is None or repealed is None or in_force is None:
            yield Unjudged(f"表二“{label}”的制发、废止或现行有效件数没有可用的数")
        elif in_force < issued - repealed and not on_documents(case.report, NAMED[key]):
            yield Breach(
                message=f"表二“{label}”本年制发 {issued}、本年废止 {repealed}，"
                f"现行有效却只有 {in_force}。请核对文件目录；因清理、失效、到期而减少的，请在正文写明。",
                cells=refs,
                section=str(case.form.table("T2").section),
                actual=in_force,
            )


def _rule_making(organ: Organ) -> Severity | None:
    """How a regulation weighs with this organ; None where it may make them."""
    if organ.kind == "city" and _COUNTY_LEVEL_CITY.fullmatch(organ.name):
        return Severity.ERROR
    return _RULE_MAKING[organ.kind]


def _denies_decisions(report: Report) -> bool:
    """Whether a person wrote that no decisions were made; what was drafted from the noughts confirms none."""
    texts = (p.text for paragraphs in report.sections.values() for p in paragraphs if p.origin in _BY_HAND)
    sentences = (sentence for text in texts for sentence in re.split("[。；\n]", text))
    return any(_NO_DECISIONS.search(one) and all(word in one for word in _DECISIONS) for one in sentences)


def _regulations(case: Case, wrong: Mapping[str, Value], severity: Severity) -> Breach:
    stands = "、".join(f"{case.form.cells[ref].column.label} {value}" for ref, value in wrong.items())
    certain = severity is Severity.ERROR
    advice = "请改填 0；如是行政规范性文件，改计入下一行" if certain else "请确认本机关有规章制定权；没有的，改填 0"
    return Breach(
        message=f"表二“规章”填了{stands}，而{case.report.organ.name}"
        f"{'没有规章制定权' if certain else '未必有规章制定权'}。{advice}。",
        cells=tuple(wrong),
        section=str(case.form.table("T2").section),
        expected=0 if certain else None,
        actual=next(iter(wrong.values())) if len(wrong) == 1 else None,
        severity=severity,
        fix=Fix(dict.fromkeys(wrong, 0), "likely") if certain else None,
    )
