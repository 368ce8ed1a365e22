"""PDF as offices make it: printed by a word processor from a document, or by a browser from a page."""

import functools
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from shutil import which

CHROMIUM = Path("/usr/bin/chromium")
_SECONDS = 240


@functools.cache
def word_processor() -> str | None:
    """Where LibreOffice stands, if it is installed."""
    return which("soffice") or which("libreoffice")


def printed_documents(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Word documents by name, each as PDF; LibreOffice is started once for all of them."""
    program = word_processor()
    if not documents or program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        names = {name: Path(folder) / f"{number}.docx" for number, name in enumerate(documents)}
        for name, path in names.items():
            path.write_bytes(documents[name])
        call = [program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        call += ["--convert-to", "pdf", "--outdir", folder, *map(str, names.values())]
        subprocess.run(call, check=True, capture_output=True, timeout=_SECONDS)
        return {name: path.with_suffix(".pdf").read_bytes() for name, path in names.items()}


def printed_pages(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Web pages by name, each as PDF with the browser's own head and foot."""
    if not pages or not CHROMIUM.exists():
        return {}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        printed = {}
        for name, content in pages.items():
            page.set_content(content.decode(), wait_until="load")
            printed[name] = page.pdf(format="A4", display_header_footer=True, prefer_css_page_size=True)
        browser.close()
    return printed
