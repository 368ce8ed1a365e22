"""What becomes of the printed labels: widths, spaces, ordinals, brackets, short forms, line breaks, nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from layouts.paper import Box, Paper, Table

Change = Callable[[Paper], Paper]
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.()"}
_NARROW = str.maketrans("（）：；，、", "():;,,")
_ANGLED = str.maketrans("（）", "〔〕")
_ARTICLE = re.compile(r"^(\d)\.")
_BRACKETED = re.compile(r"^（([一二三四五六七])）")
SHORT = {
    "行政规范性文件": "规范性文件",
    "本年收费金额（单位：万元）": "本年收费金额",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "2.其他法律行政法规禁止公开": "2.其他法律法规禁止公开",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": "项目",
    "法人或其他组织": "法人或者其他组织",
}
QUOTED = "“三安全一稳定”"


def words(change: Callable[[str], str]) -> Change:
    """Every label and head changed."""
    return lambda paper: paper.boxes_changed(
        lambda box: box if box.role == "value" else replace(box, text=change(box.text))
    )


def replaced(short: Mapping[str, str]) -> Change:
    """Labels exchanged for others in use."""
    return words(lambda text: short.get(text, text))


def spaced(text: str) -> str:
    """A short label drawn apart: 总 计."""
    return " ".join(text) if len(text) <= 5 else text


def broken_every(length: int) -> Callable[[str], str]:
    """A label broken into lines as a narrow column breaks it."""
    return lambda text: "\n".join(text[at : at + length] for at in range(0, len(text), length))


def numbered(pattern: str) -> Callable[[str], str]:
    """1. written otherwise, e.g. ``（{}）`` or ``{}、``; "" leaves the ordinal out."""
    return lambda text: _ARTICLE.sub(lambda found: pattern.format(found[1]), text)


def circled(text: str) -> str:
    """① for 1."""
    return _ARTICLE.sub(lambda found: chr(0x2460 + int(found[1]) - 1), text)


def unbracketed(text: str) -> str:
    """（一） as 一、, the same sign as the rows above."""
    return _BRACKETED.sub(r"\1、", text)


wide = words(lambda text: text.translate(_WIDE))
narrow = words(lambda text: text.translate(_NARROW))
angled = words(lambda text: text.translate(_ANGLED))
unquoted = words(lambda text: text.replace(QUOTED, QUOTED.strip("“”")))
straight = words(lambda text: text.replace(QUOTED, f'"{QUOTED.strip("“”")}"'))


def heads_missing(*labels: str) -> Change:
    """These heads of table three left blank: their columns need not be read, and nothing else may move."""

    def blanked(table: Table) -> Table:
        columns = {box.column for box in table.boxes if box.role == "head" and box.text in labels and box.row}

        def changed(box: Box) -> Box:
            if box.role == "head" and box.text in labels and box.row:
                return replace(box, text="")
            return replace(box, firm=False) if box.role == "value" and box.column in columns else box

        return table.changed(changed)

    return lambda paper: paper.tables_changed(blanked, "T3")


def rows_missing(*labels: str) -> Change:
    """These row labels left blank: their rows need not be read, and nothing else may move."""

    def blanked(table: Table) -> Table:
        rows = {box.row for box in table.boxes if box.role == "label" and box.text in labels}

        def changed(box: Box) -> Box:
            if box.role == "label" and box.text in labels:
                return replace(box, text="")
            return replace(box, firm=False) if box.role == "value" and box.row in rows else box

        return table.changed(changed)

    return lambda paper: paper.tables_changed(blanked, "T3")
