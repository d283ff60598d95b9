"""The sentences of a section: lines that a layout broke are joined, each sentence keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ogi_audit.document import Paragraph, Place
from ogi_audit.wording import numbering, plain

_CLOSED = re.compile(r"[。!?…]$")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十][,、]|首先|其次")
_SENTENCE = re.compile(r"[^。!?]+[。!?]*")
# No sentence is longer; what has no full stop in it is parted at a semicolon or a comma.
_LONGEST = 1000
# A shorter line without a full stop is a heading, not a line that a layout broke.
_SHORTEST_BROKEN = 16


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text`` in plain characters, ``written`` as in the source without white space.

    ``start`` counts from the beginning of the ``paragraph``; ``heading`` stands directly above that.
    """

    text: str
    written: str
    place: Place
    paragraph: str
    start: int
    heading: str = ""


def sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """The sentences in order, each with the heading that stands directly above its paragraph."""
    heading = ""
    for paragraph in _joined(paragraphs):
        text = plain(paragraph.text)
        if _is_heading(text):
            heading = text
            continue
        written = "".join(paragraph.text.split())
        # Characters map one to one but for rare ones; then the plain text is quoted.
        written = written if len(written) == len(text) else text
        for start, stop in _spans(text):
            yield Sentence(
                text[start:stop], written[start:stop], paragraph.place, text, start, heading
            )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    for found in _SENTENCE.finditer(text):
        start, stop = found.span()
        while stop - start > _LONGEST:
            marks = (text.rfind(mark, start, start + _LONGEST) + 1 for mark in ";,")
            end = next((at for at in marks if at), start + _LONGEST)
            yield start, end
            start = end
        yield start, stop


def _joined(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs; a line that breaks off goes on in the next ones, unless they are items."""
    pending: list[Paragraph] = []
    length, is_closed = 0, True
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        if not text:
            continue
        breaks_off = not is_closed and length >= _SHORTEST_BROKEN
        if pending and not (breaks_off and not _is_item(text)):
            yield _one(pending)
            pending, length = [], 0
        pending.append(paragraph)
        length += len(text)
        is_closed = _CLOSED.search(text[-1:]) is not None
    if pending:
        yield _one(pending)


def _one(pending: Sequence[Paragraph]) -> Paragraph:
    return Paragraph("".join(paragraph.text for paragraph in pending), pending[0].place)


def _is_item(text: str) -> bool:
    """Whether a line begins an item of a list; 30篇 is no number of one."""
    mark = numbering(text)
    return bool(_ITEM.match(text)) or (bool(mark) and not mark.isdigit())


def _is_heading(text: str) -> bool:
    return not _CLOSED.search(text) and len(text) < _SHORTEST_BROKEN
