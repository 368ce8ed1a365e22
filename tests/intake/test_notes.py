"""Notes: a heading names the place, each entry or paragraph is one note, nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.errors import UnusableInput
from report_assistant.intake.notes import parse_notes, read_notes
from report_assistant.report import Note


def _places(text: str) -> list[tuple[str, str]]:
    return [(note.place, note.text) for note in parse_notes(text)]


def test_entries_and_paragraphs_are_notes_in_order():
    text = """# 2026年情况说明

## 主动公开
- 通过门户网站发布信息86条，
  其中政策解读4条。
* 新增“一老一小”专栏1个
1. 回应群众关切12次
2、召开新闻发布会 2 场

全年更新公开指南
一次。

## 五、存在的主要问题及改进情况
解读形式单一。
"""
    assert parse_notes(text) == (
        Note(1, "1.1", "通过门户网站发布信息86条，其中政策解读4条。"),
        Note(2, "1.1", "新增“一老一小”专栏1个"),
        Note(3, "1.1", "回应群众关切12次"),
        Note(4, "1.1", "召开新闻发布会 2 场"),
        Note(5, "1.1", "全年更新公开指南一次。"),
        Note(6, "5", "解读形式单一。"),
    )


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("# 总体情况", "1"),
        ("## 一、总体情况", "1"),
        ("## 一", "1"),
        ("### 主动公开", "1.1"),
        ("### （一）主动公开：", "1.1"),
        ("### (二) 依申请公开情况", "1.2"),
        ("### 1.2", "1.2"),
        ("### 1.3 信息管理", "1.3"),
        ("###1．4　平台建设", "1.4"),
        ("### **监督保障**", "1.5"),
        ("### 一（五）监督保障", "1.5"),
        ("## 五、存在的主要问题及改进情况", "5"),
        ("## 五、问题和改进", "5"),
        ("## 5. 问题", "5"),
        ("## 五", "5"),
        ("## 六、其他需要报告的事项", "6"),
        ("## 六、收费", "6"),
        ("## 6", "6"),
        ("## 其他需要报告的事项 ##", "6"),
        ("（三）政府信息管理", "1.3"),
        ("**依申请公开**", "1.2"),
        ("二、依申请公开", "1.2"),
        ("## 三、收到和处理政府信息公开申请情况", ""),
        ("## 财政所", ""),
        ("## 2026年", ""),
        ("## 15个部门", ""),
    ],
)
def test_headings_and_the_places_they_name(heading, place):
    assert _places(f"{heading}\n全年开展培训2次。\n") == [(place, "全年开展培训2次。")]


def test_text_before_any_heading_is_kept():
    assert _places("先说一句。\n\n## 监督保障\n考核优秀。\n") == [("", "先说一句。"), ("1.5", "考核优秀。")]


def test_a_heading_of_ones_own_below_a_known_one_stays_with_it():
    text = "## 主动公开\n### 网站\n发布86条。\n## 财政所\n收费0元。\n### 小节\n另一件。\n"
    assert _places(text) == [("1.1", "发布86条。"), ("", "收费0元。"), ("", "另一件。")]


def test_ordinals_of_a_numbering_of_ones_own_name_no_section():
    text = "## 一、党政办\n甲。\n## 二、财政所\n乙。\n## 五、民政所\n丙。\n## 监督保障\n丁。\n"
    assert _places(text) == [("", "甲。"), ("", "乙。"), ("", "丙。"), ("1.5", "丁。")]


def test_notes_without_headings_are_accepted():
    assert _places("全年未收费。\n\n- 收到申请12件\n") == [("", "全年未收费。"), ("", "收到申请12件")]


def test_marks_of_emphasis_and_comments_are_no_text():
    text = "<!-- 填写说明\n可删 -->\n## 主动公开\n---\n> **发布**信息`86`条\n***\n"
    assert _places(text) == [("1.1", "发布信息86条")]


def test_only_latin_words_are_parted_where_lines_join():
    assert _places("使用 WPS\nOffice 编写\n说明，共\n3 份")[0][1] == "使用 WPS Office 编写说明，共3 份"


@pytest.mark.parametrize("text", ["", "  \n", "# 只有标题\n", "<!-- 说明 -->", "---\n"])
def test_nothing_told_is_refused(text):
    with pytest.raises(UnusableInput, match="没有一条情况说明"):
        parse_notes(text, "说明.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_in_the_encodings_of_an_office(tmp_path, encoding):
    path = tmp_path / "说明.md"
    path.write_bytes("## 主动公开\r\n- 发布信息86条\r\n".encode(encoding))
    assert read_notes(path) == (Note(1, "1.1", "发布信息86条"),)


@pytest.mark.parametrize(("content", "says"), [(b"", "文件是空的"), (b"PK\x03\x04\x00\x00", "内容不是文字")])
def test_files_that_are_no_notes(tmp_path, content, says):
    path = tmp_path / "说明.md"
    path.write_bytes(content)
    with pytest.raises(UnusableInput, match=f"说明.md：{says}"):
        read_notes(path)


@pytest.mark.parametrize("name", ["说明.docx", "说明.PDF", "说明.html"])
def test_a_document_is_told_what_notes_are_written_in(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(UnusableInput, match=rf"^{name}：情况说明要用 \.md 或 \.txt 文字文件，不能读取 .*另存为纯文本"):
        read_notes(path)


@given(st.lists(st.text("发布信息公开的了一二三123、，。（）-*# \n", min_size=1, max_size=30), min_size=1, max_size=8))
def test_no_character_of_a_note_is_lost(paragraphs):
    words = "".join(f"甲{paragraph.replace('#', '')}乙" for paragraph in paragraphs)
    kept = "".join(note.text for note in parse_notes("\n\n".join(f"甲{p.replace('#', '')}乙" for p in paragraphs)))
    marks = str.maketrans("", "", " \n*-、.（）()0123456789一二三")
    assert kept.translate(marks) == words.translate(marks)


@pytest.mark.parametrize(
    "text",
    [
        "1.组织培训3次\n2.考核优秀\n3.未被追责",
        "1.2026年组织培训3次\n2.考核优秀\n3.未被追责".replace("2026年", ""),
        "①组织培训3次\n②考核优秀\n③未被追责",
        "①组织培训3次②考核优秀③未被追责",
        "⑴组织培训3次\n⑵考核优秀\n⑶未被追责",
        "（1）组织培训3次\n(2)考核优秀\n（3）未被追责",
        "1、组织培训3次\n2、考核优秀\n3、未被追责",
        "-组织培训3次\n-考核优秀\n-未被追责",
        "一、组织培训3次\n二、考核优秀\n三、未被追责",
        "（一）组织培训3次\n（二）考核优秀\n（三）未被追责",
        "一是组织培训3次\n二是考核优秀\n三是未被追责",
        "1)组织培训3次\n2）考核优秀\n•未被追责",
    ],
)
def test_each_list_mark_begins_a_note(text):
    assert [words for _, words in _places(text)] == ["组织培训3次", "考核优秀", "未被追责"]


def test_a_number_at_the_head_of_a_line_is_no_list_mark():
    assert _places("共发布\n1.5万条") == [("", "共发布1.5万条")]
    assert _places("1.2026年组织培训3次") == [("", "2026年组织培训3次")]


@pytest.mark.parametrize(
    ("heading", "note"),
    [
        ("五、存在问题", ("5", "更新慢")),
        ("存在的主要问题：", ("5", "问题：更新慢")),
        ("（一）主要问题", ("5", "问题：更新慢")),
        ("下步打算：", ("5", "措施：更新慢")),
        ("下一步工作计划", ("5", "措施：更新慢")),
        ("改进措施：", ("5", "措施：更新慢")),
        ("上年问题整改情况", ("5", "上年整改：更新慢")),
        ("问题及改进措施", ("5", "更新慢")),
        ("六、其他", ("6", "更新慢")),
        ("其他事项", ("6", "更新慢")),
        ("信息处理费：", ("6", "信息处理费：更新慢")),
        ("（五）监督保障", ("1.5", "更新慢")),
        ("主动公开工作情况：", ("1.1", "更新慢")),
    ],
)
def test_a_short_unmarked_line_that_names_a_part_is_its_heading(heading, note):
    assert _places(f"{heading}\n更新慢") == [note]


def test_a_heading_with_a_note_on_its_line_and_a_note_with_a_label_of_its_own():
    assert _places("（五）监督保障：组织培训3次\n下步打算：\n问题：更新慢") == [
        ("1.5", "组织培训3次"),
        ("5", "问题：更新慢"),
    ]


def test_a_document_title_is_no_fact_but_a_sentence_like_it_is():
    assert _places("样例市青禾街道2026年政府信息公开工作情况说明\n考核优秀") == [("", "考核优秀")]
    heard = "党工委听取2026年政府信息公开工作情况汇报"
    assert _places(f"{heard}\n\n考核优秀") == [("", heard), ("", "考核优秀")]
