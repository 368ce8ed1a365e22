"""Bytes of every kind are refused alike, whoever asks for them."""

import io
import os
import zipfile

import pytest

from report_assistant.errors import UnusableInput
from report_assistant.intake.files import decoded, open_archive, read_file

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
    assert open_archive(packed(a=b"1"), "a.XLSX").read("a") == b"1"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7", OLE, b"PK\x03\x04", b"\xff\xfe\0\0"])
def test_what_is_no_text_is_not_decoded(content):
    with pytest.raises(UnusableInput, match=r"后缀与内容不符|认不出来"):
        decoded(content, "a.txt")


def test_a_pipe_that_may_never_end_is_not_opened(tmp_path):
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnusableInput, match="不是普通文件"):
        read_file(pipe)
