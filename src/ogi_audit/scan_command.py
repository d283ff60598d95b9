"""The command ``ogi-audit scan``: what is wrong with which of many reports, without their notebooks."""

from __future__ import annotations

from typing import Any

import click

from ogi_audit import batch_command, options


@click.command()
@batch_command.inputs
@batch_command.output
@batch_command.jobs
@batch_command.scheduler
@batch_command.previous_from
@batch_command.follow_links
@batch_command.limit
@options.of_an_audit
def scan(inputs: tuple[str, ...], **given: Any) -> None:
    """快速筛查大量报告，不生成笔记本 / triage of many reports, without notebooks.

    写出索引、问题表（findings.*）和全部数字的数据表（frames/，Parquet，按年度）；再用 render
    --only-failing 只生成有问题的审核底稿
    / writes an index, the tables of findings and of all figures; render --only-failing then makes the
    notebooks that matter.

    退出码 / exit code: 0 没有严重问题 / no critical finding; 1 有严重问题 / a critical finding;
    2 有报告无法读取或失败 / a report could not be read or failed; 130 被中断 / interrupted.
    """
    named = {name: given.pop(name) for name in ("published", "agency", "reviews", "suites")}
    batch_command.run_batch(inputs, parameters=named, notebooks="none", **given)
