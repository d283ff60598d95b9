"""Faults of the tables' frame: rows, columns and tables that are not there, labels, the old form."""

from __future__ import annotations

import random
from dataclasses import replace

from ogi_audit_testing.corpus.case import At, Case
from ogi_audit_testing.corpus.draws import drawn
from ogi_audit_testing.corpus.stream import layout_of
from ogi_audit_testing.makers import form, with_label, without

_HEADLESS = ("md-headless", "md-headless-rows", "md-scattered")
_HEADING = frozenset({("form.section_heading", "disputes")})


def _rows(edition: form.Edition) -> list[str]:
    return [
        *(f"disclosure.{row}" for part in form.disclosure_parts(edition) for row, _ in part.rows),
        *(f"requests.{row.key}" for row in form.request_rows(edition)),
        *(f"disputes.{group}" for group, _ in form.DISPUTE_GROUPS),
    ]


def row_missing(rng: random.Random, number: int, turn: int) -> Case:
    """Each row in turn, of either edition."""
    edition: form.Edition = "2019" if turn % 4 == 3 else "2021"
    rows = _rows(edition)
    row = rows[turn % len(rows)]
    year = rng.randint(2019, 2020) if edition == "2019" else rng.randint(2021, 2025)
    case = drawn(rng, number, edition=edition, year=year)
    return case.planted(
        "row missing",
        without(case.specimen, row),
        ("form.row_missing", row.split(".", 1)[1]),
        about=f"{row} ({edition})",
    )


def group_missing(rng: random.Random, number: int, turn: int) -> Case:
    """All rows under one group label of table 3."""
    group = tuple(form.GROUPS)[turn % 3]
    case = drawn(rng, number, edition="2021", year=rng.randint(2021, 2025))
    rows = [row.key for row in form.request_rows("2021") if row.group == group]
    must = [("form.row_missing", row) for row in rows]
    return case.planted(
        "group missing", without(case.specimen, f"requests.{group}"), *must, about=group
    )


def column_missing(rng: random.Random, number: int, turn: int) -> Case:
    """A requester column of table 3."""
    column = form.REQUEST_COLUMNS[turn % len(form.REQUEST_COLUMNS)][0]
    # Where no requester is named at the head of its column nothing tells which one is gone.
    while layout_of(number) in _HEADLESS:
        number += 1
    case = drawn(rng, number)
    specimen = without(case.specimen, f"requests.{column}")
    return case.planted("column missing", specimen, ("form.row_missing", column), about=column)


def other_column_missing(rng: random.Random, number: int, turn: int) -> Case:
    """A column of table 2 or 4."""
    edition: form.Edition = "2021"
    issued = [column for column, _ in form.disclosure_parts(edition)[0].columns]
    keys = [
        *(f"disclosure.{column}" for column in issued),
        *(f"disputes.{column}" for column, _ in form.DISPUTE_COLUMNS),
    ]
    key = keys[turn % len(keys)]
    column = key.split(".")[1]
    case = drawn(rng, number, edition=edition, year=rng.randint(2021, 2025))
    specimen = without(case.specimen, key)
    return case.planted("other column missing", specimen, ("form.row_missing", column), about=key)


def table_missing(rng: random.Random, number: int, turn: int) -> Case:
    """A table that is not under its heading."""
    table = form.TABLES[turn % 3]
    case = drawn(rng, number)
    cells = {k: text for k, text in case.specimen.cells.items() if not k.startswith(f"{table}.")}
    specimen = replace(case.specimen, cells=cells)
    return case.planted("table missing", specimen, ("form.table_missing", table), about=table)


_LOOKALIKES = {
    "行": "形",
    "政": "证",
    "息": "自",
    "掌": "撑",
    "复": "覆",
    "查": "察",
    "程": "成",
    "管": "馆",
}


def label_slip(rng: random.Random, number: int, turn: int) -> Case:
    """A character of a label left out, doubled, or taken for another."""
    rows = [row for row in form.request_rows("2021") if len(row.text) > 5 and "（" not in row.text]
    row = rows[turn % len(rows)]
    case = drawn(rng, number, edition="2021", year=rng.randint(2021, 2025))
    places = [i for i, sign in enumerate(row.text) if "\u4e00" <= sign <= "\u9fff"]
    at = rng.choice(places[1:-1])
    sign = row.text[at]
    written = rng.choice(("", sign * 2, _LOOKALIKES.get(sign, "")))
    text = row.number + row.text[:at] + written + row.text[at + 1 :]
    return case.planted(
        "label slip",
        with_label(case.specimen, f"requests.{row.key}", text),
        ("form.row_label", row.key),
        about=text,
    )


def _of_edition(
    rng: random.Random, number: int, kind: str, edition: form.Edition, year: int
) -> Case:
    case = drawn(rng, number, edition=edition, year=year)
    wrong: At = ("form.edition", "report")
    return case.planted(kind, case.specimen, wrong, may=_HEADING, about=f"{edition} in {year}")


def old_edition(rng: random.Random, number: int, turn: int) -> Case:
    """The form of 2019 after it was replaced, now and then that of 2021 before its time."""
    if turn % 5 == 4:
        return _of_edition(rng, number, "old edition", "2021", rng.randint(2019, 2020))
    return _of_edition(rng, number, "old edition", "2019", rng.randint(2021, 2025))


def mixed_edition(rng: random.Random, number: int, turn: int) -> Case:
    """The form of 2021 with 其他处理 as one row."""
    return _of_edition(rng, number, "mixed edition", "mixed", rng.randint(2021, 2025))
