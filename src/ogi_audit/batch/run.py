"""One run of the batch: from the files that are named to the audits, their manifest and their index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ogi_audit.batch.files import written
from ogi_audit.batch.inputs import Inputs, Source, find_inputs
from ogi_audit.batch.manifest import Manifest, Record
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
from ogi_audit.errors import LANGUAGES, OgiAuditError, ParameterError, UnreadableError


@dataclass(slots=True)
class Outcome:
    """What a run did.

    ``rendered`` and ``unchanged`` are all reports of the run, failed ones among the rendered;
    ``removed`` audits of what the same files held
    before; ``set_aside`` files that no run had made; ``ambiguous`` reports whose last year's report
    was not chosen; ``skipped`` files of folders by suffix; ``problems`` of the index and the like.
    """

    rendered: list[Record] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    removed: list[Record] = field(default_factory=list)
    set_aside: list[Path] = field(default_factory=list)
    ambiguous: list[Record] = field(default_factory=list)
    problems: list[OgiAuditError] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def records(self) -> list[Record]:
        """Every report of the run, sorted by id."""
        return sorted([*self.rendered, *self.unchanged], key=lambda record: record.id)


class Run:
    """Renders the audits of reports into a folder. Many runs may work on one folder at once."""

    def __init__(self, settings: Settings, progress: Progress | None = None) -> None:
        self.settings = settings
        self.progress = progress or Progress()
        self.manifest = Manifest(settings.folder)
        self.outcome = Outcome()

    def __call__(self, given: Iterable[str]) -> Outcome:
        """Render what is missing or changed of the reports that are given.

        Raises `UnreadableError` if something given is not there, `ParameterError` and `SuiteError` for
        settings that cannot be used, `RenderError` if the folder cannot be written to.
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
        with scratch(settings.folder) as work, RunLog(settings) as log, self.progress:
            audits = self._plan(inputs, tools)
            todo = []
            for audit in audits:
                if self._is_current(audit.record, before):
                    outcome.unchanged.append(self._kept(audit.record, before[audit.record.id]))
                else:
                    todo.append(audit)
            outcome.skipped = inputs.skipped
            log.note("planned", reports=len(audits), unchanged=len(outcome.unchanged))
            self._render(todo, before, work, log)
            self._remove_superseded(before)
            outcome.problems, aside = sum_up(self.manifest, settings, work, self.progress)
            outcome.set_aside += aside
        return outcome

    def _plan(self, inputs: Inputs, tools: dict[str, str]) -> list[Audit]:
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
            *(Request(source, self._request(source).agency) for source in earlier),
        ]
        cache = Cache(settings.folder, f"{tools['package']}-{tools['lock']}")
        scanned = scan_all(requests, cache, settings.jobs, settings.limit, self.progress.scanning)
        found = [Found(one.source, what) for one, what in zip(requests, scanned, strict=True)]
        split = len(inputs.sources)
        audits = [
            *Planner(settings, tools, last).audits(found[:split], found[split:]),
            *(unopened(path, code, settings, tools) for path, code in inputs.unopened),
        ]
        self.outcome.ambiguous = [audit.record for audit in audits if audit.ambiguous]
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
        )

    def _is_current(self, wanted: Record, before: Mapping[str, Record]) -> bool:
        known = before.get(wanted.id)
        return (
            known is not None
            and not self.settings.force
            and wanted.made_from == known.made_from
            # What could not be read for one reason may be for another by now.
            and wanted.error in (None, known.error)
            and self.manifest.is_done(known)
        )

    def _kept(self, wanted: Record, known: Record) -> Record:
        """The record of an audit that stays, with the copies of its report that there are now."""
        if wanted.copies == known.copies:
            return known
        record = replace(known, copies=wanted.copies)
        self.manifest.publish(record, {})
        return record

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
            )
            for audit in tasks.values()
        ]
        with Pool(render, settings.jobs, settings.limit, lambda one: one.report.name) as pool:
            for task, answer, seconds in pool.run(renderings):
                record = tasks[task.id].record
                if isinstance(answer, OgiAuditError):
                    record = replace(record, status="failed", error=answer.to_json())
                    self._fail(record, before)
                else:
                    record = replace(
                        record,
                        status="unreadable" if answer.error else "audited",
                        error=answer.error,
                        outputs=answer.outputs,
                        counts=answer.counts,
                    )
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

    def _remove_superseded(self, before: Mapping[str, Record]) -> None:
        """Take out the audits of what the files of this run held before, where there are new ones."""
        records = self.outcome.records
        wanted = {one.report.path for one in records if one.status != "failed"}
        ids = {record.id for record in records}
        for record in before.values():
            if record.id not in ids and record.report.path in wanted:
                self.outcome.set_aside += self.manifest.remove(record.id)
                self.outcome.removed.append(record)
