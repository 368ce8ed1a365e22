"""`decide` and `decisions`: answer for a finding in the report file, and see what has been answered."""

import argparse
from collections.abc import Iterator

from report_assistant.checks import Decisions, Finding, answered, decisions, decisions_to_json, finding_named
from report_assistant.cli import show
from report_assistant.cli.commands import CLEAN, doubt_prior, workbench, write
from report_assistant.errors import UnusableInput
from report_assistant.report import Waiver, dump_report


def decide(arguments: argparse.Namespace) -> int:
    """An answer to one finding, kept in the report file; or the answer taken back."""
    if arguments.file.suffix.lower() != ".json":
        remedy = "请先用 read 文件 -o 存为 .report.json，再对它作答"
        raise UnusableInput("说明只能留存在报告文件里", where=str(arguments.file), remedy=remedy)
    with workbench() as bench:
        report = bench.read(arguments.file)
        prior = bench.read(arguments.prior) if arguments.prior else None
        if prior:
            doubt_prior(report, prior)
        if arguments.withdraw:
            changed, words = report.without_waiver(_answered(report.waivers, arguments.finding)), "已撤回说明"
        else:
            finding = finding_named(bench.check(report, prior), arguments.finding)
            changed = answered(report, finding, arguments.reason or "", arguments.by or "")
            words = f"已留存说明：{finding.rule} {finding.title}"
    write(arguments.file, dump_report(changed))
    print(words)
    return CLEAN


def _answered(waivers: tuple[Waiver, ...], fingerprint: str) -> str:
    """The whole fingerprint of the one answer that begins so."""
    found = {waiver.fingerprint for waiver in waivers if fingerprint and waiver.fingerprint.startswith(fingerprint)}
    if len(found) != 1:
        what = "不止一条说明的指纹这样开头" if found else "没有这样的说明可撤回"
        remedy = "用 report-assistant decisions 查看留存的说明"
        raise UnusableInput(f"{what}：{fingerprint}", where="参数 --finding", remedy=remedy)
    return found.pop()


def list_decisions(arguments: argparse.Namespace) -> int:
    """What waits for an answer, what has one, and which answers hold no longer."""
    with workbench() as bench:
        report = bench.read(arguments.file)
        prior = bench.read(arguments.prior) if arguments.prior else None
        if prior:
            doubt_prior(report, prior)
        made = decisions(bench.check(report, prior))
    if arguments.json:
        show.json_value(decisions_to_json(made))
    else:
        print("\n".join(_lines(made)))
    return CLEAN


def _lines(made: Decisions) -> Iterator[str]:
    for finding in made.open:
        yield f"待答复　　{_told(finding)}"
    for finding, waiver in made.settled:
        yield f"已说明　　{_told(finding)}"
        yield f"　　　　　{_reason(waiver)}"
    for waiver in made.fallen:
        yield f"已失效　　{waiver.fingerprint}　{waiver.rule}　{waiver.told}"
        yield f"　　　　　{_reason(waiver)}。所答的问题已经不在，或者内容有了变化"
    for waiver in made.resting:
        yield f"这次未核对　{waiver.fingerprint}　{waiver.rule}　{waiver.told}"
        yield f"　　　　　{_reason(waiver)}"
    counts = len(made.open), len(made.settled), len(made.fallen), len(made.resting)
    yield "待答复 {} 条，已说明 {} 条，已失效 {} 条，这次未核对 {} 条".format(*counts)


def _told(finding: Finding) -> str:
    return f"{finding.fingerprint}　〔{finding.severity.word}〕{finding.rule}　{finding.message}"


def _reason(waiver: Waiver) -> str:
    return f"理由：{waiver.reason}（{waiver.by}，{waiver.at[:10]}）"
