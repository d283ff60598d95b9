"""One fault in a clean report is found as what it is, in every layout, and shifts no other figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ogi_audit.loading import load
from ogi_audit_testing import few
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.alter import blank, with_cell, without, without_section
from ogi_audit_testing.makers.figures import consistent
from ogi_audit_testing.reading import differences, findings_of_all, said, states_of, values_of

FAST = [name for name, layout in LAYOUTS.items() if not layout.needs and layout.suffix != ".pdf"]
PDF = [name for name, layout in LAYOUTS.items() if not layout.needs and layout.suffix == ".pdf"]
PLACED = [name for name in (*FAST, *PDF) if LAYOUTS[name].separators]
UNPLACED = [name for name in (*FAST, *PDF) if not LAYOUTS[name].separators]


@pytest.fixture(scope="session")
def some(is_full: bool) -> Callable[..., list[str]]:
    """``some(keys, layout, most)``: the same few of the keys for the same layout, fewer for slow ones."""
    share = 1 if is_full else 8
    return lambda keys, name, most: few.sample(
        keys, name, max(1, most // (share if name in FAST else 4 * share))
    )


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize("name", [*FAST, *PDF])
def test_a_deleted_row_is_missing_and_moves_nothing(name, edition, tmp_path, some):
    clean = consistent(len(name), edition=edition)
    rows = {key.rsplit(".", 1)[0] for key in clean.cells if not key.startswith("disputes")}
    for row in some(rows, name, 40):
        specimen = without(clean, row)
        report = load(LAYOUTS[name].file(specimen, tmp_path))
        assert differences(specimen.values, report) == {}, row
        missing = report.rows[report.rows["label"].isna()]
        assert [f"{m.table}.{m.row}" for m in missing.itertuples()] == [row]


@pytest.mark.parametrize("name", PLACED)
def test_a_blank_cell_is_blank_and_moves_nothing(name, tmp_path, some):
    clean = consistent(len(name) + 1)
    for key in some(clean.cells, name, 30):
        specimen = blank(clean, key)
        report = load(LAYOUTS[name].file(specimen, tmp_path))
        assert states_of(report)[key] == "blank", key
        assert differences(specimen.values, report) == {}, key


@pytest.mark.parametrize("name", UNPLACED)
def test_a_blank_without_separators_is_unknown_and_moves_nothing(name, tmp_path, some):
    clean = consistent(len(name) + 2)
    for key in some(clean.cells, name, 30):
        specimen = blank(clean, key)
        report = load(LAYOUTS[name].file(specimen, tmp_path))
        row = "disputes" if key.startswith("disputes") else key.rsplit(".", 1)[0]
        assert states_of(report)[key] in ("blank", "unplaced"), key
        assert values_of(report)[key] is None, key
        assert all(other.startswith(row) for other in differences(specimen.values, report)), key


@pytest.mark.parametrize("text", ["/", "—", "无", "5件", "3.0", "-1", "见附件"])
@pytest.mark.parametrize("name", PLACED)
def test_what_is_no_figure_is_odd_and_moves_nothing(name, text, tmp_path, some):
    clean = consistent(len(name) + 3)
    for key in some((k for k in clean.cells if "fees" not in k), name, 4):
        report = load(LAYOUTS[name].file(with_cell(clean, key, text), tmp_path))
        assert states_of(report)[key] == "odd", key
        wrong = differences(clean.values, report)
        assert set(wrong) <= {key}, key


def test_each_changed_figure_breaks_its_identities_and_no_others(tmp_path, some):
    """Over all layouts: a figure of table 3 or 4 changed by one fails where it is summed."""
    cases = []
    for name in FAST:
        clean = consistent(len(name) + 4)
        keys = [key for key in clean.cells if not key.startswith("disclosure")]
        for key in some(keys, name, 10):
            text = str(int(clean.cells[key] or 0) + 1)
            cases.append(
                (name, key, load(LAYOUTS[name].file(with_cell(clean, key, text), tmp_path)))
            )
    assert len(cases) >= len(FAST)
    for (name, key, _), findings in zip(
        cases, findings_of_all([report for *_, report in cases]), strict=True
    ):
        critical = said(f for f in findings if f.severity == "critical")
        assert critical == expected_identities(key), (name, key)


def expected_identities(key: str) -> set[tuple[str, str]]:
    """The identities that a figure of tables 3 or 4 takes part in (rules.md)."""
    table, rest = key.split(".", 1)
    row, column = rest.rsplit(".", 1)
    if table == "disputes":
        return {("disputes.total", row)}
    expected = {("requests.row_total", row)}
    if row in ("new_received", "carried_in", "closed_total", "carried_out"):
        expected.add(("requests.balance", column))
    if row not in ("new_received", "carried_in", "carried_out"):
        expected.add(("requests.closed_total", column))
    return expected


@pytest.mark.parametrize("name", FAST)
def test_missing_sections_and_rows_are_critical(name, tmp_path):
    clean = consistent(len(name) + 5)
    keys = [section.key for section in clean.sections]
    reports = [load(LAYOUTS[name].file(without_section(clean, key), tmp_path)) for key in keys]
    reports.append(load(LAYOUTS[name].file(without(clean, "requests.granted"), tmp_path)))
    *sections, row = findings_of_all(reports)
    for key, findings in zip(keys, sections, strict=True):
        critical = said(f for f in findings if f.severity == "critical")
        tables = {"disclosure", "requests", "disputes"}
        wanted = {("form.sections", key)} | (
            {("form.table_missing", key)} if key in tables else set()
        )
        assert critical == wanted
    assert said(f for f in row if f.severity == "critical") == {("form.row_missing", "granted")}


@pytest.mark.parametrize(
    "name", ["html-plain", "docx-official", "text-tabs", "text-bars", "text-lines", "md-pipes"]
)
def test_a_deleted_column_or_group_is_missing_and_moves_nothing(name, tmp_path):
    clean = consistent(len(name) + 6)
    keys = [
        *("disclosure.issued", "disclosure.repealed", "disputes.corrected", "requests.business"),
        *("disputes.reconsideration", "disputes.litigation_direct"),
    ]
    specimens = [without(clean, key) for key in keys]
    reports = [load(LAYOUTS[name].file(specimen, tmp_path)) for specimen in specimens]
    for key, specimen, report, findings in zip(
        keys, specimens, reports, findings_of_all(reports), strict=True
    ):
        assert differences(specimen.values, report) == {}, key
        wrong = said(f for f in findings if f.severity != "info")
        assert wrong == {("form.row_missing", key.split(".")[1])}
