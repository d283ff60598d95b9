"""Made-up reports damaged as downloads, editors and attackers damage files; the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator

from ogi_audit_testing.makers import LAYOUTS, consistent


def _cut(data: bytes, dice: random.Random) -> bytes:
    """A download that broke off."""
    return data[: dice.randrange(len(data) // 20, len(data) * 9 // 10)]


def _headless(data: bytes, dice: random.Random) -> bytes:
    """The beginning is lost."""
    return data[dice.randrange(1, len(data) // 2) :]


def _hole(data: bytes, dice: random.Random) -> bytes:
    """A block of a disk that was never written."""
    start = dice.randrange(len(data))
    length = dice.randrange(1, max(2, len(data) // 4))
    return data[:start] + bytes(min(length, len(data) - start)) + data[start + length :]


def _missing(data: bytes, dice: random.Random) -> bytes:
    """A piece is missing in the middle."""
    start = dice.randrange(len(data) // 4, len(data) // 2)
    return data[:start] + data[start + dice.randrange(len(data) // 20, len(data) // 3) :]


def _noise(data: bytes, dice: random.Random) -> bytes:
    """Bytes here and there are others."""
    damaged = bytearray(data)
    for _ in range(max(8, len(data) // 200)):
        damaged[dice.randrange(len(data))] = dice.choice(b"\0\x01\x1b\x7f\x80\xff<>&\"'\\{}|")
    return bytes(damaged)


def _swapped(data: bytes, dice: random.Random) -> bytes:
    """Two pieces have changed places."""
    one, two, three = sorted(dice.sample(range(len(data)), 3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _doubled(data: bytes, dice: random.Random) -> bytes:
    """A piece is there many times."""
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randrange(1, 400)]
    return data[:start] + piece * 50 + data[start:]


def _mixed(data: bytes, dice: random.Random) -> bytes:
    """It goes on as a file of another format."""
    other = LAYOUTS[dice.choice(_NAMES)].render(consistent(5))
    start = dice.randrange(len(data) // 2)
    return data[:start] + other[dice.randrange(len(other)) :]


def _opened(data: bytes, dice: random.Random) -> bytes:
    """What opens something is there a hundred times, and never closed."""
    start = dice.randrange(len(data))
    sign = dice.choice(
        (b"<table><tr><td>", b"<div>", b"<!--", b"```\n", b"|---|\n", b"<w:tbl>", b"[[[", b"((<<")
    )
    return data[:start] + sign * 100 + data[start:]


def _controls(data: bytes, dice: random.Random) -> bytes:
    """Signs that are not seen, that end lines or that turn the direction of text."""
    damaged = data
    for sign in ("\x0c", "\x1b[2J", "\u202e", "\u2028", "\0", "\ufeff", "\r"):
        start = dice.randrange(len(damaged))
        damaged = damaged[:start] + sign.encode() * 3 + damaged[start:]
    return damaged


def _recoded(data: bytes, dice: random.Random) -> bytes:
    """Read and saved in a wrong encoding."""
    wrong, right = dice.choice(
        (("gb18030", "utf-8"), ("latin-1", "utf-8"), ("utf-8", "gb18030"), ("big5", "utf-8"))
    )
    return data.decode(wrong, "replace").encode(right, "replace")


def _spliced(data: bytes, dice: random.Random) -> bytes:
    """The end of the same report with other figures behind the beginning of this one."""
    other = LAYOUTS[dice.choice(_NAMES)].render(consistent(7))
    return data[: len(data) // 2] + other[len(other) // 2 :]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_cut, _headless, _hole, _missing, _noise, _swapped),
    *(_doubled, _mixed, _opened, _controls, _recoded, _spliced),
)
_NAMES = [layout.name for layout in LAYOUTS.values() if not layout.needs]


def mutants(
    name: str, ways: Iterable[Callable[[bytes, random.Random], bytes]] = MUTATIONS
) -> Iterator[tuple[str, bytes]]:
    """A name and a file for each of these ways of damaging a report in the layout of a name."""
    data = LAYOUTS[name].render(consistent(3))
    for mutate in ways:
        dice = random.Random(f"{name} {mutate.__name__}")
        yield f"{mutate.__name__[1:]}{LAYOUTS[name].suffix}", mutate(data, dice)
