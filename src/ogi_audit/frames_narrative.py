"""The frames ``narrative_*``: what the text claims beside what the tables hold.

Each claim is compared in every honest reading; it disagrees only if all readings are known and none
agrees. ``difference`` is 0 where one agrees and NA where that cannot be known.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from ogi_audit.errors import LANGUAGES
from ogi_audit.extraction.claims import Claim
from ogi_audit.extraction.vocabulary import ORGANISATIONS, Reading
from ogi_audit.form import REQUESTER_KEYS
from ogi_audit.frames_text import Record
from ogi_audit.messages.findings import FINDING
from ogi_audit.messages.punctuation import listed
from ogi_audit.report import Report

Values = Mapping[str, Decimal | None]
_LONGEST_QUOTE = 60
# Enough for any figure, as a percentage, with all decimals that are read.
_EXACT = Context(prec=60)


def values_of(report: Report) -> dict[str, Decimal | None]:
    """The report's cells by key; ``None`` for what is unknown or missing of table 3."""
    missing: dict[str, Decimal | None] = {
        f"requests.{row.row}.{column}": None
        for row in report.found_rows
        if row.table == "requests"
        for column in REQUESTER_KEYS
    }
    return missing | {
        key: None if value is None else Decimal(str(value)).normalize()
        for key, value in report.values.items()
    }


def cells_of(patterns: Sequence[str], values: Values) -> list[str]:
    """The cells that patterns of a `Reading` name, of those that the report has.

    A group of rows stands for its rows, `ORGANISATIONS` for the columns of legal persons.
    """
    keys = tuple(values)
    return [key for pattern in patterns for key in _matching(pattern, keys)]


# Few reports differ in the cells that they have.
@lru_cache(maxsize=4096)
def _matching(pattern: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    table, rest = pattern.split(".", 1)
    row, column = rest.rsplit(".", 1)
    columns = REQUESTER_KEYS[1:-1] if column == ORGANISATIONS else (column,)
    return tuple(
        key
        for key in keys
        if key.startswith(f"{table}.{row}.") and key.rsplit(".", 1)[1] in columns
    )


def evaluate(reading: Reading, values: Values) -> Decimal | None:
    """The value of a reading; ``None`` if a cell that it needs is unknown or not there."""
    plus, minus = _sum(reading.plus, values), _sum(reading.minus, values)
    return None if plus is None or minus is None else plus - minus


def _sum(patterns: Sequence[str], values: Values) -> Decimal | None:
    total = Decimal(0)
    for pattern in patterns:
        cells = [values[key] for key in cells_of([pattern], values)]
        if not cells or any(value is None for value in cells):
            return None
        total += sum(value for value in cells if value is not None)
    return total


def count_records(report: Report) -> Iterator[Record]:
    """One row a number that the text states for something the tables count."""
    values = values_of(report)
    for claim in report.claims:
        if claim.share_of:
            continue
        known = [(reading, evaluate(reading, values)) for reading in claim.topic.readings]
        sums = [(reading, value) for reading, value in known if value is not None]
        distances = [(_distance(claim, value), reading, value) for reading, value in sums]
        nearest = min(distances, key=lambda one: abs(one[0]), default=None)
        agrees = nearest is not None and nearest[0] == 0
        decided = agrees or len(sums) == len(known)
        yield {
            **_said(claim),
            "stated": _number(claim.stated.value),
            "counted": _number(nearest[2]) if nearest else None,
            "difference": _number(nearest[0]) if nearest and decided else None,
            "cells": " ".join(cells_of(nearest[1].plus, values)) if nearest else "",
            **{
                f"readings_{language}": listed(
                    (
                        FINDING["reading"][language].format(
                            label=reading.label.text(language), value=f"{value:f}"
                        )
                        for reading, value in sums
                    ),
                    language,
                )
                for language in LANGUAGES
            },
        }


def _distance(claim: Claim, value: Decimal) -> Decimal:
    """How far the text is from the table: 0 within what its words allow."""
    stated = claim.stated
    if stated.least <= value <= stated.most:
        return Decimal(0)
    return stated.least - value if value < stated.least else stated.most - value


def share_records(report: Report) -> Iterator[Record]:
    """One row a percentage that the text states of something the tables count."""
    values = values_of(report)
    for claim in report.claims:
        if not claim.share_of:
            continue
        parts = [evaluate(reading, values) for reading in claim.topic.readings]
        wholes = [_sum(patterns, values) for patterns in claim.share_of]
        known = all(value is not None for value in (*parts, *wholes))
        said = [] if claim.numerator is None else [claim.numerator]
        pairs = [
            (part, whole)
            for part, whole in itertools.product([*parts, *said], [*wholes, *claim.stated_wholes])
            if part is not None and whole
        ]
        shares = [(_nearest_share(claim, part, whole), part, whole) for part, whole in pairs]
        best = min(shares, key=lambda share: abs(claim.stated.value - share[0]), default=None)
        distance = _distance(claim, best[0]) if best else None
        yield {
            **_said(claim),
            "stated": claim.stated.text,
            "counted": f"{best[0]}%" if best else None,
            "difference": _number(distance)
            if distance is not None and (known or distance == 0)
            else None,
            "calculation": f"{best[1]:f}÷{best[2]:f}" if best else None,
            "cells": " ".join(cells_of(claim.topic.readings[0].plus, values)),
        }


def _nearest_share(claim: Claim, part: Decimal, whole: Decimal) -> Decimal:
    """The percentage at the digits written; a tie may be rounded either way."""
    share, digits = _EXACT.divide(part * 100, whole), Decimal(1).scaleb(-claim.stated.digits)
    rounded = {share.quantize(digits, mode, _EXACT) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
    return min(rounded, key=lambda value: abs(value - claim.stated.value))


def parts_records(report: Report) -> Iterator[Record]:
    """One row a number that the text breaks down into parts."""
    for breakdown in report.breakdowns:
        yield {
            "at": breakdown.section,
            "quote": _shortened(breakdown.sentence),
            "sentence": breakdown.sentence,
            "place": breakdown.place,
            "whole": _number(breakdown.whole.value),
            "total": _number(breakdown.total),
            "sum": "+".join(f"{part.value:f}" for part in breakdown.parts),
            "complete": breakdown.told is not None,
            "near": breakdown.told == "near",
            "difference": _number(breakdown.total - breakdown.whole.value),
        }


def fees_records(report: Report) -> Iterator[Record]:
    """One row a report: what is said of fees for information processing, and whether that agrees.

    ``charged_contradicts`` and ``notice_contradicts`` are NA where nothing is said to compare.
    """
    fees = report.fees
    overdue = _sum(("requests.other.fee_overdue.total",), values_of(report))
    both = fees.none is not None and fees.charged is not None
    unsent = fees.no_notice is not None and bool(overdue)
    said = [text for text in (fees.none, fees.charged, fees.no_notice) if text]
    yield {
        "at": "other_matters",
        "place": fees.place,
        "said_none": _bare(fees.none),
        "said_charged": _bare(fees.charged),
        "amount": _number(fees.amount) if fees.amount is not None else None,
        "fee_overdue": _number(overdue) if overdue is not None else None,
        "charged_contradicts": both if said else None,
        "says_no_notice": fees.no_notice is not None,
        "said_no_notice": _bare(fees.no_notice),
        "notice_contradicts": unsent if fees.no_notice and overdue is not None else None,
        "cells": "requests.other.fee_overdue.total" if unsent else "",
    }


def _said(claim: Claim) -> Record:
    return {
        "at": claim.topic.key,
        "label_zh": claim.topic.label.zh,
        "label_en": claim.topic.label.en,
        "quote": _shortened(claim.quote),
        "sentence": claim.sentence,
        "place": claim.place,
        "scope": claim.scope,
    }


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _number(value: Decimal) -> float:
    return int(value) if value == int(value) else float(value)


def _bare(sentence: str | None) -> str | None:
    """A sentence to be quoted inside another."""
    return sentence.rstrip("。；;") if sentence else None
