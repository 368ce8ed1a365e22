"""The annex: every finding with its answer or without, every answer that fell, in every kind of file."""

import io
import time
from dataclasses import replace

import docx
import pytest
from lxml import html

from consistent import sound_prior, sound_report
from report_assistant.checks import Case, answered, check
from report_assistant.errors import UnusableInput
from report_assistant.export.annex import annex_lines, render_annex
from report_assistant.report import Waiver, given

REASON = "<b>集中清理</b> | *见目录*"


@pytest.fixture(scope="module")
def verdict():
    """One finding answered, one open, an answer that fell, and one whose rule is not judged."""
    wrong = sound_report().with_cells({"T2:normative:in_force": given(20), "T3:new:natural": given(8)})
    (found,) = check(Case(wrong, sound_prior()), only=["Y-02"]).findings
    report = answered(wrong, found, REASON, "张三")
    report = report.with_waiver(Waiver("0" * 16, "台账如此", "李四", "2026-01-05T10:00:00+08:00", "T4-01", "表四不等"))
    return check(Case(report, sound_prior()), only=["Y-02", "T3-01", "T4-01", "X-01"])


def texts_of(content, suffix):
    if suffix == ".docx":
        return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    if suffix == ".html":
        return [one.text_content() for one in html.fromstring(content.decode()).find(".//article")]
    return [line.lstrip("#- ") for line in content.decode().replace("\\", "").splitlines() if line]


def test_it_lists_what_is_answered_open_fallen_and_not_judged(verdict):
    lines = [text for _, text in annex_lines(verdict)]
    heads = [text for style, text in annex_lines(verdict) if style == "heading"]
    assert heads == [
        "一、已说明理由的问题（1）",
        "二、还没有答复的问题（1）",
        "三、已失效或者这次没有核对的说明（1）",
        "四、未能核对的规则（0）",
    ]
    assert not any("X-01" in text for text in lines)
    (settled,) = [one for one in verdict.findings if one.rule == "Y-02"]
    (standing,) = [one for one in verdict.findings if one.rule == "T3-01"]
    answer = next(text for text in lines if REASON in text)
    assert f"所答指纹：{settled.fingerprint}" in answer
    assert "经办人：张三" in answer
    assert f"问题：{settled.message}" in lines[: lines.index(heads[1])]
    assert any(standing.fingerprint in text for text in lines[lines.index(heads[1]) : lines.index(heads[2])])
    assert "原问题：表四不等" in lines


def test_what_could_not_be_judged_is_listed_but_not_the_reading_back_that_is_still_to_come():
    alone = check(Case(sound_report()), only=["Y-02", "X-01"])
    assert {rule for rule, _ in alone.not_judged} == {"Y-02", "X-01"}
    *_, head, line = [text for _, text in annex_lines(alone)]
    assert (head, line.partition("：")[0]) == ("四、未能核对的规则（1）", "Y-02")


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_every_kind_of_file_says_the_same_and_runs_nobody_s_markup(verdict, suffix):
    content = render_annex(verdict, suffix)
    assert texts_of(content, suffix) == [text for _, text in annex_lines(verdict)]
    if suffix == ".md":
        assert r"\<b>集中清理\</b> \| \*见目录\*" in content.decode()


def test_a_report_without_findings_has_an_annex_that_says_so():
    sound = check(Case(sound_report(), sound_prior()), only=["T3-01"])
    assert [text for _, text in annex_lines(sound)][1:] == [
        "一、已说明理由的问题（0）",
        "二、还没有答复的问题（0）",
        "三、已失效或者这次没有核对的说明（0）",
        "四、未能核对的规则（0）",
    ]


def test_an_answer_of_the_first_version_is_told_as_far_as_it_is_known(verdict):
    report = replace(verdict.report, waivers=(Waiver("0" * 16, "台账如此", "李四", "2026-01-05"),))
    lines = [text for _, text in annex_lines(check(Case(report), only=["T4-01"]))]
    assert "1. 规则未记：所答的问题已经不在，或者内容有了变化" in lines
    assert "原问题：没有记下" in lines


def test_another_kind_of_file_is_refused(verdict):
    with pytest.raises(UnusableInput, match=r"\.pdf"):
        render_annex(verdict, ".pdf")


def test_the_document_names_the_organ_and_no_tool(verdict):
    properties = docx.Document(io.BytesIO(render_annex(verdict, ".docx"))).core_properties
    assert (properties.author, properties.comments) == (verdict.report.organ.name, "")
    assert properties.title == f"{verdict.report.title}核对说明"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the clock's place is set otherwise on Windows")
@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-23T05:18:56+00:00", "2026年11月23日 13:18"),
        ("2026-01-05T10:00:00", "2026年1月5日 10:00"),
        ("2026-01-05", "2026年1月5日"),
        ("去年底", "去年底"),
    ],
)
def test_a_moment_is_told_by_the_clock_of_the_place(verdict, monkeypatch, written, told):
    monkeypatch.setenv("TZ", "UTC-8")
    time.tzset()
    report = replace(verdict.report, waivers=(Waiver("0" * 16, "台账如此", "李四", written, "T4-01", "不等"),))
    lines = [text for _, text in annex_lines(check(Case(report), only=["T4-01"]))]
    monkeypatch.undo()
    time.tzset()
    assert any(f"时间：{told}　" in text for text in lines)
