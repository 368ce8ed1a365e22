"""S-01, S-02, S-06, S-07: headings, statutory rows and columns, section five, the title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_assistant.checks.finding import Breach, Severity, Unjudged
from report_assistant.checks.reading.hollow import denies_problems, names_nothing
from report_assistant.checks.reading.remarks import quoted, said
from report_assistant.checks.rule import Case, Stage, rule
from report_assistant.comparison import fold
from report_assistant.official import Block, Form, TableForm
from report_assistant.report import Reading, Remark

_HEADING_CODES = {
    "heading-missing": "没有找到这一部分的标题",
    "heading-altered": "标题的文字与格式不一致",
    "heading-misnumbered": "标题的序号不对",
    "heading-out-of-order": "标题的先后次序不对",
}
_TABLE_CODES = {
    "table-missing": "没有找到这张表",
    "column-missing": "缺少一列",
    "row-missing": "缺少一行",
    "label-missing": "缺少一个栏目标签",
    "label-altered": "标签的文字与格式不一致",
}
_TITLE_CODES = {
    "title-year-disagrees": "标题的年度与报告内容不一致",
    "title-organ-disagrees": "标题的单位与报告内容不一致",
    "title-year-missing": "标题没有写明年度",
    "title-organ-missing": "标题没有写明单位",
    "title-altered": "标题写的不是年度报告",
}
_MENDED_ON_EXPORT = ("title-year-missing", "title-organ-missing", "title-altered")  # the form's title is printed
_LETTER = re.compile(r"[^\W\d]")
_ENOUGH = 30  # characters: below it section five is a single line, domain.md D23


@rule(
    "S-01",
    Severity.ERROR,
    title="部分标题缺失、改写、错号或次序不对",
    basis="国办公开办函〔2021〕30号 附件 六个部分标题",
)
def headings_stand_as_the_form_prints_them(case: Case) -> Iterator[Breach | Unjudged]:
    """六个部分的标题齐全，文字、序号、次序与格式一致。

    Demands: 一至六部分的标题一字不改，依次排列。
    Breach: “三、收到和处理政府信息公开申请情况”写成“三、依申请公开情况”，或者没有第六部分。
    Sound: 六个标题依次齐全。
    Remedy: 按格式补上、改回标题，或者调整次序。
    Source: 国办公开办函〔2021〕30号 附件；条例第五十条第二款。
    """
    told = set()
    for remark in case.report.remarks:
        if remark.code in _HEADING_CODES and remark.place in {str(s.number) for s in case.form.sections}:
            told.add(remark.place)
            yield _heading_breach(case.form, remark)
    for section in case.form.narrative_sections:
        number = str(section.number)
        if number not in case.report.sections and number not in told:
            told_missing = f"“{section.heading}”还没有写。请起草或填写这一部分。"
            yield Breach(told_missing, section=number, expected=section.heading)


@rule(
    "S-02", Severity.ERROR, title="法定表格缺行、缺列或标签被改动", basis="国办公开办函〔2021〕30号 附件 二至四部分表格"
)
def statutory_rows_and_columns_stand(case: Case) -> Iterator[Breach | Unjudged]:
    """三张表的行、列和标签与格式完全一致。

    Demands: 表二 10 格、表三 25 行 7 列、表四 15 格齐全，标签一字不改。
    Breach: 表三没有“其他”列；“其他法律行政法规禁止公开”写成“其他法律法规禁止公开”。
    Sound: 行列齐全、标签一致；括号全角半角、多余空格不算改动。
    Remedy: 换用官方空白表格重新填报；缺的列没有数据时填 0。
    Source: 国办公开办函〔2021〕30号 附件 第二、三、四部分。
    """
    complete = all(cell.reading is not Reading.ABSENT for cell in case.report.cells.values())
    lacking = [] if complete else [breach for table in case.form.tables for breach in _lacking(case, table)]
    yield from lacking
    short = {ref.split(":")[0] for breach in lacking for ref in breach.cells}
    for remark in case.report.remarks:
        table_id = remark.place.split(":")[0]
        structural = remark.code in _TABLE_CODES and table_id in {table.id for table in case.form.tables}
        # An absent row or column is already told by its cells; an altered label never is.
        if structural and (remark.code.startswith("label") or table_id not in short):
            yield _table_breach(case.form, remark)


@rule("S-06", Severity.ERROR, title="第五部分没有实际内容", basis="政府信息公开条例第五十条第一款第（四）项")
def problems_and_improvement_are_told(case: Case) -> Iterator[Breach | Unjudged]:
    """第五部分写明存在的主要问题和改进情况。

    Demands: 第五部分不少于 30 字，写出具体问题；不得为空、为“无”、只有套话，或者只说不存在问题。
    Breach: 第五部分只写“无”；“暂无明显问题，今后将继续努力，进一步做好政府信息公开各项工作。”
    Sound: 写明本年公开工作的问题和对应的改进情况。
    Remedy: 写出本年公开工作的具体问题，并逐项写明改进情况。
    Source: 政府信息公开条例第五十条第一款第（四）项；30号 雷同、敷衍的责任条款。
    """
    paragraphs = case.report.sections.get("5")
    if paragraphs is None:
        yield Unjudged("报告中没有第五部分（见 S-01）")
        return
    text = "\n".join(paragraph.text.strip() for paragraph in paragraphs).strip()
    if stands := _says_nothing(text):
        yield Breach(
            message=f"“{case.form.section(5).heading}”{stands}。请写明本年公开工作的具体问题和逐项的改进情况。",
            section="5",
            quote=text or None,
        )


@rule(
    "S-07",
    Severity.ERROR,
    title="标题缺少年度或单位，不是年度报告，或与报告不一致",
    basis="国办公开办函〔2021〕30号 附件 标题",
)
def title_names_this_organ_and_year(case: Case) -> Iterator[Breach | Unjudged]:
    """标题写明本单位、本年度。

    Demands: 标题为“单位全称 + 年度 + 年政府信息公开工作年度报告”，与统计期限、落款一致。
    Breach: 标题写2024年，统计期限却是2025年1月1日至12月31日；标题只有“政府信息公开工作年度报告”；标题是工作总结。
    Sound: 标题、统计期限、落款的单位和年度一致。
    Remedy: 把标题改为本单位全称和本年度。
    Source: 政府信息公开条例第五十条；30号 附件。
    """
    for remark in case.report.remarks:
        mended = case.stage is Stage.EXPORT and remark.code in _MENDED_ON_EXPORT
        if remark.code in _TITLE_CODES and not mended:
            stands = said(remark, _TITLE_CODES[remark.code])
            advice = "请核对，使标题、统计期限、落款都是本单位、本年度"
            if remark.code == "title-altered":
                advice = f"请核对是不是这份报告；是的，标题应为“{case.report.title}”"
            yield Breach(f"{stands}。{advice}。")
        elif remark.code == "title-missing":
            yield Unjudged("没有找到报告标题")


def _says_nothing(text: str) -> str:
    """How section five says nothing; "" where it says something."""
    length = len(fold(text).text)
    if not length:
        return "是空的"
    if length < _ENOUGH:
        return f"只有 {length} 字：“{text}”"
    if denied := denies_problems(text):
        return f"写的是“{denied}”，没有写出一个具体问题"
    return "只有套话，没有写出一个具体问题" if names_nothing(text) else ""


def _heading_breach(form: Form, remark: Remark) -> Breach:
    heading, stands = form.section(remark.place).heading, said(remark, _HEADING_CODES[remark.code])
    told = "" if heading in stands else f"格式规定的标题是“{heading}”，"
    return Breach(
        message=f"{stands}。{told}请照格式改正。",
        section=remark.place,
        quote=quoted(remark.message) if remark.code in ("heading-altered", "heading-misnumbered") else None,
        expected=heading,
    )


def _table_breach(form: Form, remark: Remark) -> Breach:
    table = form.table(remark.place.split(":")[0])
    return Breach(
        message=f"{said(remark, _TABLE_CODES[remark.code])}。请照{table.name}的官方格式改正。",
        cells=(remark.place,) if remark.place in form.cells else (),
        section=str(table.section),
        quote=quoted(remark.message) if remark.code.startswith("label") else None,
        basis=table.basis,
    )


def _lacking(case: Case, table: TableForm) -> Iterator[Breach]:
    """One breach a missing table, block, column or row; a cell absent by itself is a column of table four."""
    addresses = [ref for *_, ref in table.addresses()]
    absent = [ref for ref in addresses if case.report.cells[ref].reading is Reading.ABSENT]
    if absent == addresses:
        yield _whole_table(case, table)
        return
    told: set[str] = set()
    for block in table.blocks if absent else ():
        for named, refs in _lines(table, block):
            if set(refs) <= set(absent) and not set(refs) <= told:
                yield _printed_as_one(case, table, block, refs) or _missing(table, named, refs)
                told.update(refs)
    if table.id == "T4":
        for ref in absent:
            if ref not in told:
                cell = case.form.cells[ref]
                yield _missing(table, f"“{cell.row.label}”的“{cell.column.label}”列", [ref])


def _whole_table(case: Case, table: TableForm) -> Breach:
    """A table that intake did not find may stand in the document all the same, as a picture or out of its place."""
    breach = _missing(table, "整张表", [ref for *_, ref in table.addresses()])
    if ("table-missing", table.id) not in {(remark.code, remark.place) for remark in case.report.remarks}:
        return breach
    return replace(breach, message=f"没有从文件中读出{table.name}，请核对原件是否缺少，或改用原始 Word 文件。")


def _lines(table: TableForm, block: Block) -> Iterator[tuple[str, list[str]]]:
    """What can be missing in a block, largest first; what is the same cells again is told once, by `_lacking`."""
    address = {
        (row.key, column.key): f"{table.id}:{row.key}:{column.key}" for row in block.rows for column in block.columns
    }
    if block.heading:
        yield f"“{block.heading}”一栏", list(address.values())
    for column in block.columns:
        yield f"“{column.label}”列", [address[row.key, column.key] for row in block.rows]
    for heading, rows in block.groups().items():
        yield (
            f"“{heading}”下的 {len(rows)} 行",
            [address[row.key, column.key] for row in rows for column in block.columns],
        )
    for row in block.rows:
        yield f"“{row.label}”行", [address[row.key, column.key] for column in block.columns]


def _printed_as_one(case: Case, table: TableForm, block: Block, refs: Sequence[str]) -> Breach | None:
    """A group of rows in whose place one row with the group's name is printed; None where `refs` are nothing such."""
    lost = {case.form.cells[ref].row for ref in refs}
    heading = next((name for name, rows in block.groups().items() if lost == set(rows)), None)
    if heading is None:
        return None
    strange = [quoted(one.message) or "" for one in case.report.remarks if _is_strange_row(one, table)]
    printed = [words for words in strange if heading in words and not _LETTER.search(words.partition(heading)[2])]
    if len(printed) != 1:
        return None
    labels = "、".join(f"“{row.label}”" for row in block.groups()[heading])
    told = f"{table.name}的“{heading}”只印了一行“{printed[0]}”，格式要分 {len(lost)} 行填：{labels}"
    return replace(
        _missing(table, "", refs), message=f"{told}，共 {len(refs)} 格。请按官方格式分行填数，没有发生的填 0。"
    )


def _is_strange_row(remark: Remark, table: TableForm) -> bool:
    return remark.code == "row-unknown" and remark.place == table.id


def _missing(table: TableForm, named: str, refs: Sequence[str]) -> Breach:
    return Breach(
        message=f"{table.name}缺少{named}，共 {len(refs)} 格。请按官方格式补上并填数，没有发生的填 0。",
        cells=tuple(refs),
        section=str(table.section),
        basis=table.basis,
    )
