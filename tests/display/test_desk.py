"""The desk without a browser: what is kept of uploads, what is chosen, and what is said of it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ogi_audit.batch.inputs import reports_in
from ogi_audit.display import notebook as nb
from ogi_audit.display.uploads import LARGEST, keep, safe_name
from ogi_audit.errors import LANGUAGES, UnreadableError, UploadError
from ogi_audit.messages import desk as words
from ogi_audit.resources import share
from ogi_audit.review_files import SUFFIXES

DATA = share("data")
SAMPLE, THIS, LAST = (
    DATA / name for name in ("sample-2023.txt", "clean-2024.html", "clean-2023.html")
)
REPORT = SAMPLE.read_bytes()


class _Shell:
    """A shell whose kernel was asked by a front end that names the cell."""

    def __init__(self) -> None:
        self.kernel = self

    def get_parent(self) -> dict[str, object]:
        return {"metadata": {"cellId": "c1"}}


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """The folder of the notebook."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def live(here, monkeypatch) -> Path:
    """The same with a person before it, who begins."""
    pytest.importorskip("ipywidgets")
    monkeypatch.setattr("ogi_audit.display.desk._desks", {})
    monkeypatch.setattr("IPython.get_ipython", _Shell)
    return here


def sent(name: str, content: bytes) -> tuple[dict[str, object], ...]:
    """A file as the upload button has it."""
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    about = {"name": name, "type": "", "size": len(content), "last_modified": moment}
    return ({**about, "content": memoryview(content)},)


# Uploads


@given(st.text())
@example("../../etc/passwd")
@example("C:\\报告\\年报.docx")
@example("..")
@example("~$年报.docx")
@example("-rf .txt")
@example("年" * 300 + ".docx")
@example("a." + "b" * 300)
@example("reviews.csv")
@example("manifest.jsonl")
@example("con.txt")
@example("年报\u202excod.exe")
@example("\ud800.txt")
def test_a_safe_name_is_one_file_that_a_batch_finds(name):
    safe = safe_name(name)
    assert Path(safe).name == safe
    assert len(safe.encode()) < 230
    assert not safe.startswith((".", "-", "~$"))
    assert safe.rstrip(". ") == safe
    assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & {*map(unicodedata.category, safe)}
    assert not set(safe) & set('<>:"|?*\\/')
    assert safe.lower() not in {"manifest.jsonl", *(f"reviews{suffix}" for suffix in SUFFIXES)}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("某市2024年报.docx", "某市2024年报.docx"),
        ("a/b\\年报 (终稿).pdf", "年报 (终稿).pdf"),
        ("年报:终稿?.html", "年报_终稿_.html"),
        ("", "report"),
        ("reviews.csv", "report-reviews.csv"),
    ],
)
def test_a_name_stays_as_it_is_where_it_can(name, safe):
    assert safe_name(name) == safe


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["年报.txt", "../年报.txt", "年报(2).txt", "b"]),
            st.sampled_from([b"1", b"2", b"33"]),
        )
    )
)
def test_nothing_is_overwritten_and_the_same_file_is_kept_once(tmp_path, files):
    folder = tmp_path / "uploads"
    shutil.rmtree(folder, ignore_errors=True)
    before: dict[Path, bytes] = {}
    for name, content in files:
        path = keep(name, content, folder)
        assert path.read_bytes() == content
        assert keep(name, content, folder) == path
        before.setdefault(path, content)
        assert {one: one.read_bytes() for one in folder.iterdir()} == before


def test_other_content_under_the_same_name_gets_a_number(here):
    names = [
        keep("年报.docx", content, Path("uploads")).name for content in (b"1", b"2", b"1", b"3")
    ]
    assert names == ["年报.docx", "年报(2).docx", "年报.docx", "年报(3).docx"]
    assert [path.name for path in reports_in(Path("uploads"))] == sorted(set(names))


def test_what_cannot_be_kept_is_said(here, monkeypatch):
    with pytest.raises(UnreadableError) as empty:
        keep("a\n.txt", b"", Path("uploads"))
    assert empty.value.message() == "a .txt：文件是空的。请重新下载或另存该报告 [read.empty]"
    assert not Path("uploads").exists()
    monkeypatch.setattr("ogi_audit.display.uploads.LARGEST", 10)
    with pytest.raises(UploadError) as large:
        keep("a.pdf", bytes(11), Path("uploads"))
    assert large.value.code == "too_large"
    Path("file").write_text("x", "utf-8")
    for folder in ("file", "file/uploads"):
        with pytest.raises(UploadError) as closed:
            keep("a.pdf", b"1", Path(folder))
        assert closed.value.code == "not_written"
    assert LARGEST > 100 * 2**20


def test_a_disk_that_is_full_leaves_no_file(here, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ogi_audit.display.uploads.write_whole", full)
    with pytest.raises(UploadError, match="No space left"):
        keep("a.pdf", b"1", Path("uploads"))
    assert list(Path("uploads").iterdir()) == []


# The desk


def test_without_a_person_the_sample_is_picked_and_nothing_is_written(here):
    desk = nb.desk()
    bundle = desk._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "sample-2023.txt" in bundle["text/html"]
    case = desk.case()
    result = nb.findings(nb.validate(case))
    assert "发现 2 项严重问题" in nb.card(result)._repr_html_()
    browser = nb.browse(result)
    assert "第 1 项，共 3 项" in browser._repr_mimebundle_()["text/html"]
    assert "没有选择上年报告" in nb.compare(result)._repr_html_()
    saved = nb.save(result, folder="../reports")
    assert case.report.id in saved._repr_html_()
    assert saved.paths == {}
    assert list(here.iterdir()) == []
    shown = bundle["text/html"] + browser.html() + saved._repr_html_()
    assert str(here) not in shown


def test_what_the_desk_has_goes_into_the_case(here):
    desk = nb.desk("data/clean-2024.html", previous="data/clean-2023.html", language="en")
    desk.agency, desk.published = "云岭省栖原县人民政府", "2025-05-01"
    case = desk.case()
    assert (case.language, case.report.metadata.agency) == ("en", "云岭省栖原县人民政府")
    assert str(case.report.metadata.published) == "2025-05-01"
    assert case.previous.source.name == "clean-2023.html"
    for text in ("clean-2023.html", "2025-05-01"):
        assert text in desk.html()


@pytest.mark.parametrize(
    ("report", "previous", "told"),
    [
        ("nothing.docx", "", "找不到该文件"),
        ("data/overlay/report.json", "", "nothing"),
        ("data/clean-2024.html", "data/sample-2023.txt", "不是“云岭省栖原县人民政府”的"),
        ("data/clean-2023.html", "data/clean-2024.html", "上年报告应为 2022 年度的"),
    ],
)
def test_what_cannot_be_audited_goes_through_all_steps(here, report, previous, told):
    case = nb.desk(report, previous=previous).case()
    result = nb.findings(nb.validate(case))
    if told == "nothing":
        told = case.error.what()
    steps = (
        case,
        result,
        nb.evidence(result),
        nb.browse(result),
        nb.compare(result),
        nb.review(result),
        nb.save(case),
    )
    for step in steps:
        assert told in step._repr_html_()


def test_with_a_person_a_sample_is_audited_as_a_copy(live):
    desk = nb.desk()
    case = desk.case()
    assert desk.report == "uploads/sample-2023.txt"
    assert Path(desk.report).read_bytes() == REPORT
    assert case.reviews.path == Path("uploads/reviews.csv")
    assert "application/vnd.jupyter.widget-view+json" in desk._repr_mimebundle_()
    # Where nothing can be written it is audited all the same.
    shutil.rmtree("uploads")
    Path("uploads").write_text("", "utf-8")
    desk = nb.desk()
    assert desk.case().report.id == case.report.id


def test_who_runs_the_notebook_from_its_start_goes_on_with_the_same_report(live):
    desk = nb.desk()
    desk.form().report.value = "data/clean-2024.html"
    desk.published = "2025-02-01"
    again = nb.desk()
    assert (again.report, again.published) == ("data/clean-2024.html", "2025-02-01")
    assert nb.desk(folder="others").report == "data/sample-2023.txt"
    assert nb.desk("data/gaps-2022.md").report == "data/gaps-2022.md"
    assert nb.desk().report == "data/clean-2024.html"


# The form


def test_an_upload_is_kept_chosen_and_read(live):
    desk = nb.desk()
    form = desk.form()
    assert "sample-2023.txt" in form.status.value
    form.upload.value = sent("../某市年报.html", THIS.read_bytes())
    assert desk.report == form.report.value == "uploads/某市年报.html"
    assert form.report.label == "某市年报.html"
    assert "已读取 某市年报.html：云岭省栖原县人民政府，2024 年度" in form.status.value
    assert form.upload.value == ()
    form.upload.value = sent("某市年报.html", THIS.read_bytes())
    assert [path.name for path in Path("uploads").iterdir()] == ["某市年报.html"]

    form.upload_previous.value = sent("某市年报.html", LAST.read_bytes())
    assert desk.previous == form.previous.value == "uploads/某市年报(2).html"
    assert "上年报告为 某市年报(2).html" in form.status.value
    form.previous.value = ""
    assert desk.previous == ""
    form.report.value = "data/sample-2023.txt"
    assert desk.case().report.metadata.year == 2023


def test_what_the_report_does_not_say_is_filled_in(live):
    lines = SAMPLE.read_text("utf-8").splitlines()[5:]
    text = "\n".join(lines).replace("云岭省", "").replace("沂川市人民政府办公室", "")
    form = nb.desk().form()
    form.upload.value = sent("<b>节选.txt", text.encode())
    assert "机关名称不明" in form.status.value
    assert "<b>" not in form.status.value
    assert form.agency.placeholder == "报告没有写明，请填写"
    form.agency.value, form.year.value = " 某市水务局 ", "2023年"
    form.published.value = dt.date(2024, 2, 1)
    desk = form.desk
    assert (desk.agency, desk.year, desk.published) == ("某市水务局", 2023, "2024-02-01")
    assert "某市水务局，2023 年度，公布日期2024年2月1日" in form.status.value
    assert desk.case().report.metadata.agency == "某市水务局"

    form.year.value = "去年"
    assert "报告年度：参数值 去年 无效" in form.status.value
    form.year.value = "2024"
    assert "早于 2024 年度结束" in form.status.value
    # Another report is not that agency's.
    form.report.value = "data/clean-2024.html"
    assert (desk.agency, desk.year, desk.published, form.agency.value) == ("", 0, "", "")


def test_the_form_says_what_went_wrong(live):
    desk = nb.desk(language="en")
    form = desk.form()
    for name, content, told in (
        ("a.txt", b"", "the file is empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture without text"),
    ):
        form.upload.value = sent(name, content)
        assert told in form.status.value
        assert "ogi-critical" in form.status.value
    form.report.value = "data/clean-2024.html"
    form.previous.value = "data/sample-2023.txt"
    assert "not of 云岭省栖原县人民政府" in form.status.value


def test_files_that_come_by_another_way_are_listed(live):
    form = nb.desk("elsewhere/own.txt").form()
    assert form.report.value == "elsewhere/own.txt"
    assert "own.txt：找不到该文件" in form.status.value
    Path("uploads").mkdir()
    shutil.copy(SAMPLE, "uploads/大文件.txt")
    form.refresh.click()
    assert ("大文件.txt", "uploads/大文件.txt") in form.report.options


# Finding by finding


def test_the_browser_goes_through_the_findings_and_keeps_reviews(live):
    result = nb.findings(nb.validate(nb.desk().case()))
    form = nb.browse(result).form()
    assert (form.back.disabled, form.next.disabled) == (True, False)
    seen = [form.card.value]
    for _ in result.audit.findings[1:]:
        form.next.click()
        seen.append(form.card.value)
    assert (form.back.disabled, form.next.disabled) == (False, True)
    for number, (card, finding) in enumerate(zip(seen, result.audit.findings, strict=True), 1):
        assert f"第 {number} 项，共 3 项" in card
        assert finding.rule in card
    form.back.click()
    assert form.card.value == seen[1]
    form.review.verdict.value = "confirmed"
    form.review.save.click()
    assert "row_total" in Path("uploads/reviews.csv").read_text("utf-8-sig")
    assert form.card.value == seen[1]
    assert form.review.finding.label.startswith("2. [属实]")


def test_a_report_without_findings_says_so(here):
    result = nb.findings(nb.validate(nb.desk("data/clean-2024.html").case()))
    for step in (nb.browse(result), nb.review(result)):
        page = step._repr_mimebundle_()["text/html"]
        assert "没有发现问题" in page
        assert "None" not in page


# Year against year


def test_the_years_are_compared(here, tmp_path):
    desk = nb.desk("data/clean-2024.html", previous="data/clean-2023.html")
    page = nb.compare(nb.findings(nb.validate(desk.case())))._repr_html_()
    assert "11 项通过，0 项未通过" in page
    assert "ogi-fault" not in page.partition("</style>")[2]
    assert re.search(r">83</td><td[^>]*>99</td><td[^>]*>\+16 \(\+19%\)</td>", page)

    text = LAST.read_text("utf-8")
    changed = text.replace("<td>5</td>", "<td>6</td>")
    assert changed != text
    Path("last.html").write_text(changed, "utf-8")
    desk.previous = "last.html"
    page = nb.compare(nb.findings(nb.validate(desk.case())))._repr_html_()
    assert "≠ 未通过" in page
    assert "0 项未通过" not in page


# Saving


def test_what_cannot_be_saved_is_said(live):
    case = nb.desk().case()
    Path("file").write_text("", "utf-8")
    saved = nb.save(case, folder="file/reports")
    assert (saved.good, dict(saved.paths)) == (False, {})
    assert "没有保存：" in saved._repr_html_()
    assert "Traceback" not in saved._repr_html_()


def test_a_saved_audit_is_what_the_command_writes(live):
    desk = nb.desk("data/clean-2024.html", previous="data/clean-2023.html")
    desk.published = "2025-03-01"
    saved = nb.save(desk.case(), folder="out")
    assert saved.good
    assert set(saved.paths) == {"html", "ipynb", "json", "index"}
    assert all(path.is_file() for path in saved.paths.values())
    assert "clean-2023.html" in saved.paths["html"].read_text("utf-8")
    assert '"published": "2025-03-01"' in saved.paths["json"].read_text("utf-8")
    assert 'href="out/%E4%BA%91' in saved._repr_html_()
    assert os.sep + "out" not in saved.lead


# Words


def test_every_word_is_there_in_both_languages():
    for group in (words.DESK, words.BROWSER, words.COMPARISON, words.SAVING):
        for texts in group.values():
            assert set(texts) == set(LANGUAGES)
    for name in ("carried", "in_force", "copied"):
        columns = words.COMPARISON[f"{name}_columns"]
        assert columns["zh"].count("|") == columns["en"].count("|")
