"""The batch: one audit a report, whole or not at all, the same bytes whoever makes them."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import nbformat
import psutil
import pytest

from ogi_audit.batch.inputs import Source, find_inputs
from ogi_audit.batch.manifest import MANIFEST, Manifest
from ogi_audit.batch.run_log import LOG
from ogi_audit.batch.scan import Cache, Request, Scanned
from ogi_audit.batch.work import Rendering, render
from ogi_audit.errors import ReviewError
from ogi_audit.resources import share
from ogi_audit.years import Identity
from tests.commands import ogi_audit
from tests.makers import LAYOUTS
from tests.test_years import named

PAGES = {
    *("index.html", "overview.ipynb", "overview.html"),
    *("findings.xlsx", "findings.csv", "findings.parquet"),
}


def contents(folder: Path) -> dict[str, bytes]:
    """Everything under a final name but the log, which alone knows the time."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != LOG
    }


def events(folder: Path, event: str) -> list[dict]:
    lines = (folder / LOG).read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["event"] == event]


def rendered_last(folder: Path) -> set[str]:
    """What the last run rendered."""
    run = events(folder, "start")[-1]["run"]
    return {line["id"] for line in events(folder, "audit") if line["run"] == run}


@pytest.fixture(scope="module")
def work(tmp_path_factory) -> Path:
    """A folder of reports, one of them unreadable, one twice, and other files."""
    work = tmp_path_factory.mktemp("work")
    reports = work / "年报"
    (reports / "县").mkdir(parents=True)
    (reports / "网页_files").mkdir()
    for name in ("sample-2023.txt", "clean-2023.html", "clean-2024.html", "blanks-2024.docx"):
        shutil.copy(share("data") / name, reports / "县" / name)
    shutil.copy(reports / "县" / "sample-2023.txt", reports / "副本.txt")
    (reports / "扫描 件.pdf").write_bytes(b"%PDF-1.4\nnot really")
    (reports / "网页_files" / "logo.png").write_bytes(b"\x89PNG")
    (reports / "程序.exe").write_bytes(b"MZ")
    (reports / "README.md").write_text("# not a report")
    return work


@pytest.fixture(scope="module")
def batch(work) -> tuple[Path, subprocess.CompletedProcess]:
    done = ogi_audit("render", "年报", "-o", "out", "-j", 2, cwd=work)
    return work / "out", done


def test_a_run_says_what_it_did_and_its_exit_code_what_it_found(batch):
    _, done = batch
    assert done.returncode == 2, done.stderr
    assert "共 5 份报告：新审核 5 份，沿用 0 份" in done.stdout
    assert "无法读取 1 份，失败 0 份" in done.stdout
    assert "1 个文件与其他文件内容完全相同" in done.stdout
    assert ".exe 1" in done.stdout
    assert "扫描 件.pdf：" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_report_has_its_three_files_and_the_folder_its_pages(batch):
    folder, _ = batch
    records = Manifest(folder).read()
    assert len(records) == 5
    wanted = {f"{name}.{suffix}" for name in records for suffix in ("ipynb", "html", "json")}
    assert set(contents(folder)) == wanted | PAGES | {MANIFEST}


def test_the_manifest_tells_what_was_made_from_what(batch, work):
    folder, _ = batch
    manifest = Manifest(folder)
    by_path = {record.report.path: record for record in manifest.read().values()}
    sample = by_path["../年报/副本.txt"]
    assert sample.copies == ("../年报/县/sample-2023.txt",)
    assert sample.agency == "云岭省沂川市人民政府办公室"
    assert sample.counts["critical"] == 2
    assert set(sample.tools) == {"suites", "notebook", "package", "lock"}
    assert by_path["../年报/扫描 件.pdf"].status == "unreadable"
    for record in by_path.values():
        assert manifest.is_done(record)
    # Its year before was among them.
    later = by_path["../年报/县/clean-2024.html"]
    assert later.previous is not None
    assert later.previous.path == "../年报/县/clean-2023.html"
    result = json.loads((folder / f"{later.id}.json").read_text("utf-8"))
    assert result["previous"]["name"] == "clean-2023.html"


def test_ids_are_readable(batch):
    folder, _ = batch
    ids = sorted(Manifest(folder).read())
    assert any(name.startswith("云岭省沂川市人民政府办公室-2023-") for name in ids)
    assert any(name.startswith("扫描_件-") for name in ids)


def test_times_and_the_machine_are_in_the_log_alone(batch):
    folder, _ = batch
    assert len(events(folder, "audit")) == 5
    host = os.uname().nodename
    for name, content in contents(folder).items():
        if not name.endswith((".xlsx", ".parquet")):
            text = content.decode("utf-8-sig")
            assert str(folder.parent) not in text, name
            assert f'"{host}"' not in text, name


def test_a_run_again_does_nothing(batch, work):
    folder, _ = batch
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != LOG}
    done = ogi_audit("render", "年报", "-o", "out", cwd=work)
    assert done.returncode == 2
    assert "新审核 0 份，沿用 5 份" in done.stdout
    after = {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != LOG}
    # The manifest is tidied, to the same bytes.
    assert {p.name for p in before if before[p] != after[p]} <= {MANIFEST}


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"words": ["-j", "1"]}, id="one-worker"),
        pytest.param({"words": ["--engine", "stock"]}, id="stock-engine"),
        pytest.param(
            {"env": {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "77"}},
            id="time-zone-locale-and-seed",
        ),
        pytest.param({"backwards": True}, id="other-order-and-working-directory"),
    ],
)
def test_the_same_bytes(batch, work, how, tmp_path_factory):
    folder, _ = batch
    again = tmp_path_factory.mktemp("again")
    shutil.copytree(work / "年报", again / "年报")
    inputs: Iterable[object] = ["年报"]
    cwd = again
    if how.get("backwards"):
        files = [path for path in (again / "年报").rglob("*") if path.is_file()]
        kept = [p for p in files if p.suffix not in (".exe", ".md", ".png")]
        inputs, cwd = sorted(kept, reverse=True), Path("/")
    words = how.get("words", ())
    done = ogi_audit("render", *inputs, "-o", again / "out", *words, cwd=cwd, **how.get("env", {}))
    assert done.returncode == 2, done.stderr
    assert contents(again / "out") == contents(folder)


@pytest.fixture(scope="module")
def three(tmp_path_factory) -> Path:
    """A folder with three reports, rendered."""
    folder = tmp_path_factory.mktemp("three")
    (folder / "in").mkdir()
    for seed, layout in enumerate(("text-bars", "html-plain", "docx-official")):
        made = LAYOUTS[layout]
        made.write(
            named(f"云岭省沂川市{'甲乙丙'[seed]}局", 2023, seed),
            folder / "in" / f"{seed}{made.suffix}",
        )
    assert ogi_audit("render", "in", "-o", "out", cwd=folder).returncode in (0, 1)
    return folder


@pytest.fixture
def small(three, tmp_path) -> Path:
    """A copy of it to work on: what is there moves together."""
    shutil.copytree(three, tmp_path / "small")
    return tmp_path / "small"


def test_only_what_changed_is_rendered_again(small):
    folder = small / "out"
    old = Manifest(folder).read()
    first = next(path for path in (small / "in").iterdir() if path.suffix == ".html")
    mine = next(record for record in old.values() if record.report.path.endswith(first.name))

    # A figure: another audit in place of the old one.
    LAYOUTS["html-plain"].write(named("云岭省沂川市乙局", 2023, 8), first)
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert "新审核 1 份，沿用 2 份" in done.stdout
    assert "1 份旧审核底稿" in done.stdout
    now = Manifest(folder).read()
    assert len(now) == 3
    assert mine.id not in now
    assert not list(folder.glob(f"{mine.id}.*"))
    (mine,) = [record for record in now.values() if record.report.path.endswith(first.name)]

    # A review of one report.
    (small / "in" / "reviews.csv").write_text(
        "agency,year,rule,at,verdict,reason,fingerprint\n"
        "云岭省沂川市乙局,2023,requests.balance,natural_person,confirmed,,0123456789abcdef\n"
    )
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert mine.id in rendered_last(folder)
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert rendered_last(folder) == set()
    with (small / "in" / "reviews.csv").open("a") as stream:
        stream.write("云岭省沂川市丙局,2023,requests.balance,x,confirmed,,0123456789abcdee\n")
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert {name.split("-")[0] for name in rendered_last(folder)} == {"云岭省沂川市丙局"}

    # The suites: all. By force: all. A missing file: that one.
    overlay = share("data") / "overlay"
    ogi_audit("render", "in", "-o", "out", "--suites", overlay, cwd=small)
    assert len(rendered_last(folder)) == 3
    ogi_audit("render", "in", "-o", "out", cwd=small)
    ogi_audit("render", "in", "-o", "out", "--force", cwd=small)
    assert len(rendered_last(folder)) == 3
    (folder / f"{mine.id}.html").unlink()
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert rendered_last(folder) == {mine.id}


def test_what_an_auditor_wrote_into_a_notebook_is_not_lost(small):
    folder = small / "out"
    identifier = min(Manifest(folder).read())
    path = folder / f"{identifier}.ipynb"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\n}\n", b"\n }\n"))
    edited = path.read_bytes()
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert path.read_bytes() == whole
    (aside,) = folder.glob("*.edited-*")
    assert aside.read_bytes() == edited
    assert aside.name in done.stdout


def test_a_worker_that_is_killed_twice_costs_its_report_only_and_the_next_run_mends_it(
    small, tmp_path
):
    folder = tmp_path / "again"
    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(folder), "-j", "1"]
    run = subprocess.Popen(command, cwd=small, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    worker_of(run, folder).kill()
    # The others are done before it is tried once more.
    while len(events(folder, "audit")) < 2:
        time.sleep(0.01)
    worker_of(run, folder).kill()
    _, said = run.communicate()
    assert run.returncode == 2
    (lost,) = [r for r in Manifest(folder).read().values() if r.status == "failed"]
    assert lost.error["code"] == "render.killed"
    assert "SIGKILL" in said.decode("utf-8")
    assert "SIGKILL" in (folder / "index.html").read_text("utf-8")
    assert ogi_audit("render", "in", "-o", folder, cwd=small).returncode in (0, 1)
    assert rendered_last(folder) == {lost.id}
    assert all(record.status == "audited" for record in Manifest(folder).read().values())


def worker_of(run: subprocess.Popen[bytes], folder: Path) -> psutil.Process:
    """The worker of a run that is rendering: the process that has a kernel below it."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with contextlib.suppress(psutil.Error):
            for server in psutil.Process(run.pid).children():
                for worker in server.children():
                    if worker.children() and events(folder, "planned"):
                        return worker
        time.sleep(0.01)
    raise AssertionError("no worker was seen")


def test_a_report_that_takes_too_long_ends_at_its_limit(small, tmp_path):
    # Scanned with a limit that suffices; then none of the audits comes to its end.
    folder = tmp_path / "late"
    done = ogi_audit("render", "in", "-o", folder, "--limit", "0.05", cwd=small)
    assert done.returncode == 2
    records = Manifest(folder).read()
    assert {record.status for record in records.values()} == {"failed"}
    assert {record.error["code"] for record in records.values()} == {"render.time"}
    assert "超过时限" in (folder / "index.html").read_text("utf-8")


def test_a_full_disk_leaves_nothing_half_written(small, tmp_path):
    folder = tmp_path / "full"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(folder)]
    done = subprocess.run(
        command, cwd=small, capture_output=True, text=True, preexec_fn=little_room, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "无法写入：文件超过允许的大小" in done.stderr
    for record in Manifest(folder).read().values():
        assert record.status == "failed"
    assert not [name for name in contents(folder) if name.endswith(".json")]
    # What had room is whole.
    for path in folder.glob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))
    assert ogi_audit("render", "in", "-o", folder, cwd=small).returncode in (0, 1)
    assert {name.rpartition(".")[2] for name in contents(folder)} >= {"ipynb", "html", "json"}


def test_a_folder_that_cannot_be_written_to_is_said_in_one_line(small):
    (small / "file").write_text("")
    done = ogi_audit("render", "in", "-o", "file/out", cwd=small)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "无法写入：路径中有一部分不是文件夹" in done.stderr


def test_two_runs_on_one_folder_at_once(small, tmp_path):
    folder = tmp_path / "shared"
    other = tmp_path / "in2"
    other.mkdir()
    layout = LAYOUTS["html-plain"]
    for seed in range(3):
        layout.write(named("云岭省岚津市教育局", 2020 + seed, seed), other / f"{seed}.html")
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "ogi_audit", "render", *given, "-o", str(folder), "-j", "1"],
            cwd=small, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        for given in (["in"], ["in", str(other)])
    ]  # fmt: skip
    for run in both:
        _, said = run.communicate()
        assert run.returncode in (0, 1), said.decode("utf-8")
    manifest = Manifest(folder)
    records = manifest.read()
    assert len(records) == 6
    assert all(manifest.is_done(record) for record in records.values())
    index = (folder / "index.html").read_text("utf-8")
    assert all(identifier in index for identifier in records)
    assert not list((folder / ".state" / "work").iterdir())


def test_an_interrupted_run_says_how_to_go_on(small, tmp_path):
    folder = tmp_path / "stopped"
    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(folder), "-j", "1"]
    run = subprocess.Popen(
        command, cwd=small, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    worker_of(run, folder)
    started = psutil.Process(run.pid).children(recursive=True)
    run.terminate()
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert "已中断" in said.decode("utf-8")
    assert "Traceback" not in said.decode("utf-8")
    _, alive = psutil.wait_procs(started, timeout=10)
    assert not alive


@pytest.fixture(params=[signal.SIGINT, signal.SIGHUP])
def number(request):
    """A signal that is heard, even where whoever runs the tests (nohup, a shell's &) ignores it."""
    before = signal.signal(request.param, signal.default_int_handler)
    yield request.param
    signal.signal(request.param, before)


def test_a_run_that_is_interrupted_at_once_and_twice_says_so_in_one_line(small, tmp_path, number):
    command = [sys.executable, "-m", "ogi_audit", "render", "in", "-o", str(tmp_path / "stopped")]
    run = subprocess.Popen(
        command, cwd=small, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    while not psutil.Process(run.pid).children():
        time.sleep(0.001)
    started = psutil.Process(run.pid).children(recursive=True)
    if number == signal.SIGINT:
        # As a terminal does: everybody hears it.
        os.killpg(run.pid, number)
        time.sleep(0.1)
        os.killpg(run.pid, number)
    else:
        run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in said.decode("utf-8")
    assert said.decode("utf-8").splitlines()[-1].startswith("已中断")
    _, alive = psutil.wait_procs(started, timeout=10)
    assert not alive


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


def test_what_the_manifest_repeats_of_an_audit_is_mended_and_not_trusted(small):
    before = contents(small / "out")
    path = small / "out" / MANIFEST
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for line in lines:
        line |= {"counts": {}, "agency": "某县", "year": 1, "copies": ["../in/0.txt"]}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert done.returncode == (1 if b'"critical": ' in before[MANIFEST] else 0)
    assert rendered_last(small / "out") == set()
    assert contents(small / "out") == before


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


def test_audits_of_reports_that_are_gone_are_counted_and_go_if_that_is_wanted(small):
    folder = small / "out"
    (small / "in" / "bad.pdf").write_bytes(b"%PDF-1.4\nnot really")
    ogi_audit("render", "in", "-o", "out", cwd=small)
    before = Manifest(folder).read()
    (small / "in" / "bad.pdf").unlink()
    (small / "in" / "0.txt").rename(small / "in" / "renamed.txt")
    (small / "in" / "1.html").unlink()
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert done.returncode in (0, 1)
    assert "另有 2 份审核，其报告已不在原处" in done.stdout
    assert set(Manifest(folder).read()) == set(before)
    assert "--prune" in ogi_audit("verify", "out", "--hashes-only", cwd=small).stdout

    # Another folder's are there, though no part of the run.
    done = ogi_audit("render", "in/2.docx", "-o", "out", "--prune", cwd=small)
    assert "已删除 2 份报告已不在原处的审核" in done.stdout
    records = Manifest(folder).read()
    assert sorted(record.report.path for record in records.values()) == [
        "../in/2.docx",
        "../in/renamed.txt",
    ]
    gone = set(before) - set(records)
    assert not [path for name in gone for path in folder.glob(f"{name}.*")]
    assert ogi_audit("verify", "out", "--hashes-only", cwd=small).returncode == 0


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


def test_of_many_failures_the_first_are_listed_and_none_counts_as_audited(small):
    for number in range(23):
        (small / "in" / f"{number:02}.pdf").write_bytes(b"%PDF-1.4\n" + bytes([65 + number]))
    done = ogi_audit("render", "in", "-o", "new", "--limit", "0.05", cwd=small)
    assert done.returncode == 2
    assert "新审核 0 份" in done.stdout
    said = [line for line in done.stderr.splitlines() if "超过时限" in line]
    assert len(said) == 20
    assert "……另有 6 份无法读取或失败，见索引。" in done.stderr


def test_what_was_scanned_is_known_whatever_its_name_holds(tmp_path):
    source = Source(tmp_path / "a\u2028b\x85c.txt", "0" * 64)
    request = Request(source)
    identity = Identity(source.path.name, source.sha256, "甲\u2028局", 2023, "1")
    Cache(tmp_path, "x").add(request, Scanned("a", identity))
    assert Cache(tmp_path, "x").get(request) == Scanned("a", identity)


def test_a_run_that_fails_keeps_the_audits_that_hold(small):
    before = contents(small / "out")
    done = ogi_audit("render", "in", "-o", "out", "--force", "--limit", "0.05", cwd=small)
    assert done.returncode == 2
    assert contents(small / "out") == before


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


def test_kills_leave_nothing_half_written_and_nothing_lost():
    """A few of the kills that `make torture` does."""
    torture = Path(__file__).parents[1] / "tools" / "torture.py"
    command = [sys.executable, str(torture), "-n", "3", "-r", "4", "--seed", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_was_rendered_verifies_and_a_tampered_index_does_not(small):
    done = ogi_audit("verify", "out", "--sample", "1", cwd=small)
    assert done.returncode == 0, done.stdout
    index = small / "out" / "index.html"
    index.write_bytes(index.read_bytes().replace("乙局".encode(), "丁局".encode()))
    done = ogi_audit("verify", "out", "--sample", "1", cwd=small)
    assert done.returncode == 1
    assert "index.html：与由各份审核重新生成的不同" in done.stdout


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


def test_a_page_that_was_changed_is_made_again_and_ones_own_words_are_kept(small):
    folder = small / "out"
    before = contents(folder)
    (folder / "index.html").unlink()
    (folder / "overview.ipynb").write_bytes(before["overview.ipynb"] + b"\n")
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert done.returncode in (0, 1)
    (aside,) = folder.glob("overview.edited-*.ipynb")
    assert aside.read_bytes() == before["overview.ipynb"] + b"\n"
    aside.unlink()
    assert contents(folder) == before


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


def test_the_copies_of_a_report_are_known_without_auditing_it_again(small):
    shutil.copy(small / "in" / "0.txt", small / "in" / "9.txt")
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert rendered_last(small / "out") == set()
    assert "1 个文件与其他文件内容完全相同" in done.stdout
    records = Manifest(small / "out").read().values()
    assert [one.copies for one in records if one.copies] == [("../in/9.txt",)]
