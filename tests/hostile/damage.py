"""Sound files that something happened to: bytes flipped, lost, doubled and moved, outside and inside what is packed."""

import io
import random
import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache

from consistent import sound_report
from hostile.kinds import Call, Demand, HostileFile
from hostile.packing import archive, parts_of, sound
from intake.drawn_pdf import pdf_of, with_style
from layouts.reports import known_report
from layouts.variants import VARIANTS
from report_assistant.report import dump_report

_LAYOUTS = (
    "docx official", "docx table two as four tables", "docx automatic numbering", "docx tracked changes",
    "docx title in a text box", "html official", "html portal, semantic", "html gb18030", "txt tabs",
    "txt a figure a line", "txt one space", "txt utf-16 with mark", "md official", "xlsx one sheet",
    "xlsx formulas with results",
)  # fmt: skip
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TELLING = (
    b"<",
    b">",
    b"/",
    b'"',
    b"\0",
    b"\xff",
    b"0",
    b"9" * 40,
    b"w:",
    b"<w:tc>",
    b"</w:tr>",
    b"]]>",
    b"&",
    b"%",
    b"PK\x03\x04",
    b"\n",
    b"|",
    b"\t",
)
_MOST = 9


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A sound file of some format, and what it is handed in as."""

    name: str
    content: bytes
    call: Call = Call.REPORT

    @property
    def is_archive(self) -> bool:
        return self.content.startswith(b"PK")


@cache
def sound_files() -> tuple[SoundFile, ...]:
    """A file of every format, several where a format is written in several ways."""
    report = known_report(0)
    variants = {variant.name: variant for variant in VARIANTS}
    files = [SoundFile(f"{name}{variants[name].suffix}", variants[name].content(report)) for name in _LAYOUTS]
    files += [
        SoundFile("drawn.pdf", pdf_of(sound_report())),
        SoundFile("drawn in parts.pdf", _squeezed(pdf_of(report, with_style(rows=9, again=True, lines="filled")))),
        SoundFile("file.report.json", dump_report(report).encode()),
        SoundFile("exported.docx", sound(".docx")),
        SoundFile("figures.xlsx", sound(".xlsx"), Call.FIGURES),
        SoundFile("figures.tsv", b"T3:new:natural\t12\nT2:fees:amount\t3.5\n" * 3, Call.FIGURES),
        SoundFile("figures.toml", b'"T3:new:natural" = 12\n[T2.fees]\namount = 3.5\n', Call.FIGURES),
        SoundFile("notes.md", "# 监督保障\n- 全年开展培训3次\n## 存在问题\n1. 解读单一\n".encode(), Call.NOTES),
        SoundFile("saved.mht", b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + sound(".html")),
    ]
    return tuple(files)


def damaged(seed: int) -> HostileFile:
    """One damaged file, the same for the same seed; the sound ones take turns."""
    rng = random.Random(f"damage {seed}")
    number = seed % len(sound_files())
    whole = sound_files()[number]
    suffix = whole.name[whole.name.index(".") :]
    ways = [("bytes", _hurt)]
    if whole.is_archive:
        ways += [("a part", _hurt_part), ("a part", _hurt_part), ("two archives", _spliced)]
    elif suffix == ".pdf":
        ways += [("a stream", _hurt_stream), ("a stream", _hurt_stream)]
    where, hurt = rng.choice(ways)
    untold = number if whole.is_archive and where == "bytes" and whole.call is Call.REPORT else -1
    return HostileFile(
        f"damaged {suffix[1:]}: {where}", f"{seed}{suffix}", hurt(whole.content, rng), Demand.EITHER, whole.call, untold
    )


def is_torn(content: bytes) -> bool:
    """Whether an archive holds a part that does not come out as it went in."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.testzip() is not None
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, NotImplementedError, EOFError):
        return True


def _hurt(content: bytes, rng: random.Random) -> bytes:
    """Some bytes another way, lost, doubled, moved, or all the rest gone."""
    hurt = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, _MOST, 60])):
        at, length = rng.randrange(len(hurt) + 1), rng.choice([1, 1, 4, 300])
        way = rng.randrange(6)
        if way == 0 and at < len(hurt):
            hurt[at] ^= 1 << rng.randrange(8)
        elif way == 1:
            del hurt[at : at + length]
        elif way == 2:
            hurt[at:at] = rng.choice(_TELLING) * rng.choice([1, 1, length])
        elif way == 3:
            hurt[at:at] = hurt[at : at + length] * rng.choice([1, 2, 50])
        elif way == 4:
            hurt[at : at + length] = rng.randbytes(length)
        elif rng.random() < 0.2:
            del hurt[at:]
    return bytes(hurt)


def _hurt_part(content: bytes, rng: random.Random) -> bytes:
    """The same within a part, and the archive honest again."""
    parts = dict(parts_of(content))
    name = rng.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = _hurt(parts[name], rng)
    return archive(parts)


def _spliced(content: bytes, rng: random.Random) -> bytes:
    """Parts of two documents in one archive, or one of them gone."""
    other = rng.choice([one for one in sound_files() if one.is_archive]).content
    parts = dict(parts_of(content)) | dict(rng.sample(sorted(parts_of(other).items()), 2))
    parts.pop(rng.choice(sorted(parts)))
    return archive(parts)


def _hurt_stream(content: bytes, rng: random.Random) -> bytes:
    """The same within what a stream unpacks to; its length is told anew, the directory is not."""
    streams = list(_STREAM.finditer(content))
    chosen = rng.choice(streams)
    inner = chosen[1]
    try:
        hurt = zlib.compress(_hurt(zlib.decompress(inner), rng))
    except zlib.error:
        hurt = _hurt(inner, rng)
    before = content[: chosen.start(1)]
    told = before.rindex(b"/Length ")
    before = before[:told] + re.sub(rb"/Length \d+", b"/Length %d" % len(hurt), before[told:], count=1)
    return before + hurt + content[chosen.end(1) :]


def _squeezed(content: bytes) -> bytes:
    """The same PDF with its streams packed; its directory is left to be mended by who reads it."""

    def packed(found: re.Match[bytes]) -> bytes:
        return b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(inner := zlib.compress(found[2])), inner)

    return re.sub(rb"/Length (\d+)>>stream\n(.*?)\nendstream", packed, content, flags=re.DOTALL)
