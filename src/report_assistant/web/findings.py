"""The findings: where, what, why, and the two ways out: correct it, or answer for it."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from report_assistant.checks import Finding, Stage, decisions
from report_assistant.errors import UnusableInput
from report_assistant.report import Proposal, Waiver, given
from report_assistant.web import present
from report_assistant.web.board import Board
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.resources import resource
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Sight


def build(board: Board) -> None:
    """The list of findings."""
    findings = gr.HTML(
        elem_id="findings", elem_classes="cards", apply_default_css=False, js_on_load=resource("cards.js")
    )
    board.pane("findings", findings, lambda sight: {"value": findings_html(sight)})
    board.on_press(findings.click, pressed)


def judge(seat: Seat) -> str | None:
    """Judge as strictly as a final export does, and show what was found."""
    seat.stage, seat.tab = Stage.EXPORT, "findings"
    verdict = seat.bench.check(seat.desk.report, seat.desk.prior, stage=Stage.EXPORT)
    return f"已按定稿标准核对：错误 {len(verdict.errors)} 个，全部问题 {len(verdict.findings)} 个"


def pressed(seat: Seat, told: Mapping[str, Any]) -> str | None:
    """A button in the list: `told` has ``act``, ``arg`` (the fingerprint) and the fields beside it."""
    finding = next((one for one in seat.sight().verdict.findings if one.fingerprint == told.get("arg")), None)
    if finding is None:
        raise UnusableInput("这个问题已经不在了", remedy="请看更新后的列表")
    return waive(seat, finding, told) if told.get("act") == "waive" else suggest(seat, finding)


def waive(seat: Seat, finding: Finding, told: Mapping[str, Any]) -> str | None:
    """Somebody answers for a finding, with a reason and a name."""
    reason, by = str(told.get("reason", "")), str(told.get("by", "")).strip()
    seat.change(lambda desk: seat.bench.waive(desk, finding, reason, by=by))
    seat.by = by
    return f"{finding.rule} 已说明理由"


def suggest(seat: Seat, finding: Finding) -> str | None:
    """The correction of a finding becomes a proposal; it takes effect when it is accepted."""
    cells = {ref: given(value) for ref, value in finding.fix.cells.items()} if finding.fix else {}
    seat.change(lambda desk: desk.proposing(Proposal(0, f"{finding.rule} {finding.title}", cells=cells)))
    seat.tab = "proposals"
    return f"{finding.rule} 的改法已列入“建议”，采纳后生效"


def findings_html(sight: Sight) -> Html:
    """All findings, gravest first; then those answered for, answers that fell, and what could not be judged."""
    groups = [
        join(tag("h4", f"{name}（{len(found)}）"), [_card(finding, sight) for finding in found])
        for name, found in present.by_severity(sight.standing)
    ]
    answered = _folded("已说明理由", [_answered(finding, sight) for finding in sight.answered])
    fallen = _folded("已失效的说明", [_fallen(waiver) for waiver in decisions(sight.verdict).fallen])
    unjudged = [tag("li", tag("b", "、".join(rules)), f" {why}") for why, rules in sight.verdict.unjudged().items()]
    held = tag("p", f"通过 {sight.verdict.count('held')} 条规则", class_="quiet")
    clear = tag("p", "没有发现问题。", class_="quiet") if not groups else None
    return join(clear, groups, answered, fallen, _folded("未能核对", unjudged), held)


def _card(finding: Finding, sight: Sight) -> Html:
    rules = "、".join(finding.rules or (finding.rule,))
    anchor, fix = present.anchor(finding, sight.report), finding.correction(sight.report.form)
    words = present.located_words(finding, sight.report)
    locate = tag("a", "定位", href=f"#{anchor}", class_="locate", data_quote=words) if anchor else None
    correct = (
        tag("button", "列为建议", type="button", data_act="suggest", data_arg=finding.fingerprint) if fix else None
    )
    return tag(
        "article",
        tag("header", tag("b", rules), tag("span", finding.title), locate),
        tag("p", finding.where(sight.report.form), class_="where"),
        tag("p", finding.message),
        tag("p", f"改法：{fix}", correct, class_="fix") if fix else None,
        tag("p", f"依据：{finding.basis}", class_="quiet"),
        _waiver(finding),
        class_=f"card {finding.severity.value}",
    )


def _waiver(finding: Finding) -> Html:
    return tag(
        "details",
        tag("summary", "说明理由"),
        tag("textarea", name="reason", rows=2, placeholder="情况属实、不需改正的理由", aria_label="理由"),
        tag("input", name="by", placeholder="经办人", aria_label="经办人", autocomplete="off"),
        tag("button", "提交说明", type="button", data_act="waive", data_arg=finding.fingerprint),
        class_="waiver",
        data_form="waiver",
    )


def _answered(finding: Finding, sight: Sight) -> Html:
    waiver = next(one for one in sight.report.waivers if one.fingerprint == finding.fingerprint)
    return tag(
        "li",
        tag("b", finding.rule),
        f" {finding.message}",
        tag("p", f"理由：{waiver.reason}（{waiver.by}，{waiver.at[:10]}）"),
    )


def _fallen(waiver: Waiver) -> Html:
    """An answer whose finding is gone or has changed."""
    return tag("li", tag("b", waiver.rule), f" {waiver.told}", tag("p", f"原说明：{waiver.reason}（{waiver.by}）"))


def _folded(title: str, lines: list[Html]) -> Html | None:
    return (
        tag("details", tag("summary", f"{title}（{len(lines)}）"), tag("ul", lines), class_="folded") if lines else None
    )
