"""What a clause speaks of: its known words, and what was said before, as cells of the form.

A `Part` is one thing counted, as cell patterns that are summed; 行政复议、行政诉讼共6件 has two parts.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from report_assistant.checks.reading.claim_words import Phrase, Word

Part = tuple[str, ...]

APPLICATIONS, REVIEWS, DOCUMENTS, DECISIONS, FEES = "T3", "T4", "documents", "decisions", "fees"
FOREIGN = "foreign"  # something the tables do not count: petitions, enquiries, other bodies' cases
CASELOAD = "caseload"  # reviews and suits that are the organ's work, not complaints about it
STRAY = "stray"  # a number nobody can place stands between; what depends on context is lost
OUTSIDE = "outside"  # under a heading that is not about applications

_FAMILIES = {
    "row": APPLICATIONS,
    "applicant": APPLICATIONS,
    "receive": APPLICATIONS,
    "application": APPLICATIONS,
    "request": APPLICATIONS,
    "group": REVIEWS,
    "result": REVIEWS,
    "document": DOCUMENTS,
    "change": DOCUMENTS,
    "decision": DECISIONS,
    "fee": FEES,
}
_FLOWS = {"new", "carried_in", "carried_out"}
_BLURRED = ("unsure", "channel", "foreign", "apart")


@dataclass(slots=True)
class Scope:
    """What the sentence has spoken of so far.

    `rows`: rows of table three named in this sentence, `earlier`: in the one before, `latest`: by the last
    number; `focus`: those whose applicants follow for certain (新收申请中，…; 结转2件（…）); `pending`: what
    a clause without a number named and no number has yet answered; `columns`: applicants last named;
    `partial`: what follows may be told of some applications only (通过网站收到6件，办结5件);
    `lost`: a number that cannot be placed stands before; `clean`: no unknown word so far.
    """

    period: int
    family: str | None = None
    rows: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    documents: tuple[tuple[str, ...], ...] = ()
    pending: tuple[Part, ...] = ()
    columns: tuple[str, ...] = ()
    partial: bool = False
    lost: bool = False
    clean: bool = True

    def note(self, phrase: Phrase, parts: tuple[Part, ...]) -> None:
        """Remember what a clause that was understood spoke of."""
        if (family := family_of(phrase)) and parts:
            self.family = family
        if family == REVIEWS:
            self.groups = phrase.of("group") or self.groups
        if family == DOCUMENTS:
            self.documents = phrase.of("document") or self.documents
        named = tuple(part[0].split(":")[1] for part in parts if part[0].startswith("T3"))
        self.rows += tuple(row for row in named if row not in self.rows)
        self.latest = named or self.latest
        self.columns = tuple(key for keys in phrase.of("applicant") for key in keys) or self.columns

    def turn_to(self, phrase: Phrase, year: int) -> None:
        """Follow the year a clause names; one that names two speaks of none."""
        years = [_year_of(word, year) for word in phrase.words if word.kind == "period"]
        if years:
            self.period = years[0] if len(set(years)) == 1 else 0

    def lose(self, label: Phrase) -> None:
        """A number that cannot be placed: what depends on it is lost until something is named again."""
        if label.has("group", "result"):
            self.family = CASELOAD
        elif label.has("foreign", "decision") or self._asks_otherwise(label):
            self.family = FOREIGN
        elif self.family not in (FOREIGN, CASELOAD):
            self.family = STRAY
        self.partial |= label.has("row", "receive", "application", "request", "except")
        self.lost = True
        self.pending, self.clean = (), self.clean and label.known

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
        self.partial |= phrase.has("except")
        self.lost |= phrase.has("decision")
        if phrase.has("group"):
            self.family = CASELOAD
        elif phrase.has("foreign", "decision") or self._asks_otherwise(phrase):
            self.family = FOREIGN
        elif phrase.has("application"):
            self.family = APPLICATIONS

    def _asks_otherwise(self, phrase: Phrase) -> bool:
        """Whether 申请 or 收到 beside unknown words may be of another kind than for information."""
        return phrase.has("request", "receive") and not phrase.has("application") and self.family != APPLICATIONS


def _year_of(word: Word, year: int) -> int:
    """The year a period word names in a report on `year`; 0 where it names none."""
    if word.means == ("other",):
        return int(word.text[:4]) if word.text[:4].isdigit() else 0
    return year + {"last": -1, "this": 0, "next": 1}[word.means[0]]


def family_of(phrase: Phrase) -> str | None:
    """The one thing a phrase is about; FOREIGN where it mixes several, None where it is about none.

    "Application" beside a review only says what the review was about.
    """
    families = {_FAMILIES[word.kind] for word in phrase.words if word.kind in _FAMILIES}
    if families == {APPLICATIONS, REVIEWS} and not phrase.has("row", "applicant", "receive"):
        return REVIEWS
    if len(families) > 1:
        return FOREIGN
    return next(iter(families), None)


def parts_of(phrase: Phrase, scope: Scope) -> tuple[Part, ...]:
    """What a known phrase counts; empty where that cannot be told for certain."""
    if phrase.has(*_BLURRED):
        return ()
    match family_of(phrase):
        case "T3":
            return _applications(phrase, scope)
        case "T4":
            return _reviews(phrase, scope)
        case "documents":
            return _documents(phrase, scope)
        case "decisions":
            listed = scope.lost and not phrase.has("deed")  # 公示信息153条，其中许可118条、处罚35条
            return () if listed else tuple((f"T2:{key}:decisions",) for (key,) in phrase.of("decision"))
        case "fees":
            return (("T2:fees:amount",),)
    return ()


def _applications(phrase: Phrase, scope: Scope) -> tuple[Part, ...]:
    rows = _narrowest(phrase)
    certain = phrase.has("application")
    received = phrase.has("receive")
    if received and not (certain or _may_go_on(scope, phrase.has("request"))):
        return ()
    if received and not rows:
        rows = ("new",)
    elif not rows and phrase.has("applicant"):
        rows = _applicants_of(scope)
    if not rows or not _one_kind(rows, received=received):
        return ()
    if not (certain or received) and not _depends_well(rows, scope):
        return ()
    columns = tuple(key for keys in phrase.of("applicant") for key in keys) or ("total",)
    return tuple(tuple(f"T3:{row}:{column}" for column in columns) for row in rows)


def _narrowest(phrase: Phrase) -> tuple[str, ...]:
    """The rows it names; 因涉及第三方合法权益不予公开 is the one reason, not the group."""
    rows = [row for (row,) in phrase.of("row")]
    return tuple(row for row in rows if not any(row != other and fnmatchcase(other, row) for other in rows))


def _may_go_on(scope: Scope, request: bool) -> bool:
    """Whether 收到11件 can only be applications; with the bare word 申请 a fresh text is enough."""
    return scope.family == APPLICATIONS or (request and scope.family in (None, STRAY))


def _applicants_of(scope: Scope) -> tuple[str, ...]:
    """Whose applicants are told: the row in focus, else the only row named, else what was received."""
    if scope.family != APPLICATIONS:
        return ()
    rows = scope.rows or scope.earlier
    return scope.focus or (rows if len(rows) == 1 else tuple(row for row in rows if row == "new"))


def other_readings(phrase: Phrase, scope: Scope) -> tuple[tuple[Part, ...], ...]:
    """What else may be counted, where the sentence leaves it open.

    新收11件，上年结转1件，其中自然人9件: of either row, or of both. 自然人9件，其中予以公开5件: of all, or of theirs.
    """
    columns = tuple(key for keys in phrase.of("applicant") for key in keys)
    if scope.columns and phrase.has("row") and not columns:
        rows = tuple(row for (row,) in phrase.of("row"))
        return (tuple(tuple(f"T3:{row}:{column}" for column in scope.columns) for row in rows),)
    named = scope.rows or scope.earlier
    if not columns or phrase.has("row", "receive") or scope.focus or len(named) < 2:
        return ()
    parts = {row: tuple(f"T3:{row}:{column}" for column in columns) for row in named}
    both = tuple(parts[row] for row in ("new", "carried_in") if row in parts)
    return (both, *((part,) for part in parts.values()))


def _one_kind(rows: tuple[str, ...], received: bool) -> bool:
    """Rows may be summed among what came in, or among results; 办结上年结转1件 is a part of both."""
    if received or set(rows) & _FLOWS:
        return set(rows) <= {"new", "carried_in"} or (rows == ("carried_out",) and not received)
    return "total" not in rows or len(rows) == 1


def _depends_well(rows: tuple[str, ...], scope: Scope) -> bool:
    """Whether rows named without the word 申请 are those of applications."""
    if scope.partial:
        return False
    if set(rows) <= _FLOWS:
        return scope.family in (None, APPLICATIONS, STRAY)
    of_some = scope.rows == ("carried_in",) and "new" not in scope.earlier
    if of_some or scope.focus in (("new",), ("carried_in",)):
        return False
    return scope.family == APPLICATIONS or (scope.family is None and scope.clean)


def _reviews(phrase: Phrase, scope: Scope) -> tuple[Part, ...]:
    groups = phrase.of("group")
    if len(groups) > 1 and any(group in (("direct",), ("after_review",)) for group in groups):
        groups = tuple(group for group in groups if group != ("direct", "after_review"))
    if (scope.family == CASELOAD or scope.lost) and not phrase.has("because"):
        return ()
    if not groups and scope.family == REVIEWS:
        groups = scope.groups
    columns = tuple(key for (key,) in phrase.of("result")) or ("total",)
    return tuple(tuple(f"T4:{key}:{column}" for key in group for column in columns) for group in groups)


def _documents(phrase: Phrase, scope: Scope) -> tuple[Part, ...]:
    documents = phrase.of("document") or (scope.documents if scope.family == DOCUMENTS else ())
    changes = phrase.of("change")
    if len(changes) != 1:
        return ()
    return tuple((f"T2:{key}:{changes[0][0]}",) for (key,) in documents)
