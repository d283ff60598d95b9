"""Verdicts counted: what was planted, found, missed and falsely found, per rule and per layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ogi_audit_testing.corpus.judging import Verdict


@dataclass
class Tally:
    """Counts of many verdicts; tallies of parts add up."""

    streams: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    false_in: Counter[str] = field(default_factory=Counter)
    missed_in: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    wrong_of: Counter[str] = field(default_factory=Counter)
    misread: Counter[str] = field(default_factory=Counter)
    suspects: Counter[bool] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, stream: str, verdict: Verdict) -> None:
        """Add one verdict."""
        case = verdict.case
        self.streams[stream] += 1
        self.kinds[case.kind] += 1
        self.reports[case.layout] += 1
        for one in case.must:
            self.planted[min(one)[0]] += 1
        for one in verdict.missed:
            self.missed[min(one)[0]] += 1
            self.missed_in[case.layout] += 1
        for finding in verdict.false:
            self.false[finding.rule] += 1
            self.false_in[case.layout] += 1
        self.misread[case.layout] += len(verdict.misread)
        if verdict.suspect is not None:
            self.suspects[verdict.suspect] += 1
        if not verdict.good:
            self.wrong_of[case.kind] += 1
            self.wrong.append(told(stream, verdict))

    def add(self, other: Tally) -> None:
        """Add another tally."""
        for name, counts in vars(other).items():
            if isinstance(counts, list):
                getattr(self, name).extend(counts)
            else:
                getattr(self, name).update(counts)

    def tables(self) -> str:
        """All that was counted, as text."""
        rules = sorted(self.planted.keys() | self.false.keys())
        by_rule = [
            (r, self.planted[r], self.planted[r] - self.missed[r], self.missed[r], self.false[r])
            for r in rules
        ]
        by_layout = [
            (
                name,
                self.reports[name],
                self.missed_in[name],
                self.false_in[name],
                self.misread[name],
            )
            for name in sorted(self.reports)
        ]
        by_kind = [(k, n, self.wrong_of[k]) for k, n in sorted(self.kinds.items())]
        determined = sum(self.suspects.values())
        return "\n".join(
            (
                *_columns(("rule", "planted", "found", "missed", "false"), by_rule),
                "",
                *_columns(("layout", "reports", "missed", "false", "misread"), by_layout),
                "",
                *_columns(("what was done", "reports", "wrong"), by_kind),
                "",
                f"{self.streams['clean']} consistent reports, {self.streams['faulty']} with one fault",
                f"wrong figure determined by the tables: {determined}, "
                f"first suspect with its true value: {self.suspects[True]}",
                *(["", f"{len(self.wrong)} cases wrong:"] if self.wrong else ["nothing wrong"]),
                *self.wrong,
            )
        )


def _columns(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """A table with a total where its columns are counts."""
    totals = ("all", *(sum(int(str(row[i])) for row in rows) for i in range(1, len(heads))))
    lines = [heads, *rows, totals]
    return ["".join([f"{line[0]!s:28}", *(f"{cell!s:>9}" for cell in line[1:])]) for line in lines]


def told(stream: str, verdict: Verdict) -> str:
    """One verdict in a few lines: the case, what was planted, what is missing, what is false."""
    case = verdict.case
    name = f"{stream}:{case.number}" if stream else f"{case.number}"
    variant = f", {case.variant}" if case.variant else ""
    lines = [f"{name} {case.kind} in {case.layout}{variant}: {case.about}".rstrip(": ")]
    if verdict.error:
        lines.append(f"    error {verdict.error}")
    lines += [f"    misread {cell}" for cell in verdict.misread]
    for one in verdict.missed:
        lines.append("    missed " + " or ".join(f"{rule}[{at}]" for rule, at in sorted(one)))
    for finding in verdict.false:
        lines.append(f"    false {finding.rule}[{finding.at}] {finding.message['zh']}")
        if finding.evidence:
            lines.append(f"        {finding.evidence['zh']}")
    if verdict.suspect is False and case.wrong:
        first = [s.changes for s in verdict.suspects if s.rank == 1]
        lines.append(f"    suspect {case.wrong.cell} -> {case.wrong.true} is not first: {first}")
    return "\n".join(lines)
