"""Specimens of the rules that compare with last year's report: ``years.*``."""

from __future__ import annotations

from tests.makers import blank, with_section
from tests.specimens.case import DEPARTMENT, Case, RuleSpecimens, increased, last_year_of

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
        fails=(Case(DEPARTMENT, "overview", LAST),),
        lacks=Case(
            DEPARTMENT, "overview", with_section(LAST, "overview", paragraphs=OTHER_WORDS[:1])
        ),
    ),
)
