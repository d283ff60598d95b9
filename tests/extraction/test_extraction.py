"""Single ideas of the extraction: figures, wording, headings, metadata, rules of form."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogi_audit.document import Cell, Document, Grid, Paragraph
from ogi_audit.extraction.figures import read_figure
from ogi_audit.extraction.metadata import Metadata, read_metadata
from ogi_audit.form import labels_of
from ogi_audit.loading import load
from ogi_audit.report import extract
from ogi_audit.wording import core, numbering, similarity
from ogi_audit_testing.makers import LAYOUTS
from ogi_audit_testing.makers.alter import rewrite, with_cell, with_label, with_section, without
from ogi_audit_testing.makers.figures import Style, blank_form, consistent
from ogi_audit_testing.reading import differences, findings_of_all, said, values_of


@pytest.mark.parametrize(
    ("text", "kind", "value", "state"),
    [
        ("0", "count", 0, "number"),
        (" 51\n", "count", 51, "number"),
        ("3985\n758", "count", 3985758, "number"),
        ("５１", "count", 51, "notation"),
        ("1,295", "count", 1295, "notation"),
        ("1，295", "count", 1295, "notation"),
        ("22（其中修订16件）", "count", 22, "notation"),
        ("4068.208", "amount", 4068.208, "number"),
        ("4,068.208", "amount", 4068.208, "notation"),
        ("251000元", "amount", 25.1, "odd"),
        ("25.1万元", "amount", 25.1, "odd"),
        ("+5", "change", 5, "number"),
        ("-3", "change", -3, "number"),
        ("增5", "change", 5, "odd"),
        ("减5", "change", -5, "odd"),
        ("1,380元", "sum", 1380, "notation"),
        ("5件", "count", 5, "odd"),
        ("3.0", "count", 3, "odd"),
        ("-1", "count", -1, "odd"),
        ("3 0", "count", None, "odd"),
        ("12,95", "count", None, "odd"),
        ("/", "count", None, "odd"),
        ("—", "count", None, "odd"),
        ("无", "count", None, "odd"),
        ("见附件", "count", None, "odd"),
        ("", "count", None, "blank"),
        ("\u3000\xa0", "count", None, "blank"),
    ],
)
def test_a_cell_is_read_as_what_it_says(text, kind, value, state):
    reading = read_figure(text, kind)
    assert (reading.value, reading.state) == (value, state)


@given(st.integers(min_value=0, max_value=10**9))
def test_every_whole_number_is_read_in_each_notation(number):
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (str(number), f"{number:,}", wide, f"{number}（注）"):
        assert read_figure(text).value == number


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_a_figure_and_unknown_is_not_zero(text):
    reading = read_figure(text)
    assert reading.value is None or any(character.isnumeric() for character in text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric_and_between_0_and_1(one, other):
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)


@pytest.mark.parametrize(
    ("text", "mark", "rest"),
    [
        ("1.属于国家秘密", "1.", "属于国家秘密"),
        ("1、属于国家秘密", "1、", "属于国家秘密"),
        ("１．属于 国家秘密", "1.", "属于国家秘密"),
        ("(1)属于国家秘密", "(1)", "属于国家秘密"),
        ("⑴屬於國家秘密", "(1)", "属于国家秘密"),
        ("（三）不予公开", "(三)", "不予公开"),
        ("四、结转下年度继续办理", "四、", "结转下年度继续办理"),
        ("第二十条第（一）项", "", "第二十条第一项"),
        ("2023年总计", "", "2023年总计"),
    ],
)
def test_numbering_is_told_from_words(text, mark, rest):
    assert (numbering(text), core(text)) == (mark, rest)


HTML = LAYOUTS["html-plain"]


def report_of(specimen, folder, layout=HTML):
    return load(layout.write(specimen, folder / f"{abs(hash(specimen.title))}{layout.suffix}"))


STYLES = [
    Style(numbering="1、"),
    Style(numbering="1．"),
    Style(numbering="(1)"),
    Style(numbering=""),
    Style(half_width_brackets=True),
    Style(spaces=True),
]


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("name", ["html-plain", "text-lines", "text-spaces", "text-tabs"])
def test_ways_to_number_and_space_labels_are_layout(name, style, tmp_path):
    specimen = replace(consistent(21), style=style)
    report = load(LAYOUTS[name].file(specimen, tmp_path))
    assert differences(specimen.values, report) == {}
    assert {f.severity for f in findings_of_all([report])[0]} <= set()


def test_accepted_wordings_are_no_finding(tmp_path):
    specimen = with_label(consistent(22), "disclosure.normative_documents", "规范性文件")
    specimen = with_label(specimen, "requests.public_welfare", "社会公益")
    assert findings_of_all([report_of(specimen, tmp_path)])[0] == ()


def test_a_slip_in_a_label_is_shown_as_written(tmp_path):
    specimen = with_label(
        consistent(23), "requests.denied.prohibited_by_law", "2.其他法律行政止公开"
    )
    (finding,) = findings_of_all([report_of(specimen, tmp_path)])[0]
    assert (finding.rule, finding.severity) == ("form.row_label", "info")
    assert "其他法律行政止公开" in finding.message["zh"]


def test_section_one_may_have_its_own_numbers(tmp_path):
    specimen = consistent(24)
    text = specimen.sections[0].paragraphs
    own = (
        "一、主动公开情况",
        text[0],
        "二、依申请公开情况",
        *text[1:],
        "三、监督保障情况",
        text[-1],
    )
    report = report_of(with_section(specimen, "overview", paragraphs=own), tmp_path)
    assert findings_of_all([report])[0] == ()
    assert "二、依申请公开情况" in report.text_of("overview")


@pytest.mark.parametrize(
    "heading",
    ["四、因政府信息公开工作被申请行政复议和提起行政诉讼情况", "四、行政复议、行政诉讼情况"],
)
def test_like_headings_are_accepted_and_shown(heading, tmp_path):
    specimen = with_section(consistent(25), "disputes", heading=heading)
    (finding,) = findings_of_all([report_of(specimen, tmp_path)])[0]
    assert (finding.rule, finding.at, finding.severity) == (
        "form.section_heading",
        "disputes",
        "info",
    )


def test_sections_in_another_order_are_found_and_named(tmp_path):
    specimen = consistent(26)
    one, two, three, four, five, six = specimen.sections
    report = report_of(replace(specimen, sections=(one, two, four, three, five, six)), tmp_path)
    findings = findings_of_all([report])[0]
    assert differences(specimen.values, report) == {}
    assert {f.rule for f in findings} == {"form.section_order"}


def test_text_first_and_tables_after_is_read(tmp_path):
    specimen = consistent(27)
    parts = {section.key: section for section in specimen.sections}
    renumbered = [
        replace(parts[key], heading=f"{number}、{parts[key].heading[2:]}")
        for number, key in zip("一二三", ("disclosure", "requests", "disputes"), strict=True)
    ]
    sections = (parts["overview"], parts["problems"], parts["other_matters"], *renumbered)
    report = report_of(replace(specimen, sections=sections), tmp_path)
    assert differences(specimen.values, report) == {}
    assert {f.severity for f in findings_of_all([report])[0]} == {"warning"}


def test_a_section_twice_is_critical(tmp_path):
    specimen = consistent(28)
    sections = (*specimen.sections, specimen.sections[4])
    findings = findings_of_all([report_of(replace(specimen, sections=sections), tmp_path)])[0]
    assert ("form.sections", "problems") in said(f for f in findings if f.severity == "critical")


@pytest.mark.parametrize("text", ["无", "无。", ""])
def test_empty_sections_are_found_and_none_is_enough_only_in_six(text, tmp_path):
    specimen = consistent(29)
    reports = [
        report_of(with_section(specimen, key, paragraphs=(text,) if text else ()), tmp_path)
        for key in ("overview", "problems", "other_matters")
    ]
    found = [said(findings) for findings in findings_of_all(reports)]
    assert ("form.section_empty", "overview") in found[0]
    assert ("form.section_empty", "problems") in found[1]
    assert (("form.section_empty", "other_matters") in found[2]) == (text == "")


def test_the_old_form_in_a_new_year_is_critical_and_named(tmp_path):
    findings = findings_of_all([report_of(consistent(30, edition="2019", year=2023), tmp_path)])[0]
    (edition,) = [f for f in findings if f.rule == "form.edition"]
    assert edition.severity == "critical"
    assert "本年新制作数量" in edition.message["zh"]


@pytest.mark.parametrize(
    ("agency", "date", "late"),
    [
        ("云岭省沂川市水务局", (2024, 1, 31), False),
        ("云岭省沂川市水务局", (2024, 2, 1), True),
        ("云岭省栖原县人民政府", (2024, 3, 31), False),
        ("云岭省栖原县人民政府", (2024, 4, 1), True),
        ("云岭省栖原县清泉镇人民政府", (2024, 3, 31), False),
        ("云岭省沂川市水务局", (2023, 12, 29), False),
        ("云岭省沂川市水务局", (2025, 1, 5), True),
    ],
)
def test_the_statutory_day_of_publication(agency, date, late, tmp_path):
    specimen = consistent(31, year=2023)
    title = f"{agency}2023年政府信息公开工作年度报告"
    specimen = replace(specimen, agency=agency, title=title, signature=agency, date=dt.date(*date))
    rules = {f.rule for f in findings_of_all([report_of(specimen, tmp_path)])[0]}
    assert ("form.published" in rules) == late


def test_without_a_date_it_is_not_assessable(tmp_path):
    specimen = replace(consistent(32), date=None)
    report = report_of(specimen, tmp_path)
    assert report.metadata.published is None
    assert findings_of_all([report])[0] == ()


def test_a_wrong_period_is_found(tmp_path):
    specimen = consistent(33, year=2023)
    opening = tuple(text.replace("2023年12月31日", "2023年11月30日") for text in specimen.opening)
    findings = findings_of_all([report_of(replace(specimen, opening=opening), tmp_path)])[0]
    assert said(findings) == {("form.period", "report")}


@pytest.mark.parametrize(
    "title",
    [
        "政府信息公开工作年度报告",
        "云岭省栖原县人民政府政府信息公开工作年度报告",
        "云岭省栖原县人民政府2023年政府信息公开年度报告",
    ],
)
def test_a_title_that_lacks_something_is_a_warning(title, tmp_path):
    specimen = replace(consistent(34, year=2023), title=title)
    findings = findings_of_all([report_of(specimen, tmp_path)])[0]
    assert {f.rule for f in findings if f.severity != "info"} == {"form.title"}


def test_zeros_left_blank_are_said_once_with_what_the_identities_give(tmp_path):
    specimen = rewrite(consistent(35), lambda text: "" if text == "0" else text)
    report = report_of(specimen, tmp_path)
    findings = [f for f in findings_of_all([report])[0] if f.rule == "form.cell_blank"]
    assert [f.at for f in findings] == ["report"]
    assert findings[0].evidence is not None
    assert "0 项不成立" in findings[0].evidence["zh"]


def test_a_missing_column_is_named_and_the_others_keep_their_figures(tmp_path):
    specimen = without(consistent(36), "requests.legal_service")
    report = report_of(specimen, tmp_path)
    assert differences(specimen.values, report) == {}
    critical = said(f for f in findings_of_all([report])[0] if f.severity == "critical")
    assert ("form.row_missing", "legal_service") in critical


@pytest.mark.parametrize("name", ["docx-official", "html-plain", "pdf-ruled", "text-tabs"])
def test_a_blank_form_fails_no_identity(name, tmp_path):
    report = load(LAYOUTS[name].file(blank_form("云岭省栖原县人民政府", 2023), tmp_path))
    findings = findings_of_all([report])[0]
    assert not [f for f in findings if f.severity == "critical"]
    assert "form.cell_blank" in {f.rule for f in findings}


def test_fingerprints_change_with_the_figures_and_with_nothing_else(tmp_path):
    specimen = with_cell(consistent(37), "disputes.reconsideration.total", "77")
    other = with_section(specimen, "problems", paragraphs=("另一段文字，说明存在的不足和打算。",))
    third = with_cell(specimen, "disputes.reconsideration.total", "78")
    prints = [
        [f.fingerprint for f in findings if f.rule == "disputes.total"]
        for findings in findings_of_all([report_of(s, tmp_path) for s in (specimen, other, third)])
    ]
    assert prints[0] == prints[1] != prints[2]


def metadata(*lines: str, **properties: str) -> Metadata:
    paragraphs = tuple(map(Paragraph, lines))
    return read_metadata(Document("report.txt", "0" * 64, "text", paragraphs, properties), None)


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("沂川市水务局2023年政府信息公开工作年度报告", "沂川市水务局", 2023),
        ("2023年沂川市水务局政府信息公开工作年度报告", "沂川市水务局", 2023),
        ("沂川市水务局二〇二三年政府信息公开工作年度报告", "沂川市水务局", 2023),
        ("二〇一九年沂川市水务局政府信息公开工作年度报告", "沂川市水务局", 2019),
        # There were no such reports before 2008: it is no year of one.
        ("沂川市水务局1999年政府信息公开工作年度报告", "沂川市水务局", None),
        ("政府信息公开工作年度报告", None, None),
    ],
)
def test_whose_report_it_is_and_of_which_year_by_its_title(title, agency, year):
    found = metadata(title, "本年度工作平稳。")
    assert (found.title, found.agency, found.year) == (title, agency, year)
    assert (found.agency_in_title, found.year_in_title) == (agency is not None, year is not None)


def test_the_title_of_the_page_stands_in_for_one_in_the_text():
    page = "沂川市水务局2023年政府信息公开工作年度报告"
    assert metadata("本年度工作平稳。", title=f"{page}-沂川市水务局").title == page
    untitled = metadata("本年度工作平稳。", title="首页")
    assert (untitled.title, untitled.agency_in_title, untitled.year_in_title) == (
        None,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("last", "published", "source"),
    [
        ("发布日期：2024-01-20", dt.date(2024, 1, 20), "text"),
        ("2024年1月20日", dt.date(2024, 1, 20), "signature"),
        ("二〇二四年一月三十日", dt.date(2024, 1, 30), "signature"),
        ("二〇二〇年十二月十日", dt.date(2020, 12, 10), "signature"),
        # No day of the calendar is no date of publication.
        ("发布日期：2024-13-40", None, None),
        ("二〇二四年十三月十五日", None, None),
    ],
)
def test_the_date_of_publication_however_it_is_written(last, published, source):
    found = metadata("政府信息公开工作年度报告", "沂川市水务局", last)
    assert (found.published, found.published_source) == (published, source)


@pytest.mark.parametrize("date", ["2024年1月20日", "二〇二四年一月二十日"])
def test_a_report_without_an_agency_in_its_title_is_whoever_signs_it(date):
    assert metadata("2023年政府信息公开工作年度报告", "沂川市水务局", date).agency == "沂川市水务局"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("本报告的统计期限为2023年1月1日至2023年12月31日。", 2023),
        ("统计期限为2023年2月30日至2023年12月31日。", None),
        ("规划自2021年1月1日至2025年12月31日。", None),
    ],
)
def test_the_year_is_that_of_the_period_where_no_title_says_it(text, year):
    body = ["工作平稳。"] * 60
    assert metadata("政府信息公开工作年度报告", *body, text).year == year


def test_a_report_in_which_nothing_stands_has_no_figure_and_no_section():
    report = extract(Document("report.txt", "0" * 64, "text", (), {}))
    assert set(report.cells["state"]) <= {"unplaced"}
    assert [section.heading for section in report.sections] == [None] * 6
    assert report.id == f"report-{'0' * 12}"
    assert repr(report) == f"<Report {report.id}: {len(report.cells)} cells>"


def test_the_labels_of_a_cell_and_of_its_column_in_both_languages():
    row, column = labels_of("requests.granted.natural_person")
    assert (row.text("zh"), column.texts("zh")[0]) == ("（一）予以公开", "自然人")
    assert column.texts("en") == (column.en,)
    with pytest.raises(KeyError):
        labels_of("requests.granted.nobody")


def test_a_row_of_nothing_but_labels_has_no_figure():
    rows = (("二、主动公开政府信息情况",), ("行政许可", "5"), ("行政强制", "强制"))
    cells = (tuple(Cell(text) for text in row) for row in rows)
    document = Document("a", "0" * 64, "docx", (Grid(tuple(cells)),))
    figures = values_of(extract(document))
    assert figures["disclosure.coercion.decisions"] is None
    assert figures["disclosure.licensing.decisions"] == 5
