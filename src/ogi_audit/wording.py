"""How wordings are compared: width, script, spaces, numbering and punctuation aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import opencc
from rapidfuzz.distance import Indel

_convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
# NFKC turns full-width brackets, digits and ① into ASCII: one pattern serves all numbering.
_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.,:]|\([一二三四五六七八九十]{1,3}\)[、.]?|第[一二三四五六七八九十]项[、.:]?"
    r"|\(\d{1,2}\)[、.]?|\d{1,2}[、.)](?!\d)|\d{1,2}(?=[^\d\s.,年月日]))"
)
_NOISE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")


# Nothing from these ranges on combines with what stands before it.
_STARTER = re.compile("[\0-\u02ff\u3400-\u9fff]")
_PIECE = 500


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text in simplified characters and normal width, without any white space."""
    return _convert("".join(_normal(text).split()))


def simplified(text: str) -> str:
    """The text in simplified characters and normal width, white space kept."""
    return _convert(_normal(text))


def _normal(text: str) -> str:
    """The text in normal form NFKC.

    In pieces, as the time it takes grows with the square of a run of combining marks.
    """
    pieces, start = [], 0
    while len(text) - start > _PIECE:
        found = _STARTER.search(text, start + _PIECE, start + 2 * _PIECE)
        stop = found.start() if found else start + 2 * _PIECE
        pieces.append(unicodedata.normalize("NFKC", text[start:stop]))
        start = stop
    return "".join([*pieces, unicodedata.normalize("NFKC", text[start:])])


@lru_cache(maxsize=65536)
def numbering(text: str) -> str:
    """The leading numbering of a heading or row label (``三、``, ``(一)``, ``1.``), or ``""``."""
    match = _NUMBERING.match(plain(text))
    return match.group() if match else ""


@lru_cache(maxsize=65536)
def core(text: str) -> str:
    """What is left of a label when numbering, punctuation and white space are taken away."""
    bare = plain(text)
    return _NOISE.sub("", bare[len(numbering(bare)) :])


@lru_cache(maxsize=262144)
def similarity(one: str, other: str) -> float:
    """How alike two labels are by their cores, from 0 to 1 (normalised Indel similarity)."""
    return float(Indel.normalized_similarity(core(one), core(other)))
