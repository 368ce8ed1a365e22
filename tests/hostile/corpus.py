"""The whole corpus: some files of every kind, and damaged ones until there are enough; the same for the same seed."""

import importlib
from collections.abc import Iterator

from hostile.damage import damaged
from hostile.kinds import KINDS, HostileFile, made

_MAKERS = ("archives", "words", "books", "pages", "texts", "entries", "prints")
for _module in _MAKERS:
    importlib.import_module(f"hostile.{_module}")


def one_of_each(seed: int = 0) -> Iterator[HostileFile]:
    """A file of every kind."""
    for one in KINDS.values():
        yield made(one, seed)


def corpus(files: int, share: float = 0.4) -> Iterator[HostileFile]:
    """So many files, of which at most this share are hostile by design, the kinds taking turns."""
    by_design = turn = 0
    while by_design < files * share and any(turn < one.most for one in KINDS.values()):
        for one in KINDS.values():
            if turn < one.most:
                by_design += 1
                yield made(one, turn)
        turn += 1
    for seed in range(files - by_design):
        yield damaged(seed)
