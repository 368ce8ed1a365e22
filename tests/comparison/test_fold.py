"""Folding: what counts as the same text, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from report_assistant.comparison import fold, own_text

TEXT = st.text(st.sampled_from("公开答复，。；“”（） \n\u3000ＡＢ2024年二〇〇五１８九件《》"), max_size=60)


def test_spaces_widths_quotes_and_years_make_no_difference():
    one = fold("2024 年，公开“清单”１２件（Ａ类）。")
    other = fold("2025年,公开「清单」12件(A类)。")
    assert one.text == other.text == '0000年,公开"清单"12件(A类)。'


def test_a_year_in_numerals_is_a_year_and_other_numbers_stand():
    assert fold("二〇二四年").text == fold("二○二五年").text == "0000年"
    assert fold("2024件").text != fold("2025件").text
    assert fold("12024年").text == "12024年"


@given(TEXT)
def test_every_folded_character_knows_where_it_stood(text):
    folded = fold(text)
    assert len(folded.text) + len(folded.gaps) == len(text)
    for n, character in enumerate(folded.text):
        at = folded.origin(n)
        assert folded.folded_span(at, at + 1) == (n, n + 1)
        assert folded.span(n, n + 1) == (at, at + 1)
        assert not text[at].isspace()
        if not character.isdigit():
            assert fold(text[at]).text == character


@given(TEXT)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text).text).text == fold(text).text


def test_a_span_of_folded_text_is_the_stretch_it_stood_on():
    text = "本 年　新收 12 件"
    folded = fold(text)
    start = folded.text.index("新收")
    begin, end = folded.span(start, start + 4)
    assert text[begin:end] == "新收 12"


def test_own_text_leaves_out_what_everyone_must_write():
    text = "根据《中华人民共和国政府信息公开条例》编制本报告。全年解读九件。未收取信息处理费"
    assert own_text(text) == "全年解读九件。"


def test_ordinary_sentences_are_nobodys_stock():
    for text in (
        "根据群众需求，通过网站发布办事指南36条。",
        "没有再因说理不足被纠正；财政信息专栏于二季度归并上线。",
        "公开专区利用不均衡，工作日上午集中，其余时段冷清。",
        "编制公开清单，公布项目节点信息88条。",
    ):
        assert own_text(text) == fold(text).text


def test_a_gap_that_is_still_to_be_filled_is_nobodys_words():
    assert own_text("平台情况为〔待补充：门户网站、政务新媒体的建设和维护情况〕。") == "平台情况为。"


def test_what_a_whole_county_writes_is_nobodys_own():
    for text in (
        "如对本报告有疑问，请与样例市政务公开办公室联系（地址：人民路1号；邮编：000000；电话：0000-0000000）。",
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
        "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
        "深入学习贯彻党的二十大和二十届历次全会精神，坚持以公开为常态、不公开为例外。",
        "本年度没有因政府信息公开引起的行政复议，收取信息处理费0元，无其他需要报告的事项。",
        "依法保障公民、法人和其他组织获取政府信息，提高政府工作的透明度，建设法治政府。",
    ):
        assert len(own_text(text)) < 20, own_text(text)


def test_ten_pieces_are_not_nil():
    assert own_text("收到政府信息公开申请0件") == ""
    assert own_text("收到政府信息公开申请10件") == "收到政府信息公开申请10件"
