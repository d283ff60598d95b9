"""The rules: loaded from ``expectations/suites/``, bound to their frames, judged place by place.

This module knows no rule. Each rule's outcome at each place is one of five, never merged: passed,
failed, not assessable (something it needs is unknown), not applicable, crashed (a defect of ours).
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
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
from great_expectations.expectations.expectation import Expectation

import ogi_audit.expectations  # noqa: F401  (registers the package's own expectations)
from ogi_audit.errors import SuiteError
from ogi_audit.resources import share

Status = Literal["passed", "failed", "not_assessable", "not_applicable", "crashed"]
STATUSES: tuple[Status, ...] = ("passed", "failed", "not_assessable", "not_applicable", "crashed")

_META = {"rule": str, "statement": dict, "message": dict, "basis": dict}
_STRENGTHS = ("statute", "national_form", "form_identity", "logical")


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation of a suite, with what the suite's JSON says of it."""

    suite: str
    number: int
    expectation: Expectation
    meta: Mapping[str, Any]
    cells: str

    @property
    def id(self) -> str:
        """The rule's id, e.g. ``requests.balance``; several expectations may share one."""
        return str(self.meta["rule"])

    @property
    def severity(self) -> str:
        """``critical``, ``warning`` or ``info``."""
        return str(self.expectation.severity.value)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the frame that the expectation looks at."""
        kwargs = self.expectation.configuration.kwargs
        names = ("column", "column_A", "column_B")
        return tuple(kwargs.get("column_list", ())) or tuple(
            kwargs[name] for name in names if name in kwargs
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one rule at one place of one report; ``record`` is the frame's row."""

    rule: Rule
    report: int
    at: str
    status: Status
    record: Mapping[str, Any]


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
def load_suites(folder: Path | None = None) -> Suites:
    """Load every suite of a Great Expectations context root (the package's own by default).

    Raises `SuiteError` if there are none, if one lacks what a rule must state, or if Great
    Expectations dropped an expectation whose type it does not know: it does so without a word.
    """
    root = folder or share("expectations")
    files = sorted((root / "suites").glob("*.json"))
    if not files:
        raise SuiteError("not_found", root.name)
    digest = hashlib.sha256()
    rules: dict[str, tuple[Rule, ...]] = {}
    suites: dict[str, ExpectationSuite] = {}
    with _quiet():
        context = gx.get_context(mode="file", context_root_dir=str(root))
        for file in files:
            written = file.read_bytes()
            digest.update(file.name.encode() + b"\0" + written.replace(b"\r\n", b"\n") + b"\0")
            suite = context.suites.get(file.stem)
            rules[file.stem] = tuple(_rules(file, json.loads(written), suite))
            suites[file.stem] = suite
    return Suites(rules, suites, digest.hexdigest())


def _rules(file: Path, written: Mapping[str, Any], suite: ExpectationSuite) -> Iterator[Rule]:
    loaded = [expectation.configuration.type for expectation in suite.expectations]
    wanted = [expectation["type"] for expectation in written["expectations"]]
    if loaded != wanted:
        missing = list(wanted)
        for name in loaded:
            missing.remove(name)
        raise SuiteError(
            "dropped",
            file.name,
            loaded=len(loaded),
            written=len(wanted),
            missing=", ".join(missing) or "?",
        )
    for number, expectation in enumerate(suite.expectations):
        meta = expectation.meta or {}
        for key, kind in _META.items():
            if not isinstance(meta.get(key), kind):
                raise SuiteError("invalid", file.name, problem=f"[{number}] meta.{key}")
        if meta["basis"].get("strength") not in _STRENGTHS:
            raise SuiteError("invalid", file.name, problem=f"[{number}] meta.basis.strength")
        # The result names its expectation by this id.
        expectation.id = str(number)
        cells = meta.get("cells", (suite.meta or {}).get("cells", ""))
        yield Rule(file.stem, number, expectation, meta, cells)


def _outcomes(
    rules: Sequence[Rule], suite: ExpectationSuite, frame: pd.DataFrame
) -> Iterator[Outcome]:
    results = _validate(suite, frame)
    for rule in rules:
        statuses = _statuses(rule, results.get(str(rule.number)), frame)
        for row, status in zip(frame.to_dict("records"), statuses, strict=True):
            record = {str(column): value for column, value in row.items()}
            yield Outcome(rule, record["report"], record["at"], status, record)


def _statuses(rule: Rule, result: Any, frame: pd.DataFrame) -> list[Status]:
    """The status at each row of the frame."""
    if result is None or not (result.success or "unexpected_index_list" in result.result):
        return ["crashed"] * len(frame)
    failed = set(result.result.get("unexpected_index_list") or ())
    unknown = frame[list(rule.columns)].isna().any(axis=1)
    applies = set(frame.index)
    condition = getattr(rule.expectation, "row_condition", None)
    if condition is not None:
        clause = PandasExecutionEngine().condition_to_filter_clause(condition)
        undecided = frame[condition.column.name].isna()
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
    with _quiet():
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


class _quiet:
    """Great Expectations logs what it does; an audit's output is the audit."""

    def __enter__(self) -> None:
        self._logger = logging.getLogger("great_expectations")
        self._level = self._logger.level
        self._logger.setLevel(logging.CRITICAL)

    def __exit__(self, *_: object) -> None:
        self._logger.setLevel(self._level)
