"""What the workers of a run do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ogi_audit.batch.manifest import sha256_of
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


@dataclass(frozen=True, slots=True)
class Made:
    """An audit's files and their SHA-256, by suffix, and its open findings by severity.

    ``error`` says why nothing could be audited, if so: the audit tells that.
    """

    files: Mapping[str, Path]
    outputs: Mapping[str, str]
    counts: Mapping[str, int]
    error: Mapping[str, Any] | None = None


def render(task: Rendering) -> Made:
    """Render one audit. Raises what `ogi_audit.batch.render.render_audit` does."""
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
    return Made(files, outputs, _open_findings(made.result), made.error)


def check_suites(suites: Path) -> None:
    """Load local suites, to say before anything else what is wrong with them."""
    from ogi_audit.suites import load_suites

    load_suites(suites)


def _open_findings(result: Mapping[str, Any]) -> dict[str, int]:
    """How many findings there are of each severity, without those that an auditor dismissed."""
    counts = Counter(
        finding["severity"]
        for finding in result.get("findings", ())
        if (finding["review"] or {}).get("state") != "dismissed"
    )
    return dict(sorted(counts.items()))
