"""Automatic numbers: written as Word shows them."""

from __future__ import annotations

import pytest

from ogi_audit.readers.numerals import write_number

from .test_readers_docx import cell, paragraph, read_blocks, run, table


@pytest.mark.parametrize(
    ("number_format", "number", "written"),
    [
        ("chineseCounting", 1, "一"),
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 11, "十一"),
        ("japaneseCounting", 20, "二十"),
        ("japaneseCounting", 101, "一百〇一"),
        ("chineseCounting", 110, "一百一十"),
        ("chineseCounting", 0, "〇"),
        ("ideographDigital", 12, "一二"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("decimal", 7, "7"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("somethingNew", 5, "5"),
        ("lowerLetter", 1_000_000_000, "1000000000"),
        ("ideographDigital", -1, "-1"),
    ],
)
def test_numerals(number_format: str, number: int, written: str) -> None:
    assert write_number(number, number_format) == written


def level(depth: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def instance(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def item(text: str, number: int, depth: int | None = None, more: str = "") -> str:
    at = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    properties = f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text) if text else "", more + properties)


HEADINGS = definition(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
)


def test_levels_restart() -> None:
    body = "".join(
        item(text, 1, depth)
        for text, depth in [
            ("总", 0),
            ("甲", 1),
            ("乙", 1),
            ("细", 2),
            ("主", 0),
            ("丙", 1),
            ("收", 0),
        ]
    )
    assert read_blocks(body, numbering=HEADINGS + instance(1, 0)) == [
        *("一、总", "（一）甲", "（二）乙", "1.2.1 细", "二、主", "（一）丙", "三、收")
    ]


def test_plain_paragraphs_and_number_zero_are_not_numbered() -> None:
    body = (
        item("一", 1, 0)
        + paragraph(run("文"))
        + item("无", 0, 0)
        + item("未知", 9, 0)
        + item("二", 1)
    )
    numbering = HEADINGS + instance(1, 0)
    assert read_blocks(body, numbering=numbering) == ["一、一", "文", "无", "未知", "二、二"]


def test_instances_share_a_count_unless_they_start_again() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)", start=5)}</w:lvlOverride>'
    numbering = (
        HEADINGS + instance(1, 0) + instance(2, 0) + instance(3, 0, again) + instance(4, 0, other)
    )
    body = item("a", 1, 0) + item("b", 2, 0) + item("c", 3, 0) + item("d", 3, 0) + item("e", 4, 0)
    assert read_blocks(body, numbering=numbering) == ["一、a", "二、b", "一、c", "二、d", "3)e"]


def test_number_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/><w:pPr/></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = definition(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="3"/>'),
    ) + instance(1, 0)
    body = "".join(
        paragraph(run(text), f'<w:pStyle w:val="{style}"/>') for text, style in ("a1", "b2", "c3")
    )
    body += item("d", 0, more='<w:pStyle w:val="1"/>')
    assert read_blocks(body, numbering=numbering, styles=styles) == ["一、a", "二、b", "1.c", "d"]


def test_list_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    link = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = HEADINGS + link + instance(1, 7) + instance(2, 0)
    assert read_blocks(item("总", 1, 0), numbering=numbering, styles=styles) == ["一、总"]


def test_numbers_in_cells_and_bullets() -> None:
    numbering = (
        definition(0, level(0, "decimal", "%1."))
        + definition(1, level(0, "bullet", "\uf0b7"))
        + instance(1, 0)
        + instance(2, 1)
    )
    body = (
        table(
            cell(item("属于国家秘密", 1, 0)) + cell("0"),
            cell(item("", 1, 0)) + cell(item("点", 2, 0)),
        )
        + item("", 1, 0)
        + item("尾", 1, 0)
    )
    assert read_blocks(body, numbering=numbering) == [
        [["1.属于国家秘密", "0"], ["2.", "点"]],
        "4.尾",
    ]


def test_removed_paragraphs_take_no_number() -> None:
    deleted = item("", 1, 0, "<w:rPr><w:del/></w:rPr>").replace(
        "</w:p>", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    )
    hidden = paragraph(
        run("隐", "<w:vanish/>"),
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>',
    )
    numbering = HEADINGS + instance(1, 0)
    body = item("总", 1, 0) + deleted + hidden + item("主", 1, 0)
    assert read_blocks(body, numbering=numbering) == ["一、总", "二、主"]


def test_numbers_in_layout_tables_count_once() -> None:
    inner = table(cell("a") + cell("b"))
    body = table(cell(item("总", 1, 0) + inner)) + item("主", 1, 0)
    assert read_blocks(body, numbering=HEADINGS + instance(1, 0)) == [
        *("一、总", [["a", "b"]], "二、主")
    ]


def test_what_should_be_a_number_and_is_none() -> None:
    broken = definition(
        0,
        level(0, "decimal", "%1.", '<w:lvlRestart w:val="x"/>').replace(
            'w:val="1"', 'w:val="一"', 1
        ),
        level(1, "decimal", "%1)").replace('w:ilvl="1"', 'w:ilvl=""'),
    )
    override = '<w:lvlOverride w:ilvl="?"><w:startOverride w:val="-2"/></w:lvlOverride>'
    body = item("甲", 1, 0) + item("乙", 1).replace("<w:numPr>", '<w:numPr><w:ilvl w:val="1.5"/>')
    assert read_blocks(body, numbering=broken + instance(1, 0, override)) == ["1)甲", "2)乙"]
