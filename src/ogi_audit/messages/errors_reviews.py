"""Why reviews cannot be read, written or made: what is wrong, and what to do."""

from __future__ import annotations

REVIEWS = {
    "not_found": {
        "zh": ("找不到该复核文件", "请检查路径；新文件用 ogi-audit review … --reviews 建立"),
        "en": (
            "there is no such reviews file",
            "Check the path; ogi-audit review … --reviews makes a new one.",
        ),
    },
    "several": {
        "zh": ("同一文件夹里还有 {other}", "请只保留一个复核文件，或用 reviews 参数指明"),
        "en": ("the folder also has {other}", "Keep one of them, or name it by reviews."),
    },
    "suffix": {
        "zh": ("复核文件应为 CSV 或 YAML", "请用 .csv、.yaml 或 .yml 作后缀"),
        "en": ("a reviews file is CSV or YAML", "Name it .csv, .yaml or .yml."),
    },
    "not_read": {
        "zh": ("无法读取复核文件（{problem}）", "请检查路径和文件权限"),
        "en": ("the reviews cannot be read ({problem})", "Check the path and permissions."),
    },
    "not_file": {
        "zh": (
            "复核文件不是普通文件，而是文件夹、管道、设备之类",
            "请改名或移走，或用 --reviews 指明",
        ),
        "en": (
            "the reviews are no regular file, but a folder, a pipe or a device",
            "Move it away, or name another one by --reviews.",
        ),
    },
    "limit_size": {
        "zh": ("复核文件超过 {limit} MB", "请按地区或年度分成几个文件，各与其报告放在一起"),
        "en": (
            "the reviews have more than {limit} MB",
            "Part them by region or year, each beside its reports.",
        ),
    },
    "long_cell": {
        "zh": ("第 {line} 行起有一格过长（超过 128 KB）", "请检查该处的引号，或缩短文字"),
        "en": (
            "from line {line} on there is a cell of over 128 KB",
            "Check the quotes there, or shorten the text.",
        ),
    },
    "not_written": {
        "zh": (
            "无法写入复核文件（{problem}）",
            "请关闭正在使用它的程序（如 Excel），并检查文件夹及其权限",
        ),
        "en": (
            "the reviews cannot be written ({problem})",
            "Close what has the file open (Excel), and check the folder and its permissions.",
        ),
    },
    "locked": {
        "zh": (
            "另一个程序正在写入复核文件",
            "请稍后再试；若没有这样的程序，请删除同一文件夹里的 {lock}",
        ),
        "en": (
            "another program is writing the reviews",
            "Try again later; if there is none, delete {lock} in the same folder.",
        ),
    },
    "encoding": {
        "zh": ("复核文件的编码无法识别", "请另存为 UTF-8 的 CSV"),
        "en": ("the encoding of the reviews is not known", "Save it as CSV in UTF-8."),
    },
    "syntax": {
        "zh": ("第 {line} 行起不是完整的 {format}", "请改正该处的引号或缩进"),
        "en": (
            "line {line} is no valid {format}",
            "Mend the quotes or the indentation there.",
        ),
    },
    "list": {
        "zh": (
            "第 {line} 行应为一条复核",
            "YAML 文件是一个列表，每条以“- ”开头，写成“名称: 值”",
        ),
        "en": (
            "line {line} should be a review",
            "A YAML file is a list of entries that begin with - and have name: value.",
        ),
    },
    "columns": {
        "zh": ("首行缺少列名 {missing}", "请补上；列名见 ogi-audit review 写出的文件"),
        "en": (
            "the first row lacks the column {missing}",
            "Add it; ogi-audit review writes files with all columns.",
        ),
    },
    "twice": {
        "zh": ("第 {line} 行有重复的列名", "请删去其中一个"),
        "en": ("line {line} has a column twice", "Delete one of them."),
    },
    "row_cells": {
        "zh": ("第 {line} 行的单元格比首行多", "含分隔符的文字请加双引号"),
        "en": (
            "line {line} has more cells than the first row",
            "Quote texts that hold the delimiter.",
        ),
    },
    "row_fingerprint": {
        "zh": (
            "第 {line} 行的指纹“{value}”无效",
            "应为 16 位十六进制数，可由 ogi-audit review 列出",
        ),
        "en": (
            "the fingerprint “{value}” in line {line} is not valid",
            "It has 16 hexadecimal digits; ogi-audit review lists them.",
        ),
    },
    "row_verdict": {
        "zh": (
            "第 {line} 行的结论“{value}”无法识别",
            "请写 confirmed（属实）或 dismissed（不属实）",
        ),
        "en": (
            "the verdict “{value}” in line {line} is not known",
            "Write confirmed or dismissed.",
        ),
    },
    "row_reason": {
        "zh": ("第 {line} 行认定不属实却没有理由", "请在 reason 列写明理由"),
        "en": ("line {line} dismisses a finding without a reason", "Give one in reason."),
    },
    "conflict": {
        "zh": ("第 {line} 行与前面对 {fingerprint} 的结论相反", "请只保留一个结论"),
        "en": (
            "line {line} contradicts what was said of {fingerprint} before",
            "Keep one of the verdicts.",
        ),
    },
    "verdict": {
        "zh": ("结论“{value}”无法识别", "请用 confirmed（属实）或 dismissed（不属实）"),
        "en": ("the verdict “{value}” is not known", "Use confirmed or dismissed."),
    },
    "no_reason": {
        "zh": ("认定不属实要有理由", "请写明理由（命令行用 --reason）"),
        "en": ("a dismissal needs a reason", "Give one (--reason on the command line)."),
    },
    "no_finding": {
        "zh": ("没有与“{given}”对应的问题", "现有的问题：{known}"),
        "en": ("no finding is called “{given}”", "There are: {known}."),
    },
    "ambiguous": {
        "zh": ("“{given}”对应不止一个问题", "请写明是其中哪一个：{known}"),
        "en": ("“{given}” names more than one finding", "Say which: {known}."),
    },
    "one_verdict": {
        "zh": (
            "--confirm、--dismiss、--clear 应选且只选一个",
            "请与问题的指纹同时给出，只给其中一个",
        ),
        "en": (
            "one of --confirm, --dismiss and --clear is needed",
            "Give it with the fingerprint of a finding.",
        ),
    },
}
