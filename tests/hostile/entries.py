"""Report files and figures: JSON, TOML and lists of addresses of every wrong shape."""

import json
import random
from typing import Any

from consistent import sound_report
from hostile.kinds import Call, Demand, kind
from report_assistant.report import dump_report, report_to_json

_EITHER = Demand.EITHER
_WRONG: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, "", "甲", "9" * 5000, [], {}, [[]], [{}], {"": {}}, "\ud800", [None] * 50, "NaN",
    "1e999999999", "\x1b[31m", {"text": {}}, [{"text": 1}], "T3:new:natural", "202５", 2025.0, "\u202e",
)  # fmt: skip
_FIGURES = {".json": '{{"T3:new:natural": {}}}', ".toml": '"T3:new:natural" = {}\n'}


def _written(value: Any) -> bytes:
    return json.dumps(value).encode()


def _whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(report_to_json(sound_report()), default=str))
    return found


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every value within a value."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((*path, key), *_places(value[key], (*path, key)))]


@kind(".report.json", _EITHER)
def report_file_with_a_value_of_another_kind(rng: random.Random) -> bytes:
    """One value, wherever it stands, is something else."""
    whole = _whole()
    for path in rng.sample(_places(whole), rng.randint(1, 3)):
        within = whole
        try:
            for key in path[:-1]:
                within = within[key]
            within[path[-1]] = rng.choice(_WRONG)
        except (TypeError, KeyError, IndexError):
            continue  # what held it is already another kind of thing
    return _written(whole)


@kind(".report.json", _EITHER)
def report_file_with_foreign_keys(rng: random.Random) -> bytes:
    whole = _whole()
    part = rng.choice([whole, whole["organ"], whole["cells"], whole["sections"], whole["readings"]])
    part[rng.choice(["__class__", "T9:a:b", "T3:new:natural", "", "7", "\ud800", "T3:new:natural\n", "甲" * 9999])] = (
        rng.choice(_WRONG)
    )
    return _written(whole)


@kind(".report.json")
def report_file_with_a_key_twice(rng: random.Random) -> bytes:
    text = dump_report(sound_report())
    key = rng.choice(['"year"', '"cells"', '"T3:new:natural"', '"organ"'])
    return text.replace(key, f"{key}: {rng.choice(['0', '{}', 'null'])}, {key}", 1).encode()


@kind(".report.json")
def report_file_of_numbers_that_are_none(rng: random.Random) -> bytes:
    number = rng.choice(
        ["NaN", "Infinity", "-Infinity", "1e400", "9" * 5000, "1" + "0" * 100_000, "1e-99999", "0.1e999999999"]
    )
    return dump_report(sound_report()).replace('"T3:new:natural": ', f'"T3:new:natural": {number}, "b":', 1).encode()


@kind(".report.json", most=24)
def report_file_of_deep_nesting(rng: random.Random) -> bytes:
    deep = rng.choice(["[", '{"a":', '{"cells":', '{"sections":{"1":['])
    return deep.encode() * rng.choice([900, 100_000, 300_000]) + rng.choice([b"", b"1"])


@kind(".report.json", most=8)
def report_file_of_megabytes(rng: random.Random) -> bytes:
    part = rng.choice([b"{},", b"[],", b"1,", b'"",', b'{"code":"a","place":"b","message":"c"},'])
    return (
        b'{"schema":"report-assistant/report@1","remarks":['
        + part * (rng.choice([1, 6, 18]) * 1_000_000 // len(part))
        + b"{}]}"
    )


@kind(".report.json", _EITHER, most=8)
def report_file_of_more_than_a_report(rng: random.Random) -> bytes:
    """Right in every part, and too much of it."""
    whole = _whole()
    length, times = rng.choice([(1_000_000, 2), (100, 5000), (100, 2)])
    whole["sections"]["1"] = [{"text": "公开" * length, "heading": None, "supports": [], "origin": "typed"}] * times
    return json.dumps(whole, ensure_ascii=False).encode()


@kind(".report.json")
def report_file_of_noise(rng: random.Random) -> bytes:
    return rng.choice(
        [b"{", b"null", b"1", b'"a"', b"[]", b"{}", b"\xff\xfe{\0}\0", b"{}{}", b"\xef\xbb\xbf", rng.randbytes(999)]
    )


@kind(".json", call=Call.FIGURES, demand=_EITHER)
def figures_of_other_kinds(rng: random.Random) -> bytes:
    return _written(
        {rng.choice(["T3:new:natural", "T2:fees:amount", "T9:a", "", "T3"]): rng.choice(_WRONG) for _ in range(3)}
    )


@kind(".json", call=Call.FIGURES, demand=_EITHER)
def figures_of_huge_numbers_in_json(rng: random.Random) -> bytes:
    return _FIGURES[".json"].format(_number(rng)).encode()


@kind(".toml", call=Call.FIGURES, demand=_EITHER)
def figures_of_huge_numbers_in_toml(rng: random.Random) -> bytes:
    return _FIGURES[".toml"].format(_number(rng)).encode()


def _number(rng: random.Random) -> str:
    kinds = [
        "nan",
        "inf",
        "-inf",
        "NaN",
        "1e999999999",
        "0x" + "f" * 9999,
        "0b1",
        "1979-05-27",
        "07:32:00",
        "9" * 100_000,
        "1_0",
        '"１２"',
    ]
    return rng.choice([*kinds, "0." + "1" * 100_000, "-0", "+1", '""', "true", '"/"'])


@kind(".toml", call=Call.FIGURES, most=40)
def figures_of_deep_nesting(rng: random.Random) -> bytes:
    depth = rng.choice([300, 3000, 60_000])
    deep = [
        "a = " + "[" * depth,
        "a = " + "{a=" * depth,
        ".".join(["a"] * depth) + " = 1",
        "[" + ".".join(["a"] * depth) + "]",
    ]
    return rng.choice(deep).encode()


@kind(".toml", call=Call.FIGURES, most=12)
def figures_in_toml_without_end(rng: random.Random) -> bytes:
    lines = [f"a{n} = 1" for n in range(100_000)] if rng.random() < 0.5 else [f"[a{n}.b]" for n in range(50_000)]
    return "\n".join(lines).encode()


@kind(".json", call=Call.FIGURES, most=12)
def figures_of_deep_nesting_in_json(rng: random.Random) -> bytes:
    deep = rng.choice(['{"T3":', "[", '{"a":'])
    return deep.encode() * rng.choice([900, 100_000]) + b"1"


@kind(".tsv", _EITHER, call=Call.FIGURES, most=8)
def figures_by_the_million(rng: random.Random) -> bytes:
    return rng.choice([b"T3:new:natural\t1\n", b"T3:a:b\t1\n", b"a\tb\n", b"\t\n"]) * rng.choice([10_000, 500_000])


@kind(".txt", call=Call.FIGURES, demand=_EITHER)
def figures_of_strange_addresses(rng: random.Random) -> bytes:
    addresses = [
        "T3:new:natural",
        "t3:NEW:natural",
        "T3::",
        "T3:*:*",
        "Ｔ３:new:natural",
        "T3:new:natural:natural",
        "T" * 9999,
        "T3:" + "a" * 9999 + ":b",
    ]
    seams, values = ["\t", "=", " ", ""], ["1", "", "-", "\x1b[1m", "９" * 99]
    lines = [rng.choice(addresses) + rng.choice(seams) + rng.choice(values) for _ in range(rng.randint(1, 9))]
    return "\n".join(lines).encode()
