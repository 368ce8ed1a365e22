"""Old and foreign kinds of documents, turned into .docx or .xlsx by LibreOffice where it is installed.

A suffix says little here: portals save web pages as .doc and .xls, WPS saves Word documents as .wps. What needs
no conversion is told by its first bytes. LibreOffice runs apart, with a profile of its own for each document (two
calls on one profile end without a file and without a word), runs no macros, follows no links and has an end.
"""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from types import MappingProxyType

from report_assistant import zh
from report_assistant.errors import UnusableInput
from report_assistant.intake.files import MAX_BYTES, OLE

LEGACY = MappingProxyType(
    {
        **dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), ".docx"),
        **dict.fromkeys((".xls", ".et", ".ods"), ".xlsx"),
    }
)
_FIELD = re.compile(rb"[a-z-]+: ?\S")
_SECONDS = 60
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_LIMITS = 'ulimit -v 2500000 -t 60 -f 400000 2>/dev/null; exec "$0" "$@"'  # KB of memory, seconds, blocks of 512 bytes
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
</item>
</oor:items>
"""


def kind_of(content: bytes, name: str) -> str:
    """The suffix that fits a document: its own, or for an old one what its first bytes show it to be."""
    suffix = PurePath(zh.half_width(name)).suffix.lower()  # 年报．docx is what a Chinese keyboard types
    if suffix not in LEGACY or content.startswith(OLE):
        return suffix
    if content.startswith(b"PK"):
        return suffix if b"mimetypeapplication/vnd.oasis" in content[:100] else LEGACY[suffix]
    head = content[:1024].lower().lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{\\rtf", b"<?xml")) and b"<html" not in head:
        return suffix
    if _FIELD.match(head) and b"mime-version:" in head:  # its fields stand in any order
        return ".mht"
    return ".html" if b"<html" in head or b"<table" in head else ".txt"


def modern(content: bytes, name: str) -> bytes:
    """The document in a format of ours; the bytes themselves where they need no conversion.

    Raises: UnusableInput where LibreOffice is needed and is not there, or makes nothing of the document.
    """
    suffix = kind_of(content, name)
    if suffix not in LEGACY:
        return content
    office = find_office()
    if office is None:
        raise UnusableInput(f"不能直接读取 {suffix} 文件", where=name, remedy=f"{_remedy(suffix)}，或安装 LibreOffice")
    if content.startswith(b"PK"):
        from report_assistant.intake.archive import open_archive  # lxml: only where there is something to check

        open_archive(content, name)
    with TemporaryDirectory(prefix="report-assistant-") as folder:
        return _converted(content, name, suffix, (office, Path(folder)))


def find_office() -> Path | None:
    """LibreOffice's programme: on the search path, or where it is usually installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    places = [Path(place) for place in ([named] if named else _USUAL_PLACES)]
    return next((place for place in places if place.is_file()), None)


def _converted(content: bytes, name: str, suffix: str, tools: tuple[Path, Path]) -> bytes:
    office, folder = tools
    source = folder / f"document{'.doc' if suffix == '.wps' else '.xls' if suffix == '.et' else suffix}"
    source.write_bytes(content)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    made = folder / "made" / f"document{LEGACY[suffix]}"
    arguments = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to"]
    _run([str(office), *arguments, made.suffix[1:], "--outdir", str(made.parent), str(source)], folder, name)
    if not made.is_file():  # its exit code is 0 all the same
        raise UnusableInput(f"{suffix} 文件转换不了，可能已加密或损坏", where=name, remedy=_remedy(suffix))
    if made.stat().st_size > MAX_BYTES:
        raise UnusableInput("转换后的文件超过 20 MB", where=name, remedy=_remedy(suffix))
    return made.read_bytes()


def _run(command: list[str], folder: Path, name: str) -> None:
    """Run LibreOffice to its end, or end it and all it started.

    On Windows the time is limited and nothing else; elsewhere the shell limits memory and file size, and the
    settings of the one who calls, with the keys of endpoints, are not handed on.
    """
    apart = os.name == "posix"
    running = subprocess.Popen(
        ["/bin/sh", "-c", _LIMITS, *command] if apart else command,
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8"} if apart else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=apart,
    )
    try:
        running.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        remedy = _remedy(PurePath(name).suffix.lower())
        raise UnusableInput(f"转换旧版文件超过 {_SECONDS} 秒，已停止", where=name, remedy=remedy) from error
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL) if apart else running.kill()
            running.wait()


def _remedy(suffix: str) -> str:
    return f"请用 Word、Excel 或 WPS 打开后另存为 {LEGACY[suffix]} 再导入"
