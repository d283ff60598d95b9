"""Changes of an input that keep it nearly well-formed: whole tags, words, lines and cells at a time.

libFuzzer's own changes are of bytes. Chinese has three bytes a character and markup comes in pairs, so
that most of those only break something; these two take turns.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_TOKEN = re.compile(
    rb"<[^<>]{0,200}>|=== ?[^\n]*\n|\d+|[A-Za-z]+|(?:[\xe3-\xe9][\x80-\xbf]{2})+|[\t |]+|[\r\n]+|.",
    re.S,
)
_MOST = 8
_NUMBERS = (
    b"0",
    b"1",
    b"-1",
    b"9",
    b"10",
    b"32768",
    b"4294967296",
    b"1e400",
    b"0.5",
    b"\xef\xbc\x91",
)

Tokens = list[bytes]


def mutate(data: bytes, largest: int, number: int, words: Sequence[bytes]) -> bytes:
    """The input with one to eight changes, at most ``largest`` bytes of it; ``number`` decides which."""
    choose = random.Random(number)
    tokens = _TOKEN.findall(data)
    for _ in range(choose.randint(1, _MOST)):
        choose.choice(_CHANGES)(tokens, choose, words)
    return b"".join(tokens)[:largest]


def _span(tokens: Tokens, choose: random.Random) -> slice:
    start = choose.randrange(len(tokens) + 1)
    return slice(start, start + int(choose.paretovariate(0.7)) % 400)


def _drop(tokens: Tokens, choose: random.Random, words: Sequence[bytes]) -> None:
    del tokens[_span(tokens, choose)]


def _repeat(tokens: Tokens, choose: random.Random, words: Sequence[bytes]) -> None:
    span = _span(tokens, choose)
    tokens[span.start : span.start] = tokens[span] * choose.choice((1, 1, 1, 2, 3, 20))


def _move(tokens: Tokens, choose: random.Random, words: Sequence[bytes]) -> None:
    span = _span(tokens, choose)
    moved = tokens[span]
    del tokens[span]
    at = choose.randrange(len(tokens) + 1)
    tokens[at:at] = moved


def _insert(tokens: Tokens, choose: random.Random, words: Sequence[bytes]) -> None:
    tokens.insert(choose.randrange(len(tokens) + 1), choose.choice(words))


def _replace(tokens: Tokens, choose: random.Random, words: Sequence[bytes]) -> None:
    if tokens:
        at = choose.randrange(len(tokens))
        is_number = tokens[at].isdigit()
        tokens[at] = choose.choice(_NUMBERS if is_number and choose.random() < 0.7 else words)


def _swap(tokens: Tokens, choose: random.Random, words: Sequence[bytes]) -> None:
    if tokens:
        one, other = choose.randrange(len(tokens)), choose.randrange(len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]


_CHANGES: tuple[Callable[[Tokens, random.Random, Sequence[bytes]], None], ...] = (
    *(_drop, _repeat, _move, _insert, _replace, _replace, _swap),
)
