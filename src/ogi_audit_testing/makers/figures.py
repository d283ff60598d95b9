"""A made-up report as figures and words, before any layout.

Nothing here knows how a report looks; `alter` changes one, `tables` and the formats lay it out.
"""

from __future__ import annotations

import datetime
import random
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ogi_audit_testing.makers import form, narrative

Size = Literal["empty", "small", "medium", "large"]
Cells = dict[str, str | None]

_SCALE: dict[Size, tuple[float, int]] = {
    "empty": (1.0, 1),
    "small": (0.85, 12),
    "medium": (0.6, 120),
    "large": (0.35, 2600),
}
"""How likely a figure is zero, and about how large it may be."""


@dataclass(frozen=True)
class Style:
    """How the labels of the tables are written; never what they say."""

    numbering: Literal["1.", "1、", "1．", "(1)", ""] = "1."
    half_width_brackets: bool = False
    spaces: bool = False


@dataclass(frozen=True)
class Section:
    """One of the six sections; one that stands for a table is followed by that table."""

    key: str
    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Specimen:
    """A report, as written. The cells say which rows and columns there are: no key, no cell.

    ``None`` is a blank cell. ``labels`` replaces single labels, by key: ``requests.granted`` (row),
    ``requests.denied`` (group), ``requests.business``, ``disclosure.issued``, ``disputes.upheld``
    (column), ``disclosure.regulations``, ``disputes.reconsideration`` (row or group).
    """

    agency: str
    year: int
    edition: form.Edition
    cells: Mapping[str, str | None]
    title: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    signature: str
    date: datetime.date | None
    labels: Mapping[str, str] = field(default_factory=dict)
    style: Style = Style()

    @property
    def dated(self) -> str:
        """The date as it stands under the signature."""
        return f"{self.date.year}年{self.date.month}月{self.date.day}日" if self.date else ""

    @property
    def values(self) -> dict[str, int | float | None]:
        """What a reader should make of each cell: ``None`` for blanks and for what is no number."""
        return {key: number(text) for key, text in self.cells.items()}


def number(text: str | None) -> int | float | None:
    """A figure as people read it: full-width digits, 1,295 and 22（其中修订16件） are numbers."""
    plain = unicodedata.normalize("NFKC", text or "").replace(",", "")
    found = re.match(r"\s*([+-]?\d+(\.\d+)?)\s*(\(.*\))?\s*$", plain)
    if not found:
        return None
    return float(found[1]) if found[2] else int(found[1])


def compose(
    agency: str,
    year: int,
    cells: Mapping[str, str | None],
    *,
    edition: form.Edition = "2021",
    texts: Mapping[str, tuple[str, ...]],
    opening: tuple[str, ...] | None = None,
    date: datetime.date | None = None,
) -> Specimen:
    """A report in the form's own order and wording, from its figures and its words."""
    return Specimen(
        agency=agency,
        year=year,
        edition=edition,
        cells=dict(cells),
        title=f"{agency}{year}年政府信息公开工作年度报告",
        opening=opening if opening is not None else narrative.opening(agency, year),
        sections=tuple(
            Section(key, heading, texts.get(key, ())) for key, heading in form.SECTIONS.items()
        ),
        signature=agency,
        date=date,
    )


def consistent(
    seed: int | random.Random,
    *,
    edition: form.Edition = "2021",
    size: Size = "medium",
    year: int | None = None,
) -> Specimen:
    """A random report in which every identity holds and every sentence agrees with the tables.

    Published in time. The 2019 edition gets a year it was in force for, unless told otherwise.
    """
    rng = seed if isinstance(seed, random.Random) else random.Random(seed)
    if year is None:
        year = rng.choice((2019, 2020) if edition == "2019" else (2021, 2022, 2023, 2024))
    agency = narrative.agency(rng)
    figures = {
        **_disclosure(rng, edition, size),
        **_requests(rng, edition, size),
        **_disputes(rng, size),
    }
    latest_month = 3 if agency.endswith("政府") else 1
    return compose(
        agency,
        year,
        {key: figures[key] for key in form.keys(edition)},
        edition=edition,
        texts=narrative.texts(
            rng, agency, year, {key: int(number(text) or 0) for key, text in figures.items()}
        ),
        date=datetime.date(year + 1, rng.randint(1, latest_month), rng.randint(4, 28)),
    )


def blank_form(agency: str, year: int, edition: form.Edition = "2021") -> Specimen:
    """The form as the agency downloads it: no figure filled in, no words."""
    return compose(agency, year, dict.fromkeys(form.keys(edition)), edition=edition, texts={})


def _some(rng: random.Random, size: Size, divisor: float = 1) -> int:
    """A figure of the size: mostly zero, mostly small, now and then near the top."""
    zero, top = _SCALE[size]
    if rng.random() < zero:
        return 0
    return max(1, int((top / divisor) ** rng.random()))


def _disclosure(rng: random.Random, edition: form.Edition, size: Size) -> Cells:
    cells: Cells = {}
    for part in form.disclosure_parts(edition):
        for row, _ in part.rows:
            figures = {
                column: _some(rng, size, 1 if column == "decisions" else 8)
                for column, _ in part.columns
            }
            if "in_force" in figures:
                figures["in_force"] += figures["issued"]
            if "total_disclosed" in figures:
                figures["total_disclosed"] += figures["newly_disclosed"]
            if figures.get("previous_items") and rng.random() < 0.3:
                figures["change"] = -rng.randint(1, figures["previous_items"])
            cells |= {f"disclosure.{row}.{column}": str(n) for column, n in figures.items()}
            if figures.get("amount") and rng.random() < 0.6:
                cells[f"disclosure.{row}.amount"] = f"{figures['amount']}.{rng.randint(1, 999):03}"
    return cells


def _requests(rng: random.Random, edition: form.Edition, size: Size) -> Cells:
    outcomes = [row.key for row in form.outcome_rows(edition)]
    columns = [column for column, _ in form.REQUEST_COLUMNS]
    table = {row.key: dict.fromkeys(columns, 0) for row in form.request_rows(edition)}
    for column in columns[:-1]:
        rarer = 1 if column == "natural_person" else 6
        used = rarer == 1 or rng.random() < 0.5
        for row in outcomes if used else ():
            table[row][column] = _some(rng, size, rarer)
        closed = sum(table[row][column] for row in outcomes)
        carried_out = _some(rng, size, 3 * rarer) if used else 0
        carried_in = min(_some(rng, size, 3 * rarer), closed + carried_out) if used else 0
        table["closed_total"][column] = closed
        table["carried_out"][column] = carried_out
        table["carried_in"][column] = carried_in
        table["new_received"][column] = closed + carried_out - carried_in
    cells: Cells = {}
    for row, figures in table.items():
        figures["total"] = sum(figures.values())
        cells |= {f"requests.{row}.{column}": str(n) for column, n in figures.items()}
    return cells


def _disputes(rng: random.Random, size: Size) -> Cells:
    cells: Cells = {}
    for group, _ in form.DISPUTE_GROUPS:
        figures = {column: _some(rng, size, 4) for column, _ in form.DISPUTE_COLUMNS[:-1]}
        figures["total"] = sum(figures.values())
        cells |= {f"disputes.{group}.{column}": str(n) for column, n in figures.items()}
    return cells
