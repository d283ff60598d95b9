"""Tries the mutants that `tools.mutation.mapper` made, in the copy of the project that it made them in.

Usage: python -m tools.mutation.trying RESULTS JOBS

Tests are collected once and run once with nothing mutated, which tells how long each takes and which
functions it reaches. Then each mutant is put to the tests that reach its function, in a process forked
from this one; first those that are quick and have killed many. They are the very tests that were
collected, not looked up again by name: pytest names some otherwise the second time, and a test that is
not found would pass for a mutant killed. Before any mutant, and again after every hundred, all tests are
run in such a process with nothing mutated. They must pass, or what was killed since does not count: another
run of pytest, for one, may clear away the folder that their files are in, so theirs is their own.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

# A mutant that needs this much never ends, as far as anyone would wait.
_SECONDS, _BYTES = 30, 6 * 2**30
# What a process ends with: that all passed, which failed (its number among the tests, from 1), or neither.
_PASSED, _BROKEN = 0, 255
_BETWEEN_CHECKS = 100
_TESTS = (
    "tests/extraction/test_extraction.py",
    "tests/extraction/test_placing.py",
    "tests/extraction/test_layouts.py",
    "tests/extraction/test_faults.py",
)


class Trying:
    """A pytest plugin that runs the tests collected for each mutant, in place of running them once."""

    def __init__(self, mutants: Sequence[str], results: Path, jobs: int) -> None:
        self.mutants, self.results, self.jobs = mutants, results, jobs
        self.running: dict[int, str] = {}
        self.found: dict[str, str] = {}
        self.tests: list[pytest.Item] = []
        self.kills = Counter[pytest.Item]()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Once with nothing mutated, again in a forked process, then each mutant."""
        reached, seconds = self.as_it_is(session.items)
        self.tests = session.items
        print(f"{len(self.tests)} tests, {sum(seconds.values()):.0f} seconds", flush=True)
        gc.freeze()
        self.check()
        for start in range(0, len(self.mutants), _BETWEEN_CHECKS):
            for mutant in self.mutants[start : start + _BETWEEN_CHECKS]:
                own = reached[mutant.partition("__mutmut_")[0]]
                if not own:
                    self.found[mutant] = "untested"
                    continue
                if len(self.running) == self.jobs:
                    self.reap()
                order = sorted(own, key=lambda t: (seconds[t] + 0.05) / (self.kills[t] + 0.5))
                self.running[self.fork_and_run(mutant, order)] = mutant
            while self.running:
                self.reap()
            self.check()
            with self.results.open("a", encoding="utf-8") as out:
                out.writelines(f"{mutant}\t{status}\n" for mutant, status in self.found.items())
            self.found.clear()
        return True

    def check(self) -> None:
        """Nothing fails where nothing is mutated, or no result can be trusted."""
        process = self.fork_and_run("", self.tests)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if status != _PASSED:
            failed = self.tests[status - 1].nodeid if 0 < status <= len(self.tests) else status
            raise pytest.UsageError(f"fails with nothing mutated: {failed}")

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
        """Wait for the next process to end, and take note of what became of its mutant."""
        process, status = os.wait()
        self.found[self.running.pop(process)] = self.said(status)

    def said(self, status: int) -> str:
        """What a process ended with, in words; a test that failed counts as one that kills."""
        if os.WIFSIGNALED(status):
            return "timeout"
        code = os.WEXITSTATUS(status)
        if 0 < code <= len(self.tests):
            self.kills[self.tests[code - 1]] += 1
        return "survived" if code == _PASSED else "killed"

    def fork_and_run(self, mutant: str, tests: Sequence[pytest.Item]) -> int:
        """Run tests until one fails, in a process that ends with what came of them."""
        from mutmut.mutation.trampoline import set_mutant_under_test

        if process := os.fork():
            return process
        status = _BROKEN
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
            set_mutant_under_test(mutant)
            failed = next((test for test in tests if not passes(test)), None)
            status = _PASSED if failed is None else min(self.tests.index(failed) + 1, _BROKEN)
        finally:
            os._exit(status)


def passes(item: pytest.Item) -> bool:
    """Whether a test that was collected passes, run here and now."""
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def main() -> int:
    """0 if every mutant was tried."""
    results, jobs = Path(sys.argv[1]), int(sys.argv[2])
    mutants = json.loads(Path("mutants.json").read_text("utf-8"))
    options = ["-q", "-s", "-p", "no:cacheprovider", "-p", "tools.mutation.quick"]
    options += ["--full", "-o", "tmp_path_retention_policy=none", "--rootdir=.", "--basetemp=tmp"]
    return int(pytest.main([*options, *_TESTS], plugins=[Trying(mutants, results, jobs)]))


if __name__ == "__main__":
    sys.exit(main())
