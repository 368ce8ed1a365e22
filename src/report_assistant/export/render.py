"""Which writer makes which kind of file, and the file written whole or not at all."""

import os
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from report_assistant.errors import SurroundingsFailed, UnusableInput
from report_assistant.report import Report

# Imported when first asked for: checking a report must not wait for a workbook library.
_WRITERS = {
    ".docx": ("docx", "write_docx"),
    ".html": ("html", "write_html"),
    ".htm": ("html", "write_html"),
    ".txt": ("text", "write_text"),
    ".md": ("text", "write_markdown"),
    ".xlsx": ("xlsx", "write_xlsx"),
}
SUFFIXES = tuple(suffix for suffix in _WRITERS if suffix != ".htm")


class _Writer(Protocol):
    def __call__(self, report: Report, *, draft: bool = False) -> bytes: ...


def render(report: Report, suffix: str, draft: bool = False) -> bytes:
    """The report as the bytes of a file with this suffix; `draft` marks it 草稿.

    Raises: UnusableInput where no writer makes such a file, naming those that there are.
    """
    return _writer(suffix)(report, draft=draft)


def export(report: Report, target: Path, *, draft: bool = False, proof: Callable[[bytes], None] | None = None) -> Path:
    """Write the report to `target`, whose suffix says how; an older file there is replaced as a whole.

    `proof` sees what would be written, and raises where it must not be.
    Raises: UnusableInput as `render`, and where the folder is not there; SurroundingsFailed where the disk
    refuses.
    """
    if not target.parent.is_dir():
        raise UnusableInput("文件夹不存在", where=str(target.parent), remedy="请先建立文件夹，或换一个位置")
    if target.is_dir():
        raise UnusableInput("是文件夹，不能当文件写", where=str(target), remedy="请在后面加上文件名")
    content = render(report, target.suffix, draft)
    if proof:
        proof(content)
    write_whole(target, content)
    return target


def write_whole(target: Path, content: bytes) -> None:
    """Write the file, its folder too, or leave what was there.

    Raises: SurroundingsFailed where the disk refuses.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        os.replace(unfinished, target)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        remedy = "请关闭正在使用该文件的程序，并检查磁盘空间和权限"
        raise SurroundingsFailed("文件写不进去", where=str(target), remedy=remedy, retry=True) from error


def _writer(suffix: str) -> _Writer:
    known = _WRITERS.get(suffix.lower())
    if known is None:
        possible = f"可导出：{' '.join(SUFFIXES)}"
        if suffix.lower() == ".pdf":
            raise UnusableInput("暂不能直接导出 PDF", remedy="请导出 .docx，再在 Word 或 WPS 中另存为 PDF")
        raise UnusableInput(f"不能导出“{suffix}”文件" if suffix else "没有写明导出文件的后缀", remedy=possible)
    module, function = known
    return cast(_Writer, getattr(import_module(f"{__package__}.{module}"), function))
