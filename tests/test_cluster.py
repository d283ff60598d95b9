"""A real Dask cluster on this machine gives the bytes that a local run gives, whatever happens to a worker."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from ogi_audit.batch.manifest import Manifest
from ogi_audit.processes import forks
from ogi_audit.resources import share
from tests.commands import ogi_audit
from tests.corpus import clean, faulty
from tests.corpus.judging import write
from tests.store import store_in
from tests.test_scan import tree

REPORTS = 60
pytestmark = pytest.mark.skipif(
    not forks(), reason="a cluster of such processes is started on Linux"
)


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


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty reports of all kinds with last year's, reviews, a copy, and one that cannot be read."""
    work = tmp_path_factory.mktemp("cluster")
    reports = work / "年报"
    for number in range(REPORTS):
        write((clean if number % 4 == 0 else faulty)(number, 17), reports / f"{number % 6}")
    shutil.copy(share("data") / "sample-2023.txt", reports / "sample.txt")
    shutil.copy(reports / "sample.txt", reports / "0" / "副本.txt")
    (reports / "扫描 件.pdf").write_bytes(b"%PDF-1.4\nnot really")
    (reports / "reviews.csv").write_text(
        "agency,year,rule,at,verdict,reason,fingerprint\n", "utf-8"
    )
    return work


@pytest.fixture(scope="module")
def cluster(work: Path) -> Iterator[Cluster]:
    with cluster_in(work / "cluster") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def scanned(work: Path) -> dict[str, str]:
    done = ogi_audit("scan", "年报", "-o", "scanned", "-j", "2", cwd=work)
    assert done.returncode == 2, done.stderr
    return tree(work / "scanned")


def test_a_scan_by_a_cluster_gives_the_bytes_of_a_local_one(work, cluster, scanned):
    done = ogi_audit("scan", "年报", "-o", "by-cluster", "--scheduler", cluster.address, cwd=work)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert tree(work / "by-cluster") == scanned


def test_what_the_cluster_renders_is_what_is_rendered_here(work, cluster, scanned):
    for folder, more in (("rendered", ["-j", "2"]), ("sent", ["--scheduler", cluster.file])):
        done = ogi_audit("render", "年报/0", "年报/扫描 件.pdf", "-o", folder, *more, cwd=work)
        assert done.returncode == 2, done.stderr
    assert tree(work / "sent") == tree(work / "rendered")
    assert len(Manifest(work / "sent").read()) >= REPORTS // 6


def test_a_worker_that_is_killed_costs_nothing(work, scanned, tmp_path):
    """From a store into the store, as where nobody has a disk in common."""
    with (
        store_in(tmp_path / "cache") as store,
        cluster_in(tmp_path / "cluster") as cluster,
    ):
        store.put(work / "年报", "年报")
        command = [sys.executable, "-P", "-m", "ogi_audit", "scan", "s3://audits/年报"]
        command += ["-o", "s3://audits/scanned", "--scheduler", cluster.address]
        with subprocess.Popen(
            command,
            env={**os.environ, **store.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as run:
            wait_until_it_reads(run, cluster)
            victim = psutil.Process(cluster.workers[0].pid)
            for one in [victim, *children(victim)]:
                with suppress(psutil.Error):
                    one.send_signal(signal.SIGKILL)
            _, said = run.communicate(timeout=300)
        assert run.returncode == 2, said.decode()
        assert "Traceback" not in said.decode()
        found = tree(store.get("scanned", tmp_path / "got"))
    assert found == scanned


def wait_until_it_reads(run: subprocess.Popen[bytes], cluster: Cluster) -> None:
    """Until the first worker is in the middle of a task."""
    worker = psutil.Process(cluster.workers[0].pid)
    until = time.monotonic() + 120
    while not any(map(is_reader, children(worker))):
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)


def is_reader(process: psutil.Process) -> bool:
    try:
        return "ogi_audit.readers.child" in process.cmdline()
    except psutil.Error:
        return False


def children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def test_a_scheduler_that_is_lost_ends_the_run_with_a_line(work, tmp_path):
    with cluster_in(tmp_path / "cluster") as cluster:
        command = [sys.executable, "-P", "-m", "ogi_audit", "scan", "年报", "-o", "lost"]
        command += ["--scheduler", cluster.address]
        with subprocess.Popen(
            command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as run:
            wait_until_it_reads(run, cluster)
            os.killpg(cluster.processes[0].pid, signal.SIGKILL)
            _, said = run.communicate(timeout=300)
    assert run.returncode == 2
    assert said.decode().splitlines()[1:] == [said.decode().splitlines()[-1]], said.decode()
    assert "与调度器的连接中断" in said.decode()


@pytest.mark.parametrize(
    "address", ["", "foo", "http://127.0.0.1:1", "tcp://127.0.0.1", "broken.json", "empty.json"]
)
def test_what_is_no_address_is_told_in_a_line_at_once(work, address):
    (work / "broken.json").write_text("{")
    (work / "empty.json").write_text("[]")
    done = ogi_audit("scan", "年报", "-o", "none", "--scheduler", address, cwd=work)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "这不是调度器的地址" in done.stderr


def test_what_is_waited_for_is_told(work, tmp_path, scanned):
    command = [sys.executable, "-P", "-m", "ogi_audit", "scan", "年报", "-o", "late"]
    with cluster_in(tmp_path / "cluster", workers=0) as cluster:
        file = tmp_path / "late.json"
        with subprocess.Popen(
            [*command, "--scheduler", file],
            cwd=work,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as run:
            assert run.stderr
            assert "尚不存在" in run.stderr.readline().decode()
            shutil.copy(cluster.file, file)
            assert "没有工作进程" in run.stderr.readline().decode()
            cluster.worker(0)
            run.communicate(timeout=300)
    assert tree(work / "late") == scanned


def test_a_scheduler_that_is_not_there_is_told_in_a_line(work):
    done = ogi_audit("scan", "年报", "-o", "none", "--scheduler", "tcp://127.0.0.1:9", cwd=work)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "调度器没有应答" in done.stderr
