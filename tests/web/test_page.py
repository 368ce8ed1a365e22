"""The page as it is sent to the browser; built in a process of its own, as gradio leaves event loops behind."""

import json
import re
import subprocess
import sys

import pytest

from report_assistant.web.resources import resource

BUILD = """
import json, sys
from pathlib import Path
from report_assistant import web
from report_assistant.settings import Settings
folder = Path(sys.argv[1])
demo = web.build_page(Settings(data_dir=folder))
from report_assistant.web.page import theme
fonts = [[type(font).__name__, str(font).strip(chr(39))] for font in (*theme()._font, *theme()._font_mono)]
told = {"config": demo.get_config_file(), "fonts": fonts, "opened": (folder / "store.sqlite3").exists()}
print(json.dumps(told, default=str))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page") / "data"
    ran = subprocess.run([sys.executable, "-c", BUILD, str(folder)], capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def config(built):
    return built["config"]


def components(config, kind):
    return [one["props"] for one in config["components"] if one["type"] == kind]


def test_no_event_is_open_to_other_programs(config):
    assert config["dependencies"]
    assert {event["api_visibility"] for event in config["dependencies"]} == {"private"}


def test_the_page_has_its_tables_boxes_tabs_and_buttons(config):
    ids = {props.get("elem_id") for one in config["components"] if (props := one["props"])}
    boxes = {f"text-{place}" for place in ("1", "1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")}
    assert boxes | {"grid-2", "grid-3", "grid-4", "mast", "contents", "talk", "findings", "hits", "comparison"} <= ids
    assert [tab["label"] for tab in components(config, "tabitem")] == ["助手", "建议", "问题", "依据", "对比", "说明"]
    labels = {button["value"] for button in components(config, "button")}
    assert {"核对", "导出定稿", "导出草稿", "起草本部分", "发送"} <= labels


def test_every_box_has_a_chinese_name(config):
    named = [
        props["label"] for kind in ("textbox", "dropdown", "number", "radio") for props in components(config, kind)
    ]
    assert named
    assert all(re.search(r"[\u4e00-\u9fff]", label or "") for label in named)


def test_nothing_of_the_page_points_outside(config):
    outside = re.compile(r"https?://(?!www\.w3\.org)")
    assert not outside.search(str([one["props"] for one in config["components"]]))
    assert not any(outside.search(resource(name)) for name in ("page.css", "page.js", "grid.js", "cards.js"))
    assert not any(re.search(r"@import|url\(", resource(name)) for name in ("page.css",))


def test_fonts_are_named_and_none_is_fetched(built):
    kinds, names = zip(*built["fonts"], strict=True)
    assert "GoogleFont" not in kinds
    assert {"Microsoft YaHei", "Noto Sans CJK SC"} <= set(names)


def test_no_emoji_stands_in_what_is_shown(config):
    assert not re.search(r"[\U0001f000-\U0001faff\u2600-\u27bf]", str(config["components"]) + resource("page.css"))


def test_nothing_is_opened_before_somebody_comes(built):
    assert built["opened"] is False
