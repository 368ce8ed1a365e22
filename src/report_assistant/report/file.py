"""The report file of contracts §2: written and read without loss, one cell a line.

Beside the contract's keys it carries `notes` and `waivers` where there are any: a drafted report must
be judged by the notes its sentences rest on, wherever it travels.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any

from report_assistant.errors import UnusableInput
from report_assistant.official import load_form
from report_assistant.report.cell import Cell, Reading, Value, given
from report_assistant.report.narrative import Origin, Paragraph
from report_assistant.report.note import Note
from report_assistant.report.report import ORGAN_KINDS, Organ, Remark, Report, Waiver

SCHEMA = "report-assistant/report@1"
SUFFIX = ".report.json"
_LONGEST_NUMBER = 26  # intake reads no longer one
_SURELY_SHORT = 10**12  # as is nearly every cell of nearly every report, and most of them are equal
_QUOTED = 30
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
    return written


def dump_report(report: Report) -> str:
    """The report file's text."""
    return json.dumps(report_to_json(report), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse_report(text: str, name: str = SUFFIX) -> Report:
    """The report in a report file's text; `name` is told in messages."""
    try:
        return _report(strict_json(text))
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, Malformed) else "不是完整的 JSON 报告文件"
        raise UnusableInput(what, where=name, remedy=_REMEDY) from error


class Malformed(ValueError):
    """JSON that is sound and yet cannot be used; its message says why in Chinese."""


def strict_json(text: str) -> Any:
    """A JSON value: decimals exact, NaN and the like as text, no key twice, nothing that cannot be saved as UTF-8.

    Raises: ValueError or RecursionError where the text is none; Malformed where a key stands twice.
    """
    written = json.loads(text, parse_float=Decimal, parse_constant=str, object_pairs_hook=_pairs_once)
    json.dumps(written, ensure_ascii=False, default=str).encode()
    return written


def _pairs_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of two values under one key neither can be taken for the right one."""
    if len(dict(pairs)) < len(pairs):
        raise Malformed(f"“{Counter(key for key, _ in pairs).most_common(1)[0][0]}”写了两次")
    return dict(pairs)


def _report(written: Any) -> Report:
    if not isinstance(written, dict) or written.get("schema") != SCHEMA:
        raise Malformed(f"不是报告文件（schema 应为 {SCHEMA}）")
    form_id = written.get("form", "2021")
    if form_id not in ("2021", "2019"):
        raise Malformed(f"报告格式“{form_id}”不认识（应为 2021 或 2019）")
    year = written.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 2008 <= year <= 2100:
        raise Malformed(f"年度“{year}”不是四位年份")
    return Report(
        organ=_organ(written.get("organ")),
        year=year,
        form_id=form_id,
        cells=_cells(written, form_id),
        sections=_sections(written.get("sections", {})),
        remarks=tuple(Remark(*_texts(r, "code", "place", "message")) for r in _list(written, "remarks")),
        notes=tuple(Note(_integer(n, "id"), *_texts(n, "place", "text")) for n in _list(written, "notes")),
        waivers=tuple(_waiver(w) for w in _list(written, "waivers")),
    )


def _waiver(written: Mapping[str, Any]) -> Waiver:
    judged = {"rule": "", "told": ""} | dict(written)  # the first version did not say what was answered
    return Waiver(*_texts(judged, "fingerprint", "reason", "by", "at", "rule", "told"))


def _organ(written: Any) -> Organ:
    if not isinstance(written, dict) or not isinstance(written.get("name"), str) or not written["name"].strip():
        raise Malformed("缺少单位名称（organ.name）")
    kind = written.get("kind", "other")
    if kind not in ORGAN_KINDS:
        raise Malformed(f"单位类别“{kind}”不认识")
    return Organ(written["name"], str(written.get("short_name") or ""), kind)


def _cells(written: Mapping[str, Any], form_id: str) -> dict[str, Cell]:
    form, cells = load_form(form_id), {}
    counts: dict[int, Cell] = {}
    for ref, value in _mapping(written, "cells").items():
        if ref not in form.cells:
            raise Malformed(f"单元格地址“{ref}”不在格式之中")
        if type(value) is int and abs(value) < _SURELY_SHORT:
            cells[ref] = counts.get(value) or counts.setdefault(value, given(value))
        else:
            cells[ref] = given(_read_value(ref, value))
    for ref, reading in _mapping(written, "readings").items():
        if ref not in form.cells:
            raise Malformed(f"单元格地址“{ref}”不在格式之中")
        if reading not in list(Reading) or reading == Reading.GIVEN:
            raise Malformed(f"单元格 {ref} 的读数状态“{reading}”不认识")
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
        raise Malformed(f"第 {number} 部分有段落的来源“{origin}”不认识")
    return Paragraph(text, heading, tuple(supports), Origin(origin))


def _write(value: Value) -> int | str:
    return format(value, "f") if isinstance(value, Decimal) else value


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


def _mapping(written: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = written.get(key, {})
    if not isinstance(found, dict):
        raise Malformed(f"{key} 应是地址到值的对应")
    return found


def _list(written: Mapping[str, Any], key: str) -> list[Any]:
    found = written.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Malformed(f"{key} 应是列表")
    return found


def _texts(written: Mapping[str, Any], *keys: str) -> list[str]:
    if any(not isinstance(written.get(key), str) for key in keys):
        raise Malformed(f"缺少文字项 {'、'.join(keys)}")
    return [written[key] for key in keys]


def _integer(written: Mapping[str, Any], key: str) -> int:
    if not isinstance(written.get(key), int) or isinstance(written[key], bool):
        raise Malformed(f"{key} 应是整数")
    return int(written[key])
