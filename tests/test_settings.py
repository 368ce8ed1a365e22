"""Settings: environment above .env above default, and one line for what cannot be read."""

import os

import pytest

from report_assistant.errors import UnusableInput
from report_assistant.settings import QUIET_SWITCHES, load, quieten


def test_the_defaults_are_the_contract_s():
    found = load({}, dotenv=None)
    assert (found.llm, found.embed) == (None, None)
    assert (found.llm_structured, found.llm_timeout_s, found.llm_retries) == ("function_calling", 120, 2)
    assert (str(found.data_dir), found.host, found.port) == ("data", "127.0.0.1", 7860)


def test_the_environment_stands_above_the_file(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("# 说明\nREPORT_ASSISTANT_PORT=8001\nREPORT_ASSISTANT_HOST='0.0.0.0'\n", encoding="utf-8")
    found = load({"REPORT_ASSISTANT_PORT": "8002"}, dotenv)
    assert (found.port, found.host) == (8002, "0.0.0.0")
    assert (found.origin["PORT"], found.origin["HOST"], found.origin["DATA_DIR"]) == ("环境变量", ".env", "默认值")


def test_the_names_of_other_tools_count_only_once_a_model_was_chosen():
    others = {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "OPENAI_API_KEY": "secret"}
    assert load(others).llm is None
    found = load(others | {"REPORT_ASSISTANT_LLM_MODEL": "m"}).llm
    assert (found.base_url, found.model, found.api_key) == ("http://127.0.0.1:1/v1", "m", "secret")
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"REPORT_ASSISTANT_PORT": "八千"}, "REPORT_ASSISTANT_PORT"),
        ({"REPORT_ASSISTANT_LLM_RETRIES": "-1"}, "REPORT_ASSISTANT_LLM_RETRIES"),
        ({"REPORT_ASSISTANT_LLM_STRUCTURED": "xml"}, "function_calling"),
        ({"REPORT_ASSISTANT_LLM_BASE_URL": "http://127.0.0.1:1"}, "REPORT_ASSISTANT_LLM_MODEL"),
        ({"REPORT_ASSISTANT_EMBED_MODEL": "m"}, "REPORT_ASSISTANT_EMBED_BASE_URL"),
    ],
)
def test_what_cannot_be_read_is_named(environ, says):
    with pytest.raises(UnusableInput, match=says):
        load(environ)


def test_the_switches_hold_whatever_the_shell_says(monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    quieten()
    assert {name: os.environ[name] for name in QUIET_SWITCHES} == QUIET_SWITCHES
