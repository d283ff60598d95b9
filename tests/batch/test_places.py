"""Reports and audits that are kept in an S3 store, and other URLs: the same as in folders."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ogi_audit.resources import share
from ogi_audit_testing.corpus import clean, faulty
from ogi_audit_testing.corpus.judging import write
from ogi_audit_testing.folders.contents import tree
from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.harness.store import Store, store_in


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_in(tmp_path_factory.mktemp("cache")) as store:
        yield store


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Path:
    work = tmp_path_factory.mktemp("places")
    reports = work / "reports"
    for number in range(8):
        write((clean if number % 4 == 0 else faulty)(number, 23), reports / f"{number % 2}")
    shutil.copy(share("data") / "sample-2023.txt", reports / "样 本.txt")
    (reports / "notes.log").write_text("none of ours", "utf-8")
    (reports / "reviews.csv").write_text(
        "agency,year,rule,at,verdict,reason,fingerprint\n", "utf-8"
    )
    (reports / "large.pdf").write_bytes(b"%PDF-1.7" + b" " * 2**21)
    store.put(reports, "reports")
    return work


def test_a_scan_from_s3_to_s3_gives_the_bytes_of_a_local_one(work, store, tmp_path):
    words = ("--allow", "size=1")
    here = ogi_audit("scan", "reports", "-o", "scanned", *words, cwd=work)
    there = ogi_audit(
        *("scan", "s3://audits/reports", "-o", "s3://audits/scanned", *words), **store.environment
    )
    assert there.returncode == here.returncode == 2, there.stderr
    assert "s3://audits/scanned/index.html" in there.stdout
    assert there.stdout.replace("s3://audits/", "") == here.stdout
    assert tree(store.get("scanned", tmp_path)) == tree(work / "scanned")
    assert not [key for key in store.keys("scanned") if key.endswith((".lock", "run.log"))]


def test_only_what_changed_is_fetched_and_sent_and_what_is_gone_goes(work, store, tmp_path):
    command = ("render", "s3://audits/reports/0/*", "-o", "s3://audits/rendered", "--prune")
    done = ogi_audit(*command, **store.environment)
    assert done.returncode in (0, 1), done.stderr
    before = store.client.head_object(Bucket="audits", Key="rendered/manifest.jsonl")
    shutil.rmtree(store.environment["XDG_CACHE_HOME"])
    # Another machine, which has nothing yet.
    again = ogi_audit(*command, **store.environment)
    assert again.returncode == done.returncode
    after = store.client.head_object(Bucket="audits", Key="rendered/manifest.jsonl")
    assert after["ETag"] == before["ETag"]
    local = ogi_audit("render", "reports/0", "-o", "rendered", cwd=work)
    assert local.returncode == done.returncode
    assert tree(store.get("rendered", tmp_path / "first")) == tree(work / "rendered")
    gone = sorted(key for key in store.keys("reports") if key.startswith("0/"))[0]
    store.client.delete_object(Bucket="audits", Key=f"reports/{gone}")
    store.client.put_object(Bucket="audits", Key="rendered/own.txt", Body=b"somebody's")
    ogi_audit(*command, **store.environment)
    (work / "reports" / gone).unlink()
    ogi_audit("render", "reports/0", "-o", "rendered", "--prune", cwd=work)
    found = tree(store.get("rendered", tmp_path / "second"))
    assert found.pop("own.txt")
    assert found == tree(work / "rendered")


def test_one_report_with_its_reviews(store, tmp_path):
    sample = share("data") / "sample-2023.txt"
    done = ogi_audit("check", sample, "--json")
    finding = json.loads(done.stdout)["findings"][0]
    head = "verdict,reason,fingerprint"
    review = f"{head}\ndismissed,已核实,{finding['fingerprint']}\n"
    store.client.put_object(Bucket="audits", Key="one/a.txt", Body=sample.read_bytes())
    store.client.put_object(Bucket="audits", Key="one/reviews.csv", Body=review.encode())
    done = ogi_audit("render", "s3://audits/one/a.txt", "-o", tmp_path / "out", **store.environment)
    assert done.returncode in (0, 1), done.stderr
    (result,) = (tmp_path / "out").glob("*.json")
    found = json.loads(result.read_text("utf-8"))["findings"]
    assert [one["review"]["state"] for one in found if one.get("review")] == ["dismissed"]


def test_a_run_that_is_killed_goes_on_from_what_it_had(work, store, tmp_path):
    command = [sys.executable, "-P", "-m", "ogi_audit", "render", "s3://audits/reports/1"]
    command += ["-o", "s3://audits/killed", "-j", "1"]
    copy = (
        Path(store.environment["XDG_CACHE_HOME"])
        / "ogi-audit"
        / "urls"
        / "s3"
        / "audits"
        / "killed"
    )
    with subprocess.Popen(command, env={**os.environ, **store.environment}) as run:
        until = time.monotonic() + 120
        while not [*copy.glob("*.html")] and time.monotonic() < until:
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
    done = ogi_audit(*command[4:], **store.environment)
    assert done.returncode in (0, 1), done.stderr
    local = ogi_audit("render", "reports/1", "-o", "killed", cwd=work)
    assert local.returncode == done.returncode
    assert tree(store.get("killed", tmp_path)) == tree(work / "killed")


def test_a_file_url_is_a_path(work, tmp_path):
    done = ogi_audit(
        "scan", f"file://{work}/reports/1", "-o", f"file://{tmp_path}/out", "--allow", "size=1"
    )
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "out" / "scan.json").exists()


@pytest.mark.parametrize(
    ("inputs", "output", "said"),
    [
        ("s3://audits/nothing", "out", "read.not_found"),
        ("s3://no-such-bucket/reports", "out", "read."),
        ("nonsense://x/y", "out", "read.url"),
        ("s3://audits/reports/1", "s3://no-such-bucket/out", "render.not_sent"),
    ],
)
def test_what_cannot_be_reached_is_told_in_a_line(inputs, output, said, work, store, tmp_path):
    assert work
    done = ogi_audit("scan", inputs, "-o", output, cwd=tmp_path, **store.environment)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert said in done.stderr.splitlines()[-1]
