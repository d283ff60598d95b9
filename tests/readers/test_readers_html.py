"""Web pages: what a browser shows of them, however they are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogi_audit.document import Grid
from ogi_audit.errors import UnreadableError
from ogi_audit.readers import read
from ogi_audit.readers.html import read_html
from ogi_audit.readers.mhtml import read_mhtml

from .test_readers_text import shape


def read_blocks(page: str) -> list[str | list[list[str]]]:
    return shape(read_html(page, "a.html").blocks)


def test_paragraphs() -> None:
    page = """<html><head><title>t</title><style>p{}</style></head><body>
    <!-- 注 --><script>var a = "字";</script><noscript>请启用</noscript>
    <div>一、<b>总</b><span>体</span>情况<p>第一段<br>第二行</p>尾
    <div hidden>隐</div><p style="DISPLAY : none">藏</p><del>旧</del></div>
    <ul><li>甲<li>乙</ul>政府
    信息 2023
    年<pre>规章  0\n行政  1</pre>&nbsp;<p>&nbsp; </p></body></html>"""
    assert read_blocks(page) == [
        *("一、总体情况", "第一段", "第二行", "尾", "甲", "乙", "政府信息 2023 年"),
        *("规章  0", "行政  1"),
    ]


def test_cells_and_places() -> None:
    page = """<p>前</p><table><caption>表</caption><thead><tr>
    <th rowspan="99" colspan=9>三、<br>本年度</th><th><p>商业</p><p>企业</p></th></tr></thead>
    <tr><td><p class=MsoNormal><span>1</span><font><b>2</b></font></p></td><td>&nbsp;</td>
    <td style="display:none">隐</td><td> <p>&nbsp;</p> </td></tr></table><p>后</p>"""
    blocks = read_html(page, "a.html").blocks
    assert shape(blocks) == [
        *("前", "表"),
        [["三、\n本年度", "商业\n企业"], ["12", "", ""]],
        "后",
    ]
    grid = blocks[2]
    assert isinstance(grid, Grid)
    assert grid.ruled
    assert str(grid.place) == "table 1"
    assert str(grid.rows[1][2].place) == "table 1, row 2, column 3"
    assert str(blocks[3].place) == "paragraph 3"


def test_layout_tables_are_walked() -> None:
    page = """<table><tr><td width=1></td><td><h1>年度报告</h1></td></tr><tr><td colspan=2>
    <p>正文一</p><table><tr><td>规章<td>0<tr><td>行政许可<td>1</table><p>正文二</p></td></tr></table>"""
    assert read_blocks(page) == [
        *("年度报告", "正文一"),
        [["规章", "0"], ["行政许可", "1"]],
        "正文二",
    ]
    prose = "为了公开政府信息，特作说明。" * 20
    assert read_blocks(f"<table><tr><td>菜单</td><td><p>{prose}</p>尾</td></tr></table>") == [
        *("菜单", prose, "尾")
    ]
    # One column only, or one cell in a table around one value.
    assert read_blocks("<table><tr><td>一<tr><td>二</table>") == ["一", "二"]
    assert read_blocks(
        "<table><tr><td>规章</td><td><table><tr><td>0</td></tr></table></td></tr></table>"
    ) == [[["规章", "0"]]]


def test_rows_of_data_around_a_row_of_prose() -> None:
    prose = "本表数据的口径在此说明，请对照填写。" * 10
    page = f"<table><tr><td>规章<td>0<tr><td colspan=2>{prose}<tr><td>行政许可<td></table>"
    assert read_blocks(page) == [[["规章", "0"]], prose, "行政许可"]
    long = "（区分处理的）" * 40
    row = f"<tr><td>{long}<td>1<td>2<td>3"
    assert read_blocks(f"<table>{row}</table>") == [[[long, "1", "2", "3"]]]


def test_metadata_table_and_blank_tables() -> None:
    page = """<table><tr><td>索引号</td><td>014-2024</td><td>公开日期</td><td></td></tr></table>
    <table><tr><td>&nbsp;</td><td></td></tr></table>"""
    assert read_blocks(page) == [[["索引号", "014-2024", "公开日期", ""]]]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><td>a<td>b<tr><td>c</table>", [[["a", "b"], ["c"]]]),
        ("<table><tr><td>a</td><td>b</td></tr><tr></tr><td>c", [[["a", "b"], ["c"]]]),
        ("<table>散<tr><td>a<td>b<p>散二</table>", ["散", [["a", "b\n散二"]]]),
        ("<table><form><tr><td>a</td><td><input value=3></td></form></table>", [[["a", "3"]]]),
        ("<p>a<p>b<div>c", ["a", "b", "c"]),
        ('<?xml version="1.0" encoding="gb2312"?><html><body>a</body></html>', ["a"]),
        ("<![if !supportLists]>1.<![endif]>属于国家秘密<o:p></o:p>", ["1.属于国家秘密"]),
        ("<select><option>选</select>&#25919;府", ["政府"]),
    ],
)
def test_broken_markup(page: str, expected: list[str | list[list[str]]]) -> None:
    assert read_blocks(page) == expected


def test_nothing_is_lost_to_the_parsers_limits() -> None:
    for unclosed in (60, 110, 120, 500):
        assert read_blocks("<font><span>" * unclosed + "一</font><p>二") == ["一", "二"]
    picture = '<img src="data:image/png;base64,' + "A" * 11_000_000 + '">'
    assert read_blocks(f"<p>一{picture}<p>二") == ["一", "二"]
    with pytest.raises(UnreadableError, match="nested more than 200 deep"):
        read_html("<div>" * 3000 + "一", "a.html")


def test_properties() -> None:
    page = """<html><head><title> 年度
    报告 </title><meta name="PubDate" content="2024-01-29"><meta name="pubDate" content=" ">
    <meta property="og:title" content="报告"><meta name="PubDate" content="x"></head><body>a"""
    assert dict(read_html(page, "a").properties) == {
        "title": "年度 报告",
        "PubDate": "2024-01-29",
        "og:title": "报告",
    }


def test_page_in_gb2312(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    page = '<meta charset="gb2312"><body><p>一、总体情况</p><p>规章制度执行情况良好</p></body>'
    path.write_bytes(page.encode("gb2312"))
    assert shape(read(path).blocks) == ["一、总体情况", "规章制度执行情况良好"]


def test_web_archive(tmp_path: Path) -> None:
    page = "<html><body><table><tr><td>规章</td><td>=0</td></tr></table></body></html>"
    quoted = "".join(
        f"={byte:02X}" if byte > 126 or byte == 61 else chr(byte) for byte in page.encode("gb18030")
    )
    path = tmp_path / "报告.doc"
    path.write_text(
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--=_x"\r\n\r\n'
        "----=_x\r\nContent-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: "
        'quoted-printable\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n'
        f"{quoted}\r\n\r\n----=_x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64"
        "\r\n\r\niVBORw0KGgo=\r\n----=_x--\r\n",
        encoding="ascii",
        newline="",
    )
    document = read(path)
    assert document.format == "mhtml"
    assert shape(document.blocks) == [[["规章", "=0"]]]


@pytest.mark.parametrize(
    "head", ["message/rfc822\n\n", 'multipart/mixed; boundary="{0}"\n\n--{0}\n']
)
def test_parts_of_a_web_archive_without_end(head: str) -> None:
    heads = [f"Content-Type: {head.format(number)}" for number in range(1000)]
    archive = "MIME-Version: 1.0\n" + "".join(heads) + "Content-Type: text/html\n\n<p>一"
    with pytest.raises(UnreadableError, match="does not open as MHTML"):
        read_mhtml(archive.encode(), "a.mht")
