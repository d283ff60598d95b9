"""One run of the batch: from the files that are named to the audits, their manifest and their index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ogi_audit.batch.facts import BROKEN, facts_of, read_result
from ogi_audit.batch.files import relative, written
from ogi_audit.batch.inputs import Inputs, Source, find_inputs
from ogi_audit.batch.leftovers import clear
from ogi_audit.batch.manifest import SUFFIXES, Manifest, Record
from ogi_audit.batch.outcome import Held, Outcome
from ogi_audit.batch.plan import Audit, Found, Planner, unopened
from ogi_audit.batch.pool import Pool
from ogi_audit.batch.progress import Progress
from ogi_audit.batch.run_log import RunLog
from ogi_audit.batch.scan import Cache, Request, scan_all
from ogi_audit.batch.scratch import scratch
from ogi_audit.batch.settings import Settings, notebook_parameters
from ogi_audit.batch.sound_records import is_sound
from ogi_audit.batch.summaries import sum_up
from ogi_audit.batch.tools import tools_of
from ogi_audit.batch.work import Rendering, check_suites, render
from ogi_audit.errors import (
    LANGUAGES,
    OgiAuditError,
    ParameterError,
    ReviewError,
    UnreadableError,
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
        inputs = find_inputs(given, settings.folder)
        if not inputs.sources and not inputs.unopened:
            return outcome
        tools = tools_of(settings.suites)
        with written(settings.folder):
            settings.folder.mkdir(parents=True, exist_ok=True)
        with self.manifest.locked():
            # What somebody broke by hand is made again.
            before = {name: one for name, one in self.manifest.read().items() if is_sound(one)}
            outcome.garbled = self.manifest.garbled
        with scratch(settings.folder) as work, RunLog(settings) as log, self.progress:
            audits = self._plan(inputs, tools, before)
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
            self._render(todo, before, work, log)
            clear(self.manifest, before, outcome, prune=settings.prune)
            outcome.problems, aside = sum_up(self.manifest, settings, work, self.progress)
            outcome.set_aside += aside
        return outcome

    def _plan(
        self, inputs: Inputs, tools: dict[str, str], before: Mapping[str, Record]
    ) -> list[Audit]:
        """The audits that are wanted, sorted by their reports' paths."""
        settings = self.settings
        if settings.suites:
            with Pool(check_suites, 1, settings.limit) as pool:
                for _, answer, _ in pool.run([settings.suites]):
                    if isinstance(answer, OgiAuditError):
                        raise answer
        last, earlier = self._earlier()
        requests = [
            *map(self._request, inputs.sources),
            # What is said of the reports of the run holds for the year before, but for the agency.
            *(
                Request(source, self._request(source).agency, limits=self.settings.limits)
                for source in earlier
            ),
        ]
        cache = Cache(settings.folder, f"{tools['package']}-{tools['lock']}")
        scanned = scan_all(requests, cache, settings.jobs, settings.limit, self.progress.scanning)
        self.outcome.traces += [one.trace for one in scanned if one.trace]
        found = [Found(one.source, what) for one, what in zip(requests, scanned, strict=True)]
        split = len(inputs.sources)
        audits = [
            *Planner(settings, tools, last, before).audits(found[:split], found[split:]),
            *(unopened(path, code, settings, tools) for path, code in inputs.unopened),
        ]
        self.outcome.ambiguous = [
            (audit.report, audit.candidates) for audit in audits if audit.candidates
        ]
        return audits

    def _earlier(self) -> tuple[str | None, tuple[Source, ...]]:
        """The SHA-256 of the one report that is named as last year's, and all reports of earlier years."""
        folder, previous = self.settings.folder, self.settings.previous
        named: tuple[Source, ...] = ()
        if previous:
            if not previous.expanduser().is_file():
                raise ParameterError("previous_file", str(previous))
            named = find_inputs([str(previous)], folder).sources
            if not named:
                error = UnreadableError("not_permitted", previous.name)
                texts = {language: error.what(language) for language in LANGUAGES}
                raise ParameterError("previous_unreadable", previous.name, **texts)
        others = [str(self.settings.previous_from)] if self.settings.previous_from else []
        return named[0].sha256 if named else None, (*named, *find_inputs(others, folder).sources)

    def _request(self, source: Source) -> Request:
        given = self.settings.parameters
        year = str(given.get("year") or "")
        return Request(
            source,
            str(given.get("agency") or "") or None,
            int(year) if year.isdigit() else None,
            str(given.get("published") or "") or None,
            self.settings.limits,
        )

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
        self, todo: list[Audit], before: Mapping[str, Record], work: Path, log: RunLog
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
        with Pool(render, settings.jobs, settings.limit, lambda one: one.report.name) as pool:
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
