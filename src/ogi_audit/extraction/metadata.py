"""What a report says of itself: agency, year, title, period and date of publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ogi_audit.document import Document, Item
from ogi_audit.wording import plain, simplified

_FIRST_PARAGRAPHS = 60
_LONGEST_TITLE = 70
_KIND = re.compile(r"政府信息公开.{0,8}?(?:年度报告|年度工作报告|工作报告|年报)")
_SIGNS = "〇○O零一二三四五六七八九"
_DIGITS = str.maketrans(_SIGNS, "0000123456789")
_YEAR = re.compile(rf"(\d{{4}}|[{_SIGNS}]{{4}})年?度?")
# Characters of every plane: there are places whose names need them.
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_YEAR_WITHIN = re.compile(rf"(?:\d{{4}}|[{_SIGNS}]{{4}})(?:年(?=年度))?(?=年度)")
_AGENCY = re.compile(
    rf"[{_HAN}·()0-9A-Za-z]{{1,40}}?(?:人民政府办公[室厅]|人民政府|政府|办公[室厅]|委员会|管委会|[委局厅院署处所站社]"
    r"|开发区|园区|新区|示范区|度假区|保护区|海关|[部馆室台行团师]|[农林牧]场|公署|兵团|科协|机关|中心|总队|支队|大队|街道办事处|街道|[镇乡]"
    r"|集团|公司|学校|大学|学院|医院|银行|协会|联合会|法院|检察院)"
)
# In a title everything before the year is the name, but for what only pages and documents say there.
_NAME = re.compile(rf"[{_HAN}·()0-9A-Za-z]{{2,40}}")
_NO_NAME = re.compile(
    r"报告|年报|信息公开|政务公开|附件|附表|通知|公示|公告|目录|栏目|首页|索引|标题|名称|发布|公布|现将|编制|印发|年度|全文|下载|统计|情况|单位$|部门$"
)
_PLACES = ("省", "自治区", "市", "州", "盟", "地区", "县", "区", "旗")
_LONGEST_PLACE = 7
_KINDS = "省市州盟县区旗"
_CHINESE = re.compile(rf"[{_HAN}]+")
# What may stand before a name in a sentence; without any of it, where the name begins is not known.
_BREAK = re.compile(
    r"编制|公布|发布|印发|根据|依据|按照|关于|要求|报告|汇总|[由与请在按向对为是将经及和、，。.:：;；()（）“”《》,\d]"
)
_PERIOD = re.compile(
    r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?:\(含\))?[0零]?时?[起始]?[,，]?(?:至|到|-|—|–|~)+"
    r"(?:(\d{4})[年./-])?(?:当年)?(\d{1,2})[月./-](\d{1,2})(?!\d)日?"
)
_MONTHS = re.compile(r"(\d{4})年(?:1月?)[-—–~至]12月")
_DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_DATE_LINE = re.compile(r"[(\[]?(?:日期:|时间:)?(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?[)\]]?")
_CHINESE_DATE = re.compile(
    rf"[(]?([{_SIGNS}]{{4}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日[)]?"
)
_LABELLED = re.compile(
    r"(?:发布|公开|公布|刊发|上传|上网|更新)(?:日期|时间|于)?:?(\d{4}[年./-]\d{1,2}[月./-]\d{1,2}(?!\d))"
)
# What the document was dated, which need not be when it was published.
_DATED = re.compile(
    r"(?:发文|成文|印发|生成|制发|签发|落款)(?:日期|时间)?:?(\d{4}[年./-]\d{1,2}[月./-]\d{1,2}(?!\d))"
)
# A line of a page's head that is nothing but a day and a time.
_HEAD_DATE = re.compile(
    r"(?:(?:日期|时间|[来發发])\s*+:)?\s*+[\[(]?(\d{4})\s*+[年./-]\s*+(\d{1,2})\s*+[月./-]\s*+(\d{1,2})\s*+日?[\])]?"
    r"(?:[\sT]*+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_AROUND_TITLE = 8
_PROPERTY = re.compile(r"pub.?date|publish|published_time|发布日期|发布时间", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document states of itself; ``None`` where it does not.

    ``period`` is the first and last day its figures cover; ``published_source`` tells where the
    date was found: ``page``, ``text`` or ``signature``.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    period: tuple[dt.date, dt.date] | None = None
    published: dt.date | None = None
    published_source: str | None = None

    @property
    def kind(self) -> str | None:
        """The title without a year that stands amid its words: 政府信息公开工作2024年度报告."""
        return None if self.title is None else _YEAR_WITHIN.sub("", self.title)

    @property
    def agency_in_title(self) -> bool:
        """Whether the title names an agency."""
        return _agency_of(self.title) is not None

    @property
    def year_in_title(self) -> bool:
        """Whether the title names a year."""
        return _year_of(self.title) is not None


def read_metadata(document: Document, first: int | None) -> Metadata:
    """Read what stands around the sections; ``first`` is the item that the first of them begins with."""
    items = list(document.items)
    head = items[: first if first is not None else _FIRST_PARAGRAPHS]
    preamble = plain("".join(_texts(head)))
    text = plain("".join(_texts(items)))
    title = _title([item.text for item in head], document)
    period = _period(preamble) or _period(text, near="统计期限")
    agency = _agency_of(title) or _signature(items)
    year = _year_of(title) or (period[0].year if period else None)
    published, source = _published(document, items, first)
    return Metadata(
        title, _full_name(agency, text) if agency else None, year, period, published, source
    )


def year_of(document: Document) -> int | None:
    """The report's year as `read_metadata` finds it before the sections are known: in the title, mostly."""
    head = list(document.items)[:_FIRST_PARAGRAPHS]
    title = _title([item.text for item in head], document)
    return _year_of(title) or read_metadata(document, None).year


def _texts(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if item.cells:
            yield from (cell.text + "\n" for cell in item.cells)
        else:
            yield item.text + "\n"


def _title(paragraphs: Sequence[str], document: Document) -> str | None:
    """The best line, or neighbouring lines, that read as the title of an annual report."""
    found: list[tuple[float, str]] = []
    lines = [(text, plain(text)) for text in paragraphs if plain(text)][-_FIRST_PARAGRAPHS * 2 :]
    for start in range(len(lines)):
        for stop in range(start + 1, min(start + 3, len(lines)) + 1):
            text = "".join(bare for _, bare in lines[start:stop])
            if len(text) > _LONGEST_TITLE or any(mark in text for mark in "。；,，>:"):
                break
            if not _KIND.search(text):
                continue
            whole = 2 * bool(_year_of(text)) + 2 * bool(_agency_of(text)) + ("工作年度报告" in text)
            ends = text.endswith(("年度报告", "年报"))
            found.append((whole + ends - 0.6 * (stop - start - 1) - 0.001 * len(text), text))
            if whole == 5 and ends:
                break
    if not found and (page := plain(document.properties.get("title", ""))):
        page = re.split(r"[-_|]", page)[0]
        if _KIND.search(page):
            return page
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _year_of(title: str | None) -> int | None:
    for found in _YEAR.finditer(title or ""):
        digits = found[1].translate(_DIGITS)
        if digits.isdigit() and 2008 <= int(digits) <= 2100:
            return int(digits)
    return None


def _agency_of(title: str | None) -> str | None:
    """The name before the year or the kind of document in a title, or after them in brackets."""
    if not title:
        return None
    before = re.split(rf"关于|\d{{4}}年|[{_SIGNS}]{{4}}年|政府信息公开", title)[0]
    if not before and (
        rest := re.match(rf"(?:\d{{4}}|[{_SIGNS}]{{4}})年度?(.+?)政府信息公开", title)
    ):
        before = rest[1]
    name = before.strip("《》“”\"'")
    # 水务局（行政审批局） keeps its bracket.
    name = name if "(" in name[1:] and name.endswith(")") else name.strip("()")
    # A report of a place is its government's.
    named = _NAME.fullmatch(name) and not _NO_NAME.search(name) and not name.isdecimal()
    return name if named and name[0] not in "本我该" else None


def _are_places(text: str) -> bool:
    """Whether a text is names of places, one after another (沂川市桐河县).

    What ends one may stand within another (城市区): a pattern would try every way to part them.
    """
    if not _CHINESE.fullmatch(text):
        return False
    ends = [True]
    for end in range(1, len(text) + 1):
        kinds = [end - len(kind) for kind in _PLACES if text.endswith(kind, 0, end)]
        ends.append(any(any(ends[max(0, at - _LONGEST_PLACE) : max(0, at)]) for at in kinds))
    return ends[-1]


def _signature(items: Sequence[Item]) -> str | None:
    """The name on the line before the date at the end."""
    paragraphs = [plain(item.text) for item in items if item.text]
    for number, text in reversed(list(enumerate(paragraphs))):
        is_date = _DATE_LINE.fullmatch(text) or _CHINESE_DATE.fullmatch(text)
        signed = paragraphs[number - 1] if number and is_date else ""
        if _AGENCY.fullmatch(signed) and signed[0] not in "本我该":
            return signed
    return None


def _full_name(agency: str, text: str) -> str:
    """The agency's name with the superior places that the text itself puts before it, if it does."""
    longest = agency
    start = text.find(agency)
    while start >= 0:
        parts = _BREAK.split(text[max(0, start - 16) : start])
        # 市人民政府 in a title is the government of the place that the text names.
        place = parts[-1] + (agency[0] if agency[0] in _KINDS else "")
        if len(parts) > 1 and _are_places(place) and len(parts[-1] + agency) > len(longest):
            longest = parts[-1] + agency
        start = text.find(agency, start + len(agency))
    return longest


def _period(text: str, near: str = "") -> tuple[dt.date, dt.date] | None:
    for found in _PERIOD.finditer(text):
        if near and near not in text[max(0, found.start() - 30) : found.start()]:
            continue
        year, month, day, until, last_month, last_day = found.groups()
        try:
            return (
                dt.date(int(year), int(month), int(day)),
                dt.date(int(until or year), int(last_month), int(last_day)),
            )
        except ValueError:
            continue
    months = None if near else _MONTHS.search(text)
    return (dt.date(int(months[1]), 1, 1), dt.date(int(months[1]), 12, 31)) if months else None


def parse_date(text: str) -> dt.date | None:
    """A date written with digits and 年月日, dots, slashes or hyphens; ``None`` if it is none."""
    found = _DATE.search(plain(text))
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _published(
    document: Document, items: Sequence[Item], first: int | None
) -> tuple[dt.date | None, str | None]:
    """The date of publication: as the page states it, else the text's label, else the signature."""
    for name, value in document.properties.items():
        if _PROPERTY.search(name) and (date := parse_date(value)):
            return date, "page"
    text = plain("".join(_texts(items)))
    for found in _LABELLED.finditer(text):
        if date := parse_date(found[1]):
            return date, "text"
    if date := _date_at_title(items, first):
        return date, "text"
    for found in _DATED.finditer(text):
        if date := parse_date(found[1]):
            return date, "text"
    lines = [
        (number, date)
        for number, item in enumerate(items)
        if item.text and (date := _date_line(item.text))
    ]
    after = [date for number, date in lines if first is None or number > first]
    before = [date for number, date in lines if first is not None and number < first]
    signed = after[-1:] or before[:1]
    return (signed[0], "signature") if signed else (None, None)


def _date_at_title(items: Sequence[Item], first: int | None) -> dt.date | None:
    """The day that stands by itself at the title, before the first section."""
    head = items[: first if first is not None else 0]
    titles = [number for number, item in enumerate(head) if _KIND.search(plain(item.text))]
    for number, item in enumerate(head):
        if not titles or min(abs(number - title) for title in titles) > _AROUND_TITLE:
            continue
        for text in (cell.text for cell in item.cells) if item.cells else (item.text,):
            if found := _HEAD_DATE.fullmatch(simplified(text).strip()):
                try:
                    return dt.date(int(found[1]), int(found[2]), int(found[3]))
                except ValueError:
                    continue
    return None


def _date_line(text: str) -> dt.date | None:
    bare = plain(text)
    if found := _DATE_LINE.search(bare):
        # The agency's name may stand on the same line.
        rest = bare.replace(found.group(), "")
        return parse_date(found.group()) if not rest or _AGENCY.fullmatch(rest) else None
    if found := _CHINESE_DATE.fullmatch(bare):
        year = int(found[1].translate(_DIGITS))
        try:
            return dt.date(year, _chinese(found[2]), _chinese(found[3]))
        except ValueError:
            return None
    return None


def _chinese(number: str) -> int:
    """A Chinese numeral below 100 (``十二``, ``三十一``)."""
    tens, ten, ones = number.rpartition("十")
    value = int(ones.translate(_DIGITS)) if ones else 0
    return value + (10 * (int(tens.translate(_DIGITS)) if tens else 1) if ten else 0)
