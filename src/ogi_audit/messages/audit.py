"""The words of one audit: its parts, marks and notes."""

from __future__ import annotations

VERDICT = {
    "title": {"zh": "{agency}{year}年", "en": "{agency} {year}"},
    "no_year": {"zh": "{agency}", "en": "{agency}"},
    "line": {"zh": "{title}：{said}。", "en": "{title}: {said}."},
    "critical": {"zh": "发现 {critical} 项严重问题", "en": "{critical} critical"},
    "not_critical": {"zh": "未发现严重问题", "en": "nothing critical"},
    "clean": {"zh": "未发现问题", "en": "nothing was found"},
    "undecided": {
        "zh": "大部分项目无法核对，不能得出结论",
        "en": "most could not be checked, so that there is no verdict",
    },
    "others": {
        "zh": "，{warning} 项需说明，{info} 项提示",
        "en": ", {warning} warning, {info} info",
    },
    "unchecked": {
        "zh": "；{unchecked} 项无法核对",
        "en": "; {unchecked} checks could not be made",
    },
    "unread": {
        "zh": "；{unread} 处程序未能读取，不算报告的问题",
        "en": "; {unread} could not be read, which is no fault of the report",
    },
    "unchecked_one": {
        "zh": "；{unchecked} 项无法核对",
        "en": "; {unchecked} check could not be made",
    },
    "dismissed": {
        "zh": "；{dismissed} 项经复核不属实",
        "en": "; {dismissed} dismissed on review",
    },
}
"""A verdict in one line, put together of these."""
_WORDS = {
    "agency": {"zh": "机关", "en": "Agency"},
    "agency_unknown": {"zh": "（机关不明）", "en": "(agency unknown)"},
    "at": {"zh": "对象", "en": "At"},
    "basis": {"zh": "依据", "en": "Basis"},
    "blank": {"zh": "空", "en": "blank"},
    "edition": {"zh": "格式", "en": "Form"},
    "evidence": {"zh": "佐证", "en": "Evidence"},
    "expected": {"zh": "应为", "en": "Expected"},
    "file": {"zh": "文件", "en": "File"},
    "finding": {"zh": "问题", "en": "Finding"},
    "form_identity_note": {
        "zh": "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "en": "(In each column: I plus II equals III plus IV)",
    },
    "formula": {"zh": "算式", "en": "Figures"},
    "formats": {"zh": "文件类型", "en": "Format"},
    "legend": {
        "zh": "标记：≠ 勾稽不符（整行或整列着色）；→ 可能填错，箭头后为能使勾稽成立的数；空 未填；"
        "！ 填写不规范；？ 位置无法判断；缺 没有该行。",
        "en": "Marks: ≠ an identity fails (its row or column is shaded); → may be wrong, with the figure "
        "that would mend the identities; blank: not filled in; ! not a plain figure; ? cannot be "
        "placed; missing: no such row.",
    },
    "legal_persons": {"zh": "法人或其他组织", "en": "legal persons and other organisations"},
    "missing": {"zh": "缺", "en": "missing"},
    "no_reason": {"zh": "没有说明原因", "en": "no reason was given"},
    "none": {"zh": "没有发现问题。", "en": "Nothing was found."},
    "not_audited": {
        "zh": "文件无法读取，未作核对。",
        "en": "The file could not be read: nothing was checked.",
    },
    "numbers": {"zh": "第 {numbers} 项", "en": "no. {numbers}"},
    "not_usable": {
        "zh": "所选的文件或参数不能使用，未作核对。",
        "en": "A file or parameter cannot be used: nothing was checked.",
    },
    "reason": {"zh": "原因", "en": "Reason"},
    "observed": {"zh": "填报", "en": "Observed"},
    "outcomes": {"zh": "核对结果", "en": "Outcomes"},
    "overview": {"zh": "政府信息公开工作年度报告审核总览", "en": "Overview of the audits"},
    "overlay": {"zh": "本地规则集", "en": "Local suites"},
    "packages": {"zh": "软件版本", "en": "Versions"},
    "place": {"zh": "位置", "en": "Place"},
    "previous": {"zh": "上年报告", "en": "Last year's report"},
    "published": {"zh": "公布日期", "en": "Published"},
    "unread": {"zh": "未能读取", "en": "Not read"},
    "unread_row": {
        "zh": "{place}：一行数字，行名“{text}”与格式各行都不相近，无法确定属于哪一行，请对照原文",
        "en": "{place}: a row of figures whose label “{text}” is like none of the form's; see the original",
    },
    "review": {"zh": "复核", "en": "Review"},
    "requesters": {"zh": "申请人情况", "en": "Requesters"},
    "change": {"zh": "填报 → 建议", "en": "Written → proposed"},
    "rank": {"zh": "次序", "en": "Rank"},
    "resolves": {"zh": "可消除的问题", "en": "Would mend"},
    "several_previous": {
        "zh": "同一机关上一年的报告不止一份且数字不同，未与上年核对；请用 --previous 指定",
        "en": "several differing reports of the same agency's last year: not compared; "
        "name one with --previous",
    },
    "result_broken": {
        "zh": "结果文件（JSON）内容不完整或已被改动，请重新生成该审核",
        "en": "the result (JSON) is incomplete or was changed; render this audit again",
    },
    "result_missing": {
        "zh": "结果文件（JSON）缺失或无法读取，请重新生成该审核",
        "en": "the result (JSON) is missing or cannot be read; render this audit again",
    },
    "severity": {"zh": "程度", "en": "Severity"},
    "suites": {"zh": "规则集 SHA-256", "en": "Suites SHA-256"},
    "support": {"zh": "佐证", "en": "What speaks for it"},
    "suspect": {"zh": "可能填错的格", "en": "Cell"},
    "suspects": {"zh": "可能填错的格", "en": "Cells that may be wrong"},
    "suspects_complete": {
        "zh": "改动最少的全部可能，先按正文和上年报告的佐证、再按数字笔误和改动大小排列；"
        "供核查参考，不是更正",
        "en": "every smallest change that mends the identities, ordered by what the text and last year's "
        "report say, then by digit slips and size; a suggestion, not a correction",
    },
    "suspects_cut": {
        "zh": "改动最少的可能太多，只列出一部分；供核查参考，不是更正",
        "en": "too many smallest changes: only some are listed; a suggestion, not a correction",
    },
    "suspects_stopped": {
        "zh": "可能的情形太多，未能全部列出；供核查参考，不是更正",
        "en": "too many possibilities to find them all; a suggestion, not a correction",
    },
    "suspects_none": {
        "zh": "部分勾稽关系无法靠改动单元格全部成立",
        "en": "no whole numbers mend all the identities",
    },
    "together": {"zh": "同时更正", "en": "together"},
    "cells_in_all": {"zh": "……共 {count} 格", "en": " … {count} cells in all"},
    "title": {
        "zh": "政府信息公开工作年度报告审核",
        "en": "Audit of the annual report on open government information",
    },
    "unknown": {"zh": "未知", "en": "unknown"},
    "unreadable": {"zh": "无法读取", "en": "Unreadable"},
    "year": {"zh": "年度", "en": "Year"},
}  # fmt: skip


def word(key: str, language: str) -> str:
    """One word or phrase of a display."""
    return _WORDS[key][language]
