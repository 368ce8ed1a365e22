"""Web pages: portals with everything round the article, layout tables, pages saved by Word, wrong encodings."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from layouts.paper import Block, Box, Line, Paper, Table
from layouts.text import barred, collapsed

_STYLE = "table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:2px 4px;text-align:center}"
_TAGS = {"title": "h1", "section": "h2", "topic": "h3"}


@dataclass(frozen=True, slots=True)
class Look:
    """How the page is written.

    `declared`: the encoding it names, "" for none; `css`: added for printing; `typed`: no tables but lines.
    """

    encoding: str = "utf-8"
    declared: str = "utf-8"
    headings: bool = True
    semantic: bool = False
    word: bool = False
    nested: bool = False
    bare_cells: bool = False
    breaks_for_paragraphs: bool = False
    typed: bool = False
    css: str = ""


def write(paper: Paper, look: Look = Look()) -> bytes:
    """The page."""
    meta = f'<meta charset="{look.declared}">' if look.declared else ""
    title = escape(next(block.text for block in paper.blocks if isinstance(block, Line) and block.kind == "title"))
    body = "\n".join(_blocks(paper, look))
    if look.breaks_for_paragraphs:
        body = f"<div>{body}</div>"
    if look.nested:
        body = f'<table width="980" align="center"><tr><td>导航</td></tr><tr><td>\n{body}\n</td></tr></table>'
    page = (
        f"<!DOCTYPE html>\n<html><head>{meta}<title>{title}</title><style>{_STYLE}{look.css}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )
    return page.encode(look.encoding)


def _blocks(paper: Paper, look: Look) -> Iterator[str]:
    seen_title = False
    for block in paper.blocks:
        seen_title |= isinstance(block, Line) and block.kind == "title"
        if isinstance(block, Table) and look.typed:
            yield "".join(f"<p>{escape(row)}</p>" for row in barred(collapsed(block)).split("\n"))
        elif isinstance(block, Table):
            table = _table(block, look)
            yield f"<table><tr><td>{table}</td></tr></table>" if look.nested else table
        elif block.kind == "page":
            tag = ("footer" if seen_title else "nav") if look.semantic and "发布时间" not in block.text else "div"
            yield f'<{tag}><a href="#">{escape(block.text)}</a></{tag}>'
        else:
            yield _line(block, look)


def _line(line: Block, look: Look) -> str:
    assert isinstance(line, Line)
    text = escape(line.text)
    if look.breaks_for_paragraphs:
        return f"\u3000\u3000{text}<br><br>"
    if look.word:
        return f'<p class=MsoNormal><b><span lang=EN-US style="font-size:16.0pt">{text}<o:p></o:p></span></b></p>'
    tag = _TAGS.get(line.kind, "p") if look.headings else "p"
    return f"<{tag}>{text}</{tag}>"


def _table(table: Table, look: Look) -> str:
    rows = [
        "<tr>" + "".join(_box(box, look) for box in line if box.row == number) + "</tr>"
        for number, line in enumerate(table.lines())
    ]
    head = f"<thead>{''.join(rows[: table.head_rows])}</thead>\n" if table.head_rows else ""
    body = "\n".join(rows[table.head_rows :])
    return f"<table>\n{head}<tbody>\n{body}\n</tbody></table>"


def _box(box: Box, look: Look) -> str:
    spans = (f' rowspan="{box.rows}"' if box.rows > 1 else "") + (
        f' colspan="{box.columns}"' if box.columns > 1 else ""
    )
    text = escape(box.text).replace("\n", "<br>").replace("\u00a0", "&nbsp;")
    if look.word:
        text = f"<p class=MsoNormal align=center><span lang=EN-US>{text or '&nbsp;'}<o:p></o:p></span></p>"
    elif not text and look.bare_cells:
        text = "&nbsp;"
    return f"<td{spans}>{text}</td>"
