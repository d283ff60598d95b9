"""The results of an output folder as tables: complete, tidy, and an answer to every broken file."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from ogi_audit.batch.columns import AUDIT_COLUMNS, FINDING_COLUMNS
from ogi_audit.batch.exports import write_exports
from ogi_audit.batch.index import write_index
from ogi_audit.batch.levels import LEVELS, level_of, region_of
from ogi_audit.batch.manifest import MANIFEST, Manifest
from ogi_audit.batch.results import load_results
from ogi_audit.display.verdict import verdict
from ogi_audit.errors import LANGUAGES
from ogi_audit.messages.audit import word
from ogi_audit.messages.terms import AUDIT_STATUS, LEVEL
from ogi_audit.messages.verifying import VERIFY
from ogi_audit_testing.folders.output import SAMPLES, folder_of_all, publish, result_of


@pytest.fixture(scope="module")
def sample():
    return result_of("sample-2023.txt")["report"]["id"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folder_of_all(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def results(folder):
    return load_results(folder)


def test_one_row_an_audit_and_a_finding(folder, results):
    assert list(results.audits["id"]) == sorted(Manifest(folder).read())
    assert list(results.audits) == list(AUDIT_COLUMNS)
    assert list(results.findings) == list(FINDING_COLUMNS)
    for sample in SAMPLES:
        written = result_of(sample)
        found = results.findings[results.findings["id"] == written["report"]["id"]]
        assert list(found["fingerprint"]) == [one["fingerprint"] for one in written["findings"]]
        assert list(found["message_zh"]) == [one["message"]["zh"] for one in written["findings"]]
    assert not results.audits["id"].duplicated().any()


def test_types_are_plain_whatever_the_rows(results, tmp_path):
    empty = load_results(tmp_path)
    for one in (results, empty):
        for frame, columns in ((one.audits, AUDIT_COLUMNS), (one.findings, FINDING_COLUMNS)):
            kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
            assert kinds == {
                name: "str" if kind == "text" else kind for name, kind in columns.items()
            }
            # pyarrow's storage would start threads in a process that may still fork.
            assert all(
                kind.storage == "python"
                for kind in frame.dtypes
                if isinstance(kind, pd.StringDtype)
            )
    assert len(empty.audits) == len(empty.findings) == 0


def test_the_sample_as_a_row(results, sample):
    row = results.audits.set_index("id").loc[sample]
    assert row["status"] == "audited"
    assert (row["agency"], row["year"]) == ("云岭省沂川市人民政府办公室", 2023)
    assert (row["level"], row["region"]) == ("department", "沂川市")
    assert (row["critical"], row["warning"], row["info"], row["dismissed"]) == (2, 1, 0, 0)
    assert row["passed"] == result_of("sample-2023.txt")["outcomes"]["passed"]
    assert (row["source"], row["format"], row["published"]) == (
        *("sample-2023.txt", "text"),
        "2024-01-29",
    )
    assert row["outputs"] == "html ipynb json"
    assert row[["error_code", "error_zh", "previous"]].isna().all()


def test_a_finding_as_a_row(results, sample):
    found = results.findings[results.findings["id"] == sample].iloc[0]
    assert (found["observed"], found["expected"], found["difference"]) == (54, 55, -1)
    assert (found["observed_text"], found["expected_text"]) == ("54", "55")
    assert found["suspect"] == "requests.new_received.natural_person: 51 → 52"
    assert found["suspect_zh"].endswith("自然人: 51 → 52")
    assert (found["place"], found["place_zh"]) == ("line 43, column 2", "第43行，第2列")
    assert found["review"] == "open"
    words = results.findings[results.findings["rule"] == "form.title"].iloc[0]
    assert words[["observed", "expected", "difference"]].isna().all()
    assert words["expected_text"] == "政府信息公开工作年度报告"


def test_counts_are_those_of_the_verdict(tmp_path):
    written = result_of("sample-2023.txt")
    written["findings"][0]["review"] = {
        "state": "dismissed",
        "reason": "表外说明",
        "reviewer": "李",
    }
    written["findings"][1]["review"] = {"state": "confirmed", "reason": "", "reviewer": ""}
    written["previous"] = {"name": "去年.html", "sha256": "0" * 64}
    publish(tmp_path, written)
    results = load_results(tmp_path)
    row = results.audits.iloc[0]
    assert (row["critical"], row["dismissed"], row["previous"]) == (1, 1, "去年.html")
    assert f"发现 {row['critical']} 项严重问题" in verdict(written, "zh")
    assert list(results.findings["review"]) == ["dismissed", "confirmed", "open"]
    assert results.findings["reason"].tolist()[0] == "表外说明"
    assert results.findings[["reason", "reviewer"]].iloc[1].isna().all()


def test_what_could_not_be_audited_has_its_reason(results):
    rows = results.audits.set_index("status")
    assert rows.loc["unreadable", "error_code"] == "scanned_pdf"
    assert rows.loc["unreadable", "error_zh"] == "扫描件.pdf：PDF 是扫描件"
    assert rows.loc["failed", "error_en"] == "慢.doc: took too long"
    assert rows.loc["failed", "source"] == "慢.doc"
    assert rows.loc["failed", "outputs"] == ""
    assert pd.isna(rows.loc["unreadable", "critical"])
    assert rows.loc["failed", "level"] == "unknown"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text[:-3],
        lambda text: "[]",
        lambda text: "null",
        lambda text: '{"schema": "ogi-audit/1"}',
        lambda text: text.replace("ogi-audit/1", "ogi-audit/9"),
        lambda text: text.replace('"findings"', '"found"'),
        lambda text: text.replace('"year": 2023', '"year": "二〇二三"'),
        lambda text: text.replace('"year": 2023', f'"year": {10**30}'),
        lambda text: text.replace('"observed": 54', '"observed": NaN'),
        lambda text: text.replace('"observed": 54', '"observed": [54]'),
        lambda text: text.replace("沂川市人民政府办公室", "\\ud800"),
        lambda text: text.replace('"proposed": 52', '"proposed": Infinity'),
        lambda text: "[" * 100_000,
    ],
)
def test_a_broken_result_is_a_failed_audit(spoil, tmp_path):
    record = publish(tmp_path, result_of("sample-2023.txt"))
    publish(tmp_path, result_of("gaps-2022.md"))
    path = tmp_path / f"{record.id}.json"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    results = load_results(tmp_path)
    row = results.audits.set_index("id").loc[record.id]
    assert (row["status"], row["error_code"]) == ("failed", "result_broken")
    assert row["error_zh"] == word("result_broken", "zh")
    assert row["agency"] == record.agency
    assert record.id not in set(results.findings["id"])
    assert len(results.findings) == len(result_of("gaps-2022.md")["findings"])


def test_a_missing_result_is_a_failed_audit(tmp_path):
    record = publish(tmp_path, result_of("sample-2023.txt"))
    (tmp_path / f"{record.id}.json").unlink()
    row = load_results(tmp_path).audits.iloc[0]
    assert (row["status"], row["error_code"]) == ("failed", "result_missing")
    assert row["outputs"] == "html ipynb"


@pytest.mark.parametrize(
    "changes",
    [
        {"year": "x"},
        {"year": True},
        {"year": 10**30},
        {"agency": 5},
        {"report": None},
        {"report": {"path": 5, "sha256": "0"}},
        {"previous": {"path": "a\0", "sha256": "0"}},
        {"parameters": "x"},
        {"tools": ["x"]},
        {"outputs": {"json": 5}},
        {"error": "x", "status": "failed"},
        {"status": "fine"},
        {"id": "../../elsewhere"},
        {"id": "a/\ud800"},
        {"id": ""},
    ],
)
def test_a_record_spoilt_by_hand_is_a_failed_audit(changes, tmp_path):
    record = publish(tmp_path, result_of("sample-2023.txt"))
    publish(tmp_path, result_of("gaps-2022.md"))
    manifest = tmp_path / MANIFEST
    spoilt, whole = manifest.read_text("utf-8").splitlines()
    assert json.loads(spoilt)["id"] == record.id
    content = {**json.loads(spoilt), **changes}
    manifest.write_text(f"{json.dumps(content)}\n{whole}\n", "utf-8")
    results = load_results(tmp_path)
    assert sorted(results.audits["status"]) == ["audited", "failed"]
    row = results.audits.set_index("status").loc["failed"]
    assert row["id"] == content["id"].replace("\ud800", "\ufffd")
    assert (row["error_code"], row["outputs"]) == ("record_broken", "")
    assert row["error_en"] == VERIFY["record"]["en"]
    assert row[["agency", "year", "critical"]].isna().all()
    assert len(results.findings) == len(result_of("gaps-2022.md")["findings"])
    write_index(tmp_path, results, "zh")
    write_exports(tmp_path, results, "zh")


def test_a_name_with_half_a_character_can_be_shown(tmp_path):
    record = publish(tmp_path, result_of("sample-2023.txt"))
    manifest = tmp_path / MANIFEST
    content = json.loads(manifest.read_text("utf-8"))
    report = {"path": "a\udcff.txt", "sha256": "0"}
    error = {"code": "x", "message": {"zh": "a\udcff.txt：x", "en": "a\udcff.txt: x"}}
    content |= {"status": "failed", "report": report, "error": error}
    manifest.write_text(json.dumps(content) + "\n", "utf-8")
    results = load_results(tmp_path)
    row = results.audits.set_index("id").loc[record.id]
    assert (row["source"], row["error_zh"], row["error_code"]) == (
        "a\ufffd.txt",
        "a\ufffd.txt：x",
        "x",
    )
    write_index(tmp_path, results, "zh")
    write_exports(tmp_path, results, "zh")


def test_any_layout_of_the_json_gives_the_same(tmp_path):
    record = publish(tmp_path, result_of("sample-2023.txt"))
    before = load_results(tmp_path)
    path = tmp_path / f"{record.id}.json"
    content = json.loads(path.read_text("utf-8"))
    for cells in (content["cells"], {}):
        for indent in (None, 1, 2):
            for order in (sorted(content), sorted(content, reverse=True)):
                written = {key: cells if key == "cells" else content[key] for key in order}
                path.write_text(json.dumps(written, indent=indent), "utf-8")
                after = load_results(tmp_path)
                pd.testing.assert_frame_equal(before.audits, after.audits)
                pd.testing.assert_frame_equal(before.findings, after.findings)


def test_order_does_not_depend_on_that_of_the_run(folder, results):
    records = Manifest(folder).read()
    again = load_results(folder, dict(reversed(records.items())))
    pd.testing.assert_frame_equal(results.audits, again.audits)
    pd.testing.assert_frame_equal(results.findings, again.findings)


@pytest.mark.parametrize(
    ("agency", "level", "region"),
    [
        ("云岭省人民政府", "provincial", "云岭省"),
        ("内蒙古自治区人民政府", "provincial", "内蒙古自治区"),
        ("北京市人民政府", "provincial", "北京市"),
        ("重庆市渝北区人民政府", "county", "重庆市"),
        ("云岭省沂川市人民政府", "prefectural", "沂川市"),
        ("沂川市人民政府", "prefectural", "沂川市"),
        ("云岭省沂川市桐河市人民政府", "county", "沂川市"),
        ("霞浦州桐河市人民政府", "county", "霞浦州"),
        ("恩施土家族苗族自治州人民政府", "prefectural", "恩施土家族苗族自治州"),
        ("苏州市吴江区人民政府", "county", "苏州市"),
        ("晋城市人民政府", "prefectural", "晋城市"),
        ("栖原县人民政府", "county", None),
        ("沂川市栖原县", "county", "沂川市"),
        ("栖原县清河镇人民政府", "township", None),
        ("沂川市东山街道办事处", "township", "沂川市"),
        ("沂川市市场监督管理局", "department", "沂川市"),
        ("沂川市城市管理局", "department", "沂川市"),
        ("城市管理局", "department", None),
        ("国家市场监督管理总局", "department", None),
        ("云岭省住房和城市建设局", "department", "云岭省"),
        ("雲嶺省沂川市水務局", "department", "沂川市"),
        ("", "unknown", None),
        (None, "unknown", None),
    ],
)
def test_level_and_region_by_name(agency, level, region):
    assert (level_of(agency), region_of(agency)) == (level, region)


def test_every_level_and_status_has_its_words():
    assert list(LEVEL) == list(LEVELS)
    for texts in (*LEVEL.values(), *AUDIT_STATUS.values()):
        assert set(texts) == set(LANGUAGES)
