"""Which cells may be wrong, as a notice puts it: a hint for whoever has the records, no correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ogi_audit.messages import in_language
from ogi_audit.messages.notice import NOTICE
from ogi_audit.messages.punctuation import MARKS, bracketed, listed
from ogi_audit.notice.characters import shown
from ogi_audit.notice.findings import named
from ogi_audit.notice.result import Result, Suspect
from ogi_audit.phrasing import number

_MOST = 3
# Changes of more cells at once are no clue to the one that is wrong.
_FEW = 4


def suspicions(result: Result, names: Mapping[str, str], language: str) -> dict[str, str]:
    """What to say below findings, by fingerprint; ``names`` are the items of a notice by theirs.

    What would settle several findings is told below the first of them. Nothing is said of cells that
    would settle a finding which the notice leaves out: that it fails was what they follow from.
    """
    groups: dict[tuple[str, ...], list[Suspect]] = {}
    for suspect in result.suspects:
        if suspect.resolves and names.keys() >= set(suspect.resolves):
            groups.setdefault(suspect.resolves, []).append(suspect)
    said: dict[str, str] = {}
    in_order = list(names)
    for resolves, suspects in groups.items():
        first, *others = sorted(resolves, key=in_order.index)
        is_open = result.suspects_state in ("cut", "stopped")
        text = _told(suspects, [names[one] for one in (first, *others)], language, is_open)
        said[first] = text
        elsewhere = NOTICE["suspect_elsewhere"][language].format(item=names[first])
        for fingerprint in others:
            said.setdefault(fingerprint, elsewhere)
    return said


def _told(suspects: Sequence[Suspect], items: list[str], language: str, is_open: bool) -> str:
    words = in_language(NOTICE, language)
    named_items = listed(items, language)
    suspects = [suspect for suspect in suspects if len(suspect.changes) <= _FEW]
    if not suspects:
        return words["suspect_no_few"].format(items=named_items)
    if len(suspects) == 1 and not is_open:
        said = _suspect(suspects[0], language)
        return words["suspect_one"].format(suspect=said, items=named_items)
    told = MARKS[language].semicolon.join(
        words["suspect_numbered"].format(number=at, suspect=_suspect(suspect, language))
        for at, suspect in enumerate(suspects[:_MOST], 1)
    )
    if len(suspects) > _MOST:
        told += words["suspects_more"].format(count=len(suspects) - _MOST)
    if is_open:
        told += words["suspects_open"]
    return words["suspect_many"].format(suspects=told, items=named_items)


def _suspect(suspect: Suspect, language: str) -> str:
    """The changes, and in brackets what speaks for and against them."""
    marks = MARKS[language]
    changes = NOTICE["and"][language].join(
        NOTICE["change"][language].format(
            cell=named(change.cell, language),
            value=number(change.value),
            proposed=number(change.proposed),
        )
        for change in suspect.changes
    )
    support = [
        NOTICE[name][language].format(texts=marks.comma.join(texts))
        for name, favours in (("favours", True), ("against", False))
        if (texts := [shown(text[language]) for does, text in suspect.support if does is favours])
    ]
    if not support:
        return changes
    return changes + bracketed(marks.semicolon.join(support), language)
