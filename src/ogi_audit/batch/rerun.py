"""Running saved notebooks again with nbval, each on a cold stock kernel, a few at once.

nbval runs as a process of its own that knows nothing of the user's pytest, IPython or warnings, and
keeps what it writes in a temporary folder.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from ogi_audit.batch.settings import Settings
from ogi_audit.batch.steady import ENVIRONMENT
from ogi_audit.errors import RenderError

TIME_LIMIT = Settings(Path()).limit
"""Seconds for each notebook: as many as for its first run."""
# The notebooks of one process share the start of pytest; a lost process costs no more than these.
_MOST = 8
# What nbval itself may take to start a kernel, beyond the notebook's time.
_STARTING = 60
_POLL = 0.1
_UNWANTED = ("PYTEST_", "PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONINSPECT", "COV_")


@dataclass(frozen=True, slots=True)
class Rerun:
    """What came of one notebook: the cells that are not as saved, in their order.

    Each names its ``cell`` and ``outcome``: *differs* (with ``saved``, ``now`` and ``at``), *raised*
    (``name``, ``value``), *time*, *skipped* or *broken* (``problem``). No cell ran unless the kernel
    ``started``.
    """

    notebook: Path
    cells: tuple[Mapping[str, str], ...]
    started: bool = True


def rerun(
    notebooks: Sequence[Path], *, jobs: int = 1, limit: float = TIME_LIMIT
) -> Iterator[Rerun]:
    """Run each notebook again where it lies, ``jobs`` at once; yields as they are done.

    One whose kernel did not start is tried once more by itself: a kernel chooses its ports before it
    takes them, and another program may have been quicker.

    Raises `RenderError` if nbval cannot be run at all.
    """
    size = min(_MOST, math.ceil(len(notebooks) / jobs)) or 1
    waiting = deque(notebooks[at : at + size] for at in range(0, len(notebooks), size))
    running: list[_Process] = []
    again: set[Path] = set()
    with tempfile.TemporaryDirectory(prefix="ogi-audit-") as scratch:
        try:
            while waiting or running:
                while waiting and len(running) < jobs:
                    folder = Path(tempfile.mkdtemp(dir=scratch))
                    running.append(_Process(waiting.popleft(), folder, limit))
                time.sleep(_POLL)
                for process in list(running):
                    ended = process.has_ended()
                    for done in process.news():
                        if done.started or done.notebook in again:
                            yield done
                        else:
                            again.add(done.notebook)
                            waiting.append([done.notebook])
                    if ended:
                        running.remove(process)
                        yield from process.loss()
                        if process.pending:
                            waiting.append(process.pending)
        finally:
            for process in running:
                process.kill()


class _Process:
    """One run of pytest over some notebooks; ``pending`` are those it has not reported yet."""

    def __init__(self, notebooks: Sequence[Path], folder: Path, limit: float) -> None:
        self.pending = list(notebooks)
        self.limit = limit
        self._report, self._log = folder / "report.jsonl", folder / "log.txt"
        self._position = 0
        self._reported = False
        self._late = False
        self._since = time.monotonic()
        with self._log.open("wb") as log:
            self._popen = subprocess.Popen(
                _command(notebooks, folder, self._report, limit),
                cwd=folder,
                env=_environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def has_ended(self) -> bool:
        """Whether the process is over; one that takes too long for a notebook is ended."""
        if self._popen.poll() is None and time.monotonic() - self._since > self.limit + _STARTING:
            self._late = True
            self.kill()
        return self._popen.poll() is not None

    def news(self) -> Iterator[Rerun]:
        """The notebooks that were done since the last time."""
        if not self._report.exists():
            return
        with self._report.open("rb") as stream:
            stream.seek(self._position)
            content = stream.read()
        whole = content[: content.rfind(b"\n") + 1]
        self._position += len(whole)
        for line in whole.splitlines():
            told = json.loads(line)
            ran = Path(told["notebook"])
            notebook = next(path for path in self.pending if path.resolve() == ran)
            self.pending.remove(notebook)
            self._reported, self._since = True, time.monotonic()
            cells = (cell for cell in told["cells"] if cell["outcome"] != "same")
            yield Rerun(notebook, tuple(cells), told["started"])

    def loss(self) -> Iterator[Rerun]:
        """The notebook that the process ended with, if it did not end by itself."""
        if not self.pending:
            return
        if self._late:
            yield Rerun(self.pending.pop(0), ({"cell": "", "outcome": "time"},))
            return
        lines = self._log.read_text(encoding="utf-8", errors="replace").split("\n")
        problem = next((line.strip() for line in reversed(lines) if line.strip()), "")
        if not self._reported and self._popen.returncode > 0:
            raise RenderError("nbval", "nbval", problem=problem)
        cell = {"cell": "", "outcome": "broken", "problem": problem}
        yield Rerun(self.pending.pop(0), (cell,))

    def kill(self) -> None:
        """End the process and its kernels."""
        try:
            ours = psutil.Process(self._popen.pid)
            everyone = [ours, *ours.children(recursive=True)]
        except psutil.NoSuchProcess:
            everyone = []
        for one in everyone:
            try:
                one.kill()
            except psutil.NoSuchProcess:
                continue
        self._popen.wait()


def _command(notebooks: Sequence[Path], folder: Path, report: Path, limit: float) -> list[str]:
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    return [
        *(sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env"),
        *("-c", str(settings), "--rootdir", str(folder), "--noconftest"),
        *(
            "-p",
            "ogi_audit.lean",
            "-p",
            "nbval.plugin",
            "-p",
            "ogi_audit.batch.nbval_report",
            "-p",
            "no:cacheprovider",
        ),
        *("--nbval-cell-timeout", str(limit), "--rerun-report", str(report)),
        *("-q", "--color=no", "--tb=no", "--"),
        *(str(notebook.resolve()) for notebook in notebooks),
    ]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_UNWANTED)}
    return {
        **kept,
        **ENVIRONMENT,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }
