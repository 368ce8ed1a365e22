"""`doctor`: what works here, what does not, and what to do."""

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from report_assistant import __version__
from report_assistant import settings as settings_module
from report_assistant.cli import show
from report_assistant.errors import ReportAssistantError
from report_assistant.intake.legacy import find_office
from report_assistant.intake.sandbox import Sandbox
from report_assistant.settings import Endpoint, Settings
from report_assistant.wiring import quarantine, wire

CLEAN, SURROUNDINGS = 0, 3
_PACKAGES = ("langchain", "langchain-openai", "openai", "chromadb", "gradio", "python-docx", "openpyxl", "lxml")
_PROBE_SECONDS = 5
_MB = 1024 * 1024
_MUCH_REFUSED = 500 * _MB


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing looked at; `remedy` is empty where it works."""

    name: str
    works: bool
    found: str
    remedy: str = ""


def run(arguments: argparse.Namespace) -> int:
    """Print every examination; exit 3 where something needed does not work."""
    settings = settings_module.load()
    examinations = list(_examine(settings, offline=arguments.offline))
    if arguments.json:
        show.json_value({"examinations": [asdict(one) for one in examinations]})
    else:
        for one in examinations:
            remedy = f"　→ {one.remedy}" if one.remedy else ""
            print(f"{'正常' if one.works else '异常'}　{one.name}：{one.found}{remedy}")
    return CLEAN if all(one.works for one in examinations) else SURROUNDINGS


def _examine(settings: Settings, *, offline: bool) -> Iterator[Examination]:
    yield Examination("版本", True, f"年报助手 {__version__}，Python {platform.python_version()}")
    for name in _PACKAGES:
        yield _package(name)
    for name, origin in sorted(settings.origin.items()):
        yield Examination(f"设置 {settings_module.PREFIX}{name}", True, f"{_shown(settings, name)}（{origin}）")
    yield _folder(settings.data_dir)
    yield _office()
    yield _tried("数据库", lambda: _store(settings), "按提示处理后重试")
    yield _tried("资料库", lambda: _library(settings), "运行 report-assistant index 重建")
    yield _tried("提示词", _prompts, "重新安装本程序")
    yield _tried("读取隔离", _apart, "按提示处理后重试")
    yield _refused(settings)
    for name, endpoint in (("模型接口", settings.llm), ("向量接口", settings.embed)):
        yield _endpoint(name, endpoint, offline=offline)


def _package(name: str) -> Examination:
    try:
        return Examination(f"组件 {name}", True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Examination(f"组件 {name}", False, "未安装", "用 README 的安装命令重新安装")


def _shown(settings: Settings, name: str) -> str:
    family, _, field = name.partition("_")
    if family in ("LLM", "EMBED") and field in ("BASE_URL", "MODEL", "API_KEY"):
        endpoint = settings.llm if family == "LLM" else settings.embed
        value = getattr(endpoint, field.lower()) if endpoint else ""
        return "已设置" if value and field == "API_KEY" else value or "未设置"
    return str(getattr(settings, name.lower())) or "未设置"


def _folder(folder: Path) -> Examination:
    nearest = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    works = nearest.is_dir() and os.access(nearest, os.W_OK)
    remedy = "" if works else f"检查写入权限，或另设 {settings_module.PREFIX}DATA_DIR"
    return Examination("数据目录", works, str(folder.absolute()), remedy)


def _office() -> Examination:
    office = find_office()
    return Examination(
        "旧格式文件",
        True,
        f"由 LibreOffice 转换（{office}）" if office else "未安装 LibreOffice，.doc、.wps 等需先另存为 .docx",
    )


def _tried(name: str, attempt: Callable[[], str], remedy: str) -> Examination:
    try:
        return Examination(name, True, attempt())
    except ReportAssistantError as error:
        return Examination(name, False, str(error), remedy)


def _store(settings: Settings) -> str:
    with closing(wire(settings)) as bench:
        return f"可读写，已有 {len(bench.revisions.reports())} 份报告"


def _library(settings: Settings) -> str:
    with closing(wire(settings)) as bench:
        return "；".join([f"{len(bench.library.documents())} 份资料", *bench.library.remarks])


def _apart() -> str:
    with Sandbox(1) as sandbox:
        return "；".join(sandbox.held)


def _refused(settings: Settings) -> Examination:
    kept = quarantine(settings)
    files, size = kept.size()
    remedy = f"核对后删去 {kept.folder.absolute()} 中不再需要的" if size > _MUCH_REFUSED else ""
    return Examination("被拒文件", not remedy, f"留存 {files} 份，{size / _MB:.1f} MB", remedy)


def _prompts() -> str:
    from report_assistant.drafting.prompt import load_prompt

    names = ("overview", "problems", "other_matters", "revise", "understand", "answer")
    return "、".join(load_prompt(name).reference for name in names)


def _endpoint(name: str, endpoint: Endpoint | None, *, offline: bool) -> Examination:
    if endpoint is None:
        return Examination(name, True, "未设置，使用离线方式")
    if offline:
        return Examination(name, True, f"{endpoint.base_url} {endpoint.model}（未连接）")
    import urllib.error  # slow to import, as is all that speaks HTTP
    import urllib.request

    url = f"{endpoint.base_url.rstrip('/')}/models"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {endpoint.api_key}"})
    try:
        with urllib.request.urlopen(request, timeout=_PROBE_SECONDS) as answered:
            return Examination(name, True, f"{url} 返回 {answered.status}")
    except urllib.error.HTTPError as error:
        return Examination(name, False, f"{url} 返回 {error.code}", "核对密钥和地址")
    except (OSError, ValueError) as error:
        return Examination(name, False, f"{url} 连不上（{type(error).__name__}）", "核对地址，或确认服务已启动")
