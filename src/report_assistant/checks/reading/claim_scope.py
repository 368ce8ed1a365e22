"""What a sentence has spoken of so far: the scope in which its next clause is read.

A `Part` is one thing counted, as cell patterns that are summed; 行政复议、行政诉讼共6件 has two parts.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from report_assistant.checks.reading.claim_words import Phrase, Word

Part = tuple[str, ...]
NOBODY = Phrase()

APPLICATIONS, REVIEWS, DOCUMENTS, DECISIONS, FEES = "T3", "T4", "documents", "decisions", "fees"
FOREIGN = "foreign"  # something the tables do not count: petitions, enquiries, other bodies' cases
CASELOAD = "caseload"  # reviews and suits that are the organ's work, not complaints about it
STRAY = "stray"  # a number nobody can place stands between; what depends on context is lost
OUTSIDE = "outside"  # under a heading that is not about applications

FLOWS = frozenset(("new", "carried_in", "carried_out"))

_FAMILIES = {
    "row": APPLICATIONS,
    "applicant": APPLICATIONS,
    "receive": APPLICATIONS,
    "accept": APPLICATIONS,
    "handle": APPLICATIONS,
    "application": APPLICATIONS,
    "request": APPLICATIONS,
    "group": REVIEWS,
    "result": REVIEWS,
    "document": DOCUMENTS,
    "change": DOCUMENTS,
    "decision": DECISIONS,
    "fee": FEES,
}


@dataclass(slots=True)
class Scope:
    """What the sentence has spoken of so far, in a report on `year`.

    `period`: the year it speaks of, 0 where it speaks of several;
    `rows`: rows of table three named in this sentence, `earlier`: in the one before, `latest`: by the last
    number; `focus`: those whose applicants follow for certain (新收申请中，…; 结转2件（…）); `pending`: what
    a clause without a number may have named and no number has yet answered; `columns`: applicants last named;
    `partial`: what follows may be told of some applications only (通过网站收到6件，办结5件);
    `lost`: a number that cannot be placed stands before; `clean`: no unknown word so far; `topic`: whom an
    unread clause began with (自然人依然居多，全年提出申请9件); `told_groups`: every group of this sentence;
    `governs`: the report is that of 全县.
    """

    year: int
    period: int
    family: str | None = None
    rows: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    documents: tuple[tuple[str, ...], ...] = ()
    pending: tuple[tuple[Part, ...], ...] = ()
    columns: tuple[str, ...] = ()
    partial: bool = False
    lost: bool = False
    clean: bool = True
    topic: Phrase = NOBODY
    told_groups: tuple[tuple[str, ...], ...] = ()
    governs: bool = False

    def following(self, family: str | None, *, opens: bool, goes_on: bool) -> "Scope":
        """The scope in which the next sentence begins: all of this one's where it goes on, else what it settled."""
        if goes_on:  # nobody asks this one any more
            self.family, self.pending, self.clean = family, (), True
            return self
        earlier = () if opens else self.rows or self.earlier
        scope = Scope(self.year, self.year, family, earlier=earlier, groups=self.groups, documents=self.documents)
        scope.told_groups = self.told_groups
        return scope

    def note(self, phrase: Phrase, parts: tuple[Part, ...]) -> None:
        """Remember what a clause that was understood spoke of; 因甲、乙等情形，不予公开12件 tells of all reasons."""
        if not phrase.words:
            return
        if "such" in phrase.kinds:
            self.focus, self.pending = (), ()
        if (family := family_of(phrase)) and parts:
            self.family = family
        if family == REVIEWS:
            self.groups = phrase.of("group") or self.groups
            self.told_groups += tuple(group for group in phrase.of("group") if group not in self.told_groups)
        if family == DOCUMENTS:
            self.documents = phrase.of("document") or self.documents
        named = tuple(part[0].split(":")[1] for part in parts if part[0].startswith("T3"))
        self.rows += tuple(row for row in named if row not in self.rows)
        self.latest = named or self.latest
        if named in (("partial",), ("denied.*",)) and not self.tells_beside(named):
            self.focus = ()  # 因涉及个人隐私，部分公开7件，予以公开9件
        self.columns = tuple(key for keys in phrase.of("applicant") for key in keys) or self.columns

    def turn_to(self, phrase: Phrase) -> None:
        """Follow the year a clause names; one that names two speaks of none."""
        if "period" in phrase.kinds:
            named = [word for word in phrase.words if word.kind == "period" and word.means != ("whole",)]
            years = {_year_of(word, self.year) for word in named} or {self.period or self.year}
            self.period = years.pop() if len(years) == 1 else 0
        if "region" in phrase.kinds and (not self.governs or phrase.has("opener", "branch")):
            self.period = 0  # what a bureau says of 全县 is nothing of its own; 其中县直部门 are not all of them

    def lose(self, label: Phrase) -> None:
        """A number that cannot be placed: what depends on it is lost until something is named again."""
        self.lost, self.pending, self.clean = True, (), self.clean and label.known
        if not label.words:
            self.family = self.family if self.family in (FOREIGN, CASELOAD) else STRAY
            return
        if label.has("group", "result"):
            self.family = CASELOAD
        elif label.has("foreign", "decision") or self._asks_otherwise(label):
            self.family = FOREIGN
        elif self.family not in (FOREIGN, CASELOAD):
            self.family = STRAY
        self.partial |= label.has("row", "receive", "accept", "application", "request", "except")

    def place_nowhere(self, label: Phrase) -> None:
        """A known number without a subject: a channel, 受理, a part of two rows. What it splits stays named."""
        if family_of(label) in (FOREIGN, REVIEWS, DECISIONS) or label.has("foreign"):
            self.lose(label)
        elif label.has("application") and self.family in (None, STRAY, OUTSIDE):
            self.family = APPLICATIONS
        elif self.family is None and not label.has("request"):
            self.lose(label)
        self.partial |= label.has("row") or (label.has("channel") and "new" not in self.rows)

    def pass_by(self, phrase: Phrase) -> None:
        """A clause with unknown words and no number: only what it is surely about is kept."""
        self.pending, self.focus, self.clean = (), (), False
        if not phrase.words:
            return
        self.begin_with(phrase)
        self.partial |= "except" in phrase.kinds
        self.lost |= "decision" in phrase.kinds
        if "group" in phrase.kinds:
            self.family = CASELOAD
        elif phrase.has("foreign", "decision") or self._asks_otherwise(phrase):
            self.family = FOREIGN
        elif phrase.has("application"):
            self.family = APPLICATIONS
        elif phrase.has("document") and family_of(phrase) == DOCUMENTS:
            self.family, self.documents = DOCUMENTS, phrase.of("document")

    def completes(self, phrase: Phrase) -> bool:
        """Whether what is told in short (许可、处罚) is told behind its like, which says what it is."""
        alone = phrase.has("because", "document") or phrase.count("decision") > 1
        return alone or self.family == family_of(phrase)

    def tells_beside(self, rows: tuple[str, ...]) -> bool:
        """Whether rows are told of those in focus without being a part of them: 部分公开的12件中，涉及个人隐私7件."""
        focus = self.focus
        if not focus or not FLOWS.isdisjoint(focus) or "total" in focus:
            return False
        if focus[0].startswith("denied.") and rows in (("partial",), ("denied.*",)):
            return False  # 因涉及个人隐私，部分公开7件
        return not all(any(fnmatchcase(row, within) for within in focus) for row in rows)

    def begin_with(self, phrase: Phrase) -> None:
        """Keep whom a clause without a number begins with."""
        if phrase.opens and phrase.words[0].kind == "applicant":
            self.topic = Phrase(phrase.words[:1])

    def _asks_otherwise(self, phrase: Phrase) -> bool:
        """Whether 申请 or 收到 beside unknown words may be of another kind than for information."""
        return (
            phrase.has("request", "receive", "accept") and not phrase.has("application") and self.family != APPLICATIONS
        )


def _year_of(word: Word, year: int) -> int:
    """The year a period word names in a report on `year`; 0 where it names none."""
    if word.means == ("other",):
        return int(word.text[:4]) if word.text[:4].isdigit() else 0
    return 0 if word.means == ("part",) else year + {"last": -1, "this": 0, "next": 1}[word.means[0]]


def family_of(phrase: Phrase) -> str | None:
    """The one thing a phrase is about; FOREIGN where it mixes several, None where it is about none.

    "Application" beside a review only says what the review was about.
    """
    return _family(phrase.kinds)


@cache
def _family(kinds: frozenset[str]) -> str | None:
    families = {_FAMILIES[kind] for kind in kinds if kind in _FAMILIES}
    if families == {APPLICATIONS, REVIEWS} and kinds.isdisjoint(("row", "applicant", "receive", "accept")):
        return REVIEWS
    if len(families) > 1:
        return FOREIGN
    return next(iter(families), None)
