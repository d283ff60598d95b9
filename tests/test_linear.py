"""No text makes reading slow: time grows with a file's length, and not with its square.

What a clock says is no part of these tests: `make linear` measures.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from ogi_audit_testing import ROOT
from ogi_audit_testing.linear.documents import documents
from ogi_audit_testing.linear.patterns import every_pattern
from ogi_audit_testing.linear.steps import steps

# A hostile document, and one four times as long.
_LENGTH, _TIMES = 1000, 4
_FEWEST = 10_000


def test_no_pattern_hangs_on_the_texts_it_is_worst_at() -> None:
    command = [sys.executable, "-m", "ogi_audit_testing.linear.guard", "200000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout.splitlines()[-1:]} {done.stderr[-2000:]}"


@pytest.mark.full
@pytest.mark.parametrize(
    ("name", "make"), [pytest.param(*made, id=made[0]) for made in documents()]
)
def test_the_steps_of_an_audit_grow_with_the_length(
    name: str, make: Callable[[int], bytes]
) -> None:
    short, long = (steps(make(length), name) for length in (_LENGTH, _TIMES * _LENGTH))
    # By the square it would be sixteen times as many. A short one may be refused at once.
    assert long < 1.5 * _TIMES * max(short, _FEWEST)


def test_every_pattern_of_the_package_is_found() -> None:
    names = {pattern.name for pattern in every_pattern()}
    # Of each kind one: named, within a table, within a function, made by one, of a suite.
    assert {
        "ogi_audit.extraction.numbers._NUMBER",
        "ogi_audit.readers.sniff., line",
        "ogi_audit.extraction.narrative._is_kind, line",
        "ogi_audit.extraction.vocabulary.words_pattern, line",
        "sections.json, expectation",
    } <= {re.sub(r" \d+$", "", name) for name in names}


@pytest.mark.parametrize(
    ("pattern", "use", "hangs"),
    [
        (r"(?:[a-z]{1,7}?(?:x|y))+$", "fullmatch", True),
        (r"(a|a)*b", "match", True),
        (r"\s+$", "finditer", True),
        (r"<!--.*?-->", "finditer", True),
        (r"(\*\s*){3,}\s*", "fullmatch", True),
        (r"(\*\s*+){3,}\s*", "fullmatch", False),
        (r"(?<!\s)\s++$", "finditer", False),
    ],
)
def test_the_texts_made_of_a_pattern_tell_a_slow_one(pattern: str, use: str, hangs: bool) -> None:
    code = (
        "import faulthandler, re\n"
        "from ogi_audit_testing.linear.patterns import Pattern\n"
        "from ogi_audit_testing.linear.worst import run, worst\n"
        f"tried = Pattern('tried', re.compile({pattern!r}), {use!r})\n"
        f"faulthandler.dump_traceback_later({1 if hangs else 30}, exit=True)\n"
        "for make in worst(tried):\n"
        "    run(tried, make(1_000_000))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode != 0) is hangs
