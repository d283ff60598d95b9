"""Errors: one name each, told the same way wherever they are, the traceback only for who asks for it."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from tools import write_errors

from ogi_audit import loading
from ogi_audit.cli import main
from ogi_audit.display import notebook
from ogi_audit.errors import UnreadableError

NAMES = [f"{kind.AREA}.{code}" for kind in write_errors.kinds() for code in kind.TEXTS]


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_each_error_has_a_name_of_its_own_and_is_documented() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []
    assert all(area and code for area, _, code in (name.partition(".") for name in NAMES))
    written = write_errors.PAGE.read_text("utf-8")
    assert written == write_errors.page(), "docs/errors.md is out of date: run `make docs`"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_error_is_told_the_same_way_everywhere(tmp_path: Path, language: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.4 damaged")
    said = UnreadableError("damaged", "report.pdf", format="PDF").message(language)
    assert said.endswith("[read.damaged]")

    status, out, err = run("check", path, "--json", "--language", language)
    assert (status, err) == (2, f"{said}\n")
    error = json.loads(out)["error"]
    assert error["code"] == "read.damaged"
    assert error["message"][language] == said

    folder = tmp_path / "out"
    status, _, err = run("render", path, "-o", folder, "--language", language)
    assert status == 2
    assert err.splitlines()[0] == said
    (result,) = folder.glob("report-*.json")
    assert json.loads(result.read_text("utf-8"))["error"] == error
    record = json.loads((folder / "manifest.jsonl").read_text("utf-8").splitlines()[-1])
    assert record["error"] == error
    for file in (next(folder.glob("report-*.html")), folder / "index.html"):
        assert "[read.damaged]" in file.read_text("utf-8")

    case = notebook.load(str(path), language=language)
    card = notebook.card(notebook.findings(notebook.validate(case)))
    assert "[read.damaged]" in card._repr_html_()


def test_the_traceback_is_for_who_asks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.4 \x1b[31m damaged")
    for command in (["check", path], ["render", path, "-o", tmp_path / "out"], ["review", path]):
        _, _, err = run(*command)
        assert "Traceback" not in err
        _, _, err = run(*command, "--debug")
        # Of the process that read it, too.
        assert "in read_pdf" in err
        assert "PdfiumError" in err
    for command in (["verify", tmp_path / "no"], ["notice", "none", "-o", tmp_path / "no"]):
        assert "Traceback" in run(*command, "--debug")[2]


def test_what_nobody_thought_of_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division\x1b[2J by zero")

    monkeypatch.setattr(loading, "load", fail)
    path = tmp_path / "report.txt"
    status, _, err = run("check", path, "--language", "en")
    assert status == 2
    assert err.splitlines() == [
        "report.txt: the program itself failed: ZeroDivisionError: division\ufffd[2J by zero. "
        "Run it again with --debug, and report what it shows to the developers. [defect.unexpected]"
    ]
    _, _, err = run("check", path, "--debug")
    assert "in fail" in err
    assert "\x1b" not in err


def test_an_error_keeps_what_it_says_between_processes() -> None:
    error = UnreadableError("damaged", "a.pdf", format="PDF")
    error.add_note("Traceback of the other process")
    copy = pickle.loads(pickle.dumps(error))
    assert copy.message() == error.message()
    assert copy.notes == ["Traceback of the other process"]
