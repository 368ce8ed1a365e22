"""Mutants of the rules themselves: of the declared relations, of their thresholds, and of the code that judges.

Each mutant is a context in which the program runs with the fault; `noticing.survives` holds against it what
the suite holds against the rules. How many of many places a message names is no threshold. Mutants that can
change no outcome are listed in equivalent_mutants.toml, each with its reason.
"""

import ast
import copy
import inspect
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

from consistent import FORM
from report_assistant.checks import Rule, catalogue
from report_assistant.official import Relation

_SHOWS = ("_NAMED", "_SHOWN", "_MOST_SHOWN", "_SIDES", "_CITED")  # how much of a finding a message shows
_LENT = {"changes", "named_rates", "proportions"}  # files without a rule of their own
_OPPOSITE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip
_OTHER_CALL = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutant:
    """A fault, the family of rules that it misleads, and the context in which the program has it."""

    name: str
    family: str
    planted: Callable[[], AbstractContextManager[None]]


# Relations


def relation_mutants() -> Iterator[Mutant]:
    """Each declared relation with a term dropped, added, moved to the other side, or taken from the next line."""
    for index, relation in enumerate(FORM.relations):
        for words, left, right in _variants(relation):
            changed = replace(relation, left=left, right=right)
            relations = (*FORM.relations[:index], changed, *FORM.relations[index + 1 :])
            yield Mutant(f"{relation.rule} {relation.place}: {words}", "arithmetic", _with(relations))
        without = (*FORM.relations[:index], *FORM.relations[index + 1 :])
        yield Mutant(f"{relation.rule} {relation.place}: gone", "arithmetic", _with(without))


def _variants(relation: Relation) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    left, right = relation.left, relation.right
    for ref in left:
        rest = tuple(other for other in left if other != ref)
        yield f"without {ref}", rest, right
        yield f"{ref} on the other side", rest, (*right, ref)
        yield f"{ref} exchanged with the total", (*rest, right[0]), (ref, *right[1:])
        for near in _neighbours(ref):
            if near not in relation.cells:
                yield f"{near} for {ref}", (*rest, near), right
                yield f"and {near}", (*left, near), right
    for ref in right:
        rest = tuple(other for other in right if other != ref)
        yield f"without {ref}", left, rest
        yield f"{ref} on the other side", (*left, ref), rest
        for near in _neighbours(ref):
            if near not in relation.cells:
                yield f"{near} for {ref}", left, (*rest, near)


def _neighbours(ref: str) -> tuple[str, ...]:
    """The cells after it in its row and in its column."""
    table, row, column = ref.split(":")
    (block,) = FORM.table(table).blocks
    rows, columns = [r.key for r in block.rows], [c.key for c in block.columns]
    after = [
        (rows[(rows.index(row) + 1) % len(rows)], column),
        (row, columns[(columns.index(column) + 1) % len(columns)]),
    ]
    return tuple(f"{table}:{r}:{c}" for r, c in after if (r, c) != (row, column))


def _with(relations: tuple[Relation, ...]) -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def planted() -> Iterator[None]:
        held = FORM.relations, FORM.relations_of
        _declare(relations, {ref: tuple(r for r in relations if ref in r.cells) for ref in FORM.cells})
        try:
            yield
        finally:
            _declare(*held)

    return planted


def _declare(relations: tuple[Relation, ...], relations_of: Mapping[str, tuple[Relation, ...]]) -> None:
    object.__setattr__(FORM, "relations", relations)  # every report shares the one loaded form
    object.__setattr__(FORM, "relations_of", relations_of)


# Thresholds


def threshold_mutants(*families: str) -> Iterator[Mutant]:
    """Each bound that a family declares as a constant, one more, one less, half as much again."""
    for family in families:
        module = module_of(family)
        for name, value in list(vars(module).items()):
            if name.isupper() and type(value) in (int, float) and name not in _SHOWS:
                whole = isinstance(value, int)
                more = (value + 1, value - 1, round(value * 1.5)) if whole else (value * 1.1, value * 0.9)
                for other in dict.fromkeys(more):
                    yield Mutant(f"{family}.{name} = {other:.4g}", family, _set(module, name, other))


def _set(module: ModuleType, name: str, value: float) -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def planted() -> Iterator[None]:
        held = getattr(module, name)
        setattr(module, name, value)
        try:
            yield
        finally:
            setattr(module, name, held)

    return planted


# Code


def code_mutants(*families: str) -> Iterator[Mutant]:
    """Each comparison, junction, sum, number, `not`, condition, filter, yield and return of a family, made wrong."""
    for family in families:
        times: Counter[str] = Counter()
        for owner, function in _functions(module_of(family)):
            for at, node in enumerate(ast.walk(function)):
                for words, change in _faults(node):
                    name = f"{family}.{function.name}: {ast.unparse(node)[:60]!r} {words}"
                    times[name] += 1
                    nth = f" ({times[name]})" if times[name] > 1 else ""
                    yield Mutant(name + nth, family, _changed(owner, function, at, change))


def _functions(module: ModuleType) -> Iterator[tuple[ModuleType | type, ast.FunctionDef]]:
    """Each function of a module and method of its classes, with what it stands in."""
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef):
            yield module, node
        elif isinstance(node, ast.ClassDef):
            yield from ((vars(module)[node.name], one) for one in node.body if isinstance(one, ast.FunctionDef))


def _faults(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    """What can be made wrong of one node, as changes of the same node of a copy."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            yield f"{_name(operator)} → {_OPPOSITE[type(operator)].__name__}", _reversed(at)
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in _OPPOSITE:
        yield f"{_name(node.op)} → {_OPPOSITE[type(node.op)].__name__}", _other_operator
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} → {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", lambda n: setattr(n, "op", ast.UAdd()) or setattr(n, "operand", _truth(n.operand))
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            yield f"if → {value}", lambda n, value=value: setattr(n, "test", ast.Constant(value))
    elif isinstance(node, ast.Name) and node.id in _OTHER_CALL:
        yield f"{node.id} → {_OTHER_CALL[node.id]}", lambda n: setattr(n, "id", _OTHER_CALL[n.id])
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "filter dropped", lambda n: setattr(n, "ifs", [])
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield "yield dropped", _silenced
    elif isinstance(node, ast.Return) and node.value and not _is_nothing(node.value):
        yield "returns None", lambda n: setattr(n, "value", ast.Constant(None))


def _reversed(at: int) -> Callable[[ast.AST], None]:
    def change(node: ast.AST) -> None:
        node.ops[at] = _OPPOSITE[type(node.ops[at])]()

    return change


def _other_operator(node: ast.AST) -> None:
    node.op = _OPPOSITE[type(node.op)]()


def _silenced(node: ast.AST) -> None:
    """The yield stands, so that the function is still a generator, and is never reached."""
    node.value = ast.IfExp(ast.Constant(False), node.value, ast.Constant(None))


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def _truth(operand: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("bool", ast.Load()), [operand], [])


def _name(operator: ast.AST) -> str:
    return type(operator).__name__


def _changed(
    owner: ModuleType | type, function: ast.FunctionDef, at: int, change: Callable[[ast.AST], None]
) -> Callable[[], AbstractContextManager[None]]:
    """The function with one node of its code changed: whoever imported it runs the fault."""

    @contextmanager
    def planted() -> Iterator[None]:
        mutated = copy.deepcopy(function)
        change(list(ast.walk(mutated))[at])
        mutated.decorator_list = []
        namespace = dict(vars(import_module(owner.__module__) if isinstance(owner, type) else owner))
        exec(compile(ast.fix_missing_locations(ast.Module([mutated], [])), "<mutant>", "exec"), namespace)
        own = _running(vars(owner)[function.name])
        held, own.__code__ = own.__code__, namespace[function.name].__code__
        try:
            yield
        finally:
            own.__code__ = held

    return planted


def _running(named: object) -> FunctionType:
    """The function behind a rule, a property or a wrapper."""
    if isinstance(named, Rule):
        return named.judge
    return named.fget if isinstance(named, property) else inspect.unwrap(named)


# Families


def unharmed(family: str) -> Mutant:
    """No fault at all: where this does not survive, the suite is red and kills prove nothing."""
    return Mutant("none", family, nullcontext)


@cache
def families() -> tuple[str, ...]:
    """The files that hold rules, and those that judge for them."""
    return tuple(sorted({rule.judge.__module__.rpartition(".")[2] for rule in catalogue().values()} | _LENT))


def module_of(family: str) -> ModuleType:
    """The family's file."""
    return import_module(f"report_assistant.checks.{family}")


@cache
def rules_of(family: str) -> frozenset[str]:
    """The rules of a family, and of those that borrow from it."""
    name = module_of(family).__name__
    borrowers = [one for one in map(module_of, families()) if any(_from(value, name) for value in vars(one).values())]
    return frozenset(v.id for one in borrowers for v in vars(one).values() if isinstance(v, Rule))


def _from(value: object, module: str) -> bool:
    own = value.judge if isinstance(value, Rule) else value
    return getattr(own, "__module__", None) == module


@cache
def equivalent() -> Mapping[str, str]:
    """The mutants that change no outcome, with the reason."""
    written = tomllib.loads(Path(__file__).with_name("equivalent_mutants.toml").read_text(encoding="utf-8"))
    return {mutant["name"]: mutant["why"] for mutant in written["mutant"]}
