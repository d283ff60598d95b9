"""What went wrong in the program itself."""

from __future__ import annotations

DEFECTS = {
    "unexpected": {
        "zh": ("程序内部出错：{problem}", "请加 --debug 再运行一次，并把显示的内容报告给开发者"),
        "en": (
            "the program itself failed: {problem}",
            "Run it again with --debug, and report what it shows to the developers.",
        ),
    },
}
