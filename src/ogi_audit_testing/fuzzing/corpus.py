"""What a fuzzer begins with: small specimens, made-up reports, and the words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ogi_audit import form
from ogi_audit.document import Document
from ogi_audit.extraction import vocabulary
from ogi_audit.form import Label
from ogi_audit.messages import terms, topics
from ogi_audit.readers.content import read_content
from ogi_audit_testing.fuzzing import specimens
from ogi_audit_testing.fuzzing.parts import CELL, PART, ROW, parts_of_docx, text_of
from ogi_audit_testing.makers import LAYOUTS, consistent

SEEDS = Path(__file__).parent / "seeds"
"""What was found once, by target: each file must go through."""

# One whole report each: the shorter the inputs, the more of them are run.
_REPORTS = {
    "text": ("text-tabs",),
    "markdown": ("md-pipes",),
    "html": ("html-plain",),
    "docx": ("docx-numbered",),
    "pdf": ("pdf-ruled",),
    "any": ("text-utf-16", "html-gbk", "docx-official"),
    "mapper": ("text-lines", "text-bars", "md-html", "html-plain", "docx-official", "pdf-unruled"),
}
# As long as libFuzzer takes a word.
_LONGEST = 64
_SECTION = re.compile(f"^(?=[{form.NUMERALS}]、)", re.M)
_MARKUP = re.compile(
    rb"</?[\w:]+|[\w:]+=(?:'[^']*'|\"[^\"]*\")|^[\w-]+:|/[A-Z]\w+|\b[A-Z][A-Za-z*]?\b", re.M
)
# What has no place in a specimen: signs at the edge of what is a figure, a date, a space or a line.
_ODD = (
    *(
        "\0",
        "\u3000",
        "\u200b",
        "\ufeff",
        "\x85",
        "\u2028",
        "\f",
        "\t",
        "\r\n",
        "｜",
        "│",
        "├──┼──┤",
    ),
    *(
        "０",
        "１２",
        "①",
        "²",
        "½",
        "-",
        "－",
        "—",
        "/",
        "○",
        "〇",
        "一百二十",
        "廿",
        "两",
        "万",
        "亿",
    ),
    *(
        "%",
        "％",
        "，",
        "。",
        "无",
        "万元",
        "件",
        "其中",
        "合计",
        "共",
        "2024年1月1日",
        "二〇二四年",
    ),
    *("99999999999999999999", "1e9", "-1", "1.5", "1,234", "NaN", "PK\x03\x04", "{\\rtf1"),
    *(ROW, CELL, PART.decode()),
)


def starting(target: str) -> Iterator[bytes]:
    """The files that fuzzing a target begins with; the same every time."""
    yield from specimens.SPECIMENS.get(target, ())
    specimen = consistent(3)
    for name in _REPORTS.get(target, ()):
        data = LAYOUTS[name].render(specimen)
        if target == "mapper":
            yield from _mapped(data, name)
        else:
            yield parts_of_docx(data) if target == "docx" else data


def dictionary(target: str) -> list[bytes]:
    """The words that are mixed into a target's inputs: the form's, and the markup of what it begins with."""
    words = {word.encode() for word in (*_wordings(), *_ODD)}
    for data in starting(target):
        words.update(_MARKUP.findall(data))
    return sorted(word for word in words if 0 < len(word) <= _LONGEST)


def written(words: list[bytes]) -> str:
    """Words as libFuzzer's dictionaries are written."""
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in words)
    return "".join(f'"{word}"\n' for word in escaped)


def _mapped(data: bytes, name: str) -> Iterator[bytes]:
    """A report as the mapper gets it, whole and section by section."""
    kind, content = read_content(data, name)
    whole = text_of(Document(name, "", kind.value, content.blocks, content.properties))
    yield whole
    yield from (part.strip("\n").encode() for part in _SECTION.split(whole.decode()))


@cache
def _wordings() -> frozenset[str]:
    """Each wording of the form, of what the text of reports counts, and of the terms of audits."""
    found: set[str] = set()
    for module in (form, vocabulary, topics, terms):
        for name, value in vars(module).items():
            if not name.startswith("__"):
                _gather(value, found)
    return frozenset(found)


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, Label):
        found.update(value.wordings)
    elif isinstance(value, form.Row):
        found.update(
            wording for label in (value.label, *value.columns) for wording in label.wordings
        )
    elif isinstance(value, form.Table):
        _gather(value.rows, found)
    elif isinstance(value, str):
        if re.search("[\u4e00-\u9fff]", value):
            found.add(value)
    elif isinstance(value, Mapping):
        _gather(tuple(value.values()), found)
    elif isinstance(value, (tuple, list, frozenset)):
        for inner in value:
            _gather(inner, found)
