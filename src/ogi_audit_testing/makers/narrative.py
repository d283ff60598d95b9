"""The words of a made-up report: sentences of our own that agree with its tables.

Agencies are in a province that does not exist. Every count that a sentence states is taken from the
cells, so that a consistent specimen stays consistent when its text is read against its tables.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from ogi_audit_testing.makers import form

_PLACES = ("云岭省沂川市", "云岭省栖原县", "云岭省岚津市", "沂川市汀禾区", "岚津市鹤浦县")
_BODIES = ("人民政府", "人民政府办公室", "水务局", "教育局", "自然资源局", "市场监督管理局")

_AIMS = (
    "把公开透明贯穿决策、执行、管理、服务和结果各个环节",
    "以企业和群众的实际需要为导向，持续提高公开的质量和实效",
    "对照年度工作要点逐项落实，努力让政策看得到、找得着、读得懂",
)
_PROBLEMS = (
    "政策解读的形式比较单一，面向企业的解读偏少",
    "少数科室对答复时限把握不严，个别答复书的说理不够充分",
    "网站部分栏目的更新节奏不均衡，检索不够方便",
    "基层工作人员变动较多，业务培训没有完全跟上",
)
_REMEDIES = (
    "健全申请办理台账，到期前提醒、答复前会商，减少程序瑕疵",
    "编写常见情形答复参考文本，组织跟班学习和案例研讨",
    "按主题重新梳理栏目，由专人定期巡查更新情况",
    "增加图解和问答类解读产品，邀请企业代表试读",
)


def agency(rng: random.Random) -> str:
    """A name that could be an agency's and is none."""
    return rng.choice(_PLACES) + rng.choice(_BODIES)


def opening(agency: str, year: int) -> tuple[str, ...]:
    """The paragraph before section one, with the period."""
    return (
        "根据《中华人民共和国政府信息公开条例》和国务院办公厅有关年度报告格式的要求，"
        f"{agency}编制了{year}年政府信息公开工作年度报告。"
        f"报告中数据的统计期限为{year}年1月1日至{year}年12月31日。",
    )


def texts(
    rng: random.Random, agency: str, year: int, figures: Mapping[str, int]
) -> dict[str, tuple[str, ...]]:
    """The paragraphs of sections 一, 五 and 六."""
    return {
        "overview": (
            f"{year}年，本机关认真执行政府信息公开各项规定，{rng.choice(_AIMS)}。",
            _disclosure(rng, figures),
            _requests(rng, figures),
            _disputes(figures),
        ),
        "problems": _problems(rng),
        "other_matters": _other_matters(rng, agency, year),
    }


def _disclosure(rng: random.Random, figures: Mapping[str, int]) -> str:
    news, documents, readings = (rng.randint(1, 300) for _ in range(3))
    text = (
        f"主动公开方面。全年通过门户网站公开信息{news + documents + readings}条，"
        f"其中动态信息{news}条、文件信息{documents}条、解读信息{readings}条。"
    )
    prefix = "disclosure.normative_documents"
    if f"{prefix}.issued" in figures:
        text += (
            f"制发行政规范性文件{figures[f'{prefix}.issued']}件，"
            f"废止{figures[f'{prefix}.repealed']}件，现行有效{figures[f'{prefix}.in_force']}件。"
        )
    return text


def _requests(rng: random.Random, figures: Mapping[str, int]) -> str:
    row = {
        key.split(".", 1)[1].removesuffix(".total"): number
        for key, number in figures.items()
        if key.startswith("requests.") and key.endswith(".total")
    }
    new, carried_in = row["new_received"], row["carried_in"]
    closed, carried_out = row["closed_total"], row["carried_out"]
    if not new + carried_in:
        return "依申请公开方面。全年未收到政府信息公开申请，也没有上年结转的申请。"
    people = figures["requests.new_received.natural_person"]
    unit = rng.choice("件件宗")
    text = (
        f"依申请公开方面。全年新收政府信息公开申请{new}{unit}，"
        f"其中自然人申请{people}{unit}，法人或其他组织申请{new - people}{unit}；"
        f"上年结转{carried_in}{unit}。全年办结{closed}{unit}，"
        f"结转下年度继续办理{carried_out}{unit}。"
    )
    if not closed:
        return text
    groups = {
        name: sum(
            number for key, number in row.items() if key == group or key.startswith(f"{group}.")
        )
        for group, name in (
            ("granted", "予以公开"),
            ("partially_granted", "部分公开"),
            *((group, name) for group, (_, name) in form.GROUPS.items()),
        )
    }
    shares = rng.random() < 0.5
    return (
        text
        + "办结的申请中，"
        + "，".join(
            f"{name}{number}{unit}" + (f"，占{share(number, closed)}%" if shares else "")
            for name, number in groups.items()
        )
        + "。"
    )


def share(part: int, whole: int) -> Decimal:
    """A percentage with one decimal, rounded as people do."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _disputes(figures: Mapping[str, int]) -> str:
    def group(*names: str) -> dict[str, int]:
        return {
            column: sum(figures[f"disputes.{name}.{column}"] for name in names)
            for column, _ in form.DISPUTE_COLUMNS
        }

    kinds = {
        "行政复议": group("reconsideration"),
        "行政诉讼": group("litigation_direct", "litigation_after_reconsideration"),
    }
    if not any(kind["total"] for kind in kinds.values()):
        return "监督保障方面。全年没有因政府信息公开引发的行政复议和行政诉讼。"
    return "监督保障方面。" + "".join(
        f"因政府信息公开引发的{name}{kind['total']}件，"
        + "其中"
        + "、".join(f"{label}{kind[column]}件" for column, label in form.DISPUTE_COLUMNS[:-1])
        + "。"
        if kind["total"]
        else f"没有因政府信息公开引发的{name}。"
        for name, kind in kinds.items()
    )


def _problems(rng: random.Random) -> tuple[str, ...]:
    problems, remedies = rng.sample(_PROBLEMS, 2), rng.sample(_REMEDIES, 2)
    return (
        f"存在的主要问题：一是{problems[0]}；二是{problems[1]}。",
        f"下一步改进措施：一是{remedies[0]}；二是{remedies[1]}。",
    )


def _other_matters(rng: random.Random, agency: str, year: int) -> tuple[str, ...]:
    charged = rng.choice((0, 0, 0, 60, 380))
    fees = (
        f"{year}年，本机关依照信息处理费管理办法收取信息处理费{charged}元。"
        if charged
        else f"{year}年，本机关没有收取政府信息公开信息处理费。"
    )
    if not agency.endswith("政府"):
        return (fees, "除上述情况外，没有其他需要报告的事项。")
    return (
        fees,
        "政务公开纳入年度综合考核，委托第三方开展了社会评议，"
        "全年没有发生需要追究责任的情形，未予责任追究。",
    )
