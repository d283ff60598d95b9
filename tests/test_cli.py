"""The command as a user meets it: what it prints, where, and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ogi_audit.resources import share
from ogi_audit_testing.harness.commands import ogi_audit, started

DATA = share("data")


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("broken") / "空.txt"
    path.write_bytes(b"")
    return path


@pytest.fixture(scope="module")
def three(broken) -> subprocess.CompletedProcess[str]:
    return ogi_audit("check", DATA / "clean-2024.html", broken, DATA / "sample-2023.txt", "--json")


def test_json_is_one_line_a_file_in_the_order_given(three, broken):
    clean, error, faulty = map(json.loads, three.stdout.splitlines())
    assert clean["findings"] == []
    assert clean["report"]["source"]["name"] == "clean-2024.html"
    assert error["error"]["code"] == "read.empty"
    assert "report" not in error
    assert faulty["report"]["source"]["name"] == "sample-2023.txt"


def test_the_exit_code_is_the_worst(three):
    assert three.returncode == 2


def test_stderr_has_the_one_line_that_matters(three, broken):
    assert three.stderr == f"{broken.name}：文件是空的。请重新下载或另存该报告 [read.empty]\n"


def test_the_object_is_that_of_the_schema(three):
    result = json.loads(three.stdout.splitlines()[2])
    assert list(result) == [
        "schema",
        "report",
        "previous",
        "cells",
        "sections",
        "unread",
        "outcomes",
        "not_assessable",
        "findings",
        "suspects",
        "suspects_state",
    ]
    assert result["schema"] == "ogi-audit/1"
    assert set(result["report"]) == {"id", "agency", "year", "edition", "published", "source"}
    assert set(result["outcomes"]) == {
        "passed",
        "failed",
        "not_assessable",
        "not_applicable",
        "crashed",
    }
    cell = result["cells"]["requests.new_received.natural_person"]
    assert (cell["value"], cell["text"]) == (51, "51")
    assert cell["place"].startswith("line ")
    balance = next(f for f in result["findings"] if f["rule"] == "requests.balance")
    assert (balance["at"], balance["observed"], balance["expected"]) == ("natural_person", 54, 55)
    assert balance["difference"] == -1
    assert balance["basis"]["strength"] == "form_identity"
    assert set(balance["message"]) == {"zh", "en"}
    assert len(balance["fingerprint"]) == 16


def test_people_get_text_and_exit_1_for_a_critical_finding():
    done = started("check", DATA / "sample-2023.txt")
    assert done.returncode == 1
    assert done.stderr == ""
    assert "发现 2 项严重问题" in done.stdout
    assert "51 + 3 ≠ 52 + 3" in done.stdout


def test_english_is_selectable():
    done = ogi_audit("check", DATA / "sample-2023.txt", "--language", "en")
    assert "2 critical" in done.stdout
    assert "Column natural persons: new and carried in make 54" in done.stdout


def test_a_clean_report_exits_0_also_against_last_year():
    done = ogi_audit("check", DATA / "clean-2024.html", "--previous", DATA / "clean-2023.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert "年：未发现问题。" in done.stdout


def test_another_year_is_not_last_years_report():
    done = ogi_audit("check", DATA / "clean-2024.html", "--previous", DATA / "clean-2024.html")
    assert done.returncode == 2
    assert "上年报告应为 2023 年度的" in done.stderr
    assert "2023" in done.stderr


def test_a_bad_date_is_told_before_anything_is_read():
    done = ogi_audit("check", DATA / "clean-2024.html", "--published", "2025/1/32")
    assert done.returncode == 2
    assert "published" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_late_date_given_by_parameter_is_found():
    done = ogi_audit("check", DATA / "clean-2024.html", "--published", "2025-04-01", "--json")
    rules = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert rules == {"form.published"}


def test_same_file_same_bytes_whatever_the_hash_seed_and_folder(tmp_path):
    one = ogi_audit("check", DATA / "sample-2023.txt", "--json")
    other = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland"}
    two = started("check", DATA / "sample-2023.txt", "--json", cwd=tmp_path, **other)
    assert one.stdout == two.stdout
    assert str(DATA) not in one.stdout


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["render", "--help"]])
def test_every_command_has_help_without_heavy_imports(words):
    code = (
        "import sys; sys.argv = ['ogi-audit', *sys.argv[1:]]\n"
        "from ogi_audit.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'great_expectations', 'pandas', 'papermill'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith("[]")
    assert len(done.stdout.splitlines()) > 5


def test_version():
    script = Path(sys.executable).parent / "ogi-audit"
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("ogi-audit, version ")
    assert started("--version").stdout.startswith("ogi-audit, version ")


def test_last_years_report_is_found_among_the_files():
    done = ogi_audit("check", DATA / "clean-2024.html", DATA / "clean-2023.html", "--json")
    this, last = map(json.loads, done.stdout.splitlines())
    assert this["previous"]["name"] == "clean-2023.html"
    assert last["previous"] is None


def test_local_suites_and_weights_are_taken():
    done = ogi_audit(
        *("check", DATA / "sample-2023.txt", "--suites", DATA / "overlay", "--json"),
        *("--weight", "requests.new_received.natural_person=9"),
    )
    result = json.loads(done.stdout)
    late = next(f for f in result["findings"] if f["rule"] == "form.published")
    assert "1月15日" in late["message"]["zh"]
    assert all(len(suspect["changes"]) > 1 for suspect in result["suspects"])


@pytest.mark.parametrize("weight", ["requests.*", "requests.*=much", "requests.*=0", "request.*=2"])
def test_a_bad_weight_is_said_to_be_one(weight):
    done = ogi_audit("check", DATA / "sample-2023.txt", "--weight", weight)
    assert (done.returncode, done.stdout) == (2, "")
    assert "weights" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("clean-2024.html", "--previous", "sample-2023.txt"), "栖原县"),
        (("sample-2023.txt", "--previous", "clean-2024.html"), "2022"),
        (("clean-2024.html", "clean-2023.html", "--previous", "sample-2023.txt"), "一个文件"),
        (("sample-2023.txt", "--published", "2023-01-30"), "2023"),
    ],
)
def test_what_cannot_be_meant_is_said_not_used(words, said):
    named = [DATA / word if "." in word else word for word in words]
    done = ogi_audit("check", *named)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_text_that_is_no_report_is_said_to_be_none(tmp_path):
    path = tmp_path / "会议纪要.txt"
    path.write_text("会议讨论了下半年的工作安排，要求各科室按时完成任务。", "utf-8")
    done = ogi_audit("check", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "不像" in done.stderr


def test_what_could_not_be_checked_is_named():
    done = ogi_audit("check", DATA / "blanks-2024.docx")
    assert "requests.row_total" in done.stdout.split("无法核对：")[-1]


def test_a_run_starts_without_what_only_its_workers_need():
    code = "import sys, ogi_audit.batch.run, ogi_audit.batch.said; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"great_expectations", "msgspec", "pandas", "pyarrow"} & set(done.stdout.split())
