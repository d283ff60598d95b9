"""From the files that are named to the audits that are wanted: what each file is, and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ogi_audit.batch.crew import Crew
from ogi_audit.batch.inputs import Inputs, Source, find_inputs
from ogi_audit.batch.manifest import Record
from ogi_audit.batch.outcome import Outcome
from ogi_audit.batch.plan import Audit, Found, Planner, unopened
from ogi_audit.batch.pool import run_alone
from ogi_audit.batch.progress import Progress
from ogi_audit.batch.scan import Cache, Request, Scanned, scan_all
from ogi_audit.batch.settings import Settings
from ogi_audit.batch.work import check_suites
from ogi_audit.errors import LANGUAGES, ParameterError, UnreadableError

Scan = Callable[[Sequence[Request], Cache, Crew, float, Callable[[int], None]], list[Scanned]]
"""Finds out what files are, as `scan_all` does."""


@dataclass(frozen=True, slots=True)
class Planning:
    """Plans a run; tells ``outcome`` what was found on the way."""

    settings: Settings
    crew: Crew
    progress: Progress
    outcome: Outcome
    scan: Scan = scan_all

    def audits(
        self, inputs: Inputs, tools: dict[str, str], before: Mapping[str, Record]
    ) -> list[Audit]:
        """The audits that are wanted, sorted by their reports' paths.

        Raises `ParameterError`, `SuiteError` and `ReviewError` for settings that cannot be used.
        """
        settings = self.settings
        if settings.suites:
            run_alone(check_suites, settings.suites, settings.limit)
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
        tell = self.progress.scanning
        scanned = self.scan(requests, cache, self.crew, settings.limit, tell)
        self.outcome.traces += [one.trace for one in scanned if one.trace]
        found = [Found(one.source, what) for one, what in zip(requests, scanned, strict=True)]
        split = len(inputs.sources)
        audits = [
            *Planner(settings, tools, last, before).audits(found[:split], found[split:]),
            *(unopened(path, error, settings, tools) for path, error in inputs.unopened),
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
        found = find_inputs(
            others, folder, follow_links=self.settings.follow_links, limits=self.settings.limits
        )
        self.outcome.unopened += [error for _, error in found.unopened]
        return named[0].sha256 if named else None, (*named, *found.sources)

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
