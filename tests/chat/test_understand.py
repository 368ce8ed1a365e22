"""A model behind the gate: asked only what the rules do not know, believed only where the words bear it out."""

import json
from pathlib import Path

import pytest

from consistent import ORGAN
from doubles.scripted_endpoint import Reply, scripted_endpoint
from report_assistant.chat import ModelUnderstanding, understand
from report_assistant.chat.command import (
    AddNote,
    Ask,
    Check,
    Clarify,
    Compare,
    DraftSection,
    Export,
    Notice,
    Revise,
    SetFigures,
)
from report_assistant.chat.understand import _PARAMETERS
from report_assistant.report import Report, given
from report_assistant.settings import Endpoint, Settings

REPORT = Report(ORGAN, 2026)
# Nothing in it is known to the rules, so the model is asked; 12 stands in it.
STRANGE = "咱们这一块统共是12个"


@pytest.fixture(scope="module")
def endpoint():
    with scripted_endpoint() as running:
        yield running


@pytest.fixture
def hear(endpoint):
    def ask(words, *replies, last_section=None):
        endpoint.say(*replies)
        settings = Settings(llm=Endpoint(endpoint.base_url, "scripted"), llm_timeout_s=5)
        return ModelUnderstanding(settings)(words, REPORT, last_section)

    return ask


def call(name, **arguments):
    return Reply(json.dumps(arguments, ensure_ascii=False), tool=name, finish="tool_calls")


def cells(**written):
    return [{"ref": ref.replace("__", ":"), "value": value} for ref, value in written.items()]


def test_the_probe_is_unknown_to_the_rules():
    (question,) = understand(STRANGE, REPORT)
    assert isinstance(question, Clarify)
    assert question.open


def test_a_figure_whose_digits_stand_in_the_words_is_proposed(hear, endpoint):
    (found,) = hear(STRANGE, call("set_figure", cells=cells(T3__new__total="12")))
    assert found == SetFigures({"T3:new:total": given(12)}, STRANGE)
    (request,) = endpoint.requests
    assert {tool["function"]["name"] for tool in request["tools"]} >= {"set_figure", "add_note", "draft", "help"}
    assert STRANGE in request["messages"][-1]["content"]
    assert "T3:new:total | 表三" in request["messages"][-1]["content"]


def test_figures_that_nobody_said_are_dropped_and_asked_back(hear):
    figures, question = hear(STRANGE, call("set_figure", cells=cells(T3__new__total="12", T3__new__natural="9")))
    assert figures.cells == {"T3:new:total": given(12)}
    assert "没有采用" in question.question
    assert "自然人" in question.question


@pytest.mark.parametrize(
    "reply",
    [
        call("set_figure", cells=cells(T3__new__total="13")),
        call("set_figure", cells=cells(T3__new__total="120000")),
        call("set_figure", cells=cells(T3__nowhere__total="12")),
        call("set_figure", cells=cells(T3__new__total="十二")),
        call("set_figure", cells="T3:new:total=12"),
        call("set_figure", cells=[{"ref": 3}, 7, None]),
        call("set_figure"),
        call("set_figure", cells=cells(T2__fees__amount="12")),
        call("accept", proposals=[1]),
        call("drop_table"),
        call("help"),
        call("draft", section="9"),
        call("revise", section="", instructions="短些"),
        call("export", suffix="exe"),
        Reply("我认为新收是12件"),
        Reply("{不是 JSON", tool="set_figure", finish="tool_calls"),
        Reply(""),
    ],
)
def test_whatever_else_a_model_says_becomes_no_figure_and_no_act(hear, reply):
    found = hear(STRANGE, reply)
    assert found
    assert {type(one) for one in found} <= {Clarify, Notice}


@pytest.mark.parametrize(
    "words",
    ["去年咱们这一块统共是12个", "咱们这一块统共大约是12个", "咱们这一块上半年统共是12个"],
)
def test_a_model_cannot_make_this_years_figure_of_another_number(hear, words):
    found = hear(words, call("set_figure", cells=cells(T3__new__total="12")))
    assert not [one for one in found if isinstance(one, SetFigures)]


@pytest.mark.parametrize(
    ("reply", "commands"),
    [
        (call("add_note", place="1.5", text="统共100个"), (AddNote("1.5", STRANGE),)),
        (call("add_note", place="9", text=""), (AddNote("", STRANGE),)),
        (call("draft", section="5"), (DraftSection("5"),)),
        (call("draft", section=""), (DraftSection("1"), DraftSection("5"), DraftSection("6"))),
        (call("revise", section="5", instructions="别的"), (Revise("5", STRANGE),)),
        (call("revise", section="", instructions=""), (Revise("6", STRANGE),)),
        (call("check"), (Check(),)),
        (call("compare"), (Compare(),)),
        (call("ask", question="别的"), (Ask(STRANGE),)),
        (call("export", suffix="html"), (Export(".html"),)),
    ],
)
def test_the_closed_set_in_the_persons_own_words(hear, reply, commands):
    assert hear(STRANGE, reply, last_section="6") == commands


@pytest.mark.parametrize(
    "words", ["今年新收申请12件，其中自然人9件", "检查一下", "采纳1", "受理申请12件", "信息处理费怎么写"]
)
def test_what_the_rules_know_or_ask_back_is_never_put_to_a_model(hear, endpoint, words):
    found = hear(words, call("set_figure", cells=cells(T3__new__total="12")))
    assert found == understand(words, REPORT)
    assert endpoint.requests == []


def test_what_the_rules_know_of_a_message_stands_beside_what_the_model_adds(hear):
    words = f"行政许可36件。{STRANGE}"
    found = hear(words, call("set_figure", cells=cells(T3__new__total="12")))
    assert [dict(one.cells) for one in found] == [{"T2:licences:decisions": given(36)}, {"T3:new:total": given(12)}]


@pytest.mark.parametrize("status", [400, 401, 402, 404, 409, 422, 429, 500, 503])
def test_an_endpoint_that_fails_leaves_the_rules_and_says_so(hear, status):
    notice, *rest = hear(STRANGE, Reply(status=status))
    assert isinstance(notice, Notice)
    assert "模型接口" in notice.text
    assert tuple(rest) == understand(STRANGE, REPORT)


@pytest.mark.parametrize(
    "reply",
    [Reply(raw=b""), Reply(raw=b"data: nonsense\n\n"), Reply(raw=b"data: null\n\n"), Reply("半", drop=True)],
    ids=["empty", "nonsense", "null", "dropped"],
)
def test_an_answer_that_is_none_leaves_the_rules(hear, reply):
    found = hear(STRANGE, reply)
    assert found[-len(understand(STRANGE, REPORT)) :] == understand(STRANGE, REPORT)


def test_an_endpoint_that_is_not_there_leaves_the_rules():
    settings = Settings(llm=Endpoint("http://127.0.0.1:9/v1", "scripted"), llm_timeout_s=2)
    notice, *_ = ModelUnderstanding(settings)(STRANGE, REPORT)
    assert "连接不上" in notice.text


@pytest.mark.parametrize("reply", [Reply("字" * 50, pause=0.05, endless=True), Reply(comments=True, pause=0.05)])
def test_an_endless_answer_ends_at_the_deadline(endpoint, reply):
    endpoint.say(reply)
    settings = Settings(llm=Endpoint(endpoint.base_url, "scripted"), llm_timeout_s=1)
    notice, *_ = ModelUnderstanding(settings)(STRANGE, REPORT)
    assert isinstance(notice, Notice)


def test_without_an_endpoint_there_is_no_model_understanding():
    with pytest.raises(ValueError, match="endpoint"):
        ModelUnderstanding(Settings())


def test_the_prompt_names_the_commands_we_accept():
    prompt = (Path(__file__).parents[2] / "prompts" / "understand.md").read_text(encoding="utf-8")
    assert [name for name in _PARAMETERS if f"- {name}：" not in prompt] == []
