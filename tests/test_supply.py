"""What ogi-audit is made of: no copyleft is linked in, and nothing unknown, unpinned or unchecked passes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version
from tools.supply import vulnerabilities, write_licences, write_sbom
from tools.supply.advisories import DatabaseError, find, holds, read_database
from tools.supply.judged import NAMED, PARTS, PERMISSIVE_FILES, SAID
from tools.supply.licences import copyleft_named, declared, installed, kind, licence_of
from tools.supply.lock import LINKED, LOCK, PROJECT, Pin, asked_for, groups_of, locked, read_pins

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


# The bill of materials


def test_the_bill_is_the_same_every_time_and_holds_every_pin() -> None:
    code = "import sys; from tools.supply import write_sbom as w; sys.stdout.buffer.write(w.bill(w.locked()).encode())"
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    again = subprocess.run(
        command, env=environment, cwd=LOCK.parent, capture_output=True, check=True
    )
    text = write_sbom.bill(PINS)
    assert again.stdout.decode() == text
    bill = json.loads(text)
    assert "timestamp" not in bill["metadata"]
    assert bill["metadata"]["component"]["name"] == PROJECT
    components = {one["name"]: one for one in bill["components"]}
    assert list(components) == [pin.name for pin in PINS]
    depends = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    for pin in PINS:
        one = components[pin.name]
        assert (one["version"], one["purl"]) == (pin.version, f"pkg:pypi/{pin.name}@{pin.version}")
        (files,) = one["externalReferences"]
        assert {each["content"] for each in files["hashes"]} == set(pin.hashes)
        assert one["licenses"]
        for asker in pin.via:
            ref = PROJECT if asker == PROJECT else components[asker]["bom-ref"]
            assert one["bom-ref"] in depends[ref]


def test_a_bill_is_written_only_if_it_is_valid(tmp_path, monkeypatch) -> None:
    # Every eighth, for the schema takes a while to read an address; `make sbom` validates them all.
    few = PINS[::8]
    monkeypatch.setattr(write_sbom, "locked", lambda: few)
    monkeypatch.setattr(sys, "argv", ["write_sbom", str(tmp_path / "build/sbom.json")])
    assert write_sbom.main() == 0
    assert len(json.loads((tmp_path / "build/sbom.json").read_text("utf-8"))["components"]) == len(
        few
    )
    monkeypatch.setattr(sys, "argv", ["write_sbom", str(tmp_path / "no.json")])
    monkeypatch.setattr(write_sbom, "bill", lambda _: '{"bomFormat": "CycloneDX", "x": 1}')
    assert write_sbom.main() == 1
    assert not (tmp_path / "no.json").exists()


# Known vulnerabilities, from a database


def advisory(name: str = "attrs", **more) -> dict:
    """A made-up advisory that holds for every version before 99."""
    affected = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99"}]}],
    }
    return {
        "id": "PYSEC-0000-1",
        "modified": "2024-05-06T00:00:00Z",
        "affected": [affected],
        **more,
    }


def database(folder: Path, *records: dict) -> Path:
    folder.mkdir(exist_ok=True)
    for number, record in enumerate(records):
        (folder / f"{number}.json").write_text(json.dumps(record), "utf-8")
    return folder


def check(folder: Path) -> int:
    return vulnerabilities.main(["--database", str(folder)])


def test_an_advisory_that_holds_is_found(tmp_path, capsys) -> None:
    record = advisory(aliases=["CVE-0000-1"], summary="It breaks.\nMore.")
    assert check(database(tmp_path, record)) == vulnerabilities.FOUND
    said = capsys.readouterr().out
    attrs = next(pin for pin in PINS if pin.name == "attrs")
    assert f"attrs {attrs.version}: PYSEC-0000-1, CVE-0000-1 (mended in 99) It breaks.\n" in said
    assert f"in 1 of {len(PINS)} packages" in said
    assert "2024-05-06" in said


@pytest.mark.parametrize(
    "record",
    [
        advisory(withdrawn="2024-06-01T00:00:00Z"),
        advisory("no-package-of-ours"),
        {**advisory(), "affected": [*advisory("x")["affected"], {"package": {"ecosystem": "npm", "name": "attrs"}, "versions": ["26.1.0"]}]},
    ],
    ids=["withdrawn", "another package", "another ecosystem"],
)  # fmt: skip
def test_an_advisory_that_holds_for_none_of_ours_is_not_found(tmp_path, capsys, record) -> None:
    assert check(database(tmp_path, record)) == vulnerabilities.NONE
    assert f"No known vulnerability in any of {len(PINS)} packages" in capsys.readouterr().out


def test_a_checkout_of_the_pypa_database_and_an_export_are_read(tmp_path) -> None:
    checkout = tmp_path / "advisory-database"
    (checkout / "vulns/attrs").mkdir(parents=True)
    (checkout / ".github").mkdir()
    (checkout / ".github/ci.yml").write_text("on: push", "utf-8")
    (checkout / "action.yml").write_text("name: not an advisory", "utf-8")
    (checkout / "vulns/attrs/PYSEC-0000-2.yaml").write_text(
        "id: PYSEC-0000-2\nmodified: 2024-05-06T00:00:00Z\naffected:\n"
        "- package: {ecosystem: PyPI, name: Attrs}\n  versions: [1.0-odd, 26.1.0]\n",
        "utf-8",
    )
    assert [one.id for one in find([PIN], read_database(checkout))] == ["PYSEC-0000-2"]
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("PYSEC-0000-1.json", json.dumps(advisory("ATTRS")))
    assert [one.id for one in find([PIN], read_database(tmp_path / "all.zip"))] == ["PYSEC-0000-1"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.json", b'{"id": "PYSEC-0000-3", "affec'),
        ("broken.yaml", b"id: [PYSEC"),
        ("binary.json", b"\xff\xfe\x00"),
        ("list.json", b"[1]"),
        ("no-id.json", b'{"affected": [{"package": {"ecosystem": "PyPI", "name": "attrs"}}]}'),
        (
            "odd.json",
            json.dumps(
                {
                    **advisory(),
                    "affected": [
                        {
                            "package": {"ecosystem": "PyPI", "name": "attrs"},
                            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "odd"}]}],
                        }
                    ],
                }
            ).encode(),
        ),
    ],
)
def test_a_broken_advisory_is_named_and_nothing_passes(tmp_path, capsys, name, content) -> None:
    (database(tmp_path, advisory("x")) / name).write_bytes(content)
    assert check(tmp_path) == vulnerabilities.NOT_CHECKED
    said = capsys.readouterr()
    assert "NOT CHECKED" in said.err
    assert name in said.err
    assert said.out == ""


@pytest.mark.parametrize("kind_", ["missing", "empty", "not a zip", "nothing of PyPI"])
def test_a_database_that_holds_nothing_is_no_check(tmp_path, capsys, kind_) -> None:
    path = tmp_path / "database"
    if kind_ == "empty":
        path.mkdir()
    elif kind_ == "not a zip":
        path.write_bytes(b"no")
    elif kind_ == "nothing of PyPI":
        database(path, {"id": "X", "modified": "2024", "affected": []})
    assert check(path) == vulnerabilities.NOT_CHECKED
    assert "NOT CHECKED" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("events", "inside", "outside"),
    [
        ("introduced 0", "0.0.dev1 1", ""),
        ("introduced 1.0, fixed 1.2", "1.0 1.1.9 1.2rc1", "0.9 1.0rc1 1.2 2"),
        ("fixed 1.2, introduced 1.0", "1.1", "1.2"),
        ("introduced 1.0, last_affected 1.2", "1.0 1.2", "1.2.1 0.9"),
        ("introduced 1.0, last_affected 1.0", "1.0 1.0.0", "1.0.1 2"),
        ("introduced 0, fixed 1, introduced 2, fixed 3", "0.5 2 2.9", "1 1.9 3"),
        ("introduced 0, fixed 1, introduced 1, fixed 3", "0.5 1 2", "3"),
        ("introduced 1.9, fixed 1.10", "1.9.1", "1.10 1.8"),
    ],
)
def test_a_span_holds_as_the_schema_says(events, inside, outside) -> None:
    pairs = [dict([event.split()]) for event in events.split(", ")]
    entry = {"ranges": [{"type": "GIT", "events": []}, {"type": "ECOSYSTEM", "events": pairs}]}
    assert [text for text in inside.split() if not holds(entry, Version(text))] == []
    assert [text for text in outside.split() if holds(entry, Version(text))] == []


def test_an_event_of_an_unknown_kind_is_not_passed_over() -> None:
    record = advisory()
    record["affected"][0]["ranges"][0]["events"].append({"limit": "3"})
    with pytest.raises(DatabaseError, match=r"a\.json: not understood"):
        find([PIN], [("a.json", record)])


# Known vulnerabilities, from a service


class Osv(BaseHTTPRequestHandler):
    """Answers as the API of osv.dev does: attrs is vulnerable, nothing else is."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = {"vulns": [advisory()]} if asked["package"]["name"] == "attrs" else {}
        content = json.dumps(known).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def osv(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()
        thread.join()


def test_a_service_is_asked_for_every_platform(osv, monkeypatch, capsys) -> None:
    windows = Pin("colorama", "0.4.6", "sys_platform == 'win32'", PIN.hashes, ())
    monkeypatch.setattr(vulnerabilities, "locked", lambda: [PIN, windows])
    assert vulnerabilities.main(["--osv-url", osv]) == vulnerabilities.FOUND
    said = capsys.readouterr().out
    assert "attrs 26.1.0: PYSEC-0000-1 (mended in 99)" in said
    assert "in 1 of 2 packages" in said
    monkeypatch.setattr(vulnerabilities, "locked", lambda: [windows])
    assert vulnerabilities.main(["--osv-url", osv]) == vulnerabilities.NONE


def test_where_no_service_answers_nothing_passes(monkeypatch, capsys) -> None:
    for name in (
        "HTTPS_PROXY",
        "https_proxy",
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
    ):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert vulnerabilities.main([]) == vulnerabilities.NOT_CHECKED
    said = capsys.readouterr()
    assert said.out == ""
    assert "NOT CHECKED" in said.err
    assert "osv.dev: no answer" in said.err
    assert "PyPI: no answer" in said.err
    assert "DATABASE=" in said.err
