"""Values as plain Chinese lines or one JSON value on standard output."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from report_assistant.checks import Finding, Rule, Severity, Verdict
from report_assistant.comparison import Comparison
from report_assistant.errors import one_line
from report_assistant.intake.remark import told_together
from report_assistant.official import Form
from report_assistant.report import Confidence, Reading, Report, Source, given

_READINGS = {"given": "有数", "absent": "缺格", "blank": "空白", "dash": "横线", "unreadable": "无法辨认"}
_MOST_PLACES = 20
_LONGEST = 60  # characters of the report's words behind a message

if TYPE_CHECKING:  # the library takes long to import, and `check` does not need it
    from report_assistant.retrieval import Hit, IndexedDocument


def json_value(value: Any, *, lines: bool = False) -> None:
    """One JSON value; on one line where `lines`."""
    print(json.dumps(value, ensure_ascii=False, indent=None if lines else 2))


def progress(words: str) -> None:
    """A line for the person who waits, on standard error."""
    print(words, file=sys.stderr, flush=True)


def report_lines(report: Report) -> list[str]:
    """What a reading found, and what it could not read."""
    readings = {reading: sum(cell.reading is reading for cell in report.cells.values()) for reading in Reading}
    counted = "，".join(f"{_READINGS[reading]} {count} 格" for reading, count in readings.items() if count)
    sections = "、".join(report.form.section(number).heading for number in report.sections)
    return [
        f"{report.title}（{report.form.number}格式）",
        f"表格：{counted}",
        f"文字：{sections or '无'}",
        *remark_lines(report),
        *source_lines(report),
    ]


def document_line(line: Mapping[str, Any]) -> str:
    """What became of one document among many, from the value that `read --jsonl` prints."""
    if "error" in line:
        return one_line(f"{line['file']}：未能读入：{line['error']}")
    if "unread" in line:
        return one_line(f"{line['file']}：未读：{line['unread']}")
    if "passed_over" in line:
        return one_line(f"{line['file']}：不作为报告：{line['passed_over']}")
    return one_line(
        f"{line['file']}：{line['organ'] or '单位名称不明'} {line['year']} 年，{line['given']}/{line['cells']} 格有数，"
        f"识别提示 {line['remarks']}，存疑 {line['doubtful']} 格{'（此前已读入）' if line['skipped'] else ''}"
    )


def source_lines(report: Report) -> Iterable[str]:
    """The cells to be held against the document, the doubtful first, each row there or doubtful place on one line."""
    places: dict[Source, list[tuple[str, Source]]] = {}
    for ref, source in report.sources.items():
        if source.confidence is not Confidence.EXACT:
            places.setdefault(_spot(source), []).append((report.form.cells[ref].label, source))
    ordered = sorted(places.items(), key=lambda place: place[0].confidence is not Confidence.DOUBTFUL)
    for spot, found in ordered[:_MOST_PLACES]:
        yield f"请核对（{spot.confidence.word}）{_found(found)}"
    if left := sum(len(found) for _, found in ordered[_MOST_PLACES:]):
        yield f"请核对：另有 {left} 格，见报告文件"


def _spot(source: Source) -> Source:
    """What is told on one line: a row where the cells were recognised; a doubtful cell has its own reason."""
    if source.confidence is Confidence.DOUBTFUL:
        return source
    return replace(source, words="", column=0, read_as=given(0))


def _found(cells: Sequence[tuple[str, Source]]) -> str:
    """Cells of one row, or of one place: what they were read as, and what stands there."""
    (label, first), sources = cells[0], list(dict.fromkeys(source for _, source in cells))
    more = f"等 {len(cells)} 格" if len(cells) > 1 else ""
    read_as = "、".join(source.read_as.text or _READINGS[source.read_as.reading] for source in sources)
    if len(sources) > 1:
        first = replace(first, words="、".join(source.words or "空白" for source in sources), column=0)
    return f"{label}{more}：{read_as}；{first.origin}"


def remark_lines(report: Report) -> Iterable[str]:
    """What intake found unclear, a line each kind."""
    return (f"识别提示 {told.code}：{told.message}" for told in told_together(report.remarks, report.form))


def verdict_lines(verdict: Verdict) -> Iterable[str]:
    """Findings gravest first, then what could not be judged, then the count."""
    yield verdict.report.title
    for finding in verdict.findings:
        yield finding_line(finding, waived=finding.fingerprint in verdict.waived)
    for why, rules in verdict.unjudged().items():
        yield f"  未核对 {'、'.join(rules)}：{why}"
    found = [f"{severity.word} {sum(f.severity is severity for f in verdict.findings)}" for severity in Severity]
    answered = sum(finding.fingerprint in verdict.waived for finding in verdict.findings)
    answers = f"，其中已说明 {answered}" if answered else ""
    yield (
        f"合计：{'，'.join(found)}{answers}；规则通过 {verdict.count('held')} 条，"
        f"未核对 {verdict.count('not_judged')} 条，程序出错 {verdict.count('crashed')} 条"
    )


def finding_line(finding: Finding, *, waived: bool = False) -> str:
    """One finding on one line: severity, id, what to do, the words it is about, basis."""
    mark = "（已说明理由）" if waived else ""
    return f"  〔{finding.severity.word}〕{finding.rule}{mark} {finding.message}{_words(finding)} 依据：{finding.basis}"


def _words(finding: Finding) -> str:
    """The words in the report, where the message does not have them."""
    words = " ".join((finding.quote or "").split())
    if not words or words in finding.message:
        return ""
    return f" 原文：“{words[:_LONGEST]}{'……' if len(words) > _LONGEST else ''}”"


_HEADINGS = {"Demands": "要求", "Breach": "错例", "Sound": "正例", "Remedy": "改法", "Source": "出处"}


def rule_told(rule: Rule) -> str:
    """One rule with its documentation: what it demands, a breach, a sound case, the remedy, the source."""
    lines = [f"{rule.id}〔{rule.severity.word}〕{rule.title}"]
    for line in rule.documentation.splitlines():
        heading, _, words = line.partition(": ")
        if heading in _HEADINGS:
            lines.append(f"    {_HEADINGS[heading]}：{words}")
        elif len(lines) > 1:
            lines[-1] += line.strip()
    return "\n".join(lines)


def comparison_lines(comparison: Comparison, form: Form) -> Iterable[str]:
    """The cells that changed, how many could not be compared, each section's likeness, copies, and promises."""
    written = comparison.to_json()
    for cell in written["cells"]:
        if cell["fate"] in ("changed", "new", "gone"):
            ratio = f"（{cell['ratio']:+.1%}）" if cell["ratio"] is not None else ""
            note = f"　{cell['note']}" if cell["note"] else ""
            label = form.cells[cell["cell"]].label
            yield f"{label}：{_shown(cell['prior'])} → {_shown(cell['current'])}{ratio}{note}"
    apart = [cell for cell in written["cells"] if cell["fate"] == "not_comparable"]
    if apart:
        notes = "、".join(dict.fromkeys(cell["note"] for cell in apart if cell["note"]))
        yield f"另有 {len(apart)} 格不能比较（{notes}）"
    for section in written["sections"]:
        yield (
            f"{form.section(section['section']).heading}：相似度 {section['similarity']:.0%}，"
            f"与上年相同文字占 {section['copied_share']:.0%}，共 {len(section['sentences'])} 句"
        )
    for passage in comparison.copied:
        here, there = form.place_label(passage.place), form.place_label(passage.other_place)
        yield f"{here}与上年{there}有 {passage.length} 字相同：{passage.text.strip()}"
    if comparison.promises:
        yield "上年提出的改进与本年交代："
        for promise in comparison.promises:
            yield f"  上年：{promise.text}　本年：{promise.account or '未见交代'}"


def _shown(value: Any) -> str:
    return "无" if value is None else str(value)


def hit(found: "Hit") -> dict[str, Any]:
    """One passage as `search --json` prints it."""
    passage = found.passage
    return {
        "id": passage.id,
        "score": round(found.score, 6),
        "kind": passage.kind,
        "title": passage.title,
        "organ": passage.organ or None,
        "year": passage.year,
        "section": passage.section or None,
        "text": passage.text,
    }


def hit_lines(hits: "Sequence[Hit]") -> Iterable[str]:
    """Each passage with its source."""
    for number, found in enumerate(hits, 1):
        yield f"{number}. {found.passage.title}〔{found.passage.id}〕"
        yield f"   {found.passage.text}"


_STATUS = {"added": "新收入", "replaced": "已更新", "unchanged": "无变化", "refused": "未收入"}


def document_lines(documents: "Sequence[IndexedDocument]") -> Iterable[str]:
    """What became of each document."""
    for document in documents:
        yield f"{_STATUS[document.status]}　{document.title}（{document.trouble or f'{document.passages} 段'}）"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """A Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '／') for cell in row)} |"
