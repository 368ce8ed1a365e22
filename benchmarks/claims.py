"""Numbers in prose: what the rules of family N catch, how rarely they cry wolf, and what a report costs."""

import gc
import statistics
import tomllib
from functools import _lru_cache_wrapper
from time import process_time

from benchmarks.measuring import ROOT, SAMPLES, Row, print_table

from checks.claim_scoring import Score, prose_rules, score  # isort: skip  (tests/ is put on the path by measuring)
from checks.test_claims import PRIOR, PROBE  # isort: skip
from report_assistant.checks import Case, check  # isort: skip
from report_assistant.intake.read import read
from report_assistant.report import Paragraph

PROBES = tomllib.loads((ROOT / "tests/checks/sentences.toml").read_text(encoding="utf-8"))["sentence"]
TABLES = ("N-02", "N-04")


def rows() -> list[Row]:
    right, alarms = probes()
    return [
        *(found(split, score(split)) for split in ("tuning", "second", "fresh", "newer", "latest", "unseen")),
        Row("42 probe sentences of other people's mistakes judged rightly", f"{right} / 42", "≥ 41 / 42", "14 / 42"),
        Row("false alarms on the 21 right ones among them", str(alarms), "0", "11"),
        Row(
            "claims read and held to the tables (N-02, N-04), a report of 1,300 characters never seen",
            f"{a_report(TABLES):.1f} ms",
            "≤ 2.5 ms",
            f"bare reading of the text {bare_reading():.2f} ms",
        ),
        Row("all rules of family N on it, prior year given", f"{a_report(prose_rules()):.1f} ms", "", ""),
    ]


def found(split: str, reached: Score) -> Row:
    wrong = sum(one.verdict != "right" for one in reached.judged)
    return Row(
        f"wrong passages caught, {split} split ({len(reached.judged)} passages, {wrong} wrong)",
        f"recall {reached.recall:.3f}, precision {reached.precision:.3f}",
        "recall ≥ .95, precision ≥ .98",
        f"{len(reached.missed)} missed, {len(reached.false_alarms)} false alarms",
    )


def probes() -> tuple[int, int]:
    """How many of the 42 are judged rightly, and how many right ones have a finding."""
    right = alarms = 0
    for probe in (one for one in PROBES if one["source"] == "peers"):
        case = Case(PROBE.with_section("1", (Paragraph(probe["text"]),)), PRIOR)
        told = {rule for finding in check(case, only=prose_rules()).findings for rule in finding.rules}
        right += (probe["truth"] in told) if probe["truth"] != "right" else not told
        alarms += probe["truth"] == "right" and bool(told)
    return right, alarms


def a_report(rules) -> float:
    """The median of the sample reports, in ms; what was remembered of their texts is forgotten each time."""
    reports = [read(file) for file in sorted(SAMPLES.rglob("20*")) if file.suffix in (".txt", ".html")]
    for report in reports:
        check(Case(report, report), only=rules)
    times = []
    for report in reports * 5:
        forget_texts()
        began = process_time()
        check(Case(report, report), only=rules)
        times.append(process_time() - began)
    return statistics.median(times) * 1000


def forget_texts() -> None:
    """Empty the bounded caches, which remember texts; the unbounded ones hold vocabularies and forms."""
    for cached in [thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper)]:
        if cached.cache_parameters()["maxsize"] is not None and cached.__module__.startswith("report_assistant"):
            cached.cache_clear()


def bare_reading() -> float:
    """The baseline: every character of such a text looked at once."""
    text = "".join(p.text for paragraphs in PROBE_TEXTS for p in paragraphs)
    began = process_time()
    for _ in range(100):
        sum(character.isdigit() for character in text)
    return (process_time() - began) * 10


PROBE_TEXTS = list(read(SAMPLES / "qinghe" / "2025.txt").sections.values())


if __name__ == "__main__":
    print_table(rows())
