"""What could not be checked, by rule and place: it is said, never passed over."""

from __future__ import annotations

from collections.abc import Iterable

from ogi_audit.display.shortened import IN_SENTENCE, shortened
from ogi_audit.extraction.tables import Unread
from ogi_audit.messages.audit import word
from ogi_audit.messages.findings import FINDING
from ogi_audit.messages.punctuation import MARKS
from ogi_audit.phrasing import at_label
from ogi_audit.suites import Outcome

_MOST_PLACES = 8


def unassessable_places(outcomes: Iterable[Outcome], language: str) -> list[tuple[str, str]]:
    """Each rule that could not be judged somewhere, with the words for where."""
    places: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.status == "not_assessable":
            places.setdefault(outcome.rule.id, []).append(at_label(outcome).text(language))
    return [(rule, listed(list(dict.fromkeys(named)), language)) for rule, named in places.items()]


def unread_lines(unread: Iterable[Unread], language: str) -> list[str]:
    """What the program could not read, in a line each, with what to do."""
    return [
        word(f"unread_{one.kind}", language).format(
            place=one.place.describe(language) or "—",
            text=shortened(one.text, IN_SENTENCE, language),
        )
        for one in unread
    ]


def listed(names: list[str], language: str) -> str:
    """The names with commas between them; of many, the first and how many there are."""
    shown = MARKS[language].item.join(names[:_MOST_PLACES])
    if len(names) <= _MOST_PLACES:
        return shown
    return FINDING["more_places"][language].format(shown=shown, count=len(names))
