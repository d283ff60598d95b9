"""The words of findings besides those that each rule brings along."""

from __future__ import annotations

FINDING = {
    "no_content": {"zh": "没有内容", "en": "nothing"},
    "blanks_as_zero": {
        "zh": "空白按0计算，勾稽关系 {passed} 项成立，{failed} 项不成立",
        "en": "With blanks read as 0, {passed} identities hold and {failed} do not",
    },
    "reading": {"zh": "{label}为 {value}", "en": "{label} = {value}"},
    "more_places": {"zh": "{shown} 等 {count} 处", "en": "{shown} … ({count} in all)"},
}
EDITION_ISSUED = {
    "2019": {
        "zh": "2019年格式（国办公开办函〔2019〕60号）",
        "en": "the 2019 form (Guoban Gongkai Banhan [2019] No. 60)",
    },
    "2021": {
        "zh": "2021年格式（国办公开办函〔2021〕30号）",
        "en": "the 2021 form (Guoban Gongkai Banhan [2021] No. 30)",
    },
    "mixed": {"zh": "新旧格式混用", "en": "a mixture of both forms"},
}
"""The editions of the form with the document that each was issued with."""
PUBLISHED_SOURCE = {
    "page": {"zh": "网页所示", "en": "by the page"},
    "text": {"zh": "文中所示", "en": "by the text"},
    "signature": {"zh": "落款", "en": "by the signature"},
    "parameter": {"zh": "参数给定", "en": "as given"},
}
"""What says when a report was published."""
