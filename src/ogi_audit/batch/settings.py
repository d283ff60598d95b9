"""What a run is asked to do, and the audit notebook's parameters that follow from it."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ogi_audit.batch.files import relative
from ogi_audit.errors import ParameterError
from ogi_audit.limits import Limits, parse_limits
from ogi_audit.parameters import check_values, split_entries
from ogi_audit.resources import share

FILES = ("report", "previous", "reviews", "suites")
"""The parameters that name files; in a notebook they are relative to its folder."""
INJECTED = "injected-parameters"
"""The tag of the cell that papermill puts the parameters into."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run works; ``parameters`` are the notebook's, the same for all reports of the run.

    ``url`` is the folder's own place if it is a copy, ``scheduler`` the address of a Dask cluster's, if
    that is to do the work. ``limit`` is in seconds a report; ``follow_links`` lets links lead out of the
    folders that are given; ``prune`` takes out audits whose report is no longer there. ``notebooks`` are
    rendered of *all* reports, of the *failing* ones, or of *none*: but for *all*, the reports are judged
    in stacks first, and tables are made of what they state.
    """

    folder: Path
    jobs: int = 1
    scheduler: str | None = None
    url: str = ""
    engine: str = "warm"
    limit: float = 300.0
    follow_links: bool = False
    force: bool = False
    prune: bool = False
    notebooks: Literal["all", "failing", "none"] = "all"
    previous: Path | None = None
    previous_from: Path | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)

    def shown(self, name: str) -> str:
        """Where people find a file of the folder."""
        return f"{self.url}/{name}" if self.url else str(self.folder / name)

    @property
    def papermill_engine(self) -> str | None:
        """The engine as papermill names it; its own has no name."""
        return None if self.engine == "stock" else self.engine

    @property
    def language(self) -> str:
        """The language of the run's words."""
        return str(self.parameters.get("language") or "zh")

    @property
    def limits(self) -> Limits:
        """The limits of reading. Raises `ParameterError` for one that cannot be used."""
        return parse_limits(split_entries(str(self.parameters.get("limits") or "")))

    @property
    def suites(self) -> Path | None:
        """The folder of local suites."""
        return Path(str(self.parameters["suites"])) if self.parameters.get("suites") else None


def notebook_parameters(given: Mapping[str, object], folder: Path) -> dict[str, object]:
    """The audit notebook's parameters as it wants them; files relative to where it will be kept.

    Empty ones are left at their defaults. Raises `ParameterError` for one that the notebook does not
    have or cannot use.
    """
    known = known_parameters()
    parameters: dict[str, object] = {}
    for name, value in given.items():
        if name not in known:
            raise ParameterError("unknown", name, known=tuple(known))
        if value is None or value == "":
            continue
        if name in FILES:
            value = relative(Path(str(value)), folder)
        elif known[name] == "int":
            if not (str(value).isascii() and str(value).isdigit()):
                raise ParameterError("value", name, value=value, expected="int")
            value = int(str(value))
        parameters[name] = value
    texts = {name: str(parameters.get(name, "")) for name in ("published", "weights", "limits")}
    check_values(str(parameters.get("language", "zh")), **texts)
    return parameters


@lru_cache(maxsize=1)
def known_parameters() -> dict[str, str]:
    """The audit notebook's parameters and their types, from the cell that papermill knows them by."""
    notebook = json.loads((share("notebooks") / "audit.ipynb").read_text("utf-8"))
    cells = (c for c in notebook["cells"] if "parameters" in c["metadata"].get("tags", ()))
    source = "".join(line for cell in cells for line in cell["source"])
    return {
        node.target.id: ast.unparse(node.annotation)
        for node in ast.parse(source).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
