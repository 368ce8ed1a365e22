"""The arguments of every command."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from report_assistant import __version__
from report_assistant.cli import checking, commands, deciding, demo, doctor, reading


class _Parser(argparse.ArgumentParser):
    """argparse whose complaints are one Chinese line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}：命令写法有误（{_in_chinese(message)}）。用 {self.prog} --help 查看用法", file=sys.stderr)
        raise SystemExit(2)


Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = _Parser(prog="report-assistant", description="年报助手：政府信息公开工作年度报告的起草、核对、比较与导出")
    root.add_argument("--version", action="version", version=__version__)
    commands_of = root.add_subparsers(dest="command", required=True, metavar="命令", parser_class=_Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        one = commands_of.add_parser(name, help=words, description=words)
        one.set_defaults(run=run)
        return one

    _add_starting(add)
    _add_drafting(add)
    _add_judging(add)
    _add_deciding(add)
    _add_library(add)
    return root


def _add_starting(add: Add) -> None:
    serve = add("serve", commands.serve, "打开网页")
    serve.add_argument("--host", help="监听地址，默认 127.0.0.1")
    serve.add_argument("--port", type=int, help="端口，默认 7860")
    show = add("demo", demo.run, "用自带样例走完全程：读入上年报告、录入、起草、核对、比较、导出")
    show.add_argument("--out", type=Path, default=Path("out"), help="存放结果的文件夹，默认 out")
    health = add("doctor", doctor.run, "检查运行环境：哪些可用、哪些不可用、怎么办")
    health.add_argument("--offline", action="store_true", help="不连接任何接口")
    health.add_argument("--json", action="store_true")


def _add_drafting(add: Add) -> None:
    read = add("read", reading.read, "读入一份报告，或者一个文件夹里的全部报告（中断后再运行会接着读）")
    read.add_argument("file", type=Path, metavar="文件或文件夹")
    form = read.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出报告文件的 JSON；读文件夹时为各文件概况的 JSON")
    form.add_argument("--jsonl", action="store_true", help="每个文件一行 JSON 概况")
    read.add_argument("-o", "--output", type=Path, metavar="OUT", help="存为报告文件；读文件夹时为存放报告文件的文件夹")
    sheet = add("sheet", commands.sheet, "生成空白数据填报表（.xlsx），单元格旁提示上年数")
    sheet.add_argument("--year", type=int, required=True, metavar="年度")
    sheet.add_argument("--organ", default="", metavar="单位", help="单位全称，默认同上一年度报告")
    sheet.add_argument("--prior", type=Path, metavar="文件", help="上一年度报告")
    sheet.add_argument("-o", "--output", type=Path, required=True, metavar="数据.xlsx")
    draft = add("draft", commands.draft, "根据数据和情况说明起草文字部分")
    draft.add_argument("--prior", type=Path, required=True, metavar="文件", help="上一年度报告")
    draft.add_argument("--figures", type=Path, required=True, metavar="文件", help="本年数据（.xlsx .toml .json .tsv）")
    draft.add_argument("--notes", type=Path, required=True, metavar="文件", help="情况说明（Markdown）")
    draft.add_argument("--year", type=int, required=True, metavar="年度")
    draft.add_argument("--organ", metavar="单位", help="单位全称，默认同上一年度报告")
    draft.add_argument("--section", action="append", choices=["1", "5", "6"], help="只起草这一部分，可重复")
    draft.add_argument("-o", "--output", type=Path, required=True, metavar="R.report.json")


def _add_judging(add: Add) -> None:
    check = add("check", checking.check, "核对一份或多份报告；给出文件夹则核对其中全部报告")
    check.add_argument("files", type=Path, nargs="*", metavar="文件或文件夹")
    check.add_argument("--prior", type=Path, metavar="文件", help="上一年度报告，或存放上年报告的文件夹")
    form = check.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出一个 JSON 值")
    form.add_argument("--jsonl", action="store_true", help="每份报告一行 JSON")
    check.add_argument("--xlsx", type=Path, metavar="OUT", help="另存为可筛选的问题清单（.xlsx）")
    check.add_argument("--rule", action="append", default=[], metavar="编号", help="只用这条规则，可重复")
    check.add_argument("--coverage", action="store_true", help="列出每个单元格由哪些规则核对，哪些机器无法核对")
    compare = add("compare", commands.compare, "与上一年度报告比较")
    compare.add_argument("file", type=Path, metavar="文件")
    compare.add_argument("--prior", type=Path, required=True, metavar="文件")
    compare.add_argument("--json", action="store_true")
    compare.add_argument("--html", type=Path, metavar="OUT", help="另存为网页")
    export = add("export", commands.export, "导出为法定格式的文件")
    export.add_argument("file", type=Path, metavar="文件")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help=".docx .html .xlsx .txt .md")
    export.add_argument("--prior", type=Path, metavar="文件", help="上一年度报告，用于导出前核对")
    export.add_argument("--draft", action="store_true", help="有错误也导出，并标明草稿")
    export.add_argument("--annex", type=Path, metavar="ANNEX", help="另存核对说明（.docx .html .md）")
    export.add_argument("--template", type=Path, metavar="文件", help="套用自备模板")
    rules = add("rules", commands.rules, "列出全部核对规则，或者所写编号的规则")
    rules.add_argument("rule", nargs="*", metavar="编号")
    rules.add_argument("--json", action="store_true")


def _add_deciding(add: Add) -> None:
    decide = add("decide", deciding.decide, "对一个问题说明理由或作出答复，留存在报告文件里")
    decide.add_argument("file", type=Path, metavar="R.report.json")
    decide.add_argument("--finding", required=True, metavar="指纹", help="问题的指纹，见 decisions；写开头几位也可")
    decide.add_argument("--prior", type=Path, metavar="文件", help="上一年度报告")
    decide.add_argument("--reason", metavar="理由", help="情况属实、不需改正的理由，或对待确认事项的答复")
    decide.add_argument("--by", metavar="姓名", help="经办人")
    decide.add_argument("--withdraw", action="store_true", help="撤回已留存的说明")
    listed = add("decisions", deciding.list_decisions, "列出各个问题和留存的说明：待答复、已说明、已失效")
    listed.add_argument("file", type=Path, metavar="文件")
    listed.add_argument("--prior", type=Path, metavar="文件", help="上一年度报告")
    listed.add_argument("--json", action="store_true")


def _add_library(add: Add) -> None:
    index = add("index", commands.index, "把往年报告和政策依据收进资料库；不带路径则重建自带资料")
    index.add_argument("paths", type=Path, nargs="*", metavar="路径")
    search = add("search", commands.search, "在资料库中查找")
    search.add_argument("query", metavar="问题")
    search.add_argument("--kind", choices=["report", "guidance"])
    search.add_argument("-k", type=int, default=8, metavar="条数")
    search.add_argument("--json", action="store_true")


_WORDS = (
    ("the following arguments are required: ", "缺少参数 "),
    ("unrecognized arguments: ", "不认识的参数 "),
    ("expected one argument", "后面要跟一个值"),
    ("expected at least one argument", "后面至少要跟一个值"),
    ("invalid choice: ", "没有这个选项 "),
    ("invalid int value: ", "应为整数，实为 "),
    ("choose from", "可选"),
    ("not allowed with argument", "不能同时使用"),
    ("argument ", "参数 "),
)


def _in_chinese(message: str) -> str:
    for english, chinese in _WORDS:
        message = message.replace(english, chinese)
    return message
