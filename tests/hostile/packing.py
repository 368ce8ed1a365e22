"""Zip archives written by hand, so that their directory may say anything, and the documents packed in them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from consistent import sound_report
from report_assistant.export import render

DEFLATED, STORED = 8, 0
_HEAD = struct.Struct("<HHHHHIIIHH")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINK = f'xmlns:r="{_OFFICE}/relationships"'


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of an archive: what it is called, what lies there packed, and what the directory says of it."""

    name: bytes
    packed: bytes
    size: int
    crc: int = 0
    method: int = DEFLATED
    flags: int = 0
    at: int = -1  # where it is said to lie; -1 for where it does


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def part(name: str, content: bytes, **said: int) -> Part:
    """An honest entry, but for what is `said` otherwise."""
    honest = {"size": len(content), "crc": zlib.crc32(content)}
    return Part(name.encode(), deflated(content), **(honest | said))


def packed(parts: Iterable[Part]) -> bytes:
    """The archive of these entries."""
    body, directory, count = io.BytesIO(), io.BytesIO(), 0
    for one in parts:
        head = _HEAD.pack(
            20, one.flags, one.method, 0, 0x21, one.crc, len(one.packed), one.size & 0xFFFFFFFF, len(one.name), 0
        )
        at = body.tell() if one.at < 0 else one.at
        directory.write(b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + one.name)
        body.write(b"PK\x03\x04" + head + one.name + one.packed)
        count += 1
    listed = directory.getvalue()
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listed), body.tell(), 0)
    return body.getvalue() + listed + end


@cache
def sound(suffix: str) -> bytes:
    """A sound report as a file."""
    return render(sound_report(), suffix)


@cache
def parts_of(content: bytes) -> Mapping[str, bytes]:
    """The parts of an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(parts: Mapping[str, bytes]) -> bytes:
    """An honest archive of these parts."""
    return packed(part(name, content) for name, content in parts.items())


def changed(suffix: str, **parts: bytes) -> bytes:
    """A sound document with other parts; a name is given with ``__`` for ``/``, without its last suffix ``.xml``."""
    more = {f"{name.replace('__', '/')}.xml": content for name, content in parts.items()}
    return archive({**parts_of(sound(suffix)), **more})


def with_parts(suffix: str, parts: Mapping[str, bytes]) -> bytes:
    """A sound document with further parts, or other ones."""
    return archive({**parts_of(sound(suffix)), **parts})


def document(body: str, before: str = "") -> bytes:
    """A Word document with this body; `before` stands between the declaration and the root."""
    written = f'<?xml version="1.0"?>{before}<w:document {WORD} {_LINK}><w:body>{body}</w:body></w:document>'
    return changed(".docx", word__document=written.encode())


def workbook(sheet: str, before: str = "", **parts: bytes) -> bytes:
    """A workbook of one sheet with these rows, or whatever else `sheet` is."""
    main = f'<workbook {SHEET} {_LINK}><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
    folder = {
        "_rels/.rels": RELATIONS.format(relation("officeDocument", "xl/workbook.xml", mode="")).encode(),
        "xl/workbook.xml": main.encode(),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            relation("worksheet", "worksheets/sheet1.xml", mode="")
        ).encode(),
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {SHEET}>{sheet}</worksheet>".encode(),
    }
    return archive(folder | {f"{name.replace('__', '/')}.xml": content for name, content in parts.items()})


def relation(kind: str, target: str, mode: str = "External") -> str:
    """A relation as an archive notes it down."""
    return f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/{kind}" Target="{target}" TargetMode="{mode}"/>'


def referring(suffix: str, kind: str, target: str) -> bytes:
    """A sound document that refers to something elsewhere."""
    part_name = "word/_rels/header9.xml.rels" if suffix == ".docx" else "xl/_rels/sheet9.xml.rels"
    return with_parts(suffix, {part_name: RELATIONS.format(relation(kind, target)).encode()})
