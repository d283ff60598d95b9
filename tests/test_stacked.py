"""Reports that are judged in a stack are judged as each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogi_audit.auditing import audit_report
from ogi_audit.errors import ParameterError
from ogi_audit.loading import load
from ogi_audit.stacked import audit_reports
from ogi_audit_testing.corpus import faulty
from ogi_audit_testing.corpus.judging import write
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.figures import consistent


def test_a_stack_is_judged_as_each_report_by_itself(tmp_path):
    reports, previous = [], []
    compared = [number for number in range(60, 76) if faulty(number, 3).previous]
    for number in (*range(12), *compared):
        path, last = write(faulty(number, 3), tmp_path)
        reports.append(load(path))
        previous.append(load(last) if last else None)
    assert any(previous)
    for one, report, last in zip(audit_reports(reports, previous), reports, previous, strict=True):
        assert one.to_json() == audit_report(report, last).to_json()


def test_a_report_that_is_not_of_the_year_before_is_refused(tmp_path: Path):
    layout = LAYOUTS["html-plain"]
    this = load(layout.write(consistent(1, year=2023), tmp_path / "this.html"))
    other = load(layout.write(consistent(1, year=2021), tmp_path / "other.html"))
    with pytest.raises(ParameterError):
        audit_reports([this], [other])
