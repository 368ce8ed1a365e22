"""A sentence into cells: what was said of the three tables, and what has to be asked back.

Nothing is taken that the words do not say: a total is not split, a part is not added up, a row is never
guessed. What is left over is told as it is, so that no number of a message disappears without a word.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from rapidfuzz import process

from report_assistant.chat.naming import Doubt, read_cell
from report_assistant.chat.numbers import Number, numbers, plain_text
from report_assistant.chat.vocabulary import phrases
from report_assistant.official import Form
from report_assistant.report import Cell, given

_ADDRESS = re.compile(
    r"(?P<ref>[Tt]\d:[A-Za-z_.]+:[A-Za-z_]+)(?:\s*(?:=|:|改?为|改成|是|填)\s*|\s+)(?P<value>-?\d+(?:\.\d+)?)"
    r"(?P<unit>万元|元|件|万)?"
)


@dataclass(slots=True)
class Heard:
    """What a message says, gathered while it is read.

    `zeros`: the words by which cells are nought without a digit. `doubts`: what must be asked, each with
    the number as it was said. `elsewhen`: numbers of other years. `withdrawn`: numbers that are being
    corrected, and differences. `facts`: sentences holding something that is no figure of the tables.
    """

    cells: dict[str, Cell] = field(default_factory=dict)
    zeros: list[str] = field(default_factory=list)
    doubts: list[tuple[Doubt, str]] = field(default_factory=list)
    elsewhen: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """How much was heard, facts aside."""
        return sum(map(len, (self.cells, self.zeros, self.doubts, self.elsewhen, self.withdrawn)))

    def doubt(self, doubt: Doubt, said: str) -> None:
        """Ask this of the number that was `said`, once."""
        if (doubt, said.strip()) not in self.doubts:
            self.doubts.append((doubt, said.strip()))

    def take(self, ref: str, number: Number, form: Form, said: str) -> bool:
        """Put a number into a cell; False where its measure word cannot count what the cell holds."""
        cell = read_cell(number, form.cells[ref])
        if cell is None:
            return False
        if isinstance(cell, Doubt):
            self.doubt(cell, said)
        elif number.value < 0:
            self.doubt(Doubt(f"{form.cells[ref].label}不能是负数"), said)
        else:
            self.put(ref, cell, form, said)
        return True

    def put(self, ref: str, cell: Cell, form: Form, said: str) -> None:
        """Put a cell; two different values for one cell are asked back and neither is taken."""
        if self.cells.get(ref, cell) == cell:
            self.cells[ref] = cell
            return
        before = self.cells.pop(ref)
        question = f"{form.cells[ref].label}说了两个数：{before.text} 和 {cell.text}，以哪个为准"
        self.doubt(Doubt(question, (f"{ref}={before.text}", f"{ref}={cell.text}")), said)


def stated_numbers(words: str, form: Form, year: int) -> tuple[Number, ...]:
    """The numbers of a message that may become figures of `year`, whatever they count."""
    plain = plain_text(words)
    spelled = tuple(Number(0, 0, Decimal(match["value"]), match["unit"] or "") for match in _ADDRESS.finditer(plain))
    plain = _ADDRESS.sub(_commas, plain)
    found = numbers(plain, phrases(plain, form, year), year)
    return (*spelled, *(one for one in found if one.standing == "stated"))


def take_addresses(plain: str, form: Form, heard: Heard) -> str:
    """Take the cells that are named by address, and give back the text without them, length kept."""
    for match in _ADDRESS.finditer(plain):
        ref = match["ref"][0].upper() + match["ref"][1:]
        if ref not in form.cells:
            nearest = process.extractOne(ref, form.cells.keys())
            choices = (f"{nearest[0]}={match['value']}",) if nearest else ()
            heard.doubt(Doubt(f"格式中没有单元格“{match['ref']}”", choices), match["value"])
            continue
        money = form.cells[ref].column.kind == "money"  # an address means the cell as it is printed
        unit = match["unit"] or ("万元" if money else "")
        heard.take(ref, Number(0, 0, Decimal(match["value"]), unit), form, match.group())
    return _ADDRESS.sub(_commas, plain)


def nought(refs: tuple[str, ...], form: Form, heard: Heard, said: str) -> None:
    """Put nought into these cells because `said` says there was none."""
    for ref in refs:
        heard.put(ref, given(Decimal(0) if form.cells[ref].column.kind == "money" else 0), form, said)
    if refs and said not in heard.zeros:
        heard.zeros = [*(one for one in heard.zeros if one not in said), said]


def _commas(match: re.Match[str]) -> str:
    return "|" * len(match.group())
