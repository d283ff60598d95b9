"""A scan of many reports: how many a second, its growth and memory; a country's frames and what sums them up.

Usage: python benchmarks/scale.py [PART ...]

Parts: mixed pdf growth suites corpus hosts; all by default.

Nothing else should run on the machine meanwhile; all of it takes half an hour.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import hosts
from batch import BIN, PROCESSES, Memory, run, seconds_to_open, timed
from corpus_frames import make

from ogi_audit_testing import ROOT

STACK = 2000


def synth(folder: Path, number: int, *words: object) -> Path:
    """So many made-up reports, half of them with a fault."""
    run(sys.executable, ROOT / "tools" / "synth.py", number, "-o", folder, "-j", PROCESSES, *words)
    return folder


def scan(reports: Path, folder: Path, number: int) -> float:
    """The seconds that a scan takes, as a whole process."""
    command = (BIN / "ogi-audit", "scan", reports, "-o", folder, "-j", PROCESSES)
    seconds = timed(lambda: run(*command))
    print(
        f"{f'scan, {number} reports ({reports.name})':<48} {seconds:>8.1f} s"
        f" {number / seconds:>7.1f} reports a second",
        flush=True,
    )
    return seconds


def mixed(folder: Path) -> None:
    """Text, Markdown, HTML and DOCX."""
    scan(synth(folder / "mixed", 1000, "--no-pdf"), folder / "mixed-out", 1000)
    print("once more, with nothing new:")
    scan(folder / "mixed", folder / "mixed-out", 1000)


def pdf(folder: Path) -> None:
    """PDFs on their own."""
    reports = synth(folder / "all", 1500)
    others = [path for path in reports.rglob("*.*") if path.suffix != ".pdf"]
    for path in others:
        path.unlink()
    scan(
        reports.rename(folder / "pdf"), folder / "pdf-out", len([*(folder / "pdf").rglob("*.pdf")])
    )


def growth(folder: Path) -> None:
    """Ten times the reports: ten times the time, and no more memory."""
    thousand = scan(synth(folder / "few", 1000, "--no-pdf"), folder / "few-out", 1000)
    reports = synth(folder / "many", 10_000, "--no-pdf")
    memory = Memory()
    memory.start()
    many = scan(reports, folder / "many-out", 10_000)
    memory.stopped.set()
    print(f"10,000 take {many / thousand:.2f} times as long as 1,000 (10 is linear)")
    for start in (0, 0.5, 0.9):
        print(
            f"most memory of all processes from {start:.0%} on: {memory.peak(start, 1):.0f} MiB",
            flush=True,
        )


def suites(folder: Path) -> None:
    """The suites over the frames of 100,000 reports, stack by stack; frames are made of some reports."""
    from ogi_audit.frames import frames_of
    from ogi_audit.loading import load
    from ogi_audit.suites import load_suites

    files = [*synth(folder / "some", 100, "--no-pdf").rglob("*.*")]
    some = [load(path) for path in files if path.suffix != ".jsonl"]
    frames = frames_of(some * (STACK // len(some)))
    rules = load_suites()
    rules.judge(frames_of(some))
    began = time.perf_counter()
    for _ in range(100_000 // STACK):
        rules.judge(frames)
    seconds = time.perf_counter() - began
    print(f"suites over the frames of 100,000 reports, one process: {seconds:.1f} s", flush=True)


def on_hosts(folder: Path) -> None:
    """A cluster and a store on hosts of their own, of which one is killed."""
    if not hosts.possible():
        print("hosts: this machine does not allow network namespaces; not measured", flush=True)
        return
    hosts.compare(synth(folder / "reports", 300, "--no-pdf"), folder, 300)


def corpus(folder: Path) -> None:
    """Overview, index and exports of 100,000 scanned reports, and the index in a browser."""
    scan(synth(folder / "some", 240, "--no-pdf"), folder / "some-out", 240)
    make(folder / "some-out", folder / "country", 100_000)
    into = folder / "pages"
    into.mkdir()
    for kind in ("overview", "index", "exports"):
        memory = Memory()
        memory.start()
        command = (sys.executable, "-c", _SUM_UP, kind, folder / "country", into)
        seconds = timed(lambda command=command: run(*command))
        memory.stopped.set()
        print(
            f"{kind} of 100,000 reports: {seconds:.1f} s, at most {memory.peak(0, 1):.0f} MiB",
            flush=True,
        )
    for path in sorted(into.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    print(
        f"the index opens in Chromium in {seconds_to_open(into / 'index.html'):.1f} s", flush=True
    )


_SUM_UP = """
import sys
from pathlib import Path
from ogi_audit.batch.summaries import Summary, write_summary
kind, folder, into = sys.argv[1:]
write_summary(Summary(kind, Path(folder), Path(into), None, "zh"))
"""


PARTS = {
    "mixed": mixed,
    "pdf": pdf,
    "growth": growth,
    "suites": suites,
    "corpus": corpus,
    "hosts": on_hosts,
}


def main() -> None:
    """Measure the parts that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    for name in parser.parse_args().parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[name](Path(folder))


if __name__ == "__main__":
    main()
