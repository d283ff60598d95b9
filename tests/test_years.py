"""Two years of one agency: which reports belong together, and what must join."""

from __future__ import annotations

import itertools
import random

import pytest

from ogi_audit.auditing import audit_report
from ogi_audit.loading import load
from ogi_audit.years import previous_of
from ogi_audit_testing.makers import LAYOUTS, Specimen, named, with_cell, with_section
from ogi_audit_testing.makers.alter import blank

LAYOUT = LAYOUTS["html-plain"]


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    names = [
        *[("云岭省沂川市水务局", 2022), ("云岭省沂川市水务局", 2023), ("沂川市水务局", 2024)],
        *[("云岭省岚津市水务局", 2022), ("云岭省岚津市水务局", 2024), ("岚津市教育局", 2023)],
    ]
    made = {}
    for number, (agency, year) in enumerate(names):
        path = folder / f"{number}.html"
        made[agency, year] = load(LAYOUT.write(named(agency, year, number), path))
    return made


def test_each_report_finds_the_year_before_among_the_others(reports):
    found = dict(zip(reports, previous_of(list(reports.values())), strict=True))
    names = {key: tuple(r.source.name for r in last) for key, last in found.items()}
    assert names == {
        ("云岭省沂川市水务局", 2022): (),
        ("云岭省沂川市水务局", 2023): ("0.html",),
        # Written without the province, and no other name fits.
        ("沂川市水务局", 2024): ("1.html",),
        ("云岭省岚津市水务局", 2022): (),
        ("云岭省岚津市水务局", 2024): (),
        ("岚津市教育局", 2023): (),
    }


def test_the_order_of_the_files_makes_no_difference(reports):
    items = list(reports.items())
    random.Random(1).shuffle(items)
    shuffled = dict(zip(dict(items), previous_of([report for _, report in items]), strict=True))
    straight = dict(zip(reports, previous_of(list(reports.values())), strict=True))
    assert {k: [r.source.name for r in v] for k, v in shuffled.items()} == {
        k: [r.source.name for r in v] for k, v in straight.items()
    }


def test_a_file_that_could_not_be_read_is_passed_over(reports):
    assert previous_of([None, *reports.values()])[0] == ()


def test_reports_of_one_year_that_differ_are_not_chosen_between(reports, tmp_path):
    this = reports["云岭省沂川市水务局", 2023]
    last = reports["云岭省沂川市水务局", 2022]
    again = LAYOUTS["md-pipes"].write(named("云岭省沂川市水务局", 2022, 0), tmp_path / "again.md")
    other = LAYOUT.write(named("云岭省沂川市水务局", 2022, 9), tmp_path / "other.html")
    assert len(previous_of([this, last, load(again)])[0]) == 1
    assert len(previous_of([this, last, load(other)])[0]) == 2


def rules(now: Specimen, last: Specimen, folder) -> set[tuple[str, str]]:
    report = load(LAYOUT.write(now, folder / "now.html"))
    previous = load(LAYOUT.write(last, folder / "last.html"))
    findings = audit_report(report, previous).findings
    return {(f.rule, f.at) for f in findings if f.rule.startswith("years.")}


def joined(seed: int) -> tuple[Specimen, Specimen]:
    """A report and that of the year before, which join."""
    last, now = named("沂川市水务局", 2022, seed), named("沂川市水务局", 2023, seed + 100)
    for column in ("natural_person", "business", "total"):
        last = with_cell(
            last, f"requests.carried_out.{column}", now.cells[f"requests.carried_in.{column}"]
        )
    for key, text in now.cells.items():
        if key.startswith("requests.carried_in."):
            last = with_cell(last, key.replace("carried_in", "carried_out"), text)
    for kind in ("regulations", "normative_documents"):
        figures = [int(now.cells[f"disclosure.{kind}.{c}"]) for c in ("issued", "repealed")]
        in_force = max(0, figures[1] - figures[0]) + 7
        last = with_cell(last, f"disclosure.{kind}.in_force", str(in_force))
        now = with_cell(now, f"disclosure.{kind}.in_force", str(in_force + figures[0] - figures[1]))
    return now, last


def test_years_that_join_give_no_finding(tmp_path):
    for seed in range(3):
        now, last = joined(seed)
        assert rules(now, last, tmp_path) == set()


def test_what_does_not_join_is_named(tmp_path):
    now, last = joined(1)
    value = int(last.cells["requests.carried_out.business"])
    carried = with_cell(last, "requests.carried_out.business", str(value + 3))
    assert rules(now, carried, tmp_path) == {("years.carried", "business")}
    unknown = with_cell(last, "requests.carried_out.business", "")
    assert rules(now, unknown, tmp_path) == set()
    force = with_cell(last, "disclosure.regulations.in_force", "99")
    assert rules(now, force, tmp_path) == {("years.in_force", "regulations")}


PROSE = (
    "工作推进会每季度召开一次，由分管领导主持，逐项核对任务进度并通报到科室。",
    "申请办理实行专人登记、集体会商、限时答复，全年共办理申请{n}件，没有超期。",
    "网站栏目按主题重新归并，检索入口移到首页，方便企业和群众查找{y}年的文件。",
    "对公开属性把关不严的科室进行了提醒谈话，并在年底考核中扣减相应分值。",
)


@pytest.mark.parametrize(("kept", "copied"), [(4, True), (3, False), (0, False)])
def test_text_of_last_year_with_the_year_changed_is_named(tmp_path, kept, copied):
    now, last = joined(2)
    new = (
        "本年新设政策问答专区，由业务科室轮值回复，首次把答复时限写入岗位职责清单之中。",
        "依托街道便民服务站设置自助查询终端，老年人可以在工作人员协助下查阅办事指南。",
        "年内完成历史文件公开属性复核，可以公开的全部补充上网，并注明形成时间与文号。",
        "邀请企业代表参加政策起草座谈，意见采纳情况随文件一并公布，反馈渠道全程可查。",
    )
    text = tuple(p.format(n=12, y=2022) for p in PROSE)
    again = tuple(p.format(n=15, y=2023) for p in PROSE)
    last = with_section(last, "problems", paragraphs=text)
    now = with_section(now, "problems", paragraphs=again[:kept] + new[kept:])
    found = rules(now, last, tmp_path)
    assert (("years.copied", "problems") in found) == copied


def test_what_last_year_carried_on_speaks_for_the_figure_that_is_right(tmp_path):
    now, last = joined(5)
    key = "requests.carried_in.business"
    wrong = with_cell(now, key, str(int(now.cells[key]) + 9))
    # What it does not say is no witness.
    last = blank(last, "requests.carried_out.natural_person")
    report = load(LAYOUT.write(wrong, tmp_path / "now.html"))
    previous = load(LAYOUT.write(last, tmp_path / "last.html"))
    first = audit_report(report, previous).suspects[0]
    assert [change.cell for change in first.changes] == [key]
    assert ("previous", True) in {(one.source, one.favours) for one in first.support}


def test_too_little_text_to_tell_is_not_judged(tmp_path):
    now, last = joined(3)
    short = ("存在的主要问题：解读形式单一。",)
    now, last = (with_section(one, "problems", paragraphs=short) for one in (now, last))
    assert ("years.copied", "problems") not in rules(now, last, tmp_path)


def test_the_finding_says_how_much_and_shows_a_sentence(tmp_path):
    now, last = joined(4)
    text = tuple(p.format(n=12, y=2022) for p in PROSE)
    now, last = (with_section(one, "overview", paragraphs=text) for one in (now, last))
    report = load(LAYOUT.write(now, tmp_path / "now.html"))
    previous = load(LAYOUT.write(last, tmp_path / "last.html"))
    (finding,) = [f for f in audit_report(report, previous).findings if f.rule == "years.copied"]
    assert "100%" in finding.message["zh"]
    assert any(sentence in finding.evidence["zh"] for sentence in itertools.chain(text))
