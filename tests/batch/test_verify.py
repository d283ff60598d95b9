"""Verification: a changed figure, output or source is named, whatever was changed along with it."""

from __future__ import annotations

import json
import os
import re
import shutil
import string
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result

from ogi_audit import verify_command
from ogi_audit.batch import rerun as rerunning
from ogi_audit.batch import saved
from ogi_audit.batch import verify as verifying
from ogi_audit.batch.exports import write_exports
from ogi_audit.batch.facts import facts_of
from ogi_audit.batch.index import write_index
from ogi_audit.batch.manifest import MANIFEST, Input, Manifest, Record, sha256_of
from ogi_audit.batch.page import html_page
from ogi_audit.batch.render import render_audit
from ogi_audit.batch.rerun import Rerun
from ogi_audit.batch.results import load_results
from ogi_audit.batch.summaries import PAGES
from ogi_audit.batch.tools import tools_of
from ogi_audit.batch.verify import Verification, verify
from ogi_audit.errors import LANGUAGES
from ogi_audit.lines_shown import one_line
from ogi_audit.messages.verifying import VERIFY
from ogi_audit.resources import share
from ogi_audit.reviews import read_reviews
from ogi_audit.schema import MIME

SAMPLE = share("data") / "sample-2023.txt"
GOOD = "好-00000001"
INJECTED = "injected-parameters-2"
Edit = Callable[[nbformat.NotebookNode], None]


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> nbformat.NotebookNode:
    """A rendered audit, made once: others are made of it."""
    root = tmp_path_factory.mktemp("base")
    (root / "one").mkdir()
    shutil.copy(SAMPLE, root / "one")
    rendered = render_audit(root / "one" / SAMPLE.name, root / "out")
    return nbformat.read(rendered.paths[0], as_version=4)


def result_of(notebook: nbformat.NotebookNode) -> dict:
    return next(
        output["data"][MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    )


def cell_of(notebook: nbformat.NotebookNode, cell_id: str) -> nbformat.NotebookNode:
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def add(
    root: Path,
    base: nbformat.NotebookNode,
    name: str = GOOD,
    edit: Edit = lambda notebook: None,
    parameters: dict[str, object] | None = None,
    **fields,
) -> Record:
    """Publish an audit of a source of its own; an edit is carried into every file and the manifest."""
    source = root / f"of {name}" / SAMPLE.name
    source.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, source)
    path = f"../of {name}/{SAMPLE.name}"
    notebook = nbformat.from_dict(json.loads(json.dumps(base)))
    given = {"report": path, **(parameters or {})}
    source_lines = [f"{key} = {json.dumps(value)}\n" for key, value in given.items()]
    cell_of(notebook, INJECTED).source = "".join(["# Parameters\n", *source_lines])
    edit(notebook)
    contents = {
        "ipynb": nbformat.writes(notebook) + "\n",
        "html": html_page(notebook, name),
        "json": json.dumps(result_of(notebook), ensure_ascii=False, indent=1) + "\n",
    }
    out = root / "out"
    out.mkdir(exist_ok=True)
    files = {suffix: out / f"{name}.{suffix}" for suffix in contents}
    for suffix, content in contents.items():
        files[suffix].write_text(content, "utf-8")
    known = {
        "report": Input(path, sha256_of(source)),
        **facts_of(result_of(notebook)),
        "parameters": given,
        "tools": tools_of(),
        "outputs": {suffix: sha256_of(file) for suffix, file in files.items()},
    }
    record = Record(id=name, **{**known, **fields})
    Manifest(root / "audits").publish(record, files)
    return record


def lines(found: Verification, language: str = "zh") -> list[str]:
    return list(verify_command._report(found, language))


def codes(found: Verification, name: str = GOOD) -> list[str]:
    return [problem.code for problem in found.problems.get(name, [])]


def check(root: Path) -> Verification:
    """Everything but the second run; what is said can be said in both languages."""
    found = verify(root / "audits", sample=0)
    assert len(lines(found, "zh")) == len(lines(found, "en"))
    return found


def again(root: Path, record: Record) -> None:
    """Write the digests of the files as they are now into the manifest, as a forger would."""
    folder = root / "audits"
    outputs = {suffix: sha256_of(folder / f"{record.id}.{suffix}") for suffix in record.outputs}
    content = json.loads(record.to_line())
    content["outputs"] = outputs
    with (folder / MANIFEST).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(content) + "\n")


@pytest.fixture
def root(tmp_path, base) -> Path:
    add(tmp_path, base)
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


# --- the second run -----------------------------------------------------------------------------


def _forge(notebook: nbformat.NotebookNode) -> None:
    """Another figure, in every place where the notebook has it."""
    result = result_of(notebook)
    cell = result["cells"]["requests.new_received.natural_person"]
    assert cell["value"] != 77
    table = cell_of(notebook, "evidence").outputs[0]["data"]
    row = "一、本年新收政府信息公开申请数量"
    forged = re.sub(rf"({row}.*?<td[^>]*>)[^<]*\d+", r"\g<1>77", table["text/html"], flags=re.S)
    assert forged != table["text/html"]
    table["text/html"] = forged
    cell["value"], cell["text"] = 77, "77"


@pytest.fixture(scope="module")
def second_run(tmp_path_factory, base) -> tuple[Result, dict[str, bytes], Path]:
    """A good audit, a forged one and one whose source was changed, run again in a hostile place."""
    root = tmp_path_factory.mktemp("second run")
    add(root, base)
    add(root, base, "改-00000002", _forge)
    add(root, base, "源-00000003")
    source = root / "of 源-00000003" / SAMPLE.name
    source.write_text(source.read_text("utf-8").replace("51", "52", 1), "utf-8")
    folder = root / "audits"
    (folder / "conftest.py").write_text("raise RuntimeError('conftest')")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    startup = root / "startup.py"
    startup.write_text("print('hello')\n")
    before = snapshot(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_ADDOPTS", "--no-such-option")
        patch.setenv("PYTEST_PLUGINS", "no_such_plugin")
        patch.setenv("PYTHONSTARTUP", str(startup))
        patch.setenv("PYTHONWARNINGS", "error")
        patch.chdir(folder)
        result = CliRunner().invoke(verify_command.verify, [".", "-j", "2"])
    return result, before, folder


def test_a_good_audit_verifies_and_a_bad_one_fails(second_run):
    result, _, _ = second_run
    assert result.exit_code == 1, result.output
    assert GOOD not in result.stdout
    assert result.stdout.splitlines()[-1] == (
        "核验未通过：共 3 份审核，重新运行 3 份；2 处有问题，0 份无法核验。"
    )


def test_a_figure_forged_everywhere_is_named_by_the_second_run(second_run):
    result, _, _ = second_run
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("改")]
    assert line.startswith("改-00000002：“报告表格”（单元格 evidence）重新运行结果不同：保存的为「")
    before, now = re.findall("为「(.*?)」", line)
    assert "本年新收" in before
    assert "77" in before
    assert "77" not in now
    assert "另有 1 个单元格" in line
    assert len(line) < 300
    assert "<" not in line


def test_a_changed_source_is_named_and_what_comes_of_it(second_run):
    result, _, _ = second_run
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("源")]
    assert f"报告 ../of 源-00000003/{SAMPLE.name} 与审核时不同" in line
    assert "重新运行结果不同" in line


def test_the_folder_is_left_as_it_was(second_run):
    _, before, folder = second_run
    assert snapshot(folder) == before


def test_a_sample_is_spread_evenly_and_the_same_each_time(root, base, monkeypatch):
    for number in range(2, 6):
        add(root, base, f"好-0000000{number}")
    chosen = []

    def pretend(paths, **_):
        chosen.append([path.stem[-1] for path in paths])
        return (Rerun(path, ()) for path in paths)

    monkeypatch.setattr(verifying, "rerun", pretend)
    for sample in (2, 2, 9, None):
        assert verify(root / "audits", sample=sample).good
    assert chosen == [["1", "3"], ["1", "3"], list("12345"), list("12345")]


# --- digests ------------------------------------------------------------------------------------


def test_what_is_as_it_was_verifies(root):
    found = check(root)
    assert found.good
    assert not found.outdated
    assert lines(found) == ["核验无误：共 1 份审核，重新运行 0 份；0 处有问题，0 份无法核验。"]


@pytest.mark.parametrize("suffix", ["ipynb", "html", "json"])
def test_a_missing_file_is_named(root, suffix):
    (root / "audits" / f"{GOOD}.{suffix}").unlink()
    assert codes(check(root)) == ["missing"]
    assert lines(check(root))[0] == f"{GOOD}：缺少 .{suffix}"


def test_a_changed_figure_in_the_result_is_named(root):
    path = root / "audits" / f"{GOOD}.json"
    result = json.loads(path.read_bytes())
    result["cells"]["requests.new_received.total"]["value"] = 1234
    path.write_text(json.dumps(result))
    found = check(root)
    assert codes(found) == ["changed", "json"]
    assert "cells.requests.new_received.total.value 为「1234」" in lines(found)[0]


def test_files_of_audits_that_the_manifest_does_not_know_are_named(root):
    folder = root / "audits"
    shutil.copy(folder / f"{GOOD}.html", folder / "甲-0a1b2c3d.html")
    shutil.copy(folder / f"{GOOD}.json", folder / "copy.json")
    shutil.copy(folder / f"{GOOD}.ipynb", folder / "copy.ipynb")
    shutil.copy(folder / f"{GOOD}.ipynb", folder / f"{GOOD}.edited-0a1b2c3d.ipynb")
    (folder / "index.html").write_text("<p>")
    (folder / "findings.json").write_text("[]")
    found = verify(folder, hashes_only=True)
    strays = {name for name, problems in found.problems.items() if problems[0].code == "stray"}
    assert strays == {"甲-0a1b2c3d.html", "copy.json", "copy.ipynb"}
    # Where there is an index, the other pages are looked for.
    assert set(found.problems) - strays == set(sum(PAGES.values(), ())) - {"index.html"}


def test_an_output_that_the_record_leaves_out_is_named(tmp_path, base):
    add(tmp_path, base, outputs={})
    assert set(check(tmp_path).problems) == {
        f"{GOOD}.{suffix}" for suffix in ("ipynb", "html", "json")
    }


@pytest.mark.parametrize(("name", "word"), [("report", "报告"), ("previous", "上年报告")])
def test_a_source_that_changed_or_is_gone_is_named(tmp_path, base, name, word):
    last = tmp_path / "last.txt"
    last.write_text("last year")
    inputs = {"previous": Input("../last.txt", sha256_of(last))}
    record = add(tmp_path, base, **inputs)
    path = tmp_path / "audits" / getattr(record, name).path
    path.write_text("another")
    assert codes(check(tmp_path)) == ["input_changed"]
    path.unlink()
    assert codes(check(tmp_path)) == ["input_missing"]
    assert f"找不到{word} {getattr(record, name).path}" in lines(check(tmp_path))[0]


def test_reviews_that_changed_are_named_but_not_those_of_others(tmp_path, base):
    path = tmp_path / "reviews.csv"
    head = "agency,year,rule,at,verdict,reason,reviewer,finding,fingerprint\n"
    row = "甲局,2023,a.b,total,confirmed,,,,0123456789abcdef\n"
    path.write_text(head + row, "utf-8")
    digest = read_reviews(path).digest("甲局", 2023)

    def edit(notebook: nbformat.NotebookNode) -> None:
        result_of(notebook)["report"]["agency"] = "甲局"

    add(tmp_path, base, edit=edit, reviews=Input("../reviews.csv", digest))
    assert check(tmp_path).good
    path.write_text(head + row + row.replace("甲局", "乙局").replace("f\n", "0\n"), "utf-8")
    assert check(tmp_path).good
    path.write_text(head + row.replace("confirmed,", "dismissed,not so"), "utf-8")
    assert codes(check(tmp_path)) == ["input_changed"]
    path.write_text(head + row.replace("confirmed,", "perhaps,"), "utf-8")
    assert codes(check(tmp_path)) == ["input_changed"]
    path.unlink()
    assert codes(check(tmp_path)) == ["input_missing"]


def test_reviews_that_could_not_be_used_are_known_by_all_that_is_in_them(tmp_path, base):
    path = tmp_path / "reviews.csv"
    path.write_text("no,columns\n")
    add(tmp_path, base, reviews=Input("../reviews.csv", sha256_of(path)))
    assert check(tmp_path).good
    path.write_text("other,columns\n")
    assert codes(check(tmp_path)) == ["input_changed"]


def test_another_version_is_a_note_and_no_tampering(tmp_path, base):
    add(tmp_path, base, tools={**tools_of(), "package": "0" * 64, "lock": "0" * 64})
    found = check(tmp_path)
    assert found.good
    assert lines(found)[0] == f"注意：1 份审核由其他版本（程序包、依赖包）生成：{GOOD}"


def test_pages_that_another_version_may_have_made_are_not_verified(tmp_path, base):
    add(tmp_path, base, tools={**tools_of(), "package": "0" * 64})
    folder = tmp_path / "audits"
    results = load_results(folder)
    write_index(folder, results, "zh")
    write_exports(folder, results, "zh")
    assert check(tmp_path).good
    index = folder / "index.html"
    index.write_text(index.read_text("utf-8").replace("2023", "2024"), "utf-8")
    found = check(tmp_path)
    assert not found.good
    assert not found.problems
    assert {name: one.code for name, one in found.unverified.items()} == {
        "index.html": "pages_other_version"
    }
    assert lines(found)[0].startswith("index.html：与由各份审核重新生成的不同，而有审核由其他版本")
    assert "1 份无法核验" in lines(found)[-1]


def test_a_forged_page_is_a_problem(root):
    folder = root / "audits"
    results = load_results(folder)
    write_index(folder, results, "zh")
    write_exports(folder, results, "zh")
    assert check(root).good
    (folder / "index.html").write_text("<p>")
    assert codes(check(root), "index.html") == ["remade"]
    # Nor do pages go unasked for because all of them are gone.
    for name in (name for names in PAGES.values() for name in names):
        (folder / name).unlink(missing_ok=True)
    assert check(root).good
    (folder / ".state" / "summed-up.json").write_text(
        json.dumps({"made_from": {}, "pages": {"index.html": "0"}, "announced": []})
    )
    assert codes(check(root), "index.html") == ["missing"]


def test_suites_of_ones_own_are_looked_at_where_they_were(tmp_path, base):
    shutil.copytree(share("data") / "overlay", tmp_path / "mine")
    parameters = {"suites": "../mine"}
    add(tmp_path, base, tools=tools_of(tmp_path / "mine"), parameters=parameters)
    assert not check(tmp_path).outdated
    (tmp_path / "mine" / "report.json").write_text("{}")
    assert check(tmp_path).outdated == {GOOD: ("suites",)}


def test_a_failed_audit_is_not_verified(tmp_path, base):
    error = {"code": "killed", "message": {"zh": "进程被结束", "en": "the process was killed"}}
    report = Input("../a.txt", "0" * 64)
    (tmp_path / "a.txt").write_text("a")
    Manifest(tmp_path / "audits").publish(Record("甲", "failed", report, error=error), {})
    Manifest(tmp_path / "audits").publish(Record("乙", "failed", report), {})
    found = check(tmp_path)
    assert not found.good
    assert lines(found)[:2] == ["乙：没有审核，无可核验：—", "甲：没有审核，无可核验：进程被结束"]


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "../../elsewhere"},
        {"id": "a::b"},
        {"id": ""},
        {"outputs": {"json": 5}},
        {"report": None},
        {"report": {"path": 5, "sha256": "0"}},
        {"parameters": "x"},
        {"tools": ["x"]},
        {"error": "x", "status": "failed"},
        {"status": "fine"},
        {"year": "x"},
        {"year": 10**30},
        {"agency": 5},
        {"previous": {"path": "a\0", "sha256": "0"}},
        {"year": "x", "reviews": {"path": "a", "sha256": "0"}},
        {"counts": {"critical": "0"}},
        {"counts": 5},
        {"copies": [5]},
        {"chosen": 5},
    ],
)
def test_a_record_that_is_no_record_is_named(tmp_path, changes):
    record = Record("甲", "audited", Input("a", "0")).to_line()
    (tmp_path / "audits").mkdir()
    content = {**json.loads(record), **changes}
    (tmp_path / "audits" / MANIFEST).write_text(json.dumps(content) + "\n", "utf-8")
    assert codes(check(tmp_path), content["id"]) == ["record"]
    # There is something to be made again of it.
    (tmp_path / "audits" / "index.html").write_text("<p>")
    found = check(tmp_path)
    assert codes(found, content["id"]) == ["record"]
    assert codes(found, "index.html") == ["remade"]


# --- what an audit's files say of each other ----------------------------------------------------


@pytest.mark.parametrize("suffix", ["html", "json"])
def test_a_file_forged_together_with_the_manifest_is_named(tmp_path, base, suffix):
    record = add(tmp_path, base)
    path = tmp_path / "audits" / f"{GOOD}.{suffix}"
    path.write_text(path.read_text("utf-8").replace("51", "52", 1), "utf-8")
    again(tmp_path, record)
    found = check(tmp_path)
    assert codes(found) == [suffix]
    forged, right = re.findall("为「(.*?)」", lines(found)[0])
    assert "52" in forged
    assert right == forged.replace("52", "51", 1)
    assert "<" not in forged


@pytest.mark.parametrize(
    ("suffix", "content", "code"),
    [
        ("json", b"", "not_json"),
        ("json", b"{\"schema\": ", "not_json"),
        ("json", b"\x00\xff\xfe", "not_json"),
        ("json", b"[" * 100_000, "not_json"),
        ("json", b"[1]", "json"),
        ("json", b"NaN", "json"),
        ("html", b"", "html"),
        ("html", b"\x00\xff\xfe", "html"),
        ("html", "<?xml version='1.0' encoding='gb2312'?><p>一".encode(), "html"),
        ("ipynb", b"", "not_json"),
        ("ipynb", b"\x1f\x8b\x00", "not_json"),
        ("ipynb", b"[]", "not_notebook"),
        ("ipynb", b"{}", "not_notebook"),
        ("ipynb", b'{"nbformat": 3, "nbformat_minor": 0, "worksheets": [], "metadata": {}}', "not_notebook"),
        ("ipynb", b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [5]}', "not_notebook"),
        ("ipynb", b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', "code"),
        ("ipynb", b"[" * 100_000, "not_json"),
        (
            "ipynb",
            b'{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": {"a": '
            + b"[" * 900 + b"]" * 900 + b"}}",
            "not_notebook",
        ),
    ],
)  # fmt: skip
def test_a_damaged_file_is_a_problem_with_a_name(root, suffix, content, code):
    (root / "audits" / f"{GOOD}.{suffix}").write_bytes(content)
    assert codes(check(root)) == ["changed", code]
    assert f".{suffix} " in lines(check(root))[0]


def test_a_notebook_cut_anywhere_is_a_problem(root):
    path = root / "audits" / f"{GOOD}.ipynb"
    whole = path.read_bytes()
    for length in range(1, len(whole) - 2, len(whole) // 7):
        path.write_bytes(whole[:length])
        assert codes(check(root)) == ["changed", "not_json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(root):
    (root / "audits" / f"{GOOD}.json").chmod(0)
    assert "not_read" in codes(check(root))


def _inject(source: str) -> Edit:
    def edit(notebook: nbformat.NotebookNode) -> None:
        cell_of(notebook, INJECTED).source += source

    return edit


def _reword(notebook: nbformat.NotebookNode) -> None:
    cell_of(notebook, "cases-title").source = "## 三、没有问题"


def _hide(notebook: nbformat.NotebookNode) -> None:
    cell_of(notebook, "findings").metadata.tags = ["injected-parameters"]


def _tag(notebook: nbformat.NotebookNode) -> None:
    cell_of(notebook, "findings").metadata.tags = ["nbval-skip"]


def _remark(notebook: nbformat.NotebookNode) -> None:
    """For Python a remark, in JupyterLab a heading."""
    cell = nbformat.v4.new_markdown_cell("# 审核结论：没有问题", id="more")
    cell.metadata.tags = ["injected-parameters"]
    notebook.cells.insert(1, cell)


def _retype(notebook: nbformat.NotebookNode) -> None:
    cell = cell_of(notebook, INJECTED)
    notebook.cells[notebook.cells.index(cell)] = nbformat.v4.new_markdown_cell(
        cell.source, id=INJECTED, metadata=cell.metadata
    )


def _twice(notebook: nbformat.NotebookNode) -> None:
    cell = nbformat.from_dict({**cell_of(notebook, INJECTED), "id": "second"})
    notebook.cells.insert(notebook.cells.index(cell_of(notebook, INJECTED)) + 1, cell)


def _move(notebook: nbformat.NotebookNode) -> None:
    cell = cell_of(notebook, INJECTED)
    notebook.cells.remove(cell)
    notebook.cells.append(cell)


def _fold(notebook: nbformat.NotebookNode) -> None:
    cell_of(notebook, INJECTED).metadata["jupyter"] = {"source_hidden": True}


def _append(notebook: nbformat.NotebookNode) -> None:
    notebook.cells.append(nbformat.v4.new_markdown_cell("没有问题", id="more"))


def _leave_out(notebook: nbformat.NotebookNode) -> None:
    notebook.cells = [cell for cell in notebook.cells if cell.id != "validate"]


@pytest.mark.parametrize(
    ("edit", "cell"),
    [
        (_inject("import os"), INJECTED),
        (_inject("other = 1"), INJECTED),
        (_inject("year = int('5')"), INJECTED),
        (_inject("("), INJECTED),
        (_inject("# 没有问题"), INJECTED),
        (_inject('published = "2024-01-30"  # 没有问题'), INJECTED),
        (_inject("\n"), INJECTED),
        (_remark, "more"),
        (_retype, INJECTED),
        (_twice, "second"),
        (_move, INJECTED),
        (_fold, INJECTED),
        (_reword, "cases-title"),
        (_hide, "findings"),
        (_tag, "findings"),
        (_append, "more"),
        (_leave_out, "validate"),
    ],
)
def test_code_that_is_not_the_audits_is_named_and_not_run(tmp_path, base, edit, cell, monkeypatch):
    monkeypatch.setattr(verifying, "rerun", lambda paths, **_: iter([1 / 0 for _ in paths]))
    add(tmp_path, base, edit=edit)
    found = verify(tmp_path / "audits")
    assert codes(found) == ["code"]
    assert found.problems[GOOD][0].details["cell"] == cell


def test_code_of_another_version_is_neither_tampering_nor_verified(tmp_path, base):
    add(tmp_path, base, edit=_reword, tools={**tools_of(), "notebook": "0" * 64})
    found = check(tmp_path)
    assert not found.problems
    assert not found.good
    assert found.unverified[GOOD].code == "other_notebook"


def test_parameters_that_the_manifest_does_not_know_are_named(tmp_path, base):
    add(tmp_path, base, edit=_inject('published = "2024-01-30"'))
    assert codes(check(tmp_path)) == ["parameters"]


def test_a_result_of_another_source_is_named(tmp_path, base):
    def edit(notebook: nbformat.NotebookNode) -> None:
        result_of(notebook)["report"]["source"]["sha256"] = "0" * 64

    add(tmp_path, base, edit=edit)
    assert codes(check(tmp_path)) == ["other_input"]


def test_an_audit_is_not_passed_off_as_unreadable(tmp_path, base):
    add(tmp_path, base, status="unreadable")
    assert codes(check(tmp_path)) == ["status"]


@pytest.mark.parametrize(
    ("fields", "say"),
    [
        ({"counts": {"critical": 0}}, "清单记问题数为「critical 0」，审核结果为「critical 2"),
        ({"agency": "某县"}, "清单记机关为「某县」，审核结果为「云岭省沂川市人民政府办公室」"),
        ({"year": None}, "清单记年度为「—」，审核结果为「2023」"),
        ({"error": {"code": "empty"}}, "清单记不能读取的原因为「empty」，审核结果为「—」"),
    ],
)
def test_what_the_manifest_says_is_what_the_result_says(tmp_path, base, fields, say):
    add(tmp_path, base, **fields)
    for hashes_only in (False, True):
        found = verify(tmp_path / "audits", sample=0, hashes_only=hashes_only)
        assert codes(found) == ["facts"]
        assert say in lines(found)[0]


def test_a_copy_that_is_none_any_more_is_named(root):
    record = add(
        root, nbformat.read(root / "audits" / f"{GOOD}.ipynb", as_version=4), "二-00000002"
    )
    copy = root / "副本.txt"
    shutil.copy(SAMPLE, copy)
    Manifest(root / "audits").publish(replace(record, copies=("../副本.txt",)), {})
    assert check(root).good
    copy.write_text("another")
    assert codes(check(root), record.id) == ["input_changed"]
    copy.unlink()
    assert "找不到内容相同的文件 ../副本.txt" in lines(check(root))[0]


def test_a_report_that_is_gone_is_said_with_what_to_do(root):
    (root / f"of {GOOD}" / SAMPLE.name).unlink()
    Manifest(root / "audits").publish(Record("甲", "failed", Input("../a.txt", "0" * 64)), {})
    said = lines(check(root))
    assert said[0] == f"{GOOD}：找不到报告 ../of {GOOD}/{SAMPLE.name}"
    assert said[1] == "甲：报告 ../a.txt 已不在，也没有审核"
    assert said[2].startswith("注意：2 份审核的报告已不在原处")
    assert "--prune" in said[2]


def test_one_damaged_line_of_the_manifest_does_not_keep_the_others_from_being_checked(root):
    path = root / "audits" / MANIFEST
    path.write_bytes(b"\xffnonsense\n" + path.read_bytes())
    found = check(root)
    assert found.audits == 1
    assert lines(found)[0].startswith("manifest.jsonl：第 1 行已损坏")
    assert list(found.problems) == [MANIFEST]


def test_a_second_result_in_the_notebook_is_a_problem(tmp_path, base):
    def edit(notebook: nbformat.NotebookNode) -> None:
        outputs = cell_of(notebook, "provenance").outputs
        outputs.append(outputs[0])

    add(tmp_path, base, edit=edit)
    assert codes(check(tmp_path)) == ["no_result"]


# --- the command --------------------------------------------------------------------------------


def invoke(*words: object) -> Result:
    return CliRunner().invoke(verify_command.verify, [*map(str, words)])


def test_hashes_only_runs_nothing(root, monkeypatch):
    monkeypatch.setattr(rerunning.subprocess, "Popen", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(saved, "html_page", lambda *_: 1 / 0)
    result = invoke(root / "audits", "--hashes-only", "--language", "en")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Note: only SHA-256 were compared; nothing was run again, nor was the content of pages, index, "
        "overview and tables checked",
        "Verified: 1 audits, 0 run again; 0 with problems, 0 not verifiable.",
    ]


def test_hashes_only_sees_that_pages_are_there_and_as_they_were_written(root):
    folder = root / "audits"
    names = [name for kind in PAGES.values() for name in kind]
    for name in names:
        (folder / name).write_text(name)
    assert verify(folder, hashes_only=True).good
    digests = {name: sha256_of(folder / name) for name in names}
    stamp = {"made_from": {}, "pages": digests, "announced": []}
    (folder / ".state" / "summed-up.json").write_text(json.dumps(stamp))
    assert verify(folder, hashes_only=True).good
    (folder / "findings.csv").write_text("1,2\n")
    (folder / "index.html").unlink()
    found = verify(folder, hashes_only=True)
    assert codes(found, "findings.csv") == ["page_changed"]
    assert codes(found, "index.html") == ["missing"]
    assert len(found.problems) == 2


@pytest.mark.parametrize("content", [None, "{}\n", '{"schema": "other/1"}\n'])
def test_what_cannot_be_verified_at_all_is_one_line(tmp_path, content):
    if content:
        (tmp_path / MANIFEST).write_text(content)
    for folder in (tmp_path, tmp_path / "nowhere") if content is None else (tmp_path,):
        result = invoke(folder)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 1
        assert str(folder) in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_nothing_that_was_tampered_with_steers_the_terminal(tmp_path, base):
    steering = "\x1b]0;x\x07\x1b[2J\r\x1b[K核验无误\x9b\u202e"

    def edit(notebook: nbformat.NotebookNode) -> None:
        result_of(notebook)["report"]["agency"] = steering

    record = add(tmp_path, base, edit=edit)
    path = tmp_path / "audits" / f"{GOOD}.json"
    path.write_text(path.read_text("utf-8").replace("审", "查"), "utf-8")
    result = json.loads(path.read_text("utf-8"))
    result["report"]["agency"] = f"{steering}\n核验无误"
    path.write_text(json.dumps(result), "utf-8")
    again(tmp_path, record)
    (tmp_path / "audits" / "\x1b[2J\n核验无误-0a1b2c3d.html").write_text("<p>")
    result = invoke(tmp_path / "audits", "--sample", 1)
    assert result.exit_code == 1
    said = result.stdout.split("\n")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e]", "".join(said))
    assert [line for line in said if line.startswith("\ufffd[2J 核验无误-0a1b2c3d.html：")]
    assert not [line for line in said if line.startswith("核验无误")]
    assert [line for line in said if line.startswith(f"{GOOD}：")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("没有问题 a–b “c” 𠮷", "没有问题 a–b “c” 𠮷"),
        ("a\r\nb\nc\rd\u2028e\u2029f\x85g\th", "a b c d e f g h"),
        ("\x00\x1b[0m\x7f\x9b", "\ufffd\ufffd[0m\ufffd\ufffd"),
        ("\u202a\u202e\u2066\u2069\u200e\u200f\u061c", "\ufffd" * 7),
        ("\udcff", "\ufffd"),
    ],
)
def test_a_line_is_one_line(text, shown):
    assert one_line(text) == shown


@pytest.mark.parametrize("name", VERIFY)
def test_each_text_is_there_in_both_languages_with_the_same_details(name):
    fields = [
        {field for _, field, _, _ in string.Formatter().parse(VERIFY[name][language]) if field}
        for language in LANGUAGES
    ]
    assert fields[0] - {"zh", "at"} == fields[1] - {"en", "at"}
