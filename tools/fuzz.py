"""Fuzzes the readers and the mapper, guided by coverage (atheris; Linux on x86_64). See docs/fuzzing.md.

Each defect is kept once, by what was raised and where, as a file in src/ogi_audit_testing/fuzzing/seeds/,
which `make test` replays from then on; what the fuzzer learned of inputs is kept in build/fuzz/.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import re
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import IO, NoReturn

from ogi_audit_testing import ROOT

BUILD = ROOT / "build" / "fuzz"
# A unit that takes so many seconds is a defect, and memory beyond so many megabytes; the longest unit.
_SLOW, _MEMORY, _LENGTH = 20, 3000, 32_768
# Seconds for making an input smaller.
_SHRINKING = 20
# Whose branches guide the fuzzer: pdfminer's operators lead to what is on a page.
_GUIDES = {"pdf": ("ogi_audit.readers", "pdfplumber", "pdfminer"), "mapper": ("ogi_audit",)}


def main() -> int:
    """Fuzz the targets one after another; 1 if anything was found."""
    if sys.argv[1:2] == ["--inside"]:
        _fuzz(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all, if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    given = parser.parse_args()
    try:
        import atheris  # noqa: F401
    except ImportError:
        print(
            "atheris is not installed: it is there for Linux on x86_64 and Python up to 3.13",
            file=sys.stderr,
        )
        return 2
    from ogi_audit_testing.fuzzing.targets import TARGETS

    unknown = set(given.targets) - TARGETS.keys()
    if unknown:
        parser.error(
            f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}"
        )
    found: list[Path] = []
    print(f"{'target':<9} {'seconds':>7} {'executions':>10} {'edges':>6} {'found':>5}", flush=True)
    for target in given.targets or TARGETS:
        found += _run(target, given.seconds)
    for path in found:
        print(path.relative_to(ROOT))
    return bool(found)


def _run(target: str, seconds: int) -> list[Path]:
    """Fuzz a target in a process of its own, and again if that ended early; the new seeds."""
    from ogi_audit_testing.fuzzing.corpus import SEEDS, dictionary, starting, written

    work = BUILD / target
    for folder in ("corpus", "start", "ended"):
        (work / folder).mkdir(parents=True, exist_ok=True)
    known = set((SEEDS / target).glob("*"))
    for data in (*starting(target), *(path.read_bytes() for path in known)):
        (work / "start" / _digest(data)).write_bytes(data)
    (work / "words").write_text(written(dictionary(target)), encoding="ascii")
    spent = executions = edges = 0
    with (work / "log").open("w", encoding="utf-8") as log:
        while spent < seconds:
            done = _process(target, work, seconds - spent, log)
            spent, executions, edges = spent + done[0], executions + done[1], max(edges, done[2])
            # libFuzzer's own finds: a crash of the process, or a unit that took too long or too much.
            for end in sorted((work / "ended").glob("*-*")):
                kind = end.name.partition("-")[0]
                if kind != "slow":
                    keep(target, end.read_bytes(), kind)
                    end.unlink()
            if not done[1]:
                print(f"{target}: the fuzzer does not start, see {work / 'log'}", file=sys.stderr)
                break
    found = sorted(set((SEEDS / target).glob("*")) - known)
    print(f"{target:<9} {spent:>7} {executions:>10} {edges:>6} {len(found):>5}", flush=True)
    return found


def _process(target: str, work: Path, seconds: int, log: IO[str]) -> tuple[int, int, int]:
    """One process until its time is up or it dies: seconds of fuzzing, executions, edges."""
    options = (
        *(f"-dict={work / 'words'}", f"-artifact_prefix={work / 'ended'}/", f"-timeout={_SLOW}"),
        *(f"-max_total_time={seconds}", f"-rss_limit_mb={_MEMORY}", f"-max_len={_LENGTH}"),
        *("-len_control=20", "-use_value_profile=1", "-print_final_stats=1"),
        *(str(work / "corpus"), str(work / "start")),
    )
    command = [sys.executable, __file__, "--inside", target, *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    assert process.stdout is not None
    begun = time.monotonic()
    executions = edges = 0
    for line in process.stdout:
        if not executions:
            begun = time.monotonic()
        log.write(line)
        log.flush()
        if progress := re.match(r"#(\d+)\t.*?\bcov: (\d+)", line):
            executions, edges = int(progress[1]), int(progress[2])
        elif total := re.match(r"stat::number_of_executed_units:\s*(\d+)", line):
            executions = int(total[1])
    process.wait()
    return max(1, round(time.monotonic() - begun)), executions, edges


def _fuzz(target: str, options: list[str]) -> NoReturn:
    """Be the fuzzer, with libFuzzer's options and folders."""
    import atheris

    with atheris.instrument_imports(include=list(_GUIDES.get(target, ("ogi_audit.readers",)))):
        from ogi_audit_testing.fuzzing.targets import check
    from ogi_audit_testing.fuzzing.corpus import SEEDS, dictionary
    from ogi_audit_testing.fuzzing.mutation import mutate

    def failure(data: bytes) -> str | None:
        try:
            check(target, data)
        except Exception as error:
            return signature(error)
        return None

    # What the libraries complain of.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    words = dictionary(target)
    # Seeds that were mended may stand for another defect of the same place.
    seen = {failure(path.read_bytes()) for path in sorted((SEEDS / target).glob("*"))}

    def one(data: bytes) -> None:
        name = failure(data)
        if name is not None and name not in seen:
            seen.add(name)
            small = shrink(data, lambda less: failure(less) == name)
            print("found:", keep(target, small, name), flush=True)

    def change(data: bytes, largest: int, number: int) -> bytes:
        if number % 2:
            return atheris.Mutate(data, largest)
        return mutate(data, largest, number, words)

    atheris.Setup([sys.argv[0], *options], one, custom_mutator=change)
    atheris.Fuzz()
    raise AssertionError("libFuzzer ends the process")


def signature(error: Exception) -> str:
    """What was raised and where in the package, as the name of a file."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "ogi_audit" in frame.filename] or frames
    return re.sub(
        "[<>]", "", f"{type(error).__name__}-{Path(own[-1].filename).stem}-{own[-1].name}"
    )


def shrink(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """A smaller input that fails the same way: pieces are left out while it does."""
    end = time.monotonic() + _SHRINKING
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data) and time.monotonic() < end:
            less = data[:at] + data[at + size :]
            if fails(less):
                data = less
            else:
                at += size
        size //= 2
    return data


def keep(target: str, data: bytes, name: str) -> Path:
    """Keep an input among the seeds."""
    from ogi_audit_testing.fuzzing.corpus import SEEDS

    path = SEEDS / target / f"{name}-{_digest(data)}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


if __name__ == "__main__":
    sys.exit(main())
