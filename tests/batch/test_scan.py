"""Scanning many reports finds what their notebooks find, and says what it could not do."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from ogi_audit.auditing import audit
from ogi_audit.batch.manifest import Manifest
from ogi_audit.batch.packed import pack, unpack
from ogi_audit.batch.results import load_results
from ogi_audit.loading import load
from ogi_audit.resources import share
from ogi_audit_testing import ROOT
from ogi_audit_testing.corpus import clean, faulty
from ogi_audit_testing.corpus.judging import write
from ogi_audit_testing.folders.contents import tree
from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.makers import LAYOUTS, consistent

CASES = 12


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports with and without faults, with last year's, reviews, a copy, and files that cannot be read."""
    work = tmp_path_factory.mktemp("scan")
    reports = work / "年报"
    for number in range(CASES):
        folder = reports / ("甲" if number % 3 else "乙")
        write((clean if number % 4 == 0 else faulty)(number, 11), folder)
    for name in ("sample-2023.txt", "clean-2023.html", "clean-2024.html", "blanks-2024.docx"):
        shutil.copy(share("data") / name, reports / name)
    found = audit(reports / "sample-2023.txt")
    said = [found.report.metadata.agency, 2023, found.findings[0].rule, found.findings[0].at]
    said += ["dismissed", "已核实", found.findings[0].fingerprint]
    head = "agency,year,rule,at,verdict,reason,fingerprint"
    (reports / "reviews.csv").write_text(f"{head}\n{','.join(map(str, said))}\n", "utf-8")
    shutil.copy(reports / "sample-2023.txt", reports / "甲" / "副本.txt")
    (reports / "扫描 件.pdf").write_bytes(b"%PDF-1.4\nnot really")
    return work


@pytest.fixture(scope="module")
def scanned(work: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    done = ogi_audit("scan", "年报", "-o", "scanned", "-j", 2, cwd=work)
    return work / "scanned", done


@pytest.fixture(scope="module")
def rendered(work: Path) -> Path:
    done = ogi_audit("render", "年报", "-o", "rendered", "-j", 2, cwd=work)
    assert done.returncode == 2, done.stderr
    return work / "rendered"


def test_it_finds_what_the_notebooks_find(scanned, rendered):
    folder, done = scanned
    assert done.returncode == 2, done.stderr
    assert (folder / "findings.parquet").read_bytes() == (
        rendered / "findings.parquet"
    ).read_bytes()
    one, other = (load_results(place).audits for place in (folder, rendered))
    assert set(one["outputs"]) == {""}
    pd.testing.assert_frame_equal(one.drop(columns="outputs"), other.drop(columns="outputs"))
    assert len(one[one["critical"] > 0]) > 3
    assert one["dismissed"].sum() == 1


def test_it_says_what_it_found_and_where(scanned):
    _, done = scanned
    assert "份报告：有严重问题" in done.stdout
    assert "无法读取 1 份，失败 0 份" in done.stdout
    assert "数据表：scanned/frames" in done.stdout
    assert "扫描 件.pdf：" in done.stderr
    assert "read.damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_scan_verifies_with_its_index_overview_tables_and_reports(scanned, work, tmp_path):
    shutil.copytree(scanned[0], tmp_path / "out")
    shutil.copytree(work / "年报", tmp_path / "年报")
    done = ogi_audit("verify", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "筛查的" in done.stdout
    copy, other = tmp_path / "年报" / "甲" / "副本.txt", tmp_path / "年报" / "clean-2023.html"
    copy.unlink()
    other.write_bytes(other.read_bytes() + b" ")
    done = ogi_audit("verify", "out", cwd=tmp_path)
    assert done.returncode == 1
    said = done.stdout.splitlines()
    assert [line for line in said if "副本.txt" in line and "找不到" in line]
    assert [line for line in said if "clean-2023.html" in line and "与审核时不同" in line]
    shutil.rmtree(tmp_path / "年报")
    shutil.copytree(work / "年报", tmp_path / "年报")
    cells = tmp_path / "out" / "frames" / "cells"
    shutil.copytree(cells / "2023", cells / "2001")
    copy.write_bytes(b"x")
    said = json.loads((tmp_path / "out" / "scan.json").read_text("utf-8"))
    numbered = json.dumps(said | {"reports": 7})
    (tmp_path / "out" / "scan.json").write_text(numbered, "utf-8")
    done = ogi_audit("verify", "out", "--hashes-only", cwd=tmp_path)
    assert done.returncode == 1
    assert f"scan.json：记有 7 份报告，数据表里有 {said['reports']} 份" in done.stdout
    assert "副本.txt 与审核时不同" in done.stdout
    assert "frames/cells/2001/part-0.parquet：不是筛查写出的数据表" in done.stdout
    shutil.rmtree(cells / "2001")
    (tmp_path / "out" / "scan.json").unlink()
    done = ogi_audit("verify", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "scan.json" in done.stdout + done.stderr


def test_no_notebook_is_made_and_no_audit_is_said_to_be_there(scanned):
    folder, _ = scanned
    assert {path.name for path in folder.glob("*.ipynb")} == {"overview.ipynb"}
    assert Manifest(folder).read() == {}


def test_its_tables_are_by_year_and_hold_what_reports_state(scanned, work):
    folder, _ = scanned
    scan = json.loads((folder / "scan.json").read_text("utf-8"))
    for name, digest in scan["files"].items():
        assert hashlib.sha256((folder / "frames" / name).read_bytes()).hexdigest() == digest
    cells = pd.read_parquet(folder / "frames" / "cells")
    sections = pd.read_parquet(folder / "frames" / "sections")
    assert set(cells["year"].astype(str)) == {
        path.name for path in (folder / "frames" / "cells").iterdir()
    }
    audits = pd.read_parquet(folder / "frames" / "audits")
    assert len(audits) == scan["reports"]
    # Of the file that cannot be read nobody knows the year.
    assert list(audits[audits["year"].isna()]["status"]) == ["unreadable"]
    report = load(work / "年报" / "sample-2023.txt")
    own = cells[cells["id"] == report.id]
    assert (
        dict(
            zip(
                own["key"],
                own["value"].astype(object).where(own["value"].notna(), None),
                strict=True,
            )
        )
        == report.values
    )
    texts = sections[sections["id"] == report.id].set_index("key")["content"]
    assert texts["overview"] == report.text_of("overview")


def test_only_what_fails_is_rendered_and_the_index_has_all(scanned, rendered, work, tmp_path):
    folder = tmp_path / "both"
    shutil.copytree(scanned[0], folder)
    shutil.copytree(work / "年报", tmp_path / "年报")
    done = ogi_audit("render", "年报", "-o", "both", "-j", 2, "--only-failing", cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    records = Manifest(folder).read()
    audits = load_results(rendered).audits.set_index("id")
    failing = audits[
        (audits["critical"].fillna(0) > 0)
        | (audits["warning"].fillna(0) > 0)
        | (audits["status"] != "audited")
    ]
    assert set(records) == set(failing.index)
    assert 0 < len(records) < len(audits)
    assert f"其中 {len(audits) - len(records)} 份" in done.stdout
    for name in records:
        assert (folder / f"{name}.html").read_bytes() == (rendered / f"{name}.html").read_bytes()
    for page in ("findings.parquet",):
        assert (folder / page).read_bytes() == (rendered / page).read_bytes()
    assert len(load_results(folder).audits) == len(audits)
    # What is there and unchanged stays; the rest is not rendered later either.
    again = ogi_audit("render", "年报", "-o", "both", "-j", 2, "--only-failing", cwd=tmp_path)
    assert f"新审核 0 份，沿用 {len(records)} 份" in again.stdout


def test_the_same_again_gives_the_same_bytes_whatever_was_there_before(scanned, work, tmp_path):
    folder, _ = scanned
    shutil.copytree(work / "年报", tmp_path / "年报")
    first = sorted((tmp_path / "年报").rglob("*.txt"))[0]
    kept = first.read_bytes()
    first.unlink()
    ogi_audit("scan", "年报", "-o", "scanned", "-j", 1, cwd=tmp_path)
    assert tree(tmp_path / "scanned") != tree(folder)
    packed = {path.name for path in (tmp_path / "scanned" / ".state" / "reports").iterdir()}
    first.write_bytes(kept)
    ogi_audit("scan", "年报", "-o", "scanned", "-j", 2, cwd=tmp_path)
    assert tree(tmp_path / "scanned") == tree(folder)
    # What had been read was not read again.
    now = {path.name for path in (tmp_path / "scanned" / ".state" / "reports").iterdir()}
    assert packed < now
    assert len(now - packed) == 1


@pytest.mark.parametrize("after", [1.0, 4.0])
def test_a_scan_that_is_killed_leaves_nothing_half_and_goes_on(after, scanned, work, tmp_path):
    shutil.copytree(work / "年报", tmp_path / "年报")
    command = [sys.executable, "-P", "-m", "ogi_audit", "scan", "年报", "-o", "scanned", "-j", "2"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        time.sleep(after)
        os.kill(run.pid, signal.SIGKILL)
    out = tmp_path / "scanned"
    if (out / "scan.json").exists():
        load_results(out)
    done = ogi_audit("scan", "年报", "-o", "scanned", "-j", 2, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert tree(out) == tree(scanned[0])


def test_tables_that_are_not_whole_are_said_to_be_so(scanned, tmp_path):
    folder = tmp_path / "out"
    shutil.copytree(scanned[0], folder)
    (table,) = [*(folder / "frames" / "audits" / "2023").iterdir()]
    table.write_bytes(table.read_bytes()[:100])
    for options in ((), ("--hashes-only",)):
        verified = ogi_audit("verify", "out", *options, cwd=tmp_path)
        assert verified.returncode == 1
        assert "frames/audits/2023/part-0.parquet" in verified.stdout + verified.stderr
    (tmp_path / "in").mkdir()
    shutil.copy(share("data") / "clean-2024.html", tmp_path / "in")
    done = ogi_audit("render", "in", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "render.tables_broken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize(
    "layout", ["text-bars", "docx-official", "html-plain", "pdf-ruled", "md-pipes"]
)
def test_a_report_is_the_same_when_it_was_packed(layout, edition, tmp_path):
    report = load(LAYOUTS[layout].file(consistent(5, edition=edition), tmp_path))
    assert unpack(pack(report)) == report


def test_made_up_reports_are_the_same_for_the_same_seed_and_their_faults_are_found(tmp_path):
    for folder, jobs in (("one", 1), ("other", 2)):
        command = [sys.executable, ROOT / "tools" / "synth.py", "40", "--seed", "4", "--no-pdf"]
        command += ["-o", tmp_path / folder, "-j", str(jobs)]
        subprocess.run(command, check=True, capture_output=True)
    assert tree(tmp_path / "one") == tree(tmp_path / "other")
    done = ogi_audit("scan", "one", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    truth = [
        json.loads(line)
        for line in (tmp_path / "one" / "truth.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(truth) == 40
    results = load_results(tmp_path / "out")
    ids = results.audits.set_index("source")["id"]
    for one in truth:
        found = results.findings[results.findings["id"] == ids[Path(one["file"]).name]]
        places = {tuple(place) for place in zip(found["rule"], found["at"], strict=True)}
        for group in one["must"]:
            assert places & {tuple(place) for place in group}, one
