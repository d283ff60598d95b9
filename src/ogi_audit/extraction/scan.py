"""A sentence taken apart: its numbers, the words for what the tables count, its clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ogi_audit.extraction.numbers import Stated, stated_numbers
from ogi_audit.extraction.sentences import Sentence
from ogi_audit.extraction.vocabulary import Word, words

_BREAK = re.compile(r"[,、;。:()!?]")
FILLER = re.compile(
    r"(?:[省市州县区镇乡旗]?政府信息|政务信息|申请书|信息|公开|依申请|申请|案件|办件|事项|件数|数量|总数|总量|机构|组织|提出|提交"
    r"|各方|全[省市县区]|我[省市县区局镇]|本年度?|全年|年度|共|合计|累计|总计|达到|答复|结果|行政机关"
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
        inside = [(number.start, number.stop) for number in self.numbers]
        inside += [(word.start, word.stop) for word in self.words]
        return tuple(
            found.start()
            for found in _BREAK.finditer(self.text)
            if not any(start <= found.start() < stop for start, stop in inside)
        )

    @cached_property
    def years_text(self) -> str:
        """The text without the years within words: 结转到2024年 is not of 2024."""
        text = self.text
        for word in self.words:
            text = text[: word.start] + "·" * (word.stop - word.start) + text[word.stop :]
        return text

    def clause(self, number: Stated) -> tuple[int, int]:
        """Where a number's clause begins and ends; another number ends it, a colon does not begin it."""
        ends = [other.stop for other in self.numbers if other.stop <= number.start]
        starts = [other.start for other in self.numbers if other.start >= number.stop]
        begins = [at + 1 for at in self.breaks if at < number.start and self.text[at] != ":"]
        stops = [at for at in self.breaks if at >= number.stop]
        return max([0, *ends, *begins]), min([len(self.text), *starts, *stops])

    def between(self, start: int, stop: int) -> list[Word]:
        """The words that stand wholly between two positions."""
        return [word for word in self.words if start <= word.start and word.stop <= stop]


def scan(sentence: Sentence, text: str, pattern: re.Pattern[str]) -> Scan:
    """Take a sentence apart. ``text`` is what is read of it, ``pattern`` from `words_pattern`."""
    return Scan(sentence, text, tuple(stated_numbers(text)), tuple(words(text, pattern)))
