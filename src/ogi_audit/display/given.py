"""What a notebook was given by papermill, against the parameters that it has."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from typing import Any

from ogi_audit.errors import LANGUAGES, ParameterError

# How papermill begins the cell that it injects.
_INJECTED = "# Parameters"


def check_given(names: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise `ParameterError` for a parameter that the notebook does not have, or a language there is not.

    ``names`` is the notebook's ``globals()``. papermill sets whatever it is given, a mistyped name
    too, in a cell of its own; an auditor's variables are nobody's business.
    """
    for source in names.get("In", ()):
        if source.startswith(_INJECTED):
            for name in _assigned(source):
                if name not in known:
                    raise ParameterError("unknown", name, known=tuple(known))
    language = names["language"]
    if language not in LANGUAGES:
        raise ParameterError("value", "language", value=language, expected=LANGUAGES)


def _assigned(source: str) -> list[str]:
    """The names that a cell of assignments sets."""
    targets = [
        target
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    ]
    return [target.id for target in targets if isinstance(target, ast.Name)]
