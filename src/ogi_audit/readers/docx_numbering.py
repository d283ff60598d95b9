"""Automatic numbering: labels that Word shows before paragraphs, but does not write into them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ogi_audit.readers.docx_runs import W
from ogi_audit.readers.numerals import write_number

_VAL = f"{W}val"
# A list has nine levels.
_DEEPEST = 8
_PLACEHOLDER = re.compile(r"%([1-9])")
_INTEGER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its numbers, and the text around them."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    # The level at whose numbers this one starts again: 0 for never, None for any above it.
    restart: int | None = None
    is_legal: bool = False
    suffix: str = "tab"
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """An instance of a list (w:num): instances of one definition go on counting together."""

    definition: str
    levels: dict[int, _Level]
    # Levels that this instance starts again.
    starts: dict[int, int]


class Numbering:
    """The lists of a document, counting on with each paragraph given to `label`."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = (
            {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
            if styles is not None
            else {}
        )
        self._default_style = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in {"1", "true", "on"}
            ),
            None,
        )
        self._lists = {} if numbering is None else _read_lists(numbering, self._styles)
        self._positions: dict[tuple[str | None, ...], tuple[str | None, int]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number Word shows before the paragraph, with what parts it from the text."""
        number, depth = self._position(paragraph)
        chosen = self._lists.get(number or "0")
        if number is None or chosen is None or depth not in chosen.levels:
            return ""
        self._count(number, chosen, depth)
        counters = self._counters[chosen.definition]
        level = chosen.levels[depth]

        def write(placeholder: re.Match[str]) -> str:
            shown = int(placeholder[1]) - 1
            source = chosen.levels.get(shown, _Level())
            return write_number(
                counters.get(shown, source.start),
                "decimal" if level.is_legal else source.number_format,
            )

        if level.number_format in {"bullet", "none"}:
            return ""
        label = _PLACEHOLDER.sub(write, level.text)
        return f"{label} " if level.suffix == "space" or label[-1:].isalnum() else label

    def _count(self, number: str, chosen: _List, depth: int) -> None:
        counters = self._counters.setdefault(chosen.definition, {})
        if depth in chosen.starts and (number, depth) not in self._started:
            counters[depth] = chosen.starts[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = chosen.starts.get(depth, chosen.levels[depth].start)
        self._started.add((number, depth))
        for deeper in [other for other in counters if other > depth]:
            restart = chosen.levels.get(deeper, _Level()).restart
            if restart is None or depth < restart:
                del counters[deeper]

    def _position(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list and the level of a paragraph, its own or those of its style."""
        number = _value(paragraph, "pPr/numPr/numId")
        depth = _value(paragraph, "pPr/numPr/ilvl")
        style = _value(paragraph, "pPr/pStyle") or self._default_style
        known = number, depth, style
        if known not in self._positions:
            self._positions[known] = self._position_of(number, depth, style)
        return self._positions[known]

    def _position_of(
        self, number: str | None, depth: str | None, style: str | None
    ) -> tuple[str | None, int]:
        for name, element in self._style_chain(style):
            style_number = _value(element, "pPr/numPr/numId")
            number = number or style_number
            depth = depth or _value(element, "pPr/numPr/ilvl")
            levels = self._lists[number].levels if number in self._lists else {}
            linked = [key for key, level in levels.items() if level.style == name]
            depth = depth or (str(linked[0]) if linked else None)
            if style_number:
                break
        return number, _integer(depth, 0)

    def _style_chain(self, name: str | None) -> Iterable[tuple[str, etree._Element]]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = _value(self._styles[name], "basedOn")


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(_VAL)


def _integer(text: str | None, default: int) -> int:
    """A number as the file has it; ``default`` for what is none."""
    return int(text) if text and _INTEGER.fullmatch(text) else default


def _read_lists(numbering: etree._Element, styles: dict[str, etree._Element]) -> dict[str, _List]:
    definitions = {
        definition.get(f"{W}abstractNumId", ""): definition
        for definition in numbering.iter(f"{W}abstractNum")
    }
    references = {
        number.get(f"{W}numId", ""): _value(number, "abstractNumId") or ""
        for number in numbering.iter(f"{W}num")
    }
    lists = {}
    for number in numbering.iter(f"{W}num"):
        identifier = number.get(f"{W}numId", "")
        definition = references[identifier]
        element = definitions.get(definition)
        # A definition may refer to a list style, whose definition has the levels.
        link = None if element is None else _value(element, "numStyleLink")
        if link in styles:
            definition = references.get(_value(styles[link], "pPr/numPr/numId") or "", definition)
            element = definitions.get(definition)
        levels = {} if element is None else _read_levels(element)
        starts = {}
        for override in number.iter(f"{W}lvlOverride"):
            depth = _integer(override.get(f"{W}ilvl"), 0)
            levels.update(_read_levels(override))
            if start := _value(override, "startOverride"):
                starts[depth] = _integer(start, 1)
        lists[identifier] = _List(definition, levels, starts)
    return lists


def _read_levels(element: etree._Element) -> dict[int, _Level]:
    levels = {}
    for level in element.findall(f"{W}lvl"):
        depth = _integer(level.get(f"{W}ilvl"), 0)
        if depth > _DEEPEST:
            continue
        restart = _value(level, "lvlRestart")
        legal = level.find(f"{W}isLgl")
        levels[depth] = _Level(
            start=_integer(_value(level, "start"), 0),
            number_format=_value(level, "numFmt") or "decimal",
            text=_value(level, "lvlText") or "",
            restart=None if restart is None else _integer(restart, 0),
            is_legal=legal is not None and legal.get(_VAL, "1") not in {"0", "false", "off"},
            suffix=_value(level, "suff") or "tab",
            style=_value(level, "pStyle"),
        )
    return levels
