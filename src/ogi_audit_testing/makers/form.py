"""The statutory form, typed in again for the tests.

A copy of the labels on purpose: if the package under test reads its form wrongly, the makers must
not make the same mistake. Sources: 国办公开办函〔2021〕30号 and, for the 2019 edition,
国办公开办函〔2019〕60号. "mixed" is what agencies made of both: the form of 2021 with 其他处理 as
one row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Edition = Literal["2021", "2019", "mixed"]

SECTIONS: dict[str, str] = {
    "overview": "一、总体情况",
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
TABLES = ("disclosure", "requests", "disputes")

Labels = tuple[tuple[str, str], ...]
"""(key, label) pairs in the order of the form."""


@dataclass(frozen=True)
class Part:
    """One 第二十条第（…）项 of the table of section two: its own header and rows."""

    article: str
    columns: Labels
    rows: Labels


@dataclass(frozen=True)
class Row:
    """One row of the table of section three; ``group`` is the key of the label it stands under."""

    key: str
    number: str
    text: str
    group: str | None = None


_DECISIONS: Labels = (("decisions", "本年处理决定数量"),)
_SUPERVISION: Labels = (("penalties", "行政处罚"), ("coercion", "行政强制"))

_DISCLOSURE_2021 = (
    Part(
        "第二十条第（一）项",
        (("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")),
        (("regulations", "规章"), ("normative_documents", "行政规范性文件")),
    ),
    Part("第二十条第（五）项", _DECISIONS, (("licensing", "行政许可"),)),
    Part("第二十条第（六）项", _DECISIONS, _SUPERVISION),
    Part(
        "第二十条第（八）项",
        (("amount", "本年收费金额（单位：万元）"),),
        (("fees", "行政事业性收费"),),
    ),
)

_PREVIOUS: Labels = (("previous_items", "上一年项目数量"), ("change", "本年增/减"))
_ITEMS: Labels = (*_PREVIOUS, ("decisions", "处理决定数量"))

_DISCLOSURE_2019 = (
    Part(
        "第二十条第（一）项",
        (
            ("made", "本年新制作数量"),
            ("newly_disclosed", "本年新公开数量"),
            ("total_disclosed", "对外公开总数量"),
        ),
        (("regulations", "规章"), ("normative_documents", "规范性文件")),
    ),
    Part(
        "第二十条第（五）项",
        _ITEMS,
        (("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")),
    ),
    Part("第二十条第（六）项", _ITEMS, _SUPERVISION),
    Part("第二十条第（八）项", _PREVIOUS, (("fees", "行政事业性收费"),)),
    Part(
        "第二十条第（九）项",
        (("items", "采购项目数量"), ("amount", "采购总金额")),
        (("procurement", "政府集中采购"),),
    ),
)

REQUEST_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
REQUESTERS = "申请人情况"
ORGANISATIONS = "法人或其他组织"
RESULT = "三、本年度办理结果"

REQUEST_COLUMNS: Labels = (
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research_institution", "科研机构"),
    ("public_welfare", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_organisation", "其他"),
    ("total", "总计"),
)

GROUPS: dict[str, tuple[str, str]] = {
    "denied": ("（三）", "不予公开"),
    "unavailable": ("（四）", "无法提供"),
    "not_processed": ("（五）", "不予处理"),
    "other": ("（六）", "其他处理"),
}


def _group(key: str, *rows: tuple[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(f"{key}.{name}", f"{number}.", text, key)
        for number, (name, text) in enumerate(rows, start=1)
    )


_BEFORE = (
    Row("new_received", "一、", "本年新收政府信息公开申请数量"),
    Row("carried_in", "二、", "上年结转政府信息公开申请数量"),
)
_COMMON_OUTCOMES = (
    Row("granted", "（一）", "予以公开"),
    Row(
        "partially_granted",
        "（二）",
        "部分公开（区分处理的，只计这一情形，不计其他情形）",
    ),
    *_group(
        "denied",
        ("state_secret", "属于国家秘密"),
        ("prohibited_by_law", "其他法律行政法规禁止公开"),
        ("security_and_stability", "危及“三安全一稳定”"),
        ("third_party_interest", "保护第三方合法权益"),
        ("internal_affairs", "属于三类内部事务信息"),
        ("process_information", "属于四类过程性信息"),
        ("enforcement_file", "属于行政执法案卷"),
        ("administrative_inquiry", "属于行政查询事项"),
    ),
    *_group(
        "unavailable",
        ("not_held", "本机关不掌握相关政府信息"),
        ("needs_creation", "没有现成信息需要另行制作"),
        ("unclear_after_correction", "补正后申请内容仍不明确"),
    ),
    *_group(
        "not_processed",
        ("petition", "信访举报投诉类申请"),
        ("repeated", "重复申请"),
        ("publication", "要求提供公开出版物"),
        ("excessive", "无正当理由大量反复申请"),
        ("reconfirmation", "要求行政机关确认或重新出具已获取信息"),
    ),
)
_OTHER_ROWS = _group(
    "other",
    ("correction_overdue", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("fee_overdue", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other", "其他"),
)
_OTHER_ROW = (Row("other", *GROUPS["other"]),)
_AFTER = (
    Row("closed_total", "（七）", "总计"),
    Row("carried_out", "四、", "结转下年度继续办理"),
)

DISPUTE_GROUPS: Labels = (
    ("reconsideration", "行政复议"),
    ("litigation_direct", "未经复议直接起诉"),
    ("litigation_after_reconsideration", "复议后起诉"),
)
LITIGATION = "行政诉讼"
DISPUTE_COLUMNS: Labels = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other_outcome", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)


def disclosure_parts(edition: Edition) -> tuple[Part, ...]:
    """The parts of the table of section two; the mixture has those of 2021."""
    return _DISCLOSURE_2019 if edition == "2019" else _DISCLOSURE_2021


def outcome_rows(edition: Edition) -> tuple[Row, ...]:
    """The rows that closed_total sums."""
    return _COMMON_OUTCOMES + (_OTHER_ROWS if edition == "2021" else _OTHER_ROW)


def request_rows(edition: Edition) -> tuple[Row, ...]:
    """All rows of the table of section three, in order: 25 in the 2021 edition, else 23."""
    return _BEFORE + outcome_rows(edition) + _AFTER


def keys(edition: Edition) -> tuple[str, ...]:
    """Every cell of the edition, in the order of the form."""
    return (
        *(
            f"disclosure.{row}.{column}"
            for part in disclosure_parts(edition)
            for row, _ in part.rows
            for column, _ in part.columns
        ),
        *(
            f"requests.{row.key}.{column}"
            for row in request_rows(edition)
            for column, _ in REQUEST_COLUMNS
        ),
        *(
            f"disputes.{group}.{column}"
            for group, _ in DISPUTE_GROUPS
            for column, _ in DISPUTE_COLUMNS
        ),
    )


def labels(edition: Edition) -> dict[str, str]:
    """Every label of a row, a column or a group with its number, by the key that replaces it."""
    named = {
        f"disclosure.{key}": text
        for part in disclosure_parts(edition)
        for key, text in (*part.columns, *part.rows)
    }
    named |= {f"requests.{key}": text for key, text in REQUEST_COLUMNS}
    named |= {f"requests.{row.key}": row.number + row.text for row in request_rows(edition)}
    return named | {f"disputes.{key}": text for key, text in (*DISPUTE_GROUPS, *DISPUTE_COLUMNS)}
