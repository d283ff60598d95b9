"""The options that several commands share, and their exit codes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ogi_audit.errors import LANGUAGES, ParameterError
from ogi_audit.said_errors import remember_debug, remember_language

Command = TypeVar("Command", bound=Callable[..., Any])
CLEAN, CRITICAL, FAILED, INTERRUPTED = 0, 1, 2, 130
ENGINES = ("warm", "stock")


class LocalPath(click.Path):
    """A path of this machine: a URL is told to be none, not looked for in the working folder."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """See `click.Path`."""
        if "://" in os.fspath(value) and not Path(value).exists():
            language = (ctx.params if ctx else {}).get("language") or "zh"
            raise click.BadParameter(ParameterError("no_url", str(value)).message(language))
        return super().convert(value, param, ctx)


language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    # Before all others: what is wrong with one of them is told in it.
    is_eager=True,
    callback=remember_language,
    help="显示语言 / language",
)
published = click.option(
    "--published", metavar="DATE", help="公布日期 YYYY-MM-DD，优先于报告所述 / date of publication"
)
agency = click.option(
    "--agency", metavar="NAME", help="机关名称，优先于报告所述 / the agency's name"
)
previous = click.option(
    "--previous",
    type=LocalPath(path_type=Path),
    metavar="FILE",
    help="上一年的报告 / last year's report",
)
reviews = click.option(
    "--reviews",
    type=LocalPath(path_type=Path),
    metavar="FILE",
    help="复核文件，默认为报告旁的 reviews.csv / the file of reviews",
)
suites = click.option(
    "--suites",
    type=LocalPath(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="另加或替换规则的规则集文件夹 / a folder of suites that add or override rules",
)
weights = click.option(
    "--weight",
    "weights",
    multiple=True,
    metavar="CELLS=N",
    help="查找填错的格时的可信程度，如 'requests.*.total=2' / how much cells are trusted",
)
debug = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=remember_debug,
    help="出错时显示调用栈 / show the traceback of errors",
)
allow = click.option(
    "--allow",
    "limits",
    multiple=True,
    metavar="NAME=N",
    help="放宽或收紧读取上限，如 pages=2000，见 docs/limits.md / limits of reading",
)


def of_an_audit(command: Command) -> Command:
    """The options of every command that audits reports, in the order of their help."""
    for option in (debug, language, allow, weights, suites, reviews, agency, published, previous):
        command = option(command)
    return command


def cores() -> int:
    """How many processors this process may use: a container or a scheduler may allow it fewer."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows and macOS
        return os.cpu_count() or 1
