"""Mutates the modules that map a document to the form, with mutmut, and tells what survives.

Usage: python -m tools.mutation.mapper [-j 2] [--fresh] [MODULE ...]

mutmut works in a copy of the project, build/mutation/mapper/: there its settings concern nobody else.
It goes on where it was stopped, and tries anew only what changed; ``--fresh`` begins again. Every mutant
that survives is written as a difference into build/mutation/mapper.diff. docs/mutation.md says why those
that survived may.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "mutation"
COPY = BUILD / "mapper"
EXTRACTION = Path("src/ogi_audit/extraction")
MODULES = ("align", "placing", "tables", "disclosure", "requests", "disputes", "lines", "figures")
# What the tests of the mapper need; `mutmut` itself copies tests/.
COPIED = ("src", "tests", "tools", "expectations", "data", "docs", "pyproject.toml")
TESTS = {
    "test_extraction.py": (),
    "test_layouts.py": (
        "test_the_figures_are_those_written",
        "test_a_remark_in_a_cell_is_read_past_and_noted",
    ),
    "test_faults.py": (),
}
# A decorated function is passed over, and what was remembered of the original would stand in for its mutant.
REMEMBERED = "@lru_cache(maxsize=65536)\ndef is_aside"


def main() -> int:
    """Mutate, run, and print the counts; 0 unless mutmut itself fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(MODULES)}")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="mutants at a time (default: 2)")
    parser.add_argument("--fresh", action="store_true", help="forget what was found before")
    given = parser.parse_args()
    if unknown := sorted({*given.modules} - {*MODULES}):
        parser.error(f"no module of the mapper: {', '.join(unknown)}")
    if given.fresh:
        shutil.rmtree(COPY, ignore_errors=True)
    copy_project()
    names = [f"ogi_audit.extraction.{module}.*" for module in given.modules]
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(given.jobs), *names]
    status = subprocess.run(command, cwd=COPY, check=False).returncode
    if status == 0:
        report()
    return status


def copy_project() -> None:
    """The project as it is now; a file that is the same as before keeps its time, so its results hold."""
    for name in COPIED:
        for source in sorted(p for p in _files(ROOT / name) if "__pycache__" not in p.parts):
            content = source.read_bytes()
            if source.name == "tables.py" and source.parent == ROOT / EXTRACTION:
                content = content.replace(REMEMBERED.encode(), b"def is_aside")
            if source.name == "pyproject.toml":
                content += settings().encode()
            target = COPY / source.relative_to(ROOT)
            if not target.is_file() or target.read_bytes() != content:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


def settings() -> str:
    """What mutmut is told, as a part of pyproject.toml."""
    chosen = {
        "source_paths": ["src"],
        "only_mutate": [f"{EXTRACTION}/{module}.py" for module in MODULES],
        "also_copy": [name for name in COPIED if name not in ("src", "tests", "pyproject.toml")],
        "pytest_add_cli_args": ["-p", "tools.mutation.quick", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": [
            f"tests/{file}{'::' * bool(name)}{name}"
            for file, names in TESTS.items()
            for name in names or ("",)
        ],
        "timeout_multiplier": 4.0,
        "timeout_constant": 3.0,
    }
    # JSON's lists, texts and numbers are TOML's.
    lines = [f"{key} = {json.dumps(value)}" for key, value in chosen.items()]
    return "\n".join(["", "[tool.mutmut]", *lines, ""])


def results() -> Iterator[tuple[str, str, str]]:
    """Of each mutant its module, its name and its status in mutmut's words."""
    from mutmut.stats import status_by_exit_code

    for module in MODULES:
        meta = COPY / "mutants" / EXTRACTION / f"{module}.py.meta"
        codes = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
        yield from ((module, name, status_by_exit_code[code]) for name, code in codes.items())


def report() -> None:
    """Print how many of each module's mutants were made and what became of them; write down survivors."""
    found = list(results())
    statuses = sorted({status for *_, status in found})
    print("", "module", "made", *statuses, sep="\t")
    for module in (*MODULES, "all"):
        own = Counter(status for name, _, status in found if module in (name, "all"))
        print("", module, own.total(), *(own[status] for status in statuses), sep="\t")
    survivors = [name for *_, name, status in found if status == "survived"]
    script = (
        "import sys; from mutmut.mutation.diff_apply import find_mutant, get_diff_for_mutant\n"
        "for name in sys.argv[1:]: print(f'# {name}', get_diff_for_mutant(name), sep='\\n')"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script, *survivors], cwd=COPY, check=True, capture_output=True
    )
    (BUILD / "mapper.diff").write_bytes(shown.stdout)
    print(f"{len(survivors)} survived, see {(BUILD / 'mapper.diff').relative_to(ROOT)}")


def _files(path: Path) -> Iterator[Path]:
    return (p for p in path.rglob("*") if p.is_file()) if path.is_dir() else iter((path,))


if __name__ == "__main__":
    sys.exit(main())
