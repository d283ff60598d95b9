"""The command ``ogi-audit`` without its start: each call is forked from a process that has imported it.

What runs is the real command, with its arguments, folder, environment, output and exit code. Only that
Python and the libraries start once instead of each time (five seconds), so a test can run many. How the
command starts by itself is what `ogi_audit_testing.harness.commands.started` is for.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path

from ogi_audit.batch.steady import ENVIRONMENT
from ogi_audit.processes import die_with_parent, threads

PYTHON = "warm-python"
"""Runs a Python file in the same way."""
_CLIENT = """\
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    asked = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(server, [asked[:1]], [0, 1, 2])
    server.sendall(asked[1:])
    server.shutdown(socket.SHUT_WR)
    sys.exit(int(server.recv(8)))
"""


@cache
def server() -> str:
    """The address of this process's server, which is started once and ends with this process."""
    # The address of a socket has room for a hundred characters.
    folder = tempfile.mkdtemp(prefix="ogi-warm-")
    address = str(Path(folder, "s"))
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", __name__, address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env={**os.environ, **ENVIRONMENT},
    )
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(process.terminate)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return address


def run(
    words: list[str], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """What the command of these words said in a folder, and its exit code."""
    with (
        socket.socket(socket.AF_UNIX) as client,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        Path(os.devnull).open("rb") as nothing,
    ):
        client.connect(server())
        asked = json.dumps([["ogi-audit", *words], str(folder), environment]).encode()
        socket.send_fds(client, [asked[:1]], [nothing.fileno(), out.fileno(), err.fileno()])
        client.sendall(asked[1:])
        client.shutdown(socket.SHUT_WR)
        answer = client.recv(8)
        assert answer, "the process that commands are forked from has ended"
        code = int(answer)
        for stream in (out, err):
            stream.seek(0)
        said = (stream.read().decode("utf-8") for stream in (out, err))
        return subprocess.CompletedProcess(words, code, *said)


def commands(folder: Path) -> Path:
    """A folder for PATH with ``ogi-audit`` and `PYTHON`, made in ``folder``."""
    place = folder / "bin"
    place.mkdir()
    client = folder / "client.py"
    client.write_text(_CLIENT.format(address=server()), "utf-8")
    start = f'exec {shlex.quote(sys.executable)} -IS {shlex.quote(str(client))} "${{0##*/}}" "$@"'
    for name in ("ogi-audit", PYTHON):
        (place / name).write_text(f"#!/bin/sh\n{start}\n", "utf-8")
        (place / name).chmod(0o755)
    return place


def _serve(address: str) -> None:
    die_with_parent()
    _import()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        while True:
            client, _ = listener.accept()
            with client:
                first, descriptors, _, _ = socket.recv_fds(client, 1, 3)
                asked = first + client.makefile("rb").read()
                child = os.fork()
                if not child:
                    listener.close()
                    client.close()
                    _answer(descriptors, *json.loads(asked))
                for descriptor in descriptors:
                    os.close(descriptor)
                status = os.waitpid(child, 0)[1]
                client.sendall(b"%d" % os.waitstatus_to_exitcode(status))


def _import() -> None:
    # Before all else: it makes this process one that forks its workers itself.
    import ogi_audit.batch.preload
    import ogi_audit.batch.run
    import ogi_audit.batch.said
    import ogi_audit.batch.settings
    import ogi_audit.batch.verify
    import ogi_audit.cli
    import ogi_audit.display.review
    import ogi_audit.display.text
    import ogi_audit.notice.content
    import ogi_audit.notice.document
    import ogi_audit.notice.lookup  # noqa: F401

    assert threads() == 1, "a process of several threads must not fork"


def _answer(
    descriptors: list[int], arguments: list[str], folder: str, environment: dict[str, str]
) -> None:
    """Be the command that was asked for, in this process, to its end."""
    code = 1
    try:
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = arguments
        if arguments[0] == PYTHON:
            runpy.run_path(arguments[1], run_name="__main__")
        else:
            from ogi_audit.cli import main

            main(arguments[1:], prog_name=arguments[0])
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve(sys.argv[1])
