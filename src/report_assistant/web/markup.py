"""HTML from values: whatever is not marked as `Html` is escaped, so no pane can forget it."""

from collections.abc import Iterable
from html import escape

_VOID = ("input", "br", "col")


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | Iterable["Child"] | None


def tag(name: str, /, *children: Child, **attributes: object) -> Html:
    """One element. An attribute that is None or False is left out; `_` in a name stands for `-`.

    A child that is not `Html` is text; iterables are laid out in order.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str("" if value is True else value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{written}>" if name in _VOID else f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """Children one after the other."""
    return Html("".join(_written(child) for child in children))


def _written(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return str(child)
    if isinstance(child, str):
        return escape(child)
    return "".join(_written(one) for one in child)
