"""Tries the mutants that `tools.mutation.mapper` made, in the copy of the project that it made them in.

Usage: python -m tools.mutation.trying RESULTS JOBS

Tests are collected once and run once with nothing mutated, which tells how long each takes and which
functions it reaches. Then each mutant is put to the tests that reach its function, the quickest first, in
a process forked from this one. They are the very tests that were collected, not looked up again by name:
pytest names some otherwise the second time, and a test that is not found would pass for a mutant killed.
Before any mutant all tests are run in such a process with nothing mutated, and must pass again.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

# A mutant that needs this much never ends, as far as anyone would wait.
_SECONDS, _BYTES = 90, 6 * 2**30
_PASSED, _FAILED = 0, 1
_FIRST = "test_the_figures_are_those_written"
_TESTS = (
    "tests/test_extraction.py",
    "tests/test_placing.py",
    "tests/test_layouts.py",
    "tests/test_faults.py",
)


class Trying:
    """A pytest plugin that runs the tests collected for each mutant, in place of running them once."""

    def __init__(self, mutants: Sequence[str], results: Path, jobs: int) -> None:
        self.mutants, self.results, self.jobs = mutants, results, jobs
        self.running: dict[int, str] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Once with nothing mutated, again in a forked process, then each mutant."""
        reached, seconds = self.as_it_is(session.items)
        tests = sorted(session.items, key=lambda item: seconds[item])
        # Those that ask for every figure notice most.
        tests.sort(key=lambda item: not item.name.startswith(_FIRST))
        print(f"{len(tests)} tests, {sum(seconds.values()):.0f} seconds", flush=True)
        gc.freeze()
        process = fork_and_run("", tests)
        if said(os.waitpid(process, 0)[1]) != "survived":
            raise session.Failed("a test fails in a forked process with nothing mutated")
        with self.results.open("w", encoding="utf-8") as self.out:
            for mutant in self.mutants:
                own = reached[mutant.partition("__mutmut_")[0]]
                if not own:
                    self.write(mutant, "untested")
                    continue
                if len(self.running) == self.jobs:
                    self.reap()
                process = fork_and_run(mutant, [test for test in tests if test in own])
                self.running[process] = mutant
            while self.running:
                self.reap()
        return True

    def as_it_is(
        self, items: list[pytest.Item]
    ) -> tuple[defaultdict[str, set[pytest.Item]], dict[pytest.Item, float]]:
        """Which tests reach a function, and how long each takes; all must pass."""
        from mutmut.mutation import trampoline

        hits: set[str] = set()
        trampoline.record_trampoline_hit = lambda name, caller=None: hits.add(name)
        reached: defaultdict[str, set[pytest.Item]] = defaultdict(set)
        seconds = {}
        trampoline.set_mutant_under_test("stats")
        for item in items:
            hits.clear()
            start = time.perf_counter()
            if not passes(item):
                raise pytest.UsageError(f"{item.nodeid} fails with nothing mutated")
            seconds[item] = time.perf_counter() - start
            for function in hits:
                reached[function].add(item)
        trampoline.set_mutant_under_test("")
        return reached, seconds

    def reap(self) -> None:
        process, status = os.wait()
        self.write(self.running.pop(process), said(status))

    def write(self, mutant: str, status: str) -> None:
        print(mutant, status, sep="\t", file=self.out, flush=True)


def passes(item: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def fork_and_run(mutant: str, tests: Sequence[pytest.Item]) -> int:
    """Run tests until one fails, in a process that ends with what came of them."""
    from mutmut.mutation.trampoline import set_mutant_under_test

    if process := os.fork():
        return process
    status = _FAILED
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        set_mutant_under_test(mutant)
        status = _PASSED if all(map(passes, tests)) else _FAILED
    finally:
        os._exit(status)


def said(status: int) -> str:
    if os.WIFSIGNALED(status):
        return "timeout"
    return "survived" if os.WEXITSTATUS(status) == _PASSED else "killed"


def main() -> int:
    """0 if every mutant was tried."""
    results, jobs = Path(sys.argv[1]), int(sys.argv[2])
    mutants = json.loads(Path("mutants.json").read_text("utf-8"))
    options = ["-q", "-s", "-p", "no:cacheprovider", "-p", "tools.mutation.quick"]
    options += ["-o", "tmp_path_retention_policy=none", "--rootdir=."]
    return int(pytest.main([*options, *_TESTS], plugins=[Trying(mutants, results, jobs)]))


if __name__ == "__main__":
    sys.exit(main())
