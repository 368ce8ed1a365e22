"""What goes into the library: the shipped corpus and its manifest, and the files a person adds."""

import shutil
import tomllib

import pytest

from report_assistant.errors import UnusableInput
from report_assistant.report import Organ, Paragraph, Report, dump_report
from report_assistant.retrieval.library import (
    paths_within,
    read_manifest,
    refresh_manifest,
    shipped_folder,
    take_path,
    take_shipped,
)

DIGEST = "---\nid: rules\ntitle: 条例要点\nin_force: {}\ntopics: [1.2]\n---\n## 36 答复\n分别答复。\n"
MANIFEST = """# 说明
[[document]]
id = "rules"
path = "guidance/rules.md"
kind = "guidance"
title = "条例要点"
sha256 = "old"

[[document]]
id = "sample/2026"
path = "planted.json"
kind = "report"
title = "样例"
year = 2026
index = false

[[document]]
id = "gone"
path = "guidance/gone.md"
kind = "guidance"
title = "不在"
"""


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "rules.md").write_text(DIGEST.format("true"), encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    return tmp_path


def a_report(year=2024, text="未收到申请。"):
    return Report(
        Organ("柳湾镇人民政府", "柳湾镇", "township"), year, sections={"6": (Paragraph(text),)} if text else {}
    )


def test_the_manifest_is_read_with_what_is_amiss(corpus):
    manifest = read_manifest(corpus)
    (entry,) = manifest.entries
    assert (entry.document.id, entry.document.topics, entry.document.shipped) == ("rules", ("1.2",), True)
    assert manifest.remarks == (
        "随附资料 guidance/rules.md 与清单登记的不一致，已按现有内容收入",
        "随附资料 guidance/gone.md 不在，未收入检索库",
    )
    document, passages = take_shipped(entry)
    assert [passage.id for passage in passages] == ["rules#36"]
    assert len(document.sha256) == 64


def test_refreshing_writes_only_the_hashes(corpus):
    (corpus / "planted.json").write_text("{}")
    assert refresh_manifest(corpus) == ["guidance/rules.md", "planted.json"]
    assert refresh_manifest(corpus) == []
    written = (corpus / "manifest.toml").read_text(encoding="utf-8")
    kept = [line for line in written.splitlines() if not line.startswith("sha256")]
    assert kept == [line for line in MANIFEST.splitlines() if not line.startswith("sha256")]
    assert read_manifest(corpus).remarks == ("随附资料 guidance/gone.md 不在，未收入检索库",)


@pytest.mark.parametrize(
    "written", ["[[document]", "[[document]]\nid = 'a'\n", "[[document]]\nid='a'\npath='b'\ntitle='c'\nkind='d'"]
)
def test_a_manifest_that_cannot_be_read_is_told(corpus, written):
    (corpus / "manifest.toml").write_text(written, encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"manifest\.toml"):
        read_manifest(corpus)


def test_the_shipped_corpus_is_whole():
    folder = shipped_folder("corpus")
    manifest = read_manifest(folder)
    assert manifest.remarks == ()
    listed = {document["path"] for document in tomllib.loads((folder / "manifest.toml").read_text("utf-8"))["document"]}
    assert {f"guidance/{path.name}" for path in (folder / "guidance").iterdir()} <= listed
    taken = [take_shipped(entry) for entry in manifest.entries]
    kinds = [document.kind for document, _ in taken]
    assert kinds.count("guidance") >= 14
    assert kinds.count("report") >= 9
    for document, passages in taken:
        assert len({passage.id for passage in passages}) == len(passages)
        assert all(passage.id.startswith(f"{document.id}#") for passage in passages)
        assert {p.section for p in passages} >= ({"1", "1.1", "1.5", "5", "6"} if document.kind == "report" else {""})


def test_an_unknown_resource_is_not_there():
    assert shipped_folder("no-such-folder") is None


def test_a_prior_report_is_taken_by_organ_and_year(tmp_path):
    path = tmp_path / "去年.report.json"
    path.write_text(dump_report(a_report()), encoding="utf-8")
    document, passages = take_path(path)
    assert (document.id, document.kind, document.use) == ("柳湾镇人民政府/2024", "report", "style")
    assert (document.organ, document.organ_kind, document.year, document.source) == (
        "柳湾镇人民政府",
        "township",
        2024,
        "去年.report.json",
    )
    assert [passage.id for passage in passages] == ["柳湾镇人民政府/2024#6"]


def test_a_prior_report_as_text_is_read_as_a_report(tmp_path):
    shipped = shipped_folder("corpus") / "reports" / "qinghe" / "2024.txt"
    document, _ = take_path(shutil.copy(shipped, tmp_path / "报告.txt"))
    assert (document.kind, document.year, document.id) == ("report", 2024, "样例市青禾街道办事处/2024")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_other_text_is_guidance(tmp_path, encoding):
    path = tmp_path / "县里通知.txt"
    path.write_text("关于做好编报工作的通知\n第一条 请于一月二十日前报送。", encoding=encoding)
    document, passages = take_path(path)
    assert (document.id, document.kind, document.use, document.year) == ("县里通知", "guidance", "authority", None)
    assert passages[1].text == "第一条 请于一月二十日前报送。"


def test_guidance_with_front_matter_keeps_what_it_says(tmp_path):
    path = tmp_path / "x.md"
    path.write_text(DIGEST.format("false"), encoding="utf-8")
    document, _ = take_path(path)
    assert (document.id, document.title, document.in_force, document.topics) == ("rules", "条例要点", False, ("1.2",))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("表.xlsx", b"PK", "文件损坏"),
        ("图.png", b"\x89PNG", "不能读取"),
        ("空.txt", b"", "没有可以收入的文字"),
        ("乱.txt", b"\xff\xff\xfe\x81", "编码无法识别"),
        ("空.report.json", dump_report(a_report(text="")).encode(), "没有可以收入的文字"),
        ("坏.report.json", b"{", "JSON"),
        ("大.md", b"a" * (20 * 1024 * 1024 + 1), "超过 20 MB"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnusableInput, match=told) as raised:
        take_path(tmp_path / name)
    assert name.split(".")[0] in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_report_of_nobody_is_refused(tmp_path):
    sample = (shipped_folder("corpus") / "reports" / "qinghe" / "2024.txt").read_text(encoding="utf-8")
    path = tmp_path / "空白.txt"
    path.write_text(sample.replace("样例市青禾街道办事处", ""), encoding="utf-8")
    with pytest.raises(UnusableInput, match="哪个单位"):
        take_path(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnusableInput, match="没有这个文件"):
        take_path(tmp_path / "没有.docx")


def test_a_folder_means_the_readable_files_below_it(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.docx", "d.xlsx", "e.json", "f.report.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in paths_within(tmp_path)] == ["a.md", "b.txt", "f.report.json", "c.docx"]
    assert paths_within(tmp_path / "d.xlsx") == [tmp_path / "d.xlsx"]
