"""Every way in which one entry of a suite is made wrong: its identity, bounds, condition or severity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]
_OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_SEVERITIES = ("critical", "warning", "info")
_COLUMNS = ("column", "column_A", "column_B")
_ALTERED_TYPES = {
    "expect_column_values_to_be_in_set": "expect_column_values_to_not_be_in_set",
    "expect_column_values_to_not_be_in_set": "expect_column_values_to_be_in_set",
    "expect_column_values_to_match_regex": "expect_column_values_to_not_match_regex",
    "expect_column_values_to_not_match_regex": "expect_column_values_to_match_regex",
    # Equal becomes at least.
    "expect_column_pair_values_to_be_equal": "expect_column_pair_values_a_to_be_greater_than_b",
}


@dataclass(frozen=True)
class Mutant:
    """One entry made wrong in one way; ``done`` says how."""

    suite: str
    number: int
    done: str
    entry: Entry


def mutants_of(suite: str, number: int, entry: Entry, columns: Sequence[str]) -> Iterator[Mutant]:
    """All mutants of an entry; ``columns`` are those of its frame that hold figures or words."""
    for done, change in (
        *_terms(entry, columns),
        *_bounds(entry),
        *_conditions(entry),
        *_rest(entry),
    ):
        mutated = deepcopy(entry)
        mutated["kwargs"].update(change.get("kwargs", {}))
        mutated.update({key: value for key, value in change.items() if key != "kwargs"})
        mutated["kwargs"] = {k: v for k, v in mutated["kwargs"].items() if v is not None}
        yield Mutant(suite, number, done, mutated)


_Change = tuple[str, dict[str, Any]]


def _neighbour(column: str, columns: Sequence[str], taken: Sequence[str]) -> str | None:
    """The next column of the frame that the identity does not name, round the end."""
    at = columns.index(column) if column in columns else -1
    return next((c for c in (*columns[at + 1 :], *columns[: max(at, 0)]) if c not in taken), None)


def _terms(entry: Entry, columns: Sequence[str]) -> Iterator[_Change]:
    kwargs = entry["kwargs"]
    terms, factors = kwargs.get("column_list", []), kwargs.get("coefficients", [])
    for n, term in enumerate(terms):
        others, rest = terms[:n], terms[n + 1 :]
        if len(terms) > 2:
            without = {"column_list": others + rest, "coefficients": factors[:n] + factors[n + 1 :]}
            yield f"drop {term}", {"kwargs": without}
        for done, factor in (("turn the sign of", -factors[n]), ("double", 2 * factors[n])):
            changed = {"coefficients": [*factors[:n], factor, *factors[n + 1 :]]}
            yield f"{done} {term}", {"kwargs": changed}
        if other := _neighbour(term, columns, terms):
            yield f"{other} for {term}", {"kwargs": {"column_list": [*others, other, *rest]}}
    if terms:
        yield "tolerate 1", {"kwargs": {"tolerance": 1}}
    for name in (name for name in _COLUMNS if name in kwargs):
        taken = [kwargs[each] for each in _COLUMNS if each in kwargs]
        if other := _neighbour(kwargs[name], columns, taken):
            yield f"{other} for {kwargs[name]}", {"kwargs": {name: other}}


def _bounds(entry: Entry) -> Iterator[_Change]:
    kwargs = entry["kwargs"]
    for name in ("min_value", "max_value"):
        if name in kwargs:
            step = 1 if isinstance(kwargs[name], int) else 0.1
            other = {"min_value": "max_value", "max_value": "min_value"}[name]
            if other in kwargs:
                # Equal becomes at most, or at least.
                yield f"no {name}", {"kwargs": {name: None}}
            else:
                turned = {name: None, other: kwargs[name]}
                yield f"{other} for {name}", {"kwargs": turned}
            for by in (-step, step):
                yield f"{name} {by:+}", {"kwargs": {name: round(kwargs[name] + by, 3)}}
            strict = f"strict_{name[:3]}"
            yield f"turn {strict}", {"kwargs": {strict: not kwargs.get(strict, False)}}
    if "value_set" in kwargs:
        turned = [
            not value if isinstance(value, bool) else f"{value}X" for value in kwargs["value_set"]
        ]
        yield f"{turned} for {kwargs['value_set']}", {"kwargs": {"value_set": turned}}
    if regex := kwargs.get("regex"):
        for n, part in enumerate(parts := regex.split("|")):
            if len(parts) > 1:
                yield f"no {part}", {"kwargs": {"regex": "|".join(parts[:n] + parts[n + 1 :])}}
        for token in dict.fromkeys(
            re.findall(r"\^|\$|\(\?<![^)]*\)|\[[^]]*\]\{\d+,\d+\}|\[[^]]*\]\?", regex)
        ):
            yield f"no {token}", {"kwargs": {"regex": regex.replace(token, "")}}


def _conditions(entry: Entry) -> Iterator[_Change]:
    condition = entry["kwargs"].get("row_condition")
    if not condition:
        return
    yield "no row condition", {"kwargs": {"row_condition": None}}
    operator = condition.get("operator")
    if operator in _OPPOSITES:
        turned = {**condition, "operator": _OPPOSITES[operator]}
        yield f"where {_OPPOSITES[operator]} for {operator}", {"kwargs": {"row_condition": turned}}
    if isinstance(condition.get("parameter"), int) and not isinstance(condition["parameter"], bool):
        for by in (-1, 1):
            moved = {**condition, "parameter": condition["parameter"] + by}
            yield f"where {by:+}", {"kwargs": {"row_condition": moved}}


def _rest(entry: Entry) -> Iterator[_Change]:
    if other := _ALTERED_TYPES.get(entry["type"]):
        change: dict[str, Any] = {"type": other}
        if "greater" in other:
            change["kwargs"] = {"or_equal": True}
        yield f"{other} for {entry['type']}", change
    for severity in _SEVERITIES:
        if severity != entry["severity"]:
            yield f"{severity} for {entry['severity']}", {"severity": severity}
