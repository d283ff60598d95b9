"""Claims that there was nothing: 未收到政府信息公开申请, 没有因政府信息公开引发的行政复议."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ogi_audit.extraction.context import Context, is_set_apart
from ogi_audit.extraction.numbers import Stated
from ogi_audit.extraction.scan import Scan
from ogi_audit.extraction.vocabulary import CASES, TOTALS, Topic

_NOTHING = re.compile(
    r"^.{0,16}?(?:未|没有|无)(?:发生|产生|出现|引发|涉及|收到|接到|接收|收悉|受理|新收)?"
    r"(?:过|任何|一起|一例|一件|各方|(?:公民|自然人|单位|个人|群众|社会公众|组织|机构|企业)(?:的)?|[和或及、])*+"
    r"(?P<what>.*)$"
)
_NOTHING_REQUESTS = re.compile(
    r"(?:提出的?|提交的?)?(?:有关|关于|要求)?(?:政府信息公开|信息公开|依申请公开(?:政府信息)?|公开政府信息)(?:的)?(?:书面)?(?:申请)?(?:书|表)?(?:事项|件|情况)?"
    r"|(?:提出的?)?申请公开(?:政府信息)?的?(?:事项|件|情况|信息)"
)
_NOTHING_DISPUTES = re.compile(
    r"(?:因|由|与|涉及|有关|关于)?(?:政府)?(?:信息公开|依申请公开)(?:工作|答复|申请|事项)?(?:类|相关|有关)?(?:而)?"
    r"(?:引起|引发|产生|导致|被申请|提起)*(?:的)?(?P<case>行政复议|行政诉讼|复议[和及、或与](?:行政)?诉讼"
    r"|行政复议[和及、或与](?:提起)?行政诉讼)(?:案件|情况|情形|的|事件)*"
)


def absences(scan: Scan, context: Context) -> Iterator[tuple[Topic, Stated]]:
    """What a sentence says there was none of, each with its clause as a number 0."""
    start = 0
    for stop in (*(at for at in scan.breaks if scan.text[at] != "、"), len(scan.text)):
        clause, begin, start = scan.text[start:stop], start, stop + 1
        found = _NOTHING.match(clause)
        if not found or any(begin <= number.start < stop for number in scan.numbers):
            continue
        context.at(scan.text, scan.years_text, stop)
        if is_set_apart(clause) or context.elsewhere(scan.text, begin, stop):
            continue
        if topic := _absent(found["what"]):
            zero = Decimal(0)
            yield topic, Stated(clause, begin, stop, "件", zero, zero, zero, 0)


def _absent(what: str) -> Topic | None:
    if _NOTHING_REQUESTS.fullmatch(what) and "申请" in what:
        return TOTALS["received"]
    found = _NOTHING_DISPUTES.fullmatch(what)
    if not found:
        return None
    said = {
        name
        for name, sign in (("reconsideration", "复议"), ("litigation", "诉讼"))
        if sign in found["case"]
    }
    return CASES[said.pop() if len(said) == 1 else "disputes", "total"]
