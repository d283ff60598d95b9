"""What the text of a report claims of its figures: each number with its sentence and honest readings.

Precision comes first: a number becomes a `Claim` only if nothing but filler stands between it and the
word it counts, in a sentence on applications or disputes, of this year and of this agency. All else is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ogi_audit.document import Place
from ogi_audit.extraction.context import Context, is_set_apart
from ogi_audit.extraction.numbers import Stated, stated_numbers
from ogi_audit.extraction.sections import FoundSection
from ogi_audit.extraction.sentences import Sentence, sentences
from ogi_audit.extraction.vocabulary import (
    CASES,
    DOCUMENTS,
    OUTCOMES,
    REQUESTER_TOPICS,
    TOTALS,
    Topic,
    Word,
    words,
    words_pattern,
)

# What is published may have been issued before, or by others: such numbers need not agree.
_PUBLISHED = [topic for (_, verb), topic in DOCUMENTS.items() if verb == "published"]
RESULTS = frozenset(result for _, result in CASES) - {"total"}
SECTIONS_READ = ("overview", "other_matters")
_UNITS = set("件宗条起项份例个笔单部") | {"件次"}
_BREAK = re.compile(r"[,、;。:()!?]")
_FILLER = re.compile(
    r"(?:[省市州县区镇乡旗]?政府信息|政务信息|信息|公开|依申请|申请|案件|办件|事项|件数|数量|总数|总量|机构|组织|提出|提交"
    r"|各方|全[省市县区]|我[省市县区局镇]|本年度?|全年|年度|分别|共|合计|累计|总计|达到|答复|结果|行政机关"
    r"|[件总数量类书表的了人计达到为是有各约性:“”\"])*"
)
# Between a number and the word it counts, where the number stands first: 54宗在法定期限内进行答复.
_LEAD = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开)?(?:申请)?件?(?:在|于)?(?:法定|规定)?(?:期限|时限)?[内前]?"
    r"(?:按照?规定|依法|依规|按期|按时|及时|正在|予以|进行|作出|做出|得到|给予|属于|因|[均都已全部为属系由是的将经被了])*"
)
_TAIL = re.compile(
    r"(?:政府信息公开|信息公开)?(?:申请|提出|提交|办理|答复|处理|完毕|结果|情形|案件|信息|事项|继续|年度?|[的了类件])*"
)
# 不予公开和无法提供5件: the number is that of both, which the tables do not add.
_JOINT = re.compile(r"(?:申请|情况|案件|[类的件])*(?:以及|或者|[和及与或、/])+")
_BARE = re.compile(r"(?:其中|另有|另外|还有|全年|本年度?|[共已有另的含])*")
_SHARE = re.compile(
    r"占?(?:比|总数|总量|全部|全年|办结|办理|申请|答复|受理|收到|新收|政府信息公开|信息公开|比例|比重|数量"
    r"|[总数量件的率为约达到了其:])*"
)
_NOTHING = re.compile(
    r"^.{0,16}?(?:未|没有|无)(?:发生|产生|出现|引发|涉及|收到|接到|受理|新收)?(?:过|任何|一起|一例|各方|(?:公民|自然人)(?:的)?)*"
    r"(?P<what>.*)$"
)
_NOTHING_REQUESTS = re.compile(
    r"(?:提出的?|提交的?)?(?:政府信息公开|信息公开|依申请公开(?:政府信息)?)(?:的)?(?:申请)?(?:事项|件)?"
)
_NOTHING_DISPUTES = re.compile(
    r"(?:因|由|与|涉及|有关|关于)?(?:政府)?(?:信息公开|依申请公开)(?:工作|答复|申请|事项)?(?:类|相关|有关)?(?:而)?"
    r"(?:引起|引发|产生|导致|被申请|提起)*(?:的)?(?P<case>行政复议|行政诉讼|复议[和及、或与](?:行政)?诉讼"
    r"|行政复议[和及、或与](?:提起)?行政诉讼)(?:案件|情况|情形|的|事件)*"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a sentence states for something the tables count.

    ``share_of`` holds the wholes that a percentage may be taken of, as sums of cells and as the text
    itself states them; it is empty for a count. ``numerator`` is the number that the percentage goes
    with, where it goes with one. ``scope`` is ``own``, or ``other`` where the sentence speaks of a part
    of the agency or of more than it. ``quote`` is the clause, ``sentence`` the whole.
    """

    section: str
    sentence: str
    quote: str
    place: Place
    topic: Topic
    stated: Stated
    scope: str
    share_of: tuple[tuple[str, ...], ...] = ()
    stated_wholes: tuple[Decimal, ...] = ()
    numerator: Decimal | None = None


def read_claims(
    sections: Iterable[FoundSection], *, year: int | None, agency: str | None
) -> tuple[Claim, ...]:
    """Every claim of sections 一 and 六, in order."""
    pattern = words_pattern(year)
    claims: list[Claim] = []
    for section in sections:
        if section.key not in SECTIONS_READ:
            continue
        context = Context(year, agency)
        for sentence in sentences(section.paragraphs):
            context.enter(sentence)
            claims += _Reader(section.key, sentence, context, pattern).claims()
    return tuple(claims)


class _Reader:
    """One sentence, read from left to right."""

    def __init__(
        self, section: str, sentence: Sentence, context: Context, pattern: re.Pattern[str]
    ) -> None:
        self.section, self.sentence, self.context = section, sentence, context
        # 公民、法人和其他组织 are everybody and no kind of requester.
        self.text = context.everybody(sentence.text)
        self.numbers = list(stated_numbers(self.text))
        self.words = list(words(self.text, pattern))
        inside = [(n.start, n.stop) for n in self.numbers] + [(w.start, w.stop) for w in self.words]
        self.breaks = [
            found.start()
            for found in _BREAK.finditer(self.text)
            if not any(start <= found.start() < stop for start, stop in inside)
        ]
        # A year within a word (结转到2024年) is not the year that the sentence speaks of.
        self.years = self.text
        for word in self.words:
            self.years = (
                self.years[: word.start] + "·" * (word.stop - word.start) + self.years[word.stop :]
            )
        self.found: list[Claim] = []
        self.last: tuple[Stated, Claim | None] | None = None

    def claims(self) -> list[Claim]:
        for number in self.numbers:
            self.context.at(self.text, self.years, number.start)
            claim = self._claim(number)
            if claim is not None:
                self.found.append(claim)
            if number.unit != "%":
                self.last = number, claim
        return self.found + list(self._nothing())

    def _claim(self, number: Stated) -> Claim | None:
        start, stop = self._clause(number)
        before = self.text[start : number.start]
        own = [word for word in self.words if start <= word.start and word.stop <= number.start]
        if number.unit == "%":
            return self._share(number, start, own)
        if number.unit not in _UNITS or number.value != int(number.value):
            return None
        if own:
            word, rest = own[-1], self.text[own[-1].stop : number.start]
            if self._is_joined(word):
                return None
            after = self.text[number.stop : stop]
            if not _FILLER.fullmatch(rest) or not re.fullmatch(
                r"(?:的)?(?:政府信息公开|信息公开|依申请公开|公开)?(?:申请|案件)?(?:件|事项)?",
                after,
            ):
                return None
        elif _BARE.fullmatch(self.context.own_name(before)):
            following = [w for w in self.words if number.stop <= w.start and w.stop <= stop]
            if not following:
                return None
            word = following[0]
            if not _LEAD.fullmatch(self.text[number.stop : word.start]):
                return None
            if not _TAIL.fullmatch(self.text[word.stop : stop]):
                return None
        else:
            return None
        if is_set_apart(self.text[start : min(word.start, number.start)]):
            return None
        if self.context.elsewhere(self.text, start, number.start):
            return None
        topic = self._topic(word, number)
        if topic is None or (topic.kind != "document" and "主动" in before):
            return None
        return self._make(topic, number)

    def _is_joined(self, word: Word) -> bool:
        """Whether another part or result is named together with this one, before the same number."""
        parts = (REQUESTER_TOPICS, OUTCOMES, RESULTS)
        for one in (other for other in self.words if other.stop <= word.start):
            alike = any(one.name in kind and word.name in kind for kind in parts)
            if alike and _JOINT.fullmatch(self.text[one.stop : word.start]):
                return True
        return False

    def _make(
        self,
        topic: Topic,
        number: Stated,
        share_of: tuple[tuple[str, ...], ...] = (),
        numerator: Decimal | None = None,
    ) -> Claim:
        written = self.sentence.written
        # A percentage is quoted with the number that it goes with.
        first = self.found[-1].stated if numerator is not None else number
        start, stop = self._clause(first)[0], max(self._clause(number)[1], number.stop)
        return Claim(
            self.section,
            written,
            written[start:stop].strip(",，、;；(（。"),
            self.sentence.place,
            topic,
            number,
            "own" if self.context.is_own and topic not in _PUBLISHED else "other",
            share_of,
            tuple(c.stated.value for c in self.found if share_of and c.topic.kind == "total"),
            numerator,
        )

    def _clause(self, number: Stated) -> tuple[int, int]:
        ends = [n.stop for n in self.numbers if n.stop <= number.start]
        starts = [n.start for n in self.numbers if n.start >= number.stop]
        colon = [at for at in self.breaks if self.text[at] != ":"]
        start = max([0, *ends, *(at + 1 for at in colon if at < number.start)])
        stop = min([len(self.text), *starts, *(at for at in self.breaks if at >= number.stop)])
        return start, stop

    def _topic(self, word: Word, number: Stated) -> Topic | None:
        """What a word counts at this place; nothing where the sentence is on something else."""
        name, before = word.name, self.text[: max(word.stop, number.start)]
        parent = self._parent(number.start)
        if name in TOTALS:
            after = self.text[number.stop : number.stop + 12]
            return TOTALS[name] if self.context.on_requests(before, after) else None
        if name in REQUESTER_TOPICS:
            fits = self.context.on_requests(before, "") and parent in (None, "total", "requester")
            return REQUESTER_TOPICS[name] if fits else None
        if name in OUTCOMES:
            kinds = (None, "total", "outcome")
            return (
                OUTCOMES[name] if self.context.on_requests(before, "") and parent in kinds else None
            )
        if name in ("regulations", "normative_documents"):
            verb = self.context.document_verb(before[: word.start])
            return DOCUMENTS[name, verb] if verb else None
        if name in ("repealed", "in_force"):
            said = {w.name for w in self.words if w.stop <= word.start}
            of = said & {kind for kind, _ in DOCUMENTS}
            return DOCUMENTS[of.pop(), name] if len(of) == 1 else None
        if (name, "total") in CASES:
            return CASES[name, "total"] if self._on_disputes(number) else None
        case = next(
            (
                w.name
                for w in reversed(self.words)
                if w.stop <= word.start and (w.name, "total") in CASES
            ),
            None,
        )
        fits = self._on_disputes(number) and parent in (None, "dispute", "result")
        return CASES[case, name] if case and (case, name) in CASES and fits else None

    def _on_disputes(self, number: Stated) -> bool:
        return self.context.on_disputes(self.text, number.start, number.stop)

    def _parent(self, at: int) -> str | None:
        """The kind of claim that the last 其中 before ``at`` divides; ``other`` if it is none."""
        opening = max(self.text.rfind("其中", 0, at), self.text.rfind("包括", 0, at))
        if opening < 0:
            return None
        whole = [n for n in self.numbers if n.stop <= opening and n.unit != "%"]
        if not whole:
            return None
        claim = next((c for c in self.found if c.stated.start == whole[-1].start), None)
        if claim is None:
            return "other"
        return claim.topic.kind

    def _share(self, number: Stated, start: int, own: Sequence[Word]) -> Claim | None:
        """A percentage: of what the clause names before 占, or of the number that stands before."""
        before = self.text[start : number.start]
        if own and own[-1].name in (*REQUESTER_TOPICS, *OUTCOMES) and "占" in before:
            words_before = [w for w in own if w.start < start + before.index("占")]
            if not words_before:
                return self._share_of_last(number, before)
            word = words_before[-1]
            label, _, rest = self.text[word.stop : number.start].partition("占")
            if _FILLER.fullmatch(label) and _SHARE.fullmatch(rest):
                topic = self._topic(word, number)
                return self._make(topic, number, _wholes(topic)) if topic else None
            return None
        return self._share_of_last(number, before)

    def _share_of_last(self, number: Stated, before: str) -> Claim | None:
        last, claim = self.last or (None, None)
        if last is None or claim is None:
            return None
        bracket = self.text[last.stop : number.start] == "("
        directly = self.text[last.stop : number.start].strip(",、(") == before.strip(",、(")
        if not (bracket or ("占" in before and directly and _SHARE.fullmatch(before))):
            return None
        return self._make(claim.topic, number, _wholes(claim.topic), last.value)

    def _nothing(self) -> Iterator[Claim]:
        """未收到…申请, 没有因政府信息公开引发的行政复议: a claim of 0."""
        start = 0
        for stop in [*(at for at in self.breaks if self.text[at] != "、"), len(self.text)]:
            clause, begin, start = self.text[start:stop], start, stop + 1
            found = _NOTHING.match(clause)
            if not found or any(begin <= n.start < stop for n in self.numbers):
                continue
            self.context.at(self.text, self.years, stop)
            if is_set_apart(clause) or self.context.elsewhere(self.text, begin, stop):
                continue
            zero = Decimal(0)
            number = Stated(clause, begin, stop, "件", zero, zero, zero, 0)
            if _NOTHING_REQUESTS.fullmatch(found["what"]) and "申请" in found["what"]:
                yield self._make(TOTALS["received"], number)
            elif case := _NOTHING_DISPUTES.fullmatch(found["what"]):
                both = "诉讼" in case["case"] and "复议" in case["case"]
                name = (
                    "disputes"
                    if both
                    else "litigation"
                    if "诉讼" in case["case"]
                    else "reconsideration"
                )
                yield self._make(CASES[name, "total"], number)


def _wholes(topic: Topic) -> tuple[tuple[str, ...], ...]:
    """What a share of the topic may honestly be taken of, as sums of cells."""
    new, closed = "requests.new_received.total", "requests.closed_total.total"
    everything = (new, "requests.carried_in.total")
    if topic.kind == "result":
        return tuple(
            tuple(f"{pattern.rsplit('.', 1)[0]}.total" for pattern in reading.plus)
            for reading in topic.readings
        )
    if topic.kind == "dispute":
        return tuple(reading.plus for reading in CASES["disputes", "total"].readings)
    return ((closed,), (new,), everything)
