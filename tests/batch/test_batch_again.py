"""A batch that is run again: only what changed is done, and what a person wrote is kept."""

from __future__ import annotations

import json

from ogi_audit.batch.manifest import MANIFEST, Manifest
from ogi_audit.batch.verify import verify
from ogi_audit.resources import share
from ogi_audit_testing.folders.contents import contents, rendered_last
from ogi_audit_testing.harness.commands import ogi_audit
from ogi_audit_testing.makers import LAYOUTS, named


def test_only_what_changed_is_rendered_again(small):
    folder = small / "out"
    old = Manifest(folder).read()
    first = next(path for path in (small / "in").iterdir() if path.suffix == ".html")
    mine = next(record for record in old.values() if record.report.path.endswith(first.name))

    # A figure: another audit in place of the old one.
    LAYOUTS["html-plain"].write(named("云岭省沂川市乙局", 2023, 8), first)
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert "新审核 1 份，沿用 2 份" in done.stdout
    assert "1 份旧审核底稿" in done.stdout
    now = Manifest(folder).read()
    assert len(now) == 3
    assert mine.id not in now
    assert not list(folder.glob(f"{mine.id}.*"))
    (mine,) = [record for record in now.values() if record.report.path.endswith(first.name)]

    # A review of one report.
    (small / "in" / "reviews.csv").write_text(
        "agency,year,rule,at,verdict,reason,fingerprint\n"
        "云岭省沂川市乙局,2023,requests.balance,natural_person,confirmed,,0123456789abcdef\n"
    )
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert mine.id in rendered_last(folder)
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert rendered_last(folder) == set()
    with (small / "in" / "reviews.csv").open("a") as stream:
        stream.write("云岭省沂川市丙局,2023,requests.balance,x,confirmed,,0123456789abcdee\n")
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert {name.split("-")[0] for name in rendered_last(folder)} == {"云岭省沂川市丙局"}

    # The suites: all. By force: all. A missing file: that one.
    overlay = share("data") / "overlay"
    ogi_audit("render", "in", "-o", "out", "--suites", overlay, cwd=small)
    assert len(rendered_last(folder)) == 3
    ogi_audit("render", "in", "-o", "out", cwd=small)
    ogi_audit("render", "in", "-o", "out", "--force", cwd=small)
    assert len(rendered_last(folder)) == 3
    (folder / f"{mine.id}.html").unlink()
    ogi_audit("render", "in", "-o", "out", cwd=small)
    assert rendered_last(folder) == {mine.id}


def test_what_an_auditor_wrote_into_a_notebook_is_not_lost(small):
    folder = small / "out"
    identifier = min(Manifest(folder).read())
    path = folder / f"{identifier}.ipynb"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\n}\n", b"\n }\n"))
    edited = path.read_bytes()
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert path.read_bytes() == whole
    (aside,) = folder.glob("*.edited-*")
    assert aside.read_bytes() == edited
    assert aside.name in done.stdout


def test_what_the_manifest_repeats_of_an_audit_is_mended_and_not_trusted(small):
    before = contents(small / "out")
    path = small / "out" / MANIFEST
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for line in lines:
        line |= {"counts": {}, "agency": "某县", "year": 1, "copies": ["../in/0.txt"]}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert done.returncode == (1 if b'"critical": ' in before[MANIFEST] else 0)
    assert rendered_last(small / "out") == set()
    assert contents(small / "out") == before


def test_audits_of_reports_that_are_gone_are_counted_and_go_if_that_is_wanted(small):
    folder = small / "out"
    (small / "in" / "bad.pdf").write_bytes(b"%PDF-1.4\nnot really")
    ogi_audit("render", "in", "-o", "out", cwd=small)
    before = Manifest(folder).read()
    (small / "in" / "bad.pdf").unlink()
    (small / "in" / "0.txt").rename(small / "in" / "renamed.txt")
    (small / "in" / "1.html").unlink()
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert done.returncode in (0, 1)
    assert "另有 2 份审核，其报告已不在原处" in done.stdout
    assert set(Manifest(folder).read()) == set(before)
    assert "--prune" in ogi_audit("verify", "out", "--hashes-only", cwd=small).stdout

    # Another folder's are there, though no part of the run.
    done = ogi_audit("render", "in/2.docx", "-o", "out", "--prune", cwd=small)
    assert "已删除 2 份报告已不在原处的审核" in done.stdout
    records = Manifest(folder).read()
    assert sorted(record.report.path for record in records.values()) == [
        "../in/2.docx",
        "../in/renamed.txt",
    ]
    gone = set(before) - set(records)
    assert not [path for name in gone for path in folder.glob(f"{name}.*")]
    assert ogi_audit("verify", "out", "--hashes-only", cwd=small).returncode == 0


def test_what_was_rendered_verifies_and_a_tampered_index_does_not(small):
    done = ogi_audit("verify", "out", "--sample", "1", cwd=small)
    assert done.returncode == 0, done.stdout
    index = small / "out" / "index.html"
    index.write_bytes(index.read_bytes().replace("乙局".encode(), "丁局".encode()))
    found = verify(small / "out", sample=0)
    assert [one.code for one in found.problems["index.html"]] == ["remade"]


def test_a_page_that_was_changed_is_made_again_and_ones_own_words_are_kept(small):
    folder = small / "out"
    before = contents(folder)
    (folder / "index.html").unlink()
    (folder / "overview.ipynb").write_bytes(before["overview.ipynb"] + b"\n")
    done = ogi_audit("render", "in", "-o", "out", cwd=small)
    assert done.returncode in (0, 1)
    (aside,) = folder.glob("overview.edited-*.ipynb")
    assert aside.read_bytes() == before["overview.ipynb"] + b"\n"
    aside.unlink()
    assert contents(folder) == before
