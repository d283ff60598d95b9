"""A claim: a number that the text states for something the tables count."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ogi_audit.document import Place
from ogi_audit.extraction.numbers import Stated
from ogi_audit.extraction.vocabulary import Topic


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a sentence states for something the tables count.

    ``share_of`` holds the wholes that a percentage may be taken of, as sums of cells and as the text
    itself states them; it is empty for a count. ``numerator`` is the number that the percentage goes
    with, where it goes with one. ``scope`` is ``own``, or ``other`` where the sentence speaks of a part
    of the agency or of more than it. ``quote`` is the clause, ``sentence`` the whole.
    """

    section: str
    sentence: str
    quote: str
    place: Place
    topic: Topic
    stated: Stated
    scope: str
    share_of: tuple[tuple[str, ...], ...] = ()
    stated_wholes: tuple[Decimal, ...] = ()
    numerator: Decimal | None = None
