"""`demo`: the main job on the shipped sample, each step with its time and its file."""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from report_assistant.checks import Stage, barring
from report_assistant.cli import show
from report_assistant.cli.commands import CLEAN, HAS_ERRORS, workbench
from report_assistant.intake import read
from report_assistant.report import Report, dump_report
from report_assistant.wiring import SAMPLE_YEAR, sample_file
from report_assistant.workbench import Workbench

SECTIONS = ("1", "5", "6")
SUFFIXES = (".docx", ".html", ".xlsx", ".txt", ".md")


def run(arguments: argparse.Namespace) -> int:
    """Last year's report in, this year's report out."""
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with workbench() as bench:
        report, prior = _entered(bench)
        report = _drafted(bench, report, prior)
        passes = _judged(bench, report, prior)
        _save(out / f"{SAMPLE_YEAR}.report.json", dump_report(report))
        if passes:
            _exported(bench, report, prior, out)
    print(f"全程 {time.perf_counter() - began:.1f} 秒，结果在 {out}")
    return CLEAN if passes else HAS_ERRORS


def _entered(bench: Workbench) -> tuple[Report, Report]:
    with _step("读入上一年度报告"):
        prior = bench.read(sample_file(f"{SAMPLE_YEAR - 1}.txt"))
        print(f"    {prior.title}：{sum(c.value is not None for c in prior.cells.values())} 格有数")
    with _step("录入本年数据和情况说明"):
        entry = bench.read_figures(sample_file(f"{SAMPLE_YEAR}.figures.toml"), SAMPLE_YEAR)
        notes = bench.read_notes(sample_file(f"{SAMPLE_YEAR}.notes.md"))
        report = bench.begin(prior.organ, SAMPLE_YEAR, entry, notes)
        print(f"    {len(report.notes)} 条情况说明，合计由程序算出")
    with _step("建立资料库"):
        documents = bench.index([])
        print(f"    {len(documents)} 份资料，{sum(d.passages for d in documents)} 个段落")
    return report, prior


def _judged(bench: Workbench, report: Report, prior: Report) -> bool:
    with _step("核对"):
        verdict = bench.check(report, prior, stage=Stage.EXPORT)
        print("\n".join(f"  {line}" for line in show.verdict_lines(verdict)))
    with _step("与上一年度比较"):
        comparison = bench.compare(report, prior)
        print("\n".join(f"    {line}" for line in show.comparison_lines(comparison, report.form)))
    return not barring(verdict)


def _drafted(bench: Workbench, report: Report, prior: Report) -> Report:
    for section in SECTIONS:
        with _step(f"起草 {report.form.section(section).heading}"):
            draft = bench.draft(report, section, prior)
            report = report.with_section(section, draft.narrative.paragraphs)
            length = sum(len(paragraph.text) for paragraph in draft.narrative.paragraphs)
            print(f"    {bench.writer.name}，{length} 字，待补充或确认 {len(draft.questions)} 处")
    return report


def _exported(bench: Workbench, report: Report, prior: Report, out: Path) -> None:
    with _step("导出"):
        for suffix in SUFFIXES:
            print(f"    {bench.export(report, out / f'{report.title}{suffix}', prior)}")
    with _step("读回导出的 Word 文件，与报告逐格比对"):
        again = read(out / f"{report.title}.docx")
        same = sum(again.cells[ref] == cell for ref, cell in report.cells.items())
        print(f"    {same} / {len(report.cells)} 格一致")


def _save(target: Path, text: str) -> None:
    target.write_text(text, encoding="utf-8")
    print(f"    {target}")


@contextmanager
def _step(words: str) -> Iterator[None]:
    began = time.perf_counter()
    print(f"▶ {words}")
    yield
    print(f"    （{time.perf_counter() - began:.2f} 秒）")
