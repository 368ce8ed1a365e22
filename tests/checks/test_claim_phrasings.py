"""Many ways of saying one thing: filled in from the tables they are right, and each number altered is noticed."""

import re
import tomllib
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from checks.claim_scoring import FORM, fixtures, prose_rules
from report_assistant.checks import Case, Finding, check
from report_assistant.report import Paragraph, full_text

WRITTEN = tomllib.loads(Path(__file__).with_name("claims_phrasings.toml").read_text(encoding="utf-8"))
TOPICS = {topic.id: topic.title for topic in FORM.topics}
_SLOT = re.compile(r"\{([^}]*)\}")
_SHARE = re.compile(r"(.+)/(.+)%(\d)")


def findings(text: str, fixture: str, section: str, rules: list[str]) -> tuple[tuple[Finding, ...], str]:
    """What is found, and the whole text of the section it is found in."""
    report, prior = fixtures("newer")[fixture]
    paragraphs = (Paragraph(text, TOPICS.get(section)),)
    verdict = check(Case(report.with_section(section[0], paragraphs), prior), only=rules)
    assert "crashed" not in verdict.outcomes.values(), text
    return verdict.findings, full_text(paragraphs)


def value(slot: str, fixture: str) -> Decimal:
    """What a slot stands for: a sum, a difference or a share of cells of either year."""
    if share := _SHARE.fullmatch(slot):
        part, whole = value(share[1], fixture), value(share[2], fixture)
        return (part * 100 / whole).quantize(Decimal(1).scaleb(-int(share[3])), ROUND_HALF_UP)
    first, *rest = re.split(r"([+-])", slot)
    total = held(first, fixture)
    for sign, name in zip(rest[::2], rest[1::2], strict=True):
        total += held(name, fixture) if sign == "+" else -held(name, fixture)
    return abs(total)


def held(name: str, fixture: str) -> Decimal:
    report = fixtures("newer")[fixture][name.startswith("<")]
    patterns = WRITTEN["cells"][name.lstrip("<")].split("|")
    cells = [ref for ref in FORM.cells if any(fnmatchcase(ref, pattern) for pattern in patterns)]
    assert cells, name
    return sum((Decimal(report.value(ref) or 0) for ref in cells), Decimal(0))


def altered(number: Decimal, slot: str) -> Decimal:
    """Another number, which nothing that the sentence may mean comes to."""
    if "%" in slot:
        return number + 9 if number < 85 else number - 11
    return number + 1 + max(3, number // 3)


def filled(template: str, fixture: str, wrong: int | None = None) -> tuple[str, tuple[int, int]]:
    """The sentence with its numbers, and where the wrong one stands."""
    text, span = "", (0, 0)
    for at, piece in enumerate(_SLOT.split(template)):
        if not at % 2:
            text += piece
            continue
        number = value(piece, fixture)
        written = f"{(altered(number, piece) if at // 2 == wrong else number).normalize():f}"
        span = (len(text), len(text) + len(written)) if at // 2 == wrong else span
        text += written
    return text, span


def phrasings() -> Iterator[tuple[str, str, str]]:
    for block in WRITTEN["phrasing"]:
        yield from ((template, block["fixture"], block["section"]) for template in block["texts"])


def noticed(template: str, fixture: str, section: str, at: int) -> bool:
    text, (start, end) = filled(template, fixture, at)
    found, whole = findings(text, fixture, section, prose_rules())
    before = whole.index(text)
    return any(one.span and one.span[0] < before + end and before + start < one.span[1] for one in found)


def test_what_agrees_with_the_tables_is_left_alone():
    told = [(filled(template, fixture)[0], fixture, section) for template, fixture, section in phrasings()]
    assert len(told) >= 400
    alarms = [(text, findings(text, *place, prose_rules())[0]) for text, *place in told]
    assert [text for text, found in alarms if found] == []


def test_every_number_of_every_phrasing_is_held_to_the_tables():
    slots = [(*one, at) for one in phrasings() for at in range(len(_SLOT.findall(one[0])))]
    assert len(slots) >= 600
    assert [
        (template, at) for template, fixture, section, at in slots if not noticed(template, fixture, section, at)
    ] == []


def test_saying_none_is_right_where_there_was_none_and_noticed_where_there_was_some():
    none = WRITTEN["none"]
    for text in none["texts"]:
        assert findings(text, none["right"], "1.2", prose_rules())[0] == (), text
        assert findings(text, none["wrong"], "1.2", prose_rules())[0], text


@pytest.mark.parametrize(
    "block", WRITTEN["told"], ids=lambda block: f"{block['rule']}-{block['fixture']}-{block['section']}"
)
def test_neighbours_years_and_names(block):
    rules = prose_rules() if block["rule"] == "N" else block["rule"].split()
    found = {text: findings(text, block["fixture"], block["section"], rules)[0] for text in block["texts"]}
    assert [text for text in found if bool(found[text]) != block["wrong"]] == []
