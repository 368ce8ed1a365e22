"""Self-names: which an organ of a kind may bear, who else stands in its place, and how many it uses."""

import pytest

from checks.one_sentence import STREET, breaches
from report_assistant.checks.names import organ_calls_itself_by_one_name, text_speaks_of_this_organ
from report_assistant.checks.reading.self_names import foreign_bodies, suffix_of
from report_assistant.report import Organ

TOWN = Organ("样例县白水镇人民政府", "白水镇", "township")
RURAL = Organ("样例县云岭乡人民政府", "云岭乡", "township")
BUREAU = Organ("样例县市场监督管理局", "县市场监管局", "department")
COMMISSION = Organ("样例县发展和改革委员会", "县发展改革委", "department")
COUNTY = Organ("样例县人民政府", "样例县", "county")
CITY = Organ("样例市人民政府", "样例市", "city")
DISTRICT_STREET = Organ("样例市城关区青禾街道办事处", "青禾街道", "subdistrict")


@pytest.mark.parametrize(
    ("organ", "text", "quote"),
    [
        (STREET, "我局主动公开政府信息86条。", "我局"),
        (STREET, "一是我委高度重视。", "我委"),
        (STREET, "2025年，我镇收到申请2件。", "我镇"),
        (STREET, "红旗街道主动公开信息86条。", "红旗街道"),
        (STREET, "2025年红旗街道办事处坚持公开为常态。", "红旗街道办事处"),
        (STREET, "全年，样例市红旗街道依托网站开展公开。", "红旗街道"),
        (STREET, "现公布样例市红旗街道办事处2025年政府信息公开工作年度报告。", "样例市红旗街道办事处"),
        (TOWN, "我街道召开会议2次。", "我街道"),
        (TOWN, "我局收到申请2件。", "我局"),
        (TOWN, "我乡制发文件1件。", "我乡"),
        (TOWN, "清溪镇坚持公开为常态。", "清溪镇"),
        (RURAL, "我镇公开信息20条。", "我镇"),
        (BUREAU, "我镇公开信息20条。", "我镇"),
        (BUREAU, "本委共公开信息20条。", "本委"),
        (BUREAU, "样例县审计局2025年政府信息公开工作年度报告如下。", "样例县审计局"),
        (COMMISSION, "我局公开信息20条。", "我局"),
        (COUNTY, "我局公开信息20条。", "我局"),
        (COUNTY, "我街道开展培训。", "我街道"),
        (CITY, "我县公开信息20条。", "我县"),
        (DISTRICT_STREET, "我县公开信息20条。", "我县"),
        (STREET, "局党组高度重视政府信息公开工作。", "局党组"),
        (STREET, "2025年，全镇公开信息20条。", "全镇"),
        (STREET, "我中心公开信息20条。", "我中心"),
        (TOWN, "街道办事处主动公开信息20条。", "街道办事处"),
        (TOWN, "全局上下高度重视。", "全局"),
        (BUREAU, "我办事处公开信息20条。", "我办事处"),
    ],
)
def test_a_name_that_is_not_this_organs(organ, text, quote):
    (breach,) = breaches(text_speaks_of_this_organ, text, organ)
    assert breach.quote == quote == text[slice(*breach.span)]


@pytest.mark.parametrize(
    ("organ", "advice"),
    [
        (TOWN, "“我镇”或者“本镇”"),
        (COMMISSION, "“我委”或者“本单位”"),
        (Organ("样例中学", "", "department"), "“我委”或者“本单位”"),
    ],
)
def test_the_name_to_use_instead(organ, advice):
    (breach,) = breaches(text_speaks_of_this_organ, "我街道召开会议2次。", organ)
    assert f"请改为{advice}，" in breach.message


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        (STREET, "我街道、本街道、我办、本单位、本机关均依法办理。"),
        (STREET, "我县出台文件后，街道同步转载，向我市人民政府报告。"),
        (STREET, "与红旗街道联合开展培训，兄弟街道交流做法。"),
        (STREET, "各街道主动公开信息，辖区主要街道设立公开栏，老旧街道开展整治。"),
        (STREET, "基本局面良好，资本局限明显，自我局限性较大，基层处理及时。"),
        (STREET, "样例市青禾街道办事处坚持公开，青禾街道主动公开。"),
        (STREET, "居民说：“我镇上有亲戚。”"),
        (STREET, "全年，涉及街道公开事项36项，中心街道建立公开栏。"),
        (STREET, "报告由市政府汇总，市2025年政府信息公开工作年度报告另行公布。"),
        (TOWN, "我镇公开信息，本乡本土人才公开选拔，本乡镇级平台运行。"),
        (TOWN, "全年，特色小镇建设公开项目12个，小城镇推进有序，乡镇主动公开事项清单。"),
        (BUREAU, "我局公开信息，推动各乡镇、街道公开，我县统一部署。"),
        (COMMISSION, "我委公开信息，本委托事项公开，本委员会负责审查。"),
        (COUNTY, "我县各乡镇公开信息，县审计局公开信息20条，红旗街道主动公开信息86条，我市要求逐级公开。"),
        (CITY, "我市公开信息，样例县审计局2025年政府信息公开工作年度报告已备案。"),
        (COUNTY, "局党组高度重视，全镇公开信息20条。"),
        (STREET, "统筹全局推进公开，树立全局意识，县自然资源局党组来街道调研，街道党工委高度重视。"),
        (TOWN, "镇党委、镇政府高度重视，全镇公开信息20条。"),
        (DISTRICT_STREET, "我区统一部署。"),
        (Organ("样例市高新开发区青禾街道办事处", "青禾街道", "subdistrict"), "我县统一部署。"),
    ],
)
def test_names_that_may_stand(organ, text):
    assert breaches(text_speaks_of_this_organ, text, organ) == []


def test_what_an_organ_cannot_be():
    assert foreign_bodies(Organ("样例市政务服务中心", "", "other")) == frozenset()
    assert foreign_bodies(BUREAU) & {"局", "厅"} == {"厅"}
    assert foreign_bodies(TOWN) & {"乡", "镇"} == {"乡"}
    assert "县" not in foreign_bodies(COUNTY)
    assert "县" in foreign_bodies(Organ("样例区人民政府", "样例区", "county"))


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("样例市青禾街道办", "街道"), ("样例县人民政府", "县"), ("样例县发展和改革委员会", "委员会"), ("样例中学", "")],
)
def test_the_body_a_name_ends_with(name, suffix):
    assert suffix_of(Organ(name)) == suffix


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        (STREET, "青禾街道主动公开86条。街道收到申请2件。我街道召开会议。街道拟增设专栏。"),
        (STREET, "我街道公开86条，本街道收到申请2件。"),
        (STREET, "青禾街道公开86条。我办收到申请2件。"),
        (TOWN, "我镇公开86条。白水镇收到申请2件。"),
        (TOWN, "镇政府召开会议2次。镇政府公开信息。我镇收到申请。"),
        (BUREAU, "我局公开86条，我单位收到申请2件。"),
        (COMMISSION, "我委公开86条，本委收到申请2件。"),
    ],
)
def test_several_self_names(organ, text):
    (breach,) = breaches(organ_calls_itself_by_one_name, text, organ)
    assert "前后不一" in breach.message


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        (STREET, "样例市青禾街道办事处编制本报告。本街道公开86条，本街道收到申请2件。"),
        (STREET, "青禾街道主动公开86条。街道专栏设7个栏目，在街道序列中列第3位，由街道各科室负责。"),
        (STREET, "我街道公开86条。市级考核中，街道得91.6分。我县统一部署。"),
        (STREET, "申请人需要什么、街道掌握什么没有先说清。本街道公开86条。"),
        (TOWN, "我镇公开信息86条，通过白水镇专栏公开60条，镇党政办负责。"),
        (BUREAU, "我局公开86条，本单位、本办公室收到申请2件，本机关没有制发文件，本部门没有收费。"),
        (BUREAU, "我局公开信息，局党组会研究2次，局办公室统一编号，本机关不掌握的已告知。"),
        (STREET, "居民说：“我街道上有亲戚。”本街道公开86条。"),
    ],
)
def test_one_self_name(organ, text):
    assert breaches(organ_calls_itself_by_one_name, text, organ) == []
