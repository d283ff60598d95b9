"""Numbers beyond all figures, in cells and in the text: unknown, or larger than any; never a crash."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ogi_audit.extraction.figures import LARGEST, read_figure
from ogi_audit.extraction.numbers import parse_chinese, stated_numbers

NUMBERS = {
    "400 digits": "9" * 400,
    "5,000 digits": "9" * 5000,
    "5,000 full-width digits": "９" * 5000,
    "16 digits": "1" + "0" * 15,
    "grouped": ",".join(["999"] * 100),
    "with a unit": "9" * 400 + "件",
    "negative": "-" + "9" * 400,
}


@pytest.mark.parametrize("text", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("kind", ["count", "amount", "sum", "change"])
def test_a_number_beyond_all_figures_is_no_plain_figure(text, kind):
    reading = read_figure(text, kind)
    assert (reading.value, reading.state) == (None, "odd")


def test_the_largest_figure_is_one():
    assert read_figure("9" * 15).value == LARGEST - 1
    assert read_figure("9" * 15).state == "number"


STATED = {
    "digits": "9" * 400,
    "many digits": "9" * 1_000_000,
    "numerals": "九" * 5000,
    "a scale without end": "9" + "亿" * 200_000,
    "units without end": "千" * 200_000 + "万",
    "numerals with a scale without end": "一" + "亿" * 200_000,
    "about": "约" + "9" * 400,
    "more than": "9" * 400 + "余",
}


@pytest.mark.parametrize("text", STATED.values(), ids=STATED)
def test_a_number_beyond_all_figures_in_the_text(text):
    (stated,) = stated_numbers(text + "件")
    assert stated.value <= LARGEST
    assert stated.most <= 2 * Decimal(LARGEST)


def test_numerals_beyond_all_figures():
    assert parse_chinese("九" * 15) == LARGEST - 1
    assert parse_chinese("九" * 16) == LARGEST
    assert parse_chinese("〇" * 5000 + "七") == 7
    assert parse_chinese("一" + "亿" * 9) == LARGEST


@pytest.mark.parametrize("written", ["33." + "3" * 30 + "%", "0." + "1" * 400_000 + "元"])
def test_decimals_beyond_all_sense_are_rounded(written):
    (stated,) = stated_numbers(written)
    assert stated.digits == 20
    assert abs(stated.value - Decimal(written[:25].rstrip("%元"))) < Decimal("1e-19")
    assert stated.least <= stated.value <= stated.most
