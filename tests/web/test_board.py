import logging

import pytest

from report_assistant.errors import UnusableInput
from report_assistant.web import board as boards
from report_assistant.web.board import SAID, Board
from report_assistant.web.seat import Seat


@pytest.fixture
def board(bench):
    board = Board(bench)
    board.pane(SAID, object(), lambda sight: boards.present_said(sight.said))
    board.pane("year", object(), lambda sight: {"value": sight.report.year})
    return board


def skipped(answer):
    return answer.get("__type__") == "update" and set(answer) == {"__type__"}


def said_by(answers):
    return answers[3]["value"]


def test_the_first_answer_paints_all_and_the_next_only_what_changed(board):
    answers = board._sit_down()
    seat = answers[0]
    assert isinstance(seat, Seat)
    assert answers[4]["value"] == 2026
    again = board._ring(lambda seat: "做完了", seat)
    assert "做完了" in said_by(again)
    assert skipped(again[4])


def test_a_user_s_trouble_is_its_one_line(board, seat):
    def act(seat):
        raise UnusableInput("不是<报告>", where="甲.txt", remedy="请另存")

    answers = board._ring(act, seat)
    assert 'class="trouble"' in said_by(answers)
    assert "甲.txt：不是&lt;报告&gt;。请另存" in said_by(answers)


def test_what_is_odd_is_told_before_what_was_done_and_only_once(board, seat):
    def act(seat):
        seat.heed = "请留意：不是本单位的"
        return "已导入"

    assert said_by(board._ring(act, seat)).startswith('<p class="heed"')
    assert "请留意：不是本单位的；已导入</p>" in said_by(board._ring(act, seat))
    assert said_by(board._ring(lambda seat: "好", seat)).startswith('<p class="done"')


def test_an_unforeseen_error_gets_a_number_and_its_trace_is_logged(board, seat, caplog):
    before = seat.desk
    with caplog.at_level(logging.ERROR):
        answers = board._ring(lambda seat: 1 / 0, seat)
    assert "编号" in said_by(answers)
    assert "ZeroDivisionError" not in said_by(answers)
    number = said_by(answers).split("编号 ")[1].split("）")[0]
    assert number in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert seat.desk == before
    assert all(skipped(answer) for answer in (answers[0], answers[1], answers[4]))


def test_after_a_failure_the_line_is_painted_again(board, seat):
    board._ring(lambda seat: "好", seat)
    board._ring(lambda seat: 1 / 0, seat)
    assert "好" in said_by(board._ring(lambda seat: "好", seat))


def test_a_page_whose_session_is_gone_is_told_to_reload(board):
    answers = board._ring(lambda seat: "不会发生", None)
    assert boards.LOST in said_by(answers)


def test_a_tab_and_a_file_are_handed_out_once(board, seat, tmp_path):
    file = tmp_path / "报告.docx"
    file.write_bytes(b"x")

    def act(seat):
        seat.tab, seat.file = "findings", file

    answers = board._ring(act, seat)
    assert answers[2]["value"] == str(file)
    assert not skipped(answers[1]) if isinstance(answers[1], dict) else answers[1].selected == "findings"
    following = board._ring(lambda seat: None, seat)
    assert skipped(following[1])
    assert following[2]["value"] is None
