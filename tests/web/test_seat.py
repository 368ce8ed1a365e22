from dataclasses import replace

import pytest

from report_assistant.chat import Reply
from report_assistant.errors import UnusableInput
from report_assistant.report import Proposal, given
from report_assistant.web.seat import Seat, opening

CELLS = {"T3:granted:natural": given(9)}


def typed(seat, cells=CELLS):
    seat.change(lambda desk: seat.bench.set_cells(desk, cells, by=""))


def test_the_first_visit_opens_the_sample_with_its_prior(bench):
    desk = opening(bench)
    assert (desk.report.year, desk.prior.year, desk.revision) == (2026, 2025, None)


def test_a_later_visit_opens_what_was_worked_on_last(bench, seat):
    typed(seat)
    assert opening(bench).report.value("T3:granted:natural") == 9
    assert opening(bench).prior.year == 2025
    other = replace(seat.desk.report, organ=replace(seat.desk.report.organ, name="样例市白水镇人民政府"))
    bench.keep(seat.desk, other, by="", why="import")
    assert opening(bench).report.organ.name == "样例市白水镇人民政府"


def test_an_imported_prior_is_not_what_was_worked_on(bench, seat):
    typed(seat)
    seat.change(lambda desk: bench.keep_prior(desk, desk.prior, by=""))
    assert opening(bench).report.year == 2026


def test_what_is_typed_while_a_draft_is_made_is_kept(seat):
    def slow(desk):
        typed(seat)
        return desk.proposing(Proposal(0, "起草"))

    seat.propose(slow)
    assert seat.desk.report.value("T3:granted:natural") == 9
    assert [one.source for one in seat.desk.proposals] == ["起草"]


def test_a_proposal_replaced_meanwhile_is_replaced_on_the_desk_as_it_is_by_then(seat):
    seat.change(lambda desk: desk.proposing(Proposal(0, "旧")))

    def slow(desk):
        typed(seat)
        return desk.without(1).proposing(Proposal(0, "新"))

    seat.propose(slow)
    assert [one.source for one in seat.desk.proposals] == ["新"]
    assert seat.desk.report.value("T3:granted:natural") == 9


def test_a_draft_for_a_report_that_was_put_away_is_refused(seat):
    def slow(desk):
        seat.turn_to(replace(desk, report=replace(desk.report, year=2027)))
        return desk.proposing(Proposal(0, "起草"))

    with pytest.raises(UnusableInput, match="换了一份报告"):
        seat.propose(slow)
    assert seat.desk.proposals == ()


def test_a_sentence_that_changes_a_desk_that_moved_on_is_done_again(seat):
    seen = []

    def respond(desk):
        seen.append(desk)
        if len(seen) == 1:
            typed(seat)
        after = seat.bench.set_cells(desk, {"T4:direct:upheld": given(2)}, by="")
        return Reply(after, "好", changed=True)

    seat.converse(respond)
    assert len(seen) == 2
    assert [seat.desk.report.value(ref) for ref in ("T3:granted:natural", "T4:direct:upheld")] == [9, 2]


def test_a_download_has_the_title_as_its_name_and_goes_with_the_session(seat):
    file = seat.file_named("样例/市：<2026>" + "长" * 90, ".docx")
    assert file.name.startswith("样例_市：_2026_长")
    assert len(file.name.encode()) <= 255
    file.write_bytes(b"x")
    seat.close()
    assert not file.exists()


def test_two_seats_do_not_share_a_desk(bench, seat):
    other = Seat(bench)
    typed(seat)
    assert other.desk.report.value("T3:granted:natural") == 6


def test_what_another_page_saved_is_not_undone(bench, seat):
    other = Seat(bench)
    typed(seat, {"T2:licences:decisions": given(40)})
    typed(other, {"T2:penalties:decisions": given(6)})
    report = other.desk.report
    assert (report.value("T2:licences:decisions"), report.value("T2:penalties:decisions")) == (40, 6)
    typed(seat, {"T2:licences:decisions": given(41)})
    assert seat.desk.report.value("T2:penalties:decisions") == 6
    assert seat.desk.revision.id == 3


def test_a_draft_is_made_of_what_another_page_saved(bench, seat):
    other = Seat(bench)
    typed(other, {"T2:licences:decisions": given(40)})
    read = []
    seat.propose(lambda desk: read.append(desk.report.value("T2:licences:decisions")) or desk)
    assert read == [40]
