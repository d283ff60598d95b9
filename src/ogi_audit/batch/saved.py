"""What an audit's own files say of each other: notebook, page and result, whatever the manifest says.

Whoever changes a figure in one of them, and its digest in the manifest, is found out here.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat

from ogi_audit.batch.differences import Difference, between_pages, between_results
from ogi_audit.batch.page import html_page
from ogi_audit.batch.render import NOTEBOOK
from ogi_audit.batch.settings import INJECTED, known_parameters
from ogi_audit.resources import share
from ogi_audit.schema import MIME

# What the cell that papermill writes begins with.
_HEAD = "# Parameters"
_OF_A_RUN = ("outputs", "execution_count")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not verify; ``details`` fill in the words of ``VERIFY[code]``."""

    code: str
    details: Mapping[str, str] = field(default_factory=dict)


class DamagedError(Exception):
    """A file cannot be used at all, for the reason in ``problem``."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def read_json(path: Path) -> Any:
    """The content of a JSON file. Raises `DamagedError`."""
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        details = {"file": path.suffix, "problem": error.strerror or ""}
        raise DamagedError(Problem("not_read", details)) from None
    except (ValueError, RecursionError):
        raise DamagedError(Problem("not_json", {"file": path.suffix})) from None


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """A notebook that is as the format wants it. Raises `DamagedError`."""
    content = read_json(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nbformat.validate(content, version=4)
            notebook: nbformat.NotebookNode = nbformat.reads(json.dumps(content), as_version=4)
    # The schema leaves out much that the reader takes for granted.
    except (
        *(nbformat.ValidationError, LookupError, TypeError, AttributeError, ValueError),
        RecursionError,
    ):
        raise DamagedError(Problem("not_notebook", {"file": path.suffix})) from None
    return notebook


def section_of(notebook: nbformat.NotebookNode, cell_id: str) -> str:
    """The heading that a cell stands under, or else its id."""
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("#"):
            heading = cell.source.split("\n")[0].lstrip("# ")
        if cell.get("id") == cell_id:
            return heading or cell_id
    return cell_id


def foreign_cell(notebook: nbformat.NotebookNode) -> str | None:
    """The first cell that is not the audit's, by its id: changed, added, moved, or left out.

    Outputs are not looked at. Right after the cell that papermill knows the parameters by comes the one
    that it writes, with their values and nothing else.
    """
    found = [_lasting(cell) for cell in notebook.cells]
    expected = list(_own_cells())
    at = 1 + next(n for n, cell in enumerate(expected) if "parameters" in _tags(cell))
    source = str(found[at]["source"]) if at < len(found) else ""
    # A line more, and a reader could be told what no run says.
    is_plain = _parameters(source) is not None
    expected.insert(at, {**_injected(at), "source": source if is_plain else None})
    ours = {cell["id"] for cell in expected}
    for wanted, cell in zip_longest(expected, found):
        if wanted != cell:
            own = str(wanted["id"]) if wanted else ""
            other = str(cell.get("id", "")) if cell else ""
            # One that was put in is named itself, not the one whose place it takes.
            return other if not own or (other and other not in ours) else own
    return None


def parameters_of(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    """The parameters that the notebook was given."""
    values: dict[str, Any] = {}
    for cell in filter(_is_injected, notebook.cells):
        values |= _parameters(cell.source) or {}
    return values


def carried(notebook: nbformat.NotebookNode) -> list[Any]:
    """The machine-readable results that a notebook carries; one if all is well."""
    return [
        output["data"][MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]


def other_result(notebook: nbformat.NotebookNode, path: Path) -> Iterator[Problem]:
    """Where the file of the result is not the notebook's one result."""
    results = carried(notebook)
    if len(results) != 1 or not isinstance(results[0], dict):
        yield Problem("no_result")
        return
    try:
        difference = between_results(read_json(path), results[0])
    except DamagedError as damaged:
        yield damaged.problem
    else:
        yield from _contradiction("json", path, difference)


def other_page(notebook: nbformat.NotebookNode, title: str, path: Path) -> Iterator[Problem]:
    """Where the page is not that of the notebook."""
    try:
        saved = path.read_bytes().decode(errors="replace")
        wanted = html_page(notebook, title)
    except OSError as error:
        yield Problem("not_read", {"file": path.suffix, "problem": error.strerror or ""})
    except Exception as error:  # Whatever was put into the outputs of a changed notebook.
        problem = f"{type(error).__name__}: {error}".split("\n")[0]
        yield Problem("no_page", {"file": path.suffix, "problem": problem})
    else:
        yield from _contradiction("html", path, between_pages(saved, wanted))


def _contradiction(code: str, path: Path, difference: Difference | None) -> Iterator[Problem]:
    if difference:
        at = f"{difference.at} " if difference.at else ""
        details = {"saved": difference.saved, "now": difference.now, "at": at}
        yield Problem(code, {"file": path.suffix, **details})


@lru_cache(maxsize=1)
def _own_cells() -> tuple[dict[str, Any], ...]:
    notebook = nbformat.read(share("notebooks") / NOTEBOOK, as_version=4)
    return tuple(_lasting(cell) for cell in notebook.cells)


def _is_injected(cell: nbformat.NotebookNode) -> bool:
    return INJECTED in _tags(cell)


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def _injected(at: int) -> dict[str, Any]:
    """The cell that papermill writes, as we keep it, without its source."""
    return {
        "cell_type": "code",
        "id": f"{INJECTED}-{at}",
        "metadata": {"tags": [INJECTED]},
    }


def _lasting(cell: nbformat.NotebookNode) -> dict[str, Any]:
    """All of a cell but what a run makes of it: papermill gives each cell a list of tags."""
    metadata = {name: value for name, value in cell.metadata.items() if value or name != "tags"}
    kept = {name: value for name, value in cell.items() if name not in _OF_A_RUN}
    return {**kept, "metadata": metadata}


def _parameters(source: str) -> dict[str, Any] | None:
    """The values that a cell gives to the notebook's parameters; none if it holds anything else."""
    head, *lines = source.removesuffix("\n").split("\n")
    if head != _HEAD:
        return None
    values = {}
    for line in lines:
        try:
            (node,) = ast.parse(line).body
            name, value = line.split(" = ", 1)
            values[name] = ast.literal_eval(value)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return None
        # Neither code nor a remark before the value, around it or after it.
        if (
            name not in known_parameters()
            or not isinstance(node, ast.Assign)
            or ast.get_source_segment(line, node.value) != value
        ):
            return None
    return values
