"""Audits that are left over: of what a file held before, and of files that are no longer there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ogi_audit.batch.manifest import Manifest, Record
from ogi_audit.batch.outcome import Outcome
from ogi_audit.batch.sound_records import is_sound


def clear(
    manifest: Manifest, before: Mapping[str, Record], outcome: Outcome, *, prune: bool
) -> None:
    """Take out what the run's own files held ``before``, where there are new audits of them.

    Audits of other files that are no longer there are counted, and taken out if ``prune`` says so: a
    share that is not mounted would look the same. Tells ``outcome`` what was done.
    """
    records = outcome.records
    wanted = {one.report.path for one in records if one.status != "failed"}
    ids = {record.id for record in records}
    for record in before.values():
        if record.id not in ids and record.report.path in wanted:
            outcome.set_aside += manifest.remove(record.id)
            outcome.removed.append(record)
    for record in manifest.read().values():
        # One that was spoilt by hand may name any file.
        if record.id in ids or not is_sound(record) or is_there(record, manifest.folder):
            continue
        if prune:
            outcome.set_aside += manifest.remove(record.id)
            outcome.pruned.append(record)
        else:
            outcome.gone.append(record)


def is_there(record: Record, folder: Path) -> bool:
    """Whether a report is where it was, or a copy of it; what cannot be looked at may be there."""
    for path in (record.report.path, *record.copies):
        try:
            (folder / path).stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            pass
        return True
    return False
