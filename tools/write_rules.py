"""Write docs/rules.md: every rule of expectations/suites/, in Chinese and English.

Usage: python tools/write_rules.py [--check]
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ogi_audit.errors import LANGUAGES
from ogi_audit.form import FORMATS
from ogi_audit.frames import frames_of
from ogi_audit.loading import load
from ogi_audit.messages.terms import SEVERITY, STATUS, STRENGTH
from ogi_audit.resources import share
from ogi_audit.rules import Rule
from ogi_audit.suites import load_suites

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "docs" / "rules.md"

HEADER = """\
# 规则目录 · The rules

<!-- Made by `make docs` from expectations/suites/*.json; not edited by hand. -->

每条规则写在 [`expectations/suites/`](../expectations/suites) 的规则集里，本目录由其生成。
Every rule is written in a suite of [`expectations/suites/`](../expectations/suites); this catalogue is
made from them.
"""

# What the words of messages/terms.py mean for an auditor.
MEANINGS = {
    "passed": ("所需数据齐全，符合规则", "the data are there and keep to the rule"),
    "failed": ("所需数据齐全，不符合规则", "the data are there and break the rule: a finding"),
    "not_assessable": (
        "缺所需数据，空格不作0",
        "something needed is unknown; a blank is never zero",
    ),
    "not_applicable": ("规则不适用于该处", "the rule does not hold at this place"),
    "crashed": ("本程序的缺陷，与报告无关", "a defect of this program, not of the report"),
    "critical": (
        "自相矛盾，或缺格式所要求的",
        "contradicts itself or lacks what the form requires",
    ),
    "warning": ("应由机关说明", "the agency should explain it"),
    "info": ("值得一看", "worth a look"),
    "statute": ("条例有规定", "the Regulations demand it"),
    "national_form": ("全国统一格式有要求", "the form for the whole country demands it"),
    "form_identity": ("表内所注，或合计的本义", "printed on the form, or what its totals mean"),
    "logical": ("未见明文规定，读者会这样要求", "no text demands it; a reader would"),
}

GROUPS = {
    "requests": ("表三：收到和处理申请", "Table 3: requests"),
    "disputes": ("表四：复议和诉讼", "Table 4: disputes"),
    "form": ("格式", "The form"),
    "narrative": ("文字与表格", "Narrative against tables"),
    "years": ("与上年报告（如提供）", "Against last year's report, if given"),
}

# The place that one row of a frame stands for; a suite judges the frame of its name. The catalogue
# goes in this order.
UNITS = {
    "report": ("报告整体", "the report as a whole"),
    "sections": ("六个部分的每一部分", "each of the six sections"),
    "tables": ("每一张表和报告整体", "each table, and the report as a whole"),
    "columns": ("三张表每一列", "each column of the three tables"),
    "rows": ("三张表每一行", "each row of the three tables"),
    "cells": ("三张表每一格", "each figure of the three tables"),
    "request_columns": ("表三每一申请人列", "each requester column of table 3"),
    "request_rows": ("表三每一行", "each row of table 3"),
    "disputes": ("表四每一组", "each group of table 4"),
    "narrative_counts": ("正文中表格也统计的每个数", "each number that a table counts too"),
    "narrative_shares": ("正文中每一个百分比", "each percentage in the text"),
    "narrative_parts": ("正文中每一个分项列举的数", "each number that the text breaks down"),
    "narrative_fees": ("报告整体", "the report as a whole"),
    "years_requests": ("表三每一申请人列", "each requester column of table 3"),
    "years_documents": ("每一类文件", "each kind of document"),
    "years_sections": ("第一、五部分", "sections 一 and 五"),
}

# What a basis leaves to the report at hand: here the edition that reports of today are held to.
BASIS_FIELDS = {"format": FORMATS["2021"]}


def catalogue() -> str:
    """The text of docs/rules.md."""
    rules = by_id(load_suites().rules)
    parts = [HEADER, *legend()]
    for group in GROUPS:
        own = {name: each for name, each in rules.items() if name.split(".")[0] == group}
        if own:
            parts += [overview(group, own), *(section(name, each) for name, each in own.items())]
    return "\n".join([*parts, frames()])


def frames() -> str:
    """The frames and their columns, as two sample reports of one agency give them."""
    this, last = (load(share("data") / f"clean-{year}.html") for year in (2024, 2023))
    columns = {name: frame.columns[1:] for name, frame in frames_of([this], [last]).items()}
    rows = [
        row(f"`{name}.json`", " ".join(UNITS[name]), " ".join(f"`{column}`" for column in own))
        for name, own in columns.items()
    ]
    return "\n".join(
        [
            "\n## 数据表 · Frames\n",
            "规则集按文件名核对同名的数据表；写本地规则见[本地规则](overlays.md)。",
            "A suite judges the frame of its name; [Rules of your own](overlays.md) tells how to write",
            "one.\n",
            *head("规则集 Suite", "每行 One row", "列 Columns"),
            *rows,
            "",
        ]
    )


def by_id(suites: Mapping[str, Sequence[Rule]]) -> dict[str, list[Rule]]:
    """The expectations of each rule, in the order of `UNITS`."""
    rules: dict[str, list[Rule]] = {}
    for suite in sorted(suites, key=lambda name: list(UNITS).index(known(UNITS, name, "UNITS"))):
        for rule in suites[suite]:
            known(GROUPS, rule.id.split(".")[0], "GROUPS")
            rules.setdefault(rule.id, []).append(rule)
    return rules


def known(words: Mapping[str, object], name: str, table: str) -> str:
    """The name, if there are words for it."""
    if name not in words:
        raise ValueError(f"tools/write_rules.py has no words for {name!r}: add it to {table}")
    return name


def legend() -> Iterator[str]:
    """The words that every rule uses."""
    kinds = (
        ("## 结论 · Outcomes\n", STATUS),
        ("## 程度 · Severities\n", SEVERITY),
        ("## 依据的效力 · Strengths of the basis\n", STRENGTH),
    )
    for title, words in kinds:
        lines = [
            row(f"**{words[key]['zh']}**: {zh}", f"**{words[key]['en']}**: {en}")
            for key, (zh, en) in MEANINGS.items()
            if key in words
        ]
        yield "\n".join([title, *head("中文", "English"), *lines, ""])


def overview(group: str, rules: Mapping[str, Sequence[Rule]]) -> str:
    """The rules of a group in a table."""
    title = f"## {' · '.join(GROUPS[group])}\n"
    lines = []
    for name, (first, *_) in rules.items():
        statement = first.meta["statement"]
        anchor = f"[`{name}`](#{name.replace('.', '')})"
        lines.append(row(anchor, pair(SEVERITY[first.severity]), statement["zh"], statement["en"]))
    return "\n".join([title, *head("规则 Rule", "程度 Severity", "中文", "English"), *lines, ""])


def section(name: str, rules: Sequence[Rule]) -> str:
    """One rule: what it says, on what basis, where it applies and how it is checked."""
    meta = rules[0].meta
    suites = list(dict.fromkeys(rule.suite for rule in rules))
    strength = meta["basis"]["strength"]
    units = [UNITS[suite] for suite in suites]
    lines = [
        f"### `{name}`\n",
        f"{meta['statement']['zh']}。\n",
        f"{meta['statement']['en']}.\n",
        f"- 程度 Severity: {pair(SEVERITY[rules[0].severity])}",
        f"- 依据 Basis: {pair(STRENGTH[strength])}",
        *(f"  - {text}" for text in basis(meta["basis"])),
        f"- 适用 Applies to: {'；'.join(u[0] for u in units)} ({'; '.join(u[1] for u in units)})",
        "- 核对 Check:",
        *(f"  - {link(rule.suite)}: {check(rule)}" for rule in rules),
        "",
    ]
    return "\n".join(lines)


def basis(texts: Mapping[str, str]) -> Iterator[str]:
    """The basis in each language, once where they are the same."""
    yield from dict.fromkeys(_filled(texts[language], language) for language in LANGUAGES)


def _filled(text: str, language: str) -> str:
    """A basis with the words for what it leaves open."""

    def words(found: re.Match[str]) -> str:
        return BASIS_FIELDS[known(BASIS_FIELDS, found[1], "BASIS_FIELDS")].text(language)

    return re.sub(r"\{(\w+)\}", words, text)


def check(rule: Rule) -> str:
    """An expectation in one line: its type, what it compares, and where."""
    configuration = rule.expectation.configuration
    kwargs = dict(configuration.kwargs)
    condition = kwargs.pop("row_condition", None)
    if coefficients := kwargs.pop("coefficients", None):
        terms = list(zip(coefficients, kwargs.pop("column_list"), strict=True))
        said = f"{side(terms, 1)} = {side(terms, -1)}"
    else:
        said = ", ".join(f"{name}={written(value)}" for name, value in kwargs.items())
    where = f" 条件 where `{clause(condition)}`" if condition else ""
    return f"`{configuration.type}`: `{said}`{where}"


def side(terms: Sequence[tuple[float, str]], sign: int) -> str:
    """One side of an identity."""
    own = [(abs(c), column) for c, column in terms if c * sign > 0]
    return " + ".join(column if c == 1 else f"{c:g} × {column}" for c, column in own) or "0"


def clause(condition: Mapping[str, Any]) -> str:
    """A row condition as one would say it."""
    if condition["type"] in ("and", "or"):
        return f" {condition['type']} ".join(map(clause, condition["conditions"]))
    column = condition["column"]["name"]
    if condition["type"] == "nullity":
        return f"{column} is {'' if condition['is_null'] else 'not '}null"
    return f"{column} {condition['operator']} {written(condition['parameter'])}"


def written(value: object) -> str:
    """A value as JSON writes it, whole numbers without decimals."""
    if isinstance(value, float):
        return f"{value:g}"
    return json.dumps(value, ensure_ascii=False)


def link(suite: str) -> str:
    return f"[{suite}.json](../expectations/suites/{suite}.json)"


def pair(words: Mapping[str, str]) -> str:
    return f"{words['zh']} {words['en']}"


def head(*titles: str) -> tuple[str, str]:
    return row(*titles), f"|{'---|' * len(titles)}"


def row(*texts: str) -> str:
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |"


def main() -> None:
    text = catalogue()
    if "--check" in sys.argv[1:]:
        if not CATALOGUE.exists() or CATALOGUE.read_text("utf-8") != text:
            sys.exit(f"{CATALOGUE.relative_to(ROOT)} is not up to date: run `make docs`")
        return
    CATALOGUE.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
