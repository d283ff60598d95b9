"""The batch against stock papermill, its growth, its memory, and the index of ten thousand audits.

Usage: python benchmarks/batch.py [PART ...]        parts: stock pdf growth index; all by default

Both sides of the first part audit the same reports with two processes and write notebook, page and JSON.
Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import nbformat
import psutil

from ogi_audit.batch.manifest import MANIFEST, Manifest
from ogi_audit.schema import MIME
from ogi_audit_testing import ROOT
from ogi_audit_testing.corpus.reports import make_reports

BIN = Path(sys.executable).parent
PROCESSES = 2
NOTEBOOK = ROOT / "notebooks" / "audit.ipynb"


def run(*command: object) -> None:
    """A command; 1 says that audits have critical findings, which is no failure."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: exit code {done.returncode}\n{done.stdout}{done.stderr}")


def timed(work: Callable[[], object]) -> float:
    """The seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def render(reports: Path, folder: Path, *words: object) -> None:
    """Our own batch, as a whole process."""
    run(BIN / "ogi-audit", "render", reports, "-o", folder, "-j", PROCESSES, *words)


def by_commands(report: Path, folder: Path) -> None:
    """One audit by the commands of papermill and nbconvert."""
    notebook = folder / f"{report.stem}.ipynb"
    run(BIN / "papermill", NOTEBOOK, notebook, "-p", "report", report, "--no-progress-bar")
    run(BIN / "jupyter", "nbconvert", "--to", "html", "--no-input", notebook)
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    (result,) = [o.data[MIME] for o in outputs if MIME in o.get("data", {})]
    notebook.with_suffix(".json").write_text(json.dumps(result, ensure_ascii=False), "utf-8")


def told(name: str, seconds: float, reports: int, against: float | None = None) -> None:
    """A line of the table."""
    each = seconds / reports
    times = f"{against / seconds:>7.1f} x" if against else ""
    print(f"{name:<48} {seconds:>8.1f} s {each:>8.3f} s a report {times}", flush=True)


def stock(folder: Path) -> None:
    """Warm against stock, the same reports, two processes each."""
    reports = make_reports(folder / "in", 40)
    by_hand = folder / "commands"
    by_hand.mkdir()
    with ThreadPoolExecutor(PROCESSES) as pool:
        commands = timed(lambda: list(pool.map(lambda one: by_commands(one, by_hand), reports)))
    told("papermill and nbconvert commands", commands, len(reports))
    engine = timed(lambda: render(folder / "in", folder / "stock", "--engine", "stock"))
    told("ogi-audit render --engine stock", engine, len(reports), commands)
    warm = timed(lambda: render(folder / "in", folder / "warm"))
    told("ogi-audit render", warm, len(reports), commands)
    again = timed(lambda: render(folder / "in", folder / "warm"))
    told("ogi-audit render, nothing to do", again, len(reports))
    same = all(
        path.read_bytes() == (folder / "warm" / path.name).read_bytes()
        for path in (folder / "stock").glob("*.*")
        if path.name != "run.log"
    )
    print(f"warm and stock engine give the same bytes: {same}")


def pdf(folder: Path) -> None:
    """PDFs on their own: reading one takes longer than all the rest."""
    reports = make_reports(folder / "pdf", 40, (".pdf",))
    told(
        "ogi-audit render, PDF", timed(lambda: render(folder / "pdf", folder / "out")), len(reports)
    )


class Memory(threading.Thread):
    """Watches what the processes of this one use, until it is stopped."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: list[int] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        """Look twice a second. What processes share is counted once for all of them."""
        while not self.stopped.wait(0.5):
            total = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    total += process.memory_full_info().pss
                except (psutil.Error, AttributeError):
                    continue
            self.seen.append(total)

    def peak(self, start: float, stop: float) -> float:
        """The most in a part of the time, in MiB."""
        size = len(self.seen)
        return max(self.seen[int(start * size) : max(int(stop * size), 1)], default=0) / 2**20


def growth(folder: Path) -> None:
    """Ten times the reports: ten times the time, and no more memory."""
    few, many = 100, 1000
    make_reports(folder / "few", few)
    make_reports(folder / "many", many)
    hundred = timed(lambda: render(folder / "few", folder / "few-out"))
    told(f"ogi-audit render, {few} reports", hundred, few)
    memory = Memory()
    memory.start()
    thousand = timed(lambda: render(folder / "many", folder / "many-out"))
    memory.stopped.set()
    told(f"ogi-audit render, {many} reports", thousand, many)
    print(f"{many} take {thousand / hundred:.2f} times as long as {few} (10 is linear)")
    print(
        f"most memory of all processes: {memory.peak(0.1, 0.3):.0f} MiB between 10 and 30 % of the"
        f" time, {memory.peak(0.7, 0.9):.0f} MiB between 70 and 90 %"
    )


def index(folder: Path) -> None:
    """The index of ten thousand audits: copies of some with other agencies and years."""

    from ogi_audit.batch.exports import write_exports
    from ogi_audit.batch.index import write_index
    from ogi_audit.batch.results import load_results

    make_reports(folder / "in", 40)
    render(folder / "in", folder / "out")
    multiply(folder / "out", folder / "many", 10_000)
    began = time.perf_counter()
    results = load_results(folder / "many")
    write_index(folder / "many", results)
    page = folder / "many" / "index.html"
    told("index of 10,000 audits", time.perf_counter() - began, 10_000)
    told("exports of 10,000 audits", timed(lambda: write_exports(folder / "many", results)), 10_000)
    size = page.stat().st_size / 2**20
    print(f"the index has {size:.1f} MiB and opens in Chromium in {seconds_to_open(page):.2f} s")


def seconds_to_open(page: Path) -> float:
    """From the address to the first row on the page, in a headless Chromium that is there already."""
    from ogi_audit_testing.harness.browsing import browsing

    with browsing() as browser:
        opened = browser.context.new_page()
        began = time.perf_counter()
        opened.goto(page.as_uri())
        opened.locator(".tabulator-row").first.wait_for()
        return time.perf_counter() - began


def multiply(source: Path, folder: Path, number: int) -> None:
    """A folder of so many audits, made of those in another one: results and manifest only."""
    folder.mkdir()
    records = [one for one in Manifest(source).read().values() if "json" in one.outputs]
    lines = []
    for count in range(number):
        record = records[count % len(records)]
        result = json.loads((source / f"{record.id}.json").read_text("utf-8"))
        year, agency = (
            2019 + count % 6,
            f"云岭省第{count // 6}县{'财政教育水务'[count % 3 * 2 :][:2]}局",
        )
        identifier = f"{agency}-{year}-{count:012x}"
        result["report"] |= {"id": identifier, "agency": agency, "year": year}
        text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{identifier}.json").write_text(text, "utf-8")
        lines.append(replace(record, id=identifier, agency=agency, year=year).to_line())
    (folder / MANIFEST).write_text("".join(sorted(lines)), "utf-8")


PARTS = {"stock": stock, "pdf": pdf, "growth": growth, "index": index}


def main(names: list[str]) -> None:
    for name in names or PARTS:
        folder = Path(tempfile.mkdtemp())
        try:
            PARTS[name](folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
