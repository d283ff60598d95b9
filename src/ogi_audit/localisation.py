"""Fellegi–Holt error localisation: the smallest sets of cells whose change makes the identities hold.

Sources: Fellegi & Holt, JASA 71 (1976) 17–35: every *implied edit* that fails (an identity, or a
combination of identities) must have one of its cells changed, so the sets sought are the smallest
covers of all implied edits that fail. There are too many of those to write down; as in Garfinkel,
Kunnathur & Liepins (1988, continuous data and linear constraints) they are made as they are needed:
HiGHS proposes the lightest set that meets the demands known so far, exact elimination either gives
the values its cells would take or an implied edit that it cannot satisfy, and so on. HiGHS thus
chooses cells and never sees a figure, however large: there is no big-M and no tolerance to choose.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

State = Literal["complete", "cut", "stopped", "none"]
STATES: tuple[State, ...] = ("complete", "cut", "stopped", "none")
"""How a search ended, the best first.

``complete``: every smallest set was found; ``cut``: there are more than were asked for; ``stopped``:
the time was up before the search was done; ``none``: no set of changes mends all. (While every
identity is a sum that is zero, all cells zero mend it, and ``none`` does not happen.)
"""

_OPTIMAL, _INFEASIBLE = 0, 2  # the status of scipy.optimize.milp
_Edit = dict[int, Fraction]  # coefficient by cell number; sum(coefficient * value) = 0
_Demand = tuple[tuple[int, float], ...]  # the shares of the cells that change reach one


@dataclass(frozen=True, slots=True)
class Identity:
    """Cells that the form ties together: ``sum(coefficient * value) == 0`` over whole numbers.

    ``name`` is the fingerprint of the finding if the identity fails, anything stable otherwise.
    """

    name: str
    coefficients: Mapping[str, float]

    def holds(self, values: Mapping[str, float]) -> bool:
        """Whether the values satisfy the identity, in exact arithmetic. All cells must be known."""
        terms = [(c, values[cell]) for cell, c in self.coefficients.items()]
        if all(float(part).is_integer() for term in terms for part in term):
            # Nearly always, and Python's whole numbers are as exact as its fractions.
            return not sum(int(c) * int(value) for c, value in terms)
        return not sum(Fraction(c) * Fraction(value) for c, value in terms)


def components(identities: Sequence[Identity]) -> list[list[Identity]]:
    """The identities in groups that share no cell, in the order of each group's first identity."""
    groups: list[tuple[set[str], list[int]]] = []
    for number, identity in enumerate(identities):
        cells, members = set(identity.coefficients), [number]
        for group in [group for group in groups if group[0] & cells]:
            groups.remove(group)
            cells |= group[0]
            members += group[1]
        groups.append((cells, members))
    ordered = sorted(sorted(members) for _, members in groups)
    return [[identities[number] for number in members] for members in ordered]


def smallest_sets(
    values: Mapping[str, float],
    identities: Sequence[Identity],
    weights: Mapping[str, int],
    *,
    deadline: float,
    most: int,
) -> tuple[list[dict[str, int]], State]:
    """The lightest sets of cells of one component that can mend it, with the values they take.

    At least one identity fails. ``weights`` are positive whole numbers by cell; ``deadline`` is a
    `time.monotonic`. The search ends with ``cut`` once there are more than ``most`` sets; single
    cells come without search, and all of them. Where several values fit one set, it has the least
    total change.
    """
    problem = _Problem(values, identities, weights)
    singles = problem.singles()
    lightest = min(map(problem.weight, singles), default=math.inf)
    if lightest < problem.lightest_pair:
        found, state = [one for one in singles if problem.weight(one) == lightest], STATES[0]
    else:
        found, state = problem.search(deadline, most)
    named = [{problem.cells[cell]: value for cell, value in one.items()} for one in found]
    mending = [one for one in named if _mends(one, values, identities)]
    # Only values that HiGHS had to choose can fail here: then nobody knows whether the set mends.
    return mending, state if len(mending) == len(named) else "stopped"


def _mends(
    change: Mapping[str, int], values: Mapping[str, float], identities: Iterable[Identity]
) -> bool:
    changed = {**values, **change}
    return min(change.values()) >= 0 and all(identity.holds(changed) for identity in identities)


class _Problem:
    """One component in numbers: cells counted in the order of the values, exact throughout."""

    def __init__(
        self,
        values: Mapping[str, float],
        identities: Sequence[Identity],
        weights: Mapping[str, int],
    ) -> None:
        used = {cell for identity in identities for cell in identity.coefficients}
        self.cells = [cell for cell in values if cell in used]
        self.written = [Fraction(values[cell]) for cell in self.cells]
        self.weights = [weights[cell] for cell in self.cells]
        number = {cell: i for i, cell in enumerate(self.cells)}
        self.edits: list[_Edit] = [
            {number[cell]: Fraction(c) for cell, c in identity.coefficients.items() if c}
            for identity in identities
        ]
        self.failing = [edit for edit in self.edits if self._rest(edit, ())]
        # No figure of the form: it has to change whatever else does.
        self.unfit = [i for i, v in enumerate(self.written) if v < 0 or v.denominator > 1]
        self.lightest_pair = sum(sorted(self.weights)[:2])

    def weight(self, cells: Iterable[int]) -> int:
        """What it costs to change these cells."""
        return sum(self.weights[cell] for cell in cells)

    def singles(self) -> list[dict[int, int]]:
        """Every single cell that mends all, without the solver: this cannot run out of time."""
        everywhere = set.intersection(*(set(edit) for edit in self.failing))
        return [
            solved
            for cell in sorted(everywhere)
            if {cell}.issuperset(self.unfit) and (solved := self._solve((cell,))[0])
        ]

    def search(self, deadline: float, most: int) -> tuple[list[dict[int, int]], State]:
        """The lightest sets that meet every demand, one by one until they get heavier."""
        demands = dict.fromkeys(one for edit in self.failing for one in self._demands(edit, ()))
        found: list[dict[int, int]] = []
        while True:
            proposal, status = self._propose(demands, found, deadline)
            if status == _INFEASIBLE:
                return found, "complete" if found else "none"
            if status != _OPTIMAL:
                return found, "stopped"
            if found and self.weight(proposal) > self.weight(found[0]):
                return found, "complete"
            solved, missed = self._solve(proposal)
            if solved and len(found) == most:
                return found, "cut"
            if solved:
                found.append(solved)
            elif demands.keys() >= set(missed):  # pragma: no cover (HiGHS would have to be wrong)
                return found, "stopped"  # the solver does not keep to its constraints
            demands.update(dict.fromkeys(missed))

    def _propose(
        self, demands: Iterable[_Demand], found: Iterable[Mapping[int, int]], deadline: float
    ) -> tuple[tuple[int, ...], int]:
        """The lightest set that meets the demands and holds none of the sets found, by HiGHS."""
        left = deadline - time.monotonic()
        if left <= 0:
            return (), 1
        known: list[tuple[_Demand, float, float]] = [(one, 1, np.inf) for one in demands]
        known += [(tuple((cell, 1.0) for cell in one), 0, len(one) - 1) for one in found]
        matrix = np.zeros((len(known), len(self.cells)))
        for row, (terms, _, _) in enumerate(known):
            for cell, share in terms:
                matrix[row, cell] = share
        lowest = np.zeros(len(self.cells))
        lowest[self.unfit] = 1
        result = milp(
            np.array(self.weights, dtype=float),
            integrality=np.ones(len(self.cells)),
            bounds=Bounds(lowest, 1),
            constraints=LinearConstraint(
                matrix, [low for _, low, _ in known], [high for _, _, high in known]
            ),
            options={"time_limit": left, "mip_rel_gap": 0},
        )
        proposal = np.flatnonzero(result.x > 0.5) if result.status == _OPTIMAL else ()
        return tuple(map(int, proposal)), int(result.status)

    def _solve(self, chosen: tuple[int, ...]) -> tuple[dict[int, int], list[_Demand]]:
        """The values that mend all if these cells change; or the demands they do not meet."""
        reduced = self._eliminate(chosen)
        missed = [one for e in (*self.edits, *reduced) for one in self._demands(e, chosen)]
        if missed:
            return {}, missed
        solved: dict[int, int] = {}
        for edit in reduced:
            unknown = [cell for cell in chosen if cell in edit]
            if len(unknown) == 1:
                value = -self._rest(edit, chosen) / edit[unknown[0]]
                if value.denominator > 1:
                    return {}, [_one_of(edit.keys() - set(chosen))]
                solved[unknown[0]] = int(value)
        if len(solved) < len(chosen):
            solved = self._least_change(chosen)
        return solved, [] if solved else [_one_of(set(range(len(self.cells))) - set(chosen))]

    def _eliminate(self, chosen: tuple[int, ...]) -> list[_Edit]:
        """The edits that touch the chosen cells, solved for these as far as they go."""
        edits = [edit for edit in self.edits if not edit.keys().isdisjoint(chosen)]
        solved: list[_Edit] = []
        for cell in chosen:
            having = [edit for edit in edits if cell in edit]
            if having:
                pivot = min(having, key=len)
                edits = [_without(cell, e, pivot) for e in edits if e is not pivot]
                solved = [*(_without(cell, e, pivot) for e in solved), pivot]
        return [edit for edit in (*solved, *edits) if edit]

    def _demands(self, edit: _Edit, chosen: Iterable[int]) -> Iterator[_Demand]:
        """What the edit demands of every set that mends, if the chosen cells cannot satisfy it.

        They cannot if all of them pull the same way and the rest is already too far: no figure is
        below zero. One more cell is needed that can move the sum back; and, counted by how much of
        the way to go each cell can give at most, enough of them.
        """
        rest = self._rest(edit, chosen)
        sign = (rest > 0) - (rest < 0)
        pulls = {cell: c * sign for cell, c in edit.items()}
        if sign and all(pulls.get(cell, 0) >= 0 for cell in chosen):
            free = pulls.keys() - set(chosen)
            yield _one_of(i for i in free if pulls[i] < 0 or self.written[i] > 0)
            gives = {i: pull * self.written[i] for i, pull in pulls.items()}
            if (far := sum(gives.values())) > 0:
                yield tuple(
                    (i, 1.0 if pulls[i] < 0 else _share(gives[i] / far))
                    for i in sorted(pulls)
                    if pulls[i] < 0 or gives[i]
                )

    def _rest(self, edit: _Edit, chosen: Iterable[int]) -> Fraction:
        unchanged = edit.keys() - set(chosen)
        return sum((edit[cell] * self.written[cell] for cell in unchanged), Fraction(0))

    def _least_change(self, chosen: tuple[int, ...]) -> dict[int, int]:
        """Whole numbers for cells that the identities leave some choice, by HiGHS; {} if none fit."""
        base = [max(0, self.written[cell].__floor__()) for cell in chosen]
        edits = [edit for edit in self.edits if not edit.keys().isdisjoint(chosen)]
        matrix = np.array([[float(edit.get(cell, 0)) for cell in chosen] for edit in edits])
        target = [
            -float(self._rest(e, chosen) + sum(e.get(c, 0) * b for c, b in zip(chosen, base, strict=True)))
            for e in edits
        ]  # fmt: skip
        # Increases, then decreases: the latter end at zero.
        result = milp(
            np.ones(2 * len(chosen)),
            integrality=np.ones(2 * len(chosen)),
            bounds=Bounds(0, [*[np.inf] * len(chosen), *base]),
            constraints=LinearConstraint(np.hstack([matrix, -matrix]), target, target),
        )
        if result.status != _OPTIMAL:
            return {}
        up, down = np.round(result.x).astype(int).reshape(2, -1).tolist()
        return {c: b + u - d for c, b, u, d in zip(chosen, base, up, down, strict=True)}


def _one_of(cells: Iterable[int]) -> _Demand:
    return tuple((cell, 1.0) for cell in sorted(cells))


def _share(part: Fraction) -> float:
    """At most one, rounded up to sixteenths: no set that mends is lost, and floats add exactly.

    Finer shares gain nothing, and HiGHS (1.12) then prints a line to stdout on the hardest tables.
    """
    return min(1.0, math.ceil(part * 16) / 16)


def _without(cell: int, edit: _Edit, pivot: _Edit) -> _Edit:
    """The edit with the cell eliminated by means of the pivot."""
    if cell not in edit:
        return edit
    factor = edit[cell] / pivot[cell]
    cells = {**edit, **pivot}
    combined = {i: edit.get(i, Fraction(0)) - factor * pivot.get(i, Fraction(0)) for i in cells}
    return {i: c for i, c in combined.items() if c}
