"""A Word file's zip and the XML in it, opened only after its directory was found harmless."""

import io
import lzma
import struct
import zipfile
import zlib

from lxml import etree

from report_assistant.errors import UnusableInput

MAX_ENTRIES = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
# All that zipfile is known to raise on bytes that are no archive of ours.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)
_RESAVE = "请用 Word 或 WPS 打开后另存为新的 .docx 再导入"


def open_archive(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive, with its directory checked.

    Raises: UnusableInput where it is damaged, encrypted, or unpacks to more than a report can be.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED as error:
        raise UnusableInput("文件损坏，不是完整的 .docx", where=name, remedy=_RESAVE) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnusableInput("文件已加密", where=name, remedy="请去掉密码后另存为 .docx 再导入")
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise UnusableInput("压缩包内容异常庞大，已拒绝打开", where=name, remedy=_RESAVE)
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    """The root of an XML part; None where the archive has no such part.

    Raises: UnusableInput where the part is damaged, or defines a document type of its own.
    """
    try:
        content = archive.read(part)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(content, parser)
    except KeyError:
        return None
    except (*_DAMAGED, etree.XMLSyntaxError) as error:
        raise UnusableInput("文件内容损坏，读不出来", where=name, remedy=_RESAVE) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnusableInput("文件内含文档类型定义，已拒绝打开", where=name, remedy=_RESAVE)
    return root
