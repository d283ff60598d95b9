"""The marks between words: Chinese ones are as wide as a character, English ones bring their blanks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one language; ``item`` stands between the items of a list."""

    colon: str
    comma: str
    item: str
    semicolon: str
    stop: str
    left: str
    right: str


MARKS = {
    "zh": Marks("：", "，", "、", "；", "。", "（", "）"),
    "en": Marks(": ", ", ", ", ", "; ", ". ", " (", ")"),
}


def bracketed(text: str, language: str) -> str:
    """The text in brackets, to follow the word that it explains."""
    marks = MARKS[language]
    return f"{marks.left}{text}{marks.right}"


def listed(items: Iterable[object], language: str) -> str:
    """Things of one kind in a row: ``甲、乙``, ``A, B``."""
    return MARKS[language].item.join(map(str, items))
