from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from filelock import FileLock

One = TypeVar("One")
FULL = "--full"
# What takes longest begins first, notebooks too: at the end no worker waits for another.
_LONGEST = (
    *("test_cluster", "test_scan", "test_places", "test_batch", "test_batch_ended", "test_layouts"),
    *("test_batch_given", "test_batch_again", "test_faults", "test_faulty_writes", "test_access"),
    *("test_verify", "test_render", "test_engine", "test_limits", "test_hostile", "test_strangers"),
    *("test_docs", "test_lab", "test_injection", "test_accuracy", "test_shared_cases", "test_page"),
    *("test_overview", "test_traits", "test_rerun", "test_notice", "test_makers", "test_linear"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        FULL, action="store_true", help="whole corpora instead of a fixed part of each"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"full: long, and only run with {FULL} (make test-all)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption(FULL):
        left_out = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("full")]
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    name = item.path.stem
    if item.path.suffix == ".ipynb":
        return -1
    return _LONGEST.index(name) if name in _LONGEST else len(_LONGEST)


@pytest.fixture(scope="session")
def is_full(request: pytest.FixtureRequest) -> bool:
    """Whether whole corpora are wanted."""
    return bool(request.config.getoption(FULL))


@pytest.fixture(scope="session")
def part(is_full: bool) -> Callable[[Sequence[One], int], Sequence[One]]:
    """``part(corpus, step)``: every so many-th of a corpus, the same in each run; if wanted, all of it."""
    return lambda corpus, step: corpus if is_full else corpus[::step]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Path, Any]]:
    """Fills a folder once in a run of all tests, whichever worker asks first, and gives it to all that ask.

    ``once(name, fill)`` gives the folder, which nobody may change, and what ``fill`` returned as JSON.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def filled(name: str, fill: Callable[[Path], Any]) -> tuple[Path, Any]:
        folder, said = base / "once" / name, base / "once" / f"{name}.json"
        folder.parent.mkdir(exist_ok=True)
        with FileLock(f"{said}.lock"):
            if not said.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                said.write_text(json.dumps(fill(folder)), "utf-8")
            return folder, json.loads(said.read_text("utf-8"))

    return filled


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and their figures, which is no part of the repository."""
    folder = Path(os.environ.get("OGI_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the real reports are not here")
    return folder
