"""Faults of single cells: a figure too high, too low, mistyped, left out, or no figure at all."""

from __future__ import annotations

import itertools
import random

from ogi_audit_testing.corpus.case import Case, Wrong
from ogi_audit_testing.corpus.draws import drawn, slip, value
from ogi_audit_testing.corpus.follows import determined, identities, parts, said_of
from ogi_audit_testing.makers import LAYOUTS, form, with_cell

_2021 = form.keys("2021")
_SUMMED = tuple(key for key in _2021 if not key.startswith("disclosure"))
_TOTALS = tuple(
    key for key in _SUMMED if key.endswith(".total") or key.startswith("requests.closed_total")
)
_GROUPS = frozenset(("form.cell_blank", group) for group, _ in form.DISPUTE_GROUPS)


def _changed(case: Case, kind: str, key: str, to: int) -> Case:
    """One figure of tables 3 or 4 written as another number."""
    true = value(case, key)
    specimen = with_cell(case.specimen, key, str(to))
    cells = {k: int(float(text or 0)) for k, text in specimen.cells.items()}
    return case.planted(
        kind,
        specimen,
        *identities(key),
        may=said_of(case.text, [key]),
        wrong=Wrong(key, true, determined(cells, key)),
        about=f"{key}: {true} -> {to}",
    )


def too_high(rng: random.Random, number: int, turn: int) -> Case:
    """Each figure that is summed, some more than it is."""
    key = _SUMMED[turn % len(_SUMMED)]
    case = drawn(rng, number, edition="2021", year=rng.randint(2021, 2025), vary=False)
    by = rng.choice((1, 1, 2, 3, 10, rng.randint(4, 400)))
    return _changed(case, "too high", key, value(case, key) + by)


def too_low(rng: random.Random, number: int, turn: int) -> Case:
    """Each figure that is summed, some less than it is; where it is never more than 0, another."""
    key = _SUMMED[turn % len(_SUMMED)]
    year = rng.randint(2021, 2025)
    try:
        case = drawn(rng, number, lambda c: value(c, key), size="large", year=year, vary=False)
    except LookupError:
        case = drawn(rng, number, _positive, size="large", year=year, vary=False)
        key = rng.choice(_positive(case))
    by = rng.choice((1, 1, 2, value(case, key), rng.randint(1, value(case, key))))
    return _changed(case, "too low", key, value(case, key) - min(by, value(case, key)))


def _positive(case: Case) -> list[str]:
    return [key for key in _SUMMED if value(case, key) > 0]


def digits_swapped(rng: random.Random, number: int, turn: int) -> Case:
    """51 for 15."""

    def fitting(case: Case) -> list[str]:
        return [key for key in case.specimen.cells if key in _SUMMED and _mistyped(case, key)]

    def _mistyped(case: Case, key: str) -> int | None:
        return slip(random.Random(key), value(case, key))

    case = drawn(rng, number, fitting, vary=False)
    key = rng.choice(fitting(case))
    to = _mistyped(case, key)
    assert to is not None
    return _changed(case, "digits swapped", key, to)


def wrong_total(rng: random.Random, number: int, turn: int) -> Case:
    """A total that is not the sum of what stands before it."""
    key = _TOTALS[turn % len(_TOTALS)]
    case = drawn(rng, number, edition="2021", year=rng.randint(2021, 2025), vary=False)
    true = value(case, key)
    to = true + rng.choice((-1, 1, -2, 3, 10))
    return _changed(case, "wrong total", key, to if to >= 0 else true + 1)


def left_blank(rng: random.Random, number: int, turn: int) -> Case:
    """Each cell left empty."""
    key = _2021[turn % len(_2021)]
    case = drawn(rng, number, edition="2021", year=rng.randint(2021, 2025))
    table, row, _ = parts(key)
    must = {("form.cell_blank", row)}
    if table == "disputes" and not LAYOUTS[case.layout].separators:
        # Fifteen figures in one row: where one is missing, it may be of any group.
        must |= _GROUPS
    specimen = with_cell(case.specimen, key, None)
    return case.planted("blank", specimen, frozenset(must), about=f"{key}: blank")


_ODD = ("/", "—", "无", "{n}件", "{n}.0", "-1", "见附件")


def no_figure(rng: random.Random, number: int, turn: int) -> Case:
    """Each cell with something that is no plain figure."""
    key = _2021[turn % len(_2021)]
    case = drawn(rng, number, edition="2021", year=rng.randint(2021, 2025))
    table, row, column = parts(key)
    text = _ODD[turn % len(_ODD)].format(n=value(case, key))
    if column == "amount" and text.endswith(".0"):
        text = "见附件"
    must = {("form.cell_number", row)}
    may = set(identities(key) if text == "-1" else ())
    if not LAYOUTS[case.layout].separators and text == "见附件":
        # Words between figures that nothing separates: the row cannot be told apart.
        must.add(("form.cell_blank", row))
        may.add(("form.row_label", row))
        if table == "disputes":
            must |= _GROUPS
    return case.planted(
        "no figure",
        with_cell(case.specimen, key, text),
        frozenset(must),
        may=frozenset(may) | said_of(case.text, [key]),
        about=f"{key}: {text}",
    )


def remark(rng: random.Random, number: int, turn: int) -> Case:
    """A figure with a remark in its cell, which is read and noted."""
    case = drawn(rng, number, edition="2021", year=rng.randint(2021, 2025))
    key = rng.choice([k for k in _2021 if "amount" not in k])
    text = f"{value(case, key)}（其中网上0件）"
    return case.planted(
        "remark",
        with_cell(case.specimen, key, text),
        ("form.cell_notation", parts(key)[1]),
        about=f"{key}: {text}",
    )


def columns_swapped(rng: random.Random, number: int, turn: int) -> Case:
    """Two figures of a row in each other's column: the row's total still holds."""
    rows = [row.key for row in form.request_rows("2021")]
    columns = [column for column, _ in form.REQUEST_COLUMNS[:-1]]

    def fitting(case: Case) -> list[tuple[str, str]]:
        pairs = [
            (f"requests.{row}.{a}", f"requests.{row}.{b}")
            for row in rows
            for a, b in itertools.pairwise(columns)
        ]
        return [
            pair
            for pair in pairs
            if all(key in case.specimen.cells for key in pair)
            and value(case, pair[0]) != value(case, pair[1])
        ]

    case = drawn(rng, number, fitting)
    first, second = rng.choice(fitting(case))
    a, b = case.specimen.cells[first], case.specimen.cells[second]
    specimen = with_cell(with_cell(case.specimen, first, b), second, a)
    broken = {
        one for key in (first, second) for one in identities(key) if one[0] != "requests.row_total"
    }
    return case.planted(
        "columns swapped",
        specimen,
        *broken,
        may=said_of(case.text, [first, second]),
        about=f"{first} <-> {second}",
    )
