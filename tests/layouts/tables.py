"""What offices do to the statutory tables: split, cut, reorder, add to and spoil them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from layouts.paper import Block, Box, Line, Paper, Table, simple_table, table_of
from report_assistant.report import Report

Change = Callable[[Paper], Paper]
INDEX_ROWS = (
    ("索引号", "00512345/2026-00017", "发布机构", "样例市数据管理局"),
    ("发文日期", "2026年1月13日", "文号", "无"),
    ("主题分类", "政务公开", "有效性", "有效"),
)


def in_front(rows: Sequence[Sequence[str]] = INDEX_ROWS) -> Change:
    """A metadata table before the title, as portals put there."""
    return lambda paper: paper.before("title", simple_table(rows))


def annex(paper: Paper) -> Paper:
    """An annex behind the signature: another table with figures, that is no statutory one."""
    rows = (("公开渠道", "条数"), ("政府网站", "276"), ("微信公众号", "98"), ("总计", "374"))
    return paper.with_blocks(
        Line("附件：主动公开渠道统计表", "note", "6", optional=True),
        simple_table(rows),
        Line("注：以上统计不含转载信息。", "note", "6", optional=True),
    )


def notes_below(paper: Paper) -> Paper:
    """A note under every statutory table."""
    note = Line("注：本表数据统计截止日期为12月31日，共涉及3个内设机构。", "note")
    return paper.tables_changed(lambda table: [table, note])


def cut(table: Table, first: int, last: int, *, repeated: bool = False) -> Table:
    """Rows `first` up to `last`; a box that began above keeps its words only where they are `repeated`."""
    boxes = []
    for box in table.boxes:
        top, bottom = max(box.row, first), min(box.bottom, last)
        if top < bottom:
            text = box.text if repeated or box.row >= first else ""
            boxes.append(replace(box, row=top - first, rows=bottom - top, text=text))
    return Table(table.id, tuple(boxes), max(0, table.head_rows - first))


def stacked(upper: Table, lower: Table) -> Table:
    """One table under the other, as one."""
    height = upper.height
    below = tuple(replace(box, row=box.row + height) for box in lower.boxes)
    return Table(upper.id, upper.boxes + below, upper.head_rows)


def split_at(*rows: int, head_again: bool, labels_again: bool = False, between: str = "") -> Change:
    """Table three as several tables, cut before these of its body's rows; `between`: a line between the parts."""

    def parts(table: Table) -> Iterator[Block]:
        head = cut(table, 0, table.head_rows)
        edges = [table.head_rows, *(row + table.head_rows for row in rows), table.height]
        for number, (first, last) in enumerate(pairwise(edges)):
            if number and between:
                yield Line(between, "note")
            part = cut(table, first, last, repeated=labels_again)
            yield stacked(head, part) if head_again or not number else part

    return lambda paper: paper.tables_changed(parts, "T3")


def a_table_a_row(paper: Paper) -> Paper:
    """Table three with a table for each row, the head by itself, the group's name again in each."""
    height = next(b for b in paper.blocks if isinstance(b, Table) and b.id == "T3").height
    rows = range(1, height - 3)
    return split_at(*rows, head_again=False, labels_again=True)(paper)


def blocks_of_two(table: Table) -> list[Table]:
    """Table two cut where another item of article 20 begins."""
    starts = [box.row for box in table.boxes if box.role == "head" and box.text.startswith("第二十条")]
    parts = [cut(table, first, last) for first, last in zip(starts, [*starts[1:], table.height], strict=True)]
    return [narrowed(part) for part in parts]


def narrowed(table: Table) -> Table:
    """The table without grid columns no box begins in."""
    starts = sorted({box.column for box in table.boxes})
    place = {column: number for number, column in enumerate(starts)}

    def moved(box: Box) -> Box:
        covered = [column for column in starts if box.column <= column < box.right]
        return replace(box, column=place[box.column], columns=len(covered))

    return table.changed(moved)


def four_tables(paper: Paper) -> Paper:
    """Table two as a table for each item of article 20."""
    return paper.tables_changed(blocks_of_two, "T2")


def four_tables_under_lines(paper: Paper) -> Paper:
    """The same with the item of article 20 as a line above each table."""

    def parts(table: Table) -> Iterator[Block]:
        for part in blocks_of_two(table):
            yield Line(part.boxes[0].text, "note")
            yield cut(part, 1, part.height)

    return paper.tables_changed(parts, "T2")


def without_column(key: str, table_id: str = "T3") -> Change:
    """A column left out, head and figures."""

    def less(table: Table) -> Table:
        at = next(box.column for box in table.boxes if box.ref.endswith(f":{key}"))
        return table_without(table, at)

    return lambda paper: paper.tables_changed(less, table_id)


def table_without(table: Table, at: int) -> Table:
    """The table without one of its grid columns."""
    boxes = []
    for box in table.boxes:
        covers = box.column <= at < box.right
        if not covers or box.columns > 1:
            column = box.column - (box.column > at)
            boxes.append(replace(box, column=column, columns=box.columns - covers))
    return replace(table, boxes=tuple(boxes))


def total_first(paper: Paper) -> Paper:
    """Table three with 总计 as the first of its figure columns: only labels tell."""

    def turned(table: Table) -> Table:
        first, last = table.label_columns, table.width - 1

        def moved(box: Box) -> Box:
            if box.column == last:
                return replace(box, column=first)
            if box.column == first and box.right == table.width:
                return box
            return replace(box, column=box.column + 1) if box.column >= first else box

        return table.changed(moved)

    return paper.tables_changed(turned, "T3")


def column_added(head: str, texts: Callable[[int], str], *, at_left: bool = False) -> Change:
    """Every statutory table with one column more at its edge: 备注, 序号."""

    def wider(table: Table) -> Table:
        moved = table.changed(lambda box: replace(box, column=box.column + 1)) if at_left else table
        at = 0 if at_left else table.width
        top = max(table.head_rows, 1)
        extra = [Box(0, at, head, rows=top, role="head")]
        extra += [Box(row, at, texts(row), role="label") for row in range(top, table.height)]
        return replace(moved, boxes=(*moved.boxes, *extra))

    return lambda paper: paper.tables_changed(wider, "T3")


def row_added(paper: Paper) -> Paper:
    """Table two with a row of the office's own below 行政规范性文件."""

    def longer(table: Table) -> Table:
        at = next(box.row for box in table.boxes if "规范性文件" in box.text)
        own = ["其他主动公开文件", "815", "16", "799"]
        row = Table(table.id, tuple(Box(0, column, text, role="label") for column, text in enumerate(own)))
        return stacked(stacked(cut(table, 0, at + 1), row), cut(table, at + 1, table.height))

    return paper.tables_changed(longer, "T2")


def ragged(rows: Iterable[int]) -> Change:
    """In these rows of table three's body one figure's box is missing: nobody can tell which."""
    short = set(rows)

    def spoiled(table: Table) -> Table:
        boxes = []
        for box in table.boxes:
            if box.role == "value" and box.row - table.head_rows in short:
                if box.column == table.label_columns + 2:
                    continue
                moved = box.column - (box.column > table.label_columns + 2)
                boxes.append(replace(box, column=moved, firm=False))
            else:
                boxes.append(box)
        return replace(table, boxes=tuple(boxes))

    return lambda paper: paper.tables_changed(spoiled, "T3")


def with_table_of(report: Report, table_id: str) -> Change:
    """One statutory table taken from a report in another form."""

    def mixed(paper: Paper) -> Paper:
        other = paper.tables_changed(lambda _: table_of(report, table_id), table_id)
        return replace(other, form_id="")

    return mixed
