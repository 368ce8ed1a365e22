"""The folder of real documents beside the checkout; tests that need it skip with a reason where it is missing."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_document(name: str) -> Path:
    """A real document, or a skipped test."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"the folder of real documents is not beside this checkout: {name}")
    return path


def golden_report() -> Path:
    """The published report of 2025 that is the golden case."""
    return shared_document("鲁山县汇源街道办事处2025.txt")


def blank_form() -> Path:
    """The blank official form of 2021 in Word."""
    return shared_document("空白格式2021.docx")
