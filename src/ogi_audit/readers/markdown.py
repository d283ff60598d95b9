"""Markdown, line by line like plain text: only the marks go, what is written stays.

A Markdown library would drop the surplus cells of ragged rows, which converters often write.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from ogi_audit.document import Block, Grid, Paragraph, Place
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Content, clean
from ogi_audit.readers.html import read_fragment
from ogi_audit.readers.text import Line, split_lines, to_blocks
from ogi_audit.text.marks import LEVEL, RAISED

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?=\r?\n|\Z)", re.S)
_PROPERTY = re.compile(r"""^([\w-]+)[ \t]*:[ \t]*["']?(.*?)["']?[ \t]*$""", re.M)
_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]*>", re.I)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_SETEXT = re.compile(r"\s*+(=++|-{3,}+|(\*\s*+){3,}+|(_\s*+){3,}+)\s*+")
_PAGE_NUMBER = re.compile(r"\s*-\s*\d{1,4}\s*-\s*")
_LEAD = re.compile(r"^(\s|>|[-*+]\s+(\[[ xX]\]\s+)?(?=\S)|#{1,6}\s*(?=[^#\s\d]|\s\S))+")
_HEADING_END = re.compile(r"(?<!\s)\s++#++\s*+$")
_DEFINITION = re.compile(r"\s*+\[[^\]]++\]:\s*+\S.*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BACKTICKS = re.compile("`+")
_LINKS = (
    (re.compile(r"!\[(?:[^\]!]|!(?!\[))*+\]\([^()]*+(\([^()]*+\)[^()]*+)*+\)"), ""),
    (re.compile(r"\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"\[\^[^\[\]]+\]:?"), ""),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"<br\s*/?>", re.I), "\n"),
    (re.compile(r"<(s|del|strike)>[^<>]*</\1>", re.I), ""),
    (re.compile(r"<(sup|sub)>([^<>]*)</\1>", re.I), rf"{RAISED}\2{LEVEL}"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
)
_EMPHASIS = (
    (re.compile(r"\*{1,3}(?=\S)([^*]*[^*\s])\*{1,3}"), r"\1"),
    (re.compile(r"(?<!\w)_{1,3}(?=\S)([^_]*[^_\s])_{1,3}(?!\w)"), r"\1"),
    # What is struck out is not said.
    (re.compile(r"~~(?=\S)(.+?)~~"), ""),
    (re.compile(r"==(?=\S)([^=]+)=="), r"\1"),
)


def read_markdown(text: str, name: str, limits: Limits = DEFAULT) -> Content:
    """The content of a Markdown file.

    Raises:
        UnreadableError: a table in HTML is nested too deep.
    """
    # It stands for what was escaped, below.
    text = text.replace("\x00", "")
    properties: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        properties = {key: clean(value) for key, value in _PROPERTY.findall(front[1]) if value}
        text = _blank(front[0]) + text[front.end() :]
    text = _without_comments(text)
    blocks: list[Block] = []
    for number, part, is_table in _parts(text):
        if is_table:
            blocks.extend(_with_line(block, number) for block in read_fragment(part, name, limits))
        else:
            blocks.extend(_read_lines(part, number))
    return Content(tuple(blocks), MappingProxyType(properties))


def _without_comments(text: str) -> str:
    """The text without HTML comments; one that is not closed is none."""
    parts, done = [], 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[done:start], _blank(text[start:end])]
        done = end + 3
    return "".join([*parts, text[done:]])


def _blank(text: str) -> str:
    """As many line ends as the text has, so that the lines after it keep their numbers."""
    return "\n" * text.count("\n")


def _parts(text: str) -> Iterator[tuple[int, str, bool]]:
    """The text cut at the HTML tables in it: first line, text, and whether it is a table."""
    start = depth = done = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield text.count("\n", 0, done) + 1, text[done:start], False
                yield text.count("\n", 0, start) + 1, text[start : tag.end()], True
                done = tag.end()
    yield text.count("\n", 0, done) + 1, text[done:], False


def _with_line(block: Block, line: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, place=Place(line=line))
    rows = (
        tuple(
            replace(cell, place=Place(line=line, row=cell.place.row, column=cell.place.column))
            for cell in row
        )
        for row in block.rows
    )
    return Grid(tuple(rows), Place(line=line), block.ruled)


def _read_lines(text: str, first: int) -> Iterator[Block]:
    lines = [Line(line.number + first - 1, line.text) for line in split_lines(text)]
    fence = ""
    fenced: list[tuple[bool, Line]] = []
    for line in lines:
        mark = _FENCE.match(line.text)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif fence or not (_SETEXT.fullmatch(line.text) or _DEFINITION.fullmatch(line.text)):
            fenced.append((bool(fence), line))
    for is_code, group in groupby(fenced, key=lambda item: item[0]):
        yield from to_blocks(
            [line for _, line in group], *((clean, clean) if is_code else (_paragraph, _inline))
        )


def _paragraph(text: str) -> str:
    """The text of a paragraph without its marks, those of a heading or of a list's item too."""
    if _PAGE_NUMBER.fullmatch(text) or not text.strip("-*+# "):
        return text
    return _inline(_HEADING_END.sub("", _LEAD.sub("", text)))


def _inline(text: str) -> str:
    """The text without marks of emphasis, links and the like; ``<br>`` becomes a line break."""
    kept: list[str] = []

    def keep(escaped: re.Match[str]) -> str:
        kept.append(escaped[1])
        return f"\x00{len(kept) - 1}\x00"

    text = _ESCAPE.sub(keep, text.rstrip("\\"))
    for pattern, replacement in _LINKS:
        text = pattern.sub(replacement, text)
    text = _without_backticks(text)
    for pattern, replacement in _EMPHASIS:
        text = pattern.sub(replacement, text)
    return re.sub(r"\x00(\d+)\x00", lambda number: kept[int(number[1])], html.unescape(text))


def _without_backticks(text: str) -> str:
    """The text without the runs of backticks around code: it ends at the next run of equal length."""
    runs = [found.span() for found in _BACKTICKS.finditer(text)]
    closing: list[int | None] = [None] * len(runs)
    following: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        closing[number] = following.get(length)
        following[length] = number
    parts, done, number = [], 0, 0
    while number < len(runs):
        end = closing[number]
        for start, stop in () if end is None else (runs[number], runs[end]):
            parts.append(text[done:start])
            done = stop
        number = (number if end is None else end) + 1
    return "".join([*parts, text[done:]])
