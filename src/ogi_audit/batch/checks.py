"""What can be said of one audit without running it: its record, its files, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from ogi_audit.batch.facts import BROKEN, facts_of
from ogi_audit.batch.leftovers import is_there
from ogi_audit.batch.manifest import SUFFIXES, Input, Record, sha256_of
from ogi_audit.batch.saved import (
    DamagedError,
    Problem,
    carried,
    foreign_cell,
    other_page,
    other_result,
    parameters_of,
    read_notebook,
    section_of,
)
from ogi_audit.batch.sound_records import INPUTS, is_sound
from ogi_audit.batch.tools import tools_of
from ogi_audit.errors import LANGUAGES, OgiAuditError, ReviewError
from ogi_audit.reviews import read_reviews

_LONGEST = 60


@dataclass(slots=True)
class Checked:
    """What was found; ``notebook`` if it can be run again.

    ``unverified`` is why nothing can be said of the audit, if so. ``outdated`` are the tools that are
    other ones now. ``gone`` tells that the report is no longer there.
    """

    problems: list[Problem] = field(default_factory=list)
    unverified: Problem | None = None
    outdated: tuple[str, ...] = ()
    gone: bool = False
    notebook: nbformat.NotebookNode | None = None


class Checks:
    """The checks of a folder's records; making ``pages`` to compare with takes most of their time."""

    def __init__(self, folder: Path, *, pages: bool = True) -> None:
        self.folder = folder
        self.pages = pages
        self._tools: dict[str, dict[str, str]] = {}

    def of(self, record: Record) -> Checked:
        """All checks of one audit. Whatever its files hold, nothing is raised."""
        if not is_sound(record):
            return Checked([Problem("record")])
        gone = not is_there(record, self.folder)
        if record.status == "failed" and gone:
            problem = Problem("failed_gone", {"file": record.report.path})
            return Checked(unverified=problem, gone=True)
        if record.status == "failed":
            said = (record.error or {}).get("message") or {}
            reasons = {language: str(said.get(language) or "—") for language in LANGUAGES}
            return Checked(unverified=Problem("failed", reasons))
        checked = Checked(
            [*self._digests(record), *self._inputs(record)],
            outdated=self._outdated(record),
            gone=gone,
        )
        self._read(record, checked)
        if any(problem.code == "input_missing" for problem in checked.problems):
            checked.notebook = None
        return checked

    def _digests(self, record: Record) -> Iterator[Problem]:
        for suffix in SUFFIXES:
            path = self.folder / f"{record.id}.{suffix}"
            wanted = record.outputs.get(suffix)
            try:
                if not path.is_file():
                    yield Problem("missing", {"file": path.suffix})
                # One that is there but not in the record is a stray.
                elif wanted and sha256_of(path) != wanted:
                    yield Problem("changed", {"file": path.suffix})
            except OSError as error:
                yield _not_read(path.suffix, error)

    def _inputs(self, record: Record) -> Iterator[Problem]:
        copies = (("copy", Input(path, record.report.sha256)) for path in record.copies)
        for name, one in (*((name, getattr(record, name)) for name in INPUTS), *copies):
            if one is None:
                continue
            path = self.folder / one.path
            problem = of_input(name, one, path, _digests(name, path, record))
            none_then = name == "reviews" and not one.sha256
            if problem and not (none_then and problem.code == "input_missing"):
                yield problem

    def _outdated(self, record: Record) -> tuple[str, ...]:
        suites = str(record.parameters.get("suites") or "")
        if suites not in self._tools:
            try:
                self._tools[suites] = tools_of(self.folder / suites if suites else None)
            except (OSError, OgiAuditError):
                # Suites of the user's own that cannot be read are not those that they were.
                self._tools[suites] = {**tools_of(), "suites": ""}
        now = self._tools[suites]
        made_with = record.tools
        names = (name for name in dict.fromkeys([*now, *made_with]) if name in made_with)
        return tuple(name for name in names if now.get(name) != made_with[name])

    def _read(self, record: Record, checked: Checked) -> None:
        """Look into the notebook, and compare the other files with it."""
        notebook_file, page, result = (
            self.folder / f"{record.id}.{suffix}" for suffix in ("ipynb", "html", "json")
        )
        if not notebook_file.is_file():
            return
        try:
            notebook = read_notebook(notebook_file)
        except DamagedError as damaged:
            checked.problems.append(damaged.problem)
            return
        # What is not the audit's own code is not run: it might do anything.
        if cell := foreign_cell(notebook):
            if "notebook" in checked.outdated:
                checked.unverified = Problem("other_notebook")
            else:
                where = {"cell": cell, "section": section_of(notebook, cell)}
                checked.problems.append(Problem("code", where))
            return
        checked.notebook = notebook
        if parameters_of(notebook) != record.parameters:
            checked.problems.append(Problem("parameters"))
        checked.problems += _sources(notebook, record)
        if result.is_file():
            checked.problems += other_result(notebook, result)
        if self.pages and page.is_file():
            checked.problems += other_page(notebook, record.id, page)


def _digests(name: str, path: Path, record: Record) -> Iterator[str]:
    """What the manifest may say of a file: of reviews that cannot be used, that they are these."""
    if name == "reviews":
        with suppress(ReviewError):
            yield read_reviews(path).digest(record.agency, record.year)
    yield sha256_of(path)


def _sources(notebook: nbformat.NotebookNode, record: Record) -> Iterator[Problem]:
    """Where the result was not made from what the manifest says."""
    for result in carried(notebook):
        said = result if isinstance(result, dict) else {}
        report = said.get("report")
        made_from = {
            "report": report.get("source") if isinstance(report, dict) else None,
            "previous": said.get("previous"),
        }
        for name, source in made_from.items():
            one: Input | None = getattr(record, name)
            if one and isinstance(source, dict) and source.get("sha256") != one.sha256:
                yield Problem("other_input", {"input": name, "file": one.path})
        if ("error" in said) != (record.status == "unreadable"):
            yield Problem("status", {"status": record.status})
        else:
            yield from _other_facts(said, record)


def _other_facts(result: Mapping[str, Any], record: Record) -> Iterator[Problem]:
    """Where the record does not say what the result says."""
    try:
        facts = facts_of(result)
    except BROKEN:
        # Compared with the file of the result, and run again, it is named.
        return
    for name in ("agency", "year", "counts", "error"):
        saved, now = getattr(record, name), facts[name]
        if saved != now:
            yield Problem("facts", {"field": name, "saved": _short(saved), "now": _short(now)})


def _short(value: Any) -> str:
    """A value of a record, in a few characters."""
    if isinstance(value, Mapping):
        value = value.get("code") or ", ".join(f"{name} {one}" for name, one in value.items())
    return "—" if value in (None, "") else str(value)[:_LONGEST]


def of_input(name: str, one: Input, path: Path, digests: Iterable[str]) -> Problem | None:
    """What is wrong with a file that something was made from; ``digests`` are what may be said of it."""
    details = {"input": name, "file": one.path}
    try:
        if not path.is_file():
            return Problem("input_missing", details)
        return None if one.sha256 in digests else Problem("input_changed", details)
    except OSError as error:
        return _not_read(one.path, error)


def _not_read(file: str, error: OSError) -> Problem:
    return Problem("not_read", {"file": file, "problem": error.strerror or ""})
