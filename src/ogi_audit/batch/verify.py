"""Verifying an output folder: digests, what an audit's files say of each other, and a second run.

An audit verifies if its files and what it was made from are as the manifest says, its page and result
are those of its notebook, and the notebook gives the same outputs on a cold stock kernel.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from ogi_audit.batch.checks import Checks, of_input
from ogi_audit.batch.manifest import MANIFEST, SUFFIXES, Input, Manifest, Record, sha256_of
from ogi_audit.batch.own_folder import check_folder
from ogi_audit.batch.remade import changed_pages, differing_pages
from ogi_audit.batch.rerun import TIME_LIMIT, Rerun, rerun
from ogi_audit.batch.saved import Problem, section_of
from ogi_audit.batch.scanned_rows import ScannedRows, sources_of
from ogi_audit.batch.scanned_tables import FRAMES, SCAN, damage, scan_of
from ogi_audit.errors import RenderError
from ogi_audit.schema import MIME, SCHEMA

# An audit's name ends with the start of its source's SHA-256; a copy set aside says so in its own.
_AUDIT_NAME = re.compile(r"(?s).+-[0-9a-f]{8,64}")
_SET_ASIDE = re.compile(r"(?s).+\.edited-[0-9a-f]{8,64}")
# What stands in a table for what cannot be written or shown.
_REPLACED = "\ufffd"
_LONGEST = 300
_MARKS = {"ipynb": MIME, "json": json.dumps(SCHEMA)}


@dataclass(slots=True)
class Verification:
    """What was found. Names are ids of audits, or of files that no audit knows.

    ``problems`` do not verify; of what is ``unverified`` nothing can be said. ``outdated`` tells which
    tools are other ones now than those that an audit was made with. ``gone`` counts the reports that are
    no longer there. ``hashes_only``: nothing but digests was looked at. ``scanned`` are the reports of a
    scan, which is not judged again; ``None`` if there was none.
    """

    audits: int
    hashes_only: bool = False
    rerun: int = 0
    problems: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    unverified: dict[str, Problem] = field(default_factory=dict)
    outdated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: int = 0
    scanned: int | None = None

    @property
    def good(self) -> bool:
        """Whether everything verifies."""
        return not self.problems and not self.unverified


def verify(
    folder: Path,
    *,
    jobs: int = 1,
    hashes_only: bool = False,
    sample: int | None = None,
    limit: float = TIME_LIMIT,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> Verification:
    """Verify a folder; at most ``sample`` audits, spread evenly, are run again, ``jobs`` at once.

    With ``hashes_only`` nothing is run again, and no pages are made to compare with; that index,
    overview and tables are there and as they were written is seen all the same. ``limit`` is in
    seconds a notebook. ``progress`` is told what was done, *checked* or *rerun*, how many, and of how
    many. Raises `RenderError` if there is no manifest, it cannot be read, or nbval cannot be run.
    """
    if not (folder / MANIFEST).is_file():
        raise RenderError("no_manifest", str(folder))
    check_folder(folder)
    manifest = Manifest(folder)
    records = manifest.read()
    found = Verification(len(records), hashes_only)
    for line in manifest.garbled:
        found.problems[MANIFEST].append(Problem("garbled", {"line": str(line)}))
    for name in _strays(folder, records):
        found.problems[name].append(Problem("stray"))
    checks = Checks(folder, pages=not hashes_only)
    notebooks: dict[Path, tuple[str, nbformat.NotebookNode]] = {}
    for number, (name, record) in enumerate(records.items(), 1):
        checked = checks.of(record)
        if checked.problems:
            found.problems[name] += checked.problems
        if checked.unverified:
            found.unverified[name] = checked.unverified
        if checked.outdated:
            found.outdated[name] = checked.outdated
        found.gone += checked.gone
        if checked.notebook:
            notebooks[folder / f"{name}.ipynb"] = name, checked.notebook
        progress("checked", number, len(records))
    chosen = _spread(list(notebooks), 0 if hashes_only else sample)
    broken = [*damage(folder)]
    for name, code in broken:
        found.problems[name].append(Problem(code, {"file": name.split("/")[-1]}))
    if not any(name == SCAN or name.startswith(f"{FRAMES}/audits/") for name, _ in broken):
        _look_at_scan(folder, records, found)
    if hashes_only or broken:
        for name, problem in changed_pages(folder):
            found.problems[name].append(problem)
    else:
        is_outdated = any("package" in tools for tools in found.outdated.values())
        for name, problem in differing_pages(folder, rerun=bool(chosen)):
            if is_outdated and problem.code == "remade":
                # Another version may sum up otherwise.
                found.unverified[name] = Problem("pages_other_version", problem.details)
            else:
                found.problems[name].append(problem)
    for again in rerun(chosen, jobs=jobs, limit=limit):
        name, notebook = notebooks[again.notebook]
        found.rerun += 1
        if again.cells:
            found.problems[name].append(_as_problem(again, notebook, limit))
        progress("rerun", found.rerun, len(chosen))
    return found


def _look_at_scan(folder: Path, records: Mapping[str, Record], found: Verification) -> None:
    """See whether the reports of a scan are what they were; those of audits are looked at with them."""
    scan = scan_of(folder)
    if scan is None:
        return
    every = ScannedRows(folder, "audits", frozenset())
    found.scanned = there = sum(len(rows) for rows in every.frames(("id",)))
    if (said := scan.get("reports")) != there:
        numbers = {"said": str(said)[:_LONGEST], "there": str(there)}
        found.problems[SCAN].append(Problem("scan_number", numbers))
    for name, path, digest in sources_of(folder, frozenset(records)):
        if not path or not digest:
            found.unverified[name] = Problem("path_missing")
            continue
        source = folder / path
        wanted = Input(path[:_LONGEST], digest)
        problem = of_input("report", wanted, source, map(sha256_of, [source]))
        if problem and problem.code == "input_missing" and _REPLACED in path:
            # The table has a name that can be shown, which is not the file's.
            found.unverified[name] = Problem("path_unknown", problem.details)
        elif problem:
            found.problems[name].append(problem)


def _strays(folder: Path, records: Mapping[str, Record]) -> Iterator[str]:
    """The files of audits that no record knows."""
    known = {f"{name}.{suffix}" for name, one in records.items() for suffix in one.outputs}
    for path in sorted(folder.iterdir()):
        name, suffix = path.stem, path.suffix.removeprefix(".")
        if suffix not in SUFFIXES or path.name in known or path.name.startswith("."):
            continue
        if _SET_ASIDE.fullmatch(name) or not path.is_file():
            continue
        if name in records or _AUDIT_NAME.fullmatch(name) or _is_audit(path, suffix):
            yield path.name


def _is_audit(path: Path, suffix: str) -> bool:
    """Whether a file of another name has an audit in it; pages do not tell."""
    try:
        return suffix in _MARKS and _MARKS[suffix].encode() in path.read_bytes()
    except OSError:
        return False


def _spread(notebooks: Sequence[Path], sample: int | None) -> list[Path]:
    """So many of them, the same ones each time, evenly from first to last."""
    if sample is None or sample >= len(notebooks):
        return list(notebooks)
    return [notebooks[number * len(notebooks) // sample] for number in range(sample)]


def _as_problem(again: Rerun, notebook: nbformat.NotebookNode, limit: float) -> Problem:
    """The first cell that is not as saved, and how many others there are."""
    first = again.cells[0]
    cell = first["cell"]
    details = {
        **{name: value for name, value in first.items() if name != "outcome"},
        "section": section_of(notebook, cell) if cell else again.notebook.name,
        "at": f"{first['at']} " if first.get("at") else "",
        "seconds": f"{limit:g}",
        "others": str(len(again.cells) - 1),
    }
    return Problem(f"rerun_{first['outcome']}", details)
