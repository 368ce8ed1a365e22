"""A report as plain text or Markdown.

A merged box stands once, at its upper left; the fields it covers follow empty, so that every row of a
table has all its fields and nothing shifts.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from report_assistant.export.printed import draft_mark, lines_of, printable, signature
from report_assistant.export.shape import Shape, shapes
from report_assistant.report import Report

Rows = Sequence[Sequence[str]]
_MARKDOWN = re.compile(r"^[#>+:-]|[\\`*_~<\[|]|&(?=#?\w+;)")


def write_text(report: Report, *, draft: bool = False) -> bytes:
    """The report with tab-separated tables, UTF-8."""
    blocks = [draft_mark(report)] if draft else []
    blocks += [printable(report.title), *_blocks(report, _tabbed, ("", ""), str), *signature(report)]
    return _joined(blocks)


def write_markdown(report: Report, *, draft: bool = False) -> bytes:
    """The same content as Markdown, UTF-8."""
    blocks = [f"**{draft_mark(report)}**"] if draft else []
    blocks.append(f"# {escaped(printable(report.title))}")
    blocks += [*_blocks(report, _piped, ("## ", "### "), escaped), *map(escaped, signature(report))]
    return _joined(blocks)


def _blocks(
    report: Report, table: Callable[[Rows], str], marks: tuple[str, str], written: Callable[[str], str]
) -> Iterator[str]:
    drawn = shapes(report.form)
    for section in report.form.sections:
        yield marks[0] + section.heading
        if section.number in drawn:
            yield table(_fields(drawn[section.number], report))
        for style, line in lines_of(report.sections.get(str(section.number), ())):
            yield (marks[1] if style == "heading" else "") + written(line)


def escaped(line: str) -> str:
    """A line whose signs stay signs: nobody's text becomes a heading, a link or a tag."""
    return _MARKDOWN.sub(r"\\\g<0>", line)


def _joined(blocks: Sequence[str]) -> bytes:
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def _fields(shape: Shape, report: Report) -> Rows:
    rows = [[""] * shape.width for _ in range(shape.height)]
    for slot in shape.slots:
        rows[slot.row][slot.column] = report.cells[slot.ref].text if slot.ref else slot.text
    return rows


def _tabbed(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _piped(rows: Rows) -> str:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((head, f"|{' --- |' * len(rows[0])}", *body))
