"""What the text claims: each number with the figure it speaks of, and no number that speaks of none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogi_audit.document import Paragraph, Place
from ogi_audit.extraction.breakdowns import read_breakdowns
from ogi_audit.extraction.fees import read_fees
from ogi_audit.extraction.narrative import read_claims
from ogi_audit.extraction.numbers import parse_chinese, stated_numbers
from ogi_audit.extraction.sections import FoundSection
from ogi_audit.readers.numerals import write_number

CITY, BUREAU = "沂川市人民政府", "沂川市水务局"


def section(text: str, key: str = "overview") -> FoundSection:
    paragraphs = tuple(Paragraph(line) for line in text.split("\n"))
    return FoundSection(key, "一、总体情况", "一", 1.0, 1, 0, paragraphs, Place())


def claims(text: str, agency: str = CITY):
    return read_claims([section(text)], year=2023, agency=agency)


def counted(text: str, agency: str = CITY) -> list[tuple[str, str]]:
    return [(str(c.stated.value), c.topic.key) for c in claims(text, agency) if not c.share_of]


def parts(text: str):
    found = read_breakdowns([section(text)], claims(text))
    return [(int(b.whole.value), [int(p.value) for p in b.parts], b.told) for b in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全年共收到政府信息公开申请1,295件。", [("1295", "new_received")]),
        ("收到公民、法人和其他组织提交的政府信息公开申请十二件，均已答复。", [("12", "new_received")]),
        ("受理依申请公开18宗。", [("18", "new_received")]),
        ("全年制发规范性文件5件，其中规章3件。", [("5", "normative_documents")]),
        ("受理18件政府信息公开申请。", [("18", "new_received")]),
        (
            "本年度新收政府信息公开申请20件，上年结转2件，办结21件，结转下年1件。",
            [("20", "new_received"), ("2", "carried_in"), ("21", "closed_total"), ("1", "carried_out")],
        ),
        (
            "收到政府信息公开申请55宗，其中54宗在法定期限内进行答复，4宗结转到2024年继续办理。",
            [("55", "new_received"), ("54", "closed_total"), ("4", "carried_out")],
        ),
        (
            "答复政府信息公开申请30件（含2022年结转申请4件，另有3件顺延至下年度答复）。",
            [("30", "closed_total"), ("4", "carried_in"), ("3", "carried_out")],
        ),
        (
            "共受理政府信息公开申请9件，其中自然人8件，法人或其他组织1件。",
            [("9", "new_received"), ("8", "natural_person"), ("1", "legal_persons")],
        ),
        (
            "办结政府信息公开申请9件：予以公开3件，部分公开1件，不予公开2件，无法提供1件，不予处理1件，其他处理1件。",
            [
                *[("9", "closed_total"), ("3", "granted"), ("1", "partially_granted")],
                *[("2", "denied"), ("1", "unavailable"), ("1", "not_processed"), ("1", "other")],
            ],
        ),
        (
            "因政府信息公开引发行政复议5件，其中维持3件，纠正1件，尚未审结1件；行政诉讼2起。",
            [
                *[("5", "reconsideration"), ("3", "reconsideration"), ("1", "reconsideration")],
                *[("1", "reconsideration"), ("2", "litigation")],
            ],
        ),
        (
            "制发行政规范性文件8件，废止3件，现行有效56件。",
            [("8", "normative_documents"), ("3", "normative_documents"), ("56", "normative_documents")],
        ),
        ("全年未收到政府信息公开申请。", [("0", "new_received")]),
        ("没有因政府信息公开被申请行政复议、提起行政诉讼的情况。", [("0", "disputes")]),
        ("2022年收到政府信息公开申请60件，2023年收到政府信息公开申请55件。", [("55", "new_received")]),
        ("制发行政规范性文件8件，其中行政规范性文件修订3件。", [("8", "normative_documents")]),
        ("15宗政府信息公开申请中，予以公开10宗。", [("15", "new_received"), ("10", "granted")]),
        ("二是依申请公开方面。全年共办理718件，结转下一年31件。", [("718", "closed_total"), ("31", "carried_out")]),
    ],
)  # fmt: skip
def test_a_number_is_taken_for_the_figure_it_speaks_of(text, wanted):
    assert counted(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "收到网民留言1200条，答复1180条。",
        "全年办理人大代表建议35件、政协提案40件，办复率100%。",
        "全年办理行政复议案件320件，行政应诉50件。",
        "收到政府信息公开申请的渠道不断拓宽，办理12345热线工单300件。",
        "对15件行政规范性文件进行合法性审核。",
        "依申请公开较2022年的60件减少5件，下降8.3%。",
        "上半年收到政府信息公开申请20件。",
        "受理政府信息公开申请情况良好，其中网上申请10件，信函申请8件。",
        "依申请公开办理中，教育局受理3件、公安局受理20件，各镇街受理15件。",
        "公布规章制度5项，修订工作规程3件。",
        "主动予以公开政府信息5000条。",
        "2022年收到政府信息公开申请60件。",
        "依申请公开方面，2022年收到申请60件，其中自然人50件。",
        "第二十条第一项规定的信息全部公开，一件不漏。",
        "清理行政规范性文件15件。",
        "公文属性为不予公开3件，依申请公开5件。",
        "收到政府信息公开申请2.5件。",
        "制作公文9件，其中依申请公开2件、不予公开3件。",
    ],
)
def test_numbers_that_the_tables_do_not_count_are_left_alone(text):
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "agency", "scope"),
    [
        ("全市共收到政府信息公开申请55件。", CITY, "own"),
        ("全市共收到政府信息公开申请55件。", BUREAU, "other"),
        ("市政府办公室收到政府信息公开申请17件。", CITY, "other"),
        ("代表市政府受理政府信息公开申请17件。", CITY, "other"),
        ("市水务局收到政府信息公开申请17件。", BUREAU, "own"),
    ],
)
def test_a_part_of_the_agency_or_more_than_it_is_another_scope(text, agency, scope):
    assert [claim.scope for claim in claims(text, agency)] == [scope]


def test_a_percentage_goes_with_the_number_or_word_before_it():
    text = (
        "依申请公开方面，予以公开10件，占18.5%；不予公开3件（5.6%），无法提供占68.5%，答复率100%。"
    )
    shares = [(str(c.stated.value), c.topic.key, c.numerator) for c in claims(text) if c.share_of]
    assert shares == [
        ("18.5", "granted", Decimal(10)),
        ("5.6", "denied", Decimal(3)),
        ("68.5", "unavailable", None),
    ]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("因政府信息公开引发行政复议5件，其中维持3件，占60%。", ["reconsideration"]),
        ("因政府信息公开引发行政诉讼5件，占比50%。", ["litigation"]),
        ("依申请公开方面，无法提供因信息不存在占68.5%。", []),
    ],
)
def test_a_percentage_of_disputes_is_of_disputes(text, topics):
    shares = [claim for claim in claims(text) if claim.share_of]
    assert [claim.topic.key for claim in shares] == topics
    assert all(key.startswith("disputes.") for c in shares for whole in c.share_of for key in whole)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公开信息60条，其中文件10条、动态30条、其他20条。", (60, [10, 30, 20], "sum")),
        ("公开信息61条，其中文件10条、动态30条、其他20条。", (61, [10, 30, 20], "rest")),
        ("公开信息61条，分别为文件10条、动态30条。", (61, [10, 30], "respectively")),
        ("公开信息61条，其中文件10条、动态30条、解读20条。", (61, [10, 30, 20], "near")),
        ("公开信息90条，其中文件10条、动态30条、解读20条。", (90, [10, 30, 20], None)),
        ("收到依申请公开9件，其中自然人8件，法人或其他组织2件。", (9, [8, 2], "form")),
        ("公开信息61条，其中文件10条、动态30条等。", (61, [10, 30], None)),
        ("公开信息61条，其中重点文件10条、动态30条。", (61, [10, 30], None)),
        # What a semicolon parts from a list is no more of it.
        ("公开信息60条，其中文件10条、动态20条；解读20条。", (60, [10, 20], None)),
    ],
)
def test_a_breakdown_counts_as_complete_only_where_the_text_lets_know(text, wanted):
    assert parts(text) == [wanted]


def test_fees_said_to_be_none_and_said_to_be_charged_are_told_apart():
    none = read_fees(
        [section("本年度没有收取信息处理费。", "other_matters")], year=2023, agency=CITY
    )
    assert (none.none is not None, none.amount) == (True, None)
    some = read_fees(
        [section("全年收取信息处理费共计380元。", "other_matters")], year=2023, agency=CITY
    )
    assert (some.none, some.amount) == (None, Decimal(380))
    other = read_fees(
        [section("没有收取行政事业性收费。", "other_matters")], year=2023, agency=CITY
    )
    assert (other.none, other.charged) == (None, None)
    before = read_fees([section("2022年收取信息处理费共计380元。")], year=2023, agency=CITY)
    assert (before.none, before.amount) == (None, None)


@pytest.mark.parametrize(
    ("text", "value", "least", "most"),
    [
        ("55宗", 55, 55, 55),
        ("1,295件", 1295, 1295, 1295),
        ("十二件", 12, 12, 12),
        ("两千三百零五条", 2305, 2305, 2305),
        ("三千余条", 3000, 3000, 4000),
        ("5500余条", 5500, 5500, 5600),
        ("2.8万条", 28000, 27500, 28500),
        ("约70条", 70, 63, 77),
        ("近百件", 100, 90, 100),
        ("超过300条", 300, 300, 400),
        ("一万二千件", 12000, 12000, 12000),
    ],
)
def test_numbers_are_read_with_what_their_words_allow(text, value, least, most):
    (number,) = stated_numbers(text)
    assert (number.value, number.least, number.most) == (value, least, most)


@pytest.mark.parametrize(
    "text", ["第二十条", "2-3件", "数百件", "A5件", "〔2021〕30号", "三个方面体", "万件"]
)
def test_what_is_no_count_is_not_read(text):
    assert [n for n in stated_numbers(text) if n.unit in "件条"] == []


@given(st.integers(1, 9999))
def test_a_chinese_numeral_is_read_as_it_is_written(number):
    assert parse_chinese(write_number(number, "chineseCounting")) == number


@pytest.mark.parametrize("text", ["", "万", "12", "三件"])
def test_what_is_no_chinese_numeral_has_no_value(text):
    assert parse_chinese(text) is None


@given(
    st.text(
        alphabet="收到申请结转上年公开复议占其中件条宗0123456789%，。、；：（）余约十百千",
        max_size=60,
    )
)
def test_no_text_is_too_odd_to_read(text):
    for claim in claims(text):
        assert claim.stated.least <= claim.stated.value <= claim.stated.most
    parts(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("收到政府信息公开申请20件。上年同期收到申请218件，本年减幅93.5%。", ["20"]),
        ("收到政府信息公开申请20件。12月份收到申请最多，当月收到16件。", ["20"]),
        ("全年各类行政复议案件共44件，其中政府信息公开类39件。", []),
        ("因政府信息公开引发的行政复议5件。受理土地征收类行政复议案件14件。", ["5"]),
        ("因政府信息公开引发的行政复议5件。办理其他行政复议案件66件、行政诉讼案件66件。", ["5"]),
        ("作为复议机关，审理以下级机关为被申请人的政府信息公开行政复议案件7件。", []),
        ("收到政府信息公开申请2件。收到信访事项319宗，受理319宗，办结260宗。", ["2"]),
        ("办结政府信息公开申请9件，不予公开和无法提供5件。", ["9"]),
        ("收到政府信息公开申请20件，予以公开答复9件，不予公开答复2件。", ["20", "9", "2"]),
        ("收到依申请公开184件，上年结转办理1件。", ["184", "1"]),
        ("2023年上半年，全市共受理政府信息公开申请267件，答复263件。", []),
        ("办理政府信息公开申请7件。予以公开2件，因不属于本单位公开范围依规答复5件。", ["7", "2"]),
        ("受理政府信息公开申请30件，协助区政府办理申请5件，为区政府草拟答复4件。", ["30"]),
        ("收到政府信息公开申请30件，按期答复28件，延期答复2件。", ["30"]),
        ("收到政府信息公开申请5件。受理信用修复申请354宗，办结354宗。", ["5"]),
        ("收到政府信息公开申请5件。制发公文9件，其中主动公开6件、不予公开3件。", ["5"]),
        ("办结政府信息公开申请12件，作不予公开处理6件，作其他处理2件。", ["12", "6", "2"]),
    ],
)
def test_numbers_beside_those_of_the_tables_are_told_from_them(text, wanted):
    assert [value for value, _ in counted(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请" + "数量总数" * 60 + "无5件。",
        "5件" + "全部均已" * 200 + "无办结。",
        "一" * 4000 + "件。",
        "占" + "总数量" * 300 + "无5%。",
        "共100件，其中" + "、".join(f"第{i}类1件" for i in range(300)) + "。",
    ],
)
def test_no_sentence_is_too_long_to_read(text):
    claims(text)
    parts(text)


def test_what_is_expected_is_the_nearest_reading(tmp_path):
    from ogi_audit.auditing import audit_report
    from ogi_audit.loading import load
    from ogi_audit_testing.makers import LAYOUTS, with_section
    from ogi_audit_testing.makers.figures import consistent

    specimen = consistent(3, size="large", year=2023)
    figures = {key: int(text) for key, text in specimen.cells.items() if "fees" not in key}
    answered = figures["requests.closed_total.total"] - sum(
        number
        for key, number in figures.items()
        if key.startswith("requests.other.") and key.endswith(".total")
    )
    text = f"全年办结政府信息公开申请{answered + 1}件。"
    report = load(
        LAYOUTS["html-plain"].file(with_section(specimen, "overview", paragraphs=(text,)), tmp_path)
    )
    (finding,) = [f for f in audit_report(report).findings if f.rule == "narrative.count"]
    assert (finding.observed, finding.expected, finding.difference) == (answered + 1, answered, 1)
