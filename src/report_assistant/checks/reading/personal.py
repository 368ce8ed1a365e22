"""Personal data in running text: numbers that identify a person, ways to reach one, names and homes.

Digits may be parted by spaces or dashes and full-width. What an organ publishes of itself (its line of
contact) is none; a masked number (138****0000, 张××) is none either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant.checks.reading.lexicon import either, expression, words

_SEP = r"[ \u3000\-－—·]?"
_LONG = re.compile(rf"\d(?:{_SEP}\d){{6,22}}(?:{_SEP}[XxＸｘ])?(?![\dA-Za-z_])")
_JOINED = re.compile("[0-9A-Za-z./_=?&@]")  # before the first digit: the number goes on, or is part of an address
_BRACKETED = re.compile(r"[（(]0\d{2,3}[）)]\s*\d{7,8}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#:~+-]+")
_LANDLINE = re.compile(r"0\d{2,3}\D?\d{7,8}")
_PERSON, _SURNAME, _ENDS = (either("personal", block) for block in ("persons", "surnames", "name_ends"))
_NAME = f"(?!{either('personal', 'no_names')})"
_NAMED = re.compile(rf"{_PERSON}(?:为|是|：|:)?\s*(?P<name>{_NAME}{_SURNAME}[一-鿿]{{1,2}}?)(?={_ENDS})")
_TITLE = re.compile("先生|女士|申请公开|提出申请")
_BEFORE_TITLE = rf"(?<![一-鿿])(?P<name>{_NAME}{_SURNAME}[一-鿿]{{1,2}})$"
_NOBODY = re.compile("[某×]|老|各|同志")
_HOME = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)\s*(?:号楼|栋|幢|号院|座)[^，。；\d]{0,4}(?:\d+\s*单元)?\s*\d{2,4}\s*(?:室|号|户)"
    r"|\d+\s*单元\s*\d{2,4}\s*[室号户]"
)
_HOUSE = re.compile("号楼|[栋幢座]|号院|单元")
_AT_HOME = re.compile("申请人|原告|当事人|投诉人|信访人|居民|村民|住户|户主|家住|住址|住在|家庭住址")
_OFFICES = re.compile("窗口|大厅|办公|查阅|服务中心|社区服务|居委会|村委会|公开栏|单位地址|网格站")
_NUMBERED = re.compile(rf"{either('personal', 'numbers')}[^，。；]{{0,4}}$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """What identifies a person, at `start` to `end`; `kind`: what it is, in Chinese."""

    start: int
    end: int
    kind: str


def personal_data(text: str) -> Iterator[PersonalDatum]:
    """The personal data of a text: numbers first, then addresses, names and homes."""
    links = [found.span() for found in _URL.finditer(text)] if "://" in text or "www." in text else []
    for found in _LONG.finditer(text):
        kind = _number(text, found)
        if kind and not any(start <= found.start() < end for start, end in links):
            yield PersonalDatum(*found.span(), kind)
    for found in _BRACKETED.finditer(text):
        if _is_private(text, found.start()):
            yield PersonalDatum(*found.span(), "固定电话号码")
    if "@" in text:
        yield from (
            PersonalDatum(*found.span(), "电子邮箱") for found in _EMAIL.finditer(text) if _is_private_mail(text, found)
        )
    yield from _names(text)
    for found in _HOME.finditer(text) if _HOUSE.search(text) else ():
        sentence = _sentence(text, found.start(), found.end())
        if _AT_HOME.search(sentence) and not _OFFICES.search(sentence):
            yield PersonalDatum(*found.span(), "个人住址门牌")


def masked(written: str) -> str:
    """A datum with its first and last character only: what may be shown of it."""
    if len(written) < 3:
        return f"{written[:1]}*"
    return f"{written[0]}{'*' * (len(written) - 2)}{written[-1]}"


def hidden(text: str) -> str:
    """A text in which nobody can be recognised any more: each datum in it is masked."""
    for datum in personal_data(text):
        text = text[: datum.start] + masked(text[datum.start : datum.end]) + text[datum.end :]
    return text


def _names(text: str) -> Iterator[PersonalDatum]:
    titled = (expression(_BEFORE_TITLE).search(text, max(0, t.start() - 4), t.start()) for t in _TITLE.finditer(text))
    for found in (*_NAMED.finditer(text), *titled):
        if found and not _NOBODY.search(found["name"]):
            yield PersonalDatum(*found.span("name"), "个人姓名")


def _number(text: str, found: re.Match[str]) -> str | None:
    """What kind of personal number a run of digits is; None for any other."""
    digits = "".join(str(int(c)) if c.isdecimal() else "X" for c in found.group() if c.isdecimal() or c in "XxＸｘ")
    before = text[max(0, found.start() - 12) : found.start()]
    if _NUMBERED.search(before) or _JOINED.match(before[-1:]):
        return None
    if _is_identity(digits) or ("身份证" in before and len(digits) in (15, 18)):
        return "居民身份证号码"
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits):
        return "手机号码"
    if 16 <= len(digits) <= 19 and (_is_card(digits) or re.search("卡号|账号", before)):
        return "银行卡号"
    if re.fullmatch(r"0\d{9,11}", digits) and _LANDLINE.fullmatch(found.group()) and _is_private(text, found.start()):
        return "固定电话号码"
    return None


def _is_identity(digits: str) -> bool:
    """Whether 18 signs are an identity number: a region, a date of birth, and the right check digit."""
    if not re.fullmatch(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17] == "10X98765432"[total % 11]


def _is_card(digits: str) -> bool:
    """Whether digits are a bank card's: an issuer's prefix, and the right check digit (Luhn)."""
    if not digits.isdecimal() or not digits.startswith(("62", "4", "5")):
        return False
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_private(text: str, at: int) -> bool:
    """Whether a telephone number is a person's, and not one by which the organ is reached."""
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    if words("personal", "private").search(text[start:at]):
        return True
    return not words("personal", "contact").search(_sentence(text, at, at))


def _is_private_mail(text: str, found: re.Match[str]) -> bool:
    return not found.group().lower().endswith(".gov.cn") and _is_private(text, found.start())


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    last = min((at for mark in "。；\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first:last]
