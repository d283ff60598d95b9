"""Small traits of real files, put into made-up reports: what each costs is a note, never a figure.

`slipped` and `marked` change what is written and so suit every layout; the others change a web page.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from ogi_audit_testing.makers import form
from ogi_audit_testing.makers.figures import Specimen

_SIGNS = "的之件数量项和及其他相关信息情况政府行政公开"
MARKS = ("{}*", "{}#", "{}.", "{}、", "{}※", "{}①", "{}¹", "*{}", "{}(注)", "{}†", "${}$", "“{}”")
"""Ways in which a figure has a mark at it."""


def slip(text: str, rng: random.Random) -> str:
    """A label with one character missing, added or exchanged; its number stays."""
    number = re.match(r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]*)?", text)
    assert number
    at = rng.randrange(number.end(), len(text))
    kind = rng.randrange(3)
    put = "" if kind == 0 else rng.choice(_SIGNS)
    return text[:at] + put + text[at + (kind != 1) :]


def slipped(specimen: Specimen, share: float, rng: random.Random) -> Specimen:
    """So large a share of the labels of rows and columns slipped by one character each, at random."""
    labels = dict(specimen.labels)
    for key, text in sorted(form.labels(specimen.edition).items()):
        # Of two characters one alone tells nothing any more.
        if len(text) > 2 and rng.random() < share:
            labels[key] = slip(text, rng)
    return replace(specimen, labels=labels)


def marked(specimen: Specimen, number: int, rng: random.Random) -> Specimen:
    """So many figures with a mark at each."""
    whole = [key for key, text in specimen.cells.items() if text and text.isdecimal()]
    chosen = rng.sample(sorted(whole), number)
    cells = {key: rng.choice(MARKS).format(specimen.cells[key]) for key in chosen}
    return replace(specimen, cells={**specimen.cells, **cells})


def _figures(page: str, change: Callable[[str], str], rng: random.Random) -> str:
    """Five of the figures of a page's tables, written otherwise."""
    found = [*re.finditer(r"(?<=>)\d+(?=</td>)", page)]
    for one in sorted(rng.sample(found, 5), key=lambda found: -found.start()):
        page = page[: one.start()] + change(one.group()) + page[one.end() :]
    return page


def _other(figure: str) -> str:
    return str(int(figure) + 7)


_RULES = "<style>.gone{display:none} td span.was{text-decoration:line-through}</style>"
PAGES: dict[str, Callable[[str, random.Random], str]] = {
    "raised": lambda page, rng: _figures(page, "{}<sup>1</sup>".format, rng),
    "raised by style": lambda page, rng: _figures(
        page, '{}<span style="font-size:8px;vertical-align:super">②</span>'.format, rng
    ),
    "struck": lambda page, rng: _figures(page, lambda text: f"<s>{_other(text)}</s>{text}", rng),
    "struck by class": lambda page, rng: (
        _RULES + _figures(page, lambda text: f'<span class="was">{_other(text)}</span>{text}', rng)
    ),
    "hidden": lambda page, rng: _figures(
        page, lambda text: f'<span style="visibility: hidden">{_other(text)}</span>{text}', rng
    ),
    "hidden by class": lambda page, rng: (
        _RULES + _figures(page, lambda text: f'<b class="gone">{_other(text)}</b>{text}', rng)
    ),
    "nothing high": lambda page, rng: _figures(
        page, lambda text: f'<i style="font-size:0">{_other(text)}</i>{text}', rng
    ),
    "foot first": lambda page, rng: re.sub(
        r"<tbody>\n(.*?)(<tr>(?:(?!<tr>).)*</tr>\n)</tbody>",
        r"<tfoot>\2</tfoot><tbody>\n\1</tbody>",
        page,
        flags=re.S,
    ),
}
"""Ways to change a web page of plain tables."""


def again(page: str, number: int, caption: str, change: Callable[[str], str]) -> str:
    """A page with one of its tables a second time at its end, under a caption, with other figures."""
    table = re.findall(r"<table.*?</table>", page, flags=re.S)[number]
    copy = re.sub(r"(?<=>)\d+(?=</td>)", lambda found: change(found.group()), table)
    end = page.rindex("</body>") if "</body>" in page else len(page)
    return f"{page[:end]}<p>{caption}</p>\n{copy}\n{page[end:]}"
