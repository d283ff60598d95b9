"""What the text of a cell says: a figure, nothing, or something that is not a plain figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ogi_audit.form import Figure
from ogi_audit.wording import plain

State = Literal["number", "notation", "odd", "blank", "unplaced"]
"""How a cell was filled in.

``number``: a plain figure. ``notation``: a figure in another notation (full-width, thousands
separators, a remark, a mark), read and noted. ``odd``: not a plain figure; its value is the evident reading
or unknown. ``blank``: nothing. ``unplaced``: the row has figures, but which is whose cannot be told.
"""

_PLAIN = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_SIGNED = re.compile(r"[+-]?\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_REMARK = re.compile(r"(\d+(?:\.\d+)?)\((?!\))[^()]*\)")
_UNIT = re.compile(r"([+-]?\d+(?:,\d{3})*(?:\.\d+)?)(万元|元|件|宗|条|项|个|起|次|份|部)")
_MONEY = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:亿|万)?元")
_LOOSE = re.compile(r"[+-]?\d+(?:\.\d+)?")
# A figure with marks before or behind it: 0*, 86#, 86., $86$, **86**. A sign, a unit and a letter are none.
_MARKED = re.compile(
    r"[^\w\s+\-.%‰(/\\]{0,3}(?P<figure>\d+(?:,\d{3})*(?:\.\d+)?)(?:[^\w\s%‰(/\\]|(?<!\d)_){0,3}"
)
# Digits in groups of three, with a blank of any kind between them.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_CHANGE = re.compile(r"([增减])(?:加|少)?(\d+)")

LARGEST = 10**15
"""No figure is as large: beyond it floats, and Excel, do not hold every whole number any more."""

# What may stand in a figure's cell or in a run of figures in plain text: numbers, and the marks and
# words that agencies write where the form wants a 0.
_MARKS = {"/", "\\", "-", "--", "—", "——", "–", "―", "─", "无", "零", "〇", "空", "N/A", "*", "×"}
_TOKEN = re.compile(
    r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?(?:万元|元|件|宗|条|项|个|起|次|份|部)?(?:\([^()]*\))?"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell's text was read as. ``value`` is ``None`` where it is unknown, never 0 for that."""

    value: float | None
    state: State


BLANK = Reading(None, "blank")
UNPLACED = Reading(None, "unplaced")


@lru_cache(maxsize=65536)
def looks_like_figure(text: str) -> bool:
    """Whether a text stands where a figure would: a number, with or without unit, or a mark for none."""
    bare = plain(text)
    return bare in _MARKS or bool(_TOKEN.fullmatch(bare) or _MARKED.fullmatch(bare))


@lru_cache(maxsize=65536)
def read_figure(text: str, kind: Figure = "count") -> Reading:
    """Read a cell of the given kind.

    A count is a whole number from 0, without unit or sign; an amount (万元) may have decimals; a
    sum may name its unit, a change may have a sign. Line breaks inside a number come from narrow
    cells and are joined, and so are groups of three digits; other white space between digits is not.
    From `LARGEST` on it is no figure:
    odd, and its value unknown.
    """
    reading = _read(text, kind)
    too_large = reading.value is not None and abs(reading.value) >= LARGEST
    return Reading(None, "odd") if too_large else reading


def _read(text: str, kind: Figure) -> Reading:
    bare = plain(text)
    if not bare:
        return BLANK
    strict = {"count": _PLAIN, "amount": _DECIMAL, "sum": _DECIMAL, "change": _SIGNED}[kind]
    if kind == "sum" and (money := _MONEY.fullmatch(bare)):
        return Reading(float(money[1].replace(",", "")), "notation")
    if len(parts := text.replace("\n", "").split()) > 1 and strict.fullmatch(bare):
        grouped = _GROUPED.fullmatch(" ".join(parts))
        return Reading(float(bare), "notation") if grouped else Reading(None, "odd")
    if strict.fullmatch(bare):
        return Reading(float(bare), "number" if "".join(text.split()).isascii() else "notation")
    ungrouped = bare.replace(",", "")
    if _THOUSANDS.fullmatch(bare) and strict.fullmatch(ungrouped):
        return Reading(float(ungrouped), "notation")
    if (remark := _REMARK.fullmatch(bare)) and strict.fullmatch(remark[1]):
        return Reading(float(remark[1]), "notation")
    if (marked := _MARKED.fullmatch(bare)) and strict.fullmatch(marked["figure"].replace(",", "")):
        return Reading(float(marked["figure"].replace(",", "")), "notation")
    return Reading(_evident(bare, kind), "odd")


def _evident(bare: str, kind: Figure) -> float | None:
    """The number that an odd text evidently means, if it means one."""
    if unit := _UNIT.fullmatch(bare):
        number = float(unit[1].replace(",", ""))
        # The form's unit for amounts is 万元; the agency wrote yuan.
        return round(number / 10_000, 6) if (kind, unit[2]) == ("amount", "元") else number
    if kind == "change" and (change := _CHANGE.fullmatch(bare)):
        return float(change[2]) * (1 if change[1] == "增" else -1)
    return float(bare) if _LOOSE.fullmatch(bare) else None
