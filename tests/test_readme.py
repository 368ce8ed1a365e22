"""The README says what is so: its generated parts are fresh, and its two lines are one line each."""

import re

from readme import README, generated


def block_after(heading):
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}\n(?:.*\n)*?```\w*\n((?:.*\n)*?)```", text, re.MULTILINE)
    return found.group(1).splitlines()


def test_the_generated_parts_are_fresh():
    assert generated() == README.read_text(encoding="utf-8"), "run `make readme`"


def test_run_is_one_line_with_its_own_environment_that_ends_in_the_main_job():
    (line,) = block_after("Run")
    assert line.startswith("python3 -m venv .venv && ")
    assert "-c constraints.txt" in line
    assert line.endswith("report-assistant demo --out out")


def test_test_is_one_line_that_ends_in_the_one_door():
    (line,) = block_after("Test")
    assert line.endswith("make check PYTHON=.venv/bin/python")


def test_every_rule_of_the_catalogue_is_in_the_change_log():
    from report_assistant.checks import catalogue

    log = (README.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [rule_id for rule_id in catalogue() if rule_id not in log] == []
