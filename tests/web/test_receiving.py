"""Uploads and pastes: what comes in, and what is told of what does not."""

from pathlib import Path

import pytest
from lxml import html as parser

from report_assistant.errors import StoreUnavailable, UnusableInput, WriterUnavailable
from report_assistant.export import render
from report_assistant.web import documents, pasting, receiving, sources

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "reports"


@pytest.fixture
def picture(tmp_path):
    file = tmp_path / "照片.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    return str(file)


def cards(seat):
    return parser.fromstring(f"<div>{receiving.failures_html(seat.sight())}</div>").xpath("//article")


def test_one_file_that_fails_is_told_in_its_own_words_and_on_a_card(seat, picture):
    before = seat.desk
    with pytest.raises(UnusableInput, match=r"照片\.png：不能读取"):
        receiving.receive(seat, picture, documents.take_prior)
    (card,) = cards(seat)
    told = card.text_content()
    assert all(words in told for words in ("照片.png", "停在：检查和识读", "原因：不能读取", "怎么办："))
    assert seat.desk is before


def test_the_other_files_come_in(seat, picture, tmp_path):
    second = tmp_path / "补充.md"
    second.write_text("# 监督保障\n- 公布了联系电话。\n", encoding="utf-8")
    several = [str(CORPUS / "qinghe" / "2026.notes.md"), picture, str(second)]
    with pytest.raises(UnusableInput, match=r"3 个文件中 1 个没有导入：照片\.png，其余 2 个已导入"):
        receiving.received(documents.take_notes)(seat, several)
    assert seat.desk.report.notes[-1].text == "公布了联系电话。"
    assert [failure.name for failure in seat.failures] == ["照片.png"]


def test_cards_go_with_the_next_upload_or_when_they_were_read(seat, picture):
    for settle in (
        lambda: receiving.dismiss(seat, {}),
        lambda: receiving.receive(seat, str(CORPUS / "qinghe" / "2025.txt"), documents.take_prior),
    ):
        with pytest.raises(UnusableInput):
            receiving.receive(seat, picture, documents.take_prior)
        settle()
        assert cards(seat) == []


def test_nothing_chosen_is_nothing_done(seat):
    assert receiving.receive(seat, None, documents.take_prior) == ""
    assert receiving.receive(seat, [str(CORPUS / "qinghe" / "2026.notes.md")] * 2, documents.take_notes).startswith(
        "2 个"
    )


@pytest.mark.parametrize(
    ("trouble", "stage"),
    [
        (UnusableInput("读不出"), "检查和识读"),
        (StoreUnavailable("写不进"), "保存"),
        (WriterUnavailable("连不上"), "导入"),
    ],
)
def test_the_stage_is_where_it_stopped_and_there_is_always_something_to_do(seat, trouble, stage):
    with pytest.raises(type(trouble)), receiving.telling(seat, "甲.docx"):
        raise trouble
    (failure,) = seat.failures
    assert (failure.stage, failure.reason, failure.remedy) == (stage, trouble.what, "请核对文件后再导入")


def test_documents_are_taken_into_the_library(seat, tmp_path):
    guidance = tmp_path / "收费说明.md"
    guidance.write_text("# 信息处理费说明\n\n按件计收的，逐件登记造册后再发收费通知。\n", encoding="utf-8")
    told = receiving.receive(seat, [str(guidance)], sources.add)
    assert told.startswith("已收入资料库：")
    sources.look_up(seat, "逐件登记造册", "政策依据")
    assert any("逐件登记造册" in hit.passage.text for hit in seat.hits)


def test_a_pasted_page_is_last_years_report_with_its_tables(seat):
    markup = render(seat.desk.prior, ".html").decode("utf-8")
    cells = dict(seat.desk.prior.cells)
    assert "已导入上年报告" in pasting.take(seat, {"act": "prior", "written": markup})
    assert seat.desk.prior.year == 2025
    assert dict(seat.desk.prior.cells) == cells


def test_pasted_text_can_be_this_years_report(seat):
    text = render(seat.desk.report, ".txt").decode("utf-8")
    assert "已导入" in pasting.take(seat, {"act": "report", "written": text})
    assert (seat.desk.report.year, seat.desk.revision.why) == (2026, "import")


@pytest.mark.parametrize("written", ["", " \n", "今天天气不错"])
def test_what_is_no_report_is_refused_under_a_name_and_changes_nothing(seat, written):
    before = seat.desk
    with pytest.raises(UnusableInput, match="粘贴的内容"):
        pasting.take(seat, {"act": "prior", "written": written})
    assert [failure.name for failure in seat.failures] == ["粘贴的内容"]
    assert seat.desk is before
