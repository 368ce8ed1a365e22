"""What becomes of title, headings and prose: renumbered, missing, restarted, run in, listed before, followed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from layouts.paper import Line, Paper, Table

Change = Callable[[Paper], Paper]
NUMERALS = "一二三四五六七八九"
SECTION_NUMERAL = re.compile(r"^[一二三四五六]、")
TOPIC_NUMERAL = re.compile(r"^（[一二三四五]）")


def sections_as(pattern: str, numerals: Sequence[str] = NUMERALS) -> Change:
    """The six headings numbered otherwise, e.g. ``第{}部分　`` or ``{}.``; "" leaves the number out."""
    return lambda paper: _renumbered(paper, "section", SECTION_NUMERAL, pattern, numerals)


def topics_as(pattern: str, numerals: Sequence[str] = NUMERALS) -> Change:
    """The headings inside section one numbered otherwise."""
    return lambda paper: _renumbered(paper, "topic", TOPIC_NUMERAL, pattern, numerals)


def _renumbered(paper: Paper, kind: str, old: re.Pattern[str], pattern: str, numerals: Sequence[str]) -> Paper:
    count = iter(numerals)

    def changed(line: Line) -> Line:
        if line.kind != kind or line.section not in ("", "1"):
            return line
        return replace(line, text=pattern.format(next(count)) + old.sub("", line.text))

    return paper.lines_changed(changed)


def without_headings(*titles: str) -> Change:
    """These section headings left out, their tables follow all the same."""
    return lambda paper: paper.lines_changed(
        lambda line: None if line.kind == "section" and any(title in line.text for title in titles) else line
    )


def run_in(paper: Paper) -> Paper:
    """A sub-topic's heading as the first words of its paragraph: （一）主动公开。全年…"""
    blocks: list[Line | Table] = []
    for block in paper.blocks:
        above = blocks[-1] if blocks else None
        if isinstance(block, Line) and isinstance(above, Line) and above.kind == "topic" and block.kind == "text":
            blocks[-1] = replace(block, text=f"{above.text}。{block.text}")
        else:
            blocks.append(block)
    return replace(paper, blocks=tuple(blocks))


def ending_in(sign: str) -> Change:
    """Every heading with a sign at its end."""
    return lambda paper: paper.lines_changed(
        lambda line: replace(line, text=line.text + sign) if line.kind in ("section", "topic") else line
    )


def contents(paper: Paper) -> Paper:
    """A table of contents between title and text: every heading stands twice."""
    headings = [block.text for block in paper.blocks if isinstance(block, Line) and block.kind == "section"]
    listed = [Line(f"{text}{'…' * 12}{page}", "page") for page, text in enumerate(headings, start=1)]
    return paper.before("section", Line("目  录", "page"), *listed)


def preface(paper: Paper) -> Paper:
    """A paragraph between title and section one, where many reports name their basis."""
    text = "本报告依据《中华人民共和国政府信息公开条例》编制，全文包括总体情况、主动公开政府信息情况等六个部分。"
    return paper.before("section", Line(text, "text", "1", optional=True))


def title_in_lines(paper: Paper) -> Paper:
    """The title over two lines: organ and year, then what it is."""

    def parts(block: Line | Table) -> list[Line | Table]:
        if not isinstance(block, Line) or block.kind != "title":
            return [block]
        organ, year, rest = block.text.partition(f"{paper.year}年")
        return [replace(block, text=organ), replace(block, text=year + rest)]

    return replace(paper, blocks=tuple(part for block in paper.blocks for part in parts(block)))


def drawn_apart(paper: Paper) -> Paper:
    """The year in the title between spaces, as office programs leave it."""
    year = str(paper.year)
    return paper.lines_changed(
        lambda line: replace(line, text=line.text.replace(year, f" {year} ", 1)) if line.kind == "title" else line
    )


def date_line(paper: Paper) -> Paper:
    """When and by whom it was put up, between title and text."""
    text = f"发布时间：{paper.year + 1}-01-13 09:30　来源：{paper.organ}　浏览次数：128次　字体：【大 中 小】"
    return paper.before("section", Line(text, "page"))


def portal(paper: Paper) -> Paper:
    """What a portal prints around an article: its name, the way to it, other articles, its imprint."""
    above = ["样例县人民政府门户网站", "首页 > 政务公开 > 政府信息公开年报 > 正文", "【打印】【关闭】"]
    below = [
        f"上一篇：样例县柳林镇人民政府{paper.year - 1}年政府信息公开工作年度报告",
        f"下一篇：样例县教育局{paper.year}年政府信息公开工作年度报告",
        "相关链接",
        "主办：样例县人民政府办公室　网站标识码：0000000000",
    ]
    framed = paper.before("title", *(Line(text, "page") for text in above))
    return date_line(framed).with_blocks(*(Line(text, "page") for text in below))
