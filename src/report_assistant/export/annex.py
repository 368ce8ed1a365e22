"""The annex to a report: what a person answers for, what nobody has answered yet, and which answers have fallen."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from types import MappingProxyType
from typing import Literal

from report_assistant.checks import Finding, Verdict, decisions
from report_assistant.checks.round_trip import exported_document_is_the_report
from report_assistant.errors import UnusableInput
from report_assistant.export.html import HEADING, PAGE, TITLE
from report_assistant.export.printed import printable
from report_assistant.export.text import escaped
from report_assistant.official import Form
from report_assistant.report import Waiver

Line = tuple[Literal["title", "heading", "entry", "text"], str]


def render_annex(verdict: Verdict, suffix: str) -> bytes:
    """The annex as the bytes of a file with this suffix.

    Raises: UnusableInput where no annex is made in such a file.
    """
    known = _WRITERS.get(suffix.lower())
    if known is None:
        raise UnusableInput(f"附件不能存成“{suffix}”文件", where="参数 --annex", remedy=f"可用：{' '.join(_WRITERS)}")
    lines = [(style, printable(text)) for style, text in annex_lines(verdict)]
    return known(lines, printable(verdict.report.organ.name))


def annex_lines(verdict: Verdict) -> Iterator[Line]:
    """What the annex says, line by line."""
    made, form = decisions(verdict), verdict.report.form
    yield "title", f"{verdict.report.title}核对说明"
    yield "heading", f"一、已说明理由的问题（{len(made.settled)}）"
    for number, (finding, waiver) in enumerate(made.settled, 1):
        yield from _told(number, finding, form)
        yield "text", _answer(waiver)
    yield "heading", f"二、还没有答复的问题（{len(made.open)}）"
    for number, finding in enumerate(made.open, 1):
        yield from _told(number, finding, form)
    gone = [(waiver, "所答的问题已经不在，或者内容有了变化") for waiver in made.fallen]
    gone += [(waiver, "这条规则这次没有核对") for waiver in made.resting]
    yield "heading", f"三、已失效或者这次没有核对的说明（{len(gone)}）"
    for number, (waiver, why) in enumerate(gone, 1):
        yield "entry", f"{number}. {waiver.rule or '规则未记'}：{why}"
        yield "text", f"原问题：{waiver.told or '没有记下'}"
        yield "text", _answer(waiver)
    # The finished document is read back after the annex is written, and lies nowhere unless it passes.
    unjudged = [one for one in verdict.not_judged if one[0] != exported_document_is_the_report.id]
    yield "heading", f"四、未能核对的规则（{len(unjudged)}）"
    for rule_id, why in unjudged:
        yield "text", f"{rule_id}：{why}"


def _told(number: int, finding: Finding, form: Form) -> Iterator[Line]:
    yield "entry", f"{number}. {finding.rule}〔{finding.severity.word}〕{finding.where(form)}"
    yield "text", f"问题：{finding.message}"
    yield "text", f"依据：{finding.basis}　指纹：{finding.fingerprint}"


def _answer(waiver: Waiver) -> str:
    return f"理由：{waiver.reason}　经办人：{waiver.by}　时间：{_moment(waiver.at)}　所答指纹：{waiver.fingerprint}"


def _moment(written: str) -> str:
    """A moment on the clock of this place; a day alone, or what is no moment, as far as it is known."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return written
    at = at.astimezone() if at.tzinfo else at
    day = f"{at.year}年{at.month}月{at.day}日"
    return f"{day} {at:%H:%M}" if ":" in written else day


def _markdown(lines: Sequence[Line], _organ: str) -> bytes:
    marks = {"title": "# ", "heading": "## ", "entry": "### ", "text": "- "}
    return ("\n\n".join(marks[style] + escaped(text) for style, text in lines) + "\n").encode()


def _html(lines: Sequence[Line], _organ: str) -> bytes:
    tags = {"title": ("h1", TITLE), "heading": ("h2", HEADING), "entry": ("h3", "font-size:1em"), "text": ("p", "")}
    title = escape(lines[0][1])
    body = "\n".join(
        f'<{tag} style="{look}">{escape(text)}</{tag}>' for (tag, look), text in ((tags[s], t) for s, t in lines)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f'<body>\n<article style="{PAGE}">\n{body}\n</article>\n</body>\n</html>\n'
    ).encode()


def _docx(lines: Sequence[Line], organ: str) -> bytes:
    from docx import Document  # slow to import, and wanted by nobody who takes a web page
    from docx.oxml.ns import qn

    document = Document()
    properties = document.core_properties  # what the library's own template says there is not ours
    properties.title, properties.author, properties.comments = lines[0][1][:255], organ[:255], ""
    properties.last_modified_by = organ[:255]
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    for style, text in lines:
        if style == "text":
            document.add_paragraph(text, style="List Bullet")
        else:
            document.add_heading(text, {"title": 0, "heading": 1, "entry": 2}[style])
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


_WRITERS: Mapping[str, Callable[[Sequence[Line], str], bytes]] = MappingProxyType(
    {".md": _markdown, ".html": _html, ".docx": _docx}
)
