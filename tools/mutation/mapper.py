"""Mutates the modules that map a document to the form, and tells which mutants no test would notice.

Usage: python -m tools.mutation.mapper [-j 2] [--most N] [--resume] [MODULE ...]

mutmut makes the mutants, in a copy of the project, build/mutation/mapper/; `tools.mutation.trying` tries
them there. What became of them is written to build/mutation/mapper.tsv by the hundred, and what survives
as a difference to build/mutation/mapper.diff. Mutants are tried in an order that a hash decides, so the
first N, or those that a run tried before it was stopped, are a sample of all. ``--resume`` goes on from
there, and tries those that survived again at the end: for after tests were added, not after the modules
changed. docs/mutation.md says why those that survived may.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "mutation"
COPY = BUILD / "mapper"
EXTRACTION = Path("src/ogi_audit/extraction")
MODULES = ("align", "placing", "tables", "disclosure", "requests", "disputes", "lines", "figures")
# What the tests of the mapper need.
COPIED = ("src", "tests", "tools", "expectations", "data", "docs", "pyproject.toml")
# A decorated function is passed over, and what was remembered of the original would stand in for its mutant.
REMEMBERED = "@lru_cache(maxsize=65536)\ndef is_aside"


def main() -> int:
    """Mutate, try, and print the counts; 0 unless tests fail where nothing is mutated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(MODULES)}")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="mutants at a time (default: 2)")
    parser.add_argument("--most", type=int, metavar="N", help="try no more than this many")
    parser.add_argument("--resume", action="store_true", help="what was killed stays killed")
    given = parser.parse_args()
    if unknown := sorted({*given.modules} - {*MODULES}):
        parser.error(f"no module of the mapper: {', '.join(unknown)}")
    shutil.rmtree(COPY, ignore_errors=True)
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        COPY.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, COPY / name)
    mutants = {
        name: difference
        for module in MODULES
        for name, difference in mutate(COPY / EXTRACTION / f"{module}.py").items()
    }
    chosen = [name for name in mutants if module_of(name) in (given.modules or MODULES)]
    chosen.sort(key=lambda name: hashlib.sha256(name.encode()).digest())
    results = BUILD / "mapper.tsv"
    if not given.resume:
        results.unlink(missing_ok=True)
    known = read_results(results)
    chosen = [name for name in chosen if known.get(name) not in ("killed", "timeout")]
    chosen = sorted(chosen[: given.most], key=lambda name: name in known)
    (COPY / "mutants.json").write_text(json.dumps(chosen), "utf-8")
    status = subprocess.run(
        [sys.executable, "-m", "tools.mutation.trying", str(results), str(given.jobs)],
        cwd=COPY,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(COPY / "src"), str(COPY)))},
        check=False,
    ).returncode
    report(mutants, read_results(results))
    # What looks at every file of the project shall not find it twice.
    shutil.rmtree(COPY)
    return status


def read_results(path: Path) -> dict[str, str]:
    """What became of each mutant that was tried, at last."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return dict(line.split("\t") for line in lines)


def mutate(path: Path) -> dict[str, str]:
    """Write all mutants of a module into it, and give how each differs, by its name in mutmut."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    mutated = mutate_file_contents(
        str(path), path.read_text("utf-8").replace(REMEMBERED, "def is_aside")
    )
    path.write_text(mutated.code, "utf-8")
    bodies = {
        node.name: [line + "\n" for line in ast.unparse(node).splitlines()]
        for node in ast.walk(ast.parse(mutated.code))
        if isinstance(node, ast.FunctionDef)
    }
    return {
        f"ogi_audit.extraction.{path.stem}.{name}": "".join(
            difflib.unified_diff(bodies[f"{name.rpartition('_')[0]}_orig"], bodies[name], n=2)
        )
        for name in mutated.mutant_names
    }


def module_of(mutant: str) -> str:
    """The module that a mutant is of, by its name in mutmut."""
    return mutant.split(".")[2]


def report(mutants: dict[str, str], found: dict[str, str]) -> None:
    """Print how many of each module's mutants were made and what became of them; write down survivors."""
    statuses = sorted({*found.values()})
    print("", "module", "made", *statuses, "not tried", sep="\t")
    for module in (*MODULES, "all"):
        own = [name for name in mutants if module in (module_of(name), "all")]
        became = Counter(found.get(name, "not tried") for name in own)
        print("", module, len(own), *(became[s] for s in (*statuses, "not tried")), sep="\t")
    survivors = [name for name, status in found.items() if status in ("survived", "untested")]
    (BUILD / "mapper.diff").write_text(
        "".join(f"# {name}\n{mutants[name]}\n" for name in sorted(survivors)), "utf-8"
    )
    print(f"{len(survivors)} survived, see {(BUILD / 'mapper.diff').relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
