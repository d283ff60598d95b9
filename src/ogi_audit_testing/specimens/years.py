"""Specimens of the rules that compare with last year's report: ``years.*``."""

from __future__ import annotations

from ogi_audit_testing.makers import Specimen, blank, with_section
from ogi_audit_testing.specimens.case import (
    DEPARTMENT,
    Case,
    RuleSpecimens,
    increased,
    last_year_of,
)

LAST = last_year_of(DEPARTMENT)
CARRIED = "requests.carried_out.natural_person"
IN_FORCE = "disclosure.normative_documents.in_force"
# Long enough that it could be told if the next year copied it.
OTHER_WORDS = (
    "围绕年度重点任务发布办事指南和政策问答，把群众来电中问得最多的事项逐条写成明白纸。",
    "在乡镇便民服务点设置查阅专区，配备代查人员，帮助不会上网的居民查找所需文件。",
    "组织两轮答复文书互评，对发现的共性差错集中讲评，并把修改前后的样例汇编成册。",
)
TOLD_OTHERWISE = with_section(
    with_section(LAST, "overview", paragraphs=OTHER_WORDS), "problems", paragraphs=OTHER_WORDS
)

# Five sentences of one length, and another in place of the last of them.
SENTENCES = tuple(
    f"{text[:28]}。"
    for text in (
        "围绕年度重点任务发布办事指南和政策问答，并逐条写成群众看得懂的明白纸。",
        "在便民服务点设置查阅专区并配备代查人员，帮助不会上网的居民查找文件。",
        "组织两轮答复文书互评后对共性差错集中讲评，把修改前后的样例汇编成册。",
        "修订主动公开目录时删去重复栏目十余个，新增食品安全抽检结果专栏一个。",
        "邀请企业代表和志愿者走进办事大厅体验流程，当场收集意见并限期予以答复。",
    )
)
ANOTHER = f"{'制定考核细则并每季度通报各科室发布情况，年底评出先进集体和个人。'[:28]}。"


def told(specimen: Specimen, *sentences: str) -> Specimen:
    """The same report with this as section one."""
    return with_section(specimen, "overview", paragraphs=sentences)


RULES = (
    RuleSpecimens(
        "years.carried",
        passes=Case(DEPARTMENT, "natural_person", LAST),
        fails=(Case(DEPARTMENT, "natural_person", increased(LAST, CARRIED)),),
        lacks=Case(DEPARTMENT, "natural_person", blank(LAST, CARRIED)),
    ),
    RuleSpecimens(
        "years.in_force",
        passes=Case(DEPARTMENT, "normative_documents", LAST),
        fails=(Case(DEPARTMENT, "normative_documents", increased(LAST, IN_FORCE)),),
        lacks=Case(DEPARTMENT, "normative_documents", blank(LAST, IN_FORCE)),
    ),
    RuleSpecimens(
        "years.copied",
        passes=Case(DEPARTMENT, "overview", TOLD_OTHERWISE),
        fails=(
            Case(DEPARTMENT, "overview", LAST),
            # Four fifths: the limit itself.
            Case(
                told(DEPARTMENT, *SENTENCES),
                "overview",
                told(TOLD_OTHERWISE, *SENTENCES[:4], ANOTHER),
            ),
        ),
        lacks=Case(
            DEPARTMENT, "overview", with_section(LAST, "overview", paragraphs=OTHER_WORDS[:1])
        ),
        # Three quarters.
        also_passes=(
            Case(
                told(DEPARTMENT, *SENTENCES[:4]),
                "overview",
                told(TOLD_OTHERWISE, *SENTENCES[:3], ANOTHER),
            ),
        ),
    ),
)
