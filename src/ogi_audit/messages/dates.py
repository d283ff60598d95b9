"""Dates as a reader writes them: ``2024年1月30日``, ``30 January 2024``.

Data, file names and tables for other programs have them as ``2024-01-30``.
"""

from __future__ import annotations

import datetime as dt

_DATE = {
    "day": {"zh": "{year}年{month}{day}日", "en": "{day} {month} {year}"},
    "day_of_year": {"zh": "{month}{day}日", "en": "{day} {month}"},
    "span": {"zh": "{first}至{last}", "en": "{first} to {last}"},
    "span_of_year": {"zh": "{year}年{first}至{last}", "en": "{first} to {last} {year}"},
}
_MONTHS = {
    "zh": tuple(f"{month}月" for month in range(1, 13)),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
}


def day(date: dt.date, language: str) -> str:
    """One day."""
    return _written("day", date, language)


def span(first: dt.date, last: dt.date, language: str) -> str:
    """From one day to another; their year is named once if it is the same."""
    if first.year == last.year:
        days = [_written("day_of_year", date, language) for date in (first, last)]
        return _DATE["span_of_year"][language].format(year=first.year, first=days[0], last=days[1])
    return _DATE["span"][language].format(first=day(first, language), last=day(last, language))


def in_words(text: str, language: str) -> str:
    """The text as it is, or in words if it is nothing but a date or two (``2023-01-01–2023-12-31``)."""
    try:
        dates = [dt.date.fromisoformat(part) for part in text.split("–")]
    except ValueError:
        return text
    return day(dates[0], language) if len(dates) == 1 else span(dates[0], dates[-1], language)


def _written(form: str, date: dt.date, language: str) -> str:
    month = _MONTHS[language][date.month - 1]
    return _DATE[form][language].format(year=date.year, month=month, day=date.day)
