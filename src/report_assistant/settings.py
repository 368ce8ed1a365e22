"""Settings: the only reader of the environment (contracts §5).

A variable stands above the same line in `.env`, which stands above the default. `Settings.origin`
remembers which it was, for `doctor`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from report_assistant.errors import UnusableInput

PREFIX = "REPORT_ASSISTANT_"
STRUCTURED = ("function_calling", "json_schema", "json_mode", "text")

# Read by gradio, chromadb, huggingface and langsmith when they are imported: none may call out.
QUIET_SWITCHES = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}
_NEEDED_TO_START = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # by Python itself, on one system or another


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One OpenAI-compatible service; `api_key` never appears in a representation."""

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default; built by `load`."""

    data_dir: Path = Path("data")
    llm: Endpoint | None = None
    llm_structured: str = "function_calling"
    llm_timeout_s: float = 120.0
    llm_retries: int = 2
    embed: Endpoint | None = None
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 7860
    origin: Mapping[str, str] = field(default_factory=dict, compare=False)


def quieten(settings: Settings | None = None) -> None:
    """Set the switches that keep the frameworks from calling out, and uploads inside `DATA_DIR`.

    Whatever the shell says: nobody else's setting may open a connection or scatter a draft.
    """
    os.environ.update(QUIET_SWITCHES)
    if settings is not None:
        os.environ["GRADIO_TEMP_DIR"] = str(settings.data_dir.absolute() / "uploads")


def bare_environment(folder: Path) -> dict[str, str]:
    """What a process apart may know of this one's surroundings: where libraries lie, and its own folder.

    One thread for what calculates: each further one takes address space that a document may need.
    """
    kept = {name: os.environ[name] for name in _NEEDED_TO_START if name in os.environ}
    return kept | {"TMPDIR": str(folder), "TEMP": str(folder), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def load(environ: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """Read the environment and `.env`.

    Raises: UnusableInput naming the variable that cannot be read.
    """
    environ = os.environ if environ is None else environ
    reader = _Reader(environ, _read_dotenv(dotenv if dotenv is not None else Path(".env")))
    structured = reader.text("LLM_STRUCTURED", "function_calling")
    if structured not in STRUCTURED:
        raise UnusableInput(
            f"取值“{structured}”不认识", where=f"设置 {PREFIX}LLM_STRUCTURED", remedy=f"可用：{'、'.join(STRUCTURED)}"
        )
    return Settings(
        data_dir=Path(reader.text("DATA_DIR", "./data")),
        llm=_endpoint(reader, "LLM"),
        llm_structured=structured,
        llm_timeout_s=reader.number("LLM_TIMEOUT_S", 120, at_least=1),
        llm_retries=int(reader.number("LLM_RETRIES", 2, at_least=0)),
        embed=_endpoint(reader, "EMBED"),
        database_url=reader.text("DATABASE_URL", ""),
        host=reader.text("HOST", "127.0.0.1"),
        port=int(reader.number("PORT", 7860, at_least=1)),
        origin=reader.origin,
    )


class _Reader:
    def __init__(self, environ: Mapping[str, str], dotenv: Mapping[str, str]) -> None:
        self.environ, self.dotenv = environ, dotenv
        self.origin: dict[str, str] = {}

    def text(self, name: str, default: str) -> str:
        key = PREFIX + name
        for source, values in (("环境变量", self.environ), (".env", self.dotenv)):
            if values.get(key, "").strip():
                self.origin[name] = source
                return values[key].strip()
        self.origin[name] = "默认值"
        return default

    def number(self, name: str, default: float, *, at_least: float) -> float:
        written = self.text(name, str(default))
        try:
            value = float(written)
        except ValueError:
            value = at_least - 1
        if value < at_least:
            raise UnusableInput(
                f"“{written}”不是不小于 {at_least:g} 的数", where=f"设置 {PREFIX}{name}", remedy="请改正或删去该设置"
            )
        return value


def _endpoint(reader: _Reader, family: str) -> Endpoint | None:
    model = reader.text(f"{family}_MODEL", "")
    base_url = reader.text(f"{family}_BASE_URL", "")
    api_key = reader.text(f"{family}_API_KEY", "")
    if model and family == "LLM":
        # The names that other tools use are honoured only once a model was chosen here.
        base_url = base_url or reader.environ.get("OPENAI_BASE_URL", "").strip()
        api_key = api_key or reader.environ.get("OPENAI_API_KEY", "").strip()
    if not base_url and not model:
        return None
    if not (base_url and model):
        missing = f"{PREFIX}{family}_{'MODEL' if base_url else 'BASE_URL'}"
        raise UnusableInput("接口设置不完整", where=f"设置 {missing}", remedy="请补上该设置，或同时删去地址和模型名")
    return Endpoint(base_url, model, api_key)


def _read_dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    values = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            values[name.strip()] = value.strip().strip("\"'")
    return values
