"""The terms of an audit: severities, outcomes, levels, editions, columns."""

from __future__ import annotations

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
FORMAT = {
    "text": {"zh": "纯文本", "en": "plain text"},
    "markdown": {"zh": "Markdown 文本", "en": "Markdown"},
    "html": {"zh": "网页", "en": "web page"},
    "mhtml": {"zh": "网页（单个文件）", "en": "web page (one file)"},
    "docx": {"zh": "Word 文档", "en": "Word document"},
    "doc": {"zh": "Word 文档（旧格式）", "en": "Word document (old format)"},
    "wps": {"zh": "WPS 文档", "en": "WPS document"},
    "rtf": {"zh": "RTF 文档", "en": "RTF document"},
    "odt": {"zh": "OpenDocument 文档", "en": "OpenDocument text"},
}
"""The kinds of files; others go by their own name."""
REVIEW_STATE = {
    "open": {"zh": "未复核", "en": "not reviewed"},
    "confirmed": {"zh": "属实", "en": "confirmed"},
    "dismissed": {"zh": "不属实", "en": "dismissed"},
    "reopened": {"zh": "需重新复核", "en": "reopened"},
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
    "path": {"zh": "报告路径", "en": "Path"},
    "copies": {"zh": "内容相同的文件", "en": "Files of the same content"},
    "id": {"zh": "编号", "en": "ID"},
    "unchecked": {"zh": "无法核对", "en": "Not assessable"},
    "outputs": {"zh": "打开", "en": "Open"},
}
