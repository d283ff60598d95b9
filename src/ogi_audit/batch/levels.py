"""What an agency's name says of it: at which level of government it stands, and in which region."""

from __future__ import annotations

import re

from ogi_audit.frames_text import due_as
from ogi_audit.wording import plain

LEVELS = ("provincial", "prefectural", "county", "township", "department", "unknown")
"""From the highest to the lowest; then departments of any level, and agencies not known."""
_MUNICIPALITIES = "北京|天津|上海|重庆"
_PROVINCE = re.compile(rf"(?:{_MUNICIPALITIES})市|[\u3400-\u9fff]{{2,6}}?(?:省(?!级)|自治区)")
_NAME = "(?:(?![省市县区局委])[\u3400-\u9fff])"
# 晋城市 is one, 城市管理局 and 市场监督管理局 name none, 苏州市 does not end at 州.
_CITY = re.compile(
    rf"(?!国家)(?:{_NAME}{{1,3}}城市(?!建设|管理|规划|更新|综合)|{_NAME}{{2,12}}?自治州"
    rf"|{_NAME}{{2,5}}?(?:州(?!市)|(?<!同)盟)|{_NAME}{{2,6}}?地区|{_NAME}{{1,6}}(?<!城)市(?!场))"
)


def level_of(agency: str | None) -> str:
    """One of `LEVELS`: that of the government whose report it is, by its name alone.

    A city is a prefecture's unless the name has one above it (云岭省沂川市桐河市); a municipality's
    district is a county.
    """
    name = plain(agency or "")
    if not name:
        return "unknown"
    due = due_as(name)
    if due != "government":
        return "township" if due == "none" else "department"
    unit = re.sub(r"(?:人民)?政府$", "", name)
    province = _PROVINCE.match(unit)
    below = unit[province.end() :] if province else unit
    if not below:
        return "provincial"
    if below.endswith(("自治州", "州", "盟", "地区")):
        return "prefectural"
    if below.endswith("市"):
        city = _CITY.match(below)
        is_first = city is None or city.end() == len(below)
        # 重庆市 has no cities of its own below it.
        return "prefectural" if is_first else "county"
    return "county" if below.endswith(("县", "区", "旗")) else "unknown"


def region_of(agency: str | None) -> str | None:
    """The city that the name begins with, or else the province; ``None`` if it names neither first.

    Names leave out the province as they like, so that a city is the same with it and without.
    """
    name = plain(agency or "")
    province = _PROVINCE.match(name)
    if province and province.group()[:-1] in _MUNICIPALITIES.split("|"):
        return province.group()
    city = _CITY.match(name, province.end() if province else 0)
    found = city or province
    return found.group() if found else None


def one_name(agency: object, region: object) -> str:
    """An agency's name from its city on, as names leave out the province as they like.

    ``region`` is what `region_of` says of it; the name is empty if the agency is not known.
    """
    if not isinstance(agency, str):
        return ""
    start = agency.find(region) if isinstance(region, str) else -1
    return agency[max(start, 0) :]
