"""Every rule of the suites has its specimens and its words, and does to them what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools import write_rules

from ogi_audit.findings import Finding
from ogi_audit.frames import frames_of
from ogi_audit.suites import Rule, load_suites
from ogi_audit_testing.specimens import SPECIMENS
from ogi_audit_testing.specimens.judged import Judged, judge, reports_of

RULES = [rule for rules in load_suites().rules.values() for rule in rules]
IDS = sorted({rule.id for rule in RULES})
# What a rule with these places an unknown field as (ogi_audit.findings); none belongs in a finding.
UNKNOWN = "—"
# A field in braces is worded where the finding is.
GRAVE = ("critical", "warning", "info")
# Said again, so that no suite can change it unnoticed.
SEVERITIES = {
    "disputes.total": "critical",
    "form.cell_blank": "warning",
    "form.cell_notation": "info",
    "form.cell_number": "critical",
    "form.edition": "critical",
    "form.fees_reported": "warning",
    "form.government_duties": "info",
    "form.period": "warning",
    "form.published": "warning",
    "form.row_label": "info",
    "form.row_missing": "critical",
    "form.section_empty": "warning",
    "form.section_heading": "info",
    "form.section_order": "warning",
    "form.sections": "critical",
    "form.table_missing": "critical",
    "form.title": "warning",
    "narrative.count": "warning",
    "narrative.fees": "warning",
    "narrative.parts": "warning",
    "narrative.scope": "info",
    "narrative.share": "warning",
    "requests.balance": "critical",
    "requests.closed_total": "critical",
    "requests.row_total": "critical",
    "years.carried": "warning",
    "years.copied": "warning",
    "years.in_force": "warning",
}
# The tables say these in the words of other rules: a remark that is read past, and a text that speaks
# of more than the table.
LAID_DOWN_IN_WORDS = {"form.cell_notation": "info", "narrative.scope": "info"}
WORDS = {"zh": re.compile(r"[\u3400-\u9fff]|\{\w+\}"), "en": re.compile(r"[A-Za-z]{2}")}


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> dict[int, Judged]:
    """Every specimen's audit by the identity of its case, all judged in one run of the suites."""
    cases = [case for specimens in SPECIMENS.values() for case in specimens.cases]
    pairs = reports_of(cases, tmp_path_factory.mktemp("specimens"))
    frames = frames_of(*zip(*pairs, strict=True))
    return judge(cases, pairs, lambda: load_suites().validate(frames))


def laid_down(shared: Path) -> dict[str, str]:
    """How grave each rule is by the tables it was made from: its own column, or the table's heading."""
    found, of_table = {}, ""
    # The second part is of rules to come.
    first, _, _ = (shared / "rules.md").read_text("utf-8").partition("# Second part")
    for line in first.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("#"):
            of_table = line
        elif named := re.fullmatch(r"`([a-z_]+\.[a-z_]+)`", cells[0]):
            own = cells[1] if len(cells) == 3 else ""
            found[named[1]] = next(
                s for s in (*own.split(", "), *re.findall(r"\w+", of_table)) if s in GRAVE
            )
    return found


def expectations(rule: str) -> set[tuple[str, int]]:
    return {(each.suite, each.number) for each in RULES if each.id == rule}


def name(rule: Rule) -> str:
    return f"{rule.suite}[{rule.number}] {rule.id}"


def test_every_rule_has_specimens_and_no_specimens_are_without_a_rule():
    assert sorted(SPECIMENS) == IDS, "see `Add a rule` in CONTRIBUTING.md"


@pytest.mark.parametrize("rule", sorted(SPECIMENS))
def test_the_passing_specimen_passes(rule, judged):
    for case in (SPECIMENS[rule].passes, *SPECIMENS[rule].also_passes):
        result = judged[id(case)]
        assert result.statuses(rule) == {"passed"}
        assert rule not in {finding.rule for finding in result.findings}
        assert result.critical() == result.case.also


@pytest.mark.parametrize("rule", sorted(SPECIMENS))
def test_each_failing_specimen_fails_and_says_why(rule, judged):
    for case in SPECIMENS[rule].fails:
        result = judged[id(case)]
        assert "failed" in result.statuses(rule)
        assert result.critical() - {rule} == case.also
        assert result.found(rule)
        assert {outcome.rule.severity for outcome in result.at_place(rule)} == {SEVERITIES[rule]}
        for finding in result.found(rule):
            assert finding.severity == SEVERITIES[rule]
            assert unsaid(finding) == []


@pytest.mark.parametrize("rule", sorted(SPECIMENS))
def test_where_a_condition_does_not_hold_the_rule_says_nothing(rule, judged):
    for case in SPECIMENS[rule].exempt:
        result = judged[id(case)]
        assert result.statuses(rule) == {"not_applicable"}
        assert not result.found(rule)


def test_rules_are_as_grave_as_was_laid_down(shared):
    assert {**laid_down(shared), **LAID_DOWN_IN_WORDS} == SEVERITIES


@pytest.mark.parametrize("rule", sorted(SPECIMENS))
def test_every_expectation_of_the_rule_is_failed_by_a_specimen(rule, judged):
    failed = {
        (outcome.rule.suite, outcome.rule.number)
        for case in SPECIMENS[rule].fails
        for outcome in judged[id(case)].at_place(rule)
        if outcome.status == "failed"
    }
    assert failed == expectations(rule)


@pytest.mark.parametrize("rule", sorted(SPECIMENS))
def test_what_lacks_the_data_does_not_pass(rule, judged):
    specimens = SPECIMENS[rule]
    result = judged[id(specimens.lacks)]
    assert result.critical() - {rule} == specimens.lacks.also
    if specimens.lacks_status == "failed":
        # What is not there is at least not there twice: another expectation may pass.
        assert "failed" in result.statuses(rule)
        assert result.found(rule)
        assert [unsaid(finding) for finding in result.found(rule) if unsaid(finding)] == []
    else:
        assert result.statuses(rule) == {specimens.lacks_status}
        assert not result.found(rule)


def test_no_rule_crashes_on_any_specimen(judged):
    crashed = {
        name(outcome.rule)
        for result in judged.values()
        for outcome in result.outcomes
        if outcome.status == "crashed"
    }
    assert crashed == set()


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_every_word_is_there_in_both_languages(rule):
    for key in ("statement", "message", "basis"):
        for language, words in WORDS.items():
            assert words.search(rule.meta[key][language])
    for key in ("observed", "expected"):
        said = rule.meta.get(key)
        assert said is None or isinstance(said, str) or (said["zh"] and said["en"])


@pytest.mark.parametrize("rule", IDS)
def test_the_expectations_of_a_rule_state_the_same(rule):
    own = [each for each in RULES if each.id == rule]
    for each in own[1:]:
        assert each.severity == own[0].severity
        for key in ("statement", "basis"):
            assert each.meta[key] == own[0].meta[key]


def test_the_catalogue_is_up_to_date():
    written = write_rules.CATALOGUE.read_text("utf-8")
    assert written == write_rules.catalogue(), "docs/rules.md is out of date: run `make docs`"


def unsaid(finding: Finding) -> list[str]:
    """What of a finding is empty or shows a field that was not filled in."""
    texts = {
        f"{part}.{language}": text
        for part in ("message", "basis", "observed", "expected")
        if isinstance(words := getattr(finding, part), dict)
        for language, text in words.items()
    }
    return [
        f"{key}: {text!r}"
        for key, text in texts.items()
        if not text.strip() or UNKNOWN in text or re.search(r"[{}]", text)
    ]
