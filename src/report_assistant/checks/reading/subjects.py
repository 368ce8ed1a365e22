"""Subjects: which cells a clause speaks of, read from the words round a number.

新收申请18件，其中自然人12件: the first number speaks of T3:new:total, the second of T3:new:natural.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from report_assistant import zh
from report_assistant.official import Form, load_form

# What prose calls a row or column, beside its printed label. Where a phrase names several rows, the number
# is their sum (行政诉讼: both ways of going to court).
_ROW_WORDS = {
    ("T3", "new"): r"新收|(?:收到|接收|接到)(?:(?!复议|诉讼|补正|意见)[^，。；：、]){0,16}申请",
    ("T3", "carried_in"): r"上(?:一)?年度?(?:结转|转入)|(?:由|从)上(?:一)?年度?结转",
    ("T3", "carried_out"): r"结转(?:至|到)?(?:下(?:一)?年度?|次年|20\d\d年)(?:度)?(?:继续)?(?:办理)?",
    ("T3", "total"): r"办结|办理完毕|(?:已|依法|共|全部|予以)答复|答复(?:申请)?(?=\d|[一二两三四五六七八九十百]+件)",
    ("T3", r"other(?:\..*)?"): r"其他处理",
    ("T4", "review"): r"行政复议|复议案件",
    ("T4", "direct|after_review"): r"行政诉讼|诉讼案件",
    ("T2", "normative"): r"规范性文件",
    ("T2", "regulations"): r"规章(?!制度)",
    ("T2", "licences"): r"(?:作出|办理)[^，。；]{0,6}行政许可|行政许可(?:处理)?决定",
    ("T2", "penalties"): r"(?:作出|实施)[^，。；]{0,6}行政处罚|行政处罚(?:处理)?决定",
    ("T2", "compulsion"): r"(?:作出|实施)[^，。；]{0,6}行政强制|行政强制(?:处理)?决定",
    ("T2", "fees"): r"行政事业性收费",
}
_COLUMN_WORDS = {
    ("T3", "business|research|welfare|legal|other"): r"法人(?:或者?|和)其他组织",
    ("T3", "other"): r"其他组织",
    ("T4", "upheld"): r"维持",
    ("T4", "corrected"): r"纠正|撤销",
    ("T4", "pending"): r"(?:尚未|未)审结",
    ("T2", "issued"): r"制发|新制作|新出台",
    ("T2", "repealed"): r"废止",
    ("T2", "in_force"): r"现行有效",
}
_TOO_COMMON = ("其他", "总计")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase in a sentence and the rows or columns of one table it names."""

    start: int
    end: int
    table: str
    keys: tuple[str, ...]
    is_row: bool
    words: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The cells whose sum a number states, and the words that say so.

    `also`: single cells it may state as well, where a column was named earlier in the sentence; `joint`: the
    cells of all rows named together (新收与上年结转共…), whose sum it may state.
    """

    cells: tuple[str, ...]
    words: str
    also: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()


def subject_of(form: Form, sentence: str, start: int, end: int, last: int) -> Subject | None:
    """What the number at `start`…`end` of `sentence` counts; None where no words of the form tell.

    `last`: where the number before it ends, 0 for the first one. Words round the number go first, then
    those before it in its comma clause, then those behind it, then an earlier clause without a number.
    """
    if "分别" in sentence[:start]:  # 制发、废止分别为2件和1件: the order of the words is not ours to guess
        return None
    phrases = _phrases(form.id, sentence)
    clause = _clause_start(sentence, start)
    clause_end = min((i for mark in "，、；。）)," if (i := sentence.find(mark, end)) >= 0), default=len(sentence))
    before = [p for p in phrases if p.end <= start]
    near = (
        [p for p in phrases if p.start <= start and p.end >= end]
        or [p for p in before if p.start >= max(clause, last)]
        or [p for p in phrases if p.start >= end and p.end <= clause_end][:1]
        or [p for p in before if _clause_start(sentence, p.start) >= last]
    )
    return _resolve(form, near, before, last) if near else None


def _clause_start(sentence: str, position: int) -> int:
    return max(sentence.rfind(mark, 0, position) for mark in "，、：（(,；") + 1


def _resolve(form: Form, near: list[_Phrase], before: list[_Phrase], last: int) -> Subject | None:
    """The cells that the nearest phrase and, for its other axis, the phrases before it name."""
    nearest = near[-1]
    partners = [p for p in before if p.table == nearest.table and p.is_row != nearest.is_row]
    if not nearest.is_row:
        if not partners:
            return None
        cells = _cells(form, nearest.table, partners[-1].keys, nearest.keys)
        return Subject(cells, nearest.words) if cells else None
    # A column named for an earlier number (自然人12件中，予以公开9件) may go on, but need not.
    own = [p.keys for p in partners if p.start >= last]
    cells = _cells(form, nearest.table, nearest.keys, own[-1] if own else ())
    also = tuple(ref for p in partners for ref in _cells(form, nearest.table, nearest.keys, p.keys))
    together = [p for p in near if p.is_row and p.table == nearest.table]
    joint = tuple(dict.fromkeys(ref for p in together for ref in _cells(form, p.table, p.keys, ())))
    return Subject(cells, nearest.words, also, joint if len(together) > 1 else ()) if cells else None


def _cells(form: Form, table: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ref for row in rows for ref in _of_row(form, table, row) if _in_columns(ref, columns, table))


def _of_row(form: Form, table: str, row: str) -> Iterator[str]:
    return (ref for ref in form.cells if ref.split(":")[0] == table and ref.split(":")[1] == row)


def _in_columns(ref: str, columns: tuple[str, ...], table: str) -> bool:
    column = ref.rsplit(":", 1)[1]
    if columns:
        return column in columns
    return column == "total" if table in ("T3", "T4") else column in ("decisions", "amount")


def _phrases(form_id: str, sentence: str) -> list[_Phrase]:
    found = [
        _Phrase(match.start(), match.end(), table, keys, is_row, match.group())
        for pattern, table, keys, is_row in _vocabulary(form_id)
        for match in pattern.finditer(sentence)
    ]
    kept = [p for p in found if not any(_inside(p, other) for other in found)]
    return sorted(kept, key=lambda p: (p.end, -p.start, p.table))


def _inside(small: _Phrase, large: _Phrase) -> bool:
    """Whether `small` is a part of a longer phrase: 复议 in 复议后起诉, 结转 in 上年结转."""
    return large.start <= small.start and small.end <= large.end and large.end - large.start > small.end - small.start


@cache
def _vocabulary(form_id: str) -> tuple[tuple[re.Pattern[str], str, tuple[str, ...], bool], ...]:
    """Every phrase of the form: printed labels, headings that stand for a sum, and everyday words."""
    form = load_form(form_id)
    rows: dict[tuple[str, str], list[str]] = {}
    columns: dict[tuple[str, str], list[str]] = {}
    for cell in form.cells.values():
        rows.setdefault((cell.table, cell.row.key), []).extend(_spoken(cell.row.label))
        if cell.table != "T2":
            columns.setdefault((cell.table, cell.column.key), []).extend(_spoken(cell.column.label))
    entries: list[tuple[str, tuple[str, ...], list[str], bool]] = [
        (table, (key,), words, True) for (table, key), words in rows.items() if table != "T2"
    ]
    entries += [(table, keys, words, True) for table, keys, words in _headings(form)]
    entries += [(table, (key,), words, False) for (table, key), words in columns.items()]
    vocabulary: list[tuple[re.Pattern[str], str, tuple[str, ...], bool]] = [
        (re.compile("|".join(map(re.escape, dict.fromkeys(words)))), table, keys, is_row)
        for table, keys, words, is_row in entries
        if words
    ]
    for words_of, is_row in ((_ROW_WORDS, True), (_COLUMN_WORDS, False)):
        for (table, key), pattern in words_of.items():
            vocabulary.append((re.compile(pattern), table, _expand(form, table, key, is_row=is_row), is_row))
    return tuple(vocabulary)


def _headings(form: Form) -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    """（三）不予公开 and its like: the rows under one heading, whose sum the heading's words name."""
    for table in form.tables:
        for block in table.blocks:
            for heading in {row.headings[-1] for row in block.rows if len(row.headings) > 1}:
                keys = tuple(row.key for row in block.rows if row.headings and row.headings[-1] == heading)
                yield table.id, keys, _spoken(heading)


def _spoken(label: str) -> list[str]:
    """A printed label as prose says it: no ordinal, no bracketed remark, the first of two clauses."""
    bare = re.split("[（(]", re.sub(r"^[（(]?[一二三四五六七八\d]+[）).．、]", "", label))[0]
    words = {bare, bare.split("、")[0], bare.replace("“", "").replace("”", "")}
    return sorted(word for word in words if len(word) > 1 and word not in _TOO_COMMON and zh.read_numeral(word) is None)


def _expand(form: Form, table: str, pattern: str, *, is_row: bool) -> tuple[str, ...]:
    names = [cell.row.key if is_row else cell.column.key for cell in form.cells.values() if cell.table == table]
    return tuple(dict.fromkeys(name for name in names if re.fullmatch(pattern, name)))


@cache
def named_sums(form_id: str) -> list[tuple[str, ...]]:
    """The sets of cells whose sum has a name of its own, in one row or one column."""
    form = load_form(form_id)
    groups: dict[tuple[str, ...], list[str]] = {}
    for ref, cell in form.cells.items():
        column_heads, row_heads = cell.column.headings, cell.row.headings
        if len(column_heads) > 1:
            groups.setdefault((cell.table, "row", cell.row.key, column_heads[-1]), []).append(ref)
        if len(row_heads) > 1:
            groups.setdefault((cell.table, "column", cell.column.key, row_heads[-1]), []).append(ref)
        if cell.table == "T4":
            groups.setdefault(("T4", "all", cell.column.key), []).append(ref)
            groups.setdefault(("T4", "head", cell.column.key, *row_heads), []).append(ref)
        if cell.table == "T2" and cell.column.key == "decisions":
            groups.setdefault(("T2", "decisions"), []).append(ref)
    sums = [relation.left for relation in form.relations if len(relation.right) > 1]
    return [tuple(refs) for refs in groups.values() if len(refs) > 1] + sums
