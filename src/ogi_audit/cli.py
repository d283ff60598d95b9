"""The command ``ogi-audit``. Heavy imports wait until they are needed: help answers at once."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import click

from ogi_audit import options
from ogi_audit.check_command import check
from ogi_audit.errors import OgiAuditError
from ogi_audit.review_command import review


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("ogi-audit"), prog_name="ogi-audit")
def main() -> None:
    """审核政府信息公开工作年度报告 / audit annual reports on open government information."""


main.add_command(check)
main.add_command(review)


@main.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="reports",
    show_default=True, metavar="DIR", help="输出文件夹 / where to write",
)  # fmt: skip
@options.of_an_audit
@click.option("-p", "--parameter", "parameters", nargs=2, multiple=True, metavar="NAME VALUE",
              help="笔记本的其他参数 / any other parameter of the notebook")  # fmt: skip
def render(
    file: Path,
    output: Path,
    previous: Path | None,
    published: str | None,
    agency: str | None,
    reviews: Path | None,
    suites: Path | None,
    weights: tuple[str, ...],
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
            agency=agency,
            reviews=reviews,
            suites=suites,
            weights=", ".join(weights),
            language=language,
            **dict(parameters),
        )
    except OgiAuditError as error:
        click.echo(error.message(language), err=True)
        sys.exit(options.FAILED)
    for path in rendered.paths:
        click.echo(str(path))
    if rendered.error:
        click.echo(rendered.error["message"][language], err=True)
        sys.exit(options.FAILED)
    click.echo(verdict(rendered.result, language))
    sys.exit(options.CRITICAL if rendered.critical else options.CLEAN)
