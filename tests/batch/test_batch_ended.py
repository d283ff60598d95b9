"""A batch that is killed, interrupted, out of time or without room: nothing is half-written, nothing lost."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from ogi_audit.batch.manifest import Manifest
from ogi_audit_testing.folders.contents import contents, events, rendered_last
from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.makers import LAYOUTS, named

# Seconds that nothing here takes, on however slow a machine.
PATIENCE = 600


def worker_of(run: subprocess.Popen[bytes], folder: Path) -> psutil.Process:
    """The worker of a run that is rendering: the process that has a kernel below it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(psutil.Error):
            for server in psutil.Process(run.pid).children():
                for worker in server.children():
                    if worker.children() and events(folder, "planned"):
                        return worker
        time.sleep(0.01)
    raise AssertionError("no worker was seen")


def test_a_worker_that_is_killed_twice_costs_its_report_only_and_the_next_run_mends_it(
    small, tmp_path
):
    folder = tmp_path / "again"
    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(folder), "-j", "1"]
    run = subprocess.Popen(command, cwd=small, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    worker_of(run, folder).kill()
    # The others are done before it is tried once more.
    while len(events(folder, "audit")) < 2:
        time.sleep(0.01)
    worker_of(run, folder).kill()
    _, said = run.communicate()
    assert run.returncode == 2
    (lost,) = [r for r in Manifest(folder).read().values() if r.status == "failed"]
    assert lost.error["code"] == "render.killed"
    assert "SIGKILL" in said.decode("utf-8")
    assert "SIGKILL" in (folder / "index.html").read_text("utf-8")
    assert ogi_audit("render", "in", "-o", folder, cwd=small).returncode in (0, 1)
    assert rendered_last(folder) == {lost.id}
    assert all(record.status == "audited" for record in Manifest(folder).read().values())


def test_a_report_that_takes_too_long_ends_at_its_limit(small, tmp_path):
    # Scanned with a limit that suffices; then none of the audits comes to its end.
    folder = tmp_path / "late"
    done = ogi_audit("render", "in", "-o", folder, "--limit", "0.05", cwd=small)
    assert done.returncode == 2
    records = Manifest(folder).read()
    assert {record.status for record in records.values()} == {"failed"}
    assert {record.error["code"] for record in records.values()} == {"render.time"}
    assert "超过时限" in (folder / "index.html").read_text("utf-8")


def test_a_full_disk_leaves_nothing_half_written(small, tmp_path):
    folder = tmp_path / "full"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(folder)]
    done = subprocess.run(
        command,
        cwd=small,
        # Where coverage is measured, its notes would have no room either.
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        capture_output=True,
        text=True,
        preexec_fn=little_room,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "无法写入：文件超过允许的大小" in done.stderr
    for record in Manifest(folder).read().values():
        assert record.status == "failed"
    assert not [name for name in contents(folder) if name.endswith(".json")]
    # What had room is whole.
    for path in folder.glob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))
    assert ogi_audit("render", "in", "-o", folder, cwd=small).returncode in (0, 1)
    assert {name.rpartition(".")[2] for name in contents(folder)} >= {"ipynb", "html", "json"}


def test_a_folder_that_cannot_be_written_to_is_said_in_one_line(small):
    (small / "file").write_text("")
    done = ogi_audit("render", "in", "-o", "file/out", cwd=small)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "无法写入：路径中有一部分不是文件夹" in done.stderr


def test_two_runs_on_one_folder_at_once(small, tmp_path):
    folder = tmp_path / "shared"
    other = tmp_path / "in2"
    other.mkdir()
    layout = LAYOUTS["html-plain"]
    for seed in range(3):
        layout.write(named("云岭省岚津市教育局", 2020 + seed, seed), other / f"{seed}.html")
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "ogi_audit", "render", *given, "-o", str(folder), "-j", "1"],
            cwd=small, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        for given in (["in"], ["in", str(other)])
    ]  # fmt: skip
    for run in both:
        _, said = run.communicate()
        assert run.returncode in (0, 1), said.decode("utf-8")
    manifest = Manifest(folder)
    records = manifest.read()
    assert len(records) == 6
    assert all(manifest.is_done(record) for record in records.values())
    index = (folder / "index.html").read_text("utf-8")
    assert all(identifier in index for identifier in records)
    assert not list((folder / ".state" / "work").iterdir())


def test_an_interrupted_run_says_how_to_go_on(small, tmp_path):
    folder = tmp_path / "stopped"
    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(folder), "-j", "1"]
    run = subprocess.Popen(
        command, cwd=small, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    worker_of(run, folder)
    started = psutil.Process(run.pid).children(recursive=True)
    run.terminate()
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130
    assert "已中断" in said.decode("utf-8")
    assert "Traceback" not in said.decode("utf-8")
    _, alive = psutil.wait_procs(started, timeout=PATIENCE)
    assert not alive


@pytest.fixture(params=[signal.SIGINT, signal.SIGHUP])
def number(request):
    """A signal that is heard, even where whoever runs the tests (nohup, a shell's &) ignores it."""
    before = signal.signal(request.param, signal.default_int_handler)
    yield request.param
    signal.signal(request.param, before)


def test_a_run_that_is_interrupted_at_once_and_twice_says_so_in_one_line(small, tmp_path, number):
    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(tmp_path / "stopped")]
    run = subprocess.Popen(
        command, cwd=small, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    while not psutil.Process(run.pid).children():
        time.sleep(0.001)
    started = psutil.Process(run.pid).children(recursive=True)
    if number == signal.SIGINT:
        # As a terminal does: everybody hears it.
        os.killpg(run.pid, number)
        time.sleep(0.1)
        os.killpg(run.pid, number)
    else:
        run.send_signal(number)
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130
    assert "Traceback" not in said.decode("utf-8")
    assert said.decode("utf-8").splitlines()[-1].startswith("已中断")
    _, alive = psutil.wait_procs(started, timeout=PATIENCE)
    assert not alive


def test_a_run_that_fails_keeps_the_audits_that_hold(small):
    before = contents(small / "out")
    done = ogi_audit("render", "in", "-o", "out", "--force", "--limit", "0.05", cwd=small)
    assert done.returncode == 2
    assert contents(small / "out") == before


def test_of_many_failures_the_first_are_listed_and_none_counts_as_audited(small):
    for number in range(23):
        (small / "in" / f"{number:02}.pdf").write_bytes(b"%PDF-1.4\n" + bytes([65 + number]))
    done = ogi_audit("render", "in", "-o", "new", "--limit", "0.05", cwd=small)
    assert done.returncode == 2
    assert "新审核 0 份" in done.stdout
    said = [line for line in done.stderr.splitlines() if "超过时限" in line]
    assert len(said) == 20
    assert "……另有 6 份无法读取或失败，见索引。" in done.stderr
