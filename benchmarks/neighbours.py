"""A report beside the library: other organs' reports that are like it, found among many."""

import os
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import SAMPLES, Row, median_seconds, print_table, process
from benchmarks.sameness import sample, unrelated
from report_assistant.report import Organ, Paragraph, Report
from report_assistant.retrieval.cutting import cut_report
from report_assistant.retrieval.neighbours import mark_reports, reports_like
from report_assistant.store import Document, Passages, open_store

REPORTS = 1000
TIMES = 9
CHECKED = ("shichang", 2025)


def rows() -> list[Row]:
    checked = sample(*CHECKED)
    file = str(SAMPLES / CHECKED[0] / f"{CHECKED[1]}.report.json")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.sqlite3")
        passages = Passages(store)
        fill(passages, checked)
        gathered = median_seconds(lambda: reports_like(passages, checked), TIMES)
        found = len(reports_like(passages, checked) or ())
        store.close()
        os.environ["REPORT_ASSISTANT_DATA_DIR"] = folder
        whole = median_seconds(lambda: process(["-m", "report_assistant", "check", file, "--json"]), TIMES)
        del os.environ["REPORT_ASSISTANT_DATA_DIR"]
    bare = median_seconds(lambda: process(["-c", "pass"]), TIMES)
    return [
        Row(f"{found} like reports found among {REPORTS:,} of the library", f"{gathered * 1000:.0f} ms", "≤ 50 ms", ""),
        Row(
            f"`check` of one report file beside {REPORTS:,} in the library, whole process",
            f"{whole:.2f} s",
            "≤ 0.6 s",
            f"bare Python {bare:.3f} s, {whole / bare:.0f}×",
        ),
    ]


def fill(passages: Passages, copied: Report) -> None:
    """A library of invented reports of two years, each with a few sentences of the one that is checked."""
    reports = [invented(n, copied) for n in range(REPORTS)]
    passages.put_documents([(document := document_of(one), cut_report(one, document.id)) for one in reports])
    mark_reports(passages)


def document_of(report: Report) -> Document:
    name = f"{report.organ.name}/{report.year}"
    return Document(name, "report", "style", report.title, report.organ.name, year=report.year, form=report.form_id)


def invented(number: int, copied: Report) -> Report:
    chance = random.Random(number)
    sections = {place: tuple(_rewritten(told, chance)) for place, told in copied.sections.items()}
    return replace(copied, organ=Organ(f"样例第{number}镇人民政府"), year=copied.year - number % 2, sections=sections)


def _rewritten(paragraphs: tuple[Paragraph, ...], chance: random.Random) -> Iterator[Paragraph]:
    """Each paragraph in other words, and one in five with the words it had before."""
    for paragraph in paragraphs:
        own = unrelated(chance.randrange(10**6))[: len(paragraph.text)]
        yield replace(paragraph, text=own + paragraph.text if chance.random() < 0.2 else own)


if __name__ == "__main__":
    print_table(rows())
