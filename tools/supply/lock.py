"""The pins of requirements.lock, and what each of them is there for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
PROJECT = "ogi-audit"
RUNTIME = "runtime"
LINKED = (RUNTIME, "lab")
"""What a user installs; the other extras are for those who work on ogi-audit."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One version of one package; ``via`` are the packages that ask for it."""

    name: str
    version: str
    marker: str
    """Where it is installed, empty: everywhere."""
    hashes: tuple[str, ...]
    via: tuple[str, ...]


def read_pins(text: str) -> list[Pin]:
    """The pins of a lock that ``uv pip compile --universal --generate-hashes`` wrote.

    Raises:
        ValueError: A line is neither a pin with its hashes nor a comment.
    """
    pins: list[Pin] = []
    for block in re.split(r"\n(?=\S)", re.sub(r"\A(#.*\n)+", "", text).rstrip("\n")):
        head, *rest = block.splitlines()
        requirement = Requirement(head.removesuffix("\\"))
        hashes, via = [], []
        for line in rest:
            if found := re.fullmatch(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?", line):
                hashes.append(found[1])
            elif found := re.fullmatch(r"    #(?: via)? *([\w.-]*)(?: \(pyproject\.toml\))?", line):
                via += [canonicalize_name(found[1])] * bool(found[1])
            else:
                raise ValueError(f"requirements.lock: not understood: {line!r}")
        (specifier,) = requirement.specifier
        if specifier.operator != "==" or not hashes:
            raise ValueError(f"requirements.lock: {head!r} is not one version with hashes")
        marker = str(requirement.marker or "")
        name = canonicalize_name(requirement.name)
        pins.append(Pin(name, specifier.version, marker, tuple(hashes), tuple(via)))
    return pins


def locked() -> list[Pin]:
    """The pins of this repository's lock."""
    return read_pins(LOCK.read_text("utf-8"))


def asked_for() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for: of the tool itself (`RUNTIME`), and of each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {RUNTIME: project["dependencies"], **project["optional-dependencies"]}
    return {group: [Requirement(line) for line in lines] for group, lines in groups.items()}


def groups_of(pins: Iterable[Pin]) -> dict[str, tuple[str, ...]]:
    """The groups of `asked_for` that bring each package, in their order there.

    Raises:
        ValueError: A package of the lock is not installed here, though it should be everywhere.
    """
    by_name = {pin.name: pin for pin in pins}
    groups: dict[str, list[str]] = {name: [] for name in by_name}
    for group, requirements in asked_for().items():
        for name in _reached(requirements, by_name):
            groups[name].append(group)
    return {name: tuple(found) for name, found in groups.items()}


def _reached(requirements: Iterable[Requirement], pins: Mapping[str, Pin]) -> set[str]:
    """The packages of the lock that these requirements lead to."""
    todo = list(requirements)
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        requirement = todo.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if name in pins and (name, extras) not in seen:
            seen.add((name, extras))
            todo += _children(pins[name], extras, pins)
    return {name for name, _ in seen}


def _children(
    parent: Pin, extras: frozenset[str], pins: Mapping[str, Pin]
) -> Iterator[Requirement]:
    """What a package asks for with these extras.

    The lock says what asks for what on every platform, and the installed metadata with which extra.
    What is not installed everywhere goes by the lock alone, so that each platform says the same.
    """
    named = {name for name, pin in pins.items() if parent.name in pin.via}
    if parent.marker:
        yield from map(Requirement, sorted(named))
        return
    try:
        lines = requires(parent.name) or ()
    except PackageNotFoundError:
        raise ValueError(f"{parent.name} is not installed: run 'make setup'") from None
    for requirement in map(Requirement, lines):
        name = canonicalize_name(requirement.name)
        wanted = re.findall(r'extra == "([^"]+)"', str(requirement.marker or ""))
        if (name in named or name == parent.name) and (not wanted or extras & set(wanted)):
            yield requirement
