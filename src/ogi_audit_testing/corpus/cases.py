"""How reports speak of reconsideration and litigation, their own and what else comes under these words."""

from __future__ import annotations

from collections.abc import Callable

from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.prose import Passage, Stated, fill, join, percent
from ogi_audit_testing.makers import form

_RESULTS = tuple(form.DISPUTE_COLUMNS[:-1])
_WORDS = {"reconsideration": "行政复议", "litigation": "行政诉讼"}


def cases(f: Facts) -> tuple[Passage, ...]:
    """The sentences on disputes over disclosure, and now and then on other cases of the agency."""
    counts = {kind: int(f.case(kind).value) for kind in _WORDS}
    if not any(counts.values()):
        told = (
            *fill(f.rng.choice(_NO_CASES)),
            *(nothing(f, kind) for kind in ("disputes", *_WORDS)),
        )
    elif f.rng.random() < 0.25:
        told = f.rng.choice(_TOGETHER)(f)
    else:
        told = join(
            f.rng.choice(_KIND)(f, kind, word) if counts[kind] else _none(f, kind, word)
            for kind, word in _WORDS.items()
        )
    return (told, f.rng.choice(_CASELOAD)(f)) if f.rng.random() < 0.25 else (told,)


_NO_CASES = (
    "全年没有因政府信息公开引发的行政复议和行政诉讼。",
    "未发生因政府信息公开引起的行政复议、行政诉讼案件。",
    "本年度无涉及政府信息公开的行政复议、行政诉讼。",
    "没有发生因政府信息公开申请行政复议或提起行政诉讼的情况。",
    "全年因政府信息公开引发的行政复议0件、行政诉讼0件。",
)


def nothing(f: Facts, kind: str) -> Stated:
    """The mark of a sentence that says there were no cases of a kind."""
    return f.nothing(kind, f.case(kind).cells)


def _none(f: Facts, kind: str, word: str) -> Passage:
    said = fill(
        f.rng.choice(
            (
                "没有因政府信息公开引发的{word}。",
                "未发生因政府信息公开引起的{word}案件。",
                "政府信息公开{word}0件。",
            )
        ),
        word=word,
    )
    return (*said, nothing(f, kind))


def _by_results(f: Facts, kind: str, word: str) -> Passage:
    unit = f.rng.choice(("件", "起", "宗"))
    results = join(
        (fill("{l}{n}", l=label, n=f.case(kind, column, unit=unit)) for column, label in _RESULTS),
        "、",
    )
    opening = f.rng.choice(
        (
            "因政府信息公开引发的{word}{n}，其中{r}。",
            "政府信息公开{word}{n}，其中：{r}。",
            "全年发生涉政府信息公开{word}案件{n}，{r}。",
            "政府信息公开类{word}{n}（{r}）。",
        )
    )
    return fill(opening, word=word, n=f.case(kind, unit=unit), r=results)


def _number_first(f: Facts, kind: str, word: str) -> Passage:
    """1件结果维持 for 结果维持1件."""
    seen = [pair for pair in _RESULTS if f.case(kind, pair[0]).value]
    results = join(
        (fill("{n}{l}", l=label, n=f.case(kind, column, plain=False)) for column, label in seen),
        "、",
    )
    return fill("涉及政府信息公开的{word}案件{n}（{r}）。", word=word, n=f.case(kind), r=results)


def _some_results(f: Facts, kind: str, word: str) -> Passage:
    """Only the results that there were, as most reports put it."""
    seen = [pair for pair in _RESULTS if f.case(kind, pair[0]).value]
    results = join(
        (fill("{l}{n}", l=label, n=f.case(kind, column)) for column, label in seen), "，"
    )
    return (
        fill("因政府信息公开被申请{word}{n}，其中{r}。", word=word, n=f.case(kind), r=results)
        if (kind == "reconsideration")
        else fill("因政府信息公开被提起{word}{n}，其中{r}。", word=word, n=f.case(kind), r=results)
    )


def _bare(f: Facts, kind: str, word: str) -> Passage:
    return fill(
        f.rng.choice(
            (
                "全年发生因政府信息公开引发的{word}{n}。",
                "{n}政府信息公开{word}案件均依法应对。",
                "政府信息公开类{word}案件{n}，均依法办理。",
                "申请人因政府信息公开提起{word}共{n}。",
                "依法做好政府信息公开{word}工作，共办理政府信息公开{word}案件{n}。",
            )
        ),
        word=word,
        n=f.case(kind, unit=f.rng.choice(("件", "起"))),
    )


def _by_way(f: Facts, kind: str, word: str) -> Passage:
    if kind != "litigation":
        return _by_results(f, kind, word)
    return fill(
        "政府信息公开行政诉讼{n}，其中未经复议直接起诉{d}，复议后起诉{a}。",
        n=f.case(kind),
        d=f.case("litigation_direct"),
        a=f.case("litigation_after_reconsideration"),
    )


def _against(f: Facts, kind: str, word: str) -> Passage:
    corrected = f.case(kind, "corrected", plain=False)
    if not corrected.value:
        return fill(
            "全年政府信息公开{word}{n}，无被纠正案件，行政复议和应诉工作平稳有序。",
            word=word,
            n=f.case(kind),
        )
    return fill("全年政府信息公开{word}{n}，结果纠正{c}。", word=word, n=f.case(kind), c=corrected)


_KIND: tuple[Callable[[Facts, str, str], Passage], ...] = (
    _by_results,
    _by_results,
    _some_results,
    _number_first,
    _bare,
    _by_way,
    _against,
)


def _both(f: Facts) -> Passage:
    return fill(
        f.rng.choice(
            (
                "因政府信息公开引发行政复议{r}、行政诉讼{l}。",
                "全年发生政府信息公开行政复议{r}，行政诉讼{l}。",
                "依法做好政府信息公开行政复议、行政诉讼应对工作，全年行政复议{r}，行政诉讼{l}。",
            )
        ),
        r=f.case("reconsideration"),
        l=f.case("litigation"),
    )


def _short(f: Facts) -> Passage:
    return fill(
        f.rng.choice(
            (
                "涉及政府信息公开的复议案件{r}、诉讼案件{l}。",
                "因政府信息公开被申请行政复议{r}，被提起行政诉讼{l}。",
            )
        ),
        r=f.case("reconsideration", plain=False),
        l=f.case("litigation", plain=False),
    )


def _sum(f: Facts) -> Passage:
    return fill(
        f.rng.choice(
            (
                "因政府信息公开引发的行政复议和行政诉讼案件共{n}。",
                "依法做好政府信息公开行政复议、行政诉讼案件的应诉工作，共办理相关案件{n}。",
            )
        ),
        n=f.case("disputes", plain=False),
    )


_TOGETHER = (_both, _both, _short, _sum)


def _every_case(f: Facts) -> Passage:
    """All cases of the agency, of which those on disclosure are a part."""
    own = f.case("reconsideration", plain=False)
    return fill(
        "全年各类行政复议案件共{n}，其中政府信息公开类{own}。",
        n=f.write(int(own.value) + f.rng.randint(3, 90), "件"),
        own=own,
    )


def _other_kind(f: Facts) -> Passage:
    n = f.write(f.rng.randint(2, 90), "件")
    return fill(
        f.rng.choice(
            (
                "全年办理其他行政复议案件{n}、行政诉讼案件{n}，行政机关负责人出庭应诉率100%。",
                "受理土地征收类行政复议案件{n}，与政府信息公开无关。",
                "作为复议机关，审理以下级机关为被申请人的政府信息公开行政复议案件{n}。",
            )
        ),
        n=n,
    )


def _before(f: Facts) -> Passage:
    return fill(
        f.rng.choice(
            (
                "上年度发生的政府信息公开行政复议为{n}。",
                "{last}年，政府信息公开行政复议{n}。",
            )
        ),
        n=f.write(f.rng.randint(1, 40), "件"),
        last=f.year - 1,
    )


def _rate(f: Facts) -> Passage:
    """Rates and good outcomes; nothing of it says that there were no cases."""
    own = f.case("reconsideration", plain=False)
    corrected = f.case("reconsideration", "corrected", plain=False)
    if own.value and corrected.value:
        return fill(
            "政府信息公开行政复议案件纠错率为{r}%。",
            r=percent(int(corrected.value), int(own.value)),
        )
    if corrected.value or f.case("litigation", "corrected").value:
        return fill("行政机关负责人出庭应诉率100%。")
    return fill(
        f.rng.choice(
            (
                "全年没有因政府信息公开被行政复议纠正、行政诉讼败诉的情况。",
                "未发生因政府信息公开答复不当引发的行政复议纠错案件。",
                "没有因政府信息公开引发的行政诉讼败诉案件。",
                "无因超期答复政府信息公开申请引发的行政复议、行政诉讼。",
            )
        )
    )


_CASELOAD = (_every_case, _other_kind, _before, _rate, _rate)
