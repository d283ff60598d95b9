"""Bars and shades as inline SVG and classes: lengths are counts, and the words stand beside them.

Nothing here measures a font: the only text inside a bar is its digits, where there is ample room.
So every machine writes the same bytes. Fills differ in tone and pattern, never in hue alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ogi_audit.display.pages import page

WIDTH = 240
FILLS = {
    "dark": "#8a3b00",
    "blue": "#24407a",
    # A plain tone stands in where the pattern of the legend is missing.
    "hatched": "url(#ogi-hatched) #d6e4ff",
    "dotted": "url(#ogi-dotted) #eef1f4",
    "grey": "#a9b2bd",
    "empty": "#fff",
}
_MARGIN = 6
_DIGIT = 8
_STEPS = (0.0, 0.1, 0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how many, what they are, and how it is filled (one of `FILLS`)."""

    fill: str
    count: float
    word: str


def bar(parts: Sequence[Part], whole: float, label: str, *, repeats: bool = False) -> Markup:
    """One horizontal bar, its parts side by side, ``whole`` being as long as the bar can get.

    One that only ``repeats`` the figures beside it is nothing to a screen reader.
    """
    drawn = []
    before = 0.0
    for part in parts:
        start, stop = _at(before, whole), _at(before + part.count, whole)
        before += part.count
        if part.count:
            fits = stop - start >= _DIGIT * len(str(part.count)) + _MARGIN
            drawn.append(
                {
                    "fill": part.fill,
                    "start": _written(start),
                    "width": _written(stop - start),
                    "middle": _written((start + stop) / 2),
                    "count": part.count if fits else None,
                }
            )
    said = " · ".join(f"{part.word} {part.count}" for part in parts)
    fields = {"parts": drawn, "fills": FILLS, "width": WIDTH, "label": label, "said": said}
    fields["repeats"] = repeats
    return Markup(page("bar.svg.j2", **fields))


def legend(words: Iterable[tuple[str, str]]) -> Markup:
    """What the fills mean, as fill and word. It brings the patterns that the bars are filled with."""
    return Markup(page("legend.html.j2", words=list(words), fills=FILLS))


def shade(count: int, whole: int) -> str:
    """The class of a cell that is darker the greater its share is; none at all is left white."""
    share = count / whole if whole else 0
    return f"ogi-shade-{sum(share > step for step in _STEPS)}"


def percent(count: float, whole: float) -> str:
    """A share in whole per cent, never rounded to none or to all; a dash where there is no whole."""
    if not whole:
        return "—"
    # Half is rounded up; float would now and then round it down.
    rounded = int((200 * count + whole) // (2 * whole))
    if count and not rounded:
        return "<1%"
    return ">99%" if rounded == 100 and count < whole else f"{rounded}%"


def _at(count: float, whole: float) -> float:
    return WIDTH * count / whole if whole else 0.0


def _written(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
