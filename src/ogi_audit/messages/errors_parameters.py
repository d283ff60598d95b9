"""Why a parameter cannot be used: what is wrong, and what to do."""

from __future__ import annotations

PARAMETERS = {
    "unknown": {
        "zh": ("没有这个参数", "可用的参数：{known}"),
        "en": ("there is no such parameter", "Known parameters: {known}."),
    },
    "output_file": {
        "zh": ("这是一个文件，不是文件夹", "请用 -o 另指文件夹"),
        "en": ("this is a file, not a folder", "Name a folder with -o."),
    },
    "cluster_missing": {
        "zh": (
            "没有安装集群所需的软件包（{problem}）",
            "请在源代码文件夹里运行 pip install '.[cluster]'",
        ),
        "en": (
            "what a cluster or a URL needs is not installed ({problem})",
            "Run pip install '.[cluster]' in a checkout.",
        ),
    },
    "scheduler": {
        "zh": (
            "调度器没有应答（{problem}）",
            "请检查地址，并先启动 dask scheduler；见 docs/scale.md",
        ),
        "en": (
            "no scheduler answers there ({problem})",
            "Check the address, and start dask scheduler first; see docs/scale.md.",
        ),
    },
    "scheduler_address": {
        "zh": (
            "这不是调度器的地址（{problem}）",
            "请写 tcp://主机:8786，或调度器用 --scheduler-file 写出的 .json 文件；见 docs/scale.md",
        ),
        "en": (
            "this is no address of a scheduler ({problem})",
            "It is tcp://host:8786, or the .json file that the scheduler writes with --scheduler-file; see "
            "docs/scale.md.",
        ),
    },
    "scheduler_idle": {
        "zh": ("调度器等了 {limit} 秒仍没有工作进程", "请启动 dask worker；见 docs/scale.md"),
        "en": (
            "the scheduler has had no worker for {limit} seconds",
            "Start dask worker; see docs/scale.md.",
        ),
    },
    "previous_year": {
        "zh": ("这是 {value} 年度的报告", "上年报告应为 {expected} 年度的"),
        "en": ("this is the report of {value}", "Last year's report is that of {expected}."),
    },
    "previous_agency": {
        "zh": (
            "这是“{value}”的报告，不是“{expected}”的",
            "请给出同一机关上一年的报告；机关更名的，用 --agency 写明名称",
        ),
        "en": (
            "this is a report of {value}, not of {expected}",
            "Give the same agency's report; if it was renamed, say so with --agency.",
        ),
    },
    "output_given": {
        "zh": (
            "这是存放审核结果的文件夹，不能同时是报告所在的文件夹",
            "请给出报告所在的文件夹，结果用 -o 放到另一个文件夹",
        ),
        "en": (
            "this is where audits are written, it cannot be a folder of reports as well",
            "Name the folder of the reports, and another one for the audits with -o.",
        ),
    },
    "file_url": {
        "zh": ("file:// 之后应是绝对路径", "请写成三个斜杠：file:///文件夹/…，或直接写路径"),
        "en": (
            "after file:// there must be an absolute path",
            "Write three slashes, file:///folder/…, or the path by itself.",
        ),
    },
    "no_url": {
        "zh": ("这里不能用网址", "请先下载；能用网址的是 scan 和 render 的报告与输出文件夹"),
        "en": (
            "a URL cannot be used here",
            "Fetch it first; reports and output folders of scan and render may be URLs.",
        ),
    },
    "previous_file": {
        "zh": ("上年报告应为一个文件", "请给出一个文件；文件夹请用 --previous-from"),
        "en": (
            "last year's report is one file",
            "Name a file; for a folder use --previous-from.",
        ),
    },
    "previous_unreadable": {
        "zh": ("上年报告无法读取（{zh}）", "请换一个文件，或不给出上年报告"),
        "en": ("last year's report cannot be read ({en})", "Name another file, or none."),
    },
    "previous_many": {
        "zh": (
            "上年报告只能与一份报告核对",
            "请只给出一个文件；多个文件时自动按机关和年度配对",
        ),
        "en": (
            "last year's report goes with one report",
            "Give one file; of several, the years are matched by agency.",
        ),
    },
    "published_early": {
        "zh": (
            "公布日期{value}早于 {year} 年度结束",
            "请检查日期，应在{year}年12月31日之后",
        ),
        "en": (
            "{value} is before the year {year} was over",
            "Check the date of publication: it should be after 31 December {year}.",
        ),
    },
    "value": {
        "zh": ("参数值 {value} 无效", "应为：{expected}"),
        "en": ("the value {value} cannot be used", "Expected: {expected}."),
    },
}
