"""W-14: section one too long, or filled with what is not disclosure."""

import re
from collections.abc import Iterator

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.disclosure import Bearing, bearing
from report_assistant.checks.reading.located import Stretch, place_name, stretches
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.comparison import own_text

_LONGEST = 1500  # characters; no national limit, half as much again as local practice asks
_TELLING = 40  # characters of one's own below which a paragraph is but a lead-in
_MUCH = 0.3  # share of section one
_ENOUGH = 60  # characters below which a share says little
_SHOWN = 30
_OWED = re.compile("公开|行政许可|行政处罚|行政强制|规范性文件")  # the word itself, and what the tables ask for


@rule(
    "W-14",
    Severity.WARNING,
    title="总体情况过长，或者写了与公开无关的内容",
    basis="国办公开办函〔2021〕30号 附件（不能遗漏，也不宜泛化）；武政办发〔2025〕54号（约1000字，地方要求）",
)
def section_one_keeps_to_disclosure(case: Case) -> Iterator[Breach | Unjudged]:
    """总体情况只写政府信息公开，篇幅适当。

    Demands: 第一部分不超过 1500 字；开头和五个方面的每一段讲的都是公开工作，不写一般的工作成绩。
    Breach: 开头一段只写经济发展、基层治理、民生保障；讲别的工作的句子占到三成。
    Sound: 围绕城市更新公开信息57条；“内容为答复文书制作，参训121人次”等没有“公开”二字、但讲的是公开工作的话。
    Remedy: 删去与公开无关的内容，或者改写为公开了哪些信息；过长的压缩到 1000 字左右。
    Source: 30号 附件第一部分提示语；武政办发〔2025〕54号（地方，全国没有字数规定）。
    """
    told = [stretch for stretch in stretches(case.report) if stretch.section == "1"]
    length = sum(_length(stretch.text) for stretch in told)
    if length > _LONGEST:
        yield Breach(
            f"{place_name(case.form, '1')}共 {length} 字，明显偏长。全国没有字数规定，各地多要求 1000 字左右，"
            "请删去一般性的内容，保留数据和做法。",
            section="1",
            actual=length,
        )
    padded = [line for stretch in told for line in _lines(stretch) if _is_padding(line)]
    for line in padded:
        yield _strayed(case, line)
    if not padded:
        yield from _too_much(case, told, length)


def _lines(stretch: Stretch) -> Iterator[Stretch]:
    """Its paragraphs."""
    start = 0
    for line in stretch.text.split("\n"):
        yield stretch._replace(start=stretch.start + start, text=line)
        start += len(line) + 1


def _is_padding(line: Stretch) -> bool:
    """Whether a paragraph is long enough to tell something, and that is not disclosure.

    Under a heading the topic is told by the heading: there it must name another field.
    """
    bears = _bearing(line.text) if len(line.text) >= _TELLING else "disclosure"
    if bears == "disclosure" or len(own_text(line.text)) < _TELLING:
        return False
    return line.place == "1" or bears == "other"


def _strayed(case: Case, line: Stretch) -> Breach:
    where = "开头" if line.place == "1" else ""
    words = line.text.strip()
    return breach_at(
        line,
        0,
        len(line.text),
        f"{place_name(case.form, line.place)}{where}的一段没有提到政府信息公开：“{words[:_SHOWN]}……”。"
        "年度报告只写公开工作，请删去，或者改写为这方面公开了哪些信息。",
    )


def _too_much(case: Case, told: list[Stretch], length: int) -> Iterator[Breach]:
    """Sentences on other fields that no paragraph holds alone, but that together take up much of the section."""
    strays = [sentence for stretch in told for sentence in stretch.sentences() if _bearing(sentence.text) == "other"]
    taken = sum(_length(sentence.text) for sentence in strays)
    if taken > max(_MUCH * length, _ENOUGH):
        words, share = strays[0].text.strip()[:_SHOWN], f"{taken / length:.0%}"
        yield breach_at(
            strays[0],
            0,
            len(strays[0].text),
            f"{place_name(case.form, '1')}有 {share} 的文字讲的是别的工作，如“{words}……”。"
            "年度报告只写公开工作，请删去一般的工作成绩。",
        )


def _bearing(text: str) -> Bearing:
    return "disclosure" if _OWED.search(text) else bearing(text)


def _length(text: str) -> int:
    return len("".join(text.split()))
