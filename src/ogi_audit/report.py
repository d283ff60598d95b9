"""A report: what one agency stated in one year, as tidy frames, each figure with its place."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ogi_audit.document import Document
from ogi_audit.extraction.breakdowns import Breakdown, read_breakdowns
from ogi_audit.extraction.claims import Claim
from ogi_audit.extraction.disclosure import read_disclosure
from ogi_audit.extraction.disputes import read_disputes
from ogi_audit.extraction.fees import FeeStatements, read_fees
from ogi_audit.extraction.lines import lines_of
from ogi_audit.extraction.metadata import Metadata, read_metadata, year_of
from ogi_audit.extraction.narrative import read_claims
from ogi_audit.extraction.requests import read_requests
from ogi_audit.extraction.sections import FoundSection, read_sections
from ogi_audit.extraction.tables import FoundCell, FoundRow, Unread
from ogi_audit.form import Edition
from ogi_audit.identifiers import identifier
from ogi_audit.years import Identity


@dataclass(frozen=True, slots=True)
class Source:
    """The file a report was read from."""

    name: str
    sha256: str
    format: str


@dataclass(frozen=True, repr=False)
class Report:
    """One agency's report.

    ``found_cells``: the figures, in the form's order. ``found_rows``: the rows that the form asks for,
    found or not. ``sections``: the six sections. ``missing_columns``: table and column of those that
    are not there. ``signs``: wordings that tell the edition of the form, by edition. ``claims``,
    ``breakdowns``, ``fees``: the numbers that the text states. ``unread``: what could not be placed, which is
    never the agency's fault.
    """

    source: Source
    metadata: Metadata
    edition: Edition | None
    found_cells: tuple[FoundCell, ...]
    found_rows: tuple[FoundRow, ...]
    sections: tuple[FoundSection, ...]
    signs: dict[str, list[str]]
    missing_columns: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]
    breakdowns: tuple[Breakdown, ...]
    fees: FeeStatements
    unread: tuple[Unread, ...] = ()

    def __repr__(self) -> str:
        return f"<Report {self.id}: {len(self.found_cells)} cells>"

    @property
    def cells(self) -> pd.DataFrame:
        """One row a figure.

        ``key``, ``table``, ``row``, ``column``, ``value`` (NA for unknown), ``text`` as written,
        ``state``, ``place``.
        """
        names = ("key", "table", "row", "column", "value", "text", "state", "place")
        return _frame(self.found_cells, names).astype({"value": "Float64"})

    @property
    def rows(self) -> pd.DataFrame:
        """One row for each row that the form asks for.

        ``table``, ``row``, ``label`` as written or NA, ``figures`` (how many are written), ``place``.
        """
        return _frame(self.found_rows, ("table", "row", "label", "figures", "place"))

    @property
    def id(self) -> str:
        """A readable and stable name: agency, year and the start of the source's SHA-256."""
        name = self.metadata.agency or re.sub(r"\.[^.]*$", "", self.source.name)
        return identifier(name, self.source.sha256, self.metadata.year)

    @property
    def identity(self) -> Identity:
        """What tells it from others."""
        figures = [[key, str(value)] for key, value in self.values.items()]
        return Identity(
            self.source.name,
            self.source.sha256,
            self.metadata.agency,
            self.metadata.year,
            hashlib.sha256(json.dumps(figures).encode()).hexdigest(),
        )

    @cached_property
    def values(self) -> dict[str, float | None]:
        """The figures by the key of their cell, in the form's order; ``None`` for what is unknown."""
        return {cell.key: cell.value for cell in self.found_cells}

    def cell(self, key: str) -> FoundCell:
        """The cell with a key. Raises `KeyError` if the report has none."""
        return self._cells[key]

    @cached_property
    def _cells(self) -> dict[str, FoundCell]:
        return {cell.key: cell for cell in self.found_cells}

    def text_of(self, key: str) -> str:
        """The text of a section; empty where it is missing."""
        return next(section.content for section in self.sections if section.key == key)


def extract(
    document: Document,
    *,
    agency: str | None = None,
    year: int | None = None,
    published: dt.date | None = None,
) -> Report:
    """Read a `Document` as a report. What is given by parameter holds instead of what is found."""
    lines = lines_of(document)
    # Of two tables that are the same part of the form, the report's year tells which is its own.
    reported = year or year_of(document)
    disclosure = read_disclosure(lines, reported)
    requests = read_requests(lines, disclosure, reported)
    disputes = read_disputes(lines, requests.lines, reported)
    tables = [disclosure, requests, disputes]
    starts = {table.key: lines[table.start].item for table in tables if table.start is not None}
    sections = read_sections(document, starts)
    first = min((s.item for s in sections if s.item is not None), default=None)
    found = read_metadata(document, first)
    metadata = Metadata(
        found.title,
        agency or found.agency,
        year or found.year,
        found.period,
        published or found.published,
        "parameter" if published else found.published_source,
    )
    signs = {
        edition: [sign for table in tables for sign in table.signs[edition]]
        for edition in ("2019", "2021")
    }
    claims = read_claims(sections, year=metadata.year, agency=metadata.agency)
    return Report(
        Source(document.name, document.sha256, document.format),
        metadata,
        _edition(signs),
        tuple(cell for table in tables for cell in table.cells),
        tuple(row for table in tables for row in table.rows),
        sections,
        signs,
        tuple((table.key, column) for table in tables for column in table.missing_columns),
        claims,
        read_breakdowns(sections, claims),
        read_fees(sections, year=metadata.year, agency=metadata.agency),
        tuple(one for table in tables for one in table.unread),
    )


def _edition(signs: dict[str, list[str]]) -> Edition | None:
    if signs["2019"]:
        return "mixed" if signs["2021"] else "2019"
    return "2021" if signs["2021"] else None


def _frame(found: Iterable[object], names: Sequence[str]) -> pd.DataFrame:
    rows = [[getattr(one, name) for name in names] for one in found]
    return pd.DataFrame(rows, columns=list(names))
