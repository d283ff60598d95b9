"""What points to a note is told apart from text and figures, and nothing else is."""

from __future__ import annotations

import pytest

from ogi_audit.text.marks import LEVEL, RAISED, apart


def raised(text: str) -> str:
    return f"{RAISED}{text}{LEVEL}"


@pytest.mark.parametrize(
    ("written", "text", "notes"),
    [
        ("86①", "86", ("①",)),
        ("86¹", "86", ("¹",)),
        ("86₂", "86", ("₂",)),
        (f"86{raised('1')}", "86", ("1",)),
        (f"86{raised('[注1]')}", "86", ("[注1]",)),
        (f"予以公开{raised('※')}", "予以公开", ("※",)),
        ("99①件", "99件", ("①",)),
        ("（一）予以公开②", "（一）予以公开", ("②",)),
        # These are no notes.
        (f"10km{raised('²')}", "10km²", ()),
        (f"1{raised('st')}", "1st", ()),
        (raised("86"), "86", ()),
        ("①予以公开", "①予以公开", ()),
        ("：①3件；②4件", "：(1)3件；(2)4件", ()),
        ("86", "86", ()),
        # A mark that is not closed reaches to the end; one that only closes is none.
        (f"八十六{RAISED}1", "八十六", ("1",)),
        (f"八{LEVEL}十", "八十", ()),
        ("⺠政局⻓", "民政局长", ()),
        ("⼈⺠政府", "人民政府", ()),
    ],
)
def test_marks(written, text, notes):
    found = apart(written)
    assert (found.text, found.notes) == (text, notes)
    assert RAISED not in found.written + found.text
    assert LEVEL not in found.written + found.text
