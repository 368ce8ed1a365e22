"""A page served from a process and a folder of its own, and a browser whose every request is written down."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from report_assistant.settings import Settings, quieten
from report_assistant.web import serve

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).resolve().parents[2]
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Seen:
    """What went on behind the page."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def complain(self, words):
        # Gradio's own client cuts its event stream when the page is left; now and then the browser reports that.
        if not words.startswith("AbortError: signal is aborted without reason"):
            self.complaints.append(words)


def free_port():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


def first_answer(address, is_alive):
    """Seconds until the page answers."""
    began = time.monotonic()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while is_alive() and time.monotonic() - began < 60:
        try:
            with opener.open(address, timeout=5) as answer:
                assert answer.status == 200
                return time.monotonic() - began
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the page does not answer")


@pytest.fixture
def seconds_of_app_py(tmp_path):
    """Seconds until `python app.py`, started as a person starts it, answers."""
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("REPORT_ASSISTANT_")}
    settings = {"DATA_DIR": str(tmp_path / "data"), "HOST": "127.0.0.1", "PORT": str(port)}
    environ = own | {f"REPORT_ASSISTANT_{name}": value for name, value in settings.items()}
    process = subprocess.Popen([sys.executable, ROOT / "app.py"], cwd=tmp_path, env=environ)
    try:
        yield first_answer(f"http://127.0.0.1:{port}/", lambda: process.poll() is None)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def processes():
    """Processes that have the page's modules already: a page of one's own for every test costs no import."""
    quieten()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["report_assistant.web.page"])
    return context


@pytest.fixture(scope="session")
def browser_type():
    if not CHROMIUM.is_file():
        if os.environ.get("CI"):
            pytest.fail("CI must install chromium")
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        yield driver.chromium


@pytest.fixture
def served(processes, tmp_path):
    """The address of a page with a folder of its own."""
    settings = Settings(data_dir=tmp_path / "data", port=free_port())
    process = processes.Process(target=serve, args=(settings,), daemon=True)
    process.start()
    address = f"http://127.0.0.1:{settings.port}/"
    first_answer(address, process.is_alive)
    yield address
    process.terminate()
    process.join(timeout=20)
    process.close()


@pytest.fixture
def seen():
    return Seen()


@pytest.fixture
def page(browser_type, served, seen, tmp_path):
    """The page, opened and painted."""
    context = browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=str(CHROMIUM),
        args=list(SWITCHES),
        viewport={"width": 1440, "height": 900},
        locale="zh-CN",
        accept_downloads=True,
    )
    context.on("request", lambda request: seen.requests.append(request.url))
    page = context.new_page()
    page.on("console", lambda said: seen.complain(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.complain(str(error)))
    page.goto(served)
    page.locator("[id='T3:new:natural'] input").wait_for(timeout=30_000)
    yield page
    context.close()
