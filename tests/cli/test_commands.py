"""The command line to the letter of contracts §3: exit codes, one JSON value, one Chinese line."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from consistent import sound_prior, sound_report
from report_assistant.checks import Finding, Severity, catalogue
from report_assistant.cli import main
from report_assistant.cli.show import finding_line, source_lines
from report_assistant.official import load_form
from report_assistant.report import UNREADABLE, Confidence, Source, dump_report, given, parse_report

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
PRIOR, FIGURES, NOTES = (CORPUS / "qinghe" / name for name in ("2025.txt", "2026.figures.toml", "2026.notes.md"))


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("LLM_BASE_URL", "LLM_MODEL", "EMBED_BASE_URL", "EMBED_MODEL"):
        monkeypatch.delenv(f"REPORT_ASSISTANT_{name}", raising=False)
    monkeypatch.setenv("REPORT_ASSISTANT_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def sound(tmp_path):
    file = tmp_path / "2025.report.json"
    file.write_text(dump_report(sound_report()), encoding="utf-8")
    return file


@pytest.fixture
def prior(tmp_path):
    file = tmp_path / "2024.report.json"
    file.write_text(dump_report(sound_prior()), encoding="utf-8")
    return file


@pytest.fixture
def wrong(tmp_path):
    file = tmp_path / "错.report.json"
    file.write_text(dump_report(sound_report().with_cells({"T3:new:natural": given(8)})), encoding="utf-8")
    return file


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


class TestCheck:
    def test_a_sound_report_ends_with_nought(self, capsys, sound, prior):
        code, out, _ = run(capsys, "check", sound, "--prior", prior)
        assert code == 0
        assert "错误 0" in out

    def test_json_is_one_value_of_the_contract_s_shape(self, capsys, wrong, prior):
        code, out, err = run(capsys, "check", wrong, "--prior", prior, "--json")
        assert (code, err) == (1, "")
        value = json.loads(out)
        assert set(value) == {"report", "findings", "outcomes", "not_judged"}
        assert set(value["outcomes"]) == {"held", "broken", "not_judged", "crashed"}
        assert sum(value["outcomes"].values()) == len(catalogue())
        (finding,) = value["findings"]
        assert finding["fix"] == {"cells": {"T3:new:natural": 9}, "certainty": "likely"}
        assert finding["cells"] == ["T3:new:natural"]
        assert finding["severity"] == "error"
        assert re.fullmatch(r"[0-9a-f]{16}", finding["fingerprint"])

    def test_a_folder_gives_one_line_a_report_and_a_bad_file_blocks_none(self, capsys, tmp_path):
        folder = tmp_path / "各单位"
        folder.mkdir()
        for name, report in (("甲", sound_report()), ("乙", sound_report().with_cells({"T3:new:natural": given(8)}))):
            (folder / f"{name}.report.json").write_text(dump_report(report), encoding="utf-8")
        (folder / "丙.report.json").write_text("{", encoding="utf-8")
        code, out, _ = run(capsys, "check", folder, "--jsonl")
        values = [json.loads(line) for line in out.splitlines()]
        assert code == 1
        assert {value["file"]: len(value.get("findings", "?")) for value in values if "findings" in value} == {
            "甲.report.json": 0,
            "乙.report.json": 1,
        }
        assert [value["file"] for value in values if "error" in value] == ["丙.report.json"]

    def test_one_rule_alone(self, capsys, wrong):
        code, out, _ = run(capsys, "check", wrong, "--json", "--rule", "T4-01")
        assert code == 0
        assert json.loads(out)["outcomes"] == {"held": 1, "broken": 0, "not_judged": 0, "crashed": 0}

    def test_without_a_prior_the_year_rules_are_not_judged(self, capsys, sound):
        _, out, _ = run(capsys, "check", sound, "--json")
        assert {"Y-01", "Y-02", "Y-03"} <= {one["rule"] for one in json.loads(out)["not_judged"]}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["check"], 2, "没有给出要核对的文件"),
        (["check", "没有.docx"], 2, "没有.docx"),
        (["check", "SOUND", "--xlsx", "问题.docx"], 2, ".xlsx"),
        (["check", "SOUND", "SOUND", "--coverage"], 2, "--coverage"),
        (["export", "SOUND", "-o", "x.docx", "--annex", "x.pdf"], 2, "--annex"),
        (["check", "SOUND", "--rule", "Z-99"], 2, "Z-99"),
        (["read", "bad.docx"], 2, "bad.docx"),
        (["read", "empty.txt"], 2, "empty.txt"),
        (["read", "note.txt"], 2, "note.txt"),
        (["export", "SOUND", "-o", "x.pptx"], 2, ".docx"),
        (["export", "SOUND", "-o", "x.docx", "--template", "t.docx"], 2, "--template"),
        (["compare", "SOUND", "--prior", "没有.txt"], 2, "没有.txt"),
        (["index", "没有的文件夹"], 2, "没有的文件夹"),
    ],
)
def test_a_user_s_mistake_is_one_chinese_line_and_never_a_traceback(capsys, sound, tmp_path, arguments, code, says):
    (tmp_path / "bad.docx").write_bytes(b"not a zip at all")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "note.txt").write_text("关于召开座谈会的通知\n请各股室参加。\n", encoding="utf-8")
    got, out, err = run(capsys, *[sound if argument == "SOUND" else argument for argument in arguments])
    assert (got, out) == (code, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1
    assert re.search("[一-鿿]", err)


@pytest.mark.parametrize("arguments", [["nonsense"], ["draft", "--year", "二零"], ["search"]])
def test_a_wrong_call_is_one_line_and_two(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_read_prints_the_report_file_and_writes_it(capsys, tmp_path):
    target = tmp_path / "r" / "2025.report.json"
    code, out, _ = run(capsys, "read", PRIOR, "--json", "-o", target)
    assert code == 0
    assert parse_report(out) == parse_report(target.read_text(encoding="utf-8"))
    assert parse_report(out).organ.name == "样例市青禾街道办事处"


def test_read_tells_where_the_doubtful_cells_stand(capsys, tmp_path):
    text = PRIOR.read_text(encoding="utf-8").replace("行政许可\t", "行政许可\t1 ", 1)
    (tmp_path / "2025.txt").write_text(text, encoding="utf-8")
    code, out, _ = run(capsys, "read", tmp_path / "2025.txt")
    (line,) = [line for line in out.splitlines() if line.startswith("请核对")]
    assert code == 0
    assert line.startswith("请核对（存疑）表二“行政许可”的“本年处理决定数量”：无法辨认；第1个表格第7行第2列，原文“1 ")


def test_cells_to_be_held_against_the_document_are_named_by_the_row_and_not_without_end(capsys):
    unsure = {
        f"T3:{row.key}:{column.key}": Source("0 0", 2, number, 0, UNREADABLE, Confidence.DOUBTFUL)
        for block in load_form("2021").table("T3").blocks
        for number, row in enumerate(block.rows, 4)
        for column in block.columns
    }
    exact = Source("3", 1, 3, 2, given(3), Confidence.EXACT)
    folded = Source("３", 1, 4, 2, given(3), Confidence.FOLDED)
    sources = {"T2:regulations:issued": exact, "T2:normative:issued": folded, **unsure}
    lines = list(source_lines(replace(sound_report(), sources=sources)))
    assert len(lines) == 21
    assert "“自然人”等 7 格：无法辨认；第2个表格第4行，原文“0 0”" in lines[0]
    assert lines[-1] == "请核对：另有 36 格，见报告文件"
    assert list(source_lines(replace(sound_report(), sources={"T2:normative:issued": folded}))) == [
        "请核对（经辨认）表二“行政规范性文件”的“本年制发件数”：3；第1个表格第4行第2列，原文“３”"
    ]


def test_the_recognised_cells_of_a_row_are_told_on_one_line(capsys, tmp_path):
    label = "2.其他法律行政法规禁止公开"
    text = PRIOR.read_text(encoding="utf-8")
    assert label in text
    (tmp_path / "2025.txt").write_text(text.replace(label, "2.其他法律法规禁止公开"), encoding="utf-8")
    _, out, _ = run(capsys, "read", tmp_path / "2025.txt")
    (line,) = [line for line in out.splitlines() if line.startswith("请核对")]
    values = line.partition("7 格：")[2].partition("；")[0].split("、")
    assert line.startswith(f"请核对（经辨认）表三“（三）不予公开—{label}”的“自然人”等 7 格：")
    assert len(values) == 7
    assert line.endswith(f"，原文“{'、'.join(values)}”")


def test_an_interrupt_is_one_line_also_while_the_commands_are_loaded():
    code = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'report_assistant.cli.parser':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from report_assistant.cli import main\n"
        "sys.exit(main(['rules']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "已中断，已保存的内容不受影响。\n")


def test_draft_then_check_then_export_and_read_back(capsys, tmp_path):
    drafted, word = tmp_path / "2026.report.json", tmp_path / "2026.docx"
    arguments = ["--prior", PRIOR, "--figures", FIGURES, "--notes", NOTES, "--year", 2026, "-o", drafted]
    assert run(capsys, "draft", *arguments)[0] == 0
    report = parse_report(drafted.read_text(encoding="utf-8"))
    assert set(report.sections) == {"1", "5", "6"}
    assert {p.origin.value for section in report.sections.values() for p in section} == {"plain"}
    assert run(capsys, "check", drafted, "--prior", PRIOR)[0] == 0
    assert run(capsys, "export", drafted, "-o", word, "--prior", PRIOR)[0] == 0
    _, out, _ = run(capsys, "read", word, "--json")
    assert parse_report(out).cells == report.cells


def test_one_section_alone(capsys, tmp_path):
    target = tmp_path / "2026.report.json"
    arguments = ["--prior", PRIOR, "--figures", FIGURES, "--notes", NOTES, "--year", 2026]
    assert run(capsys, "draft", *arguments, "--section", "6", "-o", target)[0] == 0
    assert set(parse_report(target.read_text(encoding="utf-8")).sections) == {"6"}


def test_export_is_refused_while_an_error_stands_and_a_draft_is_marked(capsys, wrong, tmp_path):
    target = tmp_path / "out.html"
    code, _, err = run(capsys, "export", wrong, "-o", target)
    assert code == 1
    assert "T3-01" in err
    assert not target.exists()
    assert run(capsys, "export", wrong, "-o", target, "--draft")[0] == 0
    assert "草稿" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(("year", "organ"), [(2025, None), (2026, "样例市白水镇人民政府")])
def test_figures_of_another_year_or_organ_are_not_drafted_from(capsys, tmp_path, year, organ):
    figures, target = tmp_path / "数据.xlsx", tmp_path / "o.report.json"
    named = ["--organ", organ] if organ else []
    assert run(capsys, "sheet", "--year", year, "--prior", PRIOR, *named, "-o", figures)[0] == 0
    arguments = ["--prior", PRIOR, "--figures", figures, "--notes", NOTES, "--year", 2026, "-o", target]
    code, _, err = run(capsys, "draft", *arguments)
    assert (code, target.exists()) == (2, False)
    assert f"数据.xlsx：数据表的标题写的是{f'“{organ}”' if organ else ' 2025 年'}，这份报告是" in err


def test_figures_with_an_unknown_address_name_it(capsys, tmp_path):
    figures = tmp_path / "数据.toml"
    figures.write_text('"T3:new:nature" = 1\n', encoding="utf-8")
    target = tmp_path / "o.report.json"
    code, _, err = run(
        capsys, "draft", "--prior", PRIOR, "--figures", figures, "--notes", NOTES, "--year", 2026, "-o", target
    )
    assert code == 2
    assert "T3:new:nature" in err
    assert not target.exists()


def test_compare_json_is_of_the_contract_s_shape(capsys, sound, prior, tmp_path):
    page = tmp_path / "对比.html"
    code, out, _ = run(capsys, "compare", sound, "--prior", prior, "--json", "--html", page)
    value = json.loads(out)
    assert code == 0
    assert set(value) == {"cells", "sections", "promises", "copied"}
    assert [set(promise) for promise in value["promises"]] == [{"promise", "account"}]
    assert set(value["cells"][0]) == {"cell", "prior", "current", "delta", "ratio", "fate", "note"}
    assert set(value["sections"][0]) == {"section", "similarity", "copied_share", "sentences"}
    by_cell = {one["cell"]: one for one in value["cells"]}
    assert (by_cell["T3:new:total"]["delta"], by_cell["T3:new:total"]["fate"]) == (5, "changed")
    assert "<table" in page.read_text(encoding="utf-8")


def test_compare_lists_last_year_s_promises_with_this_year_s_account(capsys):
    folder = Path(PRIOR).parent
    _, out, _ = run(capsys, "compare", folder / "2026.report.json", "--prior", folder / "2025.txt")
    told = out[out.index("上年提出的改进与本年交代：") :].splitlines()
    assert told[1].startswith("  上年：针对重点领域信息缺位，")
    assert told[1].endswith("　本年：未见交代")
    assert "　本年：自助查询终端接入9个社区网格站" in told[3]


def test_search_json_is_of_the_contract_s_shape(capsys):
    code, out, _ = run(capsys, "search", "信息处理费怎么收", "--kind", "guidance", "-k", 3, "--json")
    hits = json.loads(out)["hits"]
    assert (code, len(hits)) == (0, 3)
    assert set(hits[0]) == {"id", "score", "kind", "title", "organ", "year", "section", "text"}
    assert any("信息处理费" in hit["text"] for hit in hits)


def test_rules_json_is_the_catalogue(capsys):
    code, out, _ = run(capsys, "rules", "--json")
    assert code == 0
    assert [one["id"] for one in json.loads(out)] == list(catalogue())
    assert set(json.loads(out)[0]) == {"id", "severity", "title", "basis"}


def test_rules_told_are_whole_and_one_can_be_asked_for(capsys):
    told = run(capsys, "rules")[1]
    assert "四舍五入到所写的位数；文中写的上年数与上年报告相同。" in told
    assert [line for line in told.splitlines() if line.startswith("    ") and not line.endswith(tuple("。”）"))] == []
    code, out, _ = run(capsys, "rules", "N-03")
    assert (code, out.startswith("N-03〔"), "\n\n" in out) == (0, True, False)
    assert run(capsys, "rules", "Z-99")[0] == 2


def test_the_words_are_told_where_the_message_does_not_have_them():
    told = Finding("W-13", Severity.STYLE, "", "有一处标点不当。", "", quote="，" + "字" * 80)
    assert f" 原文：“，{'字' * 59}……” 依据" in finding_line(told)
    for silent in (replace(told, quote="标点"), replace(told, quote=None)):
        assert "原文" not in finding_line(silent)


def test_doctor_tells_where_every_setting_came_from(capsys, monkeypatch):
    monkeypatch.setenv("REPORT_ASSISTANT_PORT", "7999")
    code, out, _ = run(capsys, "doctor", "--offline", "--json")
    found = {one["name"]: one for one in json.loads(out)["examinations"]}
    assert code == 0
    assert found["设置 REPORT_ASSISTANT_PORT"]["found"] == "7999（环境变量）"
    assert found["模型接口"]["found"] == "未设置，使用离线方式"
    assert "LibreOffice" in found["旧格式文件"]["found"]


def test_doctor_names_an_endpoint_that_is_down(capsys, monkeypatch):
    monkeypatch.setenv("REPORT_ASSISTANT_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("REPORT_ASSISTANT_LLM_MODEL", "m")
    code, out, _ = run(capsys, "doctor", "--json")
    found = {one["name"]: one for one in json.loads(out)["examinations"]}
    assert code == 3
    assert not found["模型接口"]["works"]
    assert found["模型接口"]["remedy"]


def test_an_endpoint_that_is_down_ends_a_draft_with_three_and_one_line(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("REPORT_ASSISTANT_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("REPORT_ASSISTANT_LLM_MODEL", "m")
    monkeypatch.setenv("REPORT_ASSISTANT_LLM_RETRIES", "0")
    target = tmp_path / "o.report.json"
    code, _, err = run(
        capsys, "draft", "--prior", PRIOR, "--figures", FIGURES, "--notes", NOTES, "--year", 2026, "-o", target
    )
    assert code == 3
    assert "Traceback" not in err


def test_demo_walks_the_whole_way(capsys, tmp_path):
    code, out, _ = run(capsys, "demo", "--out", tmp_path / "out")
    assert code == 0, out
    assert "200 / 200 格一致" in out
    suffixes = {file.suffix for file in (tmp_path / "out").iterdir()}
    assert suffixes == {".docx", ".html", ".xlsx", ".txt", ".md", ".json"}


def test_the_blank_figures_sheet_is_made_and_read_back_empty_without_a_nought(capsys, tmp_path):
    target = tmp_path / "数据.xlsx"
    assert run(capsys, "sheet", "--year", 2026, "--prior", PRIOR, "-o", target)[0] == 0
    drafted = tmp_path / "2026.report.json"
    arguments = ["--prior", PRIOR, "--figures", target, "--notes", NOTES, "--year", 2026, "-o", drafted]
    assert run(capsys, "draft", *arguments)[0] == 0
    report = parse_report(drafted.read_text(encoding="utf-8"))
    assert {cell.reading.value for cell in report.cells.values()} == {"blank"}
    _, out, _ = run(capsys, "check", drafted, "--json")
    assert {one["rule"] for one in json.loads(out)["findings"]} >= {"T-01", "W-01"}
    assert "S-02" not in {one["rule"] for one in json.loads(out)["findings"]}


def test_a_report_file_may_be_named_json_and_nothing_else_is_overwritten_with_one(capsys, tmp_path):
    target, word = tmp_path / "r.json", tmp_path / "原稿.docx"
    word.write_bytes(b"kept")
    assert run(capsys, "read", PRIOR, "-o", target)[0] == 0
    assert run(capsys, "check", target)[0] == 0
    code, _, err = run(capsys, "read", PRIOR, "-o", word)
    assert (code, word.read_bytes()) == (2, b"kept")
    assert ".report.json" in err
