"""The kinds of hostile files: each is a function that makes one, and is registered by its decorator."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from report_assistant.intake.read import PASTED


class Demand(StrEnum):
    """What must become of a file."""

    REFUSED = "refused"
    READ = "read"
    EITHER = "either"  # read rightly or refused; which of both is not laid down


class Call(StrEnum):
    """What the file is handed in as."""

    REPORT = "report"
    FIGURES = "figures"
    NOTES = "notes"
    PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class Kind:
    """`make` writes one file of the kind; `most`: how many of it are worth the time they take."""

    name: str
    make: Callable[[random.Random], bytes]
    suffix: str
    demand: Demand
    call: Call
    most: int


@dataclass(frozen=True, slots=True)
class HostileFile:
    """One file. `sound`: the number of the sound file it was made of whose figures alone may be read, else -1."""

    kind: str
    name: str
    content: bytes
    demand: Demand
    call: Call = Call.REPORT
    sound: int = -1


KINDS: dict[str, Kind] = {}
_ORDINARY = 1000
Maker = Callable[[random.Random], bytes]


def kind(
    suffix: str, demand: Demand = Demand.REFUSED, *, call: Call = Call.REPORT, most: int = _ORDINARY
) -> Callable[[Maker], Maker]:
    """Register a kind under its function's name."""

    def registered(make: Maker) -> Maker:
        name = make.__name__.replace("_", " ")
        if name in KINDS:
            raise ValueError(f"two kinds are called {name}")
        KINDS[name] = Kind(name, make, suffix, demand, call, most)
        return make

    return registered


def made(one: Kind, seed: int) -> HostileFile:
    """One file of a kind, the same for the same seed."""
    content = one.make(random.Random(f"{one.name} {seed}"))
    name = PASTED if one.call is Call.PASTED else f"{one.name.replace(' ', '-')}-{seed}{one.suffix}"
    return HostileFile(one.name, name, content, one.demand, one.call)
