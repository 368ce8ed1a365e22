"""`demo` end to end offline, and the page's first answer after start."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from benchmarks.measuring import ROOT, Row, median_seconds, print_table, process


def rows() -> list[Row]:
    frameworks = median_seconds(lambda: process(["-c", "import gradio, chromadb"]), 3)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REPORT_ASSISTANT_DATA_DIR"] = folder
        demo = median_seconds(lambda: process(["-m", "report_assistant", "demo", "--out", f"{folder}/out"]), 3)
        page = median_seconds(first_page, 3)
        del os.environ["REPORT_ASSISTANT_DATA_DIR"]
    return [
        Row(
            "`demo` end to end, offline",
            f"{demo:.1f} s",
            "≤ 20 s",
            f"importing gradio and chromadb {frameworks:.1f} s, {demo / frameworks:.1f}×",
        ),
        Row(
            "`app.py`: start to first page",
            f"{page:.1f} s",
            "≤ 10 s",
            f"importing gradio and chromadb {frameworks:.1f} s, {page / frameworks:.1f}×",
        ),
    ]


def first_page() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = os.environ | {"REPORT_ASSISTANT_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).read()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the page did not answer within a minute")
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    print_table(rows())
