"""Kill a running batch at random moments, and see that nothing is half-written and nothing lost.

Usage: python tools/torture.py [-n 100] [-r 30] [--seed 0]

Renders some made-up reports undisturbed, then again and again with kill -9 at a random moment: of the
run, of one of its processes, or of all of them; sometimes two runs work on the folder at once. After
each kill every file under a final name must be whole and as the manifest says; after at most three
kills a run is let finish, and then every file must equal the undisturbed run's, byte for byte. Exits
with 1 at the first that does not.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from ogi_audit.batch.manifest import Manifest, sha256_of
from ogi_audit.batch.run_log import LOG
from ogi_audit_testing.corpus.reports import make_reports

IN_A_ROW = 3


def start(reports: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start a run in a process group of its own."""
    command = [sys.executable, "-m", "ogi_audit", "render", str(reports), "-o", str(folder)]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def finish(reports: Path, folder: Path) -> float:
    """Run to the end. Returns the seconds; exits if the run does not end as it should."""
    began = time.monotonic()
    status = start(reports, folder).wait()
    if status not in (0, 1):
        sys.exit(f"a run ended with exit code {status}")
    return time.monotonic() - began


def kill(run: subprocess.Popen[bytes], rng: random.Random) -> str:
    """Kill -9 the run, one of the processes that it started, or all at once. Returns which."""
    everything = []
    with contextlib.suppress(psutil.Error):
        main = psutil.Process(run.pid)
        everything = [*main.children(recursive=True), main]
    which = rng.choice(("run", "one", "all"))
    victims = {"run": everything[-1:], "one": everything[:-1], "all": everything}[which]
    if which == "one" and victims:
        victims = [rng.choice(victims)]
    for victim in victims:
        with contextlib.suppress(psutil.Error):
            victim.kill()
    if which != "one":
        run.wait()
        # What was forked dies with what forked it, in a moment.
        psutil.wait_procs(everything, timeout=10)
    return which


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file under a final name."""
    return {
        path.name: sha256_of(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != LOG
    }


def check_killed(folder: Path) -> str | None:
    """What is wrong with a folder whose run was killed."""
    if not folder.exists():
        return None
    announced: dict[str, str] = {}
    for record in Manifest(folder).read().values():
        announced |= {f"{record.id}.{s}": digest for s, digest in record.outputs.items()}
    for name, digest in contents(folder).items():
        if name.startswith("."):
            return f"{name} was left"
        audit = name.endswith((".ipynb", ".json", ".html")) and not name.startswith(
            ("index.", "overview.")
        )
        if audit and announced.get(name) != digest:
            return f"{name} is not as the manifest says"
    return None


def torture(number: int, reports: int, seed: int, folder: Path) -> str | None:
    """Kill ``number`` runs over ``reports`` reports. Returns what went wrong, if anything did."""
    rng = random.Random(seed)
    inputs, calm, rough = folder / "reports", folder / "calm", folder / "rough"
    make_reports(inputs, reports)
    takes = finish(inputs, calm)
    wanted = contents(calm)
    print(f"undisturbed: {len(wanted)} files in {takes:.1f} s", flush=True)
    killed = 0
    while killed < number:
        shutil.rmtree(rough, ignore_errors=True)
        for _ in range(min(rng.randint(1, IN_A_ROW), number - killed)):
            # Sometimes two runs work on the folder, and one of them is killed.
            runs = [start(inputs, rough) for _ in range(rng.choice((1, 1, 2)))]
            run = rng.choice(runs)
            moment = rng.uniform(0, takes)
            try:
                # A run that goes on where another stopped may be over by then.
                run.wait(moment)
            except subprocess.TimeoutExpired:
                which = kill(run, rng)
            else:
                which = None
            # A run goes on without one of its processes, and so does the other run.
            for one in runs:
                one.wait()
            if which is None:
                continue
            killed += 1
            if wrong := check_killed(rough):
                return f"kill {killed} ({which} after {moment:.2f} s): {wrong}"
            done = len(Manifest(rough).read()) if rough.exists() else 0
            print(f"kill {killed}: {which} after {moment:.2f} s, {done} audits there", flush=True)
        finish(inputs, rough)
        if contents(rough) != wanted:
            differing = [name for name in wanted if contents(rough).get(name) != wanted[name]]
            return f"after kill {killed} the finished run differs: {differing[:5]}"
        left = [path.name for path in (rough / ".state").glob("work/*")]
        if left:
            return f"after kill {killed} the finished run left {left}"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=100, help="kills (100)")
    parser.add_argument("-r", type=int, default=30, help="reports (30)")
    parser.add_argument("--seed", type=int, default=0, help="other moments (0)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = torture(given.n, given.r, given.seed, Path(folder))
    print(wrong or f"{given.n} kills, and nothing half-written, nothing lost")
    return int(bool(wrong))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    sys.exit(main())
