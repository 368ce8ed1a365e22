"""`decide` and `decisions`: an answer is kept in the report file, and every one is accounted for."""

import json
from dataclasses import replace

import pytest

from consistent import sound_prior, sound_report
from report_assistant.cli import main
from report_assistant.report import Organ, dump_report, given, parse_report


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORT_ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    wrong = sound_report().with_cells({"T2:normative:in_force": given(20), "T3:new:natural": given(8)})
    (tmp_path / "年报.report.json").write_text(dump_report(wrong), encoding="utf-8")
    (tmp_path / "上年.report.json").write_text(dump_report(sound_prior()), encoding="utf-8")
    return tmp_path


def run(capsys, *arguments):
    code = main([*arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def listed(capsys, *arguments):
    code, out, _ = run(capsys, "decisions", "年报.report.json", "--json", *arguments)
    assert code == 0
    return json.loads(out)


def answer(capsys, finding, *arguments):
    return run(capsys, "decide", "年报.report.json", "--finding", finding, *arguments)


def report(files):
    return parse_report((files / "年报.report.json").read_text(encoding="utf-8"))


def test_an_answer_is_kept_in_the_file_settles_the_finding_and_can_be_withdrawn(capsys, files):
    (error,) = [one for one in listed(capsys)["open"] if one["severity"] == "error"]
    before = report(files)
    assert run(capsys, "check", "年报.report.json")[0] == 1
    code, out, _ = answer(capsys, error["fingerprint"][:8], "--reason", "台账如此", "--by", "张三")
    assert (code, error["rule"] in out) == (0, True)
    (waiver,) = report(files).waivers
    assert (waiver.fingerprint, waiver.reason, waiver.by) == (error["fingerprint"], "台账如此", "张三")
    assert run(capsys, "check", "年报.report.json")[0] == 0
    assert [one["reason"] for one in listed(capsys)["settled"]] == ["台账如此"]
    assert answer(capsys, error["fingerprint"], "--withdraw")[0] == 0
    assert report(files) == before


def test_an_answer_whose_figures_change_is_listed_as_fallen(capsys, files):
    (error,) = [one for one in listed(capsys)["open"] if one["severity"] == "error"]
    answer(capsys, error["fingerprint"], "--reason", "台账如此", "--by", "张三")
    changed = report(files).with_cells({"T3:new:natural": given(7)})
    (files / "年报.report.json").write_text(dump_report(changed), encoding="utf-8")
    made = listed(capsys)
    assert [(one["rule"], one["message"]) for one in made["fallen"]] == [(error["rule"], error["message"])]
    _, out, _ = run(capsys, "decisions", "年报.report.json")
    assert f"已失效　　{error['fingerprint']}" in out
    assert "理由：台账如此（张三，" in out
    assert out.splitlines()[-1].endswith("已失效 1 条，这次未核对 0 条")


def test_an_answer_that_needs_last_year_rests_without_it(capsys):
    prior = ("--prior", "上年.report.json")
    (asked,) = [one for one in listed(capsys, *prior)["open"] if one["rule"] == "Y-02"]
    assert answer(capsys, asked["fingerprint"], *prior, "--reason", "集中清理", "--by", "李四")[0] == 0
    assert [one["rule"] for one in listed(capsys)["not_judged"]] == ["Y-02"]
    assert [one["rule"] for one in listed(capsys, *prior)["settled"]] == ["Y-02"]
    assert "这次未核对　" in run(capsys, "decisions", "年报.report.json")[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["年报.report.json", "--finding", "zzzz", "--reason", "甲", "--by", "乙"], "没有指纹是这样的问题"),
        (["年报.report.json", "--finding", "FIRST", "--by", "乙"], "没有写明理由。"),
        (["年报.report.json", "--finding", "FIRST", "--reason", "甲"], "没有写明经办人。"),
        (["年报.report.json", "--finding", "FIRST", "--withdraw"], "没有这样的说明可撤回"),
        (["年报.docx", "--finding", "FIRST", "--reason", "甲", "--by", "乙"], "报告文件"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_changes_nothing(capsys, files, arguments, says):
    before = (files / "年报.report.json").read_bytes()
    first = listed(capsys)["open"][0]["fingerprint"]
    code, out, err = run(capsys, "decide", *[first if one == "FIRST" else one for one in arguments])
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert says in err
    assert (files / "年报.report.json").read_bytes() == before


def test_the_annex_goes_with_the_export_and_is_there_also_where_it_is_refused(capsys, files):
    arguments = ["export", "年报.report.json", "-o", "年报.html", "--annex", "附/核对说明.md"]
    assert run(capsys, *arguments)[0] == 2
    assert not (files / "附").exists()
    (files / "附").mkdir()
    assert run(capsys, *arguments)[0] == 1
    assert "还没有答复的问题" in (files / "附" / "核对说明.md").read_text(encoding="utf-8")
    for one in listed(capsys)["open"]:
        answer(capsys, one["fingerprint"], "--reason", "台账如此", "--by", "张三")
    code, _, err = run(capsys, *arguments)
    assert (code, "已写入" in err, (files / "年报.html").exists()) == (0, True, True)
    annex = (files / "附" / "核对说明.md").read_text(encoding="utf-8")
    assert "理由：台账如此" in annex
    assert "X-01" not in annex


@pytest.mark.parametrize("annex", ["年报.html", "./年报.html", "年报.report.json"])
def test_an_annex_never_overwrites_the_report(capsys, files, annex):
    before = (files / "年报.report.json").read_bytes()
    code, _, err = run(capsys, "export", "年报.report.json", "-o", "年报.html", "--draft", "--annex", annex)
    assert (code, "不能是同一个文件" in err, (files / "年报.html").exists()) == (2, True, False)
    assert (files / "年报.report.json").read_bytes() == before


def test_the_sum_tells_how_many_have_an_answer(capsys):
    (error,) = [one for one in listed(capsys)["open"] if one["severity"] == "error"]
    assert "其中已说明" not in run(capsys, "check", "年报.report.json")[1]
    answer(capsys, error["fingerprint"], "--reason", "台账如此", "--by", "张三")
    assert "文面 0，其中已说明 1；" in run(capsys, "check", "年报.report.json")[1]


def test_a_prior_that_is_none_is_doubted_in_one_line(capsys, files):
    first = listed(capsys)["open"][0]["fingerprint"]
    told = ("--reason", "台账如此", "--by", "张三")
    _, _, err = answer(capsys, first, "--prior", "年报.report.json", *told)
    assert err == "提醒：--prior 给出的就是这份报告，不是上一年度报告\n"
    assert answer(capsys, first, "--prior", "上年.report.json", *told)[2] == ""
    code, out, err = run(capsys, "compare", "上年.report.json", "--prior", "年报.report.json", "--json")
    assert (code, err) == (0, "提醒：--prior 给出的是 2025 年的报告，不是 2023 年的\n")
    assert "cells" in json.loads(out)
    stranger = replace(sound_prior(), organ=Organ("样例市白水镇人民政府"))
    (files / "外.report.json").write_text(dump_report(stranger), encoding="utf-8")
    _, _, err = run(capsys, "compare", "年报.report.json", "--prior", "外.report.json", "--json")
    assert "样例市白水镇人民政府 2024 年的报告" in err
    assert len(err.splitlines()) == 1
