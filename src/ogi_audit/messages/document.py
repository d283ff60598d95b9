"""What the audit says as a document: its card, its cases, its pictures, its appendix."""

from __future__ import annotations

CARD = {
    "title": {
        "zh": "{title}政府信息公开工作年度报告",
        "en": "{title}: annual report on open government information",
    },
    "verdict": {"zh": "审核结论：{said}。", "en": "Verdict: {said}."},
    "counts": {"zh": "问题项数", "en": "Numbers of findings"},
    "count": {"zh": "{count} 项", "en": "{count}"},
    "unchecked": {"zh": "无法核对", "en": "Not assessable"},
    "dismissed": {"zh": "经复核不属实", "en": "Dismissed on review"},
    "first": {"zh": "首先看", "en": "Look at this first"},
    "nothing": {"zh": "没有需要处理的问题。", "en": "There is nothing to deal with."},
    "nothing_but": {
        "zh": "没有发现问题；但有 {count} 项无法核对，见附录，不能视为通过。",
        "en": "Nothing was found; but {count} could not be checked (see the appendix): that is no pass.",
    },
    "suspect": {
        "zh": "可能填错的是“{cell}”：填报 {value}，改为 {proposed} 则勾稽成立。",
        "en": "The figure that may be wrong: {cell}, given as {value}; with {proposed} the identities hold.",
    },
    "together": {
        "zh": "可能填错的是{cells}，须同时更正。",
        "en": "The figures that may be wrong, together: {cells}.",
    },
    "no_few": {
        "zh": "没有少数几格能够解释，请核对全部数据。",
        "en": "No few cells explain it: check all figures.",
    },
    "suspects": {
        "zh": "可能填错的格有 {count} 种可能，见第 {number} 项。",
        "en": "There are {count} possible wrong cells: see no. {number}.",
    },
}
"""The card at the head of an audit."""
CASE = {
    "formula": {"zh": "勾稽关系", "en": "Identity"},
    "unequal": {"zh": "不等于", "en": "is not equal to"},
    "gap": {
        "zh": "即 {left} ≠ {right}，相差 {gap}",
        "en": "that is {left} ≠ {right}, a difference of {gap}",
    },
    "compared": {"zh": "填报与应为", "en": "Observed and expected"},
    "side": {"zh": "{side}：{value}", "en": "{side}: {value}"},
    "observed": {"zh": "填报：{value}", "en": "observed: {value}"},
    "expected": {"zh": "应为：{value}", "en": "expected: {value}"},
    "place": {"zh": "原文位置", "en": "In the source"},
    "basis": {"zh": "依据", "en": "Basis"},
    "suspect": {"zh": "可能填错的格", "en": "Suspected cell"},
    "change": {
        "zh": "“{cell}”填报 {value}，改为 {proposed} 则勾稽成立",
        "en": "{cell}: given as {value}; with {proposed} the identities hold",
    },
    "together": {
        "zh": "以下 {count} 格须同时更正，{numbers}才能成立：",
        "en": "{count} cells would have to be changed together to settle {numbers}:",
    },
    "one_change": {
        "zh": "“{cell}”填报 {value}，改为 {proposed}",
        "en": "{cell}: given as {value}, to be {proposed}",
    },
    "no_few": {
        "zh": "没有少数几格能够解释：至少要同时更正 {count} 格，见“可能填错的格”",
        "en": "no few cells explain it: at least {count} would have to be changed together; "
        "see the list of suspected cells",
    },
    "in_source": {"zh": "（{place}）", "en": " ({place})"},
    "others": {
        "zh": "另有 {count} 种可能，见“可能填错的格”",
        "en": "{count} other possibilities: see the list of suspected cells",
    },
    "for": {"zh": "支持：{text}", "en": "for: {text}"},
    "against": {"zh": "不支持：{text}", "en": "against: {text}"},
    "sentence": {"zh": "正文原句", "en": "The sentence"},
    "evidence": {"zh": "佐证", "en": "Evidence"},
    "review": {"zh": "复核", "en": "Review"},
    "name": {"zh": "编号", "en": "Id"},
    "strength": {"zh": "（{strength}）", "en": " ({strength})"},
    "alike": {"zh": "同一规则的其余 {count} 项", "en": "The other {count} of the same rule"},
    "finding": {"zh": "问题", "en": "Finding"},
    "infos": {"zh": "提示（不影响结论）", "en": "Info (does not bear on the verdict)"},
    "dismissed": {"zh": "经复核不属实：", "en": "Dismissed: "},
    "cut": {"zh": "……（共 {length} 字）", "en": "… ({length} characters in all)"},
}
"""One finding as a case."""
NOTES = {
    "caption": {"zh": "表注", "en": "Notes"},
    "scroll": {"zh": "表格：{caption}", "en": "Table: {caption}"},
    "note": {"zh": "见第 {number} 项：{message}", "en": "No. {number}: {message}"},
}
"""The notes of the statutory tables."""
PICTURES = {
    "flow": {"zh": "申请从收到到办结（总计列）", "en": "The way of requests (column of totals)"},
    "flow_note": {
        "zh": "线条粗细与件数成比例；没有的不画。",
        "en": "Widths are in proportion to numbers; what is zero is not drawn.",
    },
    "flow_said": {
        "zh": "左：{sources}。右：{outcomes}。",
        "en": "Left: {sources}. Right: {outcomes}.",
    },
    "to_process": {"zh": "应办理 {count} 件", "en": "{count} to process"},
    "to_process_unknown": {"zh": "应办理件数未知", "en": "number to process unknown"},
    "gap_in": {"zh": "左少 {gap} 件", "en": "{gap} missing on the left"},
    "gap_out": {"zh": "右少 {gap} 件", "en": "{gap} missing on the right"},
    "flow_empty": {
        "zh": "总计列没有读出足够的数字，不能作图。",
        "en": "Too few figures of the column of totals could be read to draw anything.",
    },
    "flow_none": {
        "zh": "本年没有收到和结转的申请，无图可作。",
        "en": "No requests were received or carried in: nothing to draw.",
    },
    "flow_incomplete": {
        "zh": "未读出数字、因而没有画出的：{names}。",
        "en": "Not drawn because no figure could be read: {names}.",
    },
    "mix": {"zh": "办理结果的构成（总计列）", "en": "The mix of outcomes (column of totals)"},
    "mix_note": {
        "zh": "比例的分母是各项办理结果之和，有一项未知即不计算；条形长度与件数成比例。",
        "en": "Shares are of the sum of all outcomes, and not given if one is unknown; bars are in "
        "proportion to numbers.",
    },
    "outcome": {"zh": "办理结果", "en": "Outcome"},
    "count": {"zh": "件数", "en": "Number"},
    "share": {"zh": "比例", "en": "Share"},
    "bar": {"zh": "图示", "en": "Bar"},
    "years": {"zh": "与上年相比", "en": "Against last year"},
    "years_note": {
        "zh": "深色为本年，斜纹为上年；每一行各用自己的比例尺。",
        "en": "Dark is this year, hatched last year; each row has a scale of its own.",
    },
    "item": {"zh": "项目", "en": "Figure"},
    "last": {"zh": "上年", "en": "Last year"},
    "this": {"zh": "本年", "en": "This year"},
    "change": {"zh": "增减", "en": "Change"},
    "no_previous": {
        "zh": "没有给出上年报告，未作比较。",
        "en": "Last year's report was not given: nothing is compared.",
    },
    "unknown": {"zh": "未知", "en": "unknown"},
    "at_least": {"zh": "{count} 以上", "en": "at least {count}"},
}
"""The pictures of an audit."""
APPENDIX = {
    "rules": {"zh": "全部规则及核对结果", "en": "All rules with their outcomes"},
    "rules_note": {
        "zh": "一条规则可能在多处核对（各列、各行、各部分）；“—”为 0 处",
        "en": "a rule may be judged at many places (columns, rows, sections); “—” is none",
    },
    "rule": {"zh": "规则", "en": "Rule"},
    "statement": {"zh": "要求", "en": "Requirement"},
    "severity": {"zh": "程度", "en": "Severity"},
    "where": {"zh": "未通过或无法核对之处", "en": "Where it failed or could not be judged"},
    "failed_at": {"zh": "未通过：{places}", "en": "failed: {places}"},
    "unassessed_at": {"zh": "无法核对：{places}", "en": "not assessable: {places}"},
    "crashed_at": {"zh": "程序出错：{places}", "en": "crashed: {places}"},
    "cells": {"zh": "全部数据", "en": "All figures"},
    "cells_note": {
        "zh": "“原文”为报告中的写法，“数值”为据以核对的数；空白即未填，不当作0",
        "en": "“Text” is what the report has, “value” what was judged; a blank is not zero",
    },
    "cell": {"zh": "格", "en": "Cell"},
    "text": {"zh": "原文", "en": "Text"},
    "value": {"zh": "数值", "en": "Value"},
    "place": {"zh": "位置", "en": "Place"},
    "sections": {"zh": "各部分的标题", "en": "The headings of the sections"},
    "section": {"zh": "部分", "en": "Section"},
    "heading": {"zh": "报告中的标题", "en": "Heading in the report"},
    "missing": {"zh": "（没有找到）", "en": "(not found)"},
    "no_cells": {"zh": "没有读出任何数字。", "en": "No figure was found."},
}
"""The appendix of an audit."""
PAGE = {
    "title": {
        "zh": "{agency}{year}年政府信息公开工作年度报告审核",
        "en": "{agency} {year}: audit of the annual report",
    },
}
"""What the web page around an audit says."""
