"""What other portals and offices make of reports: tables turned, stacked, widened, merged; links and other reports."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from layouts.paper import Block, Box, Line, Paper, Table, paper_of
from layouts.reports import known_report
from layouts.tables import cut, stacked, table_without

Change = Callable[[Paper], Paper]
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = (("行政复议", "review"), ("未经复议直接起诉", "direct"), ("复议后起诉", "after_review"))


def _tables(change: Callable[[Table], Block | Iterable[Block]], only: str = "") -> Change:
    return lambda paper: paper.tables_changed(change, only)


def turned(table_id: str) -> Change:
    """A table with its rows for columns."""

    def turn(box: Box) -> Box:
        return replace(box, row=box.column, column=box.row, rows=box.columns, columns=box.rows)

    return _tables(lambda table: Table(table.id, tuple(map(turn, table.boxes))), table_id)


def _groups(table: Table) -> list[Table]:
    """Each group of table four as a table."""
    found = []
    for name, key in GROUPS:
        boxes = [Box(0, 0, name, columns=5, role="head")]
        boxes += [Box(1, n, head, role="head") for n, head in enumerate(OUTCOMES)]
        values = [box for box in table.boxes if box.ref.startswith(f"T4:{key}:")]
        boxes += [replace(box, row=2, column=n) for n, box in enumerate(values)]
        found.append(Table("T4", tuple(boxes), 2))
    return found


def _listed(table: Table) -> Table:
    boxes = [Box(0, n, head, role="head") for n, head in enumerate(("类别", *OUTCOMES))]
    for row, group in enumerate(_groups(table), start=1):
        boxes.append(Box(row, 0, group.boxes[0].text, role="label"))
        boxes += [replace(box, row=row, column=box.column + 1) for box in group.boxes if box.ref]
    return Table("T4", tuple(boxes), 1)


groups_apart = _tables(_groups, "T4")
groups_stacked = _tables(lambda table: reduce(stacked, _groups(table)), "T4")
groups_listed = _tables(_listed, "T4")


def organisations_merged(paper: Paper) -> Paper:
    """Table three with one column for all organisations: its figures are nobody's of the form."""

    def merged(table: Table) -> Table:
        for key in ("research", "welfare", "legal", "other"):
            table = table_without(table, next(b.column for b in table.boxes if b.ref.endswith(f":{key}")))
        at = next(box.column for box in table.boxes if box.ref.endswith(":business"))
        boxes = []
        for box in table.boxes:
            if box.ref.endswith(":business"):
                boxes.append(replace(box, ref="", value=None))
            elif not (box.role == "head" and box.column == at and box.row == 2):
                boxes.append(box)
        return Table(table.id, tuple(_without_row(boxes, 2)), 2)

    return paper.tables_changed(merged, "T3")


def _without_row(boxes: Iterable[Box], at: int) -> Iterator[Box]:
    for box in boxes:
        covers = box.row <= at < box.bottom
        yield replace(box, row=box.row - (box.row > at), rows=box.rows - covers)


def subtotal_added(paper: Paper) -> Paper:
    """Table three with a 小计 behind 其他, a column that the form does not have."""

    def wider(table: Table) -> Table:
        last = table.width - 1
        boxes = []
        for box in table.boxes:
            grouped = box.text in ("法人或其他组织", "申请人情况")
            boxes.append(replace(box, column=box.column + (box.column == last), columns=box.columns + grouped))
        boxes.append(Box(2, last, "小计", role="head"))
        boxes += [Box(row, last, str(row), role="label") for row in range(3, table.height)]
        return replace(table, boxes=tuple(boxes))

    return paper.tables_changed(wider, "T3")


def unit_row(paper: Paper) -> Paper:
    """A row 单位：件 over the whole width of tables three and four."""

    def under(table: Table) -> Table:
        top = Table(table.id, (Box(0, 0, "单位：件", columns=table.width, role="label"),))
        return replace(stacked(top, table), head_rows=table.head_rows + 1)

    return paper.tables_changed(under, "T3").tables_changed(under, "T4")


def signed_row(paper: Paper) -> Paper:
    """A last row with the names of who filled the table in and who looked it over."""

    def over(table: Table) -> Table:
        row = Box(0, 0, "填表人：王某　审核人：李某　填报日期：1月13日", columns=table.width, role="label")
        return stacked(table, Table(table.id, (row,)))

    return paper.tables_changed(over, "T3")


def empty_rows(paper: Paper) -> Paper:
    """An empty row behind every third row of table three's body."""

    def looser(table: Table) -> Table:
        edges = [0, *(row for row in range(5, table.height, 3) if not _is_crossed(table, row)), table.height]
        gap = Table(table.id, tuple(Box(0, column, role="label") for column in range(table.width)))
        parts = [cut(table, first, last) for first, last in pairwise(edges)]
        joined = reduce(lambda upper, lower: stacked(stacked(upper, gap), lower), parts)
        return replace(joined, head_rows=table.head_rows)

    return paper.tables_changed(looser, "T3")


def _is_crossed(table: Table, row: int) -> bool:
    return any(box.row < row < box.bottom for box in table.boxes if box.column)


def head_in_the_middle(paper: Paper) -> Paper:
    """Table three with its head printed again within the table."""

    def again(table: Table) -> Table:
        head = cut(table, 0, table.head_rows)
        upper, lower = cut(table, 0, 15), cut(table, 15, table.height, repeated=True)
        return replace(reduce(stacked, (upper, head, lower)), head_rows=table.head_rows)

    return paper.tables_changed(again, "T3")


def labels_repeated(paper: Paper) -> Paper:
    """No merged labels: the group's name stands in each of its rows."""

    def single(table: Table) -> Table:
        boxes: list[Box] = []
        for box in table.boxes:
            if box.role == "label" and box.rows > 1:
                boxes += [replace(box, row=row, rows=1) for row in range(box.row, box.bottom)]
            else:
                boxes.append(box)
        return replace(table, boxes=tuple(boxes))

    return paper.tables_changed(single, "T3")


def side_by_side(paper: Paper) -> Paper:
    """Table three in two halves beside one another: two rows of the form in one."""

    def halved(table: Table) -> Table:
        head = cut(table, 0, 3)
        left = stacked(head, cut(table, 3, 16, repeated=True))
        right = stacked(head, cut(table, 16, table.height, repeated=True))
        moved = tuple(replace(box, column=box.column + table.width, firm=False) for box in right.boxes)
        return Table(table.id, tuple(replace(box, firm=False) for box in left.boxes) + moved, 3)

    return paper.tables_changed(halved, "T3")


def changes_added(paper: Paper) -> Paper:
    """Table two with the columns of the form before beside 本年处理决定数量."""

    def wider(table: Table) -> Table:
        boxes = []
        for box in table.boxes:
            decided = box.ref.endswith(":decisions") or box.text == "本年处理决定数量"
            boxes.append(replace(box, column=table.width - 1, columns=1) if decided else box)
            if decided:
                texts = ("12", "-3") if box.ref else ("上一年项目数量", "本年增/减")
                boxes += [
                    replace(box, column=n, columns=1, text=t, ref="", role="label") for n, t in enumerate(texts, 1)
                ]
        return replace(table, boxes=tuple(boxes))

    return paper.tables_changed(wider, "T2")


def articles_at_the_left(paper: Paper) -> Paper:
    """Table two with 第二十条第（一）项 before its rows instead of above them."""

    def moved(table: Table) -> Table:
        starts = [box.row for box in table.boxes if box.text.startswith("第二十条")]
        boxes: list[Box] = []
        for start, end in zip(starts, [*starts[1:], table.height], strict=True):
            top = start - starts.index(start)
            for box in (box for box in table.boxes if start <= box.row < end):
                if box.row == start:
                    boxes.append(replace(box, row=top, rows=end - start - 1, columns=1))
                else:
                    boxes.append(replace(box, row=box.row - 1 - starts.index(start), column=box.column + 1))
        return replace(table, boxes=tuple(boxes))

    return paper.tables_changed(moved, "T2")


def ending(sign: str) -> Change:
    """Every figure with a sign behind it, as when a list was pasted into the cells."""
    return lambda paper: paper.boxes_changed(lambda box: replace(box, text=f"{box.text}{sign}"), "value")


def without_tables(paper: Paper) -> Paper:
    """The tables are elsewhere: nothing is given."""
    return paper.tables_changed(lambda table: Line("（详见附件）", "note"))


def earlier_links(paper: Paper) -> Paper:
    """Links to the reports of other years, before the title and behind the signature."""
    links = [Line(f"{paper.organ}{paper.year - n}年政府信息公开工作年度报告", "page") for n in (1, 2, 3)]
    return paper.before("title", Line("历年年报", "page"), *links).with_blocks(Line("往年年报", "page"), *links)


def another_behind(paper: Paper) -> Paper:
    """The report of another year on the same page, behind this one: what differs must not be taken for this one's."""
    other = replace(known_report(1), year=paper.year - 1)
    behind = paper_of(other).boxes_changed(lambda box: replace(box, ref=""))
    return paper.with_blocks(*behind.lines_changed(lambda line: replace(line, section="")).blocks)


def in_one_table(paper: Paper, *, together: bool = False) -> Paper:
    """Everything below the title in one table, as portals paste a filled-in form; only to be written.

    `together`: a cell for all paragraphs of a section; else a row a line.
    """
    width = max(block.width for block in paper.blocks if isinstance(block, Table))
    blocks = reduce(_joined, paper.blocks[1:], ()) if together else paper.blocks[1:]
    rows = (
        Table("", (Box(0, 0, block.text, columns=width, role="label"),)) if isinstance(block, Line) else block
        for block in blocks
    )
    return replace(paper, blocks=(paper.blocks[0], reduce(stacked, rows)))


def _joined(blocks: tuple[Block, ...], block: Block) -> tuple[Block, ...]:
    """The blocks and one more, which stands with the last one in a cell where both are no headings of sections."""
    if blocks and all(isinstance(one, Line) and one.kind != "section" for one in (blocks[-1], block)):
        return (*blocks[:-1], replace(blocks[-1], text=f"{blocks[-1].text}\n{block.text}"))
    return (*blocks, block)
