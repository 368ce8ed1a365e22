"""Placing: where a note belongs that nobody placed, and what must be asked about notes as they stand."""

import re
from collections.abc import Iterator, Sequence

from report_assistant import zh
from report_assistant.official import load_form
from report_assistant.report import Note

_FEE = re.compile(
    "信息(?:公开)?处理费|(?:收费|缴费)通知|(?<!事业性)(?<!停车)(?<!涉企)(?<!教育)收费(?!公示|清单|目录|标准|管理|项目|信息|政策)"
)
_FEE_BY_NAME = re.compile("信息(?:公开)?处理费|(?:收费|缴费)通知")
LAST_YEAR = r"(?:对|针对)?(?:去年|上一?年度?)(?!结转)"
# The first that matches wins; what none knows goes to 1.1. A defect of anything is section five's before the
# words of a sub-topic are looked at, and a count of what was published is 1.1's wherever it was published.
_PLACES = tuple(
    (place, re.compile(pattern))
    for place, pattern in (
        ("6", f"{_FEE.pattern}|提案|建议办理"),
        ("5", rf"^{LAST_YEAR}(?=.*(?:整改|改进|已|完成|解决))|^(?:问题|措施)\d*[:：]"),
        ("5", r"问题(?!线索|解答|咨询)|不足(?!\d)|不够|不到位|不及时|有待|薄弱|滞后"),
        ("5", "改进|措施|整改|下一?步|下一年度"),
        ("1.1", rf"(?:发布|公布|推送|(?<!信息)公开)[^，。；申复]{{0,16}}?(?:\d|[{zh.NUMERAL}])[余多]?(?:条|篇|则)"),
        ("1.5", "复议|诉讼|起诉"),
        ("1.2", "申请|答复"),
        ("1.5", "培训|考核|评议|追究|追责|问责|监督|督查|专题研究|通报"),
        ("1.3", "审查|规范性文件|台账|公文|属性|清理|保密|管理制度"),
        ("1.4", "公众号|网站|平台|公开栏|专栏|栏目|查阅点|查阅场所|新媒体|微博|抖音|专区|终端"),
    )
)
_YEAR = re.compile(r"(?<![〔\[（(\d较比与同自从])(20\d\d)\s*年(?!度?报告|度?结转|[^，。；]{0,8}(?:相比|基础上))")
# A label of section five is as good as its heading.
_SAYS_WHERE = re.compile(
    r"(?:(?:主要)?问题|(?:改进|整改)?(?:措施|打算)?|下一?步(?:打算)?|(?:上年|去年)(?:问题)?(?:整改)?|信息处理费)\d*[:：]"
)
CONFIRM = "请确认："


def place_for(text: str) -> str:
    """The place its words tell."""
    words = text[zh.list_mark(text) :]
    return next((place for place, pattern in _PLACES if pattern.search(words)), "1.1")


def speaks_of_fee(text: str, *, anywhere: bool = False) -> bool:
    """Whether a note answers for 信息处理费; outside section six (`anywhere`) only one that names it."""
    return bool((_FEE_BY_NAME if anywhere else _FEE).search(text))


def confirmations(notes: Sequence[Note], unplaced: Sequence[int], year: int, form_id: str) -> Iterator[str]:
    """What nobody lacks but somebody should look at: a place we chose, a year that is not the report's.

    Each begins with 请确认：, since no gap in the text stands for it.
    """
    for note in notes:
        shown = f"{CONFIRM}情况说明“{note.text[:20]}{'…' if len(note.text) > 20 else ''}”"
        if note.id in unplaced and not _SAYS_WHERE.match(note.text[zh.list_mark(note.text) :]):
            yield f"{shown}没有写明所属部分，已放在{_printed(note.place, form_id)}，是否合适？"
        if other := _other_year(note, year):
            yield f"{shown}写的是{other}年，是否本年的事实？"


def _other_year(note: Note, year: int) -> int | None:
    """A year told in a note that is neither the report's nor, in section five, a term or last year's."""
    plain = re.sub("《[^》]*》", "", zh.half_width(note.text))
    years = [int(found) for found in _YEAR.findall(plain)]
    if note.place == "5":
        years = [one for one in years if one < year and not re.search("整改|上年|上一年|去年", plain)]
    return next((one for one in years if one != year), None)


def _printed(place: str, form_id: str) -> str:
    form = load_form(form_id)
    return next((f"（{'一二三四五'[i]}）{t.title}" for i, t in enumerate(form.topics) if t.id == place), "") or (
        form.section(place).heading
    )
