"""The parameters that an auditor gives as text: read, or refused with a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fnmatch import fnmatchcase

from ogi_audit.errors import LANGUAGES, ParameterError
from ogi_audit.form import CELL_KEYS
from ogi_audit.limits import parse_limits


def parse_published(value: dt.date | str | None) -> dt.date | None:
    """A date of publication as given by parameter; empty is none. Raises `ParameterError`."""
    if not value or isinstance(value, dt.date):
        return value or None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ParameterError("value", "published", value=value, expected="YYYY-MM-DD") from None


def parse_weights(entries: Iterable[str]) -> dict[str, float]:
    """Weights of cells as given by parameter, each ``PATTERN=NUMBER``. Raises `ParameterError`."""
    weights = {}
    for entry in entries:
        pattern, _, value = (part.strip() for part in entry.partition("="))
        known = any(fnmatchcase(key, pattern) for key in CELL_KEYS)
        try:
            weights[pattern] = float(value if known else "")
        except ValueError:
            expected = "requests.*.total=2"
            raise ParameterError("value", "weights", value=entry, expected=expected) from None
    return weights


def split_entries(entries: str) -> list[str]:
    """The entries of ``NAME=NUMBER, …``, as weights and limits are given in one parameter."""
    return [entry for entry in entries.split(",") if entry.strip()]


def check_values(language: str, published: str, weights: str, limits: str) -> None:
    """Raise `ParameterError` for a language there is not, a date that is none, bad weights or limits."""
    if language not in LANGUAGES:
        raise ParameterError("value", "language", value=language, expected=LANGUAGES)
    parse_published(published)
    parse_weights(split_entries(weights))
    parse_limits(split_entries(limits))
