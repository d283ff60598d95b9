"""Markdown: the marks go, what is written stays."""

from __future__ import annotations

import pytest

from ogi_audit.document import Grid
from ogi_audit.readers.markdown import read_markdown

from .test_readers_text import shape


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("# 标题 #", "标题"),
        ("##二、没有空格", "二、没有空格"),
        ("###### **（一）予以公开**", "（一）予以公开"),
        ("#1号文件", "#1号文件"),
        ("- 条目", "条目"),
        ("* [x] 已办", "已办"),
        ("> > 引文", "引文"),
        ("1. 属于国家秘密", "1. 属于国家秘密"),
        ("1\\. 属于国家秘密", "1. 属于国家秘密"),
        ("- 3 -", "- 3 -"),
        ("— 4 —", "— 4 —"),
        ("-", "-"),
        ("共**51**件，_其中_~~旧~~ `4` 件", "共51件，其中 4 件"),
        ("hz_zw_gk@126.com 与 a*b", "hz_zw_gk@126.com 与 a*b"),
        ('见[附件](http://a.cn/x_(1).doc "题")![图](a.png)。', "见附件。"),
        ("网址 <http://www.a.gov.cn/>", "网址 http://www.a.gov.cn/"),
        ("<center>中&nbsp;心</center>", "中\xa0心"),
        ("\\*不是强调\\*  ", "*不是强调*"),
        ("换行\\", "换行"),
    ],
)
def test_marks(line: str, text: str) -> None:
    assert shape(read_markdown(f"# x\n{line}\n", "a").blocks) == ["x", text]


def test_lines_that_are_only_marks() -> None:
    assert shape(read_markdown("标题\n====\n***\n\n[1]: http://a.cn\n节\n---\n尾", "a").blocks) == [
        "标题",
        "节",
        "尾",
    ]


def test_ragged_tables() -> None:
    text = (
        "| 类别 | **数据** |\n|---|:-:|\n| 规章 | 0 | 多出 |\n| 少 |\n\n"
        "行政许可 | - |\n|a\\|b<br>c| |\n# 后"
    )
    blocks = read_markdown(text, "a").blocks
    assert shape(blocks) == [
        [["类别", "数据"], ["规章", "0", "多出"], ["少"], ["行政许可", "-", ""], ["a|b\nc", ""]],
        "后",
    ]
    assert isinstance(blocks[0], Grid)
    assert not blocks[0].ruled
    assert blocks[0].rows[1][2].place.line == 3


def test_html_table_inside() -> None:
    text = "前\n\n<table>\n<tr><td rowspan=9>规章</td><td>0</td></tr>\n<tr><td>&nbsp;</td></tr>\n</table> 后\n- 末"
    blocks = read_markdown(text, "a").blocks
    assert shape(blocks) == ["前", [["规章", "0"], [""]], "后", "末"]
    assert isinstance(blocks[1], Grid)
    assert blocks[1].ruled
    assert str(blocks[1].rows[0][1].place) == "line 3, row 1, column 2"
    assert [block.place.line for block in blocks] == [1, 3, 6, 7]
    assert shape(read_markdown("<table><tr><td>没有结束", "a").blocks) == ["没有结束"]


def test_code_is_text() -> None:
    assert shape(read_markdown("```text\n# **a**\n规章 | 0\n```\n# b", "a").blocks) == [
        "# **a**",
        [["规章", "0"]],
        "b",
    ]


def test_front_matter_and_comments() -> None:
    content = read_markdown(
        "---\ntitle: '报告'\ndate: 2024-01-29\n---\n\n<!-- 注\n释 -->\n# 一", "a"
    )
    assert dict(content.properties) == {"title": "报告", "date": "2024-01-29"}
    assert shape(content.blocks) == ["一"]
    assert content.blocks[0].place.line == 8


def test_a_nul_stands_for_nothing() -> None:
    assert shape(read_markdown("收到\x005\x00件\\*", "a.md").blocks) == ["收到5件*"]
