"""What a notice of rectification says, and what the command that makes it tells."""

from __future__ import annotations

BLANK = {
    "agency": {"zh": "__________", "en": "__________"},
    "issuer": {"zh": "__________", "en": "__________"},
    "year": {"zh": "____", "en": "____"},
    "days": {"zh": "____", "en": "____"},
    "date": {"zh": "　　年　　月　　日", "en": "Date: __________"},
}
"""What is left open, to be filled in by hand."""

NOTICE = {
    # The head. The title's lines break where officials break them.
    "title": {
        "zh": "关于核查整改{year}年度政府信息公开\n工作年度报告有关问题的通知",
        "en": "Notice to verify and rectify the {year} annual report\non open government information",
    },
    "subject": {
        "zh": "{year}年度政府信息公开工作年度报告核查整改",
        "en": "The {year} annual report on open government information",
    },
    "to": {"zh": "{agency}：", "en": "To: {agency}"},
    "number": {"zh": "{number}", "en": "Ref.: {number}"},
    # What was checked, on what basis.
    "opening": {
        "zh": "根据《中华人民共和国政府信息公开条例》第四十九条、第五十条和{format}，我单位对你单位"
        "{year}年度政府信息公开工作年度报告{published}进行了核对{previous}，现将发现的问题和整改要求通知如下。"
        "核对所据的文件为“{file}”，以下所称位置指该文件中的位置。",
        "en": "On the basis of Articles 49 and 50 of the Regulations on Open Government Information and of "
        "the {format}, we have checked your {year} annual report on open government information"
        "{published}{previous}. This letter states what was found and what is asked of you. Places are "
        "those in the file that was checked, {file}.",
    },
    "published": {"zh": "（{date}公布）", "en": ", published on {date}"},
    "previous": {
        "zh": "，并与上一年度报告作了对照",
        "en": ", and compared it with the report of the year before",
    },
    # The overall result.
    "result": {"zh": "经核对，发现{counts}。", "en": "Points found: {counts}."},
    "count_critical": {
        "zh": "应当更正的问题{count}项",
        "en": "{count} to be corrected",
    },
    "count_warning": {
        "zh": "需要核实说明的问题{count}项",
        "en": "{count} to be verified and explained",
    },
    "count_info": {"zh": "提示事项{count}项", "en": "{count} for your attention"},
    "unchecked": {
        "zh": "另有{count}项核对因有关数据空白、缺失或者无法辨认未能进行，涉及{parts}。"
        "未能核对不等于核对无误，请在整改时补齐有关内容，并自行核对。",
        "en": "Checks that could not be made, because figures or texts are blank, missing or not clear: "
        "{count}. They concern {parts}. What could not be checked has not passed: please complete the "
        "report and check these yourselves.",
    },
    "undated": {
        "zh": "核对所据的文件没有载明公布日期，是否按期公布未作核对。",
        "en": "The file that was checked does not say when it was published: whether it was in time was not "
        "checked.",
    },
    "crashed": {
        "zh": "另有{count}项核对因我单位所用程序的原因未能完成，不作为核对无误的依据。",
        "en": "Checks that were not finished for a defect of our program, and have not passed: {count}.",
    },
    "part_form": {"zh": "格式和填写", "en": "the form and how it is filled in"},
    "part_requests": {
        "zh": "收到和处理申请情况表的勾稽关系",
        "en": "the sums of the table of requests",
    },
    "part_disputes": {
        "zh": "行政复议、行政诉讼情况表的勾稽关系",
        "en": "the sums of the table of disputes",
    },
    "part_narrative": {"zh": "正文与表格的一致性", "en": "the text against the tables"},
    "part_years": {"zh": "与上年报告的衔接", "en": "the report of the year before"},
    "part_other": {"zh": "其他事项", "en": "other rules"},
    "heading": {"zh": "{number}、{text}", "en": "{number}. {text}"},
    "label": {"zh": "（{item}）", "en": "{item}"},
    "demand": {"zh": "（{item}）{what}", "en": "{item} {what}"},
    # The findings.
    "critical": {"zh": "应当更正的问题", "en": "Findings to be corrected"},
    "warning": {"zh": "需要核实说明的问题", "en": "Findings to be verified and explained"},
    "info": {"zh": "提示", "en": "For your attention"},
    "place": {"zh": "位置：{place}。", "en": "Place: {place}. "},
    "cells": {"zh": "涉及数据：{cells}。", "en": "Figures concerned: {cells}."},
    "cells_more": {"zh": "{cells}；等共{count}格", "en": "{cells}; … ({count} cells in all)"},
    "cells_zero": {"zh": "{cells}；其余{count}格为0", "en": "{cells}; the other {count} are 0"},
    "alike": {
        "zh": "同类问题还有{count}项：{items}。",
        "en": "The same holds in {count} other places: {items}.",
    },
    "alike_some": {
        "zh": "同类问题还有{count}项，如：{items}；其余见审核底稿。",
        "en": "The same holds in {count} other places, such as: {items}; the others are in the audit.",
    },
    "formula": {"zh": "算式：{formula}。", "en": "Figures: {formula}."},
    "figures": {
        "zh": "核对：{observed}与{expected}应当一致，相差{difference}。",
        "en": "Compared: {observed} and {expected} should agree; they differ by {difference}.",
    },
    "words": {
        "zh": "填报情况：{observed}；应为：{expected}。",
        "en": "Reported: {observed}; required: {expected}.",
    },
    "basis": {"zh": "依据：{basis}（{strength}）。", "en": "Basis: {basis} ({strength})."},
    # Cells that may be wrong: never a correction.
    "suspect_one": {
        "zh": "推算参考：经推算，{suspect}，如此则{items}所列关系成立。以上仅供核查参考，不是更正意见，"
        "请核对原始台账。",
        "en": "For your verification: {suspect}. That would settle {items}. It was calculated and is a "
        "suggestion, not a correction; please check the original records.",
    },
    "suspect_many": {
        "zh": "推算参考：经推算，可能是下列情形之一，如此则{items}所列关系成立：{suspects}。"
        "以上仅供核查参考，不是更正意见，请核对原始台账。",
        "en": "For your verification: any one of the following would settle {items}: {suspects}. They were "
        "calculated and are suggestions, not corrections; please check the original records.",
    },
    "suspect_no_few": {
        "zh": "推算参考：{items}所列关系，没有少数几格能够解释，请对照原始台账核对全部数据。",
        "en": "For your verification: no few figures explain {items}; please check all figures against the "
        "original records.",
    },
    "suspect_elsewhere": {"zh": "推算参考：见{item}。", "en": "For your verification: see {item}."},
    "suspect_numbered": {"zh": "（{number}）{suspect}", "en": "({number}) {suspect}"},
    "change": {
        "zh": "“{cell}”填报的{value}可能是{proposed}",
        "en": "{value} in “{cell}” may be {proposed}",
    },
    "and": {"zh": "，且", "en": " and "},
    "favours": {"zh": "{texts}", "en": "{texts}"},
    "against": {"zh": "但{texts}", "en": "but {texts}"},
    "suspects_more": {"zh": "；另有{count}种可能未列出", "en": "; {count} others are not listed"},
    "suspects_open": {"zh": "；可能还有其他情形", "en": "; there may be others"},
    # What is asked.
    "demands": {"zh": "整改要求", "en": "What is asked of you"},
    "verify": {"zh": "核对原始数据。", "en": "Verify the figures. "},
    "verify_text": {
        "zh": "对照政府信息公开申请办理、行政复议、行政诉讼、文件制发等台账和原始记录，逐项核查上述问题，"
        "查明原因。",
        "en": "Check each of the above against the original records of requests, reconsideration, litigation "
        "and documents issued, and find out how it came about.",
    },
    "correct": {"zh": "更正并重新公布。", "en": "Correct and publish again. "},
    "correct_text": {
        "zh": "对应当更正的问题，更正年度报告并在原公布渠道重新公布，注明更正的内容和日期。",
        "en": "Correct what is to be corrected, and publish the report again where it was published, stating "
        "what was corrected and when.",
    },
    "explain": {"zh": "核实并说明情况。", "en": "Verify and explain. "},
    "explain_text": {
        "zh": "对需要核实说明的问题，确有错误的，更正后重新公布；没有错误的，书面说明情况。",
        "en": "Where a finding to be explained proves to be an error, correct it and publish the report "
        "again; where it does not, explain it in writing.",
    },
    "consider": {"zh": "参照改进。", "en": "Take note. "},
    "consider_text": {
        "zh": "对提示事项，请在今后编制年度报告时注意改进。",
        "en": "Bear the points for your attention in mind in the next report.",
    },
    "answer": {"zh": "按期反馈。", "en": "Answer in time. "},
    "answer_by": {
        "zh": "请于{date}前将整改情况反馈表（见附件）反馈我单位，有更正的附更正后的年度报告。",
        "en": "Return the reply form (annexed) to us by {date}, with the corrected report if there is one.",
    },
    "answer_within": {
        "zh": "请于收到本通知之日起{days}个工作日内将整改情况反馈表（见附件）反馈我单位，"
        "有更正的附更正后的年度报告。",
        "en": "Return the reply form (annexed) to us within {days} working days of receiving this letter, "
        "with the corrected report if there is one.",
    },
    # The end, and the reply form.
    "annexes": {"zh": "附件：整改情况反馈表", "en": "Annex: reply form"},
    "contact": {"zh": "（联系方式：{contact}）", "en": "Contact: {contact}"},
    "annex": {"zh": "附件", "en": "Annex"},
    "form_title": {"zh": "整改情况反馈表", "en": "Reply form"},
    "form_number": {"zh": "序号", "en": "No."},
    "form_problem": {"zh": "问题", "en": "Finding"},
    "form_found": {"zh": "核查结果", "en": "What was found"},
    "form_done": {"zh": "整改措施", "en": "What was done"},
    "form_when": {"zh": "完成时间", "en": "Done on"},
    "form_by": {
        "zh": "填报单位（盖章）：{agency}",
        "en": "Agency (seal): {agency}",
    },
    "form_signed": {
        "zh": "填报人：__________　联系电话：__________　填报日期：　　年　　月　　日",
        "en": "Filled in by: __________  Telephone: __________  Date: __________",
    },
    "form_note": {
        "zh": "注：序号为通知正文中的编号。审核编号：{id}",
        "en": "The numbers are those of the letter. Audit: {id}",
    },
}

TOLD = {
    "listed": {"zh": "列入{counts}；", "en": "Listed: {counts}; "},
    "left_out": {
        "zh": "经复核不属实未列入 {dismissed} 项；列入的问题中属实 {confirmed} 项，需重新复核 {reopened} 项，"
        "尚未复核 {unreviewed} 项。",
        "en": "dismissed and left out: {dismissed}; of those listed, {confirmed} confirmed, {reopened} "
        "reopened, {unreviewed} not reviewed.",
    },
    "excluded": {
        "zh": "另有{counts}未列入，可用 --include 列入。",
        "en": "Not included: {counts}; --include does.",
    },
    "reviews": {"zh": "复核意见取自 {name}。", "en": "Reviews: {name}."},
    "reviews_of_audit": {
        "zh": "没有找到复核文件，以审核结果中的复核意见为准。",
        "en": "No reviews file was found: the reviews are those in the result.",
    },
    "to_fill_in": {"zh": "待填：{blanks}。", "en": "To be filled in: {blanks}."},
    "blank_agency": {"zh": "主送机关", "en": "agency"},
    "blank_year": {"zh": "年度", "en": "year"},
    "blank_days": {"zh": "反馈期限", "en": "deadline"},
    "blank_issuer": {"zh": "发文机关", "en": "issuing body"},
    "blank_date": {"zh": "成文日期", "en": "date"},
    "nothing": {
        "zh": "{id}：没有需要通知的问题（经复核不属实 {dismissed} 项），未生成通知。",
        "en": "{id}: there is nothing to give notice of ({dismissed} dismissed); no notice was made.",
    },
    "outdated": {
        "zh": "{name} 是此前生成的，已不反映现在的复核意见。",
        "en": "{name} was made before and no longer agrees with the reviews.",
    },
    "set_aside": {
        "zh": "原有的文件被改动过，已改名为 {name} 保留，未被覆盖。",
        "en": "The file that was there had been edited: it was kept as {name}, not overwritten.",
    },
    "report_changed": {
        "zh": "注意：{name} 在审核之后有改动，通知所列仍是原文件的问题；请先重新运行 ogi-audit render。",
        "en": "Note: {name} was changed after the audit, and the notice speaks of the earlier file; run "
        "ogi-audit render first.",
    },
}
"""What the command says in the terminal."""
