"""Where something stands in a source, by the field of `ogi_audit.document.Place` that knows it."""

from __future__ import annotations

PLACE = {
    "page": {"zh": "第{number}页", "en": "page {number}"},
    "line": {"zh": "第{number}行", "en": "line {number}"},
    "paragraph": {"zh": "第{number}段", "en": "paragraph {number}"},
    "table": {"zh": "表{number}", "en": "table {number}"},
    "row": {"zh": "第{number}行", "en": "row {number}"},
    "column": {"zh": "第{number}列", "en": "column {number}"},
}
