"""Archives that would harm whoever opens them are refused in one line; those of ordinary offices are opened."""

import io
import struct
import zipfile
import zlib

import pytest

from consistent import sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake import archive as checked
from report_assistant.intake import read_bytes
from report_assistant.intake.archive import open_archive

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(suffix: str = ".docx", compression: int = zipfile.ZIP_DEFLATED, **more: bytes) -> bytes:
    """A sound document with more parts in it; a part's name is given with ``__`` for ``/`` and ``_dot_`` for a dot."""
    content = io.BytesIO(render(sound_report(), suffix))
    grown = io.BytesIO()
    added = {name.replace("__", "/").replace("_dot_", "."): part for name, part in more.items()}
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(grown, "w", compression) as target:
        for name in source.namelist():
            target.writestr(name, added.pop(name, None) or source.read(name))
        for name, part in added.items():
            target.writestr(name, part)
    return grown.getvalue()


def named(*names: str) -> bytes:
    """A sound document with empty parts of these names."""
    grown = io.BytesIO(document())
    with zipfile.ZipFile(grown, "a") as target:
        for name in names:
            target.writestr(zipfile.ZipInfo(name), b"")
    return grown.getvalue()


def referring(kind: str, target: str, mode: str = "External") -> bytes:
    relation = f'<Relationship Id="r9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return document(word___rels__header1_dot_xml_dot_rels=RELATIONS.format(relation).encode())


def refused(content: bytes, name: str = "年报.docx") -> str:
    with pytest.raises(UnusableInput) as caught:
        read_bytes(content, name)
    line = str(caught.value)
    assert line.startswith(f"{name}：")
    assert line.count("。") == 1
    assert "请" in line
    return line


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a", "word/../../a", "C:/a", "word/document.xml", "WORD/Document.xml"]
)
def test_names_that_lead_elsewhere_or_twice_to_one_place_are_refused(name):
    with pytest.warns(UserWarning, match="Duplicate") if name == "word/document.xml" else _nothing():
        content = named(name)
    assert "有问题，已拒绝打开" in refused(content)


def _nothing():
    from contextlib import nullcontext

    return nullcontext()


def test_a_backslash_in_a_name_is_refused():
    content = named("word-media").replace(b"word-media", b"word\\media")
    assert "有问题，已拒绝打开" in refused(content)


@pytest.mark.parametrize("name", ["word/media/a.zip", "a.docx", "customXml/b.XLSX", "word/c.7z"])
def test_an_archive_within_the_archive_is_refused(name):
    assert "还有压缩包" in refused(named(name))


@pytest.mark.parametrize("name", ["word/embeddings/Microsoft_Excel_Sheet1.xlsx", "word/embeddings/oleObject1.bin"])
def test_what_lies_behind_a_chart_is_left_alone(name):
    assert read_bytes(named(name), "年报.docx").cells == sound_report().cells


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBADATA.xml", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(name):
    assert "带有宏" in refused(named(name))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_macro_document_under_another_suffix_is_refused(encoding):
    with zipfile.ZipFile(io.BytesIO(document())) as packed:
        types = packed.read("[Content_Types].xml").decode()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert plain in types
    types = types.replace(plain, "application/vnd.ms-word.document.macroEnabled.main+xml")
    content = document(**{"[Content_Types]_dot_xml": types.replace("UTF-8", encoding).encode(encoding)})
    assert "带有宏，已拒绝打开" in refused(content)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "http://example.invalid/a.dotm"),
        ("attachedTemplate", "file:///\\\\10.0.0.1\\share\\a.dotm"),
        ("attachedTemplate", "\\\\10.0.0.1\\share\\a.dotm"),
        ("attachedTemplate", "file://server/a.dotm"),
        ("subDocument", "%68ttp://example.invalid/a.docx"),
        ("oleObject", "mhtml:http://example.invalid/a!x-usc:"),
        ("frame", " //example.invalid/a"),
    ],
)
def test_what_an_office_programme_would_fetch_is_refused(kind, target):
    assert "外部地址" in refused(referring(kind, target))


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("hyperlink", "https://www.gov.cn/", "External"),
        ("hyperlink", "mailto:a@example.invalid", "External"),
        ("attachedTemplate", "file:///C:/Users/甲/AppData/Roaming/Microsoft/Templates/Normal.dotm", "External"),
        ("attachedTemplate", "C:\\Users\\甲\\Normal.dotm", "External"),
        ("attachedTemplate", "Normal.dotm", "External"),
        ("attachedTemplate", "file:///usr/share/a.dotm", "External"),
        ("image", "HTTPS://example.invalid/a.png", "External"),
        ("image", "NULL", "External"),
        ("image", "cid:image001.png@01D", "External"),
        ("image", "media/image1.png", "Internal"),
    ],
)
def test_what_ordinary_documents_refer_to_is_left_alone(kind, target, mode):
    assert read_bytes(referring(kind, target, mode), "年报.docx").cells == sound_report().cells


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_no_office_uses_are_refused(compression):
    assert "压缩方式" in refused(document(compression=compression))


def lying(declared: int) -> bytes:
    """A document whose main part holds 300 MB and declares `declared` bytes, with the sum of just those."""
    filling = b"<a>" + b" " * 300_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(filling) + packer.flush()
    name, noise = b"word/document.xml", b"word/noise.bin"
    parts = [(name, packed, 8, zlib.crc32(filling[:declared]), declared), (noise, b"", 0, 0, 0)]
    body, directory = b"", b""
    for title, content, method, crc, size in parts:
        head = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 0x21, crc, len(content), size, len(title), 0)
        directory += b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + title
        body += b"PK\x03\x04" + head + title + content
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return body + directory + end


def test_a_declared_size_that_lies_is_never_exceeded():
    import tracemalloc

    content = lying(4000)
    tracemalloc.start()
    try:
        assert "损坏" in refused(content)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_more_tags_than_a_report_can_have_are_not_parsed(monkeypatch):
    monkeypatch.setattr(checked, "MAX_RATIO", 10_000)
    monkeypatch.setattr(checked.etree, "fromstring", lambda *_: pytest.fail("it was parsed"))
    paragraphs = b"<w:p/>" * (checked.MAX_MARKS + 1)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b"<a>" + paragraphs + b"</a>")
    assert len(paragraphs) < checked.MAX_PART
    with pytest.raises(UnusableInput, match="异常庞大"):
        open_archive(packed.getvalue(), "a.docx").xml("word/document.xml")


def test_a_part_larger_than_any_report_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(checked, "MAX_PART", 1000)
    assert "异常庞大" in refused(document())


def test_nesting_beyond_reason_is_refused():
    nested = b"<w:tbl><w:tr><w:tc>" * 5000 + b"</w:tc></w:tr></w:tbl>" * 5000
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    content = document(word__document_dot_xml=b"<w:document %s><w:body>%s</w:body></w:document>" % (space, nested))
    assert "损坏" in refused(content)


def test_an_encrypted_document_is_named_as_such():
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "文件已加密。" in refused(ole)
    assert "旧版" not in refused(ole)
