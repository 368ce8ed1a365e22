"""The words by which people name rows and columns: the form's printed labels and `words.toml`."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from report_assistant import zh
from report_assistant.official import Form, load_form

Axis = Literal["row", "column", "table", "doubtful", "foreign", "neutral"]
_NAMELESS: tuple[Axis, ...] = ("foreign", "neutral")
_NUMBER_SIGN = rf"[\d{zh.NUMERAL}]"
_LIKE_A_COLUMN = ("其他", "总计")  # rows printed so are named only together with their heading
_OTHERS = re.compile(r"其他(?!法律|情形|结果|处理|组织|情况|机构|事项|需要|方面|部门|单位)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words at `start`…`end` and what they name: rows or columns of one table (several: their sum).

    `weak`: gives way to any other row. `zero`: "none of it" may be said of it. `asks`: the question and
    the sentences to choose from, where the words allow two readings. A foreign phrase counts what the
    tables do not; a neutral one (公民、法人或其他组织) names everybody and no column.
    """

    start: int
    end: int
    axis: Axis
    table: str = ""
    keys: tuple[str, ...] = ()
    weak: bool = False
    zero: bool = True
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: re.Pattern[str]
    axis: Axis
    table: str = ""
    keys: tuple[str, ...] = ()
    marks: dict[str, Any] = field(default_factory=dict)


def phrases(text: str, form: Form, year: int) -> list[Phrase]:
    """Every phrase in half-width `text`, in order; of two that overlap the longer stays."""
    found = [
        Phrase(match.start(), match.end(), entry.axis, entry.table, entry.keys, **entry.marks)
        for entry in _entries(form.id, year)
        for match in entry.pattern.finditer(text)
        if match.group()
    ]
    found.sort(key=lambda one: (one.start - one.end, one.axis == "doubtful", one.start))
    kept: list[Phrase] = []
    for one in found:
        rivals = [other for other in kept if one.start < other.end and other.start < one.end]
        # 合计 is a column of two tables: both stay until the row tells which.
        twins = all((other.start, other.end, other.axis) == (one.start, one.end, "column") for other in rivals)
        if twins and one.table not in {other.table for other in rivals}:
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.table))


def residue(text: str, year: int) -> str:
    """The characters of `text` that carry meaning: Han and Latin ones that are no filler."""
    return re.sub(r"[^一-鿿A-Za-z]", "", _fillers(year).sub("", text))


def elsewhere(sentence: str) -> bool:
    """Whether a whole sentence counts something the tables do not: 认定公文214件，其中依申请公开71件."""
    return bool(re.search("|".join(_written()["elsewhere"]), sentence))


def place_of_fact(text: str) -> str:
    """The place of the report that a told fact belongs to; "" where no word tells."""
    hits = [(len(pattern.findall(text)), place) for place, pattern in _places()]
    return max(hits, key=lambda hit: hit[0])[1] if any(count for count, _ in hits) else ""


def row_name(form: Form, table: str, key: str) -> str:
    """A row as a person may say it, its heading before it where it needs one."""
    if said := _say("row", table, key):
        return said
    row = next(row for block in form.table(table).blocks for row in block.rows if row.key == key)
    heading = _spoken(row.headings[-1])[0] if len(row.headings) > 1 else ""
    return f"{heading}中的{_spoken(row.label)[0]}" if heading else _spoken(row.label)[0]


def column_name(form: Form, table: str, keys: Sequence[str]) -> str:
    """A column as a person may say it; of several, the heading they stand under."""
    columns = [column for block in form.table(table).blocks for column in block.columns if column.key in keys]
    if len(keys) > 1 and columns[0].headings:
        return columns[0].headings[-1]
    return _say("column", table, keys[0]) or _spoken(columns[0].label)[0]


def _say(axis: str, table: str, key: str) -> str:
    return next(
        (str(one["say"]) for one in _written()[axis] if (one["table"], one["key"]) == (table, key) and "say" in one), ""
    )


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _fillers(year: int) -> re.Pattern[str]:
    return _compiled("|".join(_written()["fillers"]), year)


@cache
def _places() -> tuple[tuple[str, re.Pattern[str]], ...]:
    written = {place["place"]: place["words"] for place in _written()["place"]}
    titles = {topic.id: "|".join(map(re.escape, (topic.title, *topic.aliases))) for topic in load_form("2021").topics}
    return tuple((place, re.compile(f"{words}|{titles.get(place, words)}")) for place, words in written.items())


def _compiled(words: str, year: int) -> re.Pattern[str]:
    inner = _NUMBER_SIGN[1:-1]
    words = re.sub(r"(?<=\[\^)<n>", lambda _: inner, words).replace("<n>", _NUMBER_SIGN)
    for name, number in (("<prior>", year - 1), ("<year>", year), ("<next>", year + 1)):
        words = words.replace(name, str(number))
    return re.compile(words)


@lru_cache(maxsize=16)
def _entries(form_id: str, year: int) -> tuple[_Entry, ...]:
    form = load_form(form_id)
    entries = [*_labels(form), *_said(form, year)]
    entries += [
        _Entry(_compiled(one["words"], year), "doubtful", marks={"asks": (one["question"], *one["options"])})
        for one in _written()["doubtful"]
    ]
    entries += [_Entry(_compiled("|".join(_written()[axis]), year), axis) for axis in _NAMELESS]
    entries += [
        _Entry(re.compile(f"{table.name}|{re.escape(form.section(table.section).title)}(?=表)"), "table", table.id)
        for table in form.tables
    ]
    return tuple(entries)


def _labels(form: Form) -> Iterator[_Entry]:
    """Printed labels of rows and columns, and headings that stand for the sum of several rows."""
    for table in form.tables:
        for block in table.blocks:
            named: dict[tuple[Axis, tuple[str, ...]], list[str]] = {}
            covering = {heading for row in block.rows for heading in row.headings[:-1]}
            for row in block.rows:
                named[("row", (row.key,))] = [word for label in (row.label, *row.aliases) for word in _spoken(label)]
                if row.headings and row.headings[-1] not in covering:
                    keys = tuple(other.key for other in block.rows if other.headings == row.headings)
                    named[("row", keys)] = _spoken(row.headings[-1])
            for column in block.columns:
                named[("column", (column.key,))] = _spoken(column.label)
            for (axis, keys), words in named.items():
                if usual := [re.escape(word) for word in words if word not in _LIKE_A_COLUMN]:
                    yield _Entry(re.compile("|".join(usual)), axis, table.id, keys)
        if any(column.key == "other" for column in table.blocks[0].columns):
            yield _Entry(_OTHERS, "column", table.id, ("other",))


def _said(form: Form, year: int) -> Iterator[_Entry]:
    """What `words.toml` says of rows and columns that this form has."""
    axes: tuple[Axis, ...] = ("row", "column")
    for axis in axes:
        for one in _written()[axis]:
            blocks = form.table(one["table"]).blocks
            known = {line.key for block in blocks for line in (block.rows if axis == "row" else block.columns)}
            keys = tuple(key for key in one["key"].split("|") if key in known)
            if keys:
                marks = {name: one[name] for name in ("weak", "zero") if name in one}
                yield _Entry(_compiled("|".join(one["words"]), year), axis, one["table"], keys, marks)


def _spoken(label: str) -> list[str]:
    """A printed label as prose says it: no ordinal, no bracketed remark, no quotation marks; whole first."""
    bare = re.split("[(]", re.sub(r"^[(]?[一二三四五六七八\d]+[).、]", "", zh.half_width(label)))[0]
    words = [bare, bare.replace("“", "").replace("”", ""), bare.split("、")[0]]
    return list(dict.fromkeys(word for word in words if len(word) > 1))
