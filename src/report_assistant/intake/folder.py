"""The documents in a folder: of several kinds of one document those that are read best, the others as their twins.

What may be somebody's report and is of a kind nobody can read is told apart, so that no file is missed in silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.read import LESSER_SUFFIXES, REMEDIES, SUFFIXES, unreadable

WORKBOOKS = (".xlsx", ".xls", ".et", ".ods")  # the report where there is nothing better
_READABLE = (*SUFFIXES, *LESSER_SUFFIXES, *WORKBOOKS)
_MOST_NAMED = 3
_PARTS_OF_A_PAGE = ("_files", ".files")  # a browser puts the pictures of 甲.html into 甲_files


def documents_in(folder: Path) -> dict[Path, tuple[Path, ...]]:
    """The documents in a folder and below, with their twins; what an office programme leaves lying there is none.

    Raises: UnusableInput where there are none.
    """
    files = _files_in(folder)
    lesser: dict[tuple[Path, str], list[Path]] = defaultdict(list)
    for file in files:
        if suffix_of(file) in (*LESSER_SUFFIXES, *WORKBOOKS):
            lesser[_stem(file)].append(file)
    better = (file for file in files if zh.half_width(file.name).lower().endswith(SUFFIXES))
    found = {file: tuple(lesser.get(_stem(file), ())) for file in better}
    stems = set(map(_stem, found))
    found |= {file: () for stem, alone in lesser.items() if stem not in stems for file in alone}
    if not found:
        unread = [file.name for file in unread_in(folder, ())]
        others = f"，另有 {len(unread)} 个文件不是可读的格式：{abridged(unread)}" if unread else ""
        what = f"文件夹里没有可核对的报告{others}"
        raise UnusableInput(what, where=str(folder), remedy=f"可读：{'、'.join(_READABLE)}")
    return dict(sorted(found.items()))


def unread_in(folder: Path, documents: Iterable[Path]) -> dict[Path, str]:
    """The files in a folder and below that may be reports and are of no kind that is read, and what to do with each.

    Not among them: another kind of one of the documents that are read, and the pictures of a saved web page.
    """
    stems = set(map(_stem, documents))
    return {
        file: str(unreadable(suffix_of(file), file.name))
        for file in _files_in(folder)
        if suffix_of(file) in REMEDIES and _stem(file) not in stems and not _is_part_of_a_page(file, stems)
    }


def suffix_of(file: Path) -> str:
    """What a name says of the kind; 年报．docx is what a Chinese keyboard types, and 1.某镇年报 has no suffix."""
    _, dot, kind = zh.half_width(file.name).rpartition(".")
    return f".{kind.lower()}" if dot and kind.isascii() and kind.isalnum() and not kind.isdecimal() else ""


def abridged(names: Sequence[str]) -> str:
    """The first of many names; whoever calls says how many there are."""
    return "、".join(names[:_MOST_NAMED]) + (" 等" if len(names) > _MOST_NAMED else "")


def _files_in(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if _is_shown(file.relative_to(folder)) and file.is_file()]


def _is_shown(inside: Path) -> bool:
    return not any(part.startswith((".", "~")) for part in inside.parts)


def _is_part_of_a_page(file: Path, stems: set[tuple[Path, str]]) -> bool:
    folder = file.parent
    pages = (folder.name.removesuffix(end) for end in _PARTS_OF_A_PAGE if folder.name.endswith(end))
    return any((folder.parent, page) in stems for page in pages)


def _stem(file: Path) -> tuple[Path, str]:
    """A document without what its suffix says of its kind."""
    name = zh.half_width(file.name)
    suffix = ".report.json" if name.lower().endswith(".report.json") else suffix_of(file)
    return file.parent, name[: len(name) - len(suffix)]
