"""Reports as bytes, many in a file, so that what was read once need not be read again to be judged."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from ogi_audit.batch.files import write_named
from ogi_audit.report import Report

_ENCODER = msgspec.msgpack.Encoder()
_LIST = msgspec.msgpack.Decoder(list[bytes])


def pack(report: Report) -> bytes:
    """A report as compressed MessagePack."""
    return zlib.compress(_ENCODER.encode(report), 1)


def unpack(packed: bytes) -> Report:
    """The report that was packed.

    Raises `ValueError` or `zlib.error` for what is none of this version.
    """
    return _decoder().decode(zlib.decompress(packed))


# Made when it is first needed: the types of a report are many.
@lru_cache(maxsize=1)
def _decoder() -> msgspec.msgpack.Decoder[Report]:
    return msgspec.msgpack.Decoder(Report)


def write_packed(path: Path, packed: Sequence[bytes]) -> None:
    """Write reports into a file, which is whole as soon as it has its name. Raises `RenderError`."""
    write_named(path, _ENCODER.encode(packed))


def only(path: Path, numbers: Container[int]) -> bytes:
    """The file with the reports of these numbers in their places, and nothing in those of the others."""
    packed = _LIST.decode(path.read_bytes())
    return _ENCODER.encode([one if at in numbers else b"" for at, one in enumerate(packed)])


def read_packed(path: Path, numbers: Iterable[int]) -> list[Report]:
    """The reports of a file with these numbers. Raises as `unpack` does, and `OSError`, `IndexError`."""
    packed = _LIST.decode(path.read_bytes())
    return [unpack(packed[number]) for number in numbers]
