"""What was read, as JSON between the process that reads and the one that asked.

Not as a pickle: whoever takes over the reading process by a hostile file must not get further.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

from ogi_audit.document import Block, Cell, Grid, Paragraph, Place
from ogi_audit.errors import UnreadableError
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.sniff import Kind


def pack(kind: Kind, content: Content) -> bytes:
    """A file's kind and content."""
    message = {
        "kind": kind.value,
        "properties": dict(content.properties),
        "blocks": [_packed(block) for block in content.blocks],
    }
    return _encode(message)


def pack_error(error: UnreadableError, trace: str) -> bytes:
    """Why there is no content; ``trace`` is where it was raised, for those who debug it."""
    message = {"error": error.code, "where": error.where, "details": error.details, "trace": trace}
    return _encode(message)


def unpack(answer: bytes) -> tuple[Kind, Content]:
    """The kind and the content.

    Raises:
        UnreadableError: what was packed is an error; its trace is a note of it.
        ValueError, KeyError, TypeError: this is no such answer.
    """
    message = json.loads(answer.decode("utf-8", "surrogatepass"))
    if "error" in message:
        error = UnreadableError(message["error"], message["where"], **message["details"])
        error.add_note(message["trace"])
        raise error
    properties = {str(key): str(value) for key, value in message["properties"].items()}
    blocks = tuple(_unpacked(block) for block in message["blocks"])
    return Kind(message["kind"]), Content(blocks, MappingProxyType(properties))


def _encode(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, check_circular=False).encode(
        "utf-8", "surrogatepass"
    )


def _packed(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.text, _packed_place(block.place), block.written]
    rows = [[_packed_cell(cell) for cell in row] for row in block.rows]
    return [rows, _packed_place(block.place), block.ruled]


def _unpacked(block: list[Any]) -> Block:
    match block:
        case [str(text), place, str(written)]:
            return Paragraph(text, _place(place), written)
        case [list(rows), place, bool(ruled)]:
            cells = (tuple(_cell(*cell) for cell in row) for row in rows)
            return Grid(tuple(cells), _place(place), ruled)
        case _:
            raise ValueError("neither a paragraph nor a grid")


def _packed_cell(cell: Cell) -> list[Any]:
    # Few cells have more than their text.
    return [cell.text, _packed_place(cell.place), *filter(None, [cell.written])]


def _cell(text: str, place: list[int | None], written: str = "") -> Cell:
    if not all(isinstance(one, str) for one in (text, written)):
        raise TypeError("the text of a cell is none")
    return Cell(text, _place(place), written)


def _packed_place(place: Place) -> list[int | None]:
    return [place.page, place.line, place.paragraph, place.table, place.row, place.column]


def _place(numbers: list[int | None]) -> Place:
    if not all(number is None or type(number) is int for number in numbers):
        raise TypeError("a place is of numbers")
    return Place(*numbers)
