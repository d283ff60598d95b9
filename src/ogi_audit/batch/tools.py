"""What an audit is made with, as digests: another suite, notebook, package or lock makes another audit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from ogi_audit.resources import share
from ogi_audit.suite_files import digest_of

_PACKAGE = Path(__file__).resolve().parents[1]
_SOURCES = (".py", ".j2", ".css", ".js")


def tools_of(suites: Path | None = None) -> dict[str, str]:
    """The SHA-256 of the suites (with an overlay's), the notebook, the package and the lock.

    The lock is what is installed: the versions of all packages that this one needs, at any remove, on
    this system. `requirements.lock` is one way to get them.
    """
    notebook = hashlib.sha256((share("notebooks") / "audit.ipynb").read_bytes())
    return {
        "suites": digest_of(suites),
        "notebook": notebook.hexdigest(),
        "package": _package(),
        "lock": _lock(),
    }


@lru_cache(maxsize=1)
def _package() -> str:
    digest = hashlib.sha256()
    shared = _PACKAGE / "share"
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in _SOURCES and shared not in path.parents:
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _lock() -> str:
    found: dict[str, str] = {}
    _add(distribution("ogi-audit"), frozenset(), found)
    del found["ogi-audit"]
    lines = "\n".join(f"{name}=={version}" for name, version in sorted(found.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _add(package: Distribution, extras: Iterable[str], found: dict[str, str]) -> None:
    """The package and all that it requires here, by name."""
    found[re.sub(r"[-_.]+", "-", package.name).lower()] = package.version
    for line in package.requires or ():
        requirement = Requirement(line)
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        environments = [{"extra": extra} for extra in ("", *extras)]
        if requirement.marker and not any(map(requirement.marker.evaluate, environments)):
            continue
        if name in found:
            continue
        try:
            _add(distribution(requirement.name), requirement.extras, found)
        except PackageNotFoundError:
            found[name] = "none"
