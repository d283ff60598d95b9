"""The command ``ogi-audit check``: audits files without a notebook."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ogi_audit import options
from ogi_audit.errors import OgiAuditError, ParameterError
from ogi_audit.lines_shown import one_line, plain_json
from ogi_audit.said_errors import defect_of, say_error

if TYPE_CHECKING:
    from ogi_audit.auditing import Audit
    from ogi_audit.report import Report


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=options.LocalPath(path_type=Path), metavar="FILE..."
)
@options.of_an_audit
@click.option(
    "--json", "as_json", is_flag=True, help="每个文件输出一行 JSON / one JSON object a line"
)
def check(
    files: tuple[Path, ...],
    previous: Path | None,
    published: str | None,
    agency: str | None,
    reviews: Path | None,
    suites: Path | None,
    weights: tuple[str, ...],
    limits: tuple[str, ...],
    language: str,
    as_json: bool,
) -> None:
    """审核一个或多个报告文件，不生成笔记本 / audit files without a notebook.

    同一机关上一年的报告如在其中，自动与之核对
    / the same agency's report of the year before is found among the files.

    退出码 / exit code: 0 没有严重问题 / no critical finding; 1 有严重问题 / a critical finding;
    2 文件无法读取 / a file could not be read; 130 被中断 / interrupted.
    """
    from ogi_audit.auditing import audit_report, load_reviews
    from ogi_audit.limits import parse_limits
    from ogi_audit.loading import load
    from ogi_audit.parameters import parse_weights
    from ogi_audit.years import previous_of

    read: list[Report | OgiAuditError] = []
    worst = options.CLEAN
    try:
        trusted, most = parse_weights(weights), parse_limits(limits)
        for file in files:
            try:
                read.append(load(file, published=published, agency=agency, limits=most))
            except OgiAuditError as error:
                read.append(error)
            except Exception as error:
                # A defect that one file brings to light costs no other one its audit.
                read.append(defect_of(error, file.name))
        reports = [None if isinstance(one, OgiAuditError) else one for one in read]
        if previous is None:
            earlier = [_one_of(found, language) for found in previous_of(reports)]
        elif len(files) == 1:
            earlier = [load(previous, agency=agency, limits=most)]
        else:
            raise ParameterError("previous_many", previous.name)
    except OgiAuditError as error:
        say_error(error, language)
        sys.exit(options.FAILED)
    for file, one, last in zip(files, read, earlier, strict=True):
        try:
            if isinstance(one, OgiAuditError):
                raise one
            known = load_reviews(file, reviews)
            result = audit_report(one, last, suites=suites, weights=trusted, reviews=known)
        except OgiAuditError as error:
            _say_error(file, error, language, as_json)
            worst = options.FAILED
        except Exception as error:
            _say_error(file, defect_of(error, file.name), language, as_json)
            worst = options.FAILED
        else:
            _say(result, language, as_json)
            if result.severities["critical"]:
                worst = max(worst, options.CRITICAL)
    sys.exit(worst)


def _one_of(found: tuple[Report, ...], language: str) -> Report | None:
    """The one report of the year before; none, with a note, where several differ."""
    if len(found) > 1:
        from ogi_audit.messages.audit import word
        from ogi_audit.messages.punctuation import MARKS, listed

        names = listed((report.source.name for report in found), language)
        said = f"{names}{MARKS[language].colon}{word('several_previous', language)}"
        click.echo(one_line(said), err=True)
    return found[0] if len(found) == 1 else None


def _say(result: Audit, language: str, as_json: bool) -> None:
    from ogi_audit.display.text import audit_text

    if as_json:
        _print_json(result.to_json())
    else:
        click.echo(audit_text(result, language))


def _say_error(file: Path, error: OgiAuditError, language: str, as_json: bool) -> None:
    from ogi_audit.schema import SCHEMA

    if as_json:
        _print_json({"schema": SCHEMA, "source": {"name": file.name}, "error": error.to_json()})
    say_error(error, language)


def _print_json(content: dict[str, Any]) -> None:
    click.echo(plain_json(json.dumps(content, ensure_ascii=False)))
