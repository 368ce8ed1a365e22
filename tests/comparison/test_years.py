"""Two reports side by side, and the JSON of `compare --json`."""

import json
import subprocess
import sys
from decimal import Decimal

from consistent import random_report, sound_prior, sound_report
from report_assistant.comparison import compare
from report_assistant.report import Paragraph, full_text, given


def test_a_report_beside_itself():
    comparison = compare(random_report(1), random_report(1))
    assert {change.fate for change in comparison.cells} == {"same"}
    assert [section.section for section in comparison.sections] == ["1", "5", "6"]
    for section in comparison.sections:
        assert (section.similarity, section.copied_share) == (1.0, 1.0)
        assert {pair.fate for pair in section.sentences} == {"same"}


def test_the_json_has_the_names_of_the_contract_and_no_others():
    report = sound_report().with_cells({"T2:fees:amount": given(Decimal("31.60"))})
    written = json.loads(json.dumps(compare(report, sound_prior()).to_json(), ensure_ascii=False))
    assert set(written) == {"cells", "sections", "promises", "copied"}
    assert written["promises"] == [
        {
            "promise": "安排业务股室轮流撰写解读稿件。",
            "account": "已由业务股室轮流撰写解读稿件、增加图表解读，并建立公开内容的会商制度，下一步继续完善。",
        }
    ]
    assert [set(cell) for cell in written["cells"]] == [
        {"cell", "prior", "current", "delta", "ratio", "fate", "note"}
    ] * 200
    assert [set(s) for s in written["sections"]] == [{"section", "similarity", "copied_share", "sentences"}] * 3
    assert all(set(p) == {"fate", "prior", "current"} for s in written["sections"] for p in s["sentences"])
    cells = {cell["cell"]: cell for cell in written["cells"]}
    assert cells["T2:fees:amount"] | {"note": ""} == {
        "cell": "T2:fees:amount", "prior": 0, "current": "31.60", "delta": "31.60",
        "ratio": None, "fate": "changed", "note": "",
    }  # fmt: skip
    assert (cells["T3:new:natural"]["delta"], cells["T3:new:natural"]["ratio"]) == (2, 0.2857)


def test_a_copied_passage_is_listed_with_both_its_places():
    report, prior = sound_report(), sound_prior()
    words = "街道每月对公开栏目开展一次内容更新和错情核查，形成问题清单并限期五个工作日内整改销号，逐件回访办理结果。"
    report = report.with_section("5", (Paragraph(f"本年的问题如下。{words}"),))
    prior = prior.with_section("1", (Paragraph(words, "（五）监督保障"),))
    (passage,) = compare(report, prior).to_json()["copied"]
    assert (passage["section"], passage["prior_section"], passage["length"]) == ("5", "1.5", len(words))
    assert full_text(report.sections["5"])[slice(*passage["span"])] == words == passage["text"]
    assert full_text(prior.sections["1"])[slice(*passage["prior_span"])] == words


def test_a_section_that_stands_on_one_side_only_is_told():
    prior = sound_prior()
    comparison = compare(sound_report(), type(prior)(prior.organ, prior.year, cells=prior.cells))
    assert {pair.fate for section in comparison.sections for pair in section.sentences} == {"added"}
    assert [section.similarity for section in comparison.sections] == [0.0, 0.0, 0.0]


def test_comparing_loads_no_framework():
    program = (
        "import sys, report_assistant.comparison, report_assistant.checks as c; c.catalogue();"
        "print({'gradio', 'chromadb', 'langchain', 'langchain_core', 'openai', 'numpy'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "set()"
