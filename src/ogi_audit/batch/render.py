"""Rendering one report's audit: the executed notebook, a web page and the machine-readable result."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError

from ogi_audit.batch.files import write_named, written
from ogi_audit.batch.inputs import unread_id
from ogi_audit.batch.manifest import sha256_of
from ogi_audit.batch.page import html_page
from ogi_audit.batch.settings import INJECTED, notebook_parameters
from ogi_audit.batch.steady import steady
from ogi_audit.errors import RenderError, UnreadableError
from ogi_audit.lines_shown import plain_json
from ogi_audit.messages.audit import word
from ogi_audit.messages.batch import BATCH
from ogi_audit.resources import locate, share
from ogi_audit.schema import MIME
from ogi_audit.suites import load_suites

NOTEBOOK = "audit.ipynb"
OVERVIEW = "overview.ipynb"
_LONGEST = 200
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


def render_audit(
    report: Path,
    folder: Path,
    *,
    engine: str | None = None,
    into: Path | None = None,
    name: str | None = None,
    **given: Any,
) -> Rendered:
    """Audit a report by running the notebook with papermill.

    Writes ``<id>.ipynb``, ``<id>.html`` and ``<id>.json`` into ``folder``, which is made if need be, or
    into ``into`` on their way to ``folder``. ``name`` stands for the id, if given. ``given`` are the
    notebook's parameters; empty ones are left at their defaults. ``engine`` is papermill's; its own by
    default. Raises `ParameterError` for a
    parameter that the notebook does not have or cannot use and `SuiteError` for local suites that cannot
    be loaded, before anything runs, and `RenderError` if a cell fails.
    """
    if not locate(str(report)).exists():
        raise UnreadableError("not_found", report.name)
    parameters = notebook_parameters({"report": report, **given}, folder)
    if overlay := given.get("suites"):
        load_suites(Path(str(overlay)))
    with written(folder):
        folder.mkdir(parents=True, exist_ok=True)
    executed = run_notebook(read_notebook(NOTEBOOK), parameters, folder, engine)
    result = _result(executed)
    if name is None:
        known = result.get("report")
        name = str(known["id"] if known else unread_id(report, sha256_of(report)))
    paths = write_notebook(executed, (into or folder) / name, title=name)
    json_path = (into or folder) / f"{name}.json"
    write_named(json_path, plain_json(json.dumps(result, ensure_ascii=False, indent=1)) + "\n")
    return Rendered((*paths, json_path), result)


def render_overview(
    folder: Path, *, language: str = "zh", engine: str | None = None, into: Path | None = None
) -> None:
    """Write ``overview.ipynb`` and ``overview.html``, which sum up the audits of a folder.

    They go into the folder itself or ``into`` another one. Raises `RenderError` if a cell fails or
    they cannot be written.
    """
    parameters = {"folder": ".", "language": language}
    executed = run_notebook(read_notebook(OVERVIEW), parameters, folder, engine)
    write_notebook(
        executed, (into or folder) / Path(OVERVIEW).stem, title=word("overview", language)
    )


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
        if INJECTED in cell.metadata.get("tags", []):
            cell.id = f"{INJECTED}-{number}"
    return notebook


def run_notebook(
    notebook: nbformat.NotebookNode,
    parameters: Mapping[str, object],
    folder: Path,
    engine: str | None = None,
) -> nbformat.NotebookNode:
    """Execute a notebook in a folder. Returns it without what differs from run to run.

    Raises `RenderError` if a cell fails.
    """
    where = Path(str(parameters.get("report", folder))).name
    with steady():
        try:
            executed = papermill.execute_notebook(
                notebook,
                None,
                parameters=dict(parameters),
                engine_name=engine,
                cwd=str(folder),
                kernel_name="python3",
                # The kernel's own notes are not the user's concern.
                extra_arguments=["--IPKernelApp.log_level=50"],
                progress_bar=False,
                log_output=False,
            )
        except DeadKernelError:
            raise RenderError("killed", where, **BATCH["kernel_ended"]) from None
        except papermill.PapermillExecutionError as error:
            said = " ".join(str(error.evalue).split())[:_LONGEST]
            raise RenderError("cell", where, name=error.ename, value=said) from None
    return strip_run(executed)


def write_notebook(executed: nbformat.NotebookNode, path: Path, *, title: str) -> tuple[Path, Path]:
    """Write an executed notebook and its page beside each other, the suffixes added to ``path``."""
    contents = {
        "ipynb": plain_json(nbformat.writes(executed)) + "\n",
        "html": html_page(executed, title),
    }
    paths = [path.with_name(f"{path.name}.{suffix}") for suffix in contents]
    for file, content in zip(paths, contents.values(), strict=True):
        write_named(file, content)
    return paths[0], paths[1]


def read_notebook(name: str) -> nbformat.NotebookNode:
    """A notebook of the package, without the outputs that it was saved with."""
    return copy.deepcopy(_stored(name))


@lru_cache(maxsize=2)
def _stored(name: str) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(share("notebooks") / name, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return notebook


def _result(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                return dict(output["data"][MIME])
    raise RenderError("no_result", NOTEBOOK)
