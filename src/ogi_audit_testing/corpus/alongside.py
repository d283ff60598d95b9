"""What often goes with the number of applications: its parts, by channel or month, and comparisons."""

from __future__ import annotations

from collections.abc import Callable

from ogi_audit_testing.corpus.beside import (
    for_others,
    none_of_a_kind,
    not_applications,
    other_applications,
    since,
    steps,
)
from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.prose import Passage, fill

Maker = Callable[[Facts], Passage | None]


def alongside(f: Facts) -> list[Passage]:
    """None to three such sentences."""
    makers = _WITH if f.all else _WITHOUT
    chosen = f.rng.sample(makers, f.rng.choice((0, 1, 1, 2, 3)))
    return [passage for make in chosen if (passage := make(f))]


def _channels(f: Facts) -> Passage | None:
    a, b, c = f.split(f.new, 3)
    if not f.new:
        return None
    template = f.rng.choice(
        (
            "从申请渠道看，网上申请{a}、信函申请{b}、当面申请{c}。",
            "其中通过政府网站在线提交{a}，通过邮政寄送{b}，现场提交{c}。",
            "按提交方式分，网络平台{a}，信函{b}，其他方式{c}。",
            "申请方式以网上为主，网上收到{a}，线下窗口收到{b}，传真收到{c}。",
        )
    )
    return fill(template, a=f.write(a), b=f.write(b), c=f.write(c))


def _compared(f: Facts) -> Passage | None:
    change = f.new - f.last_new
    if not change or not f.last_new:
        return None
    word, rate = (
        ("增", abs(change) * 1000 // f.last_new / 10)
        if change > 0
        else ("减", abs(change) * 1000 // f.last_new / 10)
    )
    long = {"增": "增长", "减": "下降"}[word]
    template = f.rng.choice(
        (
            "申请量较上年{word}加{d}，同比{long}{rate}%。"
            if word == "增"
            else "申请量较上年减少{d}，同比下降{rate}%。",
            "{last}年收到政府信息公开申请{m}，{year}年收到{n}。",
            "与上年的{m}相比，{long}{rate}%。",
            "上年同期收到申请{m}，本年{word}幅{rate}%。",
        )
    )
    return fill(
        template,
        word=word,
        long=long,
        rate=f"{rate:.1f}",
        d=f.write(abs(change)),
        m=f.write(f.last_new),
        last=f.year - 1,
        year=f.year,
        n=f.applications("new_received", plain=False),
    )


def _grown(f: Facts) -> Passage | None:
    """Last year's number and this year's in one breath, or only the difference."""
    change = f.new - f.last_new
    if change <= 0 or not f.last_new:
        return None
    return fill(
        f.rng.choice(
            (
                "政府信息公开申请数量由上年的{m}增至{n}。",
                "申请量从{last}年的{m}上升到{n}，增幅明显。",
                "比上年多受理政府信息公开申请{d}。",
                "较去年同期多{d}，月均收到申请{k}。",
                "收到申请比{last}年增加{d}，办理压力有所加大。",
            )
        ),
        m=f.write(f.last_new),
        n=f.write(f.new),
        d=f.write(change),
        k=f.write(max(1, f.new // 12)),
        last=f.year - 1,
    )


def _months(f: Facts) -> Passage | None:
    if not f.new:
        return None
    a, b = f.split(f.new, 2)
    most = f.rng.randint(1, 12)
    template = f.rng.choice(
        (
            "其中上半年收到申请{a}，下半年收到申请{b}。",
            "{most}月份收到申请最多，当月收到{a}。",
            "平均每季度收到申请{q}。",
        )
    )
    return fill(
        template, a=f.write(a), b=f.write(b), most=most, q="约" + f.write(max(1, f.new // 4))
    )


def _subjects(f: Facts) -> Passage | None:
    if not f.new:
        return None
    a, b, c = f.split(f.new, 3)
    template = f.rng.choice(
        (
            "申请内容主要涉及征地拆迁{a}、规划建设{b}、其他{c}。",
            "从内容看，涉及土地征收的申请{a}，涉及项目审批的申请{b}，其余为其他方面。",
            "申请事项集中在征收补偿领域，该类申请{a}，占比{share}%。",
        )
    )
    share = f"{a * 100 / f.new:.1f}"
    return fill(template, a=f.write(a), b=f.write(b), c=f.write(c), share=share)


def _bodies(f: Facts) -> Passage | None:
    if not f.government or f.new < 2:
        return None
    a, b, c = f.split(f.new, 3)
    office = f.scope("new_received")
    template = f.rng.choice(
        (
            "其中，教育局受理{a}，水务局受理{b}，其他部门受理{c}。",
            "申请量居前的单位是：自然资源局收到{a}、公安局收到{b}。",
            "各镇街收到申请{a}，各部门收到申请{b}，政府办收到申请{c}。{office}",
            "{who}办公室代表{who}受理申请{c}。{office}",
        )
    )
    return fill(
        template, a=f.write(a), b=f.write(b), c=f.write(c), office=office, who=f.agency[-5:]
    )


def _in_time(f: Facts) -> Passage | None:
    return fill(
        f.rng.choice(
            (
                "均在法定期限内答复，答复率100%。",
                "所有申请均按时办结，按时答复率100%，未发生超期答复情况。",
                "按时办结率达100%，申请人满意率98.5%。",
                "全部在20个工作日内答复，无一逾期。",
            )
        )
    )


def _on_the_way(f: Facts) -> Passage | None:
    """Steps within the handling, which no row counts."""
    few = f.rng.randint(1, max(1, f.new // 4 + 1))
    template = f.rng.choice(
        (
            "办理过程中告知补正{n}，延期答复{n}，征求第三方意见{n}。",
            "全年召开疑难申请会商{n}，邀请法律顾问出具意见{m}份。",
            "经沟通，申请人主动撤回申请{n}。",
            "对不属于本机关公开的，转办{n}并告知申请人。",
            "邮寄答复书{m}份，电话沟通{m}次。",
            "当场答复咨询{n}。",
        )
    )
    return fill(template, n=f.write(few), m=few + 1)


def _no_organisations(f: Facts) -> Passage | None:
    if f.requester("legal_persons").value or not f.new:
        return None
    said = fill("申请人均为自然人，未收到法人或其他组织提出的申请。")
    return (*said, f.nothing("legal_persons", f.requester("legal_persons").cells))


def _parts(f: Facts) -> Passage | None:
    """Parts of those received that no row counts on their own."""
    if f.new < 3:
        return None
    k = f.write(f.rng.randint(1, f.new - 1))
    return fill(
        f.rng.choice(
            (
                "其中{k}为同一申请人提出。",
                "其中12月收到的{k}仍在法定办理期限内。",
                "通过依申请公开系统收到申请{k}。",
                "门户网站依申请公开栏目收到申请{k}。",
                "第三季度收到政府信息公开申请{k}。",
                "涉及征地补偿的政府信息公开申请{k}。",
                "同一申请人集中提交政府信息公开申请{k}。",
                "有{k}申请需征求第三方意见。",
                "经补正后受理{k}。",
            )
        ),
        k=k,
    )


_WITH: tuple[Maker, ...] = (
    _channels,
    _compared,
    _months,
    _subjects,
    _bodies,
    _in_time,
    _on_the_way,
    since,
    not_applications,
    _no_organisations,
    none_of_a_kind,
    other_applications,
    steps,
    _grown,
    for_others,
    _parts,
    _parts,
)
_WITHOUT: tuple[Maker, ...] = (
    not_applications,
    since,
    _compared,
    other_applications,
    none_of_a_kind,
)
