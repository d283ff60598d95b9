"""What an audit comes to, in one line, and what it could not check."""

from __future__ import annotations

VERDICT = {
    "line": {
        "zh": "{agency}{year}：{head}，{warning} 项需说明，{info} 项提示{rest}。",
        "en": "{agency}{year}: {head}, {warning} warning, {info} info{rest}.",
    },
    "year": {"zh": "{year}年", "en": " {year}"},
    "critical": {"zh": "发现 {count} 项严重问题", "en": "{count} critical"},
    "not_critical": {"zh": "未发现严重问题", "en": "nothing critical"},
    "unchecked": {"zh": "{count} 项无法核对", "en": "{count} checks could not be made"},
    "unchecked_one": {"zh": "{count} 项无法核对", "en": "{count} check could not be made"},
    "dismissed": {"zh": "{count} 项经复核不属实", "en": "{count} dismissed on review"},
    "more_places": {"zh": "{shown} 等 {count} 处", "en": "{shown} … ({count} in all)"},
}
