from dataclasses import replace

import pytest
from lxml import html as parser

from report_assistant.errors import UnusableInput
from report_assistant.export.shape import shape_of
from report_assistant.report import ABSENT, BLANK, DASH, Report, given
from report_assistant.web import grid

TYPED = {2: 10, 3: 144, 4: 12}


def drawn(sight, section):
    return parser.fromstring(f"<div>{grid.table_html(sight, section)}</div>")


def cell(tree, ref):
    (found,) = tree.xpath(f"//td[@id='{ref}']")
    return found


@pytest.mark.parametrize("section", [2, 3, 4])
def test_the_table_has_the_official_shape_and_every_cell_once(sight, section):
    table = sight.report.form.table(f"T{section}")
    tree, shape = drawn(sight, section), shape_of(table)
    assert len(tree.xpath("//tr")) == shape.height
    assert [td.get("id") for td in tree.xpath("//td")] == [s.ref for line in shape.lines() for s in line if s.ref]
    covered = sum(int(box.get("rowspan", 1)) * int(box.get("colspan", 1)) for box in tree.xpath("//th|//td"))
    assert covered == shape.height * shape.width
    labels = {text for slot in shape.slots if (text := slot.text)}
    assert {th.text for th in tree.xpath("//th") if th.text} == labels


@pytest.mark.parametrize("section", [2, 3, 4])
def test_totals_are_locked_and_everything_else_is_a_box(sight, section):
    tree, form = drawn(sight, section), sight.report.form
    boxes = tree.xpath("//td/input")
    assert len(boxes) == TYPED[section]
    assert not any(form.cells[box.get("data-ref")].computed for box in boxes)
    assert all(form.cells[output.getparent().get("id")].computed for output in tree.xpath("//td/output"))


def test_a_blank_is_an_empty_box_and_nought_is_nought(sight, with_report):
    report = sight.report.with_cells({"T3:new:research": BLANK, "T3:new:welfare": given(0), "T3:new:other": ABSENT})
    tree = drawn(with_report(report), 3)
    assert cell(tree, "T3:new:research").find("input").get("value") == ""
    assert "blank" in cell(tree, "T3:new:research").get("class")
    assert cell(tree, "T3:new:welfare").find("input").get("value") == "0"
    assert cell(tree, "T3:new:welfare").get("class") == "typed"
    assert "没有这一格" in cell(tree, "T3:new:other").find("input").get("title")


def test_a_dash_is_shown_and_not_taken_for_a_number(sight, with_report):
    box = cell(drawn(with_report(sight.report.with_cells({"T4:direct:upheld": DASH})), 4), "T4:direct:upheld").find(
        "input"
    )
    assert (box.get("value"), box.get("placeholder")) == ("", "—")


def test_the_wrong_cell_is_marked_with_its_rule_and_message(sight):
    wrong = cell(drawn(sight, 3), "T3:granted:natural")
    assert "has-error" in wrong.get("class")
    assert "T3-02" in wrong.find("input").get("data-trouble")
    sound = cell(drawn(sight, 3), "T3:granted:business")
    assert (sound.get("class"), sound.find("input").get("data-trouble")) == ("typed", "")


def test_what_is_wrong_stands_below_the_table_and_leads_to_its_cell(sight):
    lines = drawn(sight, 3).xpath("//ul[@class='complaints']/li")
    assert any(line.find("a").get("href") == "#T3:granted:natural" for line in lines)


def test_last_year_s_number_is_the_hint(sight):
    box = cell(drawn(sight, 3), "T3:new:natural").find("input")
    prior = sight.desk.prior.value("T3:new:natural")
    assert box.get("data-told").endswith(f"上年：{prior}")
    assert f"上年：{prior}" in box.get("title")


def test_counts_take_digits_and_money_takes_decimals(sight):
    tree = drawn(sight, 2)
    assert cell(tree, "T2:fees:amount").find("input").get("inputmode") == "decimal"
    assert cell(tree, "T2:licences:decisions").find("input").get("pattern") == r"\d{1,9}"


def test_a_typed_number_moves_its_totals_and_is_saved(seat):
    told = grid.enter(seat, {"cells": {"T3:granted:natural": "9"}})
    assert seat.desk.report.value("T3:granted:natural") == 9
    assert seat.desk.revision.report.value("T3:granted:natural") == 9
    assert told == ""  # its totals already said so: the planted error was the part
    assert not any("T3-02" in finding.rules for finding in seat.sight().standing)
    assert "合计已随之重算" in grid.enter(seat, {"cells": {"T3:granted:natural": "10"}})


def test_an_emptied_box_is_blank_and_not_nought(seat):
    grid.enter(seat, {"cells": {"T3:granted:other": " "}})
    assert seat.desk.report.cells["T3:granted:other"] == BLANK


def test_what_is_no_number_is_said_and_an_unknown_address_is_left_alone(seat):
    told = grid.enter(seat, {"cells": {"T3:granted:other": "三件多", "T9:x:y": "4"}})
    assert "T3:granted:other" in told
    assert seat.desk.report.value("T3:granted:other") is None


def test_the_2019_form_is_drawn_in_its_own_shape(sight, with_report):
    old = Report(sight.report.organ, 2020, "2019")
    tree, shape = drawn(with_report(old, prior=None), 3), shape_of(old.form.table("T3"))
    assert len(tree.xpath("//tr")) == shape.height != shape_of(sight.report.form.table("T3")).height


def test_what_last_year_hands_on_is_proposed_and_once_accepted_not_again(seat):
    assert "建议" in grid.carry_over(seat)
    assert seat.tab == "proposals"
    standing = seat.desk.report.value("T3:carried_in:total")
    for proposal in seat.desk.proposals:
        seat.change(lambda desk, number=proposal.id: seat.bench.accept(desk, number, by=""))
    assert standing != seat.desk.report.value("T3:carried_in:total") == seat.desk.prior.value("T3:carried_out:total")
    assert "没有要带入的" in grid.carry_over(seat)
    seat.turn_to(replace(seat.desk, prior=None))
    with pytest.raises(UnusableInput, match="还没有上年报告"):
        grid.carry_over(seat)
