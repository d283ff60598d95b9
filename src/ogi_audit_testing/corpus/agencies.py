"""Agencies of a province that does not exist, and how a report of theirs begins and is dated."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

_PLACES = (
    "云岭省沂川市",
    "云岭省栖原县",
    "云岭省岚津市",
    "沂川市汀禾区",
    "岚津市鹤浦县",
    "栖原县",
    "沂川市",
    "岚津市桐屿区",
)
_GOVERNMENTS = ("人民政府",) * 5
_DEPARTMENTS = (
    "人民政府办公室",
    "水务局",
    "教育局",
    "自然资源局",
    "自然资源和规划局",
    "市场监督管理局",
    "人力资源和社会保障局",
    "住房和城乡建设局",
    "发展和改革委员会",
    "卫生健康委员会",
    "农业农村局",
    "公安局",
    "城市管理综合执法局",
)
_BELOW = ("柳溪镇人民政府", "望川乡人民政府", "临河街道办事处")


@dataclass(frozen=True)
class Agency:
    """Who reports: the name, and by which month its report is due (`None`: no statute says)."""

    name: str
    due: int | None

    @property
    def place(self) -> str:
        """The kind of place, as the agency calls its own: 全市, 我县."""
        for sign in reversed(self.name.split("人民政府")[0]):
            if sign in "市县区镇乡":
                return sign
        return "市"


def agency(rng: random.Random) -> Agency:
    """A government, a department, or one below the county, which the statute does not name."""
    kind = rng.choices((_GOVERNMENTS, _DEPARTMENTS, _BELOW), (3, 6, 1))[0]
    place = rng.choice(_PLACES)
    if kind is _BELOW and place.endswith("市"):
        place = "沂川市汀禾区"
    due = {id(_GOVERNMENTS): 3, id(_DEPARTMENTS): 1}.get(id(kind))
    return Agency(place + rng.choice(kind), due)


def title(rng: random.Random, name: str, year: int) -> str:
    """A title with all that the form wants."""
    return rng.choice(
        (
            f"{name}{year}年政府信息公开工作年度报告",
            f"{name}{year}年政府信息公开工作年度报告",
            f"{name}{year}年度政府信息公开工作年度报告",
            f"{year}年{name}政府信息公开工作年度报告",
        )
    )


def opening(rng: random.Random, name: str, year: int) -> tuple[str, ...]:
    """What stands before section one; it states the period in one of the usual ways."""
    basis = rng.choice(
        (
            "根据《中华人民共和国政府信息公开条例》和国务院办公厅关于年度报告格式的要求，",
            "按照《中华人民共和国政府信息公开条例》第五十条规定，",
        )
    )
    period = rng.choice(
        (
            f"报告中数据的统计期限为{year}年1月1日至{year}年12月31日。",
            f"本报告所列数据统计期限自{year}年1月1日起至12月31日止。",
            f"统计期限：{year}年1月1日至12月31日。",
            f"报告内容涵盖{year}年1月1日—{year}年12月31日的政府信息公开工作。",
        )
    )
    contact = rng.choice(
        (
            "",
            "",
            f"如有疑问，请与{name}联系（地址：兰台路18号，邮编：500018，电话：0000—8123456）。",
        )
    )
    return (f"{basis}{name}编制了{year}年政府信息公开工作年度报告。{period}{contact}",)


def date(rng: random.Random, agency: Agency, year: int) -> dt.date:
    """A day on which the report of a year is published in time."""
    month = rng.randint(1, 3) if agency.due == 3 else 1
    return dt.date(year + 1, month, rng.randint(4, 28))
