"""The index of an output folder: one web page to search, filter and sort all that was audited."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from ogi_audit.batch.columns import PLACE_COLUMN
from ogi_audit.batch.files import write_named
from ogi_audit.batch.index_shown import Shown, no_script, notes, shown_of
from ogi_audit.batch.results import Results
from ogi_audit.display.pages import TEMPLATES, page
from ogi_audit.messages.index import INDEX
from ogi_audit.messages.terms import AUDIT_STATUS, COLUMN, LEVEL, REVIEW_STATE, SEVERITY
from ogi_audit.resources import share
from ogi_audit.suite_files import suite_files

INDEX_PAGE = "index.html"
_SCRIPTS = ("sift.js", "cells.js", "page.js")
_LINKS = {
    "overview": "overview.html",
    "xlsx": "findings.xlsx",
    "csv": "findings.csv",
    "parquet": "findings.parquet",
}
_NAMES = {"level": LEVEL, "status": AUDIT_STATUS, "severity": SEVERITY, "review": REVIEW_STATE}
_LONGEST = 40


def write_index(folder: Path, results: Results, language: str = "zh") -> Path:
    """Write ``index.html`` of an output folder and return its path.

    The page is one file, loads nothing and depends on the results and the language alone. It links the
    audits, the overview and the exports by their names, whether or not they are there already.
    Raises `RenderError` if it cannot be written.
    """
    path = folder / INDEX_PAGE
    content = index_page(results, language)
    write_named(path, content)
    return path


def index_page(results: Results, language: str = "zh") -> str:
    """The page as text."""
    words = {key: texts[language] for key, texts in (COLUMN | INDEX).items()}
    shown = shown_of(results)
    vendor = TEMPLATES / "vendor" / "tabulator"
    library = _without_map((vendor / "tabulator.min.js").read_text("utf-8"))
    own = "\n".join((TEMPLATES / "index" / name).read_text("utf-8") for name in _SCRIPTS)
    script = f'\n(() => {{\n"use strict";\n{own}}})();\n'
    style = _without_map((vendor / "tabulator.min.css").read_text("utf-8"))
    style += "\n" + (TEMPLATES / "index" / "page.css").read_text("utf-8")
    return (
        page(
            "index/page.html.j2",
            language=language,
            words=words,
            style=Markup(style),
            library=Markup(library),
            script=Markup(script),
            # No other script runs, should one ever get into the page.
            script_hashes=Markup(" ".join(_hash(text) for text in (library, script))),
            links=[{"href": href, "text": words[key]} for key, href in _LINKS.items()],
            counts=_counts(results, words, language),
            no_script=no_script(results, shown, language),
            notes=notes(results, shown, language),
            data=Markup(embedded(_data(shown, words, language))),
            plain_columns=[words[name] for name in ("agency", "year", *SEVERITY, "status")],
            plain_rows=_plain_rows(shown.plain, language),
        )
        + "\n"
    )


def embedded(content: Any) -> str:
    """JSON to stand in a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _without_map(text: str) -> str:
    """The text of a library without the comment that makes browsers look for another file."""
    return "\n".join(line for line in text.split("\n") if "sourceMappingURL=" not in line)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _data(shown: Shown, words: dict[str, str], language: str) -> dict[str, Any]:
    """What the page's scripts work with; see ``sift.js``."""
    audits, findings = shown.audits, shown.findings
    number_of = pd.Series(range(len(audits)), index=audits["id"], dtype="int64")
    unchecked = audits["not_assessable"] + audits["crashed"]
    reason = audits[f"error_{language}"]
    reviewer = (words["left"] + findings["reviewer"] + words["right"]).fillna("")
    remark = findings["reason"].fillna("") + reviewer
    place = findings[PLACE_COLUMN[language]]
    return {
        "words": words,
        "names": {
            kind: {key: text[language] for key, text in texts.items()}
            for kind, texts in _NAMES.items()
        },
        "facets": _facets(shown, words, language),
        "audits": {
            **{name: _packed(audits[name]) for name in ("id", "agency", "year", "level", "region")},
            **{name: _packed(audits[name]) for name in (*SEVERITY, "dismissed", "status")},
            **{name: _packed(audits[name]) for name in ("source", "outputs")},
            "unchecked": _packed(unchecked),
            "reason": _packed(reason),
        },
        "findings": {
            "audit": [int(number) for number in number_of.reindex(findings["id"])],
            **{name: _packed(findings[name]) for name in ("rule", "severity", "review")},
            "message": _packed(findings[f"message_{language}"]),
            "evidence": _packed(findings[f"evidence_{language}"]),
            "suspect": _packed(findings[f"suspect_{language}"]),
            "observed": _packed(findings["observed_text"]),
            "expected": _packed(findings["expected_text"]),
            "place": _packed(place),
            "remark": _packed(remark.where(remark != "", None)),
        },
    }


def _packed(column: pd.Series) -> list[Any] | dict[str, list[Any]]:
    """A column as a list, or with each different value once where that is shorter."""
    codes, values = pd.factorize(column)
    if len(values) * 2 < len(column):
        return {"values": values.tolist(), "codes": codes.tolist()}
    return [
        None if missing else value
        for value, missing in zip(column.tolist(), column.isna(), strict=True)
    ]


def _facets(shown: Shown, words: dict[str, str], language: str) -> dict[str, list[list[Any]]]:
    """What each filter offers: value, words and how many rows have it."""
    audits, findings = shown.audits, shown.findings
    statements = _statements(language)
    facets = {}
    for key in ("year", "region", "level", "status"):
        facets[key] = _choices(audits[key])
    for key in ("severity", "rule", "review"):
        facets[key] = _choices(findings[key])
    facets["year"].sort(reverse=True)
    for key, names in _NAMES.items():
        order = {value: number for number, value in enumerate(names)}
        facets[key].sort(key=lambda choice: order.get(choice[0], len(order)))
        for choice in facets[key]:
            choice[1] = names.get(choice[0], {}).get(language, choice[0])
    for choice in facets["rule"]:
        choice[1] = statements.get(choice[0], choice[0])
    counted = int((findings["review"] != "dismissed").sum())
    facets["review"].insert(0, ["counted", words["counted"], counted])
    for choices in facets.values():
        for choice in choices:
            if choice[0] == "none":
                choice[1] = words["none"]
    return facets


def _choices(column: pd.Series) -> list[list[Any]]:
    """The values as text with their counts, the most frequent first; ``none`` for what is missing."""
    counts = column.astype(object).where(column.notna(), "none").map(str).value_counts()
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [[value, value, int(count)] for value, count in pairs]


def _statements(language: str) -> dict[str, str]:
    """What the package's rules state, by id; a rule of an overlay goes by its id alone."""
    statements: dict[str, str] = {}
    for file in suite_files(share("expectations")):
        for entry in json.loads(file.read_text("utf-8"))["expectations"]:
            meta = entry["meta"]
            text = meta["statement"][language]
            short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            statements.setdefault(meta["rule"], f"{short} · {meta['rule']}")
    return statements


def _counts(results: Results, words: dict[str, str], language: str) -> list[dict[str, Any]]:
    """The line of figures at the top, each a link that filters by it."""
    audits, findings = results.audits, results.counted
    status = audits["status"].value_counts()
    dismissed = findings["review"] == "dismissed"
    severity = findings.loc[~dismissed, "severity"].value_counts()
    reports = [
        {
            "key": key,
            "text": texts[language],
            "count": int(status.get(key, 0)),
            "hash": f"status={key}",
        }
        for key, texts in AUDIT_STATUS.items()
    ]
    found = [
        {
            "key": key,
            "text": texts[language],
            "count": int(severity.get(key, 0)),
            "hash": f"tab=findings&severity={key}&review=counted",
        }
        for key, texts in SEVERITY.items()
    ]
    found.append(
        {
            "key": "dismissed",
            "text": words["dismissed_count"],
            "count": int(dismissed.sum()),
            "hash": "tab=findings&review=dismissed",
        }
    )
    return [
        {"name": words["audits"], "total": f"{len(audits):,}", "parts": _grouped(reports)},
        {"name": words["findings"], "total": f"{len(findings):,}", "parts": _grouped(found)},
    ]


def _grouped(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**part, "count": f"{part['count']:,}"} for part in parts]


def _plain_rows(audits: pd.DataFrame, language: str) -> list[dict[str, Any]]:
    """The reports as they are listed where scripts do not run."""
    audits = audits.astype(object)
    audits = audits.where(audits.notna(), "")
    rows = []
    for row in audits.to_dict("records"):
        said = AUDIT_STATUS.get(row["status"], {}).get(language, row["status"])
        reason = row[f"error_{language}"]
        rows.append(
            {
                "href": quote(f"{row['id']}.html", safe="")
                if "html" in row["outputs"].split()
                else "",
                "name": row["agency"] or row["source"] or row["id"],
                "rest": [row["year"], *(row[key] for key in SEVERITY), f"{said} {reason}".strip()],
            }
        )
    return rows
