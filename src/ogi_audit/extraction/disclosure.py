"""Table 2, 主动公开政府信息情况: six rows in the 2021 edition, eight in that of 2019."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import fmean

from rapidfuzz.fuzz import partial_ratio

from ogi_audit.extraction.align import align
from ogi_audit.extraction.copies import chosen, copies_of
from ogi_audit.extraction.lines import Line
from ogi_audit.extraction.tables import FoundTable, fill, locate
from ogi_audit.form import DISCLOSURE, OLD_FORM_WORDINGS, Label, Row
from ogi_audit.wording import core, plain

_NOISE = re.compile(r"[^\u3400-\u9fff]+")
_FIRST_HEAD = core("第二十条第（一）项")
# So like one of its wordings must a piece of the heads be to name a column: one character of six may slip.
_LIKE = 0.8


def read_disclosure(lines: Sequence[Line], year: int | None = None) -> FoundTable:
    """Table 2, 主动公开政府信息情况; the columns of each row by the heads that stand above it.

    Of several such tables it is that of ``year``, as far as they say.
    """
    table = FoundTable("disclosure")
    marks = [(at, 0) for at, line in enumerate(lines) if _FIRST_HEAD in _short(line)]
    copies = copies_of(lines, marks, lambda _before, _row: True)
    if len(copies) > 1:
        own = chosen(copies, lines, "disclosure", year)
        start, stop = _region(lines[own.first : own.stop])
        start, stop = own.first + start, own.first + stop
    else:
        start, stop = _region(lines)
    text = plain("".join(line.text for line in lines[start:stop]))
    by_article = _heads_by_article(lines[start:stop])
    old_rows = {row.key: row for row in DISCLOSURE["2019"].rows}
    new_rows = {row.key: row for row in DISCLOSURE["2021"].rows}
    rows = []
    for key, old in old_rows.items():
        heads = by_article.get(core(old.group.zh) if old.group else "", text)
        if key in new_rows and not _is_old(old, new_rows[key], heads):
            rows.append(new_rows[key])
        else:
            rows.append(old)
    table.signs["2019"] = [
        wording for wording in OLD_FORM_WORDINGS["disclosure"] if plain(wording) in text
    ]
    now = text.replace("上一年", "")
    table.signs["2021"] = sorted(
        {
            column.zh
            for row in new_rows.values()
            for column in row.columns
            if plain(column.zh) in now
            # A head that has slipped is one only where a head stands.
            or (row in rows and _likeness(column, _heads(row, by_article)) >= _LIKE)
        }
    )
    matches = align(lines[start:stop], rows, lambda _fragment: False)
    rows = [row for row in rows if row.key in new_rows or row.key in matches or table.is_old]
    columns = {
        row.key: _columns(
            row,
            _heads(row, by_article),
            matches[row.key].line if row.key in matches else None,
        )
        for row in rows
    }
    table.missing_columns = list(
        dict.fromkeys(
            column.key
            for row in rows
            if row.key in matches
            for column in row.columns
            if column not in columns[row.key]
        )
    )
    fill(table, rows, matches, lambda row: columns[row.key])
    locate(table, matches, start)
    return table


def _heads(row: Row, by_article: Mapping[str, str]) -> str:
    """The text under the head 第二十条第（…）项 that a row stands under."""
    return by_article.get(core(row.group.zh) if row.group else "", "")


def _is_old(old: Row, new: Row, heads: str) -> bool:
    """Whether the heads above a row are those of the 2019 edition rather than those of 2021."""
    was, now = (
        fmean(_likeness(column, heads) for column in row.columns if column.key != "decisions")
        if any(column.key != "decisions" for column in row.columns)
        else 0.0
        for row in (old, new)
    )
    return was >= _LIKE and was > now


def _columns(row: Row, heads: str, line: Line | None) -> tuple[Label, ...]:
    """The columns of a row: all, unless its figures and the heads above it agree that one is not there.

    As many columns as there are figures are those whose heads are the most like the form's.
    """
    named = tuple(column for column in row.columns if _likeness(column, heads) >= _LIKE)
    there = 0
    if line is not None:
        after = [cell for cell in line.figures if plain(cell.text)]
        there = len(after) if after or not line.is_row else len(line.figures)
    if there >= len(row.columns) or not named:
        return row.columns
    if not there:
        return named
    best = sorted(row.columns, key=lambda column: -_likeness(column, heads))[:there]
    return tuple(column for column in row.columns if column in best or column in named)


@lru_cache(maxsize=65536)
def _likeness(column: Label, heads: str) -> float:
    """How like one of a column's wordings a piece of the heads is, from 0 to 1.

    By their words: a slash or hyphen may be lost where a head is broken over lines.
    """
    words = _NOISE.sub("", heads)
    return max(
        partial_ratio(_NOISE.sub("", plain(wording)), words) / 100 for wording in column.wordings
    )


def _region(lines: Sequence[Line]) -> tuple[int, int]:
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
