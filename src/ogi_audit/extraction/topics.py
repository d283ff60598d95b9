"""Which figure of the tables a word stands for at its place in a sentence; often none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ogi_audit.extraction.claims import Claim
from ogi_audit.extraction.context import Context
from ogi_audit.extraction.numbers import Stated
from ogi_audit.extraction.scan import Scan
from ogi_audit.extraction.vocabulary import (
    CASES,
    DOCUMENTS,
    OUTCOMES,
    REQUESTER_TOPICS,
    TOTALS,
    Topic,
    Word,
)

_RESULTS = frozenset(result for _, result in CASES) - {"total"}
_KINDS = frozenset(kind for kind, _ in DOCUMENTS)
_PARTS = (frozenset(REQUESTER_TOPICS), frozenset(OUTCOMES), _RESULTS)
# 不予公开和无法提供5件: the number is that of both, which the tables do not add.
_JOINT = re.compile(r"(?:申请|情况|案件|[类的件])*(?:以及|或者|[和及与或、/])+")


def topic_of(
    scan: Scan, context: Context, word: Word, number: Stated, found: Sequence[Claim]
) -> Topic | None:
    """What a word counts by a number; nothing where the sentence is on something else.

    ``found`` are the claims of the sentence so far, which a 其中 may divide.
    """
    name, before = word.name, scan.text[: max(word.stop, number.start)]
    if name in TOTALS:
        after = scan.text[number.stop : number.stop + 12]
        return TOTALS[name] if context.on_requests(before, after) else None
    whole = _divided(scan, number.start, found)
    if name in REQUESTER_TOPICS:
        fits = whole in (None, "total", "requester") and context.on_requests(before, "")
        return REQUESTER_TOPICS[name] if fits else None
    if name in OUTCOMES:
        fits = whole in (None, "total", "outcome") and context.on_requests(before, "")
        return OUTCOMES[name] if fits else None
    if name in _KINDS:
        if whole == "document" or scan.text.startswith("其中"):
            return None
        verb = context.document_verb(before[: word.start])
        return DOCUMENTS[name, verb] if verb else None
    if name in ("repealed", "in_force"):
        kinds = _KINDS & {other.name for other in scan.between(0, word.start)}
        return DOCUMENTS[next(iter(kinds)), name] if len(kinds) == 1 else None
    if not context.on_disputes(scan.text, number.start, number.stop):
        return None
    if (name, "total") in CASES:
        return CASES[name, "total"]
    cases = [w.name for w in scan.between(0, word.start) if (w.name, "total") in CASES]
    fits = bool(cases) and whole in (None, "dispute", "result")
    return CASES.get((cases[-1], name)) if fits else None


def is_joined(scan: Scan, word: Word) -> bool:
    """Whether another part or result is named together with this one, before the same number."""
    return any(
        _JOINT.fullmatch(scan.text[other.stop : word.start])
        for other in scan.between(0, word.start)[-1:]
        if any(other.name in part and word.name in part for part in _PARTS)
    )


def _divided(scan: Scan, position: int, found: Sequence[Claim]) -> str | None:
    """The kind of claim that the last 其中 before a position divides; ``other`` if it is none."""
    opening = max(scan.text.rfind(mark, 0, position) for mark in ("其中", "包括"))
    whole = [n for n in scan.numbers if n.stop <= opening and n.unit != "%"]
    if not whole:
        return None
    claim = next((one for one in found if one.stated.start == whole[-1].start), None)
    return claim.topic.kind if claim else "other"
