"""The makers themselves: figures stand where they should, and the same specimen gives the same file.

Read back with nothing but regular expressions, lxml and pdfplumber: a fault of a maker must not be
taken for a fault of the package, nor hidden by one.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import zipfile
from email import message_from_bytes

import pdfplumber
import pytest
from lxml import etree
from lxml import html as pages

from ogi_audit_testing.makers import (
    LAYOUTS,
    VARIANTS,
    Specimen,
    blank,
    blank_form,
    broken_identities,
    consistent,
    form,
    with_cell,
    with_label,
    with_section,
    without,
    without_section,
)
from ogi_audit_testing.makers.figures import number
from ogi_audit_testing.makers.tables import disclosure_table, disputes_table, requests_table
from ogi_audit_testing.makers.wrapping import wrap

EDITIONS = ("2021", "2019", "mixed")
SIZES = ("empty", "small", "medium", "large")
RULED = [name for name in LAYOUTS if name.startswith("pdf-") and LAYOUTS[name].separators]


def made(name: str, specimen: Specimen) -> bytes:
    layout = LAYOUTS[name]
    if layout.needs and not shutil.which(layout.needs):
        pytest.skip(f"{layout.needs} is not installed")
    return layout.render(specimen)


def visible(name: str, data: bytes) -> str:
    """The words of a file, spaces and markup gone."""
    suffix = LAYOUTS[name].suffix
    if suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = re.sub(
                r"<w:delText>.*?</w:delText>", "", package.read("word/document.xml").decode()
            )
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    elif suffix == ".pdf":
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            text = "".join(page.extract_text() for page in pdf.pages)
    else:
        text = _decoded(name, data)
        if suffix in (".html", ".htm", ".doc") or name == "md-html":
            text = pages.document_fromstring(re.sub(r"<meta[^>]*>", "", text)).text_content()
    return re.sub(r"[\s\xa0]", "", text)


def _decoded(name: str, data: bytes) -> str:
    if name.startswith("mhtml"):
        part = message_from_bytes(data).get_payload(0)
        return part.get_payload(decode=True).decode("gb18030")
    for suffix, encoding in (("gbk", "gb18030"), ("gb18030", "gb18030"), ("utf-16", "utf-16")):
        if name.endswith(suffix):
            return data.decode(encoding)
    return data.decode("utf-8-sig")


def rows_of_figures(specimen: Specimen) -> list[list[str]]:
    """The figures of each row of table 3."""
    rows: dict[str, list[str]] = {}
    for key, text in specimen.cells.items():
        if key.startswith("requests."):
            rows.setdefault(key.rpartition(".")[0], []).append(text or "")
    return list(rows.values())


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_consistent_specimens_break_nothing(edition, size):
    for seed in range(50):
        specimen = consistent(seed, edition=edition, size=size)
        assert tuple(specimen.cells) == form.keys(edition)
        assert None not in specimen.values.values()
        assert broken_identities(specimen) == set()


def test_a_seed_gives_one_specimen():
    assert consistent(3) == consistent(3)
    assert consistent(3) != consistent(4)


def test_one_wrong_figure_breaks_what_it_enters():
    specimen = consistent(1)
    key = "requests.granted.natural_person"
    more = with_cell(specimen, key, str(specimen.values[key] + 1))
    assert broken_identities(more) == {
        ("requests.closed_total", "natural_person"),
        ("requests.row_total", "granted"),
    }
    assert broken_identities(blank(specimen, key)) == set()


def test_the_form_has_as_many_cells_as_it_should():
    assert [len(form.keys(edition)) for edition in EDITIONS] == [200, 198, 186]
    assert [len(form.request_rows(edition)) for edition in EDITIONS] == [25, 23, 23]


def test_alterations_leave_the_specimen_alone():
    specimen = consistent(2)
    before = dict(specimen.cells)
    altered = without(without_section(specimen, "disputes"), "requests.denied")
    assert not any(key.startswith(("disputes.", "requests.denied.")) for key in altered.cells)
    assert dict(specimen.cells) == before
    column = without(specimen, "requests.business")
    assert len(specimen.cells) - len(column.cells) == 25
    assert with_section(specimen, "problems", paragraphs=("无",)).sections[4].paragraphs == ("无",)
    with pytest.raises(KeyError):
        without(specimen, "requests.nothing")
    with pytest.raises(KeyError):
        with_cell(specimen, "requests.nothing.total", "1")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("1,295", 1295), ("４１", 41), ("22（其中修订16件）", 22), ("4068.208", 4068.208)]
    + [(text, None) for text in ("", "/", "—", "无", "5件", None)],
)
def test_numbers_as_people_read_them(text, value):
    assert number(text) == value


# --- tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_tables_are_rectangles_that_hold_every_cell_once(edition):
    specimen = consistent(4, edition=edition)
    for altered in (
        specimen,
        without(specimen, "requests.denied"),
        without(specimen, "requests.business"),
    ):
        tables = [make(altered) for make in (disclosure_table, requests_table, disputes_table)]
        for table in tables:
            assert {len(row) for row in table.raster} == {table.width}
        keys = [box.key for table in tables for row in table.rows for box in row if box.key]
        assert sorted(keys) == sorted(altered.cells)


def test_lines_keep_numbers_whole():
    lines = wrap("全年新收政府信息公开申请12345件，办结完毕。", 13)
    assert "".join(lines) == "全年新收政府信息公开申请12345件，办结完毕。"
    assert any("12345" in line for line in lines)
    assert not any(line[0] in "，。" for line in lines)


# --- layouts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_figure_stands_in_the_file(name, edition):
    """Row by row: the figures of each row of table 3 follow one another (repeats aside)."""
    specimen = consistent(5, edition=edition, size="large")
    text = re.sub(r"[|]|-{3,}", "", visible(name, made(name, specimen)))
    for figures in rows_of_figures(specimen):
        assert "".join(figures) in text
    for key, value in specimen.cells.items():
        assert (value or "") in text, key


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_heading_and_word_stands_in_the_file(name):
    specimen = consistent(6)
    layout = LAYOUTS[name]
    text = visible(name, made(name, specimen))
    if layout.traditional:
        assert "政府信息公開工作年度報告" in text
        return
    for section in specimen.sections:
        heading = section.heading
        assert (heading.split("、", 1)[1] if name == "docx-numbered" else heading) in text
        if not name.startswith("pdf-"):
            for paragraph in section.paragraphs:
                assert paragraph in text
    assert specimen.dated in text


@pytest.mark.parametrize("name", [n for n in LAYOUTS if not LAYOUTS[n].needs])
def test_the_same_bytes_each_time(name):
    assert LAYOUTS[name].render(consistent(7)) == LAYOUTS[name].render(consistent(7))


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_change_the_writing_and_not_the_figures(variant):
    specimen = consistent(8, size="large")
    varied = VARIANTS[variant](specimen)
    assert varied != specimen
    assert varied.values == specimen.values
    for layout in ("html-plain", "text-pdf-drawn", "md-scattered", "pdf-broken"):
        assert LAYOUTS[layout].render(varied) != LAYOUTS[layout].render(specimen)


@pytest.mark.parametrize("name", [n for n in LAYOUTS if not LAYOUTS[n].needs])
def test_faulty_and_blank_reports_can_be_written(name):
    specimen = consistent(9)
    for altered in (
        blank(specimen, "requests.granted.business"),
        without(specimen, "requests.not_processed.repeated"),
        without(specimen, "requests.other"),
        without(specimen, "disclosure.regulations"),
        without(specimen, "disputes.litigation_direct"),
        without_section(specimen, "requests"),
        with_label(specimen, "requests.denied.prohibited_by_law", "2.其他法律行政止公开"),
        blank_form("沂川市水务局", 2023),
    ):
        assert LAYOUTS[name].render(altered)


def test_spans_are_those_of_the_form():
    page = pages.document_fromstring(LAYOUTS["html-plain"].render(consistent(10)).decode())
    table = page.xpath("//table")[1]
    spans = {cell.text: cell.get("rowspan") for cell in table.iter("td") if cell.get("rowspan")}
    assert spans[form.RESULT] == "22"
    assert spans["（三）不予公开"] == "8"


def test_docx_is_well_formed_and_keeps_old_figures_out():
    specimen = consistent(10)
    with zipfile.ZipFile(io.BytesIO(LAYOUTS["docx-tracked"].render(specimen))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    names = {"w": body.nsmap["w"]}
    filled = sum(bool(text) for text in specimen.cells.values())
    assert len(body.xpath("//w:ins", namespaces=names)) == filled
    assert len(body.xpath("//w:delText", namespaces=names)) == filled


@pytest.mark.parametrize("name", RULED)
def test_ruled_pages_have_a_box_round_every_figure(name):
    """Lines on all four sides, but for the lower one where the page ends on purpose."""
    specimen = consistent(12, size="large")
    with pdfplumber.open(io.BytesIO(made(name, specimen))) as pdf:
        figures = [
            cell
            for page in pdf.pages
            for table in page.extract_tables()
            for row in table
            for cell in row
            if cell and re.fullmatch(r"[\d.]+", cell.replace("\n", ""))
        ]
    if "open" not in name and "disclosure" not in name:
        assert len(figures) == len(specimen.cells)
