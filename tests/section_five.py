"""The sample texts of section five, and pairs of two years, as paragraphs."""

import tomllib
from pathlib import Path

from report_assistant.report import Paragraph

TESTS = Path(__file__).parent
TEXTS = tomllib.loads((TESTS / "checks" / "section_five.toml").read_text(encoding="utf-8"))["text"]
PAIRS = tomllib.loads((TESTS / "comparison" / "promises.toml").read_text(encoding="utf-8"))["pair"]


def paragraphs(text):
    """A text of the sample files: a line a paragraph, lines that begin with # are headings."""
    told, heading = [], None
    for line in text.strip().split("\n"):
        if line.startswith("# "):
            heading = line[2:]
        else:
            told.append(Paragraph(line, heading))
            heading = None
    return tuple(told)


def names(samples):
    """What pytest calls each sample."""
    return [sample["name"] for sample in samples]
