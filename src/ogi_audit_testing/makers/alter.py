"""Ways to alter a specimen: one cell, one row, one section, one label.

Every function gives a new specimen and leaves its argument alone, so that a test can hold the clean
report beside the faulty one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ogi_audit_testing.makers.figures import Section, Specimen, consistent


def named(agency: str, year: int, seed: int = 1) -> Specimen:
    """A consistent report of that agency for that year."""
    specimen = consistent(seed, year=year)
    title = f"{agency}{year}年政府信息公开工作年度报告"
    return replace(specimen, agency=agency, title=title, signature=agency)


def with_cell(specimen: Specimen, key: str, text: str | None) -> Specimen:
    """One cell written differently, the rest (words too) as it was."""
    if key not in specimen.cells:
        raise KeyError(f"the specimen has no cell {key!r}")
    return replace(specimen, cells={**specimen.cells, key: text})


def blank(specimen: Specimen, key: str) -> Specimen:
    """One cell left empty."""
    return with_cell(specimen, key, None)


def rewrite(specimen: Specimen, how: Callable[[str], str]) -> Specimen:
    """Every figure written another way, e.g. in full-width digits."""
    cells = {key: how(text) if text else text for key, text in specimen.cells.items()}
    return replace(specimen, cells=cells)


def without(specimen: Specimen, key: str) -> Specimen:
    """A row gone with its label (``requests.granted``), or a column (``requests.business``).

    ``requests.denied`` takes the whole group, ``disputes.litigation_direct`` its five columns.
    """
    table, _, rest = key.partition(".")
    gone = {
        cell
        for cell in specimen.cells
        if cell.startswith(f"{key}.")
        or (cell.startswith(f"{table}.") and cell.endswith(f".{rest}"))
    }
    if not gone:
        raise KeyError(f"the specimen has no row or column {key!r}")
    return replace(
        specimen, cells={cell: text for cell, text in specimen.cells.items() if cell not in gone}
    )


def without_section(specimen: Specimen, key: str) -> Specimen:
    """A section gone: heading, words, and table if it has one."""
    return replace(
        specimen,
        sections=tuple(section for section in specimen.sections if section.key != key),
        cells={c: text for c, text in specimen.cells.items() if c.partition(".")[0] != key},
    )


def with_section(
    specimen: Specimen,
    key: str,
    *,
    heading: str | None = None,
    paragraphs: tuple[str, ...] | None = None,
) -> Specimen:
    """A section under another heading (without one, if empty) or with other words."""

    def changed(section: Section) -> Section:
        if section.key != key:
            return section
        return replace(
            section,
            heading=section.heading if heading is None else heading,
            paragraphs=section.paragraphs if paragraphs is None else paragraphs,
        )

    return replace(specimen, sections=tuple(map(changed, specimen.sections)))


def with_label(specimen: Specimen, key: str, text: str) -> Specimen:
    """One label of a table written differently, number and all."""
    return replace(specimen, labels={**specimen.labels, key: text})
