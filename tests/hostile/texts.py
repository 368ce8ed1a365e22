"""Plain texts: no text at all, encodings that break off, and what makes patterns try every way they can."""

import random

from hostile.kinds import Call, Demand, kind
from hostile.packing import sound

_EITHER = Demand.EITHER
_REPORT = "青禾街道办事处2025年政府信息公开工作年度报告\n一、总体情况\n{}\n二、主动公开政府信息情况\n{}\n"
# Long runs of what some pattern or other in the reading of texts repeats.
RUNS = (
    " ", "\u3000", "\t", "0", "1", ",", "1,", "1,234", ".", "…", "·", "-", "—", "－", "/", "第", "第一条",
    "第一条第一项", "条", "项", "一", "十", "百", "千", "万", "亿", "二〇二五", "2025", "2025年", "2025年1月1日",
    "1月", "年", "年度", "（", "(", ")", "（）", "（一）", "[", "〔", "“", "”", "《", "》", "、", "。", "：", ":",
    "；", "\n", "\n\n", "\r", "|", "||", "*", "**", "__", "`", "#", "> ", "- ", "- - ", "* ", "= = ", "一、", "1.",
    "1.1", "(1)", "①", "\u200b", "\ufeff", "\u202e", "\x1b[31m", "\x85", "\u2028", "\x0c", "<!--", "政府信息公开",
    "年度报告", "工作", "情况", "其中", "22（其中", "件", "12件", "万元", "0.", "1 ", "总计", "自然人", "其他",
    "街道", "镇", "局", "人民政府", "一 ", "\\", "\\|", "例", "e", "E9", "+", "+1", "。”", "a", "A b ", "1月1日",
    "某", "X", "□", "＿",
)  # fmt: skip


@kind(".txt")
def text_of_nothing(rng: random.Random) -> bytes:
    blank = [
        b"",
        b" ",
        b"\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\0",
        b"\0" * 999,
        b"\xef\xbb\xbf\n\t ",
        b"\x1a",
    ]
    return rng.choice(blank)


@kind(".docx")
def document_of_hardly_anything(rng: random.Random) -> bytes:
    return rng.choice(
        [b"", b"P", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x05\x06" + bytes(17), bytes(99)]
    )


@kind(".md")
def text_of_one_byte(rng: random.Random) -> bytes:
    return bytes([rng.randrange(256)])


@kind(".txt")
def text_of_noise(rng: random.Random) -> bytes:
    return rng.randbytes(rng.choice([1, 2, 3, 50, 3000, 100_000]))


@kind(".txt", _EITHER)
def text_in_utf_16_that_breaks_off(rng: random.Random) -> bytes:
    order = rng.choice(["utf-16", "utf-16-le", "utf-16-be"])
    whole = sound(".txt").decode().encode(order)
    return whole[: rng.randrange(1, len(whole)) | 1]


@kind(".txt", _EITHER)
def text_in_utf_16_of_halves(rng: random.Random) -> bytes:
    """Surrogates without their other half."""
    return (
        b"\xff\xfe"
        + _REPORT.format("甲", "乙").encode("utf-16-le")
        + rng.choice([b"\x00\xd8", b"\x00\xdc"]) * rng.randint(1, 99)
    )


@kind(".txt", _EITHER)
def text_in_broken_gb18030(rng: random.Random) -> bytes:
    whole = bytearray(sound(".txt").decode().encode("gb18030"))
    for _ in range(rng.randint(1, 300)):
        whole[rng.randrange(len(whole))] = rng.choice([0xFF, 0x80, 0x81, 0x30, 0xFE])
    return bytes(whole)


@kind(".txt", most=6)
def text_of_one_line_of_megabytes(rng: random.Random) -> bytes:
    return ((rng.choice(["年", "1", "公开", "a "]) * 30_000_000).encode())[: 20 * 1024 * 1024 - 5]


@kind(".txt", _EITHER, most=8)
def text_of_a_million_tabs(rng: random.Random) -> bytes:
    return _REPORT.format("\t" * 1_000_000, rng.choice(["1\t2\n", "\t\n", "\t\t"]) * rng.randint(1, 400_000)).encode()


@kind(".txt", _EITHER, most=8)
def text_of_wide_rows(rng: random.Random) -> bytes:
    row = rng.choice(["|", "\t"]).join(["0"] * rng.choice([100, 5000])) + "\n"
    return _REPORT.format(row * rng.choice([100, 900]), row).encode()


@kind(".txt", _EITHER, most=len(RUNS) * 3)
def text_of_a_long_run(rng: random.Random) -> bytes:
    run = rng.choice(RUNS) * rng.choice([100, 3000, 60_000])
    lines = [
        rng.choice(["", "一、", "第", "（一）", "2025年", "1", "甲"])
        + run
        + rng.choice(["", "x", "。", "12", "条", "\n一、\t"])
    ]
    return _REPORT.format("\n".join(lines * rng.choice([1, 1, 20])), rng.choice(["", *lines])).encode(
        "utf-8", "replace"
    )


@kind(".html", _EITHER, most=len(RUNS))
def page_of_a_long_run(rng: random.Random) -> bytes:
    run = (rng.choice(RUNS) * rng.choice([3000, 60_000])).replace("<", "&lt;")
    where = rng.choice(
        [
            "<p>{}x</p>",
            "<table><tr><td>{}</td><td>1</td></tr><tr><td>x{}</td><td>{}y</td></tr></table>",
            "<title>{}x</title>",
        ]
    )
    lines = _REPORT.format("甲", "乙").replace("\n", "<p>")
    return f"<html><body>{lines}{where.replace('{}', run)}</body></html>".encode("utf-8", "replace")


@kind(".md", call=Call.NOTES, demand=_EITHER, most=len(RUNS) * 2)
def notes_of_a_long_run(rng: random.Random) -> bytes:
    run = rng.choice(RUNS) * rng.choice([100, 3000, 60_000])
    return (rng.choice(["", "# ", "- ", "2025年", "一、", "*"]) + run + rng.choice(["x", "", "**", "。"])).encode(
        "utf-8", "replace"
    )


@kind(".md", call=Call.NOTES, demand=_EITHER, most=10)
def notes_without_end(rng: random.Random) -> bytes:
    return rng.choice(["- 甲\n", "# 甲\n", "甲\n\n", "①甲②乙\n", "<!--\n", "**甲\n"]).encode() * rng.choice(
        [1000, 30_000, 200_000]
    )


@kind(".tsv", call=Call.FIGURES, demand=_EITHER, most=len(RUNS) * 2)
def figures_of_a_long_run(rng: random.Random) -> bytes:
    run = rng.choice(RUNS) * rng.choice([100, 3000, 60_000])
    return rng.choice([f"T3:new:natural\t{run}", f"T3:{run}", f"{run}\t1", f"\t{run}\t\n一\t1\t2"]).encode(
        "utf-8", "replace"
    )


@kind(".txt", _EITHER)
def text_of_unseen_signs(rng: random.Random) -> bytes:
    """Signs without width, and such that turn the direction, between all letters of a report."""
    sign = rng.choice(
        ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u0301", "\U000e0041", "\x1b[2J", "\x07", "\x08", "\x85"]
    )
    text = sound(".txt").decode()
    return sign.join(text).encode() if rng.random() < 0.5 else text.replace("\t", f"{sign}\t").encode()


@kind(".txt", _EITHER)
def text_of_huge_numbers(rng: random.Random) -> bytes:
    number = rng.choice(["9", "0", "1,", "0.", "九", "亿", "９", "٣", "²", "①", "-"]) * rng.choice([30, 5000, 100_000])
    text = sound(".txt").decode()
    return text.replace("\t0", f"\t{number}", rng.choice([1, 3, 10])).replace("86条", f"{number}条").encode()


@kind(".docx")
def wrong_suffix_for_a_document(rng: random.Random) -> bytes:
    return rng.choice(
        [
            sound(".html"),
            sound(".txt"),
            b"%PDF-1.7\n",
            b"{}",
            b"\x89PNG\r\n\x1a\n" + bytes(99),
            b"MZ" + bytes(999),
            b"Rar!\x1a\x07",
        ]
    )


@kind(".pdf")
def wrong_suffix_for_a_pdf(rng: random.Random) -> bytes:
    return rng.choice(
        [sound(".docx"), sound(".html"), b"%!PS", b"PK\x03\x04", rng.randbytes(2000), b"x" * 2000 + b"%PDF-1.7"]
    )


@kind(".txt")
def wrong_suffix_for_a_text(rng: random.Random) -> bytes:
    return rng.choice(
        [
            sound(".docx"),
            b"%PDF-1.7\n1",
            sound(".html"),
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(999),
            rng.randbytes(2000),
        ]
    )


@kind(".xlsx")
def wrong_suffix_for_a_workbook(rng: random.Random) -> bytes:
    return rng.choice([sound(".docx"), sound(".html"), b"a,b\n1,2", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(999)])


@kind(".exe")
def suffix_of_no_document(rng: random.Random) -> bytes:
    return rng.choice([b"MZ" + bytes(999), sound(".docx"), b"#!/bin/sh\n"])


@kind(".docm")
def suffix_of_a_macro_document(rng: random.Random) -> bytes:
    return sound(".docx") + rng.randbytes(1)


@kind(".wps", _EITHER)
def old_document_that_is_a_page_or_a_text(rng: random.Random) -> bytes:
    return rng.choice([sound(".html"), sound(".txt"), sound(".docx"), b"MIME-Version: 1.0\r\n\r\n" + sound(".html")])


@kind(".doc", most=3)
def old_document_of_noise(rng: random.Random) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + rng.randbytes(rng.randint(512, 20_000))
