"""The figures of a failing identity as an auditor would write them down: ``51 + 3 ≠ 52 + 3``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ogi_audit.phrasing import Text, number
from ogi_audit.rules import Rule

# In longer sums, zeros are left out.
_MOST_TERMS = 4


@dataclass(frozen=True, slots=True)
class Term:
    """One figure: its value, whether it is added or taken away, and how many times.

    ``cell`` is its key in the report, ``None`` for a figure of another report; ``name`` its words, if
    the suite gives any.
    """

    value: float
    sign: int = 1
    times: float = 1
    cell: str | None = None
    name: Text | None = None

    @property
    def shown(self) -> str:
        """The figure, with its factor if that is not 1."""
        return (
            number(self.value) if self.times == 1 else f"{number(self.times)}×{number(self.value)}"
        )


@dataclass(frozen=True, slots=True)
class Formula:
    """Two sums that should be equal."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def sides(self) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        """Both sums, without the zeros of long ones."""
        return _shown(self.left), _shown(self.right)

    @property
    def sums(self) -> tuple[float, float]:
        """What the two sides come to."""
        return _sum(self.left), _sum(self.right)

    def __str__(self) -> str:
        return " ≠ ".join(map(_written, self.sides))


def formula_of(rule: Rule, record: Mapping[str, Any], known: Collection[str]) -> Formula | None:
    """The figures of a rule's identity at a place; ``None`` for a rule that is none.

    ``record`` is the frame's row, ``known`` the keys of the report's cells. Where the suite says which
    column it solves for (``meta.solve``), that one stands alone on the left.
    """
    if not rule.coefficients:
        return None
    factors = dict(zip(rule.columns, rule.coefficients, strict=True))
    solved = rule.meta.get("solve")
    turned = -1 if solved and factors[solved] < 0 else 1
    left: list[Term] = []
    right: list[Term] = []
    for column, factor in factors.items():
        signed = factor * turned
        is_left = column == solved if solved else signed > 0
        sign = 1 if (signed > 0) == is_left else -1
        cell = rule.cells.format(column=column, **record) if "{column}" in rule.cells else None
        term = Term(
            float(record[column]),
            sign,
            abs(factor),
            cell if cell in known else None,
            rule.meta.get("terms", {}).get(column),
        )
        (left if is_left else right).append(term)
    return Formula(tuple(left), tuple(right))


def compared(observed: float, expected: float, sides: Mapping[str, Text] | None) -> Formula | None:
    """Two numbers that should be equal, under their names (``meta.sides``), if the suite gives any."""
    if sides is None:
        return None
    return Formula(
        (Term(observed, name=sides["observed"]),), (Term(expected, name=sides["expected"]),)
    )


def _shown(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    if len(terms) <= _MOST_TERMS:
        return terms
    return tuple(term for term in terms if term.value) or terms[:1]


def _sum(terms: tuple[Term, ...]) -> float:
    return sum(term.sign * term.times * term.value for term in terms)


def _written(terms: tuple[Term, ...]) -> str:
    text = " ".join(f"{'+' if term.sign > 0 else '−'} {term.shown}" for term in terms)
    return text.removeprefix("+ ")
