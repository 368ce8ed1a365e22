"""How clerks really write: notes in speech, without place, without the official words."""

from dataclasses import replace

import pytest

from consistent import random_report
from drafting.conftest import TOLD, report_of
from report_assistant.checks import Case, check
from report_assistant.drafting import PlainWriter, draft_section
from report_assistant.drafting.placing import place_for
from report_assistant.drafting.weaving import in_digits
from report_assistant.official import load_form
from report_assistant.report import Note, Organ, full_text

TOWN = Organ("样例县石桥镇人民政府", "", "township")
BUREAU = Organ("样例县财政局", "", "department")


def drafted(told, section, changes=None, organ=None):
    report = report_of(changes, told=told)
    return draft_section(replace(report, organ=organ or report.organ), section, PlainWriter())


def text_of(told, section, changes=None, organ=None):
    draft = drafted(told, section, changes, organ)
    assert draft.ungrounded == ()
    return full_text(draft.narrative.paragraphs)


@pytest.mark.parametrize("label", ["改进：", "整改：", "下一步：", "下步打算：", "改进措施："])
def test_measures_under_the_labels_people_use(label):
    text = text_of([("5", "问题：更新慢"), ("5", f"{label}每周更新")], "5")
    assert text == "本年度政府信息公开工作存在的主要问题是：更新慢。\n针对上述问题的改进措施是：每周更新。"


@pytest.mark.parametrize("told", ["去年：栏目已更新", "上年反映的更新慢问题已解决", "上一年度的问题已完成整改"])
def test_what_became_of_last_year_s_problems(told):
    text = text_of([("5", "问题：更新慢"), ("5", "改进：每周更新"), ("5", told)], "5")
    assert text.splitlines()[2].startswith("对上一年度报告所列问题的整改情况：")


def test_a_problem_without_label_is_no_measure():
    first, second = text_of([("5", "解读形式单一"), ("5", "开展图解培训")], "5").splitlines()
    assert "解读形式单一" in first
    assert "开展图解培训" in second


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("没有收费，也没发收费通知", "本年度，青禾街道未发出收费通知，未收取信息处理费。"),
        (
            "发出收费通知5件，金额54元，实际收取54元",
            "本年度，青禾街道发出信息处理费收费通知5件，金额54元，实际收取54元。",
        ),
        ("本年度没有收取信息处理费", "本年度，青禾街道没有收取信息处理费。"),
    ],
)
@pytest.mark.parametrize("place", ["6", ""])
def test_an_answer_about_fees_names_the_fee_and_leaves_no_gap(told, sentence, place):
    assert text_of([(place, told)], "6") == sentence


def test_an_answer_about_the_fee_told_elsewhere_serves_section_six():
    assert "〔" not in text_of([("1.2", "未收取信息处理费")], "6")
    assert "〔" in text_of([("1.1", "公示涉企收费2项")], "6")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("收到申请3件", "1.2"), ("按时答复3件", "1.2"), ("被复议1件", "1.5"), ("发出收费通知1件", "6"),
        ("没有收费", "6"), ("更新慢的问题", "5"), ("力量不足", "5"), ("改进：每周更新", "5"),
        ("下一步加强培训", "5"), ("去年的栏目已整改", "5"), ("清理规范性文件3件", "1.3"),
        ("认定公文公开属性20件", "1.3"), ("网站改版1次", "1.4"), ("政务新媒体开通1个", "1.4"),
        ("公众号发布信息30条", "1.1"), ("网站公开三十条", "1.1"), ("组织培训3次", "1.5"),
        ("未被追责", "1.5"), ("收到锦旗1面", "1.1"),
    ],
)  # fmt: skip
def test_places_of_notes_nobody_placed(text, place):
    assert place_for(text) == place


def test_questions_of_placement_and_of_another_year_say_what_they_are():
    placed, other = drafted([("", "组织培训3次"), ("1.5", "2025年组织培训2次")], "1").questions[-2:]
    assert placed == "请确认：情况说明“组织培训3次”没有写明所属部分，已放在（五）监督保障，是否合适？"
    assert other == "请确认：情况说明“2025年组织培训2次”写的是2025年，是否本年的事实？"


@pytest.mark.parametrize("told", ["2026年组织培训3次", "较2025年增加", "落实《2025年要点》", "依据〔2025〕3号文件"])
def test_a_year_that_only_compares_or_cites_is_not_asked_about(told):
    assert not any("是否本年" in question for question in drafted([("1.5", told)], "1").questions)


@pytest.mark.parametrize(
    ("organ", "told", "woven"),
    [
        (None, "另外还在我街道服务大厅设查阅点", "在青禾街道服务大厅设查阅点。"),
        (None, "还有就是组织培训三次一百二十人次", "组织培训3次120人次。"),
        (None, "然后我县网站已链接", "我县网站已链接。"),
        (TOWN, "由样例县石桥镇人民政府和我镇各村组织", "由石桥镇和石桥镇各村组织。"),
        (BUREAU, "与样例县财政局各股室会商", "与财政局各股室会商。"),
    ],
)  # fmt: skip
def test_speech_becomes_official(organ, told, woven):
    assert woven in text_of([("1.4", told)], "1", organ=organ)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("三十条", "30条"), ("一百二十人次", "120人次"), ("两万三千条", "23000条"), ("一次性告知", "一次性告知"),
        ("三项工作", "三项工作"), ("十余件", "十余件"), ("《十条措施》", "《十条措施》"), ("第三次", "第三次"),
        ("百分之九十", "百分之九十"), ("三百万元", "三百万元"),
    ],
)  # fmt: skip
def test_counts_in_chinese_numerals(text, written):
    assert in_digits(text) == written


def test_disputes_with_one_result_are_told_in_one_breath():
    changes = dict.fromkeys((ref for ref in load_form("2021").cells if ref.startswith("T4")), 0)
    changes |= {"T4:review:pending": 1, "T4:review:total": 1, "T4:after_review:upheld": 1, "T4:after_review:total": 1}
    text = text_of(TOLD, "1", changes)
    assert "行政复议1件，尚未审结。因政府信息公开被提起行政诉讼1件，为复议后起诉，结果维持。" in text


_YEARS = {
    2025: (
        ("1.1", "发布{}条"), ("1.3", "认定属性{}件"), ("1.5", "培训{}次"),
        ("5", "问题：更新慢{}天"), ("5", "措施：周更{}次"),
    ),
    2026: (
        ("1.1", "推送{}篇"), ("1.3", "修订台账{}份"), ("1.5", "考核得{}分"),
        ("5", "问题：终端少{}台"), ("5", "措施：增设{}台"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["subdistrict", "township", "department", "county"])
@pytest.mark.parametrize("seed", range(6))
def test_two_years_by_this_writer_are_not_copies(kind, seed):
    former = None
    for year, told in _YEARS.items():
        notes = tuple(Note(n, place, text.format(seed + n + 3)) for n, (place, text) in enumerate(told, 1))
        nil = report_of(dict.fromkeys(load_form("2021").cells, 0)).cells
        cells = nil if seed % 2 else random_report(seed + year).cells
        report = replace(report_of(kind=kind), year=year, notes=notes, cells=cells)
        for section in "156":
            paragraphs = draft_section(report, section, PlainWriter(), prior=former).narrative.paragraphs
            report = report.with_section(section, paragraphs)
        if former:
            found = check(Case(report, prior=former), only=("W-03",)).findings
            assert not [finding for finding in found if "字与" in finding.message or finding.section != "1.2"]
        former = report
