"""The notice of rectification: what it says, what it leaves out, how it looks, what it refuses."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogi_audit.batch.inputs import find_inputs
from ogi_audit.batch.manifest import STATE, Input, Manifest, Record
from ogi_audit.cli import main
from ogi_audit.document import place_in
from ogi_audit.errors import LANGUAGES, NoticeError
from ogi_audit.messages.notice import BLANK, NOTICE, TOLD
from ogi_audit.notice.characters import shown
from ogi_audit.notice.content import Order, notice_of
from ogi_audit.notice.document import docx_of
from ogi_audit.notice.numerals import chinese
from ogi_audit.notice.package import is_untouched
from ogi_audit.notice.result import parse_result
from ogi_audit.readers.office import find_libreoffice
from ogi_audit.resources import share
from ogi_audit.reviews import record
from ogi_audit_testing.folders.output import result_of, unreadable
from ogi_audit_testing.harness.commands import ogi_audit

SAMPLE, GAPS, BLANKS = "sample-2023.txt", "gaps-2022.md", "blanks-2024.docx"
BALANCE, ROW_TOTAL, COUNT = "10c96beb6ba7e6ab", "a52eac126b9a8efe", "6d86ef4c9ba9ccab"
ORDER = Order(
    "沂川市政务公开办公室",
    dt.date(2024, 3, 1),
    dt.date(2024, 3, 15),
    "沂公开办函〔2024〕12号",
    "李某",
)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\ud800-\udfff]")


def parsed(result: dict[str, Any]):
    return parse_result(json.dumps(result).encode(), "a.json")


def made(result: dict[str, Any], order: Order = ORDER):
    """The document of a result, as Word's own format has it."""
    return docx.Document(io.BytesIO(docx_of(notice_of(parsed(result), order))))


def lines(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def said(result: dict[str, Any], order: Order = ORDER) -> str:
    return "\n".join(lines(made(result, order)))


def put(folder: Path, result: dict[str, Any], identifier: str = "", **more: Any) -> Path:
    """An audit in a folder as a run leaves it; gives the path of its result."""
    report = result.get("report", {})
    content = (json.dumps(result, ensure_ascii=False, indent=1) + "\n").encode()
    name = report.get("source", {}).get("name", "扫描件.pdf")
    one = Record(
        identifier or report["id"],
        "audited" if report else "unreadable",
        Input(f"../in/{name}", report.get("source", {}).get("sha256", "0" * 64)),
        report.get("agency"),
        report.get("year"),
        outputs={"json": hashlib.sha256(content).hexdigest()},
    )
    one = replace(one, **more)
    staged = folder / STATE
    staged.mkdir(parents=True, exist_ok=True)
    if one.status != "failed":
        (staged / "next").write_bytes(content)
        Manifest(folder).publish(one, {"json": staged / "next"})
    else:
        Manifest(folder).publish(replace(one, outputs={}), {})
    return folder / f"{one.id}.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of audits, with the sample's report beside it."""
    (tmp_path / "in").mkdir()
    shutil.copy(share("data") / SAMPLE, tmp_path / "in")
    for sample in (SAMPLE, GAPS, BLANKS):
        put(tmp_path / "out", result_of(sample))
    return tmp_path / "out"


def call(*words: object) -> Result:
    return CliRunner().invoke(main, ["notice", *map(str, words)])


def refused(*words: object, code: int = 2) -> str:
    """The one line that is said of a refusal."""
    done = call(*words)
    assert done.exit_code == code, done.output
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def notices(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.docx"))


# --- what it says


def test_a_notice_has_the_parts_of_an_official_document():
    document = made(result_of(SAMPLE))
    text = lines(document)
    assert text[:3] == [
        "沂公开办函〔2024〕12号",
        "沂川市政务公开办公室\n关于核查整改2023年度政府信息公开\n工作年度报告有关问题的通知",
        "云岭省沂川市人民政府办公室：",
    ]
    assert "第四十九条、第五十条和国办公开办函〔2021〕30号" in text[3]
    assert text[4] == "经核对，发现应当更正的问题2项、需要核实说明的问题1项。"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["一、应当更正的问题", "二、需要核实说明的问题", "三、整改要求"]
    assert "（四）按期反馈。请于2024年3月15日前将整改情况反馈表（见附件）反馈我单位" in "\n".join(
        text
    )
    end = text.index("附件：整改情况反馈表")
    assert text[end : end + 4] == [
        "附件：整改情况反馈表",
        "沂川市政务公开办公室",
        "2024年3月1日",
        "（联系方式：李某）",
    ]
    (form,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in form.rows]
    assert rows[0] == ["序号", "问题", "核查结果", "整改措施", "完成时间"]
    assert [row[0] for row in rows[1:]] == ["一（一）", "一（二）", "二（一）"]
    assert rows[1] == [
        "一（一）",
        "“自然人”列：本年新收与上年结转之和为 54，本年办结总计与结转下年度之和为 55，两者应当相等，相差 1。",
        "",
        "",
        "",
    ]


def test_a_finding_has_statement_place_figures_and_basis():
    text = lines(made(result_of(SAMPLE)))
    at = text.index(
        "（一）“自然人”列：本年新收与上年结转之和为 54，本年办结总计与结转下年度之和为 55，两者应当相等，相差 1。"
    )
    assert text[at + 1 : at + 4] == [
        "位置：第43行，第2列。算式：51 + 3 ≠ 52 + 3。",
        "涉及数据：一、本年新收政府信息公开申请数量·自然人 51；二、上年结转政府信息公开申请数量·自然人 3；"
        "（七）总计·自然人 52；四、结转下年度继续办理·自然人 3。",
        "依据：年度报告格式第三部分表内所注勾稽关系（表内勾稽关系）。",
    ]
    # Which of two figures is wrong is not known: no word of what it should be.
    assert "应为" not in "\n".join(text)
    assert "原句：从申请人看，自然人申请51宗，法人或其他组织申请4宗。" in text
    words = said(result_of(GAPS))
    assert "填报情况：没有该行；应为：有该行。" in words


def test_a_suspect_is_a_suggestion_with_what_speaks_for_it_and_against():
    text = lines(made(result_of(SAMPLE)))
    (hint,) = (line for line in text if line.startswith("推算参考：经推算"))
    assert "填报的51可能是52（51与52只差一位数字；但正文“自然人申请51宗”与原数值一致" in hint
    assert "一（一）、一（二）所列关系成立" in hint
    assert "不是更正意见" in hint
    assert "推算参考：见一（一）。" in text


def test_of_many_suspects_the_best_are_listed_and_the_others_counted():
    text = said(result_of("mixed-form-2023.pdf"))
    assert "（3）“行政复议·结果纠正”填报的1可能是0；另有1种可能未列出" in text
    stopped = result_of(SAMPLE) | {"suspects_state": "stopped"}
    assert "；可能还有其他情形" in said(stopped)


def test_no_suspect_rests_on_a_finding_that_was_dismissed():
    result = result_of(SAMPLE)
    result["findings"][1]["review"] = {"state": "dismissed", "reason": "口径", "reviewer": ""}
    text = said(result)
    assert "总计与各列之和不符" not in text
    assert "推算参考" not in text


def test_what_could_not_be_checked_is_not_passed():
    text = said(result_of(BLANKS))
    assert "另有50项核对因有关数据空白、缺失或者无法辨认未能进行" in text
    assert "行政复议、行政诉讼情况表的勾稽关系。未能核对不等于核对无误" in text
    assert "未能核对" not in said(result_of(SAMPLE))
    crashed = result_of(SAMPLE)
    crashed["outcomes"]["crashed"] = 2
    assert "另有2项核对因我单位所用程序的原因未能完成" in said(crashed)


def test_the_basis_is_that_of_the_year():
    result = result_of(SAMPLE)
    result["report"]["year"] = 2020
    assert "国办公开办函〔2019〕60号" in said(result)


def test_what_is_not_known_is_left_to_be_filled_in():
    result = result_of(SAMPLE)
    result["report"] |= {"agency": None, "year": None, "published": None}
    notice = notice_of(parsed(result), Order())
    assert notice.blanks == ("agency", "year", "days", "issuer", "date")
    text = said(result, Order())
    assert text.startswith(
        "关于核查整改____年度政府信息公开\n工作年度报告有关问题的通知\n__________："
    )
    assert "收到本通知之日起____个工作日内" in text
    assert "\n__________\n　　年　　月　　日\n" in text
    assert "None" not in text
    assert "公布）" not in text


def test_info_is_listed_where_it_is_asked_for():
    assert "提示" not in said(result_of(GAPS))
    text = said(result_of(GAPS), replace(ORDER, included=("info",)))
    assert "一、提示\n（一）行名写作“8.属于行政查阅事项”" in text
    assert "应当更正" not in text
    assert "参照改进。" in text


def test_an_english_letter_says_the_same():
    document = made(result_of(SAMPLE), replace(ORDER, language="en"))
    text = "\n".join(lines(document))
    assert "Notice to verify and rectify the 2023 annual report\non open government info" in text
    assert "To: 云岭省沂川市人民政府办公室" in text
    assert "Points found: 2 to be corrected, 1 to be verified and explained." in text
    assert "1.1 Column natural persons: new and carried in make 54, closed and carried on" in text
    assert "Figures: 51 + 3 ≠ 52 + 3." in text
    assert "That would settle 1.1, 1.2." in text
    assert "by 15 March 2024" in text
    assert [row.cells[0].text for row in document.tables[0].rows][1:] == ["1.1", "1.2", "2.1"]
    # What the result has in Chinese alone is not passed off as English.
    gaps = said(result_of(GAPS), Order(language="en"))
    assert "没有该行" not in gaps
    assert "within ____ working days" in gaps


@pytest.mark.parametrize("catalogue", [NOTICE, TOLD, BLANK])
def test_every_word_is_there_in_both_languages_with_the_same_fields(catalogue):
    for name, texts in catalogue.items():
        assert set(texts) == set(LANGUAGES), name
        fields = [
            {field for _, field, _, _ in Formatter().parse(t) if field} for t in texts.values()
        ]
        assert fields[0] == fields[1], name


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"), (103, "一百零三"),
     (110, "一百一十"), (1000, "一千"), (1001, "一千零一"), (2020, "二千零二十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_numerals(number, words):
    assert chinese(number) == words


def test_places_are_said_in_the_language_of_the_reader():
    assert place_in("page 3, table 1, row 4, column 5", "zh") == "第3页，表1，第4行，第5列"
    for text in ("", "near the end", "line 3 or so", "row 3, page 1", "line " + "9" * 5000):
        assert place_in(text, "zh") == text


# --- how it looks


def test_page_and_type_are_those_of_the_standard():
    document = made(result_of(SAMPLE))
    (section,) = document.sections

    def near(length, wanted: float) -> bool:
        return abs(length - Mm(wanted)) < Mm(0.1)

    assert near(section.page_width, 210)
    assert near(section.page_height, 297)
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert all(map(near, margins, (37, 35, 28, 26)))
    fonts = {
        "Title": ("方正小标宋简体", 22),
        "Body Text": ("仿宋_GB2312", 16),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
    }
    for name, (font, size) in fonts.items():
        style = document.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.font.size == Pt(size)
    body = document.styles["Body Text"]
    assert Pt(28) <= body.paragraph_format.line_spacing <= Pt(30)
    assert body.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert "PAGE" in paragraph._p.xml
        assert f'w:val="{side}"' in paragraph._p.xml
    first, second = document.tables[0].rows[0], document.tables[0].rows[1]
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert second._tr.trPr.find(qn("w:tblHeader")) is None


def test_the_name_is_centred_over_the_date():
    for issuer in ("沂川市府办", "云岭省沂川市政务公开和政务服务工作领导小组办公室"):
        document = made(result_of(SAMPLE), replace(ORDER, issuer=issuer))
        name, date = (
            next(p for p in document.paragraphs if p.style.name == style)
            for style in ("Signature", "Date")
        )
        indents = [int(p._p.pPr.ind.get(qn("w:rightChars"))) for p in (name, date)]
        # 2024年3月1日 is 4 digits of half a character, and 5 characters in all.
        centres = [
            indent + 50 * width for indent, width in zip(indents, (len(issuer), 6), strict=True)
        ]
        assert centres[0] == centres[1]
        assert min(indents) >= 200


def test_the_end_stays_together():
    document = made(result_of(SAMPLE))
    end = next(i for i, p in enumerate(document.paragraphs) if p.text.startswith("（四）按期反馈"))
    together = document.paragraphs[end : end + 5]
    assert [paragraph.text for paragraph in together][-1] == "（联系方式：李某）"
    for paragraph in together[:-1]:
        own, style = paragraph.paragraph_format, paragraph.style.paragraph_format
        assert own.keep_with_next or style.keep_with_next, paragraph.text


def test_the_other_names_of_the_fonts_are_written_down():
    content = docx_of(notice_of(parsed(result_of(SAMPLE)), ORDER))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋' in table


def test_libreoffice_opens_it_and_shows_what_it_says(tmp_path):
    program = find_libreoffice()
    if program is None or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or pdftotext is not installed")
    path = tmp_path / "通知.docx"
    path.write_bytes(docx_of(notice_of(parsed(result_of(SAMPLE)), ORDER)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=100)
    text = subprocess.run(
        ["pdftotext", tmp_path / "通知.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    plain = "".join(text.split())
    for words in (
        "云岭省沂川市人民政府办公室：",
        "二、需要核实说明的问题",
        "附件：整改情况反馈表",
        "—2—",
    ):
        assert words in plain
    assert plain.count("2024年3月1日") == 1


# --- the same bytes


def test_the_same_bytes_whenever_and_wherever(folder, tmp_path):
    contents = []
    for at, zone in enumerate(("Pacific/Auckland", "America/Anchorage")):
        path = tmp_path / f"{at}.docx"
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(at), "LC_ALL": "C.UTF-8"}
        words = ["notice", "云岭省沂川市", "-o", folder, "--to", path, "--date", "2024-03-01"]
        subprocess.run([sys.executable, "-m", "ogi_audit", *map(str, words)], env=env, check=True)
        os.utime(folder / f"{result_of(SAMPLE)['report']['id']}.json", (at, at))
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]
    with zipfile.ZipFile(io.BytesIO(contents[0])) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
        everything = b"".join(map(archive.read, archive.namelist()))
    assert not re.search(r"created|modified|python-docx|creator", properties)
    assert str(Path.home()).encode() not in everything
    assert "docProps/thumbnail.jpeg" not in archive.namelist()


# --- reviews


def test_what_was_dismissed_after_rendering_is_left_out(folder):
    reviews = folder.parent / "in" / "reviews.csv"
    result = parsed(result_of(SAMPLE))
    count = [finding for finding in result.findings if finding.fingerprint == COUNT]
    balance = [finding for finding in result.findings if finding.fingerprint == BALANCE]
    record(reviews, result.agency, result.year, count, "dismissed", reason="口径不同")
    record(reviews, result.agency, result.year, balance, "confirmed")
    done = call("2023", "-o", folder)
    assert done.exit_code == 0
    assert "不属实未列入 1 项；列入的问题中属实 1 项，需重新复核 0 项，尚未复核 1 项" in done.stdout
    assert "复核意见取自 reviews.csv。" in done.stdout
    text = "\n".join(lines(docx.Document(str(folder / notices(folder)[0]))))
    assert "法人或其他组织" not in text
    assert "自然人" in text


def test_a_review_of_other_figures_counts_as_open(folder):
    result = parsed(result_of(SAMPLE))
    (count,) = (finding for finding in result.findings if finding.fingerprint == COUNT)
    before = replace(count, fingerprint="0" * 16)
    reviews = folder.parent / "其他.yaml"
    record(reviews, result.agency, result.year, [before], "dismissed", reason="口径不同")
    done = call("2023", "-o", folder, "--reviews", reviews, "--language", "en")
    assert "dismissed and left out: 0" in done.stdout
    assert "1 reopened, 2 not reviewed" in done.stdout


def test_the_reviews_that_an_audit_was_made_with_are_read_again(tmp_path):
    reviews = tmp_path / "复核" / "一组.csv"
    reviews.parent.mkdir()
    result = result_of(SAMPLE)
    put(tmp_path / "out", result, reviews=Input("../复核/一组.csv", "0" * 64))
    assert "一组.csv：找不到该复核文件" in refused("2023", "-o", tmp_path / "out")
    finding = parsed(result).findings[0]
    record(reviews, None, None, [finding], "dismissed", reason="误报")
    assert "未列入 1 项" in call("2023", "-o", tmp_path / "out").stdout
    reviews.write_text("fingerprint,verdict\nxyz,属实\n", "utf-8")
    assert "第 2 行的指纹“xyz”无效" in refused("2023", "-o", tmp_path / "out")
    assert notices(tmp_path / "out") == [f"{result['report']['id']}.notice.docx"]


def test_without_a_file_the_reviews_of_the_result_hold_and_that_is_said(tmp_path):
    result = result_of(SAMPLE)
    result["findings"][2]["review"] = {"state": "dismissed", "reason": "口径", "reviewer": "李"}
    path = tmp_path / "结果.json"
    path.write_text(json.dumps(result), "utf-8")
    done = call(path)
    assert "不属实未列入 1 项" in done.stdout
    assert "没有找到复核文件" in done.stdout
    assert (tmp_path / "结果.notice.docx").is_file()


def test_nothing_left_makes_no_notice(folder):
    reviews = folder.parent / "in" / "reviews.csv"
    result = parsed(result_of(SAMPLE))
    assert call("2023", "-o", folder).exit_code == 0
    record(reviews, result.agency, result.year, result.findings, "dismissed", reason="误报")
    done = call("2023", "-o", folder)
    assert done.exit_code == 0
    assert "没有需要通知的问题（经复核不属实 3 项），未生成通知。" in done.stdout
    assert "已不反映现在的复核意见" in done.stderr
    (folder / notices(folder)[0]).unlink()
    done = call("2023", "-o", folder)
    assert (done.exit_code, done.stderr, notices(folder)) == (0, "", [])


# --- which audit


@pytest.mark.parametrize(
    "name",
    [
        "云岭省沂川市人民政府办公室-2023-64c3d0451c5d",
        "云岭省沂川市",
        "云岭省沂川市人民政府办公室",
        "64C3d045",
        "2023",
        "云岭省沂川市人民政府办公室-2023-64c3d0451c5d.json",
    ],
)
def test_an_audit_is_found_by_its_id_a_part_of_it_or_its_agency(folder, name):
    done = call(name, "-o", folder)
    assert done.exit_code == 0, done.output
    assert notices(folder) == ["云岭省沂川市人民政府办公室-2023-64c3d0451c5d.notice.docx"]


def test_an_audit_is_found_by_its_file(folder):
    identifier = result_of(GAPS)["report"]["id"]
    (folder / f"{identifier}.html").touch()
    for suffix in ("json", "html"):
        assert call(folder / f"{identifier}.{suffix}").exit_code == 0
    assert notices(folder) == [f"{identifier}.notice.docx"]


def test_an_agency_of_whose_name_others_begin_is_found_by_its_whole_name(tmp_path):
    for agency, year in (("沂川市", 2023), ("沂川市水务局", 2023), ("沂川市水务局", 2022)):
        result = result_of(SAMPLE)
        result["report"] |= {"agency": agency, "year": year, "id": f"{agency}-{year}-0123456789ab"}
        put(tmp_path, result)
    assert call("沂川市", "-o", tmp_path).exit_code == 0
    assert notices(tmp_path) == ["沂川市-2023-0123456789ab.notice.docx"]
    said = refused("沂川市水务局", "-o", tmp_path)
    assert "对应不止一份审核。请写明是其中哪一份：沂川市水务局-2022-0123456789ab, 沂" in said
    assert "沂川市-2023" not in said


def test_a_name_that_fits_none_or_several_is_refused_with_the_candidates(folder):
    assert "对应不止一份审核" in refused("云岭省", "-o", folder)
    assert "没有与“平安县”对应的审核。现有的审核：云岭省岚津市" in refused("平安县", "-o", folder)
    assert "没有与“ ”对应的审核" in refused(" ", "-o", folder)
    assert "没有审核结果" in refused("平安县", "-o", folder / "none")
    assert "No such file" in refused(folder / "none.json")
    assert notices(folder) == []


def test_several_at_once_each_with_its_own_notice(folder):
    done = call("2022", "2023", "2023", "-o", folder)
    assert done.exit_code == 0
    assert len(notices(folder)) == 2
    assert done.stdout.count(".notice.docx\n列入") == 2
    assert "--to：只能用于一份审核" in refused("2022", "2023", "-o", folder, "--to", "a.docx")
    assert "--number：只能用于一份" in refused("2022", "2023", "-o", folder, "--number", "1号")


# --- what is refused


def test_what_is_no_result_is_refused(tmp_path):
    path = tmp_path / "其他.json"
    for content in ("", "{", "[]", "null", '"x"', '{"schema": "other/1"}', "[" * 100_000, "\udcff"):
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        assert "其他.json：不是一份审核结果" in refused(path)
    path.write_text(json.dumps({"schema": "ogi-audit/1", "findings": []}))
    assert "内容不完整或已被改动" in refused(path)
    path.write_text(json.dumps(unreadable()))
    assert "没有审核，无从通知（扫描件.pdf：PDF 是扫描件）" in refused(path)
    assert notices(tmp_path) == []


def test_a_result_that_was_changed_after_rendering_is_refused(folder):
    path = folder / f"{result_of(SAMPLE)['report']['id']}.json"
    path.write_text(path.read_text("utf-8").replace("51 + 3 ≠ 52", "51 + 3 ≠ 53"), "utf-8")
    assert "与清单的 SHA-256 不符" in refused("2023", "-o", folder)


def test_a_report_without_an_audit_gets_no_notice(tmp_path):
    put(tmp_path, unreadable(), "扫描件-89abcdef")
    error = {"code": "time", "where": "慢.doc", "message": {"zh": "超过时限", "en": "too long"}}
    put(tmp_path, {}, "慢-0123abcd", status="failed", error=error)
    assert "没有审核，无从通知（扫描件.pdf" in refused("扫描件", "-o", tmp_path)
    assert "there is no audit to give notice of (too long)" in refused(
        "慢", "-o", tmp_path, "--language", "en"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--date", "2024-02-30"), "--date：参数值 2024-02-30 无效"),
        (("--deadline", "soon"), "--deadline：参数值 soon 无效"),
        (("--date", "2024-03-01", "--deadline", "2024-03-01"), "不晚于成文日期"),
        (("--include", "critical,severe"), "应为：critical, warning, info"),
        (("--include", ","), "--include：参数值 , 无效"),
        (("--to", "a.pdf"), "a.pdf：通知是 DOCX 文件"),
        (("--to", "none/a.docx"), "none/a.docx：无法写入"),
        (("--reviews", "none.csv"), "none.csv：找不到该复核文件"),
    ],
)
def test_bad_options_are_refused_in_one_line(folder, words, said):
    assert said in refused("2023", "-o", folder, *words)
    assert notices(folder) == []


def test_a_report_that_changed_since_is_noted(folder):
    report = folder.parent / "in" / SAMPLE
    report.write_text(report.read_text("utf-8") + "\n", "utf-8")
    done = call("2023", "-o", folder)
    assert done.exit_code == 0
    assert f"{SAMPLE} 在审核之后有改动" in done.stderr


# --- among other files


def test_a_notice_that_somebody_wrote_into_is_kept(folder):
    assert call("2023", "-o", folder).exit_code == 0
    path = folder / notices(folder)[0]
    assert is_untouched(path)
    # One that nobody touched makes room for the next.
    assert call("2023", "-o", folder, "--from", "市政务公开办").exit_code == 0
    assert notices(folder) == [path.name]
    document = docx.Document(str(path))
    document.paragraphs[-1].add_run("已填")
    document.save(str(path))
    assert not is_untouched(path)
    done = call("2023", "-o", folder)
    (aside,) = set(notices(folder)) - {path.name}
    assert re.search(r"\.notice\.edited-[0-9a-f]{8}\.docx$", aside)
    assert f"已改名为 {aside} 保留" in done.stdout
    assert lines(docx.Document(str(folder / aside)))[-1].endswith("已填")


def test_notices_are_no_reports(tmp_path):
    for name in ("报告.docx", "甲-2023-0123.notice.docx", "甲.notice.edited-01234567.docx"):
        (tmp_path / name).write_bytes(name.encode())
    found = find_inputs([str(tmp_path)], tmp_path / "out")
    assert [source.path.name for source in found.sources] == ["报告.docx"]
    assert found.skipped == {".docx": 2}


def test_rendering_and_verifying_leave_notices_alone(tmp_path):
    shutil.copy(share("data") / SAMPLE, tmp_path)

    assert ogi_audit("render", SAMPLE, cwd=tmp_path).returncode == 1
    done = ogi_audit("notice", "云岭省沂川市人民政府办公室", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    name = f"{result_of(SAMPLE)['report']['id']}.notice.docx"
    assert done.stdout.startswith(str(Path("reports") / name))
    content = (tmp_path / "reports" / name).read_bytes()
    # The report changes: its audit goes, the notice, of which somebody may have sent a copy, stays.
    report = tmp_path / SAMPLE
    report.write_text(report.read_text("utf-8") + "\n", "utf-8")
    assert ogi_audit("render", SAMPLE, cwd=tmp_path).returncode == 1
    assert ogi_audit("notice", "云岭省沂川市人民政府办公室", cwd=tmp_path).returncode == 0
    assert len(notices(tmp_path / "reports")) == 2
    assert (tmp_path / "reports" / name).read_bytes() == content
    verified = ogi_audit("verify", "reports", "--hashes-only", cwd=tmp_path)
    assert verified.returncode == 0, verified.stdout


# --- hostile texts


@given(st.text(st.characters(), max_size=400), st.integers(10, 300))
def test_whatever_a_text_holds_it_is_read_and_nothing_else(text, longest):
    line = shown(text, longest)
    assert not STEERING.search(line)
    assert "\n" not in line
    assert len(line.replace("\u2068", "").replace("\u2069", "")) <= longest
    depth = 0
    for character in line:
        depth += (character == "\u2068") - (character == "\u2069")
        assert depth in (0, 1)
        if unicodedata.bidirectional(character) in ("R", "AL"):
            assert depth == 1, line
    assert depth == 0


def test_of_a_long_text_both_ends_are_shown():
    text = shown(f"填写为“{'0' * 100_000}”，不是规范的数字", 60)
    assert len(text) == 60
    assert text.startswith("填写为“000")
    assert text.endswith("000”，不是规范的数字")
    assert "…" in text


@given(st.text(st.characters(), min_size=1, max_size=40), st.sampled_from(LANGUAGES))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_of_a_report_breaks_the_document(text, language):
    result = result_of(SAMPLE)
    result["report"]["agency"] = text
    result["report"]["source"]["name"] = text * 300
    finding, suspect = result["findings"][0], result["suspects"][0]
    finding |= {
        "message": {"zh": text, "en": text * 3000},
        "observed": text,
        "expected": text,
        "difference": None,
        "evidence": {"zh": text, "en": text},
        "place": text,
    }
    finding["basis"] |= {"text": text, "en": text}
    suspect["support"][0]["text"] = {"zh": text, "en": text}
    for cell in result["cells"].values():
        cell["text"] = text
    document = made(result, replace(ORDER, issuer=text, contact=text, language=language))
    words = "\n".join(lines(document))
    assert not STEERING.search(words)
    assert len(words) < 20_000
    # The other findings are as they were.
    assert (
        "总计填报为 55，各类申请人之和为 54" if language == "zh" else "the total is given as 55"
    ) in words


def _paths(value: Any, path: tuple = ()) -> list[tuple]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(deeper for key, one in inner for deeper in _paths(one, (*path, key)))]


_BASE = {**result_of(SAMPLE), "cells": {"requests.granted.total": {"value": 1, "text": "1"}}}
_ANY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([{}]),
    st.just({"zh": 1}),
)


@given(st.sampled_from(_paths(_BASE)[1:]), _ANY, st.booleans(), st.sampled_from(LANGUAGES))
@settings(max_examples=100, deadline=None)
def test_a_spoilt_result_is_refused_or_made_a_notice_of(path, value, remove, language):
    result = json.loads(json.dumps(_BASE))
    at = result
    for key in path[:-1]:
        at = at[key]
    if remove:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    try:
        content = parsed(result)
    except NoticeError as error:
        # Said in one line, whatever was spoilt.
        assert "\n" not in error.message("zh")  # noqa: PT017
        return
    docx_of(notice_of(content, Order(language=language)))


def test_many_findings_of_one_rule_are_one_item():
    result = result_of(SAMPLE)
    first = result["findings"][0]
    result["suspects"] = []
    result["findings"] += [
        {
            **first,
            "rule": "form.cell_number",
            "message": {"zh": f"第{number}格填写为“/”", "en": f"cell {number} is “/”"},
            "fingerprint": f"{number:016x}",
        }
        for number in range(200)
    ]
    document = made(result)
    text = lines(document)
    assert text[4] == "经核对，发现应当更正的问题202项、需要核实说明的问题1项。"
    assert "（三）第0格填写为“/”。" in text
    (others,) = [
        line for line in text if line.startswith("同类问题还有199项，如：第1格填写为“/”；")
    ]
    assert len(others) < 1000
    assert len(document.tables[0].rows) == 1 + 4


def test_changes_of_many_cells_are_no_clue():
    result = result_of(SAMPLE)
    (suspect, *_) = result["suspects"]
    suspect["changes"] *= 5
    words = "\n".join(lines(made(result)))
    assert "没有少数几格能够解释，请对照原始台账核对全部数据" in words
    assert "可能是52" not in words


def test_a_file_without_a_date_is_no_fault_of_the_agency():
    result = result_of(SAMPLE)
    result["not_assessable"] = {"form.published": ["report"]}
    result["outcomes"]["not_assessable"] = 1
    words = "\n".join(lines(made(result)))
    assert "没有载明公布日期，是否按期公布未作核对" in words
    assert "请在整改时补齐" not in words
