"""Word documents: entities, more than a report can hold, spans and nesting beyond reason."""

import random

from hostile.kinds import Demand, kind
from hostile.packing import WORD, changed, document

_EITHER = Demand.EITHER


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def laughs(depth: int, times: int) -> str:
    """A document type whose last entity is the first one a thousand million times."""
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * times}">' for n in range(depth))
    return f'<!DOCTYPE w [<!ENTITY a0 "年报">{lines}]>'


@kind(".docx")
def entities_that_multiply(rng: random.Random) -> bytes:
    depth = rng.randint(3, 12)
    return document(paragraph(f"&a{depth};"), laughs(depth, rng.randint(2, 12)))


@kind(".docx", most=20)
def entities_that_grow_by_squares(rng: random.Random) -> bytes:
    long = "年" * rng.randint(1000, 100_000)
    return document(paragraph("&a;" * rng.randint(1000, 20_000)), f'<!DOCTYPE w [<!ENTITY a "{long}">]>')


@kind(".docx")
def entity_of_a_file(rng: random.Random) -> bytes:
    address = rng.choice(
        ["file:///etc/passwd", "/etc/hostname", "http://example.invalid/a", "file:///dev/zero", "php://a"]
    )
    return document(paragraph("&a;"), f'<!DOCTYPE w [<!ENTITY a SYSTEM "{address}">]>')


@kind(".docx")
def entity_of_the_document_type(rng: random.Random) -> bytes:
    address = rng.choice(["http://example.invalid/a.dtd", "file:///etc/passwd"])
    return document(paragraph("一"), f'<!DOCTYPE w [<!ENTITY % a SYSTEM "{address}"> %a; <!ENTITY % b "&#37;a;"> %b;]>')


@kind(".docx")
def document_type_in_another_part(rng: random.Random) -> bytes:
    part = rng.choice(["word__styles", "word__numbering", "[Content_Types]"])
    return changed(".docx", **{part: (laughs(5, 9) + "<a>&a5;</a>").encode()})


@kind(".docx", _EITHER)
def document_that_includes(rng: random.Random) -> bytes:
    how = rng.choice(['parse="text"', 'parse="xml"', ""])
    space = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    return document(paragraph(f'<xi:include {space} {how} href="file:///etc/passwd"/>') * rng.randint(1, 9))


@kind(".docx", _EITHER)
def document_that_is_styled_from_afar(rng: random.Random) -> bytes:
    told = f'<?xml-stylesheet type="text/xsl" href="http://example.invalid/{rng.randint(1, 9)}.xsl"?>'
    return document(paragraph("一、总体情况"), told)


@kind(".docx", most=3)
def document_of_a_million_paragraphs(rng: random.Random) -> bytes:
    return document(rng.choice(["<w:p/>", paragraph("1")]) * rng.choice([200_000, 1_000_000]))


@kind(".docx", most=6)
def document_of_just_too_few_paragraphs_to_be_refused(rng: random.Random) -> bytes:
    return document(rng.choice(["<w:p/>" * 200_000, paragraph("公开") * 60_000, "<w:r/>" * 400_000]))


@kind(".docx", most=4)
def document_of_a_million_boxes(rng: random.Random) -> bytes:
    width = rng.choice([1, 10, 1000])
    row = f"<w:tr>{'<w:tc><w:p/></w:tc>' * width}</w:tr>"
    return document(f"<w:tbl>{row * (110_000 // width)}</w:tbl>")


@kind(".docx", _EITHER)
def document_of_huge_spans(rng: random.Random) -> bytes:
    span = rng.choice(["2147483648", "4294967295", "99999", "-1", "0", "1e9", "9" * 5000, "١٢", "六"])
    name = rng.choice(["gridSpan", "gridBefore", "gridAfter"])
    wide = cell("一、总体情况", f'<w:{name} w:val="{span}"/>')
    row = f"<w:tr>{wide * rng.randint(1, 30)}{cell('0')}</w:tr>"
    return document(f"<w:tbl>{row * rng.randint(1, 60)}</w:tbl>")


@kind(".docx", _EITHER, most=12)
def document_of_merges_without_end(rng: random.Random) -> bytes:
    merged = cell("", '<w:vMerge w:val="restart"/>') + cell("", "<w:vMerge/>") * rng.randint(1, 5)
    return document(f"<w:tbl>{f'<w:tr>{merged}</w:tr>' * rng.choice([10, 500, 5000])}</w:tbl>")


@kind(".docx", most=40)
def document_of_deep_nesting(rng: random.Random) -> bytes:
    opened, closed = rng.choice(
        [
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
            ("<w:ins>", "</w:ins>"),
        ]
    )
    depth = rng.choice([300, 5000, 50_000])
    return document(opened * depth + paragraph("一、总体情况") + closed * depth)


@kind(".docx", _EITHER, most=40)
def document_nested_as_deep_as_is_parsed(rng: random.Random) -> bytes:
    """Below the 256 levels that XML itself is refused at."""
    depth = rng.randint(20, 80)
    return document("<w:tbl><w:tr><w:tc>" * depth + paragraph("二") + "</w:tc><w:tc/></w:tr></w:tbl>" * depth)


@kind(".docx", _EITHER, most=12)
def document_of_boxes_hanging_on_boxes(rng: random.Random) -> bytes:
    """Each is looked for below all that it hangs on."""
    depth, width = rng.randint(10, 45), rng.randint(1, 500)
    opened = "<w:p><w:r><w:txbxContent>" * depth
    return document(opened + paragraph("甲") * width + "</w:txbxContent></w:r></w:p>" * depth)


@kind(".docx", _EITHER, most=20)
def document_of_lists_without_end(rng: random.Random) -> bytes:
    pattern = "%1" * rng.choice([10, 10_000])
    counted = '<w:start w:val="99999"/><w:numFmt w:val="chineseCounting"/>'
    level = f'<w:lvl w:ilvl="0">{counted}<w:lvlText w:val="{pattern}"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbered = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    body = f"<w:document {WORD}><w:body>{numbered * rng.randint(1, 4000)}</w:body></w:document>"
    return changed(
        ".docx", word__document=body.encode(), word__numbering=f"<w:numbering {WORD}>{lists}</w:numbering>".encode()
    )


@kind(".docx", _EITHER, most=12)
def document_of_styles_in_a_ring(rng: random.Random) -> bytes:
    count = rng.choice([3, 300, 3000])
    one = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    styles = "".join(one.format(n, (n + 1) % count) for n in range(count))
    return changed(".docx", word__styles=f"<w:styles {WORD}>{styles}</w:styles>".encode())


@kind(".docx")
def document_of_other_xml(rng: random.Random) -> bytes:
    wrong = [
        b"",
        b"<",
        b"\0" * 50,
        b"<a/>",
        b"\xff\xfe<\0a\0",
        b"<w:document/>",
        "<文/>".encode("gb18030"),
        b"]]>",
        rng.randbytes(99),
    ]
    return changed(".docx", word__document=rng.choice(wrong))


@kind(".docx", _EITHER)
def document_of_many_names(rng: random.Random) -> bytes:
    """Attributes and name spaces by the thousand on one element."""
    many = " ".join(f'xmlns:a{n}="b{n}" a{n}:c="{n}"' for n in range(rng.randint(100, 4000)))
    return document(f"<w:p {many}/>")
