"""Running notebooks again with nbval: what becomes of each is told, and nothing is left behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import psutil
import pytest

from ogi_audit.batch import rerun as rerunning
from ogi_audit.batch.rerun import Rerun, rerun
from ogi_audit.errors import RenderError


def small(folder: Path, name: str, *sources: str, outputs=(), **metadata) -> Path:
    cells = [
        nbformat.v4.new_code_cell(source, id=f"cell{number}", execution_count=1)
        for number, source in enumerate(sources)
    ]
    cells[0].outputs = list(outputs)
    cells[0].metadata.update(metadata)
    path = folder / f"{name}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_what_becomes_of_each_notebook(tmp_path):
    picture = nbformat.v4.new_output("display_data", data={"image/png": "AAAA"})
    text = nbformat.v4.new_output("stream", name="stdout", text="1\n")
    paths = [
        small(tmp_path, "same", "print(1)", outputs=[text]),
        small(tmp_path, "raises", "1 / 0", "x = 2"),
        small(tmp_path, "hangs", "import time; time.sleep(60)"),
        small(tmp_path, "dies", "import os; os._exit(3)"),
        small(tmp_path, "skips", "print(2)", outputs=[text], tags=["nbval-skip"]),
        small(tmp_path, "picture", "1;", outputs=[picture]),
        small(tmp_path, "ignored", "# NBVAL_IGNORE_OUTPUT\nprint(2)", outputs=[text]),
    ]
    came = {one.notebook.stem: one.cells for one in rerun(paths, jobs=2, limit=2)}
    assert len(came) == len(paths)
    assert came["same"] == ()
    assert came["raises"] == (
        {"cell": "cell0", "outcome": "raised", "name": "ZeroDivisionError", "value": "division by zero"},
    )  # fmt: skip
    assert [cell["outcome"] for cell in came["hangs"]] == ["time"]
    assert came["dies"][0]["outcome"] in ("time", "broken")
    assert came["skips"] == ({"cell": "cell0", "outcome": "skipped"},)
    # nbval looks at neither of these.
    assert came["picture"][0]["outcome"] == "differs"
    assert came["ignored"][0] == {
        "cell": "cell0", "outcome": "differs", "saved": "1", "now": "2", "at": "",
    }  # fmt: skip


LAUNCHER = """import pathlib, runpy, sys
with pathlib.Path(sys.argv[0]).with_name("starts").open("a") as starts:
    starts.write("x")
    if starts.tell() <= {failing}:
        sys.exit(1)
sys.path.remove(str(pathlib.Path(sys.argv[0]).parent))
runpy.run_module("ipykernel_launcher", run_name="__main__")
"""


@pytest.mark.parametrize("failing", [1, 9])
def test_a_kernel_that_does_not_start_is_given_one_more_try(tmp_path, monkeypatch, failing):
    place = tmp_path / "in place of the kernel's"
    place.mkdir()
    (place / "ipykernel_launcher.py").write_text(LAUNCHER.format(failing=failing))
    monkeypatch.setenv("PYTHONPATH", str(place))
    text = nbformat.v4.new_output("stream", name="stdout", text="1\n")
    paths = [small(tmp_path, name, "print(1)", "2", outputs=[text]) for name in ("one", "two")]
    came = list(rerun(paths, limit=30))
    assert {one.notebook for one in came} == set(paths)
    assert len(came) == 2
    if failing == 1:
        # The other notebook is done first, in the process that goes on.
        assert [one.notebook for one in came] == [paths[1], paths[0]]
        assert all(one.started and "broken" not in str(one.cells) for one in came)
    else:
        problem = "Kernel died before replying to kernel_info"
        assert [cell["problem"] for one in came for cell in one.cells] == [problem] * 4
    assert len((place / "starts").read_text()) == (3 if failing == 1 else 4)


def test_a_run_that_nothing_comes_from_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(rerunning, "_STARTING", -2.5)
    paths = [small(tmp_path, "one", "1"), small(tmp_path, "two", "1")]
    # Another test of this process may have started a fork server.
    before = set(psutil.Process().children(recursive=True))
    came = list(rerun(paths, limit=3))
    assert came == [Rerun(path, ({"cell": "", "outcome": "time"},)) for path in paths]
    assert set(psutil.Process().children(recursive=True)) <= before


def test_without_nbval_nothing_is_said_of_the_audits(tmp_path, monkeypatch):
    monkeypatch.setattr(rerunning.sys, "executable", shutil.which("false"))
    with pytest.raises(RenderError) as error:
        list(rerun([small(tmp_path, "one", "1")]))
    assert error.value.code == "nbval"
