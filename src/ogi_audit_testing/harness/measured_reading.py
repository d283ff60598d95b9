"""For `make coverage`: a pytest plugin that has files read where the coverage of it can be kept.

A reader's process is shut off from all files (`ogi_audit.readers.fence`), so it cannot write down which
lines it ran. While coverage is measured, tests therefore read in their own process, except those whose
subject is the process that reads: theirs is not shut off, and keeps what it ran as it leaves. How a file
is read and what comes of it is the same; `make test` reads as users do.
"""

from __future__ import annotations

import pytest

from ogi_audit import readers
from ogi_audit.limits import Limits
from ogi_audit.readers import child
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.content import read_content
from ogi_audit.readers.sniff import Kind

# What is read there may take all memory or never end; or it is the fence that is tested.
_ISOLATED, _FENCED = {"test_limits", "test_hostile"}, {"test_access"}
_IS_READ, _FENCE = readers.read_isolated, child.fence


def _read_here(data: bytes, name: str, limits: Limits) -> tuple[Kind, Content]:
    return read_content(data, name, limits)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before fixtures of any scope, which read files too."""
    module = item.path.stem
    readers.read_isolated = _IS_READ if module in _ISOLATED | _FENCED else _read_here
    child.fence = (lambda folder: folder) if module in _ISOLATED else _FENCE
