"""N-07, W-16: whose report it is, as its own sentences say, and whether they say it in one way."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.located import place_name, stretches
from report_assistant.checks.reading.self_names import (
    bare_names,
    bare_persons,
    first_persons,
    foreign_bodies,
    other_actors,
    other_reporters,
    self_forms,
    suffix_of,
)
from report_assistant.checks.rule import Case, breach_at, rule
from report_assistant.report import Organ

_BODIES = {"subdistrict": "街道办事处", "township": "乡镇政府", "county": "县级政府", "city": "市级政府"}
_BODIES |= {"province": "省级政府", "department": "部门"}


@rule("N-07", Severity.ERROR, title="单位名称或自称不对", basis="国办公开办函〔2021〕30号 附件；报告内容应当真实、准确")
def text_speaks_of_this_organ(case: Case) -> Iterator[Breach | Unjudged]:
    """正文的自称与本单位的类别相符，做事的是本单位。

    Demands: 街道不称我局、我镇，乡镇不称我局、我街道，部门的局、委、厅与名称一致；做事的不是另一同类单位。
    Breach: 街道的报告写“我局制发文件2件”；青禾街道的报告写“红旗街道主动公开信息86条”。
    Sound: “我街道”“本街道”“本单位”；说到上级用“我县”“我市”；“与红旗街道联合”“各街道”。
    Remedy: 把自称、单位名称改为本单位的；整段抄来的，连同数字一起核对。
    Source: 国办公开办函〔2021〕30号 不准确、内容雷同的责任条款。
    """
    organ = case.report.organ
    foreign = foreign_bodies(organ)
    if not foreign:
        yield Unjudged(f"不知道“{organ.name}”属于街道、乡镇、政府还是部门，无法核对自称")
        return
    for stretch in stretches(case.report):
        for named in chain(first_persons(stretch.text), bare_persons(stretch.text, organ)):
            if named.what in foreign:
                said = stretch.text[named.start : named.end]
                where = place_name(case.form, stretch.place)
                told = f"{where}自称“{said}”，本单位是{_BODIES[organ.kind]}（{organ.name}）。{_remedy(organ)}"
                yield breach_at(stretch, named.start, named.end, told)
        for named in chain(other_actors(stretch.text, organ), other_reporters(stretch.text, organ)):
            where = place_name(case.form, stretch.place)
            told = f"{where}写的是“{named.what}”的工作，本报告的单位是{organ.name}。请改为本单位，并核对这句话的内容。"
            yield breach_at(stretch, named.start, named.end, told)


@rule("W-16", Severity.STYLE, title="自称前后不一", basis="公文用语前后一致的要求")
def organ_calls_itself_by_one_name(case: Case) -> Iterator[Breach | Unjudged]:
    """全文用一个自称。

    Demands: 全称之外，全文只用一个自称，如都用“我街道”或者都用“青禾街道”。
    Breach: 时而“青禾街道”，时而“街道”，时而“我街道”。
    Sound: 开头用一次全称，以后都用“本街道”；“街道专栏”“在街道序列中”不是自称。
    Remedy: 选定一个自称，全文替换。
    Source: 公文用语前后一致的要求；各地审核年度报告时的常见修改意见。
    """
    organ = case.report.organ
    texts = (stretch.text for stretch in stretches(case.report))
    counts = Counter(form for text in texts for form in self_forms(text, organ))
    bare = bare_names(organ)
    # 街道 standing alone once is a pronoun's work; a habit begins with the second time.
    habits = [form for form, count in counts.items() if count > 1 or form not in bare]
    if len(habits) > 1:
        told = "、".join(f"“{form}”{count} 次" for form, count in counts.most_common())
        yield Breach(f"本单位的自称前后不一：{told}。请选定一个，全文统一。")


def _remedy(organ: Organ) -> str:
    suffix = suffix_of(organ)
    own = f"“我{suffix}”或者“本{suffix}”" if suffix not in ("", "委员会") else "“我委”或者“本单位”"
    return f"请改为{own}，并核对这段话是不是从别的单位的报告抄来的。"
