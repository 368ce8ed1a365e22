"""Weaving: facts put into sentences, each sentence with what carries it, each hole with its question."""

import re
from collections.abc import Iterable

from report_assistant import zh
from report_assistant.checks.reading.quantities import quantities
from report_assistant.drafting.brief import Brief, printed, short_name
from report_assistant.report import Note, Origin, Paragraph

GAP = "〔待补充：{}〕"
# What a body of each kind calls itself after 我 or 本; 我县 in a street's note is the county above it.
_OWN = {
    "subdistrict": "街道",
    "township": "镇|乡",
    "county": "县|区|市|旗",
    "city": "市|州|盟",
    "province": "省|自治区|市",
    "department": "局|委|办|厅|中心|院",
    "other": "单位",
}
_OFFICES = {
    "subdistrict": ("街道办事处",),
    "township": ("[镇乡]人民政府", "[镇乡]政府"),
    "county": ("[县区]人民政府", "[县区]政府"),
}
# How people begin when they add something in speech.
_SPOKEN = re.compile(
    r"^(?:(?:还有(?:就是|一个是?|一点)?|再就是|再有|再一个|然后|另外(?:还有?)?|此外(?:还有?)?|对了|那个|就是说?|接着)[，,、：]?\s*)+"
    r"(?=..)"
)
_TIME = r"(?:在)?{year}年(?:度|以来|里)?|今年(?:以来)?|本年度?(?:以来)?|(?:这|过去)一年"
_LABEL = re.compile(r"^(?P<label>[一-鿿]{2,8})[:：]\s*")
_SPACES = re.compile(r"(?<=[一-鿿\d，。；：、（）])\s+(?=[一-鿿\d，。；：、（）])")
_WIDE = str.maketrans({",": "，", ";": "；", "!": "。", "?": "？"})
_DIGITS = str.maketrans("０１２３４５６７８９％", "0123456789%")


def as_clause(text: str, brief: Brief) -> str:
    """A note as a clause of the report: no list mark, no year, no self-name at its head, no closing mark.

    A short label before a colon becomes the clause's topic: 社会评议：… → 社会评议方面，…. Inside, the organ
    goes by its short name, last year is 上年, and counts are in Arabic numerals.
    """
    clause = text[zh.list_mark(text) :].strip().translate(_DIGITS)
    clause = re.sub(r"(?<=[一-鿿）”》])[,;!?]|[,;!?](?=[一-鿿（“《])", lambda m: m.group().translate(_WIDE), clause)
    clause = _SPOKEN.sub("", _SPACES.sub("", clause).rstrip("。；;.，, \n"))
    head = re.compile(rf"^(?:{_TIME.format(year=brief.year)}|{_names(brief)})[，,、]?(?![的与和及之、])")
    while head.match(clause) and len(head.sub("", clause, count=1)) > 3:
        clause = _SPOKEN.sub("", head.sub("", clause, count=1))
    label = _LABEL.match(clause)
    clause = f"{label['label']}方面，{clause[label.end() :]}" if label else clause
    return in_digits(_named_shortly(clause, brief).replace("去年", "上年"))


def in_digits(text: str) -> str:
    """The text with its counts in Arabic numerals: 三十条 → 30条; idioms, titles and 三项 to 九个 stay."""
    titles = [found.span() for found in re.finditer("《[^》]*》|“[^”]*”", text)]
    for number in reversed(list(quantities(text))):
        numeral = re.match(f"[{zh.NUMERAL}]+", text[number.start : number.end])
        if (
            not numeral
            or not number.exact
            or number.unit in ("", "%", "万元", "倍")
            or number.value != int(number.value)
        ):
            continue
        small = number.unit in ("个", "项", "类", "部") and number.value < 10
        if not small and not any(start <= number.start < end for start, end in titles):
            text = f"{text[: number.start]}{number.value}{text[number.start + numeral.end() :]}"
    return text


def _named_shortly(clause: str, brief: Brief) -> str:
    """The clause with 我街道, 我镇, 我局 and the organ's full name as its short name."""
    short = short_name(brief.organ)
    clause = clause.replace(brief.organ.name, short)
    return re.sub(rf"我(?:{_OWN[brief.organ.kind]}|单位|机关|部门)(?:办事处|人民政府)?", short, clause)


def _names(brief: Brief) -> str:
    """The organ's names and what it calls itself; 区人民政府 in a street's note is somebody else."""
    short, own = short_name(brief.organ), _OWN[brief.organ.kind]
    names = [re.escape(name) for name in (brief.organ.name, brief.organ.short_name, short) if name]
    offices = _OFFICES.get(brief.organ.kind, ())
    return "|".join([*names, rf"[我本](?:{own}|单位|机关|部门)(?:办事处|人民政府)?", *offices])


def unlabelled(text: str, labels: str) -> str | None:
    """What follows one of the `labels` (a pattern) and a colon; None where the text begins otherwise."""
    text = text[zh.list_mark(text) :].strip()
    found = re.match(rf"(?:{labels})\s*\d{{0,2}}\s*[:：]\s*", text)
    return text[found.end() :] if found else None


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
            named = re.match(_names(self.brief), _SPOKEN.sub("", note.text[zh.list_mark(note.text) :].strip()))
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
