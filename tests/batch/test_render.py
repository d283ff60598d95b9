"""Rendered audits: complete, offline, the same bytes each time, and honest about what fails."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest

from ogi_audit import audit
from ogi_audit.batch.render import Rendered, render_audit
from ogi_audit.errors import ParameterError
from ogi_audit.resources import share
from ogi_audit.schema import MIME

NOTEBOOK = share("notebooks") / "audit.ipynb"
SAMPLE = share("data") / "sample-2023.txt"


def contents(rendered: Rendered) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in rendered.paths}


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Rendered:
    folder = tmp_path_factory.mktemp("work")
    shutil.copy(SAMPLE, folder)
    return render_audit(folder / SAMPLE.name, folder / "reports")


def test_three_files_of_one_id(sample):
    names = [path.name for path in sample.paths]
    identifier = sample.result["report"]["id"]
    assert names == [f"{identifier}.ipynb", f"{identifier}.html", f"{identifier}.json"]
    assert identifier.startswith(sample.result["report"]["agency"])
    assert sorted(names) == sorted(path.name for path in sample.paths[0].parent.iterdir())


def test_the_result_is_that_of_the_check(sample):
    written = json.loads(sample.paths[2].read_text("utf-8"))
    assert written == audit(SAMPLE).to_json()
    notebook = nbformat.read(sample.paths[0], as_version=4)
    carried = [
        output["data"][MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]
    assert carried == [written]


def test_nothing_of_this_machine_is_in_the_outputs(sample):
    for name, content in contents(sample).items():
        text = content.decode("utf-8")
        for secret in (str(Path.home()), str(share("data")), os.uname().nodename, "0x7f"):
            assert secret not in text, name
        assert not re.search(r"\d{2}:\d{2}:\d{2}", text), name


def test_the_page_loads_nothing_and_needs_no_script(sample):
    page = sample.paths[1].read_text("utf-8")
    assert "<script" not in page
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", page)
    assert len(page) < 400_000
    assert page.startswith("<!DOCTYPE html>")


def test_the_page_shows_what_the_auditor_needs(sample):
    page = sample.paths[1].read_text("utf-8")
    result = sample.result
    assert "发现 2 项严重问题" in page
    assert result["report"]["source"]["sha256"] in page
    for finding in result["findings"]:
        assert finding["message"]["zh"] in page
        assert finding["basis"]["text"] in page
    assert page.count("≠") > 2
    # The faulty column's head and the faulty row's are marked, not only coloured.
    assert re.search(r"ogi-fault[^>]*>自然人<sup>≠</sup>", page)
    assert re.search(r"ogi-fault[^>]*>一、本年新收政府信息公开申请数量<sup>≠</sup>", page)
    assert "great-expectations 1." in page


def test_an_unreadable_report_still_gives_a_notebook_that_says_so(tmp_path):
    (tmp_path / "扫描件.pdf").write_bytes(b"%PDF-1.4\nnot really")
    rendered = render_audit(tmp_path / "扫描件.pdf", tmp_path / "out")
    assert rendered.error is not None
    assert rendered.error["code"] == "read.damaged"
    page = rendered.paths[1].read_text("utf-8")
    assert "无法读取" in page
    assert "文件已损坏" in page
    notebook = nbformat.read(rendered.paths[0], as_version=4)
    assert not [o for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "error"]


@pytest.mark.parametrize(
    "parameters",
    [{"langauge": "en"}, {"language": "fr"}, {"published": "31.1.2024"}, {"year": "x"}],
)
def test_a_mistyped_parameter_is_an_error_before_anything_runs(parameters, tmp_path):
    with pytest.raises(ParameterError) as error:
        render_audit(SAMPLE, tmp_path / "out", **parameters)
    assert error.value.where == next(iter(parameters))
    assert not list((tmp_path / "out").glob("*"))


def test_papermill_shows_each_parameter_with_type_and_comment():
    found = papermill.inspect_notebook(str(NOTEBOOK))
    assert list(found)[:4] == ["report", "previous", "published", "agency"]
    for parameter in found.values():
        assert parameter["inferred_type_name"] in ("str", "int")
        assert parameter["help"]


@pytest.fixture(scope="module")
def stock(tmp_path_factory) -> Path:
    """The stock papermill command, in a folder that knows nothing of ours."""
    folder = tmp_path_factory.mktemp("stock")
    shutil.copy(SAMPLE, folder / "我的报告.txt")
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(NOTEBOOK),
        "OUT.ipynb",
        "-p",
        "report",
        "我的报告.txt",
        "-p",
        "language",
        "en",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "OUT.ipynb"


def test_stock_papermill_renders_the_notebook_unaided(stock):
    text = stock.read_text("utf-8")
    assert "2 critical" in text
    assert MIME in text


def test_papermill_stops_at_a_mistyped_parameter(tmp_path):
    out = tmp_path / "x.ipynb"
    with pytest.raises(papermill.PapermillExecutionError, match="reprot"):
        papermill.execute_notebook(
            str(NOTEBOOK), str(out), {"reprot": "a.txt"}, engine_name="warm", progress_bar=False
        )
    notebook = nbformat.read(out, as_version=4)
    assert [c.id for c in notebook.cells if c.get("execution_count")][-1] == "check"


def test_the_notebook_runs_again_in_the_same_kernel_with_variables_of_ones_own():
    from ogi_audit.display import notebook as nb

    names = {
        "language": "zh",
        "published": "",
        "weights": "",
        "limits": "",
        "case": 1,
        "mine": 2,
        "In": [],
    }
    nb.check_parameters(names)
    nb.check_parameters({**names, "In": ["", '# Parameters\nreport = "a.txt"\n']})
    with pytest.raises(ParameterError):
        nb.check_parameters({**names, "In": ["", '# Parameters\nreprot = "a.txt"\n']})
