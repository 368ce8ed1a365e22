"""S-05: how headings and lines are numbered and punctuated."""

import re
from collections.abc import Iterator, Sequence

from report_assistant import zh
from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.headings import Heading, Mark, headings, mark_of
from report_assistant.checks.reading.located import place_name
from report_assistant.checks.reading.remarks import quoted
from report_assistant.checks.rule import Case, rule
from report_assistant.official import Form
from report_assistant.report import Paragraph, full_text

_MARKS = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
_SHOWN = 12  # characters of a line that a message shows
_NAMED = 6  # faults named before “等”
_EMPTY_WORDS = re.compile("(?:工作)?(?:情况|方面|工作)$")

_Fault = tuple[str, str]  # what is printed, and what is wrong with it


@rule(
    "S-05",
    Severity.STYLE,
    title="标题的序号、标点或叫法不规范",
    basis="国办公开办函〔2021〕30号 附件；参照 GB/T 9704—2012 第7.3.3条",
)
def headings_are_numbered_and_unpunctuated(case: Case) -> Iterator[Breach | Unjudged]:
    """小标题的序号依次、末尾不加标点，总体情况的五个方面用格式的叫法。

    Demands: 序号按一、（一）1.（1）逐层使用并连续；标题末尾没有冒号、句号；五个方面的名称照格式写。
    Breach: “（一）主动公开：”；第五部分里又出现“一、”；“（二）”之后是“（四）”；“平台建设”。
    Sound: “（一）主动公开”“（二）依申请公开”；名称后面带“情况”二字不算改动。
    Remedy: 改正序号，删去标题末尾的标点，改回格式的叫法。
    Source: 30号 附件；GB/T 9704—2012 第7.3.3条 结构层次序数。
    """
    if not case.report.sections:
        yield Unjudged("没有读到文字部分")
    for section in case.form.sections:
        number = str(section.number)
        faults = list(_section_heading(case, number))
        if paragraphs := case.report.sections.get(number):
            faults += _faults(case.form, number, paragraphs)
        if faults:
            named = "；".join(f"“{printed}”{wrong}" for printed, wrong in faults[:_NAMED])
            more = f"；等 {len(faults)} 处" if len(faults) > _NAMED else ""
            yield Breach(
                message=f"{place_name(case.form, number)}：{named}{more}。请照格式改正。",
                section=number,
                quote="、".join(printed for printed, _ in faults),
            )


def _section_heading(case: Case, number: str) -> Iterator[_Fault]:
    for remark in case.report.remarks:
        if remark.code == "heading-punctuated" and remark.place == number:
            yield quoted(remark.message) or case.form.section(number).heading, "末尾不加标点"


def _faults(form: Form, number: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Fault]:
    stand = list(headings(form, number, paragraphs))
    yield from _punctuated(stand)
    yield from _topic_faults(form, stand)
    yield from _sequence_faults(form, number, paragraphs)


def _punctuated(stand: Sequence[Heading]) -> Iterator[_Fault]:
    """A full stop where every heading has one closes a heading that its text runs on behind; a colon is none."""
    run_in = len(stand) > 1 and all(heading.closing == "。" for heading in stand)
    for heading in stand:
        if heading.closing and not run_in:
            yield heading.printed, "末尾不加标点"


def _topic_faults(form: Form, stand: Sequence[Heading]) -> Iterator[_Fault]:
    """Sub-topics by another name or with another kind of number than the form's."""
    titles = {topic.id: topic.title for topic in form.topics}
    named = [heading for heading in stand if heading.named]
    numbered = any(heading.mark for heading in named)
    for heading in stand:
        title = titles[heading.topics[0]] if len(heading.topics) == 1 else ""
        if title and zh.fold_label(_EMPTY_WORDS.sub("", heading.words)) != title:
            yield heading.printed, f"应写作“{title}”"
    for heading in named:
        if numbered and heading.mark is None:
            yield heading.printed, "缺少序号"
        elif heading.mark and heading.mark.level > 2:
            yield heading.printed, "的序号应写作（一）（二）"


def _sequence_faults(form: Form, number: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Fault]:
    """Marks of sections inside a section, and numbers that neither follow the last nor begin anew.

    A number that stands anywhere in the section is not missing: 1. may stand in the middle of a line.
    """
    text = zh.half_width(full_text(paragraphs))
    last: dict[int, int] = {}
    for line in full_text(paragraphs).splitlines():
        mark = mark_of(line)
        if mark is None:
            continue
        if mark.level == 1:
            yield _shown(line), "用了部分标题的序号，应改为（一）（二）"
        before, wanted = last.get(mark.level, 0), mark.number - 1
        if mark.number == before > 1:
            yield _shown(line), "的序号重复"
        elif wanted > before and not _stands(mark.level, wanted, text) and not _is_own(form, line, number, mark):
            yield _shown(line), f"前面没有{_written(mark.level, wanted)}"
        last = {level: count for level, count in last.items() if level < mark.level} | {mark.level: mark.number}


def _stands(level: int, number: int, text: str) -> bool:
    """Whether a number stands anywhere in half-width text, with either mark behind it."""
    if level == 3:
        return bool(re.search(rf"(?<!\d){number}[.、]", text))
    return zh.half_width(_written(level, number)) in text


def _is_own(form: Form, line: str, section: str, mark: Mark) -> bool:
    """Whether a sub-topic has the number the form gives it: one before it is missing, and S-03 says so."""
    titles = [topic.title for topic in form.topics]
    return section == "1" and mark.number <= len(titles) and titles[mark.number - 1] in line


def _written(level: int, number: int) -> str:
    return _MARKS[level].format(zh.spell(number) if level < 3 else number)


def _shown(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
