"""How well the reports of an output folder could be read: what was not judged, which cells say nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ogi_audit.batch.scanned_quality import scanned_quality

_UNASSESSED = {"id": "object", "rule": "object", "places": "int64"}
_CELLS = {"id": "object", "cells": "int64", "blank": "int64", "odd": "int64"}
# What reading a file and its content can raise if it is not as we write it.
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
# As we write results: what stands at the first level is indented by one.
_PLACES = '\n "not_assessable": '
_START, _STOP = '\n "cells": {\n', "\n }"
_VALUE, _UNKNOWN = '"value": ', '"value": null'
_BLANK = re.compile(r'"value": null,\s*"text": "(?:\s|\\[nrt])*"')


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """What the results say besides findings, sorted by id.

    ``unassessed``: one row an audit and rule, with the number of ``places`` where the rule could not be
    judged. ``cells``: one row an audit, with how many of its ``cells`` are ``blank`` (or cannot be told
    apart) and how many hold something ``odd``, from which no figure can be read. ``unknown``: the ids
    of audits whose results do not say.
    """

    unassessed: pd.DataFrame
    cells: pd.DataFrame
    unknown: tuple[str, ...]


def load_quality(
    folder: Path, identifiers: Iterable[str], scanned: Collection[str] = ()
) -> Quality:
    """Read it for those audits of a folder; of the ``scanned`` ones the tables of the scan say it.

    Raises `RenderError` if these tables cannot be read.
    """
    unassessed, cells, unknown = [], [], []
    wanted = sorted(identifiers)
    for identifier in wanted:
        if identifier in scanned:
            continue
        try:
            content = (folder / f"{identifier}.json").read_text(encoding="utf-8")
            counts, unjudged = _written_by_us(content) or _parsed(content)
            rules = {str(rule): len(places) for rule, places in unjudged.items()}
        except _BROKEN:
            unknown.append(identifier)
            continue
        cells.append((identifier, *counts))
        unassessed += [(identifier, rule, places) for rule, places in sorted(rules.items())]
    if scanned:
        lost, counted = scanned_quality(folder, frozenset(scanned).intersection(wanted))
        return Quality(
            _sorted(_frame(unassessed, _UNASSESSED), lost.astype(_UNASSESSED)),
            _sorted(_frame(cells, _CELLS), counted.astype(_CELLS)),
            tuple(unknown),
        )
    return Quality(_frame(unassessed, _UNASSESSED), _frame(cells, _CELLS), tuple(unknown))


def _sorted(own: pd.DataFrame, scanned: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([own, scanned]).sort_values("id", kind="stable", ignore_index=True)


def _written_by_us(content: str) -> tuple[tuple[int, int, int], Mapping[str, Any]] | None:
    """The counts without parsing the cells, which would take most of the time."""
    start, places = content.find(_START), content.find(_PLACES)
    stop = content.find(_STOP, start + len(_START))
    if min(start, places, stop) < 0:
        return None
    unjudged, _ = json.JSONDecoder().raw_decode(content, places + len(_PLACES))
    # A quotation mark in a cell is escaped, so that no text passes for a key.
    cells = content[start:stop]
    unknown, blank = cells.count(_UNKNOWN), len(_BLANK.findall(cells))
    return (cells.count(_VALUE), blank, unknown - blank), unjudged


def _parsed(content: str) -> tuple[tuple[int, int, int], Mapping[str, Any]]:
    result = json.loads(content)
    cells = result["cells"].values()
    unknown = [str(cell["text"]).strip() for cell in cells if cell["value"] is None]
    blank = unknown.count("")
    return (len(cells), blank, len(unknown) - blank), result["not_assessable"]


def _frame(rows: list[tuple[Any, ...]], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
