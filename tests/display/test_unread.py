"""What the program could not place is told where the verdict is, in both languages, and is no finding."""

from __future__ import annotations

import pytest

from ogi_audit import audit
from ogi_audit.display.card import card_html
from ogi_audit.display.text import audit_text
from ogi_audit.display.verdict import verdict
from ogi_audit_testing.makers import LAYOUTS, consistent


@pytest.fixture(scope="module")
def unsure(tmp_path_factory):
    """A report in which one row stands for two, in words that are like neither."""
    page = LAYOUTS["html-plain"].render(consistent(9)).decode("utf-8").split("\n")
    (at,) = [n for n, line in enumerate(page) if "2.重复申请" in line]
    page[at] = page[at].replace("2.重复申请", "甲乙<b>丙丁</b>")
    del page[at + 1]
    path = tmp_path_factory.mktemp("unread") / "a.html"
    path.write_text("\n".join(page), "utf-8")
    return audit(path)


@pytest.mark.parametrize(("language", "said"), [("zh", "未能读取"), ("en", "Not read")])
def test_it_is_told_where_the_verdict_is(unsure, language, said):
    text = audit_text(unsure, language)
    assert "甲乙丙丁" in text
    assert said in text
    card = card_html(unsure, language)
    assert said in card
    assert "甲乙丙丁" in card


def test_the_result_has_it_and_no_finding_is_made_of_it(unsure):
    result = unsure.to_json()
    assert [one["kind"] for one in result["unread"]] == ["row"]
    assert result["unread"][0]["text"].startswith("甲乙丙丁 ")
    assert result["unread"][0]["place"].startswith("table ")
    assert not [one for one in result["findings"] if one["severity"] != "info"]
    assert "程序未能读取" in verdict(result, "zh")
