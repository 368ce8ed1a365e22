from dataclasses import replace

import pytest

from consistent import sound_prior, sound_report
from report_assistant.comparison import prior_doubt
from report_assistant.intake.identity import UNNAMED
from report_assistant.report import Organ

STRANGER = Organ("样例市白水镇人民政府")


def test_nothing_is_held_against_last_years_own_report():
    assert prior_doubt(sound_report(), sound_prior()) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"year": 2022}, "是 2022 年的报告，不是 2024 年的"),
        ({"year": 2025}, "是 2025 年的报告，不是 2024 年的"),
        ({"organ": STRANGER}, f"是样例市白水镇人民政府 2024 年的报告，这份是{sound_report().organ.name} 2025 年的"),
        ({"organ": Organ(UNNAMED)}, ""),
        ({"organ": Organ(UNNAMED), "year": 2023}, "是 2023 年的报告，不是 2024 年的"),
        ({"organ": replace(sound_prior().organ, name="白水县" + sound_prior().organ.name)}, ""),
    ],
)
def test_another_organ_and_another_year_are_told(changes, words):
    assert prior_doubt(sound_report(), replace(sound_prior(), **changes)) == words


def test_the_report_itself_is_no_prior():
    assert prior_doubt(sound_report(), sound_report()) == "就是这份报告，不是上一年度报告"
