"""What auditors decided about findings, kept beside the reports: a re-run keeps it.

A review belongs to a fingerprint, which changes with the figures; a review of other figures at the
same place of the same report is *reopened*.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from ogi_audit.errors import ReviewError
from ogi_audit.lines_shown import one_line
from ogi_audit.review_files import Row, Table, locked, read_table

NAMES = ("reviews.csv", "reviews.yaml", "reviews.yml")
COLUMNS = (
    "agency", "year", "rule", "at", "verdict", "reason", "reviewer", "finding", "fingerprint",
)  # fmt: skip
NEEDED = ("verdict", "fingerprint")
VERDICTS = ("confirmed", "dismissed")
# What people write in a cell of their own, without blanks, in lower case.
_WRITTEN = {
    **dict.fromkeys(
        ("confirmed", "confirm", "属实", "屬實", "确认", "確認", "确认属实", "查实", "成立"),
        "confirmed",
    ),
    **dict.fromkeys(
        ("dismissed", "dismiss", "不属实", "不屬實", "排除", "已排除", "驳回", "误报", "不成立"),
        "dismissed",
    ),
}
_FINGERPRINT = re.compile("[0-9a-f]{16}")
_ORDER = ("agency", "year", "rule", "at", "fingerprint")
_Key = tuple[str, str, str, str]
_K = TypeVar("_K")


class Reviewable(Protocol):
    """What a review needs to know of a finding."""

    @property
    def rule(self) -> str:
        """The rule's id."""

    @property
    def at(self) -> str:
        """Where it failed."""

    @property
    def fingerprint(self) -> str:
        """The same for the same report, rule, place and figures."""

    @property
    def message(self) -> Mapping[str, str]:
        """The finding in words, by language."""


@dataclass(frozen=True, slots=True)
class Review:
    """An auditor's word on a finding; ``previous`` is the verdict that a changed figure reopened."""

    state: str
    reason: str = ""
    reviewer: str = ""
    previous: str | None = None

    @property
    def dismissed(self) -> bool:
        """Whether the finding is not to be counted."""
        return self.state == "dismissed"

    def to_json(self) -> dict[str, str]:
        """The review as in the machine-readable result (``ogi-audit/1``)."""
        fields = {"state": self.state, "reason": self.reason, "reviewer": self.reviewer}
        return {**fields, "previous": self.previous} if self.previous else fields


@dataclass(frozen=True)
class Reviews:
    """The reviews of one file; none if there is no file yet. ``path`` is where they are kept."""

    path: Path
    rows: tuple[Row, ...] = ()

    @cached_property
    def _by_fingerprint(self) -> dict[str, list[Row]]:
        return _grouped((_fingerprint(row), row) for row in self.rows)

    @cached_property
    def _by_place(self) -> dict[_Key, list[Row]]:
        return _grouped((_key(*map(row.text, _ORDER[:4])), row) for row in self.rows)

    def of(
        self,
        agency: str | None,
        year: int | None,
        finding: Reviewable,
        others: Collection[str] = (),
    ) -> Review | None:
        """The review of a finding; ``others`` are fingerprints that the report has besides.

        A review that still has its finding is no review of another one at the same place.
        """
        rows = self.rows_of(agency, year, finding, others)
        if not rows:
            return None
        # Of several, with no dates in the file, the one that says most.
        row = max(rows, key=lambda row: bool(row.text("reason")))
        reason, reviewer, verdict = row.text("reason"), row.text("reviewer"), _verdict(row)
        if _fingerprint(row) == finding.fingerprint:
            return Review(verdict, reason, reviewer)
        return Review("reopened", reason, reviewer, verdict)

    def of_all(
        self, agency: str | None, year: int | None, findings: Sequence[Reviewable]
    ) -> list[Review | None]:
        """The reviews of all findings of a report, in their order."""
        present = {finding.fingerprint for finding in findings}
        places = Counter((finding.rule, finding.at) for finding in findings)
        said = [self.of(agency, year, finding, present) for finding in findings]
        # Where a rule failed twice at one place, whose the old review was cannot be told.
        return [
            None if review and review.previous and places[finding.rule, finding.at] > 1 else review
            for finding, review in zip(findings, said, strict=True)
        ]

    def digest(self, agency: str | None, year: int | None) -> str:
        """The SHA-256 of the rows that may be a report's: those that name no other one."""
        mine = [
            [row.text(column) for column in COLUMNS]
            for row in self.rows
            if _may_be_of(row, agency, year)
        ]
        return hashlib.sha256(json.dumps([self.path.name, mine]).encode()).hexdigest()

    def rows_of(
        self,
        agency: str | None,
        year: int | None,
        finding: Reviewable,
        others: Collection[str] = (),
    ) -> list[Row]:
        """The rows that speak of a finding, or else of other figures at its place."""
        exact = [
            row
            for row in self._by_fingerprint.get(finding.fingerprint, [])
            if _may_be_of(row, agency, year)
        ]
        # Reports that do not say whose they are are not taken for one another.
        if exact or not agency or not year:
            return exact
        rows = self._by_place.get(_key(agency, str(year), finding.rule, finding.at), [])
        return [row for row in rows if _fingerprint(row) not in others]


def reviews_path(report: Path, named: str | Path | None = None) -> Path:
    """The file of a report's reviews: the one named, or the one beside it, or where it would be."""
    if named:
        return Path(named).expanduser()
    there = [path for name in NAMES if (path := report.parent / name).exists()]
    if len(there) > 1:
        raise ReviewError("several", there[0].name, other=there[1].name)
    return there[0] if there else report.parent / NAMES[0]


def read_reviews(path: Path, *, must_exist: bool = False) -> Reviews:
    """The reviews of a file. Raises `ReviewError` if it cannot be read whole."""
    if must_exist and not path.exists():
        raise ReviewError("not_found", path.name)
    return _reviews(path, _read(path))


def record(
    path: Path,
    agency: str | None,
    year: int | None,
    findings: Iterable[Reviewable],
    verdict: str,
    *,
    reason: str = "",
    reviewer: str = "",
) -> None:
    """Write down the same verdict on each finding, in place of what was said of it before.

    All else in the file stays. Raises `ReviewError`, with nothing written, for a dismissal without a
    reason or if the file cannot be read or written.
    """
    if verdict not in VERDICTS:
        raise ReviewError("verdict", path.name, value=verdict)
    if verdict == "dismissed" and not reason.strip():
        raise ReviewError("no_reason", path.name)
    with locked(path) as write:
        table = _read(path)
        _reviews(path, table)
        before = {_fingerprint(row): row.values for row in table.rows}
        said = {
            finding.fingerprint: {
                "agency": agency or "",
                "year": str(year or ""),
                "rule": finding.rule,
                "at": finding.at,
                "verdict": verdict,
                "reason": "\n".join(reason.strip().splitlines()),
                "reviewer": " ".join(reviewer.split()),
                "finding": one_line(" ".join(finding.message["zh"].split())),
                "fingerprint": finding.fingerprint,
            }
            for finding in findings
        }
        kept = [row for row in table.rows if _fingerprint(row) not in said]
        new = [Row(0, {**before.get(key, {}), **values}) for key, values in said.items()]
        write(_ordered(table, [*kept, *new]))


def clear(
    path: Path,
    agency: str | None,
    year: int | None,
    findings: Iterable[Reviewable],
    others: Collection[str] = (),
) -> None:
    """Take the reviews of these findings back, reopened ones too; ``others`` as for `Reviews.of`.

    Raises `ReviewError`.
    """
    if not path.exists():
        return
    with locked(path) as write:
        table = _read(path)
        reviews = _reviews(path, table)
        gone = {
            _fingerprint(row)
            for finding in findings
            for row in reviews.rows_of(agency, year, finding, others)
        }
        write(_ordered(table, [row for row in table.rows if _fingerprint(row) not in gone]))


def _read(path: Path) -> Table:
    return read_table(path, COLUMNS, NEEDED)


def _reviews(path: Path, table: Table) -> Reviews:
    return Reviews(path, tuple(_decided(path, table)))


def _decided(path: Path, table: Table) -> Iterator[Row]:
    """The rows that say something, each checked; a row without a verdict is yet to be filled in."""
    verdicts: dict[str, str] = {}
    for row in table.rows:
        fingerprint = _fingerprint(row)
        if not _FINGERPRINT.fullmatch(fingerprint):
            raise ReviewError(
                "row_fingerprint", path.name, line=row.line, value=row.text("fingerprint")
            )
        if not row.text("verdict"):
            continue
        verdict = _verdict(row)
        if not verdict:
            raise ReviewError("row_verdict", path.name, line=row.line, value=row.text("verdict"))
        if verdict == "dismissed" and not row.text("reason"):
            raise ReviewError("row_reason", path.name, line=row.line)
        if verdicts.setdefault(fingerprint, verdict) != verdict:
            raise ReviewError("conflict", path.name, line=row.line, fingerprint=fingerprint)
        yield row


def _ordered(table: Table, rows: Iterable[Row]) -> Table:
    """In an order of the rows' own, so that Git shows what changed."""
    in_order = sorted(rows, key=lambda row: [row.text(name) for name in _ORDER])
    return replace(table, rows=tuple(in_order))


def _grouped(pairs: Iterable[tuple[_K, Row]]) -> dict[_K, list[Row]]:
    groups: dict[_K, list[Row]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return groups


def _verdict(row: Row) -> str:
    return _WRITTEN.get(_plain(row.text("verdict")), "")


def _fingerprint(row: Row) -> str:
    return _plain(row.text("fingerprint")).removeprefix("#")


def _key(agency: str, year: str, rule: str, at: str) -> _Key:
    return _plain(agency), _plain(year).removesuffix("年"), rule, at


def _may_be_of(row: Row, agency: str | None, year: int | None) -> bool:
    """Whether a row names this report, or does not say which one it is about."""
    if not agency or not year:
        return True
    this = _key(agency, str(year), "", "")[:2]
    said = _key(row.text("agency"), row.text("year"), "", "")[:2]
    return all(one in ("", other) for one, other in zip(said, this, strict=True))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
