"""The parameters that an auditor gives as text: read, or refused with a word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

from ogi_audit.errors import LANGUAGES, ParameterError
from ogi_audit.form import CELL_KEYS
from ogi_audit.limits import parse_limits

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?|(\d{4})(\d\d)(\d\d)"
)
_YEARS = range(1990, 2101)


def parse_published(value: object) -> dt.date | None:
    """A date of publication as given by parameter; empty is none.

    A date, or a text or number of one: 2025-03-14, 2025/3/14, 2025.3.14, 2025年3月14日, 20250314. Raises
    `ParameterError`.
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = _DAY.fullmatch("".join(str(value).split()))
    try:
        year, month, day = (part for part in (found.groups() if found else ()) if part)
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise ParameterError("value", "published", value=value, expected="YYYY-MM-DD") from None


def parse_year(value: object) -> int | None:
    """A report's year as given by parameter, a number or its digits; empty and 0 are none.

    Raises `ParameterError`.
    """
    if value is None or value == "" or (value == 0 and not isinstance(value, bool)):
        return None
    written = str(value).strip()
    if isinstance(value, bool) or not written.isdecimal() or int(written) not in _YEARS:
        raise ParameterError("value", "year", value=value, expected="YYYY")
    return int(written)


def parse_agency(value: object) -> str | None:
    """An agency's name as given by parameter; empty is none. Raises `ParameterError`."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value.strip().isdecimal():
        raise ParameterError("value", "agency", value=value, expected="NAME")
    return value


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


def split_entries(entries: object) -> list[str]:
    """The entries of ``NAME=NUMBER, …``, as weights and limits are given in one parameter."""
    return [entry for entry in str(entries).split(",") if entry.strip()]


def check_values(language: str, published: object, weights: object, limits: object) -> None:
    """Raise `ParameterError` for a language there is not, a date that is none, bad weights or limits."""
    if language not in LANGUAGES:
        raise ParameterError("value", "language", value=language, expected=LANGUAGES)
    parse_published(published)
    parse_weights(split_entries(weights))
    parse_limits(split_entries(limits))
