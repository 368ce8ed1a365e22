"""Remarks folded for a person to read: one a table and kind of slip, never one a cell."""

from report_assistant.intake.remark import Code, told_together
from report_assistant.official import form_for_year
from report_assistant.report import Remark

FORM = form_for_year(2025)
NEW = "表三“一、本年新收政府信息公开申请数量”的"


def remark(place: str, why: str, code: Code = Code.UNIT_IN_CELL) -> Remark:
    return code.at(place, f"{FORM.cells[place].label}{why}")


def unit(place: str, number: int) -> Remark:
    return remark(place, f"写着“{number}件”，格内只应填数，已按 {number} 读入")


def test_a_unit_in_every_cell_is_told_once_a_table():
    cells = [ref for ref in FORM.cells if ref.startswith("T3:")]
    remarks = [unit("T2:licences:decisions", 36), *(unit(ref, n) for n, ref in enumerate(cells))]
    alone, folded = told_together(remarks, FORM)
    assert alone == remarks[0]
    assert (folded.code, folded.place) == ("unit-in-cell", "T3")
    assert folded.message == (
        f"{NEW}“自然人”写着“0件”，格内只应填数，已按 0 读入；"
        f"表三这样的共 175 格，还有{NEW}“商业企业”“1件”、{NEW}“科研机构”“2件”等"
    )


def test_two_cells_are_both_named():
    (folded,) = told_together([unit("T3:new:natural", 9), unit("T3:new:total", 9)], FORM)
    assert folded.message.endswith(f"共 2 格，还有{NEW}“总计”“9件”")


def test_labels_with_quotes_of_their_own_and_addresses_in_brackets_are_no_kind():
    safety = "T3:denied.safety:natural"
    assert "“三安全一稳定”" in FORM.cells[safety].label
    remarks = [unit("T3:new:natural", 9), remark(safety, f"（{safety}）写着“2件”，格内只应填数，已按 2 读入")]
    assert len(told_together(remarks, FORM)) == 1


def test_other_slips_stay_apart():
    unreadable = "不是数，未读入"
    remarks = [
        unit("T3:new:natural", 9),
        remark("T3:new:total", "写着“9元”，单位不是“件”，未换算、未读入"),
        remark("T3:new:legal", f"写着“若干”，{unreadable}", Code.CELL_UNREADABLE),
        remark("T3:granted:legal", f"写着“=SUM(A1:B1)”，{unreadable}", Code.CELL_UNREADABLE),
        remark("T3:granted:total", f"写着“=SUM(A2:B2)”，{unreadable}", Code.CELL_UNREADABLE),
        Code.ROW_UNKNOWN.at("T3", "表三有格式之外的行“甲”，未读入"),
        Code.ROW_UNKNOWN.at("T3", "表三有格式之外的行“乙”，未读入"),
    ]
    told = told_together(remarks, FORM)
    assert told[:3] == tuple(remarks[:3])
    assert told[3].message.startswith(remarks[3].message + "；表三这样的共 2 格")
    assert told[4:] == tuple(remarks[5:])


def test_one_cell_met_twice_is_told_as_it_stands():
    remarks = (unit("T3:new:natural", 9), unit("T3:new:natural", 8))
    assert told_together(remarks, FORM) == remarks
    assert told_together((), FORM) == ()
