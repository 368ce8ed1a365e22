"""Web pages, saved pages and what is pasted: nesting, spans, parts within parts."""

import base64
import quopri
import random

from hostile.kinds import Call, Demand, kind
from hostile.packing import sound

_EITHER = Demand.EITHER
_DEPTHS = [200, 3000, 100_000]


def _page(body: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


@kind(".html", most=60)
def page_of_deep_nesting(rng: random.Random) -> bytes:
    tag = rng.choice(["div", "table><tr><td", "ul><li", "b", "font", "span", "blockquote", "form", "a><b"])
    return _page(f"<{tag}>" * rng.choice([300, 3000, 100_000]) + "一、总体情况")


@kind(".html", most=40)
def page_of_elements_that_are_never_closed(rng: random.Random) -> bytes:
    return _page(rng.choice(["<p><b><i>", "<a><a>", "<p><table>", "</p></div>", "<td>", "<!--<", "<![CDATA["]) * 20_000)


@kind(".html", _EITHER)
def page_of_huge_spans(rng: random.Random) -> bytes:
    wide = rng.choice(["65535", "1000000000", "0", "-1", "999999", "٣", "9" * 9999])
    high = rng.choice(["1000000000", "65535", "0", "999999"])
    row = f"<tr><td colspan={wide} rowspan={high}>一<td>0</tr>"
    return _page(f"<table>{row * rng.randint(1, 60)}</table>" * rng.randint(1, 5))


@kind(".html", most=8)
def page_of_spans_that_fill_all(rng: random.Random) -> bytes:
    """As wide and as high as is read, in every row anew."""
    row = f"<tr>{'<td colspan=64 rowspan=2000>1' * rng.randint(1, 20)}</tr>"
    return _page(f"<table>{row * 2000}</table>" * rng.randint(1, 4))


@kind(".html", most=6)
def page_of_a_million_elements(rng: random.Random) -> bytes:
    return _page(rng.choice(["<p>1", "<br>", "<td>1", "<tr><td>1<td>2", "<b></b>", "<tr>"]) * 1_000_000)


@kind(".html", most=12)
def page_of_tables_in_tables(rng: random.Random) -> bytes:
    """Each one is asked whether it holds another."""
    return _page("<table><tr><td>" * rng.randint(10, 80) + "<table><tr><td>1<td>2</table>" * rng.randint(1, 4000))


@kind(".html", _EITHER)
def page_with_a_document_type(rng: random.Random) -> bytes:
    entity = rng.choice(
        ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a SYSTEM "http://a.invalid">']
    )
    return f"<!DOCTYPE html [{entity}]><html><body><p>一、总体情况&a;</p><p>二、主动公开</p></body></html>".encode()


@kind(".html", Demand.READ)
def page_that_would_fetch_and_run(rng: random.Random) -> bytes:
    """What a browser would load and run, and nobody here does."""
    tags = [
        "<script>alert(1)</script>",
        '<img src="http://example.invalid/a" onerror="a()">',
        '<iframe src="file:///etc"></iframe>',
    ]
    tags += [
        '<base href="http://example.invalid">',
        '<meta http-equiv=refresh content="0;url=//a">',
        "<svg onload=a()>",
        "<object data=a>",
    ]
    page = sound(".html").decode()
    return (
        page.replace("</p>", rng.choice(tags[:2]) + "</p>").replace("<head>", "<head>" + rng.choice(tags[3:5])).encode()
    )


@kind(".html", most=20)
def page_of_entities_and_attributes(rng: random.Random) -> bytes:
    many = " ".join(f"a{n}={n}" for n in range(rng.choice([10, 50_000])))
    return _page(
        f"<p {many}>{rng.choice(['&#x10FFFF;', '&#0;', '&#99999999999;', '&nbsp', '&amp' * 9, '&#xD800;']) * 30_000}"
    )


@kind(".html", most=12)
def page_of_one_long_word(rng: random.Random) -> bytes:
    return _page(
        f"<table><tr><td>{'1' * 1_000_000}<td class='{'a ' * 500_000}' style='{' ' * 400_000}'>2</table>"
        * rng.randint(1, 3)
    )


@kind(".mht")
def saved_page_of_parts_in_parts(rng: random.Random) -> bytes:
    depth = rng.choice([50, 500, 5000])
    head = "".join(f"Content-Type: multipart/related; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    return b"MIME-Version: 1.0\r\n" + head.encode() + b"Content-Type: text/html\r\n\r\n<p>1"


@kind(".mht", most=40)
def saved_page_of_parts_without_end(rng: random.Random) -> bytes:
    part = rng.choice(["Content-Type: text/css\r\n\r\na\r\n", "\r\n\r\n", "Content-Type: message/rfc822\r\n\r\n"])
    return (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        + f"--b\r\n{part}" * rng.choice([1000, 60_000])
    ).encode()


@kind(".mht", _EITHER, most=40)
def saved_page_of_broken_base64(rng: random.Random) -> bytes:
    packed = bytearray(base64.b64encode(sound(".html")))
    for _ in range(rng.randint(1, 400)):
        packed[rng.randrange(len(packed))] = rng.randrange(256)
    return (
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + packed
    )


@kind(".mht", most=6)
def saved_page_of_megabytes_in_base64(rng: random.Random) -> bytes:
    packed = base64.b64encode(b"<p>" * rng.choice([1_000_000, 4_500_000]))
    return b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + packed


@kind(".mht", _EITHER)
def saved_page_of_strange_heads(rng: random.Random) -> bytes:
    charset = rng.choice(
        ["", "idna", "zlib_codec", "rot13", "utf-7", "undefined", "../a", "x" * 9999, "unicode_escape", "punycode"]
    )
    coding = rng.choice(["quoted-printable", "x-uuencode", "bzip2", "8bit", "=?utf-8?b?=="])
    head = f"MIME-Version: 1.0\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n"
    return head.encode() + b"X: " + b"a;" * rng.choice([1, 30_000]) + b"\r\n\r\n" + quopri.encodestring(sound(".html"))


@kind(".html", _EITHER)
def page_of_a_strange_encoding(rng: random.Random) -> bytes:
    charset = rng.choice(
        ["idna", "zlib", "rot_13", "utf-7", "undefined", "punycode", "cp037", "utf-32", "hz", "base64", "mbcs"]
    )
    page = sound(".html").replace(b"utf-8", charset.encode()).replace(b"UTF-8", charset.encode())
    return rng.choice([page, page.decode().encode("gb18030"), page.decode().encode("utf-16"), page[: len(page) // 2]])


@kind(".html", call=Call.PASTED, demand=_EITHER)
def clipboard_of_wrong_places(rng: random.Random) -> bytes:
    head = f"Version:{rng.choice(['0.9', '1' * 999])}\r\nStartHTML:{rng.choice(['-1', '9' * 99])}\r\nEndHTML:0\r\n"
    return head.encode() + rng.choice([sound(".html"), b"", b"<", b"<table>" * 999, bytes(999)])


@kind(".txt", call=Call.PASTED, most=20)
def clipboard_without_end(rng: random.Random) -> bytes:
    return rng.choice(["\t", "<b>", "一\t", "\0", "<!--", "|", "\u202e", "1\n"]).encode() * rng.choice(
        [1000, 1_000_000]
    )
