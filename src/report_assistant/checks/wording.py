"""W-01: placeholders left in."""

from collections.abc import Iterator, Sequence

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import place_at, place_name
from report_assistant.checks.reading.placeholders import Placeholder, placeholders
from report_assistant.checks.rule import Case, rule
from report_assistant.report import full_text

_NEAR = 12  # characters between two gaps of one sentence that somebody fills in at one go
_PAUSES = "，。；！？\n"


@rule(
    "W-01",
    Severity.ERROR,
    title="留有占位符或没有填写的数字",
    basis="国办公开办函〔2021〕30号 附件；报告内容应当真实、完整",
)
def nothing_is_left_to_fill_in(case: Case) -> Iterator[Breach | Unjudged]:
    """正文没有占位符、提示语和没有数字的数量。

    Demands: XX、××、X月X日、下划线、空括号、〔待补充：…〕、“规范全称”之类都已换成实际内容，数量都有数字。
    Breach: “制作政策解读XX件”“共收到件”“制发行政规范性文件件”。
    Sound: “制作政策解读9件”；〔2021〕30号、第二十条第（一）项、隐去姓名的张××不算。
    Remedy: 填上实际的名称或数字；没有发生的写明没有，或者删去这句话。
    Source: 国办公开办函〔2021〕30号 不准确、不完整的责任条款。
    """
    if any(placeholders(case.report.organ.name)):
        name = case.report.organ.name
        yield Breach(f"单位名称“{name}”里留有占位符。请改为单位全称。", quote=name)
    for number, paragraphs in case.report.sections.items():
        text = full_text(paragraphs)
        for gaps in _near_one_another(text, placeholders(text)):
            yield _left_in(case, number, text, gaps)


def _near_one_another(text: str, found: Iterator[Placeholder]) -> Iterator[list[Placeholder]]:
    """The gaps of a text, those that stand near one another in one sentence together."""
    gaps: list[Placeholder] = []
    for gap in found:
        if gaps and (gap.start - gaps[-1].end > _NEAR or set("。！\n") & set(text[gaps[-1].end : gap.start])):
            yield gaps
            gaps = []
        gaps.append(gap)
    if gaps:
        yield gaps


def _left_in(case: Case, section: str, text: str, gaps: Sequence[Placeholder]) -> Breach:
    start, end = gaps[0].start, gaps[-1].end
    clause_start = max(text.rfind(mark, 0, start) for mark in _PAUSES) + 1
    clause_end = min((at for mark in _PAUSES if (at := text.find(mark, end)) >= 0), default=len(text))
    place = place_at(case.report, section, start)
    kinds = "、".join(dict.fromkeys(gap.kind for gap in gaps))
    return Breach(
        message=f"{place_name(case.form, place)}里“{text[clause_start:clause_end].strip()}”留有{kinds}。"
        "请填上实际内容；没有发生的写明没有，或者删去。",
        section=place,
        span=(start, end),
        quote=text[start:end],
    )
