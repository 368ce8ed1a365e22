"""核对识读, carrying over, pasting and refused files, in a real browser."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from docx import Document

from report_assistant.export import render
from report_assistant.intake import read

pytestmark = pytest.mark.browser
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
DOUBTFUL = "T3:granted:natural"


@pytest.fixture(autouse=True)
def nothing_leaves_and_nothing_complains(seen):
    yield
    asked = {urlsplit(url).hostname for url in seen.requests if not url.startswith(("data:", "blob:"))}
    assert asked <= {"127.0.0.1"}
    assert seen.complaints == []


@pytest.fixture
def doubtful_document(tmp_path):
    """Last year's report in Word, with one cell nobody can read and one with its unit."""
    file = tmp_path / "上年报告.docx"
    file.write_bytes(render(read(CORPUS / "qinghe" / "2025.txt"), ".docx"))
    document = Document(file)
    rows = document.tables[1].rows
    for row, column, words in ((5, 3, "2或3"), (3, 3, "12件")):
        rows[row].cells[column].paragraphs[0].runs[0].text = words
    document.save(file)
    return file


def upload(page, button, *files):
    with page.expect_file_chooser() as chooser:
        page.locator(f"#{button}").click()
    chooser.value.set_files(list(files))


def opened(page, document):
    upload(page, "up-prior", document)
    page.locator("#said .done", has_text="有 1 格需要核对").wait_for(timeout=30_000)
    page.get_by_role("button", name="核对识读 1").click()
    sheet = page.get_by_role("dialog", name="核对识读")
    sheet.wait_for()
    return sheet


def in_pair(sheet, ref, kind):
    return sheet.locator(f".pair td.{kind}[data-cell='{ref}']")


def corrected(page, sheet, number):
    box = sheet.locator(f".looked td.typed[data-cell='{DOUBTFUL}'] input")
    box.fill(number)
    box.press("Enter")
    page.locator("#said .done", has_text="已更正并保存").wait_for(timeout=30_000)


def test_a_doubtful_cell_is_found_corrected_and_still_so_after_a_reload(page, doubtful_document):
    sheet = opened(page, doubtful_document)
    line = sheet.locator(f".looked tr[data-cell='{DOUBTFUL}']")
    assert "“2或3”" in line.inner_text()
    assert "存疑" in line.inner_text()
    assert re.search(r"第2个表格第6行第4列", line.inner_text())
    corrected(page, sheet, "8")
    assert "已更正" in line.inner_text()
    assert in_pair(sheet, DOUBTFUL, "words").inner_text() == "2或3"
    assert in_pair(sheet, DOUBTFUL, "typed").locator("input").input_value() == "8"
    page.reload()
    page.locator("[id='T3:new:natural'] input").wait_for(timeout=30_000)
    page.get_by_role("button", name="核对识读", exact=True).click()
    assert "已更正" in line.inner_text()
    line.get_by_role("button", name="恢复识读").click()
    page.locator("#said .done", has_text="已恢复").wait_for()
    assert in_pair(sheet, DOUBTFUL, "typed").locator("input").input_value() == ""


def test_a_correction_that_is_no_number_does_not_pass_for_saved(page, doubtful_document):
    sheet = opened(page, doubtful_document)
    corrected(page, sheet, "8")
    box = sheet.locator(f".looked td.typed[data-cell='{DOUBTFUL}'] input")
    box.fill("0件")
    box.press("Enter")
    page.wait_for_function("document.body.classList.contains('refused')")
    assert "只填整数" in box.evaluate("(box) => getComputedStyle(box.parentElement, '::after').content")
    assert not page.locator("#said p").is_visible()
    assert "不能保存" in page.locator("#chip").inner_text()
    corrected(page, sheet, "0")
    assert page.locator("#said .done").is_visible()
    assert page.locator("#chip").inner_text() == "本年报告还没有改动"  # it was last year's that was saved


def test_twins_light_up_for_the_pointer_and_for_the_keyboard(page, doubtful_document):
    sheet = opened(page, doubtful_document)
    in_pair(sheet, "T3:new:natural", "words").hover()
    assert "twin" in in_pair(sheet, "T3:new:natural", "typed").get_attribute("class")
    assert "原文“12件”" in sheet.locator(".hint").inner_text()
    in_pair(sheet, DOUBTFUL, "typed").locator("input").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.ref") == "T3:partial:natural"
    assert "twin" in in_pair(sheet, "T3:partial:natural", "words").get_attribute("class")
    assert sheet.locator("td.twin").evaluate_all("(all) => new Set(all.map((td) => td.dataset.cell)).size") == 1


def test_the_sheet_fits_filters_and_lets_nothing_beneath_be_reached(page, doubtful_document):
    sheet = opened(page, doubtful_document)
    page.wait_for_function("document.querySelector('#desk').inert")
    for width in (1440, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert sheet.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        tops = [in_pair(sheet, "T3:total:total", kind).bounding_box()["y"] for kind in ("words", "typed")]
        assert abs(tops[0] - tops[1]) < 1, "the same row at the same height"
    sheet.get_by_label("只看需要核对的").check()
    assert not sheet.locator(".pair").first.is_visible()
    corrected(page, sheet, "8")
    assert sheet.get_by_label("只看需要核对的").is_checked()
    page.keyboard.press("Tab")
    sheet.get_by_label("只看需要核对的").focus()
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('#desk').inert")
    assert sheet.count() == 0
    assert page.evaluate("document.activeElement.id") == "open-review"


def test_organ_and_year_are_put_right(page, doubtful_document):
    sheet = opened(page, doubtful_document)
    sheet.get_by_label("单位全称").fill("样例市白水镇人民政府")
    sheet.get_by_label("类别").select_option("乡镇")
    sheet.get_by_role("button", name="确认单位和年度").click()
    page.locator("#said .done", has_text="样例市白水镇人民政府 2025 年（乡镇）").wait_for(timeout=30_000)
    assert sheet.get_by_label("单位全称").input_value() == "样例市白水镇人民政府"


def test_what_last_year_hands_on_is_accepted_into_the_table(page):
    assert page.locator("[id='T3:carried_in:natural'] input").input_value() == "2"
    page.locator("#carry-3").click()
    card = page.locator("#proposals article", has_text="四、结转下年度继续办理")
    card.wait_for(timeout=30_000)
    card.get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_function("document.querySelector(\"[id='T3:carried_in:natural'] input\").value === '1'")
    assert page.locator("[id='T3:carried_in:total'] output").inner_text() == "2"


def test_a_page_that_is_pasted_is_read_with_its_tables(page):
    markup = render(read(CORPUS / "qinghe" / "2025.txt"), ".html").decode("utf-8").replace("2025", "2024")
    page.locator("#open-paste").click()
    box = page.get_by_label("粘贴报告内容").locator("textarea")
    box.evaluate(
        """(box, markup) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", markup);
            clipboardData.setData("text/plain", "样例市青禾街道办事处\\t1");
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        markup,
    )
    assert page.locator("#paste .kept").inner_text() == "已连同表格的行列一起粘贴"
    page.get_by_role("button", name="作为上年报告导入").click()
    page.locator("#said .heed", has_text="已导入上年报告：样例市青禾街道办事处 2024 年").wait_for(timeout=30_000)
    assert "2024 年" in page.locator("#contents .facts").inner_text()


def test_pasted_words_that_are_no_report_are_refused_with_a_card(page):
    page.locator("#open-paste").click()
    page.get_by_label("粘贴报告内容").locator("textarea").fill("今天天气不错")
    page.get_by_role("button", name="作为上年报告导入").click()
    card = page.locator("#failures article", has_text="粘贴的内容")
    card.wait_for(timeout=30_000)
    assert "怎么办" in card.inner_text()
    page.get_by_role("button", name="知道了").click()
    page.wait_for_function("!document.querySelector('#failures article')")


def test_of_several_files_the_good_ones_come_in(page, tmp_path):
    picture = tmp_path / "照片.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    upload(page, "up-notes", picture, CORPUS / "qinghe" / "2026.notes.md")
    page.locator("#failures article", has_text="照片.png").wait_for(timeout=30_000)
    assert "停在：检查和识读" in page.locator("#failures").inner_text()
    assert "其余 1 个已导入" in page.locator("#said .trouble").inner_text()
    assert page.locator("#notes li").count() > 5


def test_a_file_that_is_too_large_is_told_on_the_page(page, tmp_path):
    large = tmp_path / "上年报告.txt"
    large.write_bytes(b"0" * (20 * 1024 * 1024 + 1))
    upload(page, "up-prior", large)
    card = page.get_by_role("alert")
    assert "“上年报告.txt”有 20.0 MB，超过 20 MB，没有导入" in card.inner_text()
    upload(page, "up-notes", large, CORPUS / "qinghe" / "2026.notes.md")
    assert card.count() == 1
    card.get_by_role("button", name="知道了").click()
    assert card.count() == 0


def test_another_organs_report_is_taken_with_a_warning(page, tmp_path):
    other = tmp_path / "别的单位.txt"
    text = (CORPUS / "qinghe" / "2025.txt").read_text(encoding="utf-8")
    other.write_text(text.replace("青禾街道", "白水街道"), encoding="utf-8")
    upload(page, "up-prior", other)
    page.locator("#said .heed", has_text="样例市白水街道办事处 2025 年").wait_for(timeout=30_000)
    assert "样例市白水街道办事处 2025 年" in page.locator("#contents .facts .heed").inner_text()
    assert "不是本单位连续两年的对比" in page.locator("#comparison p.heed").inner_text()
