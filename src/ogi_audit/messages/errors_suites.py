"""Why the rules cannot be loaded whole: what is wrong, and what to do."""

from __future__ import annotations

SUITES = {
    "dropped": {
        "zh": (
            "规则集装入 {loaded} 条，文件里有 {written} 条，缺 {missing}",
            "请检查规则的 type 拼写，或升级 great-expectations",
        ),
        "en": (
            "{loaded} of the {written} expectations were loaded; missing: {missing}",
            "Check the spelling of their type, or upgrade great-expectations.",
        ),
    },
    "not_found": {
        "zh": ("找不到规则集（*.json）", "请检查该目录"),
        "en": ("there are no suites (*.json)", "Check the folder."),
    },
    "frame": {
        "zh": ("没有同名的数据表，规则无从核对", "文件名应为下列之一加 .json：{known}"),
        "en": ("there is no frame of this name to judge", "Name the file as one of: {known}."),
    },
    "condition": {
        "zh": ("规则 {rule} 的 row_condition 不是对一列的条件", "请写成一列与一个值的比较"),
        "en": (
            "the row_condition of {rule} is not one of a single column",
            "State it as a comparison of a column with a value.",
        ),
    },
    "column": {
        "zh": ("规则 {rule} 用到的列 {missing} 不存在", "可用的列：{known}"),
        "en": (
            "the rule {rule} names the column {missing}, which is not there",
            "Columns: {known}.",
        ),
    },
    "not_file": {
        "zh": ("这不是普通文件，而是文件夹、管道、设备之类", "请从规则集文件夹中移走"),
        "en": (
            "this is no regular file, but a folder, a pipe or a device",
            "Move it out of the folder of suites.",
        ),
    },
    "limit_size": {
        "zh": ("规则集文件超过 {limit} MB", "请检查它是不是规则集"),
        "en": ("the file has more than {limit} MB", "See whether it is a suite."),
    },
    "deep": {
        "zh": ("JSON 的括号嵌套过深", "请检查它是不是规则集"),
        "en": ("its brackets are nested too deeply", "See whether it is a suite."),
    },
    "json": {
        "zh": ("不是有效的 UTF-8 JSON 文件：{problem}", "请检查编码、引号、逗号和括号"),
        "en": (
            "this is no valid JSON in UTF-8: {problem}",
            "Check the encoding, quotes, commas and brackets.",
        ),
    },
    "lacks": {
        "zh": ("缺少 {problem}", "写法见 docs/overlays.md"),
        "en": ("{problem} is missing", "docs/overlays.md says how it is written."),
    },
    "invalid": {
        "zh": ("规则集有误：{problem}", "请按 CONTRIBUTING.md 修改"),
        "en": ("the suite is not valid: {problem}", "Mend it as CONTRIBUTING.md says."),
    },
}
