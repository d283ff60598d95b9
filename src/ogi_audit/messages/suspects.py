"""What speaks for a cell being wrong, or against it."""

from __future__ import annotations

WITNESS = {
    "narrative": {"zh": "正文“{quote}”", "en": "the text “{quote}”"},
    "previous": {
        "zh": "上年报告结转的 {number} 件",
        "en": "the {number} that last year's report carried on",
    },
}
"""What is outside the tables and speaks of cells; opens a sentence of `TESTIMONY`."""
TESTIMONY = {
    "agrees": {
        "zh": "{witness}与改后数值一致",
        "en": "{witness} agrees with the values proposed",
    },
    "disagrees": {
        "zh": "{witness}与原数值一致，改后则不一致",
        "en": "{witness} agrees with the values as written, and would not with those proposed",
    },
}
SLIP = {
    "swapped": {
        "zh": "{written}与{proposed}只是相邻两位数字颠倒",
        "en": "{written} and {proposed} differ by two neighbouring digits swapped",
    },
    "doubled": {
        "zh": "{written}与{proposed}只差重复写了的数字",
        "en": "{written} and {proposed} differ by digits written twice",
    },
    "added": {
        "zh": "{written}与{proposed}只差多写或漏写的一位数字",
        "en": "{written} and {proposed} differ by one digit added or left out",
    },
    "changed": {
        "zh": "{written}与{proposed}只差一位数字",
        "en": "{written} and {proposed} differ in one digit",
    },
}
