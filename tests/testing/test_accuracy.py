"""A part of the corpus, judged as `make accuracy` judges the whole of it: nothing missed, nothing false."""

from __future__ import annotations

import pytest

from ogi_audit_testing.corpus import clean, faulty
from ogi_audit_testing.corpus.faulty import KINDS, ROUND
from ogi_audit_testing.corpus.judging import Verdict, judge
from ogi_audit_testing.corpus.stream import FAST, SLOW
from ogi_audit_testing.corpus.tally import told

# Each kind of fault twice, the first layouts of the stream in turn; no case needs LibreOffice.
FIRST = 8
CLEAN = range(FIRST, FIRST + 80)
FAULTY = range(ROUND, 3 * ROUND)


@pytest.fixture(scope="module")
def consistent() -> list[Verdict]:
    return list(judge([clean(number) for number in CLEAN]))


@pytest.fixture(scope="module")
def planted() -> list[Verdict]:
    return list(judge([faulty(number) for number in FAULTY]))


def test_the_part_has_every_kind_and_every_fast_layout(consistent, planted):
    assert len({verdict.case.kind for verdict in planted}) == len(KINDS)
    assert {v.case.layout for v in consistent} >= set(FAST)
    assert {v.case.layout for v in planted} >= set(FAST)
    assert not {v.case.layout for v in (*consistent, *planted)} & set(SLOW)


def test_the_same_number_is_the_same_case():
    assert clean(31) == clean(31)
    assert faulty(31) == faulty(31)
    assert clean(31) != clean(31, seed=1)


def test_a_consistent_report_gives_no_finding(consistent):
    wrong = [told("clean", verdict) for verdict in consistent if not verdict.good]
    assert not wrong, "\n".join(wrong)


def test_a_planted_fault_is_found_and_nothing_else(planted):
    wrong = [told("faulty", v) for v in planted if v.error or v.missed or v.false]
    assert not wrong, "\n".join(wrong)


def test_a_wrong_figure_that_the_tables_determine_is_the_first_suspect(planted):
    judged = [verdict for verdict in planted if verdict.suspect is not None]
    wrong = [told("faulty", verdict) for verdict in judged if not verdict.suspect]
    assert len(judged) > 25
    assert not wrong, "\n".join(wrong)
