"""One finding as an item of a notice: the statement, where, what was compared, on what basis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ogi_audit.document import place_in
from ogi_audit.errors import LANGUAGES
from ogi_audit.form import cell_label
from ogi_audit.messages import in_language
from ogi_audit.messages.notice import NOTICE
from ogi_audit.messages.punctuation import MARKS
from ogi_audit.messages.terms import STRENGTH
from ogi_audit.notice.characters import LONGEST, shown
from ogi_audit.notice.result import Finding, Result, Value
from ogi_audit.phrasing import number

_LONGEST_FIGURE = 30
_MOST_CELLS = 12
_MOST_ALIKE, _LONGEST_ALIKE = 20, 100
_LONG_SUM = 4
_HAN = re.compile("[\u3400-\u9fff]")
_CAPITALS = {"zh": False, "en": True}
_ENDS = {"zh": "。！？", "en": ".!?"}


@dataclass(frozen=True, slots=True)
class Item:
    """An item under its ``label``; ``reference`` is what it is called elsewhere."""

    label: str
    reference: str
    said: str
    details: tuple[str, ...]


def details(finding: Finding, result: Result, language: str) -> list[str]:
    """What stands below the statement, a paragraph each."""
    return list(_details(finding, result, language))


def alike(messages: Sequence[str], language: str) -> str:
    """The other findings of the same rule, in one paragraph; of very many, some."""
    said = [shown(message, _LONGEST_ALIKE) for message in messages[:_MOST_ALIKE]]
    name = "alike" if len(messages) <= _MOST_ALIKE else "alike_some"
    items = MARKS[language].semicolon.join(said)
    return NOTICE[name][language].format(count=len(messages), items=items)


def sentence(text: str, language: str) -> str:
    """A text with the full stop that ends it."""
    said = shown(text, 2 * LONGEST)
    if _CAPITALS[language]:
        said = said[:1].upper() + said[1:]
    stop = _ENDS[language][0]
    return said if said.endswith((*_ENDS["zh"], *_ENDS["en"])) else said + stop


def named(cell: str, language: str) -> str:
    """The words for a cell; its key for one that no edition of the form has."""
    try:
        return cell_label(cell, language)
    except (KeyError, ValueError):
        return shown(cell)


def _details(finding: Finding, result: Result, language: str) -> Iterator[str]:
    words = in_language(NOTICE, language)
    place = shown(place_in(finding.place, language))
    where = words["place"].format(place=place) if place else ""
    if first := where + _compared(finding, language):
        yield first.strip()
    if finding.strength == "form_identity" and finding.cells:
        yield words["cells"].format(cells=_cells(finding, result, language))
    if finding.evidence:
        yield sentence(finding.evidence[language], language)
    yield words["basis"].format(
        basis=shown(finding.basis[language], 2 * LONGEST),
        strength=STRENGTH[finding.strength][language],
    )


def _compared(finding: Finding, language: str) -> str:
    if finding.formula:
        return NOTICE["formula"][language].format(formula=shown(finding.formula, 2 * LONGEST))
    observed, expected = _value(finding.observed, language), _value(finding.expected, language)
    if not observed or not expected:
        return ""
    if finding.difference is None:
        return NOTICE["words"][language].format(observed=observed, expected=expected)
    # Which of the two figures is wrong is for the agency to find out.
    difference = _value(abs(float(finding.difference)), language)
    return NOTICE["figures"][language].format(
        observed=observed, expected=expected, difference=difference
    )


def _cells(finding: Finding, result: Result, language: str) -> str:
    """The cells of an identity with their figures; of a long sum without its zeros."""
    joint = MARKS[language].semicolon
    written = [(cell, shown(result.cells.get(cell, ""), _LONGEST_FIGURE)) for cell in finding.cells]
    is_long = len(written) > _LONG_SUM
    telling = [(c, text) for c, text in written if text != "0" or not is_long] or written[:1]
    said = joint.join(
        f"{named(cell, language)} {text}".strip() for cell, text in telling[:_MOST_CELLS]
    )
    if len(telling) > _MOST_CELLS:
        return NOTICE["cells_more"][language].format(cells=said, count=len(written))
    if zeros := len(written) - len(telling):
        return NOTICE["cells_zero"][language].format(cells=said, count=zeros)
    return said


def _value(value: Value, language: str) -> str:
    """A value in words; empty in another language for what the result has in Chinese alone."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return shown(number(value), _LONGEST_FIGURE)
    said = shown(value)
    return "" if language != LANGUAGES[0] and _HAN.search(said) else said
