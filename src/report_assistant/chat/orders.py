"""Sentences that are orders or questions: draft, revise, check, compare, export, accept, ask, help.

An order is recognised by its whole sentence, never by a word in it: 「今年开展检查3次」 is no order to check.
"""

import re
from collections.abc import Callable, Iterator

from report_assistant import zh
from report_assistant.chat.command import (
    Accept,
    CarryOver,
    Check,
    Clarify,
    Command,
    Compare,
    DraftSection,
    Export,
    Help,
    Reject,
    Revise,
)
from report_assistant.chat.sections import section_names, section_of
from report_assistant.official import Form

_POLITE = (
    r"(?:请|麻烦|帮(?:我|忙)?|给我|替我|你|能不能|能否|可以|可不可以|我想|我要|想要|先|再|然后|最后|接着|现在|并|顺便"
    r"|一下|好的?)*"
)
_TAIL = r"(?:吧|呢|了|啊|吗|一下|看看|好吗|谢谢)*[。.!?\s]*"
_YES = r"(?:采纳|接受|同意|确认(?:采纳)?|照此填写|生效)"
_NO = r"(?:不要|不采纳|不接受|不同意|拒绝|放弃|取消|撤销|算了|不用|删掉|都不要)"
_WHICH = (
    r"(?:全部|所有|都|一律|这条|这个|这些|上面的?)*的?(?:第)?(?:建议|提议)*"
    rf"(?P<ids>[\d{zh.NUMERAL}第条个号项、,和及 ]*)(?:建议)?"
)
_NOD = re.compile(r"(?:好的?|嗯+|对的?|是的?|行|可以|没问题|ok|就这样)[,、。!\s]*", re.IGNORECASE)
_ACCEPT = re.compile(rf"{_POLITE}(?:把|将)?(?:全部|所有|都|一律)*(?:建议)*{_YES}{_WHICH}{_TAIL}")
_ACCEPT_LAST = re.compile(
    rf"(?:把|将)?(?:第)?(?:建议)?(?P<ids>[\d{zh.NUMERAL}、,|和 ]+)(?:号|条)?(?:建议)?(?:都|可以)?{_YES}{_TAIL}"
)
_REJECT = re.compile(rf"{_POLITE}(?:把|将)?(?:全部|所有|都|一律)*(?:建议)*{_NO}{_WHICH}{_TAIL}")
_REJECT_LAST = re.compile(rf"(?:第)?(?:建议)?(?P<ids>[\d{zh.NUMERAL}、,和 ]+)(?:号|条)?(?:建议)?(?:都)?{_NO}{_TAIL}")
_HELP = re.compile(
    r"(?:帮助|help|使用说明|怎么用|如何使用|功能|菜单|怎么(?:导出|下载|保存)|(?:你)?(?:能|会|可以)(?:做|干)?(?:些)?(?:什么|啥)|你好|您好|hello|hi|谢谢|[?]+)[啊呀呢吗!。?\s]*",
    re.IGNORECASE,
)
_CHECK = re.compile(
    rf"{_POLITE}(?:检查|核对|核查|校验|校对|体检|查错|审核|审一?审|查一?查)(?:一下|一遍|下|全部|整个|这份|全文|数据|表格|报告|年报|内容|勾稽关系|错误|问题|表[二三四]|和|、)*"
    rf"(?:看看)?(?:有没有|有无|有什么)?(?:问题|错误|错)?{_TAIL}"
    rf"|{_POLITE}(?:看看|看一下|报告|年报|现在|还|里面|数据|表格|文字)*(?:有没有|有什么|有哪些|存在什么|存在哪些|还有什么|还有)(?:问题|错误|错|不对|毛病|遗漏)(?:的地方)?{_TAIL}"
    rf"|{_POLITE}(?:看看)?(?:报告|年报|数据)?哪里(?:有)?(?:不对|有问题|有错|错)了?{_TAIL}"
    rf"|{_POLITE}(?:看看)?(?:报告|年报)?(?:还)?(?:差|缺)(?:些)?(?:什么|哪些){_TAIL}"
    rf"|{_POLITE}(?:这份|报告|年报|现在|能|可以|能不能)*(?:定稿|报送|上报)了?吗{_TAIL}"
)
_PAST = r"(?:去年|上一?年度?|往年|前一年)"
_COMPARE = re.compile(
    rf"{_POLITE}(?:把)?(?P<of>.{{0,12}}?)(?:和|跟|与|同|对照){_PAST}(?:的|报告|年报|数据|那份)*(?:做个?|进行|来)?(?:比|对比|比较|对照|比对)(?:一比|一下|较)?{_TAIL}"
    rf"|{_POLITE}(?:对比|比较|比对|对照)(?:一下)?(?P<of2>.{{0,8}}?)(?:{_PAST}|两年|年度|前后)?(?:的|报告|年报|数据)*(?P<of3>.{{0,12}}?){_TAIL}"
    rf"|{_POLITE}(?P<of4>.{{0,8}}?)(?:和|跟|与|同|比|较){_PAST}(?:的|报告|年报|相比)*(?:有|变)?(?:什么|哪些|多大)(?:不同|变化|差别|区别|差异)?{_TAIL}"
    rf"|{_POLITE}(?:有|和{_PAST})?(?:什么|哪些)变化{_TAIL}"
)
_HANDED_ON = (
    rf"(?:从?{_PAST}(?:的|报告|年报|数据|里|中)*|{_PAST}?(?:的)?结转(?:数据?|件数|数量|情况|申请|的)*|{_PAST}?(?:的)?现行有效(?:件数|数)?"
    r"|和|、|及)+"
)
_BRING = r"(?:带入|带进来?|带过来|带出来?|结转过?来|转入|承接|导过来|代入)"
_CARRY = re.compile(
    rf"{_POLITE}(?:把|将)?{_HANDED_ON}(?:都|自动)*{_BRING}(?:本年|今年)?{_TAIL}"
    rf"|{_POLITE}(?:自动)?{_BRING}(?:一下)?{_HANDED_ON}{_TAIL}"
)
_KINDS = (
    r"草稿|初稿|定稿|正式稿|送审稿|文档|文件|网页|表格|文本|纯文本|报告|年报|版本?|格式|的"
    r"|word|docx|pdf|html?|excel|xlsx|txt|md|markdown|\s"
)
_EXPORT = re.compile(
    rf"{_POLITE}(?:把)?(?:报告|年报|文档)?(?P<verb>导出|输出|下载|打印|保存|另存|生成|出)"
    rf"(?:为|成|一份|一个|个|一下|份)*(?P<what>[a-z.\s]*(?:{_KINDS})*){_TAIL}",
    re.IGNORECASE,
)
_SUFFIXES = {
    ".docx": r"word|docx",
    ".pdf": "pdf",
    ".html": "html?|网页",
    ".xlsx": "excel|xlsx|表格",
    ".txt": "txt|文本",
    ".md": "md|markdown",
}
_DRAFT = re.compile(
    rf"{_POLITE}(?:(?:用|以|改用)?(?:离线|不用模型)(?:的)?(?:写法|方式|模式|写作)?)?{_POLITE}(?:重新)?"
    r"(?:起草|草拟|撰写|拟写|拟|生成|写(?!明|错|成|的|得|法)|编写|代拟)(?:一下|一份|一段|一版|一稿|出|好|完|个)*(?P<what>.+)"
)
_DRAFT_IT = re.compile(rf"{_POLITE}(?:把|将)(?P<what>.+?)(?:起草|撰写|拟|写)(?:出来|一下|好|完|出)?{_TAIL}")
_REVISE = re.compile(
    r"改|润色|精简|缩短|压缩|扩写|扩充|充实|重写|调整|展开|丰富|写得|短一?[点些]|长一?[点些]|简[短洁单]|具体|详细|正式|通顺|口语"
)
_AGAIN = re.compile(
    rf"{_POLITE}(?:把它|这段|这部分|它|太|不要|别|还是|有点|更|改得|改|写得|写)*(?:短|长|简短|简洁|简单|精简|具体|详细|正式|通顺|口语化|严谨|平实|实|重写|润色|换个?说法|换一?种?写法|啰嗦|笼统|空)(?:一点儿?|一些|点|些|一下|了|一遍)*{_TAIL}"
)
_QUESTION = re.compile(
    r"[?]\s*$|怎么|如何|怎样|什么|为何|是否|能否|可否|哪|多少|几[天件个日种条]|多久|吗[。!\s]*$|呢[。!\s]*$|要不要|该不该|是不是"
    r"|有没有|能不能|可不可以|需不需要|区别在|含义$|意思$|依据$"
)
_NOT_ASKED = re.compile(r"^(?:没有?|无)(?:发现|存在)?什么")
_OFFLINE = re.compile(r"离线|不用模型|不要模型")
_LONGEST_WISH, _LONGEST_QUESTION = 60, 30
_WHOLE = re.compile(r"全部|全文|整篇|整个|所有|各部分|三个?部分|报告|年报|正文|文字部分")


def order_of(sentence: str, form: Form, last_section: str | None) -> tuple[Command, ...] | None:
    """The commands this sentence orders; None where it is a question or a statement."""
    plain = zh.half_width(sentence).strip()
    readers: tuple[Callable[[], tuple[Command, ...] | None], ...] = (
        lambda: _decision(plain),
        lambda: (Help(),) if _HELP.fullmatch(plain) else None,
        lambda: _export(plain),
        lambda: (CarryOver(),) if _CARRY.fullmatch(plain) else None,
        lambda: _compare(plain, form),
        lambda: (Check(),) if _CHECK.fullmatch(plain) else None,
        lambda: _writing(plain, sentence, form, last_section),
    )
    return next((found for read in readers if (found := read()) is not None), None)


def is_question(sentence: str) -> bool:
    """Whether a sentence asks something; without a question mark only where it is short."""
    plain = zh.half_width(sentence).strip()
    asks = bool(_QUESTION.search(plain)) and not _NOT_ASKED.search(plain)
    return asks and (plain.endswith("?") or len(plain) <= _LONGEST_QUESTION)


def _decision(plain: str) -> tuple[Command, ...] | None:
    if match := _ACCEPT.fullmatch(plain) or _ACCEPT_LAST.fullmatch(plain):
        return (Accept(_ids(match["ids"])),)
    if match := _REJECT.fullmatch(plain) or _REJECT_LAST.fullmatch(plain):
        return (Reject(_ids(match["ids"])),)
    if _NOD.fullmatch(plain):
        return (Clarify("要把建议写进报告，请回复“采纳”；不要的话回复“不要”", ("采纳", "不要")),)
    return None


def is_nod(words: str) -> bool:
    """Whether words only agree or are polite: 好的，采纳."""
    return bool(_NOD.fullmatch(zh.half_width(words).strip()))


def _ids(written: str | None) -> tuple[int, ...]:
    found = re.findall(rf"\d+|[{zh.NUMERAL}]+", written or "")
    numbers = (int(one[:9]) if one.isdigit() else zh.read_numeral(one) for one in found)
    return tuple(number for number in numbers if number is not None)


def _export(plain: str) -> tuple[Command, ...] | None:
    match = _EXPORT.fullmatch(plain)
    if not match:
        return None
    what = match["what"].lower()
    suffix = next((one for one, words in _SUFFIXES.items() if re.search(words, what)), "")
    draft = bool(re.search("草稿|初稿|送审稿", what))
    if match["verb"] not in ("导出", "输出", "下载", "打印") and not suffix:
        return None  # 生成报告 is to write it
    return (Export(suffix or ".docx", draft),)


def _compare(plain: str, form: Form) -> tuple[Command, ...] | None:
    match = _COMPARE.fullmatch(plain)
    if not match or any(zh.amounts(plain)):
        return None
    named = "".join(match[name] or "" for name in ("of", "of2", "of3", "of4"))
    section = section_of(named, form)
    return (Compare(section if section in _narrative(form) else None),)


def _writing(plain: str, sentence: str, form: Form, last_section: str | None) -> tuple[Command, ...] | None:
    """A draft or a revision; `sentence` is kept as the instruction."""
    if re.search(r"怎么|如何|怎样|什么|是否|多少", plain):
        return None
    section = section_of(plain, form)
    draft = _DRAFT.fullmatch(plain) or _DRAFT_IT.fullmatch(plain)
    offline = bool(_OFFLINE.search(plain))
    if draft:
        if section is None:
            named = _WHOLE.search(draft["what"])
            whole = tuple(DraftSection(number, offline=offline) for number in _narrative(form))
            return whole if named else None
        if section not in _narrative(form):
            return (_table_is_filled(section, form),)
        return (DraftSection(section, _instructions(draft["what"], sentence), offline),)
    if (wanted := _revised(plain, form)) and len(plain) <= _LONGEST_WISH:
        return (Revise(wanted, sentence.strip()),)
    if _AGAIN.fullmatch(plain):
        return (Revise(last_section, sentence.strip()),) if last_section else (_which_section(sentence, form),)
    return None


def _revised(plain: str, form: Form) -> str | None:
    """The section a sentence wants changed: it opens with the section, or with the verb."""
    rest = re.sub(rf"^{_POLITE}(?:把|将|对)?", "", plain)
    named = section_names(form.id).match(rest)
    verb = re.match(r"(?:修改|改写|改一?改|改一下|润色|精简|缩短|压缩|扩写|扩充|充实|重写|调整|丰富)", rest)
    wish = rest[named.end() :] if named else rest[verb.end() :] if verb else ""
    section = section_of(rest, form)
    if section not in _narrative(form) or re.search(r"\d\s*[件宗份]", plain):
        return None
    return section if verb or (named and _REVISE.search(wish)) else None


def _instructions(what: str, sentence: str) -> str:
    """What is wanted beyond the bare section: kept whole where there is more than its name."""
    rest = re.split(r"[,、;:]", what, maxsplit=1)
    topic = re.search(r"主动公开|依申请公开|政府信息管理|平台建设|监督保障", what)
    return sentence.strip() if (len(rest) > 1 and rest[1].strip()) or topic else ""


def _narrative(form: Form) -> tuple[str, ...]:
    return tuple(str(section.number) for section in form.narrative_sections)


def _table_is_filled(section: str, form: Form) -> Clarify:
    heading = form.section(section).heading
    return Clarify(f"“{heading}”是法定表格，按数据填写，不用起草。请直接说数据", ("新收申请12件，其中自然人9件",))


def _which_section(sentence: str, form: Form) -> Clarify:
    numerals = (zh.spell(section.number) for section in form.narrative_sections)
    return Clarify("要改哪一部分", tuple(f"第{numeral}部分{sentence.strip()}" for numeral in numerals))


def split(words: str) -> Iterator[str]:
    """The sentences of a message, each with its closing mark."""
    yield from (
        found.group() for found in re.finditer(r"[^。！？!?；;\n]+[。！？!?；;]*", words) if found.group().strip()
    )
