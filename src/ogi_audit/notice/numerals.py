"""The numbers that headings of Chinese documents are numbered with."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")


def chinese(number: int) -> str:
    """A whole number from 1 to 9999 in Chinese, e.g. 十二, 一百零三. Raises `ValueError` for others."""
    if not 0 < number < 10_000:
        raise ValueError(number)
    digits = str(number)
    parts = [
        _DIGITS[int(digit)] + (_UNITS[len(digits) - place] if digit != "0" else "")
        for place, digit in enumerate(digits, 1)
    ]
    text = "".join(parts).rstrip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.removeprefix("一") if 10 <= number < 20 else text
