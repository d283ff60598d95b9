"""Small inputs that use what each format has, so that the fuzzer begins where the branches are."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from ogi_audit_testing.fuzzing.parts import text_of_parts

_TEXTS = (
    "一、总体情况\r\n\f- 2 -\r\n本年新收\t1\t0\t\n序号 | 数量\n---|---\n规章 | 3\n",
    "+---+---+\n| 行政许可 | 12 |\n├──┼──┤\n｜行政处罚｜5｜\n12|\n" + "规章|\n3|\n" * 6 + "||\n",
)
_MARKDOWN = (
    "---\ntitle: '年度报告'\n---\n# 一、总体情况 #\n\n- [x] **收到** _申请_ `3` 件 ~~两件~~[^1]\n"
    "> 1\\. [链接](http://a.example/(b)) ![图](c.png)\n\n| 项目 | 数量 |\n|:--|--:|\n| 规章 \\| | 3<br>4 |\n",
    "<!-- 注 -->\n<table><tr><td rowspan=2>规章</td><td>3</td></tr><tr><td><table><tr><td>甲</td><td>乙</td>"
    "</tr></table></td></tr></table>\n\n```\n|a|b|\n```\n\n[a]: http://b.example\n***\n标题\n===\n&#50;&amp;\n",
)
_PAGES = (
    "<!doctype html><html><head><meta name=ArticleTitle content='年度 报告'><title>报告</title></head><body>"
    "<h1>一、总体情况</h1><p style='display:none'>a</p><pre>甲\t乙\n丙</pre><input value=3><ul><li>1<li>2</ul>"
    "<table><caption>表</caption>外<thead><tr><th colspan=2>项目</th></tr></thead><tbody><tr><td>规章<td>3"
    "<tr hidden><td>x</tbody><form><td>散</td></form></table></body></html>",
    "<div><table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td><td>菜单</td></tr></table>"
    "<select><option>a</option></select><br><hr>&nbsp;&lt;<![CDATA[x]]><?php a ?><svg><p>b</p></svg></div>",
)
_ARCHIVES = (
    'From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type=text/html\r\n\r\n'
    '--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    "<p>=E4=B8=80=\r\n</p>\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "AAAA\r\n--b--\r\n",
    "MIME-Version: 1.0\nContent-Type: text/html; charset*=utf-8'zh'gb2312; name*0=a\nContent-Transfer-Encoding: base64\n\n"
    "PHA+QTwvcD4=\n",
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n"
    "Content-Type: text/html\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#<'`^\n \nend\n--a--\n",
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BODY = (
    "<w:p><w:pPr><w:pStyle w:val='a'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    "<w:r><w:t>总体情况</w:t><w:tab/><w:br/></w:r></w:p>"
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:ins><w:r><w:t>收到</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText>"
    "<w:fldChar w:fldCharType='separate'/><w:t>3</w:t><w:fldChar w:fldCharType='end'/></w:r>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>y</w:t></w:r></w:p>"
    "<w:sdt><w:sdtPr/><w:sdtContent><w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/>"
    "<w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3"
    "</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>"
    "<w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p>"
    "</w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
    "</w:sdtContent></w:sdt><w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框"
    "</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent><w:ruby><w:rt>"
    "<w:r><w:t>z</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
)
_LEVELS = "".join(
    f"<w:lvl w:ilvl='{depth}'><w:start w:val='{depth + 1}'/><w:numFmt w:val='{form}'/><w:lvlText"
    f" w:val='%{depth + 1}.'/><w:lvlRestart w:val='0'/><w:isLgl/><w:suff w:val='space'/></w:lvl>"
    for depth, form in enumerate(
        ("chineseCounting", "lowerRoman", "upperLetter", "ideographDigital", "decimalZero")
    )
)
_DOCUMENTS = (
    text_of_parts(
        {
            "word/document.xml": f"<w:document xmlns:w='{_W}' xmlns:mc='{_MC}' xmlns:r='{_R}'><w:body>"
            f"{_BODY}<w:altChunk r:id='r1'/></w:body></w:document>",
            "word/numbering.xml": f"<w:numbering xmlns:w='{_W}'><w:abstractNum w:abstractNumId='0'>{_LEVELS}"
            "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'>"
            "<w:startOverride w:val='3'/></w:lvlOverride></w:num></w:numbering>",
            "word/styles.xml": f"<w:styles xmlns:w='{_W}'><w:style w:type='paragraph' w:default='1'"
            " w:styleId='a'><w:basedOn w:val='b'/></w:style><w:style w:styleId='b'><w:pPr><w:numPr>"
            "<w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>",
            "word/_rels/document.xml.rels": f"<Relationships xmlns='{_PACKAGE}/relationships'><Relationship"
            f" Id='r1' Type='{_R}/aFChunk' Target='a.htm'/></Relationships>",
            "word/a.htm": _PAGES[1],
            "docProps/core.xml": "<a><title xmlns='http://purl.org/dc/elements/1.1/'>报告</title></a>",
        }
    ),
    text_of_parts(
        {
            "_rels/.rels": f"<Relationships xmlns='{_PACKAGE}/relationships'><Relationship Id='r1'"
            f" Type='{_R}/officeDocument' Target='d.xml'/></Relationships>",
            "d.xml": f"<w:document xmlns:w='{_W}' xmlns:mc='{_MC}' xmlns:r='{_R}'><w:body>{_BODY}"
            "</w:body></w:document>",
        }
    ),
)
# What a file is by the list of its parts, and nothing else.
_PACKAGES = (
    text_of_parts(
        {
            "[Content_Types].xml": "<Types><Override ContentType='application/vnd.openxmlformats-"
            "officedocument.wordprocessingml.document.main+xml' PartName='/word/document.xml'/></Types>"
        }
    ),
    text_of_parts(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest:manifest/>",
        }
    ),
)


def _compound() -> bytes:
    """The container of Word's binary documents, with a stream of nothing called WordDocument."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    head = struct.pack("<8s16x5H6x9I", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, end, 0, end, 0)  # fmt: skip
    table = [0xFFFFFFFD, end, *range(3, 10), end]

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        written = name.encode("utf-16-le")
        length = len(written) + 2
        return struct.pack(
            "<64sHBB3I36xIQ", written, length, kind, 1, free, free, child, start, size
        )

    folder = (
        entry("Root Entry", 5, 1, end, 0) + entry("WordDocument", 2, free, 2, 4096) + bytes(256)
    )
    sectors = struct.pack("<109I", 0, *[free] * 108) + struct.pack("<10I", *table) + b"\xff" * 472
    return head + sectors + folder + bytes(4096)


_FLAT = (
    "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>"
    "<pkg:part pkg:name='/word/document.xml'><pkg:xmlData><w:document"
    f" xmlns:w='{_W}' xmlns:mc='{_MC}'><w:body>{_BODY}</w:body></w:document></pkg:xmlData></pkg:part>"
    "</pkg:package>",
)
_WORDML = (
    "<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'"
    " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    " xmlns:wx='http://schemas.microsoft.com/office/word/2003/auxHint'><w:body><w:p><w:pPr><w:listPr>"
    "<wx:t wx:val='一、'/></w:listPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>"
    f"{_BODY}<w:binData w:name='a'>AAAA</w:binData></w:body></w:wordDocument>",
)
_DRAWINGS = (
    text_of_parts(
        {
            "page": "/MediaBox[0 0 595 842]/Rotate 0",
            "content": "BT /F1 12 Tf 90 700 Td <4E00300160FB4F5360C551B5> Tj ET BT /F2 10 Tf 1 0 0 1 90 680 Tm"
            " (A 12) Tj 0 -14 TD [(1) -2000 (2)] TJ ET 90 600 200 40 re S 90 620 m 290 620 l S 190 600 m"
            " 190 640 l S BT /F1 9 Tf 100 605 Td <89C47AE0> Tj ET BT /F2 9 Tf 200 605 Td (3) Tj ET",
            "font": "/Encoding/WinAnsiEncoding",
            "info": "/Title<FEFF62A5544A>/Author(\\376\\377)/CreationDate(D:20240130080000+08'00')",
        }
    ),
    text_of_parts(
        {
            "page": "/MediaBox[10 20 605 862]/Rotate 90/CropBox[0 0 595 842]/UserUnit 2",
            "content": "q 0.7 0.7 -0.7 0.7 100 100 cm /X1 Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID a EI 0 0 595 1 re f"
            " 0 w 1 0 0 RG 10 10 m 20 20 30 30 40 10 c b* BT 3 Tr /F1 1 Tf 12 0 0 12 50 50 Tm 4 Ts 80 Tz"
            " (\\116\\000) ' ET",
            "characters": "/CIDInit/ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange"
            " <00><FF> endcodespacerange 2 beginbfchar <41><4E00> <42><D840DC00> endbfchar 1 beginbfrange"
            " <61><7A><0061> endbfrange endcmap",
            "form": "BT /F2 14 Tf 0 0 Td (watermark watermark watermark) Tj ET",
            "font": "/Encoding<</Differences[65/alpha/uni4E00/g12]>>/FirstChar 65/LastChar 66/Widths[500 0]",
        }
    ),
)


def _encoded(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


SPECIMENS: Mapping[str, tuple[bytes, ...]] = {
    "text": _encoded(_TEXTS),
    "markdown": _encoded(_MARKDOWN),
    "html": _encoded(_PAGES),
    "mhtml": _encoded(_ARCHIVES),
    "docx": (*_DOCUMENTS, *_encoded(_FLAT)),
    "wordml": _encoded(_WORDML),
    "pdf": _DRAWINGS,
    "any": (
        *_encoded(_TEXTS + _MARKDOWN + _PAGES + _ARCHIVES + _FLAT + _WORDML),
        *_PACKAGES,
        _compound(),
    ),
}
"""By target."""
