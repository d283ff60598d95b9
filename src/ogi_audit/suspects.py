"""Which cells may be wrong where identities fail: suspects, with what speaks for and against each.

A suspect is a suggestion to the auditor, never a correction: what the tables cannot decide is ranked
by what the text says, by the previous year's report, and by slips of the keyboard.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from ogi_audit.errors import ParameterError
from ogi_audit.findings import Text, number
from ogi_audit.localisation import STATES, Identity, State, components, smallest_sets

__all__ = ["Change", "Identity", "Localisation", "Support", "Suspect", "Testimony", "locate"]

# The search goes on for so many times the sets asked for, so that those listed are the best of many.
_WIDER = 3
_WEIGHTS = "0.001–1000"
# Weights are read to three decimals and counted in whole units of a thousandth, so that sums of
# weights compare exactly.
_UNITS = 1000

Slip = Literal["swapped", "doubled", "added", "changed"]
_POINTS: dict[Slip, int] = {"swapped": 4, "doubled": 3, "added": 2, "changed": 1}
"""The fewer numbers a slip can lead to, the more it says when it leads to the one proposed."""
_SLIPS: dict[Slip, Text] = {
    "swapped": {
        "zh": "{0}与{1}只是相邻两位数字颠倒",
        "en": "{0} and {1} differ by two neighbouring digits swapped",
    },
    "doubled": {
        "zh": "{0}与{1}只差重复写了的数字",
        "en": "{0} and {1} differ by digits written twice",
    },
    "added": {
        "zh": "{0}与{1}只差多写或漏写的一位数字",
        "en": "{0} and {1} differ by one digit added or left out",
    },
    "changed": {"zh": "{0}与{1}只差一位数字", "en": "{0} and {1} differ in one digit"},
}
_AGREES = {"zh": "{0}与改后数值一致", "en": "{0} agrees with the values proposed"}
_DISAGREES = {
    "zh": "{0}与原数值一致，改后则不一致",
    "en": "{0} agrees with the values as written, and would not with those proposed",
}


@dataclass(frozen=True, slots=True)
class Testimony:
    """Something outside the tables that speaks of cells: a sentence, or the previous report.

    It agrees with the tables if any of its ``readings`` (coefficient by cell) adds up to ``number``
    exactly; a reading of an unknown cell says nothing. ``text`` names it in words that can open a
    sentence, e.g. ``正文“新收54件”``.
    """

    source: Literal["narrative", "previous"]
    number: float
    readings: tuple[Mapping[str, float], ...]
    text: Text

    def agrees(self, values: Mapping[str, float]) -> bool:
        """Whether the tables, with these values, say the same."""
        return any(
            sum(coefficient * values[cell] for cell, coefficient in reading.items()) == self.number
            for reading in self.readings
            if reading and reading.keys() <= values.keys()
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One cell: its figure as read, and the whole number that would mend the identities."""

    cell: str
    value: float
    proposed: int


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a suspect (``favours``) or against it."""

    source: Literal["narrative", "previous", "digits"]
    text: Text
    favours: bool = True

    def to_json(self) -> dict[str, Any]:
        """As in the machine-readable result (``ogi-audit/1``)."""
        return {"source": self.source, "text": self.text, "favours": self.favours}


@dataclass(frozen=True, slots=True)
class Suspect:
    """A smallest set of cells whose change mends the failing identities named in ``resolves``.

    ``rank`` counts from 1 among the suspects for the same findings.
    """

    changes: tuple[Change, ...]
    resolves: tuple[str, ...]
    support: tuple[Support, ...]
    rank: int

    def to_json(self) -> dict[str, Any]:
        """As in the machine-readable result (``ogi-audit/1``)."""
        return {
            "changes": [
                {"cell": c.cell, "value": _whole(c.value), "proposed": c.proposed}
                for c in self.changes
            ],
            "resolves": list(self.resolves),
            "support": [support.to_json() for support in self.support],
            "rank": self.rank,
        }


@dataclass(frozen=True, slots=True)
class Localisation:
    """The suspects, group of connected findings by group, the best first; and whether that is all.

    ``state`` is the worst of the groups': ``complete`` (no other set is as small), ``cut`` (more were
    found than asked for), ``stopped`` (the time was up: there may be others, or none was found yet),
    ``none`` (no whole numbers mend the identities).
    """

    suspects: tuple[Suspect, ...]
    state: State


def locate(
    values: Mapping[str, float],
    identities: Sequence[Identity],
    testimonies: Sequence[Testimony] = (),
    *,
    weights: Mapping[str, float] | None = None,
    seconds: float = 2.0,
    most: int = 20,
) -> Localisation:
    """Every smallest set of cells whose change makes all identities hold, in whole numbers >= 0.

    ``values`` are the known figures by cell, in the form's order; ``identities`` are over known cells
    only. ``weights`` (pattern of cells, as in `fnmatch`, to the cost of changing one, 1 by default;
    the last pattern that matches counts) keep trusted cells from blame: smallest is the least sum.
    ``seconds`` bound the whole search, ``most`` the sets listed for one group of findings.

    Within a group the order is: testimonies that newly agree less those that no longer do; slips of
    digits, added up over the set; least total change; the form's order.

    Raises `ParameterError` for weights that are no numbers from 0.001 to 1000, or ``most`` below 1.
    """
    if most < 1:
        raise ParameterError("value", "most", value=most, expected="1, 2, 3 …")
    costs = _costs(values, weights or {})
    deadline = time.monotonic() + seconds
    suspects: list[Suspect] = []
    state = STATES[0]
    for group in components(identities):
        failing = tuple(identity.name for identity in group if not identity.holds(values))
        if failing:
            found, ended = smallest_sets(
                values, group, costs, deadline=deadline, most=_WIDER * most
            )
            ranked = _ranked(values, found, failing, testimonies)
            suspects += ranked[:most]
            cut: State = "cut" if len(ranked) > most else "complete"
            state = max(state, ended, cut, key=STATES.index)
    return Localisation(tuple(suspects), state)


def _costs(values: Mapping[str, float], weights: Mapping[str, object]) -> dict[str, int]:
    """The weight of each cell as a whole number, in the smallest terms."""
    units = {pattern: _units(pattern, weight) for pattern, weight in weights.items()}
    costs = dict.fromkeys(values, _UNITS)
    for cell in values:
        for pattern, cost in units.items():
            if fnmatchcase(cell, pattern):
                costs[cell] = cost
    common = math.gcd(*costs.values())
    return {cell: cost // common for cell, cost in costs.items()}


def _units(pattern: str, weight: object) -> int:
    if (
        isinstance(weight, bool)
        or not isinstance(weight, int | float)
        or not 0.001 <= weight <= 1000
    ):
        raise ParameterError("value", "weights", value=f"{pattern}: {weight}", expected=_WEIGHTS)
    return round(weight * _UNITS)


def _ranked(
    values: Mapping[str, float],
    found: Sequence[Mapping[str, int]],
    resolves: tuple[str, ...],
    testimonies: Sequence[Testimony],
) -> list[Suspect]:
    order = {cell: position for position, cell in enumerate(values)}
    rated = []
    for one in found:
        changes = tuple(
            Change(cell, values[cell], one[cell]) for cell in sorted(one, key=order.__getitem__)
        )
        told = _told({**values, **one}, values, testimonies)
        slips = [(change, slip) for change in changes if (slip := slip_of(change))]
        key = (
            -sum(1 if support.favours else -1 for support in told),
            -sum(_POINTS[slip] for _, slip in slips),
            sum(abs(change.proposed - change.value) for change in changes),
            [order[change.cell] for change in changes],
        )
        rated.append((key, changes, (*told, *(_digits(*pair) for pair in slips))))
    rated.sort(key=lambda one: one[0])
    return [
        Suspect(changes, resolves, support, rank)
        for rank, (_, changes, support) in enumerate(rated, start=1)
    ]


def _told(
    after: Mapping[str, float], before: Mapping[str, float], testimonies: Sequence[Testimony]
) -> list[Support]:
    """The testimonies that newly agree or no longer agree with the tables."""
    return [
        Support(testimony.source, _say(_AGREES if agrees else _DISAGREES, testimony.text), agrees)
        for testimony in testimonies
        if (agrees := testimony.agrees(after)) != testimony.agrees(before)
    ]


def _digits(change: Change, slip: Slip) -> Support:
    template = _SLIPS[slip]
    words = (number(change.value), number(change.proposed))
    return Support("digits", {language: text.format(*words) for language, text in template.items()})


def _say(template: Text, text: Text) -> Text:
    return {language: words.format(text[language]) for language, words in template.items()}


def slip_of(change: Change) -> Slip | None:
    """The slip of digits that leads from one number of a change to the other, if there is one.

    Zero is the form's word for nothing and no slip of anything. One digit for another says nothing
    of numbers of one digit (3 and 4): any two of them differ so.
    """
    if change.value <= 0 or change.proposed <= 0 or change.value != int(change.value):
        return None
    short, long = sorted((number(change.value), number(change.proposed)), key=lambda n: (len(n), n))
    if len(short) == len(long):
        differ = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        if len(differ) == 1:
            return "changed" if len(long) > 1 else None
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            pair = slice(differ[0], differ[1] + 1)
            return "swapped" if short[pair] == long[pair][::-1] else None
        return None
    # The beginning or the end written twice: 5 and 55, 51 and 511, 51 and 5151.
    doubled = {short[:n] + short for n in range(1, len(short) + 1)}
    doubled |= {short + short[-n:] for n in range(1, len(short) + 1)}
    if long in doubled:
        return "doubled"
    added = len(long) == len(short) + 1
    dropped = {long[:i] + long[i + 1 :] for i in range(len(long))}
    return "added" if added and short in dropped else None


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
