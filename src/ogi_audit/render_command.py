"""The command ``ogi-audit render``: audits as notebooks, pages and JSON, one report or many thousands."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ogi_audit import options
from ogi_audit.errors import OgiAuditError, ParameterError
from ogi_audit.messages.batch import BATCH
from ogi_audit.said_errors import say_error

if TYPE_CHECKING:
    from ogi_audit.batch.outcome import Outcome
    from ogi_audit.batch.run import Run


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="reports",
    show_default=True, metavar="DIR", help="输出文件夹 / where to write",
)  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1), default=None, metavar="N",
              help="同时审核几份，默认为处理器核数 / how many at once [default: the cores]")  # fmt: skip
@click.option("--engine", type=click.Choice(options.ENGINES), default="warm", show_default=True,
              help="papermill 引擎 / papermill's engine")  # fmt: skip
@click.option(
    "--previous-from", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
    help="上一年报告所在的文件夹，按机关和年度配对 / a folder of last year's reports",
)  # fmt: skip
@click.option("--limit", type=click.FloatRange(min=0, min_open=True), default=300, show_default=True,
              metavar="SECONDS", help="每份报告的时限 / time limit for a report")  # fmt: skip
@click.option("--force", is_flag=True, help="全部重新生成 / render everything again")
@click.option("--prune", is_flag=True,
              help="删除报告已不在的审核 / remove audits of reports that are no longer there")  # fmt: skip
@options.of_an_audit
@click.option("-p", "--parameter", "parameters", nargs=2, multiple=True, metavar="NAME VALUE",
              help="笔记本的其他参数 / any other parameter of the notebook")  # fmt: skip
def render(
    inputs: tuple[str, ...],
    output: Path,
    jobs: int | None,
    engine: str,
    previous_from: Path | None,
    limit: float,
    force: bool,
    prune: bool,
    previous: Path | None,
    weights: tuple[str, ...],
    limits: tuple[str, ...],
    language: str,
    parameters: tuple[tuple[str, str], ...],
    **given: Any,
) -> None:
    """生成报告的审核笔记本、网页和 JSON，以及索引 / render audits: notebook, HTML, JSON, and an index.

    INPUT 是文件、文件夹或通配符；已完成且未变的不再生成
    / files, folders or patterns; what is done and unchanged is kept.

    退出码 / exit code: 0 没有严重问题 / no critical finding; 1 有严重问题 / a critical finding;
    2 有报告无法读取或失败 / a report could not be read or failed; 130 被中断 / interrupted.
    """
    for name in ("SIGTERM", "SIGHUP"):
        _end_orderly(name)
    run: Run | None = None
    try:
        if previous is not None and (len(inputs) > 1 or Path(inputs[0]).is_dir()):
            raise ParameterError("previous_many", previous.name)
        run = _prepared(
            inputs,
            engine,
            folder=output,
            jobs=jobs or options.cores(),
            limit=limit,
            force=force,
            prune=prune,
            previous=previous,
            previous_from=previous_from,
            parameters={
                **given, "weights": ", ".join(weights), "limits": ", ".join(limits),
                "language": language, **dict(parameters),
            },
        )  # fmt: skip
        outcome = run(inputs)
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


def _end_orderly(name: str) -> None:
    """Whoever ends a run by a signal wants it to end as by Ctrl-C, unless it is to be ignored (nohup)."""
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler)


def _prepared(inputs: tuple[str, ...], engine: str, **given: Any) -> Run:
    """The run that is asked for."""
    from ogi_audit.batch.progress import Progress, Shown
    from ogi_audit.batch.run import Run
    from ogi_audit.batch.settings import Settings
    from ogi_audit.processes import forks

    settings = Settings(engine=engine, **given)
    if engine == "warm" and not forks():
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
