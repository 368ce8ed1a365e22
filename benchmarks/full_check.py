"""All rules on one full report with its prior year, in process, texts never seen before.

Every cache that is keyed by a piece of text is emptied before each run; vocabularies stay loaded, as they
are in a page or a batch that has judged one report before.
"""

import functools
import statistics
import sys
import time
from functools import partial

from benchmarks.measuring import SAMPLES, Row, print_table

from report_assistant.checks import Case, check  # isort: skip  (tests/ is put on the path by measuring)
from report_assistant.errors import ReportAssistantError
from report_assistant.intake.read import read
from report_assistant.report import dump_report, parse_report

ROUNDS = 30


def rows() -> list[Row]:
    pairs = years_of_samples()
    for report, prior in pairs:
        check(Case(report, prior))
    took = sorted(timed(partial(check, Case(*pair))) for _ in range(ROUNDS) for pair in pairs)
    files = [dump_report(report) for report, _ in pairs]
    parsed = statistics.median(timed(partial(parse_report, text, "r")) for _ in range(ROUNDS) for text in files)
    median, tail = statistics.median(took), took[int(len(took) * 0.95)]
    return [
        Row(
            f"all rules on a full report with prior year ({len(pairs)} samples × {ROUNDS}): median / p95",
            f"{median * 1000:.1f} / {tail * 1000:.1f} ms",
            "p95 ≤ 8 ms",
            f"parsing the report file {parsed * 1000:.2f} ms, {median / parsed:.0f}×",
        )
    ]


def timed(action):
    for empty in text_caches():
        empty()
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def text_caches():
    """Bounded caches remember texts; unbounded ones hold vocabularies.

    What is keyed by single words, or by the relations of a form, is no text.
    """
    for module in [m for name, m in sys.modules.items() if name.startswith("report_assistant.")]:
        for value in vars(module).values():
            bounded = isinstance(value, functools._lru_cache_wrapper) and value.cache_parameters()["maxsize"]
            if bounded and value.__name__ not in ("read_phrase", "kinds_of", "_touching"):
                yield value.cache_clear


def years_of_samples():
    """Every shipped report that has its year before beside it."""
    pairs = []
    for folder in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        years = {}
        for file in sorted(folder.iterdir()):
            try:
                report = read(file)
            except ReportAssistantError:  # figures and notes lie beside the reports
                continue
            years[report.year] = report
        pairs += [(years[year], years[year - 1]) for year in years if year - 1 in years]
    return pairs


if __name__ == "__main__":
    print_table(rows())
