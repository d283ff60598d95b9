"""What the review form says."""

from __future__ import annotations

REVIEW = {
    "caption": {"zh": "复核意见（{name}）", "en": "Reviews ({name})"},
    "state": {"zh": "复核", "en": "Review"},
    "reason": {"zh": "理由", "en": "Reason"},
    "reviewer": {"zh": "复核人", "en": "Reviewer"},
    "fingerprint": {"zh": "指纹", "en": "Fingerprint"},
    "verdict": {"zh": "结论", "en": "Verdict"},
    "take_back": {"zh": "撤回", "en": "take back"},
    "save": {"zh": "保存", "en": "Save"},
    "choose": {"zh": "请先选择结论。", "en": "Choose a verdict first."},
    "saved": {
        "zh": "已保存到 {name}。从头运行笔记本，结论和 JSON 随之更新。",
        "en": "Saved in {name}. Run the notebook from its start to update the verdict and the JSON.",
    },
    "previously": {"zh": "内容已变，此前：{verdict}", "en": "it has changed; before: {verdict}"},
}
