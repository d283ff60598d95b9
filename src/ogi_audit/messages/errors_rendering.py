"""Why audits could not be rendered, summed up or verified: what is wrong, and what to do."""

from __future__ import annotations

RENDERING = {
    "cell": {
        "zh": ("笔记本未能运行完：{name}: {value}", "请把这一行与报告文件一并反馈"),
        "en": (
            "the notebook did not run to its end: {name}: {value}",
            "Report this line with the file.",
        ),
    },
    "not_written": {
        "zh": ("无法写入：{zh}", "请检查文件夹权限和磁盘空间，或用 -o 另指文件夹"),
        "en": (
            "it cannot be written: {en}",
            "Check permissions and disk space, or name another folder with -o.",
        ),
    },
    "no_workers": {
        "zh": ("无法启动工作进程：{problem}", "请检查内存和进程数限制，或用 -j 1 再试"),
        "en": (
            "no worker process can be started: {problem}",
            "Check memory and the limit of processes, or try -j 1.",
        ),
    },
    "killed": {
        "zh": (
            "生成审核底稿的进程意外结束（{zh}）",
            "可能是内存不足；请用 -j 减少同时审核的份数再运行，仍然如此请连同文件反馈",
        ),
        "en": (
            "the process that rendered it ended unexpectedly ({en})",
            "Memory may have run out. Run again with fewer at once (-j); if it stays, "
            "report it with the file.",
        ),
    },
    "time": {
        "zh": ("超过时限（{detail} 秒）", "请检查该文件，或用 --limit 放宽时限"),
        "en": (
            "it took longer than {detail} seconds",
            "Look at the file, or allow more with --limit.",
        ),
    },
    "crashed": {
        "zh": ("程序出错：{detail}", "请把这一行与报告文件一并反馈"),
        "en": ("a defect of ours: {detail}", "Report this line with the file."),
    },
    "not_sent": {
        "zh": (
            "无法写回（{problem}）",
            "请检查网址和访问凭据，再用同样的命令运行，已完成的不会重做",
        ),
        "en": (
            "it cannot be written there ({problem})",
            "Check the URL and credentials; the same command goes on from what is finished.",
        ),
    },
    "strange_file": {
        "zh": (
            "输出文件夹里的这一项是链接、管道或设备，不是 ogi-audit 写的",
            "请移走它，或用 -o 另指文件夹",
        ),
        "en": (
            "this in the output folder is a link, a pipe or a device, which ogi-audit never writes",
            "Move it away, or name another folder with -o.",
        ),
    },
    "worker_differs": {
        "zh": (
            "集群上的 ogi-audit 或其依赖与本机不同",
            "请在所有机器上安装同一版本（requirements.lock）",
        ),
        "en": (
            "a worker has another ogi-audit, or other packages, than this machine",
            "Install the same everywhere (requirements.lock).",
        ),
    },
    "worker_failed": {
        "zh": ("集群上的工作进程出错：{problem}", "请检查各机器上的安装；见 docs/scale.md"),
        "en": (
            "a worker of the cluster failed: {problem}",
            "Check what is installed there; see docs/scale.md.",
        ),
    },
    "scheduler_lost": {
        "zh": ("与调度器的连接中断", "请重新启动调度器，再用同样的命令运行，已完成的不会重做"),
        "en": (
            "the scheduler is gone",
            "Start it again; the same command goes on from what is finished.",
        ),
    },
    "changed": {
        "zh": ("文件在处理过程中被改动", "请再运行一次"),
        "en": ("the file was changed while it was audited", "Run again."),
    },
    "busy": {
        "zh": ("另一次运行正在写入同一文件夹的索引", "请稍后再运行一次"),
        "en": (
            "another run is writing the index of this folder",
            "Run again in a while.",
        ),
    },
    "manifest": {
        "zh": ("清单第 {line} 行无法识别", "请恢复该文件，或删除它并重新生成"),
        "en": (
            "line {line} of the manifest is not one of ours",
            "Restore the file, or delete it and render again.",
        ),
    },
    "tables_broken": {
        "zh": ("上次筛查的数据表不全或已损坏（{detail}）", "请重新运行 ogi-audit scan"),
        "en": (
            "the tables of the last scan are not whole ({detail})",
            "Run ogi-audit scan again.",
        ),
    },
    "no_result": {
        "zh": ("笔记本里没有结果", "请恢复 notebooks/audit.ipynb 的最后一步"),
        "en": (
            "the notebook gave no result",
            "Restore the last step of notebooks/audit.ipynb.",
        ),
    },
    "no_manifest": {
        "zh": ("没有清单 manifest.jsonl", "请给出 ogi-audit render 写入的文件夹"),
        "en": ("there is no manifest.jsonl", "Name a folder that ogi-audit render wrote."),
    },
    "nbval": {
        "zh": ("无法重新运行笔记本：{problem}", "请按 README 重新安装依赖"),
        "en": (
            "notebooks cannot be run again: {problem}",
            "Install the dependencies as README says.",
        ),
    },
}
