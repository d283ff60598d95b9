"""A sentence taken apart: its numbers, the words for what the tables count, its clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from ogi_audit.extraction.numbers import Stated, stated_numbers
from ogi_audit.extraction.sentences import Sentence
from ogi_audit.extraction.vocabulary import Word, words

_BREAK = re.compile(r"[,、;。:()!?]")
FILLER = re.compile(
    r"(?:[省市州县区镇乡旗]?政府信息|政务信息|申请书|信息|公开|依申请|申请|案件|办件|事项|件数|数量|总数|总量|机构|组织|提出|提交"
    r"|各方|(?:广大)?(?:人民)?群众|社会(?:各界|公众)|市民|居民|村民|(?:任何)?单位和个人|全[省市县区]|我[省市县区局镇]|本年度?|全年|年度|共|合计|累计|总计|达到|答复|结果|行政机关"
    r"|[件总数量类表的了人计达到为是有约性:“”\"])*+"
)
"""What may stand between a word and the number it counts without saying anything."""


@dataclass(frozen=True)
class Scan:
    """One sentence: ``text`` in plain characters as it is read, ``sentence`` as it is quoted."""

    sentence: Sentence
    text: str
    numbers: tuple[Stated, ...]
    words: tuple[Word, ...]

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Where clauses end: punctuation that is not within a number or a word."""
        spans = [(part.start, part.stop) for part in self.numbers]
        spans += [(part.start, part.stop) for part in self.words]
        inside = {at for start, stop in spans for at in range(start, stop)}
        return tuple(
            found.start() for found in _BREAK.finditer(self.text) if found.start() not in inside
        )

    @cached_property
    def _begins(self) -> list[int]:
        """Where a clause begins behind a break, for each break that begins one."""
        return [at + 1 for at in self.breaks if self.text[at] != ":"]

    @cached_property
    def years_text(self) -> str:
        """The text without the years within words: 结转到2024年 is not of 2024."""
        parts, done = [], 0
        for word in self.words:
            parts += [self.text[done : word.start], "·" * (word.stop - word.start)]
            done = word.stop
        return "".join([*parts, self.text[done:]])

    def clause(self, number: Stated) -> tuple[int, int]:
        """Where a number's clause begins and ends; another number ends it, a colon does not begin it."""
        before = bisect_right(self.numbers, number.start, key=lambda other: other.stop)
        begin = bisect_right(self._begins, number.start)
        after = bisect_left(self.numbers, number.stop, key=lambda other: other.start)
        end = bisect_left(self.breaks, number.stop)
        return (
            max(
                self.numbers[before - 1].stop if before else 0,
                self._begins[begin - 1] if begin else 0,
            ),
            min(
                [len(self.text)]
                + [other.start for other in self.numbers[after : after + 1]]
                + [*self.breaks[end : end + 1]]
            ),
        )

    def between(self, start: int, stop: int) -> list[Word]:
        """The words that stand wholly between two positions."""
        first = bisect_left(self.words, start, key=lambda word: word.start)
        return [*self.words[first : bisect_right(self.words, stop, key=lambda word: word.stop)]]


def scan(sentence: Sentence, text: str, pattern: re.Pattern[str]) -> Scan:
    """Take a sentence apart. ``text`` is what is read of it, ``pattern`` from `words_pattern`."""
    return Scan(sentence, text, tuple(stated_numbers(text)), tuple(words(text, pattern)))
