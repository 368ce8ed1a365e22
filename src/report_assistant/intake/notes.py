"""Notes from Markdown or plain lines: a heading names the sub-topic, each list entry or paragraph is one note.

Nothing that was told is dropped: text under no heading, or under one that names no part of the report,
is a note with the place "". What a heading says beyond the place (存在问题：, 下步打算：) goes on as a label
of its notes, since section five has to know a problem from a measure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.files import decoded, read_file
from report_assistant.intake.note_headings import Heading, Headings
from report_assistant.official import load_form
from report_assistant.report import Note

_SUFFIXES = (".md", ".markdown", ".txt", "")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMMENT_ENDS = "-->"
_MOST_LINES = 20_000  # an office's whole year has some hundred
_RULE = re.compile(r"\s*([-*_=])\s*(?:\1\s*){2,}$")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?P<words>.+?)\1")
# ①甲②乙 on one line are two entries.
_NEXT_CIRCLED = re.compile(r"(?=[②-⑳⑵-⒇])")
_ORGAN = r"[一-鿿]{0,25}(?:政府|办事处|街道|[镇乡局委厅办县市区]|中心|部门|单位|机关)"
_TITLE = re.compile(
    rf"\s*(?:{_ORGAN})?(?:关于)?20\d\d\s*年度?政务?(?:府信息)?公开(?:工作)?(?:年度)?"
    r"(?:报告|总结|情况|材料|素材|汇报)[一-鿿（）()]{0,8}\s*"
)


def read_notes(path: Path) -> tuple[Note, ...]:
    """The notes in a Markdown file, UTF-8 or GB18030.

    Raises: UnusableInput where the file cannot be read as text or holds nothing.
    """
    return notes_from_bytes(read_file(path), path.name)


def notes_from_bytes(content: bytes, name: str) -> tuple[Note, ...]:
    """The notes in an uploaded file.

    Raises: UnusableInput as `read_notes` does.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        remedy = "请在 Office 或 WPS 里另存为纯文本（.txt）再导入，或把文字粘贴到“情况说明”里"
        raise UnusableInput(f"情况说明要用 .md 或 .txt 文字文件，不能读取 {suffix} 文件", where=name, remedy=remedy)
    return parse_notes(decoded(content, name), name)


def parse_notes(text: str, name: str = "") -> tuple[Note, ...]:
    """The notes in `text`, numbered from 1 in its order; `name` is told in messages.

    Raises: UnusableInput where there is no note in it.
    """
    # Behind the last end of a comment none begins; to look for one there takes the square of its length.
    commented, ends, rest = text.removeprefix("\ufeff").rpartition(_COMMENT_ENDS)
    lines = (_COMMENT.sub("", commented + ends) + rest).splitlines()
    if len(lines) > _MOST_LINES:
        remedy = "请核对文件，只导入本年的情况说明"
        raise UnusableInput(f"内容超过 {_MOST_LINES} 行，不像情况说明", where=name or "情况说明", remedy=remedy)
    notes = tuple(Note(number, place, words) for number, (place, words) in enumerate(_notes(lines), start=1))
    if not notes:
        raise UnusableInput(
            "没有一条情况说明", where=name or "情况说明", remedy="请每段或每个列表项写一件事，标题写明所属部分"
        )
    return notes


@dataclass(slots=True)
class _Stand:
    """Where the lines stand: the place, how deep its heading is, and the label its notes carry."""

    heading: Heading
    gathered: list[str]

    def turn(self, heading: Heading) -> None:
        """Go on below a heading; one of one's own below a known one stays with it."""
        held = self.heading
        if heading.place == held.place and heading.place:
            self.heading = Heading(min(held.level, heading.level), heading.place, heading.label)
        elif heading.place or heading.level <= held.level:
            self.heading = heading

    def note(self) -> tuple[str, str]:
        """The note gathered, which begins the next one."""
        text, self.gathered = _joined(self.gathered), []
        return self.heading.place, self.heading.labelled(text)


def _notes(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    headings = Headings(load_form("2021"), lines)
    stand = _Stand(Heading(), [])
    for line in [*_told(lines), ""]:
        heading, mark, rule = headings.read(line), zh.list_mark(line), _RULE.match(line)
        if stand.gathered and (heading or mark or rule or not line.strip()):
            yield stand.note()
        if heading:
            stand.turn(heading)
        if rule or (heading and not heading.rest):
            continue
        words = (heading.rest if heading else line[mark:]).strip().removeprefix(">").strip()
        stand.gathered += [_EMPHASIS.sub(r"\g<words>", words)] if words else []


def _told(lines: Sequence[str]) -> Iterator[str]:
    """The lines that tell something: a document's own title, standing first, does not."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    for index, line in enumerate(lines):
        if index == first and _TITLE.fullmatch(line):
            continue
        yield from _NEXT_CIRCLED.split(line) if line.strip()[:1] in ("①", "⑴") else (line,)


def _joined(lines: list[str]) -> str:
    """The lines of one paragraph: a space only where two Latin words or numbers would run together."""
    text = lines[0]
    for line in lines[1:]:
        seam = text[-1] + line[0]
        text += (" " if seam.isascii() and seam.isalnum() else "") + line
    return text
