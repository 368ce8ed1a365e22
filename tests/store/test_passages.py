"""Passages of record."""

import sqlite3
from dataclasses import replace

import pytest

from report_assistant.store import Document, Passages, StoredPassage, open_store

REPORT = Document("qinghe/2024", "report", "style", "柳湾镇2024年报", "柳湾镇", "township", 2024, "2021", sha256="a1")
RULES = Document("tiaoli", "guidance", "authority", "条例", topics=("1.2", "3"), sha256="b1")
CUTS = [
    StoredPassage("qinghe/2024#1", "1", "柳湾镇2024年报", "总体平稳。"),
    StoredPassage("qinghe/2024#1.2", "1.2", "柳湾镇2024年报 依申请公开", "收到申请三件。"),
]
ARTICLES = [StoredPassage("tiaoli#36", "", "条例 答复", "对申请分别答复。")]


@pytest.fixture
def passages(tmp_path):
    database = open_store(tmp_path / "store.sqlite3")
    kept = Passages(database)
    kept.put_documents([(REPORT, CUTS), (RULES, ARTICLES)])
    yield kept
    database.close()


def ids(found):
    return [passage.id for passage in found]


def test_a_passage_comes_back_with_its_document(passages):
    found = passages.passage("qinghe/2024#1.2")
    assert (found.text, found.section, found.title) == ("收到申请三件。", "1.2", "柳湾镇2024年报")
    assert (found.kind, found.use, found.organ, found.year) == ("report", "style", "柳湾镇", 2024)
    assert passages.passage("nowhere") is None


def test_filters_meet_every_condition(passages):
    assert ids(passages.passages()) == ["tiaoli#36", "qinghe/2024#1", "qinghe/2024#1.2"]
    assert ids(passages.passages(kind="report", section="1")) == ["qinghe/2024#1", "qinghe/2024#1.2"]
    assert ids(passages.passages(section="1.2")) == ["tiaoli#36", "qinghe/2024#1.2"]
    assert ids(passages.passages(section="3")) == ["tiaoli#36"]
    assert ids(passages.passages(organ="柳湾镇", year=2024)) == ["qinghe/2024#1", "qinghe/2024#1.2"]
    assert ids(passages.passages(organ="柳湾镇", year=2023)) == []


def test_a_document_is_replaced_only_when_it_differs(passages):
    before = passages.document("qinghe/2024")
    assert before == REPORT
    assert before.added_at
    assert not passages.put_document(REPORT, CUTS[:1])
    assert len(passages.passages(kind="report")) == 2
    assert passages.put_document(replace(REPORT, sha256="a2"), CUTS[:1])
    assert ids(passages.passages(kind="report")) == ["qinghe/2024#1"]
    assert passages.documents() == (RULES, replace(REPORT, sha256="a2"))


def test_guidance_out_of_force_says_so(passages):
    passages.put_document(replace(RULES, in_force=False), ARTICLES)
    assert passages.passage("tiaoli#36").title == "条例（已失效）"


def test_removing_a_document_removes_its_passages_and_vectors(passages):
    passages.keep_vectors("hash", {cut.words_sha256: b"\0\0\0\0" for cut in CUTS + ARTICLES})
    assert passages.remove_document("qinghe/2024")
    assert not passages.remove_document("qinghe/2024")
    assert ids(passages.passages()) == ["tiaoli#36"]
    assert list(passages.vectors("hash", [cut.words_sha256 for cut in CUTS + ARTICLES])) == [ARTICLES[0].words_sha256]


def test_vectors_are_kept_by_embedder_and_words(passages):
    name = CUTS[0].words_sha256
    passages.keep_vectors("hash", {name: b"\1\2\3\4"})
    assert passages.vectors("hash", [name, "unknown"]) == {name: b"\1\2\3\4"}
    assert passages.vectors("other", [name]) == {}
    passages.put_document(replace(REPORT, sha256="a2"), CUTS)
    assert passages.vectors("hash", [name]) == {name: b"\1\2\3\4"}
    assert len(passages.vectors("hash", [name, *(f"absent{n}" for n in range(1200))])) == 1


def test_a_batch_that_fails_takes_nothing_in(passages):
    fresh = replace(RULES, id="new")
    with pytest.raises(sqlite3.IntegrityError):
        passages.put_documents([(fresh, []), (replace(fresh, id="twin"), ARTICLES)])
    assert passages.documents() == (RULES, REPORT)


def test_marks_are_kept_of_reports_and_go_with_what_they_were_made_of(passages):
    assert passages.unmarked("a") == ("qinghe/2024",)
    passages.keep_marks("a", {"qinghe/2024": b"\1\2\3\4", "gone/2024": b"\0\0\0\0"})
    assert passages.unmarked("a") == ()
    assert passages.marked("a", (2025, 2024)) == [("qinghe/2024", "柳湾镇", False, b"\1\2\3\4")]
    assert passages.marked("a", (2023,)) == passages.marked("b", (2024,)) == []
    passages.put_document(replace(REPORT, sha256="a2"), CUTS)
    assert passages.marked("a", (2024,)) == []
    assert passages.unmarked("a") == ("qinghe/2024",)


def test_marks_of_another_scheme_take_the_place_of_the_old(passages):
    passages.keep_marks("a", {"qinghe/2024": b"\1\2\3\4"})
    assert passages.unmarked("b") == ("qinghe/2024",)
    passages.keep_marks("b", {"qinghe/2024": b"\5\6\7\0"})
    assert [one.marks for one in passages.marked("b", (2024,))] == [b"\5\6\7\0"]
    assert passages.unmarked("a") == ("qinghe/2024",)


def test_the_passages_of_one_document_come_in_the_order_of_its_text(passages):
    assert passages.of_document("qinghe/2024") == tuple(CUTS)
    assert passages.of_document("gone/2024") == ()
