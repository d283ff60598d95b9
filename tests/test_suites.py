"""The rules: loaded whole or not at all, five outcomes kept apart, the same alone or stacked."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import great_expectations.expectations as gxe
import pandas as pd
import pytest
from great_expectations.core import ExpectationValidationResult

from ogi_audit.errors import SuiteError
from ogi_audit.formulas import compared
from ogi_audit.frames import frames_of
from ogi_audit.judging import Judge
from ogi_audit.loading import load
from ogi_audit.phrasing import render
from ogi_audit.resources import share
from ogi_audit.suites import STATUSES, load_suites
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.alter import blank, with_cell
from ogi_audit_testing.makers.figures import consistent
from ogi_audit_testing.reading import outcomes_of

EXPECTATIONS = share("expectations")
TASKS = Path("/proc/self/task")


@pytest.fixture
def suites(tmp_path):
    return shutil.copytree(EXPECTATIONS, tmp_path / "expectations")


def edit(root, name, change) -> None:
    path = root / "suites" / f"{name}.json"
    content = json.loads(path.read_text("utf-8"))
    change(content["expectations"])
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def test_an_expectation_that_was_dropped_stops_the_audit(suites):
    edit(suites, "disputes", lambda found: found[0].update(type="expect_colums_to_add_up"))
    with pytest.raises(SuiteError) as error:
        load_suites(root=suites)
    assert error.value.code == "dropped"
    assert "expect_colums_to_add_up" in error.value.message("zh")
    assert "disputes.json" in error.value.message("en")


def test_of_several_expectations_the_one_that_was_dropped_is_named(suites):
    edit(suites, "sections", lambda found: found[1].update(type="expect_colums_to_add_up"))
    with pytest.raises(SuiteError) as error:
        load_suites(root=suites)
    assert error.value.details["missing"] == ("expect_colums_to_add_up",)


def test_a_rule_without_its_basis_stops_the_audit(suites):
    edit(suites, "disputes", lambda found: found[0]["meta"].pop("basis"))
    with pytest.raises(SuiteError, match=r"meta\.basis"):
        load_suites(root=suites)


def test_no_suites_at_all_stops_the_audit(tmp_path):
    with pytest.raises(SuiteError):
        load_suites(root=tmp_path)


def test_errors_survive_a_worker_process():
    error = SuiteError("dropped", "x.json", loaded=1, written=2, missing="y")
    assert pickle.loads(pickle.dumps(error)).message("zh") == error.message("zh")


def test_loading_leaves_the_folder_as_it_was(suites):
    before = {path: path.read_bytes() for path in suites.rglob("*") if path.is_file()}
    load_suites(root=suites)
    assert {path: path.read_bytes() for path in suites.rglob("*") if path.is_file()} == before


def test_a_rule_that_raises_has_crashed_not_failed(suites):
    edit(suites, "disputes", lambda found: found[0]["kwargs"].update(coefficients=[1, -1]))
    report = frames_of([load(EXPECTATIONS.parent / "data" / "clean-2024.html")])
    outcomes = [o for o in load_suites(root=suites).validate(report) if o.rule.suite == "disputes"]
    assert {outcome.status for outcome in outcomes} == {"crashed"}


def sections_of(root, *reports):
    frames = frames_of([load(EXPECTATIONS.parent / "data" / name) for name in reports])
    outcomes = [o for o in load_suites(root=root).validate(frames) if o.rule.suite == "sections"]
    return {(o.rule.number, o.report, o.at): o.status for o in outcomes}


def test_a_rule_that_raises_takes_no_other_with_it(tmp_path):
    first, second = (shutil.copytree(EXPECTATIONS, tmp_path / name) for name in ("first", "second"))
    edit(second, "sections", lambda found: found[5]["kwargs"].update(regex="("))
    edit(second, "sections", lambda found: found[6]["kwargs"]["row_condition"].update(parameter=1))
    edit(second, "sections", lambda found: found[6]["kwargs"]["row_condition"].update(operator=">"))
    reports = ("clean-2024.html", "gaps-2022.md")
    whole, crashed = sections_of(first, *reports), sections_of(second, *reports)
    assert "crashed" not in whole.values()
    assert crashed == {key: "crashed" if key[0] in (5, 6) else whole[key] for key in whole}


@pytest.mark.parametrize(
    ("type_", "status"),
    [("str", "passed"), ("float64", "crashed")],
    ids=["is", "is not"],
)
def test_an_expectation_may_look_at_the_types_of_columns(suites, type_, status):
    wanted = {"type": "expect_column_values_to_be_of_type"}
    wanted["kwargs"] = {"column": "heading", "type_": type_}
    edit(suites, "sections", lambda found: found[0].update(wanted))
    outcomes = sections_of(suites, "clean-2024.html")
    # It tells no rows, so that it can hold for all or for none that could be named.
    assert {outcomes[key] for key in outcomes if key[0] == 0} == {status}


class ExpectRowsWithAResult(gxe.ExpectTableRowCountToBeBetween):
    """As somebody else may write one: it gives Great Expectations' result instead of a dict."""

    def _validate(self, *args, **kwargs):
        return ExpectationValidationResult(**super()._validate(*args, **kwargs))


class ExpectTheImpossible(gxe.ExpectTableRowCountToBeBetween):
    """Somebody's that does not even know what it needs."""

    def get_validation_dependencies(self, *args, **kwargs):
        raise KeyError("table.row_count")


def test_an_expectation_may_give_its_result_either_way_and_none_without_its_column():
    frame = pd.DataFrame({"heading": ["一、总体情况"]})
    judge = Judge(
        [
            ExpectRowsWithAResult(min_value=1, max_value=1),
            gxe.ExpectColumnValuesToBeOfType(column="missing", type_="str"),
            ExpectTheImpossible(min_value=1, max_value=1),
        ]
    )
    judgement, *others = judge(frame)
    assert judgement is not None
    assert (list(judgement.applies), list(judgement.failed)) == ([0], [])
    assert others == [None, None]


def test_a_rule_and_its_outcome_say_what_they_are(stack):
    outcome = outcomes_of(stack[:1])[0][0]
    assert repr(outcome) == f"<Outcome {outcome.rule.id} at {outcome.at}: {outcome.status}>"
    assert repr(outcome.rule) == f"<Rule {outcome.rule.id} on {outcome.rule.suite}>"


def test_what_a_frame_does_not_know_reads_as_a_dash():
    fields = {"zh": {"a": "1"}, "en": {"a": "1"}}
    assert render("{a}/{b}", fields) == {"zh": "1/—", "en": "1/—"}


def test_numbers_have_a_formula_only_under_the_names_that_the_suite_gives():
    sides = {"observed": {"zh": "甲", "en": "a"}, "expected": {"zh": "乙", "en": "b"}}
    assert compared(1, 2, None) is None
    assert str(compared(1, 2, sides)) == "1 ≠ 2"


def test_suites_are_loaded_once_however_they_are_asked_for():
    assert load_suites() is load_suites(None) is load_suites(root=None)


def test_suites_with_an_overlay_keep_the_judges_of_what_it_leaves_alone():
    package, local = load_suites(), load_suites(EXPECTATIONS.parent / "data" / "overlay")
    others = {name for name in package.judges if package.judges[name] is not local.judges[name]}
    assert others == {"sections", "report"}


@pytest.mark.skipif(not TASKS.is_dir(), reason="threads are counted where Linux lists them")
def test_judging_starts_no_thread():
    frames = frames_of([load(EXPECTATIONS.parent / "data" / "gaps-2022.md")])
    before = len(list(TASKS.iterdir()))
    load_suites().validate(frames)
    assert len(list(TASKS.iterdir())) <= before


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stack")
    specimens = [
        consistent(1),
        blank(consistent(2), "requests.granted.natural_person"),
        with_cell(consistent(3), "disputes.reconsideration.total", "99999"),
        consistent(4, edition="2019"),
        consistent(5, edition="mixed"),
    ]
    layout = LAYOUTS["html-plain"]
    return [
        load(layout.write(specimen, folder / f"{number}.html"))
        for number, specimen in enumerate(specimens)
    ]


def test_many_stacked_give_the_same_as_one_by_one(stack):
    def plain(outcomes):
        return [(o.rule.suite, o.rule.number, o.at, o.status) for o in outcomes]

    together = outcomes_of(stack)
    for report, outcomes in zip(stack, together, strict=True):
        assert plain(outcomes) == plain(outcomes_of([report])[0])


def test_a_blank_makes_its_identities_not_assessable_not_failed(stack):
    outcomes = outcomes_of(stack)[1]
    status = {(o.rule.id, o.at): o.status for o in outcomes if o.status != "not_applicable"}
    assert status["requests.closed_total", "natural_person"] == "not_assessable"
    assert status["requests.row_total", "granted"] == "not_assessable"
    assert status["requests.balance", "natural_person"] == "passed"
    failed = {(o.rule.id, o.at) for o in outcomes if o.status == "failed"}
    assert failed == {("form.cell_blank", "granted")}
    assert "failed" not in {s for (rule, _), s in status.items() if rule.startswith("requests.")}


def test_every_place_has_exactly_one_outcome_a_rule(stack):
    for outcomes in outcomes_of(stack):
        keys = [
            (
                *(o.rule.suite, o.rule.number, o.at),
                *(o.record.get(name) for name in ("table", "in_table", "cells", "quote")),
            )
            for o in outcomes
        ]
        assert len(keys) == len(set(map(str, keys)))
        assert {o.status for o in outcomes} <= set(STATUSES)


def test_frames_know_blank_from_zero(stack):
    frame = frames_of([stack[1]])["request_columns"].set_index("at")
    assert pd.isna(frame.loc["natural_person", "granted"])


def test_every_rule_says_what_it_must(stack):
    for rules in load_suites().rules.values():
        for rule in rules:
            assert rule.severity in ("critical", "warning", "info")
            for key in ("statement", "message", "basis"):
                assert set(rule.meta[key]) >= {"zh", "en"}
            frame = frames_of(stack)
            assert rule.suite in frame
