"""The zip that a .docx or .xlsx is: its directory is checked before anything is unpacked, its parts read within limits.

Refused is what harms whoever opens the file later, for it is kept and handed on: macros, and addresses that an
office programme would load by itself. A chart's own workbook under ``embeddings`` is common and never opened here,
so it stays; an archive anywhere else has no business in a report.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from urllib.parse import unquote

from lxml import etree

from report_assistant.errors import UnusableInput
from report_assistant.intake.files import OLE
from report_assistant.intake.numbering import attribute, children

MAX_ENTRIES = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_PART = 8 * 1024 * 1024  # one part of XML; a report with every change tracked has three
MAX_MARKS = 500_000  # opening and closing tags in it; a million empty paragraphs are small and parse for minutes
# All that zipfile and zlib are known to raise on bytes that are no archive of ours.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".jar", ".docx", ".docm", ".xlsx", ".xlsm", ".pptx")
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/.*)$", re.IGNORECASE)
# Of file: addresses those on another machine; a template on the office's own disk is in most documents, and harmless.
_REMOTE = re.compile(r"(?!file:|cid:|data:|about:)[a-z][a-z0-9+.\-]+:|(?:file:)?(?://(?!/)|////)", re.IGNORECASE)
_PICTURE = "image"  # pasted from a portal and linked to it: nothing is fetched here, and the document tells of it
_QUOTED = 60
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to; `kind` is the last word of its type."""

    kind: str
    target: str
    external: bool

    @property
    def plain_target(self) -> str:
        """The target as whoever follows it understands it."""
        return unquote(self.target).replace("\\", "/").strip()


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose directory was checked; `name` is told in messages."""

    packed: zipfile.ZipFile
    name: str

    @property
    def remote(self) -> list[Relation]:
        """What an office programme would load by itself from another machine when it opens the file."""
        parts = [part for part in self.packed.namelist() if part.lower().endswith(".rels")]
        found = [relation for part in parts for _, relation in _relations(self.xml(part))]
        return [one for one in found if one.external and one.kind != "hyperlink" and _REMOTE.match(one.plain_target)]

    @property
    def remedy(self) -> str:
        """What to do about a file like this."""
        return _remedy(self.name)

    def stream(self, part: str, most: int) -> IO[bytes] | None:
        """A part to be read piece by piece, never beyond its declared size; None where there is none.

        Raises: UnusableInput where it is larger than `most`.
        """
        try:
            if self.packed.getinfo(part).file_size > most:
                raise self.oversized()
            return self.packed.open(part)
        except KeyError:
            return None
        except DAMAGED as error:
            raise self.damaged() from error

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part; None where the archive has no such part.

        Raises: UnusableInput where the part is damaged, beyond reason, or defines a document type of its own.
        """
        stream = self.stream(part, MAX_PART)
        if stream is None:
            return None
        try:
            # A bare read() would unpack all that is there before it looks at the declared size.
            content = stream.read(self.packed.getinfo(part).file_size)
        except DAMAGED as error:
            raise self.damaged() from error
        if content.count(b"<") > MAX_MARKS:
            raise self.oversized()
        try:
            return self.sound(etree.fromstring(content, _parser()))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error

    def sound(self, root: etree._Element) -> etree._Element:
        """The same root. Raises: UnusableInput where the document defines entities."""
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnusableInput("文件内含文档类型定义，已拒绝打开", where=self.name, remedy=self.remedy)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to by the ids in it; "" is the package itself."""
        folder, _, file = part.rpartition("/")
        return dict(_relations(self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))))

    def damaged(self) -> UnusableInput:
        """The refusal of a file that breaks off or contradicts itself."""
        return UnusableInput("文件内容损坏，读不出来", where=self.name, remedy=self.remedy)

    def oversized(self) -> UnusableInput:
        """The refusal of a file that unpacks to more than a report can be."""
        return UnusableInput("压缩包内容异常庞大，已拒绝打开", where=self.name, remedy=self.remedy)


def open_archive(content: bytes, name: str) -> Archive:
    """The archive in a file's bytes.

    Raises: UnusableInput where it is none, is damaged or encrypted, unpacks to more than a report can be, or
    would harm whoever opens it.
    """
    suffix, remedy = PurePath(name).suffix.lower(), _remedy(name)
    if content.startswith(OLE):
        what = "文件已加密" if _ENCRYPTED_PACKAGE in content else f"文件已加密，或是旧版 {suffix[:-1]} 格式"
        raise UnusableInput(what, where=name, remedy=f"请用 Office 或 WPS 打开，去掉密码后另存为 {suffix} 再导入")
    if not content.startswith(b"PK"):
        raise UnusableInput(f"内容不是 {suffix} 文件，后缀与内容不符", where=name, remedy=remedy)
    try:
        archive = Archive(zipfile.ZipFile(io.BytesIO(content)), name)
    except DAMAGED as error:
        raise UnusableInput(f"文件损坏，不是完整的 {suffix}", where=name, remedy=remedy) from error
    _check_directory(archive, suffix)
    _check_parts(archive)
    _check_macros(archive, suffix)
    _check_relations(archive)
    return archive


def _check_directory(archive: Archive, suffix: str) -> None:
    entries = archive.packed.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnusableInput("文件已加密", where=archive.name, remedy=f"请去掉密码后另存为 {suffix} 再导入")
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise archive.oversized()
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise UnusableInput(f"压缩方式不是 {suffix} 文件所用的", where=archive.name, remedy=archive.remedy)
    names = [entry.orig_filename for entry in entries]
    wrong = next((name for name in names if _leads_outside(name)), "")
    wrong = wrong or next((name for name, count in Counter(map(str.casefold, names)).items() if count > 1), "")
    if wrong:
        what = f"压缩包里的文件名“{wrong[:_QUOTED]}”有问题，已拒绝打开"
        raise UnusableInput(what, where=archive.name, remedy=archive.remedy)
    nested = next((n for n in names if n.lower().endswith(_NESTED) and "/embeddings/" not in n.lower()), "")
    if nested:
        what = f"压缩包里还有压缩包“{nested[:_QUOTED]}”，已拒绝打开"
        raise UnusableInput(what, where=archive.name, remedy=archive.remedy)


def _check_parts(archive: Archive) -> None:
    """Every part comes out as it went in, also those that are not read here: one torn part casts doubt on all."""
    for entry in archive.packed.infolist():
        unpacked = 0
        try:
            with archive.packed.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    unpacked += len(piece)
        except DAMAGED as error:
            raise archive.damaged() from error
        if unpacked != entry.file_size:
            raise archive.damaged()


def _leads_outside(name: str) -> bool:
    """Whether a name means another place than one below the archive: nothing is unpacked to disk, but others may."""
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name[:2] or ".." in name.split("/")


def _check_macros(archive: Archive, suffix: str) -> None:
    types = archive.xml("[Content_Types].xml")
    declared = [] if types is None else [attribute(one, "ContentType") or "" for one in types]
    if any(map(_MACROS.search, archive.packed.namelist())) or any("macroenabled" in t.lower() for t in declared):
        raise UnusableInput(
            "文件带有宏，已拒绝打开", where=archive.name, remedy=f"请用 Office 或 WPS 另存为不带宏的 {suffix} 再导入"
        )


def _check_relations(archive: Archive) -> None:
    for relation in archive.remote:
        if relation.kind != _PICTURE:
            what = f"文件打开时会自动载入外部地址“{relation.target[:_QUOTED]}”，已拒绝打开"
            raise UnusableInput(what, where=archive.name, remedy="请去掉外部模板、外部数据和嵌入的链接，另存后再导入")


def _relations(root: etree._Element | None) -> Iterator[tuple[str, Relation]]:
    for one in children(root, "Relationship"):
        kind = (attribute(one, "Type") or "").rpartition("/")[2]
        external = (attribute(one, "TargetMode") or "").lower() == "external"
        yield attribute(one, "Id") or "", Relation(kind, attribute(one, "Target") or "", external)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _remedy(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return f"请用 Office 或 WPS 打开，另存为新的 {suffix} 再导入"
