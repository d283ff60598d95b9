"""What a run over many reports says."""

from __future__ import annotations

BATCH = {
    "unit": {"zh": "份", "en": " reports"},
    "scanning": {"zh": "识别", "en": "Scanning"},
    "rendering": {"zh": "审核", "en": "Auditing"},
    "judging": {"zh": "筛查", "en": "Judging"},
    "judging_begins": {"zh": "筛查 {number} 份报告……", "en": "Judging {number} reports …"},
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
    "no_workers": {
        "zh": "调度器 {scheduler} 现在没有工作进程，正在等待；请启动 dask worker，或按 Ctrl-C 中断。",
        "en": "The scheduler {scheduler} has no workers now; waiting. Start dask worker, or press Ctrl-C.",
    },
    "no_scheduler_yet": {
        "zh": "调度器的文件 {file} 尚不存在，最多等 {limit} 秒；请检查文件名，并启动 dask scheduler。",
        "en": "The scheduler's file {file} is not there yet; waiting for {limit} seconds at most. Check its "
        "name, and start dask scheduler.",
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
    "stopped": {"zh": "已中断。", "en": "Interrupted."},
    "kernel_ended": {
        "zh": "运行笔记本的内核被终止",
        "en": "the kernel that ran the notebook ended",
    },
    "finished": {
        "zh": "在此之前新审核的 {number} 份已保存，用同样的命令再运行即可继续。",
        "en": "The {number} audits made before that are kept; the same command goes on from there.",
    },
    "total": {
        "zh": "共 {number} 份报告：新审核 {rendered} 份，沿用 {unchanged} 份；"
        "有严重问题 {critical} 份，无法读取 {unreadable} 份，失败 {failed} 份。",
        "en": "{number} reports: {rendered} audited now, {unchanged} kept; "
        "{critical} with critical findings, {unreadable} unreadable, {failed} failed.",
    },
    "scanned_total": {
        "zh": "共筛查 {number} 份报告：有严重问题 {critical} 份，仅有需说明问题 {warning} 份，"
        "无法读取 {unreadable} 份，失败 {failed} 份。",
        "en": "{number} reports scanned: {critical} with critical findings, {warning} with warnings only, "
        "{unreadable} unreadable, {failed} failed.",
    },
    "passed_over": {
        "zh": "其中 {number} 份筛查无须说明的问题，未生成审核底稿。",
        "en": "Of these {number} have nothing to be mended or explained, and were not rendered.",
    },
    "tables": {"zh": "数据表：{path}", "en": "Tables: {path}"},
    "copies": {
        "zh": "{number} 个文件与其他文件内容完全相同，只审核一次。",
        "en": "Files with the same content as others, which are audited once: {number}.",
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
        "zh": "{name}：上一年的报告不止一份且数字不同（{candidates}），未与上年核对；请移走多余的，"
        "或用 --previous 单独生成这一份，以后的运行沿用所指定的。",
        "en": "{name}: several differing reports of last year ({candidates}): not compared. Take the "
        "wrong ones away, or render this report by itself with --previous: later runs keep to it.",
    },
    "held": {
        "zh": "{error}。因此未按复核意见重新审核的报告：{kept} 份沿用已有的审核底稿，{without} 份没有底稿；"
        "改正后用同样的命令再运行。",
        "en": "{error} Not audited anew for that: {kept} reports keep the audits they have, {without} have "
        "none. Mend it and run the same command again.",
    },
    "gone": {
        "zh": "输出文件夹里另有 {number} 份审核，其报告已不在原处；不再需要的，加 --prune 运行即可删除。",
        "en": "{number} more audits in the folder are of reports that are no longer there; run with --prune "
        "to remove them.",
    },
    "pruned": {
        "zh": "已删除 {number} 份报告已不在原处的审核。",
        "en": "{number} audits of reports that are no longer there were removed.",
    },
    "garbled": {
        "zh": "清单 manifest.jsonl 第 {line} 行已损坏，未采用，其余各行不受影响。",
        "en": "Line {line} of manifest.jsonl was damaged and left out; the other lines hold.",
    },
    "more": {"zh": "……另有 {number} 项。", "en": "… and {number} more."},
    "more_failures": {
        "zh": "……另有 {number} 份无法读取或失败，见索引。",
        "en": "… and {number} more that could not be read or failed: see the index.",
    },
    "nothing": {
        "zh": "没有找到可以审核的报告文件。",
        "en": "No file was found that could be a report.",
    },
    "index": {"zh": "索引：{path}", "en": "Index: {path}"},
}

SYSTEM = {
    "ENOSPC": {"zh": "磁盘空间已满", "en": "the disk is full"},
    "EDQUOT": {"zh": "磁盘配额已用完", "en": "the disk quota is used up"},
    "EFBIG": {"zh": "文件超过允许的大小", "en": "the file is larger than is allowed"},
    "EROFS": {"zh": "文件系统为只读", "en": "the file system is read-only"},
    "EACCES": {"zh": "没有权限", "en": "permission is denied"},
    "EPERM": {"zh": "没有权限", "en": "permission is denied"},
    "EIO": {"zh": "磁盘读写出错", "en": "the disk failed to read or write"},
    "ENAMETOOLONG": {"zh": "文件名太长", "en": "the file's name is too long"},
    "ENOTDIR": {"zh": "路径中有一部分不是文件夹", "en": "a part of the path is no folder"},
    "ENOENT": {"zh": "文件夹已不存在", "en": "the folder is not there any more"},
    "EMFILE": {"zh": "打开的文件过多", "en": "too many files are open"},
}
"""What the system says of a file, by its name for the error."""
