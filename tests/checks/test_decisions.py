"""Decisions: an answer holds while what it judged stays, falls when that changes, and is never silently dropped."""

import re
from dataclasses import replace

import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import Breach, Case, Stage, answered, barring, check, decisions, finding_named
from report_assistant.checks.finding import fingerprint
from report_assistant.errors import UnusableInput
from report_assistant.report import BLANK, Paragraph, given

GAP = "另通过公开栏发布信息XX条。"
COPIED = "街道把惠民补贴名单、低保救助标准、老旧小区改造进度逐项张榜，居民有疑问的由网格员当面解释清楚。"


def with_text(report, number, text, place=None):
    """The report with this text in place of the paragraph under that heading, or of the whole section."""
    old = report.sections[number]
    if place is None:
        return report.with_section(number, (Paragraph(text),))
    return report.with_section(number, tuple(replace(p, text=text) if p.heading == place else p for p in old))


def text_of(report, number, place):
    return next(p.text for p in report.sections[number] if p.heading == place)


def prints(rule_id, report, prior=None):
    """The fingerprints of what a rule finds."""
    return [one.fingerprint for one in check(Case(report, prior or sound_prior()), only=[rule_id]).findings]


def gapped(before="", after="", gap=GAP):
    kept = text_of(sound_report(), "1", "（一）主动公开")
    return with_text(sound_report(), "1", f"{before}{kept}{gap}{after}", "（一）主动公开")


class TestFingerprints:
    def test_edits_elsewhere_leave_it_though_the_words_move(self):
        (first,) = prints("W-01", gapped())
        moved = gapped("另编印办事指南12册。", "村务公开栏逐月更新。")
        assert (
            check(Case(moved), only=["W-01"]).findings[0].span != check(Case(gapped()), only=["W-01"]).findings[0].span
        )
        assert prints("W-01", moved) == [first]
        assert prints("W-01", gapped().with_cells({"T2:licences:decisions": given(37)})) == [first]

    @pytest.mark.parametrize("gap", ["另通过公开栏发布信息××条。", "另通过公示栏发布信息XX条。"])
    def test_an_edit_of_the_judged_words_or_of_their_sentence_changes_it(self, gap):
        assert prints("W-01", gapped()) != prints("W-01", gapped(gap=gap))
        assert len(prints("W-01", gapped(gap=gap))) == 1

    def test_the_same_words_twice_are_two_findings_each_with_its_own(self):
        twice = gapped(gap=f"{GAP}网站刊登解读XX篇。")
        far = gapped(gap="另通过公开栏发布信息XX条，比往年有所增加，其中便民服务一类共有XX条。")
        for report in (twice, far):
            found = prints("W-01", report)
            assert len(found) == len(set(found)) == 2
        assert prints("W-01", gapped())[0] in prints("W-01", twice)

    def test_a_judged_figure_changes_it_and_no_other_does(self):
        wrong = sound_report().with_cells({"T3:granted:natural": given(7)})
        whole = [one.fingerprint for one in check(Case(wrong, sound_prior())).findings if "T3-02" in one.rules]
        beside = wrong.with_cells({"T4:review:upheld": given(2), "T4:review:total": given(2)})
        assert [one.fingerprint for one in check(Case(beside, sound_prior())).findings if "T3-02" in one.rules] == whole
        worse = wrong.with_cells({"T3:granted:natural": given(8)})
        assert [one.fingerprint for one in check(Case(worse, sound_prior())).findings if "T3-02" in one.rules] != whole

    def test_a_finding_with_several_explanations_falls_with_every_figure_of_its_relations(self):
        wrong = sound_report().with_cells({"T4:review:total": given(5)})
        assert prints("T4-01", wrong) != prints("T4-01", wrong.with_cells({"T4:review:pending": given(1)}))
        assert prints("T4-01", wrong) == prints("T4-01", wrong.with_cells({"T3:granted:natural": given(7)}))

    @pytest.mark.parametrize(
        "priors",
        [
            ({"natural": 1, "business": 1}, {"natural": 0, "business": 2}),  # the total agrees, the applicants do not
            ({"natural": 1, "total": 1}, {"natural": 0, "total": 0}),
        ],
    )
    def test_last_year_s_figures_count_as_judged(self, priors):
        found = [
            prints(
                "Y-01",
                sound_report(),
                sound_prior().with_cells({f"T3:carried_out:{column}": given(value) for column, value in cells.items()}),
            )
            for cells in priors
        ]
        assert [len(one) for one in found] == [1, 1]
        assert found[0] != found[1]

    def test_copied_words_are_judged_and_what_stands_round_them_is_not(self):
        doubled = with_text(sound_report(), "1", f"{COPIED}另有旁的工作。", "（一）主动公开")
        doubled = with_text(doubled, "1", f"年内照常办公。{COPIED}", "（三）政府信息管理")
        (found,) = prints("W-02", doubled)
        assert prints(
            "W-02", with_text(doubled, "1", f"先说一句别的话。年内照常办公。{COPIED}", "（三）政府信息管理")
        ) == [found]
        shorter = COPIED.replace("逐项", "一一")
        both = with_text(with_text(doubled, "1", shorter, "（一）主动公开"), "1", shorter, "（三）政府信息管理")
        assert prints("W-02", both) not in ([], [found])

    def test_the_wording_of_a_message_does_not_count(self):
        report = sound_report()
        for breach in (
            Breach("甲", cells=("T3:new:natural",)),
            Breach("甲", section="1", quote="XX"),
            Breach("标题写的是“2024年”，不是“2025年”。请改正。"),
        ):
            reworded = replace(breach, message=re.sub("甲|请改正|写的是", "请核对", breach.message))
            assert reworded != breach
            assert fingerprint(report, reworded, "S-07") == fingerprint(report, breach, "S-07")
            assert fingerprint(report, breach, "S-08") != fingerprint(report, breach, "S-07")
        assert fingerprint(report, Breach("标题写的是“2023年”。"), "S-07") != fingerprint(report, breach, "S-07")
        assert fingerprint(report, Breach("没有标题"), "S-07") != fingerprint(report, Breach("没有落款"), "S-07")


class TestAnswers:
    @staticmethod
    def answered(report, prior=None):
        """The report with an answer to all that is found."""
        for finding in check(Case(report, prior)).findings:
            report = answered(report, finding, "情况属实", "张三")
        return report

    def test_an_answered_error_bars_no_longer_until_what_it_judged_changes(self):
        report = self.answered(gapped(), sound_prior())
        verdict = check(Case(report, sound_prior(), Stage.EXPORT))
        assert (barring(verdict), decisions(verdict).open) == ((), ())
        changed = with_text(
            report, "1", text_of(report, "1", "（一）主动公开").replace("公开栏", "公示栏"), "（一）主动公开"
        )
        verdict = check(Case(changed, sound_prior(), Stage.EXPORT))
        made = decisions(verdict)
        assert barring(verdict) != ()
        assert [waiver.rule for waiver in made.fallen] == ["W-01"]
        assert made.fallen[0].told in {one.message for one in check(Case(gapped())).findings}

    def test_a_question_is_answered_the_same_way(self):
        cells = {ref: given(0) for ref in sound_report().cells if ref.startswith("T2")}
        report = sound_report().with_cells(cells)
        (asked,) = check(Case(report), only=["T2-02"]).findings
        report = answered(report, asked, "确无制发文件和执法事项", "李四")
        assert [one for one, _ in decisions(check(Case(report), only=["T2-02"])).settled] == [asked]
        changed = report.with_cells({"T2:licences:decisions": given(1)})
        assert [one.rule for one in decisions(check(Case(changed))).fallen] == ["T2-02"]

    def test_a_blank_answered_on_import_stays_answered_on_export(self):
        report = self.answered(sound_report().with_cells({"T2:fees:amount": BLANK}))
        assert barring(check(Case(report, stage=Stage.EXPORT))) == ()

    def test_an_answer_whose_rule_is_not_judged_rests_and_comes_back(self):
        wrong = sound_report().with_cells({"T2:normative:in_force": given(20)})
        report = self.answered(wrong, sound_prior())
        made = decisions(check(Case(report)))
        assert ([one.rule for one in made.resting], made.fallen) == (["Y-02"], ())
        assert [one.rule for one, _ in decisions(check(Case(report, sound_prior()))).settled] == ["Y-02"]

    def test_a_second_answer_takes_the_place_of_the_first_and_can_be_withdrawn(self):
        (finding,) = check(Case(gapped()), only=["W-01"]).findings
        report = answered(answered(gapped(), finding, "甲", "张三"), finding, " 乙 ", " 李四 ")
        (waiver,) = report.waivers
        assert (waiver.reason, waiver.by, waiver.rule, waiver.told) == ("乙", "李四", "W-01", finding.message)
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", waiver.at)
        assert report.without_waiver(finding.fingerprint) == gapped()

    @pytest.mark.parametrize(("reason", "by"), [(" ", "张三"), ("属实", "")])
    def test_an_answer_needs_a_reason_and_a_name(self, reason, by):
        (finding,) = check(Case(gapped()), only=["W-01"]).findings
        with pytest.raises(UnusableInput, match=f"没有写明{'经办人' if reason.strip() else '理由'}。"):
            answered(gapped(), finding, reason, by)

    def test_a_finding_is_named_by_the_head_of_its_fingerprint(self):
        verdict = check(Case(gapped()), only=["W-01"])
        (finding,) = verdict.findings
        for length in (1, 2, 6, 16):
            assert finding_named(verdict, finding.fingerprint[:length]) is finding
        for wrong in ("", "zzzzzz"):
            with pytest.raises(UnusableInput, match="--finding"):
                finding_named(verdict, wrong)
