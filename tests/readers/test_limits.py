"""What is refused because of its size, its depth or the time and memory it takes; and how one asks for more."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from ogi_audit.auditing import audit
from ogi_audit.cli import main
from ogi_audit.errors import ParameterError, UnreadableError
from ogi_audit.limits import DEFAULT, NAMES, Limits, parse_limits
from ogi_audit.processes import forks
from ogi_audit.readers import child, isolation, read
from ogi_audit_testing import ROOT
from ogi_audit_testing.hostile.files import hostile_pdf

DATA = ROOT / "data"
RTF = rb"{\rtf1 text}"
linux = pytest.mark.skipif(not forks(), reason="processes are forked on Linux only")


def refused(path: Path, limits: Limits) -> UnreadableError:
    with pytest.raises(UnreadableError) as raised:
        read(path, limits)
    return raised.value


@pytest.mark.parametrize(
    ("limits", "file", "said"),
    [
        (Limits(pages=2), "mixed-form-2023.pdf", "3 pages, more than the limit of 2"),
        (Limits(characters=2000), "sample-2023.txt", "characters, more than the limit of 2000"),
        (Limits(lines=20), "sample-2023.txt", "lines, more than the limit of 20"),
        (Limits(lines=200), "blanks-2024.docx", "lines, more than the limit of 200"),
        (Limits(cells=200), "blanks-2024.docx", "cells, more than the limit of 200"),
        (Limits(nesting=5), "clean-2023.html", "more than 5 deep"),
        (Limits(nesting=5), "blanks-2024.docx", "more than 5 deep"),
    ],
    ids=str,
)
def test_a_limit_refuses_what_is_beyond_it_and_says_so(
    limits: Limits, file: str, said: str
) -> None:
    assert read(DATA / file)
    error = refused(DATA / file, limits)
    assert said in error.message("en")
    name = error.code.removeprefix("limit_")
    assert f"--allow {name}=" in error.message("zh")
    # What it says to allow is enough.
    allowed = error.details.get("found", 250)
    assert isinstance(allowed, int)
    assert read(DATA / file, replace(limits, **{name: allowed}))


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(DEFAULT.size * 2**20 + 1)
    error = refused(path, DEFAULT)
    assert (error.code, error.details) == ("limit_size", {"found": 201, "limit": 200})


def packed(*sizes: int, name: str = "word/media/{}.bin") -> bytes:
    """A DOCX file whose parts unpack to so many zeros."""
    target = io.BytesIO()
    original = zipfile.ZipFile(DATA / "blanks-2024.docx")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in original.namelist():
            archive.writestr(part, original.read(part))
        for number, size in enumerate(sizes):
            with archive.open(name.format(number), "w", force_zip64=True) as stream:
                for _ in range(size // 2**20):
                    stream.write(bytes(2**20))
    return target.getvalue()


@pytest.mark.parametrize(
    ("sizes", "code"),
    [((2**24,), "limit_ratio"), ((2**27, 2**27 + 2**20), "limit_unpacked"), ((2**22,), None)],
    ids=["one that grows much", "two that are large together", "a small one"],
)
def test_zip_bomb(tmp_path: Path, sizes: tuple[int, ...], code: str | None) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(packed(*sizes))
    if code:
        assert refused(path, DEFAULT).code == code
    else:
        assert read(path).format == "docx"


@pytest.fixture(params=["forked", "served", "together"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """All ways to a process that reads: from one with a single thread, from one with several, for many."""
    if request.param == "forked":
        monkeypatch.setattr(isolation, "threads", lambda: 1)
        yield "forked"
        return
    if request.param == "together":
        with isolation.together():
            # It has read something before.
            assert read(DATA / "clean-2023.html")
            yield "together"
        return
    asleep = threading.Event()
    thread = threading.Thread(target=asleep.wait)
    thread.start()
    yield "served"
    asleep.set()
    thread.join()


@pytest.fixture
def libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], tuple[Path, Path]]]:
    """Puts a program in LibreOffice's place: the file to be read, and the program.

    It is fenced in as LibreOffice is: it can be where programs are, and write nothing elsewhere.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:

        def place(script: str) -> tuple[Path, Path]:
            program = Path(folder, "soffice")
            program.write_text(
                f"#!{sys.executable}\nimport os, signal, time\n{script}\n", encoding="utf-8"
            )
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
            monkeypatch.setenv("PATH", folder)
            report = tmp_path / "report.rtf"
            report.write_bytes(RTF)
            return report, program

        yield place


def running(program: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if str(program) in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


@linux
@pytest.mark.parametrize(
    ("script", "limits", "code"),
    [
        ("time.sleep(60)", Limits(seconds=1), "limit_seconds"),
        ("signal.signal(15, signal.SIG_IGN); time.sleep(60)", Limits(seconds=1), "limit_seconds"),
        ("all = b'1' * 2**27; time.sleep(60)", Limits(memory=100), "limit_memory"),
        ("os.kill(os.getppid(), signal.SIGSEGV); time.sleep(60)", DEFAULT, "reader_ended"),
        ("os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)", DEFAULT, "reader_ended"),
    ],
    ids=["slow", "slow and deaf", "large", "crashed", "killed"],
)
def test_a_reader_that_misbehaves_costs_its_file_only(
    way: str,
    libreoffice: Callable[[str], tuple[Path, Path]],
    script: str,
    limits: Limits,
    code: str,
) -> None:
    report, program = libreoffice(script)
    error = refused(report, limits)
    assert error.code == code
    if code == "reader_ended":
        assert ("SIGSEGV" in error.message("en")) == ("SIGSEGV" in script)
    # The next file is read as if nothing had been.
    assert read(DATA / "sample-2023.txt").format == "text"
    # Nothing runs on, nothing is left.
    assert running(program) == []
    assert list(report.parent.iterdir()) == [report]


def programs() -> list[psutil.Process]:
    """The programs that read for this process."""
    return [one for one in psutil.Process().children() if child.__name__ in one.cmdline()]


@linux
def test_a_program_outlives_the_thread_that_asked_first(tmp_path: Path) -> None:
    for one in programs():
        one.kill()
        one.wait()
    asleep = threading.Event()
    other = threading.Thread(target=asleep.wait)
    other.start()
    try:
        first = threading.Thread(target=read, args=(DATA / "sample-2023.txt",))
        first.start()
        first.join()
        (program,) = programs()
        assert not psutil.wait_procs([program], 0.5)[0]
        assert read(DATA / "sample-2023.txt").format == "text"
        assert programs() == [program]
        # One that was ended while it had nothing to do is no file's fault.
        program.kill()
        psutil.wait_procs([program], 5)
        assert read(DATA / "clean-2023.html").format == "html"
    finally:
        asleep.set()
        other.join()


@linux
def test_a_program_goes_on_with_what_comes_right_behind_what_was_read_together(
    tmp_path: Path,
) -> None:
    data = (DATA / "clean-2023.html").read_bytes()
    asked = [
        child.request(child.Task(data, "a.html", DEFAULT), str(tmp_path), together=together)
        for together in (True, False)
    ]
    with subprocess.Popen(
        [sys.executable, "-P", "-m", child.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as program:
        assert program.stdin
        assert program.stdout
        answers = []
        for written in (asked[0], child.END + asked[1]):
            program.stdin.write(written)
            program.stdin.flush()
            answers.append(child.message(program.stdout))
        program.stdin.close()
    assert answers[0]
    assert answers[1] == answers[0]


@linux
def test_a_reader_gets_no_more_memory_than_it_may(way: str, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text("<p>报告的文字" * 200_000, encoding="utf-8")
    error = refused(path, Limits(memory=32))
    assert error.code == "limit_memory"
    assert refused(path, Limits(characters=1000)).code == "limit_characters"


@linux
def test_a_library_that_ends_its_process_for_want_of_memory(way: str, tmp_path: Path) -> None:
    # PDFium follows each of the two calls of a form by itself, and aborts when it is refused memory.
    path = tmp_path / "forms.pdf"
    path.write_bytes(dict(hostile_pdf("", tmp_path))["forms.pdf"])
    assert refused(path, Limits(memory=256, seconds=60)).code == "limit_memory"


@linux
def test_a_reader_ends_with_the_process_that_waits_for_it(
    libreoffice: Callable[[str], tuple[Path, Path]],
) -> None:
    report, program = libreoffice("time.sleep(60)")
    waiting = psutil.Popen(
        [sys.executable, "-c", f"from ogi_audit.readers import read; read({str(report)!r})"],
        env={**os.environ, "TMPDIR": str(report.parent)},
    )
    while not (found := running(program)):
        assert waiting.poll() is None
    family = [*found, *found[0].parents()[:1]]
    (folder,) = report.parent.glob("ogi-audit-*/*")
    waiting.kill()
    waiting.wait()
    assert not psutil.wait_procs(family, 20)[1]
    assert not folder.exists()


def test_limits_as_they_are_given() -> None:
    assert parse_limits(["pages=2000", " seconds = 60 "]) == Limits(pages=2000, seconds=60)
    assert parse_limits([]) == DEFAULT
    for entry in ("page=1", "pages", "pages=", "pages=0", "pages=-1", "pages=1.5", "nesting=251"):
        with pytest.raises(ParameterError, match=entry):
            parse_limits([entry])


def test_every_limit_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "limits.md").read_text("utf-8")
    for name in NAMES:
        assert f"| `{name}` | {getattr(DEFAULT, name):,} |" in text


def test_limits_from_python_and_the_command_line() -> None:
    with pytest.raises(UnreadableError):
        audit(DATA / "sample-2023.txt", limits=Limits(characters=10))
    command = ["check", str(DATA / "sample-2023.txt"), "--allow", "characters=10"]
    result = CliRunner().invoke(main, [*command, "--language", "en"])
    assert result.exit_code == 2
    assert "more than the limit of 10." in result.stderr
    result = CliRunner().invoke(main, [*command[:-1], "letters=10"])
    assert result.exit_code == 2
    assert "letters=10" in result.stderr


def test_a_batch_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bomb.docx").write_bytes(packed(2**24))
    (tmp_path / "good.txt").write_bytes((DATA / "sample-2023.txt").read_bytes())
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["render", str(tmp_path), "-o", str(out), "--language", "en"])
    assert result.exit_code == 2
    assert "unpacked, the file is" in result.stderr
    assert len(list(out.glob("*-2023-*.json"))) == 1
    assert "limit_ratio" in next(out.glob("bomb-*.json")).read_text("utf-8")
