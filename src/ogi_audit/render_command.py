"""The command ``ogi-audit render``: audits as notebooks, pages and JSON, one report or many thousands."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ogi_audit import options
from ogi_audit.errors import OgiAuditError, ParameterError
from ogi_audit.lines_shown import one_line

if TYPE_CHECKING:
    from ogi_audit.batch.manifest import Record
    from ogi_audit.batch.run import Outcome
    from ogi_audit.batch.settings import Settings


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
    previous: Path | None,
    weights: tuple[str, ...],
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
    from ogi_audit.batch.processes import forks
    from ogi_audit.batch.progress import Progress, Shown
    from ogi_audit.batch.run import Run
    from ogi_audit.batch.settings import Settings
    from ogi_audit.messages.batch import BATCH

    if previous is not None and (len(inputs) > 1 or Path(inputs[0]).is_dir()):
        click.echo(ParameterError("previous_many", previous.name).message(language), err=True)
        sys.exit(options.FAILED)
    if engine == "warm" and not forks():
        click.echo(BATCH["no_fork"][language], err=True)
        engine = "stock"
    settings = Settings(
        output,
        jobs or options.cores(),
        engine,
        limit,
        force,
        previous,
        previous_from,
        {**given, "weights": ", ".join(weights), "language": language, **dict(parameters)},
    )
    # Whoever ends a run in an orderly way wants it to end so.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        outcome = Run(settings, Shown(language) if _are_many(inputs) else Progress())(inputs)
    except OgiAuditError as error:
        click.echo(error.message(language), err=True)
        sys.exit(options.FAILED)
    except KeyboardInterrupt:
        click.echo(BATCH["interrupted"][language], err=True)
        sys.exit(options.INTERRUPTED)
    if not outcome.records:
        click.echo(BATCH["nothing"][language], err=True)
        sys.exit(options.FAILED)
    _say(outcome, settings)
    sys.exit(_exit_code(outcome))


def _are_many(inputs: tuple[str, ...]) -> bool:
    """Whether it is worth telling how far a run is."""
    return len(inputs) > 1 or not Path(inputs[0]).is_file()


def _exit_code(outcome: Outcome) -> int:
    records = outcome.records
    if outcome.problems or any(record.status != "audited" for record in records):
        return options.FAILED
    critical = any(record.counts.get("critical") for record in records)
    return options.CRITICAL if critical else options.CLEAN


def _say(outcome: Outcome, settings: Settings) -> None:
    """What a run did: of one report its files and its verdict, of many their number."""
    from ogi_audit.messages.batch import BATCH

    def tell(what: str, **facts: object) -> None:
        click.echo(one_line(BATCH[what][settings.language].format(**facts)))

    language, records = settings.language, outcome.records
    for record in records:
        if record.error:
            click.echo(record.error["message"][language], err=True)
    if len(records) == 1:
        _say_one(records[0], settings)
    else:
        statuses = [record.status for record in records]
        tell(
            "total",
            number=len(records),
            rendered=len(outcome.rendered),
            unchanged=len(outcome.unchanged),
            critical=sum(bool(record.counts.get("critical")) for record in records),
            unreadable=statuses.count("unreadable"),
            failed=statuses.count("failed"),
        )
    if copies := sum(len(record.copies) for record in records):
        tell("copies", number=copies)
    if outcome.skipped:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(outcome.skipped.items()))
        tell("skipped", kinds=kinds)
    for record in outcome.ambiguous:
        tell("ambiguous", name=Path(record.report.path).name)
    if outcome.removed:
        tell("removed", number=len(outcome.removed))
    for path in outcome.set_aside:
        tell("set_aside", name=path.name)
    for problem in outcome.problems:
        click.echo(problem.message(language), err=True)
    if len(records) != 1 and not outcome.problems:
        tell("index", path=settings.folder / "index.html")


def _say_one(record: Record, settings: Settings) -> None:
    from ogi_audit.display.verdict import verdict

    for suffix in record.outputs:
        click.echo(str(settings.folder / f"{record.id}.{suffix}"))
    if record.status == "audited":
        result = json.loads((settings.folder / f"{record.id}.json").read_text("utf-8"))
        click.echo(verdict(result, settings.language))
