"""What an auditor reads while working at a report in JupyterLab."""

from __future__ import annotations

DESK = {
    "caption": {"zh": "要审核的报告", "en": "The report to audit"},
    "report": {"zh": "本年报告", "en": "Report"},
    "previous": {"zh": "上年报告", "en": "Last year's"},
    "no_previous": {"zh": "（不与上年比较）", "en": "(not compared)"},
    "sample": {"zh": "示例：{name}", "en": "sample: {name}"},
    "upload": {"zh": "上传本年报告", "en": "Upload a report"},
    "upload_previous": {"zh": "上传上年报告", "en": "Upload last year's"},
    "agency": {"zh": "机关名称", "en": "Agency"},
    "year": {"zh": "报告年度", "en": "Year"},
    "published": {"zh": "公布日期", "en": "Published"},
    "if_missing": {"zh": "报告没有写明时填写", "en": "where the report does not say"},
    "stated": {"zh": "报告写明：{value}", "en": "the report says {value}"},
    "not_stated": {"zh": "报告没有写明，请填写", "en": "the report does not say: fill it in"},
    "reading": {"zh": "正在读取 {name} ……", "en": "Reading {name} …"},
    "read": {
        "zh": "已读取 {name}：{agency}，{year}，公布日期{published}。"
        "请从下一个单元格起依次运行，下面的结果才是这份报告的。",
        "en": "Read {name}: {agency}, {year}, published {published}. "
        "Run the cells below: only then are the results those of this report.",
    },
    "read_both": {
        "zh": "已读取 {name}：{agency}，{year}，公布日期{published}；上年报告为 {previous}。"
        "请从下一个单元格起依次运行，下面的结果才是这份报告的。",
        "en": "Read {name}: {agency}, {year}, published {published}; last year's report is "
        "{previous}. Run the cells below: only then are the results those of this report.",
    },
    "agency_unknown": {"zh": "机关名称不明", "en": "agency unknown"},
    "year_known": {"zh": "{year} 年度", "en": "{year}"},
    "year_unknown": {"zh": "年度不明", "en": "year unknown"},
    "published_unknown": {"zh": "不明", "en": "unknown"},
    "kept": {
        "zh": "上传的文件保存在 {folder} 文件夹，不会覆盖已有文件。大文件上传后若没有反应，"
        "请用左侧文件栏传进这个文件夹，再点“刷新列表”。",
        "en": "Uploaded files are kept in {folder}; none is overwritten. If nothing happens after a "
        "large file, put it into that folder by the file browser on the left and refresh the list.",
    },
    "refresh": {"zh": "刷新列表", "en": "Refresh the list"},
    "static": {
        "zh": "在 JupyterLab 中运行本单元格，这里就是上传和选择报告的表单。",
        "en": "Run this cell in JupyterLab for the form to upload or pick a report.",
    },
}
BROWSER = {
    "back": {"zh": "上一项", "en": "Previous"},
    "next": {"zh": "下一项", "en": "Next"},
    "count": {"zh": "第 {number} 项，共 {total} 项", "en": "{number} of {total}"},
    "static": {
        "zh": "在 JupyterLab 中运行本单元格，可逐项翻看并记录复核意见；这里是第 1 项。",
        "en": "Run this cell in JupyterLab to go through the findings and record reviews; this is the first.",
    },
}
COMPARISON = {
    "no_previous": {
        "zh": "没有选择上年报告，未作比较。在第一步选好上年报告，再从那里依次运行。",
        "en": "No report of last year was chosen. Choose one in the first step and run again from there.",
    },
    "lead": {
        "zh": "与上年报告（{name}）衔接：{passed} 项通过，{failed} 项未通过，{unchecked} 项无法核对。",
        "en": "Against last year's report ({name}): {passed} passed, {failed} failed, "
        "{unchecked} not assessable.",
    },
    "carried": {"zh": "结转申请", "en": "Requests carried over"},
    "carried_columns": {
        "zh": "申请人|上年报告：结转下年度|本年报告：上年结转|核对",
        "en": "Requester|Last year: carried on|This year: carried in|Outcome",
    },
    "in_force": {"zh": "现行有效文件", "en": "Documents in force"},
    "in_force_columns": {
        "zh": "文件|上年现行有效|本年制发|本年废止|应为|本年现行有效|核对",
        "en": "Documents|Last year|Issued|Repealed|Expected|This year|Outcome",
    },
    "copied": {"zh": "文字与上年相同的比例", "en": "Text that is last year's"},
    "copied_columns": {"zh": "部分|相同|核对", "en": "Section|Share|Outcome"},
}
SAVING = {
    "saved": {"zh": "已保存到 {folder} 文件夹。", "en": "Saved in {folder}."},
    "notebook": {"zh": "审核底稿（笔记本）", "en": "Audit notebook"},
    "page": {"zh": "审核网页，可离线打开、打印", "en": "Page, to read offline and print"},
    "data": {"zh": "数据（JSON），供其他程序使用", "en": "Data (JSON), for other programs"},
    "index": {"zh": "全部审核的索引，用浏览器打开", "en": "Index of all audits, for a browser"},
    "static": {
        "zh": "在 JupyterLab 中运行本单元格，会把这份审核写入 {folder} 文件夹："
        "{id}.ipynb、{id}.html 和 {id}.json。",
        "en": "Run in JupyterLab, this cell writes the audit into {folder}: {id}.ipynb, {id}.html "
        "and {id}.json.",
    },
    "failed": {"zh": "没有保存：{problem}", "en": "Not saved: {problem}"},
}
