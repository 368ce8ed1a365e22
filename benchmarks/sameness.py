"""Sameness: of two texts, of a report with last year and within itself, and with many others."""

import difflib
import functools
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks.measuring import SAMPLES, Row, median_seconds, print_table
from report_assistant.checks import Case, check
from report_assistant.comparison import shared_runs, similarity
from report_assistant.intake import read
from report_assistant.report import Organ, Paragraph

LENGTH = 3000
OTHERS = 200
SUFFIXES = {"baishui": ".html", "qinghe": ".txt", "shichang": ".report.json"}
OPENING = (
    "根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号要求，样例第{}镇人民政府编制本报告，"
    "数据统计期限自2025年1月1日至2025年12月31日。"
)
_SIGNS = "，。；" * 20 + "".join(chr(0x4E00 + n) for n in range(1200))


def rows() -> list[Row]:
    a, b = (unrelated(seed) for seed in (1, 2))
    blocks = median_seconds(lambda: difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks(), 9)
    alike = unseen(lambda: similarity(a, b), 30)
    bounded = unseen(lambda: similarity(a, b, at_least=0.8), 30)
    runs = unseen(lambda: shared_runs(a, b, 40), 30)
    pairs = [(sample(organ, year), sample(organ, year - 1)) for organ in SUFFIXES for year in (2024, 2025)]
    told = [unseen(lambda r=r, p=p: check(Case(r, p), only=("W-02", "W-03")), 30) for r, p in pairs]
    baseline = f"difflib.SequenceMatcher {blocks * 1000:.1f} ms"
    return [
        row(f"likeness of two unrelated texts of {LENGTH} characters", alike, 30, baseline),
        row("the same, asked only whether it reaches 80 %", bounded, 30, baseline),
        row(f"runs shared by two unrelated texts of {LENGTH} characters", runs, 30, baseline),
        row("copies within a report and from last year (W-02, W-03), text never seen", max(told), 1.5, ""),
        row(f"a report beside {OTHERS} other organs', each, once folded (W-03)", beside_many(), 0.05, ""),
    ]


def row(figure: str, seconds: float, asked: float, baseline: str) -> Row:
    return Row(figure, f"{seconds * 1000:.2f} ms", f"≤ {asked:g} ms", baseline)


def unrelated(seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(_SIGNS) for _ in range(LENGTH))


def sample(organ: str, year: int):
    return read(SAMPLES / organ / f"{year}{SUFFIXES[organ]}")


def unseen(action: Callable[[], object], times: int) -> float:
    """The median duration of a call that finds no text of its own remembered."""
    action()
    durations = []
    for _ in range(times):
        forget()
        began = time.perf_counter()
        action()
        durations.append(time.perf_counter() - began)
    return statistics.median(durations)


def forget() -> None:
    """Empty every cache that is bounded: those hold texts; the others hold vocabularies."""
    for name, module in list(sys.modules.items()):
        if name.startswith("report_assistant"):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper) and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


def beside_many() -> float:
    """Seconds a report: a report laid beside many others that were folded before."""
    report = sample("baishui", 2025)
    others = [
        replace(
            report,
            organ=Organ(f"样例第{n}镇人民政府"),
            sections={
                "1": (
                    Paragraph(OPENING.format(n)),
                    *(Paragraph(unrelated(7 * n + k)[:150], f"（{c}）") for k, c in enumerate("一二三四五")),
                ),
                "5": tuple(Paragraph(unrelated(9 * n + k)[:130]) for k in range(3)),
                "6": (Paragraph("本年度未收取信息处理费。"),),
            },
        )
        for n in range(OTHERS)
    ]
    case = Case(report, others=tuple(others))
    check(case, only=("W-03",))
    return median_seconds(lambda: check(case, only=("W-03",)), 9) / OTHERS


if __name__ == "__main__":
    print_table(rows())
