"""Claims: what is read from prose and what is not, on probe sentences, the shipped reports and the golden one."""

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from consistent import sound_report
from report_assistant import zh
from report_assistant.checks import Case, check
from report_assistant.checks.claims import own_names
from report_assistant.checks.reading import claim_sentence
from report_assistant.checks.reading.claim_reading import read_claims
from report_assistant.checks.reading.claim_words import _written, fold_years, read_phrase
from report_assistant.intake.read import read
from report_assistant.official import load_form
from report_assistant.report import Organ, Origin, Paragraph, Report, full_text, given

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT.parent / "shared" / "data" / "鲁山县汇源街道办事处2025.txt"
REPORTS = sorted(
    file for file in (ROOT / "corpus" / "reports").rglob("20*") if file.suffix in (".txt", ".html", ".json")
)
PLANTED = tomllib.loads((ROOT / "corpus/reports/qinghe/2026.planted.toml").read_text(encoding="utf-8"))["planted"]
PROBES = tomllib.loads((Path(__file__).with_name("sentences.toml")).read_text(encoding="utf-8"))
SENTENCES = PROBES["sentence"]
FORM = load_form("2021")
JUDGED = ("N-02", "N-04")


def probe_report() -> Report:
    values = (
        dict.fromkeys(FORM.cells, 0)
        | PROBES["figures"]
        | {"T2:fees:amount": Decimal(PROBES["figures"]["T2:fees:amount"])}
    )
    for row in FORM.table("T3").blocks[0].rows:
        values[f"T3:{row.key}:total"] = sum(v for ref, v in values.items() if ref.startswith(f"T3:{row.key}:"))
    return Report(
        Organ("样例县自然资源局", kind="department"), 2025, cells={ref: given(v) for ref, v in values.items()}
    )


PROBE = probe_report()
PRIOR = replace(PROBE, year=2024).with_cells({"T3:new:total": given(8), "T3:carried_out:total": given(5)})


def findings(text: str, report: Report = PROBE, rules=JUDGED):
    report = report.with_section("1", (Paragraph(text),))
    return check(Case(report, PRIOR), only=rules).findings


def claims(text: str, year: int = 2025, form=FORM):
    return [(claim.quote, claim.subject, int(claim.value)) for claim in read_claims(text, form, year)]


def report_of(file: Path) -> Report:
    return read(file)


def test_the_probe_report_is_consistent():
    arithmetic = ("T3-01", "T3-02", "T3-03", "T4-01")
    assert [check(Case(PROBE), only=arithmetic).outcomes[rule] for rule in arithmetic] == ["held"] * 4


@pytest.mark.parametrize("split", ["tuned", "held"])
def test_no_agreeing_sentence_is_flagged(split):
    agreeing = [s["text"] for s in SENTENCES if s["truth"] == "right" and s["split"] == split]
    assert len(agreeing) >= 27
    assert {text: [f.message for f in findings(text)] for text in agreeing if findings(text)} == {}


@pytest.mark.parametrize(
    ("source", "split", "missed"), [("peers", "tuned", 0), ("own", "tuned", 0), ("own", "held", 2)]
)
def test_contradicting_sentences_are_caught_by_their_rule(source, split, missed):
    wrong = [s for s in SENTENCES if s["truth"] in JUDGED and (s["source"], s["split"]) == (source, split)]
    silent = [s["text"] for s in wrong if s["truth"] not in {finding.rule for finding in findings(s["text"])}]
    assert len(wrong) >= 17
    assert len(silent) <= missed, silent


def test_the_probe_set_is_as_large_as_it_says():
    peers = [s for s in SENTENCES if s["source"] == "peers"]
    assert (len(peers), sum(s["truth"] == "right" for s in peers)) == (42, 21)
    assert sum(s["source"] == "own" for s in SENTENCES) >= 80
    assert all(s.get("later", False) == (s["truth"] in ("N-05", "N-06")) for s in SENTENCES)


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_shipped_reports_agree_with_their_tables_save_where_errors_are_planted(file):
    report = report_of(file)
    planted = [p for p in PLANTED if p["rule"] in JUDGED] if file.name == "2026.report.json" else []
    found = check(Case(report), only=JUDGED).findings
    assert [f.rule for f in found] == [p["rule"] for p in planted]
    assert all(
        set(f.cells) <= set(p["cells"]) and f.section == p["section"] for f, p in zip(found, planted, strict=True)
    )
    assert sum(len(read_claims(full_text(p), FORM, report.year, section=n)) for n, p in report.sections.items()) >= 20


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_changed_cell_is_noticed_by_every_claim_that_speaks_of_it(file):
    report = report_of(file)
    before = {finding.span for finding in check(Case(report), only=JUDGED).findings}
    text = full_text(report.sections["1"])
    for claim in read_claims(text, FORM, report.year, names=own_names(report.organ)):
        if claim.between and not claim.between[1].is_finite():
            continue  # a part of its cell: any larger number agrees
        refs = {cells[0] for cells in (claim.subject, *claim.others)}
        changed = report.with_cells({ref: given(report.value(ref) + 1000) for ref in refs})
        spans = {finding.span for finding in check(Case(changed), only=JUDGED).findings} - before
        assert (claim.start, claim.end) in spans | before, claim
        assert text[claim.start : claim.end] == claim.quote


def test_the_golden_report_claims_no_applications_and_is_right():
    if not GOLDEN.exists():
        pytest.skip(f"no {GOLDEN.name} beside the project")
    report = read(GOLDEN)
    verdict = check(Case(report), only=(*JUDGED, "N-01"))
    assert verdict.findings == ()
    text = full_text(report.sections["1"])
    said = read_claims(text, FORM, 2025, names=own_names(report.organ))
    assert [(claim.polarity, claim.subject) for claim in said] == [("none", ("T3:new:total",))] * 2
    wrong = check(Case(report.with_cells({"T3:new:total": given(3)})), only=JUDGED).findings
    assert [(finding.rule, finding.section) for finding in wrong] == [("N-04", "1.1"), ("N-04", "1.2")]


@generated(st.integers(0, 99999), st.sampled_from("件宗份条例个"), st.sampled_from(["{}", "{:,}", "full", "spoken"]))
def test_a_count_is_read_however_it_is_written(number, measure, style):
    full = str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})
    written = {"full": full, "spoken": zh.spell(number)}.get(style) or style.format(number)
    text = f"本年新收政府信息公开申请{written}{measure}，上年结转2件。"
    assert claims(text)[0] == (f"本年新收政府信息公开申请{written}{measure}", ("T3:new:total",), number)


def test_the_subject_is_carried_from_clause_to_clause():
    text = "行政诉讼3件，其中未经复议直接起诉2件（结果维持1件、尚未审结1件），复议后起诉1件。"
    assert claims(text) == [
        ("行政诉讼3件", ("T4:direct:total", "T4:after_review:total"), 3),
        ("其中未经复议直接起诉2件", ("T4:direct:total",), 2),
        ("结果维持1件", ("T4:direct:upheld",), 1),
        ("尚未审结1件", ("T4:direct:pending",), 1),
        ("复议后起诉1件", ("T4:after_review:total",), 1),
    ]


def test_applicants_belong_to_the_row_in_focus():
    assert claims("结转下年度2件（自然人1件、商业企业1件）。")[1:] == [
        ("自然人1件", ("T3:carried_out:natural",), 1),
        ("商业企业1件", ("T3:carried_out:business",), 1),
    ]
    (_, _, doubtful) = read_claims("新收申请11件，上年结转1件，其中自然人9件。", FORM, 2025)
    assert doubtful.subject == ("T3:new:natural",)
    assert doubtful.others == (
        ("T3:new:natural", "T3:carried_in:natural"),
        ("T3:new:natural",),
        ("T3:carried_in:natural",),
    )


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024年收到政府信息公开申请8件。", 2024),
        ("上年收到政府信息公开申请8件。", 2024),
        ("二〇二三年度，收到政府信息公开申请8件。", 2023),
        ("2026年收到政府信息公开申请8件。", 2026),
        ("今年收到政府信息公开申请8件。", 2025),
    ],
)
def test_a_figure_of_another_year_is_a_claim_of_that_year(text, period):
    assert [claim.period for claim in read_claims(text, FORM, 2025)] == [period]


def test_an_unknown_word_silences_its_clause_and_a_heading_is_no_sentence():
    assert claims("通过乡贤收到政府信息公开申请6件。") == []
    assert claims("（二）依申请公开\n办结10件。") == [("办结10件", ("T3:total:total",), 10)]
    assert claims("（三）政府信息管理\n办结10件，予以公开5件。") == []


def test_the_older_form_lends_its_own_cells_or_none():
    older = load_form("2019")
    assert claims("其他处理2件。制发行政规范性文件3件。", 2020, older) == [("其他处理2件", ("T3:other:total",), 2)]


def test_money_and_ten_thousands_may_be_rounded_as_written():
    report = PROBE.with_cells({"T2:licences:decisions": given(12034)})
    assert findings("行政许可决定1.2万件，行政事业性收费3.3万元。", report) == ()
    assert [f.actual for f in findings("行政许可决定1.3万件，行政事业性收费3.2万元。", report)] == [
        13000,
        Decimal("3.2"),
    ]


def test_spans_count_the_whole_section_with_its_headings():
    paragraphs = (Paragraph("开头。"), Paragraph("收到申请15件。", "（二）依申请公开", origin=Origin.TYPED))
    report = PROBE.with_section("1", paragraphs)
    found = [finding for rule_id in ("N-01", "N-02") for finding in check(Case(report), only=[rule_id]).findings]
    quoted = [(finding.rule, finding.section, full_text(paragraphs)[slice(*finding.span)]) for finding in found]
    assert quoted == [("N-01", "1.2", "15件"), ("N-02", "1.2", "收到申请15件")]


@generated(st.lists(st.sampled_from(PROBES["fragments"]), max_size=30).map("".join))
def test_whatever_the_text_a_claim_quotes_it_in_order(text):
    read_off = read_claims(text, FORM, 2025, names=("甲",))
    assert all(text[claim.start : claim.end] == claim.quote != "" for claim in read_off)
    assert all(set(claim.subject) <= set(FORM.cells) and claim.subject for claim in read_off)
    assert [claim.end for claim in read_off] == sorted(claim.end for claim in read_off)


def test_each_of_a_list_gets_its_own_number_and_a_list_of_another_length_none():
    text = "新收、办结、结转下年的申请分别为11件、10件和2件。"
    assert [(subject[0], value) for _, subject, value in claims(text)] == [
        ("T3:new:total", 11),
        ("T3:total:total", 10),
        ("T3:carried_out:total", 2),
    ]
    assert claims("新收、办结申请分别为11件、10件和2件。") == []
    assert [
        (subject[0], value) for _, subject, value in claims("许可、处罚不计。326件许可和37件行政处罚均已公示。")
    ] == [
        ("T2:licences:decisions", 326),
        ("T2:penalties:decisions", 37),
    ]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("十余件", 10, 20), ("近百件", 70, 100), ("约50件", 40, 60), ("超过30件", 30, 60), ("100件以上", 100, 200)],
)
def test_an_inexact_number_is_wrong_only_where_it_cannot_mean_the_cell(written, low, high):
    (claim,) = read_claims(f"全年收到政府信息公开申请{written}。", FORM, 2025)
    assert (claim.polarity, claim.between) == ("about", (low, high))


def test_a_part_of_a_cell_is_only_too_much_where_it_is_more():
    for text in ("办结10件，含上年结转1件。", "行政复议4件，撤销1件。", "新收申请中，自然人3名。"):
        claim = read_claims(f"（二）依申请公开\n{text}", FORM, 2025)[-1]
        assert claim.between == (claim.value, Decimal("Infinity")), text


def test_what_a_number_is_told_of_decides_and_what_is_told_on_does_not():
    cells = [
        ("办公室对办结的10件申请开展回访。", "T3:total:total"),
        ("12件行政诉讼案件均由负责人出庭。", "T4:direct:total"),
    ]
    for text, cell in cells:
        assert [subject[0] for _, subject, _ in claims(f"（二）依申请公开\n{text}")] == [cell]
    for text in (
        "其中2件行政诉讼案件由负责人出庭。",
        "局属单位协助答复25件。",
        "上半年收到申请5件。",
        "乡镇（街道）收到申请3件。",
    ):
        assert claims(f"（二）依申请公开\n{text}") == [], text


def test_a_government_reports_for_its_whole_region_and_a_bureau_does_not():
    text = "全县各部门作出行政许可决定320件，收到政府信息公开申请9件。"
    for name, told in (("样例县人民政府", 2), ("样例县自然资源局", 0), ("样例县白水镇人民政府", 0)):
        assert len(read_claims(text, FORM, 2025, names=(name,))) == told


def test_passing_over_sentences_that_tell_nothing_changes_nothing(monkeypatch):
    texts = [s["text"] for s in SENTENCES]
    texts += [full_text(p) for file in REPORTS for p in report_of(file).sections.values()]
    quick = [read_claims(text, FORM, 2024) for text in texts]
    monkeypatch.setattr(claim_sentence, "telling", lambda: re.compile(""))
    assert [read_claims(text + " ", FORM, 2024) for text in texts] == quick


def test_the_names_an_organ_may_use():
    names = own_names(Organ("鲁山县汇源街道办事处"))
    assert {"鲁山县汇源街道办事处", "汇源街道办事处", "汇源街道"} <= set(names)
    assert "白水镇" in own_names(Organ("样例县白水镇人民政府", "白水镇"))
    assert "市场监督管理局" in own_names(Organ("样例县市场监督管理局"))
    assert own_names(Organ("样例县人民政府")) == ("样例县人民政府", "样例县")


def test_a_part_not_given_is_not_judged_and_says_so():
    report = sound_report().with_section("1", (Paragraph("新收申请12件，不予公开1件。", "（二）依申请公开"),))
    (cell,) = [ref for ref in report.cells if ref == "T3:denied.law:total"]
    blank = replace(report, cells={ref: c for ref, c in report.cells.items() if ref != cell})
    assert check(Case(blank), only=["N-02"]).outcomes == {"N-02": "held"}
    alone = blank.with_section("1", (Paragraph("不予公开1件。", "（二）依申请公开"),))
    verdict = check(Case(alone), only=["N-02"])
    assert verdict.outcomes == {"N-02": "not_judged"}
    assert "不予公开1件" in verdict.not_judged[0][1]


def test_every_word_of_the_vocabulary_names_something_of_the_form():
    shapes = {
        "row": "T3:{}:total",
        "applicant": "T3:new:{}",
        "group": "T4:{}:total",
        "result": "T4:review:{}",
        "document": "T2:{}:issued",
        "change": "T2:normative:{}",
        "decision": "T2:{}:decisions",
        "fee": "T2:{}:amount",
    }
    for meanings, says in _written():
        assert says, meanings
        for kind, key in [(kind, key) for kind, means in meanings if kind in shapes for key in means]:
            assert any(fnmatchcase(ref, shapes[kind].format(key)) for ref in FORM.cells), (kind, key)
    assert read_phrase(fold_years("2025年新收", 2025)).known
    assert not read_phrase(fold_years("2025年新收藏书", 2025)).known
