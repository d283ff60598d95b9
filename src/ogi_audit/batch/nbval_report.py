"""A pytest plugin, loaded beside nbval: a line of JSON a notebook, saying what each cell came to.

Runs in the process that `ogi_audit.batch.rerun` starts, and imports nothing heavy.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from ogi_audit.batch.differences import Difference, between_outputs
from ogi_audit.processes import die_with_parent, forks

_DIFFER = "Cell outputs differ"
_RAISED = "Cell execution caused an exception"
_TIME = "Timeout of"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for where to write."""
    parser.addoption("--rerun-report", type=Path, required=True)


def pytest_configure(config: pytest.Config) -> None:
    """Take part in the run, which ends with the process that started it."""
    if forks():
        die_with_parent()
    config.pluginmanager.register(_Reporter(config.getoption("--rerun-report")))


class _Reporter:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.cells: list[dict[str, str]] = []
        self.started = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: Any, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if call.when == "call" or (call.when == "setup" and call.excinfo):
            error = call.excinfo.value if call.excinfo else None
            # Before its first cell a notebook is given a kernel, and that is all of the setup.
            self.started = call.when == "call"
            self.cells.append({"cell": str(item.cell.get("id", "")), **_outcome(item, error)})
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: Any, nextitem: Any) -> Generator[None, None, None]:
        try:
            return (yield)
        finally:
            if nextitem is None or nextitem.parent is not item.parent:
                told = {"notebook": str(item.path), "cells": self.cells, "started": self.started}
                with self.path.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(told) + "\n")
                self.cells = []


def _outcome(item: Any, error: BaseException | None) -> dict[str, str]:
    """What came of a cell: nbval's verdict, and ours on outputs where nbval is content."""
    message = str(error or "")
    outputs = item.test_outputs or []
    if isinstance(error, pytest.skip.Exception):
        return {"outcome": "skipped"}
    if message.startswith(_TIME):
        return {"outcome": "time"}
    if message == _RAISED and outputs:
        last = outputs[-1]
        return {"outcome": "raised", "name": last.ename, "value": last.evalue.split("\n")[0]}
    if error and message != _DIFFER:
        return {"outcome": "broken", "problem": message.split("\n")[0] or type(error).__name__}
    difference = between_outputs(item.cell.outputs, outputs)
    if error and not difference:
        difference = Difference("", "")
    return {"outcome": "differs", **asdict(difference)} if difference else {"outcome": "same"}
