"""PDF files as they are found: a published one read to the letter, paragraphs put together, refusals explained."""

import random
import zlib
from contextlib import suppress

import pytest

from consistent import sound_report
from intake.drawn_pdf import FONT, LEFT, PITCH, RIGHT, SIZE, TOP, Drawing, Printer, Style, pdf_of
from report_assistant.errors import UnusableInput
from report_assistant.intake import read, read_bytes
from report_assistant.intake.pdf import read_pdf
from report_assistant.intake.pdf_leaf import MAX_LEAVES
from report_assistant.report import ABSENT
from shared_folder import shared_document

# What a person reads on the leaves of the published report, row by row.
TABLE_TWO = ["0", "0", "0", "0", "5", "5", "550", "4119", "195", "7730.28"]
TABLE_THREE = {
    "new": "21 0 0 0 0 0 21",
    "partial": "4 0 0 0 0 0 4",
    "denied.secret": "1 0 0 0 0 0 1",
    "denied.process": "1 0 0 0 0 0 1",
    "denied.case_file": "1 0 0 0 0 0 1",
    "unable.not_held": "10 0 0 0 0 0 10",
    "unable.to_create": "3 0 0 0 0 0 3",
    "refused.petition": "1 0 0 0 0 0 1",
    "total": "21 0 0 0 0 0 21",
}
TABLE_FOUR = ["10", "1", *["0"] * 8, "5", *["0"] * 4]
NOT_PRINTED = ("other.uncorrected", "other.unpaid", "other.other")  # one row （六）其他处理, as in the form before


@pytest.fixture(scope="module")
def published():
    return read(shared_document("洪泽区人民政府2023.pdf"))


def rows_of(report, table):
    """The cells of a table by their rows."""
    rows = {}
    for ref, cell in report.cells.items():
        if ref.startswith(table):
            rows.setdefault(ref.split(":")[1], []).append(cell)
    return rows


def test_the_published_report_says_whose_it_is(published):
    assert (published.organ.name, published.organ.kind, published.year) == ("洪泽区人民政府", "county", 2023)


def test_every_cell_of_the_published_report(published):
    two, four = rows_of(published, "T2"), rows_of(published, "T4")
    assert [cell.text for row in two.values() for cell in row] == TABLE_TWO
    assert [cell.text for row in four.values() for cell in row] == TABLE_FOUR  # its totals are printed as 0
    for row, cells in rows_of(published, "T3").items():
        if row in NOT_PRINTED:
            assert cells == [ABSENT] * 7
        else:
            assert [cell.text for cell in cells] == TABLE_THREE.get(row, "0 0 0 0 0 0 0").split(), row


def test_the_words_of_the_published_report(published):
    texts = {number: [p.text for p in paragraphs] for number, paragraphs in published.sections.items()}
    assert len(texts["1"]) == 7
    assert texts["1"][0].startswith(
        "本报告由淮安市洪泽区人民政府办公室根据《中华人民共和国政府信息公开条例》（国令第711号）"
    )
    assert texts["1"][0].endswith("大道90号，邮编：223100，电话：0517-87222589，电子邮箱：hzzwgk@126.com）。")
    assert (
        "严格执行“分级审核、先审后发”程序，落实“三审三校”制度，从严从实把好" in texts["1"][4]
    )  # over the end of a leaf
    assert texts["1"][6].endswith("建立政府网站日常监测机制。")
    assert len(texts["5"]) == 1
    assert texts["5"][0].startswith("2023年，洪泽区政府信息公开工作取得一定的成效，")
    assert texts["5"][0].endswith(
        "实行政府信息公开工作人员跟班学习制度，不断提高各单位政府信息公开工作人员的思想认识和业务工作水平。"
    )
    assert texts["6"] == [
        "2023年，区政府严格落实《政府信息公开信息处理费管理办法》，全年收取政府信息公开信息处理费0元。"
    ]
    headings = [p.heading for p in published.sections["1"]][2:]
    assert headings == [
        "（一）主动公开情况。",
        "（二）依申请公开情况。",
        "（三）政府信息管理情况。",
        "（四）政府信息公开平台建设情况。",
        "（五）政府信息公开监督保障情况。",
    ]


def test_what_is_printed_otherwise_is_remarked_on(published):
    told = {remark.code: remark.message for remark in published.remarks}
    assert "“2.其他法律行政止公开”" in told["label-altered"]
    assert "（六）其他处理" in told["row-unknown"]
    assert not {"table-missing", "heading-missing", "row-ragged", "cell-unreadable", "title-missing"} & set(told)


def lines_of(drawing):
    return list(read_pdf(drawing.bytes(), "x.pdf").lines)


def printed_in(words, **style):
    printer = Printer(Style(**style))
    for paragraph in words:
        printer.paragraph(paragraph)
    return printer.drawing


LONG = "统计期限自2025年1月1日起至2025年12月31日止，全年主动公开政府信息1136条，办理政府信息公开申请21件，均按期答复。"


def test_paragraphs_are_put_together_over_lines_and_leaves():
    words = [LONG * n for n in (1, 2, 40, 1, 3)]
    assert lines_of(printed_in(words, running="某县政府信息公开")) == words


def test_paragraphs_that_are_not_indented_end_with_their_last_line():
    drawing = Drawing()
    full = "一二三四五六七八九十" * 3
    for n, words in enumerate((full, full, "到此为止。", full, "又一段。")):
        drawing.text(LEFT, TOP + PITCH * n, words)
    assert lines_of(drawing) == [full + full + "到此为止。", full + "又一段。"]


def test_a_heading_behind_a_full_line_begins_anew():
    drawing = Drawing()
    full = "一二三四五六七八九十" * 3
    for n, words in enumerate((full, full[:-1] + "。", "（二）依申请公开", full)):
        drawing.text(LEFT, TOP + PITCH * n, words)
    assert lines_of(drawing) == [full + full[:-1] + "。", "（二）依申请公开", full]


def test_lines_of_a_table_of_contents_stay_apart():
    drawing = Drawing()
    for n, words in enumerate(("一、总体情况", "二、主动公开政府信息情况")):
        dots = "." * int(2 * ((RIGHT - LEFT) / SIZE - len(words)) - 2)
        drawing.text(LEFT, TOP + PITCH * n, f"{words}{dots}{n + 1}")
    assert [line.rstrip("0123456789.") for line in lines_of(drawing)] == ["一、总体情况", "二、主动公开政府信息情况"]


def test_a_space_at_the_end_of_a_line_parts_two_numbers():
    full = "一二三四五六七八九十" * 2 + "一二三四五六七八九"
    drawing = Drawing()
    for n, words in enumerate((full + "12", "34" + full, full + "56 ", "78")):
        drawing.text(LEFT, TOP + PITCH * n, words)
    assert lines_of(drawing) == [f"{full}1234{full}{full}56 78"]


def test_characters_set_wide_apart_are_one_text():
    drawing = Drawing()
    for n, letter in enumerate("这一行两端对齐所以字与字之间有空隙共21条12件"):
        drawing.text(LEFT + 1.2 * SIZE * n, TOP, letter)
    assert lines_of(drawing) == ["这一行两端对齐所以字与字之间有空隙共2 1条1 2件"]  # never joined to 21


def test_page_numbers_and_running_heads_are_no_text():
    drawing = printed_in([LONG * 30], running="某县2025年政府信息公开工作年度报告")
    drawing.text(300, 815, "第2页 共2页", 9)
    assert lines_of(drawing) == [LONG * 30]


def test_what_is_printed_twice_for_boldness_is_read_once():
    drawing = printed_in([LONG])
    for shift in (0, 0.3, 0.6):
        drawing.text(LEFT + shift, 400, "一、总体情况共22条")
    assert lines_of(drawing)[-1] == "一、总体情况共22条"


def test_a_water_mark_is_no_text():
    drawing = printed_in([LONG])
    drawing.text(200, 500, "内部资料", 60, turned=(0.7071, 0.7071))
    assert lines_of(drawing) == [LONG]


def test_radicals_that_browsers_print_are_read_as_the_characters_they_show():
    drawing = printed_in([LONG])
    mapped = FONT[:-2] + "/ToUnicode 4 0 R>>"
    pairs = {"民": "⺠", "门": "⻔", "工": "⼯", "年": "年"}
    table = "".join(f"<{ord(one):04x}> <{ord(other):04x}>\n" for one, other in pairs.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(pairs)} beginbfchar\n{table}"
        "endbfchar endcmap end end"
    )
    drawing.fonts, drawing.parts = mapped, [("", cmap.encode())]
    drawing.leaves[0].append("")
    drawing.text(LEFT, 600, "民门工年")
    assert lines_of(drawing)[-1] == "民门工年"


def test_words_typed_onto_a_leaf_are_part_of_it():
    drawing = printed_in([LONG])
    drawing.parts.append(
        (
            "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>",
            f"BT /F 14 Tf 2 5 Td <{'补充一句话'.encode('utf-16-be').hex()}> Tj ET".encode(),
        )
    )
    drawing.extra = (
        "/Annots[<</Type/Annot/Subtype/FreeText/F 4/Rect[85 400 285 420]/DA(/F 14 Tf)/Contents(x)/AP<</N 4 0 R>>>>]"
    )
    assert lines_of(drawing) == [LONG, "补充一句话"]


# Refusals: one line, in Chinese, with what to do.


def refusal(content, name="报告.pdf"):
    with pytest.raises(UnusableInput) as caught:
        read_bytes(content, name)
    assert caught.value.remedy
    assert caught.value.where == name
    return caught.value


def picture():
    return ("/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode",
            zlib.compress(bytes((0, 255, 255, 0))))  # fmt: skip


def test_a_scan_is_refused():
    drawing = Drawing(parts=[picture()])
    drawing.put("q 595 0 0 842 0 0 cm /X0 Do Q")
    told = refusal(drawing.bytes())
    assert "没有文字层" in told.what
    assert "OCR" in told.remedy
    assert "Word 原稿" in told.remedy


def test_a_leaf_that_is_a_picture_is_told_of():
    printer = Printer(Style())
    printer.drawing.parts.append(picture())
    content = printer.report(sound_report())
    leaves = len(printer.drawing.leaves)
    printer.drawing.leaf()
    printer.drawing.put("q 595 0 0 842 0 0 cm /X0 Do Q")
    assert read_bytes(content, "x.pdf").remarks == ()
    (told,) = read_bytes(printer.drawing.bytes(), "x.pdf").remarks
    assert told.code == "text-unplaced"
    assert told.message.startswith(f"第{leaves + 1}页是图片")


def test_characters_without_an_encoding_are_refused():
    drawing = Drawing(
        fonts=FONT.replace("UniGB-UCS2-H", "Identity-H").replace("GB1", "Identity").replace("STSong-Light", "F1")
    )
    Printer(Style(), drawing).paragraph(LONG * 3)
    assert "乱码" in refusal(drawing.bytes()).what


def test_strange_characters_are_refused():
    drawing = Drawing()
    drawing.text(LEFT, TOP, "ǝǟǡǣǥȁȃȅȇȉȋȍȏȑȓ" * 2)
    assert "乱码" in refusal(drawing.bytes()).what


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing else", b"%PDF", pdf_of(sound_report())[:900]])
def test_a_damaged_file_is_refused(content):
    assert "损坏" in refusal(content).what


def test_another_kind_of_file_is_refused():
    assert "不是 PDF" in refusal("政府信息公开工作年度报告".encode()).what


def test_too_many_leaves_are_refused():
    drawing = Drawing(leaves=[[] for _ in range(MAX_LEAVES + 1)])
    assert f"{MAX_LEAVES + 1} 页" in refusal(drawing.bytes()).what


def test_a_leaf_full_of_parts_is_refused():
    drawing = printed_in([LONG])
    drawing.put("0 0 1 1 re f\n" * 50_000)
    assert "异常庞大" in refusal(drawing.bytes()).what


def test_damage_never_does_more_than_refuse():
    """Bytes are changed at random: it is a page, or one line that says why not."""
    sound, chance = pdf_of(sound_report()), random.Random(7)
    for _ in range(60):
        damaged = bytearray(sound)
        for _ in range(chance.choice((1, 5, 60))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(UnusableInput):
            assert read_pdf(bytes(damaged), "x.pdf").blocks
