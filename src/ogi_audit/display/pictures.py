"""The pictures of an audit: the way of requests, the mix of outcomes, this year against last."""

from __future__ import annotations

from markupsafe import Markup

from ogi_audit.auditing import Audit
from ogi_audit.display.charts import Part, bar, legend, percent
from ogi_audit.display.flow import flow_html
from ogi_audit.display.lists import Cell, table
from ogi_audit.display.requests import CARRIED_OUT, SOURCES, Flow, outcomes_of
from ogi_audit.form import DISPUTE_GROUPS, DOCUMENTS_2021, cell_label
from ogi_audit.messages import in_language
from ogi_audit.messages.document import PICTURES
from ogi_audit.phrasing import number
from ogi_audit.report import Report

# What is set against last year's, in the form's order: documents, decisions, requests, disputes.
_COMPARED = (
    *(
        f"disclosure.{kind}.{column.key}"
        for kind in ("regulations", "normative_documents")
        for column in DOCUMENTS_2021
    ),
    *(f"disclosure.{kind}.decisions" for kind in ("licensing", "penalties", "coercion")),
    "disclosure.fees.amount",
    *(
        f"requests.{row}.total"
        for row in (
            *reversed(SOURCES), "granted", "partially_granted", "closed_total", CARRIED_OUT,
        )
    ),
    *(f"disputes.{group.key}.total" for group in DISPUTE_GROUPS),
)  # fmt: skip


def pictures_html(audit: Audit, language: str = "zh") -> str:
    """All three; where there is nothing to draw, a sentence says so."""
    shown = (
        flow_html(audit.report, language),
        mix_html(audit.report, language),
        years_html(audit.report, audit.previous, language),
    )
    return "\n".join(shown)


def mix_html(report: Report, language: str = "zh") -> str:
    """The outcomes with number, share and bar; those of a group that are not zero below it."""
    words = in_language(PICTURES, language)
    flows = outcomes_of(report)
    whole = sum(flow.count or 0 for flow in flows)
    known = all(flow.count is not None and flow.complete for flow in flows)
    rows = []
    for flow in flows:
        rows.append(_outcome(flow, whole, known, language))
        rows += [
            _outcome(part, whole, known, language, is_part=True)
            for part in flow.parts
            if part.count
        ]
    return table(
        caption=words["mix"],
        note=words["mix_note"],
        columns=[words[name] for name in ("outcome", "count", "share", "bar")],
        rows=rows if whole else [],
        empty=words["flow_empty" if any(flow.count is None for flow in flows) else "flow_none"],
    )


def years_html(report: Report, previous: Report | None, language: str = "zh") -> str:
    """This year's figures beside last year's, each pair with its change and its bars."""
    words = in_language(PICTURES, language)
    now, then = report.values, previous.values if previous else {}
    rows = [
        _pair(key, now.get(key), then.get(key), language)
        for key in _COMPARED
        if now.get(key) is not None or then.get(key) is not None
    ]
    key = legend((("blue", words["this"]), ("hatched", words["last"])))
    return table(
        caption=words["years"],
        note=words["years_note"] if previous else "",
        key=key if previous else None,
        columns=[words[name] for name in ("item", "last", "this", "change", "bar")],
        rows=rows if previous else [],
        empty=words["no_previous"],
    )


def _outcome(
    flow: Flow, whole: float, known: bool, language: str, *, is_part: bool = False
) -> list[Cell]:
    """A row; ``known`` tells whether ``whole`` is what all outcomes come to."""
    name = flow.name(language)
    if flow.count is None:
        unknown = PICTURES["unknown"][language]
        return [Cell(name), Cell.number(unknown), Cell.number("—"), Cell()]
    count = number(flow.count)
    if not flow.complete:
        count = PICTURES["at_least"][language].format(count=count)
    part = Part("grey" if is_part else "blue", _plain(flow.count), name)
    return [
        Cell(name, classes="ogi-part" if is_part else ""),
        Cell.number(count),
        Cell.number(percent(flow.count, whole) if known else "—"),
        Cell.bar(bar([part], whole, name, repeats=True)) if flow.count else Cell(),
    ]


def _pair(key: str, now: float | None, then: float | None, language: str) -> list[Cell]:
    """A figure of both years; what is unknown in one of them has no change."""
    name = cell_label(key, language)
    unknown = PICTURES["unknown"][language]
    shown = [unknown if value is None else number(value) for value in (then, now)]
    whole = max(now or 0, then or 0)
    bars = [
        bar([Part(fill, _plain(value), PICTURES[year][language])], whole, name, repeats=True)
        for fill, year, value in (("blue", "this", now), ("hatched", "last", then))
        if value
    ]
    return [
        Cell(name),
        *(Cell.number(text) for text in shown),
        Cell.number("—" if now is None or then is None else _change(then, now)),
        Cell.bar(Markup("").join(bars)),
    ]


def _change(then: float, now: float) -> str:
    """The difference with its sign, and its share of last year's."""
    if now == then:
        return "0"
    sign = "+" if now > then else "−"
    # Money has decimals that floats do not add exactly.
    difference = f"{sign}{number(round(abs(now - then), 6))}"
    return f"{difference} ({sign}{percent(abs(now - then), then)})" if then else difference


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
