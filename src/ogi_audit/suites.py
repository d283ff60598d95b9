"""The rules: loaded from ``expectations/suites/``, bound to their frames, judged place by place.

This module knows no rule. Each rule's outcome at each place is one of five, never merged: passed,
failed, not assessable (something it needs is unknown), not applicable, crashed (a defect of ours).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from ogi_audit import lean  # noqa: F401  (before Great Expectations, which imports jsonschema)

# isort: split
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

    def judge(self, frames: Mapping[str, pd.DataFrame]) -> list[Judged]:
        """Judge every frame that has rows by its suite, in a fixed order."""
        with quiet():
            return [
                _judged(rules, self.judges[name], frames[name])
                for name, rules in self.rules.items()
                if not frames[name].empty
            ]

    def validate(self, frames: Mapping[str, pd.DataFrame]) -> list[Outcome]:
        """Judge every frame by its suite; one outcome per rule and place, in a fixed order."""
        return [outcome for judged in self.judge(frames) for outcome in judged.outcomes()]


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a suite's rules at each row of its frame.

    ``statuses`` has one row a rule and one column a row of the frame; its numbers count `STATUSES`.
    """

    rules: tuple[Rule, ...]
    frame: pd.DataFrame
    statuses: np.ndarray

    @property
    def reports(self) -> np.ndarray:
        """The number of the report that each row of the frame is of."""
        return self.frame["report"].to_numpy(dtype=np.int64)

    def outcomes(self, wanted: np.ndarray | None = None) -> Iterator[Outcome]:
        """The outcomes, by rule and then by row; only those ``wanted``, if that is given.

        ``wanted`` is a mask of the shape of ``statuses``. An outcome costs far more than its status.
        """
        if wanted is None:
            wanted = np.ones(self.statuses.shape, dtype=bool)
        rows = np.flatnonzero(wanted.any(axis=0))
        found = self.frame.iloc[rows].to_dict("records")
        records = dict(zip(rows.tolist(), cast("list[Mapping[str, Any]]", found), strict=True))
        for rule, mask, statuses in zip(self.rules, wanted, self.statuses, strict=True):
            for row in np.flatnonzero(mask).tolist():
                record = records[row]
                status = STATUSES[statuses[row]]
                yield Outcome(rule, record["report"], record["at"], status, record)


def by_report(outcomes: Iterable[Outcome], number: int) -> list[list[Outcome]]:
    """The outcomes of each of so many reports, in the order in which they come."""
    found: list[list[Outcome]] = [[] for _ in range(number)]
    for outcome in outcomes:
        found[outcome.report].append(outcome)
    return found


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


def _judged(rules: tuple[Rule, ...], judge: Judge, frame: pd.DataFrame) -> Judged:
    for rule in rules:
        _check_columns(rule, frame)
    missing = {str(column): frame[column].isna().to_numpy() for column in frame}
    statuses = [
        _statuses(rule, judgement, frame, missing)
        for rule, judgement in zip(rules, judge(frame), strict=True)
    ]
    return Judged(rules, frame, np.array(statuses, dtype=np.int8).reshape(len(rules), len(frame)))


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
) -> np.ndarray:
    """The status at each row of the frame; ``missing`` tells for each column where it is unknown."""
    if judgement is None:
        return np.full(len(frame), STATUSES.index("crashed"))
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
    known: dict[Status, np.ndarray] = {
        "not_applicable": ~applies,
        "not_assessable": unknown,
        "failed": failed,
    }
    numbers = [STATUSES.index(status) for status in known]
    return np.select([*known.values()], numbers, STATUSES.index("passed"))
