"""The auditor's desk: which report is audited, with which of last year, and what it does not say itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from ogi_audit.batch.inputs import reports_in
from ogi_audit.display.facts import facts_html
from ogi_audit.display.pages import page, style
from ogi_audit.display.review import is_live
from ogi_audit.display.uploads import keep
from ogi_audit.errors import UploadError
from ogi_audit.messages import in_language
from ogi_audit.messages.desk import DESK
from ogi_audit.resources import locate, share

SAMPLE = "data/sample-2023.txt"
"""What is on a desk that nothing was put on."""

CaseT = TypeVar("CaseT", covariant=True)
# The last desk of each folder: who runs the notebook from its start goes on with the same report.
_desks: dict[Path, Desk[Any]] = {}


class Loader(Protocol[CaseT]):
    """What makes a case of a report's file and of what else is known of it."""

    def __call__(
        self,
        report: str,
        *,
        previous: str,
        published: str,
        agency: str,
        year: int,
        language: str,
    ) -> CaseT:
        """Read the report."""
        ...


class Desk(Generic[CaseT]):
    """What is chosen; a form to choose it where there is a person, a table anywhere else.

    ``report``, ``previous``, ``agency``, ``year`` and ``published`` are as for the audit notebook and
    may be set by hand; ``folder`` is where uploaded files are kept. Without a ``report`` a person
    finds the choice of before, anybody else the sample.
    """

    def __init__(
        self,
        load: Loader[CaseT],
        report: str = "",
        *,
        previous: str = "",
        folder: str = "uploads",
        language: str = "zh",
    ) -> None:
        self.report = report or SAMPLE
        self.previous = previous
        self.agency = ""
        self.year = 0
        self.published = ""
        self.folder = Path(folder)
        self.language = language
        # A front end may send what is clicked to a thread of its own while a cell runs.
        self.busy = threading.RLock()
        self._load = load
        if not report and is_live():
            self._go_on()

    def __repr__(self) -> str:
        return f"<Desk with {Path(self.report).name}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle = {"text/html": style() + self.html(), "text/plain": repr(self)}
        if is_live():
            bundle = {**self.form().box._repr_mimebundle_(), **bundle}
        return bundle

    def html(self) -> str:
        """What is chosen, as a table."""
        words = in_language(DESK, self.language)
        previous = Path(self.previous).name if self.previous else words["no_previous"]
        facts = [(words["report"], Path(self.report).name), (words["previous"], previous)]
        facts += [
            (words[name], str(getattr(self, name)))
            for name in ("agency", "year", "published")
            if getattr(self, name)
        ]
        return facts_html(facts, caption=words["caption"]) + page(
            "note.html.j2", text=words["static"]
        )

    def form(self) -> Any:
        """The form, for a front end that does not show it by itself. Needs ipywidgets."""
        from ogi_audit.display.desk_form import DeskForm

        return DeskForm(self)

    def case(self) -> CaseT:
        """Read what is chosen, and be ready to audit it.

        A sample is audited as a copy in the desk's folder where a person may write reviews beside it.
        """
        with self.busy:
            if is_live() and _is_sample(locate(self.report)):
                self.report = self._copied(self.report)
            return self._load(
                self.report,
                previous=self.previous,
                published=self.published,
                agency=self.agency,
                year=self.year,
                language=self.language,
            )

    def keep(self, name: str, content: bytes) -> str:
        """Keep an uploaded file. Returns its path; raises as `uploads.keep`."""
        with self.busy:
            return keep(name, content, self.folder).as_posix()

    def choices(self) -> Iterator[tuple[str, str]]:
        """Names and paths of the reports to pick from: those of the folder, then the samples."""
        for path in reports_in(self.folder):
            yield path.relative_to(self.folder).as_posix(), path.as_posix()
        samples = share("data")
        for path in reports_in(samples):
            name = path.relative_to(samples).as_posix()
            yield DESK["sample"][self.language].format(name=name), f"{samples.name}/{name}"

    def _go_on(self) -> None:
        before = _desks.get(self.folder)
        if before and locate(before.report).is_file() and not self.previous:
            self.report, self.previous = before.report, before.previous
            self.agency, self.year = before.agency, before.year
            self.published = before.published
        _desks[self.folder] = self

    def _copied(self, sample: str) -> str:
        path = locate(sample)
        try:
            return self.keep(path.name, path.read_bytes())
        except UploadError:
            # It can be audited where it is, if not reviewed.
            return sample


def _is_sample(path: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(share("data").resolve())
