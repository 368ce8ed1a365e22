"""Section one: its period and basis, the results it owes, and facts that belong under another sub-topic."""

import re
from collections.abc import Mapping

from report_assistant import zh

_JANUARY, _DECEMBER = r"(?:1月1|01月01|元月1|元月一|一月一)日", r"(?:12月31|十二月三十一)日"
_PERIOD = re.compile(
    rf"{_JANUARY}[^。]{{0,24}}?{_DECEMBER}"
    rf"|(?:数据|统计|报告)[^。]{{0,16}}截[至止到][^。]{{0,8}}{_DECEMBER}"
    rf"|(?:统计|数据|报告)[^。]{{0,6}}(?:期限|期间|时间|时段|周期|期)[^。]{{0,6}}(?:20\d\d年(?:度|全年|1月)|本年度)"
    r"|1月份?[至到—–~-]+12月|年1[至到—–~-]+12月(?!\d)"
    r"|20\d\d[./-]0?1[./-]0?1[^。\d]{1,4}(?:20\d\d[./-])?12[./-]31(?!\d)"
)
_BASIS = re.compile("信息公开条例|《条例》|国办公开办函|30号文")

# The three results of 条例第五十条第一款第（四）项, each by the words reports use for it.
RESULTS: Mapping[str, re.Pattern[str]] = {
    "工作考核": re.compile("考核|考评|绩效"),
    "社会评议": re.compile("评议|满意度|满意率|测评|评价|问卷|民意"),
    "责任追究": re.compile(
        "追究|追责|问责|处分|通报批评|批评教育|诫勉|约谈|记过|检讨|(?:作出?|写出?|责令)[^，。；]{0,4}书面检查"
        "|扣[发罚减][^，。；]{0,8}(?:绩效|奖金|工资)|取消[^，。；]{0,4}(?:评优|评先)|(?:处理|处罚)[^，。；]{0,4}责任人"
    ),
}
# In sections five and six the same words also speak of other things: 多头考核, 群众评价.
NAMED_ALOUD: Mapping[str, re.Pattern[str]] = {
    "工作考核": re.compile("公开[^。；]{0,8}考[核评]|考[核评](?:结果|得分|成绩|等次)"),
    "社会评议": re.compile("社会评议|公开[^。；]{0,8}(?:评议|满意度)"),
    "责任追究": re.compile("责任追究|公开[^。；]{0,8}(?:追责|问责|追究)"),
}

_APPLICATION = r"(?:(?:依申请公开|政府信息公开|信息公开|公开)的?(?:申请|请求)|依申请公开件)"
_COUNT = rf"(?:\d|[{zh.NUMERAL}]+[件份宗])"
_APPLIED = re.compile(
    rf"(?:未|没有|尚无)(?:有|再|曾)?(?:收到|接收?到|接到|受理|办理)过?[^，。；]{{0,12}}{_APPLICATION}"
    rf"|(?:收到|接收到?|接到|新收|受理|办结|答复)(?!的)[^，。；的]{{0,12}}{_APPLICATION}[^，。；]{{0,6}}{_COUNT}"
    rf"|(?:收到|接收到?|接到|新收|受理|办结|答复)(?!的)[^，。；的]{{0,6}}{_COUNT}[^，。；]{{0,3}}{_APPLICATION}"
)
_NEW_MEDIA = r"(?:公众号|微博|新媒体|视频号|抖音|头条号|客户端)"
_RECEIVED_BY = re.compile(
    rf"(?:粉丝|关注(?:人数|用户|量)|(?:访问|浏览|阅读|点击|播放)(?:总?量|人次|次数))(?![低少不高])[^，。；]{{0,10}}\d"
    rf"|{_NEW_MEDIA}[^，。；]{{0,12}}(?:推送|推文|发文)[^，。；]{{0,10}}\d"
)
_STRAYS = {"1.1": (_APPLIED, "1.2"), "1.3": (_RECEIVED_BY, "1.4")}


def names_period(text: str) -> bool:
    """Whether a text says from when to when its figures count; of which year is not asked."""
    return bool(_PERIOD.search(_bare(text)))


def names_basis(text: str) -> bool:
    """Whether a text names the regulation or the format."""
    return bool(_BASIS.search(_bare(text)))


def spoken_results(text: str, words: Mapping[str, re.Pattern[str]]) -> set[str]:
    """Which of the three results a text speaks of; a nil statement speaks of it, and so does a marked gap."""
    return {name for name, pattern in words.items() if pattern.search(text)}


def strayed(place: str, sentence: str) -> str:
    """The sub-topic where a sentence under `place` certainly belongs; "" where it may stay."""
    cue, belongs = _STRAYS.get(place, (None, ""))
    return belongs if cue and cue.search(_bare(sentence)) else ""


def _bare(text: str) -> str:
    return "".join(zh.half_width(text).split())
