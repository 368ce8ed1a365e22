"""Many at once: which files are judged, what each is laid beside, and that no file falls for another."""

from dataclasses import replace
from pathlib import Path

import pytest

from consistent import ORGAN, sound_prior, sound_report
from report_assistant.batch import (
    Source,
    judge,
    lay_out,
    passed_over,
    prior_in,
    read_instead,
    report_of,
    sources,
    survey,
)
from report_assistant.crew import Crew
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake.identity import UNNAMED
from report_assistant.report import Organ, dump_report


@pytest.fixture
def crew():
    with Crew(1) as crew:
        yield crew


def put(file, report):
    file.parent.mkdir(parents=True, exist_ok=True)
    suffix = file.suffix.lower()
    file.write_bytes(dump_report(report).encode() if suffix == ".json" else render(report, suffix))
    return file


def source(name, organ="甲", year=2025, **changes):
    return Source(Path(name), name, organ, year, **changes)


class TestSources:
    def test_a_folder_gives_its_documents_by_name_and_nothing_that_an_office_leaves_lying(self, tmp_path):
        kept = ["上街街道/2025年报.docx", "上街街道/旧稿.doc", "中牟县/2025.HTML", "中牟县/2025.txt", "乙.report.json"]
        left = ["~$2025年报.docx", ".DS_Store.md", "中牟县/2025.xlsx", "中牟县/2025.pdf", ".git/说明.md", "图.png"]
        for name in kept + left:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("甲")
        assert [one.name for one in sources([tmp_path])] == sorted(kept)

    def test_a_pdf_beside_its_word_file_is_the_same_report_and_one_alone_is_told(self, tmp_path):
        for name in ("1.汇源街道.docx", "1.汇源街道.pdf", "2.城关镇.pdf", "3.report.json", "3.pdf"):
            (tmp_path / name).write_text("甲")
        assert [one.name for one in sources([tmp_path])] == ["1.汇源街道.docx", "2.城关镇.pdf", "3.report.json"]

    def test_the_twin_of_a_document_that_is_refused_is_read_instead_and_told(self, crew, tmp_path):
        sound = put(tmp_path / "甲.docx", sound_report()).read_bytes()
        (tmp_path / "甲.docx").write_bytes(sound[:2000])
        (tmp_path / "甲.pdf").write_bytes(b"%PDF broken off")
        found = sources([tmp_path])
        (unread,) = survey(crew, found)
        assert (unread.name, read_instead(unread, found[0])) == ("甲.docx", "")
        assert "损坏" in unread.trouble
        (tmp_path / "甲.wps").write_bytes(sound)
        found = sources([tmp_path])
        (read,) = survey(crew, found)
        assert (read.name, read.trouble, read.organ) == ("甲.wps", "", ORGAN.name)
        assert read_instead(read, found[0]).startswith("甲.docx 不能读取（")
        assert report_of(read).cells == sound_report().cells

    def test_notes_do_not_hide_the_print_of_the_same_name(self, crew, tmp_path):
        (tmp_path / "甲.md").write_text("各单位报告已收齐。", encoding="utf-8")
        put(tmp_path / "甲.docx", sound_report()).rename(tmp_path / "甲.wps")
        (read,) = survey(crew, sources([tmp_path]))
        assert (read.name, read.beside, read.organ) == ("甲.wps", False, ORGAN.name)

    def test_the_same_file_is_judged_once_and_several_folders_are_told_apart(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        for folder in ("甲", "乙"):
            put(tmp_path / folder / "2025.report.json", sound_report())
        found = sources([Path("甲"), Path("乙"), tmp_path / "甲" / "2025.report.json"])
        assert [one.name for one in found] == ["甲/2025.report.json", "乙/2025.report.json"]

    def test_an_empty_folder_is_said_to_be_empty(self, tmp_path):
        with pytest.raises(UnusableInput, match="没有可核对的报告"):
            sources([tmp_path])


class TestWhatOnlyLiesBeside:
    NOTES = "## 五、存在的主要问题及改进情况\n- 解读偏少\n## 六、其他需要报告的事项\n- 未收取信息处理费\n"

    def test_markdown_in_a_folder_that_is_no_report_is_passed_over_and_told(self, crew, tmp_path):
        put(tmp_path / "甲.md", sound_report())
        for name, text in (("2025乙.notes.md", self.NOTES), ("说明.md", "甲"), ("丙.txt", "甲")):
            (tmp_path / name).write_text(text, encoding="utf-8")
        read_in = list(survey(crew, sources([tmp_path])))
        told = passed_over(read_in)
        assert [(one.name, why.partition("：")[0]) for one, why in told.items()] == [
            ("2025乙.notes.md", "2025乙.notes.md"),
            ("说明.md", "说明.md"),
        ]
        assert all(why.count(one.name) == 1 and "不是" in why for one, why in told.items())
        assert [one.name for one in read_in if not one.trouble] == ["甲.md"]

    @pytest.mark.parametrize(("name", "content"), [("甲.xlsx", b"PK\x03\x04 broken off"), ("乙.md", b"\0\1\2")])
    def test_what_is_damaged_is_an_error_and_passed_over_by_nobody(self, crew, tmp_path, name, content):
        put(tmp_path / "丙.report.json", sound_report())
        (tmp_path / name).write_bytes(content)
        read_in = list(survey(crew, sources([tmp_path])))
        assert [bool(one.trouble) for one in read_in] == [one.name == name for one in read_in]
        assert passed_over(read_in) == {}

    def test_what_somebody_named_is_judged_as_what_it_was_called(self, crew, tmp_path):
        file = tmp_path / "2025乙.notes.md"
        file.write_text(self.NOTES, encoding="utf-8")
        (named,) = survey(crew, sources([file]))
        assert not named.trouble
        assert passed_over([named]) == {}

    def test_a_report_in_markdown_without_a_name_is_one_by_its_figures(self, crew, tmp_path):
        text = render(sound_report(), ".md").decode().replace(ORGAN.name, "")
        (tmp_path / "报告.md").write_text(text, encoding="utf-8")
        (one,) = survey(crew, sources([tmp_path]))
        assert (one.organ, one.trouble) == ("", "")


class TestLaying:
    def test_a_report_finds_its_own_year_before_and_nobody_else_s(self):
        found = [
            source("甲2025"),
            source("甲2024", year=2024),
            source("乙2024", "乙", 2024),
            source("甲2023", year=2023),
        ]
        assert [one.prior and one.prior.name for one in lay_out(found)] == ["甲2024", "甲2023", None, None]

    def test_of_two_priors_the_one_in_the_same_folder_is_taken_and_those_given_count(self):
        report, far, near = source("乡/2025"), source("县/2024", year=2024), source("乡/2024", year=2024)
        assert lay_out([report, far, near])[0].prior == near
        assert [one.source for one in lay_out([report], [far])] == [report]
        assert lay_out([report], [far])[0].prior == far

    def test_a_report_without_a_name_or_that_cannot_be_read_is_nobody_s(self):
        nameless = [source("甲", ""), source("乙", "", 2024), source("丙", "", 0, trouble="坏")]
        assert [(one.prior, one.others) for one in lay_out(nameless, across=True)] == [(None, ())] * 3

    def test_others_are_other_organs_of_the_same_year_and_only_where_asked(self):
        found = [source("甲"), source("乙", "乙"), source("丙", "丙", 2024), source("丁", "丁", trouble="坏")]
        assert [one.name for one in lay_out(found, across=True)[0].others] == ["乙"]
        assert lay_out(found)[0].others == ()

    def test_an_unknown_rule_is_refused_before_anything_is_judged(self):
        with pytest.raises(UnusableInput, match="Z-99"):
            lay_out([], only=["Z-99"])


class TestJudging:
    def test_documents_are_judged_with_their_prior_whatever_kind_they_are(self, crew, tmp_path):
        put(tmp_path / "2025.docx", sound_report())
        put(tmp_path / "2024.txt", sound_prior())
        last, this = judge(crew, lay_out(list(survey(crew, sources([tmp_path])))))
        assert (last.name, this.name, this.prior, last.prior) == ("2024.txt", "2025.docx", "2024.txt", "")
        assert "Y-01" not in {one["rule"] for one in this.verdict["not_judged"]}
        assert "Y-01" in {one["rule"] for one in last.verdict["not_judged"]}
        assert (this.to_json()["report"]["organ"], this.to_json()["findings"]) == (ORGAN.name, [])

    def test_what_cannot_be_read_and_what_is_gone_is_told_by_name(self, crew, tmp_path):
        put(tmp_path / "甲.report.json", sound_report())
        (tmp_path / "乙.report.json").write_text("{")
        laid = lay_out(list(survey(crew, sources([tmp_path]))))
        (tmp_path / "甲.report.json").unlink()
        told = [one.to_json() for one in judge(crew, laid)]
        assert [one["file"] for one in told] == ["乙.report.json", "甲.report.json"]
        assert "不是完整的 JSON" in told[0]["error"]
        assert "找不到文件" in told[1]["error"]

    def test_a_crash_of_ours_is_told_as_one_and_stops_nobody(self, crew, tmp_path, caplog):
        put(tmp_path / "甲.report.json", sound_report())
        (sound,) = lay_out(list(survey(crew, sources([tmp_path]))))
        crashed, judged = judge(crew, [replace(sound, only=(7,)), sound])
        assert "处理这份文件时程序出错（TypeError）" in crashed.to_json()["error"]
        assert judged.verdict is not None
        assert "甲.report.json failed" in caplog.text

    def test_the_prior_of_one_report_is_found_in_a_folder(self, tmp_path):
        put(tmp_path / "往年" / "2024.report.json", sound_prior())
        found = prior_in(tmp_path, sound_report())
        assert report_of(found) == sound_prior()
        nameless = replace(sound_report(), organ=Organ(UNNAMED))
        assert prior_in(tmp_path, nameless) is None
        assert prior_in(tmp_path, replace(sound_report(), year=2030)) is None
