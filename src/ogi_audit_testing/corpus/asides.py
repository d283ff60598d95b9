"""What else reports count, in the same words and units, and no table of the form does."""

from __future__ import annotations

from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.prose import Passage, fill

_ASIDES = (
    "做好政务服务申请办理工作，窗口受理申请{a}件，办结{b}件，网上受理{c}件。",
    "开展政府信息公开工作培训{c}次，组织政府信息公开申请办理案例研讨{c}次，{b}人参加。",
    "依法公开重大建设项目信息{b}条、公共资源交易信息{a}条、其他信息{c}条。",
    "受理消费者投诉{b}件，已办结{b}件，为消费者挽回经济损失{c}万元。",
    "全年收到人民来信{b}件，其中初信{c}件，按期答复率100%。",
    "全年受理各类行政复议申请{b}件，审结{c}件，并按规定公开行政复议决定书。",
    "优化依申请公开渠道，更新公开指南{c}次，接受现场咨询{b}次，答复咨询{b}件。",
    "围绕稳就业发布岗位信息{a}条，自然人注册用户新增{b}人，法人单位新增{c}家。",
    "政府信息管理方面。严格落实公开审查制度，全年审查拟公开信息{a}条，退回修改{b}条。",
    "平台建设方面。维护政府网站{c}个、政务新媒体{b}个，发布信息{a}条，总阅读量{b}.3万次。",
    "回应关切方面。办理网民留言{a}条，按时答复率100%；受理12345政务服务便民热线工单{b}件，办结{b}件。",
    "全年承办人大代表建议{b}件、政协委员提案{c}件，办复率均为100%，结果按规定公开。",
    "召开新闻发布会{c}场，开展在线访谈{c}期，举办政府开放日活动{c}次，邀请企业和群众{a}人次参加。",
    "监督保障方面。举办业务培训{c}期，培训{a}人次；开展专项检查{c}次，发现并整改问题{b}个。",
    "发布意见征集{b}项，收到群众意见建议{a}条，采纳{b}条并公开反馈。",
    "公开行政处罚结果信息{a}条、双随机检查结果{b}条、行政许可信息{a}条。",
    "全市{b}家单位的年度报告集中公开，其中部门{c}家。",
    "严格信息发布审核，处理信访投诉{b}件，答复{b}件，满意率97.6%。",
    "受理行政许可申请{a}件，办结{a}件，即办件占比82.4%。",
    "推进基层政务公开标准化，梳理公开事项{a}项，设置政务公开专区{c}处，接待查阅群众{a}人次。",
    "办理领导信箱来信{a}封，回复{a}封；接待来访{b}人次。",
    "依法办理行政执法案件{a}件，其中简易程序{b}件、普通程序{c}件。",
    "受理群众举报投诉{a}件，办结{b}件，均在规定期限内答复举报人。",
    "政务公开列入年度考核，全年开展第三方评估{c}次，通报问题{b}件，问责0人。",
    "收到群众诉求{a}件，其中咨询类{b}件、投诉类{c}件，均及时处理。",
)


def asides(f: Facts) -> tuple[Passage, ...]:
    """Some of them, each a paragraph of its own."""
    templates = f.rng.sample(_ASIDES, f.rng.randint(2, 5))
    return tuple(_filled(f, template) for template in templates)


def _filled(f: Facts, template: str) -> Passage:
    c, b, a = sorted(f.rng.sample(range(2, 900), 3))
    return fill(template, a=a, b=b, c=c)
