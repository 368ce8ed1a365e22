import pytest

from report_assistant.checks.reading.quantities import quantities


def counted(text):
    return [(text[q.start : q.end], float(q.value), q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新收申请１２件", [("１２件", 12, "件")]),
        ("新收申请二十五件，办结25", [("二十五件", 25, "件"), ("25", 25, "")]),
        ("收费1.2万元", [("1.2万元", 1.2, "万元")]),
        ("收费12000元", [("12000元", 1.2, "万元")]),
        ("发布信息1,234条", [("1,234条", 1234, "条")]),
        ("占百分之九十八点五，约三分之一", [("百分之九十八点五", 98.5, "%"), ("三分之一", 100 / 3, "%")]),
        ("收到申请（12）件", [("12", 12, "")]),
        ("贰拾件", [("贰拾件", 20, "件")]),
        ("满意率95.1％", [("95.1％", 95.1, "%")]),
        ("下降近三成", [("三成", 30, "%")]),
        ("二十一项任务", [("二十一项", 21, "项")]),
        ("5个工作日内答复", [("5个", 5, "个")]),
    ],
)
def test_numbers_that_claim_something_are_found(text, expected):
    assert [(quote, pytest.approx(value), unit) for quote, value, unit in expected] == counted(text)


@pytest.mark.parametrize(
    "text",
    [
        "统计期限为2026年1月1日至2026年12月31日",
        "二〇二六年十二月三十一日",
        "国办公开办函〔2021〕30号、国务院令第711号、GB/T 9704—2012",
        "《条例》第二十条第（一）项、第三十条",
        "危及“三安全一稳定”、四类过程性信息、三类内部事务信息",
        "一是健全制度；二是加强培训。三是改进服务",
        "自收到申请之日起20个工作日内答复",
        "党的二十大和二十届四中全会精神，“十四五”规划",
        "进一步统一标准，逐一落实，高效办成一件事，拨打12345热线",
        "1.加强学习。2.完善制度",
        "第三季度、上半年、近年来",
    ],
)
def test_dates_names_articles_and_ordinals_claim_nothing(text):
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"), [("近百条", 90, 99), ("十余次", 11, 19), ("数十件", 20, 99), ("约50件", 45, 55)]
)
def test_open_numbers_keep_their_range(text, low, high):
    (quantity,) = quantities(text)
    assert (quantity.low, quantity.high, quantity.exact) == (low, high, False)
