"""The warm engine: what stock papermill gives, from a forked child that leaves nothing behind."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from ogi_audit.batch import processes
from ogi_audit.batch.render import strip_run
from ogi_audit.batch.steady import ENVIRONMENT

CELLS = [
    "import sys\nprint('a'); print('b', file=sys.stderr); print('c')\n1 + 1",
    "from IPython.display import HTML, clear_output, display\n"
    "shown = display(HTML('<b>x</b>'), display_id='q'); print(1)\nshown.update(HTML('<i>y</i>'))",
    "import asyncio\nawait asyncio.sleep(0.01)\n__name__, In[1][:5], _",
    "!echo hi",
    # The stock kernel's own thread reads what other programs write, and what it has not read when the cell
    # ends is in no notebook; the warm kernel's loses nothing, see the test of that.
    "import os, time\nos.system('echo raw'); time.sleep(2)",
    "%%capture kept\nprint(5)",
    "kept.stdout",
    "print('first'); clear_output(); print('é', '\\ud800'.encode('utf8', 'replace'), 'x\\ry')",
    "from pathlib import Path\nPath.cwd().name, sorted(os.environ) != []",
    "import pandas\npandas.DataFrame({'列': [1, 2]})",
    # Wider than a line, and than the terminal.
    "pandas.DataFrame({f'a column with a name, {n}': [n] for n in range(12)})",
    "{'b', 'a', 'c'}, os.environ['PYTHONHASHSEED']",
    "display({'application/json': {'figure': 52.0}, 'text/plain': ''}, raw=True)",
]
FAILING = ["1 / 0", "input('?')"]


def notebook(*sources: str) -> nbformat.NotebookNode:
    cells = [
        nbformat.v4.new_code_cell(source, id=f"c{number}") for number, source in enumerate(sources)
    ]
    for cell in cells:
        if cell.source in FAILING:
            cell.metadata.tags = ["raises-exception"]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def execute(engine: str | None, *sources: str, **options: object) -> nbformat.NotebookNode:
    return papermill.execute_notebook(
        notebook(*sources), None, engine_name=engine, progress_bar=False, **options
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> dict[str, nbformat.NotebookNode]:
    """The same notebook through both engines' commands."""
    folder = tmp_path_factory.mktemp("engines")
    # papermill calls a notebook with a failing cell failed; the outputs are written all the same.
    nbformat.write(notebook(*CELLS, *FAILING), folder / "in.ipynb")
    found = {}
    for engine in ("nbclient", "warm"):
        command = [
            *(sys.executable, "-m", "papermill", "--engine", engine),
            *("--no-progress-bar", "in.ipynb", f"{engine}.ipynb"),
        ]
        env = {**os.environ, "PYTHONHASHSEED": "0", "COLUMNS": "60"}
        # Under pytest a stock kernel leaves out what other programs print.
        env.pop("PYTEST_CURRENT_TEST", None)
        subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True)
        executed = strip_run(nbformat.read(folder / f"{engine}.ipynb", as_version=4))
        found[engine] = {cell.id: cell for cell in executed.cells if cell.cell_type == "code"}
    return found


@pytest.mark.parametrize("number", range(len(CELLS) + len(FAILING)))
def test_a_cell_gives_what_it_gives_under_stock_papermill(both, number):
    warm, stock = (
        nbformat.v4.writes(nbformat.v4.new_notebook(cells=[both[engine][f"c{number}"]]))
        for engine in ("warm", "nbclient")
    )
    if both["warm"][f"c{number}"].source == "input('?')":
        # What raised it is another function.
        warm, stock = (re.findall(r'"evalue": .*', text) for text in (warm, stock))
    assert warm == stock
    assert both["warm"][f"c{number}"].execution_count == number + 1


WARNING_CELLS = [
    "import warnings; warnings.warn('shown'); warnings.warn('so', DeprecationWarning)",
    "import numpy; numpy.float64(1) / numpy.float64(0)",
    "from ogi_audit.display import notebook\nwarnings.warn('no longer')",
    "import logging; logging.warning('said'); warnings.warn('by the log')",
    "import sys; from pathlib import Path; Path(sys.argv[0]).name",
    "import os; [os.environ.get(name) for name in ('PYTHONHASHSEED', 'OPENBLAS_NUM_THREADS', 'OWN')]",
    "def square(x): return x * x\n"
    "import multiprocessing as m; m.current_process().name, m.Pool(1).map(square, [3])",
]


@pytest.fixture(scope="module")
def outputs_of_both(tmp_path_factory) -> list[list[list[dict]]]:
    """What cells that warn show through both engines' commands, without the process's number."""
    folder = tmp_path_factory.mktemp("warnings")
    nbformat.write(notebook(*WARNING_CELLS), folder / "in.ipynb")
    kept = {n: v for n, v in os.environ.items() if n not in {*ENVIRONMENT, "PYTEST_CURRENT_TEST"}}
    found = []
    for engine in ("nbclient", "warm"):
        command = [sys.executable, "-m", "papermill", "--engine", engine, "in.ipynb", "out.ipynb"]
        env = {**kept, "OWN": "1"}
        subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
        cells = nbformat.read(folder / "out.ipynb", as_version=4).cells
        text = json.dumps([cell.outputs for cell in cells])
        found.append(json.loads(re.sub(r"ipykernel_\d+", "ipykernel", text)))
    return found


@pytest.mark.parametrize("number", range(len(WARNING_CELLS)))
def test_warnings_and_the_process_are_those_of_a_stock_kernel(outputs_of_both, number):
    stock, warm = (outputs[number] for outputs in outputs_of_both)
    assert warm == stock
    assert bool(warm) is (number != 2)


def test_papermill_knows_the_engine():
    command = [
        sys.executable,
        "-c",
        "from papermill.engines import papermill_engines as e; print(e.get_engine('warm').__name__)",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "WarmEngine"


def test_what_a_notebook_changes_is_gone_with_it():
    execute(
        "warm",
        "import os, pandas\nos.environ['LEFT'] = '1'; pandas.read_csv = None\n"
        "pandas.set_option('display.max_rows', 7); leak = 1",
    )
    found = execute(
        "warm",
        "import os, pandas\n"
        "'LEFT' in os.environ, pandas.read_csv is None, pandas.get_option('display.max_rows'), 'leak' in globals()",
    )
    assert found.cells[0].outputs[0].data["text/plain"] == "(False, False, 60, False)"


@pytest.mark.parametrize(("safe", "found"), [("", "there"), ("1", "not there")])
def test_modules_beside_a_notebook_are_found_unless_that_is_not_wanted(
    tmp_path, monkeypatch, safe, found
):
    (tmp_path / "beside_it.py").write_text("said = 'there'\n")
    monkeypatch.setenv("PYTHONSAFEPATH", safe)
    ran = execute(
        "warm",
        "try:\n    from beside_it import said\nexcept ImportError:\n    said = 'not there'\nprint(said)",
        cwd=str(tmp_path),
    )
    assert ran.cells[0].outputs[0].text.strip() == found


def test_everything_an_audit_needs_is_there_already():
    found = execute(
        "warm",
        "import sys, time\nbegan = time.monotonic()\n'great_expectations' in sys.modules",
        "from ogi_audit.display import notebook\nimport great_expectations, ogi_audit.suites\n"
        "time.monotonic() - began < 1, great_expectations.__spec__.name, ogi_audit.suites.__spec__.name, "
        "sys.modules['ogi_audit.display.notebook'] is notebook",
    )
    # As in a kernel of the stock kind, nothing was imported; but nothing need be read.
    assert [cell.outputs[0].data["text/plain"] for cell in found.cells] == [
        "False",
        "(True, 'great_expectations', 'ogi_audit.suites', True)",
    ]


def test_a_kernel_that_dies_is_an_error_and_not_a_finished_notebook():
    with pytest.raises(DeadKernelError):
        execute("warm", "import os\nos._exit(0)", "1")


def test_a_cell_that_hangs_ends_at_its_limit_and_so_does_its_kernel():
    with pytest.raises(CellTimeoutError):
        execute("warm", "import time\ntime.sleep(1000)", execution_timeout=1)
    kernels = [
        child
        for child in psutil.Process().children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE and "forkserver" in " ".join(child.cmdline())
    ]
    # The fork server itself is left, to fork the next one.
    assert len(kernels) <= 1


def test_what_programs_of_a_cell_print_is_never_lost():
    found = execute("warm", *["import os\nos.system('echo out; echo err >&2')"] * 40)
    for cell in found.cells:
        said = {one.name: one.text for one in cell.outputs if one.output_type == "stream"}
        assert said == {"stdout": "out\n", "stderr": "err\n"}


def test_a_failing_cell_stops_the_notebook_and_is_named():
    with pytest.raises(papermill.PapermillExecutionError) as error:
        execute("warm", "x = 1", "x + y", "never = 1")
    assert error.value.ename == "NameError"
    assert error.value.exec_count == 2


def test_where_forking_is_unsafe_the_stock_engine_is_used_and_says_so(monkeypatch, caplog):
    monkeypatch.setattr(processes.sys, "platform", "darwin")
    with caplog.at_level(logging.WARNING, logger="papermill"):
        found = execute("warm", "6 * 7")
    assert found.cells[0].outputs[0].data["text/plain"] == "42"
    assert re.search("stock engine is used instead.*cannot fork safely", caplog.text)


def test_a_notebook_for_another_kernel_is_not_run_by_this_one(caplog):
    wanted = notebook("1")
    wanted.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    with caplog.at_level(logging.WARNING, logger="papermill"), pytest.raises(Exception, match="ir"):
        papermill.execute_notebook(wanted, None, engine_name="warm", progress_bar=False)
    assert "wants the kernel ir" in caplog.text


def test_the_process_itself_needs_nothing_of_ours(tmp_path):
    """A script without a guard, with threads, run from elsewhere: as people write them."""
    nbformat.write(notebook("6 * 7"), tmp_path / "in.ipynb")
    script = tmp_path / "script.py"
    script.write_text(
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(30,), daemon=True).start()\n"
        "import papermill\n"
        "print('once')\n"
        "papermill.execute_notebook('in.ipynb', 'out.ipynb', engine_name='warm', progress_bar=False)\n"
    )
    command = [sys.executable, str(script)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["once"]
    assert "leaked" not in done.stderr
    out = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert out.cells[0].outputs[0].data["text/plain"] == "42"
    assert Path(tmp_path / "out.ipynb").stat().st_size


def test_what_is_imported_before_forking_starts_no_thread():
    code = (
        "import ogi_audit.batch.preload\nfrom ogi_audit.processes import threads\nprint(threads())"
    )
    command = [sys.executable, "-c", code]
    env = {**os.environ, **ENVIRONMENT}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
