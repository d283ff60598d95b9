"""One run of the batch: from the files that are named to the audits, their manifest and their index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from ogi_audit.batch.crew import Crew, crew_of
from ogi_audit.batch.facts import BROKEN, facts_of, read_result
from ogi_audit.batch.files import relative, written
from ogi_audit.batch.inputs import Inputs, find_inputs
from ogi_audit.batch.leftovers import clear
from ogi_audit.batch.manifest import STATE, SUFFIXES, UNITS, Manifest, Record
from ogi_audit.batch.outcome import Held, Outcome
from ogi_audit.batch.own_folder import check_folder
from ogi_audit.batch.plan import Audit
from ogi_audit.batch.planning import Planning
from ogi_audit.batch.progress import Progress
from ogi_audit.batch.reading import Keeping
from ogi_audit.batch.run_log import RunLog
from ogi_audit.batch.scratch import scratch
from ogi_audit.batch.settings import Settings, notebook_parameters
from ogi_audit.batch.sound_records import is_sound
from ogi_audit.batch.summaries import sum_up
from ogi_audit.batch.tools import tools_of
from ogi_audit.batch.triage import Triage, fails
from ogi_audit.batch.work import Rendering, render
from ogi_audit.errors import (
    OgiAuditError,
    ReviewError,
)


class Run:
    """Renders the audits of reports into a folder. Many runs may work on one folder at once."""

    def __init__(self, settings: Settings, progress: Progress | None = None) -> None:
        self.settings = settings
        self.progress = progress or Progress()
        self.manifest = Manifest(settings.folder)
        self.outcome = Outcome()

    def __call__(self, given: Iterable[str]) -> Outcome:
        """Render what is missing or changed of the reports that are given.

        Raises `UnreadableError` if something given is not there, `ParameterError`, `SuiteError` and
        `ReviewError` for settings that cannot be used, `RenderError` if the folder cannot be written to.
        """
        settings, outcome = self.settings, self.outcome
        notebook_parameters(settings.parameters, settings.folder)
        check_folder(settings.folder)
        _check_units(settings.folder)
        inputs = find_inputs(
            given, settings.folder, follow_links=settings.follow_links, limits=settings.limits
        )
        if not inputs.sources and not inputs.unopened:
            return outcome
        tools = tools_of(settings.suites)
        with written(settings.folder):
            settings.folder.mkdir(parents=True, exist_ok=True)
        with self.manifest.locked():
            # What somebody broke by hand is made again.
            before = {name: one for name, one in self.manifest.read().items() if is_sound(one)}
            outcome.garbled = self.manifest.garbled
        with (
            crew_of(settings, self.progress) as crew,
            self._alone(),
            scratch(settings.folder) as work,
            RunLog(settings) as log,
            self.progress,
        ):
            audits = self._wanted(crew, inputs, tools, before, work, log)
            todo = []
            for audit in audits:
                if audit.held:
                    if failed := self._hold(audit, audit.held, before):
                        todo.append(replace(audit, record=failed))
                elif current := self._current(audit.record, before):
                    outcome.unchanged.append(current)
                else:
                    todo.append(audit)
            outcome.skipped = inputs.skipped
            log.note("planned", reports=len(audits), unchanged=len(outcome.unchanged))
            self._render(crew, todo, before, work, log)
            if settings.notebooks != "none":
                clear(self.manifest, before, outcome, prune=settings.prune)
            outcome.problems, aside = sum_up(self.manifest, settings, work, self.progress)
            outcome.set_aside += aside
        return outcome

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One run at a time keeps reports and makes tables; others wait for it."""
        if self.settings.notebooks == "all":
            yield
            return
        with written(self.settings.folder):
            lock = FileLock(self.settings.folder / STATE / "scan.lock", mode=0o666)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def _wanted(
        self,
        crew: Crew,
        inputs: Inputs,
        tools: dict[str, str],
        before: Mapping[str, Record],
        work: Path,
        log: RunLog,
    ) -> list[Audit]:
        """The audits that are to be there as notebooks; the others are judged only."""
        settings, outcome = self.settings, self.outcome
        planning = Planning(settings, crew, self.progress, outcome)
        if settings.notebooks == "all":
            return planning.audits(inputs, tools, before)
        keeping = Keeping(settings.folder)
        audits = replace(planning, scan=keeping).audits(inputs, tools, before)
        log.note("scanned", reports=len(audits))
        triage = Triage(settings, crew, self.progress, tools)
        records = triage(audits, keeping.kept, work)
        outcome.traces += triage.traces
        rendered = settings.notebooks == "failing"
        failing = {record.id for record in records if rendered and fails(record)}
        outcome.judged = [record for record in records if record.id not in failing]
        log.note("judged", reports=len(records), failing=len(failing))
        return [audit for audit in audits if audit.record.id in failing]

    def _current(self, wanted: Record, before: Mapping[str, Record]) -> Record | None:
        """The record of an audit that is there as it is wanted, as it should be."""
        known = before.get(wanted.id)
        if (
            known is None
            or self.settings.force
            or wanted.made_from != known.made_from
            # What could not be read for one reason may be for another by now.
            or wanted.error != known.error
            or not self._is_whole(known)
        ):
            return None
        try:
            facts = facts_of(read_result((self.settings.folder / f"{known.id}.json").read_bytes()))
        except (OSError, *BROKEN):
            return None
        record = replace(known, copies=wanted.copies, chosen=wanted.chosen, **facts)
        if record != known:
            # Copies come and go; the rest was changed by hand.
            self.manifest.publish(record, {})
        return record

    def _is_whole(self, record: Record) -> bool:
        return set(record.outputs) == set(SUFFIXES) and self.manifest.is_done(record)

    def _hold(
        self, audit: Audit, error: ReviewError, before: Mapping[str, Record]
    ) -> Record | None:
        """Leave an audit as it is whose report's reviews cannot be read.

        Returns the record of one that is not there, to say why.
        """
        record, known = audit.record, before.get(audit.record.id)
        named = self.settings.parameters.get("reviews")
        path = Path(str(named)) if named else audit.report.with_name(error.where)
        held = self.outcome.held.setdefault(path, Held(error))
        if known and self._is_whole(known):
            held.kept += 1
            self.outcome.unchanged.append(known)
            return None
        held.without.add(record.id)
        place = relative(path, self.settings.folder)
        said = type(error)(error.code, place, **error.details)
        return replace(record, status="failed", error=said.to_json())

    def _render(
        self,
        crew: Crew,
        todo: list[Audit],
        before: Mapping[str, Record],
        work: Path,
        log: RunLog,
    ) -> None:
        settings = self.settings
        self.progress.rendering(len(todo), len(self.outcome.unchanged))
        tasks = {}
        for audit in todo:
            if audit.record.status == "failed":
                self._fail(audit.record, before)
                continue
            tasks[audit.record.id] = audit
        renderings = [
            Rendering(
                audit.record.id,
                audit.report,
                audit.record.report.sha256,
                settings.folder,
                work,
                settings.papermill_engine,
                audit.parameters,
                audit.record.error,
            )
            for audit in tasks.values()
        ]
        with crew.hands(render, settings.limit, lambda one: one.report.name) as pool:
            for task, answer, seconds in pool.run(renderings):
                record = tasks[task.id].record
                if isinstance(answer, OgiAuditError):
                    self.outcome.traces += answer.notes
                if isinstance(answer, ReviewError):
                    if failed := self._hold(tasks[task.id], answer, before):
                        self._fail(failed, before)
                    else:
                        self.progress.rendered(before[task.id])
                elif isinstance(answer, OgiAuditError):
                    record = replace(record, status="failed", error=answer.to_json())
                    self._fail(record, before)
                else:
                    record = replace(record, outputs=answer.outputs, **answer.facts)
                    if record.error:
                        # No reviews were looked at.
                        record = replace(record, reviews=None)
                    self._publish(record, answer.files)
                log.note("audit", id=record.id, status=record.status, seconds=round(seconds, 3))

    def _fail(self, record: Record, before: Mapping[str, Record]) -> None:
        """Take note of an audit that failed; one that is there, made from the same, stays as it is."""
        known = before.get(record.id)
        if known and known.made_from == record.made_from and self.manifest.is_done(known):
            self.outcome.rendered.append(record)
            self.progress.rendered(record)
        else:
            self._publish(record, {})

    def _publish(self, record: Record, files: Mapping[str, Path]) -> None:
        self.outcome.set_aside += self.manifest.publish(record, files)
        self.outcome.rendered.append(record)
        self.progress.rendered(record)


def _check_units(folder: Path) -> None:
    """See that a list of units can be used before all the work, not at its end. Raises `ParameterError`."""
    if (folder / UNITS).exists():
        # Only here: it brings the overview along.
        from ogi_audit.display.overview.units import read_units

        read_units(folder / UNITS, str(folder / UNITS))
