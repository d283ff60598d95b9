"""The page of an audit in a real browser: offline, without a script, marked, printable, harmless."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import lxml.html
import pdfplumber
import pytest
from playwright.sync_api import Page

from ogi_audit.batch.render import render_audit
from ogi_audit.display.shortened import IN_APPENDIX
from ogi_audit.resources import share
from ogi_audit_testing.harness.browsing import BINARY, Browsing, browsing

pytestmark = pytest.mark.skipif(BINARY is None, reason="no Chromium here")

DATA = share("data")
SAMPLE = "sample-2023.txt"
A4 = (595, 842)
SCRIPT = "<script>document.title='owned'</script>"
IMAGE = "<img src=x onerror=\"document.title='owned'\">"
TURNED = "\u202e51\u2066"
WRITTEN = "**粗** `码` $\\frac{1}{2}$ \\(x\\) [链](javascript:document.title='owned') <b>b</b>"
LONG = "长" * 100_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("pages")


def rendered(folder: Path, name: str, **parameters) -> Path:
    if not (folder / name).exists():
        shutil.copy(DATA / name, folder)
    return render_audit(folder / name, folder / "out", engine="warm", **parameters).paths[1]


@pytest.fixture(scope="module")
def sample(folder) -> Path:
    return rendered(folder, SAMPLE)


@pytest.fixture(scope="module")
def english(folder) -> Path:
    return rendered(
        folder, "clean-2024.html", previous=str(DATA / "clean-2023.html"), language="en"
    )


@pytest.fixture(scope="module")
def browser():
    with browsing(offline=True) as opened:
        yield opened


@pytest.fixture
def page(browser: Browsing, sample: Path):
    browser.problems.clear()
    one = browser.page(sample)
    yield one
    one.close()


@pytest.fixture(scope="module")
def hostile(folder) -> Path:
    """A report full of what is code elsewhere: in its name, title, text, headings and cells."""
    tree = lxml.html.fromstring((DATA / "clean-2024.html").read_text("utf-8"))
    cells = [cell for cell in tree.iter("td") if (cell.text_content() or "").strip().isdigit()]
    # One in a row: what a row of many odd cells means cannot be told, and the report says that.
    for cell, text in zip(cells[24::7], (SCRIPT, IMAGE, TURNED, WRITTEN, LONG), strict=False):
        for child in list(cell):
            cell.remove(child)
        cell.text = text
    texts = iter((SCRIPT, IMAGE, TURNED, WRITTEN) * 4)
    for paragraph in tree.iter("p", "h1", "h2", "h3"):
        if paragraph.text and len(paragraph.text.strip()) > 4:
            paragraph.text += next(texts, "")
    path = folder / "<img src=x onerror=alert(1)>.html"
    path.write_bytes(lxml.html.tostring(tree, encoding="utf-8"))
    return render_audit(path, folder / "out", engine="warm", agency=f"云岭省{IMAGE}{TURNED}").paths[
        1
    ]


def test_it_opens_offline_and_without_a_complaint(browser, page):
    page.wait_for_load_state("networkidle")
    assert browser.problems == []
    assert page.locator("script, link, iframe, object, embed, img").count() == 0


def test_the_verdict_comes_first_and_leads_to_the_finding_by_keyboard(page):
    headings = page.locator("h1, h2, h3")
    assert (
        headings.nth(1).inner_text() == "云岭省沂川市人民政府办公室2023年政府信息公开工作年度报告"
    )
    assert (
        "发现 2 项严重问题，1 项需说明，0 项提示"
        in page.locator(".ogi-card .ogi-verdict").inner_text()
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "ogi-finding-1"
    assert page.locator("#ogi-finding-1").is_visible()


def test_each_finding_is_a_case_with_its_figures(page):
    cases = page.locator(".ogi-case")
    assert cases.count() == 3
    figures = cases.nth(0).locator(".ogi-formula b").all_inner_texts()
    assert figures == ["51", "3", "52", "3"]
    assert "本年新收" in cases.nth(0).locator(".ogi-formula").inner_text()
    assert "改为 52 则勾稽成立（第43行，第2列）" in cases.nth(0).inner_text()
    assert "表内所注勾稽关系" in cases.nth(0).inner_text()
    assert page.locator(".ogi-case mark").inner_text() == "法人或其他组织申请4宗"


def test_the_marked_cells_are_seen_and_lead_to_their_finding(page):
    suspect = page.locator("td.ogi-suspect")
    assert suspect.count() == 1
    assert suspect.is_visible()
    assert suspect.inner_text().replace("\n", "").startswith("51→52")
    for head in page.locator("th.ogi-fault").all():
        assert head.is_visible()
        assert "≠" in head.inner_text()
        number = head.locator("a").inner_text()
        assert head.locator("a").get_attribute("href") == f"#ogi-finding-{number}"
        # Not by colour alone: a black-and-white printer shows the frame.
        assert head.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    notes = page.locator(".ogi-notes li").all_inner_texts()
    assert [re.match(r"见第 (\d) 项", note)[1] for note in notes] == ["1", "2", "3"]


def test_the_pictures_say_their_numbers_in_words(page):
    picture = page.locator("svg.ogi-flow")
    assert picture.is_visible()
    assert "本年新收申请数量 55" in picture.locator("desc").text_content()
    assert picture.get_attribute("role") == "img"
    assert "没有给出上年报告" in page.locator("main").inner_text()


def test_last_year_is_set_beside_this_year(browser, english):
    page = browser.page(english)
    table = page.get_by_role("table", name="Against last year")
    row = table.locator("tr", has_text="new requests received")
    assert row.locator("td").all_inner_texts()[:3] == ["83", "99", "+16 (+19%)"]
    assert row.locator("svg").count() == 2
    page.close()


def test_the_appendix_has_every_rule_and_every_figure(page):
    assert page.get_by_role("table", name="全部规则及核对结果").locator("tbody tr").count() > 20
    assert page.get_by_role("table", name="全部数据").locator("tbody tr").count() == 200


def test_a_page_is_in_one_language(browser, english):
    page = browser.page(english)
    assert page.locator("html").get_attribute("lang") == "en"
    assert (
        page.locator("h1").inner_text()
        == "Audit of an annual report on open government information"
    )
    headings = page.locator("h1, h2, h3, caption, th, dt, figcaption").all_inner_texts()
    own = [text for text in headings if re.search(r"[\u4e00-\u9fff]", text)]
    assert own == [text for text in own if "云岭省" in text]
    page.close()


@pytest.mark.parametrize("which", ["sample", "english", "hostile"])
def test_a_screen_reader_finds_its_way(which, request, browser):
    page = browser.page(request.getfixturevalue(which))
    levels = [
        int(tag[1])
        for tag in page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => h.tagName)"
        )
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for table in page.locator("table").all():
        assert table.evaluate("(t) => t.caption || t.ariaLabel || t.className === 'ogi-facts'")
    assert page.locator("th:not([scope]):not(:empty)").count() == 0
    assert page.locator("svg:not([role=img]):not([aria-hidden])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    page.close()


@pytest.mark.parametrize("which", ["sample", "english", "hostile"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_over_the_side(which, width, request, browser):
    page = browser.page(request.getfixturevalue(which))
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_it_reads_without_a_script(browser, sample):
    context = browser.context.browser.new_context(java_script_enabled=False)
    page: Page = context.new_page()
    page.goto(sample.as_uri())
    assert "发现 2 项严重问题" in page.locator("main").inner_text()
    context.close()


@pytest.mark.parametrize("which", ["sample", "english", "hostile"])
def test_it_prints_on_a4_with_nothing_cut_off(which, request, browser, tmp_path):
    page = browser.page(request.getfixturevalue(which))
    page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(tmp_path / "print.pdf") as pdf:
        assert 5 <= len(pdf.pages) <= 25
        for sheet in pdf.pages:
            assert (round(sheet.width), round(sheet.height)) == A4
            inside = [
                (c["x0"] >= 0, c["x1"] <= sheet.width + 1) for c in sheet.chars if c["text"].strip()
            ]
            assert inside, "an empty page"
            assert all(left and right for left, right in inside)
        if which == "sample":
            first = pdf.pages[0].extract_text()
            assert "发现 2 项严重问题" in first
            assert "51" in first
            assert "总计" in "".join(sheet.extract_text() for sheet in pdf.pages)


def test_what_a_report_says_is_text_and_nothing_else(browser, hostile):
    browser.problems.clear()
    page = browser.page(hostile)
    page.wait_for_load_state("networkidle")
    said = page.locator("main").inner_text()
    assert page.title() == f"云岭省{IMAGE}\ufffd51\ufffd2024年政府信息公开工作年度报告审核"
    assert browser.problems == []
    assert page.locator("img, script, b b, a[href^=javascript]").count() == 0
    assert page.locator("svg.ogi-flow, figure.ogi-figure").count() > 0
    for text in (SCRIPT, IMAGE, WRITTEN):
        assert text in said
    # Nothing turns the direction of the words around it.
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.content())
    page.close()


def test_a_very_long_cell_is_cut_and_said_to_be(browser, hostile):
    page = browser.page(hostile)
    content = page.content()
    assert len(content) < 400_000
    assert "共 100000 字" in content
    assert "长" * (IN_APPENDIX + 101) not in content
    box = page.locator("td.ogi-odd", has_text="长长").bounding_box()
    assert box["height"] < 300
    page.close()


def test_many_findings_alike_are_told_once_and_listed(browser, folder):
    written = (DATA / "clean-2024.html").read_text("utf-8")
    text = re.sub(r"(<td[^>]*>)\s*\d[\d.]*\s*(</td>)", r"\1/\2", written)
    (folder / "strokes.html").write_text(text, "utf-8")
    path = render_audit(folder / "strokes.html", folder / "out", engine="warm").paths[1]
    assert path.stat().st_size < 400_000
    page = browser.page(path)
    assert page.locator(".ogi-case.ogi-critical").count() == 5
    assert page.locator(".ogi-alike tbody tr").count() == 195
    # Every mark in the tables leads to its case or its row.
    hrefs = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.hash.slice(1))"
    )
    assert len(set(hrefs)) >= 200
    assert page.evaluate("(ids) => ids.every((id) => document.getElementById(id))", hrefs)
    page.close()


def test_an_unreadable_file_has_a_page_that_says_why_once(browser, folder):
    (folder / "扫描件.pdf").write_bytes(b"%PDF-1.4\nnot really")
    path = render_audit(folder / "扫描件.pdf", folder / "out", engine="warm").paths[1]
    page = browser.page(path)
    assert page.locator("main").inner_text().count("文件已损坏") == 1
    assert page.locator("h2").all_inner_texts() == ["来源与版本"]
    page.close()
