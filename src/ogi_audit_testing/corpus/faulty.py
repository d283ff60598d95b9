"""The stream of reports with one fault: the same number is always the same report and fault."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from ogi_audit_testing.corpus import (
    fault_cells,
    fault_report,
    fault_sections,
    fault_tables,
    fault_words,
    fault_years,
)
from ogi_audit_testing.corpus.case import Case

Planter = Callable[[random.Random, int, int], Case]

KINDS: dict[Planter, int] = {
    fault_cells.too_high: 6,
    fault_cells.too_low: 6,
    fault_cells.left_blank: 6,
    fault_cells.no_figure: 6,
    fault_cells.digits_swapped: 3,
    fault_cells.wrong_total: 3,
    fault_cells.columns_swapped: 2,
    fault_cells.remark: 1,
    fault_tables.row_missing: 3,
    fault_tables.group_missing: 1,
    fault_tables.column_missing: 1,
    fault_tables.other_column_missing: 1,
    fault_tables.table_missing: 1,
    fault_tables.label_slip: 2,
    fault_tables.old_edition: 1,
    fault_tables.mixed_edition: 1,
    fault_sections.section_missing: 1,
    fault_sections.section_twice: 1,
    fault_sections.order_changed: 1,
    fault_sections.heading_number: 1,
    fault_sections.heading_words: 1,
    fault_sections.section_empty: 1,
    fault_report.title: 1,
    fault_report.period: 1,
    fault_report.late: 1,
    fault_report.fees_unsaid: 1,
    fault_report.duties_unsaid: 1,
    fault_words.wrong_count: 6,
    fault_words.wrong_percentage: 3,
    fault_words.wrong_breakdown: 2,
    fault_words.wider_scope: 1,
    fault_words.fees_contradicted: 1,
    fault_words.notice_contradicted: 1,
    fault_years.carried: 1,
    fault_years.in_force: 1,
    fault_years.copied: 1,
}
"""How often each kind is planted in one round; in 34 rounds each cell has its turn."""
_ROUND = [planter for planter, times in KINDS.items() for _ in range(times)]
ROUND = len(_ROUND)


def faulty(number: int, seed: int = 0) -> Case:
    """A report with one planted fault, what must be found of it, and what may follow from it."""
    place = number % ROUND
    planter = _ROUND[place]
    first = _ROUND.index(planter)
    # Which time this kind is planted, so that cells and rows come in turn.
    turn = number // ROUND * KINDS[planter] + place - first
    rng = random.Random(f"faulty {seed} {number}")
    # Rounds and layouts must not beat together, or a kind would see few layouts.
    return replace(planter(rng, number + number // ROUND, turn), number=number)
