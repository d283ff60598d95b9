"""What a run is to do: which audit each report needs, and which of them are there already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ogi_audit.batch.files import relative
from ogi_audit.batch.inputs import Source, unread_id
from ogi_audit.batch.manifest import Input, Record
from ogi_audit.batch.scan import Scanned
from ogi_audit.batch.settings import Settings, notebook_parameters
from ogi_audit.errors import ParameterError, ReviewError, UnreadableError
from ogi_audit.reviews import Reviews, read_reviews, reviews_path
from ogi_audit.years import Identity, check_previous, previous_of


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit that is wanted; ``record`` is what the manifest will say of it, without the outputs.

    ``parameters`` are the notebook's besides ``report``, with files as they are found from here.
    ``candidates`` are the reports of last year of which none was chosen, as they differ. ``held`` says
    why it cannot be made as long as the reviews beside the report are as they are.
    """

    record: Record
    report: Path
    parameters: dict[str, object]
    candidates: tuple[Path, ...] = ()
    held: ReviewError | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the run with what it turned out to be."""

    source: Source
    scanned: Scanned

    @property
    def identity(self) -> Identity:
        """What tells it from others."""
        return self.scanned.identity


@dataclass(slots=True)
class Planner:
    """Makes the audits of a run's reports; ``last`` is the SHA-256 of the one named as last year's.

    ``known`` are the audits that are there: what somebody named as last year's report holds as long as
    it is one of several that could be.
    """

    settings: Settings
    tools: dict[str, str]
    last: str | None = None
    known: Mapping[str, Record] = field(default_factory=dict)
    _reviews: dict[Path, Reviews | ReviewError] = field(default_factory=dict)

    def audits(self, reports: Sequence[Found], earlier: Sequence[Found]) -> Iterator[Audit]:
        """One audit a report, with last year's among the reports themselves and the ``earlier`` ones.

        Raises `ParameterError` if the one report that is named as last year's cannot be read or is
        evidently not that, and `ReviewError` if the reviews that are named for all cannot be read.
        """
        if named_reviews := self._named_reviews:
            self._reviews[named_reviews] = read_reviews(named_reviews, must_exist=True)
        named = [one for one in earlier if one.source.sha256 == self.last]
        readable = [one if not one.scanned.error else None for one in (*reports, *earlier)]
        matched = previous_of(readable)[: len(reports)]
        for report, candidates in zip(reports, matched, strict=True):
            if named and (error := named[0].scanned.error):
                raise ParameterError("previous_unreadable", error["where"], **error["message"])
            if named:
                if not report.scanned.error:
                    check_previous(report.identity, named[0].identity)
                candidates = (named[0],)
            yield self._audit(report, candidates)

    def _audit(self, report: Found, candidates: Sequence[Found]) -> Audit:
        folder, identity = self.settings.folder, report.identity
        last = self.last or self._chosen_before(report)
        chosen = [one for one in candidates if one.source.sha256 == last]
        candidates = chosen or candidates
        previous = candidates[0].source if len(candidates) == 1 else None
        given = {**self.settings.parameters, "previous": previous.path if previous else None}
        held, reviews = None, None
        # Of what cannot be read nothing can be reviewed.
        if not report.scanned.error:
            try:
                reviews = self._reviews_input(report)
            except ReviewError as error:
                held = error
        record = Record(
            report.scanned.id,
            _status(report.scanned),
            Input(relative(report.source.path, folder), report.source.sha256),
            agency=identity.agency,
            year=identity.year,
            previous=Input(relative(previous.path, folder), previous.sha256) if previous else None,
            chosen=bool(chosen),
            reviews=reviews,
            copies=tuple(relative(path, folder) for path in report.source.copies),
            parameters=notebook_parameters({"report": report.source.path, **given}, folder),
            tools=self.tools,
            error=report.scanned.error,
        )
        several = tuple(one.source.path for one in candidates) if len(candidates) > 1 else ()
        return Audit(record, report.source.path, given, several, held)

    def _chosen_before(self, report: Found) -> str | None:
        """The SHA-256 of the report that somebody named as the one of the year before."""
        known = self.known.get(report.scanned.id)
        return known.previous.sha256 if known and known.chosen and known.previous else None

    @property
    def _named_reviews(self) -> Path | None:
        named = self.settings.parameters.get("reviews")
        return reviews_path(Path(), str(named)) if named else None

    def _reviews_input(self, report: Found) -> Input | None:
        """The reviews file with the digest of what it says of the report, if there is one.

        Raises `ReviewError` if it cannot be read.
        """
        path = self._named_reviews or reviews_path(report.source.path)
        if not path.exists():
            return None
        if path not in self._reviews:
            try:
                self._reviews[path] = read_reviews(path)
            except ReviewError as error:
                self._reviews[path] = error
        reviews = self._reviews[path]
        if isinstance(reviews, ReviewError):
            raise reviews
        digest = reviews.digest(report.identity.agency, report.identity.year)
        return Input(relative(path, self.settings.folder), digest)


def unopened(
    path: Path, error: UnreadableError, settings: Settings, tools: dict[str, str]
) -> Audit:
    """The audit that cannot be, of a file that cannot be opened."""
    # Not where a link leads: that is not looked at.
    place = f"{relative(path.parent, settings.folder)}/{path.name}"
    given = {"report": path, **settings.parameters}
    record = Record(
        unread_id(path, hashlib.sha256(place.encode()).hexdigest()),
        "failed",
        Input(place, ""),
        parameters=notebook_parameters(given, settings.folder),
        tools=tools,
        error=error.to_json(),
    )
    return Audit(record, path, given)


def _status(scanned: Scanned) -> str:
    if scanned.refused:
        return "failed"
    return "unreadable" if scanned.error else "audited"
