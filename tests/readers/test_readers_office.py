"""Files of office programs, by way of LibreOffice."""

from __future__ import annotations

import hashlib
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import olefile
import pytest

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits
from ogi_audit.readers import office, read
from ogi_audit.readers.content import read_content

from .test_readers_docx import cell, package, paragraph, run, table
from .test_readers_numbering import HEADINGS, instance, item
from .test_readers_text import shape

FILTERS = {"doc": "MS Word 97", "wps": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
SHAPE = [
    "一、总体情况",
    [["三、", "予以公开", "51"], ["部分公开", ""]],
    "后",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small report in every format."""
    program = office.find_libreoffice()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    source = folder / "报告.docx"
    body = (
        item("总体情况", 1, 0)
        + table(
            cell("三、", '<w:vMerge w:val="restart"/>') + cell("予以公开") + cell("51"),
            cell("", "<w:vMerge/>") + cell("部分公开") + cell(""),
        )
        + paragraph(run("后"))
    )
    source.write_bytes(package(body, numbering=HEADINGS + instance(1, 0)))
    for suffix, name in FILTERS.items():
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", f"{suffix}:{name}", "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
    return folder


@pytest.mark.parametrize("suffix", FILTERS)
def test_formats(made: Path, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    path = made / f"报告.{suffix}"
    document = read(path)
    assert (document.name, document.format) == (path.name, suffix)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    first, *others = shape(document.blocks)
    # LibreOffice itself writes a question mark into RTF for the 、 of an automatic number.
    assert str(first).replace("?", "、") == SHAPE[0]
    assert others == SHAPE[1:]
    assert not list(tmp_path.iterdir())


def test_encrypted_word_document(made: Path, tmp_path: Path) -> None:
    data = bytearray((made / "报告.doc").read_bytes())
    with olefile.OleFileIO(made / "报告.doc") as ole:
        head = ole.openstream("WordDocument").read(32)
    data[data.index(head) + 11] |= 1
    path = tmp_path / "a.doc"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="encrypted"):
        read(path)


RTF = rb"{\rtf1\ansi report}"


def test_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(RTF)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PROGRAMS", ())
    with pytest.raises(UnreadableError) as raised:
        read_content(path.read_bytes(), path.name)
    assert raised.value.code == "needs_libreoffice"
    assert "RTF files are converted by LibreOffice" in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the program")
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("", "conversion_failed"),
        ("raise SystemExit(1)", "conversion_failed"),
        (
            "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])",
            "limit_seconds",
        ),
        (
            "import pathlib, sys; out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]);"
            "out.mkdir(); (out / 'report.docx').write_bytes(b'PK')",
            "conversion_failed",
        ),
    ],
    ids=["no result", "error", "hanging", "no document"],
)
def test_failed_conversion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: str
) -> None:
    # Where programs are: it is fenced in as LibreOffice is.
    with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
        program = Path(folder, "soffice")
        program.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        path = tmp_path / "a.rtf"
        path.write_bytes(RTF)
        monkeypatch.setenv("PATH", folder)
        begun = time.monotonic()
        with pytest.raises(UnreadableError) as raised:
            read(path, Limits(seconds=1))
        assert raised.value.code == code
        assert time.monotonic() - begun < 20
