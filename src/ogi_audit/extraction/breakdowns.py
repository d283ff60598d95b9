"""Numbers that the text breaks down, such as 共X条，其中A a条、B b条.

Whether a list is complete is seldom said. It counts as complete where it closes with its rest (其他),
says 分别为, or names all parts that the form itself has. A list that misses its whole by very little is
shown too: a part left out on purpose is seldom a tenth of the smallest one named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ogi_audit.document import Place
from ogi_audit.extraction.claims import Claim
from ogi_audit.extraction.numbers import MONEY, Stated, stated_numbers
from ogi_audit.extraction.sections import FoundSection
from ogi_audit.extraction.sentences import Sentence, sentences

_OPENING = re.compile(
    r"[,、;:(]*(?:(?P<told>分别(?:为|是))|其中(?:,|:|包括)?|包括)(?P<told_after>分别(?:为|是))?:?|\("
)
# A part: what it is, then how many; 为, 共 and brackets between say nothing.
_LABEL = re.compile(
    r"(?P<joint>[,、和及与;以]*)(?P<label>[^,、;。:()%\d]{1,24}?)(?:各|共|共计|为|有|达|是|约|:)?"
)
# What begins anew is no further part: a nested 其中, or what was done with the whole.
_NEW_SUBJECT = re.compile(
    r"^(?:其中|另|共|均|全[年市县区]|已?(?:办结|办理|答复|受理|收到|结转|新收|发布|公开))"
)
# 较上年减少4件，其中…: what follows divides another number.
_COMPARED = re.compile(r"较|比|增加|减少|增长|下降|上升|多|少|含|超")
_REST = re.compile(r"^(?:其他|其它|其余)")
_OPEN_END = re.compile(r"^(?:余)?(?:等|左右|以上)")
_SELECTED = re.compile(r"重点|主要|仅|特别|尤其|新增|最|超过|同比|较|原创|转载量")
_FEWEST_UNTOLD = 3
_RATE_BETWEEN = re.compile(r"[,(]?(?:约)?占(?:比|总数|[^,、;。()\d]{0,8})?(?:的)?\d+(?:\.\d+)?%\)?")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A number and the parts that the text gives of it.

    ``told`` is how the text lets know that the list is complete: ``sum`` (it adds up), ``rest``,
    ``respectively``, ``form``, ``near`` (it misses the whole by little); ``None`` where it may not be.
    """

    section: str
    sentence: str
    place: Place
    whole: Stated
    labels: tuple[str, ...]
    parts: tuple[Stated, ...]
    told: str | None

    @property
    def total(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))


def read_breakdowns(
    sections: Iterable[FoundSection], claims: Sequence[Claim]
) -> tuple[Breakdown, ...]:
    """Every number of the sections that is broken down into two or more parts of its unit."""
    topics = {(claim.sentence, claim.stated.start): claim.topic.key for claim in claims}
    return tuple(
        breakdown
        for section in sections
        for sentence in sentences(section.paragraphs)
        for breakdown in _breakdowns(section.key, sentence, topics)
    )


def _breakdowns(
    section: str, sentence: Sentence, topics: dict[tuple[str, int], str]
) -> Iterator[Breakdown]:
    text = _RATE_BETWEEN.sub(lambda found: " " * len(found.group()), sentence.text)
    numbers = [number for number in stated_numbers(text) if number.unit != MONEY]
    for position, whole in enumerate(numbers):
        before = text[_clause(text, whole.start) : whole.start]
        if not whole.exact or whole.unit == "%" or _COMPARED.search(before):
            continue
        opening = _OPENING.match(text, whole.stop)
        if opening is None:
            continue
        labels, parts = _parts(text, opening.end(), numbers[position + 1 :], whole)
        if len(parts) < 2 or any(not part.exact for part in parts):
            continue
        respectively = bool(opening["told"] or opening["told_after"])
        keys = {topics.get((sentence.written, part.start), "") for part in parts}
        stop = parts[-1].stop
        yield Breakdown(
            section,
            sentence.written[_clause(text, whole.start) : stop],
            sentence.place,
            whole,
            tuple(labels),
            tuple(parts),
            _told(text[stop:], whole, labels, parts, respectively, keys),
        )


def _parts(
    text: str, at: int, numbers: Sequence[Stated], whole: Stated
) -> tuple[list[str], list[Stated]]:
    """The run of labelled numbers of the whole's unit from ``at`` on, at most up to its sum."""
    labels: list[str] = []
    parts: list[Stated] = []
    joints: set[str] = set()
    for number in numbers:
        label = _LABEL.fullmatch(text[at : number.start].replace(" ", ""))
        if number.unit != whole.unit or label is None or _NEW_SUBJECT.match(label["label"]):
            break
        if parts:
            joint = label["joint"][:1]
            if not joint or (joint == ";" and joints):
                break
            joints |= {joint} - {";"}
        labels.append(label["label"])
        parts.append(number)
        at = number.stop
        if len(parts) > 1 and sum(part.value for part in parts) == whole.value:
            break
    return labels, parts


def _told(
    after: str,
    whole: Stated,
    labels: Sequence[str],
    parts: Sequence[Stated],
    respectively: bool,
    topics: set[str],
) -> str | None:
    total = sum((part.value for part in parts), Decimal(0))
    if total == whole.value:
        return "sum"
    if _OPEN_END.match(after):
        return None
    if respectively:
        return "respectively"
    if _REST.match(labels[-1]):
        return "rest"
    if any(_SELECTED.search(label) for label in labels):
        return None
    if _names_all(labels, topics):
        return "form"
    missed = abs(total - whole.value)
    near = missed <= min(whole.value / 20, min(part.value for part in parts) / 10)
    return "near" if near and len(parts) >= _FEWEST_UNTOLD else None


def _names_all(labels: Sequence[str], topics: set[str]) -> bool:
    """Whether the parts are all those that the form divides such a number into."""
    if {"natural_person", "legal_persons"} == topics:
        return True
    joined = "|".join(labels)
    return len(labels) == 4 and all(
        word in joined for word in ("维持", "纠正", "其他结果", "未审结")
    )


def _clause(text: str, at: int) -> int:
    """Where the clause of a number begins."""
    return max(text.rfind(mark, 0, at) for mark in ",;。:(") + 1
