"""The library as a whole: found, filtered, fused, filled, rebuilt."""

import shutil
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from report_assistant.errors import EmbedderUnavailable, IndexUnusable, StoreUnavailable, UnusableInput
from report_assistant.report import Organ, Paragraph, Report, dump_report
from report_assistant.retrieval import Library, Weights, open_library
from report_assistant.retrieval.embedder import HashEmbedder
from report_assistant.retrieval.search import ENDPOINT, OFFLINE
from report_assistant.settings import Settings
from report_assistant.store import Document, Passages, StoredPassage, open_store

FEES = Document("fees", "guidance", "authority", "信息处理费要点", topics=("6",), sha256="f")
OLD_FEES = Document("fees-old", "guidance", "authority", "信息处理费要点", in_force=False, sha256="o")
LEXICAL = Weights(1, 1, 0)


def prior(organ, year, text="本年度未收取信息处理费。"):
    document = Document(
        f"{organ}/{year}", "report", "style", f"{organ}{year}年报", organ, "township", year, sha256=text
    )
    return document, [StoredPassage(f"{document.id}#6", "6", document.title, text)]


@pytest.fixture
def database(tmp_path):
    database = open_store(tmp_path / "store.sqlite3")
    Passages(database).put_documents(
        [
            (FEES, [StoredPassage("fees#rate", "", "信息处理费要点 标准", "按件计收，每件一百元。")]),
            (OLD_FEES, [StoredPassage("fees-old#rate", "", "信息处理费要点 标准", "按件计收，每件一百元。")]),
            prior("柳湾镇", 2023),
            prior("柳湾镇", 2024),
            prior("白水镇", 2024),
        ]
    )
    yield database
    database.close()


@pytest.fixture
def opened(tmp_path, database):
    made = []

    def opening(weights=None, embedder=None):
        made.append(Library(Passages(database), embedder or HashEmbedder(64), tmp_path, weights))
        return made[-1]

    yield opening
    for library in made:
        library.close()


def ids(hits):
    return [hit.passage.id for hit in hits]


@pytest.mark.parametrize("weights", [LEXICAL, Weights(0, 0, 1), OFFLINE])
def test_filters_come_first(opened, weights):
    library = opened(weights)
    assert ids(library.search("信息处理费", organ="柳湾镇", year=2024)) == ["柳湾镇/2024#6"]
    assert set(ids(library.search("信息处理费", kind="report"))) == {"柳湾镇/2023#6", "柳湾镇/2024#6", "白水镇/2024#6"}
    assert set(ids(library.search("信息处理费", kind="guidance", section="6"))) == {"fees#rate"}
    assert set(ids(library.search("信息处理费", section="6", year=None))) >= {"fees#rate", "白水镇/2024#6"}
    assert library.search("信息处理费", organ="青禾镇") == []
    assert len(library.search("信息处理费", k=2)) == 2


def test_a_rule_out_of_force_stands_below_its_like_and_says_so(opened):
    hits = opened().search("按件计收每件多少元", kind="guidance")
    assert ids(hits) == ["fees#rate", "fees-old#rate"]
    assert [hit.passage.title for hit in hits] == ["信息处理费要点", "信息处理费要点（已失效）"]
    assert hits[0].score > hits[1].score


def test_first_in_every_ranking_scores_one(opened):
    hits = opened().search("柳湾镇2023年报", kind="report", year=2023)
    assert [hit.score for hit in hits] == [1.0]


def test_what_has_nothing_to_do_with_it_is_not_found(opened):
    assert opened(LEXICAL).search("猫") == []
    assert opened().search("？！") == []
    assert opened().search("") == []


def test_wrong_filters_are_refused(opened):
    with pytest.raises(UnusableInput, match="guidance"):
        opened().search("费", kind="law")
    with pytest.raises(TypeError, match="organs"):
        opened().search("费", organs="柳湾镇")


def test_the_same_library_gives_the_same_answer(tmp_path, opened):
    library = opened()
    first = library.search("信息处理费收取")
    assert all(library.search("信息处理费收取") == first for _ in range(3))
    library.close()
    shutil.rmtree(tmp_path / "index")
    assert opened().search("信息处理费收取") == first


def test_an_index_deleted_under_an_open_library_is_made_anew(tmp_path, opened):
    library = opened(Weights(0, 0, 1))
    before = library.search("信息处理费")
    library.close()
    for file in (tmp_path / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"\0" * 100)
    assert library.search("信息处理费") == before
    shutil.rmtree(tmp_path / "index")
    assert library.search("信息处理费") == before


def test_vectors_are_embedded_once_and_kept_in_the_store(tmp_path, opened):
    class Counting(HashEmbedder):
        def embed(self, texts):
            asked.append(len(texts))
            return super().embed(texts)

    asked = []
    library = opened(embedder=Counting(64))
    library.search("费")
    assert asked == [1, 1, 3]  # the query; guidance, of which two have the same words; reports
    library.index()
    assert sum(asked) == 5


def test_without_vectors_no_framework_is_loaded(tmp_path, database):
    code = """
import sys
from pathlib import Path
import report_assistant.retrieval
heavy = ("chromadb", "openai", "bm25s", "rjieba", "numpy", "langchain")
print([name for name in heavy if name in sys.modules])
from report_assistant.retrieval import Library, Weights
from report_assistant.retrieval.embedder import HashEmbedder
from report_assistant.store import Passages, open_store
folder = Path(sys.argv[1])
library = Library(Passages(open_store(folder / "store.sqlite3")), HashEmbedder(64), folder, Weights(1, 1, 0))
print(len(library.search("信息处理费")), "chromadb" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["[]", "5 False"]
    assert not (tmp_path / "index").exists()


def test_while_another_owns_the_index_words_are_searched(opened):
    owner, second = opened(), opened()
    owner.search("信息处理费")
    assert ids(second.search("信息处理费", organ="白水镇")) == ["白水镇/2024#6"]
    assert "本次只按字词检索" in second.remarks[0]
    with pytest.raises(IndexUnusable, match="另一个正在运行的年报助手"):
        second.index()
    owner.close()
    second.search("信息处理费")
    assert second.remarks == ()


def test_an_index_of_another_embedder_is_refused_with_the_remedy(tmp_path, opened):
    library = opened()
    library.search("费")
    library.close()
    other = opened(embedder=HashEmbedder(32))
    with pytest.raises(IndexUnusable, match="report-assistant index"):
        other.search("费")
    (tmp_path / "通知.txt").write_text("第一条 报送。", encoding="utf-8")
    with pytest.raises(IndexUnusable, match="report-assistant index"):
        other.index([tmp_path / "通知.txt"])
    assert "通知" not in [document.id for document in other.documents()]
    assert {one.status for one in other.index()} == {"unchanged"}
    assert ids(other.search("信息处理费", organ="白水镇")) == ["白水镇/2024#6"]


def test_an_endpoint_that_fails_loses_nothing(tmp_path, opened):
    class Failing(HashEmbedder):
        def embed(self, texts):
            if len(texts) > 1:
                raise EmbedderUnavailable("连接不上", retry=True)
            return super().embed(texts)

    failing = opened(embedder=Failing(64))
    with pytest.raises(EmbedderUnavailable):
        failing.search("信息处理费")
    failing.close()
    assert len(failing.documents()) == 5
    assert ids(opened().search("信息处理费", organ="白水镇")) == ["白水镇/2024#6"]


def test_the_weights_follow_the_embedder(opened):
    class Real(HashEmbedder):
        pass

    class Other:
        name, dimension = "bge", 64

        def embed(self, texts):
            return HashEmbedder(64).embed(texts)

    assert opened()._weights == opened(embedder=Real(64))._weights == OFFLINE
    assert opened(embedder=Other())._weights == ENDPOINT
    assert ENDPOINT.vectors > OFFLINE.vectors


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    report = Report(Organ("青禾镇人民政府"), 2025, sections={"5": (Paragraph("公开专栏更新不及时。"),)})
    (folder / "去年.report.json").write_text(dump_report(report), encoding="utf-8")
    (folder / "通知.txt").write_text("第一条 请于一月二十日前报送年度报告。", encoding="utf-8")
    return folder


def test_files_are_taken_in_and_found_at_once(opened, files):
    library = opened()
    taken = library.index([files])
    assert [(one.id, one.passages, one.status) for one in taken] == [
        ("青禾镇人民政府/2025", 1, "added"),
        ("通知", 1, "added"),
    ]
    assert ids(library.search("专栏更新", kind="report"))[0] == "青禾镇人民政府/2025#5"
    assert ids(library.search("一月二十日前报送"))[0] == "通知#1"
    assert library.passage("通知#1").use == "authority"


def test_taking_in_again_says_what_became_of_it(opened, files):
    library = opened()
    library.index([files / "通知.txt"])
    assert [one.status for one in library.index([files / "通知.txt"])] == ["unchanged"]
    (files / "通知.txt").write_text("第一条 改为一月十五日前报送。", encoding="utf-8")
    assert [one.status for one in library.index([files / "通知.txt"])] == ["replaced"]
    assert "十五日" in library.search("报送")[0].passage.text


def test_one_bad_file_does_not_keep_the_others_out(opened, files):
    (files / "空.txt").write_text("")
    taken = opened().index([files])
    assert [one.status for one in taken] == ["added", "refused", "added"]
    assert (taken[1].title, "没有可以收入的文字" in taken[1].trouble) == ("空", True)


def test_files_of_which_none_can_be_used_are_an_error(opened, files, tmp_path):
    (tmp_path / "empty").mkdir()
    library = opened()
    with pytest.raises(UnusableInput, match="没有可以收入的文件"):
        library.index([tmp_path / "empty"])
    with pytest.raises(UnusableInput, match="没有这个文件"):
        library.index([tmp_path / "nowhere.docx"])


def test_a_document_can_be_taken_out_again(opened, files):
    library = opened()
    library.index([files])
    library.remove("通知")
    assert "通知#1" not in ids(library.search("一月二十日前报送", k=50))
    with pytest.raises(UnusableInput, match="没有“通知”"):
        library.remove("通知")


def test_shipped_documents_stay(database, opened, files):
    Passages(database).put_document(replace(FEES, id="通知", shipped=True), [])
    library = opened()
    with pytest.raises(UnusableInput, match="不能移除"):
        library.remove("通知")
    with pytest.raises(UnusableInput, match="换一个编号"):
        library.index([files / "通知.txt"])


def test_threads_share_one_library(opened):
    library, answers = opened(), []
    threads = [threading.Thread(target=lambda: answers.append(ids(library.search("信息处理费")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)


def test_an_empty_store_takes_in_the_shipped_corpus(tmp_path):
    fresh = open_store(tmp_path / "fresh" / "store.sqlite3")
    library = open_library(Settings(data_dir=tmp_path / "fresh"), fresh)
    assert library.remarks == ()
    assert len(library.documents()) >= 23
    assert not (tmp_path / "fresh" / "index").exists()
    stamps = [document.added_at for document in library.documents()]
    again = open_library(Settings(data_dir=tmp_path / "fresh"), fresh)
    assert [document.added_at for document in again.documents()] == stamps
    fresh.close()


CORPUS = '[[document]]\nid = "a"\npath = "a.md"\nkind = "guidance"\ntitle = "甲"\n'


def test_the_corpus_is_followed(tmp_path, opened):
    (tmp_path / "a.md").write_text("## 1 甲\n第一版内容。", encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(CORPUS, encoding="utf-8")
    library = opened(LEXICAL)
    library.take_corpus(tmp_path)
    assert ids(library.search("第一版")) == ["a#1"]
    (tmp_path / "a.md").write_text("## 1 甲\n第二版内容。", encoding="utf-8")
    library.take_corpus(tmp_path)
    assert library.search("第二版")[0].passage.text == "第二版内容。"
    (tmp_path / "manifest.toml").write_text("", encoding="utf-8")
    library.take_corpus(tmp_path)
    assert "a" not in [document.id for document in library.documents()]
    library.take_corpus(None)
    assert "随附资料不在" in library.remarks[0]


def test_a_shipped_file_that_cannot_be_read_is_a_remark(tmp_path, opened):
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "manifest.toml").write_text(
        CORPUS.replace("a.md", "a.json").replace("guidance", "report"), encoding="utf-8"
    )
    library = opened()
    library.take_corpus(tmp_path)
    assert any("未收入" in remark for remark in library.remarks)


def test_a_store_that_fails_is_told(database, opened):
    library = opened()
    database.path.rename(database.path.with_suffix(".away"))
    with pytest.raises(StoreUnavailable):
        library.search("费")
