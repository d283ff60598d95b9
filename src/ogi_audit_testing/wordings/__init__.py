"""Ways to say what the tables count, and ways to say something else: written by who had not seen the reader.

Each sentence is put into a made-up report by itself, with the number of the table (nothing must be found)
and with another one (that must be found). None of it may be used to write a pattern by.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ogi_audit_testing.makers import consistent
from ogi_audit_testing.makers.figures import Section, Specimen

_HERE = Path(__file__).parent
_GROUPS = {"denied", "unavailable", "not_processed"}
_DISPUTES = {
    "reconsideration": ("reconsideration", "total"),
    "reconsideration_upheld": ("reconsideration", "upheld"),
    "reconsideration_corrected": ("reconsideration", "corrected"),
    "litigation": ("litigation", "total"),
    "litigation_upheld": ("litigation", "upheld"),
}
_ROWS = {
    "received": "new_received",
    "none_received": "new_received",
    "carried_in": "carried_in",
    "carried_out": "carried_out",
    "closed": "closed_total",
    "granted": "granted",
    "partially_granted": "partially_granted",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with a place ``{n}`` for the number that ``counts`` something; ``section`` is its own."""

    number: int
    text: str
    counts: str
    section: str


def stated() -> list[Wording]:
    """The ways to say what the tables count."""
    return [
        Wording(number, one["text"], one["counts"], one["section"])
        for number, one in enumerate(_lines("stated.jsonl"))
    ]


def neighbours() -> list[Wording]:
    """Sentences like them that state none of what the tables count."""
    return [
        Wording(number, one["text"], "", "overview")
        for number, one in enumerate(_lines("neighbours.jsonl"))
    ]


def report_with(wording: Wording, *, wrong: bool) -> Specimen:
    """A report that says the sentence, and hardly anything else, with the table's number or another."""
    rng = random.Random(wording.number)
    specimen = consistent(wording.number % 40, year=2023, size="large")
    true = _true(wording.counts, specimen)
    names = {
        "agency": specimen.agency,
        "year": "2023",
        "last": "2022",
        "next": "2024",
        **{f"m{n}": str(rng.randrange(2, 90)) for n in range(1, 6)},
        "n": str(true + 7 * wrong),
    }
    text = wording.text.format(**names)
    sections = []
    for section in specimen.sections:
        own = [text] if section.key == wording.section else []
        said = own or (
            []
            if section.key in {"disclosure", "requests", "disputes"}
            else ["各项工作按计划进行。"]
        )
        sections.append(Section(section.key, section.heading, tuple(said)))
    return replace(specimen, sections=tuple(sections))


def _true(counts: str, specimen: Specimen) -> int:
    values = specimen.values

    def total(*keys: str) -> int:
        return int(sum(values[key] or 0 for key in keys))

    if counts in _ROWS:
        return total(f"requests.{_ROWS[counts]}.total")
    if counts in _GROUPS:
        return total(
            *(k for k in values if k.startswith(f"requests.{counts}.") and k.endswith(".total"))
        )
    if counts == "other_outcome":
        return total(
            *(k for k in values if k.startswith("requests.other.") and k.endswith(".total"))
        )
    if counts == "natural_person":
        return total("requests.new_received.natural_person")
    if counts == "legal_persons":
        return total("requests.new_received.total") - total("requests.new_received.natural_person")
    if counts in _DISPUTES:
        group, column = _DISPUTES[counts]
        return total(
            *(k for k in values if k.startswith(f"disputes.{group}") and k.endswith(f".{column}"))
        )
    if counts == "disputes_none":
        return total(*(k for k in values if k.startswith("disputes.") and k.endswith(".total")))
    if counts.startswith("normative_"):
        return total(f"disclosure.normative_documents.{counts.removeprefix('normative_')}")
    if counts in {"licensing", "penalties", "coercion"}:
        return total(f"disclosure.{counts}.decisions")
    return 0


def _lines(name: str) -> Iterator[dict[str, str]]:
    for line in (_HERE / name).read_text("utf-8").splitlines():
        yield json.loads(line)
