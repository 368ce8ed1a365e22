"""What goes into the library: the documents that came with the program, and those a person adds.

The shipped corpus is found in an installed package as well as in a checkout. Its manifest holds the
hash of each file; a file that differs is told, and taken in as it is.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from report_assistant.errors import UnusableInput
from report_assistant.intake.read import LESSER_SUFFIXES, SUFFIXES
from report_assistant.report import Report
from report_assistant.retrieval.cutting import SCHEME, cut_guidance, cut_report
from report_assistant.store import Document, StoredPassage

MANIFEST = "manifest.toml"
_LARGEST = 20 * 1024 * 1024
_PLAIN = (".md", ".txt")
_SOUGHT = (*SUFFIXES, *LESSER_SUFFIXES)  # in a folder; what is there named .xlsx is mostly no report

Taken = tuple[Document, tuple[StoredPassage, ...]]


def shipped_folder(name: str) -> Path | None:
    """The folder `corpus` or `prompts`, in the installed package or at the root of a checkout."""
    package = Path(__file__).parent.parent
    for folder in (package / "_shipped" / name, package.parent.parent / name):
        if folder.is_dir():
            return folder
    return None


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the manifest."""

    document: Document
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The documents to take in, and what is wrong with the corpus, one Chinese line each."""

    entries: tuple[Entry, ...]
    remarks: tuple[str, ...]


def read_manifest(folder: Path) -> Manifest:
    """The manifest's documents that belong in the library and are there, with their real hashes.

    Raises: UnusableInput where the manifest itself cannot be read.
    """
    entries, remarks = [], []
    for written in _documents(folder):
        if not written.get("index", True):
            continue
        path = folder / written["path"]
        if not path.is_file():
            remarks.append(f"随附资料 {written['path']} 不在，未收入检索库")
            continue
        entry = Entry(_shipped(written, path), path, str(written.get("sha256", "")))
        entries.append(entry)
        if entry.document.sha256 != entry.sha256:
            remarks.append(f"随附资料 {written['path']} 与清单登记的不一致，已按现有内容收入")
    return Manifest(tuple(entries), tuple(remarks))


def take_shipped(entry: Entry) -> Taken:
    """A document of the manifest with its passages; what the manifest says of it stands."""
    document = entry.document
    if document.kind == "report":
        return document, cut_report(_read_report(entry.path), document.id)
    return document, cut_guidance(_text(entry.path), document.id).passages


def take_path(path: Path) -> Taken:
    """A document that a person adds: a prior report, or guidance as Markdown or plain text.

    Raises: UnusableInput where it is neither.
    """
    if not path.is_file():
        raise UnusableInput("没有这个文件", where=str(path), remedy="请核对路径")
    if path.suffix.lower() in _PLAIN:
        text = _text(path)
        if text.startswith("---\n"):
            return _take_guidance(path, text)
        try:
            report = _read_report(path)
        except UnusableInput:
            return _take_guidance(path, text)
        return _take_report(path, report)
    return _take_report(path, _read_report(path))


def paths_within(path: Path) -> list[Path]:
    """The file itself, or every readable file below the folder, in order."""
    if not path.is_dir():
        return [path]
    return [file for file in sorted(path.rglob("*")) if file.is_file() and file.name.lower().endswith(_SOUGHT)]


def refresh_manifest(folder: Path) -> list[str]:
    """Write the files' real hashes into the manifest, leaving every other character; returns the changed paths."""
    manifest = folder / MANIFEST
    changed = []
    blocks = re.split(r"(?m)^(?=\[\[document\]\])", manifest.read_text(encoding="utf-8"))
    for number, block in enumerate(blocks):
        found = re.search(r'(?m)^path\s*=\s*"([^"]+)"$', block)
        if not found or not (folder / found.group(1)).is_file():
            continue
        line = f'sha256 = "{_digest(folder / found.group(1))}"'
        if re.search(r"(?m)^sha256\s*=.*$", block):
            blocks[number] = re.sub(r"(?m)^sha256\s*=.*$", line, block)
        else:
            blocks[number] = block.replace(found.group(0), f"{found.group(0)}\n{line}")
        if blocks[number] != block:
            changed.append(found.group(1))
    manifest.write_text("".join(blocks), encoding="utf-8")
    return changed


def _documents(folder: Path) -> Iterator[Mapping[str, Any]]:
    try:
        written = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableInput("清单读不出来", where=f"随附资料 {MANIFEST}", remedy="请重新安装本程序") from error
    for document in written.get("document", ()):
        if any(not isinstance(document.get(key), str) for key in ("id", "path", "title")) or (
            document.get("kind") not in ("report", "guidance")
        ):
            raise UnusableInput("清单有一项不完整", where=f"随附资料 {MANIFEST}", remedy="请重新安装本程序")
        yield document


def _shipped(written: Mapping[str, Any], path: Path) -> Document:
    kind = written["kind"]
    guidance = cut_guidance(_text(path), written["id"]) if kind == "guidance" else None
    return Document(
        id=written["id"],
        kind=kind,
        use=written.get("use", "authority" if guidance else "style"),
        title=written["title"],
        organ=written.get("organ", ""),
        organ_kind=written.get("organ_kind", ""),
        year=written.get("year") if kind == "report" else None,
        form=str(written.get("form", "")),
        in_force=guidance.in_force if guidance else True,
        topics=guidance.topics if guidance else (),
        scheme=SCHEME,
        sha256=_digest(path),
        source=written["path"],
        shipped=True,
    )


def _take_guidance(path: Path, text: str) -> Taken:
    guidance = cut_guidance(text, path.stem)
    document = Document(
        id=guidance.id,
        kind="guidance",
        use="authority",
        title=guidance.title,
        in_force=guidance.in_force,
        topics=guidance.topics,
        scheme=SCHEME,
        sha256=_digest(path),
        source=path.name,
    )
    return document, guidance.passages


def _take_report(path: Path, report: Report) -> Taken:
    from report_assistant.intake.identity import UNNAMED

    if report.organ.name == UNNAMED:
        raise UnusableInput("看不出是哪个单位的报告", where=path.name, remedy="请在标题里写明单位和年度")
    document = Document(
        id=f"{report.organ.name}/{report.year}",
        kind="report",
        use="style",
        title=report.title,
        organ=report.organ.name,
        organ_kind=report.organ.kind,
        year=report.year,
        form=report.form_id,
        scheme=SCHEME,
        sha256=_digest(path),
        source=path.name,
    )
    passages = cut_report(report, document.id)
    if not passages:
        raise UnusableInput("报告里没有可以收入的文字", where=path.name, remedy="请换一份有文字部分的报告")
    return document, passages


def _read_report(path: Path) -> Report:
    # Document readers are only loaded when there is a report to read.
    from report_assistant.intake.sandbox import read_apart

    return read_apart(path)


def _text(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        raise UnusableInput("文件超过 20 MB", where=path.name, remedy="请拆成几个文件")
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise UnusableInput("文字编码无法识别", where=path.name, remedy="请另存为 UTF-8 编码的文本")


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
