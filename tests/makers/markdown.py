"""Reports as Markdown, the way converters write tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tests.makers import html
from tests.makers.boxes import Table
from tests.makers.figures import Specimen
from tests.makers.layout import Layout
from tests.makers.tables import blocks, dispute_groups
from tests.makers.text import fields

Writer = Callable[[Table, Specimen], Iterator[str]]


def pipes(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """One pipe table; the first row is its head."""
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        yield "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |"
        if number == 0:
            yield "|" + "---|" * width
    yield ""


def one_table(table: Table, _: Specimen) -> Iterator[str]:
    """The raster as it is, a covered cell empty; single cells fill a row from the left."""
    if table.name == "disclosure":
        yield from _parts(table)
    else:
        yield from pipes(
            [
                [("" if slot.right or slot.below else slot.box.text) for slot in row]
                for row in table.raster
            ]
        )


def _parts(table: Table) -> Iterator[str]:
    """Table 2 as a heading and a small table for each article."""
    part: list[list[str]] = []
    for row in table.rows:
        texts = [box.text for box in row]
        if row[0].role == "article":
            if part:
                yield from pipes(part)
            part = []
            yield from (f"### {texts[0]}", "")
        else:
            part.append(texts)
    if part:
        yield from pipes(part)


def generic_rows(table: Table, specimen: Specimen) -> Iterator[str]:
    """Each row of table 3 a table of its own under generic heads; table 4 as three."""
    if table.name == "disclosure":
        yield from _parts(table)
    elif table.name == "disputes":
        for group in dispute_groups(specimen):
            yield from (f"### {group.label}", "")
            yield from pipes([group.heads, [box.text for box in group.values]])
    else:
        figures = [f"数据{number}" for number in range(1, 7)]
        for row in table.rows[table.heads :]:
            labels = [box.text for box in row if box.role == "label" and not box.vertical]
            for group in labels[:-1]:
                yield from (f"### {group}", "")
            values = [box.text for box in row if box.role == "value"]
            heads = ["类别", *figures[: len(values) - 1], "总计"]
            yield from pipes([heads, [labels[-1], *values]])


def own_heads(table: Table, specimen: Specimen) -> Iterator[str]:
    """The same, but the row itself is the head of its table."""
    if table.name != "requests":
        yield from one_table(table, specimen)
        return
    for row in list(fields(table))[table.heads :]:
        yield from pipes([row])


def as_html(table: Table, _: Specimen) -> Iterator[str]:
    """HTML in Markdown, for the spans."""
    yield from (html.table(table), "")


def render(specimen: Specimen, writer: Writer) -> bytes:
    """The whole report."""
    lines: list[str] = []
    for block in blocks(specimen):
        if isinstance(block, Table):
            lines += writer(block, specimen)
        else:
            mark = {"title": "# ", "heading": "## "}.get(block.role, "")
            lines += [mark + block.text, ""]
    return "\n".join(lines).encode()


def _layout(name: str, writer: Writer) -> Layout:
    return Layout(name, ".md", partial(render, writer=writer))


LAYOUTS = (
    _layout("markdown-table", one_table),
    _layout("markdown-rows", generic_rows),
    _layout("markdown-first-row-head", own_heads),
    _layout("markdown-html", as_html),
)
