"""How the parts of a letter are numbered: a Chinese one in numerals, an English one in figures."""

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


def section_number(number: int, language: str) -> str:
    """The number of a section: ``二``, ``2``."""
    return {"zh": chinese(number), "en": str(number)}[language]


def item_number(number: int, at: int, language: str) -> str:
    """The number of an item within its section: ``三``, ``2.3``."""
    return {"zh": chinese(at), "en": f"{number}.{at}"}[language]
