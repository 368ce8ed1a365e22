"""A folder of two hundred reports with twenty planted errors: all are found where they were planted, and no other."""

from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from offices import office
from report_assistant.cli import main
from report_assistant.export import render
from report_assistant.report import Paragraph, Report, dump_report, given

OFFICES, SPACING = 100, 10  # each has two years; in each tenth office something is planted in either year


def cell(ref: str, more: int) -> Callable[[Report], Report]:
    return lambda report: report.with_cells({ref: given(report.value(ref) + more)})


def words(number: str, place: int, change: Callable[[str], str]) -> Callable[[Report], Report]:
    def changed(report):
        paragraphs = list(report.sections[number])
        paragraphs[place] = replace(paragraphs[place], text=change(paragraphs[place].text))
        return report.with_section(number, tuple(paragraphs))

    return changed


def whole(number: str, text: str) -> Callable[[Report], Report]:
    return lambda report: report.with_section(number, (Paragraph(text),))


def repeated(report: Report) -> Report:
    return words("5", 1, lambda text: text + report.sections["1"][5].text)(report)


# What is planted, and the rule it breaks; the first ten in reports of 2025, the others in those of 2024.
PLANTED = [
    ("T3-01", cell("T3:carried_out:business", 4)),
    ("T3-02", cell("T3:granted:natural", 10)),
    ("T3-03", cell("T3:unable.not_held:legal", 3)),
    ("T4-01", cell("T4:review:total", 2)),
    ("Y-01", lambda report: cell("T3:carried_in:total", 1)(cell("T3:carried_in:natural", 1)(report))),
    ("N-02", words("1", 2, lambda text: text.replace("本年新收政府信息公开申请", "本年新收政府信息公开申请9", 1))),
    ("W-01", words("1", 1, lambda text: text + "另编印办事指南XX册。")),
    ("W-02", repeated),
    ("T2-01", cell("T2:regulations:issued", 1)),
    ("F-01", whole("6", "无。")),
    ("T3-03", cell("T3:total:total", 100)),
    ("T4-01", cell("T4:direct:upheld", 1)),
    ("T3-02", cell("T3:refused.repeat:research", 7)),
    ("S-06", whole("5", "无")),
    ("S-01", lambda report: replace(report, sections={n: p for n, p in report.sections.items() if n != "6"})),
    ("W-01", words("5", 0, lambda text: text + "三是〔待补充：问题〕。")),
    ("N-02", words("1", 2, lambda text: text + "本年新收政府信息公开申请9999件。")),
    ("T2-01", cell("T2:regulations:in_force", 2)),
    ("F-01", whole("6", "没有其他需要报告的事项。")),
    ("W-02", repeated),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("各单位")
    for number in range(OFFICES):
        for late, report in enumerate(reversed(office(number))):
            planted = PLANTED[number // SPACING + (0 if late else SPACING)][1] if number % SPACING == 0 else None
            written = planted(report) if planted else report
            file = folder / report.organ.name[3:6] / f"{report.organ.short_name}{report.year}"
            file.parent.mkdir(exist_ok=True)
            if number % 25 == 3:  # some hand in documents
                file.with_suffix(".docx").write_bytes(render(written, ".docx"))
            else:
                file.with_suffix(".report.json").write_text(dump_report(written), encoding="utf-8")
    return folder


def errors_of(book) -> dict[tuple[str, int], set[str]]:
    head, *rows = book["问题"].values
    found: dict[tuple[str, int], set[str]] = {}
    for row in (dict(zip(head, values, strict=True)) for values in rows):
        if row["级别"] == "错误":
            found.setdefault((row["单位"], row["年度"]), set()).update(row["编号"].split("、"))
    return found


def test_all_planted_errors_are_found_and_none_where_nothing_was_planted(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("REPORT_ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    target = tmp_path / "问题.xlsx"
    assert main(["check", str(folder), "--xlsx", str(target)]) == 1
    book = openpyxl.load_workbook(target)
    found = errors_of(book)
    organs = [office(number)[0].organ.name for number in range(0, OFFICES, SPACING)]
    wanted = {
        (organ, year): PLANTED[index + (0 if year == 2025 else SPACING)][0]
        for index, organ in enumerate(organs)
        for year in (2025, 2024)
    }
    assert {key: rule for key, rule in wanted.items() if rule not in found.get(key, set())} == {}
    assert set(found) == set(wanted)
    assert "有错误 20 份，没有错误 180 份，不能核对 0 份" in capsys.readouterr().out.splitlines()[-1]
    priors = {row[:4] for row in book["报告"].values if row[2] == 2025}
    assert len([prior for *_, prior in priors if prior != "没有找到"]) == OFFICES
