"""The command ``ogi-audit verify``: whether rendered audits are what they say they are."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogi_audit import options
from ogi_audit.errors import OgiAuditError
from ogi_audit.lines_shown import one_line
from ogi_audit.messages import in_language
from ogi_audit.said_errors import say_error

if TYPE_CHECKING:
    from ogi_audit.batch.saved import Problem
    from ogi_audit.batch.verify import Verification

_MOST_NAMED = 5
_SECONDS_BETWEEN = 5


@click.command()
@click.argument("folder", type=options.LocalPath(path_type=Path), metavar="DIR")
@click.option("-j", "--jobs", type=click.IntRange(min=1), default=options.cores(),
              metavar="N", help="同时重新运行几份，默认为处理器数 / how many to re-run at once")  # fmt: skip
@click.option("--hashes-only", is_flag=True,
              help="不重新运行，也不核对网页内容 / do not re-run, nor compare pages")  # fmt: skip
@click.option("--sample", type=click.IntRange(min=1), metavar="N",
              help="只重新运行其中 N 份，均匀选取 / re-run only N of them, evenly spread")  # fmt: skip
@options.language
@options.debug
def verify(folder: Path, jobs: int, hashes_only: bool, sample: int | None, language: str) -> None:
    """核验审核结果：与清单、来源相符，重新运行结果相同 / verify rendered audits.

    逐份核对文件、来源与清单的 SHA-256，网页、JSON 与笔记本是否一致，并用 nbval 重新运行笔记本
    / checks each audit's files and sources against the manifest, its page and JSON against its
    notebook, and re-runs the notebook with nbval on a cold stock kernel.

    退出码 / exit code: 0 全部核验无误 / all verified; 1 有未通过的 / something does not verify;
    2 无法核验 / could not be done; 130 被中断 / interrupted.
    """
    from ogi_audit.batch.verify import verify as verify_folder
    from ogi_audit.messages.verifying import VERIFY

    # The kernels that run are to be ended in an orderly way.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        found = verify_folder(
            folder,
            jobs=jobs,
            hashes_only=hashes_only,
            sample=sample,
            progress=_progress(language),
        )
    except OgiAuditError as error:
        say_error(error, language)
        sys.exit(options.FAILED)
    except KeyboardInterrupt:
        # Who is impatient presses twice.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        click.echo(VERIFY["interrupted"][language], err=True)
        sys.exit(options.INTERRUPTED)
    for line in _report(found, language):
        # Names and outputs are whoever's wrote them.
        click.echo(one_line(line))
    sys.exit(options.CLEAN if found.good else options.CRITICAL)


def _progress(language: str) -> Callable[[str, int, int], None]:
    """Says how far it is, on a line of its own, when some seconds have gone by."""
    from ogi_audit.messages.verifying import VERIFY

    said = time.monotonic()
    # When each kind of work began: with the one before it at its end.
    began: dict[str, float] = {}
    ended = said

    def say(name: str, done: int, total: int) -> None:
        nonlocal said, ended
        now = time.monotonic()
        passed = now - began.setdefault(name, ended)
        ended = now
        if now - said >= _SECONDS_BETWEEN:
            said = now
            left = round(passed / done * (total - done))
            words = VERIFY[f"progress_{name}"][language]
            click.echo(words.format(done=done, total=total, left=left), err=True)

    return say


def _report(found: Verification, language: str) -> Iterator[str]:
    """A line for each audit or file with a problem, notes, and the summary."""
    from ogi_audit.messages.punctuation import MARKS
    from ogi_audit.messages.verifying import VERIFY

    words = in_language(VERIFY, language)
    marks = MARKS[language]
    for name, problems in sorted(found.problems.items()):
        yield (
            name
            + marks.colon
            + marks.semicolon.join(_said(problem, words, language) for problem in problems)
        )
    for name, problem in sorted(found.unverified.items()):
        yield name + marks.colon + _said(problem, words, language)
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, tools in found.outdated.items():
        alike.setdefault(tools, []).append(name)
    for tools, names in sorted(alike.items()):
        listed = marks.item.join(words.get(f"tool_{tool}", tool) for tool in tools)
        named = marks.item.join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
        yield words["outdated"].format(count=len(names), tools=listed) + marks.colon + named
    if found.gone:
        yield words["prune"].format(count=found.gone)
    if found.scanned is not None:
        yield words["scanned"].format(number=found.scanned)
    if found.hashes_only:
        yield words["unchecked"]
    yield words["summary"].format(
        audits=found.audits,
        rerun=found.rerun,
        bad=len(found.problems),
        unverified=len(found.unverified),
        verdict=words["good" if found.good else "bad"],
    )


def _said(problem: Problem, words: Mapping[str, str], language: str) -> str:
    from ogi_audit.batch.headings import heading_in

    details = dict(problem.details)
    if "input" in details:
        details["input"] = words[f"input_{details['input']}"]
    if "section" in details:
        details["section"] = heading_in(details["section"], language)
    if "field" in details:
        details["field"] = words[f"field_{details['field']}"]
    text = words[problem.code].format(**details)
    others = details.get("others", "0")
    return text if others == "0" else text + words["others"].format(count=others)
