"""data/mixed-form-2023.pdf: 其他处理 as one row, as in the form of 2019, and two wrong totals in table 4."""

from __future__ import annotations

import datetime

from ogi_audit_testing.makers.figures import compose
from ogi_audit_testing.samples.sample import Sample, cells

_CELLS = cells(
    """
    disclosure.normative_documents               2     1    12
    disclosure.licensing                     31577
    disclosure.penalties                      2406
    disclosure.coercion                         95
    disclosure.fees                         863.27
    requests.new_received                       42     3     0     0     1     0    46
    requests.carried_in                          2     0     0     0     0     0     2
    requests.granted                            14     1     0     0     0     0    15
    requests.partially_granted                   6     0     0     0     0     0     6
    requests.denied.third_party_interest         1     0     0     0     0     0     1
    requests.denied.process_information          2     0     0     0     0     0     2
    requests.denied.administrative_inquiry       3     0     0     0     0     0     3
    requests.unavailable.not_held               11     1     0     0     1     0    13
    requests.unavailable.needs_creation          2     1     0     0     0     0     3
    requests.not_processed.petition              2     0     0     0     0     0     2
    requests.other                               1     0     0     0     0     0     1
    requests.closed_total                       42     3     0     0     1     0    46
    requests.carried_out                         2     0     0     0     0     0     2
    disputes.reconsideration                     6     1     3     0     9
    disputes.litigation_after_reconsideration    2     0     0     1     2
    """,
    edition="mixed",
)

_OPENING = (
    "本报告依据《中华人民共和国政府信息公开条例》编制，由云岭省沂川市汀禾区人民政府办公室汇总区政府"
    "各部门、各街道办事处的数据后形成。数据统计期限从2023年1月1日起，至2023年12月31日止。",
)

_OVERVIEW = (
    "2023年，汀禾区围绕老旧小区改造、就业服务、养老托育等民生实事开展政务公开，努力做到办事之前能查到"
    "依据、办理之中能看到进度、办结之后能评价结果。",
    "（一）主动公开。通过区政府门户网站公开信息3904条。制发行政规范性文件2件，废止1件，现行有效12件，"
    "逐件标注施行日期和有效期。老旧小区改造项目从征求意见、方案公示到竣工验收实行全过程公开，"
    "全年公开17个小区的改造信息，收集居民意见520余条，采纳情况在小区公告栏同步张贴。",
    "（二）依申请公开。收到政府信息公开申请46件，其中自然人申请42件，商业企业申请3件，法律服务机构"
    "申请1件；上年结转2件；办结46件，结转下年度2件。予以公开15件，部分公开6件，不予公开6件，无法提供"
    "16件，不予处理2件，其他处理1件。推行“一件一表”登记办法，从收件、分办、审核到送达逐环节留痕。",
    "（三）政府信息管理。开展公开目录动态调整，新增事项31个、取消事项8个；对含有身份证号、银行账号等"
    "内容的公示名单进行专项排查，全部作遮蔽处理。",
    "（四）平台建设。区政府门户网站开设“改造进行时”专题，用地图标注每个项目的位置和进展；在11个街道"
    "便民服务中心摆放政策取阅架，每月更新。",
    "（五）监督保障。将政务公开工作纳入街道和部门绩效考核；邀请人大代表、政协委员和居民代表对公开工作"
    "进行社会评议，提出的14条建议均已答复；全年没有责任追究事项。本年因政府信息公开引发的行政复议9件，"
    "均按时提交答复材料。",
)

_PROBLEMS = (
    "工作中存在的问题是：街道和部门之间公开标准不够统一，同一类信息有的公开全文、有的只公开摘要；少数"
    "申请在受理时没有及时引导补正，影响了办理效率；对公开信息的利用情况缺少跟踪分析。",
    "下一年度将做好以下工作：制定区级公开标准对照表，逐类明确公开到什么程度、由谁公开；在受理窗口配备"
    "申请填写样例，收到申请三日内完成要素审核；按季度分析栏目访问数据，据此调整栏目设置和更新频次。",
)

_OTHER_MATTERS = (
    "2023年，汀禾区各行政机关均未收取政府信息公开信息处理费。",
    "没有其他需要报告的事项。",
)

SAMPLE = Sample(
    "mixed-form-2023.pdf",
    compose(
        "沂川市汀禾区人民政府",
        2023,
        _CELLS,
        edition="mixed",
        opening=_OPENING,
        texts={
            "overview": _OVERVIEW,
            "problems": _PROBLEMS,
            "other_matters": _OTHER_MATTERS,
        },
        date=datetime.date(2024, 3, 18),
    ),
    "pdf-ruled",
    faults=(
        ("form.edition", "report"),
        ("disputes.total", "reconsideration"),
        ("disputes.total", "litigation_after_reconsideration"),
    ),
)
