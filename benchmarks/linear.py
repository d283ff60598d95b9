"""How time grows with the length of a hostile text: every pattern in use, reading and extraction.

Usage: python benchmarks/linear.py [LENGTH]

Prints processor seconds at LENGTH (20,000 characters), twice and four times as many, and the exponent
of the growth (1: linear, 2: by the square), the largest first; below a hundredth of a second it is not
known. Exit code 1 if anything grows by more than the power 1.7.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator

from ogi_audit_testing.linear.documents import documents
from ogi_audit_testing.linear.patterns import every_pattern
from ogi_audit_testing.linear.steps import read_and_extract
from ogi_audit_testing.linear.worst import run, worst

# Patterns are so much faster than loops that they are measured at so many times the length.
_PATTERNS = 10
_FLOOR = 0.01
_STEEP = 1.7
_ROUNDS = 3


def measures() -> Iterator[tuple[str, int, Callable[[int], float]]]:
    for pattern in every_pattern():
        for number, make in enumerate(worst(pattern), 1):
            name = f"{pattern.name} ({pattern.use}, {number})"
            yield name, _PATTERNS, lambda n, p=pattern, make=make: run(p, make(n))
    for name, make in documents():
        yield name, 1, lambda n, name=name, make=make: _timed(make(n), name)


def _timed(data: bytes, name: str) -> float:
    start = time.process_time()
    read_and_extract(data, name)
    return time.process_time() - start


def main(length: int) -> int:
    rows = []
    for name, factor, measure in measures():
        print(f"\r{name[:78]:78}", end="", file=sys.stderr, flush=True)
        times = [
            min(measure(length * factor * times) for _ in range(_ROUNDS)) for times in (1, 2, 4)
        ]
        known = times[2] > _FLOOR and times[0] > 0
        rows.append((math.log(times[2] / times[0], 4) if known else 0.0, times, name))
    print(f"\r{'':78}\r", end="", file=sys.stderr)
    print(f"exponent  seconds at {length:,}, twice, four times as many (patterns: ×{_PATTERNS})")
    for exponent, times, name in sorted(rows, reverse=True):
        shown = f"{exponent:8.2f}" if exponent else f"{'—':>8}"
        print(shown, *(f"{seconds:9.4f}" for seconds in times), name)
    return int(any(exponent > _STEEP for exponent, _, _ in rows))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
