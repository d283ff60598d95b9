"""The six sections of the form, found by their headings and, where they have one, their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from ogi_audit.document import Document, Item, Paragraph, Place
from ogi_audit.extraction.figures import looks_like_figure
from ogi_audit.extraction.lines import is_page_number
from ogi_audit.form import NUMERALS, REQUESTS, SECTIONS, Label
from ogi_audit.wording import core, numbering, plain, similarity

_LONGEST_HEADING = 40
_NUMBERED = 0.6
_UNNUMBERED = 0.85
_BESIDE_TABLE = 0.4
_NEAR = 4
# A table of contents and a head on every page name the six sections often, but not so often.
_MOST_HEADINGS = 2000
_PLACEHOLDER = re.compile(r"[(（\[]?文字描述[^)）\]]*[)）\]]?")
_DATE = re.compile(r"\(?\d{4}年\d{1,2}月\d{1,2}日\)?")
_NAME = re.compile(r"[\u3400-\u9fff()]{4,40}")
_INLINE = re.compile(r"([一二三四五六]、[^。；：:]{4,30})[。：:\s]\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One section of the form as found; ``heading`` is ``None`` where there is none.

    ``count`` tells how many headings the document has for it, ``position`` its rank among the
    sections found, ``paragraphs`` its text without tables.
    """

    key: str
    heading: str | None
    numeral: str
    similarity: float
    count: int
    position: int | None
    paragraphs: tuple[Paragraph, ...]
    place: Place
    item: int | None = None

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def content(self) -> str:
        """The text without the template's placeholder and without a signature."""
        lines = [_PLACEHOLDER.sub("", line) for line in self.text.split("\n")]
        signed = False
        while lines and (not plain(lines[-1]) or _DATE.fullmatch(plain(lines[-1]))):
            signed = signed or bool(plain(lines.pop()))
        if signed and lines and _NAME.fullmatch(plain(lines[-1])):
            lines.pop()
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Candidate:
    item: int
    section: int
    text: str
    rest: str
    likeness: float
    to_form: float
    level: str
    place: Place


def read_sections(document: Document, tables: Mapping[str, int]) -> tuple[FoundSection, ...]:
    """Find the six sections. ``tables`` gives the number of the item that each table found begins with."""
    items = list(document.items)
    found = [*islice(_candidates(items, tables), _MOST_HEADINGS)]
    candidates = [candidate for candidate in found if not _is_contents(candidate, items, found)]
    chosen: dict[int, _Candidate] = {}
    for number, section in enumerate(SECTIONS):
        own = [candidate for candidate in candidates if candidate.section == number]
        if own:
            table = tables.get(section.key)
            chosen[number] = max(own, key=lambda candidate: _rank(candidate, table, number))
    order = sorted(chosen, key=lambda number: chosen[number].item)
    starts = [chosen[number].item for number in order] + [len(items)]
    sections = []
    for number, section in enumerate(SECTIONS):
        heading = chosen.get(number)
        if heading is None:
            sections.append(FoundSection(section.key, None, "", 0.0, 0, None, (), Place()))
            continue
        position = order.index(number)
        stop = next(start for start in starts if start > heading.item)
        if section.key not in tables:
            # A table whose own heading is missing is no text of the section before it.
            stop = min([stop, *(at for at in tables.values() if at > heading.item)])
        rest = [Paragraph(heading.rest, heading.place)] if heading.rest else []
        sections.append(
            FoundSection(
                section.key,
                heading.text,
                _numeral(heading.text),
                heading.to_form,
                _count(heading, candidates, section),
                position,
                (*rest, *_paragraphs(items[heading.item + 1 : stop])),
                heading.place,
                heading.item,
            )
        )
    return tuple(sections)


def _candidates(items: Sequence[Item], tables: Mapping[str, int]) -> Iterator[_Candidate]:
    for number_of_item, item in enumerate(items):
        text, rest = item.text, ""
        if (inline := _INLINE.fullmatch(text)) and _best(inline[1])[1] >= _UNNUMBERED:
            text, rest = inline[1], inline[2]
        if not 2 < len(plain(text)) <= _LONGEST_HEADING:
            continue
        if _best(text)[1] < _BESIDE_TABLE or _is_table_row(text):
            continue
        level = _level(text)
        for number, section in enumerate(SECTIONS):
            likeness = max(similarity(text, wording) for wording in section.wordings)
            table = tables.get(section.key)
            beside = table is not None and 0 <= table - number_of_item <= _NEAR
            least = _NUMBERED if level == "section" else _UNNUMBERED
            if beside and level == "section":
                least = _BESIDE_TABLE
            to_form = similarity(text, section.zh)
            # 「（二）依申请公开情况」 inside section 一 is no section, however like one it reads.
            inner = level == "part" and not beside and to_form < _UNNUMBERED
            if likeness >= least and number == _best(text)[0] and not inner:
                yield _Candidate(
                    number_of_item, number, text, rest, likeness, to_form, level, item.place
                )


def _is_table_row(text: str) -> bool:
    """Whether a line is a row of table 3, some of which are numbered like sections."""
    figures = text.split()[1:]
    if figures and all(map(looks_like_figure, figures)):
        return True
    return max(similarity(text, row.label.zh) for row in REQUESTS["2019"].rows) > _best(text)[1]


@lru_cache(maxsize=65536)
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


def _is_contents(
    candidate: _Candidate, items: Sequence[Item], candidates: Sequence[_Candidate]
) -> bool:
    """Whether a heading is a line of a table of contents: another heading follows at once."""
    after = items[candidate.item + 1].text if candidate.item + 1 < len(items) else ""
    section, likeness = _best(after)
    follows = (
        len(plain(after)) <= _LONGEST_HEADING
        and _level(after) == "section"
        and likeness >= _UNNUMBERED
        and section == candidate.section + 1
    )
    return follows and any(
        other.item > candidate.item and similarity(other.text, candidate.text) > _UNNUMBERED
        for other in candidates
    )


def _rank(candidate: _Candidate, table: int | None, number: int) -> tuple[float, ...]:
    """How good a heading is: before its table and near it, numbered as a section, worded as the form."""
    weight = {"section": 0.3, "none": 0.0, "part": -0.2}[candidate.level]
    score = candidate.likeness + 0.5 * candidate.to_form + weight
    if table is None:
        return (0.0, score, -candidate.item)
    before = candidate.item <= table
    return (float(before) + (table - candidate.item <= _NEAR and before), score, candidate.item)


def _count(heading: _Candidate, candidates: Sequence[_Candidate], section: Label) -> int:
    """How many headings the section has: others count only if they read as the form's own."""
    return 1 + sum(
        1
        for candidate in candidates
        if candidate.section == heading.section
        and candidate.item != heading.item
        and candidate.level == "section"
        and core(candidate.text) == core(section.zh)
    )


def _paragraphs(items: Sequence[Item]) -> Iterator[Paragraph]:
    for item in items:
        number = is_page_number(item.text) or item.text.strip().isdigit()
        if item.text and not number:
            yield Paragraph(item.text, item.place)
