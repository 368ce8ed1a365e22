"""One file of every hostile kind, and some damaged ones: read or refused in a line, and whoever asked lives on."""

import sys

import pytest
from benchmarks.hostile import asked

from hostile.corpus import KINDS, made
from hostile.damage import damaged, is_torn, sound_files
from hostile.judging import fault, line_fault
from hostile.kinds import Demand, HostileFile
from hostile.packing import archive, parts_of, sound
from report_assistant.errors import ReportAssistantError, UnusableInput
from report_assistant.intake import read_bytes
from report_assistant.intake.confinement import Limits
from report_assistant.intake.notes import parse_notes
from report_assistant.intake.sandbox import Sandbox

# What is ended by its limits takes all of them; here less is enough to show it.
LIMITS = Limits(seconds=2, wall=10)
DAMAGED = 48


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(1, LIMITS) as sandbox:
        yield sandbox


def answer(sandbox: Sandbox, file: HostileFile) -> object:
    try:
        return asked(sandbox, file)
    except ReportAssistantError as refusal:
        return refusal


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds every limit")
@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_every_kind(sandbox, name):
    file = made(KINDS[name], 0)
    assert fault(file, answer(sandbox, file)) == ""


@pytest.mark.parametrize("seed", range(DAMAGED))
def test_damaged_files(sandbox, seed):
    file = damaged(seed)
    assert fault(file, answer(sandbox, file)) == ""


def test_there_are_more_than_fifty_kinds_and_each_is_the_same_again():
    assert len(KINDS) >= 50
    assert made(KINDS["text of noise"], 1) == made(KINDS["text of noise"], 1) != made(KINDS["text of noise"], 2)
    assert damaged(3) == damaged(3)


@pytest.mark.parametrize("whole", [file for file in sound_files() if file.call == "report"], ids=lambda file: file.name)
def test_what_is_damaged_was_sound(whole):
    assert read_bytes(whole.content, whole.name).cells
    assert not (whole.is_archive and is_torn(whole.content))


def test_a_torn_part_that_is_never_read_is_refused_all_the_same():
    packed = archive({**parts_of(sound(".docx")), "word/media/a.png": b"picture" * 9})
    torn = bytearray(packed)
    torn[packed.index(b"word/media/a.png") + len("word/media/a.png") + 2] ^= 1
    assert is_torn(bytes(torn))
    with pytest.raises(UnusableInput, match="损坏"):
        read_bytes(bytes(torn), "a.docx")


def test_pictures_linked_from_elsewhere_are_told_of():
    file = made(KINDS["document with linked pictures"], 0)
    told = [remark.message for remark in read_bytes(file.content, "a.docx").remarks]
    assert any("1 张图片链接到外部地址" in message and "未读取" in message for message in told)


@pytest.mark.parametrize(
    ("line", "lacking"),
    [
        ("a.docx：文件内容损坏，读不出来。请重新保存", ""),
        ("文件内容损坏，读不出来。请重新保存", "in which file"),
        ("a.docx：文件内容损坏，读不出来", "what to do"),
        ("a.docx：文件内容损坏，invalid block type。请重新保存", "in Chinese"),
        ("a.docx：文件内容损坏\x1b[31m，读不出来。请重新保存", "one plain line"),
        ("a.docx：文件内容损坏，读不出来。请重新保存" + "甲" * 300, "one plain line"),
    ],
)
def test_what_a_refusal_may_lack_is_seen(line, lacking):
    found = line_fault(line, "a.docx")
    assert lacking in found
    assert bool(found) == bool(lacking)


def test_an_answer_that_is_not_what_was_demanded_is_seen():
    file = HostileFile("甲", "a.txt", b"", Demand.REFUSED)
    assert "had to be refused" in fault(file, object())
    refusal = UnusableInput("文件内容损坏，读不出来", where="a.txt", remedy="请重新保存")
    assert "is sound" in fault(HostileFile("甲", "a.txt", b"", Demand.READ), refusal)
    assert fault(file, refusal) == ""


def test_other_figures_than_the_sound_file_has_are_seen():
    files = sound_files()
    report = read_bytes(files[0].content, files[0].name)
    same = HostileFile("甲", "a.docx", files[0].content, Demand.EITHER, sound=0)
    assert fault(same, report) == ""
    assert "other figures" in fault(same, report.with_cells({"T3:new:natural": next(iter(report.cells.values()))}))


def test_signs_that_drive_a_terminal_never_reach_it():
    assert str(UnusableInput("“\x1b[31m\u202e甲\0”")) == "“\ufffd[31m\ufffd甲\ufffd”"


def test_comments_that_never_end_hide_no_notes():
    assert [note.text for note in parse_notes("<!--甲-->乙\n\n<!--丙")] == ["乙", "<!--丙"]
    with pytest.raises(UnusableInput, match="超过 20000 行"):
        parse_notes("- 甲\n" * 20_001)
