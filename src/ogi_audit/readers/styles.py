"""What a page's own style sheets do to its text: hide it, strike it out, raise it.

Style elements and style attributes are read (CSS Cascade, Selectors; tinycss2 and cssselect); sheets of
other files are not fetched. Of two rules for one property the important one holds, then the attribute's,
then the more specific one, then the later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import tinycss2
from cssselect import GenericTranslator, SelectorError
from cssselect.parser import Selector, parse
from lxml import etree

# Beyond these a page's style is no page's: each selector is looked for in the whole page.
_MOST_RULES, _LONGEST_SELECTOR = 300, 200
_PROPERTIES = frozenset(
    (
        *("display", "visibility", "font-size", "text-decoration", "text-decoration-line"),
        *(
            "vertical-align",
            "position",
            "left",
            "top",
            "text-indent",
            "opacity",
            "mso-hide",
            "clip",
        ),
    )
)
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em|rem|%)?|-[3-9]\d\d(?:px|pt|em|rem)")
_NOTHING = re.compile(r"0*(?:\.0+)?(?:px|pt|em|rem|%)?")
_RAISED = frozenset(("super", "sub", "text-top", "text-bottom"))
_LENGTH = re.compile(r"-?\d+(?:\.\d+)?(?:px|pt|em|ex|rem|%)")
_WIDTH = re.compile(r"\((?:max|min)-(?:device-)?width\s*:\s*(\d+(?:\.\d+)?)(px|em|rem)?\)", re.I)
# As wide as the screen that a page is read on.
_SCREEN = 1280
_LINE_THROUGH = frozenset(("s", "strike", "del"))
_RAISING = frozenset(("sup", "sub"))

_Weight = tuple[bool, bool, tuple[int, int, int], int]


@dataclass(slots=True)
class Style:
    """The properties of an element that bear on how its text is seen, those it has of its own."""

    values: dict[str, str]

    @property
    def is_hidden(self) -> bool:
        """Whether the element is not shown."""
        get = self.values.get
        return (
            get("display") == "none"
            or get("visibility") in {"hidden", "collapse"}
            or get("mso-hide") == "all"
            or ("font-size" in self.values and bool(_NOTHING.fullmatch(self.values["font-size"])))
            or (get("opacity") is not None and bool(_NOTHING.fullmatch(self.values["opacity"])))
            or bool(_FAR.fullmatch(get("text-indent", "")))
            or (
                get("position") in {"absolute", "fixed"}
                and any(_FAR.fullmatch(get(side, "")) for side in ("left", "top"))
            )
        )

    @property
    def is_struck(self) -> bool:
        """Whether a line goes through its text."""
        lines = f"{self.values.get('text-decoration', '')} {self.values.get('text-decoration-line', '')}"
        return "line-through" in lines.split()

    @property
    def is_raised(self) -> bool:
        """Whether its text stands above or below the line."""
        value = self.values.get("vertical-align", "")
        return value in _RAISED or (
            bool(_LENGTH.fullmatch(value)) and not _NOTHING.fullmatch(value.lstrip("-"))
        )


_PLAIN = Style({})


class Styles:
    """The styles of a page's elements; without its ``sheets`` those that stand in attributes."""

    def __init__(self, root: etree._Element, *, sheets: bool = True) -> None:
        self._of: dict[etree._Element, dict[str, tuple[_Weight, str]]] = {}
        rules = islice(_rules(root) if sheets else (), _MOST_RULES)
        for number, (selector, declarations) in enumerate(rules):
            for element in _matching(root, selector):
                self._add(element, declarations, selector.specificity(), number)

    def of(self, element: etree._Element) -> Style:
        """The style of an element; what it inherits is its ancestors'."""
        if not (
            element in self._of or element.get("style") or element.tag in _LINE_THROUGH | _RAISING
        ):
            return _PLAIN
        if written := element.get("style"):
            own = dict(self._of.get(element, {}))
            for name, value, important in _declarations(tinycss2.parse_blocks_contents(written)):
                _put(own, name, value, (important, True, (0, 0, 0), 0))
        else:
            own = self._of.get(element, {})
        values = {name: value for name, (_, value) in own.items()}
        if element.tag in _LINE_THROUGH:
            values.setdefault("text-decoration", "line-through")
        if element.tag in _RAISING:
            values.setdefault("vertical-align", "super")
        return Style(values)

    def _add(
        self,
        element: etree._Element,
        declarations: Iterable[tuple[str, str, bool]],
        specificity: tuple[int, int, int],
        number: int,
    ) -> None:
        own = self._of.setdefault(element, {})
        for name, value, important in declarations:
            _put(own, name, value, (important, False, specificity, number))


def _put(own: dict[str, tuple[_Weight, str]], name: str, value: str, weight: _Weight) -> None:
    if name not in own or own[name][0] <= weight:
        own[name] = weight, value


def _rules(
    root: etree._Element,
) -> Iterator[tuple[Selector, list[tuple[str, str, bool]]]]:
    """The rules of the page's style elements that bear on how text is seen, in their order."""
    for sheet in root.iter("style"):
        if sheet.get("media") and not _is_for_screen(sheet.get("media", "")):
            continue
        text = "".join(map(str, sheet.itertext())).replace("<!--", "").replace("-->", "")
        yield from _of_sheet(
            tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        )


def _of_sheet(nodes: Iterable[object]) -> Iterator[tuple[Selector, list[tuple[str, str, bool]]]]:
    for node in nodes:
        kind = getattr(node, "type", "")
        if kind == "at-rule" and getattr(node, "lower_at_keyword", "") == "media":
            if node.content is not None and _is_for_screen(tinycss2.serialize(node.prelude)):  # type: ignore[attr-defined]
                inner = tinycss2.parse_rule_list(
                    node.content,  # type: ignore[attr-defined]
                    skip_comments=True,
                    skip_whitespace=True,
                )
                yield from _of_sheet(inner)
        elif kind == "qualified-rule":
            found = list(_declarations(tinycss2.parse_blocks_contents(node.content)))  # type: ignore[attr-defined]
            written = tinycss2.serialize(node.prelude)  # type: ignore[attr-defined]
            if found and len(written) <= _LONGEST_SELECTOR:
                for selector in _selectors(written):
                    yield selector, found


def _declarations(nodes: Iterable[object]) -> Iterator[tuple[str, str, bool]]:
    for node in nodes:
        if getattr(node, "type", "") == "declaration" and node.lower_name in _PROPERTIES:  # type: ignore[attr-defined]
            value = tinycss2.serialize(node.value).strip().lower()  # type: ignore[attr-defined]
            yield node.lower_name, value, node.important  # type: ignore[attr-defined]


def _selectors(written: str) -> list[Selector]:
    try:
        return [one for one in parse(written) if one.pseudo_element is None]
    except SelectorError:
        return []


def _matching(root: etree._Element, selector: Selector) -> list[etree._Element]:
    """The elements of a page that a selector is of; none for what only a person's doing brings about."""
    try:
        path = GenericTranslator().selector_to_xpath(selector)
        found = root.xpath(path)
    except (SelectorError, etree.XPathError):
        return []
    return (
        [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []
    )


def _is_for_screen(media: str) -> bool:
    """Whether a media query holds for a screen of usual width."""
    return any(_holds(query.strip().lower()) for query in media.split(","))


def _holds(query: str) -> bool:
    words = re.findall(r"[a-z-]+", query.split("(")[0])
    if "not" in words or (words and not {"screen", "all", "only", "and"} & set(words)):
        return False
    for found in _WIDTH.finditer(query):
        width = float(found[1]) * (1 if found[2] in {"px", None} else 16)
        if width < _SCREEN if "max-" in found.group() else width > _SCREEN:
            return False
    return True
