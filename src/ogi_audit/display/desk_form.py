"""The form of the desk: upload or pick a report, last year's too, and say what the report does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from ogi_audit import loading
from ogi_audit.display.pages import page, style
from ogi_audit.errors import OgiAuditError, ParameterError
from ogi_audit.messages import in_language
from ogi_audit.messages.dates import day
from ogi_audit.messages.desk import DESK
from ogi_audit.report import Report
from ogi_audit.resources import locate
from ogi_audit.years import check_previous

if TYPE_CHECKING:
    from ogi_audit.display.desk import Desk

ACCEPT = ".txt,.md,.html,.htm,.mht,.mhtml,.doc,.docx,.wps,.pdf"


class DeskForm:
    """What is chosen goes to the desk at once and is read; ``box`` is what a front end shows."""

    def __init__(self, desk: Desk[Any]) -> None:
        self.desk = desk
        language = desk.language
        self._words = words = in_language(DESK, language)
        wide = {"layout": widgets.Layout(flex="1 1 auto", width="auto")}
        label = {"style": {"description_width": "6em"}}
        self.upload = self._upload_button("upload", "primary")
        self.report = widgets.Dropdown(description=words["report"], **wide, **label)
        self.upload_previous = self._upload_button("upload_previous", "")
        self.previous = widgets.Dropdown(description=words["previous"], **wide, **label)
        hint = {"placeholder": words["if_missing"]}
        self.agency = widgets.Text(description=words["agency"], **hint, **wide, **label)
        self.year = widgets.Text(description=words["year"], **hint, **wide, **label)
        self.published = widgets.DatePicker(description=words["published"], **wide, **label)
        self.status = widgets.HTML()
        self.refresh = widgets.Button(description=words["refresh"], icon="refresh")
        kept = page("note.html.j2", text=words["kept"].format(folder=desk.folder.as_posix()))
        row = widgets.Layout(align_items="center", width="98%")
        self.box = widgets.VBox(
            [
                widgets.HBox([self.upload, self.report], layout=row),
                widgets.HBox([self.upload_previous, self.previous], layout=row),
                widgets.HBox([self.agency, self.year, self.published], layout=row),
                self.status,
                widgets.HBox([self.refresh, widgets.HTML(kept)], layout=row),
            ]
        )
        self._listing = False
        self._show()
        self._observe()

    def _upload_button(self, name: str, style: str) -> Any:
        return widgets.FileUpload(
            description=self._words[name],
            accept=ACCEPT,
            button_style=style,
            layout=widgets.Layout(width="14em", flex="0 0 auto"),
        )

    def _observe(self) -> None:
        uploads = {"report": self.upload, "previous": self.upload_previous}
        for choice, button in uploads.items():
            self._on(button, partial(self._uploaded, choice))
            self._on(getattr(self, choice), partial(self._picked_in_list, choice))
        for field in (self.agency, self.year, self.published):
            # At once and not key by key.
            field.continuous_update = False
            self._on(field, lambda change: self._filled_in())
        self.refresh.on_click(self._telling(lambda button: self._show()))

    def _on(self, field: Any, act: Callable[[Any], None]) -> None:
        field.observe(self._telling(act), "value")

    def _telling(self, act: Callable[[Any], None]) -> Callable[[Any], None]:
        """The act, with what goes wrong in the form's own words; none while the form sets its fields."""

        def told(what: Any) -> None:
            if self._listing:
                return
            try:
                with self.desk.busy:
                    act(what)
            except OgiAuditError as error:
                self._tell(error.message(self.desk.language), "critical")

        return told

    def _uploaded(self, choice: str, change: Any) -> None:
        if not change.new:
            return
        (file,) = change.new
        button = change.owner
        # Ready for the next one, the same again if need be.
        button.value = ()
        self._tell(self._words["reading"].format(name=file["name"]))
        path = self.desk.keep(file["name"], bytes(file["content"]))
        self._picked(choice, path)

    def _picked_in_list(self, choice: str, change: Any) -> None:
        self._picked(choice, change.new)

    def _picked(self, choice: str, path: str) -> None:
        setattr(self.desk, choice, path)
        if choice == "report":
            # What was filled in was of another report.
            self.desk.agency, self.desk.year, self.desk.published = "", 0, ""
            self.desk.previous = ""
        self._show()

    def _filled_in(self) -> None:
        desk, year, published = (
            self.desk,
            self.year.value.strip().removesuffix("年"),
            self.published.value,
        )
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            name, written = self._words["year"], self.year.value.strip()
            raise ParameterError("value", name, value=written, expected="YYYY")
        desk.agency, desk.year = self.agency.value.strip(), int(year or 0)
        desk.published = published.isoformat() if isinstance(published, dt.date) else ""
        self._show()

    def _show(self) -> None:
        """The lists as they are on disk, the fields as the desk has them, and what the report says."""
        desk, choices = self.desk, list(self.desk.choices())
        self._listing = True
        try:
            self._list(self.report, choices, desk.report)
            none = (self._words["no_previous"], "")
            self._list(self.previous, [none, *choices], desk.previous)
            self.agency.value, self.year.value = desk.agency, str(desk.year or "")
            self.published.value = dt.date.fromisoformat(desk.published) if desk.published else None
        finally:
            self._listing = False
        self._tell(self._words["reading"].format(name=Path(desk.report).name))
        self.agency.placeholder = self.year.placeholder = self._words["if_missing"]
        try:
            self._say(*self._read())
        except OgiAuditError as error:
            self._tell(error.message(desk.language), "critical")

    def _list(self, field: Any, choices: list[tuple[str, str]], chosen: str) -> None:
        if chosen not in dict(choices).values():
            choices = [(chosen, chosen), *choices]
        field.options = choices
        field.value = chosen

    def _read(self) -> tuple[Report, Report | None]:
        desk = self.desk
        this = loading.load(
            locate(desk.report), published=desk.published, agency=desk.agency, year=desk.year
        )
        if not desk.previous:
            return this, None
        last = loading.load(locate(desk.previous), agency=desk.agency)
        check_previous(this.identity, last.identity)
        return this, last

    def _say(self, this: Report, last: Report | None) -> None:
        words, data = self._words, this.metadata
        known = {"agency": data.agency, "year": data.year}
        for name, value in known.items():
            stated = words["stated"].format(value=value) if value else words["not_stated"]
            getattr(self, name).placeholder = stated
        self._tell(
            words["read_both" if last else "read"].format(
                name=this.source.name,
                agency=data.agency or words["agency_unknown"],
                year=words["year_known"].format(year=data.year)
                if data.year
                else words["year_unknown"],
                published=day(data.published, self.desk.language)
                if data.published
                else words["published_unknown"],
                previous=last.source.name if last else "",
            )
        )

    def _tell(self, text: str, kind: str = "none") -> None:
        self.status.value = (
            f'{style()}<div class="ogi"><p class="ogi-verdict ogi-told ogi-{kind}" role="status">'
            f"{escape(text)}</p></div>"
        )
