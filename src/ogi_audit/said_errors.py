"""How commands tell of errors: one line each, and with --debug the traceback beneath it."""

from __future__ import annotations

import errno
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
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
            with ended_orderly():
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
            defect = defect_of(error, f"ogi-audit {ctx.invoked_subcommand}")
            say_error(defect, ctx.meta.get(_LANGUAGE) or "zh")
            ctx.exit(2)


def defect_of(error: Exception, where: str) -> DefectError:
    """What nobody thought of, as an error of ours."""
    problem = one_line(f"{type(error).__name__}: {error}")[:200]
    defect = DefectError("unexpected", where, problem=problem)
    defect.__cause__ = error
    return defect


@contextmanager
def ended_orderly() -> Iterator[None]:
    """Whoever ends a command by a signal wants it to end as by Ctrl-C, unless it is to be ignored (nohup)."""
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None or threading.current_thread() is not threading.main_thread():
            continue
        if signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
