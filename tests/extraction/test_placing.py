"""Figures find their cells where the layout gives little to go by; where it gives nothing, none is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogi_audit.document import Cell, Document, Grid, Paragraph, Place
from ogi_audit.form import REQUESTER_KEYS
from ogi_audit.loading import load
from ogi_audit.report import Report, extract
from ogi_audit_testing.makers import LAYOUTS, consistent, form, with_cell, with_label, without
from ogi_audit_testing.reading import differences, states_of, values_of

RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FOUR = "四、政府信息公开行政复议、行政诉讼情况"


def read(*blocks: str | list[tuple[str, ...]], ruled: bool = True) -> Report:
    return extract(
        Document(
            "a",
            "0" * 64,
            "docx" if ruled else "text",
            tuple(
                Paragraph(block)
                if isinstance(block, str)
                else Grid(tuple(tuple(map(Cell, row)) for row in block), ruled=ruled)
                for block in blocks
            ),
        )
    )


def disputes(report: Report, group: str) -> list[float | None]:
    columns = ("upheld", "corrected", "other_outcome", "pending", "total")
    values = values_of(report)
    return [values[f"disputes.{group}.{column}"] for column in columns]


GROUPS = {
    "reconsideration": ("行政复议", (1, 0, 0, 2, 3)),
    "litigation_direct": ("未经复议直接起诉", (0, 4, 0, 0, 4)),
    "litigation_after_reconsideration": ("复议后起诉", (5, 0, 6, 0, 11)),
}


@pytest.mark.parametrize("ruled", [True, False])
def test_table_4_may_have_a_row_for_each_group(ruled: bool) -> None:
    rows = [("", *RESULTS)]
    rows += [(label, *map(str, figures)) for label, figures in GROUPS.values()]
    report = read(FOUR, rows, ruled=ruled)
    for group, (_, figures) in GROUPS.items():
        assert disputes(report, group) == list(figures)


def test_a_group_of_table_4_that_is_not_there_takes_no_other_groups_figures() -> None:
    rows = [("", *RESULTS)]
    rows += [(label, *map(str, figures)) for label, figures in list(GROUPS.values())[:2]]
    report = read(FOUR, rows)
    assert disputes(report, "litigation_direct") == [0, 4, 0, 0, 4]
    assert "disputes.litigation_after_reconsideration.total" not in values_of(report)
    missing = report.rows[report.rows["label"].isna() & (report.rows["table"] == "disputes")]
    assert list(missing["row"]) == ["litigation_after_reconsideration"]


NEXT = "requests.partially_granted."
TWO = "二、主动公开政府信息情况"


def test_figures_of_one_cell_are_split_where_plain_text_lost_its_bars() -> None:
    rows = [("第二十条第（一）项",), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")]
    rows += [("规章", "1 0", "7"), ("行政规范性文件", "3", "2", "9")]
    values = values_of(read(TWO, rows, ruled=False))
    found = [values[f"disclosure.regulations.{c}"] for c in ("issued", "repealed", "in_force")]
    assert found == [1, 0, 7]


def test_a_page_number_between_the_lines_of_a_row_is_no_figure_of_it() -> None:
    lines = ["第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数"]
    lines += ["规章", "1 0 7", "12", "行政规范性文件 3 2 9"]
    values = values_of(read(TWO, *lines, ruled=False))
    found = [values[f"disclosure.regulations.{c}"] for c in ("issued", "repealed", "in_force")]
    assert found == [1, 0, 7]


def test_a_first_figure_left_empty_before_a_last_one_that_is_merged_is_empty() -> None:
    rows = [("第二十条第（一）项",), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")]
    report = read(TWO, [*rows, ("行政规范性文件", "3", "2", "9"), ("规章", "", "4", "4")])
    assert states_of(report)["disclosure.regulations.issued"] in ("blank", "unplaced")


def test_two_figures_where_one_belongs_are_not_chosen_from() -> None:
    report = read(TWO, [("第二十条第（五）项",), ("行政许可", "5"), ("行政处罚", "3", "4")])
    assert values_of(report)["disclosure.penalties.decisions"] is None
    assert states_of(report)["disclosure.penalties.decisions"] == "unplaced"


def test_a_heading_may_go_on_as_its_sections_first_sentence() -> None:
    report = read("一、总体情况。本机关依法公开政府信息。", "二、主动公开政府信息情况", "见下表。")
    assert report.sections[0].heading == "一、总体情况"
    assert report.text_of("overview").startswith("本机关依法公开政府信息")


def test_of_a_row_that_repeats_its_last_figure_the_empty_first_one_stays_empty() -> None:
    rows = [("第二十条第（八）项",), ("信息内容", "上一年项目数量", "本年增/减")]
    report = read(TWO, [*rows, ("行政事业性收费", "", "4", "4")])
    found = [values_of(report)[f"disclosure.fees.{c}"] for c in ("previous_items", "change")]
    assert found == [None, 4]


def test_a_table_4_without_a_row_of_figures_has_none() -> None:
    report = read(FOUR, [("", *RESULTS), ("行政复议", "见附件"), ("合计情况另附",)])
    assert {state for key, state in states_of(report).items() if key.startswith("disputes")} <= {
        "unplaced",
        "odd",
    }
    assert not any(
        value is not None for key, value in values_of(report).items() if key.startswith("disputes")
    )


def test_a_row_whose_figures_were_torn_over_lines_is_unknown_and_takes_no_others() -> None:
    specimen = consistent(3)
    key = "requests.granted."
    figures = [specimen.cells[f"{key}{column}"] for column in REQUESTER_KEYS]
    text = LAYOUTS["text-pdf-flow"].render(specimen).decode()
    whole = " ".join(map(str, figures))
    assert text.count(whole) == 1
    torn = text.replace(whole, " ".join(map(str, figures[:5])) + "\n" + "1 2")
    report = extract(
        Document("a", "0" * 64, "text", tuple(map(Paragraph, filter(None, torn.split("\n")))))
    )
    states = states_of(report)
    assert {states[f"{key}{column}"] for column in REQUESTER_KEYS} == {"unplaced"}
    # The scraps may be the next row's, too; every other figure is where it was.
    others = {k: v for k, v in values_of(report).items() if not k.startswith((key, NEXT))}
    assert all(specimen.values[k] == v for k, v in others.items())
    assert {v for k, v in values_of(report).items() if k.startswith(NEXT)} == {None}


ARTICLE_1 = [("第二十条第（一）项",), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")]


def regulations(report: Report) -> list[float | None]:
    return [
        values_of(report)[f"disclosure.regulations.{c}"] for c in ("issued", "repealed", "in_force")
    ]


def test_a_closing_bar_that_other_rows_have_is_no_empty_figure() -> None:
    rows = [("规章", "1", "", "7", ""), ("行政规范性文件", "3", "2", "9", "")]
    report = read(TWO, [*ARTICLE_1, *rows], ruled=False)
    assert regulations(report) == [1, None, 7]
    assert states_of(report)["disclosure.regulations.repealed"] == "blank"


def test_a_row_without_the_closing_bar_of_others_keeps_its_last_figure() -> None:
    rows = [("规章", "1", "", "7"), ("行政规范性文件", "3", "2", "9", "")]
    assert regulations(read(TWO, [*ARTICLE_1, *rows], ruled=False)) == [1, None, 7]


def test_a_ruled_row_without_the_empty_last_cell_of_others_keeps_its_figures() -> None:
    rows = [("规章", "1", "", "7"), ("行政规范性文件", "3", "2", "9", "")]
    assert regulations(read(TWO, [*ARTICLE_1, *rows])) == [1, None, 7]


def test_an_outer_tab_at_one_end_is_no_figure_and_at_both_ends_none_can_be_told() -> None:
    before = read(TWO, [*ARTICLE_1, ("规章", "", "1", "", "7")], ruled=False)
    assert regulations(before) == [1, None, 7]
    both = read(TWO, [*ARTICLE_1, ("规章", "", "1", "7", "")], ruled=False)
    assert regulations(both) == [None, None, None]
    assert states_of(both)["disclosure.regulations.in_force"] == "unplaced"


def test_each_figure_says_where_it_stands() -> None:
    lines = ("第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 1 0 7")
    paragraphs = (Paragraph(text, Place(line=n)) for n, text in enumerate((TWO, *lines), start=1))
    report = extract(Document("a", "0" * 64, "text", tuple(paragraphs)))
    places = dict(zip(report.cells["key"], report.cells["place"], strict=True))
    assert {places[f"disclosure.regulations.{c}"].line for c in ("issued", "in_force")} == {4}


def test_a_slip_in_a_label_beside_a_merged_cell_is_the_labels(tmp_path: Path) -> None:
    specimen = with_label(consistent(3), "requests.denied.state_secret", "1.属于国家密秘")
    report = load(LAYOUTS["html-plain"].file(specimen, tmp_path))
    assert differences(specimen.values, report) == {}
    (label,) = report.rows[report.rows["row"] == "denied.state_secret"]["label"]
    assert "密秘" in label


def test_each_editions_rows_of_other_outcomes_give_it_away(tmp_path: Path) -> None:
    new = load(LAYOUTS["html-plain"].file(consistent(3), tmp_path))
    assert ("（六）其他处理" in new.signs["2021"], "（六）其他处理" in new.signs["2019"]) == (
        True,
        False,
    )
    mixed = load(LAYOUTS["html-plain"].file(consistent(3, edition="mixed"), tmp_path))
    assert ("（六）其他处理" in mixed.signs["2021"], "（六）其他处理" in mixed.signs["2019"]) == (
        False,
        True,
    )


def test_table_4_may_be_all_that_a_document_holds() -> None:
    report = read([("", *RESULTS), ("行政复议", "1", "0", "0", "2", "3")])
    assert disputes(report, "reconsideration") == [1, 0, 0, 2, 3]


def test_lines_after_the_last_row_that_read_like_it_are_no_row() -> None:
    rows = [
        ("第二十条第（八）项",),
        ("信息内容", "本年收费金额（单位：万元）"),
        ("行政事业性收费", "5"),
    ]
    report = read(TWO, [*rows, ("行政事业性收费", "")])
    assert values_of(report)["disclosure.fees.amount"] == 5


@pytest.mark.parametrize("edition", ["2021", "2019", "mixed"])
def test_the_rows_asked_for_are_those_of_the_edition(edition: form.Edition, tmp_path: Path) -> None:
    specimen = consistent(3, edition=edition)
    report = load(LAYOUTS["html-plain"].file(specimen, tmp_path))
    wanted = {row.key for row in form.request_rows(edition)}
    assert {*report.rows[report.rows["table"] == "requests"]["row"]} == wanted
    assert not report.rows["label"].isna().any()


def test_a_missing_column_is_told_though_another_head_contains_its_name(tmp_path: Path) -> None:
    specimen = without(consistent(3), "requests.other_organisation")
    report = load(LAYOUTS["html-plain"].file(specimen, tmp_path))
    assert differences(specimen.values, report) == {}
    assert ("requests", "other_organisation") in report.missing_columns


def test_heads_of_table_4_with_a_slip_are_heads_where_the_figures_are_all_there() -> None:
    figures = [str(n) for n in range(15)]
    groups = [name for name, _ in GROUPS.values()]
    wrong_group = [groups[0], "未经复议直接起拆", groups[2]]
    wrong_result = ("结果维待", *RESULTS[1:])
    for named, results in ((wrong_group, RESULTS), (groups, wrong_result)):
        report = read(FOUR, [tuple(named), results * 3, tuple(figures)])
        assert disputes(report, "litigation_direct") == [5, 6, 7, 8, 9]
        assert disputes(report, "litigation_after_reconsideration") == [10, 11, 12, 13, 14]


def test_a_closing_bar_of_table_4_is_no_figure() -> None:
    figures = (*map(str, range(10)), "")
    groups = [name for name, _ in GROUPS.values()][:2]
    report = read(FOUR, [(*groups, ""), (*RESULTS * 2, ""), figures], ruled=False)
    assert disputes(report, "litigation_direct") == [5, 6, 7, 8, 9]
    assert "disputes.litigation_after_reconsideration.total" not in values_of(report)


def test_a_bare_row_number_is_no_figure_and_an_empty_last_cell_none_either() -> None:
    report = read(TWO, [*ARTICLE_1, ("1", "规章", "1", "0", "7", "")])
    assert regulations(report) == [1, 0, 7]


def test_lines_of_one_cell_are_lines() -> None:
    report = read(TWO, [("第二十条第（一）项",), ("规章 1 0 7\n行政规范性文件 3 2 9",)])
    assert regulations(report) == [1, 0, 7]
    assert values_of(report)["disclosure.normative_documents.in_force"] == 9
    assert all(isinstance(place, Place) for place in report.cells["place"])


def test_words_in_place_of_the_first_figure_are_no_label(tmp_path: Path) -> None:
    key = "requests.denied.state_secret.natural_person"
    specimen = with_cell(consistent(3), key, "见附件")
    report = load(LAYOUTS["html-plain"].file(specimen, tmp_path))
    assert states_of(report)[key] == "odd"
    assert differences(specimen.values, report) == {}


def test_rows_and_figures_that_are_unknown_have_a_place_too() -> None:
    report = read(
        TWO,
        [*ARTICLE_1, ("规章", "", "1", "7", "")],
        FOUR,
        [("", *RESULTS), ("行政复议", "1", "0", "0", "2", "3")],
        ruled=False,
    )
    assert "unplaced" in states_of(report).values()
    assert all(isinstance(text, str) for text in report.cells["text"])
    assert all(
        isinstance(place, Place) for place in (*report.cells["place"], *report.rows["place"])
    )


def test_words_before_an_empty_cell_are_what_stands_there() -> None:
    report = read(TWO, [("第二十条第（五）项",), ("行政许可", "见附件", "")])
    assert states_of(report)["disclosure.licensing.decisions"] == "odd"


def test_words_among_the_figures_of_table_4_move_none() -> None:
    figures = [str(n) for n in range(15)]
    figures[11] = "见附件"
    report = read(FOUR, [tuple(n for n, _ in GROUPS.values()), RESULTS * 3, tuple(figures)])
    assert disputes(report, "reconsideration") == [0, 1, 2, 3, 4]
    assert disputes(report, "litigation_after_reconsideration") == [10, None, 12, 13, 14]


def test_the_groups_alone_are_heads_of_table_4() -> None:
    figures = tuple(str(n) for n in range(15))
    report = read(FOUR, [tuple(n for n, _ in GROUPS.values()), figures])
    assert disputes(report, "litigation_direct") == [5, 6, 7, 8, 9]


def test_a_figure_that_lost_the_space_after_its_label_is_its_rows() -> None:
    lines = ("规章1 0 7", "第二十条第（五）项", "信息内容 本年处理决定数量", "行政许可5")
    heads = ("第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数")
    report = read(TWO, *heads, *lines, ruled=False)
    assert regulations(report) == [1, 0, 7]
    assert values_of(report)["disclosure.licensing.decisions"] == 5


@pytest.mark.parametrize(("rows", "found"), [(3, True), (2, False)])
def test_three_rows_are_a_table_of_requests_and_two_are_not(rows: int, found: bool) -> None:
    labels = ("一、本年新收政府信息公开申请数量", "（一）予以公开", "四、结转下年度继续办理")
    heads = ("申请人情况", *(column for _, column in form.REQUEST_COLUMNS))
    figures = tuple(map(str, range(7)))
    report = read(form.SECTIONS["requests"], [heads, *((la, *figures) for la in labels[:rows])])
    assert ("requests.granted.total" in values_of(report)) is found


def test_a_label_broken_over_lines_is_one_and_its_filled_figures_are_counted() -> None:
    report = read(TWO, [*ARTICLE_1, ("行政规范\n性文件", "3", "", "9")])
    (row,) = report.rows[report.rows["row"] == "normative_documents"].itertuples()
    assert (row.label, row.figures) == ("行政规范性文件", 2)


def test_of_two_runs_of_figures_in_a_row_neither_is_chosen() -> None:
    report = read(TWO, [*ARTICLE_1, ("规章", "1", "0", "7", "", "2", "3", "4")])
    assert regulations(report) == [None, None, None]


def test_a_ruled_row_with_the_empty_last_cell_of_others_keeps_its_figures() -> None:
    rows = [("规章", "1", "", "7", ""), ("行政规范性文件", "3", "2", "9", "")]
    assert regulations(read(TWO, [*ARTICLE_1, *rows])) == [1, None, 7]


def test_words_among_the_figures_of_a_line_move_none() -> None:
    heads = ("第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数")
    report = read(TWO, *heads, "规章 1 见附件 7", ruled=False)
    assert regulations(report) == [1, None, 7]
    assert states_of(report)["disclosure.regulations.repealed"] == "odd"


@pytest.mark.parametrize(("last", "found"), [("7", [1, 0, 7]), ("8", [None, None, None])])
def test_a_last_figure_may_be_repeated_but_not_be_two(last: str, found: list[float | None]) -> None:
    assert regulations(read(TWO, [*ARTICLE_1, ("规章", "1", "0", "7", last)])) == found
