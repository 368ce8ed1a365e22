"""The web page: semantic, self-contained, nobody's text a tag."""

from collections import Counter

import pytest
from lxml import etree, html

from consistent import sound_prior, sound_report
from report_assistant.comparison import compare
from report_assistant.export import comparison_html, render
from report_assistant.report import Paragraph


def _page(report=None, draft: bool = False) -> etree._Element:
    return html.document_fromstring(render(report or sound_report(), ".html", draft))


def test_language_title_and_headings():
    page = _page()
    assert page.get("lang") == "zh-CN"
    assert page.findtext("head/title") == page.findtext(".//h1") == "样例市青禾街道办事处2025年政府信息公开工作年度报告"
    assert [heading.text[:2] for heading in page.iter("h2")] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [heading.text for heading in page.iter("h3")][1] == "（二）依申请公开"


def test_boxes_have_a_scope_and_the_official_spans():
    table = _page().findall(".//table")[1]
    heads = {box.text: box for box in table.iter("th")}
    assert len(table.findall("thead/tr")) == 3
    assert len(table.findall("tbody/tr")) == 25
    spans = {text: (box.get("rowspan"), box.get("colspan"), box.get("scope")) for text, box in heads.items()}
    assert spans["申请人情况"] == (None, "7", "colgroup")
    assert spans["法人或其他组织"] == (None, "5", "colgroup")
    assert spans["自然人"] == ("2", None, "col")
    assert spans["（三）不予公开"] == ("8", None, "rowgroup")
    assert spans["（七）总计"] == (None, "2", "row")
    assert all(box.get("scope") for box in table.iter("th"))
    assert len(list(table.iter("td"))) == 175


@pytest.mark.parametrize(
    "page",
    [
        _page(),
        html.document_fromstring(
            comparison_html(compare(sound_report(), sound_prior()), sound_report(), sound_prior())
        ),
    ],
)
def test_nothing_is_fetched_and_nothing_runs(page):
    tags = Counter(element.tag for element in page.iter())
    assert not set(tags) & {"script", "style", "link", "img", "iframe", "a", "form"}
    names = {name for element in page.iter() for name in element.attrib}
    assert names <= {"lang", "charset", "name", "content", "style", "scope", "rowspan", "colspan", "aria-label"}
    assert "url(" not in etree.tostring(page, encoding="unicode")


def test_text_is_escaped():
    hostile = "</p><script>alert('1')</script>&amp;\"“我”"
    page = _page(sound_report().with_section("6", (Paragraph(hostile, heading="<b>小标题</b>"),)))
    assert hostile in [p.text for p in page.iter("p")]
    assert "<b>小标题</b>" in [h.text for h in page.iter("h3")]
    assert list(page.iter("script")) == list(page.iter("b")) == []


def test_a_draft_is_marked_first():
    page = _page(draft=True)
    first = page.find(".//article")[0]
    assert (first.tag, first.text) == ("p", "草稿（尚未审定）")
    assert page.findtext("head/title").endswith("（草稿）")
    assert "草稿" not in _page().text_content()


def test_comparison_lists_what_changed_in_the_forms_words():
    page = html.document_fromstring(
        comparison_html(compare(sound_report(), sound_prior()), sound_report(), sound_prior())
    )
    rows = {row[0].text: [box.text for box in row[1:]] for row in page.findall(".//table")[0].findall("tbody/tr")}
    assert rows["表三“一、本年新收政府信息公开申请数量”的“自然人”"] == ["7", "9", "+2（+28.6%）", "有变化"]
    assert "表三“二、上年结转政府信息公开申请数量”的“商业企业”" not in rows
    sentences = [table for table in page.iter("table") if "逐句对比" in table.get("aria-label")]
    fates = [row[-1].text for table in sentences for row in table.findall("tbody/tr")]
    assert set(fates) <= {"相同", "有改动", "新增", "删去"}
    assert len(fates) > 3


def test_last_year_s_promises_stand_beside_this_year_s_account_and_a_gap_is_named():
    prior = sound_prior().with_section("5", (Paragraph("改进措施：一是轮流撰写解读稿件；二是<录制>方言音频。"),))
    page = html.document_fromstring(comparison_html(compare(sound_report(), prior), sound_report(), prior))
    (table,) = (table for table in page.iter("table") if table.get("aria-label") == "上年提出的改进与本年交代")
    rows = [[box.text for box in row] for row in table.findall("tbody/tr")]
    assert [row[0] for row in rows] == ["轮流撰写解读稿件；", "<录制>方言音频。"]
    assert "轮流撰写解读稿件" in rows[0][1]
    assert rows[1][1] == "未见交代"
    bare = sound_prior().with_section("5", (Paragraph("主要问题是解读偏少。"),))
    assert "本年交代" not in comparison_html(compare(sound_report(), bare), sound_report(), bare)


def test_the_comparison_names_the_organ_and_both_years():
    page = html.document_fromstring(
        comparison_html(compare(sound_report(), sound_prior()), sound_report(), sound_prior())
    )
    assert page.findtext(".//h1") == "样例市青禾街道办事处 2025 年度报告与 2024 年度报告的对比"
    assert [head.text for head in page.find(".//thead//tr")] == ["数据", "2024 年", "2025 年", "增减", "情况"]
