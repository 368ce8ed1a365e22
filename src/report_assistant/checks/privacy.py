"""W-04: personal data have no place in a published report."""

from collections.abc import Iterator
from dataclasses import replace

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import place_name, stretches
from report_assistant.checks.reading.personal import masked, personal_data
from report_assistant.checks.rule import Case, breach_at, rule

_INSTEAD = {"个人姓名": "可写“一名申请人”或者“张某某”"}


@rule("W-04", Severity.ERROR, title="含有个人信息", basis="政府信息公开条例第十五条；个人信息保护法")
def no_person_can_be_recognised(case: Case) -> Iterator[Breach | Unjudged]:
    """正文没有能认出个人的信息。

    Demands: 不出现申请人姓名、身份证号、手机号、银行卡号、个人电话、邮箱和住址门牌；只写件数。
    Breach: “申请人王某（真实姓名）提出申请”、18 位身份证号、11 位手机号、62 开头的银行卡号。
    Sound: “张某某”“138****0000”；本单位的联系电话、传真、地址、工作邮箱。
    Remedy: 删去，或者隐去中间部分；需要举例时写“一名申请人”。
    Source: 政府信息公开条例第十五条；个人信息保护法；问题和原文在核对结果里也只显示首尾。
    """
    for stretch in stretches(case.report):
        for datum in personal_data(stretch.text):
            shown = masked(stretch.text[datum.start : datum.end])
            instead = _INSTEAD.get(datum.kind, "报告只写件数")
            told = f"{place_name(case.form, stretch.place)}有{datum.kind}（{shown}）。请删去或者隐去，{instead}。"
            # The quote is masked too: findings are printed, sent round and kept in logs.
            yield replace(breach_at(stretch, datum.start, datum.end, told), quote=shown)
