"""data/blanks-2024.docx: a bureau that leaves cells blank, writes / for 0, and publishes late."""

from __future__ import annotations

import datetime

from ogi_audit_testing.makers import alter, form
from ogi_audit_testing.makers.figures import Specimen, compose
from ogi_audit_testing.samples.sample import Sample, cells

_CELLS = cells("""
    disclosure.normative_documents               1     0     4
    disclosure.licensing                       268
    disclosure.penalties                        57
    disclosure.coercion                          3
    disclosure.fees                         412.35
    requests.new_received                        7     2     0     0     0     0     9
    requests.carried_in                          1     0     0     0     0     0     1
    requests.granted                             3     1     0     0     0     0     4
    requests.partially_granted                   1     0     0     0     0     0     1
    requests.unavailable.not_held                3     0     0     0     0     0     3
    requests.unavailable.needs_creation          0     1     0     0     0     0     1
    requests.closed_total                        7     2     0     0     0     0     9
    requests.carried_out                         1     0     0     0     0     0     1
    disputes.reconsideration                     1     0     0     0     1
""")

_BLANK = (
    *(f"requests.carried_in.{column}" for column, _ in form.REQUEST_COLUMNS[1:-1]),
    *(f"requests.other.fee_overdue.{column}" for column, _ in form.REQUEST_COLUMNS),
    *(f"disputes.litigation_after_reconsideration.{column}" for column, _ in form.DISPUTE_COLUMNS),
)
_SLASH = (
    "disclosure.regulations.issued",
    "disclosure.regulations.repealed",
    "disclosure.regulations.in_force",
    "requests.carried_out.research_institution",
    "requests.carried_out.public_welfare",
)

_OPENING = (
    "依照《中华人民共和国政府信息公开条例》的规定和国务院办公厅统一制发的格式，编制云岭省岚津市水务局"
    "2024年政府信息公开工作年度报告。报告的统计期限为2024年1月1日至2024年12月31日，电子文本可在"
    "岚津市水务局网站下载。",
)

_OVERVIEW = (
    "2024年，岚津市水务局以保障供水安全、防御水旱灾害、管好河湖岸线为重点，把与群众用水、企业涉水"
    "业务关系密切的信息公开在前、解释在前，全年没有因信息发布不当引发舆情。",
    "（一）主动公开方面。发布水质监测、停水通知、汛情旱情、河湖管理等信息214条，其中水质监测信息"
    "48条、停水通知67条、汛情旱情信息53条、其他信息46条。制发行政规范性文件1件，现行有效4件。作出"
    "行政许可决定268件、行政处罚决定57件、行政强制决定3件，均在七个工作日内公示。汛期逐日公布主要"
    "水库水位，居民可以凭户号在网上查询所在片区的管网末梢水水质。",
    "（二）依申请公开方面。新收政府信息公开申请9件，其中自然人申请7件，商业企业申请2件；上年结转1件。"
    "办结9件，结转下年度继续办理1件。办结的申请中，予以公开4件，部分公开1件，无法提供4件。申请内容"
    "主要涉及水库移民补助、取水许可和河道整治工程。",
    "（三）政府信息管理方面。明确办公室统一出口、业务科室对内容负责，水文数据发布前由水文站复核，"
    "工程图纸类信息发布前作涉密审查。",
    "（四）平台建设方面。把原先分散在三个栏目的涉水审批信息归并为“用水办事”专栏，按报装、缴费、"
    "节水、排水四类编排；微信公众号开通停水信息订阅功能。",
    "（五）监督保障方面。局务会议专题研究政务公开工作2次，开展内部自查4次，对发现的更新迟缓问题当场"
    "派单整改。因政府信息公开引发的行政复议1件，结果为维持；没有因政府信息公开引发的行政诉讼。",
)

_PROBLEMS = (
    "主要问题有两个：一是业务科室报送信息不够主动，工程建设的中间过程公开较少，群众往往到完工才了解"
    "情况；二是涉水专业术语多，公开的材料不容易看懂，热线里重复咨询的情况比较普遍。",
    "下一步，对列入年度计划的水利工程实行开工、中期、完工三次公开，把报送情况纳入科室评优；整理热线"
    "高频问题，用通俗语言编成问答，随同水费账单推送给用户，并根据反馈每半年更新一次。",
)

_OTHER_MATTERS = (
    "2024年，岚津市水务局未向申请人收取信息处理费。",
    "没有其他需要报告的事项。",
)


def _specimen() -> Specimen:
    specimen = compose(
        "岚津市水务局",
        2024,
        _CELLS,
        opening=_OPENING,
        texts={
            "overview": _OVERVIEW,
            "problems": _PROBLEMS,
            "other_matters": _OTHER_MATTERS,
        },
        date=datetime.date(2025, 2, 18),
    )
    for key in _BLANK:
        specimen = alter.blank(specimen, key)
    for key in _SLASH:
        specimen = alter.with_cell(specimen, key, "/")
    return specimen


SAMPLE = Sample(
    "blanks-2024.docx",
    _specimen(),
    "docx-official",
    faults=(
        ("form.published", "report"),
        *(("form.cell_number", key.split(".")[1]) for key in _SLASH),
        ("form.cell_blank", "carried_in"),
        ("form.cell_blank", "other.fee_overdue"),
        ("form.cell_blank", "litigation_after_reconsideration"),
    ),
)
