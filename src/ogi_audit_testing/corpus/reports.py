"""Made-up reports to measure with: in many layouts, every second one with a planted fault."""

from __future__ import annotations

import itertools
from pathlib import Path

from ogi_audit_testing.corpus import clean, faulty
from ogi_audit_testing.corpus.judging import write
from ogi_audit_testing.makers import LAYOUTS

QUICK = (".txt", ".md", ".html", ".htm", ".docx")


def make_reports(
    folder: Path, number: int, suffixes: tuple[str, ...] = QUICK, *, seed: int = 0
) -> list[Path]:
    """Write so many reports with one of these suffixes into a folder that is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for count in itertools.count():
        case = (clean, faulty)[count % 2](count // 2, seed)
        if LAYOUTS[case.layout].suffix not in suffixes:
            continue
        # Its last year's report is another file; here each report stands alone.
        path, previous = write(case, folder)
        if previous:
            previous.unlink()
        made.append(path)
        if len(made) == number:
            return made
    raise AssertionError("a corpus has no end")
