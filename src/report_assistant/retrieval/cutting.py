"""Cutting: a document into passages with stable ids, along its own headings.

A passage is a heading's text in guidance, a section or sub-topic in a report. What is longer than
`LONGEST` is split between sentences into parts of like length; the first part keeps the plain id, the
others end in ``/2``, ``/3``. Change the cut, change `SCHEME`: the library then replaces what it holds.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.report import Report, topic_texts
from report_assistant.store import StoredPassage

SCHEME = "headings@1"
LONGEST = 600
_ARTICLE = re.compile(rf"第[{zh.NUMERAL}]+[条章节]")


@dataclass(frozen=True, slots=True)
class Guidance:
    """A guidance document as written: what its front matter says, and its passages.

    Blank: a text without front matter is in force, and is called by its first heading or its file's name.
    """

    id: str
    title: str
    number: str
    in_force: bool
    topics: tuple[str, ...]
    passages: tuple[StoredPassage, ...]


def cut_guidance(text: str, name: str) -> Guidance:
    """Guidance in Markdown or plain text, one passage a ``## <anchor> <title>``.

    `name`: the file's name without suffix, its id where the front matter gives none. Text without such
    headings is cut by paragraphs, an article (第……条) always beginning a passage.
    Raises: UnusableInput where the front matter cannot be read, or nothing stands in the text.
    """
    front, body = _front_matter(text.replace("\r\n", "\n"), name)
    first_heading = re.search(r"^#\s+(.+)$", body, re.MULTILINE)
    title = front.get("title") or (first_heading.group(1).strip() if first_heading else name)
    document_id, number = front.get("id") or name, front.get("number", "")
    # A document's number is what people ask for; words in its place (本库编写) would only be noise.
    called = f"{title} {number}" if re.search(r"\d", number) and number not in title else title
    pieces = _by_headings(body) if re.search(r"^##\s", body, re.MULTILINE) else _by_paragraphs(body)
    passages = tuple(
        passage
        for anchor, heading, words in _distinct(pieces)
        for passage in _parts(f"{document_id}#{anchor}", "", f"{called} {heading}".strip(), words)
    )
    if not passages:
        raise UnusableInput("里面没有可以收入的文字", where=name, remedy="请换一个有正文的文件")
    topics = tuple(topic.strip() for topic in front.get("topics", "").strip("[]").split(",") if topic.strip())
    return Guidance(document_id, title, number, front.get("in_force", "true") == "true", topics, passages)


def cut_report(report: Report, document_id: str) -> tuple[StoredPassage, ...]:
    """A report's narrative: section one by sub-topics (``1`` is its opening), five and six whole."""
    form = report.form
    return tuple(
        passage
        for number, paragraphs in report.sections.items()
        for place, indexes in topic_texts(form, paragraphs, number).items()
        for passage in _parts(
            f"{document_id}#{place}",
            place,
            f"{report.title} {form.place_label(place)}",
            "\n".join(paragraphs[index].text for index in indexes),
        )
    )


def split(text: str) -> list[str]:
    """The text in as few parts of like length as stay within `LONGEST`, cut between sentences.

    A sentence that is itself longer is cut where the length ends.
    """
    text = text.strip()
    aim = len(text) / max(1, ceil(len(text) / LONGEST))
    parts: list[str] = []
    start = reached = 0
    for sentence_start, end in _sentences(text):
        too_long, enough = end - start > LONGEST, reached - start >= aim
        if reached > start and (too_long or enough):
            parts.append(text[start:reached].strip())
            start = sentence_start
        reached = end
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in zh.sentences(text):
        for cut in range(start, end, LONGEST):
            yield cut, min(cut + LONGEST, end)


def _parts(passage_id: str, section: str, context: str, text: str) -> Iterator[StoredPassage]:
    for number, part in enumerate(split(text), start=1):
        yield StoredPassage(passage_id if number == 1 else f"{passage_id}/{number}", section, context, part)


def _front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        return {}, text
    head, closed, body = text[4:].partition("\n---\n")
    front = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if line.strip() and not colon:
            raise UnusableInput(f"文件头有一行不是“名称: 值”：{line.strip()}", where=name, remedy="请改正该行")
        front[key.strip()] = value.strip().strip("\"'")
    if not closed:
        raise UnusableInput("文件头没有以单独一行 --- 结束", where=name, remedy="请补上该行")
    if front.get("in_force", "true") not in ("true", "false"):
        raise UnusableInput("文件头的 in_force 应为 true 或 false", where=name, remedy="请改正该行")
    return front, body


def _by_headings(body: str) -> Iterator[tuple[str, str, str]]:
    anchor, heading = "前言", ""
    lines: list[str] = []
    for line in body.splitlines():
        opened = re.match(r"##\s+(\S+)\s*(.*)$", line)
        if opened:
            yield anchor, heading, "\n".join(lines)
            anchor, heading, lines = opened.group(1), f"{opened.group(1)} {opened.group(2)}".strip(), []
        elif not re.match(r"#\s", line):
            lines.append(line)
    yield anchor, heading, "\n".join(lines)


def _by_paragraphs(body: str) -> Iterator[tuple[str, str, str]]:
    gathered: list[str] = []
    number = 1
    for line in body.splitlines():
        paragraph = line.strip()
        full = sum(map(len, gathered)) + len(paragraph) > LONGEST
        if gathered and (full or _ARTICLE.match(paragraph)):
            yield str(number), "", "\n".join(gathered)
            gathered, number = [], number + 1
        if paragraph and not re.match(r"#\s", paragraph):
            gathered.append(paragraph)
    yield str(number), "", "\n".join(gathered)


def _distinct(pieces: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The same anchor again becomes ``<anchor>-2``: an id names one passage."""
    seen: dict[str, int] = {}
    for anchor, heading, text in pieces:
        seen[anchor] = seen.get(anchor, 0) + 1
        yield anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}", heading, text
