"""Table 2, 主动公开政府信息情况: six rows in the 2021 edition, eight in that of 2019."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ogi_audit.extraction.align import align
from ogi_audit.extraction.lines import Line
from ogi_audit.extraction.tables import FoundTable, fill, locate
from ogi_audit.form import DISCLOSURE, OLD_FORM_WORDINGS, Label, Row
from ogi_audit.wording import core, plain

_NOISE = re.compile(r"[^\u3400-\u9fff]+")


def read_disclosure(lines: Sequence[Line]) -> FoundTable:
    """Table 2, 主动公开政府信息情况; the columns of each row by the heads that stand above it."""
    table = FoundTable("disclosure")
    start, stop = _region(lines)
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
        else:
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
    rows = [row for row in rows if row.key in new_rows or row.key in matches or table.is_old]
    columns = {
        row.key: _columns(row, by_article.get(core(row.group.zh) if row.group else "", ""))
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


def _columns(row: Row, heads: str) -> tuple[Label, ...]:
    """The columns of a row by the heads above it: all, unless some are named and others are not."""
    words = _NOISE.sub("", heads)
    named = tuple(
        column
        for column in row.columns
        # By their words: a slash or hyphen may be lost where a head is broken over lines.
        if any(_NOISE.sub("", plain(wording)) in words for wording in column.wordings)
    )
    return named or row.columns


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
