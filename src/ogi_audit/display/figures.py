"""The figures of an identity in their formula, each with its name below it."""

from __future__ import annotations

import re

from markupsafe import Markup

from ogi_audit.display.pages import page
from ogi_audit.form import Label, labels_of
from ogi_audit.formulas import Formula, Term
from ogi_audit.messages.document import CASE
from ogi_audit.phrasing import number
from ogi_audit.wording import numbering, simplified

# A longer wording of the form gives way to a shorter one.
_LONGEST = 10
_ROMAN = re.compile(r"^[IVX]+\.")


def formula_html(formula: Formula, language: str = "zh") -> Markup:
    """``51 + 3 ≠ 52 + 3`` with the name of each figure, and what the sides come to."""
    left, right = formula.sums
    cells = [term.cell for term in (*formula.left, *formula.right) if term.cell]
    # Down a column the rows tell the figures apart, along a row the columns.
    which = 0 if len({labels_of(cell)[0].key for cell in cells}) > 1 else 1
    return Markup(
        page(
            "formula.html.j2",
            sides=[
                [
                    {
                        "sign": ("" if term.sign > 0 else "−") if at == 0 else "+−"[term.sign < 0],
                        "value": term.shown,
                        "name": _name(term, which, language),
                    }
                    for at, term in enumerate(side)
                ]
                for side in formula.sides
            ],
            unequal=CASE["unequal"][language],
            gap=CASE["gap"][language].format(
                left=number(left), right=number(right), gap=number(abs(left - right))
            ),
        )
    )


def brief(label: Label, language: str) -> str:
    """A label without its numbering; a long one in the form's shortest wording."""
    bare = [_unnumbered(text) for text in label.texts(language)]
    return bare[0] if len(bare[0]) <= _LONGEST else min(bare, key=len)


def _unnumbered(text: str) -> str:
    text = _ROMAN.sub("", simplified(text))
    return text[len(numbering(text)) :].strip()


def _name(term: Term, which: int, language: str) -> str:
    if term.name:
        return term.name[language]
    return brief(labels_of(term.cell)[which], language) if term.cell else ""
