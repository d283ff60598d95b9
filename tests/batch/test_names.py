"""Files may have any name, and agencies too: each is audited as itself, and named so on every system."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogi_audit.identifiers import identifier
from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.makers import LAYOUTS, consistent

# What a file may be called where this runs; Windows refuses most of it by itself.
NAMES = {
    "a line's end": "甲\n乙.txt",
    "control characters": "甲\x07\x1b[2J\x7f乙.txt",
    "an order for the terminal": "\x1b]0;x\x07.txt",
    "turned round": "甲\u202etxt.exe.txt",
    "an option": "--language.txt",
    "a URL": "http:甲.txt",
    "a reserved name": "CON.txt",
    "another": "nul .txt",
    "dots": "....txt",
    "only a suffix in front": ".txt.txt",
    "blanks": "  .txt",
    "composed": unicodedata.normalize("NFC", "ĝis が 甲.txt"),
    "decomposed": unicodedata.normalize("NFD", "ĝis が 甲.txt"),
    "as long as may be": "长" * 83 + "ab.txt",
    "beyond the first plane": "𠮷" * 62 + ".txt",
    "a pattern": "[甲]*?.txt",
    "quotes": "甲\"'`$(x).txt",
    "backslashes": "..\\..\\甲.txt",
    "everything": "<>:|&;!#%^{}~=,@+.txt",
}
posix = pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names")


def write(path: Path, seed: int, agency: str = "") -> None:
    specimen = consistent(seed)
    if agency:
        title = specimen.title.replace(specimen.agency, agency)
        specimen = replace(specimen, agency=agency, title=title, signature=agency)
    path.write_bytes(LAYOUTS["text-bars"].render(specimen))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports with all these names, one of them far down, and their audits in ``out``."""
    folder = tmp_path_factory.mktemp("names")
    deep = folder.joinpath("reports", *["很深的文件夹" * 5] * 10)
    deep.mkdir(parents=True)
    write(deep / "甲.txt", 90)
    write(folder / "reports" / "long.txt", 91, "长" * 300 + "局")
    write(folder / "reports" / "high.txt", 92, "𠮷" * 80 + "局")
    for seed, name in enumerate(NAMES.values()):
        write(folder / "reports" / name, seed)
    done = ogi_audit("render", "reports", "-o", "out", "-j", 2, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return folder


@posix
def test_every_file_of_a_folder_is_audited_once_and_told_by_its_name(folder: Path) -> None:
    results = [json.loads(path.read_text("utf-8")) for path in (folder / "out").glob("*.json")]
    names = [result["report"]["source"]["name"] for result in results]
    # Those that start with a dot are hidden, and left alone.
    seen = [name for name in NAMES.values() if not name.startswith(".")]
    assert sorted(names) == sorted([*seen, "甲.txt", "long.txt", "high.txt"])


@posix
def test_what_is_written_has_names_for_every_system(folder: Path) -> None:
    written = [path for path in (folder / "out").rglob("*") if path.is_file()]
    same = {unicodedata.normalize("NFC", str(path)).casefold() for path in written}
    assert len(same) == len(written)
    for path in written:
        assert not set(path.name) & set('<>:"/\\|?*\n\x1b'), path
        assert len(path.name.encode()) < 255
        assert unicodedata.is_normalized("NFC", path.name)
    # The folders around are left as they were.
    assert sorted(path.name for path in folder.iterdir()) == ["out", "reports"]
    assert sum(path.is_file() for path in (folder / "reports").rglob("*")) == len(NAMES) + 3


@posix
def test_files_are_checked_by_any_name(folder: Path) -> None:
    done = ogi_audit("check", "--json", "--", *NAMES.values(), cwd=folder / "reports")
    assert done.returncode in (0, 1), done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["report"]["source"]["name"] for result in results] == [*NAMES.values()]


@given(st.text(), st.none() | st.integers(1990, 2100))
def test_an_id_is_a_files_name_on_every_system(name: str, year: int | None) -> None:
    found = identifier(name, "ab" * 32, year)
    assert re.fullmatch(r"[\w.()（）-]+", found)
    assert found.endswith("-" + "ab" * 6) or found == "ab" * 6
    assert unicodedata.is_normalized("NFC", found)
    assert len(f"{found}.notice.edited-{'0' * 8}.docx".encode()) < 255
    assert identifier(unicodedata.normalize("NFD", name), "ab" * 32, year) == found
