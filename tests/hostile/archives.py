"""Zip archives: bombs, lies in the directory, names that lead elsewhere, what is encrypted or carries macros."""

import io
import random
import struct
import zipfile
from functools import cache

from hostile.kinds import Demand, kind
from hostile.packing import (
    STORED,
    Part,
    archive,
    deflated,
    packed,
    part,
    parts_of,
    referring,
    sound,
    with_parts,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SUFFIXES = (".docx", ".xlsx")
_BOMB_MB = 300


@cache
def _zeros(megabytes: int) -> bytes:
    return deflated(bytes(megabytes * 1024 * 1024))


def _main(rng: random.Random) -> str:
    return rng.choice(["word/document.xml", "[Content_Types].xml", "word/styles.xml", "_rels/.rels"])


@kind(".docx", most=12)
def bomb_in_one_part(rng: random.Random) -> bytes:
    size = _BOMB_MB * 1024 * 1024
    return packed([Part(_main(rng).encode(), _zeros(_BOMB_MB), size)])


@kind(".docx", most=12)
def bomb_of_many_parts(rng: random.Random) -> bytes:
    count = rng.randint(30, 90)
    return packed(Part(b"word/media/%d.bin" % n, _zeros(4), 4 << 20) for n in range(count))


@kind(".docx", most=8)
def bomb_of_text_in_one_node(rng: random.Random) -> bytes:
    """Within every limit of the directory, and one text of megabytes."""
    words = bytes(rng.choices(range(0x41, 0x5B), k=200_000)) * rng.randint(20, 35)
    body = b"<w:p><w:r><w:t>" + words + b"</w:t></w:r></w:p>"
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return with_parts(
        ".docx", {"word/document.xml": b"<w:document %s><w:body>%s</w:body></w:document>" % (space, body)}
    )


@kind(".docx", most=12)
def bomb_that_lies_about_its_size(rng: random.Random) -> bytes:
    said = rng.choice([0, 1, 4000, 1 << 20])
    return packed([Part(_main(rng).encode(), _zeros(_BOMB_MB), said)])


@kind(".docx")
def archive_that_promises_more_than_it_holds(rng: random.Random) -> bytes:
    return packed(
        part(name, content, size=len(content) + rng.randint(1, 5000))
        for name, content in parts_of(sound(".docx")).items()
    )


@kind(".docx")
def archive_of_wrong_checksums(rng: random.Random) -> bytes:
    parts = [part(name, content) for name, content in parts_of(sound(".docx")).items()]
    wrong = rng.randrange(len(parts))
    parts[wrong] = Part(
        parts[wrong].name, parts[wrong].packed, parts[wrong].size, parts[wrong].crc ^ rng.randint(1, 999)
    )
    return packed(parts)


@kind(".docx")
def archive_of_overlapping_parts(rng: random.Random) -> bytes:
    """Every entry lies at the same place: a few megabytes that are counted a thousand times."""
    one = Part(b"a.bin", _zeros(rng.randint(1, 3)), 1 << 20)
    return packed([one, *(Part(b"b.bin", b"", one.size, at=0) for _ in range(rng.randint(5, 400)))])


@kind(".docx", most=20)
def archive_that_holds_itself(rng: random.Random) -> bytes:
    """As near to a quine as its directory lets it be: the innermost archive is the whole again."""
    content = sound(".docx")
    for depth in range(rng.randint(2, 6)):
        content = archive({f"{depth}{rng.choice(['.zip', '.docx', '.ZIP', '.jar', '.7z'])}": content})
    return content


@kind(".docx")
def archive_in_an_archive(rng: random.Random) -> bytes:
    where = rng.choice(["word/media/", "customXml/", "", "docProps/"])
    return with_parts(rng.choice(_SUFFIXES), {f"{where}a{rng.choice(['.zip', '.rar', '.docm', '.gz'])}": b"PK\x03\x04"})


@kind(".docx")
def archive_of_thousands_of_parts(rng: random.Random) -> bytes:
    return packed(Part(b"%d" % n, b"", 0, method=STORED) for n in range(rng.randint(2100, 9000)))


@kind(".docx")
def archive_whose_count_is_wrong(rng: random.Random) -> bytes:
    content = bytearray(sound(".docx"))
    content[-14:-10] = struct.pack("<HH", rng.randrange(65536), rng.randrange(65536))
    return bytes(content[:-12] + struct.pack("<I", rng.getrandbits(32)) + content[-8:])


@kind(".docx")
def archive_whose_names_lead_elsewhere(rng: random.Random) -> bytes:
    names = ["../../etc/passwd", "/etc/cron.d/a", "..\\..\\a", "C:\\Windows\\a", "c:/a", "word/../../a", "\\\\host\\a"]
    return with_parts(rng.choice(_SUFFIXES), {rng.choice(names) + rng.choice(["", ".xml", "\x1b[31m", "\n甲"]): b"1"})


@kind(".docx")
def archive_with_noughts_in_names(rng: random.Random) -> bytes:
    name = rng.choice(["word/document.xml\0.txt", "a\0", "\0", "word/\0/a.xml"])
    return with_parts(".docx", {name: b"1"})


@kind(".docx")
def archive_of_twins(rng: random.Random) -> bytes:
    """Two parts of one name, or of names that one disk takes for one: which of both is the report?"""
    name = rng.choice(["word/document.xml", "WORD/document.xml", "word/Document.XML", "[content_types].xml"])
    parts = [part(one, content) for one, content in parts_of(sound(".docx")).items()]
    twin = part(name, parts_of(sound(".docx"))["word/document.xml"])
    return packed([*parts, twin] if rng.random() < 0.5 else [twin, *parts])


@kind(".docx")
def archive_packed_in_a_strange_way(rng: random.Random) -> bytes:
    grown = io.BytesIO()
    with zipfile.ZipFile(grown, "w", rng.choice([zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])) as target:
        for name, content in parts_of(sound(".docx")).items():
            target.writestr(name, content)
    method = rng.choice([1, 6, 9, 97, 99, 65535])
    one = part("word/document.xml", b"<a/>")
    return rng.choice([grown.getvalue(), packed([Part(one.name, one.packed, one.size, one.crc, method)])])


@kind(".docx")
def archive_with_a_password(rng: random.Random) -> bytes:
    parts = [part(name, content) for name, content in parts_of(sound(".docx")).items()]
    locked = rng.randrange(len(parts))
    return packed(
        Part(p.name, p.packed, p.size, p.crc, flags=int(n == locked or rng.random() < 0.5)) for n, p in enumerate(parts)
    )


@kind(".docx")
def document_with_a_password(rng: random.Random) -> bytes:
    names = b"".join(name.encode("utf-16-le") + bytes(20) for name in ("EncryptionInfo", "EncryptedPackage"))
    return OLE + bytes(rng.randint(400, 600)) + names + rng.randbytes(rng.randint(100, 20_000))


@kind(".xlsx")
def workbook_with_a_password(rng: random.Random) -> bytes:
    return document_with_a_password(rng)


@kind(".docx")
def document_with_macros(rng: random.Random) -> bytes:
    name = rng.choice(["word/vbaProject.bin", "word/VBAPROJECT.BIN", "a/vbaData.xml", "word/macrosheets/a.xml"])
    return with_parts(".docx", {name: rng.randbytes(50)})


@kind(".docx")
def macro_document_under_another_suffix(rng: random.Random) -> bytes:
    types = parts_of(sound(".docx"))["[Content_Types].xml"].decode()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds = ["word.document.macroEnabled.main+xml", "word.template.MacroEnabledTemplate.main+xml"]
    other = types.replace(plain, f"application/vnd.ms-{rng.choice(kinds)}")
    encoding = rng.choice(["utf-8", "utf-16"])
    return with_parts(".docx", {"[Content_Types].xml": other.replace("UTF-8", encoding).encode(encoding)})


@kind(".docx")
def document_that_fetches(rng: random.Random) -> bytes:
    what = rng.choice(["attachedTemplate", "oleObject", "subDocument", "frame", "externalLink", "settings", "aFChunk"])
    targets = ["http://example.invalid/a.dotm", "\\\\10.0.0.1\\a\\b.dotm", "file://host/a", "//example.invalid/a"]
    targets += [
        "%68ttps://example.invalid/a",
        " HTTP://example.invalid",
        "mhtml:http://example.invalid/a!x-usc:b",
        "ftp://a",
    ]
    return referring(rng.choice(_SUFFIXES[:1]), what, rng.choice(targets))


@kind(".docx", Demand.READ)
def document_with_linked_pictures(rng: random.Random) -> bytes:
    return referring(".docx", "image", f"{rng.choice(['http', 'HTTPS'])}://example.invalid/{rng.randint(1, 99)}.png")


@kind(".docx", Demand.READ)
def document_with_a_chart_s_workbook(rng: random.Random) -> bytes:
    name = f"word/embeddings/oleObject{rng.randint(1, 9)}.bin"
    return with_parts(".docx", {name: OLE + rng.randbytes(3000)})


@kind(".xlsx")
def workbook_that_fetches(rng: random.Random) -> bytes:
    return referring(
        ".xlsx", rng.choice(["externalLinkPath", "oleObject", "xmlMaps"]), rng.choice(["http://a.invalid", "\\\\a\\b"])
    )
