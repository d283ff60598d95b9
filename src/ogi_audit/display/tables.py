"""The statutory tables redrawn as on the form, every fault marked where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ogi_audit.auditing import Audit
from ogi_audit.display.cases import anchor
from ogi_audit.display.marks import Box, Marks
from ogi_audit.display.pages import page
from ogi_audit.display.shortened import IN_SENTENCE, shortened
from ogi_audit.form import (
    DISCLOSURE,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    INFORMATION,
    LITIGATION,
    REQUESTER_KEYS,
    REQUESTERS,
    REQUESTS,
    RESULTS,
    SECTIONS,
    Row,
)
from ogi_audit.messages import in_language
from ogi_audit.messages.audit import word
from ogi_audit.messages.document import NOTES

# Table 2 has a column of names and three of figures.
_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """One table as drawn, with the numbers of the findings that its notes tell."""

    key: str
    caption: str
    heads: Sequence[Sequence[Box]]
    rows: Sequence[Sequence[Box]]

    @property
    def notes(self) -> list[int]:
        """The findings marked in it, in their order."""
        boxes = (box for row in (*self.heads, *self.rows) for box in row)
        return sorted({number for box in boxes for number in box.notes})


def statutory_tables(audit: Audit, language: str = "zh") -> str:
    """Tables 2, 3 and 4 as HTML, in the rows of the edition that the report uses."""
    marks = Marks(audit, language)
    said = {
        number: shortened(finding.message[language], IN_SENTENCE, language)
        for number, finding in enumerate(audit.findings, 1)
    }
    return page(
        "tables.html.j2",
        language=language,
        tables=[_disclosure(marks), _requests(marks), _disputes(marks)],
        said=said,
        anchors={number: anchor(number) for number in said},
        words=in_language(NOTES, language),
        legend=word("legend", language),
    )


def _disclosure(marks: Marks) -> Drawing:
    """Table 2: under each article's name a line of heads and its rows."""
    drawn: list[list[Box]] = []
    for article, group in groupby(_rows_of_disclosure(marks), key=lambda row: row.group):
        rows = list(group)
        if article:
            drawn.append([marks.label(article, "rowgroup", colspan=1 + _FIGURES)])
        for columns, members in groupby(rows, key=lambda row: row.columns):
            widths = _widths(len(columns))
            drawn.append(
                [marks.label(INFORMATION, "col")]
                + [
                    marks.column("disclosure", column, colspan=width)
                    for column, width in zip(columns, widths, strict=True)
                ]
            )
            for row in members:
                keys = [f"disclosure.{row.key}.{column.key}" for column in columns]
                figures = [marks.figure(*pair) for pair in zip(keys, widths, strict=True)]
                drawn.append([marks.row("disclosure", row), *figures])
    return Drawing("disclosure", SECTIONS[1].text(marks.language), [], drawn)


def _rows_of_disclosure(marks: Marks) -> list[Row]:
    """The rows that the report has, in the edition that it uses for each."""
    has = {key.rsplit(".", 1)[0] for key in marks.cells}
    old = [
        row
        for row in DISCLOSURE["2019"].rows
        if all(f"disclosure.{row.key}.{column.key}" in marks.cells for column in row.columns)
    ]
    new = {row.key: row for row in DISCLOSURE["2021"].rows}
    used = {row.key: row for row in old}
    # In the order of the older form, which has all rows of the newer one and more.
    rows = [used.get(key, new.get(key)) for key in (row.key for row in DISCLOSURE["2019"].rows)]
    return [
        row
        for row in rows
        if row and (f"disclosure.{row.key}" in has or ("disclosure", row.key) in marks.written)
    ]


def _widths(columns: int) -> list[int]:
    """How many of the table's columns each of a row's takes: the last one takes what is left."""
    return [1] * (columns - 1) + [_FIGURES - columns + 1]


def _requests(marks: Marks) -> Drawing:
    """Table 3, in the rows of the edition that the report uses."""
    edition = "2019" if ("requests", "other") in marks.written else "2021"
    rows = REQUESTS[edition].rows
    results = rows[2:-1]
    drawn = []
    for row in rows:
        labels = [marks.row("requests", row, 1 if row.group else 2 if row in results else 3)]
        if row.group:
            members = [other for other in results if other.group == row.group]
            if row is members[0]:
                labels.insert(0, marks.label(row.group, "rowgroup", rowspan=len(members)))
        if row is results[0]:
            labels.insert(0, marks.label(RESULTS, "rowgroup", rowspan=len(results)))
        keys = [f"requests.{row.key}.{column}" for column in REQUESTER_KEYS]
        drawn.append([*labels, *marks.figures(keys)])
    legal, total = REQUESTERS[1:-1], REQUESTERS[-1]
    language = marks.language
    heads = [
        [
            Box(word("form_identity_note", language), colspan=3, rowspan=3, head="col"),
            Box(word("requesters", language), colspan=len(REQUESTERS), head="colgroup"),
        ],
        [
            marks.column("requests", REQUESTERS[0], rowspan=2),
            Box(word("legal_persons", language), colspan=len(legal), head="colgroup"),
            marks.column("requests", total, rowspan=2),
        ],
        [marks.column("requests", column) for column in legal],
    ]
    return Drawing("requests", SECTIONS[2].text(language), heads, drawn)


def _disputes(marks: Marks) -> Drawing:
    """Table 4: one line of figures, five under each of the three groups."""
    first, *litigation = DISPUTE_GROUPS
    wide = len(DISPUTE_RESULTS)
    heads = [
        [
            marks.column("disputes", first, colspan=wide, rowspan=2, head="colgroup"),
            marks.label(LITIGATION, "colgroup", colspan=wide * len(litigation)),
        ],
        [marks.column("disputes", group, colspan=wide, head="colgroup") for group in litigation],
        [marks.column("disputes", column) for _ in DISPUTE_GROUPS for column in DISPUTE_RESULTS],
    ]
    keys = [f"disputes.{g.key}.{column.key}" for g in DISPUTE_GROUPS for column in DISPUTE_RESULTS]
    return Drawing("disputes", SECTIONS[3].text(marks.language), heads, [marks.figures(keys)])
