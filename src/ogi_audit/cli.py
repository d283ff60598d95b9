"""The command ``ogi-audit``. Heavy imports wait until they are needed: help answers at once."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from ogi_audit.errors import LANGUAGES, OgiAuditError

CLEAN, CRITICAL, UNREADABLE = 0, 1, 2

_language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    help="显示语言 / language",
)
_published = click.option(
    "--published", metavar="DATE", help="公布日期 YYYY-MM-DD，优先于报告所述 / date of publication"
)
_previous = click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="上一年的报告 / last year's report",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("ogi-audit"), prog_name="ogi-audit")
def main() -> None:
    """审核政府信息公开工作年度报告 / audit annual reports on open government information."""


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@_previous
@_published
@_language
@click.option(
    "--json", "as_json", is_flag=True, help="每个文件输出一行 JSON / one JSON object a line"
)
def check(
    files: tuple[Path, ...],
    previous: Path | None,
    published: str | None,
    language: str,
    as_json: bool,
) -> None:
    """审核一个或多个报告文件，不生成笔记本 / audit files without a notebook.

    退出码 / exit code: 0 没有严重问题 / no critical finding; 1 有严重问题 / a critical finding;
    2 文件无法读取 / a file could not be read.
    """
    sys.exit(max(_check(file, previous, published, language, as_json) for file in files))


def _check(
    file: Path, previous: Path | None, published: str | None, language: str, as_json: bool
) -> int:
    from ogi_audit.auditing import SCHEMA, audit
    from ogi_audit.display.text import audit_text

    try:
        result = audit(file, previous=previous, published=published)
    except OgiAuditError as error:
        if as_json:
            _print_json({"schema": SCHEMA, "source": {"name": file.name}, "error": error.to_json()})
        click.echo(error.message(language), err=True)
        return UNREADABLE
    if as_json:
        _print_json(result.to_json())
    else:
        click.echo(audit_text(result, language))
    return CRITICAL if result.severities["critical"] else CLEAN


def _print_json(content: dict[str, Any]) -> None:
    click.echo(json.dumps(content, ensure_ascii=False))


@main.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="reports",
    show_default=True, metavar="DIR", help="输出文件夹 / where to write",
)  # fmt: skip
@_previous
@_published
@_language
@click.option("-p", "--parameter", "parameters", nargs=2, multiple=True, metavar="NAME VALUE",
              help="笔记本的其他参数 / any other parameter of the notebook")  # fmt: skip
def render(
    file: Path,
    output: Path,
    previous: Path | None,
    published: str | None,
    language: str,
    parameters: tuple[tuple[str, str], ...],
) -> None:
    """生成一份报告的审核笔记本、网页和 JSON / render a report's audit: notebook, HTML, JSON.

    退出码同 check / exit code as for check.
    """
    from ogi_audit.batch.render import render_audit
    from ogi_audit.display.messages import verdict

    try:
        rendered = render_audit(
            file,
            output,
            previous=previous,
            published=published,
            language=language,
            **dict(parameters),
        )
    except OgiAuditError as error:
        click.echo(error.message(language), err=True)
        sys.exit(UNREADABLE)
    for path in rendered.paths:
        click.echo(str(path))
    if rendered.error:
        click.echo(rendered.error["message"][language], err=True)
        sys.exit(UNREADABLE)
    click.echo(verdict(rendered.result, language))
    sys.exit(CRITICAL if rendered.critical else CLEAN)
