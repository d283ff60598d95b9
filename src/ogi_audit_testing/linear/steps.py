"""What an audit does with a file before it judges, and how many steps that takes."""

from __future__ import annotations

import sys
from types import FrameType

from ogi_audit.document import Document
from ogi_audit.errors import UnreadableError
from ogi_audit.limits import Limits
from ogi_audit.readers.content import read_content
from ogi_audit.report import extract

_LIMITS = Limits(characters=10**9, lines=10**9, cells=10**9)


def read_and_extract(data: bytes, name: str) -> None:
    """Read and extract in this process; a file may be refused."""
    try:
        kind, content = read_content(data, name, _LIMITS)
    except UnreadableError:
        return
    extract(Document(name, "0" * 64, kind.value, content.blocks, content.properties))


def steps(data: bytes, name: str) -> int:
    """How many calls that makes, of Python's functions and of built-in ones: the same in every run."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_and_extract(data, name)
    finally:
        sys.setprofile(before)
    return count
