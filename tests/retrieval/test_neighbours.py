"""Neighbours: which of the library's reports are laid beside one, and that they say what was taken in."""

from dataclasses import replace
from pathlib import Path

import pytest

from consistent import sound_prior, sound_report
from report_assistant.comparison import retold
from report_assistant.errors import UnusableInput
from report_assistant.intake import read
from report_assistant.intake.identity import UNNAMED
from report_assistant.report import Organ, Paragraph
from report_assistant.retrieval.cutting import LONGEST, cut_report
from report_assistant.retrieval.library import read_manifest, shipped_folder, take_shipped
from report_assistant.retrieval.neighbours import mark_reports, put_together, reports_like
from report_assistant.store import Document, Passages, open_store
from shared_folder import golden_report

PASSAGE = "街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访。"
CORPUS = Path(__file__).parents[2] / "corpus" / "reports"


@pytest.fixture
def passages(tmp_path):
    database = open_store(tmp_path / "store.sqlite3")
    yield Passages(database)
    database.close()


def of(name, text, year=2025):
    organ = Organ(f"样例市{name}镇人民政府", kind="township")
    return replace(sound_prior(), organ=organ, year=year).with_section("5", (Paragraph(text),))


def document_of(report, **changes):
    document = Document(
        f"{report.organ.name}/{report.year}", "report", "style", report.title, report.organ.name, year=report.year
    )
    return replace(document, form=report.form_id, **changes)


def take(passages, *reports, **changes):
    for report in reports:
        document = document_of(report, **changes)
        passages.put_document(document, cut_report(report, document.id))


def found(passages, report, **how):
    like = reports_like(passages, report, **how)
    return None if like is None else [(one.organ.name[3:-5], one.year) for one in like]


@pytest.fixture
def report():
    return sound_report().with_section("5", (Paragraph("问题是解读偏少。" + PASSAGE),))


def test_who_has_the_words_is_found_and_who_has_not_is_left(passages, report):
    take(passages, of("红岩", PASSAGE), of("柳林", PASSAGE[::-1]), of("城关", "另有安排。" + PASSAGE, 2024))
    assert sorted(found(passages, report)) == [("城关", 2024), ("红岩", 2025)]


def test_this_year_and_the_one_before_are_laid_beside_and_no_other(passages, report):
    take(passages, *(of("红岩", PASSAGE, year) for year in (2022, 2023, 2024, 2025, 2026)))
    assert sorted(found(passages, report)) == [("红岩", 2024), ("红岩", 2025)]


def test_those_with_most_in_common_come_first_and_no_more_than_asked(passages, report):
    more = "另设专题两个，检索可以按标题、文号和生成日期进行，查询终端接入九个社区网格站，由专人值守。"
    both = report.with_section("6", (Paragraph(more),))
    take(passages, of("红岩", PASSAGE), of("柳林", PASSAGE + more), of("城关", PASSAGE[::-1] + more))
    assert found(passages, both)[0] == ("柳林", 2025)
    assert len(found(passages, both)) == 3
    assert found(passages, both, most=1) == [("柳林", 2025)]


@pytest.mark.parametrize("name", ["样例市青禾街道办事处", "样例省样例市青禾街道办事处", "青禾街道办事处"])
def test_ones_own_reports_are_no_neighbours_under_whatever_name(passages, report, name):
    take(passages, replace(report, organ=Organ(name)), replace(report, organ=Organ(name), year=2024))
    assert reports_like(passages, report) is None


def test_without_another_organs_report_there_is_nothing_to_compare_and_with_an_unlike_one_there_is(passages, report):
    assert reports_like(passages, report) is None
    take(passages, of("红岩", PASSAGE[::-1], 2022))
    assert reports_like(passages, report) is None
    take(passages, of("红岩", PASSAGE[::-1]))
    assert reports_like(passages, report) == ()


def test_an_invented_office_counts_only_where_it_was_copied(passages, report):
    take(passages, of("红岩", PASSAGE[::-1]), shipped=True)
    assert reports_like(passages, report) is None
    take(passages, of("柳林", PASSAGE), shipped=True)
    assert found(passages, report) == [("柳林", 2025)]


def test_a_report_that_does_not_say_whose_it_is_is_laid_beside_none(passages, report):
    take(passages, of("红岩", PASSAGE))
    with pytest.raises(UnusableInput, match="看不出是哪个单位"):
        reports_like(passages, replace(report, organ=Organ(UNNAMED)))


def test_what_was_taken_in_anew_is_found_by_its_new_words_and_what_was_taken_out_not_at_all(passages, report):
    take(passages, of("红岩", PASSAGE), of("柳林", PASSAGE[::-1]))
    assert found(passages, report) == [("红岩", 2025)]
    take(passages, of("红岩", PASSAGE[::-1]), sha256="new")
    assert found(passages, report) == []
    take(passages, of("柳林", PASSAGE), sha256="new")
    passages.remove_document("样例市红岩镇人民政府/2025")
    assert found(passages, report) == [("柳林", 2025)]


def test_marks_are_made_once(passages, report):
    take(passages, of("红岩", PASSAGE))
    mark_reports(passages)
    passages.keep_marks = lambda *_: pytest.fail("made again")
    mark_reports(passages)
    assert found(passages, report) == [("红岩", 2025)]


def test_a_report_is_put_together_as_it_was_cut():
    long = "".join(f"第{n}项工作已经办结并按月通报进度。" for n in range(2 * LONGEST // 10))
    report = sound_report().with_section("1", (*sound_report().sections["1"], Paragraph(long)))
    document = document_of(report)
    cuts = cut_report(report, document.id)
    assert max(len(cut.text) for cut in cuts) > LONGEST / 2
    again = put_together(document, cuts)
    assert (again.organ.name, again.year, again.form_id) == (report.organ.name, report.year, report.form_id)
    assert retold(again).text == retold(report).text
    assert [stretch.place for stretch in retold(again).stretches] == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "5", "6"]


def test_what_stands_before_the_sub_topics_comes_first_and_the_form_follows_the_year():
    cuts = cut_report(sound_report(), "样例/2020")
    again = put_together(replace(document_of(sound_report()), year=2020, form=""), reversed(cuts))
    assert again.form_id == "2019"
    assert again.sections["1"][0].heading is None
    assert again.sections["5"][0].text == "\n".join(p.text for p in sound_report().sections["5"])


def test_a_published_report_is_beside_the_shipped_offices_alone_and_a_copy_of_one_beside_it(passages):
    passages.put_documents([take_shipped(one) for one in read_manifest(shipped_folder("corpus")).entries])
    copied = read(CORPUS / "baishui" / "2025.html")
    (like,) = reports_like(passages, replace(copied, organ=Organ("样例市红岩镇人民政府")), most=1)
    assert like.organ.name == copied.organ.name
    assert reports_like(passages, read(golden_report())) is None
