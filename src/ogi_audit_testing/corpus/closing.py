"""The words of sections five and six: shortcomings, fees, and what a government must add."""

from __future__ import annotations

from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.prose import Passage, fill

_SHORTCOMINGS = (
    "政策解读以文字转载为主，面向企业的场景化解读偏少",
    "个别科室对答复时限把握不严，答复书说理不充分",
    "网站栏目更新节奏不均衡，部分专题检索不便",
    "基层工作人员流动较快，业务培训覆盖面有限",
    "公开目录与机构职能调整衔接不及时",
    "对群众关注热点的梳理分析不够，主动回应意识有待增强",
    "历史文件的属性认定和清理进度偏慢",
    "部门之间会商机制运转不畅，疑难申请办理效率不高",
)
_MEASURES = (
    "建立申请办理台账，实行到期前提醒、答复前会商",
    "编写常见情形答复参考文本，组织跟班学习和案例研讨",
    "按主题重新梳理栏目，由专人每周巡查更新情况",
    "增加图解和问答类解读产品，邀请企业代表试读",
    "结合机构职责变化及时修订公开目录和指南",
    "定期汇总热线与留言反映的问题，形成回应清单",
    "分批开展历史文件清理，年底前完成属性重新认定",
    "与司法行政部门建立疑难申请联合研判机制",
)
_OPENINGS = (
    ("存在的主要问题：", "下一步改进措施："),
    ("对照群众期待，我们的工作还有差距，主要是：", "针对上述问题，将着力做好以下工作："),
    ("回顾全年工作，仍有短板：", "新的一年，重点抓好："),
)


def problems(f: Facts) -> tuple[Passage, ...]:
    """Section five."""
    count = f.rng.randint(2, 3)
    opening, then = f.rng.choice(_OPENINGS)

    def listed(before: str, items: tuple[str, ...]) -> Passage:
        chosen = f.rng.sample(items, count)
        return fill(
            before
            + "；".join(f"{n}是{text}" for n, text in zip("一二三", chosen, strict=False))
            + "。"
        )

    improved = (
        [fill("对上年报告所列{n}个问题已完成整改，组织培训{m}期、{k}人次。", n=count, m=4, k=136)]
        if f.rng.random() < 0.3
        else []
    )
    return (*improved, listed(opening, _SHORTCOMINGS), listed(then, _MEASURES))


_NOTHING_CHARGED = (
    "{year}年，本机关没有收取政府信息公开信息处理费。",
    "本年度未收取信息处理费。",
    "收取信息处理费情况：本年度未向申请人收取政府信息公开信息处理费。",
    "依据《政府信息公开信息处理费管理办法》，{year}年收取信息处理费0元。",
    "全年收取政府信息公开信息处理费共计0元。",
    "本机关未产生信息处理费。",
    "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》要求，本年度未发生收取信息处理费的情况。",
)
_NOTHING_THIS_TIME = (
    "{last}年收取信息处理费120元，{year}年未收取信息处理费。",
    "上年度收取信息处理费60元，本年度没有收取信息处理费。",
    "行政事业性收费按规定公示，未收取政府信息公开信息处理费。",
    "收取信息处理费0件，金额0元。",
    "本年度未发生政府信息公开信息处理费收取事项。",
)
_NO_NOTICE = (
    "本年度无发出收费通知，无收取信息处理费用。",
    "{year}年度未发出收费通知，未收取信息处理费。",
)
_NOT_PAID = (
    "对大量申请依法发出收费通知，申请人逾期均未缴费，全年实际未收取信息处理费。",
    "全年发出收费通知若干，均未缴纳，收取信息处理费0元。",
)
_CHARGED = (
    "{year}年，本机关依照信息处理费管理办法收取信息处理费{n}元。",
    "全年收取政府信息公开信息处理费{n}元。",
    "依据《政府信息公开信息处理费管理办法》发出收费通知{k}份，收取信息处理费共计{n}元。",
    "按件计收信息处理费，合计收取{n}元，已全部上缴国库。",
)
_CHARGED_BY_ONE = (
    "除自然资源局收取信息处理费{n}元外，其他单位未收取信息处理费。",
    "全年收取信息处理费{n}元，其中教育局收取{n}元；政府办公室未收取信息处理费。",
)
_NOTHING_ELSE = (
    "除上述情况外，没有其他需要报告的事项。",
    "无其他需要报告的事项。",
    "",
)
_DUTIES = (
    "政务公开纳入年度综合考核，委托第三方开展了社会评议，全年没有发生需要追究责任的情形。",
    "工作考核方面，政府信息公开占绩效考核4分；社会评议满意度为96.5%；责任追究方面，未发生追责问责情形。",
)


def other_matters(f: Facts) -> tuple[Passage, ...]:
    """Section six: fees, honestly; a government's further duties; often that there is nothing else."""
    duties = [fill(f.rng.choice(_DUTIES))] if f.government else []
    last = f.rng.choice(_NOTHING_ELSE)
    return (_fees(f), *duties, *([fill(last)] if last else []))


def _fees(f: Facts) -> Passage:
    overdue = f.requests("other.fee_overdue")
    said = f.rng.random()
    if said < 0.3 and f.closed:
        amount = f.rng.choice((40, 60, 380, 1250))
        charged = (*_CHARGED, *_CHARGED_BY_ONE) if f.government else _CHARGED
        return fill(f.rng.choice(charged), year=f.year, n=amount, k=f.rng.randint(1, 9))
    if overdue and f.sum(overdue):
        return fill(f.rng.choice((*_NOT_PAID, *_NOTHING_CHARGED)), year=f.year)
    if said < 0.5 and overdue:
        # Then nobody can have failed to pay.
        told = fill(f.rng.choice(_NO_NOTICE), year=f.year)
        return (*told, f.nothing("other_matters", overdue))
    said_none = (*_NOTHING_CHARGED, *_NOTHING_THIS_TIME)
    return fill(f.rng.choice(said_none), year=f.year, last=f.year - 1)
