"""Alignment of a document's lines with the rows of a table of the form, by their labels.

Rows are matched in the form's order (a monotone alignment of greatest total similarity), so that a
missing row shifts no other, and a label may be spread over several lines with its figures on any.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice
from typing import TypeAlias

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from ogi_audit.extraction.lines import Line
from ogi_audit.form import Row
from ogi_audit.wording import core, numbering

SIMILAR = 0.45
"""Below this likeness a line is not taken for a row (measured on real reports)."""

SURE = 0.8
"""A line without figures counts as a row only from this likeness on."""

_LONGEST_LABEL = 70
_MOST_LINES = 6
_SHORT = 2
# So many labels are compared at once: some megabytes.
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the form found in the document: its lines, its label as written, how alike it is."""

    start: int
    stop: int
    lines: tuple[Line, ...]
    label: str
    similarity: float

    @property
    def line(self) -> Line:
        """The line with the figures: the one that has some, else the one with cells for them."""
        return max(self.lines, key=lambda line: (line.has_figures, len(line.figures)))


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring lines that may together be one row."""

    start: int
    stop: int
    labels: tuple[tuple[str, ...], ...]
    width: int
    has_figures: bool


# Where the lines of a match end, the number of its row, what it is worth.
_Option: TypeAlias = tuple[int, int, float, Match]


def align(
    lines: Sequence[Line], rows: Sequence[Row], is_aside: Callable[[str], bool]
) -> Mapping[str, Match]:
    """Match ``lines`` to ``rows`` in order.

    ``is_aside`` tells of a fragment whether it may belong to something else than the row's label,
    such as a piece of a group's label in a merged cell. Returns the matches by row key; rows that
    are not found are absent.
    """
    widest = max(len(row.columns) for row in rows)
    wordings = tuple(core(wording) for row in rows for wording in row.label.wordings)
    groups = _groups([_without_words(line, is_aside, wordings) for line in lines], is_aside, widest)
    options: dict[int, list[_Option]] = {}
    for group, label, likenesses in _likenesses(groups, rows):
        for number, likeness in likenesses:
            score = _score(group, rows[number], label, likeness)
            if score > 0:
                match = Match(
                    group.start,
                    group.stop,
                    tuple(lines[group.start : group.stop]),
                    "".join(label),
                    likeness,
                )
                options.setdefault(group.start, []).append((group.stop, number, score, match))
    return {rows[number].key: match for number, match in _best_path(options, len(rows))}


def _without_words(line: Line, is_aside: Callable[[str], bool], wordings: tuple[str, ...]) -> Line:
    """The line without words that stand in the cell of its first figures (「三十七件」「见附件」).

    They are not the end of a label: nothing in the form reads like them.
    """
    fragments = line.fragments
    while (
        line.is_row
        and len(fragments) > 1
        and line.has_figures
        and not is_aside(fragments[-1])
        and not _reads_like_one(fragments[-1], wordings)
    ):
        fragments = fragments[:-1]
    return line if fragments is line.fragments else replace(line, fragments=fragments)


@lru_cache(maxsize=65536)
def _reads_like_one(text: str, wordings: tuple[str, ...]) -> bool:
    """Whether a text is like a label of the form, or like a piece of one."""
    bare = core(text)
    return len(bare) <= _LONGEST_LABEL and any(
        bare in wording or Indel.normalized_similarity(bare, wording) >= SIMILAR
        for wording in wordings
    )


def _is_more_than_a_row(line: Line, width: int) -> bool:
    """Whether a run of figures in plain text is another table's: too long, with no row of its own."""
    return not line.is_row and len(line.figures) > width + 1 and width not in line.chunks


def _groups(lines: Sequence[Line], is_aside: Callable[[str], bool], widest: int) -> list[_Group]:
    groups = []
    # Of each line once, as it may be in several groups.
    worded = [[one for one in line.fragments if core(one)] for line in lines]
    widths = [max(len(line.figures), len(line.cells)) for line in lines]
    asides = {one for fragments in worded for one in fragments if is_aside(one)}
    too_much = [_is_more_than_a_row(line, widest) for line in lines]
    for start in range(len(lines)):
        if lines[start].has_figures and not lines[start].fragments:
            # Figures stand behind their label or amid its lines, never before all of it.
            continue
        fragments: list[str] = []
        valued = width = 0
        for stop in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
            line = lines[stop - 1]
            fragments += worded[stop - 1]
            valued += line.has_figures
            width = max(width, widths[stop - 1])
            if valued > 1 or too_much[stop - 1] or sum(map(len, fragments)) > _LONGEST_LABEL:
                break
            # Converters repeat a merged cell in every place it covers.
            fragments = [*dict.fromkeys(fragments)]
            own = fragments
            labels = {tuple(fragments)} - {()}
            if not asides.isdisjoint(fragments):
                own = [one for one in fragments if one not in asides] or fragments[-1:]
                # Merged cells stand at the left: a later piece that reads like one may be the label's.
                labels |= {tuple(own), tuple(fragments[fragments.index(own[0]) :])}
            if line.is_row and not valued:
                # Words where figures belong (「见附件」) leave the label in a cell of its own.
                labels |= {(own[0],)} if own else set()
            if labels:
                groups.append(_Group(start, stop, tuple(sorted(labels)), width, valued > 0))
    return groups


def _likenesses(
    groups: Sequence[_Group], rows: Sequence[Row]
) -> Iterator[tuple[_Group, tuple[str, ...], list[tuple[int, float]]]]:
    """For each group and each way to read its label the rows that it is like, and how much, if any."""
    wordings = [core(wording) for row in rows for wording in row.label.wordings]
    firsts = [0, *accumulate(len(row.label.wordings) for row in rows)][:-1]
    pairs = ((group, label) for group in groups for label in group.labels)
    # In parts: of each line of a long document the likeness to each wording would fill the memory.
    while part := [*islice(pairs, _AT_ONCE)]:
        texts = ["".join(map(core, label)) for _, label in part]
        unique = sorted(set(texts))
        matrix = cdist(unique, wordings, scorer=Indel.normalized_similarity, score_cutoff=SIMILAR)
        best = np.maximum.reduceat(matrix, firsts, axis=1)
        alike: dict[str, list[tuple[int, float]]] = {}
        for number, row in np.argwhere(best).tolist():
            alike.setdefault(unique[number], []).append((row, float(best[number, row])))
        for (group, label), text in zip(part, texts, strict=True):
            if text in alike:
                yield group, label, alike[text]


def _score(group: _Group, row: Row, label: Sequence[str], likeness: float) -> float:
    """How much a match is worth; 0 for none. Figures count more than words, short groups more than long."""
    if likeness < SIMILAR:
        return 0.0
    # 「（六）其他」 is not 「3.其他」: ways of numbering differ between the levels of the form.
    written, printed = _level(label[0]), _level(row.label.zh)
    if written and printed and (written == "group") != (printed == "group"):
        likeness -= 0.3
    length = 0.01 * (group.stop - group.start)
    # Cubed, so that one exact match outweighs two middling ones and a missing row stays missing.
    worth = max(likeness, 0.0) ** 3
    complete = group.width >= len(row.columns)
    if group.has_figures:
        return worth * (2.0 if complete else 1.2) - length
    if likeness < SURE or (len(core(label[-1])) <= _SHORT and written != printed):
        # Heads such as 总计 and 其他 read like rows; without figures only the number tells.
        return 0.0
    return worth * (0.6 if complete else 0.3) - length


@lru_cache(maxsize=65536)
def _level(label: str) -> str:
    """The level that a label's numbering is of: 一、 ``part``, （一） ``group``, 1. or (1) ``row``."""
    mark = numbering(label).lstrip("第")
    if not mark:
        return ""
    if any(sign.isdigit() and sign.isascii() for sign in mark):
        return "row"
    return "group" if mark.startswith("(") else "part"


def _best_path(options: Mapping[int, Sequence[_Option]], rows: int) -> list[tuple[int, Match]]:
    """The monotone path of greatest total score; of equals, the one that matches earlier lines."""
    starts = sorted(options)
    # By position and row, the most that can still be won; never less for an earlier row.
    best = [[0.0] * (rows + 1)] * (len(starts) + 1)
    choice: list[dict[int, tuple[int, Match]]] = [{} for _ in starts]
    for position in range(len(starts) - 1, -1, -1):
        by_row: dict[int, list[tuple[int, float, Match]]] = {}
        for stop, number, score, match in options[starts[position]]:
            following = bisect_left(starts, stop, position)
            by_row.setdefault(number, []).append((following, score, match))
        # Behind the last row that a line here may be, nothing is new.
        here = best[position] = [*best[position + 1]]
        for row in range(max(by_row), -1, -1):
            value = max(here[row], here[row + 1])
            for following, score, match in by_row.get(row, ()):
                if (total := score + best[following][row + 1]) >= value:
                    value, choice[position][row] = total, (following, match)
            here[row] = value
    path: list[tuple[int, Match]] = []
    position = row = 0
    while position < len(starts) and row < rows:
        if chosen := choice[position].get(row):
            path.append((row, chosen[1]))
            position, row = chosen[0], row + 1
        elif best[position][row + 1] > best[position + 1][row]:
            row += 1
        else:
            position += 1
    return path
