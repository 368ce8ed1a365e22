"""Hollow text: whether a section says that there is no problem, or says nothing at all (`hollow.toml`)."""

import re
import tomllib
from functools import cache
from importlib import resources

from report_assistant import zh

_CLAUSE = re.compile("[^，。；：！？、（）,;:!?()\n]+")
_NIL = re.compile(
    "(?:不存在|没有|未发现|未出现|暂?无)(?:发现|存在|需要|报告|明显|突出|重大|较大|任何|什么|其他|主要|的)*(?:问题|不足)"
    "(?![^，。；]*(?:未|不(?!足)|没))"  # 没有问题未解决
)
_OF_LAST_YEAR = re.compile("上年|上一年|去年|整改|复查|回头看|再次|类似|同类|新的问题")
_NAMED = re.compile(
    "不够|不高|不及时|不到位|不平衡|不均|不规范|不统一|不全|不多|不强|不深|不熟|不畅|不便|不清|不严|不一|有待|薄弱|滞后"
    "|欠缺|缺乏|缺少|单一|偏[少低弱慢窄长]|较[少低弱慢窄长]|不足[，。；、]|一是|但|不过|然而|仍|现象|个别|问题(?:是|有|为|在于)|如下问题|以下问题"
)


def names_nothing(text: str) -> bool:
    """Whether every clause of a text is made of empty words alone."""
    clauses = _CLAUSE.findall(re.sub(r"[^\S\n]+", "", zh.half_width(text)))
    return bool(clauses) and all(_empty().fullmatch(clause) for clause in clauses)


def denies_problems(text: str) -> str:
    """The words that say there is no problem, where no other words name one; "" otherwise."""
    for start, end in zh.sentences(text):
        found = _NIL.search(text, start, end)
        if found and not _OF_LAST_YEAR.search(text, start, end):
            rest = text[: found.start()] + text[found.end() :]
            return "" if _NAMED.search(rest) else found.group()
    return ""


@cache
def _empty() -> re.Pattern[str]:
    """A clause of empty words, the longest first.

    Raises: ValueError for a block without a reason.
    """
    written = tomllib.loads(resources.files(__package__).joinpath("hollow.toml").read_text(encoding="utf-8"))
    if any(not block["why"] or not block["words"] for block in written["words"]):
        raise ValueError("hollow.toml: every block has words and the reason why they are empty")
    words = sorted({word for block in written["words"] for word in block["words"]}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})++")  # possessive: a long clause must not be parted in every way
