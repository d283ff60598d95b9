"""A batch whose slow parts, which write nothing, are done once and remembered: only writing is done again."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import pickle
import platform
from collections.abc import Callable
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import ogi_audit.batch.run
import ogi_audit.batch.said  # noqa: F401
from ogi_audit.batch import index, pool, render, scan
from ogi_audit.batch.manifest import sha256_of
from ogi_audit.batch.settings import notebook_parameters
from ogi_audit.batch.tools import tools_of


def prepare(folder: Path) -> None:
    """Have notebooks run, pages made and reports scanned once, and what came of it kept in a folder.

    Everything is imported, as a fork server does, and all processes are forked from this one: what is
    watched in it is watched in them. It holds for the rest of this process's life.
    """
    import ogi_audit.batch.preload  # noqa: F401

    # What each run would find out or start anew.
    resource_tracker.ensure_running()
    platform.platform()
    tools_of()
    notebook_parameters({}, folder)
    for name in (render.NOTEBOOK, render.OVERVIEW):
        render.read_notebook(name)
    fork = multiprocessing.get_context("fork")
    pool.context = lambda: fork  # type: ignore[assignment]
    pool.is_warm = lambda: True
    folder.mkdir()
    _once(folder, scan, "scan", lambda request: request)
    _once(folder, render, "run_notebook", _notebook_key)
    _once(folder, render, "html_page", lambda notebook, title: (repr(notebook), title))
    _once(folder, index, "index_page", lambda results, *rest: (_results_key(results), *rest))
    # No collection need look at what is there, and no page of it need be copied.
    gc.collect()
    gc.freeze()


def _once(folder: Path, module: Any, name: str, key: Callable[..., object]) -> None:
    function = getattr(module, name)

    def remembered(*given: Any, **named: Any) -> Any:
        digest = hashlib.sha256(pickle.dumps(key(*given, **named))).hexdigest()
        path = folder / f"{name}-{digest}"
        try:
            return pickle.loads(path.read_bytes())
        except FileNotFoundError:
            made = function(*given, **named)
            path.write_bytes(pickle.dumps(made))
            return made

    setattr(module, name, remembered)


def _notebook_key(
    notebook: Any, parameters: Any, folder: Path, engine: str | None = None
) -> object:
    # The overview is of all that lies in the folder, an audit of the files that it names.
    named = [folder / str(value) for value in parameters.values()]
    if "folder" in parameters:
        named = sorted((*folder.glob("*.json"), *folder.glob("*.jsonl")))
    files = [(path.name, sha256_of(path)) for path in named if path.is_file()]
    return repr(notebook), sorted(parameters.items()), files, engine


def _results_key(results: Any) -> object:
    return results.audits.to_csv(), results.findings.to_csv()
