"""The parts of a notice, as words."""

from __future__ import annotations

from dataclasses import dataclass

from ogi_audit.notice.findings import Item


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the notice under a heading: items, or demands as (what, how) under their numbers."""

    heading: str
    items: tuple[Item, ...] = ()
    demands: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The reply form: its columns, a row (number, finding) for each item, and what stands below."""

    mark: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """All that a notice says; ``blanks`` names what is to be filled in, as in ``TOLD``."""

    language: str
    subject: str
    title: str
    number: str
    addressee: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    annexes: str
    issuer: str
    date: str
    contact: str
    form: Form
    blanks: tuple[str, ...]
