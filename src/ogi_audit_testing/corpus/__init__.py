"""The corpus: a stream of made-up reports, consistent ones and such with one planted fault.

    clean(7)     always the same consistent report, in words and a layout of its own
    faulty(7)    always the same report with one fault, and what must be found of it

The words are richer than those of `ogi_audit_testing.makers.narrative`: many honest ways to say the same. What
must be found, and what may follow, comes from the form and from what each sentence speaks of, never
from the program under test.
"""

from __future__ import annotations

from ogi_audit_testing.corpus.case import Case, Wrong
from ogi_audit_testing.corpus.faulty import faulty
from ogi_audit_testing.corpus.stream import clean

__all__ = ["Case", "Wrong", "clean", "faulty"]
