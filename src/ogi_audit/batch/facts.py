"""What the manifest repeats of an audit's result, so that a list of audits need not open each of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ogi_audit.schema import SCHEMA

BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What looking into a result can raise if it is not as we write it."""
_CELLS = '\n "cells": {\n'


def read_result(written: bytes) -> dict[str, Any]:
    """The result in a file, without its cells: they are most of it, and no concern of a list.

    Raises one of `BROKEN` for what is none.
    """
    content = written.decode()
    start = content.find(_CELLS)
    stop = content.find("\n }", start + len(_CELLS)) if start >= 0 else -1
    if stop >= 0:
        # As we write it, only the end of the cells themselves is indented by one.
        content = f"{content[: start + len(_CELLS)]}{content[stop:]}"
    result = json.loads(content)
    if result["schema"] != SCHEMA:
        raise ValueError(SCHEMA)
    return dict(result)


def facts_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a `Record` that say what its result says.

    ``counts`` leaves out what an auditor dismissed. Raises one of `BROKEN` for what is no result.
    """
    if error := result.get("error"):
        return {
            "status": "unreadable", "agency": None, "year": None, "error": error, "counts": {},
        }  # fmt: skip
    report = result["report"]
    counts = Counter(
        finding["severity"]
        for finding in result["findings"]
        if (finding["review"] or {}).get("state") != "dismissed"
    )
    return {
        "status": "audited",
        "agency": report["agency"],
        "year": report["year"],
        "error": None,
        "counts": dict(sorted(counts.items())),
    }
