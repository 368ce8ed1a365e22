"""The documents in a folder: of several kinds of one document those that are read best, the others as their twins."""

from collections import defaultdict
from pathlib import Path

from report_assistant.errors import UnusableInput
from report_assistant.intake.read import LESSER_SUFFIXES, SUFFIXES

WORKBOOK = ".xlsx"  # the report where there is nothing better


def documents_in(folder: Path) -> dict[Path, tuple[Path, ...]]:
    """The documents in a folder and below, with their twins; what an office programme leaves lying there is none.

    Raises: UnusableInput where there are none.
    """
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and _is_shown(file.relative_to(folder))]
    lesser: dict[Path, list[Path]] = defaultdict(list)
    for file in files:
        if file.suffix.lower() in (*LESSER_SUFFIXES, WORKBOOK):
            lesser[_stem(file)].append(file)
    found = {file: tuple(lesser.get(_stem(file), ())) for file in files if file.name.lower().endswith(SUFFIXES)}
    stems = set(map(_stem, found))
    found |= {file: () for stem, alone in lesser.items() if stem not in stems for file in alone}
    if not found:
        raise UnusableInput("文件夹里没有可核对的报告", where=str(folder), remedy=f"可读：{'、'.join(SUFFIXES)}")
    return dict(sorted(found.items()))


def _is_shown(inside: Path) -> bool:
    return not any(part.startswith((".", "~")) for part in inside.parts)


def _stem(file: Path) -> Path:
    """A document without what its suffix says of its kind."""
    return file.with_name(file.name.removesuffix(".report.json")) if file.suffix == ".json" else file.with_suffix("")
