"""Table three and table four in sentences."""

import re
from collections.abc import Iterator

from report_assistant.drafting.brief import variant
from report_assistant.drafting.weaving import Weave
from report_assistant.official import Form, Row, load_form

# Characters of notes beyond which section one is long enough without the reasons that table three tells.
_RICH = 400
_SUITS = (("direct", "未经复议直接起诉"), ("after_review", "复议后起诉"))
_APPLICANTS = ("natural", "business", "research", "welfare", "legal", "other")


def applications(weave: Weave) -> None:
    """What came in, from whom, what was done with it and what is left."""
    counts = {row: weave.amount(f"T3:{row}:total") for row in ("new", "carried_in", "total", "carried_out")}
    if all(count == 0 for count in counts.values()):
        nil = variant(
            weave.brief,
            "本年度未收到政府信息公开申请，没有上年结转和结转下年度继续办理的申请",
            "全年没有收到政府信息公开申请，也没有需要结转办理的申请",
            "政府信息公开申请方面，年内未收到申请，亦无结转",
        )
        weave.say(nil, *(f"T3:{row}:total" for row in counts))
        return
    new, carried_in = counts["new"], counts["carried_in"]
    if new is None or carried_in is None:
        what = weave.gap("新收和上年结转的政府信息公开申请件数", "本年新收、上年结转政府信息公开申请各多少件？")
        weave.say(f"本年度收到政府信息公开申请的情况为{what}")
    else:
        _received(weave, new, carried_in)
    _settled(weave, ((new or 0) + (carried_in or 0)) > 0)


def _received(weave: Weave, new: int, carried_in: int) -> None:
    change = next((c for c in weave.brief.changes if c.ref == "T3:new:total" and (c.delta or new)), None)
    compared = f"，{change.words}" if change else ""
    lead = variant(weave.brief, "本年度", "全年", "年内")
    first = f"{lead}新收政府信息公开申请{new}件" if new else f"{lead}未收到政府信息公开申请"
    second = f"上年结转{carried_in}件" if carried_in else "没有上年结转的申请"
    weave.say(f"{first}{compared}；{second}", "T3:new:total", "T3:carried_in:total")
    columns = {column.key: column.label for column in load_form(weave.brief.form_id).table("T3").blocks[0].columns}
    parts = [(f"T3:new:{key}", key, weave.amount(f"T3:new:{key}")) for key in _APPLICANTS]
    told = [(ref, "其他组织" if key == "other" else columns[key], count) for ref, key, count in parts if count]
    # A split that is not whole would read as if the rest were nobody's.
    if new and sum(count for *_, count in told) == new:
        split = "、".join(f"{name}{count}件" for _, name, count in told)
        lead = variant(weave.brief, "新收申请中，", "新收申请按申请人分，", "从新收申请的申请人看，")
        weave.say(f"{lead}{split}", *(ref for ref, *_ in told))


def _settled(weave: Weave, expected: bool) -> None:
    """Outcomes and what is carried out; nothing is said of outcomes where nothing was to be settled."""
    total, left = weave.amount("T3:total:total"), weave.amount("T3:carried_out:total")
    clauses, refs = [], []
    if total:
        outcomes = list(_outcomes(load_form(weave.brief.form_id), weave))
        if variant(weave.brief, False, True, False):  # the largest first
            outcomes.sort(key=lambda outcome: -outcome[1])
        split = "、".join(f"{name}{count}件" for name, count, _ in outcomes)
        whole = sum(count for _, count, _ in outcomes) == total
        clauses.append(
            f"{variant(weave.brief, '全年办结', '依法办结', '已办结')}{total}件" + (f"，其中{split}" if whole else "")
        )
        refs += ["T3:total:total", *(ref for *_, cells in outcomes for ref in cells)]
    elif total == 0 and expected:
        clauses.append("本年度没有办结的申请")
        refs.append("T3:total:total")
    elif total is None:
        clauses.append(f"全年办结{weave.gap('各类办理结果件数', '本年度各类办理结果各多少件，合计多少件？')}")
    if left is None:
        clauses.append(f"结转下年度{weave.gap('继续办理件数', '结转下年度继续办理的申请多少件？')}")
    else:
        clauses.append(f"结转下年度继续办理{left}件" if left else "没有结转下年度继续办理的申请")
        refs.append("T3:carried_out:total")
    weave.say("；".join(clauses), *refs)
    if total and sum(len(note.text) for note in weave.brief.notes) <= _RICH:
        _reasons(weave)


def _outcomes(form: Form, weave: Weave) -> Iterator[tuple[str, int, list[str]]]:
    """The kinds of outcome that occurred: name, count, the cells that hold it."""
    gathered: dict[str, list[str]] = {}
    for row in form.table("T3").blocks[0].rows:
        if row.headings and row.key != "total":
            gathered.setdefault(_kind(row), []).append(f"T3:{row.key}:total")
    for name, refs in gathered.items():
        held = [ref for ref in refs if weave.amount(ref)]
        if held:
            yield name, sum(weave.amount(ref) or 0 for ref in held), held


def _reasons(weave: Weave) -> None:
    """Which reasons stand behind the outcomes that have several rows; （六）3.其他 tells nothing more."""
    told = [
        f"{_bare(row.label)}{count}件"
        for row in load_form(weave.brief.form_id).table("T3").blocks[0].rows
        if len(row.headings) > 1 and _bare(row.label) != "其他" and (count := weave.amount(f"T3:{row.key}:total"))
    ]
    if told:
        lead = variant(weave.brief, "从具体情形看，", "其中涉及的情形有：", "按具体理由分，")
        weave.say(f"{lead}{'、'.join(told)}")


def _kind(row: Row) -> str:
    return _bare(row.headings[-1] if len(row.headings) > 1 else row.label)


def _bare(label: str) -> str:
    """A printed label as prose says it: no ordinal, no bracketed remark, the first of two clauses."""
    return re.split("[（、]", re.sub(r"^(?:（[一二三四五六七]）|\d\.)", "", label))[0]


def disputes(weave: Weave) -> None:
    """行政复议 and 行政诉讼 with their results."""
    totals = {group: weave.amount(f"T4:{group}:total") for group in ("review", "direct", "after_review")}
    if any(count is None for count in totals.values()):
        what = weave.gap(
            "行政复议、行政诉讼件数及结果", "因政府信息公开被申请行政复议、提起行政诉讼各多少件，结果如何？"
        )
        weave.say(f"因政府信息公开被申请行政复议、提起行政诉讼的情况为{what}")
        return
    refs = [f"T4:{group}:total" for group in totals]
    if not any(totals.values()):
        nil = variant(
            weave.brief,
            "本年度没有因政府信息公开被申请行政复议、提起行政诉讼的情形",
            "全年没有发生政府信息公开行政复议、行政诉讼案件",
            "涉及政府信息公开的行政复议、行政诉讼均未发生",
        )
        weave.say(nil, *refs)
        return
    about = variant(weave.brief, "因政府信息公开被申请行政复议", "政府信息公开行政复议", "涉及信息公开的行政复议")
    received = f"{about}{totals['review']}件"
    weave.say(
        f"{received if totals['review'] else '没有因政府信息公开被申请行政复议'}{_results(weave, 'review')}", *refs
    )
    groups = [(group, name) for group, name in _SUITS if totals[group]]
    if not groups:
        weave.say("没有因政府信息公开被提起行政诉讼")
        return
    _suits(weave, [(name, totals[group] or 0, _results(weave, group)) for group, name in groups])


def _suits(weave: Weave, groups: list[tuple[str, int, str]]) -> None:
    """行政诉讼 by the way it came; where each way has one result at most, the result stands with its count."""
    first = f"因政府信息公开被提起行政诉讼{sum(count for _, count, _ in groups)}件"
    if all("、" not in told for *_, told in groups):
        split = "；".join(f"{name}{count}件{_of_all(told, count)}" for name, count, told in groups)
        weave.say(
            f"{first}，其中{split}"
            if len(groups) > 1
            else f"{first}，为{groups[0][0]}{_of_all(groups[0][2], groups[0][1])}"
        )
        return
    weave.say(f"{first}，其中{'、'.join(f'{name}{count}件' for name, count, _ in groups)}")
    weave.say(
        "；".join(f"{name}案件{told.removeprefix('，').removeprefix('其中')}" for name, _, told in groups if told)
    )


def _of_all(told: str, count: int) -> str:
    """，结果维持2件 said of two cases: ，均结果维持."""
    bare = told.removesuffix(f"{count}件").removeprefix("，")
    return f"，{'均' if count > 1 else ''}{bare}" if bare else ""


def _results(weave: Weave, group: str) -> str:
    """The results of one group after a comma, or nothing where they are not all given."""
    columns = [c for c in load_form(weave.brief.form_id).table("T4").blocks[0].columns if c.key != "total"]
    counts = [
        (column.label, f"T4:{group}:{column.key}", weave.amount(f"T4:{group}:{column.key}")) for column in columns
    ]
    told = [(label, ref, count) for label, ref, count in counts if count]
    if not told or sum(count for *_, count in told) != weave.amount(f"T4:{group}:total"):
        return ""
    weave.supports.update(dict.fromkeys(ref for _, ref, _ in told))
    if [label for label, *_ in told] == ["尚未审结"]:  # 1件，尚未审结1件 would count one case twice
        return "，均尚未审结" if told[0][2] > 1 else "，尚未审结"
    joint = "，其中" if len(told) > 1 else "，"
    return joint + "、".join(f"{label}{count}件" for label, _, count in told)
