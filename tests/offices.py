"""Many offices, each with two years of reports that nobody could take for another's.

Figures are those of `realistic.two_years`. Sentences are put together from the parts in offices.toml with the
office's own communities, months and counts in between, so that no two reports share a run of forty characters of
their own and no two are alike as a whole; the two years of one office draw from different parts.
"""

import random
import re
import tomllib
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from realistic import two_years
from report_assistant.report import Organ, Paragraph, Report, given

PARTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_FIRST, _SECOND = "青白金石沙柳枫梅竹松安永新长南北东西上中", "河桥湖岭溪塘坪坡湾洲泉丘峰林田园庄店关堡"
PLACES = [a + b for a in _FIRST for b in _SECOND]


def office(number: int) -> tuple[Report, Report]:
    """The report of 2025 and that of 2024 of the office with this number; the same number gives the same two."""
    now, before = two_years(number)
    county, own = PLACES[number // len(PLACES)], PLACES[number % len(PLACES)]
    licences = given(20 + number % 180)
    now, before = (one.with_cells({"T2:licences:decisions": licences}) for one in (now, before))
    organ = Organ(f"样例市{county}县{own}街道办事处", f"{own}街道", "subdistrict")
    return tuple(_Telling(replace(one, organ=organ), number, own).report() for one in (now, before))


class _Telling:
    def __init__(self, report: Report, number: int, own: str) -> None:
        self.untold, self.number, self.own = report, number, own
        self.chance = random.Random(f"{number}/{report.year}")
        self.half = (report.year + 1) % 2

    def report(self) -> Report:
        return replace(self.untold, sections={"1": tuple(self.overview()), "5": self.problems(), "6": (self.fees(),)})

    def overview(self):
        year = self.untold.year
        basis = "本报告依据《中华人民共和国政府信息公开条例》编制，"
        yield Paragraph(f"{basis}统计期限自{year}年1月1日至{year}年12月31日。")
        yield Paragraph(self.drawn("published", 5), "（一）主动公开")
        told = [p for p in self.untold.sections["1"] if p.heading == "（二）依申请公开"]
        yield told[0] if told else Paragraph("所收申请都在期限内答复。", "（二）依申请公开")
        yield Paragraph(self.drawn("kept", 3), "（三）政府信息管理")
        yield Paragraph(self.drawn("held", 3), "（四）政府信息公开平台建设")
        grade = self.chance.choice(("良好", "优秀", "合格"))
        results = f"县里考核等次为{grade}，社会评议收回问卷{self.count()}份，没有责任追究的情形。"
        yield Paragraph(self.drawn("watched", 3) + results, "（五）监督保障")

    def problems(self):
        pairs = list(combinations(PARTS["flaw"][self.half :: 2], 2))  # of 120 offices no two have the same
        flaws = list(zip("一二", pairs[self.number % len(pairs)], strict=True))
        told = "；".join(f"{nth}是政府信息{flaw}，{self.part('shown')}，{self.part('cause')}" for nth, flaw in flaws)
        done = "；".join(f"{nth}是针对{flaw}，{self.part('mended')}" for nth, flaw in flaws)
        former = f"上年提出的{self.own}公开改进事项已办{self.count()}件。"
        return Paragraph(f"存在的主要问题：{told}。"), Paragraph(f"改进情况：{self.own}街道{done}。{former}")

    def fees(self):
        unpaid = self.untold.value("T3:other.unpaid:total")
        told = f"发出收费通知{unpaid}件，申请人均未缴纳" if unpaid else ("没有发出收费通知", "收费通知为0件")[self.half]
        return Paragraph(f"{told}，未收取信息处理费。")

    def drawn(self, kind: str, many: int) -> str:
        parts = self.chance.sample(PARTS[kind][self.half :: 2], many)
        return "".join(map(self.filled, parts)).removesuffix("；") + "。"

    def part(self, kind: str) -> str:
        return self.filled(self.chance.choice(PARTS[kind][self.half :: 2]))

    def filled(self, part: str) -> str:
        words = {"社区": self.community, "数": self.count, "月": lambda: str(self.chance.randrange(1, 13))}
        return re.sub(r"\{(..?)\}", lambda found: words[found[1]](), part)

    def community(self) -> str:
        return f"{self.own}{self.chance.choice(_SECOND)}社区"

    def count(self) -> str:
        return str(self.chance.randrange(3, 97))
