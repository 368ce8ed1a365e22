"""What intake's remarks say, for messages; rules judge by a remark's code and place alone."""

import re

from report_assistant.report import Remark

_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”")


def quoted(words: str) -> str | None:
    """What is printed, as far as a remark quotes it: the first pair of quotes, with those inside it."""
    found = _QUOTED.search(words)
    return found.group(1) if found else None


def said(remark: Remark, otherwise: str) -> str:
    """A remark's words as the beginning of a sentence, or `otherwise` where it has none."""
    return remark.message.strip().rstrip("。") or otherwise
