"""Settings into services: the store lies where it was set, and nowhere it cannot be."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from consistent import sound_prior, sound_report
from report_assistant.errors import ExportRefused, UnusableInput
from report_assistant.intake.identity import UNNAMED
from report_assistant.report import Organ, Paragraph, dump_report
from report_assistant.settings import Settings
from report_assistant.wiring import store_file, wire
from shared_folder import golden_report

CORPUS = Path(__file__).parents[1] / "corpus" / "reports"
FRAMEWORKS = ("chromadb", "langchain_core", "openai", "gradio", "numpy", "bm25s")


def test_the_store_lies_in_the_data_folder_or_at_the_address_that_was_set(tmp_path):
    assert store_file(Settings(data_dir=tmp_path)) == tmp_path / "store.sqlite3"
    elsewhere = tmp_path / "库" / "年报.sqlite3"
    bench = wire(Settings(data_dir=tmp_path / "data", database_url=f"sqlite:///{elsewhere}"))
    bench.revisions.save(sound_report())
    bench.close()
    assert elsewhere.is_file()
    assert not (tmp_path / "data" / "store.sqlite3").exists()


@pytest.mark.parametrize("address", ["postgresql://127.0.0.1/r", "sqlite://", "年报.db"])
def test_another_database_is_refused_in_one_line(address):
    with pytest.raises(UnusableInput, match="DATABASE_URL"):
        store_file(Settings(database_url=address))


PASSAGE = "街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访。"


def copying(report):
    return report.with_section("5", (Paragraph("主要问题是解读偏少。"), Paragraph("为此，" + PASSAGE)))


def neighbour(folder):
    """A file with another organ's report of the year before."""
    report = replace(copying(sound_report()), organ=Organ("样例市红岩镇人民政府", kind="township"), year=2024)
    file = folder / "红岩镇2024.report.json"
    file.write_text(dump_report(report), encoding="utf-8")
    return file


@pytest.fixture
def wired(tmp_path):
    """A workbench on a data folder that is not there yet."""
    bench = wire(Settings(data_dir=tmp_path / "data"))
    yield bench
    bench.close()


class TestBesideTheLibrary:
    """One report is held against other organs' reports in the library, where there is one."""

    def test_without_a_library_nothing_is_judged_and_nothing_is_made(self, wired, tmp_path):
        verdict = wired.check(copying(sound_report()), sound_prior(), ["W-03"])
        assert verdict.not_judged == (("W-03", "资料库中没有其他单位的报告"),)
        assert list(tmp_path.iterdir()) == []

    def test_a_store_without_a_library_has_no_reports_of_others(self, wired):
        wired.revisions.save(replace(sound_report(), organ=Organ("样例市红岩镇人民政府")))
        assert wired.check(sound_report(), sound_prior(), ["W-03"]).outcomes == {"W-03": "not_judged"}

    def test_what_was_copied_is_told_with_organ_year_and_both_places_and_bars_the_export(self, wired, tmp_path):
        wired.index([neighbour(tmp_path)])
        report = copying(sound_report())
        verdict = wired.check(report, sound_prior())
        (finding,) = (one for one in verdict.findings if one.rule == "W-03")
        assert (finding.section, finding.severity) == ("5", "error")
        place = "“五、存在的主要问题及改进情况”"
        assert finding.message.startswith(f"{place}有 ")
        assert f"与样例市红岩镇人民政府2024年报告{place}相同" in finding.message
        with pytest.raises(ExportRefused, match="W-03"):
            wired.export(report, tmp_path / "年报.docx", sound_prior())
        wired.annex(report, tmp_path / "说明.md", sound_prior())
        assert "样例市红岩镇人民政府2024年报告" in (tmp_path / "说明.md").read_text(encoding="utf-8")

    def test_a_report_of_its_own_is_judged_and_holds(self, wired, tmp_path):
        wired.index([neighbour(tmp_path)])
        assert wired.check(sound_report(), sound_prior(), ["W-03"]).outcomes == {"W-03": "held"}

    def test_a_report_without_a_name_says_why_it_is_not_compared(self, wired, tmp_path):
        wired.index([neighbour(tmp_path)])
        verdict = wired.check(replace(copying(sound_report()), organ=Organ(UNNAMED)), only=["W-03"])
        assert any("看不出是哪个单位的报告" in why for _, why in verdict.not_judged)
        assert verdict.findings == ()

    def test_a_store_that_cannot_be_read_keeps_no_report_from_being_judged(self, wired, tmp_path):
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "store.sqlite3").write_bytes(b"no database" * 100)
        verdict = wired.check(sound_report(), sound_prior())
        ((_, why),) = (one for one in verdict.not_judged if one[0] == "W-03")
        assert why.startswith("没有与其他单位的报告比对：")
        assert verdict.count("crashed") == 0
        assert verdict.outcomes["T3-01"] == "held"

    def test_the_shipped_offices_are_found_to_have_copied_nobody(self, wired):
        assert wired.library.documents()
        for file in sorted(CORPUS.glob("*/202[345].*")):
            assert wired.check(wired.read(file), only=["W-03"]).findings == (), file
        assert wired.check(wired.read(golden_report()), only=["W-03"]).findings == ()

    def test_a_check_beside_the_library_loads_no_framework(self, wired, tmp_path):
        wired.index([neighbour(tmp_path)])
        file = tmp_path / "青禾.report.json"
        file.write_text(dump_report(copying(sound_report())), encoding="utf-8")
        program = (
            "import json, sys; from report_assistant.cli import main\n"
            f"main(['check', {str(file)!r}, '--json', '--rule', 'W-03'])\n"
            f"print([name for name in {FRAMEWORKS!r} if name in sys.modules])"
        )
        environ = os.environ | {"REPORT_ASSISTANT_DATA_DIR": str(tmp_path / "data")}
        ran = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environ, encoding="utf-8"
        )
        assert "样例市红岩镇人民政府2024年报告" in ran.stdout
        assert ran.stdout.splitlines()[-1] == "[]"
