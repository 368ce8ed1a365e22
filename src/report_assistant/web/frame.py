"""The frame of the page: the bar at the top, the contents on the left, the heading of each section."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import gradio as gr

from report_assistant.official import Form
from report_assistant.web import present
from report_assistant.web.board import SAID, Board, Props, present_said
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.sight import Sight

COUNTED: Mapping[str, Callable[[Sight], int]] = {
    "proposals": lambda sight: len(sight.desk.proposals),
    "findings": lambda sight: len(sight.standing),
}


def count_on_tab(board: Board, tab: Any, name: str, key: str) -> None:
    """A tab tells how much waits behind it."""

    def labelled(sight: Sight) -> Props:
        count = COUNTED[key](sight)
        return {"label": f"{name} {count}" if count else name}

    board.pane(f"tab-{key}", tab, labelled)


def build_bar(board: Board) -> None:
    """Organ, year and whether all is saved."""
    mast = gr.HTML(elem_id="mast", apply_default_css=False)
    board.pane("mast", mast, lambda sight: {"value": mast_html(sight)})


def build_said(board: Board) -> None:
    """The line that tells what the last action did."""
    said = gr.HTML(elem_id="said", apply_default_css=False)
    board.pane(SAID, said, lambda sight: present_said(sight.said))


def build_contents(board: Board) -> None:
    """Sections and their state."""
    contents = gr.HTML(elem_id="contents", apply_default_css=False)
    board.pane("contents", contents, lambda sight: {"value": contents_html(sight)})


def build_heading(form: Form, section: int) -> None:
    """The heading of a section as the form prints it."""
    gr.HTML(
        tag("h2", form.section(section).heading), elem_id=f"section-{section}", elem_classes="heading",
        apply_default_css=False,
    )  # fmt: skip


def mast_html(sight: Sight) -> Html:
    """The bar. While something is typed and not yet sent, or refused, the style sheet shows the other chip."""
    organ = sight.report.organ
    kind = present.KINDS[organ.kind]
    saved = tag("span", present.chip(sight.desk.revision, datetime.now().astimezone()), class_="saved")
    unsaved = tag(
        "span",
        "有输入尚未保存",
        tag("span", "（离开输入框即保存）", class_="leave"),
        tag("span", "（红框里的不能保存）", class_="refused"),
        class_="unsaved",
    )
    return join(
        tag("span", "年报助手", class_="product"),
        tag("h1", tag("b", organ.name), f"　{sight.report.year} 年度政府信息公开工作年度报告"),
        tag("span", kind, class_="kind"),
        tag("span", saved, unsaved, class_="chip" if sight.desk.revision else "chip fresh", id="chip"),
    )


def contents_html(sight: Sight) -> Html:
    """The contents with what is filled in and what is wrong, then what else lies on the desk."""
    lines = [_line(status) for status in present.statuses(sight)]
    beside = [
        ("上年报告", _prior_told(sight)),
        ("情况说明", f"{len(sight.report.notes)} 条"),
        ("待采纳建议", f"{len(sight.desk.proposals)} 条"),
        ("未处理问题", f"{len(sight.standing)} 个"),
        ("起草方式", sight.writer),
    ]
    facts = [join(tag("dt", name), tag("dd", value)) for name, value in beside]
    return join(
        tag("h3", "目录与进度"),
        tag("ol", lines, class_="sections"),
        tag("h3", "材料"),
        tag("dl", facts, class_="facts"),
    )


def _prior_told(sight: Sight) -> Html | str:
    """Year of last year's report; whose and of which year where it is not this organ's own."""
    prior = sight.desk.prior
    if prior is None:
        return "未导入"
    if not sight.prior_doubt:
        return f"{prior.year} 年"
    return tag("span", f"{prior.organ.name} {prior.year} 年", class_="heed", title=f"上年报告{sight.prior_doubt}")


def _line(status: present.SectionStatus) -> Html:
    state = [
        tag("span", f"错误 {status.errors}", class_="error") if status.errors else None,
        tag("span", f"其他 {status.others}", class_="other") if status.others else None,
    ]
    topics = tag("ol", [_line(topic) for topic in status.topics], class_="topics") if status.topics else None
    return tag(
        "li",
        tag("a", status.heading, href=f"#{status.anchor}", class_="locate"),
        tag("span", tag("span", status.amount), state, class_="state"),
        topics,
    )
