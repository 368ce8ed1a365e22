"""Settings into a workbench: the only place that constructs services.

Nothing is opened or imported before it is asked for, so `check` never pays for the library or a model.
"""

from functools import cache
from pathlib import Path

from report_assistant import settings as settings_module
from report_assistant.drafting import PlainWriter, Writer
from report_assistant.settings import Settings
from report_assistant.store import Database, Revisions, open_store
from report_assistant.workbench import Workbench

SAMPLE_ORGAN = "qinghe"
SAMPLE_YEAR = 2026


def wire(settings: Settings) -> Workbench:
    """The workbench of these settings."""
    settings_module.quieten()

    @cache
    def database() -> Database:
        return open_store(settings.data_dir / "store.sqlite3")

    def library():  # type: ignore[no-untyped-def]
        from report_assistant.retrieval import open_library

        return open_library(settings, database())

    return Workbench(
        revisions=lambda: Revisions(database()),
        library=library,
        writer=writer_of(settings),
        sample=lambda: (sample_file(f"{SAMPLE_YEAR}.report.json"), sample_file(f"{SAMPLE_YEAR - 1}.txt")),
    )


def writer_of(settings: Settings) -> Writer:
    """The model writer where an endpoint is set, else the offline writer; no client is made for the latter."""
    if settings.llm is None:
        return PlainWriter()
    from report_assistant.drafting.writer import ModelWriter

    return ModelWriter(settings)


def sample_file(name: str) -> Path:
    """A file of the shipped sample office."""
    from report_assistant.retrieval.library import corpus_root

    return corpus_root() / "reports" / SAMPLE_ORGAN / name
