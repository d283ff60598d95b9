"""What the workers of a run do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ogi_audit.batch.facts import facts_of
from ogi_audit.batch.manifest import sha256_of
from ogi_audit.batch.parcels import beside
from ogi_audit.errors import RenderError


@dataclass(frozen=True, slots=True)
class Rendering:
    """One audit to be rendered for ``folder``; its files go ``into`` another one first."""

    id: str
    report: Path
    sha256: str
    folder: Path
    into: Path
    engine: str | None
    parameters: Mapping[str, object]
    # Why it cannot be read, as far as is known.
    error: Mapping[str, Any] | None = None

    def reads(self) -> Iterator[tuple[Path, bytes]]:
        """See `ogi_audit.batch.parcels.Portable`."""
        for path in (self.report, self.parameters.get("previous")):
            if isinstance(path, Path):
                yield path, path.read_bytes()
        yield from beside([self.report], self.parameters)

    @property
    def writes(self) -> Path:
        """The folder of its files until they have their names."""
        return self.into


@dataclass(frozen=True, slots=True)
class Made:
    """An audit's files and their SHA-256, by suffix, and what its result says (`facts_of`)."""

    files: Mapping[str, Path]
    outputs: Mapping[str, str]
    facts: Mapping[str, Any]


def render(task: Rendering) -> Made:
    """Render one audit.

    Raises what `ogi_audit.batch.render.render_audit` does, and `ReviewError` for reviews that can no
    longer be read: an audit that says so is none of the report.
    """
    from ogi_audit.auditing import load_reviews
    from ogi_audit.batch.render import render_audit

    made = render_audit(
        task.report,
        task.folder,
        engine=task.engine,
        into=task.into,
        name=task.id,
        **task.parameters,
    )
    source = made.result.get("report", {}).get("source", {})
    if source.get("sha256", task.sha256) != task.sha256:
        raise RenderError("changed", task.report.name)
    files = {path.suffix[1:]: path for path in made.paths}
    outputs = {suffix: sha256_of(path) for suffix, path in files.items()}
    if made.error and made.error != task.error:
        named = task.parameters.get("reviews")
        load_reviews(task.report, str(named) if named else None)
    return Made(files, outputs, facts_of(made.result))


def check_suites(suites: Path) -> None:
    """Load local suites, to say before anything else what is wrong with them."""
    from ogi_audit.suites import load_suites

    load_suites(suites)
