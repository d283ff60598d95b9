"""What a run did, for whoever asked for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ogi_audit.batch.manifest import Record
from ogi_audit.errors import OgiAuditError, ReviewError


@dataclass(slots=True)
class Held:
    """Reports that were not audited anew because the reviews beside them cannot be read.

    ``kept`` have an audit from before, which stays; ``without``, by id, have none.
    """

    error: ReviewError
    kept: int = 0
    without: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Outcome:
    """What a run did.

    ``rendered`` and ``unchanged`` are all reports of the run, failed ones among the rendered, but for
    those ``judged`` only, without a notebook;
    ``unopened`` are reports of earlier years that cannot be opened;
    ``removed`` audits of what the same files held before; ``gone`` audits whose report is no longer
    there, or ``pruned`` ones, which were taken out; ``set_aside`` files that no run had made;
    ``ambiguous`` reports of which no last year's report was chosen, with those that could be; ``held``
    those whose reviews cannot be read, by the file of these; ``garbled`` the lines of the manifest that
    were none; ``skipped`` files of folders by suffix; ``problems`` of the index and the like; ``traces`` the
    tracebacks of what failed.
    """

    rendered: list[Record] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    judged: list[Record] = field(default_factory=list)
    removed: list[Record] = field(default_factory=list)
    unopened: list[OgiAuditError] = field(default_factory=list)
    set_aside: list[Path] = field(default_factory=list)
    gone: list[Record] = field(default_factory=list)
    pruned: list[Record] = field(default_factory=list)
    ambiguous: list[tuple[Path, tuple[Path, ...]]] = field(default_factory=list)
    garbled: tuple[int, ...] = ()
    held: dict[Path, Held] = field(default_factory=dict)
    problems: list[OgiAuditError] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def finished(self) -> int:
        """How many audits were made."""
        return sum(record.status != "failed" for record in self.rendered)

    @property
    def records(self) -> list[Record]:
        """Every report of the run, sorted by id."""
        records = [*self.rendered, *self.unchanged, *self.judged]
        return sorted(records, key=lambda record: record.id)
