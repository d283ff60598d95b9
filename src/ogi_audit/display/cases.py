"""Each finding as a short case: what is wrong, the figures, where, on what basis, which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from ogi_audit.auditing import Audit
from ogi_audit.display.figures import formula_html
from ogi_audit.display.pages import page, shown
from ogi_audit.display.review import review_words
from ogi_audit.display.shortened import IN_APPENDIX, IN_SENTENCE, shortened
from ogi_audit.display.suspects import FEW, resolved, suspects_of
from ogi_audit.findings import Finding
from ogi_audit.form import cell_label
from ogi_audit.messages import in_language
from ogi_audit.messages.audit import word
from ogi_audit.messages.dates import in_words
from ogi_audit.messages.document import CASE
from ogi_audit.messages.terms import SEVERITY, STRENGTH
from ogi_audit.phrasing import Text, number
from ogi_audit.suspects import Suspect

_BRIEF = "info"
"""Findings of this severity are listed briefly: they do not bear on the verdict."""
# Of more findings of one rule than many, some are told and the others listed: a table of 200 cells
# filled with strokes is one case, not 200.
_MANY, _TOLD = 8, 5


def anchor(number: int) -> str:
    """The id of a finding's case in a page, by its number from 1."""
    return f"ogi-finding-{number}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what stands beside it, which may be several lines."""

    name: str
    values: Sequence[str | Markup]


def cases_html(audit: Audit, language: str = "zh") -> str:
    """All findings as cases, the gravest first; those that are for information only as a list.

    Of many findings of one rule, the first are cases and the others rows of a table after them.
    """
    teller = _Teller(audit, language)
    counts = Counter((finding.rule, finding.severity) for finding in audit.findings)
    told: Counter[tuple[str, str]] = Counter()
    cases: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    rests: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for at, finding in enumerate(audit.findings, 1):
        kind = (finding.rule, finding.severity)
        told[kind] += 1
        if counts[kind] > _MANY and told[kind] > _TOLD:
            rests.setdefault(kind, []).append(teller.case(at, finding))
        else:
            cases[finding.severity == _BRIEF].append({**teller.case(at, finding), "rest": None})
        # The list stands after the last of the cases that it goes on from.
        if rests.get(kind) and told[kind] == counts[kind]:
            last = [case for case in cases[finding.severity == _BRIEF] if case["kind"] == kind][-1]
            last["rest"] = rests.pop(kind)
    return page(
        "cases.html.j2",
        language=language,
        cases=cases[False],
        infos=cases[True],
        words=in_language(CASE, language),
        nothing=word("none", language),
    )


def case_html(audit: Audit, at: int, language: str = "zh") -> str:
    """One finding as a case, by its number from 1. Raises `IndexError` where there is none."""
    case = {**_Teller(audit, language).case(at, audit.findings[at - 1]), "rest": None}
    words = in_language(CASE, language)
    return page("cases.html.j2", language=language, cases=[case], infos=[], words=words, nothing="")


class _Teller:
    def __init__(self, audit: Audit, language: str) -> None:
        self.audit = audit
        self.language = language
        self.places = {cell.key: cell.place for cell in audit.report.found_cells}

    def case(self, at: int, finding: Finding) -> dict[str, Any]:
        """The fields of the template."""
        language = self.language
        return {
            "id": anchor(at),
            "number": at,
            "severity": finding.severity,
            "severity_word": SEVERITY[finding.severity][language],
            "message": shortened(finding.message[language], IN_SENTENCE, language),
            "formula": formula_html(finding.formula, language) if finding.formula else None,
            "facts": [fact for fact in self._facts(finding) if fact.values],
            "figures": str(finding.formula or ""),
            "kind": (finding.rule, finding.severity),
            "place": finding.place.describe(language) or "—",
            "dismissed": not finding.open,
            "name": f"{finding.rule}@{finding.at}",
            "fingerprint": finding.fingerprint,
        }

    def _facts(self, finding: Finding) -> list[Fact]:
        language = self.language
        strength = STRENGTH[finding.strength][language]
        basis = finding.basis[language] + self._word("strength", strength=strength)
        place = finding.place.describe(language)
        review = review_words(finding.review, language) if finding.review else ""
        return [
            Fact(
                self._word("compared"),
                () if finding.formula or finding.said else self._compared(finding),
            ),
            Fact(self._word("sentence"), self._sentence(finding)),
            Fact(self._word("suspect"), list(self._suspects(finding))),
            # The sentence is shown once.
            Fact(self._word("evidence"), () if finding.sentence else self._evidence(finding)),
            Fact(self._word("place"), (place,) if place else ()),
            Fact(self._word("basis"), (basis,)),
            Fact(self._word("review"), (review,) if review else ()),
        ]

    def _compared(self, finding: Finding) -> list[str]:
        values = {"observed": finding.observed, "expected": finding.expected}
        if finding.sides:
            return [
                self._word(
                    "side", side=finding.sides[name][self.language], value=self._value(value)
                )
                for name, value in values.items()
            ]
        return [self._word(name, value=self._value(value)) for name, value in values.items()]

    def _value(self, value: float | Text) -> str:
        text = value[self.language] if isinstance(value, dict) else number(value)
        return shortened(in_words(text, self.language), IN_APPENDIX, self.language)

    def _evidence(self, finding: Finding) -> list[str]:
        if finding.evidence is None:
            return []
        return [shortened(finding.evidence[self.language], IN_SENTENCE, self.language)]

    def _sentence(self, finding: Finding) -> list[Markup]:
        """The sentence of the text, the words that count marked in it."""
        if not finding.sentence:
            return []
        sentence = shown(finding.sentence)
        quote = shown(finding.quote).removesuffix("…")
        before, found, after = sentence.partition(quote) if quote else (sentence, "", "")
        if not found or len(sentence) > IN_SENTENCE:
            return [escape(shortened(sentence, IN_SENTENCE, self.language))]
        return [Markup("{}<mark>{}</mark>{}").format(before, found, after)]

    def _suspects(self, finding: Finding) -> list[str]:
        suspects = suspects_of(self.audit, finding)
        if not suspects:
            return []
        count = len(suspects[0].changes)
        if count > FEW:
            return [self._word("no_few", count=count)]
        lines = list(self._suspect(suspects[0]))
        if len(suspects) > 1:
            lines.append(self._word("others", count=len(suspects) - 1))
        return lines

    def _suspect(self, suspect: Suspect) -> Iterator[str]:
        together = len(suspect.changes) > 1
        if together:
            numbers = resolved(self.audit, suspect, self.language)
            yield self._word("together", count=len(suspect.changes), numbers=numbers)
        for change in suspect.changes:
            said = self._word(
                "one_change" if together else "change",
                cell=cell_label(change.cell, self.language),
                value=number(change.value),
                proposed=change.proposed,
            )
            place = self.places[change.cell].describe(self.language)
            yield said + (self._word("in_source", place=place) if place else "")
        for support in suspect.support:
            text = shortened(support.text[self.language], IN_SENTENCE, self.language)
            yield self._word("for" if support.favours else "against", text=text)

    def _word(self, name: str, **facts: object) -> str:
        return CASE[name][self.language].format(**facts)
