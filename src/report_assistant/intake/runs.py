"""Runs of a Word document: which are hidden, struck out, or set above and below the line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from report_assistant.intake.numbering import attribute, child, children, parts
from report_assistant.intake.page import SCRIPTS, Script

_TELLING = ("vanish", "strike", "dstrike", "vertAlign")
_OFF = ("0", "false", "off", "baseline")

_Properties = Mapping[str, etree._Element]


@dataclass(frozen=True, slots=True)
class Runs:
    """How the runs of one document look; `told`: whether any of them looks otherwise than written on the line.

    `styles`: those in use that say so of their runs. `struck`: the words struck out that were met so far.
    """

    told: bool
    styles: Mapping[str, _Properties]
    struck: list[str] = field(default_factory=list)

    def script(self, run: etree._Element, properties: etree._Element) -> Script | None:
        """How the words of a run are set; None where they are not there for a reader."""
        own = parts(properties)
        look = {**self.styles.get(attribute(own.get("rStyle"), "val") or "", {}), **own}
        if is_on(look.get("vanish")):
            return None
        if is_on(look.get("strike")) or is_on(look.get("dstrike")):
            self.struck.append("".join(words.text or "" for words in run.iter("{*}t")))
            return None
        return SCRIPTS.get(attribute(look.get("vertAlign"), "val") or "", {})


def read_runs(body: etree._Element, styles: etree._Element | None) -> Runs:
    """The looks that stand in the document's text, or in a style that is in use there."""
    direct = any(map(is_on, body.iter(*(f"{{*}}{name}" for name in _TELLING))))
    named = {attribute(style, "styleId") or "": _look(style) for style in children(styles, "style")}
    telling = {name: look for name, look in named.items() if look}
    used = {attribute(style, "val") for style in body.iter("{*}rStyle")} if telling else set()
    telling = {name: look for name, look in telling.items() if name in used}
    return Runs(direct or bool(telling), telling)


def _look(style: etree._Element) -> _Properties:
    return {name: one for name, one in parts(child(style, "rPr")).items() if name in _TELLING and is_on(one)}


def is_on(switch: etree._Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return switch is not None and (attribute(switch, "val") or "1") not in _OFF
