"""What the rules say, from the suites' files alone: loading the rules themselves takes seconds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ogi_audit.errors import LANGUAGES
from ogi_audit.resources import share
from ogi_audit.suite_files import suite_files, written

_YEARS = "years_"


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule's statement by language and the frame that it judges."""

    statement: Mapping[str, str]
    frame: str

    @property
    def needs_previous(self) -> bool:
        """Whether it compares a report with the one of the year before."""
        return self.frame.startswith(_YEARS)


def rule_texts(overlays: Iterable[Path] = ()) -> dict[str, RuleText]:
    """The rules of the package by id, and those of overlays that are still there."""
    texts = dict(_of(share("expectations")))
    for overlay in overlays:
        try:
            texts |= _of(overlay)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            # The audits were made with it; today it may be gone, or another.
            continue
    return texts


def _of(root: Path) -> dict[str, RuleText]:
    texts: dict[str, RuleText] = {}
    for file in suite_files(root):
        for entry in json.loads(written(file))["expectations"]:
            meta: dict[str, Any] = entry["meta"]
            statement = {language: str(meta["statement"][language]) for language in LANGUAGES}
            texts.setdefault(str(meta["rule"]), RuleText(statement, file.stem))
    return texts
