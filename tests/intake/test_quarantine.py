"""Refused uploads are kept as they came, told once more each time, and never stand in the way of the refusal."""

import json
from hashlib import sha256

import pytest

from report_assistant.cli import doctor
from report_assistant.errors import UnusableInput
from report_assistant.intake.quarantine import LIST, Quarantine
from report_assistant.settings import Settings
from report_assistant.wiring import quarantine, wire

BROKEN = b"PK\x03\x04 broken"
DIGEST = sha256(BROKEN).hexdigest()


@pytest.fixture
def upload(tmp_path):
    upload = tmp_path / "上传" / "2025年报.docx"
    upload.parent.mkdir()
    upload.write_bytes(BROKEN)
    return upload


def refuse(kept, upload):
    with pytest.raises(UnusableInput, match="坏了"), kept.holding(upload):
        raise UnusableInput("坏了", where=upload.name)


def lines(kept):
    return [json.loads(line) for line in (kept.folder / LIST).read_text(encoding="utf-8").splitlines()]


def test_a_refused_upload_of_the_page_is_kept_and_one_of_the_command_line_lies_where_it_lay(tmp_path, upload):
    settings = Settings(data_dir=tmp_path / "data")
    for bench in (wire(settings), wire(settings, keeps_refused=True)):
        assert quarantine(settings).size() == (0, 0)
        for read in (bench.read, bench.read_notes, lambda path, bench=bench: bench.read_figures(path, 2025)):
            with pytest.raises(UnusableInput):
                read(upload)
        bench.close()
    kept = quarantine(settings)
    assert (kept.folder / DIGEST).read_bytes() == BROKEN
    assert [(line["name"], line["sha256"], line["size"]) for line in lines(kept)] == [
        (upload.name, DIGEST, len(BROKEN))
    ] * 3
    assert lines(kept)[0]["why"].startswith("2025年报.docx：")


def test_the_same_file_is_kept_once_and_each_refusal_told(tmp_path, upload):
    kept = Quarantine(tmp_path / "refused")
    refuse(kept, upload)
    refuse(kept, upload.rename(upload.with_name("又一次.docx")))
    assert kept.size() == (1, len(BROKEN))
    assert [line["name"] for line in lines(kept)] == ["2025年报.docx", "又一次.docx"]
    assert sorted(file.name for file in kept.folder.iterdir()) == sorted([DIGEST, LIST])


def test_what_is_read_or_is_no_file_is_not_kept(tmp_path, upload):
    kept = Quarantine(tmp_path / "refused")
    with kept.holding(upload):
        pass
    refuse(kept, upload.parent)
    refuse(kept, tmp_path / "没有.docx")
    assert not kept.folder.exists()


def test_doctor_tells_how_much_is_kept_and_when_it_is_much(tmp_path, upload, monkeypatch):
    settings = Settings(data_dir=tmp_path / "data")
    refuse(quarantine(settings), upload)
    told = doctor._refused(settings)
    assert (told.works, told.found, told.remedy) == (True, "留存 1 份，0.0 MB", "")
    monkeypatch.setattr(doctor, "_MUCH_REFUSED", len(BROKEN) - 1)
    told = doctor._refused(settings)
    assert (told.works, str(tmp_path / "data" / "refused") in told.remedy) == (False, True)


def test_where_nothing_can_be_kept_the_refusal_is_told_all_the_same(tmp_path, upload, caplog):
    (tmp_path / "refused").write_text("a file where the folder should be")
    refuse(Quarantine(tmp_path / "refused"), upload)
    assert "could not be kept" in caplog.text
