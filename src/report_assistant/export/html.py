"""A report as one self-contained web page: semantic tables in the official shape, inline styles only.

Portals cut style sheets and scripts out of what is pasted into them; attributes they keep.
"""

from collections.abc import Iterator
from html import escape

from report_assistant.export.printed import draft_mark, lines_of, printable, signature
from report_assistant.export.shape import Shape, Slot, shapes
from report_assistant.report import Report

PAGE = "max-width:52em;margin:0 auto;padding:1em;line-height:1.8;font-family:仿宋_GB2312,FangSong,仿宋,STFangsong,serif"
TITLE = "text-align:center;font-weight:normal;font-family:方正小标宋简体,SimSun,宋体,serif"
HEADING = "font-size:1.15em;font-weight:normal;text-indent:2em;font-family:黑体,SimHei,sans-serif"
_TOPIC = "font-size:1em;font-weight:normal;text-indent:2em;font-family:楷体_GB2312,KaiTi,楷体,serif"
_TEXT = "text-indent:2em;margin:0.4em 0;text-align:justify"
_SIGNATURE = "text-align:right;margin:1em 2em 0 0"
_MARK = "text-align:center;color:#c00000;font-weight:bold"
TABLE = "border-collapse:collapse;width:100%;font-size:0.85em;line-height:1.4;margin:0.6em 0"
BOX = "border:1px solid #000;padding:0.25em;min-width:2em;font-weight:normal;text-align:center"
LABEL = BOX.replace("center", "left")


def write_html(report: Report, *, draft: bool = False) -> bytes:
    """The page, UTF-8."""
    title = escape(printable(report.title))
    mark = draft_mark(report) if draft else ""
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}{'（草稿）' if draft else ''}</title>"
    )
    lines = [f'<p style="{_MARK}">{escape(mark)}</p>'] if mark else []
    lines += [f'<h1 style="{TITLE}">{title}</h1>', *_sections(report)]
    lines += [f'<p style="{_SIGNATURE}">{escape(line)}</p>' for line in signature(report)]
    body = "\n".join(lines)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n'
        f'<article style="{PAGE}">\n{body}\n</article>\n</body>\n</html>\n'
    ).encode()


def _sections(report: Report) -> Iterator[str]:
    drawn = shapes(report.form)
    for section in report.form.sections:
        yield f'<h2 style="{HEADING}">{escape(section.heading)}</h2>'
        if section.number in drawn:
            yield table_html(drawn[section.number], report)
        for style, line in lines_of(report.sections.get(str(section.number), ())):
            tag, look = ("h3", _TOPIC) if style == "heading" else ("p", _TEXT)
            yield f'<{tag} style="{look}">{escape(line)}</{tag}>'


def table_html(shape: Shape, report: Report) -> str:
    """One statutory table; every box is bound to its heads by `scope` and by its place in the grid."""
    rows = [
        "<tr>" + "".join(_box(slot, report) for slot in line if slot.row == number) + "</tr>"
        for number, line in enumerate(shape.lines())
    ]
    head, body = "\n".join(rows[: shape.head_rows]), "\n".join(rows[shape.head_rows :])
    thead = f"<thead>\n{head}\n</thead>\n" if head else ""
    return (
        f'<table aria-label="{escape(shape.table.name)}" style="{TABLE}">\n{thead}<tbody>\n{body}\n</tbody>\n</table>'
    )


def _box(slot: Slot, report: Report) -> str:
    spans = (f' rowspan="{slot.rows}"' if slot.rows > 1 else "") + (
        f' colspan="{slot.columns}"' if slot.columns > 1 else ""
    )
    if slot.role == "value":
        return f'<td{spans} style="{BOX}">{escape(report.cells[slot.ref].text)}</td>'
    if slot.role == "head":
        scope, look = "colgroup" if slot.columns > 1 else "col", BOX
    else:
        scope, look = ("rowgroup", BOX) if slot.rows > 1 else ("row", LABEL)
    return f'<th scope="{scope}"{spans} style="{look}">{escape(slot.text)}</th>'
