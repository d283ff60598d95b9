"""Questions to a whole corpus: the answers are those counted by hand, from a scan, a run, or both."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogi_audit.batch import grouped
from ogi_audit.batch.corpus import ask, opened
from ogi_audit.batch.exports import write_exports
from ogi_audit.batch.figures import figures_of
from ogi_audit.batch.results import COUNTED, load_results
from ogi_audit.batch.scanned_rows import merged
from ogi_audit.display import overview as ov
from ogi_audit.display.overview.parents import KEYS
from ogi_audit.display.overview.runs import longest_runs
from ogi_audit.errors import ParameterError, RenderError
from ogi_audit_testing.folders.county import COUNTY, SLIP, UNITS, YEARS, county
from ogi_audit_testing.folders.overview import Case, make
from ogi_audit_testing.folders.scanned import audits_of, write_run, write_scan

CITY, BUREAU = "云岭省沂川市人民政府", "云岭省沂川市水务局"
BALANCE, COPIED = "requests.balance", "years.copied"
FINANCE, EDUCATION, TOWN = UNITS
SPECIMENS = county()


@pytest.fixture(scope="module")
def audits(tmp_path_factory):
    return audits_of(SPECIMENS.values(), tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def folders(audits, tmp_path_factory) -> dict[str, Path]:
    """The same reports scanned, run, and every third run after all were scanned."""
    place = tmp_path_factory.mktemp("corpus")
    some = audits[::3]
    write_scan(place / "scan", audits, place)
    write_run(place / "run", audits)
    write_run(place / "both", some)
    write_scan(place / "both", audits, place)
    return {name: place / name for name in ("scan", "run", "both")}


@pytest.fixture(scope="module", params=["scan", "run", "both"])
def overview(folders, request) -> ov.Overview:
    return ov.load(str(folders[request.param]))


@pytest.fixture(scope="module")
def units(tmp_path_factory) -> Path:
    """A list as a user writes it: with and without the province, and a government without a report."""
    path = tmp_path_factory.mktemp("units") / "名单.csv"
    rows = [("agency", "parent"), *((unit, COUNTY) for unit in UNITS), (COUNTY, CITY)]
    rows.append((UNITS[0].removeprefix("云岭省"), COUNTY))
    path.write_text("".join(f"{agency},{parent}\n" for agency, parent in rows), "gb18030")
    return path


def rows(frame: pd.DataFrame) -> list[tuple]:
    return list(frame.itertuples(index=False, name=None))


def short(name: str) -> str:
    return name.removeprefix("云岭省")


def test_rates_are_those_counted_by_hand(overview, audits):
    for column in ("year", "level", "region"):
        frame = ov.rates(overview).frames[column]
        failed: Counter[tuple[str, str]] = Counter()
        assessed: Counter[tuple[str, str]] = Counter()
        for record, result in audits:
            row = overview.audits.set_index("id").loc[record.id]
            written = result.to_json()
            failing = {one["rule"] for one in written["findings"]}
            for rule in set(frame["rule"]):
                needs_previous = rule.startswith("years.") and record.previous is None
                is_judged = rule not in written["not_assessable"] and not needs_previous
                assessed[rule, str(row[column])] += rule in failing or is_judged
                failed[rule, str(row[column])] += rule in failing
        assert len(frame) == len(set(frame["rule"])) * len(set(overview.audits[column]))
        for one in frame.itertuples():
            assert one.failed == failed[one.rule, one.group]
            assert one.assessed == assessed[one.rule, one.group]
            if one.assessed:
                assert one.rate == one.failed / one.assessed
            else:
                assert pd.isna(one.rate)
    sums = ov.rates(overview).frames["year"].groupby("rule")[["failed", "assessed"]].sum()
    whole = ov.rules(overview).frames["rules"].set_index("rule")
    assert sums["failed"].to_dict() == whole["reports"].to_dict()
    assert sums["assessed"].to_dict() == whole["assessed"].to_dict()


def test_all_steps_say_the_same_of_a_scan_and_of_a_run(folders, units):
    pages = []
    for folder in folders.values():
        overview = ov.load(str(folder))
        steps = (
            ov.rules,
            ov.rates,
            ov.where,
            ov.worst,
            ov.copied,
            ov.standing,
            ov.years,
            ov.quality,
        )
        sections = [*(step(overview) for step in steps), ov.parents(overview, str(units))]
        pages.append([overview._repr_html_(), *(one._repr_html_() for one in sections)])
    assert pages[0] == pages[1] == pages[2]


def test_who_copied(overview):
    frames = ov.copied(overview).frames
    later = YEARS[1:]
    assert [*zip(frames["reports"]["agency"], frames["reports"]["year"], strict=True)] == [
        (short(EDUCATION), year) for year in reversed(later)
    ]
    assert set(frames["reports"]["sections"]) == {"overview problems"}
    assert rows(frames["agencies"]) == [(short(EDUCATION), [*later], 2, later[0], later[1], 2)]
    # The town has no report of the first year to be compared with.
    assert [(one.year, one.copied) for one in frames["by_year"].itertuples()][1:] == [
        (str(year), 1) for year in later
    ]
    assert 0 < frames["by_year"]["compared"].iloc[1] <= 3
    assert "照搬上年文字，涉及 1 个机关，其中连续两年以上的 1 个" in ov.copied(overview).html


def test_where_nobody_copied_it_is_said_of_how_many(tmp_path):
    cases = [Case("a", CITY, 2022), Case("b", CITY, 2023, previous="a.txt")]
    section = ov.copied(ov.load(str(make(tmp_path, cases))))
    assert rows(section.frames["by_year"][["year", "copied", "compared"]]) == [
        ("2022", 0, 0),
        ("2023", 0, 1),
    ]
    assert "能与上年文字核对的 1 份报告中，0 份照搬上年文字" in section.html


def test_the_longest_standing_faults(overview):
    frame = ov.standing(overview).frames["standing"]
    column = SLIP.split(".")[-1]
    longest = frame[frame["years"] == len(YEARS)]
    assert [*zip(longest["agency"], longest["rule"], longest["at"], strict=True)] == [
        (short(FINANCE), BALANCE, column),
        (short(FINANCE), "requests.row_total", "new_received"),
    ]
    assert set(longest["first"]) == {YEARS[0]}
    assert set(longest["last"]) == set(longest["latest"]) == {YEARS[-1]}
    assert longest["is_there"].all()
    assert ov.standing(overview).html.count("最近一年（2024）仍有") >= 2


def test_a_fault_that_was_mended_and_one_with_a_gap(tmp_path):
    cases = [
        *(Case(f"a{year}", CITY, year, [BALANCE] * (year < 2023)) for year in range(2020, 2025)),
        *(Case(f"b{year}", BUREAU, year, [BALANCE]) for year in (2019, 2021, 2022, 2024)),
        *(Case(f"c{year}", "某局", year, [BALANCE], dismissed=1) for year in (2023, 2024)),
        *(Case(f"d{year}", None, year, [BALANCE]) for year in (2023, 2024)),
    ]
    frame = ov.standing(ov.load(str(make(tmp_path, cases)))).frames["standing"]
    columns = ["agency", "years", "first", "last", "latest", "is_there"]
    assert rows(frame[columns]) == [
        ("沂川市人民政府", 3, 2020, 2022, 2024, False),
        ("沂川市水务局", 2, 2021, 2022, 2024, False),
    ]


def test_parents_against_the_sum_of_their_units(overview, units):
    section = ov.parents(overview, str(units))
    covered, figures = section.frames["coverage"], section.frames["figures"]
    assert rows(covered) == [
        (short(COUNTY), YEARS[0], 3, 2, [short(TOWN)], False),
        (short(COUNTY), YEARS[1], 3, 3, [], True),
        (short(COUNTY), YEARS[2], 3, 3, [], True),
    ]
    wanted = {}
    for year in YEARS[1:]:
        for key in KEYS:
            own = SPECIMENS[COUNTY, year].values[key]
            wanted[year, key] = (own, sum(SPECIMENS[unit, year].values[key] for unit in UNITS))
    assert {(one.year, one.key): (one.observed, one[6]) for one in figures.itertuples()} == wanted
    assert (figures["difference"] == figures["observed"] - figures["sum"]).all()
    # The figures of its own are in the last year's report alone.
    assert set(figures.loc[figures["difference"] != 0, "year"]) == {YEARS[-1]}
    assert list(figures["difference"].abs()) == sorted(figures["difference"].abs(), reverse=True)
    assert "供查看，不是问题" in section.html
    assert short(TOWN) in section.html


def test_without_a_list_nothing_is_compared_and_it_says_why(overview):
    section = ov.parents(overview)
    assert section.frames == {}
    assert "光看报告无从知道" in section.html


def test_a_list_in_the_folder_is_taken(folders, units, tmp_path):
    folder = tmp_path / "out"
    shutil.copytree(folders["scan"], folder)
    shutil.copy(units, folder / "units.csv")
    given = ov.parents(ov.load(str(folder)), str(units))
    assert ov.parents(ov.load(str(folder))).html == given.html


def test_a_blank_is_never_zero_and_two_figures_are_none(tmp_path):
    cases = [
        Case("p", CITY, 2023, cells=(9,)),
        Case("u", BUREAU, 2023, cells=("",)),
        Case("v", "沂川市财政局", 2023, cells=(4,)),
    ]
    folder = make(tmp_path / "out", cases)
    for path in folder.glob("*.json"):
        path.write_text(
            path.read_text("utf-8").replace("new_received.0", "new_received.total"), "utf-8"
        )
    (tmp_path / "u.csv").write_text(
        f"agency,parent\n{BUREAU},{CITY}\n沂川市财政局,{CITY}\n", "utf-8"
    )
    figures = ov.parents(ov.load(str(folder)), str(tmp_path / "u.csv")).frames["figures"]
    assert figures["sum"].isna().all()
    assert figures.set_index("key")["blank"]["requests.new_received.total"] == 1
    again = make(tmp_path / "out", [Case("w", BUREAU, 2023, cells=(5,))])
    assert (
        ov.parents(ov.load(str(again)), str(tmp_path / "u.csv"))
        .frames["figures"]["sum"]
        .isna()
        .all()
    )


@pytest.mark.parametrize(
    "content", [None, b"", b"name,parent\nx,y\n", b"agency,parent\n", b"\xff\xfe\x00"]
)
def test_what_is_no_list_of_units_is_an_error(content, folders, tmp_path):
    path = tmp_path / "units.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ParameterError) as error:
        ov.parents(ov.load(str(folders["scan"])), str(path))
    assert error.value.where == "units"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(2010, 2020)), max_size=20))
def test_the_longest_run_is_the_longest(pairs):
    found = longest_runs(pd.DataFrame(pairs, columns=["key", "year"]), ["key"])
    wanted = []
    for key in sorted({key for key, _ in pairs}):
        years = sorted({year for own, year in pairs if own == key})
        runs = [[years[0]]]
        for before, year in pairwise(years):
            runs.append([year]) if year != before + 1 else runs[-1].append(year)
        best = max(runs, key=lambda run: (len(run), run[-1]))
        wanted.append((key, best[0], best[-1], len(best)))
    assert rows(found) == wanted


@given(st.lists(st.lists(st.integers(0, 99)), max_size=5), st.integers(1, 5))
def test_sorted_sources_are_merged_in_order(sources, size):
    frames = []
    for number, ids in enumerate(sources):
        # No two sources have the same id, and one of them can have it often.
        own = sorted(f"{one:02}-{number}" for one in ids)
        frames.append(pd.DataFrame({"id": pd.Series(own, dtype="object"), "at": range(len(own))}))
    parts = [
        iter([frame.iloc[at : at + size] for at in range(0, len(frame), size)]) for frame in frames
    ]
    found = [row for part in merged(parts) for row in rows(part)]
    assert found == sorted(row for frame in frames for row in rows(frame))


def test_findings_are_the_same_whole_in_parts_and_in_some_columns(folders):
    for folder in folders.values():
        results = load_results(folder)
        whole = results.findings
        pd.testing.assert_frame_equal(pd.concat(list(results.parts()), ignore_index=True), whole)
        pd.testing.assert_frame_equal(results.counted, whole[list(COUNTED)])
        assert results.number == len(whole)
        some = whole[whole["rule"] == BALANCE].reset_index(drop=True)
        pd.testing.assert_frame_equal(results.those("rule", {BALANCE}), some)


def test_exports_are_the_same_bytes_whatever_the_rows_came_from(folders, tmp_path):
    made = []
    for name, folder in folders.items():
        place = tmp_path / name
        place.mkdir()
        paths = write_exports(place, load_results(folder))
        made.append([path.read_bytes() for path in paths])
        # Nothing is left of what was on its way.
        assert sorted(path.name for path in place.iterdir()) == sorted(path.name for path in paths)
    assert made[0] == made[1] == made[2]


@given(st.lists(st.integers(0, 30), max_size=12), st.integers(1, 20))
def test_a_table_is_the_same_bytes_however_its_rows_come(sizes, group):
    rows = pa.table({"n": pa.array(range(sum(sizes)), pa.int64())})
    written = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouped, "_ROWS", group)
        for steps in (sizes, [sum(sizes)]):
            stream = io.BytesIO()
            writer = grouped.GroupedWriter(stream, rows.schema)
            start = 0
            for size in steps:
                writer.add(rows.slice(start, size))
                start += size
            writer.close()
            written.append(stream.getvalue())
    assert written[0] == written[1]
    assert pq.read_table(io.BytesIO(written[0])).equals(rows)


def test_figures_of_a_scan_and_of_results_are_the_same(folders, audits):
    ids = [record.id for record, _ in audits]
    frames = [figures_of(folder, ids, KEYS) for folder in folders.values()]
    assert len(frames[0]) == len(ids) * len(KEYS)
    for frame in frames[1:]:
        pd.testing.assert_frame_equal(frames[0], frame)


def test_sql_reads_the_tables_and_nothing_else(folders, audits, tmp_path):
    import duckdb

    strange = tmp_path / "a[1]*b'c?"
    write_scan(strange, audits, tmp_path)
    (tmp_path / "other.csv").write_text("x\n1\n")
    with opened(strange, "cells", "sections") as tables:
        found = ask(
            tables, "SELECT year, count(DISTINCT id) AS n FROM cells GROUP BY year ORDER BY year"
        )
        assert rows(found) == [(year, sum(own == year for _, own in SPECIMENS)) for year in YEARS]
        for question in (
            "INSTALL httpfs",
            f"SELECT * FROM read_csv('{tmp_path}/other.csv')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                tables.execute(question)
    assert {path.name for path in tmp_path.iterdir()} >= {strange.name, "other.csv"}
    assert not (tmp_path / "out.csv").exists()


def test_a_table_that_is_not_whole_is_an_error_of_ours(audits, tmp_path):
    folder = write_scan(tmp_path / "out", audits, tmp_path)
    for table in ("findings", "cells", "audits"):
        (path,) = (folder / "frames" / table / "2023").iterdir()
        content = path.read_bytes()
        path.write_bytes(content[:50])
        with pytest.raises(RenderError) as error:
            ov.load(str(folder)).counted.size  # noqa: B018
        assert error.value.code == "tables_broken"
        path.write_bytes(content)
