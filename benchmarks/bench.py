"""Time the commands as whole processes, and the audit of each sample inside one process.

Usage: python benchmarks/bench.py SAMPLE [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NOTEBOOK = ROOT / "notebooks" / "audit.ipynb"


def seconds(run: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The fastest and the median time of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times), statistics.median(times)


def process(*command: object) -> Callable[[], object]:
    """A command to run; 1 says that the audit has critical findings, which is no failure."""

    def run() -> None:
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(f"{command}: exit code {done.returncode}\n{done.stderr}")

    return run


def commands(sample: Path, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    ogi_audit, papermill = BIN / "ogi-audit", BIN / "papermill"
    yield "ogi-audit --help", process(ogi_audit, "--help")
    yield "ogi-audit check", process(ogi_audit, "check", sample)
    yield "ogi-audit render", process(ogi_audit, "render", sample, "-o", folder)
    out = folder / "out.ipynb"
    yield "papermill (stock)", process(papermill, NOTEBOOK, out, "-p", "report", sample)


def samples() -> Iterator[tuple[str, Callable[[], object]]]:
    from ogi_audit import audit

    for path in sorted((ROOT / "data").iterdir()):
        if path.is_file() and path.name != "README.md":
            yield f"audit({path.name})", lambda path=path: audit(path)


def table(
    title: str, rows: Iterator[tuple[str, Callable[[], object]]], rounds: int, warm: bool
) -> None:
    print(f"\n{title:<46} {'fastest':>9} {'median':>9}")
    for name, run in rows:
        if warm:
            run()
        fastest, median = seconds(run, rounds)
        print(f"{name:<46} {fastest:>7.2f} s {median:>7.2f} s", flush=True)


def main() -> None:
    sample = Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        table("whole process", commands(sample, Path(folder)), rounds, warm=False)
    table("inside one process, warm", samples(), rounds, warm=True)


if __name__ == "__main__":
    main()
