"""The command ``ogi-audit render``: audits as notebooks, pages and JSON, one report or many thousands."""

from __future__ import annotations

from typing import Any

import click

from ogi_audit import batch_command, options


@click.command()
@batch_command.inputs
@batch_command.output
@batch_command.jobs
@batch_command.scheduler
@click.option("--engine", type=click.Choice(options.ENGINES), default="warm", show_default=True,
              help="papermill 引擎 / papermill's engine")  # fmt: skip
@batch_command.previous_from
@batch_command.follow_links
@batch_command.limit
@click.option("--only-failing", is_flag=True,
              help="先筛查，只生成有问题的审核底稿 / scan first, and render those with findings")  # fmt: skip
@click.option("--force", is_flag=True, help="全部重新生成 / render everything again")
@click.option("--prune", is_flag=True,
              help="删除报告已不在的审核 / remove audits of reports that are no longer there")  # fmt: skip
@options.of_an_audit
@click.option("-p", "--parameter", "parameters", nargs=2, multiple=True, metavar="NAME VALUE",
              help="笔记本的其他参数 / any other parameter of the notebook")  # fmt: skip
def render(
    inputs: tuple[str, ...],
    only_failing: bool,
    parameters: tuple[tuple[str, str], ...],
    **given: Any,
) -> None:
    """生成报告的审核笔记本、网页和 JSON，以及索引 / render audits: notebook, HTML, JSON, and an index.

    INPUT 是文件、文件夹或通配符；已完成且未变的不再生成
    / files, folders or patterns; what is done and unchanged is kept.

    退出码 / exit code: 0 没有严重问题 / no critical finding; 1 有严重问题 / a critical finding;
    2 有报告无法读取或失败 / a report could not be read or failed; 130 被中断 / interrupted.
    """
    named = {name: given.pop(name) for name in ("published", "agency", "reviews", "suites")}
    batch_command.run_batch(
        inputs,
        parameters={**named, **dict(parameters)},
        notebooks="failing" if only_failing else "all",
        **given,
    )
