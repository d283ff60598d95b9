"""Percentages: which of them speak of what the tables count, and of what whole they may be taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ogi_audit.extraction.claims import Claim
from ogi_audit.extraction.context import Context
from ogi_audit.extraction.numbers import Stated
from ogi_audit.extraction.scan import FILLER, Scan
from ogi_audit.extraction.topics import topic_of
from ogi_audit.extraction.vocabulary import CASES, OUTCOMES, REQUESTER_TOPICS, Topic

Wholes = tuple[tuple[str, ...], ...]
"""Sums of cells, each as patterns of a `Reading`."""
_SHARE = re.compile(
    r"占?(?:比|总数|总量|全部|全年|办结|办理|申请|答复|受理|收到|新收|政府信息公开|信息公开|比例|比重|数量"
    r"|[总数量件的率为约达到了其:])*+"
)


def share_of(
    scan: Scan,
    context: Context,
    number: Stated,
    found: Sequence[Claim],
    last: tuple[Stated, Claim | None] | None,
) -> tuple[Topic, Decimal | None] | None:
    """What a percentage is the share of: the word before 占, or ``last``, the number before it.

    With the number that it goes with, if there is one. Nothing for rates and for shares of what the
    tables do not count.
    """
    start, _ = scan.clause(number)
    before = scan.text[start : number.start]
    named = [
        word
        for word in scan.between(start, number.start)
        if word.name in (*REQUESTER_TOPICS, *OUTCOMES)
        and "占" in scan.text[word.stop : number.start]
    ]
    if named:
        label, _, rest = scan.text[named[-1].stop : number.start].partition("占")
        if not (FILLER.fullmatch(label) and _SHARE.fullmatch(rest)):
            return None
        topic = topic_of(scan, context, named[-1], number, found)
        return (topic, None) if topic else None
    stated, claim = last or (None, None)
    if stated is None or claim is None:
        return None
    between = scan.text[stated.stop : number.start]
    directly = between.strip(",、(") == before.strip(",、(") and "占" in before
    if between != "(" and not (directly and _SHARE.fullmatch(before)):
        return None
    return claim.topic, stated.value


def wholes_of(topic: Topic) -> Wholes:
    """What a share of the topic may honestly be taken of."""
    new, closed = "requests.new_received.total", "requests.closed_total.total"
    everything = (new, "requests.carried_in.total")
    if topic.kind == "result":
        return tuple(
            tuple(f"{pattern.rsplit('.', 1)[0]}.total" for pattern in reading.plus)
            for reading in topic.readings
        )
    if topic.kind == "dispute":
        return tuple(reading.plus for reading in CASES["disputes", "total"].readings)
    return ((closed,), (new,), everything)
