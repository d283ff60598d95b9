"""Small traits of real files cost a note at the most: never a figure, a row, a column or an edition."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from ogi_audit import audit
from ogi_audit.loading import load
from ogi_audit_testing.makers import LAYOUTS, consistent, named
from ogi_audit_testing.makers.alter import with_cell, with_label, without
from ogi_audit_testing.noise import MARKS, PAGES, again, marked, slipped
from ogi_audit_testing.reading import differences, findings_of_all, states_of, values_of

FAST = [name for name, one in LAYOUTS.items() if not one.needs and one.suffix != ".pdf"]
PLACED = [name for name in FAST if LAYOUTS[name].separators]


def serious(findings) -> list[tuple[str, str]]:
    return [(one.rule, one.at) for one in findings if one.severity != "info"]


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize("name", PLACED)
def test_slips_of_labels_cost_no_figure(name, edition, tmp_path, is_full):
    for seed in range(8 if is_full else 1):
        rng = random.Random(f"{name} {edition} {seed}")
        specimen = slipped(consistent(seed, edition=edition), 0.1, rng)
        report = load(LAYOUTS[name].file(specimen, tmp_path))
        assert differences(specimen.values, report) == {}, dict(specimen.labels)
        assert report.edition == edition


def test_slips_are_noted_and_nothing_more(tmp_path):
    rng = random.Random(3)
    specimens = [slipped(consistent(seed), 0.1, rng) for seed in range(6)]
    reports = [load(LAYOUTS["html-plain"].file(one, tmp_path)) for one in specimens]
    for findings in findings_of_all(reports):
        assert serious(findings) == []
        assert {one.rule for one in findings} <= {"form.row_label"}


@pytest.mark.parametrize("name", PLACED)
def test_a_mark_at_a_figure_is_noted_and_costs_nothing(name, tmp_path):
    specimen = marked(consistent(4, size="large"), 12, random.Random(name))
    report = load(LAYOUTS[name].file(specimen, tmp_path))
    assert differences(consistent(4, size="large").values, report) == {}
    assert set(states_of(report).values()) == {"number", "notation"}


@pytest.mark.parametrize("mark", MARKS)
def test_a_wrong_figure_is_found_whatever_mark_it_has(mark, tmp_path):
    clean = consistent(4)
    key = "requests.new_received.total"
    wrong = with_cell(clean, key, mark.format(int(clean.cells[key]) + 1))
    found = audit(LAYOUTS["html-plain"].file(wrong, tmp_path)).findings
    rules = {"requests.balance", "requests.row_total"}
    assert {one.rule for one in found if one.severity == "critical"} == rules


@pytest.mark.parametrize("trait", PAGES)
def test_what_a_page_strikes_hides_or_raises_is_no_part_of_a_figure(trait, tmp_path):
    clean = consistent(6, size="large")
    page = LAYOUTS["html-plain"].render(clean).decode("utf-8")
    changed = PAGES[trait](page, random.Random(trait))
    assert changed != page
    path = tmp_path / "a.html"
    path.write_text(changed, "utf-8")
    result = audit(path)
    assert values_of(result.report) == clean.values
    assert serious(result.findings) == []


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("caption", ["附件：", "附：2022年对照表", "2022年情况如下"])
def test_of_a_table_that_is_there_twice_one_is_taken_whole(number, caption, tmp_path):
    clean = named("云岭省沂川市水务局", 2023, 5)
    page = LAYOUTS["html-plain"].render(clean).decode("utf-8")
    path = tmp_path / "a.html"
    path.write_text(again(page, number, caption, lambda text: str(int(text) + 3)), "utf-8")
    result = audit(path)
    assert values_of(result.report) == clean.values
    assert serious(result.findings) == []


def test_rows_in_other_words_are_placed_by_their_neighbours(tmp_path):
    clean = consistent(9)
    specimen = with_label(clean, "requests.unavailable.not_held", "1.信息不存在")
    specimen = with_label(specimen, "requests.other.correction_overdue", "1.逾期不补正")
    report = load(LAYOUTS["html-plain"].file(specimen, tmp_path))
    assert values_of(report) == clean.values
    assert report.edition == "2021"


def test_figures_that_may_be_of_either_row_are_nobodys(tmp_path):
    """Two rows are there as one, in words that are like neither: unread is ours to say, no row is missing."""
    clean = consistent(9)
    page = LAYOUTS["html-plain"].render(clean).decode("utf-8")
    lines = page.split("\n")
    (at,) = [n for n, line in enumerate(lines) if "2.重复申请" in line]
    lines[at] = lines[at].replace("2.重复申请", "甲乙丙丁")
    del lines[at + 1]
    path = tmp_path / "a.html"
    path.write_text("\n".join(lines), "utf-8")
    result = audit(path)
    assert [one.text.split()[0] for one in result.report.unread] == ["甲乙丙丁"]
    assert "form.row_missing" not in {one.rule for one in result.findings}
    assert "requests.closed_total" not in {one.rule for one in result.findings}


def with_row(page: str, before: str, label: str) -> str:
    """The page with a row of figures more, before the row of that label."""
    lines = page.split("\n")
    (at,) = [n for n, line in enumerate(lines) if before in line]
    cells = "".join(f"<td>{n}</td>" for n in range(7))
    lines.insert(at, f"<tr><td>{label}</td>{cells}</tr>")
    return "\n".join(lines)


def test_a_row_that_the_form_does_not_have_is_unread_and_moves_nothing(tmp_path):
    clean = consistent(9)
    page = LAYOUTS["html-plain"].render(clean).decode("utf-8")
    path = tmp_path / "a.html"
    path.write_text(with_row(page, "3.要求提供公开出版物", "甲乙丙丁"), "utf-8")
    report = load(path)
    assert values_of(report) == clean.values
    assert [one.text for one in report.unread] == ["甲乙丙丁 0 1 2 3 4 5 6"]


def test_a_label_that_is_like_one_of_two_rows_tells_which_it_is(tmp_path):
    clean = consistent(9)
    specimen = with_label(clean, "requests.not_processed.repeated", "2.又一次重复提出来")
    specimen = without(specimen, "requests.not_processed.petition")
    report = load(LAYOUTS["html-plain"].file(specimen, tmp_path))
    assert differences(specimen.values, report) == {}
    assert report.unread == ()


def test_three_rows_in_other_words_are_still_those_of_the_form_of_2021(tmp_path):
    specimen = clean = consistent(9)
    labels = {
        "correction_overdue": "1.逾期不补正",
        "fee_overdue": "2.逾期不缴费",
        "other": "3.余下",
    }
    for key, label in labels.items():
        specimen = with_label(specimen, f"requests.other.{key}", label)
    report = load(LAYOUTS["html-plain"].file(specimen, tmp_path))
    assert values_of(report) == clean.values
    assert report.edition == "2021"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("时间：2024-01-15 09:47", dt.date(2024, 1, 15)),
        ("2024/1/15", dt.date(2024, 1, 15)),
        ("2024-13-45", None),
        ("发文日期：2024.01.15", dt.date(2024, 1, 15)),
        ("成文日期：2024年13月1日", None),
        ("公开时间：2024-14-01", None),
    ],
)
def test_the_day_that_stands_at_the_title(line, day, tmp_path):
    clean = named("云岭省沂川市水务局", 2023, 5)
    page = LAYOUTS["html-plain"].render(replace(clean, date=None)).decode("utf-8")
    path = tmp_path / "a.html"
    path.write_text(page.replace("</h1>", f"</h1>\n<p>{line}</p>"), "utf-8")
    assert load(path).metadata.published == day


@pytest.mark.parametrize(
    "row", ["<td>2024-01-15</td><td>来源：本站</td>", "<td>2024-13-15</td><td>无</td>"]
)
def test_a_day_in_a_cell_at_the_title(row, tmp_path):
    clean = named("云岭省沂川市水务局", 2023, 5)
    page = LAYOUTS["html-plain"].render(replace(clean, date=None)).decode("utf-8")
    path = tmp_path / "a.html"
    table = f"<table><tr>{row}</tr><tr><td>甲</td><td>乙</td></tr></table>"
    path.write_text(page.replace("</h1>", f"</h1>\n{table}"), "utf-8")
    published = load(path).metadata.published
    assert published == (dt.date(2024, 1, 15) if "01-15" in row else None)
