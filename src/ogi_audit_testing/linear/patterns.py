"""Finds every regular expression of the package, and how it is used, in the source itself."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ogi_audit
from ogi_audit.extraction.vocabulary import words_pattern
from ogi_audit.resources import share

_PACKAGE = Path(ogi_audit.__file__).parent
# How far a call looks: at one place only, to the end of the text, or from everywhere in the text.
_USES = {
    "match": "match",
    "fullmatch": "fullmatch",
    **dict.fromkeys(("search", "findall", "finditer", "sub", "subn", "split"), "finditer"),
}
# Made while it runs, of what is known: an example of each.
_MADE = {"ogi_audit.extraction.vocabulary.words_pattern": words_pattern(2023)}


@dataclass(frozen=True)
class Pattern:
    """A regular expression where it stands in the source, with one way in which it is used."""

    name: str
    compiled: re.Pattern[str] | re.Pattern[bytes]
    use: str


def every_pattern() -> list[Pattern]:
    """All of them, in the source's order; those of the package's own suites at the end.

    Raises:
        ValueError: a call of `re` whose pattern is not known before it runs, and none of `_MADE`.
    """
    trees = {
        _module(path): ast.parse(path.read_text("utf-8")) for path in sorted(_PACKAGE.rglob("*.py"))
    }
    uses = _uses(trees)
    found = [
        pattern for module, tree in trees.items() for pattern in _in_module(module, tree, uses)
    ]
    return list(dict.fromkeys([*found, *_in_suites()]))


def _module(path: Path) -> str:
    parts = path.relative_to(_PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _uses(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """By module and name of a variable, how it is used; a name handed on may be used in any way."""
    uses: dict[str, set[str]] = {}
    for module, tree in trees.items():
        nodes = list(ast.walk(tree))
        origin = {
            name.asname or name.name: f"{node.module}.{name.name}"
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
        called = {
            id(node.func.value): node.func.attr
            for node in nodes
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                use = _USES.get(called.get(id(node), ""))
                name = origin.get(node.id, f"{module}.{node.id}")
                uses.setdefault(name, set()).update([use] if use else _USES.values())
    return uses


def _in_module(module: str, tree: ast.Module, uses: dict[str, set[str]]) -> Iterator[Pattern]:
    named = {
        id(node.value): target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call, function in _calls(tree):
        name = f"{module}.{named.get(id(call)) or f'{function}, line {call.lineno}'}"
        if f"{module}.{function}" in _MADE:
            compiled = _MADE[f"{module}.{function}"]
        else:
            compiled = _evaluated(module, call, name)
        own = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        ways = {_USES[own]} if own in _USES else uses.get(name, {"finditer"})
        for use in sorted(ways):
            yield Pattern(name, compiled, use)


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """The calls of `re` that take a pattern, each with the function that it stands in."""

    def walk(node: ast.AST, function: str) -> Iterator[tuple[ast.Call, str]]:
        for child in ast.iter_child_nodes(node):
            inner = child.name if isinstance(child, ast.FunctionDef) else function
            if (
                isinstance(child, ast.Call)
                and isinstance(child.func, ast.Attribute)
                and isinstance(child.func.value, ast.Name)
                and child.func.value.id == "re"
                and child.func.attr != "escape"
            ):
                yield child, function
            yield from walk(child, inner)

    return walk(tree, "")


def _evaluated(module: str, call: ast.Call, name: str) -> re.Pattern[str] | re.Pattern[bytes]:
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    # The flags are last where there are any, behind what a function of `re` is given to work on.
    flags += [last for last in call.args[1:][-1:] if ast.unparse(last).startswith("re.")]
    namespace = vars(importlib.import_module(module))
    try:
        pattern, *given = (
            eval(compile(ast.Expression(node), module, "eval"), namespace)
            for node in (call.args[0], *flags)
        )
    except NameError as error:
        raise ValueError(f"{name}: a pattern at the top of the module can be tested") from error
    return re.compile(pattern, *given)


def _in_suites() -> Iterator[Pattern]:
    for path in sorted((share("expectations") / "suites").glob("*.json")):
        for number, entry in enumerate(json.loads(path.read_text("utf-8"))["expectations"]):
            if regex := entry["kwargs"].get("regex"):
                yield Pattern(f"{path.name}, expectation {number}", re.compile(regex), "finditer")
