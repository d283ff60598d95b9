"""What a run tells while it goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from typing import Any, TextIO

from tqdm import tqdm

from ogi_audit.batch.manifest import Record
from ogi_audit.messages.batch import BATCH
from ogi_audit.messages.punctuation import MARKS

# Plain lines come at most so often, in seconds.
_PAUSE = 10.0


def _has_room(stream: TextIO) -> bool:
    """Whether a bar can be seen: some terminals, such as a container's, say that they have no width."""
    try:
        return stream.isatty() and os.get_terminal_size(stream.fileno()).columns > 0
    except OSError:
        return False


class Progress:
    """Tells nothing; a context manager for a run."""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def scanning(self, left: int) -> None:
        """So many files are left to be read for what they are."""

    def rendering(self, number: int, unchanged: int) -> None:
        """So many audits are to be rendered; so many others are there already."""

    def judging(self, number: int) -> None:
        """So many reports are to be judged, without notebooks."""

    def rendered(self, record: Record) -> None:
        """One of them was rendered or judged, or failed."""

    def waiting(self) -> None:
        """Another run is writing index, overview and tables."""

    def summing_up(self) -> None:
        """Index, overview and tables are being written."""

    def no_workers(self, scheduler: str) -> None:
        """The scheduler has no workers; they are waited for."""

    def no_scheduler_yet(self, file: str, limit: int) -> None:
        """The scheduler has not written its file; that is waited for, ``limit`` seconds at most."""

    def stop(self) -> None:
        """Nothing more comes."""


class Shown(Progress):
    """Tells it on a stream: a bar with rate, estimate and counts if it is a terminal, else lines."""

    def __init__(self, language: str, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._language = language
        self._bar: tqdm[Any] | None = None
        self._counts: Counter[str] = Counter()
        self._number = self._done = 0
        self._said = self._began = time.monotonic()

    def scanning(self, left: int) -> None:
        """See `Progress`."""
        if self._bar is None:
            self._begin("scanning", left)
        else:
            self._step(self._number - left - self._done)

    def rendering(self, number: int, unchanged: int) -> None:
        """See `Progress`."""
        self.stop()
        self._counts.clear()
        if unchanged:
            self._line("unchanged", number=unchanged)
        self._begin("rendering", number)

    def judging(self, number: int) -> None:
        """See `Progress`."""
        self.stop()
        self._counts.clear()
        self._begin("judging", number)

    def rendered(self, record: Record) -> None:
        """See `Progress`."""
        if record.status != "audited":
            self._counts[record.status] += 1
        self._counts.update(record.counts)
        self._step(1)

    def waiting(self) -> None:
        """See `Progress`."""
        self.stop()
        self._line("waiting")

    def summing_up(self) -> None:
        """See `Progress`."""
        self.stop()
        self._line("summing_up")

    def no_workers(self, scheduler: str) -> None:
        """See `Progress`."""
        self._line("no_workers", scheduler=scheduler)

    def no_scheduler_yet(self, file: str, limit: int) -> None:
        """See `Progress`."""
        self._line("no_scheduler_yet", file=file, limit=limit)

    def stop(self) -> None:
        """See `Progress`."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _begin(self, what: str, number: int) -> None:
        self._number, self._done = number, 0
        self._said = self._began = time.monotonic()
        # No thread that watches the bar; nothing at all where nobody sees it move.
        tqdm.monitor_interval = 0
        self._bar = tqdm(
            total=number,
            desc=BATCH[what][self._language],
            unit=BATCH["unit"][self._language],
            file=self._stream,
            disable=not number or not _has_room(self._stream),
            dynamic_ncols=True,
            leave=False,
        )
        if self._bar.disable and number:
            self._line(f"{what}_begins", number=number)

    def _step(self, number: int) -> None:
        self._done += number
        if self._bar is None:
            return
        if not self._bar.disable:
            self._bar.set_postfix_str(self._counted(), refresh=False)
            self._bar.update(number)
        elif time.monotonic() - self._said >= _PAUSE:
            self._said = time.monotonic()
            counts = self._counted()
            semicolon = MARKS[self._language].semicolon
            rate = self._done / (self._said - self._began)
            self._line(
                "so_far",
                done=self._done,
                number=self._number,
                rate=rate,
                left=round((self._number - self._done) / rate),
                counts=semicolon + counts if counts else "",
            )

    def _counted(self) -> str:
        names = ("critical", "warning", "info", "unreadable", "failed")
        return MARKS[self._language].comma.join(
            f"{BATCH[name][self._language]} {self._counts[name]}"
            for name in names
            if self._counts[name]
        )

    def _line(self, what: str, **facts: object) -> None:
        # Above the bar, if there is one.
        tqdm.write(BATCH[what][self._language].format(**facts), file=self._stream)
        self._stream.flush()
