"""The command ``ogi-audit`` without its start: each call is forked from a process that has imported it.

What runs is the real command, with its arguments, folder, environment, output and exit code. Only that
Python and the libraries start once instead of each time (five seconds), so a test can run many.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import shlex
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def warm_commands(folder: Path) -> Iterator[Path]:
    """A folder for PATH with ``ogi-audit`` and `PYTHON`; whatever they start ends with the context."""
    # The address of a socket has room for a hundred characters.
    address = str(folder / "s")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.warm_command", address],
        stdout=subprocess.PIPE,
        # The module itself is found in the folder.
        env={**os.environ, **ENVIRONMENT, "PYTHONSAFEPATH": ""},
        cwd=Path(__file__).parents[1],
    ) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == b"ready\n"
            commands = folder / "bin"
            commands.mkdir()
            client = folder / "client.py"
            client.write_text(_CLIENT.format(address=address), "utf-8")
            start = f'exec {shlex.quote(sys.executable)} -IS {shlex.quote(str(client))} "${{0##*/}}" "$@"'
            for name in ("ogi-audit", PYTHON):
                (commands / name).write_text(f"#!/bin/sh\n{start}\n", "utf-8")
                (commands / name).chmod(0o755)
            yield commands
        finally:
            server.terminate()


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
    import pandas  # noqa: F401

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
    from ogi_audit import audit
    from ogi_audit.resources import share

    for sample in ("sample-2023.txt", "clean-2023.html", "blanks-2024.docx"):
        audit(share("data") / sample)
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
