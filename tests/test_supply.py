"""What ogi-audit is made of: no copyleft is linked in, and nothing unknown, unpinned or unchecked passes."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version
from tools.supply import write_licences
from tools.supply.judged import NAMED, PARTS, PERMISSIVE_FILES, SAID
from tools.supply.licences import copyleft_named, declared, installed, kind, licence_of
from tools.supply.lock import LINKED, PROJECT, Pin, asked_for, groups_of, locked, read_pins

PINS = locked()
GROUPS = groups_of(PINS)
OURS = [pin for pin in PINS if set(GROUPS[pin.name]) & set(LINKED)]
PIN = Pin("attrs", "26.1.0", "", ("0" * 64,), ())


# The lock


def test_the_lock_holds_what_pyproject_asks_for_and_nothing_else() -> None:
    direct = {canonicalize_name(one.name) for group in asked_for().values() for one in group}
    assert {pin.name for pin in PINS if PROJECT in pin.via} == direct
    assert [name for name, groups in GROUPS.items() if not groups] == []


@pytest.mark.parametrize(
    "text",
    [
        "attrs==26.1.0\n",
        f"attrs>=26 \\\n    --hash=sha256:{'0' * 64}\n",
        f"attrs==26.1.0 \\\n    --hash=md5:{'0' * 64}\n",
        f"attrs==26.1.0 \\\n    --hash=sha256:{'0' * 64}\n--index-url https://example.org\n",
    ],
)
def test_a_lock_with_anything_but_pins_and_hashes_is_refused(text) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_pins(text)


# Licences


def test_the_page_of_licences_is_what_the_lock_and_the_metadata_say() -> None:
    stale = {
        pin.name: (version(pin.name), pin.version)
        for pin in PINS
        if installed(pin.name) and Version(version(pin.name)) != Version(pin.version)
    }
    assert stale == {}, "run make setup"
    assert write_licences.PAGE.read_text("utf-8") == write_licences.page(), "run make licences"


def test_no_package_is_under_an_unknown_or_a_strong_copyleft_licence() -> None:
    licences = {pin.name: licence_of(pin) for pin in PINS}
    assert {name: found for name, found in licences.items() if kind(found) == "refused"} == {}


def test_no_package_that_a_user_installs_is_under_a_weak_copyleft_that_nobody_judged() -> None:
    judged = {(part.package, part.licence) for part in PARTS}
    weak = {(pin.name, licence_of(pin)) for pin in OURS if kind(licence_of(pin)) == "weak"}
    assert weak <= judged


def test_no_wheel_brings_a_copyleft_licence_or_a_library_that_nobody_judged() -> None:
    # Where auditwheel and delocate put the libraries that they copy into a wheel.
    folder = re.compile(r"\.libs/|/\.dylibs/")
    unjudged = {}
    for pin in OURS:
        if found := installed(pin.name):
            named = copyleft_named(found) - set(NAMED.get(pin.name, ("", ""))[0].split())
            known = {part.files for part in PARTS if part.package == pin.name}
            known |= set(PERMISSIVE_FILES.get(pin.name, ("", ""))[0].split())
            files = [file.name for file in found.files or () if folder.search(file.as_posix())]
            brought = {re.split(r"[-.]", name)[0] for name in files} - known
            if named or brought:
                unjudged[pin.name] = (named, brought)
    assert unjudged == {}


def test_what_was_judged_is_there_and_was_judged_right() -> None:
    ours = {pin.name for pin in OURS}
    assert {*NAMED, *PERMISSIVE_FILES, *(part.package for part in PARTS)} <= ours
    assert set(SAID) <= set(GROUPS)
    assert [part for part in PARTS if kind(part.licence) == "refused"] == []
    for name, said in SAID.items():
        if found := installed(name):
            assert declared(found) in (None, said.licence) or name == "pypdfium2"
    # Each platform gives the same page.
    assert {pin.name for pin in PINS if pin.marker} <= set(SAID)


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", "permissive"),
        ("MIT AND MPL-2.0", "weak"),
        ("Apache-2.0 OR GPL-2.0-only", "permissive"),
        ("MIT AND (LGPL-2.1-or-later OR GPL-3.0-only)", "weak"),
        ("MIT AND GPL-3.0-or-later", "refused"),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", "weak"),
        ("GPL-3.0-or-later", "refused"),
        ("AGPL-3.0-only", "refused"),
        ("SSPL-1.0 OR AGPL-3.0-only", "refused"),
        ("LicenseRef-Proprietary", "refused"),
        (None, "refused"),
    ],
)
def test_a_licence_is_judged_by_the_best_that_it_leaves_to_choose(licence, expected) -> None:
    assert kind(licence) == expected
