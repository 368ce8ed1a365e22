from dataclasses import replace

import pytest
from lxml import html as parser

from report_assistant.errors import UnusableInput, WriterUnavailable
from report_assistant.report import Narrative, Note, Organ, Paragraph, Passage, Proposal, Report, given
from report_assistant.retrieval import Hit
from report_assistant.web import comparison, findings, frame, narrative, notes, proposals, sources

EVIL = "<img src=x onerror=alert(1)>"


def tree_of(markup):
    return parser.fromstring(f"<div>{markup}</div>")


def test_every_standing_finding_has_rule_place_message_basis_and_two_ways_out(sight):
    tree = tree_of(findings.findings_html(sight))
    cards = tree.xpath("//article")
    assert len(cards) == len(sight.standing) > 5
    for card, finding in zip(cards, sight.standing, strict=True):
        text = card.text_content()
        assert all(words in text for words in (finding.rule, finding.message, finding.basis, "说明理由"))
    assert tree.xpath("//button[@data-act='suggest']")


def test_planted_errors_of_the_sample_are_seen(sight):
    seen = {finding.rule for finding in sight.standing}
    assert {"T3-02", "Y-01", "N-02", "N-04", "W-01", "W-02", "W-03", "F-01", "T2-01"} <= seen


def test_a_waiver_needs_a_reason_and_a_name_and_moves_the_finding(seat):
    finding = seat.sight().standing[0]
    told = {"act": "waive", "arg": finding.fingerprint, "reason": "上级要求如此填写", "by": " "}
    with pytest.raises(UnusableInput, match="经办人"):
        findings.pressed(seat, told)
    findings.pressed(seat, told | {"by": "张三"})
    after = seat.sight()
    assert finding.fingerprint not in {one.fingerprint for one in after.standing}
    assert "上级要求如此填写（张三" in tree_of(findings.findings_html(after)).text_content()


def test_an_answer_whose_finding_has_changed_is_shown_as_fallen(seat):
    finding = next(one for one in seat.sight().standing if one.rule == "T3-02")
    findings.pressed(seat, {"act": "waive", "arg": finding.fingerprint, "reason": "台账如此", "by": "张三"})
    cells = {ref: given(value) for ref, value in finding.fix.cells.items()}
    seat.change(lambda desk: seat.bench.set_cells(desk, cells, by="张三"))
    text = tree_of(findings.findings_html(seat.sight())).text_content()
    assert "已失效的说明（1）" in text
    assert "原说明：台账如此（张三）" in text


def test_a_finding_that_is_gone_is_said_to_be_gone(seat):
    with pytest.raises(UnusableInput, match="已经不在"):
        findings.pressed(seat, {"act": "suggest", "arg": "0000"})


def test_a_fix_becomes_a_proposal_and_changes_nothing_before_it_is_accepted(seat):
    finding = next(one for one in seat.sight().standing if one.rule == "T3-02")
    before = seat.desk.report
    findings.pressed(seat, {"act": "suggest", "arg": finding.fingerprint})
    assert seat.desk.report == before
    assert seat.tab == "proposals"
    (proposal,) = seat.desk.proposals
    proposals.pressed(seat, {"act": "accept", "arg": str(proposal.id)})
    assert {ref: seat.desk.report.value(ref) for ref in finding.fix.cells} == dict(finding.fix.cells)
    assert seat.desk.proposals == ()


def test_rejecting_leaves_the_report_alone(seat):
    before = seat.desk.report
    seat.change(lambda desk: desk.proposing(Proposal(0, "新收12件", cells={"T3:new:total": given(12)})))
    proposals.pressed(seat, {"act": "reject", "arg": 1})
    assert (seat.desk.report, seat.desk.proposals, seat.desk.revision) == (before, (), None)


def test_a_proposal_shows_cells_text_gaps_questions_and_what_the_gate_says(seat):
    text = Narrative(
        "6", (Paragraph("按〔2020〕109号收取〔待补充：金额〕元。", "（一）收费"),), questions=("收了多少？",)
    )
    seat.change(
        lambda desk: desk.proposing(Proposal(0, EVIL, {"T3:new:total": given(12)}, text, problems=("3件没有依据",)))
    )
    tree = tree_of(proposals.proposals_html(seat.sight()))
    content = tree.text_content()
    assert all(words in content for words in ("收了多少？", "3件没有依据", "（一）收费", "25", "12"))
    assert [mark.text for mark in tree.xpath("//mark")] == ["〔待补充：金额〕"]
    assert [button.text for button in tree.xpath("//button")] == ["采纳", "不采纳"]


def test_nothing_a_person_wrote_becomes_markup(seat):
    report = seat.desk.report
    noted = report.with_section("6", (Paragraph(EVIL, EVIL),))
    seat.change(lambda desk: seat.bench.keep(desk, noted, by="", why=""))
    seat.change(lambda desk: desk.proposing(Proposal(0, EVIL, notes=(Note(1, "6", EVIL),))))
    sight = seat.sight()
    panes = (
        findings.findings_html(sight),
        proposals.proposals_html(sight),
        comparison.comparison_html(sight),
        narrative.head_html(sight, "6"),
        frame.mast_html(sight),
        frame.contents_html(sight),
        sources.hits_props((Hit(Passage("a", "guidance", "authority", EVIL, EVIL), 1.0),))["value"],
    )
    assert not any(tree_of(pane).xpath("//img") for pane in panes)


def test_the_comparison_counts_cells_and_tells_what_became_of_each_sentence(sight):
    tree = tree_of(comparison.comparison_html(sight))
    changed = sum(change.fate == "changed" for change in sight.comparison.cells)
    assert f"{changed} 格有变化" in tree.text_content()
    assert len(tree.xpath("//table[.//th='单元格']//tr")) == changed + 1
    assert len(tree.xpath("//li")) == sum(len(section.sentences) for section in sight.comparison.sections)
    assert tree.xpath("//p[@class='alarming']")  # section five is last year's


def test_cells_not_yet_filled_in_are_counted_and_not_listed_as_changes(sight, with_report):
    empty = Report(sight.report.organ, sight.report.year)
    tree = tree_of(comparison.comparison_html(with_report(empty, prior=sight.desk.prior)))
    assert "0 格有变化" in tree.text_content()
    assert "格只有一年有数或不可比" in tree.text_content()
    assert not tree.xpath("//table[.//th='单元格']")


def test_the_comparison_lists_last_years_promises_beside_their_account(sight):
    tree = tree_of(comparison.comparison_html(sight))
    kept = sight.comparison.promises
    rows = [row.xpath("td") for row in tree.xpath("//table[.//th='上年提出的改进']//tr[td]")]
    assert [row[0].text_content() for row in rows] == [one.text for one in kept]
    assert [row[1].text_content() for row in rows] == [one.account or "未见交代" for one in kept]
    assert any(one.account is None for one in kept)


def test_a_prior_that_is_not_last_years_own_is_named_in_the_comparison_and_among_the_materials(sight, with_report):
    for show in (comparison.comparison_html, frame.contents_html):
        assert not tree_of(show(sight)).xpath("//*[@class='heed']")
    stranger = replace(sight.desk.prior, organ=Organ("样例市白水镇人民政府"), year=2023)
    odd = with_report(sight.report, prior=stranger)
    (line,) = tree_of(comparison.comparison_html(odd)).xpath("//p[@class='heed']")
    assert "是样例市白水镇人民政府 2023 年的报告" in line.text_content()
    assert "不是本单位连续两年的对比" in line.text_content()
    (told,) = tree_of(frame.contents_html(odd)).xpath("//dd/span[@class='heed']")
    assert told.text_content() == "样例市白水镇人民政府 2023 年"


def test_without_a_prior_the_comparison_says_what_to_do(sight, with_report):
    assert "导入上年报告" in comparison.comparison_html(with_report(sight.report, prior=None))


def test_hits_name_their_source():
    passage = Passage("fee#写法", "guidance", "authority", "信息处理费", "没有收取就写没有收取。")
    text = tree_of(sources.hits_props((Hit(passage, 1.0),))["value"]).text_content()
    assert all(words in text for words in ("信息处理费", "政策依据", "没有收取就写没有收取。", "fee#写法"))
    assert "没有相关内容" in sources.hits_props(())["value"]


def test_looking_up_finds_guidance_and_refuses_nothing_to_look_for(seat):
    sources.look_up(seat, "信息处理费怎么写", "政策依据")
    assert seat.hits
    assert {hit.passage.kind for hit in seat.hits} == {"guidance"}
    with pytest.raises(UnusableInput):
        sources.look_up(seat, " ", "全部")


def test_notes_typed_are_kept_and_shown_under_their_place(seat):
    notes.add(seat, "# 监督保障\n- 全年开展培训3次127人次")
    tree = tree_of(notes.notes_html(seat.sight()))
    assert tree.xpath("//h4")[0].text == "一（五）监督保障"
    assert "培训3次127人次" in tree.text_content()
    assert seat.desk.revision.why == "notes"


def test_a_box_that_was_left_is_saved_once_and_not_painted_over(seat):
    assert narrative.write(seat, "6", "本年度没有收取信息处理费。\n\n").endswith("已保存")
    saved = seat.desk.revision
    assert seat.shown["text-6"] == {"value": "本年度没有收取信息处理费。"}
    assert narrative.write(seat, "6", "本年度没有收取信息处理费。") is None
    assert seat.desk.revision == saved


def test_a_draft_is_a_proposal(seat):
    before = seat.desk.report
    narrative.draft(seat, "6", "")
    assert (seat.desk.report, len(seat.desk.proposals), seat.tab) == (before, 1, "proposals")
    assert "信息处理费" in proposals.proposals_html(seat.sight())


def test_when_the_model_is_out_of_reach_the_offline_way_is_told_and_nothing_changes(seat, monkeypatch):
    def unreachable(*_, **__):
        raise WriterUnavailable("连接被拒绝", where="模型接口", retry=True)

    before = seat.desk
    monkeypatch.setattr(seat.bench, "propose_draft", unreachable)
    with pytest.raises(WriterUnavailable, match="离线起草第六部分"):
        narrative.draft(seat, "6", "")
    assert seat.desk == before


def test_locating_finds_the_words_that_a_finding_itself_does_not_show(with_report, sight):
    report = sight.report.with_section("6", (Paragraph("申请人王建国来电一次。"),))
    tree = tree_of(findings.findings_html(with_report(report)))
    (card,) = tree.xpath("//article[header/b='W-04']")
    assert card.xpath(".//a/@data-quote") == ["王建国"]
    assert "王建国" not in card.text_content()
