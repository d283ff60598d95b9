"""Reports as Markdown, the way converters leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ogi_audit_testing.makers import form, html
from ogi_audit_testing.makers.boxes import Box, Passage, Table
from ogi_audit_testing.makers.figures import Specimen
from ogi_audit_testing.makers.layout import Layout
from ogi_audit_testing.makers.tables import DisputeGroup, blocks, dispute_groups

Write = Callable[[Specimen, Table], Iterator[str]]


def _row(texts: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |"


def _rule(width: int) -> str:
    return f"|{'---|' * width}"


def _pipes(rows: list[list[str]]) -> Iterator[str]:
    """One table; Markdown knows a single header row, whatever it holds."""
    yield from (_row(rows[0]), _rule(len(rows[0])), *map(_row, rows[1:]), "")


def _whole(specimen: Specimen, table: Table, *, repeat: bool = False) -> Iterator[str]:
    """Each table one pipe table; covered places empty, or filled with the covering text."""
    yield from _pipes(
        [[s.box.text if repeat or s.own else "" for s in row] for row in table.raster]
    )


# --- each row a table of its own ----------------------------------------------------------------


def _generic(boxes: list[Box]) -> list[str]:
    return ["类别", *(f"数据{number}" for number in range(1, len(boxes))), "总计"]


_MISNAMED = [
    "项目",
    "本年新收件数",
    "上年结转件数",
    "予以公开",
    "部分公开",
    "不予公开",
    "结转下年度",
    "总计",
]
"""Column names that a converter made up, wrong at that."""


def _scattered(specimen: Specimen, table: Table) -> Iterator[str]:
    """Every part, row and group a table of its own under a heading, with generic column names."""
    if table.name == "disclosure":
        yield from _articles(table)
    elif table.name == "disputes":
        for group in dispute_groups(specimen):
            yield from _dispute(group)
    else:
        yield form.REQUEST_NOTE
        yield ""
        for labels, values in _requests(table):
            *above, label = labels
            for text in above:
                yield from (f"### {text}", "")
            bare = label
            if not label[:1].isdigit():
                # 一、, （一）: the converter takes the row for a heading and repeats the label.
                yield from (f"### {label}", "")
                bare = label[2:] if label[1:2] == "、" else label
            names = _MISNAMED if label.startswith("（七）") else _generic(values)
            yield from _pipes([names[: len(values) + 1], [bare, *(box.text for box in values)]])


def _requests(table: Table) -> Iterator[tuple[list[str], list[Box]]]:
    """Per row: the labels that begin in it, outermost first, and its figures."""
    for row in table.rows[table.heads :]:
        yield (
            [box.text for box in row if box.role != "value"],
            [box for box in row if box.role == "value"],
        )


def _articles(table: Table) -> Iterator[str]:
    part: list[list[str]] = []
    for row in table.rows:
        if row[0].role == "article":
            if part:
                yield from _pipes(part)
            yield from (f"### {row[0].text}", "")
            part = []
        else:
            part.append([box.text for box in row])
    if part:
        yield from _pipes(part)


def _dispute(group: DisputeGroup) -> Iterator[str]:
    label = group.label if group.key == "reconsideration" else f"{form.LITIGATION}（{group.label}）"
    yield from (f"### {label}", "")
    yield from _pipes([list(group.heads), [box.text for box in group.values]])


# --- the first row as header --------------------------------------------------------------------


def _headless(specimen: Specimen, table: Table, *, alone: bool = False) -> Iterator[str]:
    """A table per group, or per row, whose header line is its own first row of figures."""
    if table.name != "requests":
        yield from _whole(specimen, table)
        return
    rows: list[list[str]] = []
    for labels, values in _requests(table):
        if rows and (alone or len(labels) > 1):
            yield from _pipes(rows)
            rows = []
        for text in labels[:-1]:
            yield from (f"**{text}**", "")
        rows.append([labels[-1], *(box.text for box in values)])
    yield from _pipes(rows)


def _markup(specimen: Specimen, table: Table) -> Iterator[str]:
    """Tables as HTML, which Markdown allows and some converters prefer."""
    yield from (html.table(table), "")


# --- layouts ------------------------------------------------------------------------------------


def render(specimen: Specimen, *, table: Write = _whole) -> bytes:
    """The document in bytes."""
    lines: list[str] = []
    for block in blocks(specimen):
        if isinstance(block, Passage):
            lines += (_MARKS.get(block.role, "") + block.text, "")
        else:
            lines += table(specimen, block)
    return ("\n".join(lines).rstrip() + "\n").encode()


_MARKS = {"title": "# ", "heading": "## ", "subheading": "### "}

LAYOUTS = (
    Layout("md-pipes", ".md", render),
    Layout("md-repeated", ".md", partial(render, table=partial(_whole, repeat=True))),
    Layout("md-scattered", ".md", partial(render, table=_scattered)),
    Layout("md-headless", ".md", partial(render, table=_headless)),
    Layout("md-headless-rows", ".md", partial(render, table=partial(_headless, alone=True))),
    Layout("md-html", ".md", partial(render, table=_markup)),
)
