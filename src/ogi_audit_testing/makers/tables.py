"""The three tables of a specimen as boxes with spans, which every format writes in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ogi_audit_testing.makers import form
from ogi_audit_testing.makers.boxes import Block, Box, Passage, Table
from ogi_audit_testing.makers.figures import Section, Specimen


def blocks(specimen: Specimen) -> Iterator[Block]:
    """The whole report in order. A table comes last in its section, and not at all if rowless."""
    for text in specimen.title.splitlines():
        yield Passage(text, "title")
    for text in specimen.opening:
        yield Passage(text, "text")
    for section in specimen.sections:
        yield from _section(specimen, section)
    for text in (specimen.signature, specimen.dated):
        if text:
            yield Passage(text, "closing")


def _section(specimen: Specimen, section: Section) -> Iterator[Block]:
    if section.heading:
        yield Passage(section.heading, "heading")
    for text in section.paragraphs:
        yield Passage(text, "subheading" if is_subheading(text) else "text")
    if section.key in form.TABLES:
        table = _TABLE[section.key](specimen)
        if table.rows:
            yield table


def is_subheading(text: str) -> bool:
    """A short line such as 一、主动公开情况 inside a section."""
    return len(text) < 20 and text[1:2] == "、" and text[0] in "一二三四五六七八九十"


# --- labels -------------------------------------------------------------------------------------


def _label(specimen: Specimen, key: str, text: str, number: str = "") -> str:
    """A label as this specimen writes it: its own wording, else the form's in its style."""
    if key in specimen.labels:
        return specimen.labels[key]
    style = specimen.style
    if number[:1].isdigit():
        digit = number.rstrip(".")
        number = style.numbering.replace("1", digit)
    if style.spaces:
        text = _spaced(text)
    label = number + text
    return label.translate(_HALF_WIDTH) if style.half_width_brackets else label


_HALF_WIDTH = str.maketrans({"（": "(", "）": ")", "，": ", "})


def _spaced(text: str) -> str:
    """A stray space inside, as justified cells leave when text is taken out of them."""
    at = len(text) if len(text) < 2 else max(1, len(text) * 2 // 3)
    return f"{text[:at]} {text[at:]}".strip()


def _value(specimen: Specimen, key: str, across: int = 1) -> Box:
    return Box(specimen.cells.get(key) or "", "value", across, key=key)


# --- the three tables ---------------------------------------------------------------------------


def disclosure_table(specimen: Specimen) -> Table:
    """Section two: each part with its own header; the last column fills the width."""
    rows: list[tuple[Box, ...]] = []
    for part in form.disclosure_parts(specimen.edition):
        present = [
            (row, label)
            for row, label in part.rows
            if any(f"disclosure.{row}.{column}" in specimen.cells for column, _ in part.columns)
        ]
        columns = [
            (column, label)
            for column, label in part.columns
            if any(f"disclosure.{row}.{column}" in specimen.cells for row, _ in part.rows)
        ]
        if not present:
            continue
        spans = [1] * (len(columns) - 1) + [4 - len(columns)]
        rows.append((Box(part.article, "article", 4),))
        rows.append(
            (
                Box("信息内容", "head"),
                *(
                    Box(_label(specimen, f"disclosure.{column}", label), "head", span)
                    for (column, label), span in zip(columns, spans, strict=True)
                ),
            )
        )
        rows += [
            (
                Box(_label(specimen, f"disclosure.{row}", label), "label"),
                *(
                    _value(specimen, f"disclosure.{row}.{column}", span)
                    for (column, _), span in zip(columns, spans, strict=True)
                ),
            )
            for row, label in present
        ]
    return Table("disclosure", tuple(rows), 0)


def requests_table(specimen: Specimen) -> Table:
    """Section three: three label columns, then the requesters."""
    columns = [
        (column, label)
        for column, label in form.REQUEST_COLUMNS
        if any(c.startswith("requests.") and c.endswith(f".{column}") for c in specimen.cells)
    ]
    rows = [
        row
        for row in form.request_rows(specimen.edition)
        if any(f"requests.{row.key}.{column}" in specimen.cells for column, _ in columns)
    ]
    if not rows:
        return Table("requests", (), 0)
    outcomes = [row for row in rows if row.number not in ("一、", "二、", "四、")]
    body = []
    seen: set[str] = set()
    for row in rows:
        boxes = []
        if row in outcomes and "result" not in seen:
            seen.add("result")
            text = _label(specimen, "requests.result", form.RESULT)
            boxes.append(Box(text, "label", 1, len(outcomes), vertical=True))
        if row.group and row.group not in seen:
            seen.add(row.group)
            number, text = form.GROUPS[row.group]
            members = sum(other.group == row.group for other in rows)
            group_label = _label(specimen, f"requests.{row.group}", text, number)
            boxes.append(Box(group_label, "label", 1, members))
        across = 1 if row.group else 2 if row in outcomes else 3
        label = _label(specimen, f"requests.{row.key}", row.text, row.number)
        boxes.append(Box(label, "label", across))
        boxes += [_value(specimen, f"requests.{row.key}.{column}") for column, _ in columns]
        body.append(tuple(boxes))
    return Table("requests", (*_requests_head(specimen, columns), *body), 3)


def _requests_head(
    specimen: Specimen, columns: list[tuple[str, str]]
) -> tuple[tuple[Box, ...], ...]:
    heads = {column: _label(specimen, f"requests.{column}", text) for column, text in columns}
    alone = {
        column: Box(heads[column], "head", down=2)
        for column in ("natural_person", "total")
        if column in heads
    }
    organisations = [text for column, text in heads.items() if column not in alone]
    return (
        (
            Box(form.REQUEST_NOTE, "note", 3, 3),
            Box(form.REQUESTERS, "head", len(columns)),
        ),
        (
            *(alone[c] for c in alone if c == "natural_person"),
            Box(form.ORGANISATIONS, "head", len(organisations)),
            *(alone[c] for c in alone if c == "total"),
        ),
        tuple(Box(text, "head") for text in organisations),
    )


@dataclass(frozen=True)
class DisputeGroup:
    """行政复议, or one of the two kinds of 行政诉讼: its label, column labels and cell keys."""

    key: str
    label: str
    heads: tuple[str, ...]
    values: tuple[Box, ...]


def dispute_groups(specimen: Specimen) -> tuple[DisputeGroup, ...]:
    """The groups of section four that the specimen has."""
    groups = []
    for group, label in form.DISPUTE_GROUPS:
        columns = [
            (column, text)
            for column, text in form.DISPUTE_COLUMNS
            if f"disputes.{group}.{column}" in specimen.cells
        ]
        if columns:
            groups.append(
                DisputeGroup(
                    group,
                    _label(specimen, f"disputes.{group}", label),
                    tuple(_label(specimen, f"disputes.{column}", text) for column, text in columns),
                    tuple(_value(specimen, f"disputes.{group}.{column}") for column, _ in columns),
                )
            )
    return tuple(groups)


def disputes_table(specimen: Specimen) -> Table:
    """Section four: one row of figures under a header of three rows."""
    groups = dispute_groups(specimen)
    if not groups:
        return Table("disputes", (), 0)
    first = [group for group in groups if group.key == "reconsideration"]
    suits = [group for group in groups if group.key != "reconsideration"]
    litigation = _label(specimen, "disputes.litigation", form.LITIGATION)
    top = [Box(group.label, "head", len(group.heads)) for group in first]
    if suits:
        top.append(Box(litigation, "head", sum(len(group.heads) for group in suits)))
    # Without 行政诉讼 nothing stands in the third row, so the labels of 行政复议 must not reach it.
    middle = [Box(text, "head", down=2 if suits else 1) for group in first for text in group.heads]
    middle += [Box(group.label, "head", len(group.heads)) for group in suits]
    bottom = [Box(text, "head") for group in suits for text in group.heads]
    head = [tuple(row) for row in (top, middle, bottom) if row]
    values = tuple(value for group in groups for value in group.values)
    return Table("disputes", (*head, values), len(head))


_TABLE = {
    "disclosure": disclosure_table,
    "requests": requests_table,
    "disputes": disputes_table,
}
