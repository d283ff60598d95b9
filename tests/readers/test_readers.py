"""The entry: real reports, what cannot be read, and that nothing else comes out."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from ogi_audit.document import Document, Grid, Paragraph
from ogi_audit.errors import UnreadableError
from ogi_audit.readers import read

REAL = [
    ("qingyuan-2023.txt", "text", 3),
    ("hongze-2023.pdf", "pdf", 5),
    ("huaian-2024.pdf", "pdf", 5),
    ("shuyang-2025.md", "markdown", 18),
    ("form-2021-blank.docx", "docx", 3),
]
SECTIONS = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]


def rows(document: Document) -> list[list[str]]:
    return [
        [cell.text.replace("\n", "") for cell in row]
        for grid in document.grids
        for row in grid.rows
    ]


@pytest.mark.parametrize(("name", "kind", "grids"), REAL)
def test_real_report(shared: Path, name: str, kind: str, grids: int) -> None:
    path = shared / "reports" / name
    document = read(path)
    assert (document.name, document.format) == (name, kind)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(list(document.grids)) == grids
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [text for text in texts if text in SECTIONS] == SECTIONS
    assert all(text and text == text.strip() and "\n" not in text for text in texts)
    assert read(str(path)) == document


@pytest.mark.parametrize("name", ["hongze-2023", "huaian-2024"])
def test_pdf_figures(shared: Path, name: str) -> None:
    truth = json.loads((shared / "truth" / f"{name}.json").read_text(encoding="utf-8"))["cells"]
    document = read(shared / "reports" / f"{name}.pdf")

    def expected(table: str) -> dict[str, list[float | None]]:
        groups: dict[str, list[float | None]] = {}
        for key, value in truth.items():
            if key.startswith(table):
                groups.setdefault(key.rpartition(".")[0], []).append(value)
        return {key: values for key, values in groups.items() if None not in values}

    def figures(row: list[str], count: int) -> list[float]:
        tail = row[-count:]
        is_data = len(row) >= count and all(re.fullmatch(r"[\d.]+", text) for text in tail)
        return [float(text) for text in tail] if is_data else []

    requests = expected("requests.")
    if "requests.other" in requests:
        # The file has the row where the form has it; the truth names it last.
        for key in ("requests.closed_total", "requests.carried_out"):
            requests[key] = requests.pop(key)
    found = [row for row in rows(document) if figures(row, 7) and len(row) <= 10]
    assert [figures(row, 7) for row in found] == list(requests.values())
    assert [figures(row, 15) for row in rows(document) if figures(row, 15)] == [
        [value for values in expected("disputes.").values() for value in values]
    ]
    disclosed = [
        row for row in rows(document) if len(row) in {2, 4} and row[1].strip("0123456789.") == ""
    ]
    assert [float(text) for row in disclosed for text in row[1:]] == [
        value for values in expected("disclosure.").values() for value in values
    ]


def test_every_cell_of_the_blank_form(shared: Path) -> None:
    document = read(shared / "reports" / "form-2021-blank.docx")
    blank = [row for row in rows(document) if row[-1] == ""]
    assert sum(row.count("") for row in blank) == 10 + 25 * 7 + 15
    assert rows(document)[14] == [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
    ]


def zipped(*names: str, content: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return buffer.getvalue()


UNREADABLE = {
    "empty": b"",
    "empty of all but spaces": b" \r\n\t",
    "empty but for a mark": "\ufeff \n".encode("utf-16-le"),
    "image png": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "image jpeg": b"\xff\xd8\xff\xe0" + bytes(20),
    "image gif": b"GIF89a" + bytes(20),
    "image bmp": b"BM\x36\x10\0\0\0\0\0\0" + bytes(20),
    "image tiff": b"II*\0" + bytes(20),
    "image webp": b"RIFF\x10\0\0\0WEBPVP8 " + bytes(20),
    "image svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "archive zip": zipped("report.docx"),
    "archive rar": b"Rar!\x1a\x07\x01\0",
    "archive 7z": b"7z\xbc\xaf\x27\x1c" + bytes(8),
    "archive gz": b"\x1f\x8b\x08" + bytes(8),
    "archive tar": bytes(257) + b"ustar" + bytes(250),
    "ofd": zipped("OFD.xml", "Doc_0/Document.xml"),
    "spreadsheet xlsx": zipped(
        "[Content_Types].xml",
        content=b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    "presentation pptx": zipped(
        "[Content_Types].xml",
        content=b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "spreadsheet ods": zipped(
        "mimetype", content=b"application/vnd.oasis.opendocument.spreadsheet"
    ),
    "damaged docx": zipped("[Content_Types].xml", "word/document.xml")[:-40],
    "damaged pdf": b"%PDF-1.7\n" + b"\0\x01" * 40,
    "damaged ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "unknown_format exe": b"MZ\x90\0" + bytes(range(256)) * 4,
    "unknown_format data": bytes(range(256)) * 8,
    "unknown_format xml": b'<?xml version="1.0"?><a:b xmlns:a="x">1</a:b>',
    "no_text page": b"<html><body><script>document.write('x')</script></body></html>",
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_unreadable(tmp_path: Path, case: str) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(UNREADABLE[case])
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.code == case.split()[0]
    assert raised.value.where == "报告.docx"
    assert str(tmp_path) not in raised.value.message("zh") + raised.value.message("en")


def test_encrypted_open_document(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.code == "encrypted"


def test_places_without_a_file(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.txt", "not_found"), (tmp_path, "directory")):
        with pytest.raises(UnreadableError) as raised:
            read(path)
        assert (raised.value.code, raised.value.where) == (code, path.name)
    with pytest.raises(UnreadableError) as raised:
        read("a\0b")
    assert raised.value.code == "not_found"


def test_not_permitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、总体情况", encoding="utf-8")

    def refuse(*_: object) -> int:
        raise PermissionError

    # Root may read everything.
    monkeypatch.setattr("ogi_audit.regular_files.os.open", refuse)
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.code == "not_permitted"


def test_library_errors_do_not_leak(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        )
        archive.writestr("word/document.xml", "<w:document>")
    with pytest.raises(UnreadableError, match=r"a\.docx: the file is damaged .* DOCX"):
        read(path)


@pytest.mark.parametrize(
    ("suffix", "text", "kind"),
    [
        (".doc", "<html><body><p>一、总体情况</p></body></html>", "html"),
        (".txt", "<!-- 保存 -->\n<!DOCTYPE html><p>一、总体情况", "html"),
        (".html", "<table><tr><td>规章</td><td>0</td></tr></table>", "html"),
        (".html", "一、总体情况", "text"),
        (".txt", "## 一、总体情况", "markdown"),
        (".txt", "规章 | 0\n---|---\n| 1 | 2 |", "markdown"),
        (".md", "一、总体情况", "markdown"),
        (".txt", "#1号文件和#2号文件", "text"),
        (".txt", "规章 | 0", "text"),
    ],
)
def test_kind_is_told_by_content(tmp_path: Path, suffix: str, text: str, kind: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_text(text, encoding="utf-8")
    assert read(path).format == kind


def test_nothing_is_printed_logged_or_left(shared: Path, tmp_path: Path) -> None:
    """Nothing but the document comes of reading, warnings included, and settings are put back."""
    reports = sorted((shared / "reports").iterdir())
    code = (
        "import logging, sys, warnings\n"
        "warnings.simplefilter('always')\n"
        "from ogi_audit.readers import read\n"
        "for path in sys.argv[1:]: read(path)\n"
        "assert not logging.root.manager.disable\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, reports)],
        capture_output=True,
        text=True,
        check=True,
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert not list(tmp_path.iterdir())


def test_document_is_plain_data(shared: Path) -> None:
    document = read(shared / "reports" / "huaian-2024.pdf")
    assert isinstance(document.blocks, tuple)
    assert {type(block) for block in document.blocks} == {Paragraph, Grid}
    assert document.properties["title"] == "政府信息公开工作年度报告"
    assert document.properties["created"] == "2025-02-25T10:02:50"
    assert logging.root.manager.disable == logging.NOTSET
    assert warnings.filters
