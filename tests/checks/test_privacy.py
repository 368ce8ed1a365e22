"""Personal data: numbers, names and homes of persons; what an organ publishes of itself stays."""

import json

import pytest

from checks.one_sentence import breaches
from consistent import sound_report
from report_assistant.checks import Case, check, verdict_to_json
from report_assistant.checks.privacy import no_person_can_be_recognised as rule
from report_assistant.checks.reading.personal import hidden, masked
from report_assistant.report import Paragraph

# The number that the standard for identity numbers (GB 11643) prints as its example.
EXAMPLE = "11010519491231002X"
CARD = "6222021234567890128"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"证件号{EXAMPLE}。", "居民身份证号码"),
        (f"证件号{EXAMPLE[:6]} {EXAMPLE[6:14]} {EXAMPLE[14:]}已登记。", "居民身份证号码"),
        ("证件号１１０１０５１９４９１２３１００２Ｘ。", "居民身份证号码"),
        ("身份证号码：110105194912310021。", "居民身份证号码"),  # a wrong check digit, and called so
        ("联系电话13800138000。", "手机号码"),
        ("手机138-0013-8000，", "手机号码"),
        ("+86 13800138000", "手机号码"),
        (f"退款至银行卡{CARD}。", "银行卡号"),
        (f"账户{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}。", "银行卡号"),
        ("申请人的电话0375-5050000，已回访。", "固定电话号码"),
        ("0375-5050000已登记在案。", "固定电话号码"),
        ("（0375）5050000已登记在案。", "固定电话号码"),
        ("结果发至jianguo@example.com。", "电子邮箱"),
        ("申请人王建国提出政府信息公开申请1件。", "个人姓名"),
        ("申请人：赵国强，要求公开批文。", "个人姓名"),
        ("原告李秀英不服答复，提起诉讼。", "个人姓名"),
        ("申请人王建国、李秀英等5人申请公开征地批复。", "个人姓名"),
        ("刘建华女士来信反映补偿问题。", "个人姓名"),
        ("居民张伟要求公开补偿标准。", "个人姓名"),
        ("当事人欧阳明申请公开。", "个人姓名"),
        ("申请人住青禾小区3号楼2单元501室。", "个人住址门牌"),
        ("信访人家住5栋302室。", "个人住址门牌"),
    ],
)
def test_a_person_can_be_recognised(text, kind):
    (breach,) = breaches(rule, text)
    whole = text[slice(*breach.span)]
    assert kind in breach.message
    assert breach.quote == masked(whole) != whole
    assert whole not in breach.message


@pytest.mark.parametrize(
    "text",
    [
        "申请人张某某提出申请1件，申请人李某要求公开，张先生表示满意。",
        "申请人张××，电话138****0000，证号4101**********0012。",
        "本单位联系电话：0375-5050000，传真0375-5050001。",
        "监督电话（0375）5050000，12345热线办结1380件。",
        "电子邮箱：qinghe@example.com，投稿至xxgk@example.gov.cn。",
        "地址：青禾路12号3号楼201室，邮编467300。",
        "申请人可拨打0375-5050000咨询。",
        "申请人提出的申请12件，申请人要求公开的事项，申请人应当补正，申请人撤回1件。",
        "申请人陈述理由3次，申请人陆续提交材料，申请人严重超期，申请人周知后不再申请。",
        "申请人就同一事项、向同一机关、因同一理由重复申请。",
        "居民周边的公开栏13处，居民高频咨询，居民张贴公告，市民范围扩大，村民陈旧房屋改造。",
        "村民代表会议公示，群众对公开工作满意，第三人意见征求2次，原告不服，诉至法院。",
        "全年推送12345678次，访问量13812345次。",
        "统一社会信用代码911101051234567890，索引号：41042300020251234567。",
        "网址https://www.example.gov.cn/art/2025/1/13/art_13800138000.html。",
        "国办公开办函〔2021〕30号，2025年1月1日至2025年12月31日，2025-01-01 2025-12-31。",
        "查阅点设在便民服务中心1号楼101室，居民可在3号楼101室窗口查阅。",
        "证件号110105194912310021。",  # no check digit, and nothing says it is one
        f"卡号{'6222021234567890127'[:10]}。",
    ],
)
def test_nobody_can_be_recognised(text):
    assert breaches(rule, text) == []


@pytest.mark.parametrize(("written", "shown"), [("王明", "王*"), ("王建国", "王*国"), ("12345", "1***5")])
def test_only_the_ends_are_shown(written, shown):
    assert masked(written) == shown


def test_nobody_can_be_recognised_in_anything_a_finding_says():
    written = f"问题：申请人王建国的身份证号{EXAMPLE}登记在册。"
    report = sound_report().with_section("5", (Paragraph(written),))
    verdict = check(Case(report))
    told = verdict_to_json(verdict)["findings"]
    assert {"W-04", "W-08"} <= {one["rule"] for one in told}
    assert {one["sentence"] for one in told if one["rule"] == "W-04"} == {
        f"问题：申请人王*国的身份证号{masked(EXAMPLE)}登记在册"
    }
    said = json.dumps(told, ensure_ascii=False) + "".join(finding.message for finding in verdict.findings)
    assert "王建国" not in said
    assert EXAMPLE not in said


def test_what_is_hidden_is_as_long_as_it_was_and_the_rest_stays():
    text = f"申请人王建国，手机13800138000，本单位电话0375-5050000，证件号{EXAMPLE}。"
    assert hidden(text) == f"申请人王*国，手机1*********0，本单位电话0375-5050000，证件号{masked(EXAMPLE)}。"
    assert hidden("收到申请12件。") == "收到申请12件。"
