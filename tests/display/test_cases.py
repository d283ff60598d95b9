"""What an audit says of a finding: which cells together, and what cannot be concluded."""

from __future__ import annotations

import re
from functools import partial

import lxml.html
import pytest

from ogi_audit import audit, testimony
from ogi_audit.display.card import card_html
from ogi_audit.display.cases import cases_html
from ogi_audit.display.suspects import suspects_html, suspects_text
from ogi_audit.display.tables import statutory_tables
from ogi_audit.display.text import audit_text
from ogi_audit.resources import share
from ogi_audit.suspects import locate

SAMPLE = share("data") / "sample-2023.txt"


def text_of(html: str) -> str:
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").text_content().split())


@pytest.fixture
def changed(tmp_path):
    """The audit of the sample with other figures."""

    def audited(pattern: str, put: str, count: int = 0):
        text, number = re.subn(pattern, put, SAMPLE.read_text("utf-8"), count=count)
        assert number
        (tmp_path / "report.txt").write_text(text, "utf-8")
        return audit(tmp_path / "report.txt")

    return audited


def test_cells_that_must_change_together_are_said_to(changed):
    result = changed(r"(（一）予以公开)\t6\t", r"\1\t9\t")
    assert [len(suspect.changes) for suspect in result.suspects] == [2]
    said = text_of(cases_html(result))
    assert said.count("以下 2 格须同时更正，第 1、2、3、4 项才能成立：") == 4
    assert "“（一）予以公开·自然人”填报 9，改为 6（第45行，第3列）" in said
    assert "则勾稽成立" not in said
    assert "自然人、（一）予以公开·自然人，须同时更正" in text_of(card_html(result))
    assert any("同时更正：" in line for line in suspects_text(result))
    assert "together" in text_of(suspects_html(result, "en"))


def test_no_clue_is_said_to_be_none(changed, monkeypatch):
    # On a slow machine the large sets are not come to within the usual two seconds.
    monkeypatch.setattr(testimony, "locate", partial(locate, seconds=8.0))
    counter = iter(range(3, 10_000, 7))
    result = changed(r"(?<=\t)\d+(?=[\t\n])", lambda _: str(next(counter) % 97))
    assert max(len(suspect.changes) for suspect in result.suspects) > 4
    said = text_of(cases_html(result))
    assert "没有少数几格能够解释" in said
    assert len(cases_html(result)) < 150_000
    assert re.search(r"……共 \d+ 格", text_of(suspects_html(result)))


def test_a_blank_report_has_no_verdict(changed):
    result = changed(r"(?<=\t)\d+(?=[\t\n])", "")
    said = text_of(card_html(result))
    assert "大部分项目无法核对，不能得出结论" in said
    assert "未发现严重问题" not in audit_text(result)
    assert "most could not be checked" in text_of(card_html(result, "en"))


def test_words_in_the_first_cell_are_no_part_of_the_rows_name(changed):
    for words in ("三十七件", "见附件", "长" * 5000):
        result = changed(r"(1\.本机关不掌握相关政府信息)\t37\t", rf"\1\t{words}\t")
        rules = [finding.rule for finding in result.findings]
        assert "form.cell_number" in rules
        assert not {"form.row_label", "form.row_missing"} & set(rules)


def test_what_is_missing_is_said_once(changed):
    result = changed(r"\t（一）予以公开\t.*\n", "")
    finding = text_of(cases_html(result))
    assert "缺少“（一）予以公开”行" in finding
    assert "没有该行" not in finding


def test_findings_of_one_rule_on_one_text_have_fingerprints_of_their_own():
    result = audit(share("data") / "gaps-2022.md", agency="云岭省沂川市人民政府")
    duties = [f.fingerprint for f in result.findings if f.rule == "form.government_duties"]
    assert len(duties) > 1
    assert len(set(duties)) == len(duties)


def test_the_tables_are_those_of_the_form(changed):
    page = lxml.html.fromstring(f"<div>{statutory_tables(audit(SAMPLE))}</div>")
    disclosure, requests, disputes = page.iter("table")
    banners = [row.text_content() for row in disclosure.iter("tr") if len(row) == 1]
    assert banners == [f"第二十条第（{n}）项" for n in "一五六八"]
    assert [th.text_content() for th in disclosure.iter("th")][1:5] == [
        *("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ]
    assert len(requests.findall("tbody/tr")) == 25
    (line,) = disputes.findall("tbody/tr")
    assert len(line) == 15
    heads = [th.text_content() for th in disputes.iter("th")]
    assert heads[:4] == ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"]
