"""Whether a record holds what its fields are for: a manifest can be edited by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ogi_audit.batch.manifest import STATUSES

INPUTS = ("report", "previous", "reviews")
"""The fields of a record that are files."""
# A name that leads elsewhere, or that pytest would take apart.
_BAD_NAME = re.compile(r"[\x00-\x1f/\\:\[]|^\.*$")
# As many as a table of whole numbers holds.
_YEARS = range(2**63)


def is_sound(record: Any) -> bool:
    """Whether everything in a record is of its kind, and its names are names."""
    error = record.error or {}
    tables = (record.parameters, record.tools, record.outputs, record.counts, error)
    if not all(isinstance(table, Mapping) for table in tables) or not record.report:
        return False
    inputs = [one for name in INPUTS if (one := getattr(record, name))]
    texts = [record.id, *record.copies, *record.counts, *record.outputs]
    texts += [*record.outputs.values(), *record.tools.values()]
    texts += [text for one in inputs for text in (one.path, one.sha256)]
    return (
        record.status in STATUSES
        and all(isinstance(text, str) and "\0" not in text for text in texts)
        and isinstance(record.agency, str | None)
        and (record.year is None or (type(record.year) is int and record.year in _YEARS))
        and all(type(count) is int for count in record.counts.values())
        and isinstance(record.chosen, bool)
        and isinstance(error.get("message") or {}, Mapping)
        and not _BAD_NAME.search(record.id)
    )
