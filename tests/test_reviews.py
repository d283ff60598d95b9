"""Reviews: kept by a re-run, reopened by a changed figure, never lost, refused where unclear."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from ogi_audit import audit, review_files
from ogi_audit.cli import main
from ogi_audit.display import notebook as nb
from ogi_audit.display.review import ReviewDesk, is_live
from ogi_audit.errors import LANGUAGES, ReviewError
from ogi_audit.review_command import find
from ogi_audit.reviews import COLUMNS, clear, read_reviews, record, reviews_path
from ogi_audit_testing.makers import LAYOUTS, consistent, with_cell

AGENCY, YEAR = "云溪县民政局", 2023


@dataclass(frozen=True)
class Claim:
    """As much of a finding as a review needs."""

    fingerprint: str
    rule: str = "requests.balance"
    at: str = "total"
    message: dict[str, str] = field(default_factory=lambda: {"zh": "总计列不平衡", "en": "no"})


ONE, TWO, THREE = Claim("a1b2c3d4e5f60718"), Claim("1234567890123456", at="other"), Claim("0" * 16)


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    text = io.StringIO(path.read_text("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter))


def refused(path: Path) -> ReviewError:
    """The error for a file that cannot be used: one line in either language."""
    with pytest.raises(ReviewError) as caught:
        read_reviews(path)
    for language in LANGUAGES:
        message = caught.value.message(language)
        assert message.startswith(path.name)
        assert "\n" not in message
    return caught.value


@pytest.fixture(params=["reviews.csv", "reviews.yaml"])
def path(request, tmp_path) -> Path:
    return tmp_path / request.param


# --- the file


def test_what_is_recorded_is_read_again(path):
    reason = "来件\n“补正”后计入，见 a,b;c"
    record(path, AGENCY, YEAR, [ONE], "dismissed", reason=reason, reviewer="李 审核")
    record(path, AGENCY, YEAR, [TWO], "confirmed")
    reviews = read_reviews(path)
    one, two, three = reviews.of_all(AGENCY, YEAR, [ONE, TWO, Claim("f" * 16, at="x")])
    assert one.to_json() == {"state": "dismissed", "reason": reason, "reviewer": "李 审核"}
    assert two.to_json() == {"state": "confirmed", "reason": "", "reviewer": ""}
    assert three is None


def test_the_last_word_on_a_finding_is_the_only_one(path):
    record(path, AGENCY, YEAR, [ONE], "dismissed", reason="误报")
    record(path, AGENCY, YEAR, [ONE], "confirmed")
    assert len(read_reviews(path).rows) == 1
    assert read_reviews(path).of(AGENCY, YEAR, ONE).state == "confirmed"


def test_the_bytes_depend_on_the_reviews_alone(path):
    for finding in (ONE, TWO, THREE):
        record(path, AGENCY, YEAR, [finding], "confirmed")
    first = path.read_bytes()
    path.unlink()
    record(path, AGENCY, YEAR, [THREE, TWO, ONE], "confirmed")
    assert path.read_bytes() == first
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_csv_is_for_excel_and_people(tmp_path):
    path = tmp_path / "reviews.csv"
    record(path, AGENCY, YEAR, [ONE], "confirmed")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfagency,year,rule,at,verdict,")
    assert list(rows(path)[0]) == list(COLUMNS)
    assert rows(path)[0]["finding"] == "总计列不平衡"


def test_excel_takes_nothing_for_a_number_or_a_formula(tmp_path):
    path = tmp_path / "reviews.csv"
    risky = Claim("12345678901234e5", message={"zh": '=HYPERLINK("x")', "en": ""})
    record(path, "+机关", YEAR, [risky, TWO], "dismissed", reason="-1 不是错")
    for row in rows(path):
        assert not row["fingerprint"][0].isdigit()
        assert row["reason"][0] == row["agency"][0] == "'"
    review = read_reviews(path).of("+机关", YEAR, risky)
    assert (review.state, review.reason) == ("dismissed", "-1 不是错")
    assert read_reviews(path).of("+机关", YEAR, Claim("9" * 16, at="x")) is None
    assert read_reviews(path).of("+机关", YEAR, Claim("9" * 16, at="other")).state == "reopened"


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [
        ("utf-8-sig", ",", "\r\n"),
        ("utf-8", ",", "\n"),
        ("gbk", ",", "\r\n"),
        ("gb18030", ";", "\r\n"),
        ("utf-8-sig", ";", "\r\n"),
        ("utf-16", "\t", "\r\n"),
    ],
)
def test_what_excel_saves_is_read_and_added_to(encoding, delimiter, end, tmp_path):
    path = tmp_path / "reviews.csv"
    head = [*COLUMNS, "备注", ""]
    head[4], head[8] = " Verdict", "FINGERPRINT "
    row = [
        AGENCY, f"{YEAR}", "requests.balance", "total", " 不 属 实 ",
        "口径不同", "王", "总计", " A1B2C3D4E5F60718", "附件 3", "",
    ]  # fmt: skip
    lines = [delimiter.join(cells) for cells in (head, row, [""] * 11, [""])]
    path.write_bytes(end.join(lines).encode(encoding))
    assert read_reviews(path).of(AGENCY, YEAR, ONE).to_json() == {
        "state": "dismissed",
        "reason": "口径不同",
        "reviewer": "王",
    }
    record(path, AGENCY, YEAR, [TWO], "confirmed")
    kept = next(row for row in rows(path, ";" if delimiter == ";" else ",") if row["备注"])
    assert (kept["备注"], kept["reason"]) == ("附件 3", "口径不同")
    assert read_reviews(path).of(AGENCY, YEAR, ONE).reason == "口径不同"


def test_rows_of_other_reports_and_unknown_columns_stay(tmp_path):
    path = tmp_path / "reviews.yaml"
    path.write_text(
        "# 云溪县 2023\n"
        "- {fingerprint: 0123456789012345, verdict: 属实, checked: true, seen: [1, 2], year: 2022}\n"
        "- fingerprint: a1b2c3d4e5f60718\n  verdict: dismissed\n  reason: 旧\n  note: 甲\n",
        "utf-8",
    )
    record(path, AGENCY, YEAR, [ONE], "dismissed", reason="新")
    text = path.read_text("utf-8")
    assert text.startswith("# 云溪县 2023\n")
    mine, other = sorted(yaml.safe_load(text), key=len, reverse=True)
    assert (mine["reason"], mine["note"], mine["agency"]) == ("新", "甲", AGENCY)
    assert other["fingerprint"] == "0123456789012345"
    assert (other["checked"], other["seen"], other["verdict"]) == (True, [1, 2], "属实")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("agency,verdict\nx,confirmed\n", "columns"),
        ("verdict,fingerprint,verdict\n", "twice"),
        ("fingerprint,verdict\na1b2c3d4e5f60718,perhaps\n", "row_verdict"),
        ("fingerprint,verdict\na1b2c3d4e5f60718,排除\n", "row_reason"),
        ("fingerprint,verdict\n1.23457E+15,confirmed\n", "row_fingerprint"),
        ("fingerprint,verdict\n,confirmed\n", "row_fingerprint"),
        ("fingerprint,verdict\na1b2c3d4e5f60718,confirmed,a,b\n", "row_cells"),
        ('fingerprint,verdict\na1b2c3d4e5f60718,"confirmed\n', "syntax"),
        ("fingerprint,verdict\n<<<<<<< HEAD\n", "row_fingerprint"),
        (
            "fingerprint,verdict,reason\na1b2c3d4e5f60718,confirmed,\na1b2c3d4e5f60718,dismissed,x\n",
            "conflict",
        ),
    ],
)
def test_a_malformed_csv_is_one_line_and_stays_as_it_is(content, code, tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(content, "utf-8")
    assert refused(path).code == code
    with pytest.raises(ReviewError):
        record(path, AGENCY, YEAR, [TWO], "confirmed")
    assert path.read_text("utf-8") == content
    assert [p.name for p in tmp_path.iterdir()] == ["reviews.csv"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("fingerprint: a1b2c3d4e5f60718\n", "list"),
        ("- a1b2c3d4e5f60718\n", "list"),
        ("- {fingerprint: [\n", "syntax"),
        ("- {verdict: a, verdict: b}\n", "twice"),
        ("- fingerprint: a1b2c3d4e5f60718\n  verdict: 也许\n", "row_verdict"),
        ("- fingerprint: !!python/name:os.system x\n  verdict: confirmed\n", "row_fingerprint"),
        ("[" * 5000, "syntax"),
    ],
)
def test_a_malformed_yaml_is_one_line(content, code, tmp_path):
    path = tmp_path / "reviews.yml"
    path.write_text(content, "utf-8")
    assert refused(path).code == code


def test_the_line_of_the_fault_is_told(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(
        'fingerprint,verdict,reason\na1b2c3d4e5f60718,confirmed,"two\nlines"\nabc,confirmed,\n',
        "utf-8",
    )
    assert refused(path).details["line"] == 4


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_bytes(b"PK\x03\x04\x00\x00\xff\xfe\x00\x80" * 30)
    assert refused(path).code == "encoding"


def test_a_row_without_a_verdict_is_yet_to_be_filled_in(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text("fingerprint,verdict,reason\na1b2c3d4e5f60718,,\n", "utf-8")
    assert read_reviews(path).of(AGENCY, YEAR, ONE) is None
    record(path, AGENCY, YEAR, [TWO], "confirmed")
    assert len(rows(path)) == 2


def test_no_dismissal_without_a_reason(path):
    for reason in ("", " \n"):
        with pytest.raises(ReviewError) as caught:
            record(path, AGENCY, YEAR, [ONE], "dismissed", reason=reason)
        assert caught.value.code == "no_reason"
    assert not path.exists()


def test_two_files_and_other_formats_are_refused(tmp_path):
    assert reviews_path(tmp_path / "a.txt") == tmp_path / "reviews.csv"
    (tmp_path / "reviews.yml").touch()
    assert reviews_path(tmp_path / "a.txt") == tmp_path / "reviews.yml"
    (tmp_path / "reviews.csv").touch()
    with pytest.raises(ReviewError, match=r"reviews\.yml"):
        reviews_path(tmp_path / "a.txt")
    with pytest.raises(ReviewError, match="CSV or YAML"):
        record(tmp_path / "reviews.xlsx", AGENCY, YEAR, [ONE], "confirmed")
    with pytest.raises(ReviewError, match="no such"):
        read_reviews(tmp_path / "typo.csv", must_exist=True)


# --- what a changed figure does


def test_other_figures_at_the_same_place_reopen(path):
    record(path, AGENCY, YEAR, [ONE], "dismissed", reason="误报", reviewer="李")
    changed = Claim("b" * 16)
    reviews = read_reviews(path)
    assert reviews.of(AGENCY, YEAR, changed).to_json() == {
        "state": "reopened",
        "reason": "误报",
        "reviewer": "李",
        "previous": "dismissed",
    }
    # The reviewed finding is still there: the other one at its place is new.
    assert reviews.of_all(AGENCY, YEAR, [ONE, changed])[1] is None
    for agency, year in ((AGENCY, 2022), ("他局", YEAR), (None, None)):
        assert reviews.of(agency, year, changed) is None


def test_reports_that_name_no_agency_are_not_taken_for_one_another(path):
    record(path, None, None, [ONE], "confirmed")
    assert read_reviews(path).of(None, None, ONE).state == "confirmed"
    assert read_reviews(path).of(None, None, Claim("b" * 16)) is None


def test_taking_back_spares_the_neighbours(path):
    neighbour, changed = Claim("c" * 16), Claim("b" * 16)
    record(path, AGENCY, YEAR, [ONE, neighbour, TWO], "confirmed")
    clear(path, AGENCY, YEAR, [changed], {changed.fingerprint, neighbour.fingerprint})
    left = {row.text("fingerprint").lstrip("#") for row in read_reviews(path).rows}
    assert left == {neighbour.fingerprint, TWO.fingerprint}
    clear(path, AGENCY, YEAR, [TWO])
    assert len(read_reviews(path).rows) == 1


# --- several writers


WRITER = """
import sys
from dataclasses import make_dataclass
from pathlib import Path
from ogi_audit import review_files
from ogi_audit.reviews import record

# How long one has to wait for three others is the machine's affair.
review_files.WAIT = 300
Claim = make_dataclass("Claim", ["fingerprint", "rule", "at", "message"])
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 12):
    claim = Claim(f"{number:016x}", "requests.balance", str(number), {"zh": "不平衡"})
    record(Path(sys.argv[1]), "云溪县民政局", 2023, [claim], "confirmed")
"""


def test_writers_at_once_lose_nothing(path):
    command = [sys.executable, "-c", WRITER, str(path)]
    workers = [subprocess.Popen([*command, str(100 * n)]) for n in range(4)]
    while any(worker.poll() is None for worker in workers):
        read_reviews(path)  # a reader never meets half a file
        time.sleep(0.01)
    assert [worker.returncode for worker in workers] == [0] * 4
    assert len(read_reviews(path).rows) == 48
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_lock_left_behind_is_named_and_does_not_hang(path, monkeypatch):
    monkeypatch.setattr(review_files, "WAIT", 0.1)
    lock = path.with_name(f".{path.name}.lock")
    lock.touch()
    with pytest.raises(ReviewError) as caught:
        record(path, AGENCY, YEAR, [ONE], "confirmed")
    assert caught.value.code == "locked"
    assert lock.name in caught.value.message("zh")
    lock.unlink()
    record(path, AGENCY, YEAR, [ONE], "confirmed")


def test_a_folder_that_is_not_there_is_an_error_in_words(tmp_path):
    with pytest.raises(ReviewError) as caught:
        record(tmp_path / "no" / "reviews.csv", AGENCY, YEAR, [ONE], "confirmed")
    assert caught.value.code == "not_written"


@pytest.mark.skipif(os.name == "nt", reason="links and modes")
def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path):
    kept = tmp_path / "kept.csv"
    record(kept, AGENCY, YEAR, [ONE], "confirmed")
    kept.chmod(0o664)
    (tmp_path / "reviews.csv").symlink_to(kept)
    record(tmp_path / "reviews.csv", AGENCY, YEAR, [TWO], "confirmed")
    assert (tmp_path / "reviews.csv").is_symlink()
    assert len(rows(kept)) == 2
    assert kept.stat().st_mode & 0o777 == 0o664


# --- a report: audit, command, notebook

CELL = "requests.new_received.natural_person"


@pytest.fixture
def report(tmp_path) -> Path:
    return write_report(tmp_path)


def write_report(folder: Path, more: int = 1) -> Path:
    """A report with a wrong figure: as many more than there were."""
    specimen = consistent(7)
    wrong = with_cell(specimen, CELL, str(int(specimen.cells[CELL] or 0) + more))
    file = LAYOUTS["html-portal"].file(wrong, folder)
    return file.rename(folder / f"report{file.suffix}")


def run(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_a_rerun_keeps_and_a_changed_figure_reopens(report):
    result = audit(report)
    data = result.report.metadata
    reviews = report.with_name("reviews.csv")
    record(reviews, data.agency, data.year, result.findings, "dismissed", reason="误报")
    again = audit(report)
    assert {f.review.state for f in again.findings} == {"dismissed"}
    assert again.severities["critical"] == 0
    assert {f["review"]["state"] for f in again.to_json()["findings"]} == {"dismissed"}
    changed = audit(write_report(report.parent, 2))
    found = {f.rule: f for f in changed.findings}
    balance = found["requests.balance"]
    assert balance.review.to_json() == {
        "state": "reopened",
        "reason": "误报",
        "reviewer": "",
        "previous": "dismissed",
    }
    assert changed.severities["critical"] > 0


def test_the_command_end_to_end(report):
    assert run("check", report)[0] == 1
    code, listed, _ = run("review", report)
    assert (code, report.with_name("reviews.csv").exists()) == (0, False)
    findings = audit(report).findings
    for finding in findings:
        assert finding.fingerprint[:8] in listed
        assert f"{finding.rule}@{finding.at}" in listed
    critical = [f.fingerprint[:6] for f in findings if f.severity == "critical"]

    assert run("review", report, *critical, "--dismiss")[0] == 2
    code, said, _ = run(
        "review", report, *critical, "--dismiss", "--reason", "口径不同", "--by", "李"
    )
    assert code == 0
    assert said.count("不属实：口径不同（李）") == len(critical)
    code, text, _ = run("check", report)
    assert code == 0
    assert "口径不同" in text
    assert f"{len(critical)} 项经复核不属实" in text

    place = f"{findings[0].rule}@{findings[0].at}"
    assert "confirmed" in run("review", report, place, "--confirm", "--language", "en")[1]
    assert run("check", report)[0] == 1
    code, out, _ = run("review", report, place, "--clear", "--json")
    assert (code, json.loads(out)["findings"][0]["review"]) == (0, None)


def test_another_file_can_be_named(report, tmp_path):
    (tmp_path / "kept").mkdir()
    named = tmp_path / "kept" / "mine.yaml"
    assert run("check", report, "--reviews", named)[0] == 2
    name = audit(report).findings[0].fingerprint
    code, out, _ = run("review", report, name.upper(), "--confirm", "--reviews", named)
    assert (code, "mine.yaml" in out) == (0, True)
    code, out, _ = run("check", report, "--reviews", named, "--json")
    assert json.loads(out)["findings"][0]["review"]["state"] == "confirmed"
    assert audit(report).findings[0].review is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--confirm"], "--confirm"),
        (["abcd"], "--confirm"),
        (["abcd", "--confirm", "--clear"], "--confirm"),
        (["zzzz", "--confirm"], "requests.balance@natural_person"),
        (["no.rule@total", "--confirm"], "requests.balance@natural_person"),
    ],
)
def test_what_the_command_cannot_do_is_one_line(words, told, report):
    code, out, err = run("review", report, *words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert told in err
    assert not report.with_name("reviews.csv").exists()


def test_a_malformed_file_stops_the_check_with_one_line(report):
    report.with_name("reviews.csv").write_text("fingerprint,verdict\nx,y\n", "utf-8")
    code, _, err = run("check", report)
    assert (code, len(err.splitlines())) == (2, 1)
    assert "reviews.csv" in err
    case = nb.load(str(report))
    assert case.error.code == "row_fingerprint"
    result = nb.findings(nb.validate(case))
    assert "reviews.csv" in nb.review(result)._repr_html_()
    assert result.to_json()["error"]["code"] == "review.row_fingerprint"


def test_names_must_be_clear():
    findings = [ONE, Claim("a1b2" + "0" * 12)]
    assert find(findings, "#A1B2C") is ONE
    for given, code in (("a1b2", "ambiguous"), ("a1b", "no_finding"), ("", "no_finding"),
                        ("requests.balance@total", "ambiguous")):  # fmt: skip
        with pytest.raises(ReviewError) as caught:
            find(findings, given)
        assert caught.value.code == code


@pytest.fixture
def desk(report) -> ReviewDesk:
    return nb.review(nb.findings(nb.validate(nb.load(str(report)))))


def test_the_table_is_all_that_a_run_without_a_person_shows(desk):
    bundle = desk._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert desk.findings[0].fingerprint in bundle["text/html"]
    assert bundle == desk._repr_mimebundle_()
    assert str(desk.path.parent) not in str(bundle)


def test_the_form_saves_what_the_command_reads(desk, report):
    pytest.importorskip("ipywidgets")
    form = desk.form()
    first = desk.findings[0]
    assert form.finding.value == first.fingerprint
    form.verdict.value = "dismissed"
    form.save.click()
    assert "理由" in form.status.value
    assert not desk.path.exists()

    form.reason.value = "<b>口径</b>不同"
    form.reviewer.value = "李"
    form.save.click()
    assert "reviews.csv" in form.status.value
    assert audit(report).findings[0].review.reason == "<b>口径</b>不同"
    assert "&lt;b&gt;" in form.table.value
    assert form.finding.label.startswith("1. [不属实]")

    form.finding.value = desk.findings[1].fingerprint
    assert (form.reason.value, form.reviewer.value) == ("", "李")
    form.finding.value = first.fingerprint
    assert (form.verdict.value, form.reason.value) == ("dismissed", "<b>口径</b>不同")
    form.verdict.value = ""
    form.save.click()
    assert audit(report).findings[0].review is None


def test_the_form_says_what_went_wrong(desk):
    pytest.importorskip("ipywidgets")
    form = desk.form()
    form.save.click()
    assert "请先选择结论" in form.status.value
    assert not desk.path.exists()
    desk.path.write_text("fingerprint,verdict\nx,y\n", "utf-8")
    form.verdict.value = "confirmed"
    form.save.click()
    assert "第 2 行" in form.status.value
    assert "第 2 行" in desk.form().status.value


class _Shell:
    """A shell whose kernel was sent a request with this metadata."""

    def __init__(self, metadata: dict[str, str]) -> None:
        self.kernel = self
        self.metadata = metadata

    def get_parent(self) -> dict[str, object]:
        return {"metadata": self.metadata}


def test_the_form_is_for_front_ends_that_name_the_cell(desk, monkeypatch):
    pytest.importorskip("ipywidgets")
    assert not is_live()
    monkeypatch.setattr("IPython.get_ipython", lambda: _Shell({}))
    assert not is_live()
    monkeypatch.setattr("IPython.get_ipython", lambda: _Shell({"cellId": "c1"}))
    assert is_live()
    bundle = desk._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert desk.findings[0].fingerprint in bundle["text/html"]
