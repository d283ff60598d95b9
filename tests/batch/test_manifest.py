"""The manifest: what is announced is there or comes, whoever else writes at the same time."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogi_audit.batch.files import write_whole
from ogi_audit.batch.manifest import MANIFEST, STATE, Input, Manifest, Record, sha256_of
from ogi_audit.errors import RenderError


def publish(manifest: Manifest, identifier: str, text: str) -> list[Path]:
    file = manifest.folder / "new.json"
    file.write_text(text)
    record = Record(
        identifier, "audited", Input(f"../{identifier}", "00"), outputs={"json": sha256_of(file)}
    )
    return manifest.publish(record, {"json": file})


def test_two_runs_see_each_others_audits(tmp_path):
    one, other = Manifest(tmp_path), Manifest(tmp_path)
    publish(one, "b", "1")
    publish(other, "a", "2")
    publish(one, "b", "3")
    assert list(one.read()) == list(other.read()) == ["a", "b"]
    assert one.read() == other.read() == Manifest(tmp_path).read()
    assert all(one.is_done(record) for record in one.read().values())


def test_a_manifest_that_another_run_tidied_to_the_same_size_is_read_anew(tmp_path):
    one, other = Manifest(tmp_path), Manifest(tmp_path)
    publish(one, "a", "1")
    publish(one, "b", "1")
    one.read()
    publish(other, "a", "2")
    other.tidy()
    before = (tmp_path / MANIFEST).read_bytes()
    one.tidy()
    assert (tmp_path / MANIFEST).read_bytes() == before
    assert one.read() == other.read()


def test_a_manifest_that_was_removed_meanwhile_starts_again(tmp_path):
    one = Manifest(tmp_path)
    publish(one, "a", "1")
    (tmp_path / MANIFEST).unlink()
    publish(one, "b", "1")
    assert b"\0" not in (tmp_path / MANIFEST).read_bytes()
    assert list(Manifest(tmp_path).read()) == ["b"]


def test_a_line_that_a_crash_cut_off_is_left_out_and_gone_with_the_next(tmp_path):
    one = Manifest(tmp_path)
    publish(one, "a", "1")
    with (tmp_path / MANIFEST).open("a") as stream:
        stream.write('{"id": "b", "cut o')
    assert list(Manifest(tmp_path).read()) == ["a"]
    publish(one, "c", "1")
    assert list(Manifest(tmp_path).read()) == ["a", "c"]


@pytest.mark.parametrize("line", ["nonsense", "[]", "5", "[" * 9000, "", '{"id": "b\u2028"'])
def test_a_line_that_is_no_record_is_named_and_the_others_hold(tmp_path, line):
    publish(Manifest(tmp_path), "a", "1")
    whole = (tmp_path / MANIFEST).read_bytes()
    with (tmp_path / MANIFEST).open("ab") as stream:
        stream.write(line.encode() + b"\n")
    one = Manifest(tmp_path)
    assert list(one.read()) == ["a"]
    assert one.garbled == (2,)
    publish(one, "b", "1")
    assert list(one.read()) == ["a", "b"]
    assert one.garbled == (2,)
    one.remove("b")
    one.tidy()
    assert (tmp_path / MANIFEST).read_bytes() == whole
    assert list(one.read()) == ["a"]
    assert one.garbled == ()


@pytest.mark.parametrize("line", ["{}", '{"id": 5}', '{"schema": "x"}'])
def test_a_line_that_is_none_of_ours_is_named(tmp_path, line):
    publish(Manifest(tmp_path), "a", "1")
    with (tmp_path / MANIFEST).open("a") as stream:
        stream.write(line + "\n")
    with pytest.raises(RenderError) as error:
        Manifest(tmp_path).read()
    assert "2" in error.value.message("en")


def test_a_file_that_no_run_made_is_set_aside(tmp_path):
    one = Manifest(tmp_path)
    publish(one, "a", "1")
    (tmp_path / "a.json").write_text("mine")
    (aside,) = publish(one, "a", "2")
    assert aside.read_text() == "mine"
    assert publish(one, "a", "3") == []
    # What an earlier run made is ours, though the manifest has forgotten it.
    one.tidy()
    assert publish(one, "a", "4") == []


def test_what_an_audit_no_longer_has_goes(tmp_path):
    one = Manifest(tmp_path)
    publish(one, "a", "1")
    one.publish(Record("a", "failed", Input("../a", "00"), error={"code": "time"}), {})
    assert not (tmp_path / "a.json").exists()
    publish(one, "a", "2")
    one.remove("a")
    assert not (tmp_path / "a.json").exists()
    assert Manifest(tmp_path).read() == {}


def test_a_record_comes_back_as_it_was(tmp_path):
    one = Manifest(tmp_path)
    record = Record(
        "甲局-2023-0", "audited", Input("../a\udce9", "00"), "甲局", 2023, Input("../b", "11"),
        None, ("../c",), {"language": "zh"}, {"lock": "22"}, {}, {"critical": 1},
    )  # fmt: skip
    one.publish(record, {})
    (found,) = Manifest(tmp_path).read().values()
    assert found.made_from[1:] == record.made_from[1:]
    assert (found.agency, found.year, found.copies, found.counts) == (
        "甲局", 2023, ("../c",), {"critical": 1},
    )  # fmt: skip


def test_a_file_is_as_private_as_the_user_wants_and_leaves_no_litter(tmp_path):
    import os

    (tmp_path / STATE).mkdir()
    mask = os.umask(0o077)
    try:
        write_whole(tmp_path / "a", "x", scratch=tmp_path / STATE)
    finally:
        os.umask(mask)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert not list((tmp_path / STATE).iterdir())
