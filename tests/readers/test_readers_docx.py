"""DOCX: what Word shows, of files that Word, WPS and other programs write."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from ogi_audit.document import Grid
from ogi_audit.readers import read
from ogi_audit.readers.docx import read_docx

from .test_readers_text import shape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORD}.document.main+xml"


def relationships(**targets: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for kind, target in targets.items()
        )
        + "</Relationships>"
    )


def package(body: str, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """A DOCX file with a body; names of further parts are paths, ``__`` for a slash."""
    roots = {"document": f"<w:body>{body}</w:body>", "numbering": numbering, "styles": styles}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("numbering", "numbering"),
            ("styles", "styles"),
        )
        if roots[name]
    )
    contents = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": relationships(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relationships(
            **{name: f"{name}.xml" for name in ("numbering", "styles") if roots[name]}
        ),
        **{
            f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{content}</w:{name}>"
            for name, content in roots.items()
            if content
        },
        **{name.replace("__", "/"): content for name, content in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:") else paragraph(run(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def field(result: str, instruction: str = "REF x") -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark.format("separate")
        + result
        + mark.format("end")
    )


def read_blocks(body: str, **parts: str) -> list[str | list[list[str]]]:
    return shape(read_docx(package(body, **parts), "a.docx").blocks)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (run("总体") + run("情况"), ["总体情况"]),
        (f"<w:ins>{run('新')}</w:ins><w:moveTo>{run('来')}</w:moveTo>{run('旧')}", ["新来旧"]),
        (f"<w:del><w:r><w:delText>删</w:delText></w:r></w:del>{run('留')}", ["留"]),
        (f"<w:moveFrom>{run('走')}</w:moveFrom>{run('留')}", ["留"]),
        (f"<w:hyperlink>{run('链')}</w:hyperlink><w:smartTag>{run('签')}</w:smartTag>", ["链签"]),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('51')}</w:sdtContent></w:sdt>件", ["51"]),
        (f"<w:fldSimple w:instr='PAGE'>{run('7')}</w:fldSimple>", ["7"]),
        (run("共") + field(run("51")) + run("件"), ["共51件"]),
        (field(field(run("内"), "PAGE") + run("外")), ["内外"]),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("指令"), []),
        (run("明") + run("隐", "<w:vanish/>") + run("显", '<w:vanish w:val="0"/>'), ["明显"]),
        ("<w:r><w:t>规章</w:t><w:tab/><w:t>0</w:t></w:r>", ["规章\t0"]),
        ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:cr/><w:t>末</w:t></w:r>", ["上", "下", "末"]),
        ("<w:r><w:t>010</w:t><w:noBreakHyphen/><w:t>88</w:t></w:r>", ["010-88"]),
        (
            f"<w:r><w:ruby><w:rt>{run('zheng')}</w:rt><w:rubyBase>{run('政')}</w:rubyBase></w:ruby></w:r>",
            ["政"],
        ),
        ("<m:oMath><m:r><m:t>95%</m:t></m:r></m:oMath>", ["95%"]),
    ],
)
def test_text_of_a_paragraph(content: str, lines: list[str]) -> None:
    assert read_blocks(paragraph(content)) == lines


def test_paragraph_with_deleted_mark_runs_on() -> None:
    gone = paragraph(run("一、"), "<w:rPr><w:del/></w:rPr>")
    assert read_blocks(gone + paragraph(run("总体情况"))) == ["一、总体情况"]
    assert read_blocks(gone + table(cell("a") + cell("b"))) == ["一、", [["a", "b"]]]


def test_text_boxes_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('年度报告'))}</w:txbxContent>"
    body = paragraph(
        run("正文")
        + f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read_blocks(body) == ["正文", "年度报告"]
    assert read_blocks(table(cell("a") + cell(body))) == [[["a", "正文\n年度报告"]]]


def test_tables() -> None:
    body = paragraph(run("前")) + table(
        cell("三、", '<w:vMerge w:val="restart"/>')
        + cell("予以公开", '<w:gridSpan w:val="2"/>')
        + cell("0"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + cell("", "<w:vMerge/>")
        + cell("无", "<w:hMerge/>")
        + cell(paragraph(run("商业")) + paragraph(run("企业")))
        + cell(""),
        f"<w:trPr><w:del/></w:trPr>{cell('删')}",
        f"<w:trPr><w:ins/></w:trPr>{cell('增')}{cell('删', '<w:cellDel/>')}",
    )
    blocks = read_docx(package(body + paragraph(run("后"))), "a").blocks
    assert shape(blocks) == [
        "前",
        [["三、", "予以公开", "0"], ["商业\n企业", ""], ["增"]],
        "后",
    ]
    assert isinstance(blocks[1], Grid)
    assert blocks[1].ruled
    assert str(blocks[1].rows[1][1].place) == "table 1, row 2, column 2"
    assert str(blocks[2].place) == "paragraph 2"


def test_tables_in_wrappers() -> None:
    inner = table(f"<w:sdt><w:sdtContent>{cell('规章')}{cell('0')}</w:sdtContent></w:sdt>")
    for wrapped in (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        f"<w:customXml>{inner}</w:customXml>",
        f"<w:ins>{inner}</w:ins>",
    ):
        assert read_blocks(wrapped) == [[["规章", "0"]]]
    rows = f"<w:sdt><w:sdtContent><w:tr>{cell('规章')}{cell('0')}</w:tr></w:sdtContent></w:sdt>"
    assert read_blocks(f"<w:tbl><w:tblPr/>{rows}</w:tbl>") == [[["规章", "0"]]]


def test_layout_table_is_walked() -> None:
    inner = table(cell("规章") + cell("0"), cell("行政许可") + cell(""))
    body = table(cell("年度报告"), cell(paragraph(run("正文")) + inner + paragraph("")))
    assert read_blocks(body) == ["年度报告", "正文", [["规章", "0"], ["行政许可", ""]]]


def test_imported_page() -> None:
    parts = {
        "word___rels__document.xml.rels": relationships(aFChunk="/word/afchunk.htm"),
        "word__afchunk.htm": "<html><body><p>一</p><table><tr><td>a<td>b</table></body></html>",
    }
    assert read_blocks('<w:altChunk r:id="aFChunk"/>', **parts) == ["一", [["a", "b"]]]


def test_strict_document_and_properties(tmp_path: Path) -> None:
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>报告</dc:title>'
        "<dcterms:created>2024-01-29T00:00:00Z</dcterms:created></c:coreProperties>"
    )
    path = tmp_path / "a.bin"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {
            "[Content_Types].xml": MAIN,
            "docProps/core.xml": core,
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{paragraph(run('一'))}</w:body>"
            "</w:document>".replace(W, STRICT),
        }.items():
            archive.writestr(name, data)
    document = read(path)
    assert document.format == "docx"
    assert dict(document.properties) == {"title": "报告", "created": "2024-01-29T00:00:00Z"}
    assert shape(document.blocks) == ["一"]


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", MAIN)
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {NAMESPACES}><w:body>'
            f"{paragraph('<w:r><w:t>公开&e;</w:t></w:r>')}</w:body></w:document>",
        )
    assert "机密" not in str(read(path).blocks)


def test_file_by_python_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("年度报告", 0)
    document.add_paragraph("一、总体情况")
    grid = document.add_table(rows=3, cols=3)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "三、"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "（一）予以公开"
    for column in (1, 2):
        grid.cell(1, column).text = str(column)
        grid.cell(2, column).text = ""
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert shape(read(path).blocks) == [
        *("年度报告", "一、总体情况"),
        [["三、", "（一）予以公开"], ["1", "2"], ["", "", ""]],
    ]


def test_xml_document_of_one_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.doc"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package '
        'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        '<pkg:part pkg:name="/word/media/image1.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {NAMESPACES}><w:body>'
        f"{table(cell('规章') + cell('0'))}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>",
        encoding="utf-8",
    )
    document = read(path)
    assert document.format == "docx"
    assert shape(document.blocks) == [[["规章", "0"]]]


def test_word_2003_xml(tmp_path: Path) -> None:
    number = '<w:listPr><wx:t wx:val="一、"/></w:listPr>'
    bullet = '<w:listPr><wx:t wx:val="·"/></w:listPr>'
    body = (
        f"<wx:sect>{paragraph(run('总体情况'), number)}{paragraph(run('点'), bullet)}"
        + table(
            cell("三、", '<w:vmerge w:val="restart"/>') + cell("0"),
            cell("", "<w:vmerge/>") + cell("1"),
        )
        + '<aml:annotation w:type="Word.Deletion"><aml:content><w:p><w:r><w:delText>删</w:delText>'
        "</w:r></w:p></aml:content></aml:annotation></wx:sect>"
    )
    path = tmp_path / "报告.doc"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
        f"<w:binData w:name='a'>AAAA</w:binData><w:body>{body}</w:body></w:wordDocument>",
        encoding="utf-8",
    )
    document = read(path)
    assert document.format == "doc"
    assert shape(document.blocks) == ["一、总体情况", "点", [["三、", "0"], ["1"]]]
