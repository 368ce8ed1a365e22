"""The report file of contracts §2: without loss, and refused in one line where it is not one."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from consistent import ORGAN, consistent_reports, sound_report
from report_assistant.errors import UnusableInput
from report_assistant.report import (
    BLANK,
    DASH,
    UNREADABLE,
    Note,
    Origin,
    Paragraph,
    Remark,
    Report,
    Waiver,
    dump_report,
    parse_report,
)
from report_assistant.report import given as cell


@given(consistent_reports())
@settings(max_examples=20)
def test_what_is_written_reads_back_equal(report):
    assert parse_report(dump_report(report)) == report


def test_every_reading_and_every_attachment_survives(tmp_path):
    report = replace(
        sound_report().with_cells(
            {
                "T3:new:other": BLANK,
                "T3:new:legal": DASH,
                "T4:review:other": UNREADABLE,
                "T2:fees:amount": cell(Decimal("31.64")),
            }
        ),
        remarks=(Remark("column-missing", "T3", "缺少“其他”列"),),
        notes=(Note(3, "1.1", "公开信息86条"),),
        waivers=(Waiver("0123456789abcdef", "上级另有规定", "张三", "2027-01-05", "T3-01", "左边为 10，右边为 11"),),
    ).with_section("6", (Paragraph("“引号”\n与换行", None, ("note:3", "T3:new:total"), Origin.MODEL),))
    file = tmp_path / "样例.report.json"
    file.write_text(dump_report(report), encoding="utf-8")
    assert parse_report(file.read_text(encoding="utf-8")) == report


def test_an_answer_written_before_it_said_what_it_answers_is_still_one():
    answer = {"fingerprint": "0123456789abcdef", "reason": "上级另有规定", "by": "张三", "at": "2027-01-05"}
    assert parse_report(broken(waivers=[answer])).waivers == (Waiver(*answer.values()),)


def test_it_is_the_contract_s_shape_one_cell_a_line():
    text = dump_report(Report(ORGAN, 2025, cells={"T2:fees:amount": cell(Decimal("31.64")), "T3:new:natural": cell(0)}))
    assert '"T2:fees:amount": "31.64",\n' in text
    written = json.loads(text)
    assert list(written) == sorted(written)
    assert written["schema"] == "report-assistant/report@1"
    assert written["readings"]["T3:new:other"] == "absent"
    assert len(written["cells"]) + len(written["readings"]) == 200
    assert set(written) == {"schema", "organ", "year", "form", "cells", "readings", "sections", "remarks"}


def broken(**changes):
    return json.dumps(json.loads(dump_report(sound_report())) | changes, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("不是JSON", "JSON"),
        ("[]", "schema"),
        ("[" * 100_000, "JSON"),
        (broken(organ={"name": "甲"}).replace("甲", "\\ud800"), "JSON"),  # half of a letter, which no file can hold
        (broken(organ={"name": "\ud800"}), "JSON"),
        (broken(schema="other"), "schema"),
        (broken(year="2025"), "年份"),
        (broken(form="2008"), "格式"),
        (broken(organ={"name": ""}), "单位名称"),
        (broken(organ={"name": "甲", "kind": "village"}), "类别"),
        (broken(cells={"T3:new:nobody": 1}), "T3:new:nobody"),
        (broken(cells={"T3:new:natural": "十二"}), "T3:new:natural"),
        (broken(cells={"T3:new:natural": True}), "T3:new:natural"),
        (broken(cells={"T3:new:natural": "NaN"}), "T3:new:natural"),
        (broken(readings={"T3:new:natural": "blank"}), "既有数值"),
        (broken(cells={}, readings={"T3:new:natural": "given"}), "given"),
        (broken(sections={"2": []}), "sections"),
        (broken(sections={"1": [{"heading": "无文字"}]}), "段落"),
        (broken(sections={"1": [{"text": "甲", "origin": "robot"}]}), "来源"),
        (broken(remarks=[{"code": "x"}]), "code"),
        (broken(notes={"id": 1}), "notes"),
        (broken(waivers=[{"fingerprint": "0123456789abcdef", "reason": "甲", "by": "乙"}]), "at"),
        (broken(cells={"T3:new:natural": 10**30}), "26 位"),
    ],
)
def test_a_malformed_file_is_refused_in_one_chinese_line(text, says):
    with pytest.raises(UnusableInput) as refused:
        parse_report(text, "甲.report.json")
    told = str(refused.value)
    assert says in told
    assert told.startswith("甲.report.json：")
    assert "\n" not in told
