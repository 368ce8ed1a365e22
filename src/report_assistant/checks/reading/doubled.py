"""Words and marks that stand twice by mistake."""

import re
from collections.abc import Iterator

from report_assistant.checks.reading.lexicon import words

_WORD = re.compile(r"(?P<word>[一-鿿]{2,8})(?P=word)")
# Most doubled single characters are two words' (目的的, 为了了解, 以及及时); only these are told, and not there.
_PARTICLE = re.compile(r"的的(?<!目的的)(?![确士])|了了(?<![甚一]了了)(?![解然之如])|是是(?<![于就不还但而]是是)(?!非)")
_MARKS = re.compile("[，。；：、,;？！][，。；：、,;？！]+")
_TITLE = re.compile(r"\d{4}\s*年\s*(?:年度|度)\s*(?:政府信息公开|政务公开)(?:工作)?年度(?:工作)?报告")
_YEAR = re.compile(r"年\s*(?:年度|度)")


def doubled(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands twice, from where to where, and what should stand there: empty where one of several marks."""
    for found in _WORD.finditer(text):
        if _is_mistake(found["word"], text[found.end() : found.end() + 4]):
            yield found.start(), found.end(), found["word"]
    for found in _PARTICLE.finditer(text):
        yield found.start(), found.end(), found.group()[0]
    for found in _MARKS.finditer(text):
        marks = set(found.group())
        if not marks <= {"？", "！"} or len(marks) == 1:  # ？！ is one mark of its own
            yield found.start(), found.end(), marks.pop() if len(marks) == 1 else ""
    for found in _TITLE.finditer(text) if "报告" in text else ():
        yield found.start(), found.end(), _YEAR.sub("年", found.group(), count=1)


def _is_mistake(word: str, behind: str) -> bool:
    if words("doubled", "sound").match(word):
        return False
    return bool(words("doubled", "never_goes_on").fullmatch(word)) or not words("doubled", "goes_on").match(behind)
