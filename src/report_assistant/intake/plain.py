"""The bytes and the text of a file that a clerk gives: figures or notes."""

from pathlib import Path

from report_assistant.errors import UnusableInput

LARGEST = 20 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_small(path: Path) -> bytes:
    """The file's content.

    Raises: UnusableInput where it is not there, cannot be opened, is empty, or is larger than `LARGEST`.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnusableInput("文件超过 20 MB", where=path.name, remedy="请只保留所需的内容后再试")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableInput("找不到文件", where=str(path), remedy="请检查路径") from error
    except OSError as error:
        raise UnusableInput(
            "文件打不开", where=str(path), remedy="请确认它是可读的文件，且没有被其他程序占用"
        ) from error
    if not content.strip():
        raise UnusableInput("文件是空的", where=path.name, remedy="请检查是否选错了文件")
    return content


def read_plain(path: Path) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else GB18030.

    Raises: UnusableInput as `read_small`, and where the file is no text.
    """
    content = read_small(path)
    marked = [encoding for mark, encoding in _BOMS if content.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnusableInput("不是文本文件", where=path.name, remedy="请另存为 UTF-8 编码的文本后再试")
