"""The bytes of a file: read within limits, then decoded as text or opened as a zip, or refused in one line."""

import codecs
import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path, PurePath

from report_assistant.errors import UnusableInput

MAX_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
# All that zipfile is known to raise on bytes that are no archive of ours.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # heads every .doc and .xls, and every encrypted .docx and .xlsx
_BINARY = (b"PK\x03\x04", b"%PDF", _OLE)


def read_file(path: Path) -> bytes:
    """A file's content, admitted.

    Raises: UnusableInput where it is not there, is no file, cannot be opened, or is not admitted.
    """
    try:
        if path.is_dir():
            raise UnusableInput("是文件夹，不是文件", where=str(path), remedy="请指定其中的一个文件")
        if path.exists() and not path.is_file():  # a device may never end
            raise UnusableInput("不是普通文件", where=str(path), remedy="请先把内容存成文件")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.name)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableInput("找不到文件", where=str(path), remedy="请核对文件名和所在文件夹") from error
    except OSError as error:
        raise UnusableInput("文件打不开", where=str(path), remedy="请核对读取权限，或关闭正在使用它的程序") from error
    return admitted(content, path.name)


def admitted(content: bytes, name: str) -> bytes:
    """The same bytes.

    Raises: UnusableInput where there are none, or too many.
    """
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    if not content.strip():
        raise UnusableInput("文件是空的", where=name, remedy="请核对是否选错了文件")
    return content


def decoded(content: bytes, name: str, declared: str | None = None) -> str:
    """The text of the bytes, in the encoding they show, declare, or are usual in an office.

    Raises: UnusableInput where they are no text.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if content.startswith(_BINARY) or (b"\0" in content and not marked):
        raise UnusableInput("内容不是文字，后缀与内容不符", where=name, remedy="请核对是否选错了文件，或改回原来的后缀")
    # Text that is no UTF-8 hardly ever decodes as it; GB18030 holds what pages declare as GB2312 or GBK.
    for encoding in ["utf-16"] if marked else ["utf-8-sig", declared or "gb18030", "gb18030"]:
        try:
            text = content.decode("gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise UnusableInput("文字编码认不出来", where=name, remedy="请另存为 UTF-8 编码后再试")


def open_archive(content: bytes, name: str) -> zipfile.ZipFile:
    """The zip that a .docx or .xlsx is, with its directory checked before anything is unpacked.

    Raises: UnusableInput where it is none, is damaged or encrypted, or unpacks to more than a report can be.
    """
    suffix = PurePath(name).suffix.lower()
    remedy = f"请用 Office 或 WPS 打开，另存为新的 {suffix} 再导入"
    if content.startswith(_OLE):
        what = f"文件已加密，或是旧版 {suffix[:-1]} 格式"
        raise UnusableInput(what, where=name, remedy=f"请用 Office 或 WPS 打开，去掉密码后另存为 {suffix} 再导入")
    if not content.startswith(b"PK"):
        raise UnusableInput(f"内容不是 {suffix} 文件，后缀与内容不符", where=name, remedy=remedy)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGED as error:
        raise UnusableInput(f"文件损坏，不是完整的 {suffix}", where=name, remedy=remedy) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnusableInput("文件已加密", where=name, remedy=f"请去掉密码后另存为 {suffix} 再导入")
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise UnusableInput("压缩包内容异常庞大，已拒绝打开", where=name, remedy=remedy)
    return archive


def _too_large(name: str) -> UnusableInput:
    return UnusableInput("文件超过 20 MB", where=name, remedy="请去掉图片和附件，只留所需的内容后再导入")
