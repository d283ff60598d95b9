"""The overview: counts as counted by hand, links that lead to the audits, and the same bytes each time."""

from __future__ import annotations

import html
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogi_audit.batch.page import html_page
from ogi_audit.batch.quality import load_quality
from ogi_audit.batch.render import strip_run
from ogi_audit.display import overview as ov
from ogi_audit.display.lists import MOST
from ogi_audit.errors import ParameterError
from ogi_audit.messages.corpus import CORPUS
from ogi_audit.messages.overview import OVERVIEW
from ogi_audit.resources import share
from ogi_audit_testing.folders.overview import Case, make

NOTEBOOK = share("notebooks") / "overview.ipynb"
BALANCE, BLANK, LABEL = "requests.balance", "form.cell_blank", "form.row_label"
CITY, COUNTY, BUREAU = "云岭省沂川市人民政府", "云岭省沂川市栖原县人民政府", "云岭省沂川市水务局"
STEPS = (
    *(ov.rules, ov.rates, ov.where, ov.worst, ov.years),
    *(ov.copied, ov.standing, ov.parents, ov.quality),
)
DAMAGED = {
    "code": "damaged",
    "message": {"zh": "h.txt：文件已损坏。请重新下载", "en": "h.txt: damaged. Get it again"},
}
CASES = (
    Case("a", CITY, 2021, [BALANCE, BALANCE, BLANK], cells=(1, "", "/"), unassessed={BALANCE: ["total"], LABEL: ["x", "y"]}),
    Case("b", CITY, 2022, [BLANK, "years.carried"], previous="a.txt", format="pdf"),
    Case("c", "沂川市人民政府", 2023, [LABEL], previous="b.txt"),
    Case("d", COUNTY, 2021, [BALANCE], dismissed=1, unassessed={BLANK: ["x"]}),
    Case("e", COUNTY, 2023, [BALANCE]),
    Case("f", BUREAU, 2022),
    Case("g", BUREAU, 2023, unassessed={BALANCE: ["total"]}),
    Case("h", status="unreadable", error=DAMAGED),
    Case("i", BUREAU, 2024, status="failed", error={"code": "time", "message": {"zh": "i.txt：超时", "en": "i.txt: too long"}}),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("overview") / "out", CASES)


@pytest.fixture(scope="module")
def overview(folder) -> ov.Overview:
    return ov.load(str(folder))


def shown(overview: ov.Overview) -> str:
    return overview._repr_html_() + "".join(step(overview)._repr_html_() for step in STEPS)


def rows(frame) -> list[tuple]:
    return list(frame.itertuples(index=False, name=None))


def test_totals(overview):
    page = overview._repr_html_()
    # a and e have critical findings; d's was dismissed; f and g have none.
    assert (
        "共 9 份报告：已审核 7 份，其中有严重问题 2 份（29%），没有发现问题 3 份；无法读取 1 份，审核失败 1 份。"
        in page
    )
    assert "2021–2023" in page
    assert re.findall(r"ogi-number\">([^<]*)<", page) == [
        "9",
        "7",
        "1",
        "1",
        "4",
        "2021–2023",
        "3",
        "3",
        "1",
        "1",
    ]


def test_rules_that_fail_most(overview):
    # Not assessed: BALANCE in g; LABEL in a; BLANK in d. Only b and c had last year's report.
    assert rows(ov.rules(overview).frames["rules"]) == [
        (BALANCE, "critical", 2, 3, 6),
        (BLANK, "warning", 2, 2, 6),
        ("years.carried", "warning", 1, 1, 2),
        (LABEL, "info", 1, 1, 6),
    ]
    page = ov.rules(overview)._repr_html_()
    assert "每格都填写数字，没有的填0" in page
    assert "其余" in page


def test_where(overview):
    frames = ov.where(overview).frames
    assert rows(frames["level"]) == [
        ("prefectural", 1, 1, 1, 0, 3),
        ("county", 1, 0, 0, 1, 2),
        ("department", 0, 0, 0, 2, 2),
    ]
    assert rows(frames["region"]) == [("沂川市", 2, 1, 1, 3, 7)]
    assert rows(frames["year"]) == [
        ("2021", 1, 0, 0, 1, 2),
        ("2022", 0, 1, 0, 1, 2),
        ("2023", 1, 0, 1, 1, 3),
    ]
    assert rows(frames["level_by_year"]) == [
        ("prefectural", "2021", 1, 1),
        ("prefectural", "2022", 1, 0),
        ("prefectural", "2023", 1, 0),
        ("county", "2021", 1, 0),
        ("county", "2023", 1, 1),
        ("department", "2022", 1, 0),
        ("department", "2023", 1, 0),
    ]


def test_the_worst_reports_lead_to_their_audits(overview, folder, monkeypatch):
    assert list(ov.worst(overview).frames["worst"]["id"]) == ["a", "e", "b", "c"]
    # The path of this machine leads nowhere on another.
    assert "href" not in ov.worst(overview)._repr_html_()
    monkeypatch.chdir(folder)
    assert 'href="a.html"' in ov.worst(ov.load("."))._repr_html_()
    monkeypatch.chdir(folder.parent)
    assert 'href="out/a.html"' in ov.worst(ov.load("out"))._repr_html_()


def test_years(overview):
    frames = ov.years(overview).frames
    # c leaves out the province and is the city's; g's last year is there, as is f, but was not compared.
    assert list(frames["links"]["link"]) == [
        *("alone", "broken", "agrees", "alone", "alone", "alone", "apart"),
    ]
    assert rows(frames["by_year"]) == [
        (2021, 0, 0, 0, 0, 2, 2),
        (2022, 1, 0, 0, 0, 1, 2),
        (2023, 0, 1, 0, 1, 1, 3),
    ]
    assert rows(frames["chains"]) == [(3, 1), (1, 2)]
    assert rows(frames["gaps"]) == [("沂川市栖原县人民政府", [2021, 2023], [2022])]
    page = ov.years(overview)._repr_html_()
    assert (
        "7 份报告中，2 份与上年报告作了核对，其中 1 份（50%）有衔接问题；"
        "0 份有上年报告，但没有一条跨年度规则能完整核对；1 份的上年报告也在" in page
    )


def test_years_that_no_rule_could_judge_do_not_pass_for_compared(tmp_path):
    every = {rule: ["total"] for rule in ("years.carried", "years.in_force", "years.copied")}
    some = {rule: ["total"] for rule in ("years.carried", "years.in_force")}
    cases = [
        Case("a", CITY, 2021),
        Case("b", CITY, 2022, previous="a.txt", unassessed=every),
        Case("c", CITY, 2023, previous="b.txt", unassessed=some),
        Case("d", COUNTY, 2023, previous="x.txt", crashed=1),
        Case("e", BUREAU, 2023, ["years.carried"], previous="y.txt", unassessed=some),
        Case("f", "云岭省沂川市财政局", 2023, previous="z.txt"),
    ]
    make(tmp_path, cases)
    result = json.loads((tmp_path / "f.json").read_text("utf-8"))
    del result["not_assessable"]
    (tmp_path / "f.json").write_text(json.dumps(result), "utf-8")
    section = ov.years(ov.load(str(tmp_path)))
    assert list(section.frames["links"]["link"]) == [
        *("alone", "unjudged", "agrees", "unjudged", "broken", "unjudged"),
    ]
    # Nor do they make a chain longer: only c and e are known to follow from the year before.
    assert rows(section.frames["chains"]) == [(2, 2), (1, 2)]
    assert "2 份与上年报告作了核对，其中 1 份（50%）有衔接问题；3 份有上年报告，但" in section.html
    assert "有上年报告，未能完整核对 1" in section.html
    assert "ogi-warning" in section.html


def test_quality(overview):
    frames = ov.quality(overview).frames
    assert rows(frames["formats"]) == [("text", 6, 3, 1, 1, 0), ("pdf", 1, 0, 0, 0, 0)]
    assert rows(frames["unassessed"]) == [(BALANCE, 2, 2), (LABEL, 1, 2), (BLANK, 1, 1)]
    assert frames["cells"][["id", "cells", "blank", "odd"]].values.tolist() == [["a", 3, 1, 1]]
    assert rows(frames["unread"]) == [
        ("failed", "time", "超时", 1, ["i"]),
        ("unreadable", "damaged", "文件已损坏。请重新下载", 1, ["h"]),
    ]
    page = ov.quality(overview)._repr_html_()
    assert "规则运行没有出错（0 次）" in page
    assert (
        "共 15 格数字，其中空白或无法判断属于哪一格的 1 格，读不出数字的 1 格；无法核对的共 5 处"
        in page
    )


def test_a_crash_is_said_first(tmp_path):
    page = ov.quality(ov.load(str(make(tmp_path, [Case("a", crashed=2), Case("b")]))))._repr_html_()
    assert "ogi-critical" in page
    assert "规则运行出错 2 次，涉及 1 份报告" in page


def test_each_reason_why_there_is_no_audit_is_named(tmp_path):
    reasons = {"a": "KeyError 'a'", "b": "MemoryError", "c": "KeyError 'a'"}
    lost = [
        Case(name, status="failed", error={"code": "x", "message": {"zh": f"{name}.txt：{text}"}})
        for name, text in reasons.items()
    ]
    section = ov.quality(ov.load(str(make(tmp_path, lost))))
    assert rows(section.frames["unread"]) == [
        ("failed", "x", "KeyError 'a'", 2, ["a", "c"]),
        ("failed", "x", "MemoryError", 1, ["b"]),
    ]
    assert "MemoryError" in section.html


def test_a_folder_without_audits_says_so(tmp_path):
    overview = ov.load(str(make(tmp_path, [])))
    assert "这个文件夹里还没有审核。" in overview._repr_html_()
    assert "没有已审核的报告可以汇总。" in shown(overview)


def test_only_what_could_not_be_read(tmp_path):
    page = shown(ov.load(str(make(tmp_path, [CASES[7], CASES[8]]))))
    assert "已审核 0 份，其中有严重问题 0 份（—）" in page
    assert "文件已损坏" in page


def test_agency_and_year_not_known(tmp_path):
    overview = ov.load(str(make(tmp_path, [Case("a", None, None, [BALANCE]), Case("b", "", 2023)])))
    assert rows(ov.where(overview).frames["year"]) == [("2023", 0, 0, 0, 1, 1), ("", 1, 0, 0, 0, 1)]
    assert rows(ov.years(overview).frames["by_year"]) == [
        (2023, 0, 0, 0, 0, 1, 1),
        (0, 0, 0, 0, 0, 1, 1),
    ]
    assert "未知" in shown(overview)


def test_a_result_that_says_less_is_named(tmp_path):
    make(tmp_path, [Case("a"), Case("b")])
    result = json.loads((tmp_path / "a.json").read_text("utf-8"))
    del result["not_assessable"]
    (tmp_path / "a.json").write_text(json.dumps(result), "utf-8")
    overview = ov.load(str(tmp_path))
    assert overview.quality.unknown == ("a",)
    assert "有 1 份审核的结果文件不完整" in ov.quality(overview)._repr_html_()


def test_long_tables_are_cut_and_say_so(tmp_path):
    cases = [Case(f"r{n:02}", f"云岭省沂川市第{n:02}局", 2023, [BALANCE]) for n in range(MOST + 3)]
    section = ov.worst(ov.load(str(make(tmp_path, cases))))
    assert section._repr_html_().count("<tr>") == MOST + 1
    assert "另有 3 行未列出；全部报告见 index.html" in section._repr_html_()
    assert len(section.frames["worst"]) == MOST + 3


HOSTILE = '<img src=x onerror="alert(1)">&</td>{{ 7*7 }}'


def test_a_manifest_that_was_spoilt_by_hand_is_shown(tmp_path):
    make(tmp_path, [Case("a"), Case("b")])
    manifest = tmp_path / "manifest.jsonl"
    first, second = manifest.read_text("utf-8").splitlines()
    spoilt = {**json.loads(first), "year": "x", "report": None, "parameters": "y"}
    manifest.write_text(f"{json.dumps(spoilt)}\n{second}\n", "utf-8")
    page = shown(ov.load(str(tmp_path)))
    assert "已审核 1 份" in page
    assert "清单的记录有误" in page


def test_hostile_names_are_escaped(tmp_path, monkeypatch):
    case = Case(
        "x<b> y#1&?",
        HOSTILE,
        2023,
        [BALANCE, "evil<script>"],
        unassessed={"r<i>": ["x"]},
        format="<f>",
        cells=("",),
    )
    lost = Case(
        "z<u>", status="unreadable", error={"code": "<c>", "message": {"zh": "<zh>", "en": "<en>"}}
    )
    make(tmp_path, [case, lost])
    monkeypatch.chdir(tmp_path)
    for language in ("zh", "en"):
        page = shown(ov.load(".", language=language))
        for tag in ("<img", "<script", "<b>", "<i>", "<f>", "<u>", "<zh>", "<en>"):
            assert tag not in page
        assert html.escape(HOSTILE, quote=False).replace('"', "&#34;") in page
        assert 'href="x%3Cb%3E%20y%231%26%3F.html"' in page


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_no_name_gets_out_of_its_cell(name, tmp_path):
    tags = []
    for agency in (name, "局"):
        path = make(tmp_path, [Case("a", agency, 2023, [BALANCE], cells=("",))])
        page = shown(ov.load(str(path)))
        tags.append(re.findall("</?[a-z]+", page))
    assert tags[0] == tags[1]


def test_every_phrase_has_both_languages_and_the_same_fields():
    for key, text in (OVERVIEW | CORPUS).items():
        fields = [set(re.findall(r"\{(\w+)\}", text[language])) for language in ("zh", "en")]
        assert fields[0] == fields[1], key


def test_english_has_no_chinese_of_ours(folder):
    page = shown(ov.load(str(folder), language="en"))
    names = (CITY, COUNTY, BUREAU, "沂川市", "一", "五", "六", "无")
    bare = re.sub(r"(?s)<style>.*?</style>|<[^>]*>", " ", page)
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, "")
    assert not re.findall(
        "[\u3400-\u9fff]+",
        re.sub("栖原县人民政府|人民政府|水务局|至|政府信息公开工作年度报告", "", bare),
    )


@pytest.mark.parametrize(("name", "value"), [("foldr", "."), ("language", "fr")])
def test_a_bad_parameter_is_an_error(name, value):
    names = {"folder": ".", "language": "zh", **({name: value} if name == "language" else {})}
    with pytest.raises(ParameterError) as error:
        ov.check_parameters({**names, "In": ["", f'# Parameters\n{name} = "{value}"\n']})
    assert error.value.where == name
    ov.check_parameters({"folder": ".", "language": "en", "In": ["mine = 1"]})


def test_a_folder_that_holds_no_audits_at_all_is_an_error(tmp_path):
    with pytest.raises(ParameterError):
        ov.load(str(tmp_path / "nowhere"))


def test_papermill_shows_each_parameter_with_type_and_comment():
    found = papermill.inspect_notebook(str(NOTEBOOK))
    assert list(found) == list(ov.PARAMETERS)
    assert all(one["inferred_type_name"] == "str" and one["help"] for one in found.values())


def test_the_sample_is_as_its_tool_makes_it(tmp_path):
    tool = share("data").parent / "tools" / "make_overview_sample.py"
    spec = importlib.util.spec_from_file_location("make_overview_sample", tool)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make(tmp_path)
    made, kept = (
        {p.relative_to(place): p.read_bytes() for p in place.rglob("*") if p.is_file()}
        for place in (tmp_path, share("data") / "overview")
    )
    assert made == kept


@pytest.fixture(scope="module")
def stock(folder) -> list[nbformat.NotebookNode]:
    """The notebook run twice by the stock papermill command, in different surroundings."""
    runs = []
    for number, (zone, seed) in enumerate((("Asia/Shanghai", "0"), ("Pacific/Auckland", "77"))):
        out = folder.parent / f"run{number}.ipynb"
        environment = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "COLUMNS": f"{60 + 40 * number}",
        }
        command = [
            sys.executable,
            "-m",
            "papermill",
            str(NOTEBOOK),
            str(out),
            "-p",
            "folder",
            ".",
            "--cwd",
            str(folder),
        ]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        runs.append(strip_run(nbformat.read(out, as_version=4)))
    return runs


def test_stock_papermill_renders_it_to_the_same_bytes(stock):
    written = [nbformat.writes(run) for run in stock]
    assert written[0] == written[1]
    assert html_page(stock[0], "总览") == html_page(stock[1], "总览")
    outputs = [output for cell in stock[0].cells for output in cell.get("outputs", [])]
    assert len(outputs) == 12
    assert {output.output_type for output in outputs} == {"execute_result"}
    for secret in (str(Path.home()), os.uname().nodename, "0x7f"):
        assert secret not in written[0]


def test_the_page_loads_nothing_and_needs_no_script(stock):
    page = html_page(stock[0], "总览")
    assert "<script" not in page
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", page)
    assert 'href="a.html"' in page
    assert "ov.load(" not in page


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.lists(
        st.one_of(st.integers(0, 9), st.text(st.sampled_from('"value: nul,\\\n\t }/无\u3000'))),
        max_size=6,
    )
)
def test_cells_count_the_same_however_the_result_is_written(cells, tmp_path):
    make(tmp_path, [Case("a", cells=cells, unassessed={BALANCE: ["x"]})])
    path = tmp_path / "a.json"
    blank = sum(isinstance(cell, str) and not cell.strip() for cell in cells)
    odd = sum(isinstance(cell, str) for cell in cells) - blank
    for indent in (1, None, 4):
        path.write_text(
            json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False, indent=indent),
            "utf-8",
        )
        quality = load_quality(tmp_path, ["a"])
        assert rows(quality.cells) == [("a", len(cells), blank, odd)]
        assert rows(quality.unassessed) == [("a", BALANCE, 1)]
