"""The index: opens offline in a browser, shows everything as text, and is the same bytes each time."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from ogi_audit.batch import index_shown
from ogi_audit.batch.index import embedded, index_page, write_index
from ogi_audit.batch.manifest import Manifest
from ogi_audit.batch.results import load_results
from ogi_audit.display.pages import TEMPLATES
from ogi_audit.errors import LANGUAGES
from ogi_audit.messages.index import EXPORT, INDEX
from ogi_audit.messages.terms import COLUMN
from ogi_audit_testing.folders.county import county
from ogi_audit_testing.folders.output import folder_of_all, publish, result_of
from ogi_audit_testing.folders.scanned import audits_of, write_scan
from ogi_audit_testing.harness.browsing import BINARY, browsing

HOSTILE = "</script><script>document.title='owned'</script><!--<img src=x onerror=\"document.title='owned'\">"
ODD_NAME = "怪(（机关）)#1 100%&'\"+x-2023-00"
needs_chromium = pytest.mark.skipif(BINARY is None, reason="no Chromium here")


def hostile():
    written = result_of("sample-2023.txt")
    written["report"]["id"] = ODD_NAME
    written["report"]["agency"] = HOSTILE
    written["report"]["source"]["name"] = HOSTILE
    for finding in written["findings"]:
        for key in ("rule", "at", "place"):
            finding[key] = HOSTILE
        finding["message"] = finding["evidence"] = {"zh": HOSTILE, "en": HOSTILE}
        finding["observed"] = HOSTILE
        finding["review"] = {"state": "confirmed", "reason": HOSTILE, "reviewer": HOSTILE}
    return written


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = folder_of_all(tmp_path_factory.mktemp("reports"))
    publish(path, hostile(), ODD_NAME)
    write_index(path, load_results(path))
    return path


@pytest.fixture(scope="module")
def browser():
    if BINARY is None:
        pytest.skip("no Chromium here")
    with browsing(offline=True) as opened:
        yield opened


@pytest.fixture
def at(browser, folder):
    """Opens the index at a state of its address, in a page of its own, and waits for the table."""
    pages = []

    def open_at(state=""):
        browser.problems.clear()
        pages.append(browser.context.new_page())
        pages[-1].goto((folder / "index.html").as_uri() + (f"#{state}" if state else ""))
        pages[-1].locator(".tabulator-row, .tabulator-placeholder").first.wait_for(state="attached")
        return pages[-1]

    yield open_at
    for page in pages:
        page.close()


def shown(page, field):
    """The texts of a column of the table that is shown."""
    panel = "[role=tabpanel]:not([hidden])"
    return page.locator(f"{panel} .tabulator-row [tabulator-field={field}]").all_inner_texts()


def tabs(page):
    return page.locator("[role=tab] b").all_inner_texts()


def test_nothing_is_loaded_and_nothing_of_this_machine_is_in_it(folder):
    page = (folder / "index.html").read_text("utf-8")
    root = lxml.html.fromstring(page)
    assert not root.xpath("//link | //img | //iframe | //script[@src] | //*[@style]")
    assert "sourceMappingURL" not in page
    assert "url(" not in root.xpath("//style")[0].text
    for secret in (str(folder), str(Path.home()), str(TEMPLATES)):
        assert secret not in page
    data = root.xpath("//script[@id='data']")[0].text
    assert not re.search(rf"\b{re.escape(os.uname().nodename)}\b", data)
    assert not re.search(r"\d{2}:\d{2}:\d{2}|/tmp", data)


def test_only_the_pages_own_scripts_may_run(folder):
    page = (folder / "index.html").read_text("utf-8")
    allowed = re.search(r"script-src ([^;]*);", page)[1]
    assert "unsafe" not in allowed
    assert allowed.count("sha256-") == 2
    assert page.count("<script") == 3 == page.count("</script>")


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_data_never_leaves_its_element(content):
    text = embedded(content)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == content


def test_everything_is_in_the_data(folder):
    results = load_results(folder)
    root = lxml.html.fromstring(index_page(results))
    data = json.loads(root.xpath("//script[@id='data']")[0].text)

    def column(packed):
        if isinstance(packed, list):
            return packed
        return [None if code < 0 else packed["values"][code] for code in packed["codes"]]

    assert column(data["audits"]["id"]) == list(Manifest(folder).read())
    assert column(data["findings"]["message"]) == list(results.findings["message_zh"])
    numbers = column(data["findings"]["audit"])
    assert [column(data["audits"]["id"])[n] for n in numbers] == list(results.findings["id"])
    assert [n for n in column(data["audits"]["critical"]) if n is None] == [None, None]


def test_without_scripts_the_reports_are_listed(folder):
    page = (folder / "index.html").read_text("utf-8")
    root = lxml.html.fromstring(page)
    rows = root.xpath("//noscript//tbody/tr")
    assert len(rows) == len(Manifest(folder).read())
    links = [unquote(link) for link in root.xpath("//noscript//a/@href")]
    assert f"{ODD_NAME}.html" in links
    assert all((folder / link).is_file() for link in links)
    said = " ".join(root.xpath("//noscript//td/text()"))
    assert "慢.doc：超过时限" in said
    assert "扫描件.pdf：PDF 是扫描件" in said
    assert root.xpath("//header//a/@href")[:4] == [
        *("overview.html", "findings.xlsx", "findings.csv", "findings.parquet")
    ]
    assert html.escape(HOSTILE, quote=False).replace('"', "&#34;").replace("'", "&#39;") in page


def test_the_same_bytes_in_any_order_time_zone_and_locale(folder, tmp_path):
    published = Manifest(folder).read()
    for identifier in reversed(published):
        result = folder / f"{identifier}.json"
        if result.exists():
            publish(tmp_path, json.loads(result.read_text("utf-8")), identifier)
        else:
            Manifest(tmp_path).publish(published[identifier], {})
    code = "import sys, pathlib; from ogi_audit.batch.index import write_index; from ogi_audit.batch.results import load_results; folder = pathlib.Path(sys.argv[1]); write_index(folder, load_results(folder))"
    env = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "77", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, "."], cwd=tmp_path, env=env, check=True)
    assert (tmp_path / "index.html").read_bytes() == (folder / "index.html").read_bytes()


def test_a_folder_that_was_only_scanned_says_how_to_make_its_pages(folder, tmp_path):
    specimens = [one for one in county().values() if one.year == 2023]
    write_scan(tmp_path / "out", audits_of(specimens, tmp_path), tmp_path)
    for language, said in (("zh", "4 份报告只筛查过"), ("en", "4 reports were only scanned")):
        page = index_page(load_results(tmp_path / "out"), language)
        (note,) = lxml.html.fromstring(page).xpath("//p[@class='aside']/text()")
        assert said in note
        assert "ogi-audit render" in note
        assert "--only-failing" in note
        assert not lxml.html.fromstring(page).xpath("//noscript//a")
    # Of audits with pages, and of such as failed, nothing is said.
    assert 'class="aside"' not in (folder / "index.html").read_text("utf-8")


def test_of_very_many_the_gravest_are_listed_with_all_of_their_findings(folder, monkeypatch):
    results = load_results(folder)
    counts = results.findings["id"].value_counts()
    audits = results.audits.set_index("id")
    most = int(counts.max())
    monkeypatch.setattr(index_shown, "MOST_FINDINGS", most + 1)
    monkeypatch.setattr(index_shown, "MOST_PLAIN", 3)
    monkeypatch.setattr(index_shown, "MOST_AUDITS", len(audits) - 1)
    shown = index_shown.shown_of(results)
    assert len(shown.findings) <= most + 1
    listed = shown.findings["id"].value_counts()
    assert all(count == counts[identifier] for identifier, count in listed.items())
    assert len(listed) == shown.with_findings > 0
    left_out = set(results.audits["id"]) - set(shown.audits["id"])
    assert len(left_out) == 1
    assert audits.loc[[*left_out], "critical"].tolist() == [0]
    # What could not be read, or failed, is not passed over.
    lost = set(audits.index[audits["status"] != "audited"])
    assert lost <= set(shown.plain["id"])
    assert list(shown.audits["id"]) == sorted(shown.audits["id"])
    root = lxml.html.fromstring(index_page(results))
    notes = root.xpath("//p[@class='aside']/text()")
    assert any(f"共 {len(audits)} 份报告，本页只列出" in note for note in notes)
    assert any(f"共 {len(results.findings)} 个问题，本页只列出" in note for note in notes)
    assert len(root.xpath("//noscript//tbody/tr")) == 3
    assert "下面只有问题最严重的 3 份报告" in root.xpath("//noscript/p/text()")[0]
    # The figures at the top are of all.
    assert root.xpath("//p[@class='counts']//b/text()")[0] == str(len(audits))


def test_an_empty_folder_has_an_index(tmp_path):
    page = write_index(tmp_path, load_results(tmp_path), "en").read_text("utf-8")
    assert "Reports <b>0</b>" in page
    assert '<html lang="en">' in page


def test_the_library_is_the_published_one():
    folder = TEMPLATES / "vendor" / "tabulator"
    for digest, name in re.findall(
        r"^ {4}(\w{64})  (\S+)$", (folder / "README.md").read_text(), re.M
    ):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert "MIT" in (folder / "LICENSE").read_text()


def test_every_word_is_there_in_both_languages():
    for texts in (*COLUMN.values(), *INDEX.values(), *EXPORT.values()):
        assert set(texts) == set(LANGUAGES)


@needs_chromium
def test_it_opens_without_an_error_or_a_request(browser, at):
    for state in ("", "tab=findings"):
        page = at(state)
        page.wait_for_load_state("networkidle")
        assert browser.problems == []
        assert page.evaluate("performance.getEntriesByType('resource').length") == 0


@needs_chromium
def test_what_reports_say_is_shown_as_text(browser, at):
    for state in ("", "tab=findings", "q=script"):
        page = at(state)
        assert any(HOSTILE in text for text in shown(page, "agency"))
        assert page.title() == INDEX["title"]["zh"]
        assert page.locator("img").count() == 0
        assert browser.problems == []
    page = at("tab=findings")
    assert sum(HOSTILE in text for text in shown(page, "message")) == 3
    assert sum(HOSTILE in text for text in shown(page, "observed")) == 3


@needs_chromium
def test_links_open_the_audit(at):
    page = at("q=" + "owned")
    page.locator(".tabulator-row [tabulator-field=agency] a").first.click()
    assert page.locator("#audit").text_content() == ODD_NAME


@needs_chromium
def test_search_and_filters_hold_for_both_tables(at, folder):
    results = load_results(folder)
    audits, findings = results.audits, results.findings
    assert tabs(at()) == [str(len(audits)), str(len(findings))]
    page = at("q=水务局 规章")
    said = findings["message_zh"] + findings["evidence_zh"].fillna("")
    wanted = findings[findings["agency"].str.contains("水务局") & said.str.contains("规章")]
    assert 0 < len(wanted) < len(findings)
    assert tabs(page) == [f"1 / {len(audits)}", f"{len(wanted)} / {len(findings)}"]
    assert shown(page, "agency") == ["云岭省岚津市水务局"]
    assert page.locator("mark").count() > 0
    page = at("severity=critical&year=2022&level=department")
    wanted = findings[(findings["severity"] == "critical") & (findings["year"] == 2022)]
    assert tabs(page) == [f"1 / {len(audits)}", f"{len(wanted)} / {len(findings)}"]
    # Of words that no finding says, the report's own are searched.
    page = at("q=扫描件")
    assert tabs(page)[0] == f"1 / {len(audits)}"
    assert "扫描件.pdf：PDF 是扫描件" in shown(page, "agency")[0]
    page = at("status=failed")
    assert shown(page, "status") == ["审核失败"]
    assert "慢.doc：超过时限" in shown(page, "agency")[0]
    page = at("q=没有这样的机关")
    assert INDEX["nothing"]["zh"] in page.locator(".tabulator-placeholder:visible").inner_text()


@needs_chromium
def test_figures_at_the_top_lead_to_as_many_rows(at):
    chips = at().locator(".chip").all()
    links = [(chip.get_attribute("href"), chip.locator("b").inner_text()) for chip in chips]
    assert len(links) == 7
    for number, (state, count) in enumerate(links):
        figures = tabs(at(state.removeprefix("#")))[0 if number < 3 else 1]
        assert figures.split(" / ")[0] == count, state


@needs_chromium
def test_typing_choosing_sorting_and_the_address(at, folder):
    audits = load_results(folder).audits
    page = at()
    page.locator("#filter-q").fill("栖原县")
    expect(page.locator("[role=tab] b").first).to_have_text(re.compile("^2 /"))
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('q')") == "栖原县"
    page.locator("#filter-year").select_option("2024")
    assert shown(page, "agency") == ["云岭省栖原县人民政府"]
    page.locator("#reset").click()
    assert tabs(page)[0] == str(len(audits))
    assert page.evaluate("location.hash") in ("", "#")
    # The head of a column sorts by the keyboard too, and the address keeps it.
    page.locator("#audits .tabulator-col[tabulator-field=year]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "year%2Cdesc" in address)
    years = [int(text) for text in shown(page, "year") if text.strip()]
    assert years == sorted(years, reverse=True)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "year%2Casc" in address)
    assert [int(text) for text in shown(page, "year") if text.strip()] == sorted(years)
    again = at("sort=year,asc")
    assert [int(text) for text in shown(again, "year") if text.strip()] == sorted(years)


@needs_chromium
def test_the_first_rows_are_the_gravest(at, folder):
    counts = [int(text) for text in shown(at(), "critical") if text.strip()]
    assert counts == sorted(counts, reverse=True)
    page = at("tab=findings")
    words = shown(page, "severity")
    assert words == sorted(words, key=["严重", "需说明", "提示"].index)
    page.locator("#tab-findings").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "tab-audits"
    assert page.locator("#findings").is_hidden()
