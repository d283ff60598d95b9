"""Local overlays: a city's own rules beside the package's, without touching the package."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from ogi_audit.auditing import audit_report
from ogi_audit.errors import SuiteError
from ogi_audit.loading import load
from ogi_audit.resources import share
from ogi_audit.suites import load_suites
from ogi_audit_testing.makers import LAYOUTS, with_section
from ogi_audit_testing.makers.figures import consistent

OVERLAY = share("data") / "overlay"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    specimen = replace(consistent(1, year=2023), date=dt.date(2024, 1, 20))
    specimen = replace(
        specimen,
        title="沂川市水务局2023年政府信息公开工作年度报告",
        agency="沂川市水务局",
    )
    specimen = with_section(specimen, "overview", paragraphs=("各项工作平稳有序。" * 400,))
    return load(LAYOUTS["html-plain"].file(specimen, tmp_path_factory.mktemp("overlay")))


def said(report, overlay=None) -> dict[str, str]:
    return {f.rule: f.message["zh"] for f in audit_report(report, suites=overlay).findings}


def test_an_overlay_overrides_a_rule_and_adds_one(report):
    assert {"form.published", "local.overview_length"}.isdisjoint(said(report))
    local = said(report, OVERLAY)
    assert "晚于本市要求的2024年1月15日" in local["form.published"]
    assert "3600 字" in local["local.overview_length"]


def test_every_other_rule_stays(report):
    package, local = load_suites(), load_suites(OVERLAY)
    ids = {rule.id for rules in package.rules.values() for rule in rules}
    assert {rule.id for rules in local.rules.values() for rule in rules} == {
        *ids,
        "local.overview_length",
    }
    assert local.sha256 != package.sha256


def test_a_context_root_of_its_own_may_be_an_overlay_too(tmp_path, report):
    (tmp_path / "suites").mkdir()
    for file in OVERLAY.glob("*.json"):
        (tmp_path / "suites" / file.name).write_bytes(file.read_bytes())
    assert said(report, tmp_path) == said(report, OVERLAY)


# Of a row with one of them unknown, nobody could say whether the rule is for it.
BOTH = {
    "type": "and",
    "conditions": [
        {"type": "comparison", "column": {"name": name}, "operator": "==", "parameter": 1}
        for name in ("length", "count")
    ],
}


def overlay(folder: Path, name: str, change) -> Path:
    content = json.loads((OVERLAY / "sections.json").read_text("utf-8"))
    change(content)
    (folder / name).write_text(json.dumps(content), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("paragraphs.json", lambda c: None, "frame"),
        ("sections.json", lambda c: c.update(name="other"), "lacks"),
        ("sections.json", lambda c: c.pop("expectations"), "lacks"),
        ("sections.json", lambda c: c["expectations"][0]["meta"].pop("rule"), "lacks"),
        ("sections.json", lambda c: c["expectations"][0]["meta"]["message"].pop("en"), "lacks"),
        ("sections.json", lambda c: c["expectations"][0].pop("type"), "lacks"),
        ("sections.json", lambda c: c["expectations"][0]["meta"]["basis"].pop("strength"), "lacks"),
        (
            "sections.json",
            lambda c: c["expectations"][0]["kwargs"].update(row_condition=BOTH),
            "condition",
        ),
        ("sections.json", lambda c: c["expectations"][0].update(severity="infos"), "invalid"),
        ("sections.json", lambda c: c["expectations"][0]["kwargs"].update(max_valeu=1), "invalid"),
        (
            "sections.json",
            lambda c: c["expectations"][0]["kwargs"].update(max_value="三"),
            "invalid",
        ),
        ("sections.json", lambda c: c["expectations"][0].update(type="expect_nothing"), "dropped"),
        ("sections.json", lambda c: c["expectations"][0]["kwargs"].update(column="no"), "column"),
        (
            "sections.json",
            lambda c: c["expectations"][0]["meta"].update(observed="{lenght}"),
            "column",
        ),
    ],
)
def test_an_overlay_that_cannot_be_used_is_said_to_be_so(tmp_path, report, name, change, code):
    folder = overlay(tmp_path, name, change)
    with pytest.raises(SuiteError) as error:
        audit_report(report, suites=folder)
    assert error.value.code == code
    assert error.value.message("zh").startswith(name)


def test_a_folder_without_suites_is_said_to_have_none(tmp_path, report):
    with pytest.raises(SuiteError) as error:
        audit_report(report, suites=tmp_path)
    assert error.value.code == "not_found"


@pytest.mark.parametrize("written", [b"{", b"[]", "规则".encode("gb18030"), b"null"])
def test_what_is_no_suite_is_said_to_be_none(tmp_path, report, written):
    (tmp_path / "sections.json").write_bytes(written)
    with pytest.raises(SuiteError) as error:
        audit_report(report, suites=tmp_path)
    assert error.value.code in ("json", "lacks")
    assert "\n" not in error.value.message("zh")


def test_the_mark_that_notepad_writes_does_no_harm(tmp_path, report):
    for file in OVERLAY.glob("*.json"):
        (tmp_path / file.name).write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert said(report, tmp_path) == said(report, OVERLAY)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def large(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(33 * 2**20)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices with names are POSIX's")
@pytest.mark.parametrize(
    ("lay", "code"), [(pipe, "not_file"), (device, "not_file"), (large, "limit_size")]
)
def test_what_is_no_file_or_too_large_is_refused(lay, code, tmp_path):
    lay(tmp_path / "cells.json")
    with pytest.raises(SuiteError) as raised:
        load_suites(tmp_path)
    assert raised.value.code == code


def test_nothing_but_brackets_is_refused(tmp_path):
    (tmp_path / "cells.json").write_text("[" * 200_000, "utf-8")
    with pytest.raises(SuiteError) as raised:
        load_suites(tmp_path)
    assert raised.value.code == "deep"
