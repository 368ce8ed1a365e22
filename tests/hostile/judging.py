"""What is wrong with an answer to a hostile file."""

import re

from hostile.damage import is_torn, sound_files
from hostile.kinds import Demand, HostileFile
from report_assistant.errors import ReportAssistantError
from report_assistant.intake import read_bytes
from report_assistant.report import Cell, Report

# What a line may say that is not Chinese: formats, programs, encodings, addresses and what is quoted.
_QUOTED = re.compile(r"“[^”]*”")
_FOREIGN = re.compile(
    r"[a-z]{3,} [a-z]{2,}|Traceback|Error|Exception|Errno|0x[0-9a-f]{4}|<class|object at|\bline \d", re.IGNORECASE
)
_LONGEST = 300
_READ: dict[int, dict[str, Cell]] = {}


def line_fault(line: str, name: str) -> str:
    """What a refusal lacks: one Chinese line with what, where and what to do; "" where it lacks nothing."""
    if not line.startswith(f"{name}："):
        return "does not say in which file"
    told = _QUOTED.sub("", line.removeprefix(name))
    if not re.search(r"。(?:.*请|可以读取|可用|只|最接近)", told):
        return "does not say what to do"
    if _FOREIGN.search(told) or len(re.findall(r"[一-鿿]", told)) < 8:
        return "is not in Chinese"
    if not line.isprintable() or len(line) > _LONGEST:
        return "is not one plain line"
    return ""


def fault(file: HostileFile, answer: object) -> str:
    """What is wrong with the answer; "" where nothing is."""
    if isinstance(answer, ReportAssistantError):
        if file.demand is Demand.READ:
            return f"refused, and is sound: {answer}"
        lacking = line_fault(str(answer), file.name)
        return f"refusal {lacking}: {answer}" if lacking else ""
    if file.demand is Demand.REFUSED:
        return "read, and had to be refused"
    if file.sound >= 0 and is_torn(file.content):
        return "read, though a part of it is torn"
    if file.sound >= 0 and isinstance(answer, Report) and dict(answer.cells) != _cells(file.sound):
        return "read, with other figures than the sound file has"
    return ""


def _cells(number: int) -> dict[str, Cell]:
    if number not in _READ:
        whole = sound_files()[number]
        _READ[number] = dict(read_bytes(whole.content, whole.name).cells)
    return _READ[number]
