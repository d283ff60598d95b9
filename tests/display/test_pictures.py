"""The formulas and pictures of an audit: the figures as they are, what is unknown never drawn as zero."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogi_audit import audit
from ogi_audit.auditing import audit_report
from ogi_audit.display.figures import brief, formula_html
from ogi_audit.display.flow import flow_html
from ogi_audit.display.pictures import mix_html, years_html
from ogi_audit.display.requests import outcomes_of
from ogi_audit.errors import LANGUAGES
from ogi_audit.extraction.figures import BLANK, Reading
from ogi_audit.form import REQUESTS, labels_of
from ogi_audit.formulas import Formula, Term
from ogi_audit.loading import load
from ogi_audit.resources import share

DATA = share("data")
COUNTS = st.integers(0, 10**9)
TOTALS = tuple(f"requests.{row.key}.total" for row in REQUESTS["2021"].rows)


@lru_cache
def report(name: str = "clean-2024.html"):
    return load(DATA / name)


def changed(values: dict[str, float | None]):
    """The sample with other figures; ``None`` for a cell left blank."""
    cells = []
    for cell in report().found_cells:
        if cell.key in values:
            value = values[cell.key]
            reading = BLANK if value is None else Reading(value, "number")
            cell = replace(cell, text="" if value is None else str(value), reading=reading)
        cells.append(cell)
    return replace(report(), found_cells=tuple(cells))


def text_of(html: str) -> str:
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").text_content().split())


def test_a_formula_has_the_figures_of_both_sides():
    findings = audit(DATA / "sample-2023.txt").findings
    assert [str(f.formula) for f in findings] == ["51 + 3 ≠ 52 + 3", "55 ≠ 51 + 3", "4 ≠ 3"]
    assert findings[0].to_json()["formula"] == "51 + 3 ≠ 52 + 3"
    (blank, *_) = audit(DATA / "blanks-2024.docx").findings
    assert blank.to_json()["formula"] is None


def test_a_formula_solved_for_a_figure_has_it_alone_on_the_left():
    last = changed({"disclosure.normative_documents.in_force": 100})
    result = audit_report(report(), last_year(last))
    (finding,) = [f for f in result.findings if f.rule == "years.in_force"]
    assert str(finding.formula) == "38 ≠ 100 + 6 − 9"
    said = text_of(formula_html(finding.formula))
    assert said.startswith("38 现行有效 ≠ 100 上年现行有效 + 6 本年制发 − 9 本年废止")
    assert "即 38 ≠ 97，相差 59" in said


def last_year(other):
    data = replace(other.metadata, year=other.metadata.year - 1)
    return replace(other, metadata=data)


@given(st.lists(COUNTS, min_size=1, max_size=22), st.lists(COUNTS, min_size=1, max_size=22))
def test_a_formula_leaves_out_nothing_but_zeros(left, right):
    formula = Formula(*(tuple(Term(float(v)) for v in side) for side in (left, right)))
    shown = [[int(n) for n in re.findall(r"\d+", side)] for side in str(formula).split(" ≠ ")]
    assert [sum(side) for side in shown] == [sum(left), sum(right)]
    assert formula.sums == (sum(left), sum(right))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_a_name_without_a_number(language):
    for table in REQUESTS.values():
        for key in table.keys:
            for label in labels_of(key):
                name = brief(label, language)
                assert name
                assert not re.match(r"[（(\d一二三四五六七八九IVX]+[、.)）]", name)


def test_the_flow_says_what_goes_in_and_what_comes_out():
    said = text_of(flow_html(report()))
    assert "应办理 104 件" in said
    assert "左：上年结转申请数量 5、本年新收申请数量 99" in said
    assert "结转下年度继续办理 6" in said
    assert "≠" not in said


def test_the_flow_shows_a_gap():
    said = text_of(flow_html(changed({"requests.new_received.total": 97})))
    assert "≠ 左少 2 件" in said
    said = text_of(flow_html(changed({"requests.new_received.total": 107}), "en"))
    assert "≠ 8 missing on the right" in said


def test_what_is_unknown_is_named_and_no_gap_is_claimed():
    said = text_of(flow_html(changed({"requests.granted.total": None})))
    assert "没有画出的：予以公开" in said
    assert "≠" not in said
    page = mix_html(changed({"requests.denied.state_secret.total": None}))
    assert "15 以上" in text_of(page)
    # Of an unknown sum there are no shares.
    assert "%" not in text_of(page)
    assert "应办理件数未知" in text_of(flow_html(changed({"requests.carried_in.total": None})))


def test_nothing_to_draw_is_said():
    none = flow_html(changed(dict.fromkeys(TOTALS, None)))
    assert "<svg" not in none
    assert "没有读出足够的数字" in text_of(none)
    zero = flow_html(changed(dict.fromkeys(TOTALS, 0)))
    assert "<svg" not in zero
    assert "本年没有收到和结转的申请" in text_of(zero)
    assert "本年没有收到和结转的申请" in text_of(mix_html(changed(dict.fromkeys(TOTALS, 0))))


def test_the_groups_are_the_sums_of_their_rows():
    flows = {flow.label.key: flow for flow in outcomes_of(report())}
    assert flows["denied"].count == 15
    assert len(flows["denied"].parts) == 8
    assert flows["granted"].count == 37
    assert "other" in flows
    assert {flow.label.key for flow in outcomes_of(load(DATA / "mixed-form-2023.pdf"))} >= {"other"}


def test_the_years_stand_side_by_side():
    page = years_html(report(), report("clean-2023.html"))
    row = next(
        r for r in lxml.html.fromstring(f"<div>{page}</div>").iter("tr") if "罚" in r.text_content()
    )
    assert [cell.text_content() for cell in row.iter("td")][:3] == ["9105", "8742", "−363 (−4%)"]
    assert "没有给出上年报告" in text_of(years_html(report(), None))
    unknown = years_html(
        changed({"disclosure.penalties.decisions": None}), report("clean-2023.html")
    )
    assert "未知" in text_of(unknown)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.none() | COUNTS, min_size=len(TOTALS), max_size=len(TOTALS)))
def test_any_figures_make_a_picture_within_its_frame(values):
    other = changed(dict(zip(TOTALS, values, strict=True)))
    page = flow_html(other)
    mix_html(other, "en")
    if "<svg" in page:
        box = re.search(r'viewBox="0 0 (\d+) ([\d.]+)"', page)
        heights = [
            float(y) + float(h)
            for y, h in re.findall(r'y="([\d.]+)" width="\d+" height="([\d.]+)"', page)
        ]
        assert heights
        assert max(heights) <= float(box[2])
