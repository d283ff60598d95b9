"""Bytes to text: every encoding reports come in, and none that is garbled."""

from __future__ import annotations

from pathlib import Path

import opencc
import pytest

from ogi_audit.errors import UnreadableError
from ogi_audit.readers import read
from ogi_audit.readers.encoding import decode, is_garbled

SIMPLIFIED = (
    "一、总体情况\r\n2023年，本机关收到政府信息公开申请51件，均在法定期限内答复。\r\n规章\t0\t0\t0"
)
TRADITIONAL = opencc.OpenCC("s2t").convert(SIMPLIFIED)
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "政府信息公开"])
def test_decode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_decode_big5_and_gb2312() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL
    assert decode(SIMPLIFIED.encode("gb2312")) == SIMPLIFIED
    # What a page says of itself decides between equals, and is not believed against the bytes.
    assert decode("規章".encode("big5"), "big5") == "規章"
    assert decode(SIMPLIFIED.encode("gb2312"), "big5") == SIMPLIFIED
    page = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + SIMPLIFIED
    assert decode(page.encode("utf-8")) == page
    assert decode(page.encode("gb18030")) == page


def test_decode_of_a_page_cut_in_a_character() -> None:
    description = "政府信息公开工作年度报告".encode()[:-1]
    data = b'<meta name="description" content="' + description + b'">' + SIMPLIFIED.encode()
    text = decode(data)
    assert text is not None
    assert text.endswith(SIMPLIFIED)
    assert not is_garbled(text)


def test_decode_of_stray_nulls_and_of_binary_data() -> None:
    assert decode(SIMPLIFIED.encode("gb18030") + b"\0\0\0") == SIMPLIFIED
    assert decode(bytes(range(256)) * 4) is None
    assert decode(bytes(range(1, 32)) * 40) is None


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
@pytest.mark.parametrize("written", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("taken_for", ["utf-8", "gb18030", "big5hkscs", "latin-1", "cp1252"])
def test_garbled(text: str, written: str, taken_for: str) -> None:
    if written != taken_for:
        assert is_garbled(text.encode(written, "ignore").decode(taken_for, "replace"))


@pytest.mark.parametrize(
    "text",
    ["锟斤拷锟斤拷锟斤拷 2023", "???? 2023 ????????", "\ue123\ue456\ue789 23", "\ufffd" * 20],
)
def test_garbled_beyond_repair(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "商业",
        "规章 0 0 0",
        "规章？22（其中修订16件）",
        "Annual report 2023 (English edition), what's new?",
        "\uf0b7一、总体情况\n\uf0b7二、主动公开政府信息情况，共有若干条内容在此说明，并作详细的解释，供公众查阅参考",
        "①②③ ※ 第二十条第（一）项 — “三安全一稳定” · 4068.208",
    ],
)
def test_not_garbled(text: str) -> None:
    assert not is_garbled(text)


def test_real_reports_are_not_garbled(shared: Path) -> None:
    to_traditional = opencc.OpenCC("s2t")
    for name in ("qingyuan-2023.txt", "shuyang-2025.md"):
        text = (shared / "reports" / name).read_text(encoding="utf-8")
        for version in (text, to_traditional.convert(text)):
            assert not is_garbled(version)
            assert not any(is_garbled(line) for line in version.splitlines())
            assert decode(version.encode("gb18030")) == version


def test_read_of_a_garbled_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SIMPLIFIED.encode().decode("gb18030", "replace").encode())
    with pytest.raises(UnreadableError) as raised:
        read(path)
    assert raised.value.code == "mojibake"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "gb18030"])
def test_nuls_are_no_text(encoding: str) -> None:
    text = "本年度收到的政府信息公开申请。" * 3
    assert decode(f"{text}\0{text}\x005\0".encode(encoding)) == f"{text}{text}5"


@pytest.mark.parametrize("declared", ["", "utf-8\0", "no-such", "\ud800", "x" * 10_000])
def test_what_is_declared_may_be_nonsense(declared: str) -> None:
    assert decode("政府信息公开".encode("gb18030"), declared) == "政府信息公开"
