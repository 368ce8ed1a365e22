"""Whose report, and of which year."""

import tomllib
from pathlib import Path

import pytest

from intake.written import codes, read_text, remark
from report_assistant.errors import UnusableInput
from report_assistant.intake.identity import (
    UNNAMED,
    find_other_title,
    find_title,
    find_year,
    is_organ_name,
    organ_named,
)

TITLES = tomllib.loads((Path(__file__).parent / "titles.toml").read_text(encoding="utf-8"))["title"]
BODY = "一、总体情况\n概况。\n六、其他需要报告的事项\n无。\n"
TITLE = "甲县某镇人民政府2025年政府信息公开工作年度报告\n"


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [
        ("鲁山县汇源街道办事处", "subdistrict", "汇源街道"),
        ("德州市德城区新湖街道办事处", "subdistrict", "新湖街道"),
        ("沙市区中山路街道办事处", "subdistrict", "中山路街道"),
        ("济南市市中区六里山街道办事处", "subdistrict", "六里山街道"),
        ("某县城区街道办事处", "subdistrict", "城区街道"),
        ("龙游县横山镇人民政府", "township", "横山镇"),
        ("某自治县龙脊乡人民政府", "township", "龙脊乡"),
        ("鲁山县人民政府", "county", "鲁山县"),
        ("平顶山市新华区人民政府", "county", "新华区"),
        ("平顶山市人民政府", "city", "平顶山市"),
        ("延边朝鲜族自治州人民政府", "city", "延边朝鲜族自治州"),
        ("上海市人民政府", "province", "上海市"),
        ("河南省人民政府", "province", "河南省"),
        ("内蒙古自治区人民政府", "province", "内蒙古自治区"),
        ("鲁山县审计局", "department", "审计局"),
        ("鲁山县卫生健康委员会", "department", "卫生健康委员会"),
        ("河南省财政厅", "department", "财政厅"),
        ("某高新技术产业开发区管理委员会", "other", "某高新技术产业开发区管理委员会"),
        ("某市公共资源交易中心", "other", "某市公共资源交易中心"),
    ],
)
def test_the_kind_and_the_short_form_follow_from_the_name(name, kind, short):
    organ = organ_named(name)
    assert (organ.name, organ.kind, organ.short_name) == (name, kind, short)


@pytest.mark.parametrize("title", TITLES, ids=lambda title: "".join(title["lines"]))
def test_organ_year_kind_and_short_form_are_told_by_the_title(title):
    found = find_title(title["lines"])
    organ = organ_named(found.organ)
    assert (found.year, organ.name, organ.kind, organ.short_name) == (
        2025,
        title["organ"],
        title["kind"],
        title["short"],
    )


def test_a_page_s_other_lines_round_a_broken_title_are_no_part_of_it():
    title = find_title(["首页", "甲县柳林镇", "人民政府2025年政府信息", "公开工作年度报告", "发布日期：2026-01-20"])
    assert (title.organ, title.first, title.last) == ("甲县柳林镇人民政府", 1, 3)


def test_spaces_in_a_name_are_no_part_of_it():
    assert organ_named("鲁山县 汇源街道 办事处").name == "鲁山县汇源街道办事处"


@pytest.mark.parametrize("text", ["无", "本年度无", "2025年1月1日", "问题及改进情况。", "其他事项"])
def test_not_every_line_is_an_organ(text):
    assert not is_organ_name(text)


@pytest.mark.parametrize(
    "lines",
    [
        ["甲县审计局2025年政府信息公开工作年度报告"],
        ["甲县审计局 2025 年度政府信息公开工作年度报告"],
        ["甲县审计局", "2025年政府信息公开工作年度报告"],
        ["甲县审计局2025年度政府", "信息公开工作年度报告"],
        ["2025年甲县审计局政府信息公开工作年度报告"],
        ["甲县审计局政府信息公开工作年度报告（2025年）"],
        ["（2025年）甲县审计局政府信息公开工作年度报告"],
        ["《关于甲县审计局2025年政府信息公开工作年度报告》"],
        ["“甲县审计局2025年政府信息公开工作年度报告”"],
        ["甲县审计局", "关于2025年度", "政府信息公开年度报告"],
        ["甲县审计局二〇二五年政府信息公开工作年度报告"],
        ["甲县审计局2025年年度政府信息公开工作年度报告"],
        ["甲县审计局2025年政府信息公开工作年度年度报告"],
        ["首页 > 政府信息公开年报", "标题：甲县审计局2025年政府信息公开工作报告", "发布日期：2026-01-20"],
    ],
)
def test_a_title_is_found_in_all_its_shapes(lines):
    title = find_title(lines)
    assert (title.organ, title.year) == ("甲县审计局", 2025)


@pytest.mark.parametrize(
    "line", ["现将甲县审计局2025年政府信息公开工作年度报告公布如下", "政府信息公开指南", "首页 > 政府信息公开年报", ""]
)
def test_not_every_line_about_the_report_is_its_title(line):
    assert find_title([line]) is None


@pytest.mark.parametrize(
    "line",
    [
        "甲县审计局2025年政务公开工作总结",
        "甲县审计局2025年度政府信息公开工作情况",
        "甲县审计局2025年政务公开工作要点",
        "甲县审计局2025年政府信息公开工作情况汇报",
        "甲县审计局2025年政府信息公开工作总结报告",
    ],
)
def test_the_title_of_another_kind_of_document_is_known_as_such(line):
    assert find_title([line]) is None
    title = find_other_title([line])
    assert (title.organ, title.year, title.is_report) == ("甲县审计局", 2025, False)


@pytest.mark.parametrize(
    "line", ["政务公开工作要点", "2025年公开政府信息情况统计", "概况。", "2025年政务公开工作总结如下"]
)
def test_a_link_of_the_page_is_no_other_title(line):
    assert find_other_title([line]) is None


@pytest.mark.parametrize(
    ("text", "year"), [("二〇二五年", 2025), ("二○二一年度", 2021), ("共20件", None), ("2150", None)]
)
def test_years_are_four_digits_or_a_numeral(text, year):
    assert find_year(text) == year


class TestRemarks:
    def test_a_summary_in_the_report_s_place_is_told(self):
        report = read_text(f"甲县审计局2025年政务公开工作总结\n{BODY}")
        assert (report.organ.name, report.year) == ("甲县审计局", 2025)
        assert "“甲县审计局2025年政务公开工作总结”" in remark(report, "title-altered").message
        assert "title-missing" not in codes(report)

    def test_a_summary_s_title_makes_no_report_of_a_summary(self):
        with pytest.raises(UnusableInput, match="不是政府信息公开工作年度报告"):
            read_text("甲县审计局2025年政务公开工作总结\n一、总体情况\n概况。\n")

    def test_without_a_title_the_signature_tells(self):
        report = read_text(f"{BODY}乙县审计局\n2025年1月10日")
        assert (report.organ.name, report.year) == ("乙县审计局", 2024)
        assert "title-missing" in codes(report)

    def test_without_title_and_signature_the_file_name_tells(self):
        report = read_text(BODY, "乙县审计局2023.txt")
        assert (report.organ.name, report.year) == ("乙县审计局", 2023)

    def test_the_statistics_period_tells_the_year(self):
        report = read_text("政府信息公开工作年度报告\n一、总体情况\n统计期限自2022年1月1日起至12月31日止。\n")
        assert (report.year, report.organ.name) == (2022, UNNAMED)
        assert {"title-year-missing", "title-organ-missing"} <= set(codes(report))

    def test_without_any_year_the_person_must_say(self):
        with pytest.raises(UnusableInput, match=r"报告.txt：看不出是哪一年的报告。请在标题里写明年度"):
            read_text(f"政府信息公开工作年度报告\n{BODY}")

    @pytest.mark.parametrize(
        ("body", "told"),
        [
            ("一、总体情况\n统计期限自2024年1月1日至2024年12月31日。\n", "统计期限写的是 2024 年"),
            (f"{BODY}甲县某镇人民政府\n2025年1月10日", "落款日期在 2025 年 1 月，那时这一年还没有结束"),
            (f"{BODY}甲县某镇人民政府\n2026年1月10日", ""),
            (f"{BODY}甲县某镇人民政府\n2024年1月10日", "落款日期在 2024 年"),
            ("一、总体情况\n2024年公开12条。2024年收到申请3件。\n", "正文写的是 2024 年"),
            ("一、总体情况\n2025年公开12条，较2024年增加，2024年为9条。\n", ""),
            ("一、总体情况\n与2024年持平。\n", ""),
        ],
    )
    def test_a_year_is_doubted_only_where_the_text_is_clear(self, body, told):
        report = read_text(TITLE + body)
        assert report.year == 2025
        assert ("title-year-disagrees" in codes(report)) is bool(told)
        assert not told or told in remark(report, "title-year-disagrees").message

    @pytest.mark.parametrize(
        ("signed", "doubted"),
        [("甲县某镇人民政府", False), ("某镇人民政府", False), ("甲县乙镇人民政府", True), ("甲县审计局", True)],
    )
    def test_an_organ_is_doubted_where_another_one_signs(self, signed, doubted):
        report = read_text(f"{TITLE}{BODY}{signed}\n2026年1月10日")
        assert report.organ.name == "甲县某镇人民政府"
        assert ("title-organ-disagrees" in codes(report)) is doubted
