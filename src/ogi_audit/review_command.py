"""The command ``ogi-audit review``: lists the findings of a report, and writes what is said of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogi_audit import options
from ogi_audit.errors import OgiAuditError, ReviewError
from ogi_audit.lines_shown import one_line, plain_json
from ogi_audit.said_errors import say_error

if TYPE_CHECKING:
    from ogi_audit.auditing import Audit
    from ogi_audit.findings import Finding

_SHORTEST = 4
_SHOWN = 16
_MOST_LISTED = 20


@click.command()
@click.argument("file", type=options.LocalPath(path_type=Path), metavar="FILE")
@click.argument("names", nargs=-1, metavar="[FINGERPRINT]...")
@click.option("--confirm", is_flag=True, help="属实 / the finding is right")
@click.option("--dismiss", is_flag=True, help="不属实，要有理由 / it is not; needs a reason")
@click.option("--clear", "take_back", is_flag=True, help="撤回复核 / take the review back")
@click.option("--reason", default="", metavar="TEXT", help="理由 / why")
@click.option("--by", "reviewer", default="", metavar="NAME", help="复核人 / who says so")
@click.option("--json", "as_json", is_flag=True, help="输出一行 JSON / print one JSON object")
@options.previous
@options.published
@options.agency
@options.reviews
@options.suites
@options.allow
@options.language
@options.debug
def review(
    file: Path,
    names: tuple[str, ...],
    confirm: bool,
    dismiss: bool,
    take_back: bool,
    reason: str,
    reviewer: str,
    as_json: bool,
    previous: Path | None,
    published: str | None,
    agency: str | None,
    reviews: Path | None,
    suites: Path | None,
    limits: tuple[str, ...],
    language: str,
) -> None:
    """列出报告的问题并记录复核意见 / list a report's findings and record reviews of them.

    FINGERPRINT 是指纹、指纹的前几位（至少 4 位）或“规则@对象”
    / is a fingerprint, at least 4 of its first digits, or rule@at.

    退出码 / exit code: 0 完成 / done; 2 未能完成 / could not.
    """
    from ogi_audit.auditing import audit, reviewed
    from ogi_audit.limits import parse_limits
    from ogi_audit.reviews import clear, read_reviews, record, reviews_path
    from ogi_audit.schema import SCHEMA

    wanted = [
        verdict
        for verdict, given in (("confirmed", confirm), ("dismissed", dismiss), ("", take_back))
        if given
    ]
    try:
        if len(wanted) != bool(names):
            raise ReviewError("one_verdict", "ogi-audit review")
        path = reviews_path(file, reviews)
        result = audit(
            file,
            previous=previous,
            published=published,
            agency=agency,
            suites=suites,
            reviews=read_reviews(path),
            limits=parse_limits(limits),
        )
        data = result.report.metadata
        chosen = [find(result.findings, name) for name in names]
        if wanted == [""]:
            present = {finding.fingerprint for finding in result.findings}
            clear(path, data.agency, data.year, chosen, present)
        elif wanted:
            record(
                path, data.agency, data.year, chosen, wanted[0], reason=reason, reviewer=reviewer
            )
        result = reviewed(result, read_reviews(path))
    except OgiAuditError as error:
        if as_json:
            failed = {"schema": SCHEMA, "source": {"name": file.name}, "error": error.to_json()}
            click.echo(plain_json(json.dumps(failed, ensure_ascii=False)))
        say_error(error, language)
        sys.exit(options.FAILED)
    if as_json:
        click.echo(plain_json(json.dumps(result.to_json(), ensure_ascii=False)))
    else:
        only = {finding.fingerprint for finding in chosen}
        click.echo(_listing(result, path.name, only, language))
    sys.exit(options.CLEAN)


def find(findings: Sequence[Finding], given: str) -> Finding:
    """The finding of that fingerprint, beginning of one, or ``rule@at``. Raises `ReviewError`."""
    name = given.strip().removeprefix("#")
    if "@" in name:
        found = [f for f in findings if f"{f.rule}@{f.at}" == name]
    else:
        prefix = name.lower()
        found = [f for f in findings if f.fingerprint.startswith(prefix)]
        found = found if len(prefix) >= _SHORTEST else []
    if len(found) == 1:
        return found[0]
    listed = found or findings
    known = [f"{_short(f, findings)} {f.rule}@{f.at}" for f in listed[:_MOST_LISTED]]
    known += ["…"] if len(listed) > _MOST_LISTED else []
    code = "ambiguous" if found else "no_finding"
    raise ReviewError(code, "ogi-audit review", given=given, known=tuple(known) or "—")


def _short(finding: Finding, findings: Sequence[Finding]) -> str:
    """As much of the fingerprint as tells it from the others."""
    others = [f.fingerprint for f in findings if f.fingerprint != finding.fingerprint]
    length = _SHOWN
    while any(other.startswith(finding.fingerprint[:length]) for other in others):
        length += 1
    return finding.fingerprint[:length]


def _listing(result: Audit, name: str, only: set[str], language: str) -> str:
    from ogi_audit.display.review import review_words
    from ogi_audit.messages.audit import word
    from ogi_audit.messages.terms import REVIEW_STATE, SEVERITY

    lines = [f"{result.report.source.name} · {name}"]
    for finding in result.findings:
        if only and finding.fingerprint not in only:
            continue
        short = _short(finding, result.findings)
        severity = SEVERITY[finding.severity][language]
        at = f"{finding.rule}@{finding.at}"
        said = (
            review_words(finding.review, language)
            if finding.review
            else REVIEW_STATE["open"][language]
        )
        lines.append(f"{short}  [{severity}] {finding.message[language]}  ({at})")
        lines.append(f"{' ' * len(short)}  {said}")
    # Names, findings and reasons are whoever's wrote them.
    return "\n".join(map(one_line, lines if len(lines) > 1 else [*lines, word("none", language)]))
