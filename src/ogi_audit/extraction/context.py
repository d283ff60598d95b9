"""What a sentence speaks of: applications or something else, this year or another, whose."""

from __future__ import annotations

import re

from ogi_audit.extraction.period import Period, without_whole_years
from ogi_audit.extraction.sentences import Sentence

_EVERYBODY = re.compile(
    r"(?:公民|自然人|社会公众|群众)(?:个人)?[、,和及或]?(?:企业)?法人(?:单位)?(?:和|及|以及|或者?|与|、)?(?:其他|其它)?(?:社会)?(?:组织|机构)"
)
_REQUESTS = re.compile(
    r"(?:政府|政务)?信息公开(?:的|类)?申请|依申请公开|依申请|申请公开|公开申请|信息公开(?:的)?(?:书面)?申请"
)
# 主动公开91件、依申请公开56件、不予公开74件: how documents were labelled, not what came of applications.
_LABELLED = re.compile(
    r"公文|属性|发文|主动公开(?:类|文件|的)?\d|(?:制作|生成|形成|产生)(?:的)?(?:政府)?信息"
)
_FOREIGN = re.compile(
    r"建议|提案|议案|留言|信访(?!举报投诉类)|来信|来电|来访|咨询|工单|热线|信箱|行政许可|网民|诉求|信访件|复议申请|举报件|投诉件"
    r"|新闻|解读|公文|邮件|问题|线索|会议|培训|检查|稿件|公众号|留言|回应关切"
)
_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请|申请公开")
_APART = re.compile(
    r"较|同比|环比|相比|比[上去]年|增长|增加|减少|下降|上升|多于|超出|每|[日周月年]均|平均|上半年|下半年|季度|以来|历年"
    r"|[近前五三两十]年|当月|单月|月份|当季|计划|预计|力争|目标|至少|网上|网络|网站|信函|当面|邮寄|邮政|传真|邮件|邮箱|现场|线上|线下|平台|(?<!全)系统"
    r"|窗口|书面|信件|延期|延长|补正|撤回|撤销|主动撤|协助|配合|会办|协办|代拟|草拟|指导|(?<!公开)(?<!申请)(?:类|方面)$|征求|转办|转送|移送|重复|\d月(?!\d|1日)|截[至止](?!.{0,8}(?:12月|年底|年末|年终))"
    r"|当场|抽查|口头|电话|简易|率$|首次|最多|排名|超期|逾期未|不符合|符合|(?<!现行)(?<!继续)有效|无效|合并|涉及(?!(?:政府)?信息公开)|热点|主要|大部分|多数"
)
_ENTITY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,10}?(?:分局|[局委厅镇乡]|街道(?:办事处)?|中心|办事处|管委会|部门|乡镇|镇街|管理[所站]|[大支]队)"
    r"|各(?![级类方]|行政机关)[\u4e00-\u9fff]{1,8}?)"
    r"(?=(?:\d{4}年度?|全年|本年度?)?[共各均]?(?:未|没有)?(?:收到|受理|接收|新收|办理|答复|办结|收取|制发|制定|印发|出台|废止)|共?\d)"
)
_OFFICE = re.compile(
    r"(?:政府办公?[室厅]?|办公[室厅]|(?<=[局委府厅])机关)(?:[\u4e00-\u9fff]{0,4}?)(?:共|收到|受理|接收|新收|办理|答复|承办|制发|制定|印发|出台)|本级|代表[\u4e00-\u9fff]{1,10}政府"
)
_REPRESENTS = re.compile(r"代表[\u4e00-\u9fff]{1,10}政府")
# A paragraph that begins so goes on with what the one before was about.
_POINTS_BACK = re.compile(
    r"(?:其中|在?(?:所有)?(?:已)?(?:办结|答复|收到|受理)的|从?办理结果|上述|以上|按办理)"
)
_WHOLE = re.compile(r"全[省市州县区镇乡盟旗](?!面)|全系统|各[县市区镇乡街]{1,3}|各部门|各单位|各级")
# One kind of answers among others is not all of them.
_KIND_OF_ANSWER = re.compile(r"因|告知|情形|不存在|延期|申请人.{0,4}$")
# Cases of others, of every kind, or that the agency decides on itself.
_OTHER_CASES = re.compile(
    r"其他(?!结果)|其它(?!结果)|各类|全部|所有|(?<!公开)(?<!公开申请)类(?=行政|案)|审理|复议机关|被申请人|应诉率|无关"
)
_VERBS = re.compile(
    r"(?P<repealed>废止|宣布失效)|(?P<in_force>现行有效|继续有效)|(?P<issued>制发|印发|出台|制定|颁布|新制定)"
    r"|(?P<published>公开|发布|公布|新增)|(?P<none>清理|审查|审核|备案|评估|起草|修订|修改|征求|听证|拟|解读|合法性|失效|汇编|保留|梳理|报送|报备|规范)"
)

# What was said longer ago, in characters, does not bear on a sentence.
_FARTHEST = 1000


def is_set_apart(before: str) -> bool:
    """Whether a clause counts a part or compares: by channel, by period, against last year."""
    return _APART.search(without_whole_years(before)) is not None


def is_kind_of_answer(before: str, after: str) -> bool:
    """Whether a number of answers is of one kind among others: 因…答复8件, 按期答复28件，延期答复2件."""
    sibling = re.match(r"[,、;](?:延期|逾期|超期|延长)", after)
    return bool(sibling or _KIND_OF_ANSWER.search(before))


def is_on_requests(text: str) -> bool:
    """Whether a text names applications for information."""
    return _REQUESTS.search(text) is not None


def speaks_of_others(text: str, agency: str) -> bool:
    """Whether a sentence names a body, a part or a whole other than the agency itself."""
    if is_government(agency):
        return bool(_ENTITY.search(text) or _OFFICE.search(text))
    return bool(_ENTITY.search(text.replace(agency, "")) or _WHOLE.search(text))


def is_government(agency: str) -> bool:
    """Whether an agency is a people's government, whose report covers all that is under it.

    A report of a place (沂川市2023年…) is its government's.
    """
    return agency.endswith(("政府", *"省市州盟县区旗"))


class Context:
    """What has been said so far in a section, as far as it bears on the next number."""

    def __init__(self, year: int | None, agency: str | None) -> None:
        self._agency = agency or ""
        self._government = is_government(self._agency)
        self._period = Period(year)
        self._office = self._whole = self._represents = False
        self._paragraph = self._earlier = self._heading = self._before = ""

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence; a new paragraph is about this year and the agency as a whole again."""
        is_new = sentence.paragraph != self._paragraph
        if is_new:
            points_back = _POINTS_BACK.match(sentence.paragraph)
            self._before = self._paragraph if points_back else ""
            self._office = self._whole = self._represents = False
        self._period.enter(is_new)
        self._paragraph, self._heading = sentence.paragraph, sentence.heading
        earlier = sentence.paragraph[max(0, sentence.start - _FARTHEST) : sentence.start]
        self._earlier = (self._before[-_FARTHEST:] + earlier)[-_FARTHEST:]

    def everybody(self, text: str) -> str:
        """The text with 公民、法人和其他组织 as one word of the same length."""
        return _EVERYBODY.sub(lambda found: "各方".ljust(len(found.group()), "的"), text)

    def at(self, text: str, years_text: str, position: int) -> None:
        """Note year and scope as last said before a position of the sentence.

        ``years_text`` is the text without the years that say where something was carried to.
        """
        self._period.read(years_text[:position])
        office = max((f.start() for f in _OFFICE.finditer(text[: position + 1])), default=-1)
        whole = max((f.start() for f in _WHOLE.finditer(text[:position])), default=-1)
        if max(office, whole) >= 0:
            self._office, self._whole = office > whole, whole > office
            self._represents = bool(_REPRESENTS.search(text[:position]))

    @property
    def is_this_year(self) -> bool:
        """Whether the sentence speaks of the report's year, as far as it says."""
        return self._period.is_reported

    @property
    def is_own(self) -> bool:
        """Whether the sentence speaks of just what the tables count: the agency."""
        # An office's report is of the office, and not of the government that it stands for.
        return not (self._office if self._government else self._whole or self._represents)

    def own_name(self, before: str) -> str:
        """The words before a number without the agency's own name."""
        return before.replace(self._agency, "") if self._agency else before

    def elsewhere(self, text: str, start: int, stop: int) -> bool:
        """Whether a clause speaks of another year or of another body than the agency."""
        if not self.is_this_year:
            return True
        found = _ENTITY.search(text, start, min(len(text), stop + 4))
        if found is None:
            return False
        # 2025年市公安局收到…: the year is no part of the name.
        name = re.sub(r"^.*年度?", "", found["name"]).lstrip("省市州县区我本由")
        return not name or name not in self._agency

    def on_requests(self, before: str, after: str) -> bool:
        """Whether a number after ``before`` counts applications for information."""
        if _LABELLED.search(before):
            return False
        if _REQUESTS.search(after):
            return True
        text = self._heading + self._earlier + before
        said = [found.end() for found in _REQUESTS.finditer(text)]
        return bool(said) and not _FOREIGN.search(text, said[-1])

    def on_disputes(self, text: str, position: int, stop: int) -> bool:
        """Whether a number of cases is of those about information disclosure, not of a caseload.

        ``position`` and ``stop`` are the number's. 各类行政复议44件，其中政府信息公开类39件 is about
        others as well.
        """
        start = max(text.rfind(mark, 0, position) for mark in ",;。:(") + 1
        after = re.match(r"[,;(]?(?:其中)[^,。;]{0,8}信息公开", text[stop:])
        if after or _OTHER_CASES.search(text[start : stop + 8]):
            return False
        earlier = re.split(r"[。!?]", self._earlier.rstrip("。!?"))[-1]
        disputed = earlier if re.search("复议|诉讼", earlier) or "相关" in text[:stop] else ""
        return bool(_DISCLOSURE.search(self._heading + disputed + text[:stop]))

    def document_verb(self, before: str) -> str | None:
        """What was done with the documents counted: the last verb said, if it is one we know."""
        found = list(_VERBS.finditer(before))
        if not found or found[-1].lastgroup == "none":
            return None
        # 梳理公开: what is published here was issued before.
        clause = re.split(r"[,。;:]", before)[-1]
        other = any(verb.lastgroup == "none" for verb in _VERBS.finditer(clause))
        # 以政府名义…、以办公室名义…: each is a part.
        return None if other or "名义" in clause else found[-1].lastgroup
