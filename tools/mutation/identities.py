"""Mutates every entry of every suite, and tells which mutants no specimen's test would notice.

Usage: python -m tools.mutation.identities [SUITE ...]

mutmut changes Python, and the rules are data. So every entry of expectations/suites/ is made wrong in
every way of `tools.mutation.operators`, loaded as the package loads suites, and put to the tests of
tests/test_rules.py themselves. A mutant is killed if one of their assertions fails, or if it cannot be
loaded or judged. That docs/rules.md no longer agrees would be noticed for nearly every mutant: that
only says that something changed, so it does not count. Survivors are printed; docs/mutation.md says
why those there are may survive.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
from tests import test_rules
from tools.mutation.operators import Mutant, mutants_of

from ogi_audit.frames import frames_of
from ogi_audit.judging import Judge
from ogi_audit.resources import share
from ogi_audit.rules import load_rules
from ogi_audit.suites import Outcome, Suites, by_report, load_suites
from ogi_audit_testing.specimens import SPECIMENS
from ogi_audit_testing.specimens.judged import Judged, judge, reports_of

_CONTEXT = "great_expectations.yml"
# What the tests of a rule ask, each of one rule.
_TESTS = (
    test_rules.test_the_passing_specimen_passes,
    test_rules.test_each_failing_specimen_fails_and_says_why,
    test_rules.test_every_expectation_of_the_rule_is_failed_by_a_specimen,
    test_rules.test_what_lacks_the_data_does_not_pass,
    test_rules.test_where_a_condition_does_not_hold_the_rule_says_nothing,
)


class Specimens:
    """All specimens, read once, and how they are judged by the suites as they are."""

    def __init__(self, folder: Path) -> None:
        self.cases = [case for specimens in SPECIMENS.values() for case in specimens.cases]
        self.pairs = reports_of(self.cases, folder)
        reports, previous = zip(*self.pairs, strict=True)
        self.frames: dict[str, pd.DataFrame] = frames_of(reports, previous)
        self.suites = load_suites()
        self.judged = judge(self.cases, self.pairs, lambda: self.suites.validate(self.frames))

    def with_rules_of(self, frame: str, mutated: Suites) -> dict[int, Judged]:
        """The same, with one frame judged by other rules. What is the same is not judged again."""
        outcomes = by_report(mutated.validate(self.frames), len(self.cases))
        judged = {}
        for case, own in zip(self.cases, outcomes, strict=True):
            before = self.judged[id(case)]
            if list(map(_said, own)) == [
                _said(o) for o in before.outcomes if o.rule.suite == frame
            ]:
                judged[id(case)] = before
                continue
            others = [o for o in before.outcomes if o.rule.suite != frame]
            judged[id(case)] = Judged(case, (*others, *own), before.report, before.previous)
        return judged


def is_killed(mutant: Mutant, specimens: Specimens) -> bool:
    """Whether a test fails for the mutant that does not fail for the suite as it is."""
    try:
        judged = specimens.with_rules_of(mutant.suite, loaded(mutant, specimens))
        for rule, own in SPECIMENS.items():
            if any(judged[id(case)] is not specimens.judged[id(case)] for case in own.cases):
                for test in _TESTS:
                    test(rule, judged)
        test_rules.test_no_rule_crashes_on_any_specimen(judged)
    except Exception:
        # An assertion that fails, a suite that is refused, or a defect on the way: each fails the test.
        return True
    return False


def loaded(mutant: Mutant, specimens: Specimens) -> Suites:
    """The rules of the mutant's frame: those that are, but for its own."""
    source = share("expectations")
    content = json.loads((source / "suites" / f"{mutant.suite}.json").read_text("utf-8"))
    content["expectations"] = [mutant.entry]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "suites").mkdir()
        shutil.copyfile(source / _CONTEXT, root / _CONTEXT)
        written = json.dumps(content, ensure_ascii=False)
        (root / "suites" / f"{mutant.suite}.json").write_text(written, "utf-8")
        rules, digest = load_rules(root=root)
    (altered,) = rules[mutant.suite]
    own = list(specimens.suites.rules[mutant.suite])
    own[mutant.number] = replace(altered, number=mutant.number)
    judge_ = Judge(rule.expectation for rule in own)
    return Suites({mutant.suite: tuple(own)}, {mutant.suite: judge_}, digest)


def all_mutants(frames: dict[str, pd.DataFrame], suites: list[str]) -> Iterator[Mutant]:
    """The mutants of the suites named, in the order of the files; of all, if none is named."""
    for path in sorted((share("expectations") / "suites").glob("*.json")):
        if suites and path.stem not in suites:
            continue
        for number, entry in enumerate(json.loads(path.read_text("utf-8"))["expectations"]):
            kwargs = entry["kwargs"]
            named = kwargs.get("column") or kwargs.get("column_A") or kwargs["column_list"][0]
            frame = frames[path.stem]
            # Only what could stand in its place: of text for text, of numbers for numbers.
            alike = [c for c in frame if frame[c].dtype == frame[named].dtype and c != "report"]
            yield from mutants_of(path.stem, number, entry, alike)


def _said(outcome: Outcome) -> tuple[int, str, str, str]:
    return outcome.rule.number, outcome.at, outcome.status, outcome.rule.severity


def main() -> int:
    """Try every mutant; print the survivors and the counts by suite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="all, if none is named")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        specimens = Specimens(Path(folder))
    made, survived = Counter[str](), Counter[str]()
    for mutant in all_mutants(specimens.frames, given.suites):
        made[mutant.suite] += 1
        if not is_killed(mutant, specimens):
            survived[mutant.suite] += 1
            rule = mutant.entry["meta"]["rule"]
            print(f"{mutant.suite}[{mutant.number}] {rule}: {mutant.done}", flush=True)
    print("", "suite", "made", "killed", "survived", sep="\t")
    for suite in made:
        print("", suite, made[suite], made[suite] - survived[suite], survived[suite], sep="\t")
    total, alive = made.total(), survived.total()
    print("", "all", total, total - alive, alive, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
