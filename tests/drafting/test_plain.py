import re
from dataclasses import replace

import pytest

from consistent import random_report
from drafting.conftest import report_of
from report_assistant.drafting import PlainWriter, answer, draft_section, writer_for
from report_assistant.official import load_form
from report_assistant.report import Note, Organ, Origin, Paragraph, Passage, Report, full_text, place_of
from report_assistant.settings import Settings

WRITER = PlainWriter()
GAP = re.compile("〔待补充：[^〕]+〕")


def drafted(report, section="1", **material):
    return draft_section(report, section, WRITER, **material)


def text_of(report, place="1.2", **material):
    form = load_form("2021")
    paragraphs = drafted(report, place[0], **material).narrative.paragraphs
    return next(
        p.text for p in paragraphs if place_of(form, p.heading, place[0]) == place and (p.heading or place != "1")
    )


def test_section_one_has_its_opening_and_the_five_sub_topics_in_order(report):
    paragraphs = drafted(report).narrative.paragraphs
    assert [p.heading for p in paragraphs] == [
        None, "（一）主动公开", "（二）依申请公开", "（三）政府信息管理",
        "（四）政府信息公开平台建设", "（五）监督保障",
    ]  # fmt: skip
    assert "2026年1月1日至2026年12月31日" in paragraphs[0].text
    assert "国办公开办函〔2021〕30号" in paragraphs[0].text
    assert all(p.origin is Origin.PLAIN and p.text.endswith("。") for p in paragraphs)


def test_what_is_known_leaves_no_gap_and_no_question(report, prior):
    for section in "156":
        draft = drafted(report, section, prior=prior if section == "1" else None)
        assert draft.clean, (section, draft)
        assert not GAP.search(full_text(draft.narrative.paragraphs))


def test_applications_are_told_with_their_split_outcomes_and_change(report, prior):
    assert text_of(report, prior=prior) == (
        "本年度新收政府信息公开申请18件，较上年增加3件；上年结转2件。新收申请中，自然人12件、商业企业6件。"
        "全年办结17件，其中予以公开9件、部分公开3件、不予公开2件、无法提供2件、不予处理1件；结转下年度继续办理3件。"
        "从具体情形看，保护第三方合法权益2件、本机关不掌握相关政府信息2件、信访举报投诉类申请1件。"
    )


def test_no_applications_at_all_are_one_plain_sentence():
    zero = report_of({ref: 0 for ref in load_form("2021").cells if ref.startswith("T3")})
    assert text_of(zero) == "本年度未收到政府信息公开申请，没有上年结转和结转下年度继续办理的申请。"


def test_new_nought_with_a_carry_over_is_not_told_as_nothing_to_do():
    text = text_of(report_of({"T3:new:total": 0, "T3:new:natural": 0, "T3:new:business": 0}))
    assert text.startswith("本年度未收到政府信息公开申请；上年结转2件。全年办结17件")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "因政府信息公开被申请行政复议1件，结果维持1件。没有因政府信息公开被提起行政诉讼。"),
        ({"T4:review:total": 0}, "本年度没有因政府信息公开被申请行政复议、提起行政诉讼的情形。"),
        (
            {"T4:review:total": 0, "T4:direct:total": 3, "T4:direct:upheld": 2, "T4:direct:pending": 1},
            "因政府信息公开被提起行政诉讼3件，其中未经复议直接起诉3件。未经复议直接起诉案件结果维持2件、尚未审结1件。",
        ),
    ],
)
def test_disputes(changes, sentence):
    assert text_of(report_of(changes), "1.5").endswith(sentence)


@pytest.mark.parametrize(
    ("issued", "repealed", "in_force", "sentence"),
    [
        (2, 1, 8, "本年度制发行政规范性文件2件，废止1件，现行有效8件。"),
        (0, 0, 8, "本年度未制发、废止行政规范性文件，现行有效行政规范性文件8件。"),
        (0, 0, 0, "本年度未制发、废止行政规范性文件，也没有现行有效的行政规范性文件。"),
        (None, 1, 8, "本年度废止行政规范性文件1件，现行有效行政规范性文件8件，〔待补充：行政规范性文件制发件数〕。"),
    ],
)
def test_documents(issued, repealed, in_force, sentence):
    names = ("issued", "repealed", "in_force")
    changes = {f"T2:normative:{n}": v for n, v in zip(names, (issued, repealed, in_force), strict=True)}
    assert text_of(report_of(changes), "1.3").startswith(sentence)


def test_notes_become_sentences_without_marks_year_or_a_second_self_name(report):
    assert "全年公开政府信息126条，其中门户网站98条、微信公众号28条。" in text_of(report, "1.1")
    assert "2026年，全年" not in text_of(report, "1.1")
    assert "。认定公文公开属性236件。" in text_of(report, "1.3")
    assert text_of(report, "1.5").startswith("青禾街道开展培训2次，参训40人次。市级考核")


def test_every_note_is_told_and_carries_its_paragraph(report):
    for section, ids in (("1", {1, 2, 3, 4, 5}), ("5", {6, 7}), ("6", {8})):
        paragraphs = drafted(report, section).narrative.paragraphs
        assert {f"note:{n}" for n in ids} == {s for p in paragraphs for s in p.supports if s.startswith("note")}


def test_what_is_not_known_is_a_gap_with_a_question_and_never_a_number():
    blank = Report(Organ("某县财政局", "", "department"), 2026)
    for section in "156":
        draft = drafted(blank, section)
        text = full_text(draft.narrative.paragraphs)
        assert len(GAP.findall(text)) == len(draft.questions) > 0
        assert not draft.ungrounded
        assert not re.search(r"\d+\s*(?:件|条|次|万元)", text)


def test_problems_and_measures_are_paired_in_order_and_a_missing_one_is_a_gap():
    told = [("5", f"问题：{name}不足。") for name in "甲乙"] + [("5", "措施：补上乙"), ("5", "上年整改：栏目已更新")]
    first, second, third = (p.text for p in drafted(report_of(told=told), "5").narrative.paragraphs)
    assert first == "本年度政府信息公开工作主要存在以下问题：一是甲不足；二是乙不足。"
    assert second == "针对上述问题，逐项采取以下改进措施：一是〔待补充：第1个问题的改进措施〕；二是补上乙。"
    assert third == "对上一年度报告所列问题的整改情况：栏目已更新。"


def test_measures_in_a_block_go_to_the_problems_in_order():
    told = [
        ("5", "问题：甲不足"),
        ("5", "问题：乙不足"),
        ("5", "措施：补甲"),
        ("5", "措施：补乙"),
        ("5", "措施：再补乙"),
    ]
    second = drafted(report_of(told=told), "5").narrative.paragraphs[1].text
    assert second.endswith("一是补甲；二是补乙，再补乙。")


def test_last_year_s_problems_are_asked_after_where_nobody_tells(report, prior):
    draft = drafted(report, "5", prior=prior)
    assert "〔待补充：上一年度报告所列问题的整改情况〕" in draft.narrative.paragraphs[-1].text
    assert "88" not in full_text(draft.narrative.paragraphs)


@pytest.mark.parametrize(
    ("changes", "told", "expected"),
    [
        ({}, [("6", "信息处理费：未收取")], "信息处理费方面，未收取。"),
        ({"T2:fees:amount": 0}, [], "本年度未收取政府信息公开信息处理费。"),
        ({}, [], "〔待补充：收费通知件数、通知金额和实际收取金额，或者未收取〕"),
        ({"T2:fees:amount": 0, "T3:other.unpaid:total": None}, [], "〔待补充："),
        ({"T3:other.unpaid:total": 2}, [], "不再处理的政府信息公开申请2件。本年度信息处理费收取情况为〔待补充："),
    ],
)
def test_section_six_states_the_fee_or_asks(changes, told, expected):
    (paragraph,) = drafted(report_of(changes, told=told), "6").narrative.paragraphs
    assert expected in paragraph.text


def test_a_note_nobody_placed_is_used_and_asked_about():
    draft = drafted(report_of(told=[("", "开展培训7次")]))
    assert "开展培训7次" in draft.narrative.paragraphs[-1].text
    assert any("没有写明所属部分" in question for question in draft.questions)


@pytest.mark.parametrize("kind", ["subdistrict", "township", "county", "department", "other"])
def test_wording_follows_the_kind_of_body(kind):
    duty = text_of(report_of(kind=kind), "1.1").split("。")[0]
    assert "依照《条例》" in duty
    assert ("第二十一条" in duty) == (kind in ("township", "county"))
    assert ("街道承担" in duty) == (kind == "subdistrict")


def test_same_inputs_same_bytes_and_the_writer_is_named(report, prior):
    one, two = (drafted(r, prior=prior).narrative for r in (report, report_of()))
    assert one == two
    assert one.written_by["writer"] == "plain@1"
    assert len(one.written_by["brief_sha256"]) == 64


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_tables_hold_the_text_is_carried_by_its_supports(seed):
    report = random_report(seed)
    notes = tuple(
        Note(n, place, text) for n, (place, text) in enumerate((("1.1", "公开信息31条"), ("5", "问题：慢")), 1)
    )
    report, prior = replace(report, notes=notes), replace(random_report(seed + 1), year=report.year - 1)
    for section in "156":
        draft = drafted(report, section, prior=prior)
        assert draft.ungrounded == ()
        for paragraph in draft.narrative.paragraphs:
            assert not re.search(r"。。|，，|；；|，。|、。|None|⟦", paragraph.text), paragraph.text


def test_offline_an_answer_is_the_passages_under_their_titles():
    passage = Passage("109#5", "guidance", "authority", "信息处理费管理办法要点", "按件计收的，……")
    assert answer("信息处理费怎么写", [passage], WRITER) == (
        "资料库中有关的段落如下，供参考：\n\n《信息处理费管理办法要点》\n按件计收的，……"
    )
    assert "没有找到" in answer("信息处理费怎么写", [], WRITER)


def test_without_an_endpoint_the_writer_is_the_offline_one():
    assert isinstance(writer_for(Settings()), PlainWriter)


def test_an_existing_text_never_feeds_the_offline_draft(report):
    drafted_before = report.with_section("6", (Paragraph("共收费99元。"),))
    assert "99" not in full_text(drafted(drafted_before, "6", instructions="照旧").narrative.paragraphs)
