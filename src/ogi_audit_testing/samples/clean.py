"""data/clean-2024.html and data/clean-2023.html: two years of a county in which everything is right.

What 2023 carried out is what 2024 carried in, and the documents in force follow from year to year.
"""

from __future__ import annotations

import datetime

from ogi_audit_testing.makers.figures import Specimen, compose
from ogi_audit_testing.samples.sample import Sample, cells

_AGENCY = "栖原县人民政府"

_CELLS_2024 = cells("""
    disclosure.normative_documents               6     9    38
    disclosure.licensing                     52316
    disclosure.penalties                      8742
    disclosure.coercion                        613
    disclosure.fees                        3187.46
    requests.new_received                       86     9     0     1     3     0    99
    requests.carried_in                          4     1     0     0     0     0     5
    requests.granted                            31     5     0     0     1     0    37
    requests.partially_granted                  12     1     0     0     0     0    13
    requests.denied.prohibited_by_law            1     0     0     0     0     0     1
    requests.denied.third_party_interest         2     0     0     0     0     0     2
    requests.denied.internal_affairs             1     0     0     0     0     0     1
    requests.denied.process_information          3     1     0     0     0     0     4
    requests.denied.enforcement_file             2     0     0     0     0     0     2
    requests.denied.administrative_inquiry       4     0     0     0     1     0     5
    requests.unavailable.not_held               18     2     0     1     1     0    22
    requests.unavailable.needs_creation          3     0     0     0     0     0     3
    requests.unavailable.unclear_after_correction 1    0     0     0     0     0     1
    requests.not_processed.petition              4     0     0     0     0     0     4
    requests.not_processed.repeated              2     0     0     0     0     0     2
    requests.other.correction_overdue            1     0     0     0     0     0     1
    requests.closed_total                       85     9     0     1     3     0    98
    requests.carried_out                         5     1     0     0     0     0     6
    disputes.reconsideration                     5     1     3     1    10
    disputes.litigation_direct                   1     0     0     0     1
    disputes.litigation_after_reconsideration    2     0     0     1     3
""")

_CELLS_2023 = cells("""
    disclosure.normative_documents               5     3    41
    disclosure.licensing                     49820
    disclosure.penalties                      9105
    disclosure.coercion                        588
    disclosure.fees                        2954.13
    requests.new_received                       74     6     1     0     2     0    83
    requests.carried_in                          2     0     0     0     0     0     2
    requests.granted                            28     3     1     0     1     0    33
    requests.partially_granted                   9     0     0     0     0     0     9
    requests.denied.third_party_interest         1     0     0     0     0     0     1
    requests.denied.internal_affairs             2     0     0     0     0     0     2
    requests.denied.process_information          2     1     0     0     0     0     3
    requests.denied.enforcement_file             1     0     0     0     0     0     1
    requests.denied.administrative_inquiry       3     0     0     0     0     0     3
    requests.unavailable.not_held               15     1     0     0     1     0    17
    requests.unavailable.needs_creation          2     0     0     0     0     0     2
    requests.unavailable.unclear_after_correction 1    0     0     0     0     0     1
    requests.not_processed.petition              5     0     0     0     0     0     5
    requests.not_processed.repeated              1     0     0     0     0     0     1
    requests.other.correction_overdue            2     0     0     0     0     0     2
    requests.closed_total                       72     5     1     0     2     0    80
    requests.carried_out                         4     1     0     0     0     0     5
    disputes.reconsideration                     4     0     2     1     7
    disputes.litigation_after_reconsideration    1     0     0     0     1
""")

_OPENING_2024 = (
    "根据《中华人民共和国政府信息公开条例》第五十条和国办公开办函〔2021〕30号文件规定的格式，"
    "编制云岭省栖原县人民政府2024年政府信息公开工作年度报告，现予公布。报告汇总了县政府及其部门、"
    "各乡镇人民政府的数据，统计期限为2024年1月1日至2024年12月31日。",
)

_OVERVIEW_2024 = (
    "2024年，栖原县把政务公开作为法治政府建设和优化营商环境的一项基础工作，聚焦群众办事和企业经营中"
    "问得最多、盯得最紧的事项，推动公开内容更实、办理程序更严、查阅渠道更便捷。",
    "（一）主动公开。全县通过县政府门户网站公开各类信息6218条，其中财政预决算信息472条、重大项目"
    "信息305条、民生保障信息1866条、其他信息3575条。制发行政规范性文件6件，废止9件，年末现行有效"
    "38件，清理结果连同文件目录一并公布。编制中小学入学政策一本通，把学区划分、报名时间和所需材料"
    "集中到一处公开。",
    "（二）依申请公开。全县新收政府信息公开申请99件，上年结转5件，办结98件，结转下年度继续办理6件，"
    "没有超期答复。新收申请中，自然人提出86件，商业企业提出9件，社会公益组织提出1件，法律服务机构"
    "提出3件。办结的申请中，予以公开37件，占37.8%；部分公开13件，占13.3%；不予公开15件，占15.3%；"
    "无法提供26件，占26.5%；不予处理6件，占6.1%；其他处理1件，占1.0%。",
    "（三）政府信息管理。建立“谁起草、谁审核、谁更新”的责任清单，明确各环节责任人。对门户网站发布"
    "满五年的信息进行回头看，修复失效链接127处，为已经废止的文件加注效力标识。",
    "（四）公开平台建设。在县政务服务中心和12个乡镇便民服务站设置政务公开专区，配备自助查询终端和"
    "帮办人员，全年接待查阅2400余人次。全县政务新媒体由31个整合为14个，统一纳入日常巡查。",
    "（五）监督保障。把政务公开列入对乡镇和部门的年度综合考核，分值为4分，考核结果在全县通报；"
    "委托高校研究团队开展社会评议，发放问卷1500份，总体评价为满意；全年没有发生需要责任追究的情形。"
    "因政府信息公开被申请行政复议10件，其中结果维持5件、结果纠正1件、其他结果3件、尚未审结1件；"
    "被提起行政诉讼4件，其中结果维持3件、尚未审结1件。",
)

_PROBLEMS_2024 = (
    "存在的主要问题：一是乡镇一级公开力量比较薄弱，对村务事项和政府信息的公开边界把握不准；二是部分"
    "行政执法信息重结果、轻依据，裁量标准公布不够及时；三是申请数量逐年增加，少数经办人员对过程性"
    "信息、内部事务信息的认定尺度不统一，有1件答复在行政复议中被纠正。",
    "改进措施：一是由县政府办公室派员驻点指导，2025年对12个乡镇轮训一遍；二是会同司法行政部门制定"
    "执法信息公开样表，做到依据、程序、结果同步公布；三是编写申请办理案例汇编，把被纠正的案件作为"
    "必学内容，疑难申请在答复前集体研究。",
)

_OTHER_MATTERS_2024 = (
    "（一）收取信息处理费情况。2024年，全县各行政机关没有收取政府信息公开信息处理费。",
    "（二）其他情况。没有其他需要报告的事项。",
)

_OPENING_2023 = (
    "按照《中华人民共和国政府信息公开条例》和国家统一规定的年度报告格式，云岭省栖原县人民政府对"
    "2023年的政府信息公开工作作如下报告。所列数据自2023年1月1日起至2023年12月31日止，由县政府"
    "办公室汇总各乡镇、各部门报送的数据后形成。",
)

_OVERVIEW_2023 = (
    "2023年，全县各级行政机关坚持该公开的及时公开、群众关心的讲清讲透，政府信息公开的覆盖面和规范"
    "程度都有新的提升。",
    "（一）主动公开情况。县政府门户网站更新信息5740条，行政许可和行政处罚结果按月归集公布。出台行政"
    "规范性文件5件，废止3件，期末现行有效41件。围绕春耕备耕、农村供水、医保缴费等时效性强的工作编发"
    "明白纸26期，由驻村干部送到农户手中；县政府常务会议邀请企业代表和村民代表列席4次。",
    "（二）申请办理情况。本年新收申请83件，连同上年结转的2件，共需办理85件；年内办结80件，另有5件"
    "结转下年度。新收申请以自然人为主，共74件，法人或其他组织共9件。予以公开和部分公开合计42件，"
    "占办结数的52.5%。各单位收到申请后先电话核实需求，能够当场提供的当场提供。",
    "（三）信息管理情况。完成机构改革以来存量文件的数字化，补录历史文件640份。修订信息发布审查"
    "制度，个人隐私和商业秘密一律先作技术处理再上网。",
    "（四）平台建设情况。门户网站通过适老化改造验收，新增语音播报和大字版功能；在县图书馆、档案馆"
    "设立政府信息查阅点，由专人提供代查代印服务。",
    "（五）监督保障情况。县政府办公室对46个单位逐一开展工作考核，评出优秀等次9个；年底面向办事群众"
    "和企业组织社会评议，收回有效答卷1128份，满意率达到94%；没有单位和个人因政府信息公开工作被追究"
    "责任。全年因政府信息公开引发的行政复议7件，结果维持4件、其他结果2件、尚未审结1件；行政诉讼"
    "1件，结果为维持。",
)

_PROBLEMS_2023 = (
    "对照群众期待，工作中仍有不足。在公开内容上，涉农补贴发放、征地补偿等信息的公布范围不够广，"
    "有的只在单位公示栏张贴；在办理能力上，部门之间协查沟通不够顺畅，少数申请临近期限才答复；在"
    "解读方式上，转发上级材料多，结合本县实际的说明少。",
    "为此，拟开展三项工作：统一涉农补贴信息的公布渠道和字段，实现逐户可查；为协查事项设定三个工作日"
    "的内部时限，逾期自动提醒；要求牵头起草单位随文件提交本地化解读稿，没有解读稿的不予提请审议。",
)

_OTHER_MATTERS_2023 = (
    "本年度全县没有发生收取信息处理费的情况。",
    "本县无其他需要报告的事项。",
)


def _report(
    year: int,
    figures: dict[str, str | None],
    opening: tuple[str, ...],
    texts: dict[str, tuple[str, ...]],
    date: datetime.date,
) -> Specimen:
    return compose(_AGENCY, year, figures, opening=opening, texts=texts, date=date)


SAMPLE_2024 = Sample(
    "clean-2024.html",
    _report(
        2024,
        _CELLS_2024,
        _OPENING_2024,
        {
            "overview": _OVERVIEW_2024,
            "problems": _PROBLEMS_2024,
            "other_matters": _OTHER_MATTERS_2024,
        },
        datetime.date(2025, 3, 14),
    ),
    "html-portal",
)

SAMPLE_2023 = Sample(
    "clean-2023.html",
    _report(
        2023,
        _CELLS_2023,
        _OPENING_2023,
        {
            "overview": _OVERVIEW_2023,
            "problems": _PROBLEMS_2023,
            "other_matters": _OTHER_MATTERS_2023,
        },
        datetime.date(2024, 3, 20),
    ),
    "html-portal",
)
