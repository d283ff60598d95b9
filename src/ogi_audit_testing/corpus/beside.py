"""What reports say in the same breath as the number of applications, and is no number of their own."""

from __future__ import annotations

from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.prose import Passage, fill


def not_applications(f: Facts) -> Passage | None:
    """Other things of the same unit in the same breath."""
    n, unit = f.rng.randint(2, 800), f.unit
    done = f.rng.randint(1, n)
    template = f.rng.choice(
        (
            "同时，受理群众来电咨询{n}，答复{n}。",
            "此外，办理12345热线工单{n}，办结{d}，满意率99.2%。",
            "另外，答复网上留言{n}，回复率100%。",
            "全年承办人大代表建议和政协提案{n}，全部按期办结。",
            "受理行政许可申请{n}，办结{d}。",
            "收到信访事项{n}，受理{n}，办结{d}。",
            "公民个人来信{n}，均予以回复。",
        )
    )
    return fill(template, n=f.write(n, unit), d=f.write(done, unit))


def other_applications(f: Facts) -> Passage:
    """Applications, but not for information under the Regulations."""
    n = f.rng.randint(2, 900)
    return fill(
        f.rng.choice(
            (
                "办理档案查询申请{n}，不动产登记信息查询申请{n}。",
                "受理信用修复申请{n}，办结{n}。",
                "受理劳动人事争议仲裁申请{n}，办结{n}。",
                "受理社会救助申请{n}，其中自然人{n}。",
                "受理商标注册申请{n}，均一次办结。",
                "政府信息公开电话咨询{n}，均当场答复。",
                "受理政府信息公开方面的投诉{n}，办结{n}。",
                "依申请公开平台注册用户新增{n}个。",
            )
        ),
        n=f.write(n),
    )


def for_others(f: Facts) -> Passage:
    """Applications that others received or decide."""
    n = f.rng.randint(2, 90)
    return fill(
        f.rng.choice(
            (
                "配合上级机关办理政府信息公开申请{n}。",
                "协助省、市有关部门办理依申请公开{n}。",
                "指导下属单位办理政府信息公开申请{n}。",
                "为其他机关答复政府信息公开申请提供意见{n}。",
                "上级机关转来申请{n}，均按要求反馈意见。",
                "代拟上级政府信息公开申请答复书{n}。",
                "经审核，公开依申请公开典型案例{n}。",
            )
        ),
        n=f.write(n),
    )


def none_of_a_kind(f: Facts) -> Passage:
    """That there was none of something else than applications, or of a part of them."""
    return fill(
        f.rng.choice(
            (
                "未收到要求更正政府信息的申请。",
                "没有收到对政府信息公开申请办理工作的投诉举报。",
                "全年无超期未答复的政府信息公开申请。",
                "没有发生因办理政府信息公开申请不当被通报的情况。",
                "未发现泄密情况，没有收到社会公众对公开内容的异议。",
                "全年无一件申请超期办理。",
            )
        )
    )


def steps(f: Facts) -> Passage:
    """How it is done, with numbers of days and persons."""
    return fill(
        f.rng.choice(
            (
                "配备专职人员{n}名，平均办理时限缩短至{m}个工作日。",
                "平均答复用时{m}个工作日，较法定时限压缩{n}个工作日。",
                "制作答复书模板{m}套，开展办理情况抽查{n}次，抽查申请{m}件。",
                "对{n}个重点单位的申请办理情况进行督导，抽查答复书{m}份。",
            )
        ),
        n=f.rng.randint(2, 9),
        m=f.rng.randint(10, 19),
    )


def since(f: Facts) -> Passage | None:
    return fill(
        f.rng.choice(
            (
                "自2008年以来，累计受理政府信息公开申请{n}。",
                "近三年共收到政府信息公开申请{n}，总体保持平稳。",
            )
        ),
        n=f.write(f.new * 3 + f.rng.randint(5, 500)),
    )
