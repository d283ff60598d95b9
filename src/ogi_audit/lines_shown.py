"""Text shown to people: what files and people wrote may not steer a terminal, page or spreadsheet."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

_BREAKS = re.compile(r"\r\n|[\t-\r\x1c-\x1e\x85\u2028\u2029]")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
# C0, DEL and C1; what turns the direction of text; halves of characters, which cannot be written.
_STEERING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# What programs take for the beginning of another cell, whatever the file says of its separator.
_OTHER_CELL = re.compile("[;\t|]")


def one_line(text: str) -> str:
    """The text with blanks for tabs and line breaks, and U+FFFD for whatever else could steer a terminal."""
    return _STEERING.sub("\ufffd", _BREAKS.sub(" ", text))


def visible(text: str) -> str:
    """The text with U+FFFD for what is not seen and could turn or break what stands around it.

    Tabs and line breaks stay; those that not every program takes for one become one that all do.
    """
    if text.isprintable():
        # So are nearly all of some millions, and nothing that is looked for here is.
        return text
    text = _OTHER_BREAKS.sub("\n", text)
    return _STEERING.sub(lambda found: found[0] if found[0] in "\t\n\r" else "\ufffd", text)


def plain_json(text: str) -> str:
    """JSON that says the same, with escapes for what could steer a terminal or end a line.

    Tabs and line ends stay: in JSON they stand between values only.
    """
    escaped = _STEERING.sub(
        lambda found: found[0] if found[0] in "\t\n\r" else f"\\u{ord(found[0]):04x}", text
    )
    return escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def could_run(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula.

    A formula begins with ``=``, ``+``, ``-`` or ``@``, of any width, also after what is not seen.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return True
    for character in text:
        if unicodedata.category(character)[0] not in "CZ":
            return unicodedata.normalize("NFKC", character)[:1] in ("=", "+", "-", "@", "−")
    return False


def write_cells(
    stream: TextIO, rows: Iterable[Sequence[object]], *, delimiter: str = ",", end: str = "\r\n"
) -> None:
    """Write rows as CSV, quoted where a program could see more cells than there are.

    LibreOffice splits at semicolons and tabs, too, unless it is told otherwise.
    """
    plain, quoted = (
        csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting)
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC)
    )
    for row in rows:
        is_split = any(isinstance(one, str) and _OTHER_CELL.search(one) for one in row)
        (quoted if is_split else plain).writerow(row)
