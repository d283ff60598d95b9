"""What the fuzzer found once goes through, and so does what it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.corpus import SEEDS, dictionary, starting
from tests.fuzzing.targets import TARGETS, check, document_of, docx_of, text_of

FOUND = sorted(SEEDS.glob("*/*"))


@pytest.mark.parametrize("path", FOUND, ids=[f"{path.parent.name}-{path.name}" for path in FOUND])
def test_what_was_found_goes_through(path: Path) -> None:
    check(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_begins_with_is_read(target: str) -> None:
    begins = list(starting(target))
    assert begins
    assert {check(target, data) for data in begins} == {""}
    # Nothing at all, and what is no file of any kind.
    for data in (b"", b"\0", b"\xff\xfe\xfd", bytes(range(256))):
        check(target, data)


def test_documents_and_archives_of_seeds() -> None:
    for data in starting("mapper"):
        assert text_of(document_of(data)) == data
    assert all(docx_of(data).startswith(b"PK") for data in starting("docx"))


def test_the_dictionary_has_the_words_of_the_form() -> None:
    words = dictionary().splitlines()
    assert len(words) > 150
    assert '"' + "".join(f"\\x{byte:02x}" for byte in "商业企业".encode()) + '"' in words
