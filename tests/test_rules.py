"""Every rule of the suites has its specimens and its words, and does to them what it says."""

from __future__ import annotations

import re

import pytest
from tools import write_rules

from ogi_audit.findings import Finding
from ogi_audit.frames import frames_of
from ogi_audit.suites import Rule, load_suites
from tests.specimens import SPECIMENS
from tests.specimens.judged import Judged, judge, reports_of

RULES = [rule for rules in load_suites().rules.values() for rule in rules]
IDS = sorted({rule.id for rule in RULES})
# What a rule with these places an unknown field as (ogi_audit.findings); none belongs in a finding.
UNKNOWN = "—"
# A field in braces is worded where the finding is.
WORDS = {"zh": re.compile(r"[\u3400-\u9fff]|\{\w+\}"), "en": re.compile(r"[A-Za-z]{2}")}


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> dict[int, Judged]:
    """Every specimen's audit by the identity of its case, all judged in one run of the suites."""
    cases = [case for specimens in SPECIMENS.values() for case in specimens.cases]
    pairs = reports_of(cases, tmp_path_factory.mktemp("specimens"))
    frames = frames_of(*zip(*pairs, strict=True))
    return judge(cases, pairs, lambda: load_suites().validate(frames))


def expectations(rule: str) -> set[tuple[str, int]]:
    return {(each.suite, each.number) for each in RULES if each.id == rule}


def name(rule: Rule) -> str:
    return f"{rule.suite}[{rule.number}] {rule.id}"


def test_every_rule_has_specimens_and_no_specimens_are_without_a_rule():
    assert sorted(SPECIMENS) == IDS, "see `Add a rule` in CONTRIBUTING.md"


@pytest.mark.parametrize("rule", sorted(SPECIMENS))
def test_the_passing_specimen_passes(rule, judged):
    result = judged[id(SPECIMENS[rule].passes)]
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
        for finding in result.found(rule):
            assert unsaid(finding) == []


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
