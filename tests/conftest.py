from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and their figures, which is no part of the repository."""
    folder = Path(os.environ.get("OGI_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the real reports are not here")
    return folder
