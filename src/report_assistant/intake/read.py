"""Any accepted document into a report: the one door for documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from types import MappingProxyType

from report_assistant import zh
from report_assistant.errors import NoReport, UnusableInput
from report_assistant.intake.entry import figures_from_workbook
from report_assistant.intake.files import admitted, decoded, read_file
from report_assistant.intake.grids import FORM_IDS, choose_form, read_tables, statutory_grids
from report_assistant.intake.identity import Clues, identify
from report_assistant.intake.legacy import kind_of, modern
from report_assistant.intake.page import Grid, Page
from report_assistant.intake.pasted import markup_in
from report_assistant.intake.remark import Code
from report_assistant.intake.sections import Outline, outline, paragraphs
from report_assistant.intake.single import single_report
from report_assistant.intake.text import read_markdown, read_text
from report_assistant.official import Form, load_form
from report_assistant.report import Imprint, Organ, Remark, Report, parse_report

SUFFIXES = (".report.json", ".docx", ".html", ".htm", ".mht", ".mhtml", ".txt", ".md")
LESSER_SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".pdf")  # documents too; one of `SUFFIXES` beside them is better
MAX_LINES = 20_000  # a report has some two hundred lines and rows
PASTED = "粘贴的内容"

_WITHOUT_MACROS = "请用 Office 或 WPS 另存为不带宏的 {} 再导入"
_FROM_A_PICTURE = "请用报告的 Word 原稿；只有图片的，请先识别成文字并逐格核对"
REMEDIES = MappingProxyType(  # by suffix: what may well be somebody's report, and cannot be read as it is
    {
        "": "可以读取 .docx、.wps、.pdf、.xlsx、.html、.txt、.md 等文件和 .report.json",
        **dict.fromkeys((".dot", ".dotx", ".wpt"), "请用 Office 或 WPS 另存为 .docx 再导入"),
        **dict.fromkeys((".docm", ".dotm"), _WITHOUT_MACROS.format(".docx")),
        **dict.fromkeys((".xlsm", ".xlsb"), _WITHOUT_MACROS.format(".xlsx")),
        ".csv": "请用 Excel 或 WPS 另存为 .xlsx 再导入",
        **dict.fromkeys(
            (".ofd", ".ceb", ".cebx", ".gd", ".gw", ".sep"), "请用报告的 Word 原稿，或用阅读软件导出为 PDF 再导入"
        ),
        **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), _FROM_A_PICTURE),
        **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz"), "请先解压，再导入里面的报告"),
    }
)


def read(path: Path) -> Report:
    """The report in a document; what was unclear is in its remarks.

    Raises: UnusableInput where the file cannot be used, in one line that says what to do.
    """
    return read_bytes(read_file(path), path.name)


def read_bytes(content: bytes, name: str) -> Report:
    """The report in an uploaded document; `name` tells its kind by the suffix.

    Raises: UnusableInput as `read` does.
    """
    name = PurePath(name).name
    content = modern(admitted(content, name), name)
    suffix = kind_of(content, name)
    if suffix == ".json":
        return _read_report_file(content, name)
    if suffix not in _READERS:
        raise unreadable(suffix, name)
    return _read_as(suffix, content, name)


def unreadable(suffix: str, name: str) -> UnusableInput:
    """Why a file of this kind cannot be read, and what to do."""
    remedy = REMEDIES.get(suffix, REMEDIES[""])
    return UnusableInput(f"不能读取{f' {suffix} ' if suffix else '没有后缀的'}文件", where=name, remedy=remedy)


def read_pasted(written: str) -> Report:
    """The report in what was pasted: a web page's or an office programme's markup, or text cut by tabs.

    Raises: UnusableInput as `read` does.
    """
    markup = markup_in(written)
    content = admitted((markup or written).encode("utf-8", "replace"), PASTED)
    return _read_as(".html" if markup else ".txt", content, PASTED)


def _read_as(suffix: str, content: bytes, name: str) -> Report:
    try:
        page = _READERS[suffix](content, name)
        if not page.blocks:
            raise UnusableInput("里面没有文字，可能只有图片或扫描件", where=name, remedy=_FROM_A_PICTURE)
        return _report(page, name)
    except RecursionError as error:
        remedy = "请用 Office 或 WPS 打开，另存为新的 .docx 再导入"
        raise UnusableInput("内容嵌套过深，读不出来", where=name, remedy=remedy) from error


def read_back(content: bytes, name: str, report: Report) -> Report:
    """What stands in the document that was made of a report; a workbook carries the figures only.

    Raises: UnusableInput as `read` does.
    """
    if PurePath(name).suffix.lower() != ".xlsx":
        return read_bytes(content, name)
    return replace(report, cells=figures_from_workbook(content, name, report.form).cells, remarks=(), sources={})


def _report(page: Page, name: str) -> Report:
    if len(page.blocks) + sum(len(grid.rows) for grid in page.grids) > MAX_LINES:
        remedy = "请核对文件，只导入一份年度报告"
        raise NoReport(f"内容超过 {MAX_LINES} 行，不像一份年度报告", where=name, remedy=remedy)
    page = single_report(page, load_form(FORM_IDS[0]))
    cut = outline(page, load_form(FORM_IDS[0]))
    grids = page.grids
    if not _is_annual_report(cut, grids):
        raise NoReport(
            "不是政府信息公开工作年度报告：没有找到六个部分的标题，也没有法定表格",
            where=name,
            remedy="请核对文件；2018 年度及以前的旧式报告不在读取范围之内",
        )
    identity = identify(Clues(cut.title, cut.text, cut.closing.organ, cut.closing.year, name, cut.closing.month))
    form, form_remarks = choose_form(identity.year, grids)
    tables = read_tables(form, grids)
    remarks = (
        *identity.remarks,
        *form_remarks,
        *cut.remarks,
        *_preamble_remark(cut.preamble),
        *tables.remarks,
        *_unknown_tables(cut, form, tables.left),
        *(Code.TEXT_UNPLACED.at("file", message) for message in page.unread),
    )
    sections = paragraphs(cut, form)
    imprint = _imprint(cut, form.title.format(organ=identity.organ.name, year=identity.year), identity.organ)
    return Report(
        identity.organ, identity.year, form.id, tables.cells, sections, remarks, imprint=imprint, sources=tables.sources
    )


def _imprint(cut: Outline, demanded: str, organ: Organ) -> Imprint:
    """What of title and signature is not as the form would print them."""
    title = cut.title.printed if cut.title else ""
    closing = cut.closing.printed
    as_in_form = _without_gaps(title) == _without_gaps(demanded)
    return Imprint("" if as_in_form else title, () if closing == (organ.name,) else closing)


def _without_gaps(text: str) -> str:
    return "".join(zh.half_width(text).split())


def _is_annual_report(cut: Outline, grids: Sequence[Grid]) -> bool:
    """Whether anything but 一、总体情况 speaks for it, which opens many another report."""
    headings = 1 if cut.title and cut.title.is_report else 2
    return len(cut.lines) >= headings or any(statutory_grids(load_form(form_id), grids) for form_id in FORM_IDS)


def _preamble_remark(preamble: tuple[str, ...]) -> tuple[Remark, ...]:
    if not preamble:
        return ()
    message = "标题与“一、总体情况”之间的正文已并入总体情况开头"
    return (Code.TEXT_BEFORE_SECTIONS.at("1", message),)


def _unknown_tables(cut: Outline, form: Form, left: tuple[Grid, ...]) -> list[Remark]:
    remarks = []
    for section in form.sections:
        for grid in cut.grids.get(section.number, ()):
            if any(grid is unknown for unknown in left):
                words = " ".join(cell.text for cell in grid.cells() if cell.text)[:30]
                message = f"“{section.heading}”里有格式之外的表格“{words}”，未读入"
                remarks.append(Code.TABLE_UNKNOWN.at(str(section.number), message))
    return remarks


def _read_report_file(content: bytes, name: str) -> Report:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableInput("不是 UTF-8 编码的报告文件", where=name, remedy="请用本工具重新生成") from error
    return parse_report(text, name)


def _read_txt(content: bytes, name: str) -> Page:
    text = decoded(content, name)
    if text.lstrip("\ufeff \r\n\t")[:15].lower().startswith(("<!doctype html", "<html")):
        raise UnusableInput("内容是网页，后缀却不是 .html", where=name, remedy="请把后缀改为 .html 再导入")
    return read_text(text)


def _read_md(content: bytes, name: str) -> Page:
    return read_markdown(decoded(content, name))


def _read_html(content: bytes, name: str) -> Page:
    from report_assistant.intake.html import charset_of, read_html  # lxml: no report file and no text needs it

    return read_html(decoded(content, name, charset_of(content)), name)


def _read_mht(content: bytes, name: str) -> Page:
    from report_assistant.intake.mht import read_mht

    return read_mht(content, name)


def _read_docx(content: bytes, name: str) -> Page:
    from report_assistant.intake.docx import read_docx

    return read_docx(content, name)


def _read_pdf(content: bytes, name: str) -> Page:
    from report_assistant.intake.pdf import read_pdf

    return read_pdf(content, name)


def _read_xlsx(content: bytes, name: str) -> Page:
    from report_assistant.intake.xlsx import read_xlsx

    return read_xlsx(content, name)


_READERS: Mapping[str, Callable[[bytes, str], Page]] = MappingProxyType(
    {
        ".txt": _read_txt,
        ".md": _read_md,
        ".html": _read_html,
        ".htm": _read_html,
        ".mht": _read_mht,
        ".mhtml": _read_mht,
        ".docx": _read_docx,
        ".pdf": _read_pdf,
        ".xlsx": _read_xlsx,
    }
)
