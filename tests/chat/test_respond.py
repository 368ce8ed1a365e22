"""Conversations with the real workbench: nothing said changes the report, only 采纳 does."""

from dataclasses import replace
from importlib import import_module

import pytest

from consistent import sound_prior, sound_report
from report_assistant.chat import command as commands
from report_assistant.chat import respond, understand
from report_assistant.chat.reply import last_section
from report_assistant.chat.wording import proposal_told
from report_assistant.desk import Desk
from report_assistant.errors import StoreUnavailable, UnusableInput, WriterUnavailable
from report_assistant.export import SUFFIXES, render
from report_assistant.intake import read
from report_assistant.report import BLANK, Narrative, Note, Origin, Paragraph, Proposal, given
from report_assistant.settings import Settings
from report_assistant.wiring import wire


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    workbench = wire(Settings(data_dir=tmp_path_factory.mktemp("chat")))
    yield workbench
    workbench.close()


@pytest.fixture
def desk():
    return Desk(sound_report(), sound_prior())


@pytest.fixture
def say(bench):
    def talk(desk, *sentences):
        for words in sentences:
            reply = respond(bench, desk, words, by="张三", understanding=understand)
            desk = reply.desk
        return reply

    return talk


def test_a_figure_is_a_proposal_until_it_is_accepted(say, desk):
    before = desk.report
    reply = say(desk, "今年新收申请13件，其中自然人10件")
    assert reply.desk.report is before
    assert (reply.changed, reply.shows, reply.options) == (False, "proposals", ("采纳", "不要"))
    assert "建议 1" in reply.text
    assert "表三“一、本年新收政府信息公开申请数量”的“总计” → 13（原为 12）" in reply.text
    reply = say(reply.desk, "采纳")
    assert reply.changed
    assert reply.desk.report.value("T3:new:natural") == 10
    assert reply.desk.report.value("T3:new:total") == 13
    assert reply.desk.proposals == ()
    assert reply.desk.revision.by == "张三"
    assert reply.desk.revision.report.cells == reply.desk.report.cells


def test_a_rejected_figure_leaves_no_trace(say, desk):
    reply = say(desk, "新收13件", "不要1")
    assert reply.desk.report == desk.report
    assert reply.desk.proposals == ()
    assert not reply.changed


def test_a_correction_takes_the_cell_out_of_the_earlier_proposal(say, desk):
    reply = say(desk, "新收13件，其中自然人10件", "新收应该是14件")
    assert [dict(one.cells) for one in reply.desk.proposals] == [
        {"T3:new:natural": given(10)},
        {"T3:new:total": given(14)},
    ]
    assert "建议 1 中说过的数以这次为准" in reply.text
    accepted = say(reply.desk, "采纳").desk.report
    assert (accepted.value("T3:new:total"), accepted.value("T3:new:natural")) == (14, 10)


def test_what_already_stands_needs_no_proposal(say, desk):
    reply = say(desk, "新收12件")
    assert reply.desk.proposals == ()
    assert "不用改" in reply.text


def test_nought_without_a_digit_is_said_aloud(say, desk):
    reply = say(desk, "没有收到申请")
    assert "“没有收到申请”没有写出数字，按 0 填写" in reply.text
    blank = replace(desk, report=replace(desk.report, cells={"T3:new:other": given(3)}))
    assert "“一、本年新收政府信息公开申请数量”整行 7 格 → 0（原有：其他 3）" in say(blank, "没有收到申请").text
    assert say(blank, "没有收到申请", "采纳").desk.report.value("T3:new:welfare") == 0


def test_what_does_not_add_up_is_pointed_out_at_once(say, desk):
    assert "分项合计 12，少 1" in say(desk, "新收13件").text
    blank = Desk(replace(desk.report, cells={}))
    assert "其余 3 还没有说是哪一项" in say(blank, "新收12件，其中自然人9件").text
    assert "请留意" not in say(blank, "新收12件").text


def test_what_last_year_hands_on_is_proposed_and_accepted(say, desk):
    blank = Desk(desk.report.with_cells(dict.fromkeys(desk.report.cells, BLANK)), desk.prior)
    reply = say(blank, "带入上年结转")
    assert reply.desk.report is blank.report
    assert [bool(one.cells) for one in reply.desk.proposals] == [True, True]
    assert "请核实" in reply.text
    assert len(say(reply.desk, "带入上年结转").desk.proposals) == 2, "asked twice, proposed once"
    accepted = say(reply.desk, "采纳").desk.report
    for column in ("natural", "total"):
        assert accepted.value(f"T3:carried_in:{column}") == desk.prior.value(f"T3:carried_out:{column}")
    assert "没有要带入的" in say(desk, "带入上年结转").text
    assert "还没有上年报告" in say(replace(desk, prior=None), "带入上年结转").text


def test_a_note_gets_its_number_when_accepted(say, desk):
    desk = replace(desk, report=replace(desk.report, notes=(Note(4, "1.1", "公开信息86条"),)))
    reply = say(desk, "记一下：今年开展培训3次")
    assert "一（五）监督保障" in reply.text
    assert reply.desk.report.notes == desk.report.notes
    assert say(reply.desk, "采纳").desk.report.notes[-1] == Note(5, "1.5", "今年开展培训3次")


def test_several_things_in_one_message(say, desk):
    reply = say(desk, "新收13件，今年开展培训3次。受理申请20件。检查一下")
    assert [bool(one.cells) for one in reply.desk.proposals] == [True, False]
    assert "受理" in reply.text
    assert reply.shows == "findings"


def test_accepting_what_is_not_there_changes_nothing(say, desk):
    assert "没有待定的建议" in say(desk, "采纳").text
    reply = say(desk, "新收13件", "采纳7")
    assert "没有建议 7" in reply.text
    assert "现有建议：1" in reply.text
    assert (reply.changed, len(reply.desk.proposals)) == (False, 1)


def test_findings_come_gravest_first_and_at_most_eight(say, bench, desk):
    assert "没有发现" in say(desk, "检查一下").text or "错误" not in say(desk, "检查一下").text
    reply = say(bench.sample_desk(), "检查一下")
    lines = [line for line in reply.text.splitlines() if line.startswith("- **")]
    graver = [["错误", "提醒", "待确认", "格式"].index(line[4:].partition("**")[0]) for line in lines]
    assert graver == sorted(graver)
    assert len(lines) == 8
    assert "还有" in reply.text
    assert reply.shows == "findings"


def test_the_comparison_is_summed_up(say, desk):
    reply = say(desk, "和去年比一下")
    assert reply.shows == "comparison"
    assert "表三“一、本年新收政府信息公开申请数量”的“总计”：7 → 12（+5）" in reply.text
    five = say(desk, "对比第五部分")
    assert "五、存在的主要问题及改进情况：相似度" in five.text
    assert "一、总体情况" not in five.text
    assert "先上传上年报告" in say(replace(desk, prior=None), "和去年比一下").text


def test_a_question_is_answered_from_guidance_and_a_figure_from_the_report(say, desk):
    reply = say(desk, "信息处理费怎么写")
    assert "信息处理费" in reply.text
    assert reply.desk == desk
    assert "“总计”：12 件" in say(desk, "今年新收多少件").text
    assert "“总计”：7 件" in say(desk, "去年新收多少件？").text
    assert "还没有上年报告" in say(replace(desk, prior=None), "去年新收多少件").text


def test_a_draft_is_a_proposal_and_a_revision_replaces_it(say, desk):
    reply = say(desk, "起草第六部分")
    (drafted,) = reply.desk.proposals
    assert drafted.narrative.section == "6"
    assert all(paragraph.text in reply.text for paragraph in drafted.narrative.paragraphs)
    assert reply.desk.report == desk.report
    assert last_section(reply.desk) == "6"
    longer = Narrative("6", (*drafted.narrative.paragraphs, Paragraph("另有事项。")))
    revised = say(replace(desk, proposals=(replace(drafted, narrative=longer),)), "再短一点")
    assert [one.narrative.section for one in revised.desk.proposals] == ["6"]
    assert revised.desk.proposals[0].id != drafted.id
    accepted = say(revised.desk, "采纳").desk
    assert accepted.report.sections["6"] == revised.desk.proposals[0].narrative.paragraphs


def test_a_revision_that_changes_nothing_says_so_and_proposes_nothing(say, desk):
    drafted = say(desk, "起草第六部分")
    revised = say(drafted.desk, "再短一点")
    assert revised.desk == drafted.desk
    assert "与现在的一样" in revised.text


def test_a_doubtful_draft_of_a_model_comes_with_the_offline_one(bench, say, desk, monkeypatch):
    propose = bench.propose_draft

    def doubtful(*wanted, **how):
        after = propose(*wanted, **how)
        return replace(after, proposals=(replace(after.proposals[-1], problems=("“9件”没有依据",)),))

    monkeypatch.setattr(bench, "propose_draft", doubtful)
    assert "离线起草第六部分" in say(desk, "起草第六部分").options
    assert "离线起草第六部分" not in say(desk, "离线起草第六部分").options


def test_gaps_and_problems_of_a_draft_are_told(say, desk):
    reply = say(desk, "起草第五部分")
    assert reply.desk.proposals[-1].narrative.questions
    assert "还要请您补充或确认" in reply.text
    doubtful = Proposal(1, "草稿", narrative=reply.desk.proposals[-1].narrative, problems=("“9件”没有依据",))
    assert "没有找到依据，采纳前请核实：\n- “9件”没有依据" in proposal_told(doubtful, desk.report)


def test_a_writer_that_fails_loses_nothing_and_the_offline_one_is_offered(bench, say, desk, monkeypatch):
    def unavailable(*_, **__):
        raise WriterUnavailable("连接不上", where="模型接口", remedy="请稍后再试", retry=True)

    told = say(desk, "新收13件").desk
    with monkeypatch.context() as patch:
        patch.setattr(type(bench.writer), "write", unavailable)
        reply = say(told, "起草第五部分")
    assert reply.desk == told
    assert "连接不上" in reply.text
    assert reply.text.count("再试") == 1
    assert reply.options == ("离线起草第五部分",)
    assert len(say(reply.desk, *reply.options).desk.proposals) == 2


def test_a_final_document_waits_for_the_errors_and_a_draft_does_not(say, bench, tmp_path):
    sample = bench.sample_desk()
    refused = say(sample, "导出word")
    assert (refused.file, refused.shows) == (None, "findings")
    assert "还不能导出定稿" in refused.text
    draft = say(sample, "导出草稿")
    assert draft.shows == "file"
    assert draft.file.name == f"{sample.report.title}（草稿）.docx"
    assert read(draft.file).cells == sample.report.cells


def test_a_document_that_does_not_say_what_the_report_says_never_leaves(say, desk, monkeypatch):
    sound = replace(desk, report=sound_report(), prior=sound_prior())
    spoilt = render(sound_report().with_cells({"T2:licences:decisions": given(63)}), ".docx")
    monkeypatch.setattr(import_module("report_assistant.export.render"), "render", lambda *_: spoilt)
    reply = say(sound, "导出word")
    assert reply.file is None
    assert "读回后与报告不一致" in reply.text


def test_every_kind_of_document_is_written_or_refused_in_a_line(say, desk):
    for suffix in (".docx", ".html", ".xlsx", ".txt", ".md", ".pdf"):
        reply = say(desk, f"导出{suffix.removeprefix('.')}草稿")
        if suffix in SUFFIXES:
            assert reply.file.suffix == suffix
        else:
            assert reply.file is None
            assert reply.text.startswith("没有办成：")
            assert "\n" not in reply.text


def test_a_failing_command_does_not_undo_the_others(bench, desk, monkeypatch):
    def broken(*_, **__):
        raise UnusableInput("资料库打不开", where="资料库")

    monkeypatch.setattr(bench, "answer", broken)
    reply = respond(bench, desk, "新收13件。信息处理费怎么写？", by="", understanding=understand)
    assert len(reply.desk.proposals) == 1
    assert "没有办成：资料库：资料库打不开" in reply.text


def test_a_store_that_fails_half_way_keeps_what_was_accepted(bench, say, desk, monkeypatch):
    told = say(desk, "新收13件", "记一下：今年开展培训3次").desk
    accept = bench.accept
    failing = {2}

    def once(desk, number, *, by):
        if number in failing:
            raise StoreUnavailable("磁盘已满")
        return accept(desk, number, by=by)

    monkeypatch.setattr(bench, "accept", once)
    reply = say(told, "全部采纳")
    assert reply.desk.report.value("T3:new:total") == 13
    assert [one.id for one in reply.desk.proposals] == [2]
    assert "已采纳建议 1" in reply.text
    assert "磁盘已满" in reply.text


def test_help_and_emptiness_change_nothing(say, desk):
    for words in ("帮助", "   ", "你好"):
        reply = say(desk, words)
        assert reply.desk == desk
        assert "可以这样说" in reply.text


def test_the_section_drafted_last_is_the_only_one_written_here(desk):
    assert last_section(desk) is None
    drafted = desk.report.with_section("5", (Paragraph("存在的问题。", origin=Origin.MODEL),))
    assert last_section(replace(desk, report=drafted)) == "5"


@pytest.mark.parametrize(
    "one",
    [
        commands.Check(),
        commands.Compare(),
        commands.Ask("信息处理费怎么写"),
        commands.Clarify("哪一行", ("新收12件",)),
        commands.Notice("知道了。"),
        commands.DraftSection("6"),
        commands.SetFigures({"T3:new:total": given(99)}, "新收99件"),
        commands.AddNote("1.5", "培训3次"),
        commands.Reject(),
        commands.Export(".txt", True),
    ],
    ids=lambda one: type(one).__name__,
)
def test_no_command_but_accept_changes_the_report(bench, desk, one):
    reply = respond(bench, desk, "随便什么", by="", understanding=lambda *_: (one,))
    assert reply.desk.report == desk.report
    assert not reply.changed
    assert reply.text.strip()
