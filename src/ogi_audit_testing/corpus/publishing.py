"""How reports break down what they published, which no table counts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ogi_audit_testing.corpus.documents import documents
from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.prose import Passage, Stated, fill, join

_KINDS = (
    "工作动态",
    "政策文件",
    "通知公告",
    "财政信息",
    "人事信息",
    "规划计划",
    "重点领域信息",
    "会议信息",
    "应急信息",
)


def publishing(f: Facts) -> tuple[Passage, ...]:
    """Sentences on published items, and on documents where the form of the year counts them."""
    found = [f.rng.choice(_ITEMS)(f), *documents(f)]
    f.rng.shuffle(found)
    return tuple(found)


def _whole(f: Facts, number: int, unit: str) -> Stated:
    """A number whose parts follow, and the words say that these are all."""
    return Stated(
        f.write(number, unit), Decimal(number), "overview", "whole", plain=True, unit=unit
    )


def _complete(f: Facts) -> Passage:
    """All parts, the last of which is the rest."""
    total = f.rng.randint(60, 9000)
    *parts, rest = f.split(total, f.rng.randint(3, 6))
    unit = "条"
    named = [
        fill("{k}{n}", k=kind, n=f.write(n, unit))
        for kind, n in zip(f.rng.sample(_KINDS, len(parts)), parts, strict=True)
    ]
    opening = f.rng.choice(
        (
            "全年通过门户网站主动公开信息{n}，其中{p}、其他信息{r}。",
            "{year}年共发布各类信息{n}，其中：{p}，其他{r}。",
            "主动公开政府信息{n}（{p}、其他{r}）。"
            if f.rng.random() < 0.3
            else "主动公开政府信息{n}，包括{p}、其他{r}。",
        )
    )
    mark = "，" if "：" in opening else "、"
    return fill(
        opening, year=f.year, n=_whole(f, total, unit), p=join(named, mark), r=f.write(rest, unit)
    )


def _respectively(f: Facts) -> Passage:
    total = f.rng.randint(20, 900)
    a, b, c = f.split(total, 3)
    return fill(
        "全年发布政策解读材料{n}，分别为文字解读{a}、图片解读{b}、视频解读{c}。",
        n=_whole(f, total, "篇"),
        a=f.write(a, "篇"),
        b=f.write(b, "篇"),
        c=f.write(c, "篇"),
    )


def _some_parts(f: Facts) -> Passage:
    """Only the parts worth telling."""
    total = f.rng.randint(300, 9000)
    a, b, c, *_ = sorted(f.split(total, 6), reverse=True)
    return fill(
        f.rng.choice(
            (
                "全年公开各类信息{n}，其中{k}{a}、{l}{b}。",
                "门户网站发布信息{n}，其中{k}{a}，{l}{b}，{m}{c}。",
                "公开政府信息{n}，其中{k}{a}、{l}{b}、{m}{c}等。",
                "主动公开信息{n}，重点公开{k}{a}、{l}{b}。",
            )
        ),
        n=f.write(total, "条"),
        k="工作动态",
        l="通知公告",
        m="政策文件",
        a=f.write(a, "条"),
        b=f.write(b, "条"),
        c=f.write(c, "条"),
    )


def _nested(f: Facts) -> Passage:
    total = f.rng.randint(300, 5000)
    site, media = f.split(total, 2)
    a, b = f.split(site, 2)
    return fill(
        "全年公开信息{n}，其中网站{s}（动态类{a}、文件类{b}），政务新媒体{m}。",
        n=f.write(total, "条"),
        s=f.write(site, "条"),
        m=f.write(media, "条"),
        a=f.write(a, "条"),
        b=f.write(b, "条"),
    )


def _rounded(f: Facts) -> Passage:
    total = f.rng.randint(11, 98) * 100
    a = total // 3
    return fill(
        f.rng.choice(
            (
                "全年主动公开政府信息{n}余条，其中政务新媒体推送{a}条。",
                "通过各类平台发布信息约{n}条，点击量超过{m}万次。",
                "全年公开信息近{n}条，较上年增加{a}条。",
            )
        ),
        n=total,
        a=a,
        m=f.rng.randint(2, 300),
    )


def _with_rates(f: Facts) -> Passage:
    total = f.rng.randint(60, 3000)
    a, b = f.split(total, 2)
    return fill(
        "公开信息{n}，其中网站公开{a}，占{x}%，其他渠道公开{b}，占{y}%。",
        n=_whole(f, total, "条"),
        a=f.write(a, "条"),
        b=f.write(b, "条"),
        x=f"{a * 100 / total:.1f}",
        y=f"{b * 100 / total:.1f}",
    )


_ITEMS: tuple[Callable[[Facts], Passage], ...] = (
    _complete,
    _complete,
    _respectively,
    _some_parts,
    _nested,
    _rounded,
    _with_rates,
)
