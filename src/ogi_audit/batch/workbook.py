"""Tables as an Excel workbook: a sheet each, with filters, and every text as nothing but text."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ogi_audit.messages.index import EXPORT, INDEX
from ogi_audit.messages.terms import AUDIT_STATUS, COLUMN, SEVERITY

MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_576
MOST_LINKS = 65_530
"""What Excel holds in a cell (in UTF-16), on a sheet, and of links on a sheet."""
# Nobody's clock: a workbook states when it was made.
_CREATED = dt.datetime(2000, 1, 1)
_WIDTHS = {
    **{"severity": 9, "agency": 34, "year": 8, "message": 60, "observed": 16, "expected": 20},
    **{"difference": 9, "suspect": 40, "place": 20, "evidence": 40, "basis": 36, "strength": 16},
    **{"review": 12, "reason": 30, "reviewer": 11, "link": 9, "rule": 22, "at": 20},
    **{"fingerprint": 19, "level": 10, "region": 16, "status": 11, "error": 60, "published": 12},
    **{"edition": 14, "source": 44, "previous": 44},
}
_OTHER_WIDTH, _NOTE_WIDTH = 11, 90
_LARGE = 50_000
_FILLS = {
    **{SEVERITY["critical"][language]: "#FFC97A" for language in ("zh", "en")},
    **{SEVERITY["warning"][language]: "#D6E4FF" for language in ("zh", "en")},
    **{AUDIT_STATUS["failed"][language]: "#FFC97A" for language in ("zh", "en")},
    **{AUDIT_STATUS["unreadable"][language]: "#D6E4FF" for language in ("zh", "en")},
}


class Book:
    """A workbook that is being written, sheet by sheet and row by row."""

    def __init__(self, book: xlsxwriter.Workbook, sizes: Mapping[str, int], language: str) -> None:
        self._book, self._sizes, self._language = book, sizes, language
        plain = {"valign": "top", "text_wrap": True, "font_size": 10}
        self._formats = {
            "": book.add_format(plain),
            "head": book.add_format(
                {**plain, "bold": True, "bg_color": "#EEF1F4", "bottom": 1, "valign": "vcenter"}
            ),
            "link": book.add_format({**plain, "font_color": "#1D4F91", "underline": 1}),
            **{
                fill: book.add_format({**plain, "bg_color": fill})
                for fill in dict.fromkeys(_FILLS.values())
            },
        }
        full = [name for name, count in sizes.items() if shown_of(count) < count]
        if full:
            # Nobody sees what stands below a million rows.
            note = book.add_worksheet(EXPORT["note"][language])
            note.set_column(0, 0, _NOTE_WIDTH, self._formats[""])
            for row, name in enumerate(full):
                note.write_string(row, 0, self._note(name), self._formats[""])

    def add(
        self, name: str, columns: Sequence[str], parts: Iterable[Mapping[str, list[Any]]]
    ) -> None:
        """Write a sheet, by its name in `INDEX`, of a table that comes in parts."""
        language, formats, count = self._language, self._formats, self._sizes[name]
        sheet = self._book.add_worksheet(INDEX[name][language])
        shown = shown_of(count)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _WIDTHS.get(column, _OTHER_WIDTH), formats[""])
            sheet.write_string(0, number, COLUMN[column][language], formats["head"])
        rows = chain.from_iterable(zip(*part.values(), strict=True) for part in parts)
        for row, values in enumerate(islice(rows, shown), 1):
            for number, (column, value) in enumerate(zip(columns, values, strict=True)):
                if value is not None:
                    self._write(sheet, row, number, column, value)
        if shown < count:
            sheet.write_string(shown + 1, 0, self._note(name))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(shown, 1), len(columns) - 1)
        # On paper: as wide as the page, the head on each.
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Worksheet, row: int, number: int, column: str, value: Any) -> None:
        language, formats = self._language, self._formats
        if column == "link":
            _link(sheet, row, number, value, formats, language)
        elif isinstance(value, str):
            is_coloured = column in ("severity", "status")
            fill = _FILLS.get(value, "") if is_coloured else ""
            sheet.write_string(row, number, fitting(value, language), formats[fill])
        else:
            sheet.write_number(row, number, value, formats[""])

    def _note(self, name: str) -> str:
        count = self._sizes[name]
        return EXPORT[f"more_{name}"][self._language].format(
            sheet=INDEX[name][self._language], count=count - shown_of(count), all=count
        )


@contextmanager
def workbook(
    stream: BinaryIO, sizes: Mapping[str, int], language: str, scratch: Path
) -> Iterator[Book]:
    """A workbook to add sheets to, with so many rows each; at the end it is written to ``stream``.

    What does not fit into a cell or a sheet is cut, and the place says so. Of a large one the rows are
    in files in ``scratch`` meanwhile, and not in memory.
    """
    is_large = max(sizes.values()) > _LARGE
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".") as place:
        options = {
            **{"in_memory": not is_large, "constant_memory": is_large, "tmpdir": place},
            **{"strings_to_formulas": False, "strings_to_urls": False},
            **{"strings_to_numbers": False, "max_url_length": 2079, "use_zip64": is_large},
        }
        with xlsxwriter.Workbook(stream, options) as book:
            book.set_properties({"created": _CREATED})
            yield Book(book, sizes, language)


def shown_of(count: int) -> int:
    """How many of so many rows a sheet shows, below its head and above the note that it is full."""
    return count if count < MOST_ROWS else MOST_ROWS - 2


def _link(
    sheet: Worksheet,
    row: int,
    column: int,
    name: str,
    formats: Mapping[str, Format],
    language: str,
) -> None:
    """A link to a file beside the workbook; its name alone where Excel allows no more links."""
    if row <= MOST_LINKS:
        target = "external:" + name.replace("%", "%25").replace("#", "%23")
        text = COLUMN["link"][language]
        if sheet.write_url(row, column, target, formats["link"], text) == 0:
            return
    sheet.write_string(row, column, fitting(name, language), formats[""])


def fitting(text: str, language: str) -> str:
    """The text as far as a cell holds it, with a note if it was cut."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    note = EXPORT["cut"][language]
    kept = units[: 2 * (MOST_CHARACTERS - len(note))]
    return kept.decode("utf-16-le", "ignore") + note
