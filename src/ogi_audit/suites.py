"""The rules: loaded from ``expectations/suites/``, bound to their frames, judged place by place.

This module knows no rule. Each rule's outcome at each place is one of five, never merged: passed,
failed, not assessable (something it needs is unknown), not applicable, crashed (a defect of ours).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationSuite
from great_expectations.core.result_format import ResultFormat
from great_expectations.data_context.data_context.abstract_data_context import AbstractDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.row_conditions import NullityCondition

from ogi_audit.errors import SuiteError
from ogi_audit.rules import FIELDS, Rule, load_rules, placeholders, quiet

Status = Literal["passed", "failed", "not_assessable", "not_applicable", "crashed"]
STATUSES: tuple[Status, ...] = ("passed", "failed", "not_assessable", "not_applicable", "crashed")


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """What came of one rule at one place of one report; ``record`` is the frame's row."""

    rule: Rule
    report: int
    at: str
    status: Status
    record: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<Outcome {self.rule.id} at {self.at}: {self.status}>"


@dataclass(frozen=True, slots=True)
class Suites:
    """All rules, by the frame they judge, and the SHA-256 of the files they came from."""

    rules: Mapping[str, tuple[Rule, ...]]
    suites: Mapping[str, ExpectationSuite]
    sha256: str

    def validate(self, frames: Mapping[str, pd.DataFrame]) -> list[Outcome]:
        """Judge every frame by its suite; one outcome per rule and place, in a fixed order."""
        return [
            outcome
            for name, rules in self.rules.items()
            for outcome in _outcomes(rules, self.suites[name], frames[name])
        ]


@lru_cache(maxsize=4)
def load_suites(overlay: Path | None = None, *, root: Path | None = None) -> Suites:
    """Load every suite, and those of an overlay. See `ogi_audit.rules.load_rules`."""
    rules, digest = load_rules(overlay, root=root)
    suites = {frame: _suite(frame, own) for frame, own in rules.items()}
    return Suites(rules, suites, digest)


def _suite(frame: str, rules: Sequence[Rule]) -> ExpectationSuite:
    """The rules on a frame as a suite whose results name their rule by its number."""
    expectations = [copy(rule.expectation) for rule in rules]
    suite = ExpectationSuite(name=frame, expectations=expectations)
    for rule, expectation in zip(rules, expectations, strict=True):
        expectation.id = str(rule.number)
    return suite


def _outcomes(
    rules: Sequence[Rule], suite: ExpectationSuite, frame: pd.DataFrame
) -> Iterator[Outcome]:
    if not frame.empty:
        for rule in rules:
            _check_columns(rule, frame)
    results = _validate(suite, frame)
    for rule in rules:
        statuses = _statuses(rule, results.get(str(rule.number)), frame)
        for row, status in zip(frame.to_dict("records"), statuses, strict=True):
            record = {str(column): value for column, value in row.items()}
            yield Outcome(rule, record["report"], record["at"], status, record)


def _check_columns(rule: Rule, frame: pd.DataFrame) -> None:
    """Raise `SuiteError` for a rule that names a column that the frame does not have."""
    condition = getattr(rule.expectation, "row_condition", None)
    wanted = {*rule.columns, *([condition.column.name] if condition is not None else [])}
    wanted |= placeholders(rule) - FIELDS
    if missing := sorted(wanted - set(frame.columns)):
        known = ", ".join(frame.columns)
        raise SuiteError(
            "column", f"{rule.suite}.json", rule=rule.id, missing=missing[0], known=known
        )


def _statuses(rule: Rule, result: Any, frame: pd.DataFrame) -> list[Status]:
    """The status at each row of the frame."""
    if result is None or not (result.success or "unexpected_index_list" in result.result):
        return ["crashed"] * len(frame)
    failed = set(result.result.get("unexpected_index_list") or ())
    condition = getattr(rule.expectation, "row_condition", None)
    unknown = frame[list(rule.columns)].isna().any(axis=1)
    applies = set(frame.index)
    if condition is not None:
        clause = PandasExecutionEngine().condition_to_filter_clause(condition)
        # Whether a column is filled in is always decided.
        asks_for_null = isinstance(condition, NullityCondition)
        undecided = frame[condition.column.name].isna() & (not asks_for_null)
        applies = set(frame.query(clause).index) | set(frame.index[undecided])
        unknown |= undecided
    return [
        "not_applicable"
        if number not in applies
        else "not_assessable"
        if unknown[number]
        else "failed"
        if number in failed
        else "passed"
        for number in frame.index
    ]


def _validate(suite: ExpectationSuite, frame: pd.DataFrame) -> dict[str, Any]:
    """Great Expectations' results by the number of their expectation; empty for an empty frame."""
    if frame.empty:
        return {}
    with quiet():
        asset = _data_context().data_sources.pandas_default.add_dataframe_asset("frame")
        try:
            batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(
                {"dataframe": frame}
            )
            validation = batch.validate(suite, result_format=ResultFormat.COMPLETE)
        finally:
            _data_context().data_sources.pandas_default.delete_asset("frame")
    return {
        str(result.expectation_config.id): result
        for result in validation.results
        if result.expectation_config
    }


@lru_cache(maxsize=1)
def _data_context() -> AbstractDataContext:
    """Where data is bound: binding it in the file context would rewrite that context's yml."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    return context
