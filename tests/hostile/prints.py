"""PDF: loops in its trees, streams that unpack without end, fonts and measures that make no sense."""

import random
import zlib
from functools import cache

from consistent import sound_report
from hostile.kinds import Demand, kind
from intake.drawn_pdf import FONT, Drawing, pdf_of

_EITHER = Demand.EITHER
_PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>%s>>/Contents 4 0 R%s>>"


@cache
def _zeros(letters: bytes, megabytes: int) -> bytes:
    return zlib.compress((letters * (megabytes * 1024 * 1024 // len(letters))), 9)


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(content), content)


def document(*objects: bytes, trailer: bytes = b"", start: int | None = None) -> bytes:
    """A file of these objects, numbered from 1, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    at = len(out) if start is None else start
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, at)


def page_of(content: bytes, *more: bytes, resources: bytes = b"", extra: bytes = b"") -> bytes:
    """A document of one leaf; `content` is a whole stream, and object 6 is the first of `more`."""
    return document(_CATALOG, _PAGES, _PAGE % (resources, extra), content, FONT.encode(), *more)


@kind(".pdf")
def print_of_leaves_in_a_ring(rng: random.Random) -> bytes:
    kids = rng.choice([b"[2 0 R]", b"[2 0 R 2 0 R]", b"[4 0 R]", b"[1 0 R]", b"[99 0 R]", b"2 0 R", b"[]"])
    count = rng.choice([1, 50, -1, 2**31, 10**12])
    return document(
        _CATALOG,
        b"<</Type/Pages/Count %d/Kids%s>>" % (count, kids),
        b"null",
        b"<</Type/Pages/Parent 2 0 R/Count 1/Kids[2 0 R]>>",
    )


@kind(".pdf")
def print_of_many_leaves(rng: random.Random) -> bytes:
    count = rng.choice([61, 5000])
    kids = b" ".join(b"3 0 R" for _ in range(count))
    return document(
        _CATALOG, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids), _PAGE % (b"", b""), stream(b""), FONT.encode()
    )


@kind(".pdf", most=40)
def print_of_deep_objects(rng: random.Random) -> bytes:
    depth = rng.choice([100, 10_000, 500_000])
    deep = rng.choice([b"[" * depth + b"]" * depth, b"<</A" * depth + b" 1" + b">>" * depth, b"(" * depth])
    return document(_CATALOG, _PAGES, deep, stream(b""))


@kind(".pdf", _EITHER)
def print_whose_directory_is_a_ring(rng: random.Random) -> bytes:
    whole = pdf_of(sound_report())
    at = whole.rindex(b"startxref")
    place = int(whole[at:].split()[1])
    previous = rng.choice([place, 0, 9, 2**31, -1, 10**18])
    return whole[:at].replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d/XRefStm %d" % (previous, place)) + whole[at:]


@kind(".pdf", _EITHER)
def print_whose_directory_lies(rng: random.Random) -> bytes:
    return document(
        _CATALOG, _PAGES, _PAGE % (b"", b""), stream(b""), FONT.encode(), start=rng.choice([0, 5, 10**9, -5, 10**30])
    )


@kind(".pdf", most=12)
def print_that_unpacks_without_end(rng: random.Random) -> bytes:
    letters = rng.choice([b"\0", b" ", b"q ", b"(", b"[", b"0 0 m "])
    return page_of(stream(_zeros(letters, rng.choice([60, 300])), b"/Filter/FlateDecode"))


@kind(".pdf", most=8)
def print_that_is_packed_many_times(rng: random.Random) -> bytes:
    content = _zeros(b"\0", 200)
    times = rng.randint(2, 4)
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    return page_of(stream(content, b"/Filter[%s]" % (b"/FlateDecode" * times)))


@kind(".pdf")
def print_of_wild_predictors(rng: random.Random) -> bytes:
    columns = rng.choice([1, 2**31 - 1, -1, 0, 10**12])
    told = b"/Predictor %d/Columns %d/Colors %d/BitsPerComponent %d" % (
        rng.choice([2, 10, 15, 99]),
        columns,
        rng.choice([1, 10**6]),
        rng.choice([8, 16, 64]),
    )
    return page_of(stream(_zeros(b"ab", 1), b"/Filter/FlateDecode/DecodeParms<<%s>>" % told))


@kind(".pdf")
def print_of_strange_filters(rng: random.Random) -> bytes:
    names = [
        b"/JBIG2Decode",
        b"/LZWDecode",
        b"/ASCII85Decode",
        b"/ASCIIHexDecode",
        b"/RunLengthDecode",
        b"/DCTDecode",
        b"/JPXDecode",
        b"/CCITTFaxDecode",
        b"/Crypt",
        b"/None",
    ]
    return page_of(stream(rng.randbytes(5000), b"/Filter[%s]" % b"".join(rng.choices(names, k=rng.randint(1, 12)))))


@kind(".pdf", most=12)
def print_of_a_million_lines(rng: random.Random) -> bytes:
    operators = rng.choice(
        [b"0 0 m 9 9 l S ", b"0 0 9 9 re f ", b"q ", b"1 0 0 1 0 0 cm ", b"BT ET ", b"0 0 m ", b"9 9 l "]
    )
    return page_of(stream(zlib.compress(operators * 1_000_000), b"/Filter/FlateDecode"))


@kind(".pdf", most=10)
def print_of_just_too_few_lines_to_be_refused(rng: random.Random) -> bytes:
    """A lattice as fine as the number of parts lets it be."""
    drawing = Drawing()
    drawing.text(90, 50, "青禾街道办事处2025年政府信息公开工作年度报告" * 3)
    count = rng.choice([60, 400, 4000])
    for n in range(count):
        drawing.line((5, 60 + n * 700 / count), (590, 60 + n * 700 / count))
        drawing.line((5 + n * 585 / count, 60), (5 + n * 585 / count, 760))
    return drawing.bytes()


@kind(".pdf", most=6)
def print_of_a_million_letters(rng: random.Random) -> bytes:
    text = b"BT /F 9 Tf 90 700 Td " + b"<4E00>Tj " * rng.choice([110_000, 500_000]) + b"ET"
    return page_of(stream(zlib.compress(text), b"/Filter/FlateDecode"))


@kind(".pdf", most=20)
def print_of_forms_in_forms(rng: random.Random) -> bytes:
    """Each form draws the next one ten times over."""
    depth, times = rng.randint(4, 12), rng.choice([2, 10])
    names = b"/XObject<<%s>>" % b"".join(b"/X%d %d 0 R" % (n, 6 + n) for n in range(depth))
    resources = b"/Resources<</Font<</F 5 0 R>>%s>>" % names
    forms = [
        stream(
            b"/X%d Do " % ((n + 1) % depth if rng.random() < 0.1 else min(n + 1, depth - 1)) * times,
            b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]" + resources,
        )
        for n in range(depth - 1)
    ]
    last = stream(
        b"BT /F 9 Tf 9 9 Td <4E00>Tj ET 0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]" + resources
    )
    return page_of(stream(b"/X0 Do"), *forms, last, resources=names)


@kind(".pdf", _EITHER)
def print_of_huge_measures(rng: random.Random) -> bytes:
    drawing = Drawing(extra=rng.choice(["", "/UserUnit 1e9", "/Rotate 45", "/Rotate 2147483647", "/CropBox[9 9 9 9]"]))
    drawing.text(90, 90, "青禾街道办事处2025年政府信息公开工作年度报告", rng.choice([14, 1e-9, 1e30, -14]))
    drawing.line((-1e30, 100), (1e30, 100))
    box = rng.choice(["0 0 1e38 1e38", "0 0 0 0", "-1e9 -1e9 1e9 1e9", "nan 0 9 9", "0 0 99999999999 1", "9 9 1 1"])
    return drawing.bytes().replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[%s]" % box.encode())


@kind(".pdf", _EITHER)
def print_of_broken_fonts(rng: random.Random) -> bytes:
    program = rng.choice(
        [
            b"",
            rng.randbytes(4000),
            b"\0\1\0\0\xff\xff" + bytes(3000),
            b"OTTO" + rng.randbytes(3000),
            b"%!PS-AdobeFont-1.0" + bytes(900),
        ]
    )
    kind_of_font = rng.choice([b"TrueType", b"Type1", b"Type3", b"Type0", b"CIDFontType2"])
    encoding = rng.choice([b"Identity-H", b"UniGB-UCS2-H", b"Nothing", b"6 0 R"])
    described = b"<</Type/FontDescriptor/FontName/A/Flags 4%s 6 0 R>>" % rng.choice(
        [b"/FontFile", b"/FontFile2", b"/FontFile3"]
    )
    codes = b"/FirstChar %d/LastChar %d" % (rng.choice([0, -1, 2**31]), rng.choice([255, 0, 10**9]))
    widths = b"/Widths[%s]" % (b"1e9 " * rng.choice([1, 300]))
    font = b"<</Type/Font/Subtype/%s/BaseFont/A/Encoding/%s%s%s/FontDescriptor%s>>" % (
        kind_of_font, encoding, codes, widths, described,
    )  # fmt: skip
    text = b"BT /F 14 Tf 90 700 Td <4E004E8C4E09> Tj ET " * 20
    return document(_CATALOG, _PAGES, _PAGE % (b"", b""), stream(text), font, stream(program))


@kind(".pdf", _EITHER, most=30)
def print_of_wild_character_maps(rng: random.Random) -> bytes:
    ranges = rng.choice(
        [
            b"<0000><FFFF><0000>",
            b"<00><FFFFFFFF><4E00>",
            b"<FFFF><0000><4E00>",
            b"<0000><FFFF>[" + b"<4E00>" * 60_000 + b"]",
        ]
    )
    mapping = b"begincmap 1 begincodespacerange <00><FFFFFFFF> endcodespacerange %s endcmap" % (
        b"%d beginbfrange %s endbfrange " % (10**9, ranges) * rng.choice([1, 9 if len(ranges) > 99 else 300])
    )
    font = FONT.encode()[:-2] + b"/ToUnicode 6 0 R>>"
    text = b"BT /F 14 Tf 90 700 Td <4E004E8C4E09> Tj ET " * 20
    return document(_CATALOG, _PAGES, _PAGE % (b"", b""), stream(text), font, stream(mapping))


@kind(".pdf")
def print_with_a_password(rng: random.Random) -> bytes:
    keys = b"/O(%s)/U(%s)" % (b"a" * 32, b"b" * 32)
    locked = b"/Encrypt<</Filter/Standard/V %d/R %d/Length %d%s/P -4>>/ID[<00><00>]" % (
        rng.choice([1, 2, 4, 5, 9]),
        rng.choice([2, 3, 4, 6]),
        rng.choice([40, 128, 256]),
        keys,
    )
    return document(_CATALOG, _PAGES, _PAGE % (b"", b""), stream(b""), FONT.encode(), trailer=locked)


@kind(".pdf", _EITHER, most=12)
def print_of_packed_objects_without_end(rng: random.Random) -> bytes:
    """Objects in a stream of objects, which says that it holds millions."""
    count = rng.choice([10, 10**6, 2**31 - 1])
    packed = stream(
        _zeros(b"1 0 ", 50), b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (count, rng.choice([0, 10**6, -1]))
    )
    return document(_CATALOG, _PAGES, _PAGE % (b"", b""), packed, trailer=rng.choice([b"/XRefStm 9", b""])).replace(
        b"xref\n", b"xrif\n", 1
    )


@kind(".pdf", _EITHER)
def print_that_acts(rng: random.Random) -> bytes:
    """Scripts, programs to be started, addresses to be called: nothing here runs or follows them."""
    act = [
        b"/S/JavaScript/JS(app.alert\\(1\\))",
        b"/S/Launch/F(calc.exe)",
        b"/S/URI/URI(http://example.invalid)",
        b"/S/GoToR/F(\\\\\\\\a\\\\b)",
    ]
    whole = pdf_of(sound_report())
    return whole.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<<%s>>" % rng.choice(act))


@kind(".pdf", _EITHER)
def print_of_notes_and_fields(rng: random.Random) -> bytes:
    """Annotations, which are made part of the leaf before it is read."""
    look = b"/AP<</N %s>>" % rng.choice([b"4 0 R", b"3 0 R", b"99 0 R", b"<</A 4 0 R>>"])
    one = b"<</Type/Annot/Subtype/%s/Rect[%s]%s>>" % (
        rng.choice([b"Widget", b"FreeText", b"Link", b"Popup"]),
        rng.choice([b"0 0 9 9", b"1e30 0 nan 0"]),
        look,
    )
    return page_of(stream(b"BT /F 9 Tf 9 9 Td <4E00>Tj ET"), extra=b"/Annots[%s]" % (one * rng.choice([1, 50, 3000])))


@kind(".pdf")
def print_of_nothing(rng: random.Random) -> bytes:
    return rng.choice(
        [
            b"%PDF",
            b"%PDF-1.7\n%%EOF",
            b"%PDF-1.7\n" + rng.randbytes(3000),
            b"%PDF-1.7\ntrailer<</Root 1 0 R>>",
            document(_CATALOG, _PAGES, _PAGE % (b"", b""), stream(b"")),
        ]
    )


@kind(".pdf", most=12)
def print_of_one_picture(rng: random.Random) -> bytes:
    """A picture that says it has a million dots in each direction."""
    size = rng.choice([1000, 10**6, 2**31 - 1])
    picture = stream(
        b"\0", b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB" % (size, size)
    )
    return page_of(stream(b"595 0 0 842 0 0 cm /I Do"), picture, resources=b"/XObject<</I 6 0 R>>")
