"""Numbers as prose states them: 55宗, 1,295件, 十二件, 三千余条, 2.8万条, 约70条, 18.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from ogi_audit.extraction.figures import LARGEST

_DIGITS = {
    sign: value
    for signs in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
    for value, sign in enumerate(signs)
} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_NUMERAL = "[" + "".join((*_DIGITS, *_UNITS, *_MYRIADS)) + "]"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
COUNTED = "人次|件次|条次|件|宗|条|起|项|份|例|个|次|期|篇|部|家|场|批|名|人|户|本|册|幅|张|单|笔|卷|封|则"
MONEY = "元"
_NUMBER = re.compile(
    # Nothing begins amid words or digits that belong together: their run would be read from each.
    r"(?<!约)(?<!近)(?<!超)(?<!超过)(?<!逾)(?<!共计)(?<!共)(?!(?<=大)约|(?<=[接将])近)"
    r"(?P<before>(?:大约|约|近|将近|接近|超过|超|逾|共计|共)*+)"
    rf"(?:(?<!\d)(?<!\d,)(?P<arabic>{_ARABIC})(?P<scale>[余多]?[十百千万亿]*[余多]?)"
    rf"|(?<!{_NUMERAL})(?P<chinese>{_NUMERAL}++)(?P<more>(?:[余多]{_NUMERAL}*+)?))"
    rf"(?P<after>余|多)?(?P<unit>%|{COUNTED}|{MONEY})(?P<odd>[余多]?)"
)
# 第二十条 is no count, 2-3件 a range, 数百件 any number of hundreds, a letter part of a name.
_ORDINAL_BEFORE = re.compile(
    r"(?:\d,|[第〔\[\d.\-—–~/A-Za-z号数几上成])$|\d[\u4e00-\u9fff]?[至到]$"
)
_LONGEST_ORDINAL = 3
_LARGEST = Decimal(LARGEST)
# Nobody means more decimals; with as many as there are, arithmetic would take without end.
_DECIMALS = 20
_ROUNDED = Context(prec=60, rounding=ROUND_HALF_UP)
# 一条龙, 一件事, 个性 …: words, not counts.
_WORD_AFTER = re.compile(r"(?:龙|事|性|别|体|人信息|目|线|案|部门|规定|之一|以上|以下|以内)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number in a text: where it stands, its unit, and the range of values its words allow.

    ``value`` is the number itself, ``least`` and ``most`` the range (equal to it where it is exact);
    a percentage has the unit ``%`` and ``digits`` decimals, 20 at most. What is larger than any figure may be
    counts as `LARGEST`: it agrees with none.
    """

    text: str
    start: int
    stop: int
    unit: str
    value: Decimal
    least: Decimal
    most: Decimal
    digits: int

    @property
    def exact(self) -> bool:
        """Whether the words state the number itself."""
        return self.least == self.most


def parse_chinese(text: str) -> int | None:
    """The value of a Chinese numeral (``十二``, ``一百零五``, ``三千``, ``二〇二三``, ``两万三千``).

    ``None`` for what is none, such as a unit without a number; at most `LARGEST`.
    """
    if not text or text in _MYRIADS:
        return None
    if all(sign in _DIGITS for sign in text):
        digits = "".join(str(_DIGITS[sign]) for sign in text).lstrip("0") or "0"
        return int(digits) if len(digits) < len(str(LARGEST)) else LARGEST
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            section = min(section + (digit or 1) * _UNITS[sign], LARGEST)
            digit = 0
        elif sign in _MYRIADS:
            # Bounded at each step: 亿 may be repeated a million times.
            total = min((total + section + digit) * _MYRIADS[sign], LARGEST)
            section = digit = 0
        else:
            return None
    return min(total + section + digit, LARGEST)


def stated_numbers(text: str) -> Iterator[Stated]:
    """The numbers with a unit in a text without white space (`wording.plain`), in order."""
    for found in _NUMBER.finditer(text):
        before = text[max(0, found.start() - _LONGEST_ORDINAL) : found.start()]
        if _ORDINAL_BEFORE.search(before) or _WORD_AFTER.match(text, found.end()):
            continue
        value, step = _value(found)
        if value is None or (
            found["unit"] != "%" and value != int(value) and found["unit"] != MONEY
        ):
            continue
        least, most = _range(found, value, step)
        yield Stated(
            found.group(),
            found.start(),
            found.end(),
            found["unit"],
            value,
            least,
            most,
            min(len((found["arabic"] or "").partition(".")[2]), _DECIMALS),
        )


def _value(found: re.Match[str]) -> tuple[Decimal | None, Decimal]:
    """The value, and the weight of its last digit that is not a zero, for 余 and 多."""
    if written := found["arabic"]:
        scale = Decimal(1)
        for sign in re.sub("[余多]", "", found["scale"]):
            scale = min(scale * {**_UNITS, **_MYRIADS}[sign], _LARGEST)
        number = min(Decimal(written.replace(",", "")), _LARGEST)
        if len(written.partition(".")[2]) > _DECIMALS:
            number = number.quantize(Decimal(1).scaleb(-_DECIMALS), context=_ROUNDED)
        value = min(number * scale, _LARGEST)
        if value == _LARGEST:
            return value, Decimal(1)
        last = Decimal(10) ** -min(len(written.partition(".")[2]), _DECIMALS) * scale
        if "." not in written:
            zeros = len(written) - len(written.rstrip("0"))
            last *= 10**zeros
        return value, last
    numeral = found["chinese"] + re.sub("[余多]", "", found["more"])
    parsed = parse_chinese(numeral)
    if parsed is None:
        return None, Decimal(1)
    zeros = len(str(parsed)) - len(str(parsed).rstrip("0"))
    return Decimal(parsed), Decimal(10**zeros)


def _range(found: re.Match[str], value: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """What the words allow: 约 and 近 a tenth, 余 and 多 up to the next digit, 超 anything above.

    A number with a scale and few digits (2.8万) is rounded to its last digit.
    """
    before, whole = found["before"], found.group()
    if "超" in before or "逾" in before:
        return value, value + max(step, value / 10)
    if "近" in before:
        return value * Decimal("0.9"), value
    if "约" in before:
        return value * Decimal("0.9"), value * Decimal("1.1")
    if re.search("[余多]", whole[len(before) :]):
        return value, value + step
    scaled = bool(found["arabic"] and found["scale"])
    if scaled and found["unit"] != "%":
        return value - step / 2, value + step / 2
    return value, value
