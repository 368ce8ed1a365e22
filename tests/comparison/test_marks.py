"""Marks: what two texts have in common is met wherever it stands, and strangers and stock meet nowhere."""

import subprocess
import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consistent import sound_report
from report_assistant.comparison import retold
from report_assistant.comparison.marks import kept_marks, sought_marks
from report_assistant.report import Paragraph

PASSAGE = "街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访。"
STOCK = "根据《中华人民共和国政府信息公开条例》编制本报告，统计期限自2025年1月1日至2025年12月31日。"
FILLING = st.text(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=40)


def told(text, section="5"):
    return retold(replace(sound_report(), sections={section: (Paragraph(text),)}))


def common(mine, theirs):
    return len(sought_marks(told(mine)) & kept_marks(told(theirs)))


@given(FILLING, FILLING, FILLING, FILLING, st.integers(20, 45), st.integers(0, 4))
def test_twenty_characters_in_common_are_met_wherever_they_stand(before, after, ahead, behind, length, start):
    run = PASSAGE[start : start + length]
    assert common(before + run + after, ahead + run + behind) >= 1


@given(FILLING, FILLING)
def test_a_passage_of_forty_leaves_three(before, ahead):
    run = PASSAGE[:40]
    assert common(before + run, ahead + run) >= 3


def test_strangers_stock_and_what_is_too_short_meet_nowhere():
    assert common(PASSAGE, PASSAGE[::-1]) == 0
    assert common(STOCK, STOCK) == 0
    assert common("子丑寅" + PASSAGE[:10], "卯" + PASSAGE[:10] + "辰巳午未") == 0


def test_years_widths_and_places_make_no_difference():
    mine, theirs = "2025年，" + PASSAGE, "2024年," + PASSAGE.replace("，", ",").replace("一次", "一 次")
    assert sought_marks(told(mine)) & kept_marks(told(theirs, "6")) == kept_marks(told(theirs, "6"))


def test_marks_are_the_same_in_every_process():
    program = (
        "from report_assistant.comparison.marks import kept_marks\n"
        "from report_assistant.comparison import Retold\n"
        "from report_assistant.report.stretch import Stretch\n"
        f"print(sorted(kept_marks(Retold([Stretch('5', '5', 0, {PASSAGE!r})]))))"
    )
    calls = (subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in "ab")
    first, second = (call.stdout for call in calls)
    assert first == second == f"{sorted(kept_marks(told(PASSAGE)))}\n"
