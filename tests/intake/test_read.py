"""The one door: suffixes, encodings, bad files in one line each."""

import codecs
import json
from pathlib import Path

import pytest

from consistent import sound_report
from intake.written import read_text
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake import read, read_bytes
from report_assistant.intake.files import MAX_BYTES
from report_assistant.intake.read import MAX_LINES
from report_assistant.report import dump_report

TEXT = "甲县某镇人民政府2025年政府信息公开工作年度报告\n一、总体情况\n公开12条。\n"
HTML = "<html><head>{meta}</head><body>" + "".join(f"<p>{line}</p>" for line in TEXT.splitlines()) + "</body></html>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx"])
def test_every_kind_is_read_from_a_path_and_from_bytes(tmp_path, suffix):
    content = render(sound_report(), suffix)
    path = tmp_path / f"报告{suffix.upper()}"
    path.write_bytes(content)
    report = read(path)
    assert report == read_bytes(content, path.name)
    assert report.cells == sound_report().cells


def test_a_report_file_comes_back_whole(tmp_path):
    path = tmp_path / "甲.report.json"
    path.write_text(dump_report(sound_report()), encoding="utf-8")
    assert read(path) == sound_report()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_is_read_in_the_encodings_of_an_office(encoding):
    report = read_bytes(TEXT.encode(encoding), "a.txt")
    assert (report.organ.name, report.sections["1"][0].text) == ("甲县某镇人民政府", "公开12条。")


def test_big_endian_text_is_read_by_its_mark():
    content = codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")
    assert read_bytes(content, "a.txt").organ.name == "甲县某镇人民政府"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5"), ("utf-8", "gbk"), ("no-such", "gbk"), ("hex", "gbk")],
)
def test_a_page_is_read_as_it_declares_unless_it_lies(declared, encoding):
    title = "甲市某局2025年政府信息公" + ("開" if encoding == "big5" else "开")
    page = HTML.replace("{meta}", f'<meta charset="{declared}"><title>{title}</title>')
    content = page.encode(encoding, "xmlcharrefreplace")
    assert read_bytes(content, "a.html").organ.name == "甲县某镇人民政府"


def refused(content: bytes, name: str) -> str:
    with pytest.raises(UnusableInput) as caught:
        read_bytes(content, name)
    line = str(caught.value)
    assert line.startswith(f"{Path(name).name}：")
    assert "\n" not in line
    assert "。" in line
    return line


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (b"", "a.txt", "文件是空的"),
        (b" \r\n\t", "a.txt", "文件是空的"),
        (b"x" * (MAX_BYTES + 1), "a.docx", "超过 20 MB"),
        (b"a\0b", "a.txt", "后缀与内容不符"),
        (b"PK\x03\x04", "a.txt", "后缀与内容不符"),
        (b"%PDF-1.7", "a.html", "后缀与内容不符"),
        (b"<!DOCTYPE html><p>", "a.txt", "请把后缀改为 .html"),
        (b"\xff" * 9, "a.txt", "文字编码认不出来"),
        (b"%PDF-1.7", "a.docx", "后缀与内容不符"),
        (TEXT.encode(), "a.docx", "后缀与内容不符"),
        (OLE, "a.docx", "文件已加密，或是旧版 .doc"),
        (b"PK\x03\x04 and no more", "a.docx", "文件损坏"),
        (OLE, "a.doc", "另存为 .docx"),
        (b"%PDF-1.7", "a.pdf", "PDF 文件损坏"),
        (b"PK", "a.xlsx", "不是完整的 .xlsx"),
        (b"{}", "a.json", "不是报告文件"),
        (b"{}", "a.report.json", "不是报告文件"),
        (b"\xff\xfe", "a.report.json", "不是 UTF-8"),
        (b"x", "a.exe", "可以读取 .docx"),
        (b"x", "a", "没有后缀"),
        ("采购合同\n甲方：某公司。".encode(), "合同.txt", "不是政府信息公开工作年度报告"),
        (b"<p>hello</p>", "a.html", "不是政府信息公开工作年度报告"),
        ("甲局2025年预算公开\n一、总体情况\n收支相抵。\n二、收支\n项目\t金额\n".encode(), "a.txt", "不是政府信息公开"),
        (TEXT.encode() + "行。\n".encode() * MAX_LINES, "a.txt", "不像一份年度报告"),
        (TEXT.replace("2025", "").encode(), "a.txt", "看不出是哪一年"),
        (TEXT.encode(), "../../a.exe", "不能读取 .exe 文件"),
        (b"PK", "a.docm", "不带宏的 .docx"),
        (b'<html><body><p><img src="a.jpg"></p></body></html>', "a.html", "没有文字，可能只有图片或扫描件。请用"),
        (b"PK", "a.zip", "先解压"),
        (b"x", "a.jpg", "识别成文字"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(content, name, what):
    assert what in refused(content, name)


def test_an_old_report_of_2018_is_named_as_out_of_reach():
    old = "甲镇2018年政府信息公开工作年度报告\n一、概述\n概况。\n二、依申请公开\n无。\n"
    assert "2018 年度及以前" in refused(old.encode(), "旧.txt")


def test_paths_that_lead_nowhere(tmp_path):
    with pytest.raises(UnusableInput, match="找不到文件"):
        read(tmp_path / "没有.docx")
    with pytest.raises(UnusableInput, match="是文件夹"):
        read(tmp_path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    with pytest.raises(UnusableInput, match="超过 20 MB"):
        read(path)


def test_a_report_read_is_a_report_file_that_reads_back():
    report = read_text(TEXT)
    assert report.remarks
    assert read_bytes(dump_report(report).encode(), "a.report.json") == report
    assert json.loads(dump_report(report))["remarks"][0]["code"].isascii()
