"""X-01: the document that leaves the house says what the report says."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import place_name
from report_assistant.checks.reading.remarks import said
from report_assistant.checks.rule import Case, rule
from report_assistant.official import TableForm
from report_assistant.report import Cell, Report, full_text

_NAMED = 3  # places named before “等”
_SHOWN = 12  # characters of a text shown from where it differs
# No document holds control characters, and how wide a gap is says nothing.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]+")
# What intake finds in a document whose headings and labels do not stand as the form prints them; a row or
# column that is not there shows in its cells.
_STRUCTURE = ("heading-", "label-", "form-", "text-unplaced")


@rule(
    "X-01",
    Severity.ERROR,
    title="导出的文件读回后与报告不一致",
    basis="国办公开办函〔2021〕30号 数据和内容应当准确的责任条款",
    needs={"exported"},
)
def exported_document_is_the_report(case: Case) -> Iterator[Breach | Unjudged]:
    """导出的文件读回来，每一格、每一段都与报告相同。

    Demands: 单位、年度、格式相同；每个单元格的数和状态相同，没有填的不印成 0；各部分文字和分段相同。
    Breach: 报告里自然人新收 12，文件里是 13；报告里空白，文件里印成 0；少了一段。
    Sound: 缺格和读不出的格印成空白；空格、换行的宽窄不计。
    Remedy: 不要交付这份文件，重新导出；仍不一致的，换一种格式，并把文件交给维护人员。
    Source: 30号 责任条款；公布的文本以定稿为准。
    """
    report, exported = case.report, case.exported
    assert exported is not None
    yield from _head(report, exported)
    if exported.form_id != report.form_id:
        return
    for table in case.form.tables:
        yield from _cells(table, report, exported)
    for section in case.form.narrative_sections:
        yield from _text(str(section.number), report, exported)
    yield from _structure(exported)


def _head(report: Report, exported: Report) -> Iterator[Breach]:
    for name, here, there in (
        ("单位", _seen(report.organ.name), _seen(exported.organ.name)),
        ("年度", str(report.year), str(exported.year)),
        ("格式", report.form_id, exported.form_id),
        ("落款", _signed(report), _signed(exported)),
    ):
        if here != there:
            yield Breach(
                message=f"报告的{name}是“{here}”，文件里是“{there}”。请重新导出。",
                expected=here,
                actual=there,
            )


def _signed(report: Report) -> str:
    """The signature, where it is more than the organ's name, which is printed without one too."""
    closing = _seen("".join(report.imprint.closing))
    return "" if closing == _seen(report.organ.name) else closing


def _cells(table: TableForm, report: Report, exported: Report) -> Iterator[Breach]:
    pairs = {ref: (_printed(report.cells[ref]), _printed(exported.cells[ref])) for *_, ref in table.addresses()}
    wrong = {ref: pair for ref, pair in pairs.items() if pair[0] != pair[1]}
    if wrong:
        named = "；".join(
            f"{report.form.cells[ref].label}，报告是“{here}”，文件里是“{there}”"
            for ref, (here, there) in list(wrong.items())[:_NAMED]
        )
        more = f"；等 {len(wrong)} 格" if len(wrong) > _NAMED else ""
        yield Breach(
            message=f"{named}{more}。请重新导出。",
            cells=tuple(wrong),
            section=str(table.section),
            expected="、".join(here for here, _ in wrong.values()),
            actual="、".join(there for _, there in wrong.values()),
        )


def _printed(cell: Cell) -> str:
    """A cell on paper, in words; one that is absent or cannot be read is printed blank."""
    return cell.text or "空白"


def _text(number: str, report: Report, exported: Report) -> Iterator[Breach]:
    """The words of a section, and that each line of the report begins a line of the document.

    A line more in the document is none too many: 主动公开：… in one line is read back as heading and text.
    """
    here, there = (_lines(source, number) for source in (report, exported))
    mine, theirs = "".join(here), "".join(there)
    if mine != theirs:
        at = next(
            (i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
        )
        yield _differs(number, report, _from(mine, at), _from(theirs, at))
        return
    joined = sorted(set(accumulate(map(len, here))) - set(accumulate(map(len, there))))
    if joined:
        yield _differs(number, report, f"另起一段的{_from(mine, joined[0])}", "与上一段连在一起")


def _lines(report: Report, number: str) -> Sequence[str]:
    return [line for raw in _raw_lines(report, number) if (line := _seen(raw))]


def _raw_lines(report: Report, number: str) -> Sequence[str]:
    return full_text(report.sections.get(number, ())).splitlines()


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _from(text: str, at: int) -> str:
    return f"“{text[at : at + _SHOWN]}…”" if at < len(text) else "到此结束"


def _differs(number: str, report: Report, here: str, there: str) -> Breach:
    return Breach(
        message=f"{place_name(report.form, number)}的文字不同：报告是{here}，文件里是{there}。请重新导出。",
        section=number,
        expected=here,
        actual=there,
    )


def _structure(exported: Report) -> Iterator[Breach]:
    found = [remark for remark in exported.remarks if remark.code.startswith(_STRUCTURE)]
    if found:
        named = "；".join(said(remark, remark.code) for remark in found[:_NAMED])
        yield Breach(f"导出的文件不合格式：{named}。请换用官方格式的模板重新导出。", actual=named)
