"""What the index page and the exports say."""

from __future__ import annotations

INDEX = {
    "audits": {"zh": "报告", "en": "Reports"},
    "findings": {"zh": "问题", "en": "Findings"},
    "title": {
        "zh": "政府信息公开工作年度报告审核总览",
        "en": "Audits of annual reports on open government information",
    },
    "files": {"zh": "相关文件", "en": "Files"},
    "overview": {"zh": "总体分析", "en": "Overview"},
    "xlsx": {"zh": "问题清单（Excel）", "en": "Findings (Excel)"},
    "csv": {"zh": "CSV", "en": "CSV"},
    "parquet": {"zh": "Parquet", "en": "Parquet"},
    "html": {"zh": "审核", "en": "audit"},
    "ipynb": {"zh": "笔记本", "en": "notebook"},
    "json": {"zh": "JSON", "en": "JSON"},
    "dismissed_count": {"zh": "经复核不属实", "en": "dismissed on review"},
    "filters": {"zh": "搜索与筛选", "en": "Search and filters"},
    "search": {"zh": "搜索机关、问题、文件名……", "en": "Search agencies, findings, file names…"},
    "all": {"zh": "全部", "en": "all"},
    "none": {"zh": "不明", "en": "unknown"},
    "counted": {"zh": "不含不属实", "en": "not dismissed"},
    "reset": {"zh": "清除筛选", "en": "Clear"},
    "nothing": {"zh": "没有符合条件的内容", "en": "Nothing fits these filters"},
    "no_script": {
        "zh": "浏览器没有运行脚本，因此不能搜索和筛选；下面是全部报告。问题清单见 findings.xlsx。",
        "en": "Scripts do not run here, so there is no search and no filter; below are all reports. "
        "The findings are in findings.xlsx.",
    },
    "colon": {"zh": "：", "en": ":"},
    "left": {"zh": "（", "en": " ("},
    "right": {"zh": "）", "en": ")"},
}
NOTES = {
    "no_script_cut": {
        "zh": "浏览器没有运行脚本，因此不能搜索和筛选；下面只有问题最严重的 {shown} 份报告，"
        "共 {all} 份。全部报告在 frames 文件夹，问题清单见 findings.csv。",
        "en": "Scripts do not run here, so there is no search and no filter; below are the gravest {shown} "
        "of {all} reports. All reports are in the folder frames, the findings in findings.csv.",
    },
    "cut_audits": {
        "zh": "共 {all} 份报告，本页只列出问题最严重的 {shown} 份；其余见 frames 文件夹里的 audits 表。",
        "en": "Of {all} reports this page lists the gravest {shown}; the others are in the table audits of "
        "the folder frames.",
    },
    "cut_findings": {
        "zh": "共 {all} 个问题，本页只列出最严重的 {reports} 份报告的全部 {shown} 个问题，"
        "搜索和筛选也只在其中；其余问题见 findings.csv 和 findings.parquet，各报告的问题数目都在报告表里。",
        "en": "Of {all} findings this page lists {shown}, all those of the gravest {reports} reports, and "
        "searches only them; the others are in findings.csv and findings.parquet. The list of reports counts "
        "the findings of each.",
    },
    "only_scanned": {
        "zh": "{count} 份报告只筛查过，没有可打开的审核页面。要为其中有问题的报告生成页面，请运行 "
        "ogi-audit render 报告文件夹 -o 本文件夹 --only-failing",
        "en": "{count} reports were only scanned and have no page to open. To make the pages of those that "
        "fail, run ogi-audit render FOLDER_OF_REPORTS -o THIS_FOLDER --only-failing",
    },
}
"""What an index says of what is not on its page, or leads nowhere."""
EXPORT = {
    "cut": {"zh": "……（过长，已截断）", "en": "… (too long: cut)"},
    "note": {"zh": "说明", "en": "Note"},
    "more_findings": {
        "zh": "工作表“{sheet}”已满（Excel 的上限）：共 {all} 行，另有 {count} 行未列出，"
        "全部见 findings.csv。",
        "en": "The sheet {sheet} is as full as Excel allows: {count} of {all} rows are not listed; "
        "findings.csv has all.",
    },
    "more_audits": {
        "zh": "工作表“{sheet}”已满（Excel 的上限）：共 {all} 行，另有 {count} 行未列出，"
        "全部见 frames 文件夹。",
        "en": "The sheet {sheet} is as full as Excel allows: {count} of {all} rows are not listed; "
        "the folder frames has all.",
    },
}
