"""What the overview of a folder says."""

from __future__ import annotations

OVERVIEW = {
    "nothing": {
        "zh": "这个文件夹里还没有审核。",
        "en": "There are no audits in this folder yet.",
    },
    "nothing_audited": {
        "zh": "没有已审核的报告可以汇总。",
        "en": "No report was audited that could be summed up.",
    },
    "verdict": {
        "zh": "共 {reports} 份报告：已审核 {audited} 份，其中有严重问题 {critical} 份（{share}），"
        "没有发现问题 {none} 份；无法读取 {unreadable} 份，审核失败 {failed} 份。",
        "en": "Reports: {reports}. Audited: {audited}, of which with critical findings: {critical} "
        "({share}), with no finding: {none}. Unreadable: {unreadable}. Failed: {failed}.",
    },
    "reports": {"zh": "报告份数", "en": "Reports"},
    "total": {"zh": "合计", "en": "Total"},
    "totals": {"zh": "报告与问题", "en": "Reports and findings"},
    "findings_of": {"zh": "{severity}（项）", "en": "Findings: {severity}"},
    "reports_of": {"zh": "{status}（份）", "en": "Reports {status}"},
    "dismissed": {"zh": "经复核不属实（不计入）", "en": "Dismissed on review (not counted)"},
    "agency": {"zh": "机关", "en": "Agency"},
    "agencies": {"zh": "机关（个）", "en": "Agencies"},
    "span": {"zh": "报告年度", "en": "Years of the reports"},
    "rules": {"zh": "未通过的规则", "en": "Rules that failed"},
    "rules_note": {
        "zh": "按未通过的报告份数排列。比例的分母是能够核对该规则的报告；"
        "跨年度的规则只计有上年报告的。正文没有写到的规则视为通过。",
        "en": "Ordered by the number of reports that failed. A share is that of the reports in which the "
        "rule could be judged, for rules between years of those with last year's report. A rule that a "
        "text gives no occasion for counts as passed.",
    },
    "rules_never": {
        "zh": "其余 {count} 条规则没有发现问题：{names}。",
        "en": "Nothing was found by the other {count}: {names}.",
    },
    "rule": {"zh": "规则", "en": "Rule"},
    "findings": {"zh": "问题（项）", "en": "Findings"},
    "failed_reports": {"zh": "未通过份数", "en": "Reports failed"},
    "assessed": {"zh": "可核对份数", "en": "Reports judged"},
    "share": {"zh": "比例", "en": "Share"},
    "bar": {"zh": "图示", "en": "Bar"},
    "where": {
        "zh": "各组报告份数，按最严重的问题分",
        "en": "Reports of each group by their worst finding",
    },
    "by_level": {"zh": "按层级", "en": "By level"},
    "by_region": {"zh": "按地区", "en": "By region"},
    "by_year": {"zh": "按年度", "en": "By year"},
    "level": {"zh": "层级", "en": "Level"},
    "region": {"zh": "地区", "en": "Region"},
    "year": {"zh": "年度", "en": "Year"},
    "critical_share": {"zh": "有严重问题", "en": "Share with critical"},
    "worst_critical": {"zh": "有严重问题", "en": "critical"},
    "worst_warning": {"zh": "有需说明的问题", "en": "a warning at worst"},
    "worst_info": {"zh": "只有提示", "en": "info at worst"},
    "worst_none": {"zh": "没有发现问题", "en": "no finding"},
    "region_note": {
        "zh": "地区取自机关名称；按有严重问题的份数排列",
        "en": "as the agency's name says; ordered by the number of reports with critical findings",
    },
    "level_by_year": {
        "zh": "有严重问题的报告：层级与年度（份数/已审核份数，颜色越深比例越高）",
        "en": "Reports with critical findings by level and year (of those audited; the darker the more)",
    },
    "unknown": {"zh": "未知", "en": "unknown"},
    "worst": {"zh": "问题最多的报告", "en": "The reports with the most findings"},
    "worst_note": {
        "zh": "先按严重问题、再按需说明的问题和提示的项数排列",
        "en": "ordered by critical findings, then warnings, then info",
    },
    "report": {"zh": "报告", "en": "Report"},
    "no_findings": {"zh": "没有一份报告发现问题。", "en": "No report has a finding."},
    "linked": {
        "zh": "已审核的 {reports} 份报告中，{compared} 份与上年报告作了核对，"
        "其中 {broken} 份（{share}）有衔接问题；{unjudged} 份有上年报告，但没有一条跨年度规则能完整核对；"
        "{apart} 份的上年报告也在，但没有核对。",
        "en": "Of {reports} reports audited, {compared} were compared with last year's; of these {broken} "
        "({share}) do not follow from it. Given last year's report, but no rule between the years could be "
        "judged in full: {unjudged}. Last year's report is there but was not compared: {apart}.",
    },
    "links": {
        "zh": "各年度报告与上年的衔接",
        "en": "How the reports of each year follow from the last",
    },
    "link_broken": {"zh": "已核对，有衔接问题", "en": "compared, a rule fails"},
    "link_agrees": {"zh": "已核对，衔接", "en": "compared, in order"},
    "link_unjudged": {
        "zh": "有上年报告，未能完整核对",
        "en": "last year's was given, no rule judged in full",
    },
    "link_apart": {"zh": "上年报告在，未核对", "en": "last year's is here, not compared"},
    "link_alone": {"zh": "没有上年报告", "en": "no report of last year"},
    "compared": {"zh": "已核对份数", "en": "Reports compared"},
    "broken_share": {"zh": "有衔接问题", "en": "Broken"},
    "chains": {"zh": "连续衔接的年数", "en": "Years in a row, each compared with the one before"},
    "chains_note": {
        "zh": "1 年：没有一份报告与上年核对过",
        "en": "1: no report was compared with last year's",
    },
    "chain_years": {"zh": "连续年数", "en": "Years"},
    "breaks": {"zh": "有衔接问题的报告", "en": "Reports that do not follow from last year's"},
    "failing": {"zh": "未通过的规则", "en": "Rules that fail"},
    "aparts": {
        "zh": "上年报告也在、但没有核对的报告",
        "en": "Reports whose last year's is here but was not compared",
    },
    "apart_note": {
        "zh": "上年报告不止一份且数字不同，或两年分别审核；请一并审核，或用 --previous 指定",
        "en": "several of last year's differ, or the years were audited apart: audit them together, or name "
        "one with --previous",
    },
    "gaps": {"zh": "缺少中间年度的机关", "en": "Agencies that lack a year in between"},
    "there": {"zh": "已有年度", "en": "Years there"},
    "missing": {"zh": "缺少年度", "en": "Years missing"},
    "no_gaps": {"zh": "没有机关缺少中间年度的报告。", "en": "No agency lacks a year in between."},
    "crashed": {
        "zh": "规则运行出错 {count} 次，涉及 {reports} 份报告：这是程序的缺陷，请报告。",
        "en": "Rules crashed {count} times, in {reports} reports: a defect of the program; please report it.",
    },
    "not_crashed": {
        "zh": "规则运行没有出错（0 次）。{reports} 份已审核的报告共 {cells} 格数字，"
        "其中空白或无法判断属于哪一格的 {blank} 格，读不出数字的 {odd} 格；无法核对的共 {places} 处。",
        "en": "No rule crashed (0). The {reports} reports audited have {cells} cells: blank or not to be "
        "told apart {blank}, without a readable figure {odd}. What could not be judged: {places}.",
    },
    "formats": {"zh": "各类文件的读取情况", "en": "How files of each format could be read"},
    "format": {"zh": "文件类型", "en": "Format"},
    "full": {"zh": "全部规则可核对", "en": "every rule judged"},
    "partial": {"zh": "有规则无法核对", "en": "a rule could not be judged"},
    "with_unassessed": {"zh": "有无法核对", "en": "Not all judged"},
    "with_blank": {"zh": "有空白格", "en": "With blank cells"},
    "with_odd": {"zh": "有读不出的格", "en": "With odd cells"},
    "unassessed": {"zh": "无法核对的规则", "en": "Rules that could not be judged"},
    "unassessed_note": {
        "zh": "所需的格空白、缺行或读不出；空白从不当作0",
        "en": "a cell they need is blank, missing or odd; a blank is never zero",
    },
    "places": {"zh": "处", "en": "Places"},
    "unjudged": {"zh": "无法核对（处）", "en": "Not judged (places)"},
    "all_assessed": {"zh": "所有规则都能核对。", "en": "Every rule could be judged."},
    "cells": {"zh": "有空白或读不出的格的报告", "en": "Reports with cells that are blank or odd"},
    "blank": {"zh": "空白（格）", "en": "Blank"},
    "odd": {"zh": "读不出（格）", "en": "Odd"},
    "all_cells": {"zh": "全部（格）", "en": "All cells"},
    "no_blank": {"zh": "所有格都读出了数字。", "en": "Every cell has a figure."},
    "unread": {"zh": "没有审核结果的报告", "en": "Reports without an audit"},
    "status": {"zh": "状态", "en": "Status"},
    "reason": {"zh": "原因", "en": "Reason"},
    "files": {"zh": "文件", "en": "Files"},
    "all_read": {"zh": "所有报告都能读取。", "en": "Every report could be read."},
    "unknown_quality": {
        "zh": "有 {count} 份审核的结果文件不完整，未计入本节：{names}。",
        "en": "The results of {count} are incomplete and left out of this section: {names}.",
    },
    "more": {
        "zh": "另有 {count} 行未列出；全部报告见 index.html，全部问题见 findings.xlsx。",
        "en": "{count} more are not listed: index.html has all reports, findings.xlsx all findings.",
    },
    "more_in_frame": {
        "zh": "另有 {count} 行未列出，见 overview.ipynb 里的 ov.{frame}。",
        "en": "{count} more are not listed: they are in ov.{frame} of overview.ipynb.",
    },
    "more_files": {"zh": "另有 {count} 份", "en": "{count} more"},
}
