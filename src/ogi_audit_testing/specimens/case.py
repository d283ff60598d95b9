"""What the specimens of a rule are made of: a made-up report, and the place where it is judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from ogi_audit_testing.makers import consistent
from ogi_audit_testing.makers.figures import Specimen

LAYOUT = "html-plain"
"""The layout of every specimen that does not need another: quick to read, and it keeps blanks."""


@dataclass(frozen=True)
class Case:
    """One made-up report and the place where a rule judges it.

    ``at`` is the requester column, row, group, section or table as in the frame, or the key of one
    cell; ``previous`` the report of the year before, which rules ``years.*`` need.
    """

    specimen: Specimen
    at: str
    previous: Specimen | None = None
    layout: str = LAYOUT
    also: frozenset[str] = frozenset()
    """The other rules that the same fault makes critical too, and no others."""


@dataclass(frozen=True)
class RuleSpecimens:
    """A rule's specimens: one that passes, those that fail, and one that lacks the data.

    Every expectation of the rule is failed by one of ``fails``. ``also_passes`` tells apart what one
    report cannot: each word of a pattern, each term of a sum. ``exempt`` would fail, did a condition
    of the rule hold there. ``lacks_status`` is ``failed`` for a
    rule that asks whether something is there: it can always be judged, and what is lacking fails it;
    ``not_applicable`` for one that speaks only of what is there.
    """

    rule: str
    passes: Case
    fails: tuple[Case, ...]
    lacks: Case
    lacks_status: Literal["not_assessable", "not_applicable", "failed"] = "not_assessable"
    also_passes: tuple[Case, ...] = ()
    exempt: tuple[Case, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """All of them, in the order named."""
        return (self.passes, *self.also_passes, *self.fails, self.lacks, *self.exempt)


def _clean(ending: str, year: int = 2024) -> Specimen:
    """The first made-up report of an agency of that kind: nothing is wrong with it."""
    return next(
        specimen
        for specimen in (consistent(seed, year=year) for seed in count())
        if specimen.agency.endswith(ending)
    )


DEPARTMENT = _clean("局")
GOVERNMENT = _clean("人民政府")


def increased(specimen: Specimen, key: str, by: int = 1) -> Specimen:
    """One figure counted too high, the rest as it was."""
    text = str(int(specimen.cells[key] or 0) + by)
    return replace(specimen, cells={**specimen.cells, key: text})


def with_sum_of(specimen: Specimen, total: str, parts: Iterable[str]) -> Specimen:
    """Each part another power of two: only these, each once, come to the total."""
    figures = {key: 2**n for n, key in enumerate(parts)}
    figures[total] = sum(figures.values())
    return replace(
        specimen, cells={**specimen.cells, **{key: str(figure) for key, figure in figures.items()}}
    )


def last_year_of(specimen: Specimen) -> Specimen:
    """A report of the year before that this one continues: stocks and requests carried over join."""
    year = specimen.year - 1
    then = {key: int(float(text or 0)) for key, text in specimen.cells.items()}
    for key in specimen.cells:
        table, row, column = key.split(".", 1)[0], *key.rsplit(".", 2)[1:]
        if (table, row) == ("requests", "carried_in"):
            then[f"requests.carried_out.{column}"] = then[key]
        if column == "in_force":
            kind = f"{table}.{row}"
            then[key] += then[f"{kind}.repealed"] - then[f"{kind}.issued"]
    return replace(
        specimen,
        year=year,
        title=specimen.title.replace(str(specimen.year), str(year)),
        opening=tuple(text.replace(str(specimen.year), str(year)) for text in specimen.opening),
        cells={key: str(number) for key, number in then.items()},
        date=specimen.date and specimen.date.replace(year=specimen.date.year - 1),
    )
