"""JSON read strictly: what is doubtful is refused in Chinese, never mended."""

import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_QUOTED = 30


class Malformed(ValueError):
    """JSON that is sound and yet cannot be used; its message says why in Chinese."""


def strict_json(text: str) -> Any:
    """A JSON value: decimals exact, NaN and the like as text, no key twice, nothing that cannot be saved as UTF-8.

    Raises: ValueError or RecursionError where the text is none; Malformed where a key stands twice.
    """
    written = json.loads(text, parse_float=Decimal, parse_constant=str, object_pairs_hook=_pairs_once)
    text.encode()
    if "\\u" in text:  # half of a letter can only be written so
        json.dumps(written, ensure_ascii=False, default=str).encode()
    return written


def mapping(written: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The addresses under `key` with what stands at each."""
    found = written.get(key, {})
    if not isinstance(found, dict):
        raise Malformed(f"{key} 应是地址到值的对应")
    return found


def objects(written: Mapping[str, Any], key: str) -> list[Any]:
    """The objects listed under `key`."""
    found = written.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Malformed(f"{key} 应是列表")
    return found


def texts(written: Mapping[str, Any], *keys: str) -> list[str]:
    """The texts under these keys, every one of them there."""
    found: list[Any] = [written.get(key) for key in keys]
    if not all(isinstance(one, str) for one in found):
        raise Malformed(f"缺少文字项 {'、'.join(keys)}")
    return found


def integer(written: Mapping[str, Any], key: str) -> int:
    """The whole number under `key`."""
    found = written.get(key)
    if type(found) is not int:  # true is one too, for isinstance
        raise Malformed(f"{key} 应是整数")
    return found


def _pairs_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of two values under one key neither can be taken for the right one."""
    once = dict(pairs)
    if len(once) < len(pairs):
        raise Malformed(f"“{Counter(key for key, _ in pairs).most_common(1)[0][0][:_QUOTED]}”写了两次")
    return once
