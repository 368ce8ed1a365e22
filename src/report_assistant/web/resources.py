"""Style and script that travel with this package."""

from importlib import resources


def resource(name: str) -> str:
    """The text of a file beside this one."""
    return resources.files(__package__).joinpath("static", name).read_text(encoding="utf-8")
