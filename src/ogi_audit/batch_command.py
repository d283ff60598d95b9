"""What the commands over many reports share: their options, how they run, and what they end with."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from ogi_audit import options
from ogi_audit.errors import OgiAuditError, ParameterError
from ogi_audit.limits import parse_limits
from ogi_audit.messages.batch import BATCH
from ogi_audit.said_errors import say_error

if TYPE_CHECKING:
    from ogi_audit.batch.outcome import Outcome
    from ogi_audit.batch.run import Run

Command = TypeVar("Command", bound=Callable[..., Any])
inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
output = click.option(
    "-o",
    "--output",
    default="reports",
    show_default=True,
    metavar="DIR",
    help="输出文件夹，可以是 s3:// 等网址 / where to write, a folder or a URL",
)
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="同时审核几份，默认为处理器核数 / how many at once [default: the cores]",
)
previous_from = click.option(
    "--previous-from",
    type=options.LocalPath(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="上一年报告所在的文件夹，按机关和年度配对 / a folder of last year's reports",
)
scheduler = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="由 Dask 集群完成，tcp://主机:8786 或调度器写的 .json 文件，见 docs/scale.md "
    "/ have a Dask cluster do the work: its address, or the file that the scheduler writes",
)
follow_links = click.option(
    "--follow-links",
    is_flag=True,
    help="跟随指向文件夹之外的链接 / follow links that lead out of the folders given",
)
limit = click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="每份报告的时限 / time limit for a report",
)


def run_batch(
    inputs: tuple[str, ...],
    *,
    output: str,
    jobs: int | None,
    previous: Path | None,
    weights: tuple[str, ...],
    limits: tuple[str, ...],
    language: str,
    parameters: Mapping[str, object],
    **settings: Any,
) -> NoReturn:
    """Run the batch, say what it did, and exit as that is.

    ``parameters`` are the notebook's, ``settings`` those of `ogi_audit.batch.settings.Settings` that a
    command has for itself.
    """
    run: Run | None = None
    try:
        if previous is not None and (len(inputs) > 1 or Path(inputs[0]).is_dir()):
            raise ParameterError("previous_many", previous.name)
        given = {
            "weights": ", ".join(weights),
            "limits": ", ".join(limits),
            "language": language,
            **parameters,
        }
        if "://" not in output and Path(output).exists() and not Path(output).is_dir():
            raise ParameterError("output_file", output)
        from ogi_audit.batch.places import places

        with places(inputs, output, parse_limits(limits)) as here:
            run = _prepared(
                here.inputs,
                folder=here.folder,
                url=here.url,
                jobs=jobs or options.cores(),
                previous=previous,
                parameters=given,
                **settings,
            )
            outcome = run(here.inputs)
    except OgiAuditError as error:
        say_error(error, language)
        if run and (done := run.outcome.finished):
            click.echo(BATCH["finished"][language].format(number=done), err=True)
        sys.exit(options.FAILED)
    except KeyboardInterrupt:
        # Who is impatient presses twice.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        click.echo(BATCH["interrupted"][language], err=True)
        sys.exit(options.INTERRUPTED)
    if not outcome.records:
        click.echo(BATCH["nothing"][language], err=True)
        sys.exit(options.FAILED)
    from ogi_audit.batch.said import say

    say(outcome, run.settings)
    sys.exit(_exit_code(outcome))


def _prepared(inputs: tuple[str, ...], **given: Any) -> Run:
    """The run that is asked for."""
    from ogi_audit.batch.progress import Progress, Shown
    from ogi_audit.batch.run import Run
    from ogi_audit.batch.settings import FILES, Settings
    from ogi_audit.processes import forks

    parameters = given.pop("parameters")
    files = {name: Path(str(parameters[name])) for name in FILES if parameters.get(name)}
    settings = Settings(parameters=parameters | files, **given)
    if settings.engine == "warm" and not forks():
        click.echo(BATCH["no_fork"][settings.language], err=True)
        settings = replace(settings, engine="stock")
    return Run(settings, Shown(settings.language) if _are_many(inputs) else Progress())


def _are_many(inputs: tuple[str, ...]) -> bool:
    """Whether it is worth telling how far a run is."""
    return len(inputs) > 1 or not Path(inputs[0]).is_file()


def _exit_code(outcome: Outcome) -> int:
    records = outcome.records
    if outcome.problems or outcome.held or any(record.status != "audited" for record in records):
        return options.FAILED
    critical = any(record.counts.get("critical") for record in records)
    return options.CRITICAL if critical else options.CLEAN
