"""The text of all of a pattern's that it takes longest for, and how its time grows with the length."""

from __future__ import annotations

import time
from functools import partial

from ogi_audit_testing.linear.patterns import Pattern
from ogi_audit_testing.linear.pumping import Text, texts

# What hostile documents consist of, besides what a pattern itself is made of.
_COMMON = (
    *(
        " ",
        "\n",
        "\t",
        "\r\n",
        "\f",
        " \n",
        "\x00",
        "a",
        "A1",
        "1",
        "1,",
        "1.",
        "<",
        "<p ",
        "</",
        "<!--",
    ),
    *(
        "| ",
        "|--",
        "--",
        "[",
        "](",
        "(",
        ")",
        "*",
        "_",
        "`",
        "~",
        "=",
        "#",
        "\\",
        "'",
        '"',
        "&",
        "/",
    ),
    *(
        "一",
        "〇",
        "十",
        "、",
        "，",
        "。",
        "；",
        "年",
        "1月",
        "市",
        "市区",
        "省",
        "局",
        "政府",
        "办公室",
    ),
    *(
        "信息公开",
        "申请",
        "政府信息公开申请",
        "收到",
        "办结",
        "答复",
        "约",
        "余",
        "千",
        "件",
        "其中",
        "共1件",
    ),
)
_SHORT = 2000
_TRIED = 3


def run(pattern: Pattern, text: str) -> float:
    """Processor time in seconds that the pattern takes for the text, used as it is used."""
    given = (
        text.encode("latin-1", "replace") if isinstance(pattern.compiled.pattern, bytes) else text
    )
    use = getattr(pattern.compiled, pattern.use)
    start = time.thread_time()
    found = use(given)
    if pattern.use == "finditer":
        for _ in found:
            pass
    return time.thread_time() - start


def worst(pattern: Pattern) -> list[Text]:
    """The texts that it takes longest for, of those that are made for it and common ones."""
    made = [*texts(pattern.compiled), *(partial(_repeated, unit) for unit in _COMMON)]
    timed = sorted(made, key=lambda make: run(pattern, make(_SHORT)), reverse=True)
    return timed[:_TRIED]


def _repeated(unit: str, length: int) -> str:
    return unit * (length // len(unit)) + "\x01"
