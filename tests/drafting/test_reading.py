import json

import pytest

from drafting.conftest import report_of
from report_assistant.drafting import make_brief
from report_assistant.drafting.reading import read_answer, readable
from report_assistant.errors import WriterUnavailable
from report_assistant.report import Origin

BRIEF = make_brief(report_of(), "6")
OVERVIEW = make_brief(report_of(), "1")
ANSWER = {
    "paragraphs": [{"heading": None, "text": "未收取信息处理费。", "supports": ["note:8"]}],
    "questions": ["是否属实？"],
}
WRITTEN = json.dumps(ANSWER, ensure_ascii=False)


def one(text, supports=(), brief=BRIEF):
    written = {"paragraphs": [{"heading": None, "text": text, "supports": list(supports)}]}
    narrative = read_answer(json.dumps(written), brief)
    return narrative.paragraphs[0], narrative.questions


@pytest.mark.parametrize(
    "raw",
    [
        WRITTEN,
        f"<think>先想⟦T3:x:y⟧{{</think>{WRITTEN}",
        f"想完了</think>\n{WRITTEN}",
        f"好的，正文如下：\n```json\n{WRITTEN}\n```\n以上。",
        json.dumps({"name": "narrative", "arguments": ANSWER}),
        json.dumps({**ANSWER, "paragraphs": [*ANSWER["paragraphs"], "多余", {"text": 5}]}),
    ],
)
def test_our_json_is_found_however_it_is_dressed(raw):
    narrative = read_answer(raw, BRIEF)
    (paragraph,) = narrative.paragraphs
    assert (paragraph.text, paragraph.supports, paragraph.origin) == ("未收取信息处理费。", ("note:8",), Origin.MODEL)
    assert narrative.questions in ((), ("是否属实？",))


def test_plain_text_is_cut_at_its_headings_and_markdown_is_taken_off():
    raw = "# 一、总体情况\n据条例编制。\n**（一）主动公开**\n- 公开126条。\n（二）依申请公开：新收⟦T3:new:total⟧件"
    paragraphs = read_answer(raw, OVERVIEW).paragraphs
    assert [(p.heading, p.text) for p in paragraphs[:3]] == [
        (None, "据条例编制。"), ("（一）主动公开", "公开126条。"), ("（二）依申请公开", "新收18件"),
    ]  # fmt: skip
    assert paragraphs[1].supports == ("note:1",)


@pytest.mark.parametrize(
    "raw", ["", "   ", "<think>一直在想", WRITTEN[:-40], '{"paragraphs": []}', '[{"text": ""}]', "```json\n{"]
)
def test_an_answer_without_text_or_with_broken_json_is_no_draft(raw):
    with pytest.raises(WriterUnavailable) as refused:
        read_answer(raw, BRIEF)
    assert refused.value.retry


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("新收⟦T3:new:total⟧件", "新收18件"),
        ("新收⟦T3:new:total⟧，", "新收18件，"),
        ("新收[[ T3:new:total ]]件", "新收18件"),
        ("收费⟦T2:fees:amount⟧万元", "收费31.64万元"),
        ("收费⟦T2:fees:amount⟧", "收费31.64万元"),
    ],
)
def test_placeholders_become_our_figures_and_supports(text, filled):
    paragraph, questions = one(text, brief=OVERVIEW)
    assert paragraph.text == filled
    assert paragraph.supports[0] in ("T3:new:total", "T2:fees:amount")
    assert questions[0].startswith("（一）")


@pytest.mark.parametrize("placeholder", ["⟦T3:nothing:total⟧", "⟦T9:a:b⟧", "⟦乱写⟧", "T3:new:total", "⟦ΔT3:new:total⟧"])
def test_a_placeholder_that_names_nothing_is_a_gap_and_a_question(placeholder):
    paragraph, questions = one(f"共{placeholder}件。")
    assert "〔待补充：没有填报的数据〕" in paragraph.text
    assert "⟦" not in paragraph.text
    assert len(questions) == 1


def test_supports_the_brief_does_not_know_are_dropped_and_unseen_characters_too():
    paragraph, _ = one("未\u202e收取\u200b信息处理费。\x00", ["note:8", "note:99", "passage:x", "T3:new:total"])
    assert (paragraph.text, paragraph.supports) == ("未收取信息处理费。", ("note:8",))


def test_a_sub_topic_left_out_is_a_gap_in_its_place():
    written = {"paragraphs": [{"heading": "(五) 监督保障：", "text": "已考核。", "supports": []}]}
    narrative = read_answer(json.dumps(written), OVERVIEW)
    assert [p.heading[:3] for p in narrative.paragraphs] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert [p.text.startswith("〔待补充：") for p in narrative.paragraphs] == [True] * 4 + [False]
    assert len(narrative.questions) == 4


def test_what_a_person_sees_of_an_unfinished_answer_is_its_text():
    assert readable('{"paragraphs": [{"heading": null, "text": "第一句。\\n第二') == "第一句。\n第二"
    assert readable("<think>想") == ""
    assert readable("正文") == "正文"
