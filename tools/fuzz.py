"""Fuzzes the readers and the mapper, guided by coverage (atheris; Linux on x86_64).

Each defect is kept once, by what was raised and where, as a file in tests/fuzzing/seeds/, which
`make test` replays from then on; what the fuzzer learned of inputs is kept in build/fuzz/.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "fuzz"
# A unit that takes so many seconds is a defect, and memory beyond so many megabytes.
_SLOW, _MEMORY = 20, 3000


def main() -> int:
    """Fuzz the targets one after another; 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all, if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: it is there for Linux on x86_64 only", file=sys.stderr)
        return 2
    if given.inside:
        _fuzz(given.targets[0], given.seconds, atheris)
        return 0
    from tests.fuzzing.corpus import SEEDS
    from tests.fuzzing.targets import TARGETS

    unknown = set(given.targets) - TARGETS.keys()
    if unknown:
        parser.error(
            f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}"
        )
    before = set(SEEDS.glob("*/*"))
    for target in given.targets or TARGETS:
        _run(target, given.seconds)
    found = sorted(set(SEEDS.glob("*/*")) - before)
    for path in found:
        print(f"found: {path.relative_to(ROOT)}")
    print(f"{len(found)} defects found")
    return bool(found)


def _run(target: str, seconds: int) -> None:
    """Fuzz a target in a process of its own, and again if that ended early."""
    from tests.fuzzing.corpus import SEEDS, dictionary, starting

    corpus, crashes = BUILD / target, BUILD / f"{target}-crashes"
    for folder in (corpus, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    words = BUILD / "words.dict"
    words.write_text(dictionary(), encoding="utf-8")
    for data in (*starting(target), *(path.read_bytes() for path in (SEEDS / target).glob("*"))):
        (corpus / hashlib.sha1(data).hexdigest()).write_bytes(data)
    end = time.monotonic() + seconds
    while (left := round(end - time.monotonic())) > 0:
        print(f"== {target}: {left} seconds", flush=True)
        command = [sys.executable, __file__, "--inside", target, "--seconds", str(left)]
        subprocess.run(command, check=False)
        # libFuzzer's own finds: a crash of the process, or a unit that took too long or too much.
        for crash in crashes.iterdir():
            keep(target, crash.read_bytes(), crash.name.partition("-")[0])
            crash.unlink()


def _fuzz(target: str, seconds: int, atheris: object) -> None:
    with atheris.instrument_imports(include=["ogi_audit"]):  # type: ignore[attr-defined]
        from tests.fuzzing.targets import check
    seen: set[str] = set()

    def one(data: bytes) -> None:
        try:
            check(target, data)
        except Exception as error:
            name = signature(error)
            if name not in seen:
                seen.add(name)
                traceback.print_exc()
                keep(target, data, name)

    # On time, or it is a defect; the limit of memory counts the whole process.
    arguments = [
        *(sys.argv[0], f"-max_total_time={seconds}", f"-timeout={_SLOW}"),
        *(f"-rss_limit_mb={_MEMORY}", "-max_len=65536", "-len_control=0", "-print_final_stats=1"),
        *(f"-dict={BUILD / 'words.dict'}", f"-artifact_prefix={BUILD / target}-crashes/"),
        str(BUILD / target),
    ]
    atheris.Setup(arguments, one)  # type: ignore[attr-defined]
    atheris.Fuzz()  # type: ignore[attr-defined]


def signature(error: Exception) -> str:
    """What was raised and where in the package, as the name of a file."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "ogi_audit" in frame.filename] or frames
    return f"{type(error).__name__}-{Path(own[-1].filename).stem}-{own[-1].name}".replace(
        "<", ""
    ).replace(">", "")


def keep(target: str, data: bytes, name: str) -> None:
    """Keep an input among the seeds, one for each name."""
    from tests.fuzzing.corpus import SEEDS

    folder = SEEDS / target
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
