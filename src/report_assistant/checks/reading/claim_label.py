"""What names a number: the words before it and, where those do not, the words behind it.

收到申请11件 is named before, 12件诉讼案件均由… behind. What no longer names but tells on (均由分管领导牵头)
is cut off, so that its words need not be known.
"""

import re
from collections.abc import Iterator

from report_assistant.checks.reading.claim_scope import FEES, family_of
from report_assistant.checks.reading.claim_text import Piece
from report_assistant.checks.reading.claim_words import Phrase, Word, read_phrase

COUNTED = {"件", "件次", "宗", "份", "条", "次", "例", "个", "项", "起", "部"}
PERSONS = {"人", "人次", "名", "家"}
_MONEY = {"万元", "元"}
_TELLS_ON = re.compile(
    "均|都|全部|全数|悉数|一律|无一|无\0|已|逐|中(?!止)|里|于|由|被|对|在|较|比|以|将|分别|同步|并|经|占|为|系|是|主要|分类|登记|更新|优先|归档|录入|公示|公布"
)
_ASKED = re.compile("(?:政府信息公开|公开)?(?:申请|案件)")
_OF_ALL = re.compile("均|都|全部|全数|悉数|一律|无一|无\0|逐[件一]")
_WHOLE = re.compile("(?:全部|所有|上述|以上|这|共有?|共计)的?$")
_BEFORE_NOUN = re.compile("^[^,]*(?:对|将|把|针对|围绕)(?=[^对将把]*的$)")  # 局办公室对办结的105件
# In an unread prefix: whatever may make the number one of a part, of others, or of another thing.
_NARROWS = re.compile(
    "[经因由以涉按首每近某除非未不没无被转移送代占比对向为及和与类件例次另再抽查审评后的镇乡村街县市区省局委厅院校站所网信电邮窗]"
    "|通过|其中|关于|针对|同一|季度|半年|公开|月|周|日|部分|协助|指导|督促|配合|参与|属|基层|中心|公司|部门|单位|机关|现场|当面"
    "|上门|减|免|退|缓|公示|公布|培训|模拟|历|往|此前|累计|截|、"
)
_LESS = re.compile("[减免退缓占除非县市省]|其中|部分")
_OF_OTHERS = re.compile("[县市省涉占对第]|其中|部分|起草|上级")
SHOWN = re.compile("公示(?=(?:了)?(?:行政)?(?:许可|处罚|强制)决定)")
_FRAME = ("period", "sum")  # 全年共: frames a number without naming it
_NAMED = ("application", "request", "applicant", "group", "result", "document", "decision", "fee")
_WHOSE = Phrase((Word("whose", (), "的"),))  # 被纠正的1件
_TURNS = ("none", "some", "unsure", "foreign", "all_done", "except", "rest")


def labels_of(piece: Piece) -> Iterator[Phrase]:
    """One label a number of the clause; not known where a word of it is not."""
    *before, tail = piece.labels
    if (
        len(before) > 1
        and tail
        and not read_phrase(before[0]).without(*_FRAME).words
        and all(text.strip("和与及、\0") for text in before[1:])
    ):
        before = [*before[1:], ""]  # 326件许可和37件处罚: each is named behind
    for text in before[:-1]:
        yield _named_before(text)
    yield _with_tail(before[-1], tail)


def _named_before(text: str) -> Phrase:
    if "公示" in text and (shown := SHOWN.search(text)):
        return read_phrase(text[shown.start() :])
    phrase = read_phrase(text)
    if not phrase.known and phrase.words:
        phrase = _last_words(text, phrase)
    return phrase + _WHOSE if phrase.known and text.endswith("的") else phrase


def _last_words(text: str, phrase: Phrase) -> Phrase:
    """The label without what stands before a noun phrase (局办公室对…), or an adverb nobody listed."""
    if noun := _BEFORE_NOUN.match(text):
        return read_phrase(text[noun.end() :])
    before, behind = text[: phrase.known_from], read_phrase(text[phrase.known_from :])
    if ("in_force",) in behind.of("change") and not _OF_OTHERS.search(before):  # 纳入目录管理的现行有效文件14件
        return behind
    if behind.has("fee") and not _LESS.search(before):  # 不动产登记费等行政事业性收费
        return behind
    read_alone = behind.has("receive", "row", "change", "fee") and not behind.has("group", "decision")
    narrowed = _NARROWS.search(text)
    if (
        read_alone
        and not (narrowed and narrowed.start() < len(before))
        and not read_phrase(before).without("period", "deed").words
    ):
        return Phrase(read_phrase(before).only("period").words) + behind  # 下一步，拟修订并制定规范性文件3件
    return phrase


def _with_tail(text: str, tail: str) -> Phrase:
    """The last number's label: all that stands round it, or less where the rest only tells on."""
    before, behind = _named_before(text), read_phrase(tail)
    if not before.known and ("in_force",) in behind.of("change") and not before.words and not _OF_OTHERS.search(text):
        return behind  # 规范公开21件现行有效规范性文件
    if not tail or not before.known:
        return before + behind
    cut = _TELLS_ON.search(tail)
    told_on = cut and (before.has("whose") or (cut.start() and _speaks_of_all(before, tail, cut)))
    told_on = told_on or tail.startswith("并")  # 3件并全部公开
    if behind.known and not told_on:
        return before + behind
    noun = read_phrase(tail[: cut.start()] if cut else tail)
    if not noun.known and before.has("whose") and (asked := _ASKED.match(tail)):
        noun = read_phrase(asked[0])
    if noun.known and (
        family_of(before) or noun.has("fee", "either") or _WHOLE.search(text) or _speaks_of_all(before, tail, cut)
    ):
        return before + noun
    if before.has(*_NAMED) and not behind.has(*_TURNS) and family_of(before + behind) == family_of(before):
        return before
    return before + behind


def _speaks_of_all(before: Phrase, tail: str, cut: re.Match[str] | None) -> bool:
    """Whether 12件诉讼案件均… means all there are, not 其中2件."""
    return not before.without(*_FRAME).words and cut is not None and bool(_OF_ALL.match(tail, cut.start()))


def fits(unit: str, label: Phrase) -> bool:
    """Whether what the label names is counted in this unit."""
    if family_of(label) == FEES:
        return unit in _MONEY
    if label.has("cases") and unit == "项":
        return False  # as many kinds of matters
    return unit in COUNTED or (unit in PERSONS and label.has("applicant"))
