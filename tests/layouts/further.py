"""Layouts of other provinces' portals and offices, thought of after the first ones were read."""

from collections.abc import Callable
from functools import partial

from layouts import docx, figures, headings, html, labels, reshaped, tables, text
from layouts.paper import Paper, Table
from layouts.variant import Variant, as_text, in_book, in_markdown, in_word, on_page

OTHER_WORDS = {"总计": "合计", "（七）总计": "（七）合计", "其他": "其它"}
DROPPED = {label: label.split("、", 1)[-1] for label in ("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理")}


def with_units(label: str) -> str:
    """A column's head with its unit: 自然人（件）."""
    heads = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计", "结果维持", "本年制发件数")
    return f"{label}（件）" if label in heads else label


def boxed(rows: text.Rows) -> str:
    """A table drawn with characters."""
    rule = "├──┼──┤"
    return "\n".join(["┌──┬──┐", *(f"│{'│'.join(row)}│\n{rule}" for row in rows), "└──┴──┘"])


def wide_bars(rows: text.Rows) -> str:
    return text.by("｜", rows)


def by_commas(rows: text.Rows) -> str:
    """As a table calculation saves it for other programmes."""
    return "\n".join(",".join(f'"{field}"' if "," in field else field for field in row) for row in rows)


def label_then_figures(rows: text.Rows) -> str:
    """A label on its line, its figures together on the next one."""
    parts = []
    for row in rows:
        first = next((n for n, field in enumerate(row) if field.replace(".", "").isdigit()), len(row))
        parts += [" ".join(part) for part in (row[:first], row[first:]) if part]
    return "\n".join(parts)


def noted(drawn: Callable[[Table], str]) -> Callable[[Table], str]:
    return lambda table: f"{drawn(table)}\n注：本表由局办公室填报"


def _typed(
    joined: Callable[[text.Rows], str], cut: Callable[[Table], text.Rows] = text.collapsed
) -> Callable[[Paper], bytes]:
    return partial(text.write, drawn=text.drawn(cut, joined))


def _whole(name: str, write: Callable[[Paper], bytes], *, together: bool = False) -> Variant:
    suffix = f".{name.partition(' ')[0]}"
    return Variant(name, suffix, lambda paper: write(reshaped.in_one_table(paper, together=together)))


FURTHER = (
    on_page("table three turned", reshaped.turned("T3")),
    in_word("table three turned", reshaped.turned("T3")),
    on_page("table four turned", reshaped.turned("T4")),
    on_page("table four, groups stacked", reshaped.groups_stacked),
    in_word("table four as three tables", reshaped.groups_apart),
    on_page("table four, a row a group", reshaped.groups_listed),
    in_book("table four, a row a group", reshaped.groups_listed),
    as_text("table four, groups stacked", text.tabbed, reshaped.groups_stacked),
    on_page("one column for organisations", reshaped.organisations_merged),
    as_text("one column for organisations", text.browser_copy, reshaped.organisations_merged),
    on_page("subtotal column", reshaped.subtotal_added),
    as_text("subtotal column", text.browser_copy, reshaped.subtotal_added),
    on_page("units in heads", labels.words(with_units)),
    as_text("units in heads", text.browser_copy, labels.words(with_units)),
    on_page("合计 for 总计, 其它", labels.replaced(OTHER_WORDS)),
    on_page("ordinals of rows dropped", labels.replaced(DROPPED)),
    on_page("unit over the tables", reshaped.unit_row),
    as_text("unit over the tables", text.browser_copy, reshaped.unit_row),
    on_page("names below table three", reshaped.signed_row),
    in_word("empty rows", reshaped.empty_rows),
    on_page("head again within the table", reshaped.head_in_the_middle),
    as_text("head again within the table", text.browser_copy, reshaped.head_in_the_middle),
    on_page("labels repeated in each row", reshaped.labels_repeated),
    as_text("labels repeated in each row", text.browser_copy, reshaped.labels_repeated),
    on_page("table three side by side", reshaped.side_by_side),
    on_page("changes in table two", reshaped.changes_added),
    on_page("articles at the left", reshaped.articles_at_the_left),
    as_text("articles at the left", text.tabbed, reshaped.articles_at_the_left),
    on_page("figures end in ；", reshaped.ending("；")),
    in_word("figures end in 。", reshaped.ending("。")),
    on_page("figures end in spaces", reshaped.ending(" \u3000")),
    on_page("tables elsewhere", reshaped.without_tables),
    on_page("links to other years", reshaped.earlier_links),
    as_text("links to other years", text.tabbed, reshaped.earlier_links),
    on_page("another year's report behind", reshaped.another_behind),
    as_text("another year's report behind", text.browser_copy, reshaped.another_behind),
    _whole("html all in one table", html.write),
    _whole("docx all in one table", docx.write),
    _whole("html all in one table, a cell a section", html.write, together=True),
    _whole("docx all in one table, a cell a section", docx.write, together=True),
    as_text("drawn with characters", _typed(boxed, text.spread)),
    as_text("wide bars", _typed(wide_bars, text.spread)),
    as_text("commas", _typed(by_commas, text.spread)),
    as_text("label, then its figures", _typed(label_then_figures)),
    as_text("one space, total first", text.one_space, tables.total_first),
    as_text("one space, 2019 form", text.one_space, form="2019"),
    as_text("one space, other column missing", text.one_space, tables.without_column("other")),
    as_text("a figure a line, short forms", text.figure_a_line, labels.replaced(labels.SHORT)),
    as_text("one space, no empty lines", partial(text.one_space, gap="\n")),
    as_text("a figure a line, notes", partial(text.write, drawn=noted(text.drawn(text.collapsed, text.one_a_line)))),
    as_text(
        "one space, headings of tables missing", text.one_space, headings.without_headings("收到和处理", "行政复议")
    ),
    as_text("one space, units", text.one_space, figures.with_unit),
    in_markdown("one column for organisations", reshaped.organisations_merged),
    in_markdown("contents", headings.contents),
)
