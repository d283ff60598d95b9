"""Faults of the words: a count, a percentage, a breakdown or a statement on fees that is not true."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from ogi_audit_testing.corpus.case import At, Case
from ogi_audit_testing.corpus.draws import drawn, slip, value
from ogi_audit_testing.corpus.follows import family
from ogi_audit_testing.corpus.prose import Stated, restated, stated
from ogi_audit_testing.corpus.stream import HARMLESS, reworded, varied
from ogi_audit_testing.makers import with_section

Where = tuple[str, int, int]


def _numbers(case: Case, kind: str) -> list[tuple[Where, Stated]]:
    return [
        ((key, row, place), one)
        for key, row, place, one in stated(case.text)
        if one.kind == kind and one.plain
    ]


def _restate(
    rng: random.Random,
    case: Case,
    kind: str,
    wrong: Callable[[Stated], list[Decimal]],
    must: Callable[[Stated], frozenset[At]],
) -> Case:
    where, one = rng.choice(_numbers(case, kind))
    to = rng.choice([n for n in wrong(one) if n >= 0 and n not in one.honest and n != one.value])
    text = restated(case.text, where, to)
    shares = {("narrative.share", s.at) for *_, s in stated(text) if s.kind == "share"}
    parts = {("narrative.parts", where[0])} if kind != "share" else set()
    new = reworded(case, text)
    if rng.random() < 0.4:
        new = varied(new, rng.choice(HARMLESS))
    names = {"count": "wrong count", "share": "wrong percentage", "whole": "wrong breakdown"}
    around = "".join(p if isinstance(p, str) else p.written for p in text[where[0]][where[1]])
    return new.planted(
        names[kind],
        new.specimen,
        must(one),
        may=frozenset(shares | parts) if kind == "count" else frozenset(),
        about=f"{one.at}: {one.written} -> {to} in: {around}",
    )


def wrong_count(rng: random.Random, number: int, turn: int) -> Case:
    """A number that the text states of something a table counts."""
    case = drawn(rng, number, lambda c: _numbers(c, "count"), vary=False)

    def wrong(one: Stated) -> list[Decimal]:
        mistyped = slip(rng, int(one.value))
        near = [one.value + by for by in (-3, -2, -1, 1, 2, 3, 7, 10, 4001)]
        return [*near, *([Decimal(mistyped)] * 4 if mistyped is not None else [])]

    def must(one: Stated) -> frozenset[At]:
        return frozenset(("narrative.count", at) for at in family(one.at))

    return _restate(rng, case, "count", wrong, must)


def wrong_percentage(rng: random.Random, number: int, turn: int) -> Case:
    """A share of the requests closed, wrongly reckoned."""
    case = drawn(
        rng, number, lambda c: _numbers(c, "share"), vary=False, shares=True, size="medium"
    )

    def wrong(one: Stated) -> list[Decimal]:
        step = Decimal(1).scaleb(one.value.as_tuple().exponent)  # type: ignore[arg-type]
        return [one.value + by for by in (-10, 10, 5, -5, step, -step, 3 * step)]

    return _restate(rng, case, "share", wrong, lambda one: frozenset({("narrative.share", one.at)}))


def wrong_breakdown(rng: random.Random, number: int, turn: int) -> Case:
    """A whole that is not the sum of all its parts."""
    case = drawn(rng, number, lambda c: _numbers(c, "whole"), vary=False)

    def wrong(one: Stated) -> list[Decimal]:
        mistyped = slip(rng, int(one.value))
        near = [one.value + by for by in (1, 2, 10, 100)]
        return [*near, *([Decimal(mistyped)] if mistyped is not None else [])]

    def must(one: Stated) -> frozenset[At]:
        return frozenset({("narrative.parts", one.at)})

    return _restate(rng, case, "whole", wrong, must)


def wider_scope(rng: random.Random, number: int, turn: int) -> Case:
    """A department that gives the number of all its branches, which its table does not."""
    case = drawn(rng, number, lambda c: not c.specimen.agency.endswith("政府"), vary=False)
    overview = next(s.paragraphs for s in case.specimen.sections if s.key == "overview")
    new = value(case, "requests.new_received.total") + value(case, "requests.carried_in.total")
    whole = rng.choice(("全市", "全系统", "全县"))
    said = f"{whole}共收到政府信息公开申请{new + rng.randint(1, 90)}件。"
    specimen = with_section(case.specimen, "overview", paragraphs=(*overview, said))
    asked = ("narrative.scope", "new_received")
    return case.planted("wider scope", specimen, asked, about=said)


_NONE = (
    "本年度没有收取政府信息公开信息处理费。",
    "本机关全年未收取信息处理费。",
    "全年收取信息处理费0元。",
)
_CHARGED = (
    "全年收取政府信息公开信息处理费380元。",
    "依规收取信息处理费共计1250元。",
    "依据《政府信息公开信息处理费管理办法》，按件收取信息处理费60元。",
)


def fees_contradicted(rng: random.Random, number: int, turn: int) -> Case:
    """Nothing was charged, says one sentence, and another says how much."""
    case = drawn(rng, number, vary=False)
    none, charged = rng.choice(_NONE), rng.choice(_CHARGED)
    overview = next(s.paragraphs for s in case.specimen.sections if s.key == "overview")
    other = next(s.paragraphs for s in case.specimen.sections if s.key == "other_matters")
    specimen = case.specimen
    if turn % 2:
        specimen = with_section(specimen, "overview", paragraphs=(*overview, charged))
        said = (none,)
    else:
        said = (charged, none)
    specimen = with_section(specimen, "other_matters", paragraphs=(*said, *other[1:]))
    return case.planted(
        "fees contradicted",
        specimen,
        ("narrative.fees", "other_matters"),
        about=f"{none} / {charged}",
    )


def notice_contradicted(rng: random.Random, number: int, turn: int) -> Case:
    """No notice was sent, yet requests were closed because its fee was not paid."""
    cell = "requests.other.fee_overdue.total"
    year = rng.randint(2021, 2025)
    case = drawn(rng, number, lambda c: value(c, cell), vary=False, year=year)
    other = next(s.paragraphs for s in case.specimen.sections if s.key == "other_matters")
    said = "本年度未发出收费通知，未收取信息处理费。"
    specimen = with_section(case.specimen, "other_matters", paragraphs=(said, *other[1:]))
    return case.planted(
        "notice contradicted", specimen, ("narrative.fees", "other_matters"), about=said
    )
