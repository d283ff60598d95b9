"""How prose speaks of the figures: the words for each, and the cells that they honestly may mean.

A `Topic` is something a sentence counts; each of its `Reading`s is a sum of cells. The form itself is
in `ogi_audit.form`; here are only the ways people put it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ogi_audit.form import (
    DISCLOSURE,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    DOCUMENTS_2021,
    OUTCOME_GROUPS,
    REQUESTERS,
    REQUESTS_OF_EITHER,
    Label,
)
from ogi_audit.messages.topics import ROW, TOPIC

ORGANISATIONS = "organisations"
"""Stands in a pattern for the five columns of legal persons and other organisations."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sum of cells: patterns ``table.row.column``, those of ``minus`` taken away.

    A row may be a group of rows (``denied``), a column `ORGANISATIONS`.
    """

    label: Label
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that prose counts. ``kind`` tells how its words join with others'.

    ``total``: applications as such; ``requester``, ``outcome``: parts of them; ``dispute``,
    ``result``: cases and their results; ``document``: regulations and normative documents.
    """

    label: Label
    kind: str
    readings: tuple[Reading, ...]

    @property
    def key(self) -> str:
        """The topic's key."""
        return self.label.key


_ROWS = {row.key: row.label for row in REQUESTS_OF_EITHER.rows}
_NEW, _IN, _OUT, _CLOSED = "new_received", "carried_in", "carried_out", "closed_total"
_SHORT = {key: Label(key, words["zh"], words["en"]) for key, words in ROW.items()}


def _called(name: str, key: str) -> Label:
    words = TOPIC[name]
    return Label(key, words["zh"], words["en"])


def _requests(plus: tuple[str, ...], minus: tuple[str, ...] = (), column: str = "total") -> Reading:
    """A reading over rows of table 3, in one column."""
    names = {row: _SHORT.get(row) or _ROWS.get(row) or _GROUPS[row] for row in (*plus, *minus)}
    zh = "+".join(names[row].zh for row in plus) + "".join(f"−{names[row].zh}" for row in minus)
    en = " + ".join(names[r].en for r in plus) + "".join(f" − {names[r].en}" for r in minus)
    return Reading(
        Label("+".join(plus), zh, en),
        tuple(f"requests.{row}.{column}" for row in plus),
        tuple(f"requests.{row}.{column}" for row in minus),
    )


_GROUPS = {group.key: group for group in OUTCOME_GROUPS}


def _total(name: str, key: str, *readings: Reading) -> Topic:
    return Topic(_called(name, key), "total", readings)


_ALL = _requests((_NEW, _IN))
# What was withdrawn or not processed may not be counted as answered.
_ANSWERED = (
    _requests((_CLOSED,), ("other",)),
    _requests((_CLOSED,), ("not_processed", "other")),
)
TOTALS = {
    name: _total(name, key, *readings)
    for name, key, *readings in (
        ("new", _NEW, _requests((_NEW,))),
        ("received", _NEW, _requests((_NEW,)), _ALL),
        ("accepted", _NEW, _requests((_NEW,)), _ALL, _requests((_CLOSED,))),
        ("handled", _CLOSED, _requests((_CLOSED,)), _ALL, _requests((_NEW,)), *_ANSWERED),
        ("closed", _CLOSED, _requests((_CLOSED,)), *_ANSWERED, _requests((_NEW,), (_OUT,))),
        ("carried_in", _IN, _requests((_IN,))),
        ("carried_out", _OUT, _requests((_OUT,))),
        ("carried", _OUT, _requests((_OUT,)), _requests((_IN,))),
    )
}


def _requester(label: Label, column: str) -> Topic:
    rows = ((_NEW,), (_NEW, _IN), (_CLOSED,))
    return Topic(label, "requester", tuple(_requests(row, column=column) for row in rows))


LEGAL_PERSONS = _called("legal_persons", "legal_persons")
REQUESTER_TOPICS = {
    **{column.key: _requester(column, column.key) for column in REQUESTERS[:-2]},
    LEGAL_PERSONS.key: _requester(LEGAL_PERSONS, ORGANISATIONS),
}


def _outcome(label: Label, *sums: tuple[str, ...]) -> Topic:
    return Topic(label, "outcome", tuple(_requests(rows) for rows in sums))


OUTCOMES = {
    "granted_or_partially": _outcome(
        _called("granted_or_partially", "granted"),
        ("granted", "partially_granted"),
    ),
    "granted": _outcome(_ROWS["granted"], ("granted",), ("granted", "partially_granted")),
    "partially_granted": _outcome(
        _called("partially_granted", "partially_granted"), ("partially_granted",)
    ),
    **{group.key: _outcome(group, (group.key,)) for group in OUTCOME_GROUPS},
    **{
        row.key: _outcome(row.label, (row.key,))
        for row in REQUESTS_OF_EITHER.rows
        if row.group is not None
    },
}

_DIRECT, _AFTER = "litigation_direct", "litigation_after_reconsideration"
_CASES = {
    "reconsideration": (DISPUTE_GROUPS[0], (("reconsideration",),)),
    "litigation": (
        _called("litigation", "litigation"),
        ((_DIRECT, _AFTER), (_DIRECT,), (_AFTER,)),
    ),
    _DIRECT: (DISPUTE_GROUPS[1], ((_DIRECT,),)),
    _AFTER: (DISPUTE_GROUPS[2], ((_AFTER,),)),
    "disputes": (
        _called("disputes", "disputes"),
        (("reconsideration", _DIRECT, _AFTER), ("reconsideration", _DIRECT)),
    ),
}


def _case(key: str, result: Label) -> Topic:
    label, sums = _CASES[key]
    named = {group.key: group for group in DISPUTE_GROUPS}
    whole = result.key == "total"
    return Topic(
        label if whole else Label(label.key, f"{label.zh}{result.zh}", f"{label.en}: {result.en}"),
        "dispute" if whole else "result",
        tuple(
            Reading(
                Label(
                    "+".join(groups),
                    "+".join(named[group].zh for group in groups),
                    " + ".join(named[group].en for group in groups),
                ),
                tuple(f"disputes.{group}.{result.key}" for group in groups),
            )
            for groups in sums
        ),
    )


CASES = {(case, result.key): _case(case, result) for case in _CASES for result in DISPUTE_RESULTS}


def _documents(kind: Label, column: Label, *others: str) -> Topic:
    readings = tuple(
        Reading(_joined(key, kind, label), (f"disclosure.{kind.key}.{key}",))
        for key in (column.key, *others)
        for label in DOCUMENTS_2021
        if label.key == key
    )
    return Topic(_joined(kind.key, kind, column), "document", readings)


def _joined(key: str, one: Label, other: Label) -> Label:
    return Label(key, f"{one.zh}{other.zh}", f"{one.en} {other.en}")


_KINDS = tuple(row.label for row in DISCLOSURE["2021"].rows if row.columns is DOCUMENTS_2021)
_ISSUED, _REPEALED, _IN_FORCE = DOCUMENTS_2021
DOCUMENTS = {
    (kind.key, verb): _documents(kind, column, *others)
    for kind in _KINDS
    for verb, column, others in (
        ("issued", _ISSUED, ()),
        # What is published may have been issued before.
        ("published", _ISSUED, ("in_force",)),
        ("repealed", _REPEALED, ()),
        ("in_force", _IN_FORCE, ()),
    )
}

# The words, in the order in which they are tried: what contains another stands before it.
_NEXT = r"(?:下|次|明|来|后)(?:一)?(?:个)?年度?"
_LAST = r"(?:上|去)(?:一)?(?:个)?年度?"
# 予以公开答复9件: of what kind the answers were, not how many there were.
_ANSWER = "(?:的)?(?:处理|答复|回复|办理)?"
_WORDS: tuple[tuple[str, str], ...] = (
    ("carried_out", rf"(?:结转|顺延|延续|延期|转结|转入|转|跨)(?:到|至|入|为)?(?:{_NEXT}|YEAR\+1年?度?)(?:继续|再)?(?:办理|答复|处理|回复)?"),
    ("carried_out", r"(?:正在|尚在|仍在)(?:依法|按程序)?(?:办理|处理)(?:中|之中|过程中)?|尚未办结|未办结|在办(?![结理])"),
    ("carried_in", rf"(?:{_LAST}|YEAR-1年?度?)(?:的)?(?:结转|遗留|转入|转结|未办结)(?:至?今年|至?本年度?)?(?:办理|处理|答复)?|结转(?:自)?(?:{_LAST}|YEAR-1年度?)(?:的)?"),
    ("carried", "结转"),
    ("new", r"新(?:收到?|增|接收|受理)"),
    ("received", "收到|接收|接到|接获|收悉"),
    ("accepted", "受理"),
    ("closed", "办理完毕|办理答复|处理完毕|答复办结|办结|办复|办毕|答复|回复"),
    ("handled", "办理|处理"),
    ("legal_persons", r"法人(?:单位)?(?:(?:或者?|和|及|以及|与|、)(?:其他|其它)?组织(?:机构)?)?"),
    ("natural_person", "自然人|公民个人|公民|个人"),
    ("business", "商业企业"),
    ("research_institution", "科研机构"),
    ("public_welfare", "社会公益组织|公益组织"),
    ("legal_service", "法律服务机构"),
    ("granted_or_partially", r"(?:予以公开|全部公开|同意公开|公开|全部|予以全部)(?:和|及|或者?|与|以及|、|/)(?:予以)?部分公开"),
    ("partially_granted", f"(?:予以)?部分公开{_ANSWER}"),
    ("denied", f"(?:作出?)?(?:不予公开|不予以公开){_ANSWER}"),
    ("granted", f"(?:予以公开|同意公开|准予公开|全部公开){_ANSWER}"),
    ("unavailable", f"(?:无法提供|不能提供){_ANSWER}"),
    ("not_processed", "作?不予处理(?:答复|回复)?"),
    ("other", "作?(?:其他|其它)处理"),
    ("denied.state_secret", "国家秘密"),
    ("denied.prohibited_by_law", "法律行政法规禁止公开|法律法规禁止公开"),
    ("denied.security_and_stability", "三安全一稳定"),
    ("denied.third_party_interest", "第三方合法权益"),
    ("denied.internal_affairs", r"(?:三类)?内部事务(?:性)?信息"),
    ("denied.process_information", r"(?:四类)?过程性信息"),
    ("denied.enforcement_file", "行政执法案卷"),
    ("denied.administrative_inquiry", "行政查询事项"),
    ("unavailable.not_held", r"(?:本?机关)?不掌握(?:相关|该|所申请)?(?:政府)?信息"),
    ("unavailable.needs_creation", r"(?:没有现成信息)?需要?另行制作"),
    ("unavailable.unclear_after_correction", r"补正后(?:申请内容)?(?:仍)?不明确"),
    ("not_processed.petition", "信访举报投诉类"),
    ("not_processed.repeated", "重复申请"),
    ("not_processed.publication", r"(?:要求提供)?公开出版物"),
    ("not_processed.excessive", r"(?:无正当理由)?大量反复申请"),
    ("not_processed.reconfirmation", "确认或重新出具已获取信息"),
    ("other.correction_overdue", "逾期不补正"),
    ("other.fee_overdue", r"逾期未按?收?费?通知?要求?缴纳费用|逾期未缴纳费用"),
    ("disputes", r"(?:行政)?复议(?:案件)?(?:和|及|与|或|以及|、|/)(?:行政)?(?:诉讼|应诉)"),
    ("litigation_direct", r"(?:未经复议|不经复议)?直接(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("litigation_after_reconsideration", r"经?复议后(?:再)?(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("reconsideration", "行政复议"),
    ("litigation", "行政诉讼|行政应诉"),
    ("disputes", "相关案件"),
    ("upheld", r"(?:结果)?(?:予以|被|为)?维持(?:原行政行为)?"),
    ("corrected", r"(?:结果)?(?:予以|被|为)?纠正"),
    ("other_outcome", "(?:其他|其它)结果"),
    ("pending", "尚未审结|未审结|尚未结案|正在审理"),
    ("regulations", r"(?:政府)?规章(?!制度)"),
    ("normative_documents", "(?:行政)?规范性文件"),
    ("repealed", "(?<!拟)(?<!拟予)(?<!建议)(?<!计划)废止|宣布失效"),
    ("in_force", "现行有效|继续有效"),
    # A partition is closed by its rest, which no reading is sure of.
    ("rest", "其他|其它"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a topic, where it stands in a text."""

    name: str
    start: int
    stop: int


def words_pattern(year: int | None) -> re.Pattern[str]:
    """The words in one pattern, for a report of ``year``: last year and the next by number too."""
    names = {"YEAR-1": year and year - 1, r"YEAR\+1": year and year + 1}
    alternatives = []
    for number, (_, pattern) in enumerate(_WORDS):
        for name, value in names.items():
            pattern = pattern.replace(name, str(value) if value else "(?!)")
        alternatives.append(f"(?P<w{number}>{pattern})")
    return re.compile("|".join(alternatives))


def words(text: str, pattern: re.Pattern[str]) -> Iterator[Word]:
    """The words for topics in a text, from left to right, none overlapping another."""
    for found in pattern.finditer(text):
        assert found.lastgroup
        yield Word(_WORDS[int(found.lastgroup[1:])][0], found.start(), found.end())
