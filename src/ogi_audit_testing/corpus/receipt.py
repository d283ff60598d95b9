"""How reports say how many applications came, from whom, by which way, and what became of the stock."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ogi_audit_testing.corpus.alongside import alongside
from ogi_audit_testing.corpus.facts import ORGANISATIONS, Facts
from ogi_audit_testing.corpus.prose import Passage, Stated, fill, join, percent
from ogi_audit_testing.makers import form

_NAMES = dict(form.REQUEST_COLUMNS)
_APPLICATIONS = ("政府信息公开申请", "政府信息公开申请", "依申请公开申请", "信息公开申请")


def receipt(f: Facts) -> tuple[Passage, ...]:
    """The sentences on what was received, in one of the usual orders, and some that go with them."""
    if not f.all:
        none = f.nothing("new_received", f.requests("new_received", "carried_in", "closed_total"))
        said = fill(f.rng.choice(_NONE), year=f.year)
        return ((*said, none), *alongside(f))
    return (f.rng.choice(_RECEIVED)(f), *alongside(f))


_NONE = (
    "全年未收到政府信息公开申请，也没有上年结转的申请。",
    "{year}年，本机关没有收到公民、法人或者其他组织提出的政府信息公开申请。",
    "本年度无政府信息公开申请。",
    "全年未接到依申请公开政府信息的申请。",
    "{year}年度未收到任何形式的政府信息公开申请，未向申请人收取任何费用。",
    "全年收到政府信息公开申请0件，办结0件。",
)

# --- the whole in one go ------------------------------------------------------------------------


def _stock(f: Facts) -> dict[str, object]:
    names = {"n": "new_received", "i": "carried_in", "c": "closed_total", "o": "carried_out"}
    online = f.rng.randint(0, f.new)
    return {
        **{short: f.applications(row) for short, row in names.items()},
        "a": f.applications("", both=True),
        # 共N件 after two numbers names nothing: read or not, it is not taken for wrong.
        "together": f.applications("", both=True, plain=False),
        "p": f.requester("natural_person"),
        "l": f.requester("legal_persons"),
        "on": f.write(online),
        "off": f.write(f.new - online),
        "what": f.rng.choice(_APPLICATIONS),
        "year": f.year,
        "next": f.year + 1,
        "last": f.year - 1,
    }


def _template(template: str) -> Callable[[Facts], Passage]:
    return lambda f: fill(template, **_stock(f))  # type: ignore[arg-type]


def _by_requester(f: Facts) -> Passage:
    """Every kind of requester in brackets, as the columns of the form stand."""
    kinds = join(
        (
            fill(
                "{name}{n}",
                name=_NAMES[key] if key != "other_organisation" else "其他组织",
                n=f.requester(key, plain=False),
            )
            for key in ("natural_person", *ORGANISATIONS)
        ),
        "、",
    )
    return fill(
        "{year}年共收到{what}{n}（{kinds}），上年结转{i}，办结{c}，结转下年度办理{o}。",
        **_stock(f),  # type: ignore[arg-type]
        kinds=kinds,
    )


def _on_request(f: Facts) -> Passage:
    """Without a verb: whether received or disclosed, the words leave open."""
    return fill(
        "{year}年依申请公开政府信息{n}，其中自然人{p}，法人或其他组织{l}。",
        year=f.year,
        n=f.applications("new_received", plain=False),
        p=f.requester("natural_person", plain=False),
        l=f.requester("legal_persons", plain=False),
    )


def _all_done(f: Facts) -> Passage:
    """Received and closed said with one number, where they are one."""
    if f.carried_in or f.carried_out:
        return fill("全年收到政府信息公开申请{n}。", n=f.applications("new_received"))
    return fill(
        f.rng.choice(
            (
                "收到并按期办结政府信息公开申请{n}，无结转。",
                "全年依法受理并答复政府信息公开申请{n}。",
                "共收到信息公开申请{n}，已全部办结。",
            )
        ),
        n=f.applications("new_received"),
    )


def _about(f: Facts) -> Passage:
    """A number that the words leave some room: 五十余件, 近60件."""
    n, unit = f.new, f.unit
    if n < 21 or n % 10 == 0:
        return fill("全年新收政府信息公开申请{n}。", n=f.applications("new_received"))
    tens, cells = n // 10 * 10, f.applications("new_received").cells
    written = f.rng.choice((f"{tens}余{unit}", f"近{tens + 10}{unit}", f"约{tens + 10}{unit}"))
    if "余" not in written and n < (tens + 10) * 0.9:
        written = f"{tens}余{unit}"
    rough = Stated(written, Decimal(tens), "new_received", cells=cells)
    return fill("全年收到政府信息公开申请{n}，均依法办理。", n=rough)


def _with_shares(f: Facts) -> Passage:
    """Requesters with percentages of what was received."""
    if not f.new:
        return fill(
            "全年无新收政府信息公开申请，办结上年结转{c}。", c=f.applications("closed_total")
        )
    digits = f.rng.choice((1, 2))
    people = f.requester("natural_person")
    rest = f.requester("legal_persons")

    def part(number: Stated) -> str:
        return f"{percent(int(number.value), f.new, digits)}%"

    return fill(
        "{year}年收到政府信息公开申请{n}，其中自然人申请{p}，占{x}；法人或其他组织申请{l}，占{y}。",
        year=f.year,
        n=f.applications("new_received"),
        p=people,
        x=Stated(part(people), people.value, "natural_person", "share", people.cells),
        l=rest,
        y=Stated(part(rest), rest.value, "legal_persons", "share", rest.cells),
    )


_RECEIVED = (
    _template(
        "全年新收{what}{n}，其中自然人申请{p}，法人或其他组织申请{l}；上年结转{i}。"
        "全年办结{c}，结转下年度继续办理{o}。"
    ),
    _template(
        "{year}年，本机关共收到{what}{n}，上年结转{i}，共办理{c}，{o}结转至{next}年继续办理。"
    ),
    _template("全年受理{what}{a}（含上年结转{i}），答复{c}，其余{o}按程序结转下一年度办理。"),
    _template(
        "{year}年共接收公民、法人和其他组织提出的{what}{n}，加上{last}年结转{i}，"
        "全年应办理{a}，实际办结{c}，尚在办理{o}。"
    ),
    _template(
        "本年新收{what}{n}，上年度结转{i}；其中{c}在法定期限内进行答复，{o}结转到{next}年继续办理。"
    ),
    _template("{n}{what}中，由自然人提出的{p}，由法人或其他组织提出的{l}。全年办结{c}。"),
    _template(
        "{year}年1月1日至12月31日，共新收{what}{n}，其中，自然人{p}、法人和其他组织{l}，均按期办理。"
    ),
    _template(
        "共受理{what}{n}；从申请主体看，自然人{p}，法人及其他组织{l}。"
        "全年办理完毕{c}，结转下年{o}。"
    ),
    _template("{year}年，办理{what}{a}，其中本年新收{n}，上年结转{i}，按时办结{c}，正在办理{o}。"),
    _template("持续规范依申请公开工作，今年共接到{what}{n}。{last}年度结转{i}，截至年底办结{c}。"),
    _template("本机关{year}年度收悉{what}{n}，公民个人申请{p}，法人、其他组织申请{l}。"),
    _template("全年新增{what}{n}，已办结答复{c}，转入下年度办理{o}。"),
    _template("全年共收到依申请公开{n}，办结{c}，按期答复率100%。"),
    _template("{year}年共受理{what}{n}（其中：线上申请{on}，线下申请{off}），均按时办理。"),
    _template(
        "受理依申请公开{n}，其中网络申请{on}，信函及当面申请{off}；已办结{c}，结转下年办理{o}。"
    ),
    _template("新收{what}{n}，连同上年结转的{i}，共{together}，年内办结{c}。"),
    _template("收到{what}{n}，按规定程序依法答复{c}，依法结转{o}。"),
    _template("收到的{n}政府信息公开申请均依法登记办理。"),
    _template("{year}年新收{what}{n}，申请人为公民的{p}，为法人或其他组织的{l}。"),
    _template("{year}年收到政府信息公开申请共计{n}，自然人申请{p}，法人和其他组织申请{l}。"),
    _template("截至{year}年12月31日，共收到{what}{n}，办结{c}。"),
    _on_request,
    _template("全年共办理政府信息公开申请{a}，其中上年结转{i}，本年新收{n}。"),
    _template("共新收{what}{n}。已办结{c}，未办结{o}，将在法定期限内答复。"),
    _template("{year}年1月至12月，本机关收到{what}{n}，依法答复{c}。"),
    _template("依申请公开工作平稳。收到申请{n}、上年结转{i}、已办结{c}、结转下年度{o}。"),
    _template("收到{what}：{n}；结转上年度：{i}；办结：{c}；结转下年度：{o}。"),
    _all_done,
    _about,
    _with_shares,
    _by_requester,
)
