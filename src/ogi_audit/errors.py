"""The package's own errors: each says what is wrong, where, and what to do, in two languages."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from ogi_audit.lines_shown import one_line
from ogi_audit.messages.dates import day
from ogi_audit.messages.errors_defects import DEFECTS
from ogi_audit.messages.errors_notices import NOTICES
from ogi_audit.messages.errors_parameters import PARAMETERS
from ogi_audit.messages.errors_reading import READING, UPLOADS
from ogi_audit.messages.errors_rendering import RENDERING
from ogi_audit.messages.errors_reviews import REVIEWS
from ogi_audit.messages.errors_suites import SUITES
from ogi_audit.messages.punctuation import MARKS, listed

LANGUAGES = ("zh", "en")


class OgiAuditError(Exception):
    """Base of every error a user may see.

    ``code`` is stable and language-neutral; ``where`` names the file, suite or parameter. ``details``
    are what the texts name; tuples are listed and dates written as is customary in each language.
    """

    AREA: ClassVar[str] = ""
    """What the error is of, the first half of its `name`."""
    TEXTS: ClassVar[dict[str, dict[str, tuple[str, str]]]] = {}
    """What is wrong and what to do, by code and language; see `ogi_audit.messages`."""

    def __init__(self, code: str, where: str, **details: object) -> None:
        self.code = code
        self.where = where
        self.details = details
        super().__init__(code, where)

    def __reduce__(self) -> tuple[object, ...]:
        notes = {"__notes__": self.notes} if self.notes else None
        return (_rebuild, (type(self), self.code, self.where, self.details), notes)

    @property
    def name(self) -> str:
        """The code that no other error has, ``read.encrypted``; docs/errors.md lists all."""
        return f"{self.AREA}.{self.code}"

    @property
    def notes(self) -> list[str]:
        """The tracebacks of other processes in which it was raised first."""
        return list(getattr(self, "__notes__", ()))

    def _text(self, part: int, language: str) -> str:
        details = {name: _said(value, language) for name, value in self.details.items()}
        return self.TEXTS[self.code][language][part].format(**details)

    def what(self, language: str = "zh") -> str:
        """What is wrong, as one sentence without a full stop."""
        return self._text(0, language)

    def remedy(self, language: str = "zh") -> str:
        """What the user can do about it."""
        return self._text(1, language)

    def message(self, language: str = "zh") -> str:
        """Where, what, what to do, and the error's name, on one line."""
        marks = MARKS[language]
        what, remedy = self.what(language), self.remedy(language)
        return one_line(f"{self.where}{marks.colon}{what}{marks.stop}{remedy} [{self.name}]")

    def to_json(self) -> dict[str, object]:
        """The error as in the machine-readable result."""
        return {
            "code": self.name,
            "where": self.where,
            "message": {language: self.message(language) for language in LANGUAGES},
        }

    def __str__(self) -> str:
        return self.message("en")


def _said(detail: object, language: str) -> object:
    if isinstance(detail, dt.date):
        return day(detail, language)
    return listed(detail, language) if isinstance(detail, tuple) else detail


def _rebuild(
    kind: type[OgiAuditError], code: str, where: str, details: dict[str, object]
) -> OgiAuditError:
    return kind(code, where, **details)


class UnreadableError(OgiAuditError):
    """The file cannot be read as a report; ``code`` says why."""

    AREA = "read"
    TEXTS: ClassVar = READING


class SuiteError(OgiAuditError):
    """The rules could not be loaded whole; nothing may be judged with a part of them."""

    AREA = "suite"
    TEXTS: ClassVar = SUITES


class ParameterError(OgiAuditError):
    """A parameter is unknown or has a value that cannot be used."""

    AREA = "parameter"
    TEXTS: ClassVar = PARAMETERS


class RenderError(OgiAuditError):
    """The audit notebook did not run to its end: a defect of ours or of the notebook's editor."""

    AREA = "render"
    TEXTS: ClassVar = RENDERING


class UploadError(OgiAuditError):
    """A file that was sent from a browser cannot be kept."""

    AREA = "upload"
    TEXTS: ClassVar = UPLOADS


class ReviewError(OgiAuditError):
    """A reviews file cannot be read or written, or a review cannot be made."""

    AREA = "review"
    TEXTS: ClassVar = REVIEWS


class NoticeError(OgiAuditError):
    """There is no audit to make a notice of, or it cannot be told which one is meant."""

    AREA = "notice"
    TEXTS: ClassVar = NOTICES


class DefectError(OgiAuditError):
    """What nobody thought of: the program's own fault, told like any other error."""

    AREA = "defect"
    TEXTS: ClassVar = DEFECTS
