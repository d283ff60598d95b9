"""The machine-readable result of an audit, read again and checked: somebody may have changed it."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ogi_audit.batch.columns import SEVERITIES
from ogi_audit.errors import LANGUAGES, NoticeError
from ogi_audit.messages.terms import REVIEW_STATE, STRENGTH
from ogi_audit.phrasing import Text
from ogi_audit.regular_files import UnfitError, read_regular
from ogi_audit.reviews import Review
from ogi_audit.schema import SCHEMA

Value = int | float | str | None
_T = TypeVar("_T")
# What reading content that is not as we write it can raise.
_BROKEN = (
    *(LookupError, TypeError, ValueError, AttributeError),
    *(ArithmeticError, RecursionError),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as the result has it; ``basis`` by language, ``place`` in English."""

    rule: str
    severity: str
    at: str
    cells: tuple[str, ...]
    observed: Value
    expected: Value
    difference: Value
    formula: str
    message: Text
    basis: Text
    strength: str
    place: str
    evidence: Text | None
    fingerprint: str
    review: Review | None

    @property
    def dismissed(self) -> bool:
        """Whether an auditor found that it is none."""
        return self.review is not None and self.review.dismissed


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that may be wrong: the figure written, and the one that would mend the identities."""

    cell: str
    value: int | float
    proposed: int | float


@dataclass(frozen=True, slots=True)
class Suspect:
    """A set of changes that settles the findings named in ``resolves``; support is (favours, text)."""

    changes: tuple[Change, ...]
    resolves: tuple[str, ...]
    support: tuple[tuple[bool, Text], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a notice needs of a result; ``cells`` are the figures as written, by key."""

    id: str
    agency: str | None
    year: int | None
    published: dt.date | None
    file: str
    has_previous: bool
    cells: Mapping[str, str]
    unassessable: Mapping[str, int]
    unchecked: int
    crashed: int
    findings: tuple[Finding, ...]
    suspects: tuple[Suspect, ...]
    suspects_state: str


def parse_result(content: bytes, name: str) -> Result:
    """The result in a file's content; ``name`` is what errors call it.

    Raises `NoticeError` for what is no result or not whole, and for that of a report that could not
    be read.
    """
    try:
        result = json.loads(content)
        is_ours = result["schema"] == SCHEMA
    except _BROKEN:
        is_ours = False
    if not is_ours:
        raise NoticeError("foreign", name)
    if error := result.get("error"):
        said = error.get("message") if isinstance(error, Mapping) else None
        said = said if isinstance(said, Mapping) else {}
        texts = {language: str(said.get(language) or "—") for language in LANGUAGES}
        raise NoticeError("not_audited", name, **texts)
    try:
        return _result(result)
    except _BROKEN:
        raise NoticeError("broken", name) from None


def read_result(path: Path) -> tuple[Result, bytes]:
    """The result of a file, and its content. Raises `NoticeError`."""
    try:
        content = read_regular(path)
    except UnfitError:
        raise NoticeError("not_file", path.name) from None
    except OSError as error:
        raise NoticeError("not_read", str(path), problem=error.strerror or error) from None
    return parse_result(content, path.name), content


def _result(result: dict[str, Any]) -> Result:
    report, outcomes = result["report"], result["outcomes"]
    published = report["published"]
    year = None if report["year"] is None else _a(int, report["year"])
    if year is not None and not 0 < year < 10_000:
        raise ValueError(year)
    return Result(
        id=_a(str, report["id"]),
        agency=None if report["agency"] is None else _a(str, report["agency"]),
        year=year,
        published=dt.date.fromisoformat(_a(str, published)) if published is not None else None,
        file=_a(str, report["source"]["name"]),
        has_previous=result.get("previous") is not None,
        cells={key: _a(str, cell["text"]) for key, cell in result["cells"].items()},
        unassessable={rule: len(at) for rule, at in result["not_assessable"].items()},
        unchecked=_a(int, outcomes["not_assessable"]),
        crashed=_a(int, outcomes["crashed"]),
        findings=tuple(_finding(one) for one in _a(list, result["findings"])),
        suspects=tuple(_suspect(one) for one in _a(list, result["suspects"])),
        suspects_state=_a(str, result["suspects_state"]),
    )


def _finding(one: dict[str, Any]) -> Finding:
    basis, evidence = one["basis"], one["evidence"]
    if one["severity"] not in SEVERITIES or basis["strength"] not in STRENGTH:
        raise ValueError(one["severity"])
    text = _a(str, basis["text"])
    return Finding(
        rule=_a(str, one["rule"]),
        severity=one["severity"],
        at=_a(str, one["at"]),
        cells=tuple(_a(str, key) for key in _a(list, one["cells"])),
        observed=_value(one["observed"]),
        expected=_value(one["expected"]),
        difference=None if one["difference"] is None else _figure(one["difference"]),
        formula=_a(str, one.get("formula") or ""),
        message=_text(one["message"]),
        basis={"zh": text, "en": _a(str, basis.get("en", text))},
        strength=basis["strength"],
        place=_a(str, one["place"]),
        evidence=None if evidence is None else _text(evidence),
        fingerprint=_a(str, one["fingerprint"]),
        review=None if one["review"] is None else _review(one["review"]),
    )


def _review(one: dict[str, Any]) -> Review:
    if one["state"] not in REVIEW_STATE:
        raise ValueError(one["state"])
    return Review(
        one["state"], _a(str, one["reason"]), _a(str, one["reviewer"]), one.get("previous")
    )


def _suspect(one: dict[str, Any]) -> Suspect:
    return Suspect(
        tuple(
            Change(_a(str, change["cell"]), _figure(change["value"]), _figure(change["proposed"]))
            for change in _a(list, one["changes"])
        ),
        tuple(_a(str, fingerprint) for fingerprint in _a(list, one["resolves"])),
        tuple(
            (_a(bool, support["favours"]), _text(support["text"]))
            for support in _a(list, one["support"])
        ),
    )


def _text(value: Any) -> Text:
    return {language: _a(str, value[language]) for language in LANGUAGES}


def _value(value: Any) -> Value:
    return value if value is None or isinstance(value, str) else _figure(value)


def _figure(value: Any) -> int | float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise TypeError(value)
    return value  # type: ignore[no-any-return]


def _a(kind: type[_T], value: Any) -> _T:
    """The value, if it is of the kind; True is no number."""
    if type(value) is not kind:
        raise TypeError(value)
    return value
