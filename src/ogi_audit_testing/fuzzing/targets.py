"""What is fuzzed: each target takes any bytes, and only the package's own errors may come out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from ogi_audit.document import Paragraph
from ogi_audit.errors import OgiAuditError
from ogi_audit.extraction.figures import State
from ogi_audit.limits import DEFAULT
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.docx import read_docx
from ogi_audit.readers.encoding import decode, is_garbled
from ogi_audit.readers.html import read_html
from ogi_audit.readers.markdown import read_markdown
from ogi_audit.readers.mhtml import read_mhtml
from ogi_audit.readers.pdf import read_pdf
from ogi_audit.readers.sniff import Kind, sniff_bytes, sniff_text
from ogi_audit.readers.text import read_text
from ogi_audit.readers.wire import pack, unpack
from ogi_audit.readers.wordml import read_wordml
from ogi_audit.report import extract
from ogi_audit_testing.fuzzing.parts import document_of, docx_of, pdf_of

# Small, so that the fuzzer does not spend its time on what the limits refuse.
_LIMITS = replace(DEFAULT, characters=200_000, pages=20, unpacked=32)
_NAME = "报告"
# What the name decides where the content cannot.
_SUFFIXES = ("", ".txt", ".md", ".html", ".doc", ".wps")


def check(target: str, data: bytes) -> str:
    """Feed a target; the code of the package's own error that came out of it, or an empty text.

    Whatever else comes out is a defect.
    """
    try:
        TARGETS[target](data)
    except OgiAuditError as error:
        # Its texts can be written.
        return error.code if error.message("zh") and error.message("en") else "?"
    return ""


def _written(text: str) -> None:
    """Half a surrogate pair cannot be written into any file."""
    text.encode("utf-8")


def _sound(content: Content) -> None:
    """What everything above the readers relies on."""
    for block in content.blocks:
        if isinstance(block, Paragraph):
            assert block.text.strip() == block.text
            assert block.text.splitlines() == [block.text]
            _written(block.text)
        else:
            assert any(cell.text for row in block.rows for cell in row)
            assert all(row for row in block.rows)
            for cell in (cell for row in block.rows for cell in row):
                _written(cell.text)
    for name, value in content.properties.items():
        _written(name + value)
    assert unpack(pack(Kind.TEXT, content)) == (Kind.TEXT, content)


def _text(data: bytes) -> None:
    _sound(read_text(decode(data) or ""))


def _markdown(data: bytes) -> None:
    _sound(read_markdown(decode(data) or "", _NAME, _LIMITS))


def _html(data: bytes) -> None:
    _sound(read_html(decode(data) or "", _NAME, _LIMITS))


def _mhtml(data: bytes) -> None:
    _sound(read_mhtml(data, _NAME, _LIMITS))


def _docx(data: bytes) -> None:
    _sound(read_docx(docx_of(data), _NAME, _LIMITS))


def _wordml(data: bytes) -> None:
    _sound(read_wordml(data, _NAME, _LIMITS))


def _pdf(data: bytes) -> None:
    _sound(read_pdf(pdf_of(data), _NAME, _LIMITS))


def _any(data: bytes) -> None:
    """What a file is and how it is written; what is in it is for the other targets."""
    data = docx_of(data)
    if sniff_bytes(data, _NAME, _LIMITS) is None and (text := decode(data)) is not None:
        is_garbled(text)
        for suffix in _SUFFIXES:
            sniff_text(text, _NAME + suffix)


def _mapper(data: bytes) -> None:
    report = extract(document_of(data))
    _written(report.id)
    assert report.id
    assert report.identity
    assert report.values.keys() == {*report.cells["key"]}
    assert set(report.cells["state"]) <= {*get_args(State)}


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "mhtml": _mhtml,
    "docx": _docx,
    "wordml": _wordml,
    "pdf": _pdf,
    "any": _any,
    "mapper": _mapper,
}
"""By name: a target for each reader, for what decides between them, and for the mapper."""
