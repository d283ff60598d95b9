"""Write made-up reports in mixed layouts, with and without a known fault, for load tests and demonstrations.

Usage: python tools/synth.py 1000 [--seed 0] [-o synth] [--no-pdf] [-j 2]

The same number, seed and options give the same files; those of an earlier run are removed. Every other
report is consistent; the others have one planted fault, for which some have last year's report beside
them. ``truth.jsonl`` has a line a report: its file, agency, year and layout, what was planted, the findings
of which at least one of each set must be there, and the wrong cell with its true figure, if there is one.
Last year's reports are *previous*: of what is to be found in them nothing is said.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from ogi_audit_testing.corpus import Case, clean, faulty
from ogi_audit_testing.makers import LAYOUTS

STACK = 50
# The names of `ogi_audit_testing.corpus.agencies`, which are few; each report is to be of another agency.
PLACES = ("沂川", "栖原", "岚津", "汀禾", "鹤浦", "桐屿", "柳溪", "望川", "临河")
SIGNS = "桐槐枫柏棠榆樟楠桂松禾麦泉溪潭浦洲渡岩峰"
TRUTH = "truth.jsonl"
PREVIOUS = "html-plain"
Job = tuple[tuple[int, ...], int, Path]


def drawn(number: int, seed: int) -> Case:
    """The case of a number: every other one has a fault."""
    return (faulty if number % 2 else clean)(number // 2, seed)


def case_of(number: int, seed: int) -> Case:
    """The report of a number, of an agency of its own."""
    return renamed(drawn(number, seed), {place: f"{_signs(number)}{place[1:]}" for place in PLACES})


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A value with other names of places in all texts in it."""
    if isinstance(value, str):
        for name, other in names.items():
            value = value.replace(name, other)
        return value
    if is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        return replace(value, **{name: renamed(one, names) for name, one in inside.items()})
    if isinstance(value, Mapping):
        return {renamed(key, names): renamed(one, names) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return type(value)(renamed(one, names) for one in value)
    return value


def _signs(number: int) -> str:
    """A number in signs that names of places are made of."""
    signs = SIGNS[number % len(SIGNS)]
    while number := number // len(SIGNS):
        signs += SIGNS[number % len(SIGNS)]
    return signs


def numbers(seed: int, total: int, *, pdf: bool) -> Iterator[int]:
    """The numbers of cases in layouts that can be written here, in their order, with so many reports."""
    written = 0
    for number in count():
        case = drawn(number, seed)
        layout = LAYOUTS[case.layout]
        size = 2 if case.previous else 1
        if layout.needs or (layout.suffix == ".pdf" and not pdf) or written + size > total:
            continue
        yield number
        written += size
        if written == total:
            return


def wrote(job: Job) -> list[str]:
    """The lines of ``truth.jsonl`` for a stack of reports, which are written."""
    wanted, seed, folder = job
    lines = []
    for number in wanted:
        case = case_of(number, seed)
        if case.previous:
            before = Case(number, "previous", case.previous, PREVIOUS)
            lines.append(_wrote(before, folder, f"{number:07}-previous"))
        lines.append(_wrote(case, folder, f"{number:07}"))
    return lines


def _wrote(case: Case, folder: Path, name: str) -> str:
    specimen, layout = case.specimen, LAYOUTS[case.layout]
    path = folder / str(specimen.year) / f"{name}{layout.suffix}"
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
    return json.dumps(truth, ensure_ascii=False, sort_keys=True)


def clear(folder: Path) -> None:
    """Remove the reports of an earlier run, as its ``truth.jsonl`` names them, and nothing else."""
    truth = folder / TRUTH
    for line in truth.read_text("utf-8").splitlines() if truth.exists() else ():
        path = folder / json.loads(line)["file"]
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def main() -> None:
    """Write the reports and what is known of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("number", type=_number)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=Path("synth"))
    parser.add_argument("--no-pdf", dest="pdf", action="store_false")
    parser.add_argument("-j", "--jobs", type=int, default=multiprocessing.cpu_count())
    given = parser.parse_args()
    try:
        given.output.mkdir(parents=True, exist_ok=True)
        clear(given.output)
        (given.output / TRUTH).write_bytes(b"")
    except (OSError, ValueError, LookupError) as error:
        parser.error(f"{given.output}: {error}")
    wanted = [*numbers(given.seed, given.number, pdf=given.pdf)]
    stacks = [wanted[start : start + STACK] for start in range(0, len(wanted), STACK)]
    jobs = [(tuple(stack), given.seed, given.output) for stack in stacks]
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(given.jobs, context) as pool,
        (given.output / TRUTH).open("w", encoding="utf-8", newline="\n") as stream,
    ):
        for lines in pool.map(wrote, jobs):
            stream.writelines(f"{line}\n" for line in lines)
    print(f"{given.number} reports in {given.output}")


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number above 0")
    return int(text)


if __name__ == "__main__":
    main()
