"""What the text of a report counts, where the form has no label of its own for it."""

from __future__ import annotations

TOPIC = {
    "new": {"zh": "新收申请", "en": "new requests"},
    "received": {"zh": "收到申请", "en": "requests received"},
    "accepted": {"zh": "受理申请", "en": "requests accepted"},
    "handled": {"zh": "办理申请", "en": "requests handled"},
    "closed": {"zh": "办结申请", "en": "requests closed"},
    "carried_in": {"zh": "上年结转申请", "en": "requests carried in"},
    "carried_out": {"zh": "结转下年度申请", "en": "requests carried out"},
    "carried": {"zh": "结转申请", "en": "requests carried over"},
    "legal_persons": {"zh": "法人或其他组织", "en": "legal persons and other organisations"},
    "granted_or_partially": {"zh": "予以公开和部分公开", "en": "granted or partially granted"},
    "partially_granted": {"zh": "（二）部分公开", "en": "(2) partially granted"},
    "litigation": {"zh": "行政诉讼", "en": "litigation"},
    "disputes": {"zh": "行政复议和行政诉讼", "en": "reconsideration and litigation"},
}
ROW = {
    "new_received": {"zh": "本年新收", "en": "new"},
    "carried_in": {"zh": "上年结转", "en": "carried in"},
    "carried_out": {"zh": "结转下年度", "en": "carried out"},
    "closed_total": {"zh": "办理结果总计", "en": "closed in all"},
}
"""Rows of table 3 in fewer words than the form's, for sums of several."""
