"""The report of the year before, which a report continues."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from ogi_audit_testing.corpus import agencies
from ogi_audit_testing.corpus.closing import other_matters, problems
from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.overview import overview
from ogi_audit_testing.corpus.prose import paragraphs
from ogi_audit_testing.makers import form
from ogi_audit_testing.makers.figures import Specimen, compose, consistent


def figures_before(
    rng: random.Random, year: int, cells: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The figures of the year before ``year``, for a report with these cells.

    Consistent; what was carried on is what this report took over, and documents in force join.
    """
    edition: form.Edition = "2019" if year <= 2021 else "2021"
    then = dict(consistent(rng, edition=edition, year=year - 1).cells)
    for column, _ in form.REQUEST_COLUMNS:
        new, carried_in, closed, carried_out = (
            f"requests.{row}.{column}"
            for row in ("new_received", "carried_in", "closed_total", "carried_out")
        )
        taken = int(cells[carried_in] or 0)
        then[carried_out], then[carried_in] = str(taken), "0"
        then[new] = str(int(then[closed] or 0) + taken)
    for kind in ("regulations", "normative_documents"):
        name = f"disclosure.{kind}"
        if f"{name}.in_force" in then and f"{name}.in_force" in cells:
            now = {c: int(cells[f"{name}.{c}"] or 0) for c in ("issued", "repealed", "in_force")}
            then[f"{name}.in_force"] = str(now["in_force"] - now["issued"] + now["repealed"])
    return then


def report_before(
    rng: random.Random, specimen: Specimen, cells: Mapping[str, str | None]
) -> Specimen:
    """The report of the year before with these figures, in words of its own."""
    year = specimen.year - 1
    facts = Facts(rng, specimen.agency, year, cells)
    while True:
        texts = paragraphs(
            {
                "overview": overview(facts),
                "problems": problems(facts),
                "other_matters": other_matters(facts),
            }
        )
        if not any(_alike(texts[key], specimen, key) for key in ("overview", "problems")):
            break
    last = compose(
        specimen.agency,
        year,
        cells,
        edition="2019" if year < 2021 else "2021",
        texts=texts,
        opening=agencies.opening(rng, specimen.agency, year),
    )
    return replace(last, date=specimen.date and specimen.date.replace(year=year + 1))


def _alike(texts: tuple[str, ...], specimen: Specimen, key: str) -> bool:
    """Whether much of a section is in the other report's too; then it would be a copy."""
    (section,) = (section for section in specimen.sections if section.key == key)
    mine, theirs = _sentences(section.paragraphs), _sentences(texts)
    same = sum(len(text) for text in mine if text in theirs)
    return same > 0.4 * sum(map(len, mine))


def _sentences(texts: tuple[str, ...]) -> set[str]:
    """Sentences without what is written in digits."""
    bare = "".join(sign for sign in "".join(texts) if not sign.isdigit())
    return set(bare.replace("；", "。").split("。"))
