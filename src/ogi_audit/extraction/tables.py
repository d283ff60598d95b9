"""The three tables of the form, read from a document's lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ogi_audit.document import Cell, Place
from ogi_audit.extraction.align import Match, align
from ogi_audit.extraction.figures import UNPLACED, Reading, read_figure
from ogi_audit.extraction.lines import Line
from ogi_audit.extraction.placing import place_figures, usual_blanks_after
from ogi_audit.form import (
    DISCLOSURE,
    OLD_FORM_WORDINGS,
    OTHER,
    OUTCOME_GROUPS,
    REQUESTERS,
    REQUESTS,
    RESULTS,
    Label,
    Row,
    figure_of,
)
from ogi_audit.wording import core, numbering, plain, similarity

_AROUND = 8
"""How many lines around the rows that are sure may hold further rows of the same table."""


@dataclass(frozen=True, slots=True)
class FoundCell:
    """One figure of the report: its key, what was read, the text as written, where."""

    table: str
    row: str
    column: str
    text: str
    reading: Reading
    place: Place

    @property
    def key(self) -> str:
        """``<table>.<row>.<column>``."""
        return f"{self.table}.{self.row}.{self.column}"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row that the form asks for: found or not, its label as written, its likeness to the form's."""

    table: str
    row: str
    label: str | None
    similarity: float | None
    figures: int | None
    place: Place


@dataclass(slots=True)
class FoundTable:
    """What was found of one table. ``signs`` are wordings by edition that tell which form was used."""

    key: str
    cells: list[FoundCell] = field(default_factory=list)
    rows: list[FoundRow] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)
    signs: dict[str, list[str]] = field(default_factory=lambda: {"2019": [], "2021": []})
    place: Place = Place()
    start: int | None = None
    stop: int | None = None

    @property
    def found(self) -> bool:
        """Whether any row of the table was found."""
        return any(row.label is not None for row in self.rows)


def read_requests(lines: Sequence[Line]) -> FoundTable:
    """Table 3, 收到和处理政府信息公开申请情况, in either edition's rows or a mixture."""
    table = FoundTable("requests")
    after = len(REQUESTS["2019"].rows) - 2
    one_row = REQUESTS["2019"].rows[after - 1]
    all_rows = (*REQUESTS["2019"].rows[: after - 1], *REQUESTS["2021"].rows[after - 1 :])
    candidates = (*all_rows[: after - 1], one_row, *all_rows[after - 1 :])
    start, stop = _region(lines, candidates, len(REQUESTERS))
    matches = dict(align(lines[start:stop], candidates, _is_aside))
    sub_rows = [row.key for row in candidates if row.group is OTHER and row.key in matches]
    if (one := matches.get(OTHER.key)) and not one.line.has_figures:
        del matches[OTHER.key]
    as_one = OTHER.key in matches
    if as_one:
        table.signs["2019"].append(matches[OTHER.key].label)
    if sub_rows:
        table.signs["2021"].append(OTHER.zh)
    rows = [row for row in candidates if row.key in matches or row.group is not OTHER or not as_one]
    rows = [row for row in rows if row.key != OTHER.key or as_one]
    columns = _columns(lines[start:stop], matches)
    table.missing_columns = [column.key for column in REQUESTERS if column not in columns]
    _fill(table, rows, matches, lambda _row: columns)
    _locate(table, matches, start)
    return table


def read_disclosure(lines: Sequence[Line]) -> FoundTable:
    """Table 2, 主动公开政府信息情况; the columns of each row by the heads that stand above it."""
    table = FoundTable("disclosure")
    start, stop = _disclosure_region(lines)
    text = plain("".join(line.text for line in lines[start:stop]))
    by_article = _heads_by_article(lines[start:stop])
    old_rows = {row.key: row for row in DISCLOSURE["2019"].rows}
    new_rows = {row.key: row for row in DISCLOSURE["2021"].rows}
    rows = []
    for key, old in old_rows.items():
        heads = by_article.get(core(old.group.zh) if old.group else "", text)
        is_old = any(
            plain(column.zh) in heads for column in old.columns if column.key != "decisions"
        )
        if key in new_rows and not is_old:
            rows.append(new_rows[key])
        elif is_old or key not in new_rows:
            rows.append(old)
    table.signs["2019"] = [
        wording for wording in OLD_FORM_WORDINGS["disclosure"] if plain(wording) in text
    ]
    table.signs["2021"] = sorted(
        {
            column.zh
            for row in new_rows.values()
            for column in row.columns
            if any(plain(wording) in text.replace("上一年", "") for wording in column.wordings[:1])
        }
    )
    matches = align(lines[start:stop], rows, lambda _fragment: False)
    old_form = bool(table.signs["2019"]) and not table.signs["2021"]
    rows = [row for row in rows if row.key in new_rows or row.key in matches or old_form]
    _fill(table, rows, matches, lambda row: row.columns)
    _locate(table, matches, start)
    return table


def _fill(
    table: FoundTable,
    rows: Sequence[Row],
    matches: Mapping[str, Match],
    columns_of: Callable[[Row], Sequence[Label]],
) -> None:
    """Record each row and, for those found, each cell."""
    widths = Counter(len(columns_of(row)) for row in rows)
    blanks_after = {width: usual_blanks_after(matches.values(), width) for width in widths}
    for row in rows:
        match = matches.get(row.key)
        if match is None:
            table.rows.append(FoundRow(table.key, row.key, None, None, None, Place()))
            continue
        columns = columns_of(row)
        line = match.line

        def is_label(text: str, wordings: Sequence[str] = row.label.wordings) -> bool:
            return _is_label(text, wordings)

        cells = place_figures(line, is_label, len(columns), blanks_after[len(columns)])
        filled = sum(1 for cell in line.figures if plain(cell.text))
        table.rows.append(
            FoundRow(table.key, row.key, match.label, match.similarity, filled, line.place)
        )
        table.cells.extend(found_cells(table.key, row.key, columns, cells, line.place))


def found_cells(
    table: str, row: str, columns: Sequence[Label], cells: Sequence[Cell] | None, place: Place
) -> Iterator[FoundCell]:
    """The cells of one row; all unplaced where ``cells`` is ``None``."""
    if cells is None:
        for column in columns:
            yield FoundCell(table, row, column.key, "", UNPLACED, place)
        return
    for column, cell in zip(columns, cells, strict=True):
        reading = read_figure(cell.text, figure_of(table, row, column.key))
        yield FoundCell(table, row, column.key, cell.text, reading, cell.place)


def _region(lines: Sequence[Line], rows: Sequence[Row], width: int) -> tuple[int, int]:
    """The part of the document that a table stands in: from its first to its last complete row."""
    matches = align(lines, rows, _is_aside)
    sure = [
        match
        for match in matches.values()
        if match.similarity >= 0.6 and max(len(match.line.figures), len(match.line.cells)) >= width
    ]
    if not sure:
        return 0, len(lines)
    first, last = min(match.start for match in sure), max(match.stop for match in sure)
    return max(0, first - _AROUND), min(len(lines), last + _AROUND)


def _locate(table: FoundTable, matches: Mapping[str, Match], offset: int) -> None:
    if matches:
        table.start = offset + min(match.start for match in matches.values())
        table.stop = offset + max(match.stop for match in matches.values())
        table.place = min(matches.values(), key=lambda match: match.start).lines[0].place


def _columns(lines: Sequence[Line], matches: Mapping[str, Match]) -> tuple[Label, ...]:
    """The requester columns there are: all seven, unless rows and heads agree that one is not there."""
    widths = Counter(
        sum(1 for cell in match.line.figures if plain(cell.text))
        for match in matches.values()
        if match.line.has_figures
    )
    usual = max(widths, key=lambda width: (widths[width], width), default=len(REQUESTERS))
    first = min((match.start for match in matches.values()), default=0)
    heads = plain("".join(line.text for line in lines[:first])).replace("法人或其他组织", "")
    named = tuple(
        column
        for column in REQUESTERS
        if any(plain(wording) in heads for wording in column.wordings)
    )
    complete = usual == len(REQUESTERS) or widths[usual] < 0.8 * sum(widths.values())
    return REQUESTERS if complete or len(named) != usual else named


def _is_label(text: str, wordings: Sequence[str]) -> bool:
    words = core(text)
    if not words:
        return bool(numbering(text))
    return _is_aside(text) or any(
        words in core(wording) or similarity(text, wording) >= 0.6 for wording in wordings
    )


def _is_aside(fragment: str) -> bool:
    """Whether a fragment may be of a merged cell at the left: a group, or 三、本年度办理结果."""
    words = core(fragment)
    if not words or (len(words) <= 3 and words in core(RESULTS.zh)) or words == core(RESULTS.zh):
        return True
    for group in OUTCOME_GROUPS:
        whole = core(group.zh)
        if words == whole or (numbering(fragment)[:1] == "(" and whole.startswith(words)):
            return True
        if len(words) >= 2 and (whole.startswith(words) or whole.endswith(words)):
            return True
    return False


def _disclosure_region(lines: Sequence[Line]) -> tuple[int, int]:
    """From the first head of table 2 to where table 3 begins."""
    marks = [
        core("第二十条第（一）项"),
        core("信息内容"),
        core("本年制发件数"),
        core("本年新制作数量"),
    ]
    start = next(
        (i for i, line in enumerate(lines) if any(mark in _short(line) for mark in marks)), None
    )
    if start is None:
        return 0, len(lines)
    ends = [core("申请人情况"), core("本列数据的勾稽关系"), core("本年新收政府信息公开申请数量")]
    stop = next(
        (
            i
            for i, line in enumerate(lines[start:], start)
            if any(mark in _short(line) for mark in ends)
        ),
        len(lines),
    )
    return start, stop


def _short(line: Line) -> str:
    """The line's words, or nothing if it is prose rather than part of a table."""
    words = core(line.text)
    return words if len(words) <= 80 else ""


def _heads_by_article(lines: Sequence[Line]) -> dict[str, str]:
    """The text under each head 第二十条第（…）项, by the head's core."""
    texts: dict[str, str] = {}
    article = ""
    for line in lines:
        words = core(line.text)
        if words.startswith("第二十条第"):
            article = words[: len("第二十条第一项")]
        texts[article] = texts.get(article, "") + plain(line.text)
    return texts
