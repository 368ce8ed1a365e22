"""What the clipboard gives: the markup of a browser, Word, Excel or WPS, or plain text."""

import re

_OPENS_MARKUP = re.compile(
    r"<(?:!doctype|!--|html|head|meta|style|body|table|colgroup|tbody|tr|td|p|div|span|section|article|font|b|strong"
    r"|h[1-6]|ul|ol|center|a|br|o:p)\b",
    re.IGNORECASE,
)


def markup_in(written: str) -> str:
    """The markup in what was pasted, without the places that Windows puts before it; "" where it is plain text."""
    text = written.lstrip("\ufeff\0 \t\r\n")
    if text.startswith("Version:") and "StartHTML:" in text[:200] and "<" in text:
        text = text[text.index("<") :]
    return text.rstrip("\0") if _OPENS_MARKUP.match(text) or text.startswith("<!--") else ""
