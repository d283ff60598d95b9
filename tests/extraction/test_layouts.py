"""The same figures in every layout give the same cells, and no critical finding."""

from __future__ import annotations

import shutil

import pytest

from ogi_audit.loading import load
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.alter import rewrite, with_cell
from ogi_audit_testing.makers.figures import Specimen, consistent
from ogi_audit_testing.reading import differences, findings_of_all, states_of

EDITIONS = ("2021", "2019", "mixed")
SIZES = ("small", "medium", "large")
FAST = [name for name, layout in LAYOUTS.items() if not layout.needs]


def read(name: str, specimen: Specimen, folder):
    layout = LAYOUTS[name]
    if layout.needs and not shutil.which(layout.needs):
        pytest.skip(f"{layout.needs} is not installed")
    return load(layout.file(specimen, folder))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_the_figures_are_those_written(name, edition, tmp_path, is_full):
    # A PDF takes as long as twenty pages: one size for each edition.
    is_slow = LAYOUTS[name].suffix == ".pdf" and not is_full
    one = SIZES[EDITIONS.index(edition)]
    sizes = SIZES[:1] if LAYOUTS[name].needs else (one,) if is_slow else SIZES
    for seed, size in enumerate(sizes):
        specimen = consistent(seed, edition=edition, size=size)
        report = read(name, specimen, tmp_path)
        assert differences(specimen.values, report) == {}
        assert report.edition == edition
        assert all(section.heading for section in report.sections)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_report_is_who_it_says(name, tmp_path):
    specimen = consistent(11)
    data = read(name, specimen, tmp_path).metadata
    assert (data.agency, data.year, data.published) == (
        specimen.agency,
        specimen.year,
        specimen.date,
    )


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_no_layout_gives_a_finding(edition, tmp_path):
    """A clean report is clean in each layout: nothing critical, nothing to explain."""
    specimens = [consistent(100 + n, edition=edition) for n in range(len(FAST))]
    reports = [read(name, s, tmp_path) for name, s in zip(FAST, specimens, strict=True)]
    found = {
        name: [(f.rule, f.at, f.message["zh"]) for f in findings if f.severity != "info"]
        for name, findings in zip(FAST, findings_of_all(reports), strict=True)
    }
    assert {name: findings for name, findings in found.items() if findings} == {}


NOTATIONS = {
    "full-width digits": lambda text: text.translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "thousands separators": lambda text: f"{int(text):,}" if text.isdigit() else text,
}


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("name", FAST)
def test_other_notations_are_read_and_noted(name, notation, tmp_path):
    specimen = consistent(7, size="large")
    report = read(name, rewrite(specimen, NOTATIONS[notation]), tmp_path)
    assert differences(specimen.values, report) == {}
    assert set(report.cells["state"]) <= {"number", "notation"}


@pytest.mark.parametrize("name", FAST)
def test_a_remark_in_a_cell_is_read_past_and_noted(name, tmp_path):
    specimen = with_cell(
        consistent(7), "disclosure.normative_documents.issued", "22（其中修订16件）"
    )
    report = read(name, specimen, tmp_path)
    assert differences(specimen.values, report) == {}
    assert states_of(report)["disclosure.normative_documents.issued"] == "notation"
