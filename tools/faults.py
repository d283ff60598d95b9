"""Let every write of a batch fail, tear or be the last one, and see that nothing is half-written or lost.

Usage: python tools/faults.py [SCENARIO:FAULT:EVERY ...]

A batch over three made-up reports runs undisturbed, and its writes to the output folder are counted. Then
it runs again for each of them (or every so many-th), which

    full    fails: the disk is full
    stays   fails, and so does every later one: the disk stays full
    torn    opens a file, and the disk is full after some bytes of it
    killed  is not done any more: kill -9 of the process whose it is, be it a worker
    cut     opens a file, and the process is killed after some bytes of it
    all     is not done any more: kill -9 of the run and all its processes

The scenarios are an output folder that is ``new``, and one where a report ``changed`` since and a person
wrote into two files.

A run that hears of its fault must not say that all is well, and say what is wrong in words. Every file
under a final name must be whole and announced, the folder must verify but for what is not there yet, and
what a person wrote must still be there. Then a run is let finish: every file must equal the undisturbed
run's, byte for byte, and nothing else be left. Exits with 1 if anything is otherwise.

The processes are forked from this one instead of a fork server, so that each of them is watched. Notebooks
run once, in real kernels, and what came of them is remembered. What a run makes of a folder is found out
once for each state of it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ogi_audit.batch.manifest import STATE, Manifest, sha256_of
from ogi_audit.batch.run_log import LOG
from ogi_audit.batch.summaries import PAGES, read_stamp
from ogi_audit.batch.verify import verify
from ogi_audit.cli import main as command
from ogi_audit_testing.corpus.reports import make_reports
from ogi_audit_testing.harness.faulty_writes import FAULTS, Writes
from ogi_audit_testing.harness.remembering import prepare

SCENARIOS = ("new", "changed")
COMMAND = ["render", "in", "-o", "out", "-j", "1"]
_MEMORY = Path("/dev/shm")
_SUMMARIES = {name for names in PAGES.values() for name in names}
# What names of files that are not whole yet have of chance and of the process.
_CHANCE = re.compile(r"(?<=/\.)\w{8}(?=\.|$)|\d+-\w{8}(?=/|\.lock|$)")


@dataclass(slots=True)
class Ended:
    """How a run ended: its exit code (negative: the signal), what it said on stderr, its writes."""

    status: int
    said: str
    writes: list[str]


class Faults:
    """Runs over one scenario; everything is kept in a folder below ``folder``."""

    def __init__(self, folder: Path, scenario: str) -> None:
        self.folder = folder / scenario
        self.begin, self.work = self.folder / "begin", self.folder / "work"
        self.out = self.work / "out"
        self.kept: set[str] = set()
        make_reports(self.begin / "in", 3)
        if scenario == "changed":
            self._change()
        self._renew()
        self.calm = self.run()
        assert self.calm.status in (0, 1), self.calm.said
        self.wanted, self.state = contents(self.out), sorted(below(self.out / STATE))
        self._mended: set[str] = set()

    def points(self, fault: str, every: int) -> list[int]:
        """The writes that can meet a fault, or every so many-th of them."""
        files_only = fault in ("torn", "cut")
        return [
            at
            for at, write in enumerate(self.calm.writes)
            if not files_only or write.startswith("open ")
        ][::every]

    def problem(self, fault: str, at: int) -> str | None:
        """What is wrong after a fault at a write, if anything is."""
        self._renew()
        if problem := self._wrongly_ended(fault, self.run(fault, at)):
            return problem
        state = self._state()
        if state in self._mended:
            return None
        if problem := self._inconsistent() or self._not_mended(self.run()):
            return problem
        self._mended.add(state)
        return None

    def run(self, fault: str = "", at: int = -1) -> Ended:
        """Run the batch in a process of its own."""
        writes = Writes(self.out, fault, at)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            _be_run(self.work, writes, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            said = stream.read().decode()
        _, status = os.waitpid(child, 0)
        ended = Ended(os.waitstatus_to_exitcode(status), said, writes.all)
        writes.close()
        return ended

    def _renew(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.begin, self.work)

    def _change(self) -> None:
        """A folder that is done; then a report changes, and a person writes into two files."""
        self._renew()
        assert self.run().status in (0, 1)
        out = self.begin / "out"
        shutil.copytree(self.out, out)
        changed, other, *_ = sorted((self.begin / "in").iterdir())
        (new,) = make_reports(self.folder / "others", 1, (changed.suffix,), seed=7)
        changed.write_bytes(new.read_bytes())
        records = Manifest(out).read().values()
        (record,) = [one for one in records if Path(one.report.path).name == other.name]
        for path in (out / f"{record.id}.ipynb", out / "overview.ipynb"):
            path.write_bytes(path.read_bytes() + b"\n")
            self.kept.add(sha256_of(path))

    def _wrongly_ended(self, fault: str, ended: Ended) -> str | None:
        if "Traceback" in ended.said:
            return f"a traceback: {ended.said}"
        if ended.status == self.calm.status:
            # Nothing that matters, or it was done once more.
            return self._differing("a run that says that all is well")
        is_heard = fault in ("full", "stays", "torn")
        if ended.status not in ((2,) if is_heard else (-signal.SIGKILL, -signal.SIGXFSZ)):
            return f"exit code {ended.status}: {ended.said}"
        return "nothing is said of it" if is_heard and not ended.said.strip() else None

    def _inconsistent(self) -> str | None:
        if not self.out.exists():
            return None
        manifest = Manifest(self.out)
        records, stamp = manifest.read(), read_stamp(self.out)
        if manifest.garbled:
            return f"garbled lines of the manifest: {manifest.garbled}"
        pages = {*stamp.pages.values(), *stamp.announced}
        found = contents(self.out)
        for name, digest in found.items():
            if name == manifest.path.name or digest in self.kept:
                continue
            identifier = name.rpartition(".")[0]
            known = pages if name in _SUMMARIES else manifest._announced.get(identifier, set())
            if digest not in known:
                return f"{name} is not what any run announced"
        if self.kept - set(found.values()):
            return "what a person wrote is gone"
        if manifest.path.exists() and not self.kept:
            verified = verify(self.out, hashes_only=True)
            codes = {one.code for problems in verified.problems.values() for one in problems}
            # What has no final name yet is said to be missing, not passed off as done.
            if codes - {"missing"} or verified.audits != len(records):
                return f"it does not verify: {codes}"
        return None

    def _not_mended(self, again: Ended) -> str | None:
        if again.status != self.calm.status:
            return f"the run after it ended with exit code {again.status}: {again.said}"
        left = sorted(below(self.out / STATE))
        return self._differing("the run after it") or (
            None if left == self.state else f"the run after it left {set(left) - set(self.state)}"
        )

    def _differing(self, what: str) -> str | None:
        found, wanted = contents(self.out), self.wanted
        differing = {name for name in {*found, *wanted} if found.get(name) != wanted.get(name)}
        return f"{what} gives other files: {sorted(differing)}" if differing else None

    def _state(self) -> str:
        """All that is in the output folder, but for the log and for names that are left to chance."""
        parts = [
            f"{_CHANCE.sub('?', f'/{name}')} {sha256_of(path) if path.is_file() else ''}"
            for name in sorted(below(self.out))
            if name != LOG and (path := self.out / name)
        ]
        return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of everything in a folder itself but the log, which alone knows the time."""
    return {
        path.name: sha256_of(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != LOG
    }


def below(folder: Path) -> Iterator[str]:
    """The paths of everything in a folder and its folders."""
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def _be_run(folder: Path, writes: Writes, output: int) -> None:
    """Be the batch, to its end."""
    status = 3
    try:
        os.setsid()
        os.dup2(output, 2)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.chdir(folder)
        writes.watch()
        command(COMMAND, prog_name="ogi-audit")
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else status
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> int:
    given = [one.split(":") for one in sys.argv[1:]] or [
        [scenario, fault, "1"] for scenario in SCENARIOS for fault in FAULTS
    ]
    if not all(s in SCENARIOS and f in FAULTS and n.isdigit() for s, f, n in given):
        sys.exit(str(__doc__))
    bad = 0
    # In memory, if there is such a place: a thousand runs wait for the disk.
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        prepare(Path(name) / "remembered")
        scenarios = {scenario: Faults(Path(name), scenario) for scenario in {s for s, *_ in given}}
        for scenario, fault, every in given:
            faults, began = scenarios[scenario], time.monotonic()
            writes, points = faults.calm.writes, faults.points(fault, int(every))
            for at in points:
                if problem := faults.problem(fault, at):
                    bad += 1
                    print(f"{scenario}, {fault} at {at} ({writes[at]}): {problem}", flush=True)
            took = time.monotonic() - began
            said = f"{len(points)} of {len(writes)} writes in {took:.1f} s"
            print(f"{scenario}, {fault}: {said}", flush=True)
    print(f"{bad} went wrong" if bad else "nothing half-written, nothing lost")
    return int(bool(bad))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    sys.exit(main())
