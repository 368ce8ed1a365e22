"""Which cells of an older form a cell of the newer one continues."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources

from report_assistant.official.form import Form
from report_assistant.official.loading import load_form


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The forerunners of one cell: none means "not comparable", and `note` says why.

    `merged`: the forerunner holds the sum of several cells of the newer form.
    """

    sources: tuple[str, ...]
    merged: bool = False
    note: str = ""


def ancestry(ref: str, newer: Form, older: Form) -> Ancestry:
    """The cells of `older` that `ref` of `newer` continues; with one form, itself."""
    if newer.id == older.id:
        return Ancestry((ref,) if ref in older.cells else ())
    for pattern, found in _lineage(older.id, newer.id):
        if fnmatchcase(ref, _spread(pattern)):
            column = ref.rsplit(":", 1)[1]
            return Ancestry(tuple(f"{source}:{column}" for source in found.sources), found.merged, found.note)
    return Ancestry((ref,) if ref in older.cells else (), note="" if ref in older.cells else "旧格式没有这一格")


def _spread(pattern: str) -> str:
    return pattern if pattern.count(":") == 2 else f"{pattern}:*"


@cache
def _lineage(older: str, newer: str) -> tuple[tuple[str, Ancestry], ...]:
    written = tomllib.loads(resources.files(__package__).joinpath("lineage.toml").read_text(encoding="utf-8"))
    if (written["older"], written["newer"]) != (older, newer):
        return ()
    rows = []
    for row in written["row"]:
        if not row["source"] or any(
            not any(cell.startswith(f"{source}:") for cell in load_form(older).cells) for source in row["from"]
        ):
            raise ValueError(f"lineage of {row['to']} names no existing row, or has no source")
        rows.append((row["to"], Ancestry(tuple(row["from"]), row.get("merged", False), row["note"])))
    return tuple(rows)
