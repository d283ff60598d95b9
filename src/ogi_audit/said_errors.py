"""How commands tell of errors: one line each, and with --debug the traceback beneath it."""

from __future__ import annotations

import errno
import traceback
from typing import Any

import click

from ogi_audit.errors import DefectError, OgiAuditError
from ogi_audit.lines_shown import one_line
from ogi_audit.messages.batch import BATCH

_DEBUG, _LANGUAGE = "ogi_audit.debug", "ogi_audit.language"


def _remember(key: str) -> Any:
    """A callback of an option that keeps its value for whoever tells of errors."""

    def remember(context: click.Context, _: click.Parameter, value: Any) -> Any:
        context.meta[key] = value
        return value

    return remember


remember_debug, remember_language = _remember(_DEBUG), _remember(_LANGUAGE)


def say_error(error: OgiAuditError, language: str) -> None:
    """Tell of an error on the standard error stream."""
    click.echo(error.message(language), err=True)
    say_trace("".join(traceback.format_exception(error)))


def say_trace(trace: str) -> None:
    """Show a traceback if that is wanted; what it quotes may be anything, so nothing of it is obeyed."""
    context = click.get_current_context(silent=True)
    if context and context.meta.get(_DEBUG):
        for line in trace.splitlines():
            click.echo(one_line(line), err=True)


class Commands(click.Group):
    """Commands of which none ever ends in a bare traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Whatever nobody thought of ends it with a line and exit code 2."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # click's own exit code for it is that of a critical finding.
            click.echo(BATCH["stopped"][ctx.meta.get(_LANGUAGE) or "zh"], err=True)
            ctx.exit(130)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            # A reader of a pipe that is gone: click ends quietly then.
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            problem = one_line(f"{type(error).__name__}: {error}")[:200]
            defect = DefectError(
                "unexpected", f"ogi-audit {ctx.invoked_subcommand}", problem=problem
            )
            defect.__cause__ = error
            say_error(defect, ctx.meta.get(_LANGUAGE) or "zh")
            ctx.exit(2)
