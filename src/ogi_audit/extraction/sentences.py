"""The sentences of a section: lines that a layout broke are joined, each sentence keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ogi_audit.document import Paragraph, Place
from ogi_audit.wording import numbering, plain

_CLOSED = re.compile(r"[。!?…]$")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十][,、]|首先|其次")
_SENTENCE = re.compile(r"[^。!?]+[。!?]*")
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
        for found in _SENTENCE.finditer(text):
            yield Sentence(
                found.group(),
                written[found.start() : found.end()],
                paragraph.place,
                text,
                found.start(),
                heading,
            )


def _joined(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    pending: Paragraph | None = None
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        if not text:
            continue
        if pending is None:
            pending = paragraph
        elif _breaks_off(plain(pending.text)) and not _is_item(text):
            pending = Paragraph(pending.text + paragraph.text, pending.place)
        else:
            yield pending
            pending = paragraph
    if pending is not None:
        yield pending


def _breaks_off(text: str) -> bool:
    return not _CLOSED.search(text) and not _is_heading(text)


def _is_item(text: str) -> bool:
    """Whether a line begins an item of a list; 30篇 is no number of one."""
    mark = numbering(text)
    return bool(_ITEM.match(text)) or (bool(mark) and not mark.isdigit())


def _is_heading(text: str) -> bool:
    return not _CLOSED.search(text) and len(text) < _SHORTEST_BROKEN
