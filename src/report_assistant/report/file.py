"""The report file of contracts §2: written and read without loss, one cell a line.

Beside the contract's keys it carries `notes`, `waivers`, `imprint` and `sources` where there are any: a
drafted report must be judged by the notes its sentences rest on, and a reading be held against its
document, wherever it travels.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from report_assistant.errors import UnusableInput
from report_assistant.official import load_form
from report_assistant.report.cell import Cell, Reading, Value, given
from report_assistant.report.narrative import Origin, Paragraph
from report_assistant.report.note import Note
from report_assistant.report.report import ORGAN_KINDS, Imprint, Organ, Remark, Report, Waiver
from report_assistant.report.source import Confidence, Source
from report_assistant.report.strict import Malformed, integer, mapping, objects, strict_json, texts

SCHEMA = "report-assistant/report@1"
SUFFIX = ".report.json"
_LONGEST_NUMBER = 26  # intake reads no longer one
_SURELY_SHORT = 10**12  # as is nearly every cell of nearly every report, and most of them are equal
_QUOTED = 30
_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False).encode
_CONFIDENCES = {confidence.value: confidence for confidence in Confidence}
_NO_NUMBERS = {reading.value: Cell(reading) for reading in Reading if reading is not Reading.GIVEN}
_REMEDY = "请用本工具重新生成，或按接口约定改正"


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as the JSON value of contracts §2."""
    written: dict[str, Any] = {
        "schema": SCHEMA,
        "organ": {"name": report.organ.name, "short_name": report.organ.short_name, "kind": report.organ.kind},
        "year": report.year,
        "form": report.form_id,
        "cells": {ref: _write(cell.value) for ref, cell in report.cells.items() if cell.value is not None},
        "readings": {ref: cell.reading.value for ref, cell in report.cells.items() if cell.value is None},
        "sections": {
            number: [
                {"text": p.text, "heading": p.heading, "supports": list(p.supports), "origin": p.origin.value}
                for p in paragraphs
            ]
            for number, paragraphs in report.sections.items()
        },
        "remarks": [{"code": r.code, "place": r.place, "message": r.message} for r in report.remarks],
    }
    if report.notes:
        written["notes"] = [{"id": n.id, "place": n.place, "text": n.text} for n in report.notes]
    if report.waivers:
        written["waivers"] = [asdict(waiver) for waiver in report.waivers]
    if report.imprint != Imprint():
        written["imprint"] = {"title": report.imprint.title, "closing": list(report.imprint.closing)}
    if report.sources:
        written["sources"] = {ref: _write_source(source) for ref, source in report.sources.items()}
    return written


def dump_report(report: Report) -> str:
    """The report file's text."""
    written = report_to_json(report)
    sources = written.pop("sources", {})
    if sources:
        written["sources"] = None
    text = json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    # What stands in a text has its quotes escaped: this is the key and nothing else.
    return text.replace('"sources": null', f'"sources": {{\n{_lines(sources)}\n }}') if sources else text


def _lines(sources: Mapping[str, Mapping[str, Any]]) -> str:
    """The sources, one a line: written at one go and then parted, for which a line's end in a text is escaped."""
    refs = sorted(sources)
    written = _ON_ONE_LINE([sources[ref] for ref in refs])[1:-1]
    apart = written.replace('}, {"words": ', '}\n{"words": ').split("\n")
    return ",\n".join(f'  "{ref}": {source}' for ref, source in zip(refs, apart, strict=True))


def parse_report(text: str, name: str = SUFFIX) -> Report:
    """The report in a report file's text; `name` is told in messages."""
    try:
        return _report(strict_json(text))
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, Malformed) else "不是完整的 JSON 报告文件"
        raise UnusableInput(what, where=name, remedy=_REMEDY) from error


def _report(written: Any) -> Report:
    if not isinstance(written, dict) or written.get("schema") != SCHEMA:
        raise Malformed(f"不是报告文件（schema 应为 {SCHEMA}）")
    form_id = written.get("form", "2021")
    if form_id not in ("2021", "2019"):
        raise Malformed(f"报告格式“{str(form_id)[:_QUOTED]}”不认识（应为 2021 或 2019）")
    year = written.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 2008 <= year <= 2100:
        raise Malformed(f"年度“{str(year)[:_QUOTED]}”不是四位年份")
    return Report(
        organ=_organ(written.get("organ")),
        year=year,
        form_id=form_id,
        cells=_cells(written, form_id),
        sections=_sections(written.get("sections", {})),
        remarks=tuple(Remark(*texts(r, "code", "place", "message")) for r in objects(written, "remarks")),
        notes=tuple(Note(integer(n, "id"), *texts(n, "place", "text")) for n in objects(written, "notes")),
        waivers=tuple(_waiver(w) for w in objects(written, "waivers")),
        imprint=_imprint(written.get("imprint", {})),
        sources=_sources(written, form_id),
    )


def _waiver(written: Mapping[str, Any]) -> Waiver:
    judged = {"rule": "", "told": ""} | dict(written)  # the first version did not say what was answered
    return Waiver(*texts(judged, "fingerprint", "reason", "by", "at", "rule", "told"))


def _imprint(written: Any) -> Imprint:
    if not isinstance(written, dict):
        raise Malformed("imprint 应写明 title 和 closing")
    title, closing = written.get("title", ""), written.get("closing", [])
    if not isinstance(title, str) or not isinstance(closing, list) or not all(isinstance(c, str) for c in closing):
        raise Malformed("imprint 的 title 应是文字，closing 应是文字的列表")
    return Imprint(title, tuple(closing))


def _sources(written: Mapping[str, Any], form_id: str) -> dict[str, Source]:
    known, sources = load_form(form_id).cells, {}
    for ref, source in mapping(written, "sources").items():
        if ref not in known:
            raise Malformed(f"来源的单元格地址“{ref[:_QUOTED]}”不在格式之中")
        try:
            sources[ref] = _source(ref, source)
        except Malformed as error:
            raise Malformed(f"单元格 {ref} 的来源读不出：{error}") from error
    return sources


def _source(ref: str, written: Any) -> Source:
    if not isinstance(written, dict):
        raise Malformed("应写明原文和位置")
    words, leaf, confidence = written.get("words"), written.get("leaf", ""), written.get("confidence")
    if not (isinstance(words, str) and isinstance(leaf, str) and isinstance(confidence, str)):
        raise Malformed("缺少文字项 words、leaf、confidence")
    if confidence not in _CONFIDENCES:
        raise Malformed(f"把握程度“{confidence[:_QUOTED]}”不认识")
    place = integer(written, "table"), integer(written, "row"), integer(written, "column")
    read_as = _read_as(ref, written.get("read_as"))
    try:
        return Source(words, *place, read_as, _CONFIDENCES[confidence], leaf)
    except ValueError as error:
        raise Malformed("所指的位置不存在") from error


def _read_as(ref: str, written: Any) -> Cell:
    """A cell as one value: its number, or its reading's name."""
    if isinstance(written, str) and written in _NO_NUMBERS:
        return _NO_NUMBERS[written]
    return _given(ref, written)


def _write_source(source: Source) -> dict[str, Any]:
    cell = source.read_as
    return {
        "words": source.words,
        **({"leaf": source.leaf} if source.leaf else {}),
        "table": source.table,
        "row": source.row,
        "column": source.column,
        "read_as": cell.reading.value if cell.value is None else _write(cell.value),
        "confidence": source.confidence.value,
    }


def _organ(written: Any) -> Organ:
    if not isinstance(written, dict) or not isinstance(written.get("name"), str) or not written["name"].strip():
        raise Malformed("缺少单位名称（organ.name）")
    kind = written.get("kind", "other")
    if kind not in ORGAN_KINDS:
        raise Malformed(f"单位类别“{str(kind)[:_QUOTED]}”不认识")
    return Organ(written["name"], str(written.get("short_name") or ""), kind)


def _cells(written: Mapping[str, Any], form_id: str) -> dict[str, Cell]:
    form, cells = load_form(form_id), {}
    for ref, value in mapping(written, "cells").items():
        if ref not in form.cells:
            raise Malformed(f"单元格地址“{ref[:_QUOTED]}”不在格式之中")
        cells[ref] = _given(ref, value)
    for ref, reading in mapping(written, "readings").items():
        if ref not in form.cells:
            raise Malformed(f"单元格地址“{ref[:_QUOTED]}”不在格式之中")
        if reading not in list(Reading) or reading == Reading.GIVEN:
            raise Malformed(f"单元格 {ref} 的读数状态“{str(reading)[:_QUOTED]}”不认识")
        if ref in cells:
            raise Malformed(f"单元格 {ref} 既有数值又有“{reading}”状态")
        cells[ref] = Cell(Reading(reading))
    return cells


def _sections(written: Any) -> dict[str, tuple[Paragraph, ...]]:
    if not isinstance(written, dict) or any(number not in ("1", "5", "6") for number in written):
        raise Malformed("sections 只能有 1、5、6 三个文字部分")
    sections = {}
    for number, paragraphs in written.items():
        if not isinstance(paragraphs, list) or not all(isinstance(p, dict) for p in paragraphs):
            raise Malformed(f"第 {number} 部分应是段落的列表")
        sections[number] = tuple(_paragraph(number, p) for p in paragraphs)
    return sections


def _paragraph(number: str, written: Mapping[str, Any]) -> Paragraph:
    text, heading, supports = written.get("text"), written.get("heading"), written.get("supports", [])
    origin = written.get("origin", "imported")
    if not isinstance(text, str) or not (heading is None or isinstance(heading, str)):
        raise Malformed(f"第 {number} 部分有段落缺少文字")
    if not isinstance(supports, list) or not all(isinstance(s, str) for s in supports):
        raise Malformed(f"第 {number} 部分有段落的依据不是列表")
    if origin not in list(Origin):
        raise Malformed(f"第 {number} 部分有段落的来源“{str(origin)[:_QUOTED]}”不认识")
    return Paragraph(text, heading, tuple(supports), Origin(origin))


def _write(value: Value) -> int | str:
    return format(value, "f") if isinstance(value, Decimal) else value


def _given(ref: str, written: Any) -> Cell:
    short = type(written) is int and abs(written) < _SURELY_SHORT
    return _count(written) if short else given(_read_value(ref, written))


@lru_cache(maxsize=1024)
def _count(count: int) -> Cell:
    return given(count)


def _read_value(ref: str, written: Any) -> Value:
    is_number = isinstance(written, int | str | Decimal) and not isinstance(written, bool)
    try:
        value = Decimal(written) if is_number else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise Malformed(f"单元格 {ref} 的值“{str(written)[:_QUOTED]}”不是数")
    if len(format(value, "f")) > _LONGEST_NUMBER:
        raise Malformed(f"单元格 {ref} 的值超过 {_LONGEST_NUMBER} 位，不会是真的")
    return written if isinstance(written, int) else value
