"""Marks: the few numbers by which a report that shares words with another is found among thousands, all unread.

A mark stands for a short run of characters. A library keeps every tenth one of each report; of the report that
is looked at, all are sought among them. So each run of twenty characters that two reports share, other than
stock, is met at least once, wherever it stands in either.
"""

from collections.abc import Iterable
from zlib import crc32

from report_assistant.comparison.copies import Retold
from report_assistant.comparison.runs import grams

SCHEME = "crc32-20@1"  # change what a mark stands for, change this: kept ones are then made anew
_RUN = 20


def kept_marks(told: Retold) -> frozenset[int]:
    """The marks that are kept of a report. Unit: each is less than 2³²."""
    return _marks(told.own_anchors(_RUN))


def sought_marks(told: Retold) -> frozenset[int]:
    """The marks among which some of another report's stand wherever both have a run in common."""
    return _marks(grams(told.text, _RUN))


def _marks(found: Iterable[str]) -> frozenset[int]:
    return frozenset(crc32(gram.encode("utf-8")) for gram in found)  # `hash` differs from process to process
