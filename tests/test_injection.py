"""Whatever reports, names, last year's reports and reviews say is text in every place where it goes.

One batch over material that is code elsewhere (`ogi_audit_testing.payloads`), run on a terminal with forked kernels;
each test reads one kind of output with what reads it in earnest.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import lxml.html
import nbformat
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt
from nbconvert import MarkdownExporter

from ogi_audit import audit
from ogi_audit.batch.manifest import MANIFEST, Manifest, Record
from ogi_audit.batch.run_log import LOG
from ogi_audit.batch.settings import INJECTED
from ogi_audit.cli import main
from ogi_audit.lines_shown import could_run, one_line
from ogi_audit.reviews import read_reviews
from ogi_audit_testing import ROOT, payloads
from ogi_audit_testing.harness.browsing import BINARY, browsing

pty = pytest.importorskip("pty")
COMMAND = [sys.executable, "-P", "-m", "ogi_audit"]
# Modules that kernels import by and by, and files that programs read where they work.
BESIDE = ("pandas", "ogi_audit", "IPython", "lxml", "conftest", "ipython_kernel_config")
MODULE = f"open({str(payloads.CANARY)!r}, 'w').close()\nraise ImportError('{payloads.CANARY}')\n"
XLSX = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Ran:
    """A batch over hostile material: its folders, the audit of the worst report, what a terminal got."""

    root: Path
    reports: Path
    out: Path
    record: Record
    terminal: str
    status: int

    def output(self, suffix: str) -> Path:
        return self.out / f"{self.record.id}.{suffix}"


def on_a_terminal(command: list[str], cwd: Path) -> tuple[str, int]:
    """All that a command writes to a terminal, and its exit code."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs) as run:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 1 << 16):
                said += part
        except OSError:  # The other side is closed.
            pass
    os.close(ours)
    return said.decode("utf-8"), run.returncode


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> Ran:
    root = tmp_path_factory.mktemp("hostile")
    reports, out = root / payloads.FOLDER, root / "out {{x}} '\""
    report, previous = payloads.hostile_reports(reports)
    prints = [finding.fingerprint for finding in audit(report, previous=previous).findings]
    payloads.hostile_reviews(reports / "reviews.csv", prints)
    out.mkdir()
    for name in BESIDE:
        (out / f"{name}.py").write_text(MODULE)
    said, status = on_a_terminal([*COMMAND, "render", str(reports), "-o", out.name], root)
    records = Manifest(out).read().values()
    (record,) = [one for one in records if one.report.path.endswith(payloads.REPORT)]
    assert record.previous is not None
    assert record.reviews is not None
    return Ran(root, reports, out, record, said, status)


@pytest.fixture(autouse=True)
def nothing_ran(ran) -> Iterator[None]:
    yield
    found = [path for path in ran.root.rglob("*") if path.name == payloads.CANARY]
    found += Path().glob(payloads.CANARY)
    for path in found:
        path.unlink()
    assert not found


def test_no_file_of_a_folder_or_text_of_a_report_ran_in_a_forked_kernel(ran):
    assert ran.status == 2  # One file cannot be read.
    assert {one.status for one in Manifest(ran.out).read().values()} == {"audited", "unreadable"}


def test_no_file_of_a_folder_or_text_of_a_report_runs_in_a_stock_kernel(ran):
    """Verifying what somebody sent runs its notebooks where they are, beside whatever else was sent."""
    done = CliRunner().invoke(main, ["verify", str(ran.out), "--sample", "1"])
    assert done.exit_code == 0, done.output
    assert_lines(done.stdout)


def test_parameters_of_notebooks_are_plain_values(ran):
    for path in ran.out.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        (cell,) = [one for one in notebook.cells if INJECTED in one.metadata.get("tags", [])]
        assert cell.source.isascii()
        for statement in ast.parse(cell.source).body:
            assert isinstance(statement, ast.Assign)
            assert isinstance(statement.value, ast.Constant)
    notebook = nbformat.read(ran.output("ipynb"), as_version=4)
    (cell,) = [one for one in notebook.cells if INJECTED in one.metadata.get("tags", [])]
    given = {s.targets[0].id: s.value.value for s in ast.parse(cell.source).body}
    assert (ran.out / given["report"]).name == payloads.REPORT
    assert (ran.out / given["previous"]).name == payloads.PREVIOUS


def test_a_name_given_as_agency_is_a_plain_value(ran, tmp_path):
    text = "".join((*payloads.TEXTS, payloads.ESCAPES))
    words = ["render", str(ran.reports / payloads.REPORT), "-o", str(tmp_path), "--agency", text]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1, done.output
    assert_lines(done.output)
    assert len(done.stdout.splitlines()) == 4
    (path,) = tmp_path.glob("*.json")
    assert json.loads(path.read_text("utf-8"))["report"]["agency"] == text
    assert not list(tmp_path.glob(payloads.CANARY))


def outputs(ran: Ran) -> Iterator[tuple[str, str]]:
    """What the cells of all notebooks show, by MIME type."""
    for path in ran.out.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                yield from output["data"].items()


def test_what_a_notebook_shows_in_words_steers_nothing(ran):
    shown = [text for kind, text in outputs(ran) if kind == "text/plain"]
    assert shown
    for text in shown:
        assert [one_line(line) for line in text.split("\n")] == text.splitlines()


def test_what_a_notebook_shows_as_html_holds_no_script(ran):
    shown = [text for kind, text in outputs(ran) if kind == "text/html"]
    assert any("owned" in text for text in shown)
    for text in shown:
        assert not payloads.STEERING.search(text)
        assert_harmless(text)


def test_a_notebook_as_markdown_holds_no_link_picture_or_script(ran):
    """What somebody makes of it with nbconvert, read as GitHub, JupyterLab or an editor does."""
    for path in (ran.output("ipynb"), ran.out / "overview.ipynb"):
        text, _ = MarkdownExporter(exclude_input=True).from_notebook_node(
            nbformat.read(path, as_version=4)
        )
        assert_harmless(MarkdownIt("commonmark", {"html": True}).render(text))


def assert_harmless(text: str) -> None:
    """Nothing in HTML runs, loads or leads elsewhere."""
    tree = lxml.html.fromstring(f"<div>{text}</div>")
    tags = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "meta"}
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        address = element.get("href", "#")
        assert address.startswith("#") or re.fullmatch(r"[^:/?#]+\.html", address), address


@pytest.mark.skipif(BINARY is None, reason="no Chromium here")
def test_the_pages_in_a_browser_show_text_and_nothing_else(ran):
    bad = next(one for one in Manifest(ran.out).read().values() if one.status == "unreadable")
    pages = [ran.output("html"), ran.out / f"{bad.id}.html"]
    pages += [ran.out / "index.html", ran.out / "overview.html"]
    with browsing(offline=True) as browser:
        for path in pages:
            page = browser.page(path)
            page.wait_for_load_state("networkidle")
            assert page.title() != payloads.CANARY
            assert page.locator("img, iframe, object, embed, a[href^=javascript]").count() == 0
            assert not payloads.STEERING.search(page.locator("body").inner_text())
            page.close()
        page = browser.page(ran.output("html"))
        said = page.locator("main").inner_text()
        for text in (payloads.SCRIPT, payloads.SHELL, payloads.FIELD):
            assert text in said
        page.close()
        page = browser.page(f"{(ran.out / 'index.html').as_uri()}#tab=findings")
        assert page.get_by_text(payloads.SHELL).count() > 0
        page.close()
        assert browser.problems == []


@pytest.mark.parametrize(
    "split",
    [{}, {"delimiter": ";"}, {"delimiter": "\t"}],
    ids=["comma", "semicolon", "tab"],
)
def test_no_cell_of_the_csv_is_a_formula(ran, split):
    """However a program splits it: LibreOffice does at semicolons and tabs as well."""
    text = (ran.out / "findings.csv").read_text("utf-8-sig")
    if split:
        # Commas, semicolons and tabs all at once, as LibreOffice offers.
        text = re.sub(r'("(?:[^"]|"")*")|,', lambda m: m[1] or split["delimiter"], text)
    rows = list(csv.reader(io.StringIO(text, newline=""), **split))
    assert any("HYPERLINK" in cell for row in rows for cell in row)
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows[1:]:
        for cell in row:
            assert not could_run(cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell), cell
            assert not payloads.STEERING.search(cell)


def test_no_cell_of_the_workbook_is_a_formula_and_no_part_of_it_leads_elsewhere(ran):
    with zipfile.ZipFile(ran.out / "findings.xlsx") as book:
        parts = {name: etree.fromstring(book.read(name)) for name in book.namelist()}
    assert not [name for name in parts if "external" in name or "macro" in name or "conn" in name]
    cells = [one for part in parts.values() for one in part.iter(f"{XLSX}c")]
    assert {one.get("t") for one in cells} <= {"s", "n", None}
    assert not [one for part in parts.values() for one in part.iter(f"{XLSX}f", f"{XLSX}ddeLink")]
    shared = ["".join(one.itertext()) for one in parts["xl/sharedStrings.xml"]]
    assert [text for text in shared if text.startswith(payloads.FORMULA)]
    assert not [text for text in shared if payloads.STEERING.search(text)]
    for name, part in parts.items():
        for relation in part:
            if relation.get("TargetMode") == "External":
                assert "sheet" in name
                assert re.fullmatch(r"[^:/?#]+\.html", relation.get("Target"))


def test_the_table_for_programs_holds_what_was_said_and_no_more(ran):
    table = pq.read_table(ran.out / "findings.parquet").to_pylist()
    said = [value for row in table for value in row.values() if isinstance(value, str)]
    assert any(payloads.FORMULA in text for text in said)
    assert not [text for text in said if payloads.STEERING.search(text)]


@pytest.mark.parametrize("name", [MANIFEST, LOG, ".state/scanned.jsonl"])
def test_a_record_is_one_line_for_every_reader(ran, name):
    content = (ran.out / name).read_text("utf-8")
    assert not payloads.STEERING.search(content)
    lines = content.splitlines()
    assert len(lines) == content.count("\n")
    said = json.dumps([json.loads(line) for line in lines], ensure_ascii=False)
    assert name == LOG or "\u202e" in said


@pytest.mark.parametrize("suffix", ["json", "ipynb"])
def test_a_result_steers_no_terminal_and_loses_nothing(ran, suffix):
    content = ran.output(suffix).read_text("utf-8")
    assert not payloads.STEERING.search(content)
    assert "\u202e" in json.dumps(json.loads(content), ensure_ascii=False)


def assert_lines(said: str) -> None:
    """Each line is one for every terminal, and nothing of it steers one."""
    assert not payloads.STEERING.search(said)
    assert len(said.splitlines()) == said.count("\n")
    assert not [line for line in said.splitlines() if line.startswith("核验无误\n")]


def test_a_terminal_is_not_steered_by_a_batch(ran):
    # The bar goes back to the beginning of its line, and up from it; nothing else does.
    said = re.sub(r"\r|\x1b\[A", "", ran.terminal)
    assert not payloads.STEERING.search(said)
    assert "[2J" in said  # The name is shown, disarmed.


@pytest.mark.parametrize(
    "words",
    [
        ["check", "REPORT", "--previous", "PREVIOUS"],
        ["check", "REPORT", "PREVIOUS", "UNREADABLE", "--json"],
        ["check", "REPORT", "--language", "en"],
        ["review", "REPORT"],
        ["review", "REPORT", "--json"],
        ["review", "UNREADABLE", "--json"],
        ["notice", "UNREADABLE", "--output", "OUT"],
        ["verify", "OUT", "--hashes-only"],
        ["verify", "UNREADABLE"],
        ["render", "UNREADABLE", "-p", "TEXT", "1", "-o", "OUT"],
        ["check", "REPORT", "--weight", "TEXT"],
        ["check", "REPORT", "--published", "TEXT"],
        ["check", "REPORT", "--suites", "TEXT"],
        ["review", "REPORT", "TEXT", "--confirm"],
    ],
    ids=" ".join,
)
def test_a_terminal_is_not_steered_by_a_command(ran, words):
    files = {
        **{name: str(ran.reports / getattr(payloads, name)) for name in ("REPORT", "PREVIOUS")},
        "UNREADABLE": str(ran.reports / payloads.UNREADABLE),
        "OUT": str(ran.out),
        "TEXT": payloads.ESCAPES + payloads.TERMINAL + payloads.COMMAND,
    }
    done = CliRunner().invoke(main, [files.get(word, word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.output
    assert_lines(done.stdout)
    assert_lines(done.stderr)
    if "--json" in words:
        for line in done.stdout.splitlines():
            json.loads(line)


def test_a_notice_is_text_with_one_field_and_nothing_to_load(ran, tmp_path):
    path = tmp_path / "notice.docx"
    words = ["notice", ran.record.id, "--output", str(ran.out), "--to", str(path)]
    words += ["--from", payloads.FIELD + payloads.TERMINAL, "--contact", payloads.MARKDOWN]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert_lines(done.output)
    document = docx.Document(str(path))
    parts = [part for part in document.part.package.iter_parts() if part.partname.endswith(".xml")]
    for part in parts:
        tree = etree.fromstring(part.blob)
        assert {one.text for one in tree.iter(qn("w:instrText"))} <= {" PAGE "}
        found = [*tree.iter(*map(qn, ("w:fldSimple", "w:hyperlink", "w:object", "w:altChunk")))]
        assert not found
        assert not [one for one in part.rels.values() if one.is_external]
        assert not payloads.STEERING.search("".join(tree.itertext()))
    said = "\n".join(one.text for one in document.paragraphs)
    for text in (payloads.FORMULA, payloads.SHELL, payloads.SCRIPT, payloads.FIELD):
        assert text in said
    if shutil.which("soffice"):
        to_text = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
        to_text += ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "notice.docx"]
        subprocess.run(to_text, cwd=tmp_path, check=True, capture_output=True)
        read = (tmp_path / "notice.txt").read_text("utf-8-sig")
        for text in (payloads.FORMULA, payloads.SHELL, payloads.SCRIPT, payloads.FIELD):
            assert text in read


@pytest.mark.parametrize("name", ["reviews.csv", "reviews.yaml"])
def test_what_is_recorded_of_a_finding_is_text_in_a_spreadsheet_and_stays_as_it_is(
    ran, tmp_path, name
):
    report = tmp_path / "报告.html"
    shutil.copy(ran.reports / payloads.REPORT, report)
    words = ["review", str(report), "--reviews", str(tmp_path / name), "--agency", payloads.FORMULA]
    # A reason that begins with a formula's sign of full width.
    said = f"＝1{payloads.OTHER_CELL}"
    prints = [one.fingerprint for one in audit(report, agency=payloads.FORMULA).findings]
    done = CliRunner().invoke(main, [*words, *prints, "--confirm", "--reason", said, "--by", said])
    assert done.exit_code == 0, done.output
    assert_lines(done.output)
    rows = read_reviews(tmp_path / name).rows
    assert {row.text("reason") for row in rows} == {said}
    assert {row.text("agency") for row in rows} == {payloads.FORMULA}
    text = (tmp_path / name).read_text("utf-8-sig")
    assert not payloads.STEERING.search(text)
    if name.endswith(".csv"):
        for row in list(csv.reader(io.StringIO(text, newline="")))[1:]:
            assert not [cell for cell in row if could_run(cell)]
        assert all('"' in line for line in text.splitlines() if ";=" in line)


def test_a_draft_gives_no_command_to_the_machine_that_checks_it(ran, tmp_path):
    """What GitHub's runner takes for a command: ``::…`` at a line's start, ``##[…`` anywhere."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "ogi-audit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m ogi_audit "$@"\n')
    program.chmod(0o755)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    shutil.copy(ran.reports / payloads.REPORT, drafts / "::warning::##[group]甲.html")
    (drafts / "::stop-commands::x.pdf").write_bytes(b"%PDF-1.4\n")
    done = subprocess.run(
        ["sh", str(ROOT / "docs/ci/check-drafts.sh"), "."],
        cwd=drafts,
        env={
            **os.environ,
            "GITHUB_ACTIONS": "true",
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    first, *said, last = done.stdout.splitlines()
    token = re.fullmatch(r"::stop-commands::([0-9a-f]{32})", first)[1]
    assert last == f"::{token}::"
    assert [line for line in said if line.startswith("::") or "##[" in line]
    assert not [line for line in said if token in line]
