"""What follows from a changed cell: the identities it takes part in, and the words that speak of it."""

from __future__ import annotations

from collections.abc import Iterable

from ogi_audit_testing.corpus.case import At
from ogi_audit_testing.corpus.prose import Text, stated

_BALANCE = ("new_received", "carried_in", "closed_total", "carried_out")
_APPLICATIONS = frozenset(_BALANCE)


def parts(key: str) -> tuple[str, str, str]:
    """Table, row and column of a cell."""
    table, rest = key.split(".", 1)
    row, column = rest.rsplit(".", 1)
    return table, row, column


def identities(key: str) -> set[At]:
    """The identities of the form that a cell takes part in."""
    table, row, column = parts(key)
    if table == "disputes":
        return {("disputes.total", row)}
    if table != "requests":
        return set()
    found = {("requests.row_total", row)}
    if row in _BALANCE:
        found.add(("requests.balance", column))
    if row not in ("new_received", "carried_in", "carried_out"):
        found.add(("requests.closed_total", column))
    return found


def family(at: str) -> frozenset[str]:
    """The names under which what a number counts may be reported: 办理 or 受理, it is all applications."""
    return _APPLICATIONS if at in _APPLICATIONS else frozenset({at})


def said_of(text: Text, cells: Iterable[str]) -> frozenset[At]:
    """The findings that may follow where the text speaks of any of these cells."""
    changed = frozenset(cells)
    found: set[At] = set()
    for *_, one in stated(text):
        if not one.cells & changed:
            continue
        if one.at == "other_matters":
            found.add(("narrative.fees", one.at))
        else:
            rules = ("narrative.count", "narrative.share", "narrative.scope")
            found |= {(rule, at) for rule in rules for at in family(one.at)}
    return frozenset(found)


def determined(cells: dict[str, int], changed: str) -> bool:
    """Whether no other single figure could be the wrong one. ``cells`` are as written, all known.

    In table 3 each cell stands in its own row and column, so the sums that fail name it. In table 4
    every figure of the group may be to blame that could take what is missing without falling below 0.
    """
    table, group, _ = parts(changed)
    if table == "requests":
        return True
    names = [key for key in cells if key.startswith(f"disputes.{group}.")]
    total = f"disputes.{group}.total"
    excess = sum(cells[key] for key in names if key != total) - cells[total]
    mended = {key: cells[key] + excess if key == total else cells[key] - excess for key in names}
    return [key for key, value in mended.items() if value >= 0] == [changed]
