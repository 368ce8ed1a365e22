"""Workbooks: more rows, strings and styles than a report can hold, formulas, addresses that lead nowhere."""

import random

from hostile.kinds import Call, Demand, kind
from hostile.packing import RELATIONS, SHEET, changed, relation, workbook
from hostile.words import laughs

_EITHER = Demand.EITHER


def _rows(boxes: str, count: int) -> str:
    return f"<sheetData>{f'<row>{boxes}</row>' * count}</sheetData>"


@kind(".xlsx", most=3)
def workbook_of_a_million_styled_rows(rng: random.Random) -> bytes:
    return workbook(_rows(f'<c s="{rng.randint(1, 9)}"/>', 1_000_000))


@kind(".xlsx", most=6)
def workbook_of_a_million_boxes(rng: random.Random) -> bytes:
    wide = rng.choice([2, 200, 16_384])
    return workbook(_rows("<c><v>1</v></c>" * wide, rng.choice([1_000_000, 2_000_000]) // wide))


@kind(".xlsx", most=8)
def workbook_of_one_string_everywhere(rng: random.Random) -> bytes:
    """A string of a megabyte that every box refers to."""
    strings = f"<sst {SHEET}><si><t>{'年报' * rng.choice([10_000, 300_000])}</t></si></sst>"
    return workbook(_rows('<c t="s"><v>0</v></c>' * 200, rng.randint(10, 1900)), xl__sharedStrings=strings.encode())


@kind(".xlsx", most=6)
def workbook_of_a_million_strings(rng: random.Random) -> bytes:
    strings = f"<sst {SHEET}>{'<si><t>1</t></si>' * rng.choice([100_000, 1_000_000])}</sst>"
    return workbook(_rows('<c t="s"><v>99999999999</v></c>', 3), xl__sharedStrings=strings.encode())


@kind(".xlsx")
def workbook_of_a_string_in_deep_runs(rng: random.Random) -> bytes:
    depth = rng.choice([200, 5000])
    strings = f"<sst {SHEET}><si>{'<r>' * depth}<t>1</t>{'</r>' * depth}</si></sst>"
    return workbook(_rows('<c t="s"><v>0</v></c>', 3), xl__sharedStrings=strings.encode())


@kind(".xlsx")
def workbook_of_formulas(rng: random.Random) -> bytes:
    """Each one is told by the next; none has a result."""
    chain = "".join(f'<c r="A{n}"><f>A{n + 1}*2+SUM(A1:XFD1048576)</f></c>' for n in range(1, rng.randint(10, 900)))
    danger = '<c><f>WEBSERVICE("http://example.invalid")</f></c><c t="str"><f>cmd|"/c calc"!A1</f><v>=1+1</v></c>'
    return workbook(_rows(chain + danger, rng.randint(1, 20)))


@kind(".xlsx")
def workbook_of_defined_names(rng: random.Random) -> bytes:
    names = "".join(f'<definedName name="a{n}">a{n + 1}</definedName>' for n in range(rng.randint(100, 60_000)))
    main = f"<workbook {SHEET}><definedNames>{names}</definedNames><sheets/></workbook>"
    return changed(".xlsx", xl__workbook=main.encode())


@kind(".xlsx")
def workbook_of_other_books(rng: random.Random) -> bytes:
    """What lies in another file, at the end of an address."""
    link = RELATIONS.format(relation("externalLinkPath", f"http://example.invalid/{rng.randint(1, 99)}.xlsx")).encode()
    return workbook(
        _rows("<c><v>1</v></c>", 2), **{"xl/externalLinks/_rels/externalLink1.xml.rels": link, "a": b"<a/>"}
    )


@kind(".xlsx", most=40)
def workbook_of_merges_without_end(rng: random.Random) -> bytes:
    areas = [f"A{n}:XFD1048576" for n in range(1, rng.randint(2, 3000))]
    areas += ["A1:A1", "XFD1048576:A1", "$A$1:$B$9999999", "A0:B0", "1:1", "A:A", "AAAA1:AAAA2", "A1:" + "9" * 999]
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in rng.sample(areas, len(areas)))
    return workbook(f"{_rows('<c><v>1</v></c><c><v>2</v></c>', 5)}<mergeCells>{merged}</mergeCells>")


@kind(".xlsx")
def workbook_of_strange_places(rng: random.Random) -> bytes:
    places = ["A-1", "A0", "ZZZZZZZZ1", "1A", "", "A" * 9999, "A" + "9" * 9999, "A1048577", "甲1", "A1:B2"]
    boxes = "".join(f'<c r="{rng.choice(places)}"><v>{n}</v></c>' for n in range(rng.randint(1, 300)))
    number = rng.choice(["0", "-1", "9" * 99, "1048577", "a", "1"])
    rows = f'<row r="{number}">{boxes}</row>'
    return workbook(f"<sheetData>{rows * rng.randint(1, 50)}</sheetData>")


@kind(".xlsx")
def workbook_of_strange_numbers(rng: random.Random) -> bytes:
    numbers = ["1e999", "-1e-999", "nan", "INF", "9" * 100_000, "0x10", "1_000", "١٢", "1e15", "2958466", "-0", " 1 "]
    boxes = "".join(f'<c s="{rng.randint(0, 9)}"><v>{rng.choice(numbers)}</v></c>' for _ in range(rng.randint(2, 40)))
    dates = '<xf numFmtId="14"/>' * 10
    styles = f"<styleSheet {SHEET}><cellXfs>{dates}</cellXfs></styleSheet>"
    return workbook(_rows(boxes, rng.randint(1, 30)), xl__styles=styles.encode())


@kind(".xlsx")
def workbook_of_entities(rng: random.Random) -> bytes:
    depth = rng.randint(3, 9)
    return workbook(
        _rows(f"<c t='inlineStr'><is><t>&a{depth};</t></is></c>", 3), laughs(depth, 10).replace("w [", "worksheet [")
    )


@kind(".xlsx", most=40)
def workbook_of_sheets_without_end(rng: random.Random) -> bytes:
    """One sheet that is listed a thousand times."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<sheet name="a" sheetId="1" xmlns:r="{space}" r:id="rId1"/>'
    main = f"<workbook {SHEET}><sheets>{one * rng.choice([50, 2000, 40_000])}</sheets></workbook>"
    return workbook(_rows("<c><v>1</v></c>" * 40, 400), xl__workbook=main.encode())


@kind(".xlsx", _EITHER, call=Call.FIGURES, most=20)
def figures_in_a_workbook_of_addresses_without_end(rng: random.Random) -> bytes:
    """Every row says that it is a row of figures."""
    mark = '<c t="inlineStr"><is><t>T3:*:natural</t></is></c>' * rng.choice([1, 100])
    beside = '<c t="inlineStr"><is><t>T3:new:*</t></is></c>' + "<c><v>1</v></c>" * rng.choice([1, 100])
    return workbook(f"<sheetData><row>{mark}</row>{f'<row>{beside}</row>' * rng.choice([10, 1900])}</sheetData>")
