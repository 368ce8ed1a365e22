"""Bytes of every kind are refused alike, whoever asks for them."""

import io
import os
import zipfile

import pytest

from report_assistant.errors import UnusableInput
from report_assistant.intake.archive import open_archive
from report_assistant.intake.files import decoded, read_file

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def packed(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, written in members.items():
            archive.writestr(name, written)
    return content.getvalue()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (OLE, "文件已加密，或是旧版"),
        (b"text", "后缀与内容不符"),
        (b"PK\x03\x04", "文件损坏"),
        (packed(a=bytes(3_000_000)), "异常庞大"),
    ],
)
def test_what_is_no_archive_is_told_with_the_suffix_to_save_as(content, what, suffix):
    with pytest.raises(UnusableInput, match=f"报告{suffix}：.*{what}.*{suffix}"):
        open_archive(content, f"报告{suffix}")


def test_an_archive_is_opened():
    assert open_archive(packed(a=b"<a/>"), "a.XLSX").xml("a").tag == "a"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7", OLE, b"PK\x03\x04", b"\xff\xfe\0\0"])
def test_what_is_no_text_is_not_decoded(content):
    with pytest.raises(UnusableInput, match=r"后缀与内容不符|认不出来"):
        decoded(content, "a.txt")


OFFICE_TEXT = "一、总体情况\r\n政府信息公开申请0件，开展培训2次。\r\n一一二二\r\n" * 3


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_every_encoding_of_an_office_with_and_without_its_mark(encoding):
    assert decoded(OFFICE_TEXT.encode(encoding), "a.txt") == OFFICE_TEXT


def test_a_letter_cut_in_two_spoils_no_other():
    """A portal cuts a summary after so many bytes; the page is UTF-8 all the same."""
    page = "政府信息公开工作年度报告，收到申请12件。" * 20
    content = page.encode() + "公".encode()[:2] + b"</p>" + page.encode()
    assert decoded(content, "a.html", "utf-8") == f"{page}\ufffd</p>{page}"
    assert decoded(page.encode("gb18030"), "a.html", "utf-8") == page


def test_every_short_word_of_an_office_in_gb18030_is_taken_for_itself():
    words = ["规章", "行政许可", "总计", "其他结果", "自然人", "三、收到和处理政府信息公开申请情况", "0件", "—"]
    assert [decoded(word.encode("gb18030"), "a.txt") for word in words] == words


@pytest.mark.parametrize("noise", [bytes(range(256)), b"\0" * 64, b"\x00\x01" * 40])
def test_noise_with_noughts_is_no_text(noise):
    with pytest.raises(UnusableInput, match=r"后缀与内容不符|认不出来"):
        decoded(noise, "a.txt")


def test_a_pipe_that_may_never_end_is_not_opened(tmp_path):
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnusableInput, match="不是普通文件"):
        read_file(pipe)
