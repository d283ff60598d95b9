"""The environment in which the same audit gives the same bytes, and processes can fork."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

ENVIRONMENT = {
    # The order of sets, should one ever come into an output.
    "PYTHONHASHSEED": "0",
    # One thread in a process that forks: numpy's and Arrow's are made when they are imported.
    "OPENBLAS_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    # Whoever sends a folder of audits may send a pandas.py along: nothing is imported from there.
    "PYTHONSAFEPATH": "1",
    # No notes of the debugger among the outputs.
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


@contextmanager
def steady() -> Iterator[None]:
    """Have processes that are started meanwhile inherit the environment."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
