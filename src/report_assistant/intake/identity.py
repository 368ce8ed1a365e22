"""Whose report it is, and of which year: out of the title, the signature and the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.remark import Code
from report_assistant.report import Organ, Remark
from report_assistant.report.report import OrganKind

UNNAMED = "〔待补充：单位名称〕"

_KINDS: tuple[tuple[str, OrganKind], ...] = (
    (r"街道(办事处|办)?", "subdistrict"),
    (r"(镇|乡|苏木)(人民政府|政府)?|团场|[一二三四五六七八九十〇\d]团", "township"),
    (r"(省|自治区)(人民政府|政府)?|(北京|上海|天津|重庆)市(人民政府|政府)?", "province"),
    (r"(市|自治州|盟|地区)(人民政府|政府|行政公署)?|兵团第.{1,3}师", "city"),
    (r"管理委员会|管委会|(开发|园|示范|度假|保税)区", "other"),
    (r"(县|区|旗)(人民政府|政府)?", "county"),
    (r"(局|委|委员会|办|办公室|厅|研究室)", "department"),
)
# 市场监督管理局, 城市管理局, 区域合作办 and 县委办公室 name no place there.
_ENDS_PLACE = r"(?:(?:省|旗|盟|自治州)(?!委)|市(?![委场容政民监]|管理)|县(?!委|城街)|区(?![委域划块间]|管理))"
# 沙市区 and 红旗区: a place's name does not end before another place's suffix. 州 alone ends none: 德州市.
_PLACE = rf"(?:新疆生产建设兵团|第[一二三四五六七八九十\d]{{1,3}}师|[^局委厅]{{1,10}}?{_ENDS_PLACE}(?!{_ENDS_PLACE}))"
_OTHER_BODIES = r"中心|公司|学校|医院|总队|支队|大队|银行|分局|所|站|院|馆|部|队|协会"
_YEAR = re.compile(r"(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年?(?:度)?")
_TITLE = re.compile(
    r"(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:情况)?(?:的)?(?:20\d\d年?)?(?:年度)*(?:工作)?(?:报告|年报)"
)
_OTHER_KIND = re.compile(
    r"(?:政府信息公开|政务公开|信息公开)(?:年度)?(?:工作)?(?:年度)?(?:总结|小结|要点|计划|方案|安排|情况|汇报|自查)"
    r"(?:总结|汇报|说明|通报)?(?:报告)?$"
)
_SENDING = "公布|发布|印发|转发|报送|呈报|公开"  # what is done with the report in the title of a letter
_NOBODY = {"人民政府", "政府", "街道办事处", "办事处", "办公室", "管理委员会"}  # the end of a name broken over lines
_PERIOD = re.compile(r"(20\d\d)年1月1日[^。；]{0,12}?12月31日")
_PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"))
_LONGEST_TITLE = 60
# What is pasted has no file whose name could be changed.
_SAY_THE_YEAR = (
    "请连同写有年度的标题一起粘贴；只有本年的表格，请存成 .xlsx 再作为本年数据导入",
    "请在标题里写明年度，或在文件名里加上年份再导入",
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as read; what it does not say is empty. `is_report`: False for a summary, a plan and the like."""

    printed: str
    organ: str = ""
    year: int | None = None
    first: int = 0
    last: int = 0
    is_report: bool = True


@dataclass(frozen=True, slots=True)
class Clues:
    """Where organ and year may be told: the title, the text under the headings, the signature, the file's name."""

    title: Title | None
    text: str
    signed_by: str
    signed_in: int | None
    file_name: str
    signed_month: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Organ and year, and how they were found."""

    organ: Organ
    year: int
    remarks: tuple[Remark, ...]


def organ_named(name: str) -> Organ:
    """The organ of this name: its kind by the suffix, and the short form people use."""
    name = re.sub(r"\s+", "", name)
    kind: OrganKind = next((kind for suffix, kind in _KINDS if re.search(f"(?:{suffix})$", name)), "other")
    return Organ(name, _short(name, kind), kind)


def bare_name(text: str) -> str:
    """A name without spaces, brackets and quotes, half-width."""
    return re.sub(r"[\s《》()\[\]\"“”]", "", zh.half_width(text))


def is_organ_name(text: str) -> bool:
    """Whether a line is nothing but the name of a body."""
    if not 3 <= len(text) <= 40 or re.search(r"[，。；：、！？\d]", text):
        return False
    return organ_named(text).kind != "other" or bool(re.search(f"(?:{_OTHER_BODIES}|委员会)$", text))


def identify(clues: Clues) -> Identity:
    """Who reports on which year.

    Raises: UnusableInput where nothing at all tells the year.
    """
    title = clues.title
    remarks = [] if title else [Code.TITLE_MISSING.at("title", "没有找到“……政府信息公开工作年度报告”这一标题")]
    named_by_file = find_year(clues.file_name)
    year = next((found for found in (title and title.year, *_other_years(clues), named_by_file) if found), None)
    if year is None:
        is_file = bool(PurePath(clues.file_name).suffix)
        raise UnusableInput("看不出是哪一年的报告", where=clues.file_name, remedy=_SAY_THE_YEAR[is_file])
    name = (title and title.organ) or clues.signed_by or _organ_in(clues.file_name) or UNNAMED
    if title and not title.is_report:
        told = f"标题“{title.printed}”写的不是“政府信息公开工作年度报告”"
        remarks.append(Code.TITLE_ALTERED.at("title", told))
    if title and not title.year:
        remarks.append(Code.TITLE_YEAR_MISSING.at("title", f"标题“{title.printed}”没有写明年度，暂按 {year} 年读入"))
    if title and not title.organ:
        remarks.append(Code.TITLE_ORGAN_MISSING.at("title", f"标题“{title.printed}”没有写明单位"))
    remarks += _disagreements(title, clues) if title else []
    return Identity(organ_named(name), year, tuple(remarks))


def find_title(lines: Sequence[str], kind: re.Pattern[str] = _TITLE) -> Title | None:
    """The best title among the lines before section one; it may be broken over up to three of them."""
    titles = [
        title
        for first in range(len(lines))
        for count in (1, 2, 3)
        if first + count <= len(lines) and (title := _title(lines[first : first + count], first, kind))
    ]
    # The one nearest to the text: above it stand the way through the site, and the browser's title.
    return max(titles, key=lambda t: (bool(t.year) + bool(t.organ and t.organ not in _NOBODY), t.first), default=None)


def find_other_title(lines: Sequence[str]) -> Title | None:
    """The title of a summary or a plan that stands in the report's place; one without a year is a link of the page."""
    title = find_title(lines, _OTHER_KIND)
    return replace(title, is_report=False) if title and title.year else None


def find_year(text: str) -> int | None:
    """The first year in a text, in digits or as a numeral."""
    found = _YEAR.search(re.sub(r"\s+", "", zh.half_width(text)))
    if found is None:
        return None
    written = found["year"]
    year = int(written) if written.isdecimal() else zh.read_numeral(written)
    return year if year is not None and 2008 <= year <= 2100 else None


def _title(lines: Sequence[str], first: int, kind: re.Pattern[str]) -> Title | None:
    compact = re.sub(r"\s+", "", "".join(lines))
    text = zh.half_width(compact)
    found = kind.search(text)
    if found is None or len(text) > _LONGEST_TITLE or re.search(r"[。;>]|根据|现将|现予", text):
        return None
    year = _YEAR.search(text, 0, found.start())
    start, end = year.span() if year else (found.start(), found.start())
    organ = _organ_in_title(compact[:start] + compact[end : found.start()])
    return Title(" ".join(lines), organ, find_year(text), first, first + len(lines) - 1)


def _organ_in_title(before: str) -> str:
    """The organ in what stands before the title's own words; quotes and brackets in its name stay."""
    if UNNAMED in before:
        return ""
    name = re.sub(r"^【[^】]*】|[《》]|[（(\[【][）)\]】]", "", before)
    for opening, closing in _PAIRS:
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    return re.sub(rf"^.*[:：]|^(?:关于|{_SENDING})+|(?:关于(?:{_SENDING})?|年度)$", "", name)


def _other_years(clues: Clues) -> Iterator[int]:
    """The years that period and signature tell; a report is signed early in the year after its own."""
    period = _PERIOD.search(re.sub(r"\s+", "", clues.text))
    if period:
        yield int(period[1])
    if clues.signed_in:
        yield clues.signed_in - 1


def _disagreements(title: Title, clues: Clues) -> Iterator[Remark]:
    text = re.sub(r"\s+", "", zh.half_width(clues.text))
    period, years = _PERIOD.search(text), Counter(re.findall(r"(20\d\d)年", text))
    told = ""
    if title.year and period and int(period[1]) != title.year:
        told = f"统计期限写的是 {period[1]} 年"
    elif title.year and clues.signed_in not in (None, title.year, title.year + 1):
        told = f"落款日期在 {clues.signed_in} 年"
    elif title.year and clues.signed_in == title.year and (clues.signed_month or 12) < 12:
        told = f"落款日期在 {title.year} 年 {clues.signed_month} 月，那时这一年还没有结束"
    elif title.year and years and str(title.year) not in years and years.most_common(1)[0][1] > 1:
        told = f"正文写的是 {years.most_common(1)[0][0]} 年"
    if told:
        yield Code.TITLE_YEAR_DISAGREES.at("title", f"标题写的是 {title.year} 年，{told}")
    mine, theirs = bare_name(title.organ), bare_name(clues.signed_by)
    if mine and theirs and mine not in theirs and theirs not in mine and _short_of(mine) != _short_of(theirs):
        yield Code.TITLE_ORGAN_DISAGREES.at("title", f"标题的单位是“{mine}”，落款是“{theirs}”")


def _short_of(name: str) -> str:
    return organ_named(name).short_name


def _organ_in(file_name: str) -> str:
    """The organ that a file name such as 某县某镇人民政府2025.docx tells."""
    stem = _YEAR.split(re.sub(r"\s+", "", file_name.rsplit(".", 1)[0]))[0]
    return stem if is_organ_name(stem) and not _TITLE.search(stem) else ""


def _short(name: str, kind: OrganKind) -> str:
    """The customary short form: 鲁山县汇源街道办事处 → 汇源街道, 鲁山县审计局 → 审计局."""
    if kind == "other":
        return name
    if kind == "subdistrict":
        name = re.sub(r"(街道)(办事处|办)$", r"\1", name)
    elif kind != "department":
        name = re.sub(r"(人民政府|政府|行政公署)$", "", name)
    shortest = 3 if kind == "subdistrict" else 2  # 城区街道 is a street's own name, 街道 is none
    return re.sub(f"^(?:{_PLACE})+(?=.{{{shortest}}})", "", name)
