from collections.abc import Iterator
from decimal import Decimal

import pytest

from doubles.scripted_endpoint import Endpoint, scripted_endpoint
from report_assistant.drafting import ModelWriter
from report_assistant.official import load_form
from report_assistant.report import Note, Organ, Paragraph, Report, given
from report_assistant.settings import Endpoint as Address
from report_assistant.settings import Settings

GIVEN = {
    "T3:new:natural": 12, "T3:new:business": 6, "T3:new:total": 18, "T3:carried_in:total": 2, "T3:total:total": 17,
    "T3:carried_out:total": 3, "T3:granted:total": 9, "T3:partial:total": 3, "T3:denied.third_party:total": 2,
    "T3:unable.not_held:total": 2, "T3:refused.petition:total": 1, "T2:normative:issued": 2,
    "T2:normative:repealed": 1, "T2:normative:in_force": 8, "T2:licences:decisions": 349,
    "T2:fees:amount": Decimal("31.64"), "T4:review:upheld": 1, "T4:review:total": 1,
}  # fmt: skip
TOLD = (
    ("1.1", "- 2026年，全年公开政府信息126条，其中门户网站98条、微信公众号28条。"),
    ("1.3", "我街道认定公文公开属性236件。"),
    ("1.4", "公开栏由13处调整为14处"),
    ("1.5", "青禾街道开展培训2次，参训40人次；"),
    ("1.5", "市级考核得96.8分，社会评议收回问卷430份，没有被追究责任的情形"),
    ("5", "问题：解读不够及时。"),
    ("5", "措施：解读稿与文件稿同步起草"),
    ("6", "信息处理费：发出收费通知1件，通知金额200元，实际收取200元"),
)


def report_of(changes=None, year=2026, told=TOLD, kind="subdistrict") -> Report:
    values = dict.fromkeys(load_form("2021").cells, 0) | {"T2:fees:amount": Decimal(0)} | GIVEN | (changes or {})
    cells = {ref: given(value) for ref, value in values.items() if value is not None}
    notes = tuple(Note(number, place, text) for number, (place, text) in enumerate(told, start=1))
    return Report(Organ("样例市青禾街道办事处", "青禾街道", kind), year, cells=cells, notes=notes)


@pytest.fixture
def report() -> Report:
    return report_of()


@pytest.fixture
def prior() -> Report:
    before = report_of({"T3:new:total": 15, "T3:total:total": 14, "T3:carried_out:total": 2}, 2025, ())
    return before.with_section("5", (Paragraph("公开栏目维护不及时，全年更新88条。"),))


@pytest.fixture(scope="session")
def endpoint() -> Iterator[Endpoint]:
    with scripted_endpoint() as running:
        yield running


@pytest.fixture
def model(endpoint: Endpoint):
    """A model writer on the scripted endpoint, for a structured mode, a time limit and a number of retries."""

    def writer(structured: str = "function_calling", timeout_s: float = 5.0, retries: int = 0) -> ModelWriter:
        address = Address(endpoint.base_url, "scripted", "key-1")
        return ModelWriter(
            Settings(llm=address, llm_structured=structured, llm_timeout_s=timeout_s, llm_retries=retries)
        )

    return writer
