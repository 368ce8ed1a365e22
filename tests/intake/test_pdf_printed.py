"""PDFs that office programmes and browsers print of our own documents, where such a programme is installed."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from consistent import random_report, sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import comparable, render
from report_assistant.intake import read, read_bytes
from report_assistant.intake.legacy import find_office
from report_assistant.report import BLANK
from shared_folder import blank_form

CHROMIUM = shutil.which("chromium")
SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "reports"
ENCRYPTED = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x1"}}'
RESTRICTED = (
    '{"RestrictPermissions":{"type":"boolean","value":"true"},"PermissionPassword":{"type":"string","value":"x1"}}'
)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to print with")


def reports():
    samples = [read(path) for path in sorted(SAMPLES.glob("*/202[3-5].*"))]
    return [sound_report(), *map(random_report, range(5)), *samples]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A function that prints Word documents with LibreOffice, all in one call."""
    programme = find_office()
    if programme is None:
        pytest.skip("no LibreOffice here to print with")

    def print_all(documents, options=""):
        folder = tmp_path_factory.mktemp("printed")
        files = [folder / f"{number}.docx" for number in range(len(documents))]
        for file, content in zip(files, documents, strict=True):
            file.write_bytes(content)
        kind = f"pdf:writer_pdf_Export:{options}" if options else "pdf"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        call = [str(programme), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
        subprocess.run(call, check=True, capture_output=True, timeout=180)
        return [file.with_suffix(".pdf").read_bytes() for file in files]

    return print_all


def changed(document, change):
    """A Word document after `change` was made to its text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, change(text.decode()) if part == "word/document.xml" else text)
    return packed.getvalue()


def flush_left(xml):
    """LibreOffice 7.4 leaves a mark out of a PDF that hangs beyond the end of a justified line."""
    return xml.replace("</w:pPr>", '<w:jc w:val="left"/></w:pPr>')


def assert_same(found, report):
    meant = comparable(report)
    assert dict(found.cells) == dict(meant.cells)
    assert dict(found.sections) == dict(meant.sections)
    assert (found.organ.name, found.year, found.form_id) == (meant.organ.name, meant.year, meant.form_id)


def test_what_an_office_prints_is_read_back(office):
    documents = [changed(render(report, ".docx"), flush_left) for report in reports()]
    for report, content in zip(reports(), office(documents), strict=True):
        found = read_bytes(content, "年报.pdf")
        assert_same(found, report)
        assert found.remarks == ()


@needs_chromium
def test_what_a_browser_prints_is_read_back(tmp_path):
    for number, report in enumerate(reports()[:3]):
        page, target = tmp_path / f"{number}.html", tmp_path / f"{number}.pdf"
        page.write_bytes(render(report, ".html"))
        switches = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
        call = [str(CHROMIUM), *switches, f"--print-to-pdf={target}", page.as_uri()]  # with its own head and foot lines
        subprocess.run(call, check=True, capture_output=True, timeout=120)
        assert_same(read(target), report)


def loosened(document, before, height):
    """A Word document whose rows may be cut by the end of a leaf, with paragraphs `before` table three."""

    def loosen(xml):
        xml = xml.replace("<w:cantSplit/>", "").replace("<w:keepNext/>", "")
        xml = re.sub(r'<w:trHeight w:val="\d+"', f'<w:trHeight w:val="{height}"', xml)
        at = xml.rfind("<w:p>", 0, xml.index("三、收到和处理"))
        return xml[:at] + "<w:p><w:r><w:t>另有一句。</w:t></w:r></w:p>" * before + xml[at:]

    return changed(document, loosen)


def test_tables_that_an_office_cuts_are_read_back(office):
    layouts = [(0, 480), (5, 375), (12, 375), (15, 500), (17, 450), (19, 400)]
    made = [loosened(render(random_report(n), ".docx"), *layout) for n, layout in enumerate(layouts)]
    cut = set()
    for number, content in enumerate(office(made)):
        found = read_bytes(content, "年报.pdf")
        assert_same(found, random_report(number))
        assert {remark.code for remark in found.remarks} <= {"text-unplaced"}  # the paragraphs put before the table
        cut |= {source.leaf for ref, source in found.sources.items() if ref.startswith("T3") and "—" in source.leaf}
    assert len(cut) > 1


def test_passwords(office):
    document = render(sound_report(), ".docx")
    (locked,), (restricted,) = office([document], ENCRYPTED), office([document], RESTRICTED)
    with pytest.raises(UnusableInput, match=r"PDF 已加密.*去掉密码"):
        read_bytes(locked, "年报.pdf")
    assert_same(read_bytes(restricted, "年报.pdf"), sound_report())


def test_the_blank_form_printed_has_two_hundred_blank_cells(office):
    (content,) = office([blank_form().read_bytes()])
    found = read_bytes(content, "空白格式2021.pdf")
    assert list(found.cells.values()) == [BLANK] * 200
    assert {remark.code for remark in found.remarks} == {"title-year-missing", "title-organ-missing"}
