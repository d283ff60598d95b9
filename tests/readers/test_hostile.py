"""Damaged and hostile files: none crashes, none hangs, none passes as a clean report."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits
from ogi_audit.loading import load
from ogi_audit.report import Report
from ogi_audit.suites import Outcome
from ogi_audit_testing.hostile.files import KINDS
from ogi_audit_testing.hostile.mutations import MUTATIONS, mutants
from ogi_audit_testing.makers import LAYOUTS, consistent
from ogi_audit_testing.reading import Values, outcomes_of, values_of

NAMES = [layout.name for layout in LAYOUTS.values() if not layout.needs]
# What a report of a few pages is read in, many times over, on a machine that is busy.
LIMITS = Limits(seconds=60)


# Nobody is there: tests/test_access.py has a server and a file that tell of whoever comes.
WEB, SECRET = "http://127.0.0.1:9", Path("/nowhere/secret.txt")
Judged: TypeAlias = tuple[str, Report | str, bool]
Damage: TypeAlias = Callable[[bytes, random.Random], bytes]


def loaded(path: Path, data: bytes, limits: Limits = LIMITS) -> Report | str:
    """The report, or the code of why there is none; anything else that is raised fails the test."""
    path.write_bytes(data)
    try:
        return load(path, limits=limits)
    except UnreadableError as error:
        return error.code


def test_there_are_enough_damaged_files() -> None:
    assert len(NAMES) * len(MUTATIONS) >= 500


@pytest.fixture(scope="module")
def judged(
    tmp_path_factory: pytest.TempPathFactory, part: Callable[..., Sequence[Damage]]
) -> dict[str, list[Judged]]:
    """Files read, and all that could be read judged at once: of each layout some ways to damage it."""
    folder = tmp_path_factory.mktemp("damaged")
    read = [
        (name, file, loaded(folder / file, data))
        for number, name in enumerate(NAMES)
        # Others for the next layout.
        for file, data in mutants(name, part(turned(MUTATIONS, number), 4))
    ]
    outcomes = iter(outcomes_of([one for _, _, one in read if isinstance(one, Report)]))
    found: dict[str, list[Judged]] = {name: [] for name in NAMES}
    for name, file, one in read:
        found[name].append((file, one, isinstance(one, Report) and _is_clean(next(outcomes))))
    return found


def turned(ways: Sequence[Damage], number: int) -> list[Damage]:
    """The ways, from one on, and round."""
    first = number % len(ways)
    return [*ways[first:], *ways[:first]]


def _is_clean(outcomes: Sequence[Outcome]) -> bool:
    """Whether an auditor would be told that all is well: what could not be judged is not well."""
    return not any(
        outcome.status in {"not_assessable", "crashed"}
        or (outcome.status == "failed" and outcome.rule.severity == "critical")
        for outcome in outcomes
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_report_is_refused_or_found_fault_with(
    name: str, judged: dict[str, list[Judged]], tmp_path: Path
) -> None:
    # The report itself, and those that parts of others were put into it from.
    whole = [
        loaded(tmp_path / f"whole{LAYOUTS[name].suffix}", LAYOUTS[name].render(consistent(seed)))
        for seed in (3, 5, 7)
    ]
    for file, one, is_clean in judged[name]:
        if isinstance(one, str):
            # A crash of the reader would be told as this: it is no answer to a damaged file.
            assert one not in {"reader_ended", "limit_seconds", "limit_memory"}, file
        elif is_clean:
            # The damage is where the form is not: every figure is what it was.
            assert values_of(one) in [values_of(other) for other in whole], file


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> list[Values]:
    """The figures of the reports that these files are made from."""
    path = tmp_path_factory.mktemp("known") / "known"
    layouts = ("docx-official", "html-plain", "text-bars", "md-pipes", "pdf-ruled")
    reports = [loaded(path, LAYOUTS[layout].render(consistent(3))) for layout in layouts]
    return [values_of(one) for one in reports if isinstance(one, Report)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_built_to_break_or_betray(
    kind: str,
    known: list[Values],
    tmp_path: Path,
    part: Callable[..., Sequence[tuple[str, bytes]]],
) -> None:
    assert len(known) == 5
    read = [
        (file, loaded(tmp_path / file, data, replace(LIMITS, seconds=5)))
        for file, data in part([*KINDS[kind](WEB, SECRET)], 3)
    ]
    reports = [(file, one) for file, one in read if isinstance(one, Report)]
    for (file, one), outcomes in zip(
        reports, outcomes_of([one for _, one in reports]), strict=True
    ):
        if _is_clean(outcomes):
            # It is a report as before, whatever else is in the file.
            assert values_of(one) in known, file
    assert [file for file, one in read if one == "reader_ended"] == []
