import re
import tomllib
from pathlib import Path

import pytest

from report_assistant.drafting.prompt import load_prompt, parse_prompt

PROMPTS = ("overview", "problems", "other_matters", "revise", "understand", "answer")
FOLDER = Path(__file__).resolve().parents[2] / "prompts"
PINNED = tomllib.loads((Path(__file__).parent / "prompt_versions.toml").read_text(encoding="utf-8"))
SOUND = "---\nid: x\nversion: 3\npurpose: p\ninputs: [organ, year]\noutput: text\n---\n为$organ写\n@material\n$year\n"


@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_a_changed_text_needs_a_raised_version(prompt_id):
    prompt = load_prompt(prompt_id)
    assert PINNED[prompt_id][-1] == {"version": prompt.version, "sha256": prompt.sha256}, (
        f"prompts/{prompt_id}.md 或其引用部分改动了：请提高 version，并在 prompt_versions.toml 追加一行"
    )
    assert [pin["version"] for pin in PINNED[prompt_id]] == list(range(1, prompt.version + 1))


def test_every_prompt_file_is_known_and_pinned():
    assert {file.stem for file in FOLDER.glob("*.md")} == set(PROMPTS) == set(PINNED)


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.md")), ids=lambda file: file.stem)
def test_no_prompt_shows_a_figure_a_model_could_copy(file):
    text = re.sub(r"\A---.*?---", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"\d+(?:\.\d+)?\s*(?:件|条|次|万元|元|%)", text) == []


def test_filling_puts_every_input_in_its_part():
    assert parse_prompt(SOUND, "x").fill({"organ": "甲$year", "year": "2026"}) == ("为甲$year写", "2026")


@pytest.mark.parametrize("inputs", [{"organ": "甲"}, {"organ": "甲", "year": "1", "notes": ""}])
def test_missing_and_unused_inputs_are_errors(inputs):
    with pytest.raises(ValueError, match="missing inputs"):
        parse_prompt(SOUND, "x").fill(inputs)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("inputs: [organ, year]", "inputs: [organ]"),
        ("inputs: [organ, year]", "inputs: [organ, year, notes]"),
        ("version: 3\n", ""),
        ("id: x", "id: y"),
        ("@material", "材料"),
        ("---\nid", "id"),
        ("$year", "$ 5"),
        ("purpose: p", "purpose"),
    ],
)
def test_a_file_that_breaks_its_contract_is_refused(was, becomes):
    assert parse_prompt(SOUND, "x").reference == "x@3"
    with pytest.raises(ValueError, match="prompt x"):
        parse_prompt(SOUND.replace(was, becomes), "x")


def test_a_shared_part_counts_in_the_hash_and_an_unknown_one_is_an_error():
    with_voice = SOUND.replace("[organ, year]", "[organ, organ_short, year]").replace(
        "写\n", "写\n@include shared/voice\n"
    )
    assert "占位符" in parse_prompt(with_voice, "x").rules
    assert parse_prompt(with_voice, "x").sha256 != parse_prompt(SOUND, "x").sha256
    for missing in (
        lambda: load_prompt("nothing"),
        lambda: parse_prompt(SOUND.replace("写\n", "写\n@include no\n"), "x"),
    ):
        with pytest.raises(KeyError):
            missing()
