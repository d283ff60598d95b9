"""Rendering one report's audit: the executed notebook, a web page and the machine-readable result."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill

from ogi_audit.batch.files import write_whole
from ogi_audit.batch.page import html_page
from ogi_audit.display.notebook import MIME, check_values
from ogi_audit.errors import ParameterError, RenderError, UnreadableError
from ogi_audit.resources import locate, share
from ogi_audit.suites import load_suites

NOTEBOOK = "audit.ipynb"
# What papermill and nbclient add that differs from run to run.
_RUN_METADATA = ("execution", "papermill")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was written for one report, and its machine-readable result."""

    paths: tuple[Path, ...]
    result: dict[str, Any]

    @property
    def error(self) -> dict[str, Any] | None:
        """Why the report could not be read, if so."""
        return self.result.get("error")

    @property
    def critical(self) -> bool:
        """Whether there is a critical finding that nobody dismissed."""
        return any(
            f["severity"] == "critical" and (f["review"] or {}).get("state") != "dismissed"
            for f in self.result.get("findings", ())
        )


def render_audit(report: Path, folder: Path, *, title: str = "", **parameters: object) -> Rendered:
    """Audit a report by running the notebook with papermill's own engine.

    Writes ``<id>.ipynb``, ``<id>.html`` and ``<id>.json`` into ``folder``, which is made if need be.
    ``parameters`` are the notebook's; empty ones are left at their defaults. Raises
    `ParameterError` for one that the notebook does not have or cannot use and `SuiteError` for local
    suites that cannot be loaded, before anything runs, and `RenderError` if a cell fails.
    """
    notebook = share("notebooks") / NOTEBOOK
    if not locate(str(report)).exists():
        raise UnreadableError("not_found", report.name)
    given = _parameters(notebook, {"report": report, **parameters}, folder)
    texts = {name: str(given.get(name, "")) for name in ("published", "weights")}
    check_values(str(given.get("language", "zh")), texts["published"], texts["weights"])
    if overlay := parameters.get("suites"):
        load_suites(Path(str(overlay)))
    with _written(folder):
        folder.mkdir(parents=True, exist_ok=True)
    executed = _execute(notebook, given, folder)
    result = _result(executed)
    name = result["report"]["id"] if "report" in result else unread_id(report)
    stripped = strip_run(executed)
    contents = {
        "ipynb": nbformat.writes(stripped) + "\n",
        "html": html_page(stripped, title or name),
        "json": json.dumps(result, ensure_ascii=False, indent=1) + "\n",
    }
    paths = []
    for suffix, content in contents.items():
        path = folder / f"{name}.{suffix}"
        with _written(path):
            write_whole(path, content)
        paths.append(path)
    return Rendered(tuple(paths), result)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """What the system says of a file or folder that cannot be written, as an error of ours."""
    try:
        yield
    except OSError as error:
        raise RenderError("not_written", str(path), problem=error.strerror or error) from None


def unread_id(report: Path) -> str:
    """The id of a report that cannot be read: its file's name and, if it is a file, its SHA-256."""
    stem = re.sub(r"[^\w.()（）]+", "_", report.stem) or "report"
    digest = hashlib.sha256(report.read_bytes()).hexdigest()[:8] if report.is_file() else ""
    return f"{stem}-{digest}" if digest else stem


def strip_run(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take away what differs between runs of the same audit: times, paths and random ids.

    Changes the notebook given and returns it.
    """
    for key in _RUN_METADATA:
        notebook.metadata.pop(key, None)
    # Which patch release of Python ran says nothing of the audit.
    notebook.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(notebook.cells):
        for key in _RUN_METADATA:
            cell.metadata.pop(key, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = f"injected-parameters-{number}"
    return notebook


def _parameters(notebook: Path, given: dict[str, object], folder: Path) -> dict[str, object]:
    """The notebook's parameters as it wants them; files relative to where it will be kept."""
    known = papermill.inspect_notebook(str(notebook))
    parameters: dict[str, object] = {}
    for name, value in given.items():
        if name not in known:
            raise ParameterError("unknown", name, known=", ".join(known))
        if value is None or value == "":
            continue
        if name in ("report", "previous", "reviews", "suites"):
            value = _relative(Path(str(value)), folder)
        elif known[name]["inferred_type_name"] == "int":
            if not str(value).isdigit():
                raise ParameterError("value", name, value=value, expected="int")
            value = int(str(value))
        parameters[name] = value
    return parameters


def _relative(path: Path, folder: Path) -> str:
    """The path from ``folder``, so that the notebook can be run again where it lies."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return str(path.resolve())


def _execute(notebook: Path, parameters: dict[str, object], folder: Path) -> nbformat.NotebookNode:
    with tempfile.TemporaryDirectory() as scratch, steady():
        output = Path(scratch) / NOTEBOOK
        try:
            papermill.execute_notebook(
                str(notebook),
                str(output),
                parameters=parameters,
                cwd=str(folder),
                kernel_name="python3",
                # The kernel's own notes are not the user's concern.
                extra_arguments=["--IPKernelApp.log_level=40"],
                progress_bar=False,
                log_output=False,
            )
        except papermill.PapermillExecutionError as error:
            raise _as_ours(error, parameters) from None
        executed: nbformat.NotebookNode = nbformat.read(output, as_version=4)
        return executed


def _as_ours(error: papermill.PapermillExecutionError, parameters: dict[str, object]) -> Exception:
    """A failed cell in our own terms."""
    where = Path(str(parameters["report"])).name
    return RenderError("cell", where, name=error.ename, value=error.evalue)


@contextmanager
def steady() -> Iterator[None]:
    """The kernel's environment as the same output needs it: hash seed, threads, no debugger notes."""
    wanted = {
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _result(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                return dict(output["data"][MIME])
    raise RenderError("no_result", NOTEBOOK)
