"""Slips of the keyboard: digits swapped, doubled, added, left out or changed."""

from __future__ import annotations

from typing import Literal

from ogi_audit.messages.suspects import SLIP
from ogi_audit.phrasing import Text, number

Slip = Literal["swapped", "doubled", "added", "changed"]
POINTS: dict[Slip, int] = {"swapped": 4, "doubled": 3, "added": 2, "changed": 1}
"""The fewer numbers a slip can lead to, the more it says when it leads to the one proposed."""


def slip_of(written: float, proposed: int) -> Slip | None:
    """The slip of digits that leads from one number to the other, if there is one.

    Zero is the form's word for nothing and no slip of anything. One digit for another says nothing
    of numbers of one digit (3 and 4): any two of them differ so.
    """
    if written <= 0 or proposed <= 0 or written != int(written):
        return None
    short, long = sorted((number(written), number(proposed)), key=lambda n: (len(n), n))
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


def slip_words(slip: Slip, written: float, proposed: int) -> Text:
    """What two numbers differ by, in words."""
    figures = {"written": number(written), "proposed": number(proposed)}
    return {language: text.format(**figures) for language, text in SLIP[slip].items()}
