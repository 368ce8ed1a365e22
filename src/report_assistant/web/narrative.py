"""The narrative: one box a sub-topic of section one, one each for sections five and six."""

import gradio as gr

from report_assistant import zh
from report_assistant.errors import WriterUnavailable
from report_assistant.official import Form
from report_assistant.web import present
from report_assistant.web.board import Board, Props
from report_assistant.web.markup import Html, join, tag
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Sight
from report_assistant.web.typed import box_text, with_box


def build(board: Board, form: Form, section: int) -> None:
    """The boxes of a narrative section, and the button that has it drafted."""
    number = str(section)
    with gr.Row(elem_classes="drafting"):
        wish = gr.Textbox(
            placeholder="写作要求（可不填），例如：突出老旧小区改造，六百字以内",
            label="写作要求",
            show_label=False,
            container=False,
            scale=4,
            max_lines=1,
            elem_id=f"wish-{section}",
            elem_classes="wish",
        )
        button = gr.Button("起草本部分", size="sm", scale=1, elem_id=f"draft-{section}")
    board.on(button.click, lambda seat, words: draft(seat, number, words), wish, slow=True)
    for place in (number, *(topic.id for topic in form.section(section).topics)):
        _box(board, form, place)


def _box(board: Board, form: Form, place: str) -> None:
    head = gr.HTML(elem_id=f"place-{place}", elem_classes="place", apply_default_css=False)
    board.pane(f"head-{place}", head, lambda sight: {"value": head_html(sight, place)})
    box = gr.Textbox(
        label=present.place_name(form, place),
        show_label=False,
        container=False,
        lines=2 if place == "1" else 4,
        max_lines=24,
        elem_id=f"text-{place}",
        elem_classes="narrative",
        placeholder="还没有文字。可以直接填写，也可以点“起草本部分”",
    )
    board.pane(f"text-{place}", box, lambda sight: text_props(sight, place))
    board.on(box.blur, lambda seat, text: write(seat, place, text), box)


def text_props(sight: Sight, place: str) -> Props:
    """The text of a box."""
    return {"value": box_text(sight.report, place)}


def write(seat: Seat, place: str, text: str) -> str | None:
    """A box was left: its text becomes part of the report where it is another one."""
    section = place[:1]
    written = with_box(seat.desk.report, place, text or "")
    if written == seat.desk.report.sections.get(section, ()):
        return None
    seat.change(
        lambda desk: seat.bench.set_section(desk, section, with_box(desk.report, place, text or ""), by=seat.by)
    )
    # The person's own line breaks stay in the box: what was typed is not painted over.
    seat.shown[f"text-{place}"] = {"value": box_text(seat.desk.report, place)}
    return f"{present.place_name(seat.desk.report.form, place)}已保存"


def draft(seat: Seat, section: str, wish: str) -> str | None:
    """Have a section drafted; it lies among the proposals until it is accepted."""
    try:
        seat.propose(lambda desk: seat.bench.propose_draft(desk, section, wish or ""))
    except WriterUnavailable as trouble:
        offer = f"不用模型也能写：在“助手”里说“离线起草第{zh.spell(int(section))}部分”"
        raise WriterUnavailable(trouble.what, where=trouble.where, remedy=offer, retry=trouble.retry) from trouble
    seat.tab = "proposals"
    return f"{seat.desk.report.form.section(section).heading}：草稿已放在“建议”中，采纳后生效"


def head_html(sight: Sight, place: str) -> Html:
    """Above a box: what it is, how long, who wrote it and what carries it, what stands against it."""
    paragraphs = present.place_paragraphs(sight.report, place)
    found = sight.of_place(place)
    title = (
        "开头（统计范围与依据）" if place == "1" else present.place_name(sight.report.form, place).removeprefix("一")
    )
    about = f"{present.characters(paragraphs)} 字　{present.carried_by(paragraphs)}" if paragraphs else "空"
    lines = [
        tag("li", tag("b", finding.rule), f" {finding.message}", class_=finding.severity.value) for finding in found
    ]
    complaints = tag("ul", lines, class_="complaints") if lines else None
    own = place in ("5", "6")  # a section of one box has its heading above it already
    return join(tag("p", tag("b", "" if own else title), tag("span", about), class_="place-head"), complaints)
