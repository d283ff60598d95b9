"""Why no notice could be made: what is wrong, and what to do."""

from __future__ import annotations

NOTICES = {
    "no_folder": {
        "zh": ("没有审核结果", "请先运行 ogi-audit render，或用 -o 指明审核结果所在的文件夹"),
        "en": (
            "there are no audits",
            "Run ogi-audit render first, or name the folder of the audits with -o.",
        ),
    },
    "no_audit": {
        "zh": ("没有与“{given}”对应的审核", "现有的审核：{known}"),
        "en": ("no audit is called “{given}”", "There are: {known}."),
    },
    "ambiguous": {
        "zh": ("“{given}”对应不止一份审核", "请写明是其中哪一份：{known}"),
        "en": ("“{given}” names more than one audit", "Say which: {known}."),
    },
    "not_file": {
        "zh": ("审核结果不是普通文件，或超过 32 MB", "请重新生成该审核"),
        "en": ("the result is no regular file, or has more than 32 MB", "Render the audit again."),
    },
    "not_read": {
        "zh": ("无法读取审核结果（{problem}）", "请检查路径和文件权限，或重新生成该审核"),
        "en": (
            "the result cannot be read ({problem})",
            "Check the path and permissions, or render the audit again.",
        ),
    },
    "foreign": {
        "zh": ("不是一份审核结果（ogi-audit/1）", "请给出 ogi-audit render 写出的 JSON 文件"),
        "en": (
            "this is no result of an audit (ogi-audit/1)",
            "Name a JSON file that ogi-audit render wrote.",
        ),
    },
    "broken": {
        "zh": ("审核结果的内容不完整或已被改动", "请重新生成该审核"),
        "en": (
            "the result is incomplete or was changed",
            "Render the audit again.",
        ),
    },
    "changed": {
        "zh": (
            "审核结果与清单的 SHA-256 不符，生成之后被改动过",
            "请重新生成该审核；复核意见请写入复核文件",
        ),
        "en": (
            "the result does not have the SHA-256 of the manifest: it was changed afterwards",
            "Render the audit again; what a review found belongs into the reviews file.",
        ),
    },
    "record": {
        "zh": ("清单中该审核的记录有误", "请重新生成该审核"),
        "en": ("the manifest's record of it is not valid", "Render the audit again."),
    },
    "not_audited": {
        "zh": ("没有审核，无从通知（{zh}）", "请先使该报告得到审核"),
        "en": (
            "there is no audit to give notice of ({en})",
            "See that the report is audited first.",
        ),
    },
    "one_audit": {
        "zh": ("只能用于一份审核", "请只给出一份审核，或不用该选项"),
        "en": ("this goes with one audit", "Name one audit, or leave this option out."),
    },
    "suffix": {
        "zh": ("通知是 DOCX 文件", "请用 .docx 作后缀"),
        "en": ("a notice is a DOCX file", "Name it .docx."),
    },
    "deadline": {
        "zh": ("反馈期限 {value} 不晚于成文日期 {date}", "请检查两个日期"),
        "en": ("the deadline {value} is not after the date {date}", "Check both dates."),
    },
}
