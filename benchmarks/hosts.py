"""A cluster and a store on hosts of their own: network namespaces, joined by a bridge. Linux, as root.

Each host has its own address and sees no process's sockets but through the network; one worker's host is
killed in the middle of it. What comes out must be the bytes of a local run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from batch import BIN, run, timed

_NET = "10.77.5"
_BRIDGE = "ogi-bridge"
_PORT, _STORE_PORT = 8786, 9000
HOSTS = ("driver", "scheduler", "worker-1", "worker-2", "store")
_KEYS = {
    "AWS_ACCESS_KEY_ID": "of-a-benchmark",
    "AWS_SECRET_ACCESS_KEY": "of-a-benchmark",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ENDPOINT_URL": f"http://{_NET}.{HOSTS.index('store') + 1}:{_STORE_PORT}",
}


def possible() -> bool:
    """Whether this machine lets one make hosts."""
    tools = shutil.which("ip") is not None and hasattr(os, "geteuid") and os.geteuid() == 0
    return tools and _ip("netns", "add", "ogi-try") and _ip("netns", "del", "ogi-try")


def _ip(*words: str) -> bool:
    return subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0


@contextmanager
def network() -> Iterator[None]:
    """The hosts, each a namespace with an address on the bridge."""
    _down()
    for words in (("link", "add", _BRIDGE, "type", "bridge"), ("link", "set", _BRIDGE, "up")):
        assert _ip(*words), words
    try:
        for number, name in enumerate(HOSTS, 1):
            space, ours, theirs = f"ogi-{name}", f"ogi-v{number}", f"ogi-p{number}"
            inside = ("-n", space)
            for words in (
                ("netns", "add", space),
                ("link", "add", ours, "type", "veth", "peer", "name", theirs),
                ("link", "set", ours, "master", _BRIDGE, "up"),
                ("link", "set", theirs, "netns", space),
                (*inside, "addr", "add", f"{_NET}.{number}/24", "dev", theirs),
                (*inside, "link", "set", theirs, "up"),
                (*inside, "link", "set", "lo", "up"),
            ):
                assert _ip(*words), words
        yield
    finally:
        _down()


def _down() -> None:
    for name in HOSTS:
        space = f"ogi-{name}"
        found = subprocess.run(
            ["ip", "netns", "pids", space], capture_output=True, text=True, check=False
        )
        for process in found.stdout.split():
            subprocess.run(["kill", "-9", process], capture_output=True, check=False)
        _ip("netns", "del", space)
    _ip("link", "del", _BRIDGE)


class _Host:
    """One of the hosts, with a folder of its own for what its processes keep."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.address = f"{_NET}.{HOSTS.index(name) + 1}"
        self.folder = folder / name
        self.folder.mkdir(parents=True)
        own = str(self.folder)
        self.environment = {
            **os.environ, **_KEYS, "HOME": own, "TMPDIR": own, "XDG_CACHE_HOME": own,
        }  # fmt: skip

    def command(self, *words: object) -> list[str]:
        return ["ip", "netns", "exec", f"ogi-{self.name}", *map(str, words)]

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command(*words),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """As if its power went."""
        found = subprocess.run(
            ["ip", "netns", "pids", f"ogi-{self.name}"], capture_output=True, text=True, check=True
        )
        subprocess.run(["kill", "-9", *found.stdout.split()], check=False)


def digests(folder: Path) -> dict[str, str]:
    """The outputs with what is in them, but for the log and what only runs need."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.log" and ".state" not in path.parts
    }


def compare(reports: Path, folder: Path, number: int) -> None:
    """Scan the reports from a store into it by the cluster, and here; say whether that is the same."""
    run(BIN / "ogi-audit", "scan", reports, "-o", folder / "here")
    with ExitStack() as stack:
        stack.enter_context(network())
        hosts = {name: _Host(name, folder / "hosts") for name in HOSTS}
        python = sys.executable
        hosts["store"].start(python, "-m", "moto.server", "-H", "0.0.0.0", "-p", _STORE_PORT)
        scheduler, driver = hosts["scheduler"], hosts["driver"]
        address = f"tcp://{scheduler.address}:{_PORT}"
        scheduler.start(
            *(python, "-m", "dask", "scheduler", "--host", scheduler.address, "--port", _PORT)
        )
        for name in ("worker-1", "worker-2"):
            host = hosts[name]
            host.start(
                *(python, "-m", "dask", "worker", address, "--nthreads", 1),
                *("--host", host.address, "--local-directory", host.folder),
            )
        time.sleep(5)
        subprocess.run(
            driver.command(python, "-c", _FILL, reports),
            env=driver.environment, check=True,
        )  # fmt: skip
        command = [
            BIN / "ogi-audit",
            "scan",
            f"s3://audits/{reports.name}",
            "-o",
            "s3://audits/here",
        ]
        scan = driver.start(*command, "--scheduler", address)

        def to_the_end() -> None:
            time.sleep(12)
            hosts["worker-1"].kill()
            assert scan.wait() in (0, 1), f"exit code {scan.returncode}"

        seconds = timed(to_the_end)
        copy = driver.folder / "ogi-audit" / "urls" / "s3" / "audits" / "here"
        same = digests(copy) == digests(folder / "here")
    said = "the same bytes" if same else "OTHER BYTES"
    print(
        f"{number} reports, store, scheduler and two workers on hosts of their own, one killed:"
        f" {seconds:.1f} s, {said}",
        flush=True,
    )
    if not same:
        sys.exit(1)


_FILL = """
import sys
from pathlib import Path
import fsspec
store = fsspec.filesystem("s3")
store.mkdir("audits")
folder = Path(sys.argv[1])
files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
store.put([str(path) for path in files],
          [f"audits/{folder.name}/{path.relative_to(folder).as_posix()}" for path in files])
"""
