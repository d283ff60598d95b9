"""How reports say what became of the applications that were closed."""

from __future__ import annotations

from collections.abc import Callable

from ogi_audit_testing.corpus.facts import GROUPS, Facts
from ogi_audit_testing.corpus.prose import Passage, Stated, fill, join

_NAMES = {
    "granted": "予以公开",
    "partially_granted": "部分公开",
    "denied": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}
_WITH_SHARE = (
    "{name}{n}，占{s}",
    "{name}{n}（占{s}）",
    "{name}{n}，占比{s}",
    "{name}{n}，占总数的{s}",
)
# What a row of the form is called in prose.
_ROWS = {
    "denied.state_secret": "属于国家秘密",
    "denied.third_party_interest": "保护第三方合法权益",
    "denied.internal_affairs": "属于三类内部事务信息",
    "denied.process_information": "属于四类过程性信息",
    "denied.enforcement_file": "属于行政执法案卷",
    "denied.administrative_inquiry": "属于行政查询事项",
    "unavailable.not_held": "本机关不掌握相关政府信息",
    "unavailable.needs_creation": "没有现成信息需要另行制作",
    "unavailable.unclear_after_correction": "补正后申请内容仍不明确",
    "not_processed.petition": "信访举报投诉类申请",
    "not_processed.repeated": "重复申请",
    "not_processed.publication": "要求提供公开出版物",
}


def outcomes(f: Facts, *, shares: bool | None = None) -> Passage | None:
    """What became of them, with percentages or without; nothing where none was closed."""
    if not f.closed or (shares is None and f.rng.random() < 0.2):
        return None
    if shares or (shares is None and f.rng.random() < 0.4):
        return f.rng.choice((_all_with_shares, _all_with_shares, _two_with_shares))(f)
    return f.rng.choice(_MAKERS)(f)


def _closed(f: Facts) -> Stated:
    return f.applications("closed_total")


def _all(f: Facts) -> Passage:
    parts = join(
        (fill("{name}{n}", name=_NAMES[g], n=f.outcome(g)) for g in _NAMES), f.rng.choice("，、")
    )
    opening = f.rng.choice(("办结的申请中，", "从办理结果看，", "其中，", "在答复的{c}申请中，"))
    return (*fill(opening, c=_closed(f)), *parts, "。")


def _all_with_shares(f: Facts) -> Passage:
    form, digits = f.rng.choice(_WITH_SHARE), f.rng.choice((0, 1, 1, 1, 2))

    def one(group: str) -> Passage:
        number = f.outcome(group)
        # Of granted, some count what was granted in part as well.
        return fill(form, name=_NAMES[group], n=number, s=f.share(number.at, number, digits))

    opening = f.rng.choice(("办结的申请中，", "从办理结果看，", "在办结的{c}申请中，"))
    return (*fill(opening, c=_closed(f)), *join(map(one, _NAMES), "；"), "。")


def _in_brackets(f: Facts) -> Passage:
    """予以公开（5件）."""
    parts = join(
        (fill("{name}（{n}）", name=_NAMES[g], n=f.outcome(g, plain=False)) for g in _NAMES), "、"
    )
    return fill("办理结果：{parts}。", parts=parts)


def _two_with_shares(f: Facts) -> Passage:
    digits = f.rng.choice((1, 1, 2))
    public = f.outcome("granted", "partially_granted")
    denied = f.outcome("denied")
    return fill(
        "予以公开及部分公开{g}，占{s}；不予公开{d}，占{t}。",
        g=public,
        s=f.share("granted", public, digits),
        d=denied,
        t=f.share("denied", denied, digits),
    )


def _number_first(f: Facts) -> Passage:
    return fill(
        "在{c}办结申请中，{g}予以公开、{p}部分公开、{d}不予公开、{u}无法提供、{x}不予处理、{o}其他处理。",
        c=_closed(f),
        g=f.outcome("granted"),
        p=f.outcome("partially_granted"),
        d=f.outcome("denied"),
        u=f.outcome("unavailable"),
        x=f.outcome("not_processed"),
        o=f.outcome("other"),
    )


def _some_and_rest(f: Facts) -> Passage:
    """Two outcomes, and 其他 for all the others."""
    granted, unavailable = f.outcome("granted"), f.outcome("unavailable")
    rest = f.closed - int(granted.value + unavailable.value)
    return fill(
        "全年办结{c}，其中予以公开{g}，无法提供{u}，其他{r}。",
        c=_closed(f),
        g=granted,
        u=unavailable,
        r=f.write(rest),
    )


def _within_group(f: Facts) -> Passage:
    """One group row by row, those that are not zero."""
    groups = [g for g in GROUPS[:3] if f.sum(f.requests(g))]
    if not groups:
        return _public(f)
    group = f.rng.choice(groups)
    rows = [row for row in _ROWS if row.startswith(group) and f.sum(f.requests(row))]
    parts = join((fill("{name}{n}", name=_ROWS[row], n=f.outcome(row)) for row in rows), "、")
    if not parts:
        return _public(f)
    return fill("{name}{n}，其中{parts}。", name=_NAMES[group], n=f.outcome(group), parts=parts)


def _public(f: Facts) -> Passage:
    return fill(
        f.rng.choice(
            (
                "作出予以公开决定{g}，部分公开决定{p}。",
                "答复申请人予以公开{g}，部分公开{p}。",
                "其中予以公开{g}、部分公开{p}，其余依法作出相应处理。",
            )
        ),
        g=f.outcome("granted", plain=False),
        p=f.outcome("partially_granted", plain=False),
    )


def _reasons(f: Facts) -> Passage:
    """Reasons in the words of the law, each with its own count."""
    return fill(
        f.rng.choice(
            (
                "因本机关不掌握等原因无法提供{u}，依法不予公开{d}，不予处理{x}。",
                "依法不予公开{d}；不予处理{x}；因不掌握相关信息等无法提供{u}。",
                "对{d}申请作出不予公开决定，对{u}申请告知无法提供。",
            )
        ),
        u=f.outcome("unavailable", plain=False),
        d=f.outcome("denied", plain=False),
        x=f.outcome("not_processed", plain=False),
    )


def _single_rows(f: Facts) -> Passage:
    rows = [row for row in _ROWS if f.sum(f.requests(row))]
    if not rows:
        return _public(f)
    chosen = f.rng.sample(rows, min(2, len(rows)))
    parts = join(
        (fill("{name}{n}", name=_ROWS[row], n=f.outcome(row, plain=False)) for row in chosen), "，"
    )
    return fill("办结的申请中，{parts}。", parts=parts)


def _by_type(f: Facts) -> Passage:
    return fill(
        f.rng.choice(
            (
                "按照答复类型分类：全部公开{g}，部分公开{p}，不予公开{d}，无法提供{u}，不予处理{x}，其他处理{o}。",
                "答复结果为予以公开{g}、部分公开{p}、不予公开{d}、无法提供{u}、不予处理{x}、其他处理{o}。",
                "作不予公开处理{d}，作不予处理{x}，作其他处理{o}。",
            )
        ),
        g=f.outcome("granted"),
        p=f.outcome("partially_granted"),
        d=f.outcome("denied"),
        u=f.outcome("unavailable"),
        x=f.outcome("not_processed"),
        o=f.outcome("other"),
    )


def _parts_of_granted(f: Facts) -> Passage:
    """Parts that no row counts on their own."""
    granted = f.outcome("granted")
    known = f.rng.randint(0, int(granted.value))
    return fill(
        f.rng.choice(
            (
                "予以公开{g}，其中已主动公开并告知获取途径的{k}。",
                "予以公开{g}（含告知已主动公开的{k}）。",
            )
        ),
        g=granted,
        k=f.write(known),
    )


def _rate(f: Facts) -> Passage:
    both = f.outcome("granted", "partially_granted")
    share = f.share("granted", both, 1, plain=False)
    return fill(
        f.rng.choice(
            (
                "予以公开和部分公开的申请占办结总数的{s}。",
                "公开率（含部分公开）为{s}。",
                "予以公开及部分公开的占比达{s}。",
            )
        ),
        s=share,
    )


def _all_petitions(f: Facts) -> Passage:
    petitions, all_ = f.sum(f.requests("not_processed.petition")), f.outcome("not_processed")
    if not all_.value or petitions != all_.value:
        return _reasons(f)
    return fill("不予处理{x}，均为信访举报投诉类申请。", x=all_)


_MAKERS: tuple[Callable[[Facts], Passage], ...] = (
    _all,
    _all,
    _number_first,
    _some_and_rest,
    _within_group,
    _public,
    _reasons,
    _single_rows,
    _by_type,
    _by_type,
    _in_brackets,
    _parts_of_granted,
    _rate,
    _all_petitions,
)
