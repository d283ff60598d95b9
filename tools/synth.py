"""Write made-up reports in mixed layouts, with and without a known fault, for load tests and demonstrations.

Usage: python tools/synth.py 1000 [--seed 0] [-o synth] [--no-pdf] [-j 2]

The same number, seed and options give the same files. Every other report is consistent; the others have
one planted fault. ``truth.jsonl`` has a line a report: its file, agency, year and layout, what was
planted, the findings of which at least one of each set must be there, and the wrong cell with its true
figure, if there is one.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.corpus import Case, clean, faulty  # noqa: E402
from tests.makers import LAYOUTS  # noqa: E402

STACK = 50
Job = tuple[tuple[int, ...], int, Path]


def case_of(number: int, seed: int) -> Case:
    """The report of a number: every other one has a fault."""
    return (faulty if number % 2 else clean)(number // 2, seed)


def numbers(seed: int, *, pdf: bool) -> Iterator[int]:
    """The numbers of the reports in layouts that can be written here, in their order."""
    for number in count():
        layout = LAYOUTS[case_of(number, seed).layout]
        if not layout.needs and (pdf or layout.suffix != ".pdf"):
            yield number


def wrote(job: Job) -> list[str]:
    """The lines of ``truth.jsonl`` for a stack of reports, which are written."""
    wanted, seed, folder = job
    lines = []
    for number in wanted:
        case = case_of(number, seed)
        specimen, layout = case.specimen, LAYOUTS[case.layout]
        path = folder / str(specimen.year) / f"{number:07}{layout.suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(layout.render(specimen))
        truth = {
            "file": path.relative_to(folder).as_posix(),
            "agency": specimen.agency,
            "year": specimen.year,
            "layout": case.layout,
            "planted": case.kind,
            "must": sorted(sorted(map(list, one)) for one in case.must),
            "wrong": [case.wrong.cell, case.wrong.true] if case.wrong else None,
        }
        lines.append(json.dumps(truth, ensure_ascii=False, sort_keys=True))
    return lines


def main() -> None:
    """Write the reports and what is known of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=Path("synth"))
    parser.add_argument("--no-pdf", dest="pdf", action="store_false")
    parser.add_argument("-j", "--jobs", type=int, default=multiprocessing.cpu_count())
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    wanted = [*islice(numbers(given.seed, pdf=given.pdf), given.number)]
    stacks = [wanted[start : start + STACK] for start in range(0, len(wanted), STACK)]
    jobs = [(tuple(stack), given.seed, given.output) for stack in stacks]
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(given.jobs, context) as pool,
        (given.output / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as stream,
    ):
        for lines in pool.map(wrote, jobs):
            stream.writelines(f"{line}\n" for line in lines)
    print(f"{len(wanted)} reports in {given.output}")


if __name__ == "__main__":
    main()
