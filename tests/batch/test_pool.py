"""Workers: one that dies, hangs or fails costs its own task only."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import pytest

from ogi_audit.batch.pool import Pool
from ogi_audit.errors import RenderError, UnreadableError
from ogi_audit.processes import ending


def work(task: str) -> str:
    kind, _, rest = task.partition(" ")
    if kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "leave":
        os._exit(3)
    if kind == "hang":
        time.sleep(1000)
    if kind == "fail":
        raise ValueError(rest)
    if kind == "refuse":
        raise UnreadableError("empty", rest)
    if kind == "fork":
        pid = os.fork()
        if pid == 0:
            time.sleep(1000)
        return str(pid)
    return f"{task} by {os.getpid()}"


def answers(tasks, *, workers=2, limit=60.0):
    with Pool(work, workers, limit, lambda task: f"<{task}>") as pool:
        return {task: answer for task, answer, _ in pool.run(tasks)}


@pytest.fixture(scope="module")
def mixed():
    tasks = ["a", "die", "b", "leave", "c", "fail it", "d", "refuse x.txt", "e"]
    return answers(tasks)


@pytest.mark.parametrize("task", list("abcde"))
def test_the_rest_goes_on(mixed, task):
    assert mixed[task].startswith(f"{task} by")


@pytest.mark.parametrize(
    ("task", "code", "detail"),
    [
        ("die", "killed", "SIGKILL"),
        ("leave", "killed", "exit code 3"),
        ("fail it", "crashed", "ValueError: it (test_pool.py:"),
    ],
)
def test_what_was_lost_is_said_with_its_reason(mixed, task, code, detail):
    error = mixed[task]
    assert isinstance(error, RenderError)
    assert error.code == code
    assert error.where == f"<{task}>"
    assert detail in error.message("en")


def test_what_was_killed_is_tried_once_more(tmp_path):
    task = f"once {tmp_path / 'seen'}"
    found = answers([task, "a"], workers=1)
    assert found[task].startswith(f"{task} by")
    assert found["a"].startswith("a by")


@pytest.mark.parametrize(
    ("status", "zh", "en"),
    [
        (-9, "被系统或他人终止，信号 SIGKILL", "ended by SIGKILL"),
        (-99, "被系统或他人终止，信号 signal 99", "ended by signal 99"),
        (3, "自行退出，退出码 3", "it left with exit code 3"),
        (255, "被终止，原因不明", "ended for an unknown reason"),
        (None, "被终止，原因不明", "ended for an unknown reason"),
    ],
)
def test_how_a_process_ended_is_said_in_words(status, zh, en):
    assert ending(status) == {"zh": zh, "en": en}


def test_an_error_of_ours_comes_as_it_is(mixed):
    error = mixed["refuse x.txt"]
    assert isinstance(error, UnreadableError)
    assert (error.code, error.where) == ("empty", "x.txt")


def test_a_hanging_task_ends_at_its_limit_and_only_that():
    found = answers(["hang", "a", "b"], limit=2.0)
    assert found["hang"].code == "time"
    assert "2 " in found["hang"].message("en")
    assert found["a"].startswith("a by")
    assert found["b"].startswith("b by")


def test_no_process_is_left_behind():
    found = answers(["fork", "a"])
    _, alive = psutil.wait_procs(
        [psutil.Process(int(found["fork"]))] if psutil.pid_exists(int(found["fork"])) else [],
        timeout=100,
    )
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def test_a_worker_is_replaced_after_some_tasks():
    found = answers([str(number) for number in range(120)], workers=1)
    assert len({answer.split()[-1] for answer in found.values()}) == 3


def test_a_fork_server_that_is_killed_is_started_again():
    with Pool(work, 1, 60.0) as pool:
        running = pool.run(["a", "b", "c"])
        next(running)
        children = psutil.Process().children(recursive=True)
        server = [child for child in children if "forkserver" in " ".join(child.cmdline())]
        for process in server:
            process.kill()
        rest = {task: answer for task, answer, _ in running}
    # What was in the hands of a worker is lost with it, and done by another one.
    assert set(rest) == {"b", "c"}
    assert all(isinstance(answer, str) for answer in rest.values())
