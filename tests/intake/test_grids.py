"""Tables two, three and four out of damaged, rearranged and decorated grids."""

from decimal import Decimal

import pytest

from consistent import sound_report
from intake.written import Lines, at, changed, codes, lines_of, read_lines, remark
from report_assistant.intake.grids import choose_form, read_tables, statutory_grids
from report_assistant.intake.page import Grid, GridCell
from report_assistant.intake.text import read_text as page_of
from report_assistant.official import load_form
from report_assistant.report import ABSENT, BLANK, DASH, UNREADABLE, Report, given

SOUND = sound_report().cells
NEW = "一、本年新收政府信息公开申请数量"
FIRST = 3  # the place of 自然人: three places of labels stand before it
NUMBERS = [str(n) for n in range(1, 16)]


def row_of(report: Report, row: str) -> list[object]:
    return [cell for ref, cell in report.cells.items() if ref.startswith(f"T3:{row}:")]


def table_rows(lines: Lines, table: str) -> range:
    """The lines of table three or four."""
    first = at(lines, {"T3": "申请人情况", "T4": "行政复议"}[table])
    last = next(n for n in range(first, len(lines)) if lines[n] == [""])
    return range(first, last)


def test_an_untouched_report_is_read_without_a_remark():
    report = read_lines(lines_of())
    assert report.cells == SOUND
    assert report.remarks == ()


class TestColumns:
    def test_a_dropped_column_is_absent_and_nothing_moves(self):
        def drop_research(lines):
            for n in table_rows(lines, "T3"):
                del lines[n][FIRST + 2]

        report = changed(drop_research)
        gone = {ref for ref in SOUND if ref.startswith("T3:") and ref.endswith(":research")}
        assert {ref for ref, cell in report.cells.items() if cell == ABSENT} == gone
        assert all(report.cells[ref] == SOUND[ref] for ref in SOUND if ref not in gone)
        assert "“科研机构”列" in remark(report, "column-missing").message

    def test_columns_swapped_with_their_heads_are_read_right(self):
        def swap(lines):
            for n in table_rows(lines, "T3"):
                lines[n][FIRST + 1], lines[n][FIRST + 4] = lines[n][FIRST + 4], lines[n][FIRST + 1]

        assert changed(swap).cells == SOUND

    def test_groups_of_table_four_swapped_with_their_heads_are_read_right(self):
        def swap(lines):
            for n in table_rows(lines, "T4"):
                lines[n][5:15] = lines[n][10:15] + lines[n][5:10]
            top = lines[table_rows(lines, "T4")[0]]
            top[5], top[10] = "行政诉讼", ""

        lines = lines_of(sound_report().with_cells({"T4:direct:upheld": given(3), "T4:after_review:upheld": given(8)}))
        swap(lines)
        report = read_lines(lines)
        assert (report.value("T4:direct:upheld"), report.value("T4:after_review:upheld")) == (3, 8)

    def test_a_head_without_its_label_leaves_every_row_unread(self):
        def forget_label(lines):
            lines[at(lines, "社会公益组织")][FIRST + 3] = ""

        report = changed(forget_label)
        assert row_of(report, "new") == [UNREADABLE] * 3 + [ABSENT] + [UNREADABLE] * 3
        ragged = remark(report, "row-ragged").message
        assert "25 行" in ragged
        assert "每行有 7 个数，表头有 6 列，格式应有 7 列" in ragged

    def test_a_column_of_someones_own_is_passed_over(self):
        def add(lines):
            for number, n in enumerate(table_rows(lines, "T3")):
                lines[n].append("同比" if number == 2 else "7" if number > 2 else "")

        report = changed(add)
        assert report.cells == SOUND
        assert "“同比”" in remark(report, "column-unknown").message

    def test_a_running_number_before_the_labels_is_passed_over(self):
        def add(lines):
            for number, n in enumerate(table_rows(lines, "T3")):
                lines[n].insert(0, "序号" if number == 0 else str(number) if number > 2 else "")

        assert changed(add).cells == SOUND

    def test_a_column_printed_twice_is_read_where_both_agree(self):
        def double(lines):
            for n in table_rows(lines, "T3"):
                lines[n].append(lines[n][FIRST])
            lines[at(lines, NEW)][-1] = "99"

        report = changed(double)
        assert report.cells["T3:new:natural"] == UNREADABLE
        assert all(report.cells[ref] == SOUND[ref] for ref in SOUND if ref != "T3:new:natural")
        assert codes(report).count("column-duplicated") == 1

    def test_a_near_label_is_read_and_quoted(self):
        def alter(lines):
            lines[at(lines, "法律服务机构")][FIRST + 4] = "法律服务类机构"

        report = changed(alter)
        assert report.cells == SOUND
        message = remark(report, "label-altered").message
        assert message.index("“法律服务类机构”") < message.index("“法律服务机构”")

    def test_a_group_head_of_table_four_lost_is_a_missing_row(self):
        def forget(lines):
            lines[at(lines, "复议后起诉")][10] = "其它起诉情形"

        report = changed(forget)
        assert [report.cells[f"T4:after_review:{c}"] for c in ("upheld", "total")] == [ABSENT, ABSENT]
        assert remark(report, "row-missing").place == "T4"

    def test_a_group_printed_twice_proves_nothing_about_its_columns(self):
        def misprint(lines):
            lines[at(lines, "复议后起诉")][10] = "未经复议直接起诉"

        report = changed(misprint)
        assert {report.cells[f"T4:direct:{c}"] for c in ("upheld", "total")} == {UNREADABLE}

    def test_a_label_near_to_a_column_that_is_there_is_a_stranger(self):
        def add(lines):
            for n in table_rows(lines, "T3"):
                lines[n].append("法律服务类机构" if "法律服务机构" in lines[n] else "")

        report = changed(add)
        assert report.cells == SOUND
        assert codes(report) == ["column-unknown"]

    def test_money_headed_in_another_unit_is_not_converted(self):
        def head_in_yuan(lines):
            lines[at(lines, "本年收费金额（单位：万元）")][1] = "本年收费金额（单位：元）"
            lines[at(lines, "行政事业性收费")][1] = "316400"

        report = changed(head_in_yuan)
        assert report.cells["T2:fees:amount"] == UNREADABLE
        assert remark(report, "unit-in-cell").place == "T2:fees:amount"


class TestRows:
    def test_a_dropped_row_is_absent_and_its_neighbours_stand(self):
        report = changed(lambda lines: lines.pop(at(lines, "2.重复申请")))
        assert row_of(report, "refused.repeat") == [ABSENT] * 7
        assert sum(cell == ABSENT for cell in report.cells.values()) == 7
        assert "“（五）不予处理—2.重复申请”" in remark(report, "row-missing").message

    def test_rows_in_another_order_are_read_right(self):
        def reverse(lines):
            rows = table_rows(lines, "T3")
            first, second = rows[3], rows[4]
            lines[first], lines[second] = lines[second], lines[first]

        assert changed(reverse).cells == SOUND

    def test_a_row_of_someones_own_is_told_and_left_out(self):
        report = changed(lambda lines: lines.insert(at(lines, "行政强制"), ["行政征收", "7", "", ""]))
        assert report.cells == SOUND
        assert "“行政征收 7”" in remark(report, "row-unknown").message

    def test_a_row_printed_twice_is_never_added_up(self):
        def double(lines):
            n = at(lines, NEW)
            lines.insert(n, [*lines[n][:-1], "999"])

        report = changed(double)
        assert row_of(report, "new")[:6] == [SOUND[f"T3:new:{c}"] for c in _columns()[:6]]
        assert report.cells["T3:new:total"] == UNREADABLE
        assert "不一致的格未读入" in remark(report, "row-duplicated").message

    def test_a_table_printed_twice_is_told_in_one_line(self):
        def double(lines):
            first = at(lines, NEW)
            lines[first:first] = lines[first : first + 25]

        report = changed(double)
        (told,) = [remark.message for remark in report.remarks if remark.code == "row-duplicated"]
        assert told.startswith("表三的“一、本年新收政府信息公开申请数量”、“二、上年结转政府信息公开申请数量”、")
        assert told.endswith("等 25 行出现了不止一次，不一致的格未读入")

    @pytest.mark.parametrize(
        ("printed", "remarked"),
        [
            ("2.其他法律法规禁止公开", True),
            ("其他法律行政法规禁止公开", True),
            ("2．其他法律行政法规 禁止公开", False),
            ("2、其他法律行政法规禁止公开", False),
            ("２.其他法律行政法规禁止公开", False),
        ],
    )
    def test_a_row_label_is_found_by_its_words(self, printed, remarked):
        def alter(lines):
            n = at(lines, "2.其他法律行政法规禁止公开")
            lines[n][2] = printed

        report = changed(alter)
        assert report.cells == SOUND
        assert ("label-altered" in codes(report)) is remarked

    def test_a_note_in_brackets_behind_a_label_does_not_hide_the_row(self):
        def alter(lines):
            lines[at(lines, "规章")][0] = "规章（含废止决定）"

        report = changed(alter)
        assert report.cells == SOUND
        assert "label-altered" in codes(report)

    def test_an_altered_heading_of_rows_is_told_once(self):
        def alter(lines):
            lines[at(lines, "（五）不予处理")][1] = "（五）不予办理"

        report = changed(alter)
        assert report.cells == SOUND
        assert codes(report) == ["label-altered"]

    def test_the_label_next_to_the_numbers_names_the_row(self):
        def misprint(lines):
            lines.pop(at(lines, "（一）予以公开"))
            lines[at(lines, "1.属于国家秘密")][1:3] = ["（三）予以不公开", "1.属于国家的秘密"]

        report = changed(misprint)
        assert row_of(report, "denied.secret") == [SOUND[f"T3:denied.secret:{c}"] for c in _columns()]
        assert row_of(report, "granted") == [ABSENT] * 7

    def test_a_heading_of_rows_that_is_gone_is_told(self):
        def forget(lines):
            lines[at(lines, "（四）无法提供")][1] = ""

        report = changed(forget)
        assert report.cells == SOUND
        assert "“（四）无法提供”" in remark(report, "label-missing").message

    @pytest.mark.parametrize("change", [lambda row: row.insert(FIRST, "5"), lambda row: row.pop(FIRST)])
    def test_a_slipped_row_is_unread_whole(self, change):
        report = changed(lambda lines: change(lines[at(lines, NEW)]))
        assert row_of(report, "new") == [UNREADABLE] * 7
        assert {ref for ref in SOUND if report.cells[ref] != SOUND[ref]} == {f"T3:new:{c}" for c in _columns()}
        assert "“" not in remark(report, "row-ragged").message.split("涉及")[0]

    def test_a_row_cut_off_after_its_label_is_blank(self):
        def cut(lines):
            n = at(lines, "2.重复申请")
            del lines[n][3:]

        report = changed(cut)
        assert row_of(report, "refused.repeat") == [BLANK] * 7
        assert report.remarks == ()

    def test_a_row_cut_off_amid_its_numbers_is_ragged(self):
        def cut(lines):
            n = at(lines, "2.重复申请")
            del lines[n][5:]

        report = changed(cut)
        assert row_of(report, "refused.repeat") == [UNREADABLE] * 7
        assert "每行有 2 个数" in remark(report, "row-ragged").message


class TestCells:
    @pytest.mark.parametrize(
        ("printed", "cell", "code"),
        [
            ("", BLANK, None),
            ("　", BLANK, None),
            ("—", DASH, None),
            ("/", DASH, None),
            ("１２", given(12), None),
            ("1,234", given(1234), None),
            ("12件", given(12), "unit-in-cell"),
            ("无", UNREADABLE, "cell-unreadable"),
            ("约12", UNREADABLE, "cell-unreadable"),
        ],
    )
    def test_one_cell_changes_one_reading(self, printed, cell, code):
        def write(lines):
            lines[at(lines, NEW)][FIRST] = printed

        report = changed(write)
        assert report.cells["T3:new:natural"] == cell
        assert {ref for ref in SOUND if report.cells[ref] != SOUND[ref]} <= {"T3:new:natural"}
        assert [(r.code, r.place) for r in report.remarks] == ([(code, "T3:new:natural")] if code else [])

    def test_money_is_decimal_and_yuan_is_never_converted(self):
        def write(printed):
            def change(lines):
                lines[at(lines, "行政事业性收费")][1] = printed

            return changed(change)

        assert write("31.64").value("T2:fees:amount") == Decimal("31.64")
        assert write("31.64万元").value("T2:fees:amount") == Decimal("31.64")
        in_yuan = write("251000元")
        assert in_yuan.cells["T2:fees:amount"] == UNREADABLE
        assert "“251000元”" in remark(in_yuan, "unit-in-cell").message


class TestWhichTable:
    def test_tables_are_found_wherever_they_stand(self):
        lines = lines_of()
        rows = [lines[n] for n in table_rows(lines, "T4")]
        for n in reversed(table_rows(lines, "T4")):
            del lines[n]
        report = read_lines([*lines[:4], [""], *rows, [""], *lines[4:]])
        assert report.cells == SOUND

    def test_a_table_cut_in_two_goes_on_without_its_head(self):
        def cut(lines):
            lines.insert(at(lines, "2.重复申请"), [""])

        assert changed(cut).cells == SOUND

    def test_rows_without_a_head_in_another_width_are_nobodys(self):
        def cut(lines):
            n = at(lines, "2.重复申请")
            for row in lines[n : n + 3]:
                row.append("")
            lines[n + 3 : n + 3] = [[""]]
            lines.insert(n, [""])

        report = changed(cut)
        assert row_of(report, "refused.repeat") == [ABSENT] * 7
        assert "table-unknown" in codes(report)

    def test_table_two_in_four_pieces_is_one_table(self):
        def cut(lines):
            for block in ("第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"):
                lines.insert(at(lines, block), [""])

        assert changed(cut).cells == SOUND

    def test_a_missing_table_is_absent_and_named(self):
        def drop(lines):
            rows = table_rows(lines, "T4")
            del lines[rows[0] : rows[-1] + 1]

        report = changed(drop)
        assert {ref for ref, cell in report.cells.items() if cell == ABSENT} == {r for r in SOUND if r[:2] == "T4"}
        assert remark(report, "table-missing").place == "T4"

    def test_a_head_without_a_row_of_numbers_is_told(self):
        report = changed(lambda lines: lines.pop(table_rows(lines, "T4")[-1]))
        assert report.cells["T4:review:total"] == ABSENT
        assert "没有填数的一行" in report.remarks[0].message

    def test_other_tables_are_left(self):
        page = page_of("渠道\t条数\n网站\t12\n\n信息内容\t本年制发件数\n规章\t1\n")
        tables = read_tables(load_form("2021"), page.grids)
        assert [grid.rows[0][0].text for grid in tables.left] == ["渠道"]
        assert tables.cells["T2:regulations:issued"] == given(1)
        assert set(statutory_grids(load_form("2021"), page.grids)) == {"T2"}


class TestForm:
    def test_a_report_of_2020_is_read_with_its_form(self):
        form = load_form("2019")
        cells = {ref: given(number) for number, ref in enumerate(form.cells)}
        report = read_lines(lines_of(Report(sound_report().organ, 2020, "2019", cells)))
        assert (report.form_id, dict(report.cells)) == ("2019", cells)
        assert "form-disagrees" not in codes(report)

    def test_a_new_report_on_the_old_form_is_read_by_its_tables(self):
        form = load_form("2019")
        lines = lines_of(Report(sound_report().organ, 2023, "2019", dict.fromkeys(form.cells, given(4))))
        report = read_lines(lines)
        assert (report.form_id, report.value("T3:other:total")) == ("2019", 4)
        assert "〔2021〕30号" in remark(report, "form-disagrees").message

    def test_a_few_old_labels_do_not_outweigh_the_new_ones(self):
        def add(lines):
            n = at(lines, "二、主动公开政府信息情况") + 1
            lines[n:n] = [
                [""],
                ["上一年项目数量", "本年增/减", "采购项目数量", "采购总金额"],
                ["1", "2", "3", "4"],
                [""],
            ]

        report = changed(add)
        assert (report.form_id, report.cells == SOUND) == ("2021", True)

    def test_without_evidence_the_year_decides(self):
        assert choose_form(2020, ())[0].id == "2019"
        assert choose_form(2024, ())[0].id == "2021"


def _columns() -> list[str]:
    return [column.key for column in load_form("2021").table("T3").blocks[0].columns]


def test_a_grid_tells_each_of_its_texts_once_and_whether_a_cell_reaches_further():
    wide = GridCell("申请人情况", 0, 0, width=2)
    grid = Grid(((wide, wide), (GridCell("总计", 1, 0), GridCell("", 1, 1)), (GridCell("总计", 2, 0),)))
    assert grid.texts == ("申请人情况", "总计")
    assert grid.has_merged
    assert not Grid(grid.rows[1:]).has_merged
