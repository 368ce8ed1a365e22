"""How people name the sections of a report: by number, by title, by a sub-topic."""

import re
from functools import cache

from report_assistant import zh
from report_assistant.official import Form, load_form

_NUMBERED = r"(?:第\s*)?(?P<number>[一二三四五六1-6])\s*(?:个|大)?部分"
_COMMON_NAMES = {
    "1": ("概述", "总体概况"),
    "5": (
        "存在问题(?:和|及|与)改进(?:措施|情况)",
        "存在的主要问题",
        "主要问题(?:和|及|与)改进(?:措施|情况)",
        "问题和改进",
    ),
    "6": ("其他事项",),
}


def section_of(text: str, form: Form) -> str | None:
    """The section a text names by its number, its title or one of its sub-topics; None where it names none."""
    found = section_names(form.id).search(zh.half_width(text))
    if not found:
        return None
    if found["number"]:
        return found["number"] if found["number"].isdigit() else str(zh.read_numeral(found["number"]))
    return next(name.removeprefix("s") for name, words in found.groupdict().items() if name != "number" and words)


@cache
def section_names(form_id: str) -> re.Pattern[str]:
    """One pattern for every way to name a section; its groups tell which."""
    parts = [_NUMBERED]
    for section in load_form(form_id).sections:
        topics = [name for topic in section.topics for name in (topic.title, *topic.aliases)]
        names = [re.escape(name) for name in (section.title, *section.aliases, *topics) if section.table is None]
        names += [re.escape(section.title), *_COMMON_NAMES.get(str(section.number), ())]
        parts.append(rf"(?P<s{section.number}>{'|'.join(sorted(names, key=len, reverse=True))})")
    return re.compile("|".join(parts))
