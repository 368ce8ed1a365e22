"""Which files of a folder are documents, which are told as unread, and which are nobody's report."""

from pathlib import Path

import pytest

from report_assistant.errors import UnusableInput
from report_assistant.intake.folder import abridged, documents_in, suffix_of, unread_in


def lay(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("甲", encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in unread_in(folder, documents_in(folder))]


def named(folder: Path) -> list[str]:
    return [file.name for file in documents_in(folder)]


@pytest.mark.parametrize("kind", ["xls", "et", "ods", "XLS", "wps", "pdf"])
def test_old_workbooks_are_documents_where_there_is_nothing_better(tmp_path, kind):
    assert named(lay(tmp_path, f"甲.{kind}", "乙.docx", f"乙.{kind}")) == ["乙.docx", f"甲.{kind}"]
    assert documents_in(tmp_path)[tmp_path / "乙.docx"] == (tmp_path / f"乙.{kind}",)


def test_a_full_width_dot_is_a_dot(tmp_path):
    lay(tmp_path, "甲（终稿）．docx", "甲(终稿).pdf", "乙．ＰＤＦ", "丙．report．json")
    assert sorted(named(tmp_path)) == sorted(["丙．report．json", "乙．ＰＤＦ", "甲（终稿）．docx"])
    assert told(tmp_path) == []


def test_what_may_be_a_report_and_cannot_be_read_is_told_with_what_to_do(tmp_path):
    unread = ["1.某镇年报", "乙/扫描件.JPG", "丁.zip", "丙．ofd", "戊.docm", "己.csv"]
    lay(tmp_path, "甲.docx", *unread)
    assert sorted(told(tmp_path)) == sorted(unread)
    why = {file.name: words for file, words in unread_in(tmp_path, documents_in(tmp_path)).items()}
    assert why["丁.zip"] == "丁.zip：不能读取 .zip 文件。请先解压，再导入里面的报告"
    assert why["1.某镇年报"].startswith("1.某镇年报：不能读取没有后缀的文件。可以读取 .docx")


def test_what_programmes_leave_and_what_belongs_to_a_document_is_not_told(tmp_path):
    lay(tmp_path, "甲.docx", "甲.jpg", "网页.html", "网页_files/头图.png", "网页.files/image001.jpg")
    lay(tmp_path, "Thumbs.db", "desktop.ini", "~$甲.docx", "~$乙.zip", ".DS_Store", ".git/HEAD", "a.py", "表.toml")
    assert told(tmp_path) == []
    lay(tmp_path, "别的_files/扫描.png", "甲/甲.jpg")
    assert sorted(told(tmp_path)) == ["别的_files/扫描.png", "甲/甲.jpg"]


def test_a_folder_without_documents_names_what_lies_there_and_every_kind_that_is_read(tmp_path):
    with pytest.raises(UnusableInput) as empty:
        documents_in(lay(tmp_path, "说明.db"))
    assert "没有可核对的报告。可读：" in str(empty.value)
    assert all(kind in str(empty.value) for kind in (".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".et", ".mht"))
    with pytest.raises(
        UnusableInput, match=r"没有可核对的报告，另有 4 个文件不是可读的格式：1\.jpg、2\.jpg、3\.jpg 等。可读"
    ):
        documents_in(lay(tmp_path, "1.jpg", "2.jpg", "3.jpg", "4.jpg"))


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("甲.DOCX", ".docx"),
        ("甲．Pdf", ".pdf"),
        ("1.某镇年报", ""),
        ("年报2025.12", ""),
        ("甲.", ""),
        ("甲", ""),
        ("a.7z", ".7z"),
    ],
)
def test_only_what_can_be_a_kind_is_a_suffix(name, suffix):
    assert suffix_of(Path(name)) == suffix


def test_three_names_are_named_and_more_are_not():
    assert abridged(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert abridged(["甲", "乙", "丙", "丁"]) == "甲、乙、丙 等"
