"""Ways to write the same report that any layout may have: none of them is a fault of the figures.

for name, vary in VARIANTS.items():
    layout.write(vary(specimen), path)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

from ogi_audit_testing.makers.alter import rewrite, with_cell, with_label, with_section
from ogi_audit_testing.makers.figures import Specimen, Style

Variant = Callable[[Specimen], Specimen]


def style(specimen: Specimen, style: Style) -> Specimen:
    """Labels numbered, bracketed or spaced another way."""
    return replace(specimen, style=style)


def short_labels(specimen: Specimen) -> Specimen:
    """The two labels that agencies shorten."""
    specimen = with_label(specimen, "disclosure.normative_documents", "规范性文件")
    return with_label(specimen, "requests.public_welfare", "社会公益")


def long_headings(specimen: Specimen) -> Specimen:
    """Headings that say at length what the form says briefly."""
    disputes = "四、因政府信息公开工作被申请行政复议和提起行政诉讼情况"
    problems = "五、政府信息公开工作存在的主要问题及改进情况"
    return with_section(
        with_section(specimen, "disputes", heading=disputes), "problems", heading=problems
    )


def bare_headings(specimen: Specimen) -> Specimen:
    """Headings without their numbers."""
    return replace(
        specimen,
        sections=tuple(
            replace(section, heading=section.heading.split("、", 1)[-1])
            for section in specimen.sections
        ),
    )


def inner_headings(specimen: Specimen) -> Specimen:
    """Section one with a 一、二、三 of its own inside."""
    titles = ("工作推进情况", "主动公开情况", "依申请公开情况", "监督保障情况")
    (overview,) = (section for section in specimen.sections if section.key == "overview")
    numbered = zip("一二三四", titles, overview.paragraphs[:4], strict=False)
    paragraphs = [text for number, title, body in numbered for text in (f"{number}、{title}", body)]
    return with_section(specimen, "overview", paragraphs=(*paragraphs, *overview.paragraphs[4:]))


def tables_last(specimen: Specimen) -> Specimen:
    """All that is prose first, then the three tables, numbered 一、二、三 anew."""
    prose = [s for s in specimen.sections if s.key in ("overview", "problems", "other_matters")]
    tables = [s for s in specimen.sections if s not in prose]
    return replace(
        specimen,
        sections=tuple(
            replace(section, heading=f"{number}、{section.heading.split('、', 1)[-1]}")
            for half in (prose, tables)
            for number, section in zip("一二三", half, strict=False)
        ),
    )


def title_in_two_lines(specimen: Specimen) -> Specimen:
    """The agency on a line of its own above the rest of the title."""
    return replace(specimen, title=specimen.title.replace(specimen.agency, f"{specimen.agency}\n"))


def spaced_numbers(specimen: Specimen) -> Specimen:
    """A space either side of each number in title and prose, as Word sets them."""

    def spaced(text: str) -> str:
        return re.sub(r"\s*([\d.]+%?)\s*", r" \1 ", text).strip()

    return replace(
        specimen,
        title=spaced(specimen.title),
        opening=tuple(map(spaced, specimen.opening)),
        sections=tuple(
            replace(section, paragraphs=tuple(map(spaced, section.paragraphs)))
            for section in specimen.sections
        ),
    )


def full_width(specimen: Specimen) -> Specimen:
    """Figures in full-width digits."""
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789."}
    return rewrite(specimen, lambda text: text.translate(wide))


def thousands(specimen: Specimen) -> Specimen:
    """1,295 for 1295."""

    def separated(text: str) -> str:
        whole, point, rest = text.partition(".")
        return f"{int(whole):,}{point}{rest}" if whole.isdecimal() else text

    return rewrite(specimen, separated)


def remark(specimen: Specimen) -> Specimen:
    """A remark beside a figure, in its cell: 22（其中修订16件）."""
    key = next(key for key in specimen.cells if key.startswith("disclosure.normative_documents."))
    return with_cell(specimen, key, f"{specimen.cells[key] or 0}（其中修订0件）")


Numbering = Literal["1、", "1．", "(1)", ""]
_NUMBERINGS: dict[str, Numbering] = {
    "comma": "1、",
    "full-stop": "1．",
    "brackets": "(1)",
    "none": "",
}

VARIANTS: dict[str, Variant] = {
    **{
        f"numbering-{name}": partial(style, style=Style(numbering=numbering))
        for name, numbering in _NUMBERINGS.items()
    },
    "half-width-brackets": partial(style, style=Style(half_width_brackets=True)),
    "spaces-in-labels": partial(style, style=Style(spaces=True)),
    "short-labels": short_labels,
    "long-headings": long_headings,
    "bare-headings": bare_headings,
    "inner-headings": inner_headings,
    "tables-last": tables_last,
    "title-in-two-lines": title_in_two_lines,
    "spaced-numbers": spaced_numbers,
    "full-width": full_width,
    "thousands": thousands,
    "remark": remark,
}
"""Warnings and notes may follow from some (bare-headings, tables-last, remark); nothing critical."""
