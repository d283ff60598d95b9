"""The batch: one audit a report, whole or not at all, the same bytes whoever makes them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from ogi_audit.batch.manifest import MANIFEST, Manifest
from ogi_audit.batch.run_log import LOG
from ogi_audit.resources import share
from ogi_audit_testing.folders.contents import PAGES, contents, events
from ogi_audit_testing.harness.commands import ogi_audit, started


@pytest.fixture(scope="module")
def work(tmp_path_factory) -> Path:
    """A folder of reports, one of them unreadable, one twice, and other files."""
    work = tmp_path_factory.mktemp("work")
    reports = work / "年报"
    (reports / "县").mkdir(parents=True)
    (reports / "网页_files").mkdir()
    for name in ("sample-2023.txt", "clean-2023.html", "clean-2024.html", "blanks-2024.docx"):
        shutil.copy(share("data") / name, reports / "县" / name)
    shutil.copy(reports / "县" / "sample-2023.txt", reports / "副本.txt")
    (reports / "扫描 件.pdf").write_bytes(b"%PDF-1.4\nnot really")
    (reports / "网页_files" / "logo.png").write_bytes(b"\x89PNG")
    (reports / "程序.exe").write_bytes(b"MZ")
    (reports / "README.md").write_text("# not a report")
    return work


@pytest.fixture(scope="module")
def batch(work) -> tuple[Path, subprocess.CompletedProcess]:
    """The audits as the command that is started makes them; others are compared with it."""
    done = started("render", "年报", "-o", "out", "-j", 2, cwd=work)
    return work / "out", done


def test_a_run_says_what_it_did_and_its_exit_code_what_it_found(batch):
    _, done = batch
    assert done.returncode == 2, done.stderr
    assert "共 5 份报告：新审核 5 份，沿用 0 份" in done.stdout
    assert "无法读取 1 份，失败 0 份" in done.stdout
    assert "1 个文件与其他文件内容完全相同" in done.stdout
    assert ".exe 1" in done.stdout
    assert "扫描 件.pdf：" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_report_has_its_three_files_and_the_folder_its_pages(batch):
    folder, _ = batch
    records = Manifest(folder).read()
    assert len(records) == 5
    wanted = {f"{name}.{suffix}" for name in records for suffix in ("ipynb", "html", "json")}
    assert set(contents(folder)) == wanted | PAGES | {MANIFEST}


def test_the_manifest_tells_what_was_made_from_what(batch, work):
    folder, _ = batch
    manifest = Manifest(folder)
    by_path = {record.report.path: record for record in manifest.read().values()}
    sample = by_path["../年报/副本.txt"]
    assert sample.copies == ("../年报/县/sample-2023.txt",)
    assert sample.agency == "云岭省沂川市人民政府办公室"
    assert sample.counts["critical"] == 2
    assert set(sample.tools) == {"suites", "notebook", "package", "lock"}
    assert by_path["../年报/扫描 件.pdf"].status == "unreadable"
    for record in by_path.values():
        assert manifest.is_done(record)
    # Its year before was among them.
    later = by_path["../年报/县/clean-2024.html"]
    assert later.previous is not None
    assert later.previous.path == "../年报/县/clean-2023.html"
    result = json.loads((folder / f"{later.id}.json").read_text("utf-8"))
    assert result["previous"]["name"] == "clean-2023.html"


def test_ids_are_readable(batch):
    folder, _ = batch
    ids = sorted(Manifest(folder).read())
    assert any(name.startswith("云岭省沂川市人民政府办公室-2023-") for name in ids)
    assert any(name.startswith("扫描_件-") for name in ids)


def test_times_and_the_machine_are_in_the_log_alone(batch):
    folder, _ = batch
    assert len(events(folder, "audit")) == 5
    host = os.uname().nodename
    for name, content in contents(folder).items():
        if not name.endswith((".xlsx", ".parquet")):
            text = content.decode("utf-8-sig")
            assert str(folder.parent) not in text, name
            assert f'"{host}"' not in text, name


def test_a_run_again_does_nothing(batch, work):
    folder, _ = batch
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != LOG}
    done = ogi_audit("render", "年报", "-o", "out", cwd=work)
    assert done.returncode == 2
    assert "新审核 0 份，沿用 5 份" in done.stdout
    after = {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != LOG}
    # The manifest is tidied, to the same bytes.
    assert {p.name for p in before if before[p] != after[p]} <= {MANIFEST}


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"words": ["-j", "1"]}, id="one-worker"),
        pytest.param(
            {"words": ["--engine", "stock"], "only": "县/clean-2023.html"}, id="stock-engine"
        ),
        pytest.param(
            {
                "started": True,
                "env": {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "77"},
            },
            id="time-zone-locale-and-seed",
        ),
        pytest.param({"backwards": True}, id="other-order-and-working-directory"),
    ],
)
def test_the_same_bytes(batch, work, how, tmp_path_factory):
    folder, _ = batch
    again = tmp_path_factory.mktemp("again")
    shutil.copytree(work / "年报", again / "年报")
    inputs: Iterable[object] = ["年报"]
    cwd = again
    if how.get("backwards"):
        files = [path for path in (again / "年报").rglob("*") if path.is_file()]
        kept = [p for p in files if p.suffix not in (".exe", ".md", ".png")]
        inputs, cwd = sorted(kept, reverse=True), Path("/")
    if "only" in how:
        # A kernel of the stock kind for each notebook: one audit, and the overview of it.
        inputs = [f"年报/{how['only']}"]
    words = how.get("words", ())
    run = started if how.get("started") else ogi_audit
    done = run("render", *inputs, "-o", again / "out", *words, cwd=cwd, **how.get("env", {}))
    assert done.returncode == (0 if "only" in how else 2), done.stderr
    found, wanted = contents(again / "out"), contents(folder)
    if "only" in how:
        found = {name: content for name, content in found.items() if name not in {*PAGES, MANIFEST}}
        assert len(found) == 3
        wanted = {name: wanted[name] for name in found}
    assert found == wanted
