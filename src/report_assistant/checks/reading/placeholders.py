"""Placeholders and empty numbers: what somebody meant to fill in and did not.

Each pattern is as narrow as it can be and still find its kind. Ordinary text, which none may touch:
〔2021〕30号, 第二十条第（一）项, 【政策解读】栏目, a masked 张×× or 138****0000, 二○○八年, 尚待补充,
对结转件逐件督办, 以…为主、…为次, art_1__2.html.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant.checks.reading.lexicon import expression

_HAN = "\u4e00-\u9fff"
_NUMERAL = "零〇○一二三四五六七八九十百千万亿两几数"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎乔贺赖龚"
)
_ORGAN = (
    "省|市|县|区(?![分别])|镇|乡|街道|社区|村|办事处|人民政府|局(?![长部])|委(?!托)"
    "|部门|单位|机关|公司|公众号|网站|平台"
)
_MEASURE = "人次|件次|批次|万元|亿元|件|条|份|篇|期|场|次|项|个|例|宗|家|块|批|元|%|％|年(?![龄满纪])|月|日"
_END = r"(?=\s*(?:[，。；、;）)]|其中|$))"
_WORD = (  # a measure word that is not the beginning of another word
    "(?:人次|件次|批次|万元|亿元|件(?!事)|条(?![例件款约])|份(?!额)|篇(?!幅)|期(?![间满限末初])|场(?![所合])"
    "|次(?![日年要于方])|项(?!目)|个(?![人体别性])|例(?![如行会])|宗(?!旨)|家(?![属庭长])|块|批(?![准评示复])"
    "|元(?![旦素])|[%％]|年(?![龄满纪级])|月|日(?![常益均前后期]))(?!数)"
)
_PROMPT = "待补充|待填|待定|请填|请补|请插入|此处|填写(?:单位|名称|数字|数量|日期|具体)|插入(?:图|表|数)"

_GAP = rf"〔待[^〕\n]*〕|[\[【（(]\s*(?:{_PROMPT})[^\]】）)\n]{{0,40}}[\]】）)]|待(?:补充|填写|填报)[：:]"
_EMPTY_BRACKET = (
    r"【\s*】|\[\s*\]|〔\s*〕|（\s*）"
    r"|【[^【】\n]{0,20}(?:填|待|此处|XX|××|名称|全称|数字|日期)[^【】\n]{0,20}】"
)
_UNDERSCORES = r"(?<![A-Za-z0-9/._=&?-])[_＿]{2,}(?![A-Za-z0-9_])"
_MASK = (
    r"(?<![A-Za-z./@:])(?<!\d)(?:19|20)?"
    rf"(?P<mask>[XxＸｘ×✕╳]{{2,}}|(?<![{_NUMERAL}])○{{2,}}|[△□*＊]{{2,}}|某某某?)"
    rf"(?![A-Za-z0-9./@])(?P<noun>\s*(?:{_MEASURE}|{_ORGAN}))?"
)
# One sign before a measure word: X月X日, ○次, 2026年×月, N次. Not 4×4, 二○年, N95口罩, X光. * and ○ also mark
# emphasis and points, so *年度* and ○件件 are words; ？ asks for a number only before a pause or within a date.
_SINGLE = (
    r"(?<![A-Za-z0-9./@:+*＊×])"
    rf"(?:(?:(?:19|20)\d?(?=.[ ]?年))?[XxＸｘNＮ×✕╳][ ]?{_WORD}"
    rf"|(?:(?<![{_NUMERAL}])○|[*＊]|(?<=[年月])[？?]|[？?](?={_WORD}{_END}|[年月][？?]))"
    rf"(?P<word>{_WORD})(?!(?P=word)|[度报份]|[*＊](?![月日])))"
)
_TEMPLATE = (
    r"(?<![使采引]用)(?<!按照)(?<!标注)(?:单位|机关|机构|部门)?规范全称"
    r"|[（(【](?:单位|机关|街道|乡镇)(?:全称|名称)[）)】]"
)
_OUTCOMES = (
    "予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|自然人|商业企业|科研机构|社会公益组织|法律服务机构|"
    "结果维持|结果纠正|其他结果|尚未审结"
)
_VERBS = "收到|新收|制发|废止|现行有效|增加|减少|发布|回应|举办|召开"
# What an empty number can begin with: most characters cannot, and are soon passed.
_HEADS = {word[0] for word in f"共|合|总|为|达|占|文|案|信|留|决|咨|培|年|〔|{_VERBS}|{_OUTCOMES}".split("|")}
_EMPTY_NUMBERS = (
    rf"(?:共(?<!公共)(?:计|{_VERBS})?|合计|总计|{_VERBS})"
    rf"\s*(?:件次|人次|批次|件|条|份|篇|场|次|项|万元|元){_END}",
    rf"(?:为|达|占)\s*(?:件|条|份|篇|人次|批次|万元|元){_END}(?<!送达件)(?<!到达件)",
    rf"(?<=[，、；：。中（])(?:{_OUTCOMES})\s*件{_END}",
    rf"(?:文件|案件)(?:件|份){_END}|(?:信息|留言)条{_END}|决定件{_END}|(?:咨询|培训)(?:人次|次){_END}",
    rf"(?:收到|新收)[^，。；的\d{_NUMERAL}]{{0,14}}申请\s*件{_END}",
    r"年(?<![\d〇○零一二三四五六七八九]年)\s+月\s+日|年月日(?<=[于自至]年月日)",
    r"〔\d{4}〕\s*号",
)
_EMPTY_NUMBER = f"(?=[{''.join(sorted(_HEADS))}])(?:{'|'.join(_EMPTY_NUMBERS)})"
_BLANK_NUMBER = rf"[{_HAN}]{{1,4}}[ \u3000]{{2,}}(?:{_MEASURE}){_END}"
_EMPTY_SHARE = rf"[{_HAN}]{{1,4}}(?<![{_NUMERAL}])\s*[%％]"
# Each pattern with what every one of its matches holds: most texts hold none of it, are soon done, and most
# patterns are never made.
_KINDS = tuple(
    (kind, re.compile(sign), pattern)
    for kind, sign, pattern in (
        ("留待补充的空", "待|请|此处|填写|插入", _GAP),
        ("空括号或者提示填写的括号", "[【〔（[]", _EMPTY_BRACKET),
        ("填空用的下划线", "[_＿]", _UNDERSCORES),
        ("代替名称或数字的符号", "[XxＸｘ×✕╳○△□*＊]|某某", _MASK),
        ("没有填写的数字", "[XxＸｘNＮ×✕╳○*＊？?]", _SINGLE),
        ("模板里的提示语", "全称|名称", _TEMPLATE),
        ("没有数字的数量", "", _EMPTY_NUMBER),
        ("没有数字的数量", "[ \u3000][ \u3000]", _BLANK_NUMBER),
        ("没有数字的数量", r"[%％](?<![\d.][%％])", _EMPTY_SHARE),
    )
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands at `start` to `end` of the text, and of which kind it is, in Chinese."""

    start: int
    end: int
    kind: str


def placeholders(text: str) -> Iterator[Placeholder]:
    """The placeholders of a text, left to right; where two kinds overlap, the one that begins first."""
    found = [
        Placeholder(match.start(), match.end(), kind)
        for kind, sign, pattern in _KINDS
        if sign.search(text)
        for match in expression(pattern).finditer(text)
        if pattern is not _MASK or _stands_for_something(match)
    ]
    told = 0
    for placeholder in sorted(found, key=lambda p: (p.start, -p.end)):
        if placeholder.start >= told:
            yield placeholder
            told = placeholder.end


def _stands_for_something(match: re.Match[str]) -> bool:
    """Whether a run of signs stands for a name or a number, and not for a person's masked given name."""
    if match["noun"]:
        return True
    before = match.string[match.start() - 1 : match.start()]
    return match["mask"][0] in "XxＸｘ×✕╳" and before not in tuple(_SURNAMES)
