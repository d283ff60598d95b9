"""Which audit of an output folder is meant, and what auditors say of it by now."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ogi_audit.batch.manifest import MANIFEST, Manifest, Record, sha256_of
from ogi_audit.batch.own_folder import check_folder
from ogi_audit.batch.sound_records import is_sound
from ogi_audit.errors import LANGUAGES, NoticeError, ReviewError
from ogi_audit.notice.result import Result, read_result
from ogi_audit.reviews import Reviews, read_reviews, reviews_path

_MOST_LISTED = 20
_OUTPUTS = (".json", ".html", ".ipynb")


@dataclass(frozen=True, slots=True)
class Found:
    """An audit: the file of its result, and what the manifest says of it, if there is one."""

    path: Path
    record: Record | None = None


def find_audit(given: str, folder: Path) -> Found:
    """The audit of a file of its own (``….json``), or of an id, an agency, or a part of an id.

    Raises `NoticeError` if there is none or more than one, `RenderError` for a broken manifest.
    """
    path = Path(given).expanduser()
    if path.suffix.lower() in _OUTPUTS and (path.is_file() or len(path.parts) > 1):
        return Found(path.with_suffix(".json"), _records(path.parent).get(path.stem))
    records = _records(folder)
    names = sorted(records) if records else sorted(_results(folder))
    if not names:
        raise NoticeError("no_folder", str(folder))
    name = path.stem if path.suffix.lower() in _OUTPUTS else given.strip()
    found = next(filter(None, _matches(name, names, records)), [])
    if len(found) != 1:
        listed = found or names
        known = [*listed[:_MOST_LISTED], *(["…"] if len(listed) > _MOST_LISTED else [])]
        code = "ambiguous" if found else "no_audit"
        raise NoticeError(code, str(folder), given=given, known=", ".join(known))
    return Found(folder / f"{found[0]}.json", records.get(found[0]))


def read_audit(found: Found, reviews: Path | None = None) -> tuple[Result, Path | None]:
    """The result with the reviews as they are now, and the file these are from.

    That is ``reviews``, or the file that the audit was made with, or the one beside the report; if
    there is none, what the result itself says holds. Raises `NoticeError` for a result that cannot be
    used, `ReviewError` if reviews cannot be read.
    """
    path, record = found.path, found.record
    if record and not is_sound(record):
        raise NoticeError("record", path.stem)
    if record and record.status == "failed":
        said = (record.error or {}).get("message") or {}
        texts = {language: str(said.get(language) or "—") for language in LANGUAGES}
        raise NoticeError("not_audited", record.id, **texts)
    result, content = read_result(path)
    digest = record.outputs.get("json") if record else None
    if digest and hashlib.sha256(content).hexdigest() != digest:
        raise NoticeError("changed", path.name)
    known = _reviews(found, reviews)
    if known is None:
        return result, None
    said_now = known.of_all(result.agency, result.year, result.findings)
    findings = (
        replace(finding, review=review)
        for finding, review in zip(result.findings, said_now, strict=True)
    )
    return replace(result, findings=tuple(findings)), known.path


def changed_report(found: Found) -> Path | None:
    """The report's file, if it is there and no longer what was audited."""
    if not found.record:
        return None
    report = found.path.parent / found.record.report.path
    try:
        same = not report.is_file() or sha256_of(report) == found.record.report.sha256
    except OSError:
        return None
    return None if same else report


def _records(folder: Path) -> dict[str, Record]:
    check_folder(folder)
    return Manifest(folder).read() if (folder / MANIFEST).is_file() else {}


def _results(folder: Path) -> Iterator[str]:
    """The names of what may be results in a folder without a manifest."""
    if folder.is_dir():
        yield from (path.stem for path in folder.glob("*.json") if not path.name.startswith("."))


def _matches(given: str, names: list[str], records: Mapping[str, Record]) -> Iterator[list[str]]:
    """The ids that a word may stand for, the surest way of reading it first."""
    word = _plain(given)
    yield [name for name in names if name == given]
    if not word:
        return
    yield [name for name in names if name in records and _plain(records[name].agency) == word]
    yield [name for name in names if _plain(name).startswith(word)]
    yield [name for name in names if word in _plain(name)]


def _plain(text: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(text or "")).casefold().split())


def _reviews(found: Found, named: Path | None) -> Reviews | None:
    record, folder = found.record, found.path.parent
    try:
        if named:
            return read_reviews(named.expanduser(), must_exist=True)
        if record and record.reviews:
            return read_reviews(folder / record.reviews.path, must_exist=True)
        path = reviews_path(folder / record.report.path) if record else None
        return read_reviews(path) if path and path.exists() else None
    except OSError as error:
        raise ReviewError("not_read", str(folder), problem=error.strerror or error) from None
