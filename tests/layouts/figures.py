"""What offices write for a figure: blanks, dashes, units, widths, remarks, formulas."""

from collections.abc import Callable
from dataclasses import replace

from layouts.paper import Box, Paper, Table

Change = Callable[[Paper], Paper]
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def _figures(change: Callable[[Box], Box], of: Callable[[Box], bool] = lambda box: True) -> Change:
    return lambda paper: paper.boxes_changed(lambda box: change(box) if of(box) else box, "value")


def zeros_as(text: str, every: int = 1) -> Change:
    """Other words (or none) for 0, in every n-th box that holds one: nothing is given there."""

    def emptied(paper: Paper) -> Paper:
        zeros = [box for table in paper.blocks for box in getattr(table, "boxes", ()) if box.ref and box.value == 0]
        chosen = {box.ref for box in zeros[::every]}
        return _figures(lambda box: box.showing(text, None), lambda box: box.ref in chosen)(paper)

    return emptied


def unsure(paper: Paper) -> Paper:
    """A layout that loses boxes: whatever is read there must be right, but none need be."""
    return paper.boxes_changed(lambda box: replace(box, firm=False), "value")


def unsure_where_blank(paper: Paper) -> Paper:
    """A layout in which a blank box leaves no trace: rows that hold one can no longer be told apart."""

    def judged(table: Table) -> Table:
        spoiled = {box.row for box in table.boxes if box.ref and not box.text}
        return table.changed(lambda box: replace(box, firm=box.firm and box.row not in spoiled))

    return paper.tables_changed(judged)


full_width = _figures(lambda box: replace(box, text=box.text.translate(_WIDE)))
with_separators = _figures(lambda box: replace(box, text=f"{box.value:,}"), lambda box: box.value is not None)
with_unit = _figures(lambda box: replace(box, text=f"{box.text}件"), lambda box: box.ref[-6:] != "amount")
padded = _figures(lambda box: replace(box, text=f"\u3000{box.text} "))
no_break_spaces = _figures(lambda box: replace(box, text=f"\u00a0{box.text}\u00a0"))
broken_lines = _figures(lambda box: replace(box, text=f"\n{box.text}\n"))


def _is_money(box: Box) -> bool:
    return box.ref.endswith(":amount") and bool(box.value)


money_in_yuan = _figures(lambda box: box.showing(f"{(box.value or 0) * 10000:.0f}元", None), _is_money)
money_with_unit = _figures(lambda box: replace(box, text=f"{box.text}万元"), _is_money)
with_remark = _figures(
    lambda box: box.showing(f"{box.text}（其中修订16件）", box.value, firm=False),
    lambda box: box.ref in ("T2:normative:in_force", "T2:normative:public_total"),
)


def in_words(ref_end: str, text: str) -> Change:
    """A cell filled with words instead of a figure: nothing is given there."""
    return _figures(lambda box: box.showing(text, None), lambda box: box.ref.endswith(ref_end))


totals_unsure = _figures(lambda box: replace(box, firm=False), lambda box: box.ref.endswith(":total"))
zero_rows_unsure = _figures(lambda box: replace(box, firm=False), lambda box: box.value == 0)
