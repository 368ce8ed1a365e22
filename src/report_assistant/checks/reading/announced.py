"""What a report announces for the time after its year."""

import re
from collections.abc import Iterator
from functools import lru_cache

from report_assistant import zh

_SELF = r"(?:(?:我|本)?(?:街道办事处|街道|镇|乡|局|办|委|县|区|市|单位|机关|部门))?"
_HEAD = rf"(?:^|(?<=[。；;！!？?，,：:\n]))\s*(?:同时|此外|另外)?[，,]?\s*{_SELF}"
_LATER = (
    r"(?:下一?步(?![的是])|下一?阶段|接下来|今后(?![一二三四五几]年|的)|[明来]年(?!的)"
    r"|新的一年|下一年(?!的)|下年度?(?!结转|继续办理))"
)
_WILL = r"(?:将(?!近)|拟|计划|继续|力争|争取|要(?!点|求)|准备|打算|进一步|着力|努力|加强|加大|完善|推进|推动|重点)"
_OURS = "(?:栏目|网站|平台|公众号|专区|查阅点|公开栏|目录|指南)"  # a project due next year is but told of
_KEPT_OVER = re.compile(
    "结转|转入|延续|顺延|延期|推迟|展期|预算|有效期|施行|(?:本报告|年报|年度报告)[^。；]{0,20}(?:公布|发布|公开|报送)"
)
_OPEN, _CLOSED = re.compile("[《“（(〔]"), re.compile("[》”）)〕]")


def announcements(text: str, year: int) -> Iterator[tuple[int, int]]:
    """The sentences of a text that promise something for after `year`.

    What was only carried over, put off or published later is no promise, nor is a year within a title.
    """
    sign, promise = _promise(year + 1)
    if not (sign.search(text) and promise.search(text)):
        return
    for start, end in zh.sentences(text):
        found = promise.search(text, start, end)
        if found and not _KEPT_OVER.search(text, start, end) and not _enclosed(text[start : found.end()]):
            yield start, end


def _enclosed(before: str) -> bool:
    return len(_OPEN.findall(before)) > len(_CLOSED.findall(before))


@lru_cache(maxsize=16)
def _promise(next_year: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What every promise holds, which is soon looked for, and the promise."""
    sign = f"下一|下步|下阶段|下年|接下来|今后|明年|来年|新的一年|{next_year}"
    of_next_year = rf"(?:在|到|至|于|从)?{next_year}\s*年度?[^。；]{{0,16}}?{_WILL}"
    ours = rf"{_OURS}[^，。；]{{0,8}}将于\s*{next_year}\s*年"
    return re.compile(sign), re.compile(rf"{_HEAD}(?:{_LATER}|{of_next_year})|{ours}", re.MULTILINE)
