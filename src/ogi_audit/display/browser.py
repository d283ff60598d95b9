"""The findings one by one, each as a case of its own, with what an auditor says of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ogi_audit.auditing import Audit
from ogi_audit.display.cases import case_html
from ogi_audit.display.pages import page, style
from ogi_audit.display.review import ReviewDesk, is_live
from ogi_audit.messages import in_language
from ogi_audit.messages.audit import word
from ogi_audit.messages.desk import BROWSER


def finding_html(audit: Audit, position: int, language: str = "zh") -> str:
    """One finding, counted from 0, as a case, and which of how many it is."""
    count = BROWSER["count"][language].format(number=position + 1, total=len(audit.findings))
    return page("note.html.j2", text=count) + case_html(audit, position + 1, language)


@dataclass(frozen=True, slots=True, repr=False)
class Browser:
    """The findings of an audit and the file of its reviews; without a person, the first finding."""

    audit: Audit
    path: Path
    language: str = "zh"

    def __repr__(self) -> str:
        return f"<Browser: {len(self.audit.findings)} of {self.audit.report.id}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle = {"text/html": style() + self.html(), "text/plain": repr(self)}
        if self.audit.findings and is_live():
            bundle = {**self.form().box._repr_mimebundle_(), **bundle}
        return bundle

    def html(self) -> str:
        """The first finding, or that there is none."""
        if not self.audit.findings:
            return page("note.html.j2", text=word("none", self.language))
        note = page("note.html.j2", text=BROWSER["static"][self.language])
        return finding_html(self.audit, 0, self.language) + note

    def form(self) -> BrowserForm:
        """The form, for a front end that does not show it by itself. Needs ipywidgets."""
        return BrowserForm(self)


class BrowserForm:
    """Back, next, or pick from the list; under the finding the review; ``box`` is what is shown."""

    def __init__(self, browser: Browser) -> None:
        import ipywidgets as widgets  # type: ignore[import-untyped]

        self.audit, self.language = browser.audit, browser.language
        data = self.audit.report.metadata
        words = in_language(BROWSER, self.language)
        self.review = ReviewDesk(
            self.audit.findings, data.agency, data.year, browser.path, self.language
        ).form()
        narrow = {"layout": widgets.Layout(width="7em", flex="0 0 auto")}
        self.back = widgets.Button(description=words["back"], icon="arrow-left", **narrow)
        self.next = widgets.Button(description=words["next"], icon="arrow-right", **narrow)
        self.card = widgets.HTML()
        form = self.review
        form.finding.layout = widgets.Layout(flex="1 1 0", width="auto", min_width="0")
        self.box = widgets.VBox(
            [
                widgets.HBox([self.back, self.next, form.finding], layout={"width": "98%"}),
                self.card,
                *(form.verdict, form.reason, form.reviewer, form.save, form.status),
            ]
        )
        self._names = [finding.fingerprint for finding in self.audit.findings]
        self._show()
        form.finding.observe(lambda change: self._moved(), "value")
        self.back.on_click(lambda button: self._move(-1))
        self.next.on_click(lambda button: self._move(1))

    def _move(self, by: int) -> None:
        self.review.finding.value = self._names[self._names.index(self.review.finding.value) + by]

    def _moved(self) -> None:
        # While the list is made anew nothing is chosen.
        if self.review.finding.value is not None:
            self._show()

    def _show(self) -> None:
        position = self._names.index(self.review.finding.value)
        self.card.value = style() + finding_html(self.audit, position, self.language)
        self.back.disabled = position == 0
        self.next.disabled = position == len(self._names) - 1
