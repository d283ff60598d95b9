from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.makers import LAYOUTS, named


@pytest.fixture(scope="session")
def three(once: Callable[..., tuple[Path, Any]]) -> Path:
    """A folder with three reports, rendered."""

    def fill(folder: Path) -> None:
        (folder / "in").mkdir()
        for seed, layout in enumerate(("text-bars", "html-plain", "docx-official")):
            made = LAYOUTS[layout]
            specimen = named(f"云岭省沂川市{'甲乙丙'[seed]}局", 2023, seed)
            made.write(specimen, folder / "in" / f"{seed}{made.suffix}")
        assert ogi_audit("render", "in", "-o", "out", cwd=folder).returncode in (0, 1)

    return once("three", fill)[0]


@pytest.fixture
def small(three: Path, tmp_path: Path) -> Path:
    """A copy of it to work on: what is there moves together."""
    shutil.copytree(three, tmp_path / "small")
    return tmp_path / "small"
