"""The exception tree: what the person, or the outside world, did that stops a command.

    ReportAssistantError            one Chinese line: where, what, remedy
    ├── UnusableInput               exit 2: the call or the document cannot be used
    │   └── NoReport                the document can be read, and is no annual report
    ├── ExportRefused               exit 1: an error stands unwaived
    └── SurroundingsFailed          exit 3: endpoint, disk, index; `retry` says whether trying again helps
        ├── WriterUnavailable
        ├── EmbedderUnavailable
        ├── IndexUnusable
        └── StoreUnavailable

Defects in the material that do not stop a command are no exceptions: they are a Remark or a Finding.
Anything else that is raised is our own mistake and is left to crash.
"""


def one_line(words: str) -> str:
    """Words on one line, without signs by which a quoted name would colour, clear or turn round a terminal's."""
    line = " ".join(words.split())
    return line if line.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


class ReportAssistantError(Exception):
    """A trouble that is told in one line; `exit_code` is the command line's (contracts §3)."""

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}：" if self.where else ""
        remedy = f"。{self.remedy}" if self.remedy else ""
        return one_line(f"{place}{self.what}{remedy}")


class UnusableInput(ReportAssistantError):
    """The call, or the document it names, cannot be used as it is."""


class NoReport(UnusableInput):
    """The document was read soundly, and is no annual report: in a folder it may well lie beside them."""


class ExportRefused(ReportAssistantError):
    """A final document was asked for while an error stands unwaived."""

    exit_code = 1


class SurroundingsFailed(ReportAssistantError):
    """Something outside this program failed; `retry` says whether the same call may succeed later."""

    exit_code = 3

    def __init__(self, what: str, *, where: str = "", remedy: str = "", retry: bool = False) -> None:
        self.retry = retry
        super().__init__(what, where=where, remedy=remedy)


class WriterUnavailable(SurroundingsFailed):
    """The model endpoint did not give a usable answer."""


class EmbedderUnavailable(SurroundingsFailed):
    """The embeddings endpoint did not give a usable answer."""


class IndexUnusable(SurroundingsFailed):
    """The library's index was made otherwise, or cannot be opened."""


class StoreUnavailable(SurroundingsFailed):
    """The store cannot be opened or written."""
