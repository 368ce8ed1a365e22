"""The generated parts of the README: the commands and the rules. `python tests/readme.py --write` writes them."""

import argparse
import sys
from pathlib import Path

from report_assistant.cli import show
from report_assistant.cli.commands import rule_table
from report_assistant.cli.parser import parser

README = Path(__file__).resolve().parents[1] / "README.md"


def command_table() -> list[str]:
    (commands,) = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    words = {action.dest: action.help for action in commands._choices_actions}
    rows = [(f"`{name}`", words[name], " ".join(arguments(one))) for name, one in commands.choices.items()]
    return list(show.table(("command", "does", "arguments"), rows))


def arguments(one: argparse.ArgumentParser) -> list[str]:
    shown = []
    for action in one._actions:
        if action.dest == "help":
            continue
        name = action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)
        shown.append(f"`{name}`")
    return shown


def generated() -> str:
    text = README.read_text(encoding="utf-8")
    for mark, lines in (("commands", command_table()), ("rules", list(rule_table()))):
        before, rest = text.split(f"<!-- {mark} -->")
        _, after = rest.split(f"<!-- /{mark} -->")
        body = "\n".join(lines)
        text = f"{before}<!-- {mark} -->\n{body}\n<!-- /{mark} -->{after}"
    return text


if __name__ == "__main__":
    if "--write" in sys.argv:
        README.write_text(generated(), encoding="utf-8")
    else:
        print(generated())
