"""Texts that a pattern may be slow on, made of its own structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# What matches few patterns, so that the text as a whole does not match.
_FAILURES = ("\x01", "!", "")
_CLASSES = {
    sre.CATEGORY_DIGIT: "7",
    sre.CATEGORY_SPACE: " \n",
    sre.CATEGORY_WORD: "w",
    sre.CATEGORY_NOT_DIGIT: "x",
    sre.CATEGORY_NOT_SPACE: "x",
    sre.CATEGORY_NOT_WORD: "-",
}
_OTHERS = "x \n字7-("
_FEW = 4

Item = tuple[Any, Any]
Text = Callable[[int], str]
"""Makes a text of about so many characters."""


def texts(pattern: re.Pattern[Any]) -> Iterator[Text]:
    """Texts that repeat what the pattern repeats, and then fail.

    For each repetition of the pattern: what leads to it, then what it repeats, many times; the two
    together, many times; and what stands behind the repetition in between. Besides, each character
    and each literal run that the pattern names, and pairs of them.
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~(re.UNICODE if _is_bytes(pattern) else 0))
    for before, body, after in _repeats(list(tree), "", ""):
        for pump in body:
            for failure in _FAILURES:
                yield partial(_filled, pump, before=before, after=failure)
                yield partial(_filled, before + pump, after=failure)
                yield partial(_filled, before + pump + failure + after)
            yield partial(_filled, before + pump * 20)
    words = list(dict.fromkeys(_words(list(tree))))
    for word in words:
        yield partial(_filled, word, after="\x01")
    for one, other in pairwise(words):
        yield partial(_filled, one + other, after="\x01")
        yield partial(_halves, one, other)


def _is_bytes(pattern: re.Pattern[Any]) -> bool:
    return isinstance(pattern.pattern, bytes)


def _filled(unit: str, length: int, before: str = "", after: str = "") -> str:
    return before + unit * max(1, length // max(1, len(unit))) + after


def _halves(one: str, other: str, length: int) -> str:
    return _filled(one, length // 2) + _filled(other, length // 2, after="\x01")


def _repeats(items: list[Item], before: str, after: str) -> Iterator[tuple[str, list[str], str]]:
    """Each repetition: an example of what stands before it, of what it repeats, of what is behind."""
    lead = before
    for number, (op, value) in enumerate(items):
        rest = _example(items[number + 1 :]) + after
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            least, most, body = value
            if most > 1:
                yield lead, _examples(list(body)), rest
            # Within the last of those that have to be there.
            yield from _repeats(list(body), lead + _example(list(body)) * (least - 1), rest)
        else:
            for inner in _inside(op, value):
                yield from _repeats(inner, lead, rest)
        lead += _example([(op, value)])


def _inside(op: Any, value: Any) -> list[list[Item]]:
    """The patterns within one item."""
    if op is sre.SUBPATTERN:
        return [list(value[3])]
    if op is sre.ATOMIC_GROUP:
        return [list(value)]
    if op is sre.BRANCH:
        return [list(branch) for branch in value[1]]
    if op in {sre.ASSERT, sre.ASSERT_NOT}:
        return [list(value[1])]
    if op is sre.GROUPREF_EXISTS:
        return [list(branch) for branch in value[1:] if branch is not None]
    return []


def _examples(items: list[Item]) -> list[str]:
    """Some texts that match, each with another choice at one place."""
    found = [_example(items)]
    for number, (op, value) in enumerate(items):
        before, after = _example(items[:number]), _example(items[number + 1 :])
        if op is sre.IN or op is sre.NOT_LITERAL or op is sre.ANY:
            found += [before + character + after for character in _characters(op, value)]
        elif op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            found += [before + text + after for text in _examples(list(value[2]))]
        else:
            found += [
                before + text + after for inner in _inside(op, value) for text in _examples(inner)
            ]
    return [text for text in dict.fromkeys(found) if text]


def _example(items: list[Item]) -> str:
    """A text that matches, as far as looking around is no matter."""
    written = ""
    for op, value in items:
        if op is sre.LITERAL:
            written += chr(value)
        elif op in {sre.IN, sre.NOT_LITERAL, sre.ANY}:
            written += next(iter(_characters(op, value)), "")
        elif op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            written += _example(list(value[2])) * max(value[0], 0)
        elif op not in {sre.ASSERT, sre.ASSERT_NOT, sre.AT, sre.GROUPREF}:
            written += next((_example(inner) for inner in _inside(op, value)), "")
    return written


def _characters(op: Any, value: Any) -> list[str]:
    """A few characters of a set."""
    if op is sre.ANY:
        return list(_OTHERS)
    members = [(sre.NEGATE, None), (sre.LITERAL, value)] if op is sre.NOT_LITERAL else value
    named = ""
    for kind, what in members:
        if kind is sre.LITERAL:
            named += chr(what)
        elif kind is sre.RANGE:
            named += chr(what[0]) + chr(what[1])
        elif kind is sre.CATEGORY:
            named += _CLASSES.get(what, "")
    if members and members[0][0] is sre.NEGATE:
        return [other for other in _OTHERS + '<[`*_"' if other not in named]
    step = max(1, len(named) // _FEW)
    return list(dict.fromkeys(named[::step] + named[-1:]))


def _words(items: list[Item]) -> Iterator[str]:
    """Each literal run of a pattern, and a character of each of its sets."""
    run = ""
    for op, value in items:
        if op is sre.LITERAL:
            run += chr(value)
            continue
        if run:
            yield run
            run = ""
        if op in {sre.IN, sre.NOT_LITERAL, sre.ANY}:
            yield from _characters(op, value)
        elif op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            yield from _words(list(value[2]))
        for inner in _inside(op, value):
            yield from _words(inner)
    if run:
        yield run
