"""How many wrong numbers of the text are found, over wordings that were written apart from the reader.

Usage: python tools/recall.py [--missed]

Prints for each thing counted how many of its wordings there are, in how many of them a wrong number is
found, and how often a right one is called wrong; then the same of sentences that count something else.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ogi_audit.loading import load
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.reading import findings_of_all
from ogi_audit_testing.wordings import Wording, neighbours, report_with, stated

STACK = 80
_NONE = ("none_received", "disputes_none")


def told(wordings: Sequence[Wording], *, wrong: bool) -> list[list[str]]:
    """The findings on the text of each."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.html")
        for start in range(0, len(wordings), STACK):
            reports = []
            for one in wordings[start : start + STACK]:
                path.write_bytes(LAYOUTS["html-plain"].render(report_with(one, wrong=wrong)))
                reports.append(load(path))
            for findings in findings_of_all(reports):
                found.append([f.rule for f in findings if f.rule.startswith("narrative.")])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="list what was missed or false")
    given = parser.parse_args()
    ways = stated()
    all_, hit, false = Counter[str](), Counter[str](), Counter[str]()
    right = told(ways, wrong=False)
    for way, found, calm in zip(ways, told(ways, wrong=True), right, strict=True):
        all_[way.counts] += 1
        hit[way.counts] += "narrative.count" in found
        # Of what says that there was none there is no right number in a report with some.
        is_false = bool(calm) and way.counts not in _NONE
        false[way.counts] += is_false
        if given.missed and (is_false or "narrative.count" not in found):
            print("false" if is_false else "missed", way.counts, way.text)
    for counts, number in sorted(all_.items()):
        print(f"{counts:28} {number:4} {hit[counts]:4} {false[counts]:3}")
    others = neighbours()
    wrong = [one for one, found in zip(others, told(others, wrong=False), strict=True) if found]
    if given.missed:
        print(*(f"false {one.text}" for one in wrong), sep="\n")
    total = all_.total()
    print(f"found {hit.total()} of {total} ({hit.total() / total:.1%}), false {false.total()}")
    print(f"of {len(others)} sentences on something else {len(wrong)} are called wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
