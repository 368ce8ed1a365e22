"""The forms say what the notices print, and prove themselves on loading."""

import copy
import tomllib
from importlib import resources

import docx
import pytest

from report_assistant import zh
from report_assistant.official import form_for_year, load_form
from report_assistant.official.loading import build_form
from shared_folder import blank_form

CONTRACT_ROWS_T3 = (  # contracts §1, in printed order
    "new carried_in granted partial denied.secret denied.law denied.safety denied.third_party denied.internal "
    "denied.process denied.case_file denied.query unable.not_held unable.to_create unable.unclear refused.petition "
    "refused.repeat refused.publication refused.excessive refused.reissue other.uncorrected other.unpaid "
    "other.other total carried_out"
)


@pytest.fixture
def written():
    file = resources.files("report_assistant.official").joinpath("form_2021.toml")
    return copy.deepcopy(tomllib.loads(file.read_text(encoding="utf-8")))


class TestForm2021:
    """国办公开办函〔2021〕30号: 10 + 175 + 15 cells, 42 printed relations."""

    form = load_form("2021")

    def test_the_cells_are_those_of_the_contract(self):
        rows = [row.key for row in self.form.table("T3").blocks[0].rows]
        assert " ".join(rows) == CONTRACT_ROWS_T3
        counts = [sum(ref.startswith(table) for ref in self.form.cells) for table in ("T2", "T3", "T4")]
        assert counts == [10, 175, 15]

    def test_relations_are_seven_seven_twenty_five_and_three(self):
        rules = [relation.rule for relation in self.form.relations]
        assert {rule: rules.count(rule) for rule in set(rules)} == {"T3-01": 7, "T3-02": 7, "T3-03": 25, "T4-01": 3}
        assert all(len(r.left) == 21 for r in self.form.relations if r.rule == "T3-02")

    def test_computed_are_the_total_column_the_total_row_and_the_totals_of_table_four(self):
        computed = {ref for ref, cell in self.form.cells.items() if cell.computed}
        assert len(computed) == 25 + 6 + 3
        assert "T3:carried_out:natural" not in computed

    def test_headings_are_numbered_as_printed(self):
        assert self.form.section(4).heading == "四、政府信息公开行政复议、行政诉讼情况"
        assert self.form.place_label("1.4") == "一（四）政府信息公开平台建设"
        assert self.form.place_label("5") == "五、存在的主要问题及改进情况"

    def test_every_label_stands_in_the_blank_official_form(self):
        document = docx.Document(str(blank_form()))
        printed = {zh.fold_label(cell.text) for table in document.tables for row in table.rows for cell in row.cells}
        printed |= {zh.fold_label(paragraph.text) for paragraph in document.paragraphs}
        labels = [section.heading for section in self.form.sections]
        for table in self.form.tables:
            for block in table.blocks:
                labels += [block.heading, block.corner]
                for line in (*block.rows, *block.columns):
                    labels += [line.label, *line.headings]
        assert [label for label in labels if label and zh.fold_label(label) not in printed] == []


def test_the_trial_form_has_one_row_of_other_outcomes_and_no_amount_of_fees():
    form = load_form("2019")
    assert "T3:other:natural" in form.cells
    assert "T3:other.unpaid:natural" not in form.cells
    assert "T2:fees:amount" not in form.cells
    assert all(len(r.left) == 19 for r in form.relations if r.rule == "T3-02")


@pytest.mark.parametrize(("year", "form_id"), [(2018, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")])
def test_the_form_follows_the_year(year, form_id):
    assert form_for_year(year).id == form_id


def test_what_two_blocks_or_two_forms_print_alike_is_one_column_and_one_row():
    blocks = [block for form_id in ("2021", "2019") for table in load_form(form_id).tables for block in table.blocks]
    for parts in ([c for b in blocks for c in b.columns], [r for b in blocks for r in b.rows]):
        alike = [(one.key, one.label, one.headings, one.aliases) for one in parts]
        assert len(set(map(id, parts))) == len(set(alike)) < len(parts)


def test_an_unknown_form_is_a_key_error():
    with pytest.raises(KeyError):
        load_form("2008")


class TestSelfCheck:
    """A form that contradicts itself does not load."""

    def test_a_relation_that_names_no_row(self, written):
        written["table"][1]["relation"][0]["left"].append("refusal.*")
        with pytest.raises(ValueError, match="refusal"):
            build_form(written)

    def test_a_row_that_stands_twice(self, written):
        rows = written["table"][1]["block"][0]["rows"]
        rows.append(rows[3])
        with pytest.raises(ValueError, match=r"labels once|every cell once"):
            build_form(written)

    def test_a_cell_of_table_four_under_no_relation(self, written):
        written["table"][2]["relation"] = []
        with pytest.raises(ValueError, match="under a relation"):
            build_form(written)

    def test_a_section_out_of_order(self, written):
        written["section"].reverse()
        with pytest.raises(ValueError, match="six sections"):
            build_form(written)

    def test_a_block_without_a_source(self, written):
        written["table"][0]["block"][0]["source"] = ""
        with pytest.raises(ValueError, match="source"):
            build_form(written)
