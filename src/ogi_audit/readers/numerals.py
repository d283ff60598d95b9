"""Writes a number as Word's automatic numbering does, by the name of its number format."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# The largest number a list in Word reaches; letters and Roman numbers grow long without a bound.
_LAST = 32_767


def write_number(number: int, number_format: str) -> str:
    """The number in a format of WordprocessingML.

    Formats that are not known and numbers that no list has give digits.
    """
    writer = _WRITERS.get(number_format) if 0 <= number <= _LAST else None
    return writer(number) if writer else str(number)


def _counting(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Chinese with units: 十, 十一, 二十, 一百〇一. From 10,000 on the digits alone."""
    if not 0 < number < 10_000:
        return _positional(number, digits)
    written = ""
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            written += digits[digit] + (units[power - 1] if power else "")
        elif written and not written.endswith(digits[0]):
            written += digits[0]
    written = written.rstrip(digits[0])
    # 十 and not 一十, but 壹拾.
    return written[1:] if digits == _DIGITS and 10 <= number < 20 else written


def _positional(number: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """A to z, then aa, bb: a letter is repeated, not carried."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else "0"


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _full_width(number: int) -> str:
    return _positional(number, "０１２３４５６７８９")


def _run_of(characters: str) -> Callable[[int], str]:
    """Numbers that have a character each, such as ①; digits beyond the last."""

    def write(number: int) -> str:
        return characters[number - 1] if 0 < number <= len(characters) else str(number)

    return write


def _from(first: str, count: int) -> str:
    return "".join(chr(ord(first) + offset) for offset in range(count))


_CIRCLED = _run_of(_from("①", 20) + _from("㉑", 15) + _from("㊱", 15))
_WRITERS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "bullet": lambda number: "",
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _run_of(_from("⒈", 20)),
    "decimalEnclosedParen": _run_of(_from("⑴", 20)),
    "numberInDash": "- {} -".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "koreanCounting": _counting,
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "koreanDigital2": _positional,
    "chineseLegalSimplified": lambda number: _counting(number, _LEGAL_DIGITS, "拾佰仟"),
    "ideographLegalTraditional": lambda number: _counting(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographTraditional": _run_of(_STEMS),
    "ideographZodiac": _run_of(_BRANCHES),
    "ideographEnclosedCircle": _run_of(_from("㊀", 10)),
}
