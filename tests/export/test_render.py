"""Files: chosen by suffix, written whole or not at all."""

import subprocess
import sys

import pytest

from consistent import sound_report
from report_assistant.errors import SurroundingsFailed, UnusableInput
from report_assistant.export import SUFFIXES, export, render


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".htm", ".DOCX"])
def test_every_suffix_is_written(tmp_path, suffix):
    target = tmp_path / f"报告{suffix}"
    assert export(sound_report(), target) == target
    assert target.read_bytes()[:2] in (b"PK", b"<!", "样".encode()[:2], b"# ")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("suffix", "says"),
    [(".pdf", "另存为 PDF"), (".doc", ".docx .html .txt .md .xlsx"), ("", "没有写明"), (".json", "不能导出“.json”")],
)
def test_other_suffixes_are_refused_in_one_line(tmp_path, suffix, says):
    with pytest.raises(UnusableInput) as refused:
        export(sound_report(), tmp_path / f"报告{suffix}")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UnusableInput, match="没有的文件夹"):
        export(sound_report(), tmp_path / "没有的文件夹" / "报告.docx")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, monkeypatch):
    older = tmp_path / "报告.docx"
    older.write_bytes(b"older")
    monkeypatch.setattr("os.replace", _refuse)
    with pytest.raises(SurroundingsFailed) as failed:
        export(sound_report(), older)
    assert failed.value.retry
    assert (list(tmp_path.iterdir()), older.read_bytes()) == ([older], b"older")


def _refuse(*_):
    raise PermissionError


def test_a_folder_is_never_written_over(tmp_path):
    with pytest.raises(UnusableInput, match="是文件夹"):
        export(sound_report(), _folder(tmp_path / "报告.docx"))


def _folder(path):
    path.mkdir()
    return path


def test_an_older_file_is_replaced(tmp_path):
    target = tmp_path / "报告.txt"
    target.write_text("旧" * 100_000, encoding="utf-8")
    export(sound_report(), target)
    assert target.read_bytes() == render(sound_report(), ".txt")


def test_no_workbook_library_is_loaded_before_a_workbook_is_asked_for():
    script = "import sys, report_assistant.export as e; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
