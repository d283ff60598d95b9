"""Pages to draw on, and the drawing of one table over them.

reportlab's own tables cannot leave out one border or end a page inside a merged cell; drawing the
raster ourselves can, and is quicker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ogi_audit_testing.makers.boxes import Slot, Table
from ogi_audit_testing.makers.wrapping import measure, wrap

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

LEFT, RIGHT, TOP, BOTTOM = 70.0, A4[0] - 70, A4[1] - 75, 75.0
SHADE, WHITE, BLUE = Color(0.93, 0.93, 0.93), Color(1, 1, 1), Color(0.78, 0.86, 0.94)


@dataclass(frozen=True)
class Dress:
    """Which traits the document has."""

    ruled: bool = True
    fills: bool = False
    """White behind every figure, blue behind 第二十条…, grey behind paragraphs."""
    repeat_heads: bool = False
    open_breaks: bool = False
    """No border below the last row of a page."""
    break_in: str | None = None
    """End a page inside this table, in the middle of a group of rows."""
    dash: str = "-"


@dataclass
class Sheet:
    """The page being drawn: where the next line goes, and its number."""

    canvas: Canvas
    dress: Dress
    y: float = TOP
    number: int = 1

    def text(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def room(self, height: float) -> bool:
        return self.y - height >= BOTTOM

    def turn(self) -> None:
        """End the page with its number and begin the next."""
        text = f"{self.dress.dash} {self.number} {self.dress.dash}"
        self.text(A4[0] / 2 - 10, BOTTOM - 35, text, 10)
        self.canvas.showPage()
        self.number += 1
        self.y = TOP


class Drawing:
    """One table: its column edges, its row heights, and how its rows go on the pages."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.size = 7.5 if table.name == "requests" else 8.5
        scale = (RIGHT - LEFT) / sum(table.widths)
        self.edges = [LEFT]
        for width in table.widths:
            self.edges.append(self.edges[-1] + width * scale)
        self.heights = [self._height(number) for number in range(len(table.rows))]

    def _lines(self, slot: Slot, column: int) -> list[str]:
        if slot.box.vertical:
            return list(slot.box.text)
        if slot.box.role == "value" and not self.sheet.dress.ruled:
            return [slot.box.text]
        left = column - slot.right
        width = self.edges[left + slot.box.across] - self.edges[left] - 4
        return wrap(slot.box.text, width / self.size)

    def _height(self, number: int) -> float:
        """The tallest cell that stands in this row alone."""
        lines = [
            len(self._lines(slot, column))
            for column, slot in enumerate(self.table.raster[number])
            if slot.box.down == 1
        ]
        return max([*lines, 1]) * (self.size + 2) + 9

    def draw(self) -> None:
        """Row by row, page by page."""
        sheet, table = self.sheet, self.table
        head = list(range(table.heads))
        end = self._wanted_break()
        rows: list[int] = []
        if end is None and table.name != "disclosure" and not sheet.room(sum(self.heights)):
            sheet.turn()
        for number in range(len(table.rows)):
            if rows and (
                number == end or not sheet.room(sum(self.heights[r] for r in (*rows, number)))
            ):
                self._segment(rows)
                sheet.turn()
                rows = head.copy() if sheet.dress.repeat_heads and number >= table.heads else []
            rows.append(number)
        self._segment(rows)
        sheet.y -= 16

    def _wanted_break(self) -> int | None:
        """A row inside the group nearest the middle, so that its label is split by the page end."""
        if self.sheet.dress.break_in != self.table.name:
            return None
        inside = [
            number
            for number, row in enumerate(self.table.raster)
            if number >= self.table.heads
            and any(slot.below and not slot.box.vertical for slot in row)
        ]
        middle = len(self.table.rows) * 2 / 3
        return min(
            inside,
            key=lambda number: abs(number - middle),
            default=max(self.table.heads, int(middle)),
        )

    def _segment(self, rows: list[int]) -> None:
        """The rows that stand on this page, with the parts of merged cells that fall on it."""
        top = self.sheet.y
        bottom = {}
        y = top
        for number in rows:
            y -= self.heights[number]
            bottom[number] = y
        self.sheet.y = y
        for first, last, column, slot in self._boxes(rows):
            upper = bottom[first] + self.heights[first]
            self._box(slot, column, upper, bottom[last], last)

    def _boxes(self, rows: list[int]) -> Iterator[tuple[int, int, int, Slot]]:
        """First and last row on this page, column, and slot of each box."""
        for at, number in enumerate(rows):
            for column, slot in enumerate(self.table.raster[number]):
                begins = not slot.below or at == 0 or rows[at - 1] != number - 1
                if begins and not slot.right:
                    last = number
                    for follower in rows[at + 1 :]:
                        if follower == last + 1 and follower < number - slot.below + slot.box.down:
                            last = follower
                    yield number, last, column, slot

    def _box(self, slot: Slot, column: int, upper: float, lower: float, last: int) -> None:
        canvas, box, dress = self.sheet.canvas, slot.box, self.sheet.dress
        left, right = self.edges[column], self.edges[column + box.across]
        if dress.fills and box.role in ("value", "article"):
            canvas.setFillColor(BLUE if box.role == "article" else WHITE)
            canvas.rect(left, lower, right - left, upper - lower, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
        ends = last + 1 - self._first(slot, last) >= box.down
        if dress.ruled:
            canvas.setLineWidth(0.5)
            sides = [(left, lower, left, upper), (right, lower, right, upper)]
            sides.append((left, upper, right, upper))
            page_end = last + 1 < len(self.table.rows) and lower == self.sheet.y
            if not (dress.open_breaks and page_end):
                sides.append((left, lower, right, lower))
            canvas.lines(sides)
        lines = self._share(slot, self._lines(slot, column), ends)
        height = (upper - lower) / max(len(lines), 1) if box.vertical else self.size + 2
        height = min(height, self.size * 3)
        y = (upper + lower) / 2 + len(lines) * height / 2 - (height + self.size) / 2 + 1
        size = self.size
        if not dress.ruled and box.role == "value" and box.text:
            # Without lines nothing holds a broken figure together: it is set smaller instead.
            size = min(size, (right - left - 12) / measure(box.text))
            y += (self.size - size) * 0.4
        for line in lines:
            width = measure(line) * size
            aligned = (
                left + 2 if box.role == "label" and not box.vertical else (left + right - width) / 2
            )
            self.sheet.text(aligned, y, line, size)
            y -= height

    def _first(self, slot: Slot, last: int) -> int:
        """The row in which the box of a slot on row ``last`` begins."""
        return last - max(s.below for s in self.table.raster[last] if s.box is slot.box)

    def _share(self, slot: Slot, lines: list[str], ends: bool) -> list[str]:
        """The lines of a box on this page: a merged cell split by a page end shares them out.

        The vertical label stays where its box begins; a group label leaves its last line to the
        next page: （四）无 / 法提供.
        """
        begins = not slot.below
        if begins and ends:
            return lines
        if slot.box.vertical or len(lines) < 2:
            return lines if begins else []
        return lines[:-1] if begins else lines[-1:]
