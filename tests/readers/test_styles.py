"""What a page's own style sheets hide, strike out or raise is left out or told apart; nothing else is."""

from __future__ import annotations

import pytest

from ogi_audit.document import Grid
from ogi_audit.readers.html import read_html

ROW = "<tr><td>行政许可</td><td>{}</td></tr>"


def cell(style: str, figure: str) -> str:
    """The text of a cell of a page with a style sheet."""
    page = f"<html><head>{style}</head><body><table>{ROW.format(figure)}{ROW.format('7')}</table></body></html>"
    (grid,) = [one for one in read_html(page, "a.html").blocks if isinstance(one, Grid)]
    return grid.rows[0][1].text


@pytest.mark.parametrize(
    "rule",
    [
        ".old {display: none}",
        "#was {visibility:hidden}",
        "td > span.old {font-size: 0px}",
        "td span:first-child {opacity: 0}",
        "table span[class~=old] {position:absolute; left:-9999px}",
        ".old {text-indent: -5000px}",
        ".old {mso-hide: all}",
        ".old {text-decoration: line-through red}",
        "@media screen {.old {display:none}}",
        "@media only screen and (min-width: 600px) {.old {display:none}}",
        ".old {display:none !important} span.old {display:inline}",
        "span {display:none} .none {display:inline}",
        "<!-- .old {display:none} -->",
        "a:hover, .old {display:none}",
    ],
)
def test_what_a_rule_hides_or_strikes(rule):
    assert cell(f"<style>{rule}</style>", '<span class="old" id="was">52</span>51') == "51"


@pytest.mark.parametrize(
    "rule",
    [
        ".other {display:none}",
        "@media print {.old {display:none}}",
        "@media (max-width: 700px) {.old {display:none}}",
        "@media not screen {.old {display:none}}",
        ".old:hover {display:none}",
        ".old::before {display:none}",
        ".old {display:none} span.old {display:inline}",
        ".old {display:none} #was {display:inline}",
        "<<< not a rule",
        ".old:nonsense(3) {display:none}",
        "@import url(x.css); .old {color:red}",
        f".old{' ' * 300}{{display:none}}",
        ".old {vertical-align: baseline}",
        ".old {vertical-align: 0px}",
        ".old {position: relative; left: 5px}",
    ],
)
def test_what_no_rule_hides(rule):
    assert cell(f"<style>{rule}</style>", '<span class="old" id="was">5</span>1') == "51"


def test_the_attribute_holds_before_the_sheet():
    figure = '<span class="old" style="display:inline">5</span>1'
    assert cell("<style>.old {display:none}</style>", figure) == "51"
    assert cell("<style>.old {display:none !important}</style>", figure) == "1"
    assert cell('<style media="print">.old {display:none}</style>', figure) == "51"


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        '<span style="vertical-align: super">1</span>',
        '<span style="vertical-align:5px">1</span>',
        '<i class="up">1</i>',
        "<sub>1</sub>",
    ],
)
def test_what_stands_above_or_below_the_line_is_no_digit_of_it(mark):
    assert cell("<style>.up {vertical-align: text-top}</style>", f"51{mark}") == "51"


def test_what_scripts_would_show_is_read():
    """Nothing is seen of such a page without its scripts: what its sheets hide at first is taken as shown."""
    page = (
        "<html><head><style>#main {opacity: 0}</style></head><body><div id='main'>"
        f"<table>{ROW.format('51')}{ROW.format('7')}</table></div></body></html>"
    )
    assert any(isinstance(one, Grid) for one in read_html(page, "a.html").blocks)
