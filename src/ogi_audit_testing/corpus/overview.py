"""Section one put together: an aim, then paragraphs on each side of the work, in one of three manners."""

from __future__ import annotations

from ogi_audit_testing.corpus.asides import asides
from ogi_audit_testing.corpus.cases import cases
from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.outcomes import outcomes
from ogi_audit_testing.corpus.prose import Passage, fill, join
from ogi_audit_testing.corpus.publishing import publishing
from ogi_audit_testing.corpus.receipt import receipt

_AIMS = (
    "{year}年，{who}认真执行政府信息公开各项规定，把公开透明贯穿决策、执行、管理、服务和结果各个环节。",
    "{year}年，{who}以企业和群众的实际需要为导向，持续提高公开的质量和实效。",
    "{year}年，在上级部门的指导下，{who}对照年度工作要点逐项落实，努力让政策看得到、找得着、读得懂。",
    "一年来，{who}严格落实《中华人民共和国政府信息公开条例》，稳步推进政府信息公开工作。",
)
_SIDES = ("主动公开情况", "依申请公开情况", "监督保障情况")


def overview(f: Facts, *, shares: bool | None = None) -> tuple[Passage, ...]:
    """Section one. ``shares``: whether the outcomes are given with percentages; `None` leaves it open."""
    who = f.rng.choice(
        ("本机关", f.agency, f.agency, "我" + f.agency[-1] if f.agency[-1] in "局委" else "本机关")
    )
    aim = fill(f.rng.choice(_AIMS), year=f.year, who=who)
    told = outcomes(f, shares=shares)
    applied = [*receipt(f)]
    applied[1:1] = [told] if told else []
    sides = (join(publishing(f)), join(applied), join(cases(f)))
    return (aim, *f.rng.choice(_MANNERS)(f, sides, asides(f)))


def _named(
    f: Facts, sides: tuple[Passage, ...], others: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    """（一）主动公开情况。 and on in the same paragraph."""
    numbered = zip("一二三", _SIDES, sides, strict=True)
    return (*(fill("（{n}）{s}。{t}", n=n, s=s, t=t) for n, s, t in numbered), *others)


def _listed(
    f: Facts, sides: tuple[Passage, ...], others: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    """一是…，二是…; the sides of the work among what else was done."""
    every = [*sides, *others[:3]]
    numbered = zip("一二三四五六", every, strict=False)
    return tuple(fill("{n}是{t}", n=n, t=t) for n, t in numbered)


def _headed(
    f: Facts, sides: tuple[Passage, ...], others: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    """Each under a heading of its own."""
    numbered = zip("一二三四", (*_SIDES, "其他工作"), (*sides, join(others)), strict=True)
    return tuple(p for n, s, t in numbered for p in (fill("（{n}）{s}", n=n, s=s), t) if p)


def _plain(
    f: Facts, sides: tuple[Passage, ...], others: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    return (*sides, *others)


_MANNERS = (_named, _named, _listed, _headed, _plain)
