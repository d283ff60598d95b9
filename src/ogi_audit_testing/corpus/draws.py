"""Consistent reports drawn until one fits the fault that is to be planted."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from ogi_audit_testing.corpus.case import Case
from ogi_audit_testing.corpus.stream import HARMLESS, report, varied

_MOST = 400


def drawn(
    rng: random.Random,
    number: int,
    fits: Callable[[Case], Any] = lambda case: True,
    *,
    vary: bool = True,
    **wanted: Any,
) -> Case:
    """A consistent report that fits, half of the time written in another harmless way."""
    for _ in range(_MOST):
        case = report(rng, number, **wanted)
        if fits(case):
            return varied(case, rng.choice(HARMLESS)) if vary and rng.random() < 0.5 else case
    raise LookupError(f"no report fits after {_MOST} draws")


def value(case: Case, key: str) -> int:
    """A figure of a consistent report."""
    return int(float(case.specimen.cells[key] or 0))


def slip(rng: random.Random, number: int) -> int | None:
    """The number with two neighbouring digits swapped; nothing where that gives no other number."""
    digits = str(number)
    swapped = [
        digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        for i in range(len(digits) - 1)
        if digits[i] != digits[i + 1]
    ]
    found = [int(text) for text in swapped if not text.startswith("0")]
    return rng.choice(found) if found else None
