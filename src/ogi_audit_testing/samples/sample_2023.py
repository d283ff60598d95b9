"""data/sample-2023.txt, the embedded default: 自然人 and 总计 of the new requests do not agree.

The figures are those of a real report in which two identities fail.
"""

from __future__ import annotations

import datetime

from ogi_audit_testing.makers.figures import compose
from ogi_audit_testing.samples.sample import Sample, cells

_CELLS = cells("""
    disclosure.regulations                       2     0     7
    disclosure.normative_documents              20     6   419
    requests.new_received                       51     3     0     0     0     0    55
    requests.carried_in                          3     0     0     0     0     0     3
    requests.granted                             6     1     0     0     0     0     7
    requests.partially_granted                   3     0     0     0     0     0     3
    requests.denied.process_information          0     1     0     0     0     0     1
    requests.denied.administrative_inquiry       2     0     0     0     0     0     2
    requests.unavailable.not_held               37     0     0     0     0     0    37
    requests.not_processed.petition              4     0     0     0     0     0     4
    requests.closed_total                       52     2     0     0     0     0    54
    requests.carried_out                         3     1     0     0     0     0     4
    disputes.reconsideration                     2     0     0     0     2
""")

_OPENING = (
    "云岭省沂川市人民政府办公室按照《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条和"
    "国办公开办函〔2021〕30号文件所附格式编制本报告。报告中的数据统计期限为2023年1月1日至2023年"
    "12月31日。",
    "对报告内容有疑问的，可与沂川市人民政府办公室政务公开科联系。",
)

_OVERVIEW = (
    "2023年，沂川市人民政府办公室认真履行政府信息公开工作主管部门和市政府办事机构的双重职责，"
    "围绕市政府年度重点任务安排公开工作，在拓展公开内容、规范申请办理、压实管理责任上下功夫，"
    "各项工作平稳有序。",
    "（一）主动公开。全年在市政府门户网站发布文件、会议、人事、规划等信息386条。制发规章2件、"
    "行政规范性文件20件，废止行政规范性文件6件；截至年底，现行有效规章7件、行政规范性文件419件，"
    "已全部纳入统一的政策文件库，可按主题、年份和效力状态检索。配发解读材料41份，其中图解23份、"
    "问答12份、视频6份。",
    "（二）依申请公开。全年收到政府信息公开申请55宗，另有上年结转3宗；依法答复54宗，其余4宗结转"
    "下一年度继续办理。从申请人看，自然人申请51宗，法人或其他组织申请4宗。在答复的54宗中，全部或部分"
    "公开10宗（占18.5%），不予公开3宗（占5.6%），无法提供37宗（占68.5%），不予处理4宗（占7.4%）。"
    "申请事项集中在土地征收、房屋拆迁补偿和历史档案等方面。不属于本机关公开职责的，均依照《条例》"
    "说明理由，能够确定公开机关的一并告知其名称和联系方式。",
    "（三）政府信息管理。落实公文拟制环节的公开属性审查，拟不公开的须写明理由，印发前由保密、"
    "法制和政务公开岗位分别把关。对早年印发、标注为“依申请公开”的文件开展复核，可以公开的转为"
    "主动公开。",
    "（四）平台建设。完成市政府门户网站信息公开专栏改版，合并内容重复的栏目9个，新设“惠企政策”"
    "“一老一小”两个专题。编印《沂川市人民政府公报》6期，电子版同步上网，纸质版免费投放到各级"
    "图书馆、档案馆和政务服务大厅。",
    "（五）监督保障。采取线上抽查与实地走访相结合的方式，每季度对各县（区）和市直部门的公开栏目"
    "开展检查，将发现的76个问题逐一反馈并跟踪整改；组织业务培训2场，参训210余人次。因政府信息公开"
    "引发的行政复议2件，结果均为维持；没有因政府信息公开引发的行政诉讼。",
)

_PROBLEMS = (
    "2023年的工作还有一些薄弱环节：一是个别答复书对不予公开的理由说明过于简略，引用法律依据不够"
    "完整；二是政策解读形式趋同，面向个体工商户、老年人等群体的内容偏少；三是部分县（区）公开栏目"
    "的维护依赖少数人员，岗位调整后容易衔接不畅。",
    "针对上述情况，将从三个方面加以改进：一是修订申请答复文书范本，疑难申请先行会商，答复前由法律"
    "顾问审核；二是起草政策时同步拟订解读方案，多用案例、问答和方言短视频讲清办理条件和流程；三是"
    "推行岗位交接清单，新任工作人员到岗一个月内完成业务培训。",
)

_OTHER_MATTERS = (
    "2023年，沂川市人民政府办公室没有收取政府信息公开信息处理费。",
    "除以上内容外，没有其他需要报告的事项。",
)

SAMPLE = Sample(
    "sample-2023.txt",
    compose(
        "沂川市人民政府办公室",
        2023,
        _CELLS,
        opening=_OPENING,
        texts={
            "overview": _OVERVIEW,
            "problems": _PROBLEMS,
            "other_matters": _OTHER_MATTERS,
        },
        date=datetime.date(2024, 1, 29),
    ),
    "text-word-tabs",
    faults=(
        ("requests.balance", "natural_person"),
        ("requests.row_total", "new_received"),
    ),
)
