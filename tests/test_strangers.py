"""What strangers may lay beside reports, or write where figures belong, stops nothing and leads nowhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from ogi_audit.auditing import audit, audit_report
from ogi_audit.batch.inputs import find_inputs, reports_in
from ogi_audit.batch.manifest import Manifest
from ogi_audit.cli import main
from ogi_audit.errors import ReviewError, UnreadableError
from ogi_audit.readers import read
from ogi_audit.resources import share
from ogi_audit.reviews import read_reviews
from ogi_audit_testing.harness.commands import ogi_audit

SAMPLE = share("data") / "sample-2023.txt"
posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices with names are POSIX's")
# Nothing here takes as long; it only has to end.
PATIENCE = 240


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_bytes(SAMPLE.read_bytes())
    return folder


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def large(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(33 * 2**20)


ODD = pytest.mark.parametrize(
    ("lay", "code"),
    [(pipe, "not_file"), (device, "not_file"), (large, "limit_size")],
    ids=("pipe", "device", "large"),
)


@posix
@ODD
def test_reviews_that_are_no_file_or_too_large(lay, code, reports):
    lay(reports / "reviews.csv")
    for must_exist in (False, True):
        with pytest.raises(ReviewError) as raised:
            read_reviews(reports / "reviews.csv", must_exist=must_exist)
        assert raised.value.code == code
    with pytest.raises(ReviewError) as raised:
        audit(reports / "a.txt")
    assert raised.value.code == code


def test_a_folder_in_place_of_reviews_is_said_to_be_none(reports):
    folder(reports / "reviews.csv")
    with pytest.raises(ReviewError):
        audit(reports / "a.txt")


@posix
@pytest.mark.parametrize("command", ["scan", "render"])
def test_a_batch_goes_on_beside_a_pipe_of_that_name(command, reports, tmp_path):
    pipe(reports / "reviews.csv")
    other = reports / "other"
    other.mkdir()
    (other / "b.html").write_bytes((share("data") / "clean-2023.html").read_bytes())
    done = ogi_audit(command, reports, "-o", tmp_path / "out", "--limit", PATIENCE)
    assert done.returncode == 2
    assert "复核文件不是普通文件" in done.stderr
    if command == "render":
        statuses = {one.status for one in Manifest(tmp_path / "out").read().values()}
        assert statuses == {"audited", "failed"}
    else:
        assert set(pd.read_parquet(tmp_path / "out" / "frames" / "audits")["status"]) == {
            "audited",
            "failed",
        }


def test_a_cell_without_end_is_told_apart_from_wrong_quotes(tmp_path):
    file = tmp_path / "reviews.csv"
    file.write_text(f"verdict,fingerprint\nconfirmed,{'a' * 200_000}\n", "utf-8")
    with pytest.raises(ReviewError) as raised:
        read_reviews(file)
    assert raised.value.code == "long_cell"


@posix
@pytest.mark.parametrize("lay", [pipe, device])
def test_a_report_that_is_no_file(lay, tmp_path):
    lay(tmp_path / "a.txt")
    with pytest.raises(UnreadableError) as raised:
        read(tmp_path / "a.txt")
    assert raised.value.code == "not_file"


@pytest.fixture
def linked(reports, tmp_path):
    """A folder with links to a report and to a folder of reports outside, and to one inside."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(SAMPLE.read_bytes() + b" ")
    (outside / "further.txt").write_bytes(SAMPLE.read_bytes() + b"  ")
    (reports / "folder").symlink_to(outside)
    (reports / "link.txt").symlink_to(outside / "secret.txt")
    (reports / "inside.txt").symlink_to("a.txt")
    return reports


@posix
@pytest.mark.parametrize("given", ["", "*", "**/*"])
def test_links_that_lead_out_are_told_of_and_not_followed(given, linked, tmp_path):
    found = find_inputs([str(linked / given)], tmp_path / "out")
    assert {source.path.name for source in found.sources} == {"a.txt"}
    assert {path.name for path, _ in found.unopened} >= {"folder", "link.txt"}
    assert {error.code for _, error in found.unopened} == {"link_outside"}
    everything = find_inputs([str(linked / given)], tmp_path / "out", follow_links=True)
    assert {source.path.name for source in everything.sources} == {
        "a.txt",
        "secret.txt",
        "further.txt",
    }
    assert not everything.unopened


@posix
def test_what_is_named_is_followed_wherever_it_leads(linked, tmp_path):
    found = find_inputs([str(linked / "link.txt"), str(linked / "folder")], tmp_path / "out")
    assert {source.path.name for source in found.sources} == {"secret.txt", "further.txt"}
    assert not found.unopened


@posix
def test_links_that_lead_out_are_not_offered_in_jupyterlab(linked):
    assert {path.name for path in reports_in(linked)} == {"a.txt", "inside.txt"}


@posix
def test_a_batch_says_which_links_it_did_not_follow(linked, tmp_path):
    done = ogi_audit("scan", linked, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "--follow-links" in done.stdout + done.stderr
    said = done.stdout + done.stderr
    assert "link.txt" in said
    assert "secret" not in said
    again = ogi_audit("scan", linked, "-o", tmp_path / "all", "--follow-links")
    assert again.returncode in (0, 1), again.stderr


@pytest.mark.parametrize("digits", ["9" * 400, "９" * 5000])
def test_an_audit_reports_such_a_figure_at_its_cell(digits, tmp_path):
    source = (share("data") / "clean-2023.html").read_text("utf-8")
    label = "一、本年新收政府信息公开申请数量"
    before, after = source.split(label)
    start = after.index(">", after.index("<td")) + 1
    stop = after.index("<", start)
    file = tmp_path / "huge.html"
    file.write_text(f"{before}{label}{after[:start]}{digits}{after[stop:]}", "utf-8")
    result = audit(file)
    assert [(one.rule, one.at) for one in result.findings] == [("form.cell_number", "new_received")]
    assert result.to_json()
    done = ogi_audit("render", file, "-o", tmp_path / "out")
    assert done.returncode in (0, 1), done.stdout + done.stderr


def test_a_number_without_end_in_the_text_disagrees_with_the_table(tmp_path):
    text = SAMPLE.read_text("utf-8")
    assert "新收" in text
    file = tmp_path / "a.txt"
    lines = text.split("\n")
    first = next(i for i, line in enumerate(lines) if "收到" in line or "受理" in line)
    lines.insert(first, f"2023年共收到政府信息公开申请{'9' * 400}件。")
    file.write_text("\n".join(lines), "utf-8")
    result = audit(file)
    assert result.to_json()
    assert any(finding.rule.startswith("narrative.") for finding in result.findings)


@posix
def test_a_scan_that_is_ended_leaves_nothing_in_the_temporary_folder(tmp_path):
    reports, temporary = tmp_path / "reports", tmp_path / "tmp"
    reports.mkdir()
    temporary.mkdir()
    for number in range(200):
        (reports / f"{number}.txt").write_bytes(SAMPLE.read_bytes() + b" " * number)
    command = [sys.executable, "-P", "-m", "ogi_audit", "scan", str(reports)]
    command += ["-o", str(tmp_path / "out"), "-j", "2"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    for seconds in (2.5, 4.5):
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(seconds)
            process.terminate()
            process.wait(PATIENCE)
        assert not [*temporary.glob("ogi-audit-*")]


# --- a folder of audits that a stranger sent, as an output folder


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report, and its audit and its scan in two folders beside it."""
    place = tmp_path_factory.mktemp("sent")
    (place / "in").mkdir()
    (place / "in" / "a.txt").write_bytes(SAMPLE.read_bytes())
    for command, name in (("render", "rendered"), ("scan", "scanned")):
        done = ogi_audit(command, "in", "-o", name, cwd=place)
        assert done.returncode in (0, 1), done.stderr
    return place


@pytest.fixture
def sent(audits, tmp_path):
    return Path(shutil.copytree(audits, tmp_path / "sent", symlinks=True))


def linked_to(victim: Path, path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(victim)


@posix
@pytest.mark.parametrize("command", ["render", "scan"])
@pytest.mark.parametrize(
    "name",
    [
        ".state",
        ".state/work",
        ".state/scanned.jsonl",
        "run.log",
        "manifest.jsonl",
        "scan.json",
        "frames",
    ],
)
def test_no_link_in_an_output_folder_is_written_through(command, name, sent, tmp_path):
    out = sent / ("rendered" if command == "render" else "scanned")
    victim = tmp_path / "victim"
    if "." in name[1:]:
        victim.write_text("mine", "utf-8")
    else:
        (victim / "precious").mkdir(parents=True)
        (victim / "other.lock").write_text("mine", "utf-8")
    before = sorted(victim.rglob("*"))
    linked_to(victim, out / name)
    done = ogi_audit(command, "in", "-o", out, cwd=sent)
    assert done.returncode == 2
    assert "render.strange_file" in done.stderr
    assert sorted(victim.rglob("*")) == before
    assert not victim.is_file() or victim.read_text("utf-8") == "mine"


@posix
@pytest.mark.parametrize(
    "name", [".state/generation", ".state/scanned.jsonl", "run.log", "manifest.jsonl", "scan.json"]
)
def test_no_pipe_in_an_output_folder_is_waited_for(name, sent):
    for out, commands in (
        (sent / "rendered", [("render", "in", "-o"), ("verify",), ("notice", "沂川", "-o")]),
        (sent / "scanned", [("scan", "in", "-o")]),
    ):
        (out / name).unlink(missing_ok=True)
        pipe(out / name)
        for command in commands:
            done = ogi_audit(*command, out, cwd=sent)
            assert done.returncode == 2, done.stdout
            assert "Traceback" not in done.stderr


@posix
def test_a_result_that_is_a_pipe_is_not_waited_for(sent):
    (result,) = (sent / "rendered").glob("*.json")
    result.unlink()
    pipe(result)
    for words in (
        ("notice", result.stem, "-o", "rendered"),
        ("verify", "rendered", "--hashes-only"),
    ):
        assert ogi_audit(*words, cwd=sent).returncode == 2


CHANGES = [
    lambda line: line | {"id": "../victim/evil"},
    lambda line: line | {"id": 7},
    lambda line: line | {"identity": line["identity"] | {"year": "x2024"}},
    lambda line: line | {"identity": line["identity"] | {"agency": "另一个局"}},
    lambda line: "[" * 200_000,
    lambda line: [],
]


@pytest.mark.parametrize(
    ("command", "change"), [("render", CHANGES[0]), *(("scan", change) for change in CHANGES)]
)
def test_what_a_stranger_says_was_found_is_not_believed(command, change, sent):
    out = sent / {"render": "rendered", "scan": "scanned"}[command]
    cache = out / ".state" / "scanned.jsonl"
    line = change(json.loads(cache.read_text("utf-8")))
    cache.write_text((line if isinstance(line, str) else json.dumps(line)) + "\n", "utf-8")
    before = {path.name: path.read_bytes() for path in out.glob("*.parquet")}
    done = ogi_audit(command, "in", "-o", out, cwd=sent)
    assert done.returncode in (0, 1), done.stderr
    assert {path.name: path.read_bytes() for path in out.glob("*.parquet")} == before
    assert not (sent / "victim").exists()


def test_a_report_that_a_stranger_kept_is_not_believed(sent, tmp_path):
    """Somebody's key is not at hand: what they kept is read again, and so is what was changed since."""
    (kept,) = (sent / "scanned" / ".state" / "reports").iterdir()
    before = (sent / "scanned" / "findings.parquet").read_bytes()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert ogi_audit("scan", "in", "-o", "scanned", cwd=sent).returncode in (0, 1)
    assert (sent / "scanned" / "findings.parquet").read_bytes() == before
    other = {"XDG_STATE_HOME": str(tmp_path / "other")}
    done = ogi_audit("scan", "in", "-o", "scanned", cwd=sent, **other)
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "other" / "ogi-audit" / "key").stat().st_mode & 0o077 == 0
    nowhere = {"XDG_STATE_HOME": "/dev/null/nowhere"}
    assert ogi_audit("scan", "in", "-o", "scanned", cwd=sent, **nowhere).returncode in (0, 1)


@posix
def test_links_that_lead_round_and_round_are_files_that_are_not_there(reports, tmp_path):
    (reports / "loop.html").symlink_to("loop.html")
    (reports / "round").symlink_to("round")
    done = ogi_audit("scan", reports, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "defect" not in done.stderr
    assert "read.not_found" in done.stderr


@posix
def test_links_out_of_last_years_folder_are_told_of(reports, linked, tmp_path):
    this = tmp_path / "this"
    this.mkdir()
    (this / "b.html").write_bytes((share("data") / "clean-2024.html").read_bytes())
    done = ogi_audit("scan", this, "-o", tmp_path / "out", "--previous-from", linked)
    assert done.returncode in (0, 1)
    assert "read.link_outside" in done.stderr


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_check_that_is_ended_says_so_and_leaves_nothing(number, tmp_path):
    """Exit code 1 would say that there is a critical finding."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    command = [sys.executable, "-P", "-m", "ogi_audit", "check", *[str(SAMPLE)] * 300]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(temporary)},
        start_new_session=True,
        # Whoever starts the tests in the background has interrupts ignored.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    ) as process:
        until = time.monotonic() + PATIENCE
        while not [*temporary.glob("ogi-audit-*")] and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(process.pid, number)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, said.decode()
    assert "Traceback" not in said.decode()
    assert not [*temporary.glob("ogi-audit-*")]


def test_a_defect_that_one_file_shows_costs_no_other_one_its_audit(tmp_path, monkeypatch):
    def break_down(report, *_: object, **__: object):
        if report.source.name == "b.txt":
            raise ArithmeticError("made up")
        return audit_report(report)

    monkeypatch.setattr("ogi_audit.auditing.audit_report", break_down)
    names = []
    for name in ("a.txt", "b.txt", "c.txt"):
        names.append(str(tmp_path / name))
        Path(names[-1]).write_bytes(SAMPLE.read_bytes())
    done = CliRunner().invoke(main, ["check", "--json", *names])
    assert done.exit_code == 2
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("error" in one) for one in told] == [False, True, False]
    assert told[1]["error"]["code"] == "defect.unexpected"
    assert "b.txt" in done.stderr


def test_a_percentage_of_thirty_decimals_is_judged_like_any_other(tmp_path):
    text = (share("data") / "clean-2024.html").read_text("utf-8")
    found = []
    for decimals in ("", "0" * 30, "0" * 5000, "1" * 30):
        file = tmp_path / f"{len(decimals)}.html"
        file.write_text(re.sub(r"(\d+\.\d)%", rf"\g<1>{decimals}%", text), "utf-8")
        found.append([one.rule for one in audit(file).findings])
    assert re.search(r"\d+\.\d%", text)
    assert found[0] == []
    assert all(rule.startswith("narrative.") for one in found for rule in one)
    assert found[-1]
