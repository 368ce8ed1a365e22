"""How a report ends: the signature, and what a web page hangs below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report_assistant import zh
from report_assistant.intake.identity import is_organ_name

_DATE = re.compile(
    r"(?P<organ>.*?)(?P<year>\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
_FURNITURE = re.compile(
    r"[【\[（(]?(?:打印|关闭|上一篇|下一篇|上一条|下一条|分享|扫一扫|责任编辑|编辑|审核|附件[:：]?|附件下载|相关(?:链接|文档|解读|文章)"
    r"|版权所有|主办|承办|网站(?:地图|标识码)|联系我们|浏览(?:次数|量)|返回顶部|字体|来源[:：]|\S{1,2}ICP备|\S公网安备)"
)
_LONGEST_FURNITURE, _LONGEST_SIGNATURE = 40, 80
_SEAL = re.compile(r"[（(](?:盖章|公章|章)[）)]")


@dataclass(frozen=True, slots=True)
class Closing:
    """The lines of the last section, and the signature taken from behind them.

    `year`: of the signature's date; None without one. `left_over`: text behind the signature.
    """

    lines: tuple[str, ...]
    organ: str = ""
    year: int | None = None
    left_over: tuple[str, ...] = ()


def split_closing(lines: Sequence[str]) -> Closing:
    """Part the last section's text from the signature and from the page's furniture."""
    cut = next((n for n, line in enumerate(lines) if _is_furniture(line)), len(lines))
    kept = list(lines[:cut])
    for number in reversed(range(len(kept))):
        dated = _DATE.fullmatch(_compact(kept[number])) if len(kept[number]) <= _LONGEST_SIGNATURE else None
        if dated is None or (dated["organ"] and not is_organ_name(dated["organ"])):
            continue
        organ, before = dated["organ"], number
        if not organ and number and is_organ_name(_compact(kept[number - 1])):
            organ, before = _compact(kept[number - 1]), number - 1
        elif not organ and number + 1 < len(kept) and is_organ_name(_compact(kept[number + 1])):
            organ = _compact(kept.pop(number + 1))
        return Closing(tuple(kept[:before]), organ, _year(dated["year"]), tuple(kept[number + 1 :]))
    if kept and is_organ_name(_compact(kept[-1])):
        return Closing(tuple(kept[:-1]), _compact(kept[-1]))
    return Closing(tuple(kept))


def _is_furniture(line: str) -> bool:
    return len(line) <= _LONGEST_FURNITURE and "。" not in line and bool(_FURNITURE.match(line))


def _compact(line: str) -> str:
    return _SEAL.sub("", re.sub(r"\s+", "", zh.half_width(line)))


def _year(written: str) -> int | None:
    return int(written) if written.isdecimal() else zh.read_numeral(written)
