"""Tables as an Excel workbook: a sheet each, with filters, and every text as nothing but text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

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
_OTHER_WIDTH = 11
_FILLS = {
    **{SEVERITY["critical"][language]: "#FFC97A" for language in ("zh", "en")},
    **{SEVERITY["warning"][language]: "#D6E4FF" for language in ("zh", "en")},
    **{AUDIT_STATUS["failed"][language]: "#FFC97A" for language in ("zh", "en")},
    **{AUDIT_STATUS["unreadable"][language]: "#D6E4FF" for language in ("zh", "en")},
}


def workbook(sheets: Mapping[str, Mapping[str, list[Any]]], language: str) -> bytes:
    """The tables, by the name of the sheet in `INDEX`, as the bytes of a workbook.

    What does not fit into a cell or a sheet is cut, and the place says so.
    """
    stream = io.BytesIO()
    options = {
        **{"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        **{"strings_to_numbers": False, "max_url_length": 2079},
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _CREATED})
        plain = {"valign": "top", "text_wrap": True, "font_size": 10}
        formats = {
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
        for name, table in sheets.items():
            sheet = book.add_worksheet(INDEX[name][language])
            _fill(sheet, table, formats, language)
    return stream.getvalue()


def _fill(
    sheet: Worksheet, table: Mapping[str, list[Any]], formats: Mapping[str, Format], language: str
) -> None:
    count = len(next(iter(table.values())))
    shown = count if count < MOST_ROWS else MOST_ROWS - 2
    for number, (name, values) in enumerate(table.items()):
        width = _WIDTHS.get(name, _OTHER_WIDTH)
        sheet.set_column(number, number, width, formats[""])
        sheet.write_string(0, number, COLUMN[name][language], formats["head"])
        for row, value in enumerate(values[:shown], 1):
            if value is None:
                continue
            if name == "link":
                _link(sheet, row, number, value, formats, language)
            elif isinstance(value, str):
                is_coloured = name in ("severity", "status")
                fill = _FILLS.get(value, "") if is_coloured else ""
                sheet.write_string(row, number, fitting(value, language), formats[fill])
            else:
                sheet.write_number(row, number, value, formats[""])
    if shown < count:
        sheet.write_string(shown + 1, 0, EXPORT["more"][language].format(count=count - shown))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(shown, 1), len(table) - 1)
    # On paper: as wide as the page, the head on each.
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


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
