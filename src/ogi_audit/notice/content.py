"""What a notice says, from the result of an audit: the words, not yet a document."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ogi_audit.batch.columns import SEVERITIES
from ogi_audit.messages.dates import day
from ogi_audit.messages.notice import BLANK, NOTICE
from ogi_audit.messages.punctuation import MARKS, bracketed
from ogi_audit.messages.punctuation import listed as in_a_row
from ogi_audit.notice.characters import shown
from ogi_audit.notice.findings import Item, alike, details, sentence
from ogi_audit.notice.numerals import item_number, section_number
from ogi_audit.notice.parts import Form, Notice, Section
from ogi_audit.notice.result import Finding, Result
from ogi_audit.notice.suspects import suspicions
from ogi_audit.phrasing import format_of

INCLUDED = ("critical", "warning")
"""The severities that a notice is about unless it is told otherwise."""

_PARTS = ("form", "requests", "disputes", "narrative", "years")
_LONGEST_NAME = 120
# More findings of one rule than these are one item: a letter of eighty pages is not read.
_MANY = 8
_PUBLISHED = "form.published"
_ISSUER_IN_TITLE = {"zh": True, "en": False}


@dataclass(frozen=True, slots=True)
class Order:
    """What the issuing office says of its notice; what it leaves open is to be filled in by hand."""

    issuer: str = ""
    date: dt.date | None = None
    deadline: dt.date | None = None
    number: str = ""
    contact: str = ""
    included: tuple[str, ...] = INCLUDED
    language: str = "zh"


def listed(result: Result, order: Order) -> list[Finding]:
    """The findings that a notice is about: of the severities asked for, and not dismissed."""
    return [
        finding
        for severity in SEVERITIES
        for finding in result.findings
        if finding.severity == severity and severity in order.included and not finding.dismissed
    ]


def notice_of(result: Result, order: Order) -> Notice:
    """The notice of an audit that has something to give notice of."""
    language = order.language
    findings = listed(result, order)
    sections = _sections(result, findings, language)
    demands = _demands(findings, order, len(sections) + 1)
    agency = shown(result.agency or "", _LONGEST_NAME) or BLANK["agency"][language]
    issuer = shown(order.issuer, _LONGEST_NAME)
    year = str(result.year or BLANK["year"][language])
    given = {
        "agency": result.agency,
        "year": result.year,
        "days": order.deadline,
        "issuer": issuer,
        "date": order.date,
    }
    title = _words("title", language, year=year)
    return Notice(
        language=language,
        subject=_words("subject", language, year=year),
        # An official title begins with who issues it.
        title=f"{issuer}\n{title}" if issuer and _ISSUER_IN_TITLE[language] else title,
        number=_words("number", language, number=shown(order.number)) if order.number else "",
        addressee=_words("to", language, agency=agency),
        opening=tuple(_opening(result, findings, year, language)),
        sections=(*sections, demands),
        annexes=_words("annexes", language),
        issuer=issuer or BLANK["issuer"][language],
        date=day(order.date, language) if order.date else BLANK["date"][language],
        contact=_words("contact", language, contact=shown(order.contact)) if order.contact else "",
        form=_form(result, sections, agency, language),
        blanks=tuple(name for name, value in given.items() if not value),
    )


def counted(findings: Iterable[Finding], language: str) -> str:
    """How many findings there are of each severity, in words."""
    counts = Counter(finding.severity for finding in findings)
    said = [
        _words(f"count_{severity}", language, count=counts[severity])
        for severity in SEVERITIES
        if counts[severity]
    ]
    return in_a_row(said, language)


def _opening(
    result: Result, findings: Sequence[Finding], year: str, language: str
) -> Iterable[str]:
    published, previous = "", ""
    if result.published:
        published = _words("published", language, date=day(result.published, language))
    if result.has_previous:
        previous = _words("previous", language)
    yield _words(
        "opening",
        language,
        format=format_of(result.year).text(language),
        year=year,
        published=published,
        previous=previous,
        file=shown(result.file, _LONGEST_NAME),
    )
    yield _words("result", language, counts=counted(findings, language))
    # A file need not say when it was published; that is no fault of the agency's.
    undated = result.unassessable.get(_PUBLISHED, 0)
    if undated:
        yield _words("undated", language)
    if result.unchecked > undated:
        semicolon = MARKS[language].semicolon
        rules = {rule: n for rule, n in result.unassessable.items() if rule != _PUBLISHED}
        parts = semicolon.join(_unchecked_parts(rules, language))
        yield _words("unchecked", language, count=result.unchecked - undated, parts=parts)
    if result.crashed:
        yield _words("crashed", language, count=result.crashed)


def _unchecked_parts(rules: Mapping[str, int], language: str) -> list[str]:
    """What of the report the rules concern that could not be judged, in the form's order."""
    heads = {rule.split(".")[0] for rule in rules}
    known = [part for part in _PARTS if part in heads]
    others = [] if heads and heads <= set(_PARTS) else ["other"]
    return [_words(f"part_{part}", language) for part in (*known, *others)]


def _sections(result: Result, findings: Sequence[Finding], language: str) -> tuple[Section, ...]:
    groups = [
        _clumps([finding for finding in findings if finding.severity == severity])
        for severity in SEVERITIES
    ]
    groups = [group for group in groups if group]
    names: dict[str, str] = {}
    for number, group in enumerate(groups, 1):
        for at, clump in enumerate(group, 1):
            for finding in clump:
                # Two findings may have one fingerprint: the same figures at the same place.
                names.setdefault(finding.fingerprint, _reference(number, at, language))
    hints = suspicions(result, names, language)
    sections = []
    for number, group in enumerate(groups, 1):
        items = []
        for at, (finding, *others) in enumerate(group, 1):
            reference = _reference(number, at, language)
            lines = details(finding, result, language)
            if others:
                lines = [alike([one.message[language] for one in others], language), *lines]
            if names[finding.fingerprint] == reference and finding.fingerprint in hints:
                lines = [*lines, hints[finding.fingerprint]]
            label = _words("label", language, item=item_number(number, at, language))
            said = sentence(finding.message[language], language)
            items.append(Item(label, reference, said, tuple(lines)))
        severity = group[0][0].severity
        heading = _heading(number, _words(severity, language), language)
        sections.append(Section(heading, tuple(items)))
    return tuple(sections)


def _clumps(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of a section; of many of one rule one item, where the first of them stands."""
    counts = Counter(finding.rule for finding in findings)
    clumps: dict[str, list[Finding]] = {}
    for at, finding in enumerate(findings):
        name = finding.rule if counts[finding.rule] > _MANY else str(at)
        clumps.setdefault(name, []).append(finding)
    return list(clumps.values())


def _demands(findings: Sequence[Finding], order: Order, number: int) -> Section:
    language = order.language
    severities = {finding.severity for finding in findings}
    asked = ["verify"]
    asked += [
        name
        for severity, name in zip(SEVERITIES, ("correct", "explain", "consider"), strict=True)
        if severity in severities
    ]
    said = [(_words(name, language), _words(f"{name}_text", language)) for name in asked]
    if order.deadline:
        answer = _words("answer_by", language, date=day(order.deadline, language))
    else:
        answer = _words("answer_within", language, days=BLANK["days"][language])
    said.append((_words("answer", language), answer))
    numbered = tuple(
        (_words("demand", language, item=item_number(number, at, language), what=what), how)
        for at, (what, how) in enumerate(said, 1)
    )
    return Section(_heading(number, _words("demands", language), language), demands=numbered)


def _form(result: Result, sections: Iterable[Section], agency: str, language: str) -> Form:
    names = ("number", "problem", "found", "done", "when")
    return Form(
        mark=_words("annex", language),
        title=_words("form_title", language),
        columns=tuple(_words(f"form_{name}", language) for name in names),
        rows=tuple((item.reference, item.said) for one in sections for item in one.items),
        below=(
            _words("form_by", language, agency=agency),
            _words("form_signed", language),
            _words("form_note", language, id=shown(result.id, _LONGEST_NAME)),
        ),
    )


def _heading(number: int, text: str, language: str) -> str:
    return _words("heading", language, number=section_number(number, language), text=text)


def _reference(number: int, at: int, language: str) -> str:
    """What an item is called elsewhere in the notice."""
    section, item = section_number(number, language), item_number(number, at, language)
    return {"zh": f"{section}{bracketed(item, language)}", "en": item}[language]


def _words(name: str, language: str, **fields: object) -> str:
    return NOTICE[name][language].format(**fields)
