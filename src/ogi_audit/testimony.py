"""What the search for wrong cells is given: the identities judged, and what else speaks of the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ogi_audit.findings import Finding
from ogi_audit.frames_narrative import cells_of, values_of
from ogi_audit.messages.suspects import WITNESS
from ogi_audit.phrasing import Text
from ogi_audit.report import Report
from ogi_audit.suites import Outcome
from ogi_audit.suspects import Identity, Localisation, Testimony, locate


def suspects_of(
    report: Report,
    outcomes: Sequence[Outcome],
    findings: Iterable[Finding],
    previous: Report | None = None,
    *,
    weights: Mapping[str, float] | None = None,
) -> Localisation:
    """The cells that may be wrong, if identities of the form fail. See `ogi_audit.suspects.locate`."""
    values = {key: value for key, value in report.values.items() if value is not None}
    identities = list(_identities(outcomes, findings))
    testimonies: tuple[Testimony, ...] = ()
    if not all(identity.holds(values) for identity in identities):
        testimonies = (*_narrative(report), *(_previous(report, previous) if previous else ()))
    return locate(values, identities, testimonies, weights=weights)


def _identities(outcomes: Iterable[Outcome], findings: Iterable[Finding]) -> Iterator[Identity]:
    """The identities of the form that could be judged, the failing ones by their fingerprints."""
    fingerprints = {(finding.rule, finding.at): finding.fingerprint for finding in findings}
    for outcome in outcomes:
        rule = outcome.rule
        form = rule.meta["basis"]["strength"] == "form_identity"
        if not rule.coefficients or not form or outcome.status not in ("passed", "failed"):
            continue
        cells = [rule.cells.format(column=column, **outcome.record) for column in rule.columns]
        name = f"{rule.id}[{outcome.at}]"
        if outcome.status == "failed":
            name = fingerprints[rule.id, outcome.at]
        yield Identity(name, dict(zip(cells, rule.coefficients, strict=True)))


def _narrative(report: Report) -> Iterator[Testimony]:
    """The counts that the text states exactly, of the agency itself."""
    values = values_of(report)
    for claim in report.claims:
        if claim.share_of or claim.scope != "own" or not claim.stated.exact:
            continue
        readings = tuple(
            dict.fromkeys(cells_of(reading.plus, values), 1.0)
            | dict.fromkeys(cells_of(reading.minus, values), -1.0)
            for reading in claim.topic.readings
        )
        words = _named("narrative", quote=claim.quote)
        yield Testimony("narrative", float(claim.stated.value), readings, words)


def _previous(report: Report, previous: Report) -> Iterator[Testimony]:
    """What last year's report says was carried on to this year."""
    then = values_of(previous)
    for cell in report.found_cells:
        if cell.table == "requests" and cell.row == "carried_in":
            carried = then.get(f"requests.carried_out.{cell.column}")
            if carried is not None:
                words = _named("previous", number=f"{carried:f}")
                yield Testimony("previous", float(carried), ({cell.key: 1.0},), words)


def _named(witness: str, **fields: object) -> Text:
    return {language: words.format(**fields) for language, words in WITNESS[witness].items()}
