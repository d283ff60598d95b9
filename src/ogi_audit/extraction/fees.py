"""What sections 一 and 六 say of fees for information processing (国办函〔2020〕109号).

Administrative fees (行政事业性收费, table 2) are another matter and never taken for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ogi_audit.document import Place
from ogi_audit.extraction.context import Context, speaks_of_others
from ogi_audit.extraction.numbers import MONEY, stated_numbers
from ogi_audit.extraction.sections import FoundSection
from ogi_audit.extraction.sentences import sentences

_SECTIONS = ("overview", "other_matters")
_FEE = r"(?:政府)?信息(?:公开)?(?:申请)?(?:信息)?处理费用?"
_NO = r"(?:没有|未|无|不|均未|尚未|暂无|暂未)"
_NONE = re.compile(
    rf"{_NO}(?:发生|产生|收取|收缴|存在|涉及|向[^,。;]{{1,8}}收取)++(?:过|任何|各类|政府信息公开|依申请公开|申请人|相关|的)*{_FEE}"
    rf"|无{_FEE}|{_FEE}(?:的)?(?:收取)?(?:情况|金额|总额)?(?:为|:)?(?:无|零|没有收取|未收取)(?:[。;,]|$)"
    rf"|(?:收取){_FEE}(?:为|共|共计|总额|金额|:)*0(?:\.0+)?(?:万)?元"
)
_CHARGED = re.compile(
    rf"(?:收取|收缴)[^,。;0-9没未无]{{0,12}}{_FEE}|{_FEE}(?:共|共计|总额|金额|合计|为|:)*(?=\d)"
)
_NO_NOTICE = re.compile(
    rf"{_NO}(?:发出|下达|出具|制发|送达|发送)(?:过|任何)*(?:{_FEE})?(?:的)?收费通知"
)


@dataclass(frozen=True, slots=True)
class FeeStatements:
    """What is said: that nothing was charged, what was charged (yuan), that no notice was sent.

    Each with the sentence that says it; ``None`` where nothing does.
    """

    none: str | None = None
    charged: str | None = None
    amount: Decimal | None = None
    no_notice: str | None = None
    place: Place = Place()


def read_fees(
    sections: Iterable[FoundSection], *, year: int | None, agency: str | None
) -> FeeStatements:
    """The statements on fees of the year that the agency makes for itself as a whole."""
    none = charged = no_notice = amount = place = None
    for section in sections:
        if section.key not in _SECTIONS:
            continue
        context = Context(year, agency)
        for sentence in sentences(section.paragraphs):
            text = sentence.text
            context.enter(sentence)
            if speaks_of_others(text, agency or ""):
                continue
            if none is None and _this_year(context, text, _NONE):
                none, place = sentence.written, place or sentence.place
            if no_notice is None and _this_year(context, text, _NO_NOTICE):
                no_notice, place = sentence.written, place or sentence.place
            if amount is None and (found := _this_year(context, text, _CHARGED)):
                sums = [
                    number.value
                    for number in stated_numbers(text)
                    if number.unit == MONEY and number.start >= found.start()
                ]
                if sums and sums[0] > 0:
                    charged, amount, place = sentence.written, sums[0], place or sentence.place
    return FeeStatements(none, charged, amount, no_notice, place or Place())


def _this_year(context: Context, text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match of a pattern that is about the report's year."""
    for found in pattern.finditer(text):
        context.at(text, text, found.start())
        if context.is_this_year:
            return found
    return None
