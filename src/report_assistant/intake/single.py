"""One report out of a page: a form filled in as one big table is taken apart, another report behind it is left."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_assistant.intake.grids import is_label
from report_assistant.intake.headings import headings_in_order, is_heading
from report_assistant.intake.identity import find_title
from report_assistant.intake.page import Block, Grid, GridCell, Line, Page
from report_assistant.intake.straighten import rows_of
from report_assistant.intake.typed import with_typed_tables
from report_assistant.official import Form

_SEVERAL = 3  # headings that make a report of what follows


def single_report(page: Page, form: Form) -> Page:
    """The page as one report in lines and tables; `unread` tells of another one that stands behind it."""
    grids = [replace(grid, number=number) for number, grid in enumerate(page.grids, 1)]
    numbered = iter(grids)
    if any(_is_whole_form(grid, form) for grid in grids):
        blocks = (next(numbered) if isinstance(block, Grid) else block for block in page.blocks)
        opened = (part for block in blocks for part in (_opened(block, form) if isinstance(block, Grid) else [block]))
        page = replace(page, blocks=tuple(opened))
    return _first_report(with_typed_tables(page), form)


def _is_whole_form(grid: Grid, form: Form) -> bool:
    written = (cell for row in grid.rows for cell in _written(row, form))
    return any(is_heading(line, form) for cell in written for line in cell.text.split("\n"))


def _written(row: Sequence[GridCell], form: Form) -> list[GridCell]:
    """The cell that fills a row from one end to the other, or a heading and the text beside it; else none."""
    cells = [cell for cell in dict.fromkeys(row) if cell.text]
    if len(cells) == 1 and all(cell is cells[0] for cell in row) and not is_label(cells[0].text):
        return cells
    return cells if len(cells) == 2 and is_heading(cells[0].text, form) and "。" in cells[1].text else []


def _opened(grid: Grid, form: Form) -> Iterator[Block]:
    """The grid's lines, and the tables between them; unless it holds a heading, the grid itself."""
    if not _is_whole_form(grid, form):
        yield grid
        return
    start = 0
    for number, row in enumerate(grid.rows):
        written = _written(row, form)
        if not written:
            continue
        if start < number:
            yield rows_of(grid, start, number)
        yield from (Line(line) for cell in written if cell.row == number for line in cell.text.split("\n"))
        start = number + 1
    if start < len(grid.rows):
        yield rows_of(grid, start, len(grid.rows))


def _first_report(page: Page, form: Form) -> Page:
    end = _next_report(page.blocks, form)
    if end is None:
        return page
    first = page.blocks[end]
    title = first.text if isinstance(first, Line) else ""
    told = f"文件里还有另一份报告“{title}”，未读入；请每份报告单独导入"
    return Page(page.blocks[:end], page.caption, (*page.unread, told))


def _next_report(blocks: Sequence[Block], form: Form) -> int | None:
    """Where a title stands behind the last sections of a report, and sections and tables of another one below it."""
    headings = headings_in_order(blocks, form)
    for number, heading in enumerate(headings[1:], 1):
        last, behind = headings[number - 1], headings[number:]
        if heading.section.number > 2 or last.section.number < 5 or len(behind) < _SEVERAL:
            continue
        between = range(last.index + 1, heading.index)
        titled = [n for n in between if _is_title(blocks[n])]
        has_tables = [
            any(isinstance(b, Grid) for b in part) for part in (blocks[: last.index], blocks[heading.index :])
        ]
        if titled and all(has_tables):
            return titled[0]
    return None


def _is_title(block: Block) -> bool:
    title = find_title([block.text]) if isinstance(block, Line) else None
    return title is not None and title.year is not None
