"""Section six from facts alone: 信息处理费, then whatever else the notes report."""

import re

from report_assistant.drafting.brief import Brief, short_name, variant
from report_assistant.drafting.placing import speaks_of_fee
from report_assistant.drafting.weaving import Weave, as_clause
from report_assistant.report import Note

FEE = "信息处理费"
_FEES, _UNPAID = "T2:fees:amount", "T3:other.unpaid:total"


def other_matters(brief: Brief) -> list[Weave]:
    """The statement on 信息处理费, which this section owes in any case, and the other notes."""
    told = [note for note in brief.notes if speaks_of_fee(note.text)]
    weaves = [_fee(brief, told)]
    rest = [note for note in brief.notes if note not in told]
    if rest:
        weave = Weave(brief)
        weave.tell(rest)
        weaves.append(weave)
    return weaves


def _fee(brief: Brief, told: list[Note]) -> Weave:
    """From the notes; else from the tables as far as they can say it; else as a question.

    No 行政事业性收费 at all includes no 信息处理费, and nobody in arrears leaves no notice unpaid: both noughts
    together are a nil statement. Source: 国办函〔2020〕109号, the fee is an 行政事业性收费.
    """
    weave = Weave(brief)
    fees, unpaid = brief.values.get(_FEES), weave.amount(_UNPAID)
    question = "第六部分：本年度发出信息处理费收费通知多少件、总金额多少元，实际收取多少元？没有的请写明未收取。"
    if told:
        for note in told:
            weave.say(_answer(note, brief), note.support)
    elif fees is not None and fees.value == 0 and unpaid == 0:
        weave.say(f"本年度未收取政府信息公开{FEE}", _FEES, _UNPAID)
    elif unpaid:
        what = weave.gap("收费通知件数、通知金额和实际收取金额", question)
        refused = variant(
            brief,
            f"因申请人逾期未按收费通知要求缴纳费用，不再处理的政府信息公开申请{unpaid}件",
            f"逾期未缴费而不再处理的申请有{unpaid}件",
            f"对申请人接到收费通知后逾期未缴费的，依法不再处理，共{unpaid}件",
        )
        weave.say(refused, _UNPAID)
        lead = variant(brief, f"本年度{FEE}收取情况为", f"全年的{FEE}：", f"{FEE}方面，年内有")
        weave.say(f"{lead}{what}")
    else:
        what = weave.gap("收费通知件数、通知金额和实际收取金额，或者未收取", question)
        weave.say(f"本年度政府信息公开{FEE}收取情况为{what}")
    return weave


_NIL = re.compile("(?:没有?|未|无|不)(?:曾|再|向[^，。；]{0,6})?(?:收取?|发出?|产生|发生|涉及)?")


def _answer(note: Note, brief: Brief) -> str:
    """A note on the fee as a sentence that names 信息处理费, whose and of which year it is."""
    clause = as_clause(note.text, brief)
    if FEE not in clause and "信息公开处理费" not in clause:
        clause = _nil(clause) if _NIL.search(clause) and not re.search(r"\d", clause) else _named(clause)
    if re.match("(?:没|未|无|发出|共|收|实际|向|不)", clause):
        clause = f"本年度，{short_name(brief.organ)}{clause}"
    return clause


def _nil(clause: str) -> str:
    """没有收费，也没发收费通知 in the words of the form's own prompt."""
    rest = re.sub("(?:收费|缴费)通知", "", clause)
    said = ["未发出信息处理费收费通知"] if rest != clause else []
    said += [f"未收取{FEE}"] if "收费" in rest or not said else []
    return "，".join(said).replace(f"未发出{FEE}收费通知，", "未发出收费通知，")


def _named(clause: str) -> str:
    for spoken, named in (("收费通知", f"{FEE}收费通知"), ("缴费通知", f"{FEE}缴费通知"), ("收费", f"收取{FEE}")):
        if spoken in clause:
            return clause.replace(spoken, named, 1)
    return f"{FEE}方面，{clause}"
