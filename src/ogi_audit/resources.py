"""Where suites, notebooks and samples are: in the repository, or in an installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def share(name: str) -> Path:
    """The folder ``expectations``, ``notebooks`` or ``data``."""
    installed = _PACKAGE / "share" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def locate(path: str) -> Path:
    """A file as named, or, if there is none, the same name under the folder that holds ``data/``.

    So ``data/…`` names a sample wherever a notebook is run from.
    """
    given = Path(path).expanduser()
    shipped = share("data").parent / path
    return shipped if not given.exists() and not given.is_absolute() and shipped.exists() else given
