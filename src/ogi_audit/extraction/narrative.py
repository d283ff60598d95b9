"""What the text of a report claims of its figures: each number with its sentence and honest readings.

Precision comes first: a number becomes a `Claim` only if nothing but filler stands between it and the
word it counts, in a sentence on applications or disputes, of this year and of this agency. All else is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ogi_audit.extraction.absence import absences
from ogi_audit.extraction.claims import Claim
from ogi_audit.extraction.context import (
    Context,
    is_kind_of_answer,
    is_on_requests,
    is_set_apart,
)
from ogi_audit.extraction.numbers import Stated
from ogi_audit.extraction.scan import FILLER, Scan, scan
from ogi_audit.extraction.sections import FoundSection
from ogi_audit.extraction.sentences import sentences
from ogi_audit.extraction.shares import share_of, wholes_of
from ogi_audit.extraction.topics import is_joined, topic_of
from ogi_audit.extraction.vocabulary import DOCUMENTS, OUTCOMES, TOTALS, Topic, Word, words_pattern

# What is published may have been issued before, or by others: such numbers need not agree.
_PUBLISHED = [topic for (_, verb), topic in DOCUMENTS.items() if verb == "published"]
_UNITS = set("件宗条起项份例个笔单部") | {"件次"}
_AMONG = re.compile(r"(?:件)?(?:政府信息公开|信息公开|依申请公开)(?:的)?申请[中里]")
_OBJECT = re.compile(
    r"(?:的)?(?:政府信息公开|信息公开|依申请公开|公开)?(?:申请|案件)?(?:件|事项)?[中里]?"
    r"(?:[均都已全部]{1,3}(?:依法|依规|按期|按时|及时|按规定|登记|予以|进行)*(?:办理|答复|办结|处理|回复|完毕)*)?"
)
# Between a number and the word it counts, where the number stands first: 54宗在法定期限内进行答复.
_LEAD = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开)?(?:申请)?件?(?:在|于)?(?:法定|规定)?(?:期限|时限)?[内前]?"
    r"(?:按照?规定|按程序|依法|依规|按期|按时|及时|正在|予以|进行|作出|做出|得到|给予|属于|因|[均都已全部为属系由是的将经被了])*+"
)
_TAIL = re.compile(
    r"(?:政府信息公开|信息公开)?(?:申请|提出|提交|办理|答复|处理|完毕|结果|情形|案件|信息|事项|继续|年度?|[的了类件])*+"
)
_BARE = re.compile(r"(?:其中|其余|剩余|另有|另外|还有|全年|本年度?|[共已有另的含])*+")


def read_claims(
    sections: Iterable[FoundSection], *, year: int | None, agency: str | None
) -> tuple[Claim, ...]:
    """Every claim of the sections, in order."""
    pattern = words_pattern(year)
    claims: list[Claim] = []
    for section in sections:
        context = Context(year, agency)
        for sentence in sentences(section.paragraphs):
            context.enter(sentence)
            taken_apart = scan(sentence, context.everybody(sentence.text), pattern)
            claims += _claims(section.key, taken_apart, context)
    return tuple(claims)


def _claims(section: str, scan: Scan, context: Context) -> Iterator[Claim]:
    """The claims of a sentence, from left to right, then what it says there was none of."""
    found: list[Claim] = []
    last: tuple[Stated, Claim | None] | None = None
    for number in scan.numbers:
        context.at(scan.text, scan.years_text, number.start)
        claim = None
        if number.unit == "%":
            if share := share_of(scan, context, number, found, last):
                topic, numerator = share
                claim = _share(section, scan, context, topic, number, numerator, found)
        else:
            word = _counted(scan, context, number)
            if word and last and _is_of_others(scan, word, number, last):
                word = None
            counted = topic_of(scan, context, word, number, found) if word else None
            if counted and not _is_proactive(scan, counted, number):
                claim = _claim(section, scan, context, counted, number)
            last = number, claim
        if claim:
            found.append(claim)
    for topic, number in absences(scan, context):
        found.append(_claim(section, scan, context, topic, number))
    return iter(found)


def _counted(scan: Scan, context: Context, number: Stated) -> Word | None:
    """The word that a number counts: the last before it in its clause, else the first behind it."""
    if number.unit not in _UNITS or number.value != int(number.value):
        return None
    start, stop = scan.clause(number)
    if own := scan.between(start, number.start):
        word = own[-1]
        before, after = scan.text[word.stop : number.start], scan.text[number.stop : stop]
        plain = FILLER.fullmatch(before) and _OBJECT.fullmatch(after)
        fits = bool(plain) and not is_joined(scan, word)
    elif not _BARE.fullmatch(context.own_name(scan.text[start : number.start])):
        return None
    elif _AMONG.fullmatch(scan.text[number.stop : stop]):
        # 15宗政府信息公开申请中，…: those received.
        word, fits = Word("accepted", number.start, number.start), True
    elif following := scan.between(number.stop, stop):
        word = following[0]
        before, after = scan.text[number.stop : word.start], scan.text[word.stop : stop]
        fits = bool(_LEAD.fullmatch(before) and _TAIL.fullmatch(after))
    else:
        return None
    if not fits or is_set_apart(scan.text[start : min(word.start, number.start)]):
        return None
    if word.name in ("closed", "handled") and _is_kind(scan, word, number):
        return None
    return None if context.elsewhere(scan.text, start, number.start) else word


def _is_kind(scan: Scan, word: Word, number: Stated) -> bool:
    """Whether answers are counted as one kind among others, or after those of another kind."""
    start, _ = scan.clause(number)
    earlier = [other for other in scan.words if other.stop <= start]
    listed = bool(earlier) and earlier[-1].name in OUTCOMES
    if listed and not re.search(r"[共计总]", scan.text[start : number.stop]):
        return True
    return is_kind_of_answer(scan.text[start : word.start], scan.text[number.stop :])


def _is_of_others(
    scan: Scan, word: Word, number: Stated, last: tuple[Stated, Claim | None]
) -> bool:
    """Whether a total goes with what was received just before: 受理仲裁申请887件，办结887件."""
    before, claim = last
    if claim is not None or word.name not in TOTALS or before.unit not in _UNITS:
        return False
    start, _ = scan.clause(before)
    received = any(other.name in TOTALS for other in scan.between(start, before.start))
    return received and not is_on_requests(scan.text[before.stop : number.start])


def _is_proactive(scan: Scan, topic: Topic, number: Stated) -> bool:
    """Whether a clause is on what was disclosed unasked: 主动予以公开5000条."""
    start, _ = scan.clause(number)
    return topic.kind != "document" and "主动" in scan.text[start : number.start]


def _claim(section: str, scan: Scan, context: Context, topic: Topic, number: Stated) -> Claim:
    start, stop = scan.clause(number)
    return Claim(
        section,
        scan.sentence.written,
        _quote(scan, start, max(stop, number.stop)),
        scan.sentence.place,
        topic,
        number,
        _scope(context, topic),
    )


def _share(
    section: str,
    scan: Scan,
    context: Context,
    topic: Topic,
    number: Stated,
    numerator: Decimal | None,
    found: list[Claim],
) -> Claim:
    # A percentage is quoted with the number that it goes with.
    start, _ = scan.clause(found[-1].stated if numerator is not None else number)
    return replace(
        _claim(section, scan, context, topic, number),
        quote=_quote(scan, start, max(scan.clause(number)[1], number.stop)),
        share_of=wholes_of(topic),
        stated_wholes=tuple(c.stated.value for c in found if c.topic.kind == "total"),
        numerator=numerator,
    )


def _scope(context: Context, topic: Topic) -> str:
    return "own" if context.is_own and topic not in _PUBLISHED else "other"


def _quote(scan: Scan, start: int, stop: int) -> str:
    return scan.sentence.written[start:stop].strip(",，、;；(（。")
