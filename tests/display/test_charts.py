"""Bars as long as their counts say, shades as dark as their shares, and nothing of a font in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from ogi_audit.display.charts import FILLS, WIDTH, Part, bar, legend, percent, shade
from ogi_audit.lines_shown import visible

SVG = "{http://www.w3.org/2000/svg}"
# What XML can hold at all.
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
)


def parsed(figure: str) -> etree._Element:
    return etree.fromstring(
        str(figure).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


@given(counts=st.lists(st.integers(0, 10**6), min_size=1, max_size=4), spare=st.integers(0, 10**6))
def test_lengths_are_proportional(counts, spare):
    whole = sum(counts) + spare
    svg = parsed(
        bar([Part(fill, n, fill) for fill, n in zip(FILLS, counts, strict=False)], whole, "x")
    )
    rects = svg.findall(f"{SVG}rect")
    assert len(rects) == sum(count > 0 for count in counts)
    start = 0.0
    for rect, count in zip(rects, [count for count in counts if count], strict=True):
        assert float(rect.get("width")) == pytest.approx(WIDTH * count / whole, abs=0.006)
        assert float(rect.get("x")) == pytest.approx(start, abs=0.006)
        start += WIDTH * count / whole
    assert start <= WIDTH + 1e-6


@given(label=words, word=words)
@example(label="\u200e", word="\u202e")
def test_words_are_escaped_and_said(label, word):
    svg = parsed(bar([Part("dark", 3, word)], 3, label))
    assert svg.get("role") == "img"
    # What turns or hides what stands around it is shown as a sign of its own.
    assert (svg.findtext(f"{SVG}title") or "") == visible(label)
    assert svg.findtext(f"{SVG}desc") == visible(f"{word} 3")


def test_digits_stand_only_where_there_is_room():
    svg = parsed(bar([Part("dark", 1, "a"), Part("empty", 999, "b")], 1000, "x"))
    assert [text.text for text in svg.findall(f"{SVG}text")] == ["999"]


def test_a_bar_of_nothing_is_empty():
    assert not parsed(bar([Part("dark", 0, "a")], 0, "x")).findall(f"{SVG}rect")


def test_bars_and_legend_load_nothing_and_name_the_same_patterns():
    drawn = bar([Part(fill, 1, fill) for fill in FILLS], 4, "x")
    key = legend((fill, fill) for fill in FILLS)
    used = set(re.findall(r"url\(#([\w-]+)\)", drawn + key))
    assert used == set(re.findall(r'<pattern id="([\w-]+)"', key)) == {"ogi-hatched", "ogi-dotted"}
    assert not re.search(r"href|src=|https?:|font-family", drawn + key)
    # Each fill differs from the others in tone or pattern.
    assert len(set(FILLS.values())) == len(FILLS)


@pytest.mark.parametrize(
    ("count", "whole", "said"),
    [
        (0, 0, "—"),
        (0, 5, "0%"),
        (5, 5, "100%"),
        (1, 3, "33%"),
        (1, 8, "13%"),
        (1, 1000, "<1%"),
        (999, 1000, ">99%"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(count, whole, said):
    assert percent(count, whole) == said


@given(whole=st.integers(1, 10**5), data=st.data())
def test_shades_grow_with_shares(whole, data):
    one, other = sorted(data.draw(st.tuples(*[st.integers(0, whole)] * 2)))
    assert shade(one, whole) <= shade(other, whole)
    assert shade(0, whole) == "ogi-shade-0" < shade(1, whole)
    assert shade(whole, whole) == "ogi-shade-5"
