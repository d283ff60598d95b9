"""What a batch is given: reports of any name and place, last year's, reviews; what cannot be meant is refused."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ogi_audit.batch.inputs import Source, find_inputs
from ogi_audit.batch.manifest import MANIFEST, Manifest
from ogi_audit.batch.scan import Cache, Request, Scanned
from ogi_audit.batch.work import Rendering, render
from ogi_audit.errors import ReviewError
from ogi_audit.resources import share
from ogi_audit.years import Identity
from ogi_audit_testing.folders.contents import PAGES, contents, rendered_last
from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.makers import LAYOUTS, named


def test_last_years_reports_from_another_folder(small, tmp_path):
    earlier = tmp_path / "2022"
    earlier.mkdir()
    LAYOUTS["md-pipes"].write(named("沂川市甲局", 2022, 5), earlier / "a.md")
    LAYOUTS["md-pipes"].write(named("云岭省沂川市乙局", 2021, 5), earlier / "b.md")
    done = ogi_audit("render", "in", "-o", "out", "--previous-from", earlier, cwd=small)
    assert done.returncode in (0, 1), done.stderr
    records = Manifest(small / "out").read().values()
    found = {
        record.agency: record.previous and Path(record.previous.path).name for record in records
    }
    assert found == {"云岭省沂川市甲局": "a.md", "云岭省沂川市乙局": None, "云岭省沂川市丙局": None}


@pytest.mark.parametrize(
    ("words", "say"),
    [
        (["nowhere"], "找不到该文件"),
        (["*.pdf"], "找不到该文件"),
        (["in", "--published", "31.1.2024"], "参数值 31.1.2024 无效"),
        (["in", "-p", "langauge", "en"], "没有这个参数"),
        (["in", "--weight", "nonsense=2"], "无效"),
        (["in", "--previous", "in/0.txt"], "上年报告只能与一份报告核对"),
        (["empty"], "没有找到可以审核的报告文件"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_before_anything_runs(small, words, say):
    (small / "empty").mkdir(exist_ok=True)
    done = ogi_audit("render", *words, "-o", "new", cwd=small)
    assert done.returncode == 2
    assert say in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list((small / "new").glob("*.json"))


def test_what_was_scanned_is_known_whatever_its_name_holds(tmp_path):
    source = Source(tmp_path / "a\u2028b\x85c.txt", "0" * 64)
    request = Request(source)
    identity = Identity(source.path.name, source.sha256, "甲\u2028局", 2023, "1")
    Cache(tmp_path, "x").add(request, Scanned("a", identity))
    assert Cache(tmp_path, "x").get(request) == Scanned("a", identity)


def test_what_is_no_file_is_not_said_to_be_missing(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "nowhere.txt").symlink_to("nothing")
    found = find_inputs([str(tmp_path)], tmp_path / "out")
    assert {path.name: error.code for path, error in found.unopened} == {
        "pipe.txt": "not_file",
        "nothing": "not_found",
    }


def test_patterns_are_understood_where_no_shell_does(small):
    done = ogi_audit("render", "i*/**/*.html", "-o", "new", cwd=small)
    assert done.returncode in (0, 1), done.stderr
    assert len(Manifest(small / "new").read()) == 1


def test_links_names_and_folders_of_any_kind(small, tmp_path):
    reports = tmp_path / "odd"
    reports.mkdir()
    layout = LAYOUTS["html-plain"]
    layout.write(named("云岭省沂川市甲局", 2023, 1), reports / "a b'\"$(x)\n.html")
    layout.write(named("云岭省沂川市乙局", 2023, 2), reports / ("长" * 80 + ".html"))
    (reports / "loop").symlink_to(reports)
    broken = os.fsencode(reports) + "/沂川.html".encode("gbk")
    Path(os.fsdecode(broken)).write_bytes((reports / ("长" * 80 + ".html")).read_bytes() + b" ")
    done = ogi_audit("render", reports, "-o", tmp_path / "out", cwd=small)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    records = Manifest(tmp_path / "out").read().values()
    assert sorted(record.status for record in records) == ["audited", "audited", "failed"]
    assert {r.error["code"] for r in records if r.error} == {"read.name"}
    assert ogi_audit("verify", tmp_path / "out", "--hashes-only").returncode == 1


def test_the_folder_of_audits_is_not_a_folder_of_reports(small):
    shutil.copy(share("data") / "clean-2023.html", small / "in" / "index.html")
    before = contents(small / "in")
    for words in (["in", "-o", "in"], ["out", "-o", "new"]):
        done = ogi_audit("render", *words, cwd=small)
        assert done.returncode == 2
        assert "这是存放审核结果的文件夹" in done.stderr
    assert contents(small / "in") == before
    # A report beside which its audit goes is not overwritten by the index of its name.
    done = ogi_audit("render", "in/index.html", "-o", "in", cwd=small)
    (aside,) = (small / "in").glob("index.edited-*.html")
    assert aside.read_bytes() == before["index.html"]
    assert aside.name in done.stdout


def test_the_copies_of_a_report_are_known_without_auditing_it_again(small):
    shutil.copy(small / "in" / "0.txt", small / "in" / "9.txt")
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert rendered_last(small / "out") == set()
    assert "1 个文件与其他文件内容完全相同" in done.stdout
    records = Manifest(small / "out").read().values()
    assert [one.copies for one in records if one.copies] == [("../in/9.txt",)]


def test_a_report_of_last_year_that_cannot_be_read_is_said_before_anything_runs(small):
    (small / "last.pdf").write_bytes(b"%PDF-1.4\nnot really")
    done = ogi_audit("render", "in/0.txt", "--previous", "last.pdf", "-o", "new", cwd=small)
    assert done.returncode == 2
    assert "上年报告无法读取" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    done = ogi_audit("render", "in/0.txt", "--previous", "in/1.html", "-o", "new", cwd=small)
    assert done.returncode == 2
    assert "年度的报告" in done.stderr


def test_reviews_that_cannot_be_read_are_said_once_and_good_audits_stay(small):
    before = contents(small / "out")
    (small / "in" / "reviews.csv").write_text("agency\n甲\n")
    for words in ((), ("--force",)):
        done = ogi_audit("render", "in", "-o", "out", *words, cwd=small)
        assert done.returncode == 2
        assert done.stderr.count("in/reviews.csv：首行缺少列名") == 1
        assert "3 份沿用已有的审核底稿，0 份没有底稿" in done.stderr
        assert "新审核 0 份，沿用 3 份" in done.stdout
        assert contents(small / "out") == before
        assert rendered_last(small / "out") == set()

    # One more report has no audit to keep; those of another folder are none of its business.
    LAYOUTS["html-plain"].write(named("云岭省沂川市丁局", 2023, 4), small / "in" / "3.html")
    (small / "other").mkdir()
    LAYOUTS["html-plain"].write(named("云岭省沂川市戊局", 2023, 5), small / "other" / "4.html")
    done = ogi_audit("render", "in", "other", "-o", "out", cwd=small)
    assert done.returncode == 2
    assert "3 份沿用已有的审核底稿，1 份没有底稿" in done.stderr
    assert "新审核 1 份，沿用 3 份" in done.stdout
    records = {record.agency[-2:]: record for record in Manifest(small / "out").read().values()}
    assert {name[0] for name, one in records.items() if one.status == "audited"} == {*"甲乙丙戊"}
    assert records["丁局"].error["message"]["zh"].startswith("../in/reviews.csv：首行缺少列名")

    (small / "in" / "reviews.csv").unlink()
    assert ogi_audit("render", "in", "other", "-o", "out", cwd=small).returncode in (0, 1)
    assert rendered_last(small / "out") == {records["丁局"].id}
    assert (
        contents(small / "out").items()
        >= {
            name: content for name, content in before.items() if name not in {*PAGES, MANIFEST}
        }.items()
    )


def test_reviews_named_for_all_that_cannot_be_read_stop_before_anything_runs(small):
    before = contents(small / "out")
    (small / "mine.csv").write_text("agency\n甲\n")
    for name, say in (("mine.csv", "缺少列名"), ("nowhere.csv", "找不到该复核文件")):
        done = ogi_audit("render", "in", "-o", "out", "--reviews", name, cwd=small)
        assert done.returncode == 2
        assert done.stderr.startswith(f"{name}：")
        assert say in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert contents(small / "out") == before


def test_reviews_that_break_while_a_run_goes_on_do_no_harm(small):
    task = Rendering("x", small / "in" / "0.txt", "0", small / "out", small, None, {})
    (small / "in" / "reviews.csv").write_text("agency\n甲\n")
    with pytest.raises(ReviewError):
        render(task)


def test_reviews_do_not_concern_what_cannot_be_read(small):
    (small / "in" / "bad.pdf").write_bytes(b"%PDF-1.4\nnot really")
    ogi_audit("render", "in", "-o", "out", cwd=small)
    (small / "in" / "reviews.csv").write_text(
        "agency,year,rule,at,verdict,reason,fingerprint\n"
        "某局,2023,requests.balance,x,confirmed,,0123456789abcdef\n"
    )
    ogi_audit("render", "in", "-o", "out", cwd=small)
    bad = [r.id for r in Manifest(small / "out").read().values() if r.status == "unreadable"]
    assert len(bad) == 1
    assert bad[0] not in rendered_last(small / "out")
    (small / "in" / "reviews.csv").write_text("agency\n甲\n")
    assert "3 份沿用" in ogi_audit("render", "in", "-o", "out", cwd=small).stderr


def test_of_several_reports_of_last_year_one_can_be_chosen_to_stay(small):
    folder = small / "out"
    for seed in (5, 6):
        LAYOUTS["md-pipes"].write(
            named("云岭省沂川市甲局", 2022, seed), small / "in" / f"旧{seed}.md"
        )
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert "in/0.txt：上一年的报告不止一份且数字不同（in/旧" in done.stdout
    assert "in/旧5.md" in done.stdout
    assert "in/旧6.md" in done.stdout
    ogi_audit("render", "in/0.txt", "--previous", "in/旧6.md", "-o", "out", cwd=small)
    for words in ((), ("--force",), ()):
        done = ogi_audit("render", "in", "-o", "out", *words, cwd=small)
        assert "不止一份" not in done.stdout
        (record,) = [r for r in Manifest(folder).read().values() if r.report.path.endswith("0.txt")]
        assert record.previous.path == "../in/旧6.md"
        assert record.chosen
    assert rendered_last(folder) == set()
    # What was chosen is gone: what is left is the one.
    (small / "in" / "旧6.md").unlink()
    ogi_audit("render", "in", "-o", "out", cwd=small)
    (record,) = [r for r in Manifest(folder).read().values() if r.report.path.endswith("0.txt")]
    assert record.previous.path == "../in/旧5.md"
    assert not record.chosen


def test_what_holds_for_this_year_does_not_hold_for_the_last(small):
    LAYOUTS["md-pipes"].write(named("云岭省沂川市甲局", 2022, 5), small / "last.md")
    for words in (["-p", "year", "2023"], ["--published", "2024-01-20"]):
        done = ogi_audit(
            "render", "in/0.txt", "--previous", "last.md", "-o", "new", *words, cwd=small
        )
        assert done.returncode in (0, 1), done.stderr
    done = ogi_audit("render", "in/0.txt", "--previous", "in", "-o", "new", cwd=small)
    assert done.returncode == 2
    assert "上年报告应为一个文件" in done.stderr
