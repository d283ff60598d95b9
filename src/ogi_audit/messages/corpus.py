"""What the overview says of a whole corpus: rates, copied text, units, faults that last."""

from __future__ import annotations

CORPUS = {
    "rates_year": {
        "zh": "各规则未通过的报告：按年度（未通过份数/可核对份数）",
        "en": "Reports that fail each rule, by year (of those judged)",
    },
    "rates_level": {
        "zh": "各规则未通过的报告：按层级（未通过份数/可核对份数）",
        "en": "Reports that fail each rule, by level (of those judged)",
    },
    "rates_region": {
        "zh": "各规则未通过的报告：按地区（未通过份数/可核对份数）",
        "en": "Reports that fail each rule, by region (of those judged)",
    },
    "rates_note": {
        "zh": "颜色越深比例越高；分母是能够核对该规则的报告，跨年度的规则只计有上年报告的；"
        "经复核不属实的问题不计",
        "en": "the darker the more; of the reports in which the rule could be judged, for rules between "
        "years of those with last year's report; findings dismissed on review do not count",
    },
    "copied_lead": {
        "zh": "能与上年文字核对的 {compared} 份报告中，{reports} 份照搬上年文字，"
        "涉及 {agencies} 个机关，其中连续两年以上的 {again} 个。",
        "en": "Of {compared} reports whose text could be compared with last year's, {reports} copy it: "
        "agencies {agencies}, of which two years in a row or more {again}.",
    },
    "copied_years": {
        "zh": "各年度照搬上年文字的报告",
        "en": "Reports that copy last year's text, by year",
    },
    "copied": {"zh": "照搬份数", "en": "Reports that copy"},
    "text_compared": {"zh": "可核对份数", "en": "Reports compared"},
    "copied_agencies": {"zh": "照搬上年文字的机关", "en": "Agencies that copy last year's text"},
    "copied_note": {
        "zh": "按连续年数排列；第一、五部分有一个部分照搬即计入",
        "en": "ordered by years in a row; one copied section is enough",
    },
    "copied_in": {"zh": "照搬的年度", "en": "Years that copy the year before"},
    "in_row": {"zh": "连续年数", "en": "Years in a row"},
    "from_to": {"zh": "起止年度", "en": "From – to"},
    "standing_lead": {
        "zh": "连续两年以上的同一问题 {faults} 处，涉及 {agencies} 个机关，"
        "最长 {most} 年；其中 {still} 处在该机关最近一年的报告里仍然存在。",
        "en": "Faults that came back the next year: {faults}, of agencies: {agencies}; the longest for "
        "{most} years. Still in the agency's latest report: {still}.",
    },
    "standing": {"zh": "持续最久的问题", "en": "The longest-standing faults"},
    "standing_note": {
        "zh": "同一机关、同一规则、同一位置，逐年都有；中间缺一年报告即不再连续",
        "en": "the same agency, rule and place, year after year; a year without a report ends it",
    },
    "last_said": {"zh": "最后一次的问题", "en": "The last finding"},
    "severity_word": {"zh": "程度", "en": "Severity"},
    "now": {"zh": "现状", "en": "Now"},
    "still": {"zh": "最近一年（{year}）仍有", "en": "still there in {year}, the latest"},
    "gone": {"zh": "最近一年（{year}）已无", "en": "not in {year}, the latest"},
    "no_standing": {
        "zh": "没有连续两年以上的同一问题。",
        "en": "No fault came back the next year.",
    },
    "no_units": {
        "zh": "没有给出单位名单，因此没有比较：光看报告无从知道一个政府的下属单位是否齐全。"
        "请把名单存为输出文件夹里的 units.csv，或在 units 参数里给出（CSV 文件，列名 {columns}，"
        "一行一个单位及其所属政府）。",
        "en": "No list of units was given, so nothing is compared: from reports alone nobody knows whether "
        "all units of a government are there. Put a list into the output folder as units.csv, or name it "
        "in the parameter units (a CSV file with the columns {columns}, a row for each unit).",
    },
    "parents_lead": {
        "zh": "名单上的政府有报告的年度共 {pairs} 个，其中下属单位报告齐全的 {complete} 个；"
        "比较了 {figures} 个数字，{differing} 个不相等，{blank} 个因空白或说法不一没有比较。",
        "en": "Years with a report of a government on the list: {pairs}; with the reports of all its units: "
        "{complete}. Figures compared: {figures}, of which differ: {differing}; not compared, as blank or "
        "told in two ways: {blank}.",
    },
    "parents": {
        "zh": "政府的数字与下属单位合计不相等之处",
        "en": "Where a government's figure and the sum of its units' differ",
    },
    "parents_note": {
        "zh": "供查看，不是问题：名单里没有政府办公室的，差额可能是政府本级的数字；"
        "合计更大的，请核对统计口径",
        "en": "to be looked into, not a fault: if the list lacks the government's own office, the difference "
        "may be its own figures; where the sum is larger, ask what each counted",
    },
    "parent": {"zh": "政府", "en": "Government"},
    "figure": {"zh": "数字", "en": "Figure"},
    "own": {"zh": "政府报告", "en": "Its report"},
    "units_sum": {"zh": "下属单位合计", "en": "Sum of units"},
    "difference": {"zh": "差额", "en": "Difference"},
    "units": {"zh": "单位（个）", "en": "Units"},
    "no_difference": {"zh": "比较过的数字都相等。", "en": "All figures compared are equal."},
    "nothing_compared": {
        "zh": "没有一个政府在某一年度的下属单位报告齐全，因此没有比较。",
        "en": "Of no government are the reports of all units of a year there, so nothing is compared.",
    },
    "incomplete": {
        "zh": "下属单位报告不齐全、因而没有比较的政府",
        "en": "Governments not compared, as reports of units are missing",
    },
    "units_there": {"zh": "有报告的单位", "en": "Units with a report"},
    "units_missing": {"zh": "没有报告的单位", "en": "Units without a report"},
}
