"""What is given by parameter is taken in every way that it is written, or refused in one clear line."""

from __future__ import annotations

import datetime as dt

import papermill
import pytest

from ogi_audit import audit
from ogi_audit.errors import ParameterError
from ogi_audit.parameters import parse_agency, parse_published, parse_weights, parse_year
from ogi_audit.resources import share
from ogi_audit_testing.harness.commands import ogi_audit

DATA = share("data")


@pytest.mark.parametrize(
    "written",
    ["2025-03-14", "2025/3/14", "2025.3.14", "2025年3月14日", "2025 年 3 月 14 日", "20250314", 20250314,
     dt.date(2025, 3, 14), dt.datetime(2025, 3, 14, 9, 30)],
)  # fmt: skip
def test_a_day_is_taken_in_every_way_it_is_written(written):
    assert parse_published(written) == dt.date(2025, 3, 14)


@pytest.mark.parametrize("written", ["2025-13-01", "31.1.2024", "2025", 2025.5, "昨天", True])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ParameterError) as raised:
        parse_published(written)
    assert raised.value.where == "published"


def test_years_and_names():
    assert [parse_year(given) for given in ("", None, 0, 2024, "2024", " 2024 ")] == [
        *(None, None, None, 2024, 2024, 2024)
    ]
    for bad in ("abc", 24, True, 2024.5, "二〇二四"):
        with pytest.raises(ParameterError, match="year"):
            parse_year(bad)
    assert [parse_agency(given) for given in ("", None, "禾县")] == [None, None, "禾县"]
    for bad in (1234, "1234", ["禾县"]):
        with pytest.raises(ParameterError, match="agency"):
            parse_agency(bad)
    with pytest.raises(ParameterError, match="weights"):
        parse_weights(["3"])


def test_python_takes_them_as_they_come():
    result = audit(DATA / "clean-2024.html", year="2024", published="2025年1月20日")
    assert result.report.metadata.year == 2024
    assert result.report.metadata.published == dt.date(2025, 1, 20)
    with pytest.raises(ParameterError):
        audit(DATA / "clean-2024.html", year="next")


def test_the_command_takes_them_as_they_are_written():
    done = ogi_audit("check", DATA / "clean-2024.html", "--published", "2025/1/20")
    assert done.returncode == 0, done.stderr
    done = ogi_audit("check", DATA / "clean-2024.html", "--agency", "1234")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize(
    "given", [{"year": "abc"}, {"agency": 1234}, {"weights": 3}, {"limits": 3}]
)
def test_the_notebook_says_which_parameter_it_is(given, tmp_path):
    with pytest.raises(papermill.PapermillExecutionError) as raised:
        papermill.execute_notebook(
            str(share("notebooks") / "audit.ipynb"),
            str(tmp_path / "x.ipynb"),
            {"report": str(DATA / "clean-2024.html"), **given},
            engine_name="warm",
            progress_bar=False,
        )
    assert raised.value.ename == "ParameterError"
