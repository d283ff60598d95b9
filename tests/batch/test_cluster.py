"""A real Dask cluster on this machine gives the bytes that a local run gives, whatever happens to a worker."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from ogi_audit.batch.manifest import Manifest
from ogi_audit.processes import forks
from ogi_audit.resources import share
from ogi_audit_testing.corpus import clean, faulty
from ogi_audit_testing.corpus.judging import write
from ogi_audit_testing.folders.contents import tree
from ogi_audit_testing.harness.cluster import Cluster, children, cluster_in
from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.harness.store import store_in

REPORTS = 36
pytestmark = pytest.mark.skipif(
    not forks(), reason="a cluster of such processes is started on Linux"
)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of all kinds with last year's, reviews, a copy, and one that cannot be read."""
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


def test_what_is_waited_for_is_told(work, tmp_path):
    command = [sys.executable, "-P", "-m", "ogi_audit", "scan", "年报/1", "-o", "late"]
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
            run.communicate(timeout=600)
    ogi_audit("scan", "年报/1", "-o", "soon", cwd=work)
    assert tree(work / "late") == tree(work / "soon")


def test_a_scheduler_that_is_not_there_is_told_in_a_line(work):
    done = ogi_audit("scan", "年报", "-o", "none", "--scheduler", "tcp://127.0.0.1:9", cwd=work)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "调度器没有应答" in done.stderr


# These break the cluster: they come last, the scheduler last of all.


def test_a_worker_that_is_killed_costs_nothing(work, cluster, scanned, tmp_path):
    """From a store into the store, as where nobody has a disk in common."""
    with store_in(tmp_path / "cache") as store:
        store.put(work / "年报", "年报")
        command = [sys.executable, "-P", "-m", "ogi_audit", "scan", "s3://audits/年报"]
        command += ["-o", "s3://audits/scanned", "--scheduler", cluster.address]
        with subprocess.Popen(
            command,
            env={**os.environ, **store.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as run:
            victim = worker_that_reads(run, cluster)
            for one in [victim, *children(victim)]:
                with suppress(psutil.Error):
                    one.send_signal(signal.SIGKILL)
            _, said = run.communicate(timeout=600)
        assert run.returncode == 2, said.decode()
        assert "Traceback" not in said.decode()
        found = tree(store.get("scanned", tmp_path / "got"))
    assert found == scanned


def worker_that_reads(run: subprocess.Popen[bytes], cluster: Cluster) -> psutil.Process:
    """The first worker that is in the middle of a task, once one is."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        assert run.poll() is None, run.communicate()
        for process in cluster.workers:
            with suppress(psutil.Error):
                worker = psutil.Process(process.pid)
                if any(map(is_reader, children(worker))):
                    return worker
        time.sleep(0.01)
    raise AssertionError("no worker read anything")


def is_reader(process: psutil.Process) -> bool:
    try:
        return "ogi_audit.readers.child" in process.cmdline()
    except psutil.Error:
        return False


def test_a_scheduler_that_is_lost_ends_the_run_with_a_line(work, cluster):
    command = [sys.executable, "-P", "-m", "ogi_audit", "scan", "年报", "-o", "lost"]
    command += ["--scheduler", cluster.address]
    with subprocess.Popen(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        worker_that_reads(run, cluster)
        os.killpg(cluster.processes[0].pid, signal.SIGKILL)
        _, said = run.communicate(timeout=600)
    assert run.returncode == 2
    assert said.decode().splitlines()[1:] == [said.decode().splitlines()[-1]], said.decode()
    assert "与调度器的连接中断" in said.decode()
