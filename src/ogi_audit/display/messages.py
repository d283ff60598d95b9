"""Every word that displays add to what suites, form and errors say, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

SEVERITY = {
    "critical": {"zh": "严重", "en": "critical"},
    "warning": {"zh": "需说明", "en": "warning"},
    "info": {"zh": "提示", "en": "info"},
}
STATUS = {
    "passed": {"zh": "通过", "en": "passed"},
    "failed": {"zh": "未通过", "en": "failed"},
    "not_assessable": {"zh": "无法核对", "en": "not assessable"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
    "crashed": {"zh": "程序出错", "en": "crashed"},
}
STRENGTH = {
    "statute": {"zh": "法定要求", "en": "statute"},
    "national_form": {"zh": "国家格式要求", "en": "national form"},
    "form_identity": {"zh": "表内勾稽关系", "en": "identity of the form"},
    "logical": {"zh": "逻辑要求", "en": "logical"},
}
LEVEL = {
    "provincial": {"zh": "省级", "en": "province"},
    "prefectural": {"zh": "市级", "en": "prefecture"},
    "county": {"zh": "县级", "en": "county"},
    "township": {"zh": "乡镇街道", "en": "township"},
    "department": {"zh": "部门", "en": "department"},
    "unknown": {"zh": "未知", "en": "unknown"},
}
AUDIT_STATUS = {
    "audited": {"zh": "已审核", "en": "audited"},
    "unreadable": {"zh": "无法读取", "en": "unreadable"},
    "failed": {"zh": "审核失败", "en": "failed"},
}
EDITION = {
    "2019": {"zh": "2019年格式", "en": "2019 form"},
    "2021": {"zh": "2021年格式", "en": "2021 form"},
    "mixed": {"zh": "新旧格式混用", "en": "mixture of forms"},
}
REVIEW_STATE = {
    "open": {"zh": "未复核", "en": "not reviewed"},
    "confirmed": {"zh": "属实", "en": "confirmed"},
    "dismissed": {"zh": "不属实", "en": "dismissed"},
    "reopened": {"zh": "需重新复核", "en": "reopened"},
}
REVIEW = {
    "caption": {"zh": "复核意见（{name}）", "en": "Reviews ({name})"},
    "state": {"zh": "复核", "en": "Review"},
    "reason": {"zh": "理由", "en": "Reason"},
    "reviewer": {"zh": "复核人", "en": "Reviewer"},
    "fingerprint": {"zh": "指纹", "en": "Fingerprint"},
    "verdict": {"zh": "结论", "en": "Verdict"},
    "take_back": {"zh": "撤回", "en": "take back"},
    "save": {"zh": "保存", "en": "Save"},
    "choose": {"zh": "请先选择结论。", "en": "Choose a verdict first."},
    "saved": {
        "zh": "已保存到 {name}。从头运行笔记本，结论和 JSON 随之更新。",
        "en": "Saved in {name}. Run the notebook from its start to update the verdict and the JSON.",
    },
    "previously": {"zh": "内容已变，此前：{verdict}", "en": "it has changed; before: {verdict}"},
}
COLUMN = {
    "severity": {"zh": "程度", "en": "Severity"},
    "agency": {"zh": "机关", "en": "Agency"},
    "year": {"zh": "年度", "en": "Year"},
    "message": {"zh": "问题", "en": "Finding"},
    "observed": {"zh": "填报", "en": "Observed"},
    "expected": {"zh": "应为", "en": "Expected"},
    "difference": {"zh": "相差", "en": "Difference"},
    "suspect": {"zh": "可能填错的格", "en": "Suspected cell"},
    "place": {"zh": "位置", "en": "Place"},
    "evidence": {"zh": "佐证", "en": "Evidence"},
    "basis": {"zh": "依据", "en": "Basis"},
    "strength": {"zh": "依据类型", "en": "Strength"},
    "review": {"zh": "复核", "en": "Review"},
    "reason": {"zh": "理由", "en": "Reason"},
    "reviewer": {"zh": "复核人", "en": "Reviewer"},
    "link": {"zh": "审核", "en": "Audit"},
    "rule": {"zh": "规则", "en": "Rule"},
    "at": {"zh": "对象", "en": "At"},
    "fingerprint": {"zh": "指纹", "en": "Fingerprint"},
    "level": {"zh": "层级", "en": "Level"},
    "region": {"zh": "地区", "en": "Region"},
    "status": {"zh": "状态", "en": "Status"},
    "error": {"zh": "原因", "en": "Reason"},
    "critical": {"zh": "严重", "en": "Critical"},
    "warning": {"zh": "需说明", "en": "Warning"},
    "info": {"zh": "提示", "en": "Info"},
    "dismissed": {"zh": "不属实", "en": "Dismissed"},
    "passed": {"zh": "通过", "en": "Passed"},
    "failed": {"zh": "未通过", "en": "Failed"},
    "not_assessable": {"zh": "无法核对", "en": "Not assessable"},
    "not_applicable": {"zh": "不适用", "en": "Not applicable"},
    "crashed": {"zh": "程序出错", "en": "Crashed"},
    "edition": {"zh": "格式", "en": "Form"},
    "published": {"zh": "公布日期", "en": "Published"},
    "format": {"zh": "文件类型", "en": "Format"},
    "source": {"zh": "报告文件", "en": "File"},
    "previous": {"zh": "上年报告", "en": "Last year's report"},
    "unchecked": {"zh": "无法核对", "en": "Not assessable"},
    "outputs": {"zh": "打开", "en": "Open"},
}
"""The columns of the index and of the exports."""
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
    "more": {
        "zh": "工作表已满：另有 {count} 行未列出，见 findings.csv",
        "en": "The sheet is full: {count} more rows are in findings.csv",
    },
}
VERIFY = {
    # What does not verify; an audit's problems stand on one line after its name.
    "record": {"zh": "清单的记录有误", "en": "the manifest's record is not valid"},
    "stray": {
        "zh": "清单里没有这份审核的文件",
        "en": "the manifest knows no such file of an audit",
    },
    "missing": {"zh": "缺少 {file}", "en": "{file} is missing"},
    "changed": {
        "zh": "{file} 与清单的 SHA-256 不符",
        "en": "{file} does not have the SHA-256 of the manifest",
    },
    "remade": {
        "zh": "与由各份审核重新生成的不同",
        "en": "is not what the audits give when it is made again",
    },
    "pages_other_version": {
        "zh": "与由各份审核重新生成的不同，而有审核由其他版本生成，无法核验；请重新生成，或用该版本核验",
        "en": "is not what the audits give when it is made again, but other versions made some of them, so "
        "that it cannot be verified; render them again, or verify it with that version",
    },
    "not_read": {"zh": "{file} 无法读取（{problem}）", "en": "{file} cannot be read ({problem})"},
    "not_json": {"zh": "{file} 不完整或不是 JSON", "en": "{file} is incomplete or no JSON"},
    "not_notebook": {"zh": "{file} 不是有效的笔记本", "en": "{file} is no valid notebook"},
    "no_result": {
        "zh": "笔记本里应有且只有一个审核结果",
        "en": "the notebook should carry one result",
    },
    "no_page": {
        "zh": "无法由笔记本生成网页与 {file} 对照（{problem}）",
        "en": "no page can be made of the notebook to compare {file} with ({problem})",
    },
    "json": {
        "zh": "{file} 与笔记本不符：{at}为「{saved}」，笔记本中为「{now}」",
        "en": "{file} is not the notebook's result: {at}is “{saved}”, in the notebook “{now}”",
    },
    "html": {
        "zh": "{file} 与笔记本不符：网页为「{saved}」，笔记本中为「{now}」",
        "en": "{file} is not the notebook's page: it has “{saved}”, the notebook “{now}”",
    },
    "code": {
        "zh": "“{section}”（单元格 {cell}）的内容不是审核笔记本的，未重新运行",
        "en": "“{section}” (cell {cell}) is not that of the audit notebook: it was not run again",
    },
    "other_notebook": {
        "zh": "由另一版本的笔记本生成，未重新运行；请重新生成，或用该版本核验",
        "en": "made with another version of the notebook: it was not run again; render it again, or verify "
        "it with that version",
    },
    "failed": {"zh": "没有审核，无可核验：{zh}", "en": "there is no audit to verify: {en}"},
    "input_missing": {"zh": "找不到{input} {file}", "en": "{input} {file} is not there"},
    "input_changed": {
        "zh": "{input} {file} 与审核时不同",
        "en": "{input} {file} is not as it was when audited",
    },
    "other_input": {
        "zh": "审核结果所据的不是清单所记的{input} {file}",
        "en": "the result was made from another file than the manifest's {input} {file}",
    },
    "parameters": {
        "zh": "笔记本的参数不是清单所记的",
        "en": "the notebook's parameters are not those of the manifest",
    },
    "status": {
        "zh": "清单记为“{status}”，与审核结果不符",
        "en": "the manifest's “{status}” is not what the result says",
    },
    "rerun_differs": {
        "zh": "“{section}”（单元格 {cell}）重新运行结果不同：{at}保存的为「{saved}」，现为「{now}」",
        "en": "“{section}” (cell {cell}) gives another output: {at}saved “{saved}”, now “{now}”",
    },
    "rerun_raised": {
        "zh": "“{section}”（单元格 {cell}）重新运行出错：{name}: {value}",
        "en": "“{section}” (cell {cell}) fails when run again: {name}: {value}",
    },
    "rerun_time": {
        "zh": "“{section}”重新运行超过 {seconds} 秒",
        "en": "“{section}” takes more than {seconds} seconds to run again",
    },
    "rerun_skipped": {
        "zh": "“{section}”（单元格 {cell}）没有重新运行",
        "en": "“{section}” (cell {cell}) was not run again",
    },
    "rerun_broken": {
        "zh": "“{section}”重新运行中断：{problem}",
        "en": "the second run of “{section}” broke off: {problem}",
    },
    "others": {"zh": "（另有 {count} 个单元格）", "en": " (and {count} other cells)"},
    "input_report": {"zh": "报告", "en": "the report"},
    "input_previous": {"zh": "上年报告", "en": "last year's report"},
    "input_reviews": {"zh": "复核意见", "en": "the reviews"},
    "outdated": {
        "zh": "注意：{count} 份审核由其他版本（{tools}）生成",
        "en": "Note: {count} made with another version ({tools})",
    },
    "tool_suites": {"zh": "规则集", "en": "suites"},
    "tool_notebook": {"zh": "笔记本", "en": "notebook"},
    "tool_package": {"zh": "程序包", "en": "package"},
    "tool_lock": {"zh": "依赖包", "en": "dependencies"},
    "progress_checked": {"zh": "已核对 {done}/{total}", "en": "checked {done}/{total}"},
    "progress_rerun": {"zh": "已重新运行 {done}/{total}", "en": "run again {done}/{total}"},
    "summary": {
        "zh": "{verdict}：共 {audits} 份审核，重新运行 {rerun} 份；{bad} 处有问题，{unverified} 份无法核验。",
        "en": "{verdict}: {audits} audits, {rerun} run again; {bad} with problems, "
        "{unverified} not verifiable.",
    },
    "interrupted": {"zh": "核验被中断。", "en": "Verifying was interrupted."},
    "good": {"zh": "核验无误", "en": "Verified"},
    "bad": {"zh": "核验未通过", "en": "Not verified"},
}
BATCH = {
    "unit": {"zh": "份", "en": " reports"},
    "scanning": {"zh": "识别", "en": "Scanning"},
    "rendering": {"zh": "审核", "en": "Auditing"},
    "scanning_begins": {"zh": "识别 {number} 个文件……", "en": "Scanning {number} files …"},
    "rendering_begins": {"zh": "审核 {number} 份报告……", "en": "Auditing {number} reports …"},
    "unchanged": {
        "zh": "{number} 份报告未变，沿用已有的审核底稿。",
        "en": "{number} unchanged: their audits are kept.",
    },
    "so_far": {
        "zh": "{done}/{number}，每秒 {rate:.1f} 份，约剩 {left} 秒{counts}",
        "en": "{done}/{number}, {rate:.1f} a second, about {left} s left{counts}",
    },
    "waiting": {
        "zh": "另一次运行正在写索引，等它写完……",
        "en": "Another run is writing the index; waiting for it …",
    },
    "summing_up": {
        "zh": "正在写索引、总览和导出表……",
        "en": "Writing index, overview and tables …",
    },
    "critical": {"zh": "严重", "en": "critical"},
    "warning": {"zh": "需说明", "en": "warning"},
    "info": {"zh": "提示", "en": "info"},
    "unreadable": {"zh": "无法读取", "en": "unreadable"},
    "failed": {"zh": "失败", "en": "failed"},
    "no_fork": {
        "zh": "本系统不能安全派生进程，改用 papermill 自带引擎（较慢）。",
        "en": "This system cannot fork safely: papermill's own engine is used, which is slower.",
    },
    "interrupted": {
        "zh": "已中断。已完成的都已保存，用同样的命令再运行即可继续。",
        "en": "Interrupted. What was finished is kept; the same command goes on from there.",
    },
    "total": {
        "zh": "共 {number} 份报告：新审核 {rendered} 份，沿用 {unchanged} 份；"
        "有严重问题 {critical} 份，无法读取 {unreadable} 份，失败 {failed} 份。",
        "en": "{number} reports: {rendered} audited now, {unchanged} kept; "
        "{critical} with critical findings, {unreadable} unreadable, {failed} failed.",
    },
    "copies": {
        "zh": "{number} 个文件与其他文件内容完全相同，只审核一次。",
        "en": "{number} files have the same content as others and are audited once.",
    },
    "skipped": {
        "zh": "文件夹中未作审核的其他文件：{kinds}。",
        "en": "Other files in the folders, not audited: {kinds}.",
    },
    "removed": {
        "zh": "{number} 份旧审核底稿已由新的取代并删除。",
        "en": "{number} older audits of the same files were replaced and removed.",
    },
    "set_aside": {
        "zh": "{name} 被改动过，已改名保留，未被覆盖。",
        "en": "{name} had been edited: kept under this name, not overwritten.",
    },
    "ambiguous": {
        "zh": "{name}：上一年的报告不止一份且数字不同，未与上年核对；请用 --previous 指定。",
        "en": "{name}: several differing reports of last year: not compared; name one with --previous.",
    },
    "nothing": {
        "zh": "没有找到可以审核的报告文件。",
        "en": "No file was found that could be a report.",
    },
    "index": {"zh": "索引：{path}", "en": "Index: {path}"},
}
OVERVIEW = {
    "colon": {"zh": "：", "en": ": "},
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
    "between_years": {"zh": "跨年度规则", "en": "Rules between years"},
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
    "observed": {"zh": "填报", "en": "Observed"},
    "outcomes": {"zh": "核对结果", "en": "Outcomes"},
    "overview": {"zh": "政府信息公开工作年度报告审核总览", "en": "Overview of the audits"},
    "overlay": {"zh": "本地规则集", "en": "Local suites"},
    "packages": {"zh": "软件版本", "en": "Versions"},
    "place": {"zh": "位置", "en": "Place"},
    "previous": {"zh": "上年报告", "en": "Last year's report"},
    "published": {"zh": "公布日期", "en": "Published"},
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
        "zh": "查找超时，可能还有其他；供核查参考，不是更正",
        "en": "the time was up: there may be others; a suggestion, not a correction",
    },
    "suspects_none": {
        "zh": "部分勾稽关系无法靠改动单元格全部成立",
        "en": "no whole numbers mend all the identities",
    },
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


def verdict(result: Mapping[str, Any], language: str) -> str:
    """A machine-readable result in one line; what could not be checked is said, never passed over."""
    report, outcomes = result["report"], result["outcomes"]
    reviews = [finding["review"] or {} for finding in result["findings"]]
    counts = Counter(
        finding["severity"]
        for finding, review in zip(result["findings"], reviews, strict=True)
        if review.get("state") != "dismissed"
    )
    dismissed = len(reviews) - counts.total()
    unchecked = outcomes["not_assessable"] + outcomes["crashed"]
    agency = report["agency"] or word("agency_unknown", language)
    critical, warning, info = counts["critical"], counts["warning"], counts["info"]
    if language == "zh":
        year = f"{report['year']}年" if report["year"] else ""
        head = f"发现 {critical} 项严重问题" if critical else "未发现严重问题"
        rest = f"；{unchecked} 项无法核对" if unchecked else ""
        rest += f"；{dismissed} 项经复核不属实" if dismissed else ""
        return f"{agency}{year}：{head}，{warning} 项需说明，{info} 项提示{rest}。"
    year = f" {report['year']}" if report["year"] else ""
    head = f"{critical} critical" if critical else "nothing critical"
    checks = "check" if unchecked == 1 else "checks"
    rest = f"; {unchecked} {checks} could not be made" if unchecked else ""
    rest += f"; {dismissed} dismissed on review" if dismissed else ""
    return f"{agency}{year}: {head}, {warning} warning, {info} info{rest}."
