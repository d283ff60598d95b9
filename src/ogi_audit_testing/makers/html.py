"""Reports as web pages, the way content-management systems and word processors publish them."""

from __future__ import annotations

import quopri
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from html import escape

from ogi_audit_testing.makers.boxes import Block, Box, Table
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.makers.layout import Layout
from ogi_audit_testing.makers.tables import blocks

Page = Callable[[Specimen, str], str]


@dataclass(frozen=True)
class Dress:
    """How cells and passages are marked up; the tables themselves are always the form's."""

    cell: Callable[[Box], str] = lambda box: escape(box.text)
    empty: str = ""
    passage: str = "<p>{}</p>"
    heading: str = "<p><strong>{}</strong></p>"
    title: str = "<h1>{}</h1>"
    table: str = '<table border="1" cellspacing="0" cellpadding="0">'
    rows_too_many: int = 0


# --- markup of cells ----------------------------------------------------------------------------


def fragments(box: Box) -> str:
    """Word's leavings: each run of a cell in elements of its own, a figure even digit by digit."""
    if box.role != "value":
        return (
            '<p class="MsoNormal" style="text-align:left">'
            f'<span style="font-family:楷体_GB2312"><font face="楷体_GB2312">{escape(box.text)}'
            "</font><o:p></o:p></span></p>"
        )
    runs = "".join(f"<span><font>{escape(sign)}</font></span>" for sign in box.text)
    return f'\n    <p class="MsoNormal" align="center"><span lang="EN-US">{runs or "&nbsp;"}</span></p>\n'


def halves(box: Box, between: str, before: str = "", after: str = "") -> str:
    """A header cell broken in two (商业 over 企业), a vertical label character by character."""
    if box.vertical:
        parts = list(box.text)
    elif box.role == "head" and len(box.text) == 4:
        parts = [box.text[:2], box.text[2:]]
    else:
        parts = [box.text]
    return between.join(before + escape(part) + after for part in parts)


# --- body ---------------------------------------------------------------------------------------


def body(specimen: Specimen, dress: Dress) -> str:
    """The report itself, without the page around it."""
    return "\n".join(_block(block, dress) for block in blocks(specimen))


def _block(block: Block, dress: Dress) -> str:
    if isinstance(block, Table):
        return table(block, dress)
    frame = {"title": dress.title, "heading": dress.heading}.get(block.role, dress.passage)
    return frame.format(escape(block.text))


def table(block: Table, dress: Dress = Dress()) -> str:
    """One table with the spans of the form."""
    rows = (f"<tr>{''.join(_cell(box, dress) for box in row)}</tr>" for row in block.rows)
    return "\n".join((dress.table, "<tbody>", *rows, "</tbody>", "</table>"))


def _cell(box: Box, dress: Dress) -> str:
    down = box.down + dress.rows_too_many if box.down > 1 and box.role == "label" else box.down
    spans = (f' colspan="{box.across}"' if box.across > 1 else "") + (
        f' rowspan="{down}"' if down > 1 else ""
    )
    text = dress.cell(box) if box.text else dress.empty or dress.cell(box)
    return f"<td{spans}>{text}</td>"


# --- pages --------------------------------------------------------------------------------------


def bare(specimen: Specimen, content: str, charset: str = "utf-8", head: str = "") -> str:
    """A page with nothing but the report."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n'
        f'<meta charset="{charset}">\n<title>{escape(specimen.title)}</title>\n{head}'
        f"</head>\n<body>\n{content}\n</body>\n</html>\n"
    )


def portal(specimen: Specimen, content: str) -> str:
    """A government portal: meta elements, navigation, breadcrumbs, a metadata table, links around."""
    published = specimen.date.isoformat() if specimen.date else ""
    meta = {
        "SiteName": "政务公开平台",
        "ColumnName": "政府信息公开年报",
        "ArticleTitle": specimen.title,
        "PubDate": f"{published} 09:30" if published else "",
        "ContentSource": specimen.agency,
    }
    head = "".join(
        f'<meta name="{name}" content="{escape(text)}">\n' for name, text in meta.items() if text
    )
    years = range(specimen.year - 1, specimen.year - 4, -1)
    links = "".join(f"<li><a href='#'>{year}年政府信息公开工作年度报告</a></li>" for year in years)
    return bare(
        specimen,
        f"""<div class="header"><ul class="nav"><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li>
<li><a href="#">政务服务</a></li><li><a href="#">互动交流</a></li></ul></div>
<div class="crumb">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">政府信息公开年报</a></div>
<table class="xxgk_meta"><tr><th>索引号：</th><td>11990000/{specimen.year}-00012</td><th>分类：</th><td>政府信息公开年报</td></tr>
<tr><th>发布机构：</th><td>{escape(specimen.agency)}</td><th>发布日期：</th><td>{published}</td></tr>
<tr><th>文号：</th><td>无</td><th>有效性：</th><td>有效</td></tr></table>
<div class="share">字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>] 浏览次数：<span id="hits">1204</span></div>
<div class="article" id="zoom"><style>.xxgk td {{padding: 2px}}</style>
{content}
</div>
<div class="related"><h4>相关链接</h4><ul>{links}</ul></div>
<div class="footer"><p>主办：{escape(specimen.agency)}　网站标识码：5399000001</p>
<script>document.getElementById("hits").innerText = "1205";</script></div>""",
        head=head,
    )


def nested(specimen: Specimen, content: str) -> str:
    """An old portal laid out with tables inside tables."""
    return bare(
        specimen,
        f"""<table width="1000" align="center"><tr><td colspan="3"><table><tr><td>网站首页</td><td>机构概况</td>
<td>信息公开</td></tr></table></td></tr>
<tr><td width="180" valign="top"><table><tr><td>公开指南</td></tr><tr><td>公开目录</td></tr><tr><td>公开年报</td></tr></table></td>
<td width="20">&nbsp;</td><td valign="top"><table width="100%"><tr><td>
{content}
</td></tr></table></td></tr>
<tr><td colspan="3" align="center">版权所有：{escape(specimen.agency)}</td></tr></table>""",
    )


def word(specimen: Specimen, content: str, charset: str = "utf-8") -> str:
    """A page that a word processor saved."""
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">\n'
        f'<head><meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
        f"<title>{escape(specimen.title)}</title>\n"
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml>"
        f'<![endif]-->\n</head>\n<body lang="ZH-CN">\n<div class="Section1">\n{content}\n</div>\n'
        "</body>\n</html>\n"
    )


def single_file(page: bytes, charset: str) -> bytes:
    """Word's "single file web page": the page as the first part of a MIME message."""
    boundary = "----=_NextPart_01DA5E0F.7A3C9B20"
    lines = (
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; boundary="{boundary}"',
        "",
        "This document is a Single File Web Page, also known as a Web Archive file.",
        "",
        f"--{boundary}",
        "Content-Location: file:///C:/3F1B2C44/report.htm",
        "Content-Transfer-Encoding: quoted-printable",
        f'Content-Type: text/html; charset="{charset}"',
        "",
        quopri.encodestring(page).decode("ascii").replace("\n", "\r\n"),
        f"--{boundary}",
        "Content-Location: file:///C:/3F1B2C44/report.files/filelist.xml",
        "Content-Transfer-Encoding: quoted-printable",
        'Content-Type: text/xml; charset="utf-8"',
        "",
        '<xml xmlns:o=3D"urn:schemas-microsoft-com:office:office"></xml>',
        f"--{boundary}--",
        "",
    )
    return "\r\n".join(lines).encode("ascii")


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("s2t").convert


# --- layouts ------------------------------------------------------------------------------------


def render(
    specimen: Specimen, *, dress: Dress = Dress(), page: Page = bare, encoding: str = "utf-8"
) -> bytes:
    """The page in bytes; a character that the encoding lacks becomes a reference, as servers do."""
    return page(specimen, body(specimen, dress)).encode(encoding, "xmlcharrefreplace")


def _traditional(specimen: Specimen) -> bytes:
    return _converter()(portal(specimen, body(specimen, Dress()))).encode()


def _mhtml(specimen: Specimen) -> bytes:
    page = partial(word, charset="gb2312")
    return single_file(render(specimen, dress=_WORD, page=page, encoding="gb18030"), "gb2312")


_WORD = Dress(
    cell=fragments,
    passage='<p class="MsoNormal"><span>{}</span></p>',
    heading='<p class="MsoNormal"><b><span>{}</span></b></p>',
    title='<p class="MsoTitle" align="center"><span>{}</span></p>',
    table='<table class="MsoNormalTable" border="1">',
)
_BREAKS = Dress(cell=partial(halves, between="<br/>"))
_PARAGRAPHS = Dress(
    cell=partial(halves, between="", before="<p>", after="</p>"), heading="<h2>{}</h2>"
)
_GBK = partial(bare, charset="gb2312")

LAYOUTS = (
    Layout("html-plain", ".html", render),
    Layout("html-fragments", ".html", partial(render, dress=_WORD)),
    Layout("html-nbsp", ".html", partial(render, dress=Dress(empty="&nbsp;"))),
    Layout("html-portal", ".html", partial(render, page=portal)),
    Layout("html-breaks", ".html", partial(render, dress=_BREAKS)),
    Layout("html-paragraphs", ".htm", partial(render, dress=_PARAGRAPHS)),
    Layout("html-rowspan-too-long", ".html", partial(render, dress=Dress(rows_too_many=3))),
    Layout("html-gbk", ".htm", partial(render, page=_GBK, encoding="gb18030")),
    Layout("html-traditional", ".html", _traditional, traditional=True),
    Layout("html-nested", ".html", partial(render, page=nested)),
    Layout("html-saved-as-doc", ".doc", partial(render, dress=_WORD, page=word)),
    Layout("mhtml-saved-as-doc", ".doc", _mhtml),
)
