"""The vocabulary of claims: which character each word may begin with, and so under which it is looked up."""

import pytest

from report_assistant.checks.reading.claim_words import _beginnings, read_phrase


@pytest.mark.parametrize(
    ("says", "heads", "empty"),
    [
        ("申请|收到", "申收", False),
        ("(?:作出)?(?:答复|决定)", "作答决", False),
        ("(?:(?:已|均)*予以)?公开", "已均予公", False),
        ("^(?<!不)(?=予)予以?", "予", False),
        ("[均都]{0,2}审结$", "[均都]审", False),
        ("年{1,3}底", "年", False),
        ("㊤\0*新收", "㊤", False),
        (r"\(含", "\\(", False),
        ("(?:已|)", "已", True),
        ("", "", True),
    ],
)
def test_the_characters_an_expression_may_begin_with(says, heads, empty):
    assert _beginnings(says) == (set(heads), empty)


def test_a_character_no_word_begins_with_is_unknown_and_what_follows_is_read():
    phrase = read_phrase("\ue000新收")
    assert [word.kind for word in phrase.words] == ["row"]
    assert (phrase.known, phrase.known_from, phrase.opens) == (False, 1, False)
