"""What a run tells while it goes on: a bar where it can be seen, lines elsewhere."""

from __future__ import annotations

import os
import re

import pytest

from ogi_audit.batch.progress import Shown

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")


@pytest.mark.parametrize(("columns", "bar"), [(80, True), (0, False)])
def test_a_terminal_without_a_width_gets_lines(columns, bar):
    ours, theirs = pty.openpty()
    try:
        termios.tcsetwinsize(theirs, (24 if columns else 0, columns))
        with os.fdopen(theirs, "w") as stream:
            shown = Shown("zh", stream)
            shown.rendering(3, 0)
            shown.stop()
            said = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
    assert bool(re.search(r"0/3", said)) is bar
    assert ("审核 3 份报告……" in said) is not bar
