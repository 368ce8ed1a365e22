"""Weaving: facts put into sentences, each sentence with what carries it, each hole with its question."""

import re
from collections.abc import Iterable

from report_assistant import zh
from report_assistant.drafting.brief import Brief, printed, short_name
from report_assistant.report import Note, Origin, Paragraph

GAP = "〔待补充：{}〕"
_MARKER = re.compile(r"^\s*(?:[-*•·●]\s*|\d{1,2}[.、)）]\s*(?!\d)|[（(]\d{1,2}[）)]\s*|[①-⑳]\s*)")
_SELF = (
    r"(?:我|本)(?:街道|镇|乡|县|区|市|局|办|委|厅|单位|机关|部门|中心)(?:办事处)?|街道办事处|(?:镇|乡|县|区)人民政府"
)
_TIME = r"(?:在)?{year}年(?:度|以来|里)?|今年(?:以来)?|本年度?(?:以来)?|(?:这|过去)一年"
_LABEL = re.compile(r"^(?P<label>[一-鿿]{2,8})[:：]\s*")
_SPACES = re.compile(r"(?<=[一-鿿\d，。；：、（）])\s+(?=[一-鿿\d，。；：、（）])")
_WIDE = str.maketrans({",": "，", ";": "；", "!": "。", "?": "？"})
_DIGITS = str.maketrans("０１２３４５６７８９％", "0123456789%")


def as_clause(text: str, brief: Brief) -> str:
    """A note as a clause of the report: no list mark, no year, no self-name at its head, no closing mark.

    A short label before a colon becomes the clause's topic: 社会评议：… → 社会评议方面，….
    """
    clause = _MARKER.sub("", text.strip()).translate(_DIGITS)
    clause = re.sub(r"(?<=[一-鿿）”》])[,;!?]|[,;!?](?=[一-鿿（“《])", lambda m: m.group().translate(_WIDE), clause)
    clause = _SPACES.sub("", clause).rstrip("。；;.，, \n")
    head = re.compile(rf"^(?:{_TIME.format(year=brief.year)}|{_names(brief)})[，,、]?(?![的与和及之、])")
    while head.match(clause) and len(head.sub("", clause, count=1)) > 3:
        clause = head.sub("", clause, count=1)
    label = _LABEL.match(clause)
    return f"{label['label']}方面，{clause[label.end() :]}" if label else clause


def _names(brief: Brief) -> str:
    own = [re.escape(name) for name in (brief.organ.name, brief.organ.short_name) if name]
    return "|".join([*own, _SELF])


def unlabelled(text: str, labels: str) -> str | None:
    """What follows one of the `labels` (a pattern) and a colon; None where the text begins otherwise."""
    found = re.match(rf"(?:{labels})\s*\d{{0,2}}\s*[:：]\s*", _MARKER.sub("", text.strip()))
    return _MARKER.sub("", text.strip())[found.end() :] if found else None


def listed(clauses: Iterable[str]) -> str:
    """一是…；二是…。 — or the clause alone where there is one; a full stop inside becomes a comma."""
    parts = [clause.rstrip("。；").replace("。", "，").replace("；", "，") for clause in clauses]
    if len(parts) == 1:
        return f"{parts[0]}。"
    return "；".join(f"{zh.spell(number)}是{part}" for number, part in enumerate(parts, start=1)) + "。"


class Weave:
    """One paragraph in the making."""

    def __init__(self, brief: Brief, heading: str | None = None) -> None:
        self.brief, self.heading = brief, heading
        self.sentences: list[str] = []
        self.supports: dict[str, None] = {}
        self.questions: list[str] = []

    def say(self, sentence: str, *supports: str) -> None:
        """Add a sentence that these supports carry; a closing mark is set where there is none."""
        if sentence:
            self.sentences.append(sentence if sentence[-1] in "。！？：" else f"{sentence}。")
            self.supports.update(dict.fromkeys(supports))

    def tell(self, notes: Iterable[Note]) -> None:
        """Add each note as a sentence; the paragraph's first keeps its subject, by the organ's one short name."""
        for note in notes:
            clause = as_clause(note.text, self.brief)
            named = re.match(_names(self.brief), _MARKER.sub("", note.text.strip()))
            subject = short_name(self.brief.organ) if named and not self.sentences else ""
            self.say(clause if clause.startswith(subject) else f"{subject}{clause}", note.support)

    def gap(self, what: str, question: str) -> str:
        """The visible mark of something not known; its question is kept."""
        place = f"{self.heading}：" if self.heading else ""
        self.questions.append(f"{place}{question}")
        return GAP.format(what)

    def value(self, ref: str) -> str | None:
        """A figure as it is printed; None where it is not given."""
        figure = self.brief.values.get(ref)
        return None if figure is None else printed(figure.value)

    def amount(self, ref: str) -> int | None:
        """A count as a number; None where it is not given."""
        figure = self.brief.values.get(ref)
        return None if figure is None else int(figure.value)

    def paragraph(self) -> Paragraph:
        """The paragraph as far as it is woven."""
        return Paragraph("".join(self.sentences), self.heading, tuple(self.supports), Origin.PLAIN)
