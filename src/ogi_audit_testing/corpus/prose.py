"""Prose that knows what it states: each number in a text with the cells that it speaks of.

A paragraph is a run of strings and `Stated` numbers. What a number says is true of the tables when
it is written; a test that plants a wrong one knows what may honestly be found, and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Kind = Literal["count", "share", "whole", "scope"]

_DIGITS = "零一二三四五六七八九"
_PIECE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Stated:
    """A number in a text.

    ``at`` is what it counts, in the words of a finding; ``cells`` are the cells it speaks of, wholes
    included; ``honest`` the other values a reader may hold it against. A ``plain`` one says clearly
    enough what it counts that a wrong number must be noticed. A ``whole`` is followed by all its parts
    (``at`` is the section then); a ``scope`` marks a sentence on less or more than the tables count.
    """

    written: str
    value: Decimal
    at: str = ""
    kind: Kind = "count"
    cells: frozenset[str] = frozenset()
    honest: frozenset[Decimal] = frozenset()
    plain: bool = False
    unit: str = ""
    of: int = 0
    """Of a share: the number that it is a share of."""


Passage = tuple["str | Stated", ...]
Text = Mapping[str, tuple[Passage, ...]]
"""The paragraphs of each section."""


def fill(template: str, **pieces: Stated | str | int | Passage) -> Passage:
    """The template with a piece at each ``{name}``."""
    parts: list[str | Stated] = []
    for number, part in enumerate(_PIECE.split(template)):
        piece = pieces[part] if number % 2 else part
        if isinstance(piece, tuple):
            parts += piece
        else:
            parts.append(piece if isinstance(piece, Stated) else str(piece))
    return tuple(parts)


def join(passages: Iterable[Passage], mark: str = "") -> Passage:
    """One passage of many, with a mark between."""
    joined: list[str | Stated] = []
    for number, passage in enumerate(passages):
        joined += [mark] if number and mark else []
        joined += passage
    return tuple(joined)


def read(passage: Passage) -> str:
    """The passage as it is read."""
    return "".join(piece if isinstance(piece, str) else piece.written for piece in passage)


def paragraphs(text: Text) -> dict[str, tuple[str, ...]]:
    """The paragraphs of each section as strings."""
    return {key: tuple(map(read, passages)) for key, passages in text.items()}


def stated(text: Text) -> list[tuple[str, int, int, Stated]]:
    """Every number of a text: section, paragraph, piece and the number itself."""
    return [
        (key, row, place, piece)
        for key, passages in text.items()
        for row, passage in enumerate(passages)
        for place, piece in enumerate(passage)
        if isinstance(piece, Stated)
    ]


def restated(text: Text, where: tuple[str, int, int], value: Decimal) -> Text:
    """The text with one number written as another."""
    key, row, place = where
    passages = [list(passage) for passage in text[key]]
    old = passages[row][place]
    assert isinstance(old, Stated)
    passages[row][place] = replace(old, written=f"{value:f}{old.unit}", value=value)
    return {**text, key: tuple(map(tuple, passages))}


def percent(part: int, whole: int, digits: int = 1) -> Decimal:
    """A percentage as people round it."""
    step = Decimal(1).scaleb(-digits)
    return (Decimal(part) * 100 / whole).quantize(step, ROUND_HALF_UP)


def chinese(number: int) -> str:
    """A number below 10,000 in Chinese numerals: 十二, 一百零五, 三千二百."""
    if number < 10:
        return _DIGITS[number]
    text, zero = "", False
    for weight, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, weight)
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + sign
            zero = False
        elif text:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text
