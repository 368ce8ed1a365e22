"""What became of many reports: what is told before they are judged, a bar while they are, and a table in the end."""

import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from report_assistant.checks import Severity
from report_assistant.intake.folder import abridged

if TYPE_CHECKING:  # it is loaded by whoever has many to judge
    from report_assistant.batch import Laid

One = TypeVar("One")
_HEAD = ("文件", "单位", "年度", *(severity.word for severity in Severity), "上年报告", "首个错误")
_WIDEST = 40  # columns of the terminal that one field takes


def watched(many: Iterable[One], total: int, words: str) -> Iterator[One]:
    """The same, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from many
        return
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own for a bar that moves all the time
    yield from tqdm(many, total=total, desc=words, unit="份", file=sys.stderr, leave=False, dynamic_ncols=True)


def tell(words: str) -> None:
    """A line on standard output at once; the bar, where there is one, stays beneath it."""
    if not sys.stderr.isatty():
        print(words, flush=True)
        return
    from tqdm import tqdm

    tqdm.write(words)


def told_twice(laid: Sequence["Laid"]) -> Iterator[str]:
    """Where several files hold one organ's report of one year: which, and which of them is taken as prior year."""
    same: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in laid:
        if one.source.organ:
            same[one.source.organ, one.source.year].append(one.source.name)
    for (organ, year), names in same.items():
        if len(names) > 1:
            taken = dict.fromkeys(one.prior.name for one in laid if one.prior and one.prior.name in names)
            used = f"，作为上年报告的是{abridged([*taken])}" if taken else "，各自核对"
            yield f"{organ} {year} 年的报告有 {len(names)} 份：{abridged(names)}{used}"


def unread_line(names: Sequence[str]) -> str:
    """What lies beside the documents and is of no kind that is read, in one line."""
    return f"另有 {len(names)} 个文件不是可读的格式：{abridged(names)}，请逐一处理"


class Summary:
    """A row a report, and the sums; takes the values that `check --jsonl` prints."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, ...]] = []
        self._counted: Counter[str] = Counter()
        self._of_reports: Counter[str] = Counter()

    def add(self, line: Mapping[str, Any]) -> None:
        """One report, or one file that could not be read."""
        if "error" in line:
            self._of_reports["不能核对"] += 1
            self._rows.append((line["file"], *[""] * (len(_HEAD) - 2), f"不能核对：{line['error']}"))
            return
        standing = [finding for finding in line["findings"] if not finding["waived"]]
        counts = Counter(finding["severity"] for finding in standing)
        crashed = line["outcomes"]["crashed"]
        self._counted += counts
        self._of_reports["有错误" if counts[Severity.ERROR] or crashed else "没有错误"] += 1
        first = next((f"{one['rule']} {one['title']}" for one in standing if one["severity"] == Severity.ERROR), "")
        report = line["report"]
        self._rows.append(
            (
                *(line["file"], report["organ"], str(report["year"])),
                *(str(counts[severity]) for severity in Severity),
                line["prior"] or "没有找到",
                first or (f"{crashed} 条规则程序出错" if crashed else ""),
            )
        )

    def lines(self) -> Iterator[str]:
        """The table and its last line."""
        yield from aligned([_HEAD, *self._rows])
        kinds = "，".join(f"{kind} {self._of_reports[kind]} 份" for kind in ("有错误", "没有错误", "不能核对"))
        found = "，".join(f"{severity.word} {self._counted[severity]}" for severity in Severity)
        yield f"共 {len(self._rows)} 份：{kinds}。问题合计：{found}。"

    @property
    def exit_code(self) -> int:
        """1 where any report has errors, else 2 where any file could not be used, else 0."""
        return 1 if self._of_reports["有错误"] else 2 if self._of_reports["不能核对"] else 0


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows whose columns stand under one another on a terminal; the last one is as long as it is."""
    short = [[*(_shortened(text) for text in row[:-1]), row[-1]] for row in rows]
    widths = [max(map(_columns, column)) for column in zip(*short, strict=True)]
    for row in short:
        padded = [text + " " * (width - _columns(text)) for text, width in zip(row[:-1], widths, strict=False)]
        yield "  ".join([*padded, row[-1]]).rstrip()


def _columns(text: str) -> int:
    """Columns of a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _shortened(text: str) -> str:
    """The end of a long name, which tells files apart better than its beginning."""
    if _columns(text) <= _WIDEST:
        return text
    while _columns(text) > _WIDEST - 1:
        text = text[1:]
    return f"…{text}"
