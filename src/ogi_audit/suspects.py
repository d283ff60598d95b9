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
from ogi_audit.localisation import STATES, Identity, State, components, smallest_sets
from ogi_audit.messages.suspects import TESTIMONY
from ogi_audit.phrasing import Text
from ogi_audit.slips import POINTS, Slip, slip_of, slip_words

__all__ = ["Change", "Identity", "Localisation", "Support", "Suspect", "Testimony", "locate"]

# The search goes on for so many times the sets asked for, so that those listed are the best of many.
_WIDER = 3
_WEIGHTS = "0.001–1000"
# Weights are read to three decimals and counted in whole units of a thousandth, so that sums of
# weights compare exactly.
_UNITS = 1000


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
    digits, added up over the set; least total change; fewest figures that would become 0; the form's
    order.

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
        slips = [
            (change, slip) for change in changes if (slip := slip_of(change.value, change.proposed))
        ]
        key = (
            -sum(1 if support.favours else -1 for support in told),
            -sum(POINTS[slip] for _, slip in slips),
            sum(abs(change.proposed - change.value) for change in changes),
            # A figure left at 0 is likelier than one written where there was nothing to count.
            sum(change.proposed == 0 for change in changes),
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
        Support(testimony.source, _say(testimony.text, agrees), agrees)
        for testimony in testimonies
        if (agrees := testimony.agrees(after)) != testimony.agrees(before)
    ]


def _digits(change: Change, slip: Slip) -> Support:
    return Support("digits", slip_words(slip, change.value, change.proposed))


def _say(witness: Text, agrees: bool) -> Text:
    template = TESTIMONY["agrees" if agrees else "disagrees"]
    return {
        language: words.format(witness=witness[language]) for language, words in template.items()
    }


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
