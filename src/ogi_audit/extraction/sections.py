"""The six sections of the form, found by their headings and, for the tabled ones, by their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ogi_audit.document import Document, Grid, Paragraph, Place
from ogi_audit.extraction.figures import looks_like_figure
from ogi_audit.form import NUMERALS, REQUESTS, SECTIONS, Label
from ogi_audit.wording import core, numbering, plain, similarity

_LONGEST_HEADING = 40
_NUMBERED = 0.6
_UNNUMBERED = 0.85
_BESIDE_TABLE = 0.4
_NEAR = 4
_PLACEHOLDER = re.compile(r"[(\[]?文字描述[^)\]]*[)\]]?")
_DATE = re.compile(r"\(?\d{4}年\d{1,2}月\d{1,2}日\)?")
_INLINE = re.compile(r"([一二三四五六]、[^。；：:]{4,30})[。：:\s]\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One section of the form as found; ``heading`` is ``None`` where there is none.

    ``count`` tells how many headings the document has for it, ``position`` its rank among the
    sections found, ``text`` its paragraphs, one a line, without tables.
    """

    key: str
    heading: str | None
    numeral: str
    similarity: float
    count: int
    position: int | None
    text: str
    place: Place
    block: int | None = None

    @property
    def content(self) -> str:
        """The text without the template's placeholder and without a signature."""
        lines = [_PLACEHOLDER.sub("", line) for line in self.text.split("\n")]
        while lines and (not plain(lines[-1]) or _DATE.fullmatch(plain(lines[-1]))):
            lines.pop()
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Candidate:
    block: int
    section: int
    text: str
    rest: str
    likeness: float
    to_form: float
    level: str
    place: Place


def read_sections(document: Document, tables: Mapping[str, int]) -> tuple[FoundSection, ...]:
    """Find the six sections. ``tables`` gives the block that each table found begins in."""
    candidates = [
        candidate
        for candidate in _candidates(document, tables)
        if not _is_contents(candidate, document)
    ]
    chosen: dict[int, _Candidate] = {}
    for number, section in enumerate(SECTIONS):
        own = [candidate for candidate in candidates if candidate.section == number]
        if own:
            table = tables.get(section.key)
            chosen[number] = max(own, key=lambda candidate: _rank(candidate, table, number))
    order = sorted(chosen, key=lambda number: chosen[number].block)
    starts = [chosen[number].block for number in order] + [len(document.blocks)]
    found = []
    for number, section in enumerate(SECTIONS):
        heading = chosen.get(number)
        if heading is None:
            found.append(FoundSection(section.key, None, "", 0.0, 0, None, "", Place()))
            continue
        position = order.index(number)
        stop = next(start for start in starts if start > heading.block)
        text = [heading.rest, *_texts(document, heading.block + 1, stop)]
        found.append(
            FoundSection(
                section.key,
                heading.text,
                _numeral(heading.text),
                heading.to_form,
                _count(heading, candidates, section),
                position,
                "\n".join(filter(None, text)),
                heading.place,
                heading.block,
            )
        )
    return tuple(found)


def _candidates(document: Document, tables: Mapping[str, int]) -> Iterator[_Candidate]:
    for block, paragraph in _short_paragraphs(document):
        text, rest = paragraph.text, ""
        if (inline := _INLINE.fullmatch(text)) and _best(inline[1])[1] >= _UNNUMBERED:
            text, rest = inline[1], inline[2]
        if len(plain(text)) > _LONGEST_HEADING or _is_table_row(text):
            continue
        level = _level(text)
        for number, section in enumerate(SECTIONS):
            likeness = max(similarity(text, wording) for wording in section.wordings)
            table = tables.get(section.key)
            beside = table is not None and 0 <= table - block <= _NEAR
            least = _NUMBERED if level == "section" else _UNNUMBERED
            if beside and level == "section":
                least = _BESIDE_TABLE
            if likeness >= least and number == _best(text)[0]:
                to_form = similarity(text, section.zh)
                yield _Candidate(
                    block, number, text, rest, likeness, to_form, level, paragraph.place
                )


def _short_paragraphs(document: Document) -> Iterator[tuple[int, Paragraph]]:
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield number, block
        elif all(len(row) == 1 for row in block.rows):
            # Some sites and agencies put headings and text in tables of one column.
            for row in block.rows:
                yield number, Paragraph("".join(row[0].text.split("\n")), row[0].place)


def _is_table_row(text: str) -> bool:
    """Whether a line is a row of table 3, some of which are numbered like sections."""
    words, *figures = text.split()
    if figures and all(map(looks_like_figure, figures)):
        return True
    return max(similarity(text, row.label.zh) for row in REQUESTS["2019"].rows) > _best(text)[1]


def _best(text: str) -> tuple[int, float]:
    scores = [
        max(similarity(text, wording) for wording in section.wordings) for section in SECTIONS
    ]
    return max(enumerate(scores), key=lambda pair: pair[1])


def _level(text: str) -> str:
    mark = numbering(text)
    if re.fullmatch(r"第?[一二三四五六七八九十]{1,2}[、.,:]", mark):
        return "section"
    return "part" if mark else "none"


def _numeral(text: str) -> str:
    mark = numbering(text)
    return mark[0] if _level(text) == "section" and mark[0] in NUMERALS else mark


def _is_contents(candidate: _Candidate, document: Document) -> bool:
    """Whether a heading is a line of a table of contents: another heading follows at once."""
    after = document.blocks[candidate.block + 1 : candidate.block + 2]
    return any(
        isinstance(block, Paragraph)
        and len(plain(block.text)) <= _LONGEST_HEADING
        and _level(block.text) == "section"
        and _best(block.text)[1] >= _UNNUMBERED
        and _best(block.text)[0] == candidate.section + 1
        for block in after
    ) and any(
        isinstance(block, Paragraph) and similarity(block.text, candidate.text) > _UNNUMBERED
        for block in document.blocks[candidate.block + 1 :]
    )


def _rank(candidate: _Candidate, table: int | None, number: int) -> tuple[float, ...]:
    """How good a heading is: before its table and near it, numbered as a section, worded as the form."""
    weight = {"section": 0.3, "none": 0.0, "part": -0.2}[candidate.level]
    score = candidate.likeness + 0.5 * candidate.to_form + weight
    if table is None:
        return (0.0, score, -candidate.block)
    before = candidate.block <= table
    return (float(before) + (table - candidate.block <= _NEAR and before), score, candidate.block)


def _count(heading: _Candidate, candidates: Sequence[_Candidate], section: Label) -> int:
    """How many headings the section has: others count only if they read as the form's own."""
    return 1 + sum(
        1
        for candidate in candidates
        if candidate.section == heading.section
        and candidate.block != heading.block
        and candidate.level == "section"
        and core(candidate.text) == core(section.zh)
    )


def _texts(document: Document, start: int, stop: int) -> Iterator[str]:
    for block in document.blocks[start:stop]:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Grid) and all(len(row) == 1 for row in block.rows):
            yield from (row[0].text for row in block.rows if not looks_like_figure(row[0].text))
