"""The statutory form of the annual report, as data: sections, tables, rows, columns, both editions.

Sources: 国办公开办函〔2021〕30号 (edition ``2021``, report years 2021 on) and 国办公开办函〔2019〕60号
(edition ``2019``, report years 2019 and 2020). This is the one place that knows the form; keys are
``<table>.<row>.<column>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Edition = Literal["2019", "2021", "mixed"]
Figure = Literal["count", "amount", "sum", "change"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the form: its key, its wording, its English, and other wordings taken as the same.

    ``former`` is the wording of the 2019 edition where that had another.
    """

    key: str
    zh: str
    en: str
    variants: tuple[str, ...] = ()
    former: str | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording that counts as the form's own."""
        return (self.zh, *filter(None, (self.former,)), *self.variants)

    def printed(self, edition: str | None) -> str:
        """The wording that an edition prints."""
        return self.former if edition == "2019" and self.former else self.zh

    def text(self, language: str) -> str:
        """The label in ``zh`` or ``en``."""
        return {"zh": self.zh, "en": self.en}[language]

    def texts(self, language: str) -> tuple[str, ...]:
        """The label and its other wordings; only Chinese has others."""
        return {"zh": self.wordings, "en": (self.en,)}[language]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its label, the columns it has figures in, and the group it stands under."""

    label: Label
    columns: tuple[Label, ...]
    group: Label | None = None
    figure: Figure = "count"

    @property
    def key(self) -> str:
        """The row's key within its table, e.g. ``denied.state_secret``."""
        return self.label.key


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one edition of the form."""

    key: str
    rows: tuple[Row, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all its cells, in the form's order."""
        return tuple(
            f"{self.key}.{row.key}.{column.key}" for row in self.rows for column in row.columns
        )


SECTIONS = (
    Label("overview", "一、总体情况", "I. Overview", ("概述", "基本情况", "总体概况", "工作总体情况", "政府信息公开工作总体情况", "政府信息公开总体情况")),
    Label("disclosure", "二、主动公开政府信息情况", "II. Proactive disclosure", ("主动公开情况", "政府信息主动公开情况", "主动公开信息情况", "主动公开工作情况")),
    Label("requests", "三、收到和处理政府信息公开申请情况", "III. Requests received and processed", ("收到和处理政府信息公开申请的情况", "依申请公开情况", "依申请公开政府信息情况", "政府信息公开申请情况")),
    Label("disputes", "四、政府信息公开行政复议、行政诉讼情况", "IV. Reconsideration and litigation", ("因政府信息公开工作被申请行政复议和提起行政诉讼情况", "行政复议、行政诉讼情况", "政府信息公开行政复议和行政诉讼情况"), "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    Label("problems", "五、存在的主要问题及改进情况", "V. Problems and improvement", ("政府信息公开工作存在的主要问题及改进情况", "存在的主要问题和改进情况", "存在问题及改进情况", "存在的问题及改进措施", "主要问题及改进措施")),
    Label("other_matters", "六、其他需要报告的事项", "VI. Other matters", ("其他需要报告事项", "需要报告的其他事项", "其他事项")),
)  # fmt: skip
SECTION_KEYS = tuple(section.key for section in SECTIONS)
NUMERALS = "一二三四五六"

REQUESTERS = (
    Label("natural_person", "自然人", "natural persons"),
    Label("business", "商业企业", "businesses", ("企业",)),
    Label("research_institution", "科研机构", "research institutions"),
    Label("public_welfare", "社会公益组织", "public-welfare organisations", ("社会公益",)),
    Label("legal_service", "法律服务机构", "legal-service bodies"),
    Label("other_organisation", "其他", "other organisations"),
    Label("total", "总计", "total", ("合计",)),
)
REQUESTER_KEYS = tuple(column.key for column in REQUESTERS)

DENIED = Label("denied", "（三）不予公开", "(3) denied")
UNAVAILABLE = Label("unavailable", "（四）无法提供", "(4) unavailable")
NOT_PROCESSED = Label("not_processed", "（五）不予处理", "(5) not processed")
OTHER = Label("other", "（六）其他处理", "(6) other outcome")
RESULTS = Label("results", "三、本年度办理结果", "III. results of the year")
OUTCOME_GROUPS = (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER)


def _request(group: Label | None, key: str, zh: str, en: str, *variants: str) -> Row:
    full = f"{group.key}.{key}" if group else key
    return Row(Label(full, zh, en, variants), REQUESTERS, group)


_CORRECTION = "申请人无正当理由逾期不补正"
_FEE = "申请人逾期未按收费通知要求缴纳费用"
_STOPPED = "、行政机关不再处理其政府信息公开申请"
_BEFORE_OTHER = (
    _request(None, "new_received", "一、本年新收政府信息公开申请数量", "I. new requests received", "本年新收申请数量"),
    _request(None, "carried_in", "二、上年结转政府信息公开申请数量", "II. carried in from last year", "上年结转申请数量", "上年度结转政府信息公开申请数量"),
    _request(None, "granted", "（一）予以公开", "(1) granted"),
    _request(None, "partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "(2) partially granted", "部分公开"),
    _request(DENIED, "state_secret", "1.属于国家秘密", "1. state secret"),
    _request(DENIED, "prohibited_by_law", "2.其他法律行政法规禁止公开", "2. prohibited by law", "其他法律、行政法规禁止公开", "法律、行政法规禁止公开"),
    _request(DENIED, "security_and_stability", "3.危及“三安全一稳定”", "3. security and stability", "危及国家安全、公共安全、经济安全、社会稳定"),
    _request(DENIED, "third_party_interest", "4.保护第三方合法权益", "4. third-party interest"),
    _request(DENIED, "internal_affairs", "5.属于三类内部事务信息", "5. internal affairs"),
    _request(DENIED, "process_information", "6.属于四类过程性信息", "6. process information"),
    _request(DENIED, "enforcement_file", "7.属于行政执法案卷", "7. enforcement file"),
    _request(DENIED, "administrative_inquiry", "8.属于行政查询事项", "8. administrative inquiry"),
    _request(UNAVAILABLE, "not_held", "1.本机关不掌握相关政府信息", "1. not held"),
    _request(UNAVAILABLE, "needs_creation", "2.没有现成信息需要另行制作", "2. would have to be created"),
    _request(UNAVAILABLE, "unclear_after_correction", "3.补正后申请内容仍不明确", "3. still unclear after correction"),
    _request(NOT_PROCESSED, "petition", "1.信访举报投诉类申请", "1. petition or complaint"),
    _request(NOT_PROCESSED, "repeated", "2.重复申请", "2. repeated"),
    _request(NOT_PROCESSED, "publication", "3.要求提供公开出版物", "3. asks for a publication"),
    _request(NOT_PROCESSED, "excessive", "4.无正当理由大量反复申请", "4. excessive without reason"),
    _request(NOT_PROCESSED, "reconfirmation", "5.要求行政机关确认或重新出具已获取信息", "5. asks for reconfirmation"),
)  # fmt: skip
_OTHER_ROWS = (
    _request(OTHER, "correction_overdue", f"1.{_CORRECTION}{_STOPPED}", "1. correction overdue", _CORRECTION),
    _request(OTHER, "fee_overdue", f"2.{_FEE}{_STOPPED}", "2. fee overdue", _FEE),
    _request(OTHER, "other", "3.其他", "3. other"),
)  # fmt: skip
_OTHER_AS_ONE = (Row(OTHER, REQUESTERS),)
_AFTER_OTHER = (
    _request(None, "closed_total", "（七）总计", "(7) total", "合计"),
    _request(None, "carried_out", "四、结转下年度继续办理", "IV. carried on to next year", "结转下年度继续办理数量"),
)  # fmt: skip

_ARTICLE_1 = Label("article_20_1", "第二十条第（一）项", "Article 20 (1)")
_ARTICLE_5 = Label("article_20_5", "第二十条第（五）项", "Article 20 (5)")
_ARTICLE_6 = Label("article_20_6", "第二十条第（六）项", "Article 20 (6)")
_ARTICLE_8 = Label("article_20_8", "第二十条第（八）项", "Article 20 (8)")
_ARTICLE_9 = Label("article_20_9", "第二十条第（九）项", "Article 20 (9)")
_REGULATIONS = Label("regulations", "规章", "regulations")
_NORMATIVE = Label("normative_documents", "行政规范性文件", "normative documents", ("规范性文件",))
_LICENSING = Label("licensing", "行政许可", "licensing")
_SERVICES = Label("other_services", "其他对外管理服务事项", "other management and service matters")
_PENALTIES = Label("penalties", "行政处罚", "penalties")
_COERCION = Label("coercion", "行政强制", "coercion")
_FEES = Label("fees", "行政事业性收费", "administrative fees")
_PROCUREMENT = Label("procurement", "政府集中采购", "central procurement", ("采购",))
DOCUMENTS_2021 = (
    Label("issued", "本年制发件数", "issued this year"),
    Label("repealed", "本年废止件数", "repealed this year"),
    Label("in_force", "现行有效件数", "in force"),
)
_DECISIONS = Label("decisions", "本年处理决定数量", "decisions this year", ("处理决定数量",))
_AMOUNT = Label("amount", "本年收费金额（单位：万元）", "amount charged (10,000 yuan)", ("本年收费金额",))  # fmt: skip
_DOCUMENTS_2019 = (
    Label("made", "本年新制作数量", "newly made"),
    Label("newly_disclosed", "本年新公开数量", "newly disclosed"),
    Label("total_disclosed", "对外公开总数量", "disclosed in all"),
)
_PREVIOUS = Label("previous_items", "上一年项目数量", "items last year")
_CHANGE = Label("change", "本年增/减", "change this year")
_ITEMS_2019 = (_PREVIOUS, _CHANGE, Label("decisions", "处理决定数量", "decisions"))
_PURCHASES = (Label("items", "采购项目数量", "purchases"), Label("amount", "采购总金额", "amount"))

DISCLOSURE = {
    "2021": Table(
        "disclosure",
        (
            Row(_REGULATIONS, DOCUMENTS_2021, _ARTICLE_1),
            Row(_NORMATIVE, DOCUMENTS_2021, _ARTICLE_1),
            Row(_LICENSING, (_DECISIONS,), _ARTICLE_5),
            Row(_PENALTIES, (_DECISIONS,), _ARTICLE_6),
            Row(_COERCION, (_DECISIONS,), _ARTICLE_6),
            Row(_FEES, (_AMOUNT,), _ARTICLE_8, "amount"),
        ),
    ),
    "2019": Table(
        "disclosure",
        (
            Row(_REGULATIONS, _DOCUMENTS_2019, _ARTICLE_1),
            Row(_NORMATIVE, _DOCUMENTS_2019, _ARTICLE_1),
            Row(_LICENSING, _ITEMS_2019, _ARTICLE_5),
            Row(_SERVICES, _ITEMS_2019, _ARTICLE_5),
            Row(_PENALTIES, _ITEMS_2019, _ARTICLE_6),
            Row(_COERCION, _ITEMS_2019, _ARTICLE_6),
            Row(_FEES, (_PREVIOUS, _CHANGE), _ARTICLE_8),
            Row(_PROCUREMENT, _PURCHASES, _ARTICLE_9),
        ),
    ),
}
REQUESTS = {
    "2021": Table("requests", _BEFORE_OTHER + _OTHER_ROWS + _AFTER_OTHER),
    "2019": Table("requests", _BEFORE_OTHER + _OTHER_AS_ONE + _AFTER_OTHER),
}
# The rows of both editions in one order, for reports that mix them.
REQUESTS_OF_EITHER = Table("requests", _BEFORE_OTHER + _OTHER_AS_ONE + _OTHER_ROWS + _AFTER_OTHER)
DISPUTE_RESULTS = (
    Label("upheld", "结果维持", "upheld"),
    Label("corrected", "结果纠正", "corrected"),
    Label("other_outcome", "其他结果", "other outcome"),
    Label("pending", "尚未审结", "pending"),
    Label("total", "总计", "total", ("合计",)),
)
DISPUTE_GROUPS = (
    Label("reconsideration", "行政复议", "reconsideration"),
    Label("litigation_direct", "未经复议直接起诉", "litigation without reconsideration"),
    Label("litigation_after_reconsideration", "复议后起诉", "litigation after reconsideration"),
)
LITIGATION = Label("litigation", "行政诉讼", "litigation")
INFORMATION = Label("information", "信息内容", "information")
"""The heads of table 4 over two of its groups, and of table 2 over its names."""
DISPUTES = Table("disputes", tuple(Row(group, DISPUTE_RESULTS) for group in DISPUTE_GROUPS))
TABLE_KEYS = ("disclosure", "requests", "disputes")

# Wordings that only the 2019 form has, by the table they stand in.
OLD_FORM_WORDINGS = {
    "disclosure": ("本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "本年增/减", "其他对外管理服务事项", "第二十条第（九）项", "政府集中采购", "采购项目数量", "采购总金额"),
}  # fmt: skip


FORMATS = {
    "2021": Label("2021", "国办公开办函〔2021〕30号《中华人民共和国政府信息公开工作年度报告格式》", "Format of annual reports, Guoban Gongkai Banhan [2021] No. 30"),
    "2019": Label("2019", "国办公开办函〔2019〕60号《中华人民共和国政府信息公开工作年度报告格式（试行）》", "Format of annual reports (trial), Guoban Gongkai Banhan [2019] No. 60"),
}  # fmt: skip
"""The document that each edition of the form was issued with."""


def edition_in_force(year: int) -> str | None:
    """The edition of the form for reports of ``year``; ``None`` before there was a form (2018 and earlier).

    Source: 国办公开办函〔2019〕60号; 国办公开办函〔2021〕30号.
    """
    return "2021" if year >= 2021 else "2019" if year >= 2019 else None


FIGURES: dict[Figure, Label] = {
    "count": Label("count", "不小于0的整数", "a whole number from 0"),
    "amount": Label("amount", "不小于0的数，可有小数", "a number from 0, with decimals if need be"),
    "sum": Label("sum", "不小于0的数，可写单位", "a number from 0, with its unit if need be"),
    "change": Label("change", "整数，减少为负", "a whole number, negative for a decrease"),
}
"""What each kind of figure is written as."""


def figure_of(table: str, row: str, column: str) -> Figure:
    """What kind of figure a cell holds.

    A ``count``, an ``amount`` of money in the form's unit, a ``sum`` of money for which the form names
    none (2019), or a signed ``change``.
    """
    if (table, row, column) == ("disclosure", "procurement", "amount"):
        return "sum"
    if table == "disclosure" and column == "amount":
        return "amount"
    return "change" if table == "disclosure" and column == "change" else "count"


def label_of(table: str, row: str) -> Label:
    """The label of a row, preceded by its group's where it stands under one.

    Raises `KeyError` for a row that no edition has.
    """
    return _LABELS[table, row]


def _full_label(row: Row) -> Label:
    if row.group is None or row.group.key.startswith("article"):
        return row.label
    group, label = row.group, row.label
    return Label(label.key, f"{group.zh}{label.zh}", f"{group.en}: {label.en}")


_LABELS = {
    (table.key, row.key): _full_label(row)
    for table in (*DISCLOSURE.values(), *REQUESTS.values(), DISPUTES)
    for row in table.rows
}
_OWN_LABELS = {
    (table.key, row.key): row.label
    for table in (*DISCLOSURE.values(), *REQUESTS.values(), DISPUTES)
    for row in table.rows
}
_COLUMN_LABELS = {
    (table.key, row.key, column.key): column
    for table in (*DISCLOSURE.values(), *REQUESTS.values(), DISPUTES)
    for row in table.rows
    for column in row.columns
}
CELL_KEYS = tuple(
    dict.fromkeys(
        key for table in (*DISCLOSURE.values(), REQUESTS_OF_EITHER, DISPUTES) for key in table.keys
    )
)
"""The keys of all cells of both editions, in the form's order."""
WHOLE = Label("report", "报告", "the report")


def cell_label(key: str, language: str) -> str:
    """The words for a cell's key, e.g. ``（一）予以公开·自然人``.

    Raises `KeyError` for a cell that no edition has.
    """
    table, row, column = parts_of(key)
    return (
        f"{label_of(table, row).text(language)}·{_COLUMN_LABELS[table, row, column].text(language)}"
    )


def parts_of(key: str) -> tuple[str, str, str]:
    """The table, row and column of a cell's key."""
    table, rest = key.split(".", 1)
    row, column = rest.rsplit(".", 1)
    return table, row, column


def labels_of(key: str) -> tuple[Label, Label]:
    """The labels of a cell's row, without its group's, and of its column.

    Raises `KeyError` for a cell that no edition has.
    """
    table, row, column = parts_of(key)
    return _OWN_LABELS[table, row], _COLUMN_LABELS[table, row, column]
