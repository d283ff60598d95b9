"""How accurate the rules are, over a corpus of made-up reports with and without one planted fault.

Usage: python tools/accuracy.py [-n 2520] [-j 2] [--seed 0]
       python tools/accuracy.py --case clean:12
       python tools/accuracy.py --case faulty:12 [-o folder]

Consistent reports must give no finding but what their notation explains; reports with one fault must
give that finding, nothing unrelated, and the wrong figure as the first suspect where the tables
determine it. Prints what was planted, found, missed and false per rule and per layout, then each miss
and each false alarm with its case. Exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ogi_audit_testing import ROOT
from ogi_audit_testing.corpus import Case, clean, faulty
from ogi_audit_testing.corpus.judging import judge, write
from ogi_audit_testing.corpus.tally import Tally, told

STREAMS: dict[str, Callable[[int, int], Case]] = {"clean": clean, "faulty": faulty}
STACK = 60

Job = tuple[str, int, int, int]


def judged(job: Job) -> Tally:
    """The tally of one stack of cases."""
    stream, start, stop, seed = job
    tally = Tally()
    for verdict in judge([STREAMS[stream](number, seed) for number in range(start, stop)]):
        tally.count(stream, verdict)
    return tally


def jobs(number: int, seed: int) -> Iterator[Job]:
    for stream in STREAMS:
        for start in range(0, number, STACK):
            yield stream, start, min(number, start + STACK), seed


def whole(number: int, processes: int, seed: int) -> int:
    """Judge the corpus and print the tables."""
    began = time.monotonic()
    tally = Tally()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context) as pool:
        for done, part in enumerate(pool.map(judged, jobs(number, seed)), start=1):
            tally.add(part)
            if sys.stderr.isatty():
                print(f"\r{done * STACK} reports", end="", file=sys.stderr)
    print(tally.tables())
    print(f"{time.monotonic() - began:.0f} s with {processes} processes, seed {seed}")
    return int(bool(tally.wrong))


def single(name: str, seed: int, folder: Path) -> int:
    """Write one case's files and say what was planted and found."""
    stream, _, number = name.rpartition(":")
    case = STREAMS[stream or "clean"](int(number), seed)
    path, previous = write(case, folder)
    (verdict,) = judge([case])
    print(path, f"(previous: {previous})" if previous else "")
    print(told(stream, verdict))
    for finding in verdict.findings:
        mark = " " if case.allows((finding.rule, finding.at)) else "!"
        print(f"{mark} {finding.severity:8} {finding.rule}[{finding.at}] {finding.message['zh']}")
    for suspect in verdict.suspects:
        changes = ", ".join(f"{c.cell}: {c.value:g} -> {c.proposed}" for c in suspect.changes)
        print(f"  suspect {suspect.rank}: {changes}")
    return int(not verdict.good)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "-n",
        type=int,
        default=2520,
        help="cases of each stream (2520: each cell is changed, left blank and misused)",
    )
    parser.add_argument("-j", type=int, default=2, help="processes (2)")
    parser.add_argument("--seed", type=int, default=0, help="another corpus (0)")
    parser.add_argument("--case", help="one case: clean:NUMBER or faulty:NUMBER")
    parser.add_argument(
        "-o", type=Path, default=ROOT / "reports" / "corpus", help="where --case writes its files"
    )
    given = parser.parse_args(arguments)
    if given.case:
        return single(given.case, given.seed, given.o)
    return whole(given.n, given.j, given.seed)


if __name__ == "__main__":
    sys.exit(main())
