"""data/gaps-2022.md: a bureau that left out a section and a row, and copied two labels wrongly."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ogi_audit_testing.makers import alter
from ogi_audit_testing.makers.figures import Specimen, compose
from ogi_audit_testing.samples.sample import Sample, cells

_CELLS = cells("""
    disclosure.normative_documents               1     2     6
    disclosure.licensing                       394
    disclosure.penalties                        21
    disclosure.fees                        1276.08
    requests.new_received                       23     4     0     0     0     0    27
    requests.granted                             9     2     0     0     0     0    11
    requests.partially_granted                   3     0     0     0     0     0     3
    requests.denied.process_information          1     0     0     0     0     0     1
    requests.denied.enforcement_file             2     0     0     0     0     0     2
    requests.denied.administrative_inquiry       1     0     0     0     0     0     1
    requests.unavailable.not_held                5     1     0     0     0     0     6
    requests.unavailable.needs_creation          0     1     0     0     0     0     1
    requests.not_processed.petition              1     0     0     0     0     0     1
    requests.closed_total                       22     4     0     0     0     0    26
    requests.carried_out                         1     0     0     0     0     0     1
    disputes.reconsideration                     1     0     1     0     2
    disputes.litigation_direct                   1     0     0     0     1
""")

_OPENING = (
    "为履行《中华人民共和国政府信息公开条例》规定的报告义务，云岭省栖原县自然资源局对2022年政府信息"
    "公开工作进行了总结，形成本报告。统计期限从2022年1月1日至2022年12月31日。",
)

_OVERVIEW = (
    "2022年，栖原县自然资源局结合国土空间规划编制、不动产登记便利化等中心工作推进信息公开，让规划"
    "看得见、让用地有依据、让登记少跑路。",
    "（一）主动公开。公开信息332条，其中征地信息118条、规划公示64条、矿业权信息27条、其他信息123条。"
    "制发行政规范性文件1件，废止2件，现行有效6件。公示行政许可决定394件、行政处罚决定21件。征地项目"
    "按照预公告、补偿方案、批准文件、实施公告四个环节分步公开，每个环节都附位置示意图。",
    "（二）依申请公开。新收政府信息公开申请27件，其中自然人23件、商业企业4件，没有上年结转的申请；"
    "办结26件，结转下年度继续办理1件。办结的申请中，予以公开11件，部分公开3件，不予公开4件，无法提供"
    "7件，不予处理1件。申请较多的是征地批文、宅基地登记和采矿权出让三类信息。",
    "（三）政府信息管理。整理1998年以来的征地档案，完成目录著录2600余条，建立与县档案馆的调档衔接"
    "办法，缩短了查找时间。地图类信息发布前一律送审，标注审图号。",
    "（四）公开平台。局网站与“栖原一张图”系统对接，群众可以按地块查询规划用途；不动产登记大厅设置"
    "信息公开查阅台，提供征地公告和规划图册。",
    "（五）监督保障。成立由分管副局长任组长的信息公开审查小组，每月抽查栏目更新情况，全年开展法治"
    "培训3次。因政府信息公开引发的行政复议2件，其中结果维持1件、其他结果1件；未经复议直接起诉的行政"
    "诉讼1件，结果为维持。",
    "回顾一年来的工作，征地信息公开的完整度明显提高，群众当面查阅的次数有所下降、网上自助查询的次数"
    "稳步上升，说明把信息主动放在前面，比事后逐件答复更能解决问题。今后将继续完善地块查询功能，把"
    "权属争议较多的片区作为公开重点。",
)

_OTHER_MATTERS = (
    "2022年，栖原县自然资源局没有收取政府信息公开信息处理费。",
    "其他方面没有需要报告的事项。",
)


def _specimen() -> Specimen:
    specimen = compose(
        "栖原县自然资源局",
        2022,
        _CELLS,
        opening=_OPENING,
        texts={"overview": _OVERVIEW, "other_matters": _OTHER_MATTERS},
        date=datetime.date(2023, 1, 16),
    )
    specimen = replace(specimen, title=specimen.title.replace("工作年度报告", "年度报告"))
    specimen = alter.without_section(specimen, "problems")
    specimen = alter.without(specimen, "requests.not_processed.publication")
    specimen = alter.with_label(
        specimen, "requests.denied.administrative_inquiry", "8.属于行政查阅事项"
    )
    return alter.with_label(specimen, "requests.unavailable.not_held", "1.本机关不掌握有关政府信息")


SAMPLE = Sample(
    "gaps-2022.md",
    _specimen(),
    "md-pipes",
    faults=(
        ("form.title", "report"),
        ("form.sections", "problems"),
        ("form.row_missing", "not_processed.publication"),
        ("form.row_label", "denied.administrative_inquiry"),
        ("form.row_label", "unavailable.not_held"),
    ),
)
