"""The frames ``years_*``: a report beside the same agency's report of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import Indel

from ogi_audit.extraction.sentences import sentences
from ogi_audit.form import REQUESTER_KEYS
from ogi_audit.frames_text import Record
from ogi_audit.report import Report

_SECTIONS = ("overview", "problems")
_NUMERAL = "[〇零一二三四五六七八九十百]"
_NUMBER = re.compile(rf"[\d.,%]+|(?<!{_NUMERAL}){_NUMERAL}++(?=[件宗条起项份年月日次])")
# Shorter sentences (一是…) say little; of a shorter section no share can be told.
_SHORTEST_SENTENCE = 12
_SHORTEST_SECTION = 100
# Each is compared with each of last year; no section has a tenth of these.
_MOST_SENTENCES = 2000
_SAME = 0.95


def years_requests(report: Report, last: Report) -> Iterator[Record]:
    """One row a requester column: what last year's report carried on, what this one took over."""
    now, then = report.values, last.values
    for column in REQUESTER_KEYS:
        yield {
            "at": column,
            "carried_in": now.get(f"requests.carried_in.{column}"),
            "last_carried_out": then.get(f"requests.carried_out.{column}"),
        }


def years_documents(report: Report, last: Report) -> Iterator[Record]:
    """One row a kind of document: those in force, this year and last."""
    now, then = report.values, last.values
    for kind in ("regulations", "normative_documents"):
        yield {
            "at": kind,
            "table": "disclosure",
            **{
                column: now.get(f"disclosure.{kind}.{column}")
                for column in ("issued", "repealed", "in_force")
            },
            "last_in_force": then.get(f"disclosure.{kind}.in_force"),
        }


def years_sections(report: Report, last: Report) -> Iterator[Record]:
    """One row for section 一 and one for 五: how much of it is last year's text.

    ``common`` is the share of its characters in sentences that last year's section has too, numbers
    aside; NA where one of the two says too little.
    """
    for key in _SECTIONS:
        now, then = _sentences(report, key), list(_sentences(last, key))
        same = {text: written for text, written in now.items() if _has(then, text)}
        length = sum(map(len, now))
        enough = min(length, sum(map(len, then))) >= _SHORTEST_SECTION
        common = sum(map(len, same)) / length if enough else None
        yield {
            "at": key,
            "common": common,
            "share": round(100 * common) if common is not None else None,
            "same": len(same),
            "sentences": len(now),
            "example": max(same.values(), key=len, default=None),
        }


def _sentences(report: Report, key: str) -> dict[str, str]:
    """The sentences of a section without their numbers, and as written."""
    section = next(section for section in report.sections if section.key == key)
    # Where a semicolon ends a line, one layout ends the sentence there and another does not.
    texts = {
        _NUMBER.sub("", part.group()): sentence.written[part.start() : part.end()]
        for sentence in sentences(section.paragraphs)
        for part in re.finditer("[^;]+", sentence.text)
    }
    long = ((text, said) for text, said in texts.items() if len(text) >= _SHORTEST_SENTENCE)
    return dict(islice(long, _MOST_SENTENCES))


def _has(texts: list[str], text: str) -> bool:
    found = process.extractOne(text, texts, scorer=Indel.normalized_similarity, score_cutoff=_SAME)
    return found is not None
