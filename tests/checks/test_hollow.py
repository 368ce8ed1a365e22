"""Section five that says nothing, and section five that says little."""

import time

import pytest

from consistent import sound_report
from report_assistant.checks import Case, check
from report_assistant.checks.reading.hollow import denies_problems, names_nothing
from report_assistant.report import Paragraph

NOTHING = [
    "暂无明显问题，将继续努力做好各项工作，今后进一步提高政府信息公开水平，确保落实。",
    "本年度我街道政府信息公开工作总体情况良好，不存在问题，下一步将继续按照上级要求做好公开工作。",
    "虽然我单位政府信息公开工作取得了一定的成绩，但还存在一些不足和差距，今后将继续努力，进一步做好各项工作。",
    "经自查，我镇政府信息公开工作未发现突出问题。下一步，我镇将组织学习条例，按季开展检查。",
    "2025年，我局政务公开工作取得了较好成效，但离上级要求还有一定差距，下一步将进一步提高认识，推动工作再上新台阶。",
    "存在的主要问题：工作水平有待进一步提高。改进情况：将继续加强学习，不断提升能力，做好政府信息公开工作。",
    "当前，我镇政府信息公开工作运行平稳，未发现明显问题和不足，今后将保持良好势头，持续做好相关工作。",
    "与上级要求和群众期盼相比仍有一定差距，需要在今后的工作中不断加以改进和完善，努力提升公开工作质效。",
    "无。本年度政府信息公开工作有序开展，没有需要报告的问题，栏目更新、答复均按规定进行。",
]
SOMETHING = [
    "没有突出问题，但个别村级公开栏存在内容陈旧现象，已督促三个村完成更新，并纳入月度巡查。",
    "存在的主要问题：公开内容的可读性还不够强，解读形式比较单一。改进情况：已增加图表解读。",
    "人员变动频繁，业务不够熟练。下一步加强培训，不断提高工作水平，进一步做好政府信息公开工作。",
    "公开的及时性有待提高，主动公开意识还需加强，下一步将认真落实条例要求，确保按时公开。",
    "上年提出的问题已全部整改，复查未发现问题反弹。今年的不足是解读少、形式旧，拟增加图解。",
    "本年度没有发现答复超期的问题，但仍有三件补正不清，往返时间长，计划统一告知书。",
    "没有收到投诉。主要问题是栏目更新慢，已明确专人每周更新，三季度起不再超期发布信息。",
    "没有问题不等于没有差距：村级公开栏内容更新滞后，已要求按月更换，年底前完成检查。",
    "一是政策解读少；二是基层信息员不熟悉要求。已组织培训两期，并编印工作手册发到各村。",
    "存在的问题主要是主动公开内容不全面，群众关心的征地信息少。下一步梳理清单，逐项公开。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_problem(text):
    (finding,) = check(Case(sound_report().with_section("5", (Paragraph(text),))), only=["S-06"]).findings
    assert "没有写出一个具体问题" in finding.message


@pytest.mark.parametrize("text", SOMETHING)
def test_what_names_one(text):
    assert not names_nothing(text)
    assert check(Case(sound_report().with_section("5", (Paragraph(text),))), only=["S-06"]).findings == ()


def test_a_denial_beside_a_named_problem_denies_nothing():
    assert denies_problems("未发现明显问题。") == "未发现明显问题"
    assert denies_problems("未发现明显问题，但更新不及时。") == ""


def test_a_long_clause_is_not_parted_in_every_way():
    started = time.perf_counter()
    assert not names_nothing("做好一些" * 500 + "甲")
    assert time.perf_counter() - started < 1
