"""Marks that stand in text and are none of it, told apart once: where a reader hands over what it read.

A raised digit, or ① behind a figure or a word, points to a note: 86¹ is 86 with a note, never 861. Radicals,
which some programs print in place of the characters that look like them, become these characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

RAISED, LEVEL = "\ufdd0", "\ufdd1"
"""A reader puts what is raised or lowered between these two: Unicode reserves them for a program's own
use, and `apart` leaves none of them in a text."""

_RAISED = re.compile(f"{RAISED}([^{RAISED}{LEVEL}]*){LEVEL}?|{LEVEL}")
_CIRCLED = "①-⑳⓪㉑-㊿❶-❿➀-➓⓫-⓴"
# What a raised text is that points to a note; m² and 1ˢᵗ are no such.
_POINTER = re.compile(
    rf"[\[(（〔［【]?(?:注?\s*(?:\d{{1,3}}|[{_CIRCLED}]|[a-z])|[*＊※#＃†‡§△▲☆★○●]{{1,3}}|注)[\])）〕］】]?"
)
# Behind a figure, a word or a closing bracket; elsewhere such a sign numbers what follows it.
_POINTING = re.compile(rf"(?<=[\d\u3400-\u9fff%％）)])[⁰¹²³⁴-⁹₀-₉{_CIRCLED}]++(?!\d)")
# ①3件: its number must not run into the figure.
_BEFORE_FIGURE = re.compile(rf"[{_CIRCLED}](?=\d)")

# The radicals of the block CJK Radicals Supplement, from U+2E80 on, which normal form NFKC leaves as they
# are, by the character that each is equivalent to (Unicode, EquivalentUnifiedIdeograph.txt). Those of the
# block Kangxi Radicals are compatibility characters.
_RADICALS = str.maketrans(
    dict(
        zip(
            (chr(code) for code in range(0x2E80, 0x2EF4) if code != 0x2E9A),
            "冫厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糹纟罓罒㓁㓁㓁羊羊羊"
            "耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀亀龟",
            strict=True,
        )
    )
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, as it was written, and the marks of notes that stood in it."""

    text: str
    written: str
    notes: tuple[str, ...] = ()


def apart(text: str) -> Marked:
    """A text with the marks in it told apart; `RAISED` and `LEVEL` may stand in it."""
    if text.isascii():
        return Marked(text, text)
    text = text.translate(_RADICALS)
    notes: list[str] = []
    written = _RAISED.sub(lambda found: found[1] or "", text)

    def note(mark: str) -> str:
        notes.append(mark.strip())
        return ""

    level = _RAISED.sub(
        lambda found: (
            note(found[1]) if found[1] and _POINTER.fullmatch(found[1].strip()) else found[1] or ""
        ),
        text,
    )
    if not level.strip():
        # All of it is raised: that is how it is written.
        return Marked(written, written)
    level = _POINTING.sub(lambda found: note(found.group()), level)
    level = _BEFORE_FIGURE.sub(lambda found: f"({unicodedata.numeric(found.group()):g})", level)
    return Marked(level, written, tuple(notes))
