"""Real reports: every figure as transcribed by hand, exactly the identities that they break."""

from __future__ import annotations

import json

import pytest

from ogi_audit import audit
from ogi_audit.auditing import Audit
from ogi_audit_testing.reading import differences, said

REPORTS = ("qingyuan-2023.txt", "hongze-2023.pdf", "huaian-2024.pdf", "shuyang-2025.md")
IDENTITIES = {"requests.balance", "requests.closed_total", "requests.row_total", "disputes.total"}


@pytest.fixture(scope="module")
def audits(shared) -> dict[str, Audit]:
    names = (*REPORTS, "form-2021-blank.docx")
    return {name: audit(shared / "reports" / name) for name in names}


@pytest.fixture(scope="module")
def truths(shared) -> dict[str, dict]:
    return {
        name: json.loads((shared / "truth" / f"{name.split('.')[0]}.json").read_text("utf-8"))
        for name in REPORTS
    }


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_is_read(name, audits, truths):
    assert differences(truths[name]["cells"], audits[name].report) == {}
    assert len(truths[name]["cells"]) >= 200


@pytest.mark.parametrize("name", REPORTS)
def test_exactly_the_broken_identities_are_found(name, audits, truths):
    found = {pair for pair in said(audits[name].findings) if pair[0] in IDENTITIES}
    assert found == {(one["rule"], one["at"]) for one in truths[name]["failing_identities"]}


@pytest.mark.parametrize("name", REPORTS)
def test_agency_and_year_are_found(name, audits, truths):
    data = audits[name].report.metadata
    assert (data.agency, data.year) == (truths[name]["agency"], truths[name]["year"])


@pytest.mark.parametrize(
    ("name", "critical"),
    [
        ("qingyuan-2023.txt", {"requests.balance", "requests.row_total"}),
        ("hongze-2023.pdf", {"disputes.total", "form.edition"}),
        ("huaian-2024.pdf", set()),
        ("shuyang-2025.md", set()),
        ("form-2021-blank.docx", set()),
    ],
)
def test_nothing_else_is_critical(name, critical, audits):
    findings = audits[name].findings
    assert {f.rule for f in findings if f.severity == "critical"} == critical
    assert audits[name].counts["crashed"] == 0


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_but_what_the_text_says_wrong_needs_an_explanation(name, audits):
    warnings = [(f.rule, f.at) for f in audits[name].findings if f.severity == "warning"]
    wrong = {"qingyuan-2023.txt": [("narrative.count", "legal_persons")]}
    assert warnings == wrong.get(name, [])


def test_the_conflict_of_text_and_table_is_shown_in_every_reading(audits):
    conflict = next(f for f in audits["qingyuan-2023.txt"].findings if f.rule == "narrative.count")
    assert (conflict.observed, conflict.expected, conflict.difference) == (4, 3, 1)
    assert "法人或其他组织申请件4宗" in conflict.message["zh"]
    assert "自然人申请件51宗" in conflict.evidence["zh"]
    assert {cell.rsplit(".", 1)[0] for cell in conflict.cells} == {"requests.new_received"}
    assert len(conflict.cells) == 5


# What each text states that the tables count; the numbers are the reports' own.
STATED = {
    "qingyuan-2023.txt": [2, 20, 55, 3, 54, 4, 51, 4, 10, 3, 37, 4, 0, 2],
    "hongze-2023.pdf": [21],
    "huaian-2024.pdf": [1, 3119, 3050, 34, 103, 351, 72, 64, 178, 37, 46, 25, 5, 9, 7],
    "shuyang-2025.md": [749, 741, 8, 718, 31, 74],
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_numbers_of_the_text_are_found(name, audits):
    claims = audits[name].report.claims
    assert [c.stated.value for c in claims if not c.share_of] == STATED[name]


def test_percentages_and_parts_of_the_text_are_found(audits):
    report = audits["qingyuan-2023.txt"].report
    shares = [str(c.stated.value) for c in report.claims if c.share_of]
    assert shares == ["18.5", "5.6", "68.5", "7.4", "0"]
    assert [(b.whole.value, len(b.parts), b.told) for b in report.breakdowns] == [(438, 10, "sum")]


def test_the_mixed_form_is_named(audits):
    report = audits["hongze-2023.pdf"].report
    assert report.edition == "mixed"
    assert report.signs["2019"] == ["（六）其他处理"]
    slip = next(f for f in audits["hongze-2023.pdf"].findings if f.rule == "form.row_label")
    assert "其他法律行政止公开" in slip.message["zh"]


def test_the_blank_form_has_blanks_and_what_follows_from_them(audits):
    blank = audits["form-2021-blank.docx"]
    assert {f.rule for f in blank.findings} == {
        "form.cell_blank",
        "form.title",
        "form.section_empty",
    }
    cells = next(f for f in blank.findings if f.rule == "form.cell_blank").cells
    assert len(cells) == 200
    assert set(blank.report.cells["state"]) == {"blank"}
    identities = [o for o in blank.outcomes if o.rule.id in IDENTITIES]
    assert {o.status for o in identities} == {"not_assessable", "not_applicable"}


def test_dates_are_found_where_the_document_states_them(audits):
    dates = {name: str(audits[name].report.metadata.published) for name in REPORTS}
    assert dates == {
        "qingyuan-2023.txt": "2024-01-29",
        "hongze-2023.pdf": "None",
        "huaian-2024.pdf": "None",
        "shuyang-2025.md": "2026-01-23",
    }
