"""Old Word, WPS, RTF, OpenDocument and old Excel files: made by LibreOffice from our own, and read back equal."""

import os
import subprocess
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from consistent import random_report, sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake import legacy, read_bytes
from report_assistant.intake.files import OLE
from report_assistant.intake.legacy import find_office, kind_of, modern

TITLE = "甲县某镇人民政府2025年政府信息公开工作年度报告\n一、总体情况\n公开12条。\n"
PAGE = f"<html xmlns:w='urn:w'><body>{''.join(f'<p>{line}</p>' for line in TITLE.splitlines())}</body></html>"
RTF = b"{\\rtf1\\ansi hello}"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """One report in every kind that LibreOffice writes; one call a kind, all on one profile."""
    office = find_office()
    if office is None:
        assert not os.environ.get("CI"), "CI installs LibreOffice"
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("旧格式")
    (folder / "a.docx").write_bytes(render(report(), ".docx"))
    (folder / "a.xlsx").write_bytes(render(report(), ".xlsx"))
    for source, suffix in (("a.docx", "doc"), ("a.docx", "rtf"), ("a.docx", "odt"), ("a.xlsx", "xls")):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(office), profile, "--headless", "--convert-to", suffix, source]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


def report():
    return random_report(4)


@pytest.mark.parametrize(
    ("kind", "name"), [("doc", "某 镇　年报（终稿）.DOC"), ("rtf", "年报.rtf"), ("xls", "年报.xls")]
)
def test_old_documents_are_read_as_they_were_written(made, kind, name):
    again = read_bytes((made / f"a.{kind}").read_bytes(), name)
    assert (again.cells, again.title) == (report().cells, report().title)
    if kind != "xls":
        assert (again.sections, again.remarks) == (report().sections, ())


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (render(sound_report(), ".docx"), "a.doc", ".docx"),
        (render(sound_report(), ".xlsx"), "a.et", ".xlsx"),
        (PAGE.encode(), "a.doc", ".html"),
        (b"\xef\xbb\xbf<table><tr><td>1", "a.xls", ".html"),
        (b"MIME-Version: 1.0\r\n", "a.doc", ".mht"),
        (b"Content-Type: multipart/related;\r\n boundary=x\r\nMIME-Version: 1.0\r\n\r\n", "a.doc", ".mht"),
        ("说明: 表 mime-version:".encode(), "a.doc", ".txt"),
        (b"PK\x03\x04", "年报（终稿） (1)．docx", ".docx"),
        (b"PK\x03\x04", "年报．ＤＯＣ", ".docx"),
        (TITLE.encode("gb18030"), "a.wps", ".txt"),
        (OLE, "a.doc", ".doc"),
        (RTF, "a.doc", ".doc"),
        (OLE, "a.docx", ".docx"),
        (TITLE.encode(), "a.txt", ".txt"),
    ],
)
def test_the_first_bytes_tell_what_an_old_suffix_hides(content, name, kind):
    assert kind_of(content, name) == kind


@pytest.mark.parametrize("content", [PAGE.encode(), TITLE.encode(), TITLE.encode("gb18030")])
def test_a_page_or_a_text_saved_as_doc_needs_no_conversion(content, monkeypatch):
    monkeypatch.setattr(legacy, "find_office", lambda: pytest.fail("LibreOffice was looked for"))
    assert read_bytes(content, "年报.doc").sections["1"][0].text == "公开12条。"


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.xls"])
def test_without_libreoffice_one_line_says_how_to_save_it(monkeypatch, name):
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    suffix = ".xlsx" if name == "a.xls" else ".docx"
    with pytest.raises(UnusableInput, match=rf"^{name}：不能直接读取 .*另存为 {suffix} 再导入，或安装 LibreOffice$"):
        read_bytes(OLE + bytes(600), name)


def script(folder: Path, body: str) -> Path:
    """A stand-in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o700)
    return path


posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@posix
def test_no_output_is_told_although_the_programme_is_content(tmp_path, monkeypatch):
    monkeypatch.setattr(legacy, "find_office", lambda: script(tmp_path, "exit 0"))
    with pytest.raises(UnusableInput, match=r"^a\.doc：\.doc 文件转换不了，可能已加密或损坏。请用 Word"):
        modern(OLE, "a.doc")


@posix
def test_a_conversion_without_end_is_ended_with_all_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(legacy, "find_office", lambda: script(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait"))
    monkeypatch.setattr(legacy, "_SECONDS", 0.5)
    with pytest.raises(UnusableInput, match="秒，已停止"):
        modern(OLE, "a.doc")
    state = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


@posix
def test_the_keys_of_the_one_who_calls_are_not_handed_on(tmp_path, monkeypatch):
    monkeypatch.setenv("REPORT_ASSISTANT_LLM_API_KEY", "s3cret")
    monkeypatch.setattr(legacy, "find_office", lambda: script(tmp_path, f"env > {tmp_path}/env"))
    with pytest.raises(UnusableInput):
        modern(OLE, "a.doc")
    assert "HOME=" in (tmp_path / "env").read_text()
    assert "s3cret" not in (tmp_path / "env").read_text()


def test_an_open_document_is_read_and_no_link_in_it_is_followed(made, monkeypatch):
    converted, asked = converted_with_a_link(made / "a.odt")
    assert asked == []
    again = read_bytes(converted, "a.docx")
    assert (again.cells, again.sections) == (report().cells, report().sections)
    (remark,) = again.remarks
    assert "1 张图片链接到外部地址（如“http://127.0.0.1" in remark.message
    monkeypatch.setattr(legacy, "_PROFILE", legacy._PROFILE.replace("BlockUntrustedRefererLinks", "Unknown"))
    assert converted_with_a_link(made / "a.odt")[1], "LibreOffice follows links of itself, or nothing is proved above"


def converted_with_a_link(document: Path) -> tuple[bytes, list[str]]:
    """The document with a linked picture, as LibreOffice converts it, and what was asked of the picture's address."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def parse_request(self):
            asked.append(self.raw_requestline.decode())
            return super().parse_request()

        def do_GET(self):
            self.send_error(404)

        def log_message(self, *_):
            """Nothing on standard error."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        converted = modern(linked(document, f"http://127.0.0.1:{server.server_port}/a.png"), "a.odt")
        server.shutdown()
    return converted, asked


@posix
@pytest.mark.parametrize(("name", "known_as"), [("年报.wps", "document.doc"), ("数 据.et", "document.xls")])
def test_what_wps_saves_goes_under_the_name_it_is_known_by(tmp_path, monkeypatch, name, known_as):
    monkeypatch.setattr(
        legacy, "find_office", lambda: script(tmp_path, f'for last; do :; done; echo "$last" > {tmp_path}/named')
    )
    with pytest.raises(UnusableInput, match=f"^{name}：.*转换不了"):
        modern(OLE, name)
    assert Path((tmp_path / "named").read_text().strip()).name == known_as


def linked(document: Path, address: str) -> bytes:
    """The document with a picture that lies elsewhere."""
    picture = (
        '<text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:image '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}" xlink:type="simple" '
        'xlink:actuate="onLoad"/></draw:frame></text:p></office:text>'
    )
    changed = BytesIO()
    with zipfile.ZipFile(document) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "content.xml":
                part = part.replace(b"</office:text>", picture.encode())
                assert address.encode() in part
            target.writestr(entry, part)
    return changed.getvalue()
