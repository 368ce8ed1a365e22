"""The protocol with an endpoint: what is sent, what is read, how each failure ends. No network beyond loopback."""

import json
import subprocess
import sys
import time

import pytest

from doubles.scripted_endpoint import Reply
from report_assistant.drafting import ModelWriter, answer, draft_section, make_brief, writer_for
from report_assistant.errors import WriterUnavailable
from report_assistant.report import Passage
from report_assistant.settings import Endpoint, Settings

FEE = {"heading": None, "text": "信息处理费方面，发出收费通知1件，实际收取200元。", "supports": ["note:8"]}
GOOD = json.dumps({"paragraphs": [FEE], "questions": []}, ensure_ascii=False)


@pytest.mark.parametrize("structured", ["function_calling", "json_schema", "json_mode", "text"])
def test_each_structured_mode_asks_in_its_way_and_gives_the_same_draft(report, endpoint, model, structured):
    tool = "narrative" if structured == "function_calling" else None
    endpoint.say(Reply(GOOD, tool=tool, finish="tool_calls" if tool else "stop"))
    seen = []
    draft = draft_section(report, "6", model(structured), progress=seen.append)
    assert draft.clean
    assert [(p.text, p.supports) for p in draft.narrative.paragraphs] == [(FEE["text"], ("note:8",))]
    assert "".join(seen) == FEE["text"]
    (request,) = endpoint.requests
    assert ("tools" in request) == (structured == "function_calling")
    assert request.get("response_format", {}).get("type") == {
        "json_schema": "json_schema",
        "json_mode": "json_object",
    }.get(structured)
    assert request["max_tokens"] == 8192
    assert "max_completion_tokens" not in request
    assert request["stream"] is True
    assert [message["role"] for message in request["messages"]] == ["system", "user"]


def test_the_narrative_remembers_prompt_model_and_brief(report, endpoint, model):
    endpoint.say(Reply(GOOD))
    told = draft_section(report, "6", model("text")).narrative.written_by
    assert told["prompt"] == "other_matters@1"
    assert told["writer"] == "scripted"
    assert told["brief_sha256"] == make_brief(report, "6").sha256
    assert told["structured"] == "text"
    assert told["passages_used"] == "0/0"


def test_an_endpoint_that_refuses_tools_is_asked_once_more_in_plain_words(report, endpoint, model):
    endpoint.say(Reply(status=400), Reply(GOOD))
    assert draft_section(report, "6", model()).narrative.written_by["structured"] == "text"
    assert ["tools" in request for request in endpoint.requests] == [True, False]


@pytest.mark.parametrize(
    ("reply", "retry", "calls"),
    [
        (Reply(status=401), False, 1),
        (Reply(status=403), False, 1),
        (Reply(status=404), False, 1),
        (Reply(status=400), False, 2),
        (Reply(status=422), False, 2),
        (Reply(status=429), True, 2),
        (Reply(status=500), True, 2),
        (Reply(status=503), True, 2),
        (Reply(GOOD[:30], finish="length"), False, 1),
        (Reply(GOOD, finish="content_filter"), False, 1),
        (Reply(GOOD[:30], finish=None), True, 2),
        (Reply(GOOD[:30], drop=True), True, 2),
        (Reply(raw=b""), True, 2),
        (Reply(raw=b"data: {oops\n\n"), True, 2),
        (Reply(raw=b"<html>login</html>"), True, 2),
        (Reply(raw=b"\xff\xfe\x00"), True, 2),
        (Reply(raw=b"data: null\n\ndata: [DONE]\n\n"), True, 2),
        (Reply(raw=b'data: {"choices": null}\n\ndata: [DONE]\n\n'), True, 2),
        (Reply(raw=b'data: {"error": {"message": "x"}}\n\n'), True, 2),
        (Reply(""), True, 1),
        (Reply(GOOD[:-9]), True, 1),
        (Reply('{"command": "rm"}', tool="shell"), True, 1),
    ],
)
def test_every_failure_is_one_chinese_line_that_says_whether_trying_again_helps(
    report, endpoint, model, reply, retry, calls
):
    endpoint.say(reply)
    with pytest.raises(WriterUnavailable) as failed:
        draft_section(report, "6", model(retries=1))
    assert failed.value.retry is retry
    assert str(failed.value).startswith("模型接口：")
    assert "离线写作" in str(failed.value)
    assert "\n" not in str(failed.value)
    assert len(endpoint.requests) == calls


def test_a_passing_trouble_is_outlasted(report, endpoint, model):
    endpoint.say(Reply(status=429), Reply(status=500), Reply(GOOD, tool="narrative"))
    assert draft_section(report, "6", model(retries=2)).clean
    assert len(endpoint.requests) == 3


@pytest.mark.parametrize(
    "reply",
    [
        Reply("慢", pause=20),
        Reply("没完没了", endless=True, pause=0.002),
        Reply(comments=True, pause=0.05),
        Reply("没完没了" * 50, endless=True),
    ],
    ids=["silent", "drip", "keep-alive only", "flood"],
)
def test_no_server_outlasts_the_time_limit(report, endpoint, model, reply):
    endpoint.say(reply)
    draft_section_timed = time.monotonic()
    with pytest.raises(WriterUnavailable):
        draft_section(report, "6", model("text", timeout_s=1.0, retries=3))
    assert time.monotonic() - draft_section_timed < 2.0


def test_nobody_listening_is_a_failure_worth_a_retry(report):
    writer = ModelWriter(Settings(llm=Endpoint("http://127.0.0.1:9/v1", "m"), llm_timeout_s=5, llm_retries=0))
    with pytest.raises(WriterUnavailable, match="连接不上") as failed:
        draft_section(report, "6", writer)
    assert failed.value.retry


def test_an_answer_comes_from_the_passages_and_says_with_what_it_was_made(endpoint, model):
    endpoint.say(Reply("<think>想</think>写明收费通知件数（见《办法要点》）。"))
    passage = Passage("109#5", "guidance", "authority", "办法要点", "超出部分按件计收。")
    told = answer("信息处理费怎么写", [passage], model())
    assert told.startswith("写明收费通知件数（见《办法要点》）。")
    assert "采用参考段落 1/1" in told
    (request,) = endpoint.requests
    assert "超出部分按件计收。" in request["messages"][1]["content"]
    assert "tools" not in request


def test_an_empty_answer_is_a_failure(endpoint, model):
    endpoint.say(Reply("<think>想</think>"))
    with pytest.raises(WriterUnavailable, match="没有给出回答"):
        answer("怎么写", [], model())


def test_an_endpoint_in_the_settings_makes_a_model_writer_and_loads_no_framework():
    code = (
        "import sys; from report_assistant.drafting import writer_for; from report_assistant.settings import *\n"
        "w = writer_for(Settings(llm=Endpoint('http://127.0.0.1:9/v1', 'm')))\n"
        "assert w.name == 'm' and w.repairs\n"
        "assert not {'openai', 'langchain_core', 'langchain_openai', 'chromadb', 'gradio'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert writer_for(Settings()).repairs is False
    with pytest.raises(ValueError, match="endpoint"):
        ModelWriter(Settings())
