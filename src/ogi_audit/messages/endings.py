"""How a process ended that was not to end."""

from __future__ import annotations

ENDINGS = {
    "by_signal": {"zh": "被系统或他人终止，信号 {name}", "en": "ended by {name}"},
    "exited": {"zh": "自行退出，退出码 {status}", "en": "it left with exit code {status}"},
    "unknown_end": {"zh": "被终止，原因不明", "en": "ended for an unknown reason"},
}
