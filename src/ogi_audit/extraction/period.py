"""Of which time a number in a text is: the report's year, another, a part of it, or many."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(\d{4})年(?!度?(?:以前|之前|前))")
_THIS_YEAR = re.compile(r"今年|本年|全年|年内")
# 上年同期收到…; but not 较上年增加, which compares.
_LAST_YEAR = re.compile(r"(?<![较比与同超])(?:[上去前往]一?个?年)")
# 自2008年以来 tells of many years, up to the sentence's end.
_SINCE = re.compile(r"\d{4}年度?(?:以来|以后|之后|起)")
# 1月至12月 is the whole year.
_ALL_MONTHS = re.compile(r"1月?份?(?:至|到|-|—|–|~)12月")
# 2022年上半年，…: a part of the year, up to the sentence's end.
_PART = re.compile(
    r"[上下]半年|[一二三四1-4]季度|截[至止]?(?:\d{4}年)?(?:[1-9]|1[01])月"
    r"|\d{1,2}月份?(?!\d|底|份?\d{1,2}日)"
)


def without_whole_years(text: str) -> str:
    """The text without the months that are a whole year, of the same length."""
    return _ALL_MONTHS.sub(lambda found: "·" * len(found.group()), text)


class Period:
    """The time that a text has last named, from sentence to sentence of a paragraph."""

    def __init__(self, year: int | None) -> None:
        self._report_year = self._year = year
        # 上年同期 and 自2008年以来 hold for their sentence only.
        self._passing = self._part = False

    @property
    def is_reported(self) -> bool:
        """Whether it is the report's year, as far as the text says."""
        other = self._report_year and self._year and self._year != self._report_year
        return not (other or self._part)

    def enter(self, is_new_paragraph: bool) -> None:
        """Begin a sentence; a new paragraph is about the report's year again."""
        if is_new_paragraph or self._passing:
            self._year, self._passing = self._report_year, False
        self._part = False

    def read(self, before: str) -> None:
        """Note what stands before a number of the sentence.

        ``before`` is without the years that say where something was carried to.
        """
        text = without_whole_years(before)
        this = self._report_year or 0
        years = [(found.start(), int(found[1]), False) for found in _YEAR.finditer(text)]
        years += [(found.start(), this, False) for found in _THIS_YEAR.finditer(text)]
        years += [(found.start(), this - 1, True) for found in _LAST_YEAR.finditer(text)]
        since = {found.start() for found in _SINCE.finditer(text)}
        if years:
            position, self._year, passing = max(years)
            self._passing = passing or position in since
        parts = [found.start() for found in _PART.finditer(text)]
        wholes = [found.start() for found in _THIS_YEAR.finditer(text)]
        self._part = max(parts, default=-1) > max(wholes, default=-1)
