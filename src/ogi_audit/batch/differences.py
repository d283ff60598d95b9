"""The first difference between two texts, pages or results, short enough to be said in a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from lxml import etree, html

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl"),
    *("dt", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr"),
    *("br", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody"),
    *("tfoot", "thead", "title", "tr", "ul"),
}  # fmt: skip
_CELLS = {"td", "th"}
_UNSEEN = {"style", "script"}
_ABSENT = "—"
# Stands for a value that is not there, and equals no other.
_NOTHING = object()
# How much is shown: the start of a long line, what comes before the difference, and in all.
_HEAD, _BEFORE, _SHOWN = 16, 12, 60


@dataclass(frozen=True, slots=True)
class Difference:
    """What was saved and what is there now; ``at`` is the place within, where it has a name."""

    saved: str
    now: str
    at: str = ""


def between_texts(saved: str, now: str) -> Difference | None:
    """The first line that differs."""
    if saved == now:
        return None
    before, after = (text.split("\n") if text else [] for text in (saved, now))
    return _between_lines(before, after)


def between_pages(saved: str, now: str) -> Difference | None:
    """The first line or table row that a reader sees differ; else, of the markup."""
    if saved == now:
        return None
    before, after = list(_rows(saved)), list(_rows(now))
    return between_texts(saved, now) if before == after else _between_lines(before, after)


def between_results(saved: Any, now: Any) -> Difference | None:
    """The first value that differs, its place as ``cells.requests.new_received.total.value``."""
    try:
        return _between_values(saved, now, "")
    except RecursionError:  # Nested so deep that it is no result of ours.
        return Difference("…", "…")


def between_outputs(saved: Sequence[Any], now: Sequence[Any]) -> Difference | None:
    """The first difference between the outputs of a cell, in whatever they consist of.

    Stricter than nbval, which passes over pictures, metadata and cells that were never run.
    """
    before, after = ([_plain(output) for output in outputs] for outputs in (saved, now))
    nothing: dict[str, Any] = {}
    for one, other in zip_longest(before, after, fillvalue=nothing):
        data, other_data = one.pop("data", {}), other.pop("data", {})
        for kind in dict.fromkeys([*data, *other_data]):
            values = data.get(kind, _NOTHING), other_data.get(kind, _NOTHING)
            if difference := _between_data(kind, *values):
                return difference
        if difference := between_results(one, other):
            return difference
    return None


def _between_values(saved: Any, now: Any, at: str) -> Difference | None:
    if _kind(saved) is not _kind(now):
        return Difference(*_excerpts(_shown(saved), _shown(now)), at)
    pairs: Iterator[tuple[str, Any, Any]]
    if isinstance(saved, Mapping):
        names = dict.fromkeys([*saved, *now])
        pairs = ((name, saved.get(name, _NOTHING), now.get(name, _NOTHING)) for name in names)
    elif isinstance(saved, list):
        both = enumerate(zip_longest(saved, now, fillvalue=_NOTHING))
        pairs = ((str(number), one, other) for number, (one, other) in both)
    elif saved == now:
        return None
    else:
        return Difference(*_excerpts(_shown(saved), _shown(now)), at)
    found = (
        _between_values(one, other, f"{at}.{name}" if at else name) for name, one, other in pairs
    )
    return next((difference for difference in found if difference), None)


def _plain(output: Mapping[str, Any]) -> dict[str, Any]:
    """An output without what counts runs; a stream's text as data of its own."""
    plain = {name: value for name, value in output.items() if name != "execution_count"}
    if output["output_type"] == "stream":
        plain["data"] = {"text/plain": plain.pop("text")}
    return plain


def _between_data(kind: str, saved: Any, now: Any) -> Difference | None:
    both = [value for value in (saved, now) if value is not _NOTHING]
    if all(isinstance(value, str) for value in both):
        compare = between_pages if kind in ("text/html", "image/svg+xml") else between_texts
        texts = ("" if value is _NOTHING else value for value in (saved, now))
        if difference := compare(*texts):
            return difference
    return between_results(saved, now)


def _between_lines(saved: Sequence[str], now: Sequence[str]) -> Difference | None:
    matcher = SequenceMatcher(None, saved, now, autojunk=False)
    for kind, start, stop, other_start, other_stop in matcher.get_opcodes():
        if kind != "equal":
            one = saved[start] if start < stop else _ABSENT
            other = now[other_start] if other_start < other_stop else _ABSENT
            return Difference(*_excerpts(one, other))
    return None


def _rows(page: str) -> Iterator[str]:
    """What a page shows, a line or table row at a time."""
    if not page.strip():
        return
    try:
        parser = html.HTMLParser(encoding="utf-8")
        root = html.document_fromstring(page.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        yield page
        return
    row = ""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if element.tag in _BLOCKS:
            if text := " ".join(row.split()).strip("| "):
                yield text
            row = ""
        elif event == "start" and element.tag in _CELLS:
            row += " | "
        if event == "start":
            row += "" if element.tag in _UNSEEN else element.text or ""
        else:
            row += element.tail or ""


def _excerpts(one: str, other: str) -> tuple[str, str]:
    """Both texts cut down to where they differ, after the start of their line."""
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return _excerpt(one, same), _excerpt(other, same)


def _excerpt(text: str, at: int) -> str:
    head = ""
    if at > _HEAD + _BEFORE:
        head, text = f"{text[:_HEAD]}…", text[at - _BEFORE :]
    return head + (text if len(text) <= _SHOWN else f"{text[: _SHOWN - len(head)]}…")


def _kind(value: Any) -> type:
    # Whether it came from a notebook or from JSON; but 1 is not true.
    return dict if isinstance(value, Mapping) else type(value)


def _shown(value: Any) -> str:
    if value is _NOTHING:
        return _ABSENT
    if isinstance(value, Mapping):
        return "{…}"
    return "[…]" if isinstance(value, list) else str(value)
