"""Prompts: files with a contract, the only place where a model is told anything."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

_MATTER = re.compile(r"\A---\n(?P<matter>.*?)\n---\n(?P<text>.*)\Z", re.DOTALL)
_INCLUDE = re.compile(r"^@include (?P<name>[a-z_/]+)$", re.MULTILINE)
_MATERIAL = "\n@material\n"
_KEYS = {"id", "version", "purpose", "inputs", "output"}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file with its shared parts included.

    `rules` go to the model as its system message, `material` as the user's; both are templates over `inputs`.
    `sha256` is that of the whole text, included parts too: it changes only together with `version`.
    """

    id: str
    version: int
    purpose: str
    inputs: frozenset[str]
    output: str
    rules: str
    material: str
    sha256: str

    @property
    def reference(self) -> str:
        """How a narrative names it, e.g. ``overview@1``."""
        return f"{self.id}@{self.version}"

    def fill(self, inputs: Mapping[str, str]) -> tuple[str, str]:
        """Rules and material with the inputs in place.

        Raises: ValueError where an input is missing or is none of this prompt's.
        """
        if set(inputs) != self.inputs:
            missing, unused = sorted(self.inputs - set(inputs)), sorted(set(inputs) - self.inputs)
            raise ValueError(f"prompt {self.reference}: missing inputs {missing}, unused inputs {unused}")
        return Template(self.rules).substitute(inputs), Template(self.material).substitute(inputs)


@cache
def load_prompt(prompt_id: str) -> Prompt:
    """The prompt `prompt_id`, e.g. ``overview``.

    Raises: KeyError where there is no such file; ValueError where the file breaks its own contract.
    """
    return parse_prompt(_read(prompt_id), prompt_id)


def parse_prompt(written: str, prompt_id: str) -> Prompt:
    """A proved prompt out of a file's text.

    Raises: ValueError where the front matter is incomplete, or its inputs are not the text's placeholders.
    """
    found = _MATTER.match(written)
    if not found:
        raise ValueError(f"prompt {prompt_id}: no front matter")
    matter = dict(_pair(line, prompt_id) for line in found["matter"].splitlines())
    text = _INCLUDE.sub(lambda include: _read(include["name"]).strip(), found["text"])
    rules, split, material = text.partition(_MATERIAL)
    if set(matter) != _KEYS or matter["id"] != prompt_id or not split:
        raise ValueError(f"prompt {prompt_id}: needs {sorted(_KEYS)} with its own id, and an @material part")
    inputs = frozenset(name.strip() for name in matter["inputs"].strip("[]").split(","))
    placed = {*Template(rules).get_identifiers(), *Template(material).get_identifiers()}
    if inputs != placed or not (Template(rules).is_valid() and Template(material).is_valid()):
        raise ValueError(f"prompt {prompt_id}: inputs {sorted(inputs)} are not the placeholders {sorted(placed)}")
    return Prompt(
        id=matter["id"],
        version=int(matter["version"]),
        purpose=matter["purpose"],
        inputs=inputs,
        output=matter["output"],
        rules=rules.strip(),
        material=material.strip(),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _pair(line: str, prompt_id: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise ValueError(f"prompt {prompt_id}: “{line}” is no key: value")
    return key.strip(), value.strip()


def _read(name: str) -> str:
    file = _folder().joinpath(*f"{name}.md".split("/"))
    if not file.is_file():
        raise KeyError(name)
    return file.read_text(encoding="utf-8")


def _folder() -> Traversable:
    """Where the prompts lie: inside the installed wheel, else at the root of the checkout."""
    shipped = resources.files("report_assistant").joinpath("_shipped", "prompts")
    return shipped if shipped.is_dir() else Path(__file__).resolve().parents[3] / "prompts"
