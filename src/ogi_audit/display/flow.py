"""The way of requests as a picture: carried in and new, to process, outcomes, carried on.

Bands are as wide as numbers are large; every number stands beside its band. No font is measured:
names have a margin of fixed width, so that every machine writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ogi_audit.display.pages import page
from ogi_audit.display.requests import Flow, carried_out_of, outcomes_of, sources_of
from ogi_audit.messages import in_language
from ogi_audit.messages.document import PICTURES
from ogi_audit.messages.punctuation import listed
from ogi_audit.phrasing import number
from ogi_audit.report import Report

_WIDTH, _MARGIN, _BAR = 760, 200, 12
_TALL = 240.0
# What is not zero is seen, and names do not run into each other.
_THINNEST, _SLOT, _APART = 1.5, 22.0, 8.0
_TOP = 26.0


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    count: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Where its name stands, in the height of the picture."""
        return self.top + self.height / 2


def flow_html(report: Report, language: str = "zh") -> Markup:
    """The picture, its numbers said in words for those who cannot see it; a sentence if there is none."""
    words = in_language(PICTURES, language)
    sources, outcomes = sources_of(report), [*outcomes_of(report), carried_out_of(report)]
    unknown = [flow for flow in (*sources, *outcomes) if flow.count is None or not flow.complete]
    left, right = _drawn(sources), _drawn(outcomes)
    incoming, outgoing = (sum(count for _, count in side) for side in (left, right))
    whole = max(incoming, outgoing)
    fields: dict[str, object] = {}
    if whole:
        unit = _TALL / whole
        height = max(_column(side, unit) for side in (left, right))
        middle = _TOP + (height - _TALL) / 2
        from_left = _nodes(left, unit, height, language)
        to_right = _nodes(right, unit, height, language)
        # Where a figure is unknown, a gap between the sides says nothing.
        gap = 0.0 if unknown else incoming - outgoing
        fields = {
            "height": _fixed(height + 2 * _TOP),
            "bands": [
                *_bands(from_left, middle, unit, left, to_middle=True),
                *_bands(to_right, middle, unit, right, to_middle=False),
            ],
            "left": [_labelled(node) for node in from_left],
            "right": [_labelled(node) for node in to_right],
            "middle": {
                "x": _fixed(_WIDTH / 2 - _BAR / 2),
                "top": _fixed(middle),
                "height": _fixed(_TALL),
                # A source that cannot be read makes their sum no number of the report.
                "text": words["to_process"].format(count=number(incoming))
                if not any(flow.count is None for flow in sources)
                else words["to_process_unknown"],
            },
            "gap": _gap(gap, unit, middle, words),
            "said": words["flow_said"].format(
                sources=_said(from_left, language), outcomes=_said(to_right, language)
            ),
        }
    return Markup(
        page(
            "flow.html.j2",
            language=language,
            words=words,
            drawn=bool(whole),
            width=_WIDTH,
            margin=_MARGIN,
            bar=_BAR,
            empty=words["flow_empty" if unknown else "flow_none"],
            unknown=words["flow_incomplete"].format(
                names=listed((flow.name(language) for flow in unknown), language)
            )
            if unknown
            else "",
            **fields,
        )
    )


def _drawn(flows: Sequence[Flow]) -> list[tuple[Flow, float]]:
    return [(flow, float(flow.count)) for flow in flows if flow.count and flow.count > 0]


def _column(side: Sequence[tuple[Flow, float]], unit: float) -> float:
    """How tall a column of nodes is, with room for each name."""
    return sum(max(_SLOT, count * unit + _APART) for _, count in side)


def _nodes(
    side: Sequence[tuple[Flow, float]], unit: float, height: float, language: str
) -> list[_Node]:
    top = _TOP + (height - _column(side, unit)) / 2
    nodes = []
    for flow, count in side:
        slot = max(_SLOT, count * unit + _APART)
        tall = max(_THINNEST, count * unit)
        nodes.append(_Node(flow.name(language), number(count), top + (slot - tall) / 2, tall))
        top += slot
    return nodes


def _bands(
    nodes: Sequence[_Node],
    middle: float,
    unit: float,
    side: Sequence[tuple[Flow, float]],
    *,
    to_middle: bool,
) -> list[str]:
    """The outline of each band between a node and its part of the bar in the middle."""
    centre = _WIDTH / 2
    outer, inner = (
        (_MARGIN + _BAR, centre - _BAR / 2)
        if to_middle
        else (_WIDTH - _MARGIN - _BAR, centre + _BAR / 2)
    )
    bend = (outer + inner) / 2
    paths, at = [], middle
    for node, (_, count) in zip(nodes, side, strict=True):
        tall = max(_THINNEST, count * unit)
        x, y = _fixed(outer), _fixed(node.top)
        end, low = _fixed(inner), _fixed(at)
        paths.append(
            f"M{x} {y}C{_fixed(bend)} {y} {_fixed(bend)} {low} {end} {low}"
            f"V{_fixed(at + tall)}C{_fixed(bend)} {_fixed(at + tall)} {_fixed(bend)} "
            f"{_fixed(node.top + node.height)} {x} {_fixed(node.top + node.height)}Z"
        )
        at += count * unit
    return paths


def _gap(gap: float, unit: float, middle: float, words: dict[str, str]) -> dict[str, str] | None:
    """Where the sides are not equal: what one of them lacks."""
    if not gap:
        return None
    tall = max(_THINNEST * 2, abs(gap) * unit)
    is_left = gap < 0
    return {
        "x": _fixed(_WIDTH / 2 - _BAR / 2 - 14 if is_left else _WIDTH / 2 + _BAR / 2),
        "top": _fixed(middle + _TALL - tall),
        "height": _fixed(tall),
        "text": words["gap_in" if is_left else "gap_out"].format(gap=number(abs(gap))),
        "text_x": _fixed(_WIDTH / 2),
        "text_y": _fixed(middle + _TALL + 18),
    }


def _labelled(node: _Node) -> dict[str, str]:
    return {
        "name": node.name,
        "count": node.count,
        "top": _fixed(node.top),
        "height": _fixed(node.height),
        "text_y": _fixed(node.middle + 4.5),
    }


def _said(nodes: Sequence[_Node], language: str) -> str:
    return listed((f"{node.name} {node.count}" for node in nodes), language)


def _fixed(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
