"""`report-assistant check` of one report file, the whole process."""

from benchmarks.measuring import SAMPLES, Row, median_seconds, print_table, process

TIMES = 9


def rows() -> list[Row]:
    bare = median_seconds(lambda: process(["-c", "pass"]), TIMES)
    file = str(SAMPLES / "shichang" / "2025.report.json")
    whole = median_seconds(lambda: process(["-m", "report_assistant", "check", file, "--json"]), TIMES)
    page = str(SAMPLES / "baishui" / "2025.html")
    html = median_seconds(lambda: process(["-m", "report_assistant", "check", page, "--json"]), TIMES)
    return [
        Row(
            "`check` of one report file, whole process",
            f"{whole:.2f} s",
            "≤ 0.6 s",
            f"bare Python {bare:.3f} s, {whole / bare:.0f}×",
        ),
        Row(
            "`check` of one HTML report, whole process",
            f"{html:.2f} s",
            "",
            f"bare Python {bare:.3f} s, {html / bare:.0f}×",
        ),
    ]


if __name__ == "__main__":
    print_table(rows())
