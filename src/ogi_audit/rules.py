"""The rules as the suites' JSON states them: loaded whole or not at all, with local overlays.

An overlay is a folder of suites. An entry there replaces all entries of the package that carry the
same rule id; an entry with an id of its own is a rule more.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ogi_audit import lean  # noqa: F401  (before Great Expectations, which imports jsonschema)

# isort: split
import great_expectations as gx
from great_expectations.core import ExpectationSuite
from great_expectations.expectations.expectation import Expectation

import ogi_audit.expectations  # noqa: F401  (registers the package's own expectations)
from ogi_audit.errors import LANGUAGES, SuiteError
from ogi_audit.resources import share
from ogi_audit.suite_files import digest_of, suite_files, written

_CONTEXT = "great_expectations.yml"
_TEXTS = ("statement", "message", "basis")
_VALUES = ("observed", "expected")
_COLUMNS = ("column", "column_A", "column_B")
_STRENGTHS = ("statute", "national_form", "form_identity", "logical")


@dataclass(frozen=True, slots=True, repr=False)
class Rule:
    """One expectation of a suite, with what the suite's JSON says of it.

    ``suite`` is the frame that it judges, ``number`` its place among the expectations on that frame,
    ``columns`` the columns of the frame that it looks at, ``coefficients`` theirs in a linear identity.
    ``local`` tells whether it comes from an overlay.
    """

    suite: str
    number: int
    expectation: Expectation
    meta: Mapping[str, Any]
    cells: str
    columns: tuple[str, ...]
    coefficients: tuple[float, ...] = ()
    local: bool = False

    def __repr__(self) -> str:
        return f"<Rule {self.id} on {self.suite}>"

    @property
    def id(self) -> str:
        """The rule's id, e.g. ``requests.balance``; several expectations may share one."""
        return str(self.meta["rule"])

    @property
    def severity(self) -> str:
        """``critical``, ``warning`` or ``info``."""
        return str(self.expectation.severity.value)


FIELDS = frozenset(
    (
        *("published_label", "period_label"),
        *("at_label", "cell_label", "table_label", "edition_label", "edition_in_force_label"),
        *("printed", "format", "formula", "left", "right", "gap"),
    )
)
"""What a message may name besides the columns of its frame."""


def placeholders(rule: Rule) -> set[str]:
    """The names in braces in a rule's words."""
    words = [rule.meta.get(key) for key in ("message", "basis", *_VALUES, "evidence")]
    return set(re.findall(r"\{(\w+)\}", json.dumps(words)))


def load_rules(
    overlay: Path | None = None, *, root: Path | None = None
) -> tuple[dict[str, tuple[Rule, ...]], str]:
    """The rules by the frame they judge, and the SHA-256 of the files they come from.

    ``root`` is a Great Expectations context root (the package's own by default), ``overlay`` a folder
    with more suites. Raises `SuiteError` if there are none, if one cannot be read, if an entry lacks
    what a rule must state, or if Great Expectations dropped one whose type it does not know: it does
    so without a word.
    """
    root = root or share("expectations")
    found = dict(_suites(root, suite_files(root)))
    rules = {frame: list(_rules(path, suite, False)) for frame, (path, suite) in found.items()}
    if overlay is not None:
        local = _local_rules(root, overlay, frozenset(rules))
        overridden = {rule.id for own in local.values() for rule in own}
        rules = {
            frame: [rule for rule in own if rule.id not in overridden] + local.get(frame, [])
            for frame, own in rules.items()
        }
    numbered = {
        frame: tuple(replace(rule, number=number) for number, rule in enumerate(own))
        for frame, own in rules.items()
    }
    return numbered, digest_of(overlay, root)


def _local_rules(root: Path, overlay: Path, frames: frozenset[str]) -> dict[str, list[Rule]]:
    with tempfile.TemporaryDirectory() as scratch:
        # A file context needs its yml; the overlay need not have one.
        context = Path(scratch)
        shutil.copyfile(root / _CONTEXT, context / _CONTEXT)
        (context / "suites").mkdir()
        for file in suite_files(overlay):
            if file.stem not in frames:
                raise SuiteError("frame", file.name, known=tuple(sorted(frames)))
            (context / "suites" / file.name).write_bytes(written(file))
        return {
            frame: list(_rules(path, suite, True))
            for frame, (path, suite) in _suites(context, suite_files(context), overlay.name)
        }


def _suites(
    root: Path, files: Sequence[Path], name: str = ""
) -> Iterator[tuple[str, tuple[Path, ExpectationSuite]]]:
    if not files:
        raise SuiteError("not_found", name or root.name)
    with quiet():
        context = gx.get_context(mode="file", context_root_dir=str(root))
        for file in files:
            wanted = [one["type"] for one in _entries(file)]
            try:
                suite = context.suites.get(file.stem)
            except Exception as error:
                # Whatever Great Expectations or its parsers find wrong with an entry.
                raise SuiteError("invalid", file.name, problem=_first_line(error)) from None
            loaded = [one.configuration.type for one in suite.expectations]
            if loaded != wanted:
                raise _dropped(file, loaded, wanted)
            yield file.stem, (file, suite)


def _entries(file: Path) -> list[dict[str, Any]]:
    """The entries of a suite's file, as far as they must be there for it to be loaded."""
    try:
        content = json.loads(file.read_bytes().decode("utf-8"))
    except ValueError as error:
        raise SuiteError("json", file.name, problem=error) from None
    except RecursionError:
        raise SuiteError("deep", file.name) from None
    problem = None
    entries = content.get("expectations") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        problem = '"expectations": [{…}, …]'
    elif content.get("name") != file.stem:
        problem = f'"name": "{file.stem}"'
    elif any(not isinstance(one.get("type"), str) for one in entries):
        problem = '"type"'
    if problem:
        raise SuiteError("lacks", file.name, problem=problem)
    return list(entries or ())


def _first_line(error: Exception) -> str:
    """What an error says, on one line of a readable length."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def _dropped(file: Path, loaded: Sequence[str], wanted: Sequence[str]) -> SuiteError:
    missing = list(wanted)
    for name in loaded:
        missing.remove(name)
    return SuiteError(
        "dropped",
        file.name,
        loaded=len(loaded),
        written=len(wanted),
        missing=tuple(missing) or "?",
    )


def _rules(file: Path, suite: ExpectationSuite, local: bool) -> Iterator[Rule]:
    for number, expectation in enumerate(suite.expectations):
        meta = expectation.meta or {}
        kwargs = expectation.configuration.kwargs
        problem = _problem(meta, "coefficients" in kwargs)
        if problem:
            entry = meta.get("rule") or f"#{number + 1}"
            raise SuiteError("lacks", file.name, problem=f"{entry}: meta.{problem}")
        condition = getattr(expectation, "row_condition", None)
        if condition is not None and not hasattr(condition, "column"):
            # Of several columns, or of text, it would not be known when it cannot be decided.
            raise SuiteError("condition", file.name, rule=meta["rule"])
        cells = meta.get("cells", (suite.meta or {}).get("cells", ""))
        columns = tuple(kwargs.get("column_list", ())) or tuple(
            kwargs[name] for name in _COLUMNS if name in kwargs
        )
        coefficients = tuple(kwargs.get("coefficients", ()))
        yield Rule(file.stem, number, expectation, meta, cells, columns, coefficients, local)


def _problem(meta: Mapping[str, Any], is_identity: bool) -> str | None:
    """The first thing that an entry's ``meta`` lacks."""
    if not isinstance(meta.get("rule"), str):
        return "rule"
    for key in _TEXTS:
        for language in LANGUAGES:
            if not isinstance(meta.get(key), dict) or not meta[key].get(language):
                return f"{key}.{language}"
    if meta["basis"].get("strength") not in _STRENGTHS:
        return "basis.strength"
    # An identity's sides are its observed and expected.
    return None if is_identity else next((key for key in _VALUES if key not in meta), None)


class quiet:
    """Great Expectations logs what it does; an audit's output is the audit."""

    def __enter__(self) -> None:
        self._logger = logging.getLogger("great_expectations")
        self._level = self._logger.level
        self._logger.setLevel(logging.CRITICAL)

    def __exit__(self, *_: object) -> None:
        self._logger.setLevel(self._level)
