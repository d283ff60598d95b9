"""The rules: loaded from ``expectations/suites/``, bound to their frames, judged place by place.

This module knows no rule. Each rule's outcome at each place is one of five, never merged: passed,
failed, not assessable (something it needs is unknown), not applicable, crashed (a defect of ours).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import pandas as pd
from great_expectations.expectations.row_conditions import NullityCondition

from ogi_audit.errors import SuiteError
from ogi_audit.judging import Judge, Judgement
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
    judges: Mapping[str, Judge]
    sha256: str

    def validate(self, frames: Mapping[str, pd.DataFrame]) -> list[Outcome]:
        """Judge every frame by its suite; one outcome per rule and place, in a fixed order."""
        with quiet():
            return [
                outcome
                for name, rules in self.rules.items()
                if not frames[name].empty
                for outcome in _outcomes(rules, self.judges[name], frames[name])
            ]


def load_suites(overlay: Path | None = None, *, root: Path | None = None) -> Suites:
    """Load every suite, and those of an overlay. See `ogi_audit.rules.load_rules`.

    What was loaded is kept for the life of the process, and of those forked from it.
    """
    return _load_suites(overlay.resolve() if overlay else None, root)


# Keyed by both always, and by where the overlay is: a default that is left out would be another key
# than one that is given, and so would another way to the same folder.
@lru_cache(maxsize=4)
def _load_suites(overlay: Path | None, root: Path | None) -> Suites:
    rules, digest = load_rules(overlay, root=root)
    package = _load_suites(None, root) if overlay else None
    with quiet():
        judges = {
            frame: package.judges[frame]
            if package and package.rules[frame] == own
            else Judge(rule.expectation for rule in own)
            for frame, own in rules.items()
        }
    return Suites(rules, judges, digest)


def _outcomes(rules: Sequence[Rule], judge: Judge, frame: pd.DataFrame) -> Iterator[Outcome]:
    for rule in rules:
        _check_columns(rule, frame)
    missing = {str(column): frame[column].isna().to_numpy() for column in frame}
    records = cast("list[Mapping[str, Any]]", frame.to_dict("records"))
    for rule, judgement in zip(rules, judge(frame), strict=True):
        statuses = _statuses(rule, judgement, frame, missing)
        for record, status in zip(records, statuses, strict=True):
            yield Outcome(rule, record["report"], record["at"], status, record)


def _check_columns(rule: Rule, frame: pd.DataFrame) -> None:
    """Raise `SuiteError` for a rule that names a column that the frame does not have."""
    condition = getattr(rule.expectation, "row_condition", None)
    wanted = {*rule.columns, *([condition.column.name] if condition is not None else [])}
    wanted |= placeholders(rule) - FIELDS
    if missing := sorted(wanted - set(frame.columns)):
        known = tuple(map(str, frame.columns))
        raise SuiteError(
            "column", f"{rule.suite}.json", rule=rule.id, missing=missing[0], known=known
        )


def _statuses(
    rule: Rule,
    judgement: Judgement | None,
    frame: pd.DataFrame,
    missing: Mapping[str, np.ndarray],
) -> list[Status]:
    """The status at each row of the frame; ``missing`` tells for each column where it is unknown."""
    if judgement is None:
        return ["crashed"] * len(frame)
    failed = frame.index.isin(judgement.failed)
    applies = frame.index.isin(judgement.applies)
    unknown = np.zeros(len(frame), dtype=bool)
    for column in rule.columns:
        unknown |= missing[column]
    condition = getattr(rule.expectation, "row_condition", None)
    # Whether a column is filled in is always decided.
    if condition is not None and not isinstance(condition, NullityCondition):
        undecided = missing[condition.column.name]
        applies |= undecided
        unknown |= undecided
    return [
        "not_applicable"
        if not is_applicable
        else "not_assessable"
        if is_unknown
        else "failed"
        if has_failed
        else "passed"
        for is_applicable, is_unknown, has_failed in zip(applies, unknown, failed, strict=True)
    ]
