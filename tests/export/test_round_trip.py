"""What a document carries of a report comes back from it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistent import FORM, ORGAN, consistent_reports, random_report, report_with, sound_report
from report_assistant.export import comparable, render
from report_assistant.intake import read_bytes
from report_assistant.intake.identity import UNNAMED
from report_assistant.report import (
    ABSENT,
    BLANK,
    DASH,
    UNREADABLE,
    Cell,
    Imprint,
    Note,
    Organ,
    Origin,
    Paragraph,
    Reading,
    Report,
)

TEXT_KINDS = (".docx", ".html", ".txt", ".md")
OPENINGS = (
    "本年度",
    "<script>",
    "&nbsp;",
    "“我街道”",
    "《办法》",
    "〔待补充：件数〕",
    "— ",
    "A&B<C>",
    "# ",
    "* ",
    "1. ",
    "---",
    "| a | b |",
    "\\",
    "&lt;",
    "`",
    ":--",
    "'引'",
    "2025年",
)
ODD = "的一二公开信息<>&\"'/;:，。、；：“”‘’（）〔〕《》%＋－=+-@{}$ ~!?*_[]|#`\\^\ufeff\ue0000189AbzÉ喆𠮷"


def _read_back(report: Report, suffix: str, *, draft: bool = False) -> Report:
    return read_bytes(render(report, suffix, draft), f"报告{suffix}")


def _sentences(alphabet: str = ODD) -> st.SearchStrategy[str]:
    return st.builds("{}{}。".format, st.sampled_from(OPENINGS), st.text(alphabet, max_size=60)).map(
        lambda text: " ".join(text.split())
    )


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    report = draw(consistent_reports())
    numerals = "一二三四五"
    overview = [Paragraph(text) for text in draw(st.lists(_sentences(), max_size=2))]
    for index, topic in enumerate(FORM.topics):
        first, *rest = draw(st.lists(_sentences(), min_size=1, max_size=3))
        overview += [Paragraph(first, f"（{numerals[index]}）{topic.title}"), *map(Paragraph, rest)]
    for number in ("5", "6"):
        report = report.with_section(number, tuple(map(Paragraph, draw(st.lists(_sentences(), max_size=3)))))
    money = draw(st.decimals(0, 99999, places=2))
    closing = draw(st.sampled_from([(), (ORGAN.name, "2026年1月20日"), ("2026年1月20日",), (f"{ORGAN.name}（盖章）",)]))
    report = replace(report, imprint=Imprint(draw(st.sampled_from(["", "2025年年度报告"])), closing))
    return report.with_section("1", tuple(overview)).with_cells({"T2:fees:amount": Cell(Reading.GIVEN, money)})


@pytest.mark.parametrize("suffix", TEXT_KINDS)
@given(report=_reports())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_documents_carry_every_report(suffix: str, report: Report) -> None:
    assert comparable(_read_back(report, suffix)) == comparable(report)


@pytest.mark.parametrize("suffix", TEXT_KINDS)
@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_every_kind_carries_figures_and_text(suffix: str, draft: bool, seed: int) -> None:
    report = random_report(seed)
    back = _read_back(report, suffix, draft=draft)
    assert comparable(back) == comparable(report)
    assert back.organ == report.organ
    assert back.remarks == ()


@pytest.mark.parametrize("suffix", TEXT_KINDS)
@pytest.mark.parametrize("value", [0, 7])
def test_a_table_of_one_number_throughout(suffix: str, value: int) -> None:
    report = report_with(dict.fromkeys(FORM.cells, Cell(Reading.GIVEN, value)))
    assert comparable(_read_back(report, suffix)) == comparable(report)


@pytest.mark.parametrize("suffix", TEXT_KINDS)
def test_a_blank_stays_blank_and_a_dash_a_dash(suffix: str) -> None:
    readings = {"T3:new:natural": BLANK, "T3:granted:other": DASH, "T4:review:total": BLANK, "T2:fees:amount": DASH}
    report = sound_report().with_cells(readings)
    back = _read_back(report, suffix)
    assert {ref: back.cells[ref] for ref in readings} == readings
    assert comparable(back) == comparable(report)


@pytest.mark.parametrize("suffix", TEXT_KINDS)
def test_money_keeps_its_digits(suffix: str) -> None:
    report = sound_report().with_cells({"T2:fees:amount": Cell(Reading.GIVEN, Decimal("31.640"))})
    assert str(_read_back(report, suffix).value("T2:fees:amount")) == "31.640"


@pytest.mark.parametrize("suffix", TEXT_KINDS)
def test_a_report_of_headings_and_grids_alone(suffix: str) -> None:
    report = Report(Organ("样例县档案局"), 2024)
    back = comparable(_read_back(report, suffix))
    assert back == comparable(report)
    assert back.sections == {}
    assert set(back.cells.values()) == {BLANK}


@pytest.mark.parametrize("suffix", TEXT_KINDS)
@pytest.mark.parametrize("name", ["样例大学", "甲乙", "甲县“互联网+”工作专班", "甲县审计局（本级）"])
def test_an_organ_that_reads_like_a_word_signs_all_the_same(suffix: str, name: str) -> None:
    report = replace(sound_report(), organ=Organ(name))
    back = _read_back(report, suffix)
    assert name in render(report, ".txt").decode().splitlines()[-1]
    assert comparable(back) == comparable(report)
    assert back.remarks == ()


@pytest.mark.parametrize("suffix", TEXT_KINDS)
def test_nobody_signs_for_an_organ_that_was_not_told(suffix: str) -> None:
    report = replace(sound_report(), organ=Organ(UNNAMED))
    back = _read_back(report, suffix)
    assert comparable(back) == comparable(report)
    assert [remark.code for remark in back.remarks] == ["title-organ-missing"]


@pytest.mark.parametrize("suffix", TEXT_KINDS)
def test_signs_in_headings_and_texts_stay_signs(suffix: str) -> None:
    paragraphs = (Paragraph("1*2_3_[甲](乙)|# `丙` \\| **丁**。", "（一）存在的*问题*|_一_"), Paragraph("\\*戊**。"))
    report = sound_report().with_section("5", paragraphs)
    assert comparable(_read_back(report, suffix)).sections["5"] == paragraphs


@pytest.mark.parametrize("suffix", TEXT_KINDS)
def test_one_wrong_cell_does_not_pass_for_the_report(suffix: str) -> None:
    report = sound_report()
    other = report.with_cells({"T3:other.other:welfare": Cell(Reading.GIVEN, 1)})
    assert comparable(_read_back(other, suffix)) != comparable(report)


def test_lines_of_one_paragraph_come_back_as_paragraphs() -> None:
    report = sound_report().with_section("5", (Paragraph("第一，数量少。\r\n\n第二，解读少。", origin=Origin.TYPED),))
    back = _read_back(report, ".docx")
    assert [p.text for p in back.sections["5"]] == ["第一，数量少。", "第二，解读少。"]
    assert comparable(back) == comparable(report)


def test_comparable_leaves_behind_what_paper_does_not_carry() -> None:
    report = replace(sound_report(), notes=(Note(1, "5", "事实"),)).with_cells(
        {"T3:new:natural": ABSENT, "T3:new:business": UNREADABLE, "T3:new:legal": DASH}
    )
    report = report.with_section("6", (Paragraph("", "小标题"), Paragraph("无。", None, ("note:1",), Origin.MODEL)))
    kept = comparable(report)
    assert kept.notes == ()
    assert kept.organ == Organ("样例市青禾街道办事处")
    assert kept.sections["6"] == (Paragraph("无。", "小标题"),)
    assert [kept.cells[f"T3:new:{column}"] for column in ("natural", "business", "legal")] == [BLANK, BLANK, DASH]
    assert comparable(kept) == kept
