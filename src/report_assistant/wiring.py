"""Settings into a workbench: the only place that constructs services.

Nothing is opened or imported before it is asked for, so `check` never pays for the library or a model.
"""

from collections.abc import Callable
from contextlib import ExitStack, closing, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from report_assistant import settings as settings_module
from report_assistant.checks import Unjudged
from report_assistant.errors import ReportAssistantError, UnusableInput
from report_assistant.intake.quarantine import Quarantine
from report_assistant.report import Report
from report_assistant.services import Services
from report_assistant.settings import Settings
from report_assistant.workbench import Workbench

if TYPE_CHECKING:
    from report_assistant.chat import Understanding
    from report_assistant.drafting import Writer
    from report_assistant.retrieval import Library
    from report_assistant.store import Database, Revisions

SAMPLE_ORGAN = "qinghe"
SAMPLE_YEAR = 2026
_NO_OTHERS = Unjudged("资料库中没有其他单位的报告")


def wire(settings: Settings, *, keeps_refused: bool = False) -> Workbench:
    """The workbench of these settings; with `keeps_refused` for files that lie nowhere else, such as uploads."""
    settings_module.quieten(settings)

    opened = ExitStack()

    @cache
    def database() -> "Database":
        from report_assistant.store import open_store

        return opened.enter_context(closing(open_store(store_file(settings))))

    def library() -> "Library":
        from report_assistant.retrieval import open_library

        return opened.enter_context(closing(open_library(settings, database())))

    return Workbench(
        Services(
            revisions=lambda: _revisions(database()),
            library=library,
            others=lambda report: _others(settings, database, report),
            sample=lambda: (sample_file(f"{SAMPLE_YEAR}.report.json"), sample_file(f"{SAMPLE_YEAR - 1}.txt")),
            close=opened.close,
            exports=settings.data_dir / "exports",
            writer=lambda: _writer(settings),
            offline=_offline_writer,
            holding=quarantine(settings).holding if keeps_refused else nullcontext,
        )
    )


def _others(settings: Settings, database: Callable[[], "Database"], report: Report) -> tuple[Report, ...] | Unjudged:
    """What a report is laid beside. A check makes no store, and a broken one keeps no report from being judged."""
    try:
        if not store_file(settings).is_file():
            return _NO_OTHERS
        from report_assistant.retrieval.neighbours import reports_like
        from report_assistant.store import Passages

        found = reports_like(Passages(database()), report)
    except ReportAssistantError as trouble:
        return Unjudged(f"没有与其他单位的报告比对：{trouble}")
    return _NO_OTHERS if found is None else found


def _revisions(database: "Database") -> "Revisions":
    from report_assistant.store import Revisions

    return Revisions(database)


def _writer(settings: Settings) -> "Writer":
    from report_assistant.drafting import writer_for

    return writer_for(settings)


def _offline_writer() -> "Writer":
    from report_assistant.drafting import PlainWriter

    return PlainWriter()


def store_file(settings: Settings) -> Path:
    """Where the store lies: in `DATA_DIR`, or at the SQLite address that was set.

    Raises: UnusableInput for another kind of database, which this version does not have.
    """
    if not settings.database_url:
        return settings.data_dir / "store.sqlite3"
    scheme, _, place = settings.database_url.partition(":///")
    if scheme != "sqlite" or not place:
        remedy = "请写 sqlite:///路径，或删去该设置，库文件就放在数据目录"
        raise UnusableInput("本版本只支持 SQLite 数据库", where="设置 REPORT_ASSISTANT_DATABASE_URL", remedy=remedy)
    return Path(place)


def quarantine(settings: Settings) -> Quarantine:
    """Where refused uploads are kept."""
    return Quarantine(settings.data_dir / "refused")


def understanding(settings: Settings) -> "Understanding":
    """Who reads a sentence: the rules, helped by a model where an endpoint is set."""
    from report_assistant.chat import ModelUnderstanding, understand  # `check` never hears one

    return ModelUnderstanding(settings) if settings.llm else understand


def sample_file(name: str) -> Path:
    """A file of the shipped sample office."""
    from report_assistant.retrieval import shipped_folder

    folder = shipped_folder("corpus")
    if folder is None:
        raise UnusableInput("随软件提供的样例不在", remedy="请重新安装本程序")
    return folder / "reports" / SAMPLE_ORGAN / name
