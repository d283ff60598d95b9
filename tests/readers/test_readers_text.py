"""Plain text: which lines are rows, what their fields are, and which lines are page numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogi_audit.document import Block, Grid, Paragraph
from ogi_audit.readers import read
from ogi_audit.readers.text import read_text, split_row


def shape(blocks: tuple[Block, ...]) -> list[str | list[list[str]]]:
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in row] for row in block.rows]
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("规章\t2\t0\t7", ["规章", "2", "0", "7"]),
        ("\t\t3. 其他\t0\t\t", ["", "", "3. 其他", "0", "", ""]),
        ("第二十条第（一）项\t\t\t", ["第二十条第（一）项", "", "", ""]),
        (" 行政许可 \t ", ["行政许可", ""]),
        ("a | b", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ("| a | b |", ["a", "b"]),
        ("| a | | b", ["a", "", "b"]),
        ("| a \\| b | c |", ["a | b", "c"]),
        ("| a |\t b |", ["a", "b"]),
        ("│ 规章 │ 0 │", ["规章", "0"]),
        ("规章｜0", ["规章", "0"]),
        ("\t一、总体情况", None),
        ("规章    0    0", None),
        ("一、总体情况", None),
    ],
)
def test_fields_of_a_line(line: str, fields: list[str] | None) -> None:
    assert split_row(line) == fields


def test_lines_and_places() -> None:
    content = read_text(
        "\ufeff标题\r\n\r\n  段落 \u200b一 \n\n规章\t0\n\n行政许可\t1\n \u3000 \n二、\t\n尾"
    )
    assert shape(content.blocks) == [
        "标题",
        "段落 一",
        [["规章", "0"], ["行政许可", "1"], ["二、", ""]],
        "尾",
    ]
    assert [block.place.line for block in content.blocks] == [1, 3, 5, 10]
    grid = content.blocks[2]
    assert isinstance(grid, Grid)
    assert not grid.ruled
    assert str(grid.rows[1][1].place) == "line 7, column 2"


def test_one_cell_per_line_stays_apart() -> None:
    assert shape(read_text("规章\n\n2\n\n0\n\n7\n").blocks) == ["规章", "2", "0", "7"]


def test_rules_between_rows_are_not_rows() -> None:
    text = "+----+----+\n| a | b |\n|:--:|--:|\n| -- | - |\n├────┼────┤\n| c | d |\n"
    assert shape(read_text(text).blocks) == [[["a", "b"], ["--", "-"], ["c", "d"]]]
    assert shape(read_text("a | b\n-|-\n- | -").blocks) == [[["a", "b"], ["-", "-"]]]
    assert shape(read_text("-----\n— | —").blocks) == ["-----", [["—", "—"]]]


def test_page_numbers_at_form_feeds() -> None:
    text = "一\t1\n- 3 -\n\f二\t2\n\f\n— 4 —\n三\t3\n第5页 共6页\n\f四\n— 6 —"
    assert shape(read_text(text).blocks) == [[["一", "1"], ["二", "2"], ["三", "3"]], "四", "— 6 —"]


def test_bare_numbers_are_page_numbers_only_if_they_count_up() -> None:
    assert shape(read_text("a\n7\n\fb\n8\n\fc").blocks) == ["a", "b", "c"]
    assert shape(read_text("a\n21\n\fb\n0\n\fc\n0").blocks) == ["a", "21", "b", "0", "c", "0"]
    assert shape(read_text("a\n\f0\nb").blocks) == ["a", "0", "b"]


def test_real_rows_are_kept_as_written(shared: Path) -> None:
    grids = list(read(shared / "reports" / "qingyuan-2023.txt").grids)
    assert [len(grid.rows) for grid in grids] == [14, 28, 4]
    row = next(row for row in grids[1].rows if row[0].text.startswith("二、上年结转"))
    assert [cell.text for cell in row[1:]] == ["", "3", "0", "0", "0", "0", "0", "3", ""]
    assert row[0].place.line == 53


def test_cells_with_a_line_each_lose_the_bars_that_close_them():
    rows = [
        "一、本年新收政府信息公开申请数量 |",
        *["8 |"] * 7,
        "||",
        "二、上年结转 |",
        *["0 |"] * 7,
        "||",
    ]
    content = read_text("\n".join(["正文。", *rows]))
    texts = [block.text for block in content.blocks]
    assert texts == [
        "正文。",
        "一、本年新收政府信息公开申请数量",
        *["8"] * 7,
        "二、上年结转",
        *["0"] * 7,
    ]


def test_a_table_with_bars_keeps_them():
    content = read_text("\n".join(["规章 | 1 | 2 |"] * 12))
    assert [len(row) for row in content.blocks[0].rows] == [4] * 12
