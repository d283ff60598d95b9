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
EXPORT = {
    "cut": {"zh": "……（过长，已截断）", "en": "… (too long: cut)"},
    "note": {"zh": "说明", "en": "Note"},
    "more_findings": {
        "zh": "工作表“{sheet}”已满（Excel 的上限）：共 {all} 行，另有 {count} 行未列出，全部见 findings.csv。",
        "en": "The sheet {sheet} is as full as Excel allows: {count} of {all} rows are not listed; "
        "findings.csv has all.",
    },
    "more_audits": {
        "zh": "工作表“{sheet}”已满（Excel 的上限）：共 {all} 行，另有 {count} 行未列出，全部见 frames 文件夹。",
        "en": "The sheet {sheet} is as full as Excel allows: {count} of {all} rows are not listed; "
        "the folder frames has all.",
    },
}
