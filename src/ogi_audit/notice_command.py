"""The command ``ogi-audit notice``: what an audit found as an official letter to the agency, a DOCX."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogi_audit import options
from ogi_audit.errors import NoticeError, OgiAuditError, ParameterError
from ogi_audit.lines_shown import one_line
from ogi_audit.messages import in_language
from ogi_audit.said_errors import say_error

if TYPE_CHECKING:
    from ogi_audit.notice.content import Order
    from ogi_audit.notice.lookup import Found
    from ogi_audit.notice.result import Result

_SEVERITIES = ("critical", "warning", "info")
_INCLUDED = "critical,warning"


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), default="reports",
              show_default=True, metavar="DIR",
              help="审核结果所在的文件夹 / the folder of the audits")  # fmt: skip
@click.option("--to", "target", type=click.Path(path_type=Path), metavar="FILE",
              help="写入的文件，默认为审核结果旁的 ID.notice.docx / where to write")  # fmt: skip
@click.option("--from", "issuer", default="", metavar="NAME", help="发文机关 / who issues it")
@click.option("--number", default="", metavar="TEXT", help="发文字号 / reference number")
@click.option("--date", metavar="DATE", help="成文日期 YYYY-MM-DD / its date")
@click.option("--deadline", metavar="DATE", help="反馈期限 YYYY-MM-DD / when to answer by")
@click.option("--contact", default="", metavar="TEXT", help="联系方式 / whom to ask")
@click.option("--include", default=_INCLUDED, show_default=True, metavar="LIST",
              help="列入哪些程度的问题：critical,warning,info / which severities")  # fmt: skip
@options.reviews
@options.language
@options.debug
def notice(
    names: tuple[str, ...],
    folder: Path,
    target: Path | None,
    issuer: str,
    number: str,
    date: str | None,
    deadline: str | None,
    contact: str,
    include: str,
    reviews: Path | None,
    language: str,
) -> None:
    """生成核查整改通知（DOCX），列出问题，不列经复核不属实的 / make a notice of rectification.

    ID 是审核的编号、其中一部分、机关名称，或审核结果的 JSON 文件；未给出的内容留空待填
    / is an audit's id, a part of it, the agency's name, or the JSON file; what is not given is
    left blank.

    退出码 / exit code: 0 完成，或没有需要通知的问题 / done, or nothing to give notice of;
    2 未能完成 / could not.
    """
    from ogi_audit.notice.content import Order
    from ogi_audit.notice.lookup import find_audit

    try:
        order = Order(
            issuer.strip(),
            _date("--date", date),
            _date("--deadline", deadline),
            number.strip(),
            contact.strip(),
            _included(include),
            language,
        )
        if order.date and order.deadline and order.deadline <= order.date:
            raise NoticeError("deadline", "--deadline", value=deadline, date=date)
        named = [find_audit(name, folder) for name in names]
        found = list({one.path.resolve(): one for one in named}.values())
        for option, given in (("--to", target), ("--number", number)):
            if given and len(found) > 1:
                raise NoticeError("one_audit", option)
        if target and target.suffix.lower() != ".docx":
            raise NoticeError("suffix", target.name)
    except OgiAuditError as error:
        say_error(error, language)
        sys.exit(options.FAILED)
    is_done = True
    for one in found:
        try:
            made = _make(one, order, target, reviews)
        except OgiAuditError as error:
            say_error(error, language)
            is_done = False
            continue
        for line, is_note in _report(made, order):
            click.echo(one_line(line), err=is_note)
    sys.exit(options.CLEAN if is_done else options.FAILED)


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of one audit; ``path`` is that of the notice, there or not."""

    path: Path
    result: Result
    reviews: Path | None
    changed: Path | None
    blanks: tuple[str, ...] = ()
    aside: tuple[Path, ...] = ()
    is_empty: bool = False


def _make(found: Found, order: Order, target: Path | None, reviews: Path | None) -> _Made:
    """Write the notice of an audit, if there is something to give notice of. Raises `OgiAuditError`."""
    from ogi_audit.batch.files import write_whole, written
    from ogi_audit.batch.manifest import set_aside
    from ogi_audit.notice.content import listed, notice_of
    from ogi_audit.notice.document import docx_of
    from ogi_audit.notice.lookup import changed_report, read_audit
    from ogi_audit.notice.package import is_untouched

    result, file = read_audit(found, reviews)
    path = target or found.path.with_suffix(".notice.docx")
    made = _Made(path, result, file, changed_report(found))
    if not listed(result, order):
        return replace(made, is_empty=True)
    said = notice_of(result, order)
    content = docx_of(said)
    with written(path):
        # An earlier one that somebody filled in is not overwritten.
        is_ours = not path.is_file() or is_untouched(path)
        aside = [] if is_ours else set_aside(path, set())
        write_whole(path, content)
    return replace(made, blanks=said.blanks, aside=tuple(aside))


def _report(made: _Made, order: Order) -> Iterator[tuple[str, bool]]:
    """What to say of a notice, and whether it is a note besides."""
    from ogi_audit.messages.notice import TOLD
    from ogi_audit.messages.punctuation import listed as in_a_row
    from ogi_audit.notice.content import counted, listed

    language = order.language
    words = in_language(TOLD, language)
    result, findings = made.result, listed(made.result, order)
    dismissed = sum(finding.dismissed for finding in result.findings)
    if made.changed:
        yield words["report_changed"].format(name=made.changed.name), True
    if made.is_empty:
        yield words["nothing"].format(id=result.id, dismissed=dismissed), False
        if made.path.exists():
            yield words["outdated"].format(name=made.path.name), True
    else:
        yield str(made.path), False
        states = Counter(f.review.state if f.review else "open" for f in findings)
        said = words["listed"].format(counts=counted(findings, language))
        said += words["left_out"].format(
            dismissed=dismissed,
            confirmed=states["confirmed"],
            reopened=states["reopened"],
            unreviewed=states["open"],
        )
        yield said, False
    others = [f for f in result.findings if not f.dismissed and f not in findings]
    if others:
        yield words["excluded"].format(counts=counted(others, language)), False
    if made.reviews:
        yield words["reviews"].format(name=made.reviews.name), False
    else:
        yield words["reviews_of_audit"], False
    for path in made.aside:
        yield words["set_aside"].format(name=path.name), False
    if made.blanks:
        blanks = in_a_row((words[f"blank_{name}"] for name in made.blanks), language)
        yield words["to_fill_in"].format(blanks=blanks), False


def _date(option: str, given: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given.strip()) if given else None
    except ValueError:
        raise ParameterError("value", option, value=given, expected="YYYY-MM-DD") from None


def _included(given: str) -> tuple[str, ...]:
    names = [name.strip() for name in given.split(",") if name.strip()]
    if not names or not set(names) <= set(_SEVERITIES):
        expected = ", ".join(_SEVERITIES)
        raise ParameterError("value", "--include", value=given, expected=expected)
    return tuple(name for name in _SEVERITIES if name in names)
