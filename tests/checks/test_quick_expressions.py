"""What makes expressions quick changes none of their matches: openings, spelled-out choices, needed words."""

import re

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from report_assistant import zh
from report_assistant.checks.reading import obsolete, placeholders, quantities
from report_assistant.checks.reading.lexicon import alternatives, either, expression, lexicon, words

PLAIN_SILENT = re.compile("|".join((*quantities._DATED, *quantities._LEGAL_TERMS, quantities._FIXED)))
PLAIN_EMPTY = re.compile("|".join(placeholders._EMPTY_NUMBERS))
LISTS = ("dates", "self_names", "personal", "doubled", "absolutes", "disclosure")


def pieces_of(*patterns):
    """The words that stand in patterns, with what else numbers and sentences are made of."""
    told = {word for pattern in patterns for word in re.findall("[一-鿿]+|[①-⑳]|[A-Z]+", pattern)}
    return st.lists(st.sampled_from([*sorted(told), *"12０年月日号〔〕（）(),，。；、%/ \n"]), max_size=12).map("".join)


@generated(pieces_of(PLAIN_SILENT.pattern))
def test_every_silent_number_begins_with_an_opening_that_is_looked_for(text):
    assert spans(quantities._SILENT, text) == spans(PLAIN_SILENT, text)


@generated(pieces_of(PLAIN_EMPTY.pattern))
def test_every_empty_number_begins_with_an_opening_that_is_looked_for(text):
    assert spans(expression(placeholders._EMPTY_NUMBER), text) == spans(PLAIN_EMPTY, text)


@pytest.mark.parametrize(
    ("quick", "plain"),
    [(quantities._SILENT, PLAIN_SILENT), (expression(placeholders._EMPTY_NUMBER), PLAIN_EMPTY)],
    ids=["silent", "empty"],
)
def test_every_word_of_a_pattern_is_found_by_itself(quick, plain):
    told = sorted(set(re.findall("[一-鿿]+", plain.pattern)))
    text = "。".join(f"{word}，12{word}，{word}件，" for word in told)
    assert spans(plain, text)
    assert spans(quick, text) == spans(plain, text)


@pytest.mark.parametrize(("name", "block"), [(name, block) for name in LISTS for block in lexicon(name)])
def test_a_word_list_spelled_out_matches_what_it_says(name, block):
    written = re.compile("|".join(lexicon(name)[block]))
    text = "，".join(
        re.sub(r"[^一-鿿]+", "", word) + "，".join(re.findall("[一-鿿]+", word)) for word in lexicon(name)[block]
    )
    assert spans(words(name, block), text) == spans(written, text)


def test_a_choice_is_spelled_out_where_a_word_begins_with_it():
    assert alternatives("disclosure", "decoy").split("|")[-1] != ""
    assert "预警(?:信息)?(?:的)?发布(?:会)?|应急(?:信息)?(?:的)?发布(?:会)?" in alternatives("disclosure", "decoy")
    assert either("doubled", "sound") == f"(?:{alternatives('doubled', 'sound')})"
    assert words("doubled", "sound") is words("doubled", "sound")


@pytest.mark.parametrize("needs", ['["别的"]', "[]"])
def test_every_obsolete_expression_holds_a_word_its_term_needs(needs, tmp_path, monkeypatch):
    term = f'[[term]]\nneeds = {needs}\nsays = ["概述"]\nunless = []\nnow = "现在"\nsource = "出处"\n'
    (tmp_path / "obsolete.toml").write_text(term, encoding="utf-8")
    monkeypatch.setattr("report_assistant.checks.reading.obsolete.resources.files", lambda _: tmp_path)
    with pytest.raises(ValueError, match="words it needs"):
        obsolete._entries.__wrapped__()


@generated(st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFFFF, exclude_categories=("Cs",)), max_size=40))
def test_half_width_changes_each_wide_character_and_no_other(text):
    narrow = zh.half_width(text)
    assert len(narrow) == len(text)
    for wide, one in zip(text, narrow, strict=True):
        folded = " " if wide == "\u3000" else chr(ord(wide) - 0xFEE0) if "！" <= wide <= "～" else wide
        assert one == folded


def spans(pattern, text):
    return [found.span() for found in pattern.finditer(text)]
