"""The bytes of a file: read within limits, then decoded as text, or refused in one line."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from report_assistant.errors import UnusableInput

MAX_BYTES = 20 * 1024 * 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # heads every .doc and .xls, and every encrypted .docx and .xlsx
_BINARY = (b"PK\x03\x04", b"%PDF", OLE)
_SAMPLE = 4096
_USUAL = re.compile(r"[\t\n\r -~　-〗一-龥！-～]")
_FLAWS = 0.01  # of the letters beyond ASCII: a portal cuts texts in the middle of one, another encoding spoils most


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

    Shape: a few bytes that are broken in otherwise sound UTF-8 become U+FFFD, never another letter.
    Raises: UnusableInput where they are no text.
    """
    wide = _wide(content)
    if content.startswith(_BINARY) or (b"\0" in content and not wide):
        raise UnusableInput("内容不是文字，后缀与内容不符", where=name, remedy="请核对是否选错了文件，或改回原来的后缀")
    for text in _readings(content, wide, declared):
        if "\0" not in text:
            return text
    raise UnusableInput("文字编码认不出来", where=name, remedy="请另存为 UTF-8 编码后再试")


def _readings(content: bytes, wide: str, declared: str | None) -> Iterator[str]:
    # Text that is no UTF-8 hardly ever decodes as it; GB18030 holds what pages declare as GB2312 or GBK.
    for encoding in [wide] if wide else ["utf-8-sig", "", declared or "gb18030", "gb18030"]:
        try:
            if encoding:
                yield content.decode("gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding)
            elif _is_flawed_utf8(text := content.decode("utf-8-sig", "replace")):
                yield text
        except (UnicodeDecodeError, LookupError):
            continue


def _wide(content: bytes) -> str:
    """The UTF-16 that a mark shows or, without one, what the bytes are in it; "" where they are other text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in content:
        return ""
    # 开 and 一 hold a nought too, on the other side than digits do: what counts is which order gives Chinese.
    return next(
        (order for order in ("utf-16-le", "utf-16-be") if _is_usual(content[:_SAMPLE].decode(order, "replace"))), ""
    )


def _is_usual(text: str) -> bool:
    return len(_USUAL.findall(text)) > 0.9 * len(text)


def _is_flawed_utf8(text: str) -> bool:
    beyond = sum(letter > "\x7f" for letter in text)
    return text.count("\ufffd") <= _FLAWS * beyond


def _too_large(name: str) -> UnusableInput:
    return UnusableInput("文件超过 20 MB", where=name, remedy="请去掉图片和附件，只留所需的内容后再导入")
