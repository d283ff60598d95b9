"""A Dask cluster of this machine's own: a scheduler and workers, each a process in a folder of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil


class Cluster:
    """A scheduler and two workers, each a process of its own in a folder of its own."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", self.file
        )
        while not self.file.exists():
            assert self.processes[0].poll() is None, "the scheduler has ended"
            time.sleep(0.05)
        self.workers = [self.worker(number) for number in range(workers)]

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text("utf-8"))["address"])

    def worker(self, number: int) -> subprocess.Popen[bytes]:
        place = self.folder / f"worker-{number}"
        place.mkdir()
        return self._start(
            *("worker", "--scheduler-file", self.file, "--nthreads", "1", "--host", "127.0.0.1"),
            *("--local-directory", place, "--no-dashboard"),
        )

    def _start(self, *words: object) -> subprocess.Popen[bytes]:
        # No folder of reports is theirs: what they need is sent to them.
        command = [sys.executable, "-P", "-m", "dask", *map(str, words)]
        process = subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes:
            with suppress(psutil.Error):
                for one in children(psutil.Process(process.pid)):
                    with suppress(psutil.Error):
                        one.kill()
            process.kill()
            process.wait()


@contextmanager
def cluster_in(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    folder.mkdir()
    cluster = Cluster(folder, workers)
    try:
        yield cluster
    finally:
        cluster.close()


def children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []
