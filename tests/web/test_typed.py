import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits
from hypothesis import strategies as st

from consistent import sound_report
from report_assistant.report import Organ, Origin, Paragraph, Report
from report_assistant.web.typed import box_text, with_box

PLACES = ("1", "1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")
SECTION_1 = (
    Paragraph("依据条例编制。"),
    Paragraph("全年公开12条。", "（一）主动公开", ("note:1",), Origin.PLAIN),
    Paragraph("另有解读3件。", None, ("note:2",), Origin.PLAIN),
    Paragraph("没有新规定。", "（三）政府信息管理", (), Origin.MODEL),
)
SECTION_5 = (Paragraph("公开不够及时。", "（一）主要问题"), Paragraph("按月更新。", "（二）改进措施", ("note:3",)))
REPORT = Report(Organ("样例市青禾街道办事处"), 2026, sections={"1": SECTION_1, "5": SECTION_5})


def texts(paragraphs):
    return [(paragraph.heading, paragraph.text) for paragraph in paragraphs]


def test_a_topic_s_box_leaves_out_its_heading_and_holds_its_paragraphs_line_by_line():
    assert box_text(REPORT, "1.1") == "全年公开12条。\n另有解读3件。"
    assert box_text(REPORT, "1") == "依据条例编制。"
    assert box_text(REPORT, "1.2") == ""


def test_a_section_s_box_shows_its_headings():
    assert box_text(REPORT, "5") == "（一）主要问题\n公开不够及时。\n（二）改进措施\n按月更新。"


@pytest.mark.parametrize("place", PLACES)
def test_a_box_left_as_it_was_changes_nothing(place):
    assert with_box(REPORT, place, box_text(REPORT, place)) == REPORT.sections.get(place[0], ())


def test_the_sample_survives_every_box_unchanged(bench):
    report = bench.sample_desk().report
    for place in PLACES:
        assert with_box(report, place, box_text(report, place)) == report.sections[place[0]]


def test_only_the_line_that_changed_is_typed_and_the_others_keep_what_carries_them():
    changed = with_box(REPORT, "1.1", "全年公开13条。\n另有解读3件。")
    assert changed[0] == SECTION_1[0]
    assert changed[1] == Paragraph("全年公开13条。", "（一）主动公开", (), Origin.TYPED)
    assert changed[2:] == SECTION_1[2:]


def test_an_emptied_box_takes_its_heading_with_it():
    assert with_box(REPORT, "1.1", " \n") == (SECTION_1[0], SECTION_1[3])


def test_a_new_topic_gets_the_form_s_heading_in_the_form_s_order():
    changed = with_box(REPORT, "1.2", "新收12件。")
    assert changed[3] == Paragraph("新收12件。", "（二）依申请公开", (), Origin.TYPED)
    assert changed[4] == SECTION_1[3]


def test_a_first_box_of_an_empty_report():
    empty = Report(Organ("样例市青禾街道办事处"), 2026)
    assert texts(with_box(empty, "1.5", "培训3次。")) == [("（五）监督保障", "培训3次。")]
    assert texts(with_box(empty, "6", "没有收取信息处理费。")) == [(None, "没有收取信息处理费。")]


def test_headings_typed_into_a_section_s_box_are_headings():
    changed = with_box(REPORT, "5", "（一）主要问题\n公开不够及时。\n（三）下一步\n加强培训。")
    assert texts(changed) == [("（一）主要问题", "公开不够及时。"), ("（三）下一步", "加强培训。")]


def test_a_heading_typed_into_a_topic_s_box_stays_text_there():
    changed = REPORT.with_section("1", with_box(REPORT, "1.1", "全年公开12条。\n（六）附记\n另有解读3件。"))
    assert box_text(changed, "1.1") == "全年公开12条。\n（六）附记\n另有解读3件。"


LINE = st.text("公开申请件0123456789，（）一<&", min_size=1, max_size=30).map(str.strip).filter(bool)


@limits(max_examples=60)
@drawn(st.sampled_from(("1.1", "1.2", "1.3", "1.5", "6")), st.lists(LINE.map(lambda line: f"文{line}"), max_size=4))
def test_what_is_typed_is_what_stands_there_and_nothing_else_moves(place, lines):
    changed = REPORT.with_section(place[0], with_box(REPORT, place, "\n".join(lines)))
    assert box_text(changed, place) == "\n".join(lines)
    for other in PLACES:
        if other != place:
            assert box_text(changed, other) == box_text(REPORT, other)


def test_a_corrected_figure_does_not_put_the_imported_line_under_judgement_anew():
    line = "全年发布信息431条。本年作出行政许可决定57件、行政处罚决定4件。"
    report = sound_report().with_section("1", (Paragraph(line, "（一）主动公开"),))
    (corrected,) = with_box(report, "1.1", line.replace("57", "36"))
    (invented,) = with_box(report, "1.1", line.replace("57", "58"))
    (rewritten,) = with_box(report, "1.1", "门户网站发布12条。")
    assert [one.origin for one in (corrected, invented, rewritten)] == [Origin.IMPORTED, Origin.TYPED, Origin.TYPED]
