"""What the library is made of: documents and the passages they are cut into, and how a passage is told to others."""

from dataclasses import dataclass, field
from hashlib import sha256

from report_assistant.report import Passage
from report_assistant.report.passage import PassageKind, Use


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library.

    `year` is None for guidance; `topics` are the sections and sub-topics that guidance speaks of. `scheme`
    names the way it was cut, so that a better cut replaces it. `shipped`: it came with the program.
    `sha256` is of the file's bytes.
    """

    id: str
    kind: PassageKind
    use: Use
    title: str
    organ: str = ""
    organ_kind: str = ""
    year: int | None = None
    form: str = ""
    in_force: bool = True
    topics: tuple[str, ...] = ()
    scheme: str = ""
    sha256: str = ""
    source: str = ""
    shipped: bool = False
    added_at: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of record; `words` is what is indexed: the headings it stands under, then its text."""

    id: str
    section: str
    context: str
    text: str

    @property
    def words(self) -> str:
        """What a search looks at."""
        return f"{self.context}\n{self.text}" if self.context else self.text

    @property
    def words_sha256(self) -> str:
        """The name under which a vector of these words is kept."""
        return sha256(self.words.encode("utf-8")).hexdigest()


def as_passage(document: Document, stored: StoredPassage) -> Passage:
    """The shared value. Guidance that is no longer in force says so in its title."""
    title = document.title if document.in_force else f"{document.title}（已失效）"
    return Passage(
        id=stored.id,
        kind=document.kind,
        use=document.use,
        title=title,
        text=stored.text,
        organ=document.organ,
        year=document.year,
        section=stored.section,
    )


def places(document: Document, stored: StoredPassage) -> tuple[str, ...]:
    """The sections it is about: its own in a report, the document's topics in guidance."""
    return (stored.section,) if stored.section else document.topics


def within(section: str, wanted: str) -> bool:
    """Whether a section is the wanted one or a sub-topic of it: ``1.2`` is within ``1``."""
    return section == wanted or section.startswith(f"{wanted}.")
