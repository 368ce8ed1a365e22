"""The numbers that Word prints before paragraphs of a list and does not keep in their text.

An office that numbers its headings by style has 一、 and （一） nowhere in the document's words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from report_assistant import zh

_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_ARABIC = {"decimal", "decimalFullWidth", "decimalHalfWidth", "decimalZero"}

_LONGEST_PATTERN = 64  # nine levels with their dots; it is printed before every paragraph of the list


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counting as its paragraphs go by."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def number(self, paragraph: etree._Element) -> str:
        """What is printed before a paragraph, e.g. ``（二）``; nothing where it is in no list, or a bullet.

        Shape: must be asked for each paragraph once and in order.
        """
        if not self.levels:
            return ""
        list_id, depth = self._place(paragraph)
        level = self.levels.get(list_id or "", {}).get(depth)
        if list_id is None or level is None:
            return ""
        counts = self._counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.kind not in _CHINESE | _ARABIC:
            return ""
        return re.sub(r"%(\d)", lambda found: self._written(list_id, int(found[1]) - 1), level.pattern)

    def _written(self, list_id: str, depth: int) -> str:
        level = self.levels[list_id].get(depth)
        if level is None:
            return ""
        count = self._counts[list_id].get(depth, level.start)
        return zh.spell(count) if level.kind in _CHINESE else str(count)

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        properties = parts(child(paragraph, "pPr"))
        list_id, depth = _numbered(properties)
        style = attribute(properties.get("pStyle"), "val")
        style_list, style_depth = self.styles.get(style or "", (None, None))
        list_id = list_id if list_id is not None else style_list
        depth = depth if depth is not None else style_depth
        return (None if list_id == "0" else list_id), depth or 0


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists that the two parts define; none where they are not there."""
    abstract = {attribute(one, "abstractNumId"): one for one in children(numbering, "abstractNum")}
    levels = {}
    for one in children(numbering, "num"):
        defined = abstract.get(attribute(child(one, "abstractNumId"), "val"))
        starts = {
            attribute(override, "ilvl"): attribute(child(override, "startOverride"), "val")
            for override in children(one, "lvlOverride")
        }
        levels[attribute(one, "numId") or ""] = dict(_level(level, starts) for level in children(defined, "lvl"))
    return Numbering(levels, _styles(styles))


def _level(level: etree._Element, starts: dict[str | None, str | None]) -> tuple[int, _Level]:
    depth = attribute(level, "ilvl")
    start = starts.get(depth) or attribute(child(level, "start"), "val")
    kind = attribute(child(level, "numFmt"), "val") or "decimal"
    pattern = (attribute(child(level, "lvlText"), "val") or "")[:_LONGEST_PATTERN]
    return _integer(depth) or 0, _Level(kind, pattern, 1 if (first := _integer(start)) is None else first)


def _styles(styles: etree._Element | None) -> dict[str, tuple[str | None, int | None]]:
    """The list of each style, its own or that of the style it is based on."""
    named = {attribute(style, "styleId") or "": style for style in children(styles, "style")}
    found: dict[str, tuple[str | None, int | None]] = {}
    for name in named:
        at, passed = name, dict[str, None]()
        while at in named and at not in found and at not in passed:
            passed[at] = None
            at = attribute(child(named[at], "basedOn"), "val") or ""
        list_id, depth = found.get(at, (None, None))
        for style in reversed(passed):  # from the base up, so that each style is looked at once
            own_list, own_depth = _numbered(parts(child(named[style], "pPr")))
            if own_list is not None:
                list_id, depth = own_list, own_depth
            elif own_depth is not None:
                depth = own_depth
            found[style] = list_id, depth
    return found


def _numbered(properties: Mapping[str, etree._Element]) -> tuple[str | None, int | None]:
    numbered = parts(properties.get("numPr"))
    depth = attribute(numbered.get("ilvl"), "val")
    return attribute(numbered.get("numId"), "val"), _integer(depth)


def _integer(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 6 else None


def local(element: etree._Element) -> str:
    """An element's name without its namespace; transitional and strict Word files differ only there."""
    return _bare(element.tag)


@lru_cache(maxsize=1024)  # a document has some fifty names, and thousands of elements
def _bare(tag: object) -> str:
    return tag[tag.find("}") + 1 :] if isinstance(tag, str) else ""


def parts(element: etree._Element | None) -> Mapping[str, etree._Element]:
    """The children by their names."""
    return {} if element is None else {local(one): one for one in element}


def children(element: etree._Element | None, name: str) -> Iterable[etree._Element]:
    """The children of this name."""
    return list(element.iterchildren(f"{{*}}{name}")) if element is not None else []


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this name."""
    return next(element.iterchildren(f"{{*}}{name}"), None) if element is not None and len(element) else None


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute of Word's own namespace."""
    for key, value in () if element is None else element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
