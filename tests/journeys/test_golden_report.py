"""The published report of 2025: what `check` must find there, and what it must not."""

import json

import pytest

from report_assistant.checks import Case, check
from report_assistant.cli import main
from report_assistant.intake import read
from report_assistant.report import Reading
from shared_folder import golden_report

FIGURES = {
    "T2:regulations:issued": 0, "T2:regulations:repealed": 0, "T2:regulations:in_force": 0,
    "T2:normative:issued": 1, "T2:normative:repealed": 0, "T2:normative:in_force": 1,
    "T2:licences:decisions": 14, "T2:penalties:decisions": 2, "T2:compulsion:decisions": 0, "T2:fees:amount": "0",
}  # fmt: skip
NOTES = """\
## 主动公开
- 通过县政府门户网站公开政府信息86条，其中政策文件12条
- 发布政策解读4篇，回应群众关切9次
## 政府信息管理
- 对历年发布的信息作了一次清理，更正失效链接3条
## 政府信息公开平台建设
- 维护县政府门户网站街道专栏1个，设政务公开查阅点1处
## 监督保障
- 组织政府信息公开培训2次，参加人员31人次
- 县政府办公室年度考核为良好，社会评议未收到不满意意见，未发生责任追究情形
## 存在的主要问题及改进情况
- 问题：政策解读形式比较单一，图表类解读少
- 措施：由党政办统一制作图解，每季度不少于1篇
- 问题：社区一级公开内容更新不够及时
- 措施：建立社区信息员月度核对制度
- 上年整改：上年年报提出的公开内容针对性不强问题，已通过按月征求社区意见加以改进
## 其他需要报告的事项
- 本年度未发出收费通知，未收取信息处理费
"""


@pytest.fixture(scope="module")
def report():
    return read(golden_report())


class TestReading:
    """Nothing is shifted, nothing is invented."""

    def test_tables_two_and_four_are_read_whole(self, report):
        read_cells = {ref: cell for ref, cell in report.cells.items() if not ref.startswith("T3")}
        assert {cell.value for cell in read_cells.values()} == {0}
        assert len(read_cells) == 25

    def test_the_missing_column_is_absent_and_ragged_rows_are_unreadable(self, report):
        table = {ref: cell.reading for ref, cell in report.cells.items() if ref.startswith("T3")}
        assert [r for ref, r in table.items() if ref.endswith(":other")] == [Reading.ABSENT] * 25
        assert sum(reading is Reading.GIVEN for reading in table.values()) == 6 * 6
        assert sum(reading is Reading.UNREADABLE for reading in table.values()) == 19 * 6
        assert {"column-missing", "row-ragged", "label-altered"} <= {remark.code for remark in report.remarks}

    def test_organ_year_and_sections(self, report):
        assert (report.organ.name, report.organ.short_name) == ("鲁山县汇源街道办事处", "汇源街道")
        assert (report.organ.kind, report.year) == ("subdistrict", 2025)
        headings = [
            "（一）主动公开：",
            "（二）依申请公开：",
            "（三）政府信息管理：",
            "（四）平台建设：",
            "（五）监督保障：",
        ]
        assert [p.heading for p in report.sections["1"]] == [None, *headings]
        assert report.sections["6"][0].text == "无"


class TestFindings:
    def test_what_must_be_found(self, report):
        verdict = check(Case(report))
        found = {finding.rule for finding in verdict.findings}
        assert {"S-02", "W-02", "F-01"} <= found
        altered = [f for f in verdict.findings if f.rule == "S-02"]
        others = {ref for ref in report.cells if ref.startswith("T3") and ref.endswith(":other")}
        assert any("其他法律法规禁止公开" in f.message for f in altered)
        assert any(set(f.cells) == others for f in altered)
        assert {"T3-01", "T3-02", "T3-03"} <= {rule_id for rule_id, _ in verdict.not_judged}

    def test_what_must_not_be_found(self, report):
        found = {finding.rule for finding in check(Case(report)).findings}
        assert found & {"N-01", "N-02", "N-04", "T3-01", "T3-02", "T3-03", "T4-01", "S-01", "S-06", "S-07"} == set()

    def test_the_repeated_passage_is_quoted_in_its_full_length(self, report):
        (finding,) = [f for f in check(Case(report)).findings if f.rule == "W-02"]
        assert len(finding.quote) >= 120
        assert "回头看" in finding.quote


def test_the_main_job_on_the_golden_report_as_prior_year(tmp_path, monkeypatch, capsys):
    """Last year's real report in, this year's figures and notes entered, a Word document out that reads back."""
    monkeypatch.setenv("REPORT_ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    figures, notes = tmp_path / "数据.json", tmp_path / "情况说明.md"
    prior, drafted, word = str(golden_report()), tmp_path / "2026.report.json", tmp_path / "2026.docx"
    typed = FIGURES | {
        ref: 0
        for ref, cell in read(golden_report()).form.cells.items()
        if ref[:2] in ("T3", "T4") and not cell.computed
    }
    typed |= {"T3:new:natural": 3, "T3:granted:natural": 2, "T3:total:natural": 3, "T3:unable.not_held:natural": 1}
    typed = {ref: value for ref, value in typed.items() if not ref.startswith("T3:total:")}
    figures.write_text(json.dumps(typed), encoding="utf-8")
    notes.write_text(NOTES, encoding="utf-8")
    arguments = ["draft", "--prior", prior, "--figures", str(figures), "--notes", str(notes), "--year", "2026"]
    assert main([*arguments, "-o", str(drafted)]) == 0
    code = main(["check", str(drafted), "--prior", prior])
    assert code == 0, capsys.readouterr().out
    assert main(["compare", str(drafted), "--prior", prior, "--json"]) == 0
    assert main(["export", str(drafted), "--prior", prior, "-o", str(word)]) == 0
    written, again = read(drafted), read(word)
    assert again.cells == written.cells
    assert (again.organ, again.year) == (written.organ, written.year)
    assert {n: [p.text for p in ps] for n, ps in again.sections.items()} == {
        n: [p.text for p in ps] for n, ps in written.sections.items()
    }
