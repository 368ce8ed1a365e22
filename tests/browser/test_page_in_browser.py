"""A clerk's way through the page, in a real browser."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
SAVED = (
    "!document.body.classList.contains('typing') && document.querySelector('#chip .saved').innerText.includes('已保存')"
)


@pytest.fixture(autouse=True)
def nothing_leaves_and_nothing_complains(seen):
    """Every test of this file proves it: requests go to this machine only, and the console stays empty."""
    yield
    asked = {urlsplit(url).hostname for url in seen.requests if not url.startswith(("data:", "blob:"))}
    assert asked <= {"127.0.0.1"}
    assert seen.complaints == []


BESIDE = "(ref) => getComputedStyle(document.getElementById(ref), '::after').content"


def tab(page, name):
    page.locator("#tabs [role=tab]", has_text=name).click()


def cell(page, ref):
    return page.locator(f"[id='{ref}'] input")


def total(page, ref):
    return page.locator(f"[id='{ref}'] output").inner_text()


def finding_rules(page):
    tab(page, "问题")
    return " ".join(page.locator("#findings article header b").all_inner_texts())


def say(page, words):
    tab(page, "助手")
    page.get_by_label("对助手说").fill(words)
    page.get_by_label("对助手说").press("Enter")


def test_the_first_page_is_answered_within_ten_seconds(seconds_of_app_py):
    assert seconds_of_app_py <= 10


def test_the_page_opens_on_the_sample_with_its_planted_errors(page, seen):
    assert len(seen.requests) > 10
    assert page.locator("#mast h1").inner_text().startswith("样例市青禾街道办事处")
    assert page.locator("#chip .saved").inner_text().startswith("本年报告还没有改动")
    rules = finding_rules(page)
    assert all(rule in rules for rule in ("T3-02", "Y-01", "N-02", "N-04", "W-01", "W-02", "W-03", "F-01", "T2-01"))
    assert "has-error" in page.locator("[id='T3:granted:natural']").get_attribute("class")


def test_the_tables_fit_the_window(page):
    assert page.evaluate("document.documentElement.scrollWidth <= 1440")
    for table in page.locator("table.official").all():
        assert table.bounding_box()["width"] <= page.locator("#middle").bounding_box()["width"]


def test_a_typed_cell_is_saved_and_moves_totals_and_findings(page):
    assert "T3-02" in finding_rules(page)
    assert total(page, "T3:granted:total") == "12"
    cell(page, "T3:granted:natural").fill("9")
    assert page.locator("#chip .unsaved").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_function(SAVED)
    assert page.evaluate("document.activeElement.dataset.ref") == "T3:partial:natural"
    assert "T3-02" not in finding_rules(page)
    cell(page, "T3:granted:business").fill("5")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector(\"[id='T3:granted:total'] output\").innerText === '15'")
    assert "第 2 版" in page.locator("#chip .saved").inner_text()


def test_what_is_no_number_is_not_sent_and_the_chip_says_so(page):
    box = cell(page, "T3:new:natural")
    box.fill("二十件")
    page.keyboard.press("Tab")
    page.wait_for_function("document.body.classList.contains('refused')")
    assert page.locator("#chip").inner_text() == "有输入尚未保存（红框里的不能保存）"
    assert "不能保存：只填整数" in page.evaluate(BESIDE, "T3:new:natural")
    box.focus()
    assert "只能填数字" in page.locator("#grid-3 .hint").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert box.input_value() == "20"
    assert page.evaluate(BESIDE, "T3:new:natural") == "none"
    assert page.locator("#chip .saved").inner_text().startswith("本年报告还没有改动")


def test_full_width_digits_and_a_pasted_block_are_taken(page):
    page.evaluate("""() => {
        const box = document.querySelector("[id='T3:denied.secret:natural'] input");
        box.focus();
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "１\\t2\\n3\\t4\\n");
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }""")
    page.wait_for_function(SAVED)
    refs = [f"T3:denied.{row}:{column}" for row in ("secret", "law") for column in ("natural", "business")]
    assert [cell(page, ref).input_value() for ref in refs] == ["1", "2", "3", "4"]
    assert total(page, "T3:denied.secret:total") == "3"


def test_what_was_pasted_and_is_no_number_is_not_told_to_be_saved(page):
    page.evaluate("""() => {
        const box = document.querySelector("[id='T3:denied.secret:natural'] input");
        box.focus();
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "1,234\\t1,2");
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }""")
    page.wait_for_function("document.querySelector('#chip .saved').innerText.includes('第 1 版')")
    assert cell(page, "T3:denied.secret:natural").input_value() == "1234"
    assert cell(page, "T3:denied.secret:business").input_value() == "1,2"
    assert page.locator("#chip .unsaved").is_visible()


def test_a_blank_is_kept_apart_from_nought(page):
    cell(page, "T3:new:other").fill("")
    page.keyboard.press("Enter")
    page.wait_for_function(SAVED)
    page.reload()
    cell(page, "T3:new:other").wait_for()
    assert cell(page, "T3:new:other").input_value() == ""
    assert cell(page, "T3:new:welfare").input_value() == "0"
    assert "blank" in page.locator("[id='T3:new:other']").get_attribute("class")


def test_a_sentence_becomes_a_proposal_and_accepting_it_fills_the_table(page):
    say(page, "今年新收申请12件，其中自然人9件")
    page.locator("#tabs [role=tab]", has_text="建议 1").wait_for()
    assert cell(page, "T3:new:natural").input_value() == "20"
    tab(page, "建议")
    page.locator("#proposals").get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_function(SAVED)
    assert cell(page, "T3:new:natural").input_value() == "9"
    assert page.locator("#proposals article").count() == 0


def test_an_enter_that_chooses_a_candidate_sends_nothing(page):
    tab(page, "助手")
    words = page.get_by_label("对助手说")
    words.fill("检查一下")
    for told in ("isComposing: true", "isComposing: false, keyCode: 229"):
        words.evaluate(
            f"(box) => ['keydown', 'keypress', 'keyup'].forEach((kind) => box.dispatchEvent("
            f"new KeyboardEvent(kind, {{ key: 'Enter', bubbles: true, cancelable: true, {told} }})))"
        )
    page.wait_for_timeout(600)
    assert words.input_value() == "检查一下"
    words.press("Enter")
    page.wait_for_function("document.querySelector('#words textarea').value === ''")


def test_a_draft_is_proposed_and_accepted_into_its_box(page):
    page.locator("#draft-6").click()
    drafted = page.locator("#proposals .drafted p").first
    drafted.wait_for(timeout=60_000)
    text = drafted.inner_text()
    assert "信息处理费" in text
    assert page.locator("#text-6 textarea").input_value() != text
    page.locator("#proposals").get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_function("(text) => document.querySelector('#text-6 textarea').value.includes(text)", arg=text)
    assert "F-01" not in finding_rules(page)


def test_text_that_was_typed_is_saved_when_the_box_is_left(page):
    box = page.locator("#text-6 textarea")
    box.fill("本年度没有收取信息处理费。")
    assert page.locator("#chip .unsaved").is_visible()
    box.blur()
    page.wait_for_function(SAVED)
    page.reload()
    page.wait_for_function("document.querySelector('#text-6 textarea')?.value === '本年度没有收取信息处理费。'")


def test_a_draft_document_is_downloaded_as_word(page):
    with page.expect_download(timeout=60_000) as caught:
        page.locator("#export-draft").click()
    assert caught.value.suggested_filename == "样例市青禾街道办事处2026年政府信息公开工作年度报告（草稿）.docx"
    document = zipfile.ZipFile(io.BytesIO(Path(caught.value.path()).read_bytes()))
    assert "草稿" in document.read("word/document.xml").decode("utf-8")


def test_the_final_document_is_refused_with_its_reasons(page):
    page.locator("#export-final").click()
    page.locator("#said .trouble").wait_for(timeout=30_000)
    assert re.search(r"有 \d+ 个错误未处理", page.locator("#said").inner_text())
    assert page.locator("#findings article").first.is_visible()


def test_a_waiver_takes_a_finding_off_the_list(page):
    tab(page, "问题")
    card = page.locator("#findings article", has_text="F-01")
    card.get_by_text("说明理由").click()
    card.get_by_label("理由").fill("收费情况另行报告")
    card.get_by_label("经办人").fill("张三")
    card.get_by_role("button", name="提交说明").click()
    page.locator("#findings details.folded", has_text="已说明理由（1）").wait_for()
    assert "F-01" not in finding_rules(page)


def test_locating_a_finding_selects_the_words_it_quotes(page):
    tab(page, "问题")
    page.locator("#findings article", has_text="W-01").get_by_text("定位").click()
    selected = "() => { const b = document.activeElement; return b.value.slice(b.selectionStart, b.selectionEnd); }"
    assert "XX" in page.evaluate(selected)


def test_materials_come_in_by_the_tool_bar(page):
    for button, name, told in (
        ("up-prior", "2025.txt", "已导入上年报告"),
        ("up-figures", "2026.figures.toml", "已填入"),
        ("up-notes", "2026.notes.md", "条情况说明"),
    ):
        with page.expect_file_chooser() as chooser:
            page.locator(f"#{button}").click()
        chooser.value.set_files(CORPUS / "qinghe" / name)
        page.locator("#said .done", has_text=told).wait_for(timeout=30_000)
    with page.expect_file_chooser() as chooser:
        page.locator("#up-figures").click()
    chooser.value.set_files(CORPUS / "qinghe" / "2026.notes.md")
    page.locator("#said .trouble", has_text="2026.notes.md").wait_for(timeout=30_000)


def test_the_library_answers_with_sources(page):
    tab(page, "依据")
    page.get_by_label("要查的内容").fill("信息处理费怎么写")
    page.get_by_label("要查的内容").press("Enter")
    page.locator("#hits article").first.wait_for(timeout=60_000)
    assert "信息处理费" in page.locator("#hits").inner_text()


def test_a_new_report_starts_blank_and_the_old_one_can_be_opened_again(page):
    cell(page, "T3:granted:natural").fill("9")
    page.keyboard.press("Enter")
    page.wait_for_function(SAVED)
    page.locator("#reports").get_by_text("新建或打开报告").click()
    page.get_by_label("新建：单位全称").fill("样例市白水镇人民政府")
    page.get_by_label("年度", exact=True).fill("2026")
    page.locator("#begin").click()
    page.locator("#mast b", has_text="样例市白水镇人民政府").wait_for()
    assert cell(page, "T3:granted:natural").input_value() == ""
    assert page.locator("#text-6 textarea").input_value() == ""
    page.locator("#reports").get_by_text("新建或打开报告").click()
    page.locator("#reports").get_by_text("新建或打开报告").click()
    page.get_by_label("已保存的报告").click()
    page.get_by_role("option", name=re.compile("样例市青禾街道办事处 2026 年")).click()
    page.locator("#open-saved").click()
    page.locator("#mast b", has_text="样例市青禾街道办事处").wait_for()
    assert cell(page, "T3:granted:natural").input_value() == "9"
