"""Judges reports without notebooks: what is wrong with which, and the tables of all that they state."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ogi_audit.batch.crew import Crew
from ogi_audit.batch.files import write_whole, written
from ogi_audit.batch.manifest import Record
from ogi_audit.batch.plan import Audit
from ogi_audit.batch.pool import run_alone
from ogi_audit.batch.progress import Progress
from ogi_audit.batch.reading import kept_in, parts
from ogi_audit.batch.scanned_tables import FRAMES, SCAN, SCHEMA
from ogi_audit.batch.settings import Settings
from ogi_audit.batch.verdicts import Joining, Kept, Stack, join_stacks, judge_stack
from ogi_audit.errors import OgiAuditError
from ogi_audit.lines_shown import plain_json

# What the suites cost by themselves is shared by so many; the frames of more only fill the memory.
_TOGETHER = 500
# So that no process is left with the last large stack while the others have none.
_STACKS_EACH = 2
# Seconds: the search for wrong cells takes two at most, the rest of a report's judgement far less.
_EACH = 5.0
_JOINING = 3600.0
_WORTH_A_LOOK = ("critical", "warning")


def fails(record: Record) -> bool:
    """Whether an auditor should look into a report: an open finding to be mended or explained.

    So it is with one that cannot be read, or judged.
    """
    return record.status != "audited" or any(record.counts.get(one) for one in _WORTH_A_LOOK)


class Triage:
    """Judges the audits of a run, stack by stack; ``traces`` are where it failed."""

    def __init__(
        self, settings: Settings, crew: Crew, progress: Progress, tools: Mapping[str, str]
    ) -> None:
        self.traces: list[str] = []
        self._settings = settings
        self._crew = crew
        self._progress = progress
        self._tools = tools

    def __call__(
        self, audits: Sequence[Audit], kept: Mapping[str, Kept], work: Path
    ) -> list[Record]:
        """The audits' records with what was found, sorted by id; their tables go to the output folder.

        ``kept`` says by a report's SHA-256 where it is kept; ``work`` is a folder of the run's own.
        Raises `RenderError` if the folder cannot be written to.
        """
        ordered = sorted(audits, key=lambda audit: audit.record.id)
        self._progress.judging(len(ordered))
        judged: dict[int, tuple[Stack, tuple[Record, ...]]] = {}
        numbers = range(len(ordered))
        size = min(_TOGETHER, -(-len(ordered) // (_STACKS_EACH * self._crew.number)) or 1)
        waiting = [self._stack(ordered, part, kept, work) for part in parts(numbers, size)]
        # Those that a process was lost with are judged one by one; then it is said of which it was.
        for last in (False, False, True):
            lost: list[Stack] = []
            limit = self._settings.limit + _EACH * _TOGETHER
            with self._crew.hands(judge_stack, limit, _named) as pool:
                for stack, answer, _ in pool.run(waiting):
                    if not isinstance(answer, OgiAuditError):
                        judged[stack.number] = stack, answer
                        for record in answer:
                            self._progress.rendered(record)
                    elif len(stack.audits) > 1:
                        lost += [
                            self._stack(ordered, [number], kept, work)
                            for number in range(stack.number, stack.number + len(stack.audits))
                        ]
                    elif last:
                        raise answer
                    else:
                        self.traces += answer.notes
                        lost.append(_failed(stack, answer))
            waiting = lost
            if not waiting:
                break
        stacks = [judged[number] for number in sorted(judged)]
        self._publish([stack for stack, _ in stacks], work, len(ordered))
        return [record for _, records in stacks for record in records]

    def _stack(
        self, audits: Sequence[Audit], numbers: Sequence[int], kept: Mapping[str, Kept], work: Path
    ) -> Stack:
        own = tuple(audits[number] for number in numbers)
        last = [audit.record.previous for audit in own]
        return Stack(
            numbers[0],
            own,
            tuple(kept.get(audit.record.report.sha256) for audit in own),
            tuple(kept.get(one.sha256) if one else None for one in last),
            kept_in(self._settings.folder),
            work,
        )

    def _publish(self, stacks: Sequence[Stack], work: Path, number: int) -> None:
        """Give the tables their names. Until the last of them has it, there is none."""
        folder = self._settings.folder
        task = Joining(tuple(stack.parts for stack in stacks), work / FRAMES)
        content = {
            "schema": SCHEMA,
            "reports": number,
            "tools": dict(self._tools),
            "files": run_alone(join_stacks, task, _JOINING, lambda _: FRAMES),
        }
        with written(folder):
            (folder / SCAN).unlink(missing_ok=True)
            shutil.rmtree(folder / FRAMES, ignore_errors=True)
            (work / FRAMES).replace(folder / FRAMES)
            lines = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
            write_whole(folder / SCAN, plain_json(lines) + "\n", scratch=work)


def _failed(stack: Stack, error: OgiAuditError) -> Stack:
    (audit,) = stack.audits
    record = replace(audit.record, status="failed", error=error.to_json())
    return replace(stack, audits=(replace(audit, record=record),))


def _named(stack: Stack) -> str:
    return stack.audits[0].report.name
