import pytest

from drafting.conftest import report_of
from report_assistant.checks.reading.binding import every_support
from report_assistant.drafting import ground
from report_assistant.report import Passage

REPORT = report_of(told=(("1.1", "依据豫政办〔2024〕7号公开126条，网址 www.sample.gov.cn，自2019年起"),))
RULE = Passage("x", "guidance", "authority", "要点", "国办发〔2019〕14号")


def found(text, **material):
    return [(u.quote, u.why) for u in ground(text, every_support(REPORT), REPORT, **material)]


@pytest.mark.parametrize(
    "text",
    [
        "新收申请18件，公开126条。",
        "根据国办公开办函〔2021〕30号和国办函〔2020〕109号编制，统计期限为2026年1月1日至12月31日。",
        "依据豫政办〔2024〕7号，自2019年起在www.sample.gov.cn公开。",
        "2025年的问题已整改，2027年继续改进。",
    ],
)
def test_what_cells_notes_and_the_form_carry_passes(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("新收申请19件。", "19件"),
        ("2021年度公开126条。", "2021年"),
        ("根据国办发〔2019〕4号。", "办发〔2019〕4号"),
        ("根据国办公开办函〔2021〕31号。", "办函〔2021〕31号"),
        ("详见https://example.com/?q=18。", "https://example.com/?q=18"),
        ("见图![图](x)", "![图]"),
        ("公开<img src=x onerror=y>信息", "<img src=x onerror=y>"),
        ("见javascript:alert", "javascript:alert"),
    ],
)
def test_what_nothing_carries_is_named_at_its_place(text, quote):
    pieces = ground(text, every_support(REPORT), REPORT)
    assert quote in [piece.quote for piece in pieces]
    assert all(text[piece.start : piece.end] == piece.quote and piece.why for piece in pieces)


def test_an_authority_passage_carries_a_document_number_but_never_an_amount():
    assert found("依据国办发〔2019〕14号。", passages=(RULE,)) == []
    assert [quote for quote, _ in found("共14件。", passages=(RULE,))] == ["14件"]
