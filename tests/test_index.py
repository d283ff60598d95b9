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

from ogi_audit.batch.index import embedded, index_page, write_index
from ogi_audit.batch.manifest import Manifest
from ogi_audit.batch.results import load_results
from ogi_audit.display.pages import TEMPLATES
from ogi_audit.errors import LANGUAGES
from ogi_audit.messages.index import EXPORT, INDEX
from ogi_audit.messages.terms import COLUMN
from tests.chromium import BINARY, Chromium
from tests.output_folders import folder_of_all, publish, result_of

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
def browser(tmp_path_factory):
    if BINARY is None:
        pytest.skip("no Chromium here")
    with Chromium(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture
def at(browser, folder):
    """Opens the index at a state of its address and waits for the table."""

    def open_at(state=""):
        browser.open("about:blank")
        browser.problems.clear()
        browser.requests.clear()
        browser.open((folder / "index.html").as_uri() + (f"#{state}" if state else ""))
        browser.wait("document.querySelector('.tabulator-row, .tabulator-placeholder') !== null")
        return browser

    return open_at


def shown(browser, field):
    """The texts of a column of the table that is shown."""
    cells = f"[role=tabpanel]:not([hidden]) .tabulator-row [tabulator-field={field}]"
    return browser.value(f"[...document.querySelectorAll('{cells}')].map((one) => one.innerText)")


def tabs(browser):
    return browser.value(
        "[...document.querySelectorAll('[role=tab] b')].map((one) => one.textContent)"
    )


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
def test_it_opens_without_an_error_or_a_request(at):
    for state in ("", "tab=findings"):
        browser = at(state)
        browser.value("new Promise((done) => setTimeout(done, 300))")
        assert browser.problems == []
        assert [one for one in browser.requests if not one.startswith(("file:", "about:"))] == []
        assert len(browser.requests) <= 2


@needs_chromium
def test_what_reports_say_is_shown_as_text(at):
    for state in ("", "tab=findings", "q=script"):
        browser = at(state)
        assert any(HOSTILE in text for text in shown(browser, "agency"))
        assert browser.value("document.title") == INDEX["title"]["zh"]
        assert browser.value("document.querySelectorAll('img').length") == 0
        assert browser.problems == []
    browser = at("tab=findings")
    assert sum(HOSTILE in text for text in shown(browser, "message")) == 3
    assert sum(HOSTILE in text for text in shown(browser, "observed")) == 3


@needs_chromium
def test_links_open_the_audit(at):
    browser = at("q=" + "owned")
    browser.value("document.querySelector('.tabulator-row [tabulator-field=agency] a').click()")
    browser.wait("document.getElementById('audit') !== null")
    assert browser.value("document.getElementById('audit').textContent") == ODD_NAME


@needs_chromium
def test_search_and_filters_hold_for_both_tables(at, folder):
    results = load_results(folder)
    audits, findings = results.audits, results.findings
    browser = at()
    assert tabs(browser) == [str(len(audits)), str(len(findings))]
    browser = at("q=水务局 规章")
    said = findings["message_zh"] + findings["evidence_zh"].fillna("")
    wanted = findings[findings["agency"].str.contains("水务局") & said.str.contains("规章")]
    assert 0 < len(wanted) < len(findings)
    assert tabs(browser) == [f"1 / {len(audits)}", f"{len(wanted)} / {len(findings)}"]
    assert shown(browser, "agency") == ["云岭省岚津市水务局"]
    assert browser.value("document.querySelectorAll('mark').length") > 0
    browser = at("severity=critical&year=2022&level=department")
    wanted = findings[(findings["severity"] == "critical") & (findings["year"] == 2022)]
    assert tabs(browser) == [f"1 / {len(audits)}", f"{len(wanted)} / {len(findings)}"]
    # Of words that no finding says, the report's own are searched.
    browser = at("q=扫描件")
    assert tabs(browser)[0] == f"1 / {len(audits)}"
    assert "扫描件.pdf：PDF 是扫描件" in shown(browser, "agency")[0]
    browser = at("status=failed")
    assert shown(browser, "status") == ["审核失败"]
    assert "慢.doc：超过时限" in shown(browser, "agency")[0]
    browser = at("q=没有这样的机关")
    assert INDEX["nothing"]["zh"] in browser.value(
        "document.querySelector('.tabulator-placeholder').innerText"
    )


@needs_chromium
def test_figures_at_the_top_lead_to_as_many_rows(at):
    browser = at()
    links = browser.value(
        "[...document.querySelectorAll('.chip')].map((one) => [one.hash, one.querySelector('b').textContent])"
    )
    assert len(links) == 7
    for number, (state, count) in enumerate(links):
        browser = at(state.removeprefix("#"))
        figures = tabs(browser)[0 if number < 3 else 1]
        assert figures.split(" / ")[0] == count, state


@needs_chromium
def test_typing_choosing_sorting_and_the_address(at, folder):
    audits = load_results(folder).audits
    browser = at()
    browser.value("document.getElementById('filter-q').focus()")
    browser.call("Input.insertText", text="栖原县")
    browser.wait("document.querySelectorAll('[role=tab] b')[0].textContent.startsWith('2 /')")
    assert browser.value("new URLSearchParams(location.hash.slice(1)).get('q')") == "栖原县"
    browser.value(
        "(() => { const one = document.getElementById('filter-year'); one.value = '2024'; one.dispatchEvent(new Event('change')); })()"
    )
    assert shown(browser, "agency") == ["云岭省栖原县人民政府"]
    browser.value("document.getElementById('reset').click()")
    assert tabs(browser)[0] == str(len(audits))
    assert browser.value("location.hash") in ("", "#")
    # The head of a column sorts by the keyboard too, and the address keeps it.
    browser.value("document.querySelector('#audits .tabulator-col[tabulator-field=year]').focus()")
    browser.press("Enter", 13)
    assert browser.wait("new URLSearchParams(location.hash.slice(1)).get('sort')") == "year,desc"
    years = [int(text) for text in shown(browser, "year") if text]
    assert years == sorted(years, reverse=True)
    browser.press("Enter", 13)
    browser.wait("location.hash.includes('year%2Casc')")
    assert [int(text) for text in shown(browser, "year") if text] == sorted(years)
    again = at("sort=year,asc")
    assert [int(text) for text in shown(again, "year") if text] == sorted(years)


@needs_chromium
def test_the_first_rows_are_the_gravest(at, folder):
    browser = at()
    counts = [int(text) for text in shown(browser, "critical") if text]
    assert counts == sorted(counts, reverse=True)
    browser = at("tab=findings")
    words = shown(browser, "severity")
    assert words == sorted(words, key=["严重", "需说明", "提示"].index)
    browser.value("document.getElementById('tab-findings').focus()")
    browser.press("ArrowLeft", 37)
    assert browser.value("document.activeElement.id") == "tab-audits"
    assert browser.value("document.getElementById('findings').hidden")
