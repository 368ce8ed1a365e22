"""Which cells the phrases round a number name, or what must be asked because they do not say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_assistant.chat.numbers import Number
from report_assistant.chat.vocabulary import Phrase, column_name, row_name
from report_assistant.official import CellForm, Form
from report_assistant.report import Cell, given

_COUNTED = {"", "件", "件次", "宗", "份", "个", "例", "起", "万"}
_DECISIONS_TOO = {"项", "次", "条", "部"}  # of table two; an application is counted by none of these
_MONEY = {"万元", "万"}
_MOST_CHOICES = 8
_LARGEST = 10**8


@dataclass(frozen=True, slots=True)
class Doubt:
    """What has to be asked back; `choices` are sentences, {n} stands for the number as it was said."""

    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """The cells that words name (several: the number is their sum) and the row to go on with."""

    refs: tuple[str, ...]
    row: Phrase


def name_cells(form: Form, words: Sequence[Phrase], carried: Phrase | None) -> Named | Doubt | None:
    """The cells these phrases name; a column alone belongs to the row carried over from before.

    None: no phrase names anything.
    """
    rows = _narrowed([one for one in words if one.axis == "row"])
    columns = [one for one in words if one.axis == "column"]
    if len(rows) > 1:
        names = "”“".join(dict.fromkeys(row_name(form, row.table, row.keys[0]) for row in rows))
        return Doubt(f"这里同时说到“{names}”，请分开说各是几件")
    if not rows:
        if asked := next((one.asks for one in words if one.asks), ()):
            return Doubt(asked[0], asked[1:])
        if not columns:
            return None
    row = rows[0] if rows else carried
    own = [one for one in columns if row is not None and one.table == row.table]
    if row is None or (columns and not own and not rows):
        return _which_row(form, columns[0])
    return _crossed(form, row, own)


def sum_of(form: Form, refs: Sequence[str]) -> Doubt:
    """The question for a number that is the sum of several cells, nobody having said which."""
    names = [_sentence(form, ref) for ref in refs]
    question = "这是几项之和，表里只填其中的单项，请说明是哪一项、各几件"
    return Doubt(question, tuple(f"{name}{{n}}" for name in names[:_MOST_CHOICES]))


def read_cell(number: Number, cell: CellForm) -> Cell | Doubt | None:
    """The number as this cell would hold it; None where its measure word cannot count such a thing.

    Unit: money in 万元. 元 is never converted silently.
    """
    if abs(number.value) >= _LARGEST:
        return Doubt(f"{cell.label}的数太大，请核实")
    if cell.column.kind == "money":
        return _money(number, cell)
    if number.unit in ("元", "万元"):
        return Doubt(f"{cell.label}填的是件数，不是金额")
    value = number.value * (10_000 if number.unit == "万" else 1)
    if number.unit not in (_COUNTED | _DECISIONS_TOO if cell.table == "T2" else _COUNTED):
        return None
    if value != value.to_integral_value():
        return Doubt(f"{cell.label}应是整数，{value} 不是")
    return given(int(value))


def _money(number: Number, cell: CellForm) -> Cell | Doubt:
    if number.unit in _MONEY:
        return given(number.value)
    row = cell.row.label
    if number.unit == "元":
        converted = format((number.value / Decimal(10_000)).normalize(), "f")
        question = f"{cell.label}以万元为单位：{format(number.value, 'f')} 元等于 {converted} 万元，是否照此填写"
        return Doubt(question, (f"{row}{converted}万元",))
    if number.unit == "" and number.value == 0:
        return given(Decimal(0))
    return Doubt(
        f"{cell.label}以万元为单位，请说明 {format(number.value, 'f')} 是万元还是元", (f"{row}{number.value}万元",)
    )


def _narrowed(rows: list[Phrase]) -> list[Phrase]:
    """Rows without those that only lead up to another: 不予公开 before one of its cases, 答复 before 予以公开."""
    firm = [one for one in rows if not one.weak] or rows
    kept = [
        one for one in firm if not any(other.table == one.table and set(other.keys) < set(one.keys) for other in firm)
    ]
    return list({(one.table, one.keys): one for one in kept}.values())


def _crossed(form: Form, row: Phrase, columns: list[Phrase]) -> Named | Doubt:
    keys = {one.keys for one in columns}
    if len(keys) > 1:
        keys.discard(("total",))
    if len(keys) > 1:
        names = "”“".join(column_name(form, row.table, key) for key in sorted(keys))
        return Doubt(f"这里同时说到“{names}”，请分开说各是几件")
    wanted = next(iter(keys), None) or _usual_columns(form, row.table, row.keys[0])
    refs = tuple(f"{row.table}:{line}:{key}" for line in row.keys for key in wanted)
    known = tuple(ref for ref in refs if ref in form.cells)
    if known and wanted:
        return Named(known, row)
    return which_column(form, row)


def _usual_columns(form: Form, table: str, row: str) -> tuple[str, ...]:
    """The column a row's bare number belongs to: its total, or the only one there is."""
    columns = tuple(ref.rsplit(":", 1)[1] for ref in form.cells if ref.startswith(f"{table}:{row}:"))
    return ("total",) if "total" in columns else columns if len(columns) == 1 else ()


def _which_row(form: Form, column: Phrase) -> Doubt:
    name = column_name(form, column.table, column.keys)
    rows = dict.fromkeys(
        cell.row.key for cell in form.cells.values() if cell.table == column.table and cell.column.key in column.keys
    )
    names = [row_name(form, column.table, row) for row in list(rows)[:4]]
    return Doubt(f"“{name}”这个数属于哪一行", tuple(f"{row}{name}{{n}}" for row in names))


def which_column(form: Form, row: Phrase) -> Doubt:
    """The question for a row that has no column of its own for a bare number."""
    name = row_name(form, row.table, row.keys[0])
    columns = [ref.rsplit(":", 1)[1] for ref in form.cells if ref.startswith(f"{row.table}:{row.keys[0]}:")]
    choices = tuple(f"{name}{column_name(form, row.table, [column])}{{n}}" for column in columns)
    return Doubt(f"“{name}”这个数属于哪一列", choices)


def _sentence(form: Form, ref: str) -> str:
    table, row, column = ref.split(":")
    usual = column in _usual_columns(form, table, row)
    return row_name(form, table, row) + ("" if usual else column_name(form, table, [column]))
