"""No network, and no file but the inputs, the output folder and temporary ones, whatever the files say.

Hostile files name a server and a file; the server is there and counts who comes, the file holds a secret. The
system calls of a whole batch, LibreOffice's too, are traced (strace) and looked at one by one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ogi_audit.batch.steady import ENVIRONMENT
from ogi_audit_testing import ROOT
from ogi_audit_testing.hostile.files import KINDS

SECRET = "绝密七八九"
# What points elsewhere; the rest of the hostile files only takes time.
POINTING = re.compile(
    r"file|web|path|relations|script|launch|embedded|external|links|location|include"
)
RENDERED = {"entity-file.docx", "relations-web.docx", "script.pdf", "links.html", "include.md"}
CALLS = "connect,sendto,sendmsg,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,chown,fchownat"


@pytest.fixture
def visitors() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        do_HEAD = do_OPTIONS = do_PROPFIND = do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def inputs(tmp_path: Path, visitors: tuple[str, list[str]]) -> Path:
    """A folder of files that point elsewhere, beside the file that they point at."""
    folder, secret = tmp_path / "inputs", tmp_path / "elsewhere" / "secret.txt"
    for one in (folder, secret.parent):
        one.mkdir()
    secret.write_text(SECRET, encoding="utf-8")
    for kind, files in KINDS.items():
        for name, data in files(visitors[0], secret):
            if POINTING.search(name) and (kind != "office" or shutil.which("soffice")):
                (folder / name).write_bytes(data)
    return folder


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is there on Linux only")
def test_an_audit_asks_nobody_and_touches_nothing_else(
    inputs: Path, tmp_path: Path, visitors: tuple[str, list[str]]
) -> None:
    out, temporary, log = tmp_path / "out", tmp_path / "tmp", tmp_path / "calls"
    for one in (temporary, log):
        one.mkdir()
    every = sorted(inputs.iterdir())
    assert len(every) > 30
    # All are read and judged; of each kind one is rendered, too.
    rendered = [path for path in every if path.name in RENDERED]
    assert len(rendered) >= 4
    commands = (
        ["check", *map(str, every)],
        ["render", *map(str, rendered), "-o", str(out), "-j", "1"],
    )
    for command in commands:
        done = subprocess.run(
            [
                *(
                    "strace",
                    "-ff",
                    "-y",
                    "-qq",
                    "-s",
                    "4096",
                    "--seccomp-bpf",
                    "-e",
                    f"trace={CALLS}",
                ),
                *("-o", str(log / command[0]), sys.executable, "-m", "ogi_audit", *command),
            ],
            cwd=tmp_path,
            env={
                "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
                "PYTHONPATH": str(ROOT / "src"),
                "PYTHONDONTWRITEBYTECODE": "1",
                "HOME": str(temporary),
                "TMPDIR": str(temporary),
                "LANG": "C.UTF-8",
                **ENVIRONMENT,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode in {1, 2}, done.stderr
        assert "Traceback" not in done.stderr
        assert SECRET not in done.stdout + done.stderr
    calls = [
        line for file in log.iterdir() for line in file.read_text("utf-8", "replace").splitlines()
    ]
    assert len(calls) > 10_000

    assert visitors[1] == []
    assert [call for call in calls if re.search(r"AF_INET6?\b", call)] == []
    # LibreOffice tries, and may not.
    assert [call for call in calls if "elsewhere" in call and not _is_refused(call)] == []
    allowed = (str(out), str(temporary), "/dev/", "/proc/self/", "socket:")
    written = {path for call in calls for path in _changed(call, tmp_path)}
    others = {path for path in written if not path.startswith(allowed)}
    # Whoever reads has a /tmp of its own, of which nothing is in this one.
    assert {path for path in others if not path.startswith("/tmp/") or Path(path).exists()} == set()
    # What LibreOffice and the engines had on disk meanwhile is gone.
    left = [path for path in temporary.rglob("*") if path.is_file() and "ogi-audit" in str(path)]
    # But for the key that the user's runs seal with what they keep.
    assert left == [temporary / ".local" / "state" / "ogi-audit" / "key"]
    for path in out.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def _is_refused(call: str) -> bool:
    return re.search(r"\) += -1 (EACCES|ENOENT)", call) is not None


def _changed(call: str, cwd: Path) -> Iterator[str]:
    """The paths that a call creates, writes to, moves or removes, if it did."""
    name, _, rest = call.partition("(")
    if re.search(r"\) += -1 ", call) or name in {"connect", "sendto", "sendmsg"}:
        return
    if name.startswith("open") and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", rest):
        return
    if name.startswith("open"):
        # strace tells where the descriptor leads.
        yield rest.rpartition("<")[2].rpartition(">")[0]
        return
    folders = re.findall(r"(?:AT_FDCWD|\d+)<([^>]*)>, \"([^\"]*)\"", rest)
    paths = [Path(folder, path) for folder, path in folders] or [
        cwd / path for path in re.findall(r"\"([^\"]*)\"", rest)
    ]
    yield from map(str, paths)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock is of Linux")
def test_a_fenced_process_gets_nowhere(tmp_path: Path, visitors: tuple[str, list[str]]) -> None:
    folder, secret = tmp_path / "folder", tmp_path / "secret.txt"
    folder.mkdir()
    secret.write_text(SECRET, encoding="utf-8")
    tried = {
        "read": f"open({str(secret)!r})",
        "list": f"os.listdir({str(tmp_path)!r})",
        "write": f"open({str(tmp_path / 'new')!r}, 'w')",
        "append": f"open({str(secret)!r}, 'a')",
        "remove": f"os.unlink({str(secret)!r})",
        "move": f"os.rename({str(secret)!r}, {str(folder / 'moved')!r})",
        "make": f"os.mkdir({str(tmp_path / 'made')!r})",
        "ask": f"urllib.request.urlopen({visitors[0]!r}, timeout=5)",
        "program": f"subprocess.run(['/bin/cat', {str(secret)!r}], check=True, stderr=-3)",
    }
    script = (
        "import os, subprocess, sys, urllib.request\nfrom pathlib import Path\n"
        "from ogi_audit.readers.fence import fence\n"
        f"folder = fence(Path({str(folder)!r}))\nprint(folder)\n"
        + "".join(
            f"try:\n    {code}\n    print({name!r})\n"
            "except (OSError, subprocess.CalledProcessError):\n    pass\n"
            for name, code in tried.items()
        )
        # What it may: its own folder, its own code, programs.
        + "Path(folder, 'own').write_text('1')\nimport lxml.html, pdfplumber\n"
        "print(subprocess.run(['/bin/echo', 'done'], capture_output=True, text=True).stdout)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    where, *could, last = done.stdout.split()
    assert last == "done", done.stderr
    # Without a /tmp of its own it can take files out of that one: LibreOffice must.
    assert set(could) <= ({"remove"} if where == str(folder) else set())
    assert (folder / "own").read_text("utf-8") == "1"
    assert could or secret.read_text("utf-8") == SECRET
    assert visitors[1] == []
