"""PDF: tables by their lines, text by its lines, and every character once."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from ogi_audit.document import Grid
from ogi_audit.errors import UnreadableError
from ogi_audit.readers import pdf as pdf_reader
from ogi_audit.readers import read
from ogi_audit.readers.pdf import read_pdf
from ogi_audit.readers.pdf_page import PagesError
from ogi_audit_testing.fuzzing.parts import pdf_of, text_of_parts

from .test_readers_text import shape

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Shape = list[str | list[list[str]]]


def draw(*pages: Callable[[Canvas], object], encryption: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encryption, invariant=True)
    for page in pages:
        canvas.setFont(FONT, 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read_blocks(*pages: Callable[[Canvas], object]) -> Shape:
    return shape(read_pdf(draw(*pages), "a.pdf").blocks)


def words(canvas: Canvas, rows: list[list[str]], left: float = 110, top: float = 688) -> None:
    """Texts in cells 80 wide and 20 high."""
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            canvas.drawCentredString(left + 80 * column + 30, top - 20 * row, text)


ROWS = [["规章", "0", "7"], ["行政规范性文件", "", "419"], ["行政许可", "5", ""]]
XS = (100, 180, 260, 340)
YS = (700, 680, 660, 640)


def test_lines_in_order_with_spaces() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 100, "- 1 -")
        canvas.drawString(100, 700, "一、总体情况")
        canvas.drawString(100, 680, "收到 51 件")
        canvas.drawString(100, 660, "规章")
        canvas.drawString(180, 660, "0")
        canvas.drawString(230, 660, "7")

    document = read_pdf(draw(page, page), "a.pdf")
    texts = ["一、总体情况", "收到 51 件", "规章  0  7", "- 1 -"]
    assert shape(document.blocks) == texts * 2
    assert str(document.blocks[5].place) == "page 2, line 2"


def test_ruled_table_and_places() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 720, "前")
        canvas.grid(XS, YS)
        words(canvas, ROWS)
        canvas.drawString(100, 600, "后")

    blocks = read_pdf(draw(page), "a.pdf").blocks
    assert shape(blocks) == ["前", ROWS, "后"]
    assert isinstance(blocks[1], Grid)
    assert blocks[1].ruled
    assert str(blocks[1].rows[1][1].place) == "page 1, table 1, row 2, column 2"


def test_borders_drawn_as_thin_rectangles_cell_by_cell() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(3):
            for column in range(3):
                x, y = XS[column], YS[row + 1]
                canvas.setFillGray(1)
                canvas.rect(x, y, 80, 20, stroke=0, fill=1)
                canvas.setFillGray(0)
                for box in (
                    (x, y, 80, 0.5),
                    (x, y + 20, 80, 0.5),
                    (x, y, 0.5, 20),
                    (x + 80, y, 0.5, 20),
                ):
                    canvas.rect(*box, stroke=0, fill=1)
        words(canvas, ROWS)

    assert read_blocks(page) == [ROWS]


def test_cells_drawn_as_stroked_rectangles() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(3):
            for column in range(3):
                canvas.rect(XS[column], YS[row + 1], 80, 20)
        words(canvas, ROWS)

    assert read_blocks(page) == [ROWS]


def test_merged_cells_are_one_cell() -> None:
    def page(canvas: Canvas) -> None:
        canvas.lines(
            [(100, 700, 340, 700), (100, 640, 340, 640), (180, 680, 340, 680), (180, 660, 340, 660)]
        )
        canvas.lines(
            [(100, 700, 100, 640), (180, 700, 180, 640), (340, 700, 340, 640), (260, 680, 260, 640)]
        )
        for index, character in enumerate("三、"):
            canvas.drawString(135, 680 - 12 * index, character)
        words(canvas, [["", "申请人情况"], ["", "51", "3"], ["", "", "0"]])

    assert read_blocks(page) == [[["三\n、", "申请人情况"], ["51", "3"], ["", "0"]]]


def test_row_cut_off_by_the_end_of_the_page() -> None:
    def first(canvas: Canvas) -> None:
        canvas.lines([(100, y, 340, y) for y in YS[:-1]])
        canvas.lines([(x, 700, x, 640) for x in XS])
        words(canvas, ROWS)

    def second(canvas: Canvas) -> None:
        canvas.lines([(100, y, 340, y) for y in YS[1:]])
        canvas.lines([(x, 700, x, 640) for x in XS])
        words(canvas, ROWS)

    assert read_blocks(first, second) == [ROWS, ROWS]


def test_sides_without_a_line() -> None:
    def page(canvas: Canvas) -> None:
        canvas.lines([(100, y, 340, y) for y in YS])
        canvas.lines([(x, 700, x, 640) for x in XS[1:-1]])
        words(canvas, ROWS)

    assert read_blocks(page) == [ROWS]


def test_overhanging_and_double_lines_make_no_cells() -> None:
    def page(canvas: Canvas) -> None:
        canvas.lines([(95, y, 345, y) for y in YS] + [(100, 702.5, 340, 702.5)])
        canvas.lines([(x, 705, x, 636) for x in XS] + [(342.5, 705, 342.5, 636)])
        words(canvas, ROWS)

    assert read_blocks(page) == [ROWS]


def test_shading_frames_and_underlines_are_no_tables() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for y in (700, 680):
            canvas.rect(90, y - 5, 300, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.rect(50, 50, 500, 740)
        canvas.line(100, 698, 160, 698)
        canvas.drawString(100, 700, "一、总体情况")
        canvas.drawString(100, 680, "正文")
        canvas.rect(100, 600, 80, 20)
        canvas.drawString(105, 606, "框中")

    assert read_blocks(page) == ["一、总体情况", "正文", "框中"]


def test_table_inside_a_page_border_and_side_by_side() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(50, 50, 500, 740)
        canvas.grid((60, 70, 90), (780, 50))
        canvas.grid(XS, YS)
        words(canvas, ROWS)
        canvas.grid((400, 440, 480), (700, 680))
        canvas.drawString(405, 688, "甲")
        canvas.drawString(445, 688, "乙")

    assert read_blocks(page)[-2:] == [ROWS, [["甲", "乙"]]]


def test_borderless_table_is_lines() -> None:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(
        [Table([["规章", "0", "7"]], colWidths=80, style=[("FONT", (0, 0), (-1, -1), FONT)])]
    )
    assert shape(read_pdf(buffer.getvalue(), "a").blocks) == ["规章  0  7"]


def test_table_over_two_pages() -> None:
    rows = [[f"第{number}项", str(number), ""] for number in range(1, 61)]
    buffer = io.BytesIO()
    style = [("FONT", (0, 0), (-1, -1), FONT), ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]
    SimpleDocTemplate(buffer).build([Table(rows, colWidths=80, style=style)])
    grids = shape(read_pdf(buffer.getvalue(), "a").blocks)
    assert len(grids) == 2
    assert [row for grid in grids for row in grid] == rows


def test_bold_written_twice_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(100 + shift, 700, "一、总体情况 55")

    assert read_blocks(page) == ["一、总体情况 55"]


def test_watermark_and_turned_text() -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(110, 600)
        canvas.rotate(45)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "内部样张")
        canvas.restoreState()
        canvas.grid(XS, YS)
        words(canvas, [["", "0", "7"], *ROWS[1:]])
        canvas.saveState()
        canvas.translate(140, 684)
        canvas.rotate(-90)
        canvas.drawString(-15, 0, "规章")
        canvas.restoreState()
        canvas.drawString(100, 500, "后")

    found = read_blocks(page)
    assert ROWS in found
    assert "内部样张" in found


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page(turn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        width, height = A4
        canvas.translate(*{90: (height, 0), 180: (width, height), 270: (0, width)}[turn])
        canvas.rotate(turn)
        canvas.translate(0, -200)
        canvas.grid(XS, YS)
        words(canvas, ROWS)
        canvas.drawString(100, 600, "后")

    assert read_blocks(page) == [ROWS, "后"]
    # The same by the glyphs that pdfium finds.
    seen = pdf_reader.check_glyphs
    monkeypatch.setattr(pdf_reader, "check_glyphs", lambda glyphs, page: seen(glyphs[:-1], page))
    assert read_blocks(page) == [ROWS, "后"]


def test_pdfium_has_the_last_word(monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    path = shared / "reports" / "huaian-2024.pdf"
    expected = read(path)
    seen = pdf_reader.check_glyphs
    monkeypatch.setattr(pdf_reader, "check_glyphs", lambda glyphs, page: seen(glyphs[:-1], page))
    found = read(path)
    assert "".join(str(shape(found.blocks)).split()) == "".join(str(shape(expected.blocks)).split())


def test_what_pdfminer_cannot_read_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid(XS, YS)
        words(canvas, ROWS)

    data = draw(page)
    seen = pdf_reader.read_pages

    def fail_once(given: bytes) -> object:
        if given == data:
            raise PagesError
        return seen(given)

    monkeypatch.setattr(pdf_reader, "read_pages", fail_once)
    assert shape(read_pdf(data, "a").blocks) == [ROWS]


def test_no_character_is_lost_or_doubled(shared: Path) -> None:
    import pypdfium2

    for name in ("hongze-2023.pdf", "huaian-2024.pdf"):
        path = shared / "reports" / name
        found = Counter[str]()
        for block in read(path).blocks:
            cells = (
                [cell.text for row in block.rows for cell in row]
                if isinstance(block, Grid)
                else [block.text]
            )
            found.update("".join("".join(cells).split()))
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        assert found == Counter("".join("".join(pages).split()))


def test_numbers_beyond_all_bounds_draw_nothing() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid(XS, YS)
        words(canvas, ROWS)
        far = "9" * 310 + ".5"
        canvas._code.append(f"BT /F1 9 Tf {far} 0 0 {far} 0 0 Tm (x) Tj ET 10 10 m {far} 10 l S")

    assert read_blocks(page) == [ROWS]


def test_a_property_that_breaks_off_is_left_out() -> None:
    info = {"page": "/MediaBox[0 0 595 842]", "info": "/Title<FEFF4E00D800>/Author(one)"}
    data = pdf_of(text_of_parts({**info, "content": f"BT /F2 9 Tf 90 700 Td ({'a' * 40}) Tj ET"}))
    content = read_pdf(data, "a.pdf")
    assert shape(content.blocks) == ["a" * 40]
    assert content.properties == {"creator": "one"}


def test_encrypted(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "一、总体情况")

    path = tmp_path / "a.pdf"
    path.write_bytes(draw(page, encryption=StandardEncryption("secret")))
    with pytest.raises(UnreadableError, match=r"a\.pdf: the file is encrypted"):
        read(path)
    # Printing forbidden, reading not.
    path.write_bytes(draw(page, encryption=StandardEncryption("", "owner", canPrint=0)))
    assert shape(read(path).blocks) == ["一、总体情况"]


def test_scans(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("L", (20, 30), 128))

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, *A4)

    def named(canvas: Canvas) -> None:
        scan(canvas)
        canvas.drawString(100, 20, "扫描全能王 创建")

    def covered(canvas: Canvas) -> None:
        scan(canvas)
        for line in range(20):
            canvas.drawString(100, 700 - 20 * line, "正文正文正文正文")

    for pages, code in (
        ((scan, scan), "scanned_pdf"),
        ((named, named), "scanned_pdf"),
        ((lambda canvas: canvas.setPageRotation(0),), "no_text"),
    ):
        with pytest.raises(UnreadableError) as raised:
            read_pdf(draw(*pages), "a.pdf")
        assert raised.value.code == code
    assert len(read_blocks(covered)) == 20


def test_damaged(tmp_path: Path, shared: Path) -> None:
    data = (shared / "reports" / "huaian-2024.pdf").read_bytes()
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableError, match="does not open as PDF"):
        read(path)
