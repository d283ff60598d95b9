"""The first difference, in a line that a reader understands."""

from __future__ import annotations

import pytest

from ogi_audit.batch.differences import between_outputs, between_pages, between_results


@pytest.mark.parametrize(
    ("saved", "now", "said"),
    [
        ({"a": 1}, {"a": 1}, None),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, ("2", "3", "a.1.b")),
        ({"a": 1}, {"a": True}, ("1", "True", "a")),
        ({"a": 1}, {"a": 1.0}, ("1", "1.0", "a")),
        ({"a": 1}, {}, ("1", "—", "a")),
        ([], [{"a": 1}], ("—", "{…}", "0")),
        ({"a": None}, {"a": "0"}, ("None", "0", "a")),
        ({"a": "—"}, {}, ("—", "—", "a")),
        (["—"], [], ("—", "—", "0")),
    ],
)
def test_the_first_value_that_differs(saved, now, said):
    found = between_results(saved, now)
    assert (found and (found.saved, found.now, found.at)) == said


@pytest.mark.parametrize(
    ("saved", "now", "said"),
    [
        ("<p>a</p>", "<p>a</p>", None),
        ("<p>a<b>1</b></p><p>c</p>", "<p>a<b>2</b></p><p>c</p>", ("a1", "a2")),
        (
            "<table><tr><th>一<td>1<td>2<tr><th>二<td>3</table>",
            "<table><tr><th>一<td>1<td>7<tr><th>二<td>3</table>",
            ("一 | 1 | 2", "一 | 1 | 7"),
        ),
        ("<p>a</p>", "<p>a</p><p>b</p>", ("—", "b")),
        ("<p>a</p>", "<p class='x'>a</p>", ("<p>a</p>", "<p class='x'>a</p>")),
        ("<style>a</style>b", "<style>c</style>b", ("<style>a</style>b", "<style>c</style>b")),
        ("", "<p>a</p>", ("—", "a")),
    ],
)
def test_the_first_line_of_a_page_that_differs(saved, now, said):
    found = between_pages(saved, now)
    assert (found and (found.saved, found.now)) == said


def test_a_long_line_is_cut_to_its_start_and_the_difference():
    row = "<tr><th>本年新收政府信息公开申请数量（各类合计）</th>" + "<td>0</td>" * 40
    found = between_pages(f"<table>{row}<td>51</table>", f"<table>{row}<td>52</table>")
    assert found is not None
    assert found.saved.startswith("本年新收政府信息公开申请数量")
    assert found.saved.endswith("51")
    assert found.now.endswith("52")
    assert len(found.saved) < 70


def test_outputs_that_nbval_passes_over_are_compared():
    text = {"output_type": "display_data", "data": {"text/plain": "a"}, "metadata": {}}
    other = {**text, "output_type": "execute_result", "execution_count": 3}
    assert between_outputs([text], [dict(text)]) is None
    assert between_outputs([other], [{**other, "execution_count": 9}]) is None
    assert between_outputs([text], [other]) is not None
    assert between_outputs([text], [{**text, "metadata": {"a": 1}}]) is not None
    assert between_outputs([text], [{**text, "data": {"text/plain": "a\n"}}]) is not None
    assert between_outputs([text], [{**text, "data": {}}]) is not None
    assert (
        between_outputs([{**text, "data": {"text/html": ""}}], [{**text, "data": {}}]) is not None
    )
    assert between_outputs([text], []) is not None
    assert between_outputs([], [text]) is not None
