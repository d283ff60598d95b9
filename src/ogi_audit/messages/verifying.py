"""What `ogi-audit verify` says."""

from __future__ import annotations

VERIFY = {
    # What does not verify; an audit's problems stand on one line after its name.
    "record": {"zh": "清单的记录有误", "en": "the manifest's record is not valid"},
    "garbled": {
        "zh": "第 {line} 行已损坏；所记的审核无从核验，重新生成可修复",
        "en": "line {line} is damaged; what it told of cannot be verified; rendering again mends it",
    },
    "facts": {
        "zh": "清单记{field}为「{saved}」，审核结果为「{now}」",
        "en": "in the manifest {field} is “{saved}”, in the result “{now}”",
    },
    "field_agency": {"zh": "机关", "en": "the agency"},
    "field_year": {"zh": "年度", "en": "the year"},
    "field_counts": {"zh": "问题数", "en": "the number of findings"},
    "field_error": {"zh": "不能读取的原因", "en": "the reason why it cannot be read"},
    "stray": {
        "zh": "清单里没有这份审核的文件",
        "en": "the manifest knows no such file of an audit",
    },
    "missing": {"zh": "缺少 {file}", "en": "{file} is missing"},
    "changed": {
        "zh": "{file} 与清单的 SHA-256 不符",
        "en": "{file} does not have the SHA-256 of the manifest",
    },
    "table_changed": {
        "zh": "与 scan.json 所记的 SHA-256 不符",
        "en": "does not have the SHA-256 that scan.json says",
    },
    "table_stray": {
        "zh": "不是筛查写出的数据表",
        "en": "is no table that the scan wrote",
    },
    "scan_broken": {
        "zh": "无法读取，数据表因此无从核对",
        "en": "cannot be read, so that nothing says what the tables should be",
    },
    "scanned": {
        "zh": "注意：筛查的 {number} 份报告只核对了报告和数据表的 SHA-256；用同样的命令再次筛查，即重新审核",
        "en": "Note: of the {number} reports of the scan only the SHA-256 of files and tables were compared; "
        "the same scan, run again, judges them again",
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
    "failed_gone": {
        "zh": "报告 {file} 已不在，也没有审核",
        "en": "the report {file} is not there any more, nor is an audit",
    },
    "input_missing": {"zh": "找不到{input} {file}", "en": "{input} {file} is not there"},
    "input_changed": {
        "zh": "{input} {file} 与审核时不同",
        "en": "{input} {file} is not as it was when audited",
    },
    "scan_number": {
        "zh": "记有 {said} 份报告，数据表里有 {there} 份",
        "en": "says {said} reports, the tables have {there}",
    },
    "path_missing": {
        "zh": "数据表没有记下报告的路径或 SHA-256，无法核对",
        "en": "the tables do not say the path or the SHA-256 of the report",
    },
    "path_unknown": {
        "zh": "{input} {file} 的文件名含不能显示的字符，无法核对",
        "en": "{input} {file} cannot be found: its name has characters that cannot be shown",
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
    "input_copy": {"zh": "内容相同的文件", "en": "the file with the same content"},
    "prune": {
        "zh": "注意：{count} 份审核的报告已不在原处；不再需要的，用 ogi-audit render … --prune 删除",
        "en": "Note: the reports of {count} audits are no longer there; ogi-audit render … --prune removes "
        "them",
    },
    "unchecked": {
        "zh": "注意：只核对了 SHA-256，未重新运行，也未核对网页、索引、总览和表格的内容",
        "en": "Note: only SHA-256 were compared; nothing was run again, nor was the content of pages, index, "
        "overview and tables checked",
    },
    "page_changed": {
        "zh": "与生成时不同",
        "en": "is not as it was written",
    },
    "outdated": {
        "zh": "注意：{count} 份审核由其他版本（{tools}）生成",
        "en": "Note: {count} made with another version ({tools})",
    },
    "tool_suites": {"zh": "规则集", "en": "suites"},
    "tool_notebook": {"zh": "笔记本", "en": "notebook"},
    "tool_package": {"zh": "程序包", "en": "package"},
    "tool_lock": {"zh": "依赖包", "en": "dependencies"},
    "progress_checked": {
        "zh": "已核对 {done}/{total}，约剩 {left} 秒",
        "en": "checked {done}/{total}, about {left} s left",
    },
    "progress_rerun": {
        "zh": "已重新运行 {done}/{total}，约剩 {left} 秒",
        "en": "run again {done}/{total}, about {left} s left",
    },
    "summary": {
        "zh": "{verdict}：共 {audits} 份审核，重新运行 {rerun} 份；{bad} 处有问题，{unverified} 份无法核验。",
        "en": "{verdict}: {audits} audits, {rerun} run again; {bad} with problems, "
        "{unverified} not verifiable.",
    },
    "interrupted": {"zh": "核验被中断。", "en": "Verifying was interrupted."},
    "good": {"zh": "核验无误", "en": "Verified"},
    "bad": {"zh": "核验未通过", "en": "Not verified"},
}
