"""What the fuzzer found once goes through, and so does what it begins with."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ogi_audit.readers.content import read_content
from ogi_audit_testing.fuzzing.corpus import SEEDS, dictionary, starting, written
from ogi_audit_testing.fuzzing.mutation import mutate
from ogi_audit_testing.fuzzing.parts import document_of, docx_of, parts_of_docx, pdf_of, text_of
from ogi_audit_testing.fuzzing.targets import TARGETS, check
from ogi_audit_testing.makers import LAYOUTS, consistent

FOUND = sorted(SEEDS.glob("*/*"))
# Of work, however busy the machine is; the fuzzer takes 20 seconds by the clock for a defect.
SECONDS = 5


@pytest.mark.parametrize("path", FOUND, ids=[f"{path.parent.name}-{path.name}" for path in FOUND])
def test_what_was_found_goes_through(path: Path) -> None:
    begun = time.process_time()
    check(path.parent.name, path.read_bytes())
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_begins_with_is_read(target: str) -> None:
    begins = list(starting(target))
    assert begins
    assert {check(target, data) for data in begins} == {""}
    # Nothing at all, and what is no file of any kind.
    for data in (b"", b"\0", b"\xff\xfe\xfd", bytes(range(256))):
        check(target, data)


def test_texts_stand_for_documents_and_archives() -> None:
    for data in starting("mapper"):
        assert text_of(document_of(data)) == data
    archive = LAYOUTS["docx-official"].render(consistent(1))
    again = docx_of(parts_of_docx(archive))
    assert read_content(again, "a.docx") == read_content(archive, "a.docx")
    assert read_content(pdf_of(next(starting("pdf"))), "a.pdf")[1].blocks
    # What is no such text is a file as it stands.
    assert docx_of(archive) == pdf_of(archive) == archive


def test_the_dictionary_has_the_words_of_the_form_and_of_the_format() -> None:
    words = dictionary("docx")
    assert {"商业企业".encode(), b"<w:tbl"} <= {*words}
    assert '"\\xe5\\x95\\x86"\n' in written(["商".encode()])


def test_changes_are_the_same_each_time_and_within_bounds() -> None:
    words = dictionary("html")
    for data in starting("html"):
        changed = [mutate(data, 5_000, number, words) for number in range(50)]
        assert changed == [mutate(data, 5_000, number, words) for number in range(50)]
        assert len({*changed}) > 25
        assert max(map(len, changed)) <= 5_000
    assert mutate(b"", 10, 1, words) is not None
