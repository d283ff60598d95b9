"""Cases written to files, audited in stacks, and held against what must be said of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ogi_audit.auditing import conclude
from ogi_audit.findings import Finding
from ogi_audit.frames import frames_of
from ogi_audit.loading import load
from ogi_audit.report import Report
from ogi_audit.suites import by_report, load_suites
from ogi_audit.suspects import Suspect
from ogi_audit_testing.corpus.case import At, Case
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.reading import values_of

_PREVIOUS = "html-plain"


@dataclass(frozen=True)
class Verdict:
    """What the program said of a case, and what is wrong with that."""

    case: Case
    findings: tuple[Finding, ...]
    suspects: tuple[Suspect, ...]
    error: str = ""
    misread: tuple[str, ...] = ()
    """Cells that were read as another figure than the one written there."""

    @property
    def missed(self) -> tuple[frozenset[At], ...]:
        """What must have been found and was not."""
        found = {(finding.rule, finding.at) for finding in self.findings}
        return tuple(one for one in self.case.must if not one & found)

    @property
    def false(self) -> tuple[Finding, ...]:
        """The findings that nothing planted explains."""
        return tuple(f for f in self.findings if not self.case.allows((f.rule, f.at)))

    @property
    def suspect(self) -> bool | None:
        """Whether the wrong cell is the first suspect with its true value; `None`: not determined."""
        wrong = self.case.wrong
        if wrong is None or not wrong.determined:
            return None
        first = [suspect for suspect in self.suspects if suspect.rank == 1]
        changes = [(c.cell, c.proposed) for suspect in first for c in suspect.changes]
        return changes == [(wrong.cell, wrong.true)]

    @property
    def good(self) -> bool:
        """Whether all is as it must be."""
        return not (
            self.error or self.misread or self.missed or self.false or self.suspect is False
        )


def write(case: Case, folder: Path) -> tuple[Path, Path | None]:
    """The files of a case: the report, and last year's where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    layout = LAYOUTS[case.layout]
    name = f"{case.kind.replace(' ', '-')}-{case.number}"
    path = layout.write(case.specimen, folder / f"{name}{layout.suffix}")
    if case.previous is None:
        return path, None
    other = LAYOUTS[_PREVIOUS]
    return path, other.write(case.previous, folder / f"{name}-previous{other.suffix}")


def _misread(specimen: Specimen, report: Report) -> Iterator[str]:
    """The cells with a figure that is not the one written; what is unknown is no wrong figure."""
    wanted = specimen.values
    for key, read in values_of(report).items():
        written = specimen.cells.get(key)
        odd = bool(written) and wanted[key] is None
        if read is not None and not odd and read != wanted.get(key):
            yield f"{key}: {written} read as {read:g}"


def judge(cases: Sequence[Case]) -> Iterator[Verdict]:
    """The verdicts on cases, all judged in one run of the suites."""
    reports, previous, read, failed = [], [], [], {}
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            try:
                path, last = write(case, Path(folder))
                reports.append(load(path))
                previous.append(load(last) if last else None)
                read.append(case)
            except Exception as error:  # a crash is a verdict too
                failed[case.number, case.kind] = Verdict(case, (), (), repr(error))
    outcomes = by_report(load_suites().validate(frames_of(reports, previous)), len(reports))
    for case, report, last, own in zip(read, reports, previous, outcomes, strict=True):
        audit = conclude(report, own, last)
        crashed = ", ".join(f"{o.rule.id}[{o.at}]" for o in own if o.status == "crashed")
        yield Verdict(
            case,
            audit.findings,
            audit.suspects,
            crashed and f"crashed: {crashed}",
            tuple(_misread(case.specimen, report)),
        )
    yield from failed.values()
