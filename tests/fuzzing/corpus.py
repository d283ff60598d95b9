"""What a fuzzer begins with: made-up reports in every layout, and the words of the form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ogi_audit import form
from ogi_audit.document import Document
from ogi_audit.form import Label
from ogi_audit.readers.content import read_content
from tests.fuzzing.targets import CELL, PART, ROW, text_of
from tests.makers import LAYOUTS, consistent

SEEDS = Path(__file__).parent / "seeds"
"""What was found once, by target: each file must go through."""

_FORMATS = {
    "text": ("text-",),
    "markdown": ("md-",),
    "html": ("html-",),
    "mhtml": ("mhtml-",),
    "docx": ("docx-",),
    "pdf": ("pdf-ruled", "pdf-broken-open", "pdf-unruled"),
    "any": ("text-tabs", "md-html", "html-gbk", "mhtml-", "docx-official", "pdf-unruled"),
}
# What the parts of the readers look for.
_SIGNS = (
    *(
        "\t",
        "|",
        "｜",
        "\f",
        "|---|---|",
        "├──┼──┤",
        "```",
        "~~~",
        "<!--",
        "-->",
        "---\n",
        "\\|",
        "&nbsp;",
    ),
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=2 colspan=3>",
        "<br>",
        "<pre>",
        "<div>",
        "<p>",
    ),
    *("display:none", "<input value=1>", "<html>", "<meta name='PubDate' content='2024-01-01'>"),
    *(
        "<w:p>",
        "<w:r>",
        "<w:t>",
        "</w:t></w:r></w:p>",
        "<w:tbl>",
        "<w:tr>",
        "<w:tc>",
        "<w:vMerge/>",
    ),
    *(
        '<w:gridSpan w:val="2"/>',
        "<w:del>",
        "<w:ins>",
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:numPr>",
    ),
    *(
        '<w:fldChar w:fldCharType="end"/>',
        '<w:numId w:val="1"/>',
        '<w:ilvl w:val="0"/>',
        "<w:altChunk",
    ),
    *(
        "<w:lvlText w:val='%1.'/>",
        "<w:pStyle w:val='a'/>",
        "<w:txbxContent>",
        "<wx:t wx:val='1.'/>",
    ),
    *(
        "MIME-Version: 1.0",
        "Content-Type: text/html; charset=gbk",
        "Content-Type: multipart/related;",
    ),
    *("Content-Transfer-Encoding: base64", "quoted-printable", 'boundary="a"', "--a"),
    *(
        "BT",
        "ET",
        " Tj",
        " TJ",
        " Td",
        " Tm",
        " re S",
        " l S",
        " m",
        "/F1 12 Tf",
        "stream",
        "endobj",
    ),
    *(
        "%PDF-1.4",
        "/Type/Page",
        "/Kids[",
        "/Count ",
        "/Contents",
        "/MediaBox[0 0 595 842]",
        "/Rotate 90",
    ),
    *(
        "PK\x03\x04",
        "{\\rtf1",
        "\ufeff",
        "0",
        "１２",
        "一百二十",
        "1,234",
        "-",
        "/",
        "—",
        "无",
        "%",
        "万元",
    ),
    *("年", "月", "日", "件", "2023年", "其中", "合计", "总计", "共", "本年度", ROW, CELL),
)


def starting(target: str) -> Iterator[bytes]:
    """The files that fuzzing a target begins with; the same every time."""
    specimen = consistent(3)
    if target == "mapper":
        for layout in LAYOUTS.values():
            if not layout.needs:
                kind, content = read_content(layout.render(specimen), layout.name)
                yield text_of(Document("a", "", kind.value, content.blocks))
        return
    if target == "wordml":
        for data in starting("docx"):
            yield _as_word_2003(data)
        return
    for layout in LAYOUTS.values():
        if layout.name.startswith(_FORMATS[target]) and not layout.needs:
            data = layout.render(specimen)
            yield _parts(data) if target == "docx" else data


def dictionary() -> str:
    """The words of the form and the signs of the formats, as libFuzzer's dictionaries are written."""
    words = {wording for label in _labels() for wording in label.wordings}
    return "".join(f'"{_escaped(word)}"\n' for word in (*sorted(words), *_SIGNS))


def _labels() -> Iterator[Label]:
    yield from form.SECTIONS
    yield from form.REQUESTERS
    for name in dir(form):
        value = getattr(form, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Label):
                yield one
            elif isinstance(one, form.Table):
                for row in one.rows:
                    yield from (row.label, *row.columns)


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _parts(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(
            PART + part.encode() + b"\n" + package.read(part) for part in package.namelist()
        )


def _as_word_2003(parts: bytes) -> bytes:
    """The main part of a DOCX file under the names of Word 2003."""
    main = next(part for part in parts.split(PART) if part.startswith(b"word/document.xml"))
    new = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    old = b"http://schemas.microsoft.com/office/word/2003/wordml"
    return main.partition(b"\n")[2].replace(new, old).replace(b"w:document", b"w:wordDocument")
