"""Words of disclosure, words of all work, words of another field."""

import pytest

from report_assistant.checks.reading.disclosure import aspects, bearing, speaks_of_disclosure

OF_DISCLOSURE = """
政策解读形式单一
依申请公开答复超期
申请人对答复不满意
网站栏目更新不及时
公众号推送与网站不一致
规范性文件清理结果公布不及时
公文属性认定流于形式
公开专区利用率不高
个别信息发布前没有保密审查
惠农补贴公示不到个人
老年人看不到网上公开的信息
行政处罚决定书公示存在漏项
抽检结果公布后群众看不懂
信息员变动频繁
历史文件没有清理，失效文件仍挂在网上
物业小区的公开栏损坏后没有更换
安全生产检查信息公开不及时
涉企政策问答库没有更新
机构改革后机构职能信息没有调整
征地拆迁信息公开的链条不完整
"""
DECOYS = """
申请法院强制执行的案件积压
预警信息发布后响应慢
信访答复质量不高
入党申请人的培养周期长
公开课质量不高
提案答复不及时
"""
OF_ANOTHER_FIELD = """
数字鸿沟明显，基层数字化人才短缺
网格员负担较重，工单重复派发
政务服务事项办理不够便捷
智慧治理水平滞后
公开招标的项目推进缓慢
公开招聘的社区工作者流失较多
群众申请低保救助的手续多
政务服务平台接入部门少
招商引资难度大
老旧管网多，防汛压力大
基层执法力量不足
村集体经济薄弱
垃圾分类推进缓慢
人居环境整治任务重
矛盾纠纷多发
"""


@pytest.mark.parametrize("sentence", OF_DISCLOSURE.split())
def test_it_speaks_of_disclosure(sentence):
    assert speaks_of_disclosure(sentence)
    assert bearing(sentence) == "disclosure"


@pytest.mark.parametrize("sentence", DECOYS.split())
def test_it_has_the_words_and_does_not_speak_of_it(sentence):
    assert not speaks_of_disclosure(sentence)
    assert speaks_of_disclosure(f"{sentence}，公开也不够")


@pytest.mark.parametrize("sentence", OF_ANOTHER_FIELD.split())
def test_it_speaks_of_another_field(sentence):
    assert not speaks_of_disclosure(sentence)
    assert bearing(sentence) == "other"


@pytest.mark.parametrize(
    "sentence",
    ["人员变动频繁，业务不够熟练", "受机构改革影响，工作人员变动频繁，业务衔接不畅", "制度还不够健全", "加强学习"],
)
def test_people_rules_and_time_are_of_all_work(sentence):
    assert bearing(sentence) == "work"


def test_a_sentence_without_a_known_word_bears_on_nothing():
    assert bearing("校车线路少") == "nothing"
    assert bearing("") == "nothing"


def test_one_word_of_disclosure_beside_a_decoy_is_enough():
    assert speaks_of_disclosure("公开招标结果在网站公布")
    assert speaks_of_disclosure("政务服务网站点公开指南")
    assert speaks_of_disclosure("ＡＰＰ上的《条例》解读")


def test_two_sentences_are_on_one_side_of_the_work_or_on_none():
    assert aspects("政策解读数量偏少") & aspects("业务科室起草解读稿")
    assert not aspects("公开的文件失效") & aspects("公开的信息要统一答复")
