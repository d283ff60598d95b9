"""The welcome notebook in a real JupyterLab, used as an auditor does: upload, look, review, compare, save."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from ogi_audit.resources import share
from ogi_audit_testing import ROOT
from ogi_audit_testing.harness.browsing import BINARY, PATIENCE, Browsing, browsing

pytest.importorskip("jupyterlab")
pytest.importorskip("ipywidgets")

CONFIG = ROOT / "tools" / "lab" / "jupyter_config.py"
NOTEBOOK = share("notebooks") / "welcome.ipynb"
STEPS = [c.id for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "code"]
SAMPLE = share("data") / "sample-2023.txt"
THIS, LAST = "沂川市政府办2023年报.txt", "沂川市政府办2022年报.txt"

pytestmark = pytest.mark.skipif(BINARY is None, reason="there is no Chromium")


class Lab:
    """A JupyterLab server over a folder of its own: its address and where the notebooks are."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        self.notebooks = self.root / "notebooks"
        for name in ("notebooks", "data"):
            shutil.copytree(share(name), self.root / name)
        # A number beside a step tells that it was run here.
        shipped = nbformat.read(NOTEBOOK, as_version=4)
        for cell in shipped.cells:
            if cell.cell_type == "code":
                cell.execution_count = None
        nbformat.write(shipped, self.notebooks / NOTEBOOK.name)
        # Nothing of the user's own settings, nor of a run before.
        places = (
            "HOME",
            "IPYTHONDIR",
            *(f"JUPYTER_{one}_DIR" for one in ("CONFIG", "DATA", "RUNTIME")),
        )
        self._environment = {
            **os.environ,
            **{place: str(folder / place.lower()) for place in places},
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        }
        self._log = folder / "log"
        self._jupyter("trust", str(self.notebooks / NOTEBOOK.name)).wait(PATIENCE / 1000)
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._server = self._jupyter(
            "lab",
            *("--no-browser", f"--config={CONFIG}"),
            *(f"--ServerApp.root_dir={self.root}", f"--ServerApp.port={self.port}"),
            *(
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port_retries=0",
                "--IdentityProvider.token=",
            ),
        )

    def _jupyter(self, *words: str) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "jupyter", *words],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/api", timeout=5):
                    return
            except OSError:
                said = self._log.read_text("utf-8", "replace")
                assert self._server.poll() is None, said
                assert time.monotonic() < until, said
                time.sleep(0.1)

    def close(self) -> None:
        self._server.terminate()
        try:
            self._server.wait(PATIENCE / 1000)
        finally:
            self._server.kill()
            self._server.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[Lab]:
    lab = Lab(tmp_path_factory.mktemp("lab"))
    try:
        lab.wait()
        yield lab
    finally:
        lab.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browsing]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def page(lab: Lab, browser: Browsing) -> Iterator[Page]:
    """The welcome notebook with a kernel that is ready."""
    page = browser.page(f"{lab.address}/lab/tree/notebooks/{NOTEBOOK.name}?reset")
    page.wait_for_function(
        r"() => /\| (空闲|Idle)/.test(document.querySelector('#jp-main-statusbar')?.innerText)"
    )
    expect(page.locator(".jp-Notebook-ExecutionIndicator").first).to_have_attribute(
        "data-status", "idle"
    )
    yield page
    page.close(run_before_unload=False)


def run(page: Page, *steps: str) -> Locator:
    """Run steps of the notebook by their names. Returns the output of the last one."""
    for step in steps:
        cell = page.locator(".jp-Notebook .jp-CodeCell").nth(STEPS.index(step))
        cell.scroll_into_view_if_needed()
        before = cell.locator(".jp-InputPrompt").inner_text()
        cell.locator(".jp-InputPrompt").click()
        page.keyboard.press("Shift+Enter")
        prompt = cell.locator(".jp-InputPrompt")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]"))
    return cell.locator(".jp-Cell-outputArea")


def choose(page: Page, button: Locator, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        button.click()
    chooser.value.set_files(file)


@pytest.fixture
def reports(tmp_path) -> tuple[Path, Path]:
    """The sample under an auditor's own name, and a report of the year before."""
    this, last = tmp_path / THIS, tmp_path / LAST
    text = SAMPLE.read_text("utf-8")
    this.write_text(text, "utf-8")
    earlier = text.replace("2023", "2022").replace("2024", "2023")
    last.write_text(earlier, "utf-8")
    return this, last


def test_an_auditor_uploads_looks_reviews_compares_and_saves(lab, page, browser, reports):
    this, last = reports
    # What the notebook was saved with shows before anything is run, its styles too.
    assert (
        page.locator(".jp-OutputArea .ogi-verdict").first.evaluate(
            "one => getComputedStyle(one).borderLeftStyle"
        )
        == "solid"
    )
    assert page.get_by_text("Jupyter news").count() == 0
    # It is what the server opens.
    assert f"/lab/tree/notebooks/{NOTEBOOK.name}" in page.request.get(lab.address).url

    desk = run(page, "desk")
    status = desk.get_by_role("status")
    expect(status).to_contain_text("sample-2023.txt")
    choose(page, desk.get_by_role("button", name="上传本年报告"), this)
    expect(status).to_contain_text(f"已读取 {THIS}：云岭省沂川市人民政府办公室，2023 年度")
    choose(page, desk.get_by_role("button", name="上传上年报告"), last)
    expect(status).to_contain_text(f"上年报告为 {LAST}")
    uploads = lab.notebooks / "uploads"
    assert (uploads / THIS).read_bytes() == this.read_bytes()
    assert (uploads / LAST).read_bytes() == last.read_bytes()

    expect(run(page, "case")).to_contain_text(THIS)
    found = run(page, "validate", "findings")
    expect(found.locator(".ogi-verdict").first).to_contain_text("发现 2 项严重问题")
    # Row labels and text stand left, whatever JupyterLab does with tables.
    assert page.locator(".jp-OutputArea .ogi-facts th").first.evaluate(
        "one => getComputedStyle(one).textAlign"
    ) in ("left", "start")
    run(page, "evidence")

    case = run(page, "browse")
    expect(case.locator(".ogi-case")).to_contain_text("“自然人”列：本年新收与上年结转之和为 54")
    expect(case.get_by_role("button", name="上一项")).to_be_disabled()
    # By the keyboard alone.
    following = case.get_by_role("button", name="下一项")
    following.focus()
    page.keyboard.press("Enter")
    expect(case.locator(".ogi-case")).to_contain_text("行：总计填报为 55")
    case.get_by_role("button", name="不属实").click()
    case.get_by_label("理由").fill("总计按受理数填报")
    case.get_by_label("复核人").fill("李审计")
    case.get_by_role("button", name="保存").click()
    expect(case.get_by_role("status")).to_contain_text("已保存到 reviews.csv")
    kept = (uploads / "reviews.csv").read_text("utf-8-sig")
    (row,) = csv.DictReader(kept.splitlines())
    assert (row["rule"], row["at"]) == ("requests.row_total", "new_received")
    said = (row["verdict"], row["reason"], row["reviewer"], row["year"])
    assert said == ("dismissed", "总计按受理数填报", "李审计", "2023")

    # The review counts when the notebook is run again from its start, with the same report.
    found = run(page, "desk", "case", "validate", "findings")
    expect(found.locator(".ogi-verdict").first).to_contain_text("发现 1 项严重问题")
    expect(run(page, "review").locator("table")).to_contain_text("总计按受理数填报")
    compared = run(page, "compare")
    expect(compared).to_contain_text(f"与上年报告（{LAST}）衔接")
    expect(compared.locator("table").first).to_contain_text("上年报告：结转下年度")

    saved = run(page, "save")
    expect(saved).to_contain_text("已保存到 reports 文件夹")
    (written,) = (lab.root / "reports").glob("云岭省沂川市人民政府办公室-2023-*.json")
    result = json.loads(written.read_text("utf-8"))
    assert result["previous"]["name"] == LAST
    assert "dismissed" in [(one["review"] or {}).get("state") for one in result["findings"]]
    for suffix in ("html", "ipynb"):
        assert THIS in written.with_suffix(f".{suffix}").read_text("utf-8")
    saved.get_by_role("link", name=written.with_suffix(".html").name).click()
    frame = page.frame_locator(".jp-HTMLViewer iframe")
    expect(frame.locator(".ogi-verdict").first).to_contain_text("发现 1 项严重问题")
    assert [one for one in browser.problems if one.startswith("error")] == []


def test_what_cannot_be_audited_is_said_in_the_cell(page, tmp_path):
    desk = run(page, "desk")
    upload, status = desk.get_by_role("button", name="上传本年报告"), desk.get_by_role("status")
    files = {
        "扫描件.png": (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        "空.docx": (b"", "文件是空的"),
        "别的.txt": ("今天天气很好。".encode() * 9, "不像政府信息公开工作年度报告"),
        # More than a server takes in one message by default.
        "很大.html": (b"<p>" + b"x" * (12 * 2**20) + b"</p>", "很大.html："),
    }
    for name, (content, told) in files.items():
        file = tmp_path / name
        file.write_bytes(content)
        choose(page, upload, file)
        expect(status).to_contain_text(name)
        expect(status).to_contain_text(told)
    outputs = run(
        page, "case", "validate", "findings", "evidence", "browse", "review", "compare", "save"
    )
    expect(outputs).to_contain_text("未作核对")
    assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
