"""Points that are not too near to one another, found in about the same time however many there are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

Spot = tuple[int, int]


class Scattered:
    """Points in the plane, in squares of every size that was asked for: each a power of two."""

    def __init__(self) -> None:
        self._points: list[tuple[float, float]] = []
        self._squares: dict[float, dict[Spot, list[tuple[float, float]]]] = {}

    def add(self, x: float, y: float, near: float) -> bool:
        """Add a point, unless one is nearer than ``near`` both across and down; whether it was added."""
        # Between `near` and half of it: what is in the same square is near, what is three away is not.
        side = 2.0 ** (math.frexp(near)[1] - 1)
        if side not in self._squares:
            self._squares[side] = defaultdict(list)
            for point in self._points:
                self._squares[side][_spot(*point, side)].append(point)
        squares = self._squares[side]
        for spot in _around(_spot(x, y, side)):
            if any(abs(x - a) < near and abs(y - b) < near for a, b in squares.get(spot, ())):
                return False
        self._points.append((x, y))
        for size, where in self._squares.items():
            where[_spot(x, y, size)].append((x, y))
        return True


def _spot(x: float, y: float, side: float) -> Spot:
    return math.floor(x / side), math.floor(y / side)


def _around(spot: Spot) -> Iterator[Spot]:
    """The square itself, then those that a point near one of it may be in."""
    column, row = spot
    yield spot
    for across in range(-2, 3):
        for down in range(-2, 3):
            if across or down:
                yield column + across, row + down
