"""F-01: section six and the fee for handling information."""

import re
from collections.abc import Iterator

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import place_name
from report_assistant.checks.rule import Case, rule
from report_assistant.comparison import fold
from report_assistant.report import Paragraph

_FEE = re.compile(r"信息(?:公开)?处理费|信息处理的?(?:收费|费用)")
_GAP = re.compile(r"[〔\[【(]待补充[^〕\]】)]*[〕\]】)]")


@rule(
    "F-01",
    Severity.ERROR,
    title="第六部分没有说明信息处理费",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号 附件 第六部分",
)
def fee_is_reported(case: Case) -> Iterator[Breach | Unjudged]:
    """第六部分说明收取信息处理费的情况。

    Demands: 第六部分写明发出收费通知的件数、总金额和实际收取的总金额；没有的，明确写没有。
    Breach: 第六部分只写“无”。
    Sound: “本年度未发出收费通知，未收取信息处理费。”
    Remedy: 按实际补写；没有收取的，写明本年度未收取信息处理费。
    Source: 国办函〔2020〕109号《政府信息公开信息处理费管理办法》；30号 附件第六部分提示语。
    """
    if not case.report.sections:
        yield Unjudged("没有读到文字部分")
        return
    if any(map(_tells_of_fee, case.report.sections.get("6", ()))):
        return
    elsewhere = [n for n, ps in case.report.sections.items() if any(map(_tells_of_fee, ps))]
    where = f"，只在{place_name(case.form, elsewhere[0])}提到" if elsewhere else ""
    text = "".join(paragraph.text for paragraph in case.report.sections.get("6", ())).strip()
    yield Breach(
        message=f"{place_name(case.form, '6')}没有说明信息处理费的收取情况{where}。"
        "请写明收费通知件数、总金额和实际收取金额；没有的，写明本年度未收取信息处理费。",
        section="6",
        quote=text or None,
    )


def _tells_of_fee(paragraph: Paragraph) -> bool:
    """A heading alone is no statement, nor is a gap that is still to be filled."""
    text = _GAP.sub("", fold(paragraph.text).text)
    return bool(_FEE.search(text) or (text and _FEE.search(fold(paragraph.heading or "").text)))
