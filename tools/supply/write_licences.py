"""Write docs/licences.md: the licence of every package of the lock, and what was judged.

Usage: python -m tools.supply.write_licences
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tools.supply.judged import CALLED, COPIED, NAMED, PARTS, PERMISSIVE_FILES, SAID
from tools.supply.licences import PERMISSIVE, WEAK, kind, licence_of
from tools.supply.lock import LINKED, ROOT, RUNTIME, Pin, groups_of, locked

PAGE = ROOT / "docs" / "licences.md"

HEADER = """\
# 依赖的许可证 · Licences of the dependencies

<!-- Made by `make licences` from requirements.lock and installed metadata; not edited by hand. -->

本表列出锁定文件 [`requirements.lock`](../requirements.lock) 中的每个软件包、其许可证（SPDX 标识）和用途。
使用者安装的部分（运行所需和 `lab`）没有任何一个包采用 GPL、AGPL、SSPL 等强著佐权许可证；
作用止于文件或程序库的弱著佐权许可证（MPL、EPL、LGPL）逐一判定，列在下面第一张表。许可证不明的包，测试不予通过。

Every package of [`requirements.lock`](../requirements.lock) with its licence as SPDX writes it and why it is
there. In what a user installs (the tool itself and the extra `lab`) no package is under a strong copyleft
licence such as GPL, AGPL or SSPL. A weak one, which ends at the file or library that is under it (MPL, EPL,
LGPL), is judged one by one in the first table. `tests/test_supply.py` refuses a licence that is unknown, is
neither below nor in that table, and texts or shared libraries in wheels that nobody has judged.

ogi-audit is Apache-2.0 and distributes none of these packages: pip fetches them, unmodified, from their
authors. Who passes them on, say in an image of a container, owes what their licences ask for: the texts, and
for weak copyleft the way to the source.
"""


def page() -> str:
    """The text of docs/licences.md."""
    pins = locked()
    groups = groups_of(pins)
    lab = LINKED[1]
    parts = [
        HEADER,
        "## 逐一判定的 · Judged one by one\n",
        *table(
            ("包 Package", "部分 Part", "许可证 Licence", "判定 Judgement", "理由 Why"),
            (
                (f"`{p.package}`", p.part, f"`{p.licence}`", WORDS[kind(p.licence)], p.why)
                for p in sorted(PARTS, key=lambda part: part.package)
            ),
        ),
        "随包分发、许可宽松的程序库。Libraries in wheels under permissive licences:\n",
        *table(
            ("包 Package", "程序库 Libraries", "许可证 Licences"),
            (
                (f"`{name}`", ", ".join(files.split()), licences)
                for name, (files, licences) in PERMISSIVE_FILES.items()
            ),
        ),
        "附带的文字提到著佐权许可证的包。Packages whose texts name a copyleft licence, and why:\n",
        *table(
            ("包 Package", "提到 Names", "理由 Why"),
            ((f"`{name}`", ", ".join(words.split()), why) for name, (words, why) in NAMED.items()),
        ),
        "## 调用而不链接的 · Called, not linked\n",
        *table(("程序 Program", "许可证 Licence", "用途 What for"), CALLED),
        "## 仓库内的副本 · Copies in the repository\n",
        *table(("名称 Name", "许可证 Licence", "何处 Where"), COPIED),
        "## 工具本身 · The tool itself\n",
        *packages(pins, groups, lambda found: RUNTIME in found),
        "## JupyterLab: `lab`\n",
        "另加上一张表中的包。Besides packages of the table before.\n",
        *packages(pins, groups, lambda found: RUNTIME not in found and lab in found),
        "## 仅供开发 · For work on ogi-audit only\n",
        "使用者不安装。A user installs none of these.\n",
        *packages(pins, groups, lambda found: not set(found) & set(LINKED)),
        "## 元数据未写明的 · Where the metadata does not say it\n",
        *table(
            ("包 Package", "许可证 Licence", "据 According to"),
            ((f"`{name}`", f"`{said.licence}`", said.source) for name, said in SAID.items()),
        ),
        "宽松 Permissive: " + ", ".join(f"`{name}`" for name in sorted(PERMISSIVE)) + ".\n",
        "弱著佐权 Weak copyleft: " + ", ".join(f"`{name}`" for name in sorted(WEAK)) + ".",
    ]
    return "\n".join([*parts, ""])


WORDS = {
    "permissive": "宽松 permissive",
    "weak": "弱著佐权，可用 weak copyleft, allowed",
    "refused": "不可用 refused",
}


def packages(
    pins: Iterable[Pin],
    groups: Mapping[str, Sequence[str]],
    wanted: Callable[[Sequence[str]], bool],
) -> Iterator[str]:
    """The table of the packages whose groups are wanted."""
    rows = []
    for pin in pins:
        if wanted(groups[pin.name]):
            asked = ", ".join(f"`{name}`" for name in pin.via)
            extras = ", ".join(f"`{name}`" for name in groups[pin.name])
            licence = licence_of(pin) or "?"
            rows.append((f"`{pin.name}`", pin.version, f"`{licence}`", extras, asked))
    yield from table(
        ("包 Package", "版本 Version", "许可证 Licence", "属于 Part of", "要求者 Asked for by"),
        rows,
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, and an empty one after it."""
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
