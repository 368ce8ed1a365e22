"""A sentence typed at the page."""

import pytest

from report_assistant.chat import understand
from report_assistant.web import chat


@pytest.fixture
def say(seat):
    def said(words):
        chat.hear(seat, words)
        chat.answer(seat, understand)
        return seat.talk[-1]

    return said


def test_a_figure_becomes_a_proposal_and_is_accepted_by_a_word(seat, say):
    answer = say("今年新收申请12件，其中自然人9件")
    assert answer["role"] == "assistant"
    assert {"value": "采纳"} in answer["options"]
    (proposal,) = seat.desk.proposals
    assert {ref: cell.value for ref, cell in proposal.cells.items()} == {"T3:new:total": 12, "T3:new:natural": 9}
    assert seat.desk.report.value("T3:new:natural") == 20
    say("采纳")
    assert seat.desk.report.value("T3:new:natural") == 9
    assert seat.desk.revision.why == "accepted"


def test_a_document_asked_for_is_handed_out_as_the_session_s_own_copy(seat, say):
    say("导出草稿")
    assert seat.file.suffix == ".docx"
    assert seat.file.parent != seat.bench.export_folder().parent
    seat.close()
    assert not seat.file.exists()


def test_what_was_said_stands_in_the_conversation_before_it_is_answered(seat):
    chat.hear(seat, " 检查一下 ")
    assert seat.talk == [{"role": "user", "content": "检查一下"}]
    assert [turn["content"] for turn in chat.talk_props(seat.sight())["value"]] == [chat.GREETING, "检查一下"]


def test_nothing_said_is_nothing_done(seat):
    chat.hear(seat, "  ")
    assert chat.answer(seat, understand) is None
    assert seat.talk == []


def test_only_the_last_answer_offers_what_to_say(seat, say):
    say("今年新收申请12件")
    say("帮助")
    shown = chat.talk_props(seat.sight())["value"]
    assert all("options" not in turn for turn in shown[:-1])
