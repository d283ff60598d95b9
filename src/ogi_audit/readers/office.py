"""Formats of office programs that LibreOffice turns into DOCX: .doc, .wps, .rtf, .odt."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.docx import read_docx

# Seconds after the limit, so as not to come in between when whoever waits for this process ends it then.
_LATER = 5
_PROGRAMS = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
# No macro runs and nothing linked is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read_office(data: bytes, name: str, suffix: str, limits: Limits = DEFAULT) -> Content:
    """The content of a file that LibreOffice can open; ``suffix`` tells it the format.

    Raises:
        UnreadableError: LibreOffice is not there, took too long or could not convert the file.
    """
    program = find_libreoffice()
    if program is None:
        raise UnreadableError("needs_libreoffice", name, format=suffix.upper())
    # What LibreOffice is still writing when it is ended may come back: then it may stay.
    with tempfile.TemporaryDirectory(prefix="ogi-audit-", ignore_cleanup_errors=True) as folder:
        try:
            converted = _convert(program, data, Path(folder), suffix, limits.seconds)
        except subprocess.TimeoutExpired:
            raise limits.too_slow(name) from None
    if converted is None:
        raise UnreadableError("conversion_failed", name, format=suffix.upper())
    try:
        return read_docx(converted, name, limits)
    except UnreadableError as error:
        if error.code != "damaged":
            raise
        # Of the file that is named it is not known that it is damaged, only that this came of it.
        raise UnreadableError("conversion_failed", name, format=suffix.upper()) from error


def find_libreoffice() -> str | None:
    """The LibreOffice program, if it is on the search path or in a usual place."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _PROGRAMS if Path(path).is_file()), None)


def is_privileged(program: str | None) -> bool:
    """Whether the program is a snap, which gets itself rights that a fenced process cannot give it."""
    return program is not None and Path(program).resolve().name == "snap"


def _convert(program: str, data: bytes, folder: Path, suffix: str, seconds: int) -> bytes | None:
    """The file as DOCX; a profile of its own lets several conversions run at once."""
    source, target, profile = folder / f"report.{suffix}", folder / "out", folder / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source)),
    ]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _free(process.pid)
    try:
        process.wait(seconds + _LATER)
    finally:
        _end(process)
    result = target / "report.docx"
    return result.read_bytes() if result.is_file() else None


def _free(process: int) -> None:
    """Lift this process's limit of memory from LibreOffice, which would say only that it failed.

    Whoever waits for this process looks after both.
    """
    if sys.platform.startswith("linux"):
        import resource

        with contextlib.suppress(OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.prlimit(process, resource.RLIMIT_DATA, (hard, hard))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for one in family:
            with contextlib.suppress(psutil.Error):
                one.kill()
        process.wait()
