"""What a case of the corpus is: a made-up report, the fault planted in it, and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ogi_audit_testing.corpus.prose import Text
from ogi_audit_testing.makers.figures import Specimen

At = tuple[str, str]
"""Rule and place, as in a finding; the place ``*`` is any."""


@dataclass(frozen=True)
class Wrong:
    """The one figure that is wrong, and what it should be.

    ``determined`` tells whether the tables alone say so: no other single figure explains it.
    """

    cell: str
    true: int
    determined: bool


@dataclass(frozen=True)
class Case:
    """One report of the corpus.

    Of each set in ``must`` at least one finding must be there; those of ``may`` can follow from what
    was done and are neither missed nor false; anything else is a false alarm.
    """

    number: int
    kind: str
    specimen: Specimen
    layout: str
    variant: str | None = None
    text: Text = field(default_factory=dict)
    previous: Specimen | None = None
    must: tuple[frozenset[At], ...] = ()
    may: frozenset[At] = frozenset()
    wrong: Wrong | None = None
    about: str = ""

    def allows(self, finding: At) -> bool:
        """Whether a finding is explained by what was planted."""
        allowed = self.may.union(*self.must)
        return finding in allowed or (finding[0], "*") in allowed

    def planted(
        self,
        kind: str,
        specimen: Specimen,
        *must: At | frozenset[At],
        may: frozenset[At] = frozenset(),
        wrong: Wrong | None = None,
        about: str = "",
    ) -> Case:
        """The case with a fault in it: every finding of ``must`` is to be there, of a set one."""
        sets = tuple(one if isinstance(one, frozenset) else frozenset({one}) for one in must)
        return replace(
            self,
            kind=kind,
            specimen=specimen,
            must=sets,
            may=self.may | may,
            wrong=wrong,
            about=about,
        )
