"""How reports speak of documents: those that table 2 counts, and others that none does."""

from __future__ import annotations

from ogi_audit_testing.corpus.facts import Facts
from ogi_audit_testing.corpus.prose import Passage, Stated, fill

_PREFIX = "disclosure.normative_documents"


def documents(f: Facts) -> list[Passage]:
    """None to two such sentences."""
    own = f.rng.choice(_DOCUMENTS)(f) if f.rng.random() < 0.7 else None
    others = f.rng.choice(_OTHER_DOCUMENTS)(f) if f.rng.random() < 0.35 else None
    return [passage for passage in (own, others) if passage]


def _document(f: Facts, column: str, *, plain: bool = True, kind: str = _PREFIX) -> Stated:
    others = [(f"{kind}.in_force",), (f"{kind}.issued",)] if column != "repealed" else []
    return f.count(kind.split(".")[1], (f"{kind}.{column}",), *others, unit="件", plain=plain)


def _issued(f: Facts) -> Passage | None:
    if not f.has(f"{_PREFIX}.issued"):
        return None
    template = f.rng.choice(
        (
            "制发行政规范性文件{i}，废止{r}，现行有效{v}。",
            "全年制发行政规范性文件{i}，废止行政规范性文件{r}，截至年底现行有效行政规范性文件{v}。",
            "{year}年印发规范性文件{i}，均在规定时限内公开，公开率100%。",
            "全年出台行政规范性文件{i}，并同步开展解读。",
            "现行有效的行政规范性文件{v}均已集中公开。",
        )
    )
    return fill(
        template,
        year=f.year,
        i=_document(f, "issued"),
        r=_document(f, "repealed"),
        v=_document(f, "in_force", plain="，现行" in template),
    )


def _by_issuer(f: Facts) -> Passage | None:
    """By whose name they were issued; or how many of all documents they are."""
    if not f.has(f"{_PREFIX}.issued"):
        return None
    issued = _document(f, "issued", plain=False)
    a, b = f.split(int(issued.value), 2)
    rest = f.rng.randint(1, 90)
    template = f.rng.choice(
        (
            "以政府名义制发行政规范性文件{a}件、以政府办公室名义制发行政规范性文件{b}件。",
            "全年公开政策文件{t}件，其中行政规范性文件{i}、其他文件{r}件。",
            "对现行有效的{v}行政规范性文件重新公布目录。",
            "新增行政规范性文件{i}，修订行政规范性文件{r}件。",
        )
    )
    return fill(
        template,
        a=a,
        b=b,
        i=issued,
        r=rest,
        t=int(issued.value) + rest,
        v=_document(f, "in_force", plain=False),
    )


def _rules(f: Facts) -> Passage | None:
    kind = "disclosure.regulations"
    if not f.has(f"{kind}.issued") or not f.agency.endswith("市人民政府"):
        return None
    return fill(
        "全年制定政府规章{i}，废止规章{r}，现行有效规章{v}。",
        i=_document(f, "issued", kind=kind),
        r=_document(f, "repealed", kind=kind),
        v=_document(f, "in_force", kind=kind),
    )


def _decisions(f: Facts) -> Passage | None:
    if not f.has("disclosure.licensing.decisions"):
        return None
    return fill(
        "全年作出行政许可决定{a}件，行政处罚决定{b}件，行政强制{c}件，均按规定公示。",
        a=f.figures["disclosure.licensing.decisions"],
        b=f.figures["disclosure.penalties.decisions"],
        c=f.figures["disclosure.coercion.decisions"],
    )


_DOCUMENTS = (_issued, _issued, _by_issuer, _rules, _decisions)


def _reviewed(f: Facts) -> Passage:
    """Work on documents that no column counts."""
    a, b, c = (f.rng.randint(1, 40) for _ in range(3))
    return fill(
        f.rng.choice(
            (
                "开展文件清理，对{y}年以前制发的行政规范性文件进行评估，拟保留{a}件、拟修改{b}件、拟废止{c}件。",
                "审查行政规范性文件{a}件，提出审查意见{b}条。",
                "对{a}件行政规范性文件进行合法性审核，报送备案{b}件。",
                "起草行政规范性文件征求意见稿{a}件，公开征求意见{b}次，收到意见{c}条。",
                "解读行政规范性文件{a}件，制作图解{b}张。",
                "汇编历年规范性文件{a}件，向图书馆赠阅{b}册。",
            )
        ),
        y=f.year - 3,
        a=a,
        b=b,
        c=c,
    )


def _papers(f: Facts) -> Passage:
    """Documents of all sorts, not only normative ones."""
    a, b, c = f.rng.randint(1, 200), f.rng.randint(1, 90), f.rng.randint(1, 90)
    return fill(
        f.rng.choice(
            (
                "全年公开政策性文件{a}件，配发解读{b}篇。",
                "印发各类文件{a}件，其中主动公开{b}件。" if b < a else "印发各类文件{a}件。",
                "政府公报刊登文件{a}件，出版公报6期。",
                "办理公文{a}件，逐件标注公开属性。",
                "全年制发公文{t}件，其中主动公开{a}件、依申请公开{b}件、不予公开{c}件。",
                "严格公文属性认定，认定主动公开{a}件，依申请公开{b}件，不予公开{c}件。",
            )
        ),
        a=a,
        b=b,
        c=c,
        t=a + b + c,
    )


_OTHER_DOCUMENTS = (_reviewed, _papers)
