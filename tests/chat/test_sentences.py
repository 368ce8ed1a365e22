"""Every sentence of sentences.toml means exactly the commands beside it: no figure more, none less."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from consistent import ORGAN
from report_assistant.chat import command as commands
from report_assistant.chat.command import AddNote, Clarify, Notice, SetFigures
from report_assistant.chat.rules import understand
from report_assistant.report import Report, given

SAID = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["said"]
REPORT = Report(ORGAN, 2026)


def expected_cells(said):
    if "row" in said:
        refs = [ref for ref in REPORT.form.cells if ref.startswith(f"{said['row']}:")]
        return {ref: given(0) for ref in refs}
    return {
        ref: given(Decimal(value) if isinstance(value, str) else value) for ref, value in said.get("cells", {}).items()
    }


def proposed(found):
    return {ref: cell for one in found if isinstance(one, SetFigures) for ref, cell in one.cells.items()}


@pytest.mark.parametrize("said", [pytest.param(one, id=one["words"][:40]) for one in SAID])
def test_a_sentence_means_its_commands(said):
    found = understand(said["words"], REPORT, "5")
    assert proposed(found) == expected_cells(said)
    orders = [one for one in found if not isinstance(one, SetFigures | AddNote | Clarify | Notice)]
    assert orders == [
        getattr(commands, name)(*(tuple(a) if isinstance(a, list) else a for a in arguments))
        for name, *arguments in said.get("does", [])
    ]
    assert [one for one in found if isinstance(one, AddNote)] == ([AddNote(*said["note"])] if "note" in said else [])
    questions = [one.question for one in found if isinstance(one, Clarify)]
    assert bool(questions) == ("asks" in said), questions
    assert said.get("asks", "") in "".join(questions)
    notices = "".join(one.text for one in found if isinstance(one, Notice))
    assert bool(notices) == ("says" in said)
    assert said.get("says", "") in notices


@pytest.mark.parametrize("said", [pytest.param(one, id=one["words"][:40]) for one in SAID if "asks" in one])
def test_what_is_offered_instead_is_understood(said):
    for question in understand(said["words"], REPORT, "5"):
        for option in question.options if isinstance(question, Clarify) else ():
            again = understand(option, REPORT, "5")
            assert not [one for one in again if isinstance(one, Clarify) and one.open], option


def test_there_are_enough_sentences_of_every_kind():
    assert len(SAID) >= 100
    kinds = {kind: sum(kind in one for one in SAID) for kind in ("cells", "row", "asks", "note", "does", "says")}
    assert min(kinds.values()) >= 4, kinds


def test_a_word_within_prose_is_no_order():
    for prose in (
        "改进措施是聘请法律顾问参与疑难申请研究，重要答复由司法所出具审核意见。",
        "今年保密检查工作有序开展，全年没有发现问题。",
        "我局坚持监管到哪里、公开就跟进到哪里，突出食品安全、特种设备、企业登记、价格收费四类信息。",
        "与去年对比工作量有所上升，党政办增加了人手。",
    ):
        names = {type(one).__name__ for one in understand(prose, REPORT, "5")}
        assert names <= {"AddNote", "Clarify"}, (prose, names)


def test_no_section_drafted_yet_is_asked():
    (question,) = understand("再短一点", REPORT)
    assert isinstance(question, Clarify)
    assert [understand(option, REPORT)[0].section for option in question.options] == ["1", "5", "6"]
