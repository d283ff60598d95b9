"""What auditors said of the findings, in words, as a table, and as a form where there is a person.

The table is the same wherever the notebook runs; the form is put in its place only by a front end
with somebody before it, so that papermill and nbval never meet it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ogi_audit.display.pages import page, style
from ogi_audit.errors import ReviewError
from ogi_audit.findings import Finding
from ogi_audit.messages import in_language
from ogi_audit.messages.audit import word
from ogi_audit.messages.punctuation import MARKS, bracketed
from ogi_audit.messages.reviews import REVIEW
from ogi_audit.messages.terms import REVIEW_STATE, SEVERITY
from ogi_audit.reviews import Review, clear, read_reviews, record


def review_words(review: Review, language: str = "zh") -> str:
    """A review in one line: the verdict, the reason, and whose it is."""
    said = REVIEW_STATE[review.state][language]
    if review.previous:
        before = REVIEW_STATE[review.previous][language]
        said += bracketed(REVIEW["previously"][language].format(verdict=before), language)
    if review.reason:
        said += MARKS[language].colon + " ".join(review.reason.split())
    return said + (bracketed(review.reviewer, language) if review.reviewer else "")


@dataclass(frozen=True, slots=True, repr=False)
class ReviewDesk:
    """The findings of a report with their reviews, and the file that keeps them."""

    findings: tuple[Finding, ...]
    agency: str | None
    year: int | None
    path: Path
    language: str = "zh"

    def __repr__(self) -> str:
        return f"<ReviewDesk: {len(self.findings)} in {self.path.name}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle = {"text/html": style() + self.html(), "text/plain": repr(self)}
        if self.findings and is_live():
            # A viewer without widgets, such as an exported page, still has the table.
            bundle = {**self.form().box._repr_mimebundle_(), **bundle}
        return bundle

    def html(self, reviews: Sequence[Review | None] | None = None) -> str:
        """The table; with other reviews than those that the findings came with, if given."""
        if reviews is None:
            reviews = [finding.review for finding in self.findings]
        names = ("state", "reason", "reviewer", "fingerprint")
        language = self.language
        return page(
            "review.html.j2",
            caption=REVIEW["caption"][language].format(name=self.path.name),
            columns=[
                word("severity", language),
                word("finding", language),
                *(REVIEW[name][language] for name in names),
            ],
            findings=[
                _fields(finding, review, language)
                for finding, review in zip(self.findings, reviews, strict=True)
            ],
            nothing=word("none", language),
        )

    def form(self) -> ReviewForm:
        """The form, for a front end that does not show it by itself. Needs ipywidgets."""
        return ReviewForm(self)


class ReviewForm:
    """Choose a finding, say what is so and why, save; ``box`` is what a front end shows."""

    def __init__(self, desk: ReviewDesk) -> None:
        import ipywidgets as widgets  # type: ignore[import-untyped]

        self.desk = desk
        language = desk.language
        words = in_language(REVIEW, language)
        wide = {"layout": widgets.Layout(width="98%"), "style": {"description_width": "5em"}}
        self.table = widgets.HTML()
        self.finding = widgets.Dropdown(description=word("finding", language), **wide)
        self.verdict = widgets.ToggleButtons(
            description=words["verdict"],
            options=[
                (REVIEW_STATE["confirmed"][language], "confirmed"),
                (REVIEW_STATE["dismissed"][language], "dismissed"),
                (words["take_back"], ""),
            ],
            # Nothing is chosen before the auditor chooses.
            value=None,
            style={"description_width": "5em"},
        )
        self.reason = widgets.Textarea(description=words["reason"], rows=2, **wide)
        self.reviewer = widgets.Text(description=words["reviewer"], **wide)
        self.save = widgets.Button(description=words["save"], button_style="primary")
        self.status = widgets.HTML()
        self.box = widgets.VBox(
            [
                self.table,
                self.finding,
                self.verdict,
                self.reason,
                self.reviewer,
                self.save,
                self.status,
            ]
        )
        self._reviews: dict[str, Review | None] = {}
        self._refresh()
        self.finding.observe(lambda change: self._show(), "value")
        self.save.on_click(lambda button: self._save())

    def _refresh(self) -> None:
        """Read the file, and show what it says."""
        desk = self.desk
        try:
            found = read_reviews(desk.path).of_all(desk.agency, desk.year, desk.findings)
        except ReviewError as error:
            found = [finding.review for finding in desk.findings]
            self._tell(error.message(desk.language))
        self._reviews = {f.fingerprint: r for f, r in zip(desk.findings, found, strict=True)}
        self.table.value = style() + desk.html(found)
        chosen = self.finding.value
        self.finding.options = [
            (
                f"{number}. [{_state(review, desk.language)}] {f.message[desk.language]}",
                f.fingerprint,
            )
            for number, (f, review) in enumerate(zip(desk.findings, found, strict=True), 1)
        ]
        self.finding.value = chosen or desk.findings[0].fingerprint
        self._show()

    def _show(self) -> None:
        """What was said of the chosen finding; the name typed before stays."""
        # New options are without a choice for a moment.
        if self.finding.value is None:
            return
        review = self._reviews[self.finding.value]
        self.reason.value = review.reason if review else ""
        self.verdict.value = (review.previous or review.state) if review else None
        if review:
            self.reviewer.value = review.reviewer or self.reviewer.value

    def _save(self) -> None:
        desk = self.desk
        if self.verdict.value is None:
            self._tell(REVIEW["choose"][desk.language])
            return
        where = (desk.path, desk.agency, desk.year)
        chosen = [f for f in desk.findings if f.fingerprint == self.finding.value]
        try:
            if self.verdict.value:
                record(
                    *where,
                    chosen,
                    self.verdict.value,
                    reason=self.reason.value,
                    reviewer=self.reviewer.value,
                )
            else:
                clear(*where, chosen, {f.fingerprint for f in desk.findings})
        except ReviewError as error:
            self._tell(error.message(desk.language))
            return
        self._refresh()
        self._tell(REVIEW["saved"][desk.language].format(name=desk.path.name), good=True)

    def _tell(self, text: str, *, good: bool = False) -> None:
        kind = "" if good else " ogi-critical"
        self.status.value = (
            f'<div class="ogi"><p class="ogi-verdict{kind}" role="status">{escape(text)}</p></div>'
        )


def is_live() -> bool:
    """Whether a person runs this in a front end that shows widgets.

    JupyterLab, Notebook and VS Code say which cell they run; nbclient, and so papermill, nbconvert
    and nbval, do not.
    """
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None or find_spec("ipywidgets") is None:
        return False
    return "cellId" in (kernel.get_parent() or {}).get("metadata", {})


def _fields(finding: Finding, review: Review | None, language: str) -> dict[str, str]:
    state = _state(review, language)
    if review and review.previous:
        before = REVIEW_STATE[review.previous][language]
        state += bracketed(REVIEW["previously"][language].format(verdict=before), language)
    return {
        "severity": finding.severity,
        "severity_word": SEVERITY[finding.severity][language],
        "message": finding.message[language],
        "name": f"{finding.rule}@{finding.at}",
        "state": review.state if review else "open",
        "state_word": state,
        "reason": review.reason if review else "",
        "reviewer": review.reviewer if review else "",
        "fingerprint": finding.fingerprint,
    }


def _state(review: Review | None, language: str) -> str:
    return REVIEW_STATE[review.state if review else "open"][language]
