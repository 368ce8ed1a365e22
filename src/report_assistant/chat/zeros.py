"""None of it: 没有收到申请, 无行政复议和诉讼, 表四都是0 say nought of whole rows without counting cells."""

import re
from collections.abc import Sequence

from report_assistant.chat.naming import Doubt, Named, name_cells, which_column
from report_assistant.chat.vocabulary import Phrase
from report_assistant.official import Form

_NONE = re.compile(r"(?<!有)(?:没有|从未|未曾|并无|不存在|没|未|无|零)")
# What may stand between 没有 and the thing: more than this, and 没有 speaks of something else.
_BETWEEN = re.compile(
    r"(?:任何|发生|出现|产生|收到|接到|因|由于|政府信息公开|信息公开|依申请公开|工作|而|过|有|被|提起|提出|引起|引发"
    r"|相关|有关|作出|实施|的|一[件起宗例]|群众|公民|法人|其他组织|、|和|与|及|或者?|也|办理|收取|征收)*"
)
_JOINED = re.compile(r"[、和及与或者也]*(?:没有|无|未|没)?[、和及与或者也]*")
_NONE_BEHIND = re.compile(
    r"(?:的)?(?:申请|案件|情况|情形|数量|工作)*(?:均|都|也|全部?)*(?:为|是)?(?:没有|未发生|不存在|无)(?:发生|情形|情况)?\s*$"
)
_ALL_NOUGHT = re.compile(
    r"(?:里|中|的|数据|各项|所有|单元格|数|格|也|都|均|全部?|一律|统统)*(?:填|是|为|等于)?(?:0|零)(?=$|[、|。;,\s])"
)


def none_of(text: str, words: Sequence[Phrase], end: int, form: Form) -> tuple[str, ...] | Doubt:
    """The cells of which the clauses round `words`, ending at `end` and without a number, say "none".

    A doubt where a row is named whose cells do not add up: 没有规范性文件 issued, or in force?
    """
    named = [one for one in words if one.axis in ("row", "column", "doubtful")]
    if not named:
        return ()
    said = _behind_none(text, named)
    if not said and _NONE_BEHIND.match(text, named[-1].end, end):
        said = tuple(named)
    if any(not one.zero for one in said):
        return ()
    if asked := next((one.asks for one in said if one.asks), ()):
        return Doubt(asked[0], asked[1:])
    columns = [one for one in said if one.axis == "column"]
    refs: list[str] = []
    for row in [one for one in said if one.axis == "row"] or _row_before(named, columns):
        found = _row_cells(form, row, columns)
        if not found:
            return which_column(form, row)
        refs += found
    return tuple(dict.fromkeys(refs))


def all_nought(text: str, tables: Sequence[Phrase], form: Form) -> tuple[str, ...]:
    """The cells of every table of which it is said that all of it is nought."""
    if not _ALL_NOUGHT.match(text, max(one.end for one in tables)):
        return ()
    wanted = {one.table for one in tables}
    return tuple(ref for ref, cell in form.cells.items() if cell.table in wanted)


def denied(text: str, words: Sequence[Phrase]) -> bool:
    """Whether a clause with a number speaks of what was not done: 未答复2件."""
    return bool(_behind_none(text, [one for one in words if one.axis in ("row", "column")]))


def _row_before(named: Sequence[Phrase], columns: Sequence[Phrase]) -> list[Phrase]:
    """The row of columns that were denied alone: 规范性文件没有制发，也没有废止."""
    before = [
        one
        for one in named
        if columns and one.axis == "row" and one.start < columns[0].start and one.table == columns[0].table
    ]
    return before[-1:]


def _behind_none(text: str, named: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The phrases that negations govern: those directly behind one, and those joined to them."""
    said: list[Phrase] = []
    for one in named:
        joined = bool(said) and _JOINED.fullmatch(text, said[-1].end, max(said[-1].end, one.start))
        if joined or _negated(text, one, named):
            said.append(one)
    return tuple(said)


def _negated(text: str, phrase: Phrase, named: Sequence[Phrase]) -> bool:
    return any(
        _BETWEEN.fullmatch(text, none.end(), phrase.start)
        for none in _NONE.finditer(text, max(0, phrase.start - 24), phrase.start)
        if not any(one.start <= none.start() < one.end for one in named)
    )


def _row_cells(form: Form, row: Phrase, columns: Sequence[Phrase]) -> list[str]:
    """The whole row, since counts that add up to nought are nought; single cells where columns were named."""
    own = [one for one in columns if one.table == row.table]
    if own:
        named = [name_cells(form, [row, one], None) for one in own]
        return [ref for one in named if isinstance(one, Named) for ref in one.refs]
    block = next(cell.block for cell in form.cells.values() if cell.table == row.table and cell.row.key == row.keys[0])
    whole = len(block.columns) == 1 or any(column.key == "total" for column in block.columns)
    keys = set(row.keys) if whole else set()
    return [ref for ref, cell in form.cells.items() if cell.table == row.table and cell.row.key in keys]
