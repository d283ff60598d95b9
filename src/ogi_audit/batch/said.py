"""What a run says when it is over: of one report its files and its verdict, of many their number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ogi_audit.batch.files import relative
from ogi_audit.batch.manifest import SUFFIXES, Record
from ogi_audit.batch.outcome import Outcome
from ogi_audit.batch.scanned_tables import FRAMES
from ogi_audit.batch.settings import Settings
from ogi_audit.lines_shown import one_line
from ogi_audit.messages.batch import BATCH
from ogi_audit.messages.punctuation import listed
from ogi_audit.said_errors import say_error, say_trace

# Of more than these the index tells: what counts is at the end, and is to be seen.
_MOST_NAMED = 20
Some = TypeVar("Some")


def say(outcome: Outcome, settings: Settings) -> None:
    """Print what a run did; on stderr what was not done."""
    Said(settings)(outcome)


class Said:
    """Prints in the run's language."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.language = settings.language

    def __call__(self, outcome: Outcome) -> None:
        """See `say`."""
        records = outcome.records
        self._failures(outcome)
        if len(records) == 1 and not outcome.judged:
            self._one(records[0])
        else:
            self._total(outcome)
        if copies := sum(len(record.copies) for record in records):
            self._tell("copies", number=copies)
        if outcome.skipped:
            skipped = sorted(outcome.skipped.items())
            kinds = listed((f"{kind} {count}" for kind, count in skipped), self.language)
            self._tell("skipped", kinds=kinds)
        for path, candidates in self._first(outcome.ambiguous):
            several = listed((relative(one, Path()) for one in candidates), self.language)
            self._tell("ambiguous", name=relative(path, Path()), candidates=several)
        for what in ("removed", "gone", "pruned"):
            if number := len(getattr(outcome, what)):
                self._tell(what, number=number)
        for path in self._first(outcome.set_aside):
            self._tell("set_aside", name=path.name)
        for line in self._first(outcome.garbled):
            self._tell("garbled", err=True, line=line)
        for problem in outcome.problems:
            say_error(problem, self.language)
        for trace in outcome.traces[:_MOST_NAMED]:
            say_trace(trace)
        if self.settings.notebooks != "all":
            self._tell("tables", path=self.settings.shown(FRAMES))
        if (len(records) != 1 or outcome.judged) and not outcome.problems:
            self._tell("index", path=self.settings.shown("index.html"))

    def _failures(self, outcome: Outcome) -> None:
        """Each report that has no audit with the reason; a reason that many share is said once."""
        held = set().union(*(one.without for one in outcome.held.values()))
        bad = [record.error for record in outcome.records if record.error and record.id not in held]
        for error in self._first(bad, "more_failures"):
            click.echo(error["message"][self.language], err=True)
        for unopened in self._first(outcome.unopened):
            say_error(unopened, self.language)
        for path, one in outcome.held.items():
            what = type(one.error)(one.error.code, relative(path, Path()), **one.error.details)
            facts = {"kept": one.kept, "without": len(one.without)}
            self._tell("held", err=True, error=what.message(self.language), **facts)

    def _total(self, outcome: Outcome) -> None:
        records = outcome.records
        statuses = [record.status for record in records]
        worst = [
            next((one for one in ("critical", "warning") if record.counts.get(one)), "")
            for record in records
        ]
        scanned = self.settings.notebooks == "none"
        self._tell(
            "scanned_total" if scanned else "total",
            number=len(records),
            rendered=outcome.finished,
            unchanged=len(outcome.unchanged),
            critical=worst.count("critical"),
            warning=worst.count("warning"),
            unreadable=statuses.count("unreadable"),
            failed=statuses.count("failed"),
        )
        if outcome.judged and not scanned:
            self._tell("passed_over", number=len(outcome.judged))

    def _one(self, record: Record) -> None:
        from ogi_audit.display.verdict import verdict

        folder = self.settings.folder
        for suffix in sorted(record.outputs, key=SUFFIXES.index):
            click.echo(one_line(self.settings.shown(f"{record.id}.{suffix}")))
        if record.status == "audited":
            result = json.loads((folder / f"{record.id}.json").read_text("utf-8"))
            click.echo(one_line(verdict(result, self.language)))

    def _first(self, many: Sequence[Some], more: str = "more") -> Iterator[Some]:
        """The first of many, and after they are said a line of how many more there are."""
        yield from many[:_MOST_NAMED]
        if len(many) > _MOST_NAMED:
            self._tell(more, err=more != "more", number=len(many) - _MOST_NAMED)

    def _tell(self, what: str, *, err: bool = False, **facts: Any) -> None:
        click.echo(one_line(BATCH[what][self.language].format(**facts)), err=err)
