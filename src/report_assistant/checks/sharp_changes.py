"""Y-04: figures that jump or fall against last year, and nobody says why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.reasons import on_change
from report_assistant.checks.rule import Case, rule
from report_assistant.checks.tables import looks_like_yuan
from report_assistant.official.lineage import ancestry
from report_assistant.report import Report, Value

_ENOUGH = 10  # below it a handful more or less is a multiple
_FACTOR = 3
_FROM_NOUGHT = 30
# The totals that reviewers ask after, and what prose calls each.
_SUBJECTS = {
    "T3:new:total": re.compile("申请"),
    "T3:total:total": re.compile("申请|办结|答复|办理"),
    "T4:review:total": re.compile("复议"),
    "T4:direct:total": re.compile("诉讼|起诉|应诉"),
    "T4:after_review:total": re.compile("诉讼|起诉|应诉"),
    "T2:normative:in_force": re.compile("规范性文件|文件清理"),
    "T2:licences:decisions": re.compile("许可|审批"),
    "T2:penalties:decisions": re.compile("处罚|执法"),
    "T2:compulsion:decisions": re.compile("强制|执法"),
    "T2:fees:amount": re.compile("收费"),
}
# What is settled grows and falls with what came in.
_FOLLOWS_FROM = {"T3:total:total": "T3:new:total"}


@dataclass(frozen=True, slots=True)
class _Change:
    """A total of this year and of last."""

    ref: str
    before: Value
    now: Value

    @property
    def sharp(self) -> bool:
        """Whether a reviewer asks why."""
        if self.before == 0:
            return self.now >= _FROM_NOUGHT
        tripled = self.now >= self.before * _FACTOR or self.now * _FACTOR <= self.before
        return self.before >= _ENOUGH and tripled

    @property
    def grew(self) -> bool:
        """Which way it went."""
        return self.now > self.before

    @property
    def words(self) -> str:
        """How much it changed."""
        if self.before == 0 or self.now == 0:
            return "相差悬殊"
        return f"是上年的 {self.now / self.before:.1f} 倍" if self.grew else f"只有上年的 {self.now / self.before:.0%}"


@rule(
    "Y-04",
    Severity.ASK,
    title="与上年相差悬殊，没有说明原因",
    basis="国办公开办函〔2021〕30号 附件 二至四部分；审核惯例",
    needs={"prior"},
)
def sharp_changes_are_explained(case: Case) -> Iterator[Breach | Unjudged]:
    """与上年相差悬殊的总数，正文说明原因。

    Demands: 新收、办结、复议、诉讼、许可、处罚、强制、收费、现行有效的总数，上年不少于 10 而本年增到三倍以上、
        减到三分之一以下，或者上年为 0 而本年不少于 30 的，正文交代原因。
    Breach: 上年新收 18 件，本年新收 96 件，正文没有说明。
    Sound: 正文写明“新收申请96件，主要是因为城中村改造征收补偿信息的申请集中提出”。
    Remedy: 核对两年的数；确有此变化的，在正文写明原因，或者在此确认。
    Source: 30号 附件；大起大落须有解释，表四没有跨年勾稽，只提示。
    """
    assert case.prior is not None
    changes, unjudged = _changes(case.report, case.prior)
    if unjudged:
        yield Unjudged(f"有 {unjudged} 个总数在本年或者上年报告里没有可用的数")
    sharp = {change.ref: change for change in changes if change.sharp and not _told_elsewhere(change, case.report)}
    for ref, change in sharp.items():
        leader = sharp.get(_FOLLOWS_FROM.get(ref, ""))
        if not (leader and leader.grew is change.grew) and not on_change(case.report, _SUBJECTS[ref]):
            yield _asked(case, change)


def _changes(report: Report, prior: Report) -> tuple[list[_Change], int]:
    """Each total that both forms count, and how many are without two numbers."""
    changes, unjudged = [], 0
    for ref in _SUBJECTS:
        sources = ancestry(ref, report.form, prior.form).sources if ref in report.form.cells else ()
        if len(sources) != 1:
            continue
        before, now = prior.value(sources[0]), report.value(ref)
        if before is None or now is None:
            unjudged += 1
        else:
            changes.append(_Change(ref, before, now))
    return changes, unjudged


def _told_elsewhere(change: _Change, report: Report) -> bool:
    """Whether another rule speaks of it: money entered in 元 (T-02), documents that roll forward or not (Y-02)."""
    if change.ref == "T2:normative:in_force":
        return report.value("T2:normative:issued") is not None and report.value("T2:normative:repealed") is not None
    return change.ref == "T2:fees:amount" and looks_like_yuan(change.now, change.before)


def _asked(case: Case, change: _Change) -> Breach:
    cell = case.form.cells[change.ref]
    return Breach(
        message=f"{cell.label}为 {change.now}，上年为 {change.before}，{change.words}，正文没有说明原因。"
        "请核对两年的数；确有此变化的，请在正文写明原因，或在此确认。",
        cells=(change.ref,),
        section=str(case.form.table(cell.table).section),
        expected=str(change.before),
        actual=change.now,
    )
