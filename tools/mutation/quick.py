"""For mutation testing of the mapper: a pytest plugin that makes its tests as quick as they can be.

A mutant lives in a process forked from one that has run the same tests before, on the code as it is.
What the readers gave then is what they would give again: they are no part of the mapper. So a file is
read once, in the process that tests (see `ogi_audit_testing.harness.measured_reading`), and each mutant only
maps it.

Of tests that run over every layout, only the layouts are tried that lead the mapper along different ways:
what survives costs their whole time. None reads a PDF. Hypothesis draws the same examples for every mutant,
or one might be killed by luck.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import settings

from ogi_audit import readers
from ogi_audit.limits import Limits
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.content import read_content
from ogi_audit.readers.sniff import Kind
from ogi_audit_testing import few

settings.register_profile("mutation", derandomize=True, database=None, deadline=None)
settings.load_profile("mutation")

# The layouts that lead the mapper along different ways; the readers make the others into one of these.
_LAYOUTS = (
    r"html-(plain|nested|rowspan-too-long|paragraphs)|docx-official|md-(repeated|scattered|headless-rows)"
    r"|text-(lines|tabs|shifted-tabs|word-tabs|bars|open-bars|spaces|pdf-(flow|between|drawn))"
)
_NONE = r"(?!)"
# Of tests that run over all layouts, these are enough; others run whole.
_CHOSEN = {
    "test_the_figures_are_those_written": rf"({_LAYOUTS})-2021|(html-plain|text-lines|text-tabs)-.*",
    "test_a_blank_form_fails_no_identity": "html-plain|text-tabs",
    "test_other_notations_are_read_and_noted": "html-plain-.*",
    "test_the_report_is_who_it_says": _NONE,
    "test_no_layout_gives_a_finding": _NONE,
    "test_a_remark_in_a_cell_is_read_past_and_noted": "html-plain|text-lines|text-tabs",
    "test_ways_to_number_and_space_labels_are_layout": r"text-lines-Style\(numbering='(1\.|\(1\))?', half.*",
    "test_a_deleted_row_is_missing_and_moves_nothing": "text-lines-2021",
    "test_a_blank_cell_is_blank_and_moves_nothing": "text-tabs",
    "test_a_blank_without_separators_is_unknown_and_moves_nothing": "text-spaces",
    "test_what_is_no_figure_is_odd_and_moves_nothing": "html-plain-.*",
    "test_missing_sections_and_rows_are_critical": _NONE,
    "test_a_deleted_column_or_group_is_missing_and_moves_nothing": "html-plain|text-lines",
    # What these ask of is not the mapper's.
    "test_section_one_may_have_its_own_numbers": _NONE,
    "test_like_headings_are_accepted_and_shown": _NONE,
    "test_sections_in_another_order_are_found_and_named": _NONE,
    "test_a_section_twice_is_critical": _NONE,
    "test_without_a_date_it_is_not_assessable": _NONE,
    "test_a_wrong_period_is_found": _NONE,
    "test_fingerprints_change_with_the_figures_and_with_nothing_else": _NONE,
    "test_the_statutory_day_of_publication": _NONE,
    "test_a_title_that_lacks_something_is_a_warning": _NONE,
    "test_empty_sections_are_found_and_none_is_enough_only_in_six": _NONE,
    "test_each_changed_figure_breaks_its_identities_and_no_others": _NONE,
}


_sample = few.sample


@cache
def _read_once(data: bytes, name: str, limits: Limits) -> tuple[Kind, Content]:
    return read_content(data, name, limits)


def _few_of(keys: Iterable[str], seed: str, most: int) -> list[str]:
    """Of the faults of a kind eight at the most."""
    return _sample(keys, seed, most)[:8]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before fixtures of any scope, which read files too."""
    few.sample = _few_of
    readers.read_isolated = _read_once


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow."""
    config.hook.pytest_deselected(items=[item for item in items if not is_chosen(item)])
    items[:] = filter(is_chosen, items)


def is_chosen(item: pytest.Item) -> bool:
    """Whether a test takes part, by its name and its parameters' id."""
    name, _, parameters = item.name.partition("[")
    return re.fullmatch(_CHOSEN.get(name, ".*"), parameters.removesuffix("]")) is not None
