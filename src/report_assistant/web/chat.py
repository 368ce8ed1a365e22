"""The conversation: a sentence in, an answer out; what it would change lies among the proposals."""

import gradio as gr

from report_assistant.chat import Understanding, respond
from report_assistant.web.board import Board, Props, emptied
from report_assistant.web.seat import Seat
from report_assistant.web.sight import Sight

GREETING = (
    "可以直接告诉我数据，例如“今年新收申请12件，其中自然人9件”；也可以说“起草总体情况”“检查一下”"
    "“和去年比一下”，或者问“信息处理费怎么写”。改动会先列为建议，您采纳后才生效。"
)
OFTEN = ("检查一下", "和去年比一下", "起草总体情况", "信息处理费怎么写")


def build(board: Board, understanding: Understanding) -> None:
    """The conversation, the box beneath it, and what is often said."""
    talk = _conversation()
    board.pane("talk", talk, talk_props)
    with gr.Row(elem_classes="asking"):
        words = gr.Textbox(
            placeholder="说明数据、要求或问题，回车发送",
            label="对助手说",
            show_label=False,
            container=False,
            max_lines=4,
            elem_id="words",
        )
        send = gr.Button("发送", variant="primary", size="sm", scale=1, elem_id="send")
    board.pane("words", words, emptied)
    with gr.Row(elem_id="often"):
        buttons = [gr.Button(said, size="sm") for said in OFTEN]

    def reply(seat: Seat) -> str | None:
        return answer(seat, understanding)

    for event in (send.click, words.submit):
        board.on_both(event, hear, reply, words)
    for button, said in zip(buttons, OFTEN, strict=True):
        board.on_both(button.click, lambda seat, said=said: hear(seat, said), reply)
    board.on_press(talk.option_select, lambda seat, told: hear(seat, str(told.get("value", ""))) or reply(seat))


def _conversation() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="talk",
        label="对话",
        height=420,
        show_label=False,
        container=False,
        buttons=[],
        layout="bubble",
        feedback_options=None,
        allow_tags=False,
    )


def hear(seat: Seat, words: str) -> str | None:
    """What was said stands in the conversation at once, so that nothing is lost whatever comes of it."""
    if words and words.strip():
        seat.talk.append({"role": "user", "content": words.strip()})
        seat.shown.pop("words", None)  # what was typed is in the conversation now: its box is emptied
    return None


def answer(seat: Seat, understanding: Understanding) -> str | None:
    """Carry out what was said last, where it was not answered yet."""
    if not seat.talk or seat.talk[-1]["role"] != "user":
        return None
    words = seat.talk[-1]["content"]
    reply = seat.converse(lambda desk: respond(seat.bench, desk, words, by=seat.by, understanding=understanding))
    options = [{"value": option} for option in reply.options]
    seat.talk.append({"role": "assistant", "content": reply.text, "options": options})
    # The pane is not changed: the answer is here, the tabs tell what waits behind them.
    seat.file = seat.handed_out(reply.file) if reply.file else None
    return None


def talk_props(sight: Sight) -> Props:
    """The conversation so far, after a greeting; only the last answer still offers what to say next."""
    told = [{"role": one["role"], "content": one["content"]} for one in sight.talk[:-1]]
    return {"value": [{"role": "assistant", "content": GREETING}, *told, *map(dict, sight.talk[-1:])]}
